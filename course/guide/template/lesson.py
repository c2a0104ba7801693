# %% [markdown]
# # Count a street's busy hours
#
# One or two sentences: which decision of a city hangs on this, and what goes wrong without it.
#
# **You will be able to**
#
# * do the first thing, with a verb that can be seen;
# * do the second thing.
#
# **You need** the lesson before, and lists. **Time** 20 min reading, 25 min doing.
#
# **Data** `homes_synthetic`: simulated homes, four winter weeks, mean kW per quarter hour, licence in its passport.

# %%
import matplotlib.pyplot as plt
from ipywidgets import IntSlider, interact

from citylab import check, data, show

# %% [markdown]
# ## Say what the section does, with a verb
#
# A sentence before a cell says what we want.

# %%
homes_kw = data.load("homes_synthetic", "load")
street_kw = homes_kw.sum(axis=1)
print(f"{street_kw.max():.1f} kW")

# %% [markdown]
# A sentence after it says what we see, with the figure: the street peaks at 90.8 kW.
#
# > **Watch out.** The slip that everyone makes once.


# %%
def draw_limit(limit_kw):
    fig, ax = plt.subplots(figsize=(8, 3))
    ax.plot(street_kw.index[:96], street_kw.iloc[:96])
    ax.axhline(limit_kw, linestyle="--", color="black")
    ax.set(title="The title states the finding", xlabel="Time", ylabel="Power [kW]")
    show(fig, alt=f"Power of the street over one day, with a line at {limit_kw} kW.")


interact(draw_limit, limit_kw=IntSlider(value=50, min=0, max=100, description="Limit"));

# %% [markdown]
# > **Your turn.** Say what is wanted, the kind of answer, its unit and its name: put the energy of `home_005`
# > over the four weeks, one number in kWh, into `four_weeks_kwh`.

# %% solution="grid-1-energy"
### BEGIN SOLUTION
four_weeks_kwh = (homes_kw["home_005"] * 0.25).sum()
### END SOLUTION

# %%
check("grid-1-energy", four_weeks_kwh)

# %% [markdown]
# Write of what the learner found, and why it matters for the next step.

# %%
busy = street_kw > 50
print(f"{busy.sum() * 0.25} hours")

# %% [markdown]
# The street is above 50 kW for some hours; say how many.

# %%
by_hour_kw = street_kw.groupby(street_kw.index.hour).mean()
print(f"at {by_hour_kw.idxmax()}:00")

# %% [markdown]
# Keep cells under five lines, and prose between them.

# %%
print(f"{by_hour_kw.max():.1f} kW")

# %% [markdown]
# ## Think
#
# > **Think.** Who gains, who is left out, or what could be misused?
#
# ## What to take away
#
# * The first line.
# * The second line.
# * The third line.
#
# ## Further reading
#
# * A real source, with authors, title, publisher and year.
