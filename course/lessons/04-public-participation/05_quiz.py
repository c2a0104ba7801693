# %% [markdown]
# # Test yourself: twelve questions
#
# Take about 25 minutes. Choose an answer and press *Check*: every option has an explanation, also the wrong ones.
# You may try again as often as you like, each time in a new order; the start page remembers your best score.
# Answers that you checked are kept when the kernel restarts: run the cell again.

# %%
from citylab import quiz

quiz("public-participation")

# %% [markdown]
# Without buttons, for example on paper: `quiz.text("public-participation")` prints the questions;
# with `seed=7`, or another number, it shuffles them.
