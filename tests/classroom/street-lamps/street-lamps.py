# %% [markdown]
# # Keep the street lit
#
# A small assignment for the tests of the marking machinery. It is worth [[total]].

# %%
import math

# %% [markdown] question="energy"
# ## 1. Energy of a night ([[points]])
#
# Write `energy_kwh(power_w, hours)`.


# %% solution="energy"
def energy_kwh(power_w: float, hours: float) -> float:
    """Return the energy that lamps draw. [kWh]"""
    ### BEGIN SOLUTION
    return power_w * hours / 1000
    ### END SOLUTION


# %% tests="energy" points=1
assert isinstance(energy_kwh(100.0, 10.0), float), "return a number"
# %% tests="energy" points=2
assert math.isclose(energy_kwh(100.0, 10.0), 1.0, rel_tol=1e-2), "100 W for 10 h is 1 kWh"
### BEGIN HIDDEN TESTS
assert math.isclose(energy_kwh(70.0, 11.0), 0.77, rel_tol=1e-2)
### END HIDDEN TESTS

# %% [markdown] question="lamps"
# ## 2. Lamps for a street ([[points]])
#
# Write `lamps(length_m, spacing_m)`: one at each end, none further apart than the spacing.


# %% solution="lamps"
def lamps(length_m: float, spacing_m: float) -> int:
    """Return how many lamps a street needs."""
    ### BEGIN SOLUTION
    return math.ceil(length_m / spacing_m) + 1
    ### END SOLUTION


# %% tests="lamps" points=2
assert lamps(100.0, 25.0) == 5, "a lamp stands at each end"
# %% tests="lamps" points=3
assert isinstance(lamps(10.0, 5.0), int), "a whole number of lamps"
### BEGIN HIDDEN TESTS
(lamps(101.0, 25.0) == 6) + 2 * (lamps(0.5, 25.0) == 2)  # 1 point, and 2 points
### END HIDDEN TESTS

# %% [markdown] question="dark-hours"
# ## 3. The longest night ([[points]])
#
# Name the number of dark hours `dark_h`.

# %% solution="dark-hours"
### BEGIN SOLUTION
dark_h = 17
### END SOLUTION

# %% tests="dark-hours" points=2
assert dark_h == 17, "count from sunset to sunrise"

# %% [markdown] question="who"
# ## 4. Who is left in the dark? ([[points]])

# %% [markdown] manual="who" points=4
# Whoever walks where the council saves first.
