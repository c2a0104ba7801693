# %% [markdown]
# # Joint Smart Cities Laboratory
#
# Welcome. You are a trainee of the laboratory, in Manchester and Shanghai. Partners bring us questions: a network operator,
# a transport authority, a port. In each **module** you answer one of them with real methods and honest data.
#
# Run the cell below (press Shift + Enter) to see the modules, the hours they take, and where you stand.

# %%
from citylab import course

course.start_page()

# %% [markdown]
# **How a module works.** Begin with its overview. Lessons come with exercises that check themselves and give hints;
# nobody else sees your tries. A quiz and a problem on new data close the module. The assignment is marked by your instructor.
#
# **Your work stays yours.** Your answers are in your notebooks, and your progress is in a small file on your own computer.
#
# **Stuck with Jupyter itself?** A cell runs with Shift + Enter. If numbers look odd, choose *Kernel → Restart Kernel and Run All Cells*.
