# %% [markdown]
# # Predict a switch of mode
#
# Lesson 2 showed who *can* reach a job by tram or bus. But will those who could, leave the car at home?
# The authority of Ancoats Quay asks: "If the tram comes every 6 minutes instead of 10, who switches, and what does it save?"
#
# **You will be able to**
#
# * turn scores into probabilities of choosing, by hand and with a model;
# * estimate what an hour is worth to a commuter, with an interval;
# * predict a switch, and say when such a prediction misleads;
# * compute the CO₂e saved per year, with an interval.
#
# **You need** lessons 1 and 2. **Time** 60 min reading, 50 min doing.
#
# **Data** `carshare_montreal`: real shared cars in Montreal, one month, km and hours, MIT. `mode_choice_synthetic`: *synthetic*
# answers of commuters, May 2026, min and £, CC0. `transport_figures`: emission factors with their sources, g/km, 2013 to 2025, CC0.
# An invented town on Helsinki's streets, with British money and factors: not for a report.

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from ipywidgets import FloatSlider, IntSlider, interact

from citylab import check, data, show
from citylab.transport import choice, emissions

# %% [markdown]
# ## Turn a score into a probability
#
# First, real data: in 249 zones of Montreal, the hour at which most shared cars stand idle.
# Do they stand in the centre (round the zone with most of them) by day, near homes by night? We call 9 to 17 day. `pd.cut` sorts the zones into bands, `groupby` takes the mean of each (`True` counts 1, so the mean is a share).

# %%
zones = data.load("carshare_montreal")
is_day = zones["peak_hour"].between(9, 17)
bands = pd.cut(zones["distance_km"], [0, 2, 4, 6, 8, 15], include_lowest=True)
is_day.groupby(bands).agg(["mean", "size"]).round(2)

# %% [markdown]
# Within 2 km 84 % of the zones peak by day, farther out 12 to 22 %.
#
# A choice model gives each option a **score**, called **utility**: here a constant plus a weight times the distance for "day", and 0 for "night".
# Each option gets $e^{\text{score}}$, always above 0; night has $e^0 = 1$. A probability is its share of the sum:
# with the score $V$, day has $p = e^V / (e^V + 1)$. This is the **logit**.
#
# `choice.fit` finds the weights. It wants one row per *person* (here a zone)
# and option. Night gets the distance 0, so that the weight says what a km does to day against night.

# %%
# assign() returns a copy with changed columns; pd.concat() stacks tables.
day = pd.DataFrame({"person": zones.index, "mode": "day", "chosen": is_day.astype(int)})
day["distance_km"] = zones["distance_km"].to_numpy()
night = day.assign(mode="night", chosen=1 - day["chosen"], distance_km=0.0)
parked = choice.fit(pd.concat([day, night]), ["distance_km"], base="night")
parked.table().round(3)

# %% [markdown]
# Each km lowers the score by 0.32, and its 95 % interval (`low` to `high`) stays below 0. At 1 km: 0.25 − 0.32 = −0.07,
# and $e^{-0.07} = 0.93$, so $p = 0.93 / 1.93 = 0.48$.

# %%
km = np.linspace(0, 15, 100)
score = parked.parameters["constant_day"] + parked.parameters["distance_km"] * km
fig, ax = plt.subplots(figsize=(8, 3))
ax.plot(km, 100 * np.exp(score) / (np.exp(score) + 1), label="logit")
ax.plot([1, 3, 5, 7, 11.5], 100 * is_day.groupby(bands).mean(), "o", label="share of the zones in a band")
ax.set(title="The curve misses the cliff at the edge of the centre", xlabel="Distance from the centre [km]", ylabel="Peak by day [%]")
ax.legend()
show(fig, alt="Logit curve falling from 56 % at the centre to 1 % at 15 km; the bands: 84 % within 2 km, then 12 to 22 %.")

# %% [markdown]
# > **Watch out.** This counts waiting cars, not journeys, and names neither month nor clock. Montreal is 4 hours behind UTC in summer.
# > If the hours are UTC, local 9 to 17 is 13 to 21 there, and the slope vanishes.
# > Neighbouring zones are alike, so the true interval is wider.
#
# > **Your turn.** What is the probability that a zone 6 km out peaks by day?
# > Put one number between 0 and 1 into `far_probability`.

# %% solution="transport-3-chance"
### BEGIN SOLUTION
far_score = parked.parameters["constant_day"] + parked.parameters["distance_km"] * 6
far_probability = np.exp(far_score) / (np.exp(far_score) + 1)
### END SOLUTION

# %%
check("transport-3-chance", far_probability)

# %% [markdown]
# ## Weigh minutes against money
#
# With several modes, each gets a score, and $p_i = e^{V_i} / \sum_j e^{V_j}$: its share of the sum, as before. This is the **multinomial logit**.
# Now the *synthetic* survey: 2,279 of 9,000 commuters answered. Person 1 has four ways to work. Suppose that a minute on the move takes 0.05
# off the score, a minute of waiting 0.10, a pound 0.30.

