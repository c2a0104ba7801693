# %% [markdown]
# # Decide something for a partner
#
# The brief, in three sentences. In all [[total]]. Every question says which name it expects.

# %%
import pandas as pd

# %% [markdown] question="count-exceedances"
# ## 1. Count the days above a limit ([[points]])
#
# Write a function `count_exceedances(daily_ugm3, limit_ugm3)`. It takes a pandas Series of daily means [µg/m³] and a
# limit [µg/m³], and returns how many days lie above the limit, as an `int`. A day without a value is no exceedance.
#
# The tests that you see check the form. After you hand in, others check values on series you have not seen.

# %% solution="count-exceedances"
def count_exceedances(daily_ugm3: pd.Series, limit_ugm3: float) -> int:
    """Return the number of days whose mean is above `limit_ugm3`. [days]"""
    ### BEGIN SOLUTION
    return int((daily_ugm3 > limit_ugm3).sum())
    ### END SOLUTION


# %% tests="count-exceedances" points=2
_days = pd.Series([14.0, 15.0, 15.1, 40.0, float("nan")])
assert type(count_exceedances(_days, 15.0)) is int, "return an int: wrap the sum in int(...)"
### BEGIN HIDDEN TESTS
assert count_exceedances(_days, 15.0) == 2, "15.0 is at the limit, not above it; NaN is not an exceedance"
assert count_exceedances(_days.iloc[:0], 15.0) == 0, "an empty series has no exceedance"
### END HIDDEN TESTS

# %% [markdown] question="advice"
# ## 2. Advise the partner ([[points]])
#
# In about 100 words: what should the partner do, and who bears the cost? *Rubric*: one point for a decision that
# follows from your number, one for naming who pays, one for saying what you could not know.

# %% [markdown] manual="advice" points=3
# The sample answer stands here; nbgrader replaces it by *YOUR ANSWER HERE* in the release.
