# %% [markdown]
# # Joint Smart Cities Laboratory
#
# Welcome. You are a trainee of the laboratory, in Manchester and Shanghai. Partners bring us questions: a network operator,
# a transport authority, a port. In each **module** you answer one of them with real methods and honest data.
#
# Run the cell below (press Shift + Enter) to see the modules, the hours they take, where you stand, and what to do next.

# %%
from citylab import course

course.start_page()

# %% [markdown]
# ## Review
#
# Each question of a quiz comes back some days after you answered it, about when you would forget it.
# Run the next cell to answer what is due today. Two or three minutes a day are enough.

# %%
from citylab import review

review()

# %% [markdown]
# ## Good to know
#
# **How a module works.** Begin with its overview. Lessons come with exercises that check themselves and give hints;
# nobody else sees your tries. A quiz and a problem on new data close the module. The assignment is marked by your instructor;
# you may mark your own copy as often as you like.
#
# **When a module is complete.** In each lesson you have solved every exercise or run every cell; you have solved every check
# of the wrap-up; your best quiz has 75 % right; and your best own marking of the assignment has half of the points that tests give.
#
# **After the modules.** [The internship](../internship/README.md): twelve weeks with a host. Ten briefs wait, four of them with a project to start from.
#
# **Your work stays yours.** Your answers are in your notebooks, and your progress is in a small file where Jupyter runs.
# In a terminal, `citylab progress` shows it, `citylab progress --export my-course.csv` copies it, and `citylab progress --forget` deletes it.
#
# **Stuck with Jupyter itself?** A cell runs with Shift + Enter. If numbers look odd, choose *Kernel → Restart Kernel and Run All Cells*.