# %%
answers = data.load("mode_choice_synthetic", "choices")
one = answers[answers["person"] == 1].set_index("mode")
score = -0.05 * one["time_min"] - 0.10 * one["wait_min"] - 0.30 * one["cost_gbp"]
one.assign(score=score, probability=np.exp(score) / np.exp(score).sum()).round(2)

# %% [markdown]
# We gave the car 42 %; person 1 took the bus, to which we gave 10 %. The **likelihood** multiplies the
# probabilities of everything that people did. We want the weights that make it greatest, and a constant for each mode, for what
# minutes and pounds do not say (comfort, rain). The car's constant is 0.

# %%
model = choice.fit(answers, ["time_min", "wait_min", "cost_gbp"], base="car")
print(f"An hour is worth £{choice.value_of_time(model).estimate:.2f}")
model.table().round(3)

# %% [markdown]
# All three weights are negative. A minute on the move takes 0.068 off the score; so do £0.22 (0.22 × 0.31). So we would pay £0.22 to save
# it: 0.068 / 0.310. An hour makes £13.19. This **value of time** has a 95 % interval too, £9.91 to £16.47.
# As the answers are simulated, we know the truth behind them: £11.21, what the British TAG Data Book gives for commuting.
# The interval holds it; a real survey never tells you that.
# (It is in pounds of 2014, fares of 2026. We left both, so that the estimate can be compared with the truth. In a job, bring both to one price year.)
#
# > **Your turn.** What is an hour of *waiting* worth in this model? Put one number, in £ per hour, into `waiting_gbp_h`.

# %% solution="transport-3-waiting"
### BEGIN SOLUTION
waiting_gbp_h = 60 * model.parameters["wait_min"] / model.parameters["cost_gbp"]
### END SOLUTION

# %%
check("transport-3-waiting", waiting_gbp_h)

# %% [markdown]
# ## Ask what if
#
# Every 10 minutes means 5 minutes of waiting on average, every 6 minutes 3, if trams keep their gaps (lesson 1) and people arrive at random: fair at
# 6 to 10 minutes. The rows with a wait of 5 minutes are the trams after seven; earlier ones run every 15 minutes and are left alone.

# %%
plan = answers.copy()
is_day_tram = (plan["mode"] == "tram") & (plan["wait_min"] == 5)
plan.loc[is_day_tram, "wait_min"] = 3
now, then = choice.shares(model, answers), choice.shares(model, plan)
pd.DataFrame({"now": 100 * now, "then": 100 * then, "change": 100 * (then - now)}).round(2)

# %% [markdown]
# The tram gains 2.87 percentage points, the car loses 1.30. Play with headway and fare.

# %%
def draw_shares(headway_min, fare_change_gbp):
    trial = answers.copy()
    trial.loc[is_day_tram, "wait_min"] = headway_min / 2
    trial.loc[trial["mode"] == "tram", "cost_gbp"] += fare_change_gbp
    share = 100 * choice.shares(model, trial)
    fig, ax = plt.subplots(figsize=(8, 2.5))
    bars = ax.barh(share.index, share, color=["#009E73", "#E69F00", "#999999", "#0072B2"])
    ax.bar_label(bars, fmt="%.1f %%", padding=3)
    title = f"Every {headway_min} min, fare {fare_change_gbp:+.2f} £: tram {share['tram']:.0f} %, car {share['car']:.0f} %"
    ax.set(title=title, xlabel="Share of commuters [%]", xlim=(0, 60))
    show(fig, alt=f"Bars of four modes. {title}.")


headway = IntSlider(value=6, min=3, max=20, description="Headway", continuous_update=False)
fare = FloatSlider(value=0, min=-1, max=2, step=0.25, description="Fare +/- £", continuous_update=False)
interact(draw_shares, headway_min=headway, fare_change_gbp=fare);

# %% [markdown]
# Even with a tram every 3 minutes a third still drive. An **elasticity** says by how many percent
# a share changes if something grows by 1 %. By formula, and by trying:

# %%
dearer = answers.copy()
dearer.loc[dearer["mode"] == "tram", "cost_gbp"] *= 1.01
tried = 100 * (choice.shares(model, dearer)["tram"] / now["tram"] - 1)
# of: whose share answers; to: whose fare changes.
formula = choice.elasticity(model, answers, "cost_gbp", of="tram", to="tram")
print(f"formula {formula:.3f}, tried {tried:.3f}")

# %% [markdown]
# A fare 1 % higher costs the tram 0.38 % of its riders: true for small changes, with all journeys fixed.
#
# > **Your turn.** Of 100 new tram riders under the plan, how many leave the *car* (planners say **diversion factor**)?
# > Use `now` and `then`. Put one number into `from_car`.

