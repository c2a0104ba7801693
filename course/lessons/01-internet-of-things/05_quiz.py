# %% [markdown]
# # Test yourself: twelve questions
#
# Take about fifteen minutes. Choose an answer and press *Check*: every option has an explanation, also the wrong ones.
# You may try again as often as you like; the start page remembers your best score.

# %%
from citylab import quiz

quiz("internet-of-things")

# %% [markdown]
# Without buttons, for example on paper: `quiz.text("internet-of-things")` prints the questions.