# %% solution="transport-3-from-car"
### BEGIN SOLUTION
change = then - now
from_car = 100 * -change["car"] / change["tram"]
### END SOLUTION

# %%
check("transport-3-from-car", from_car)

# %% [markdown]
# ## Beware of twins
#
# That number is high, as nobody in our model makes a *new* journey (measured ones: RAND Europe, 2018).
# And there is a riddle: half the people drive, half take the red bus. Now a blue bus comes,
# the same in all but paint. The car should keep its half; the logit disagrees. A **nested** logit puts twins into one nest,
# with a **dissimilarity**: 1 makes it the plain logit, near 0 the modes of a nest are copies. The smaller it is, the more riders they take
# from each other.

# %%
scores = pd.Series({"car": 0.0, "red bus": 0.0, "blue bus": 0.0})
nest = {"buses": ["red bus", "blue bus"]}
pd.DataFrame({size: choice.nested_probabilities(scores, nest, size) for size in (1, 0.5, 0.01)}).round(2)

# %% [markdown]
# In the plain logit (first column) paint takes a third of the drivers off the road. For each person, a new or better mode takes from all others
# *in proportion*: this is called **independence of irrelevant alternatives**. The nest repairs it.
#
# Tram and bus are half twins: more new tram riders come from the bus, fewer from the car. `riders_from` starts from
# the town's average shares, gives the tram two minutes less waiting, and says where 100 new riders come from.

# %%
def riders_from(dissimilarity):
    transit = {"transit": ["bus", "tram"]}
    before = choice.utilities_from_shares(now, transit, dissimilarity)
    after = before.copy()
    # Minus a negative: two minutes less raise the score.
    after["tram"] -= 2 * model.parameters["wait_min"]
    moved = choice.nested_probabilities(after, transit, dissimilarity) - now
    return -100 * moved.drop("tram") / moved["tram"]


riders_from(1).round(1)

# %% [markdown]
# The plain logit takes 53 of 100 from the car. Your number was lower: the town's average shares forget that people without a car cannot leave one.
#
# > **Your turn.** How many of 100 leave the car if the dissimilarity of bus and tram is 0.4 (our assumption)? Put one number into `nested_from_car`.

# %% solution="transport-3-twins"
### BEGIN SOLUTION
nested_from_car = riders_from(0.4)["car"]
### END SOLUTION

# %%
check("transport-3-twins", nested_from_car)

# %% [markdown]
# ## Count one year
#
# **CO₂e** adds up greenhouse gases by their warming. The British government publishes factors each year (DESNZ, 2025, *Business travel – land*).
# A car's is per km, and *shared* by those in it; those of bus and tram are per *passenger*-km. Making fuel, vehicles and tracks is left out.
#
# | | g per passenger-km |
# |---|--:|
# | car to work: 167 g/km, 1.07 people | 156 |
# | car, all trips: 1.55 people | 108 |
# | bus outside London | 125 |
# | tram | 29 |
#
# With the 1.55 people of an average English trip a car looks cleaner than a bus; to work it does not.
#
# A bus that runs anyway saves nothing when its rider takes the tram. So count car-km that vanish, and trams that run more. We assume:
#
# | for a year | |
# |---|---|
# | people | all 9,000 commuters choose like those who answered |
# | journeys | two on 220 days; who leaves after seven travels in the peak |
# | more trams | 4 an hour and direction, in four peak hours on 250 days |
# | line | 5.5 km |
#
# > **Note.** The poor answered less, and own fewer cars: weighted by income, 6 % fewer car-km vanish. *Fitting* needs no weights here,
# > as answering depends on income, not on the choice; *counting* does.

# %%
figures = emissions.factors()["value"]
less_km = choice.mode_km(model, answers, "car") - choice.mode_km(model, plan, "car")
to_a_year = 9000 / answers["person"].nunique() * 2 * 220
car_t = less_km * to_a_year * figures["car_average"] / figures["car_occupancy_work"] / 1e6  # 1 t is 1e6 g
tram_km = 4 * 2 * 4 * 250 * 5.5  # trams an hour, directions, hours, days, km
print(f"{less_km * to_a_year:,.0f} passenger-km leave the car: {car_t:.1f} t. Trams run {tram_km:,.0f} km more.")

# %% [markdown]
# > **Your turn.** Let a tram take 4 kWh per km, and a kWh emit 152 g, about the British average. How many tonnes does the plan save in a year?
# > Use `car_t` and `tram_km`. Put one number into `one_year_t`.

# %% solution="transport-3-year"
### BEGIN SOLUTION
one_year_t = car_t - tram_km * 4 * 152 / 1e6
### END SOLUTION

# %%
check("transport-3-year", one_year_t)

# %% [markdown]
# ## How sure are we?
#
# None of these figures is exact. `saved_co2e` draws five of them at once, 2,000 times (**Monte Carlo**). For the car-km, `draw` gives 500 sets of weights that
# fit the answers nearly as well; each of the 2,000 takes one. The others come evenly from ranges that we assume: the car (± 10 %), the people in it (1.0 to 1.15),
# the tram's electricity (2.5 to 5.5 kWh per km), its carbon (126 to 177 g/kWh).
#
# That carbon is an *average*. In module 02, lesson 4, an *extra* kWh came from the station that follows demand: gas. We try both.

# %%
weights = model.draw(500, seed=3)
fewer_km = choice.mode_km(weights, answers, "car") - choice.mode_km(weights, plan, "car")
saved = emissions.saved_co2e(fewer_km * to_a_year, tram_km=tram_km, seed=5)
gas_gkwh = data.load("smart_grid_figures").loc["carbon_gas", "value"]
on_gas = emissions.saved_co2e(fewer_km * to_a_year, tram_km=tram_km, ranges={"carbon_gkwh": (gas_gkwh, gas_gkwh)}, seed=5)
both = pd.DataFrame({"average": saved["saved_t"], "gas": on_gas["saved_t"]})
print(f"gas {gas_gkwh:.0f} g/kWh; share of the draws that save:", (both > 0).mean().round(2).to_dict())
# Mean, and the limits of the middle 90 % of the draws.
pd.DataFrame({name: emissions.interval(both[name], level=0.9) for name in both}, index=["mean", "low", "high"]).round(1)

# %%
fig, ax = plt.subplots(figsize=(8, 3))
ax.hist(both["gas"], bins=40, color="#E69F00", label="electricity from gas")
ax.hist(both["average"], bins=40, color="#0072B2", alpha=0.7, label="average electricity")
ax.axvline(0, color="black", linestyle="--")
title = f"On average electricity {both['average'].mean():.0f} t saved a year, on gas {-both['gas'].mean():.0f} t lost"
ax.set(title=title, xlabel="Saved [t CO₂e a year]", ylabel="Draws")
ax.legend()
show(fig, alt=f"Two histograms of 2,000 draws. {title}. On gas nearly all draws lie below zero.")

# %% [markdown]
# The cars save 36 t. The extra trams emit 27 t on average electricity, and 69 t on gas: good service is not yet a saving. For decades, appraisals take
# a *long-run marginal* factor, which falls as cleaner stations are built (Hawkes, 2014).
# Nor are 78 % of the draws a chance of 78 %: the form of the model, silent commuters and rebound are not drawn.
#
# **Rebound**: an emptier road invites others to drive (Duranton and Turner, 2011).
#
# > **Your turn.** What share of the avoided car-km may come back, until nothing is saved? Use the means of `saved` (average electricity).
# > Put one number between 0 and 1 into `rebound_limit`.

# %% solution="transport-3-rebound"
### BEGIN SOLUTION
rebound_limit = 1 - saved["tram_t"].mean() / saved["car_t"].mean()
### END SOLUTION

# %%
check("transport-3-rebound", rebound_limit)

# %% [markdown]
# ## Think
#
# > **Think.** The poorest fifth gives one commuter in five, but 14 % of the answers. People without work, or who gave up a job because no bus came, were not
# > asked. Whose choices did we learn, and whose did we miss? Those who earn more
# > can pay more for an hour: what happens to W3 and E3 if the authority spends where an hour is worth most?
#
# ## What to take away
#
# * A logit turns scores into probabilities; the ratio of two weights is a price, such as the value of time.
# * In the plain logit, for each person, a better mode takes from all others in proportion; a nest says which are alike.
# * A saving needs both sides and an interval: fewer cars, more trams on *extra* electricity, and what comes back.
#
# ## Further reading
#
# * K. E. Train, *Discrete Choice Methods with Simulation*, 2nd edition, Cambridge University Press, 2009.
# * D. McFadden, "Conditional logit analysis of qualitative choice behavior", in *Frontiers in Econometrics*, 1974.
# * R. Batley and others, "New appraisal values of travel time saving and reliability in Great Britain", *Transportation* 46, 2019.
# * F. Dunkerley, M. Wardman, C. Rohr, N. Fearnley, *Bus fare and journey time elasticities and diversion factors for all modes*, RAND Europe RR-2367, 2018.
# * UK Government, *Greenhouse gas conversion factors for company reporting*, 2025.
# * Department for Transport, *TAG forthcoming change: occupancy and journey purpose split updates*, April 2026.
# * A. D. Hawkes, "Long-run marginal CO₂ emissions factors in national electricity systems", *Applied Energy* 125, 2014.
# * G. Duranton, M. A. Turner, "The fundamental law of road congestion", *American Economic Review* 101, 2011.
