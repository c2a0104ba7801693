# %% [markdown]
# # Find out who is missing
#
# Module 03 asked who can reach work. Now the council of Ancoats Quay asks what people want. Last year two hundred came to one meeting in the
# neighbourhood Millfield, and a car park won. This year it invited 2,000 people to a survey; 589 answered. Whom did it not hear?
#
# **You will be able to**
#
# * compare a sample with a census, and say at which step people get lost;
# * weight answers by cells and by margins, and tell when that cannot work;
# * say what weights cost, and what an interval covers;
# * read a map of complaints beside a model of need.
#
# **You need** two weeks of Python, and tables with pandas. You need not have done module 03. **Time** 55 min reading, 70 min doing.
#
# **Data** `millfield_survey_synthetic`: *synthetic*, 12,400 residents of 16 and over, a meeting of 2025 and a survey of January 2026, CC0.
# `service_requests_synthetic`: *synthetic*, 320 streets and 974 requests of 2025, metres and counts, CC0. `census_margins`: real shares in %, England
# and Wales, 2021, Open Government Licence.

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from ipywidgets import FloatSlider, interact

from citylab import check, data, show
from citylab.participation import requests311, weighting

# %% [markdown]
# ## Compare the room with the town
#
# A **margin** counts the people in each category of one variable. Census offices publish margins. These are real:

# %%
census = data.load("census_margins")
census.loc[[0, 1, 2, 5, 8], ["variable", "category", "share_percent", "base"]]  # five of its eleven rows

# %% [markdown]
# Millfield is made up, but its shares of tenure, language and people of 65 and over are those of England and Wales.
#
# > **Watch out.** What does a share count? The census gives tenure as a share of *households*, language of people of 3 and over; we use both for our
# > people of 16 and over. And 18.6 % are 65 or more of people of *all* ages: of those of 15 and over, the nearest published group, they are 22.5 %.
#
# `compare` puts the people of last year's meeting beside the margins of the town.

# %%
millfield = data.load("millfield_survey_synthetic")
meeting, answers = millfield["meeting"], millfield["answers"]
margins = weighting.read_margins(millfield["margins"])
weighting.compare(meeting, margins).round(2)

# %% [markdown]
# Tenants of private landlords are 20.4 % of the town and 2.5 % of the room: a ratio of 0.12. Thirty-six more of them (`absent`) would have made
# the room like the town. Was the survey better?

# %%
fig, ax = plt.subplots(figsize=(8, 4))
for sample, mark, label in [(meeting, "o", "meeting, 200"), (answers, "D", "survey, 589")]:
    ratio = weighting.compare(sample, margins)["ratio"]
    names = [": ".join(pair) for pair in ratio.index]  # "ward: Riverside" and so on
    ax.plot(ratio, names, mark, label=label)
ax.axvline(1, color="black", linewidth=1)
ax.set_xscale("log")
ax.set_xticks([0.1, 0.2, 0.5, 1, 2], ["0.1", "0.2", "0.5", "1", "2"])
ax.minorticks_off()
ax.set(title="The survey misses the same people, but fewer of them", xlabel="Share of the sample / share of the town")
ax.legend()
show(fig, alt="Ratio for 13 categories. Old people, owners and Riverside are above 1 in both; young people, tenants, Weir Estate and other languages below.")

# %% [markdown]
# People get lost twice. Who is not on the voters' list could not be invited: that is **coverage**. Who was invited and kept silent is
# **non-response**. `groupby` makes one group per ward; the mean of True and False is the share of True.

# %%
residents, invited = millfield["residents"], millfield["invited"]
listed = residents.groupby("ward")["listed"].mean()  # of all residents
answered = invited.groupby("ward")["answered"].mean()  # of those invited
pd.DataFrame({"listed": listed, "answered": answered}).round(3)

# %% [markdown]
# Weir Estate loses 18 % at the list, and 87 % of those invited. Reminders would reach the silent, never the unlisted.
#
# A real council can check coverage, too: names on the list in each ward, divided by residents in the census. But lists seldom hold tenure or language,
# and some names on them have moved away or died.
#
# > **Your turn.** Suppose everybody on the list is invited, and answers like those invited now. What share of *all* residents of Weir Estate
# > answers? Put one number between 0 and 1, with three digits or more, into `reached`.

# %% solution="participation-1-reached"
### BEGIN SOLUTION
reached = listed["Weir Estate"] * answered["Weir Estate"]
### END SOLUTION

# %%
check("participation-1-reached", reached)

# %% [markdown]
# ## Let an answer speak for several
#
# If few of a ward answer, each of them can speak for more residents: its **weight** is residents divided by answers. This is
# **post-stratification**. (Here everybody on the list had the same chance to be invited. If chances differ, begin with 1 / chance:
# `rake(..., start=)`, below.) `np.average(values, weights=w)` is the weighted mean: add up weight times value, and divide by the sum of the weights.

# %%
by_ward = weighting.post_stratify(answers, "ward", margins["ward"])
print("want the car park, unweighted:", round(answers["car_park"].mean(), 3))
print("weighted by ward:", round(np.average(answers["car_park"], weights=by_ward), 3))
by_ward.groupby(answers["ward"]).first().round(1)  # one weight per ward

# %% [markdown]
# An answer from Weir Estate speaks for 49 people, one from Quarry Hill for 13. The car park falls from 51 % to 44 %. But age, tenure and language matter,
# too. We try all four at once: each combination that has residents is a cell, 87 in all. `try` and `except` catch the error, to print it.

# %%
cells = residents.groupby(list(margins)).size()  # list(margins): the names of the four variables
try:
    weighting.post_stratify(answers, list(margins), cells)
except weighting.MarginsError as problem:
    print(problem)

# %% [markdown]
# In 36 of the 87 nobody answered. **Raking** needs the margins only. It fits the wards, then age, which spoils the wards a little, then tenure, then
# language, and begins again. `rake` returns several things, each behind a dot: `.weights`, one for each answer; `.gap`, by what share of all residents
# the worst category is off; `.rounds`, how many were needed; `.why`, how it ended.

# %%
for rounds in [1, 2, 4, 8]:
    gap = weighting.rake(answers, margins, rounds=rounds).gap
    print(f"after {rounds} rounds: {12400 * gap:6.2f} people off")
raked = weighting.rake(answers, margins)
print(raked.rounds, "rounds:", raked.why)
print("want the car park, raked:", round(np.average(answers["car_park"], weights=raked.weights), 3))

# %% [markdown]
# Raked, 36 % want the car park; in the whole (made-up) town it is 37 %, in the meeting it was 74 %.
#
# Raking settles if three things hold: all margins have the same total, each category has an answer, and there are *some* positive weights that meet
# all margins. Suppose the young had answered in one ward only:

# %%
few = answers[(answers["age"] != "16-34") | (answers["ward"] == "Mill Lane")]  # | means or
try:
    weighting.rake(few, margins)
except weighting.MarginsError as problem:
    print(problem)

# %% [markdown]
# The town has 3,844 young people. All of them would have to stand in Mill Lane, which has 2,800 residents: 1,044 too many there, and too few elsewhere.
# No weights can repair that. `rake` found out by a **linear program**, a search through all weights of 0 or more for those that miss the margins least:
# even they miss. (The misses that it names are one of several closest ways to fail.)
#
# > **Your turn.** Could weights have saved the meeting? Rake `meeting` to all four margins, into a new name, `meeting_raked`: `raked` is the
# > survey. What share wants the car park then? Put one number between 0 and 1 into `meeting_share`.

# %% solution="participation-1-meeting"
### BEGIN SOLUTION
meeting_raked = weighting.rake(meeting, margins)
meeting_share = np.average(meeting["car_park"], weights=meeting_raked.weights)
### END SOLUTION

# %%
check("participation-1-meeting", meeting_share)

# %% [markdown]
# ## Pay for the weights
#
# Ten people with another main language now speak for 1,104, one of them alone for 301. If one of them is odd, the result is odd.
#
# Another survey, by the same rules, would give another mean. The **variance** of the mean is its average squared distance from the centre of
# all these means. An **interval** is a range around our mean, so wide that 95 of 100 such surveys should catch what they aim at.
#
# Kish's **design effect** says how many times weights inflate the variance, if they have nothing to do with the answers: $n \sum w^2 / (\sum w)^2$ for
# $n$ answers with weights $w$. Take three with weights 1, 1 and 4: $3 \cdot (1 + 1 + 16) / 6^2 = 1.5$. Divide $n$ by it, and you get the **effective
# size**: $3 / 1.5 = 2$. The three are worth two.

# %%
raked = weighting.rake(answers, margins)  # the survey, as above
others = raked.weights[answers["language"] == "other"]  # the weights of those with another main language
print(len(others), "people speak for", round(others.sum()), "and one alone for", round(others.max()))
print("design effect:", round(weighting.design_effect(raked.weights), 2))
print("effective size:", round(weighting.effective_size(raked.weights)))
interval = weighting.interval(answers["car_park"], raked.weights, given=answers[list(margins)])
print("want the car park:", interval)
print(interval.covers)

# %% [markdown]
# If weights had nothing to do with the answers, 589 would be worth only 282: a warning for any question. For the car park the margins explain much of
# the answer, so the interval, from 32 % to 39 %, is narrower. `given` tells it that the margins are known: what they explain is no longer doubtful.
# Is its promise true? We know everybody in Millfield, so we repeat the survey 200 times.

# %%
rng = np.random.default_rng(1)  # a seed: your surveys equal ours
plain, weighted, trusting = [], [], []
for _ in range(200):
    again = weighting.ask_again(residents, invited=2000, rng=rng)
    weights = weighting.rake(again, margins).weights
    known = again[list(margins)]
    plain.append(weighting.interval(again["car_park"]))
    weighted.append(weighting.interval(again["car_park"], weights, given=known))
    trusting.append(weighting.interval(again["trust"], weights, given=known))
car_park, trust = residents["car_park"].mean(), residents["trust"].mean()  # the truth
for name, found, truth in [("car park, plain", plain, car_park), ("car park, raked", weighted, car_park), ("trust, raked", trusting, trust)]:
    print(f"{name}: {100 * weighting.coverage(found, truth):.1f} % of the intervals hold the truth")

# %%
fig, axes = plt.subplots(1, 3, figsize=(9, 3), sharey=True, layout="constrained")
titles = ["Car park, plain: all miss", "Car park, raked: few miss", "Trust, raked: nearly all miss"]
for ax, found, truth, title in zip(axes, [plain, weighted, trusting], [car_park] * 2 + [trust], titles, strict=True):
    for row, one in enumerate(found[:50]):
        hit = one.low <= truth <= one.high
        ax.plot([100 * one.low, 100 * one.high], [row, row], "-" if hit else ":", color="#0072B2" if hit else "#D55E00")
    ax.axvline(100 * truth, color="black")
    ax.set(title=title, xlabel="Say yes [%]")
axes[0].set_ylabel("Survey")
show(fig, alt="Fifty intervals each. Plain ones all lie right of the truth; raked ones nearly all cross it; those about trust lie right of it.")

# %% [markdown]
# Dotted intervals miss. Plain ones always do: more answers would make them narrower, not truer. Of the raked ones 93 % hold the truth; with 200
# trials, chance alone moves that by 3 points. This is a best case: in Millfield the wish for a car park is a sum of effects of our four margins, and
# nothing else. And whoever *trusts* the council answers more often than others of the same ward, age, tenure and language. No margin sees that, so no weight mends it.
#
# Large weights can be **trimmed**: none may exceed a cap, in multiples of the mean weight. Who pays? Move the cap.

# %%
def draw_cap(cap):
    capped = weighting.rake(answers, margins, trim=cap, rounds=100)
    met = pd.concat({name: 100 * capped.weights.groupby(answers[name]).sum() / margins[name] for name in margins})
    fig, ax = plt.subplots(figsize=(8, 3.6))
    ax.barh([": ".join(pair) for pair in met.index], met, color=np.where(met < 90, "#D55E00", "#56B4E9"))
    ax.axvline(100, color="black")
    title = f"Cap {cap:g}: effective size {weighting.effective_size(capped.weights):.0f}; other languages {met['language', 'other']:.0f} %"
    ax.set(title=title, xlabel="Weighted count / residents [%]", xlim=(0, 125))
    show(fig, alt=f"Bars of 13 categories, 100 % where the margin is met. {title}.")


interact(draw_cap, cap=FloatSlider(value=3, min=1.5, max=8, step=0.5, description="Cap", continuous_update=False));

# %% [markdown]
# A cap of 3 raises the effective size from 282 to 319, and takes away 43 % of the people with another language. They also had
# a ward, an age and a home: all bars except English fall short, because language is fitted last. If a cap cannot be met, the result depends on the
# order of the margins (reversed: effective size 330): read `why`. From 5.5 on all margins are met.
#
# > **Your turn.** With a cap of 4: how many people with another main language do the answers speak for? Rake `answers` again, into a new name,
# > `capped`. Put one number of people into `spoken_for`.

# %% solution="participation-1-trim"
### BEGIN SOLUTION
capped = weighting.rake(answers, margins, trim=4)
spoken_for = capped.weights[answers["language"] == "other"].sum()
### END SOLUTION

# %%
check("participation-1-trim", spoken_for)

# %% [markdown]
# ## Read complaints as voices
#
# "Why ask? We see where people complain." Many cities publish service requests in the form *GeoReport v2* of Open311: number, kind, time, place.
# By default a server gives 90 days or the first 1,000 requests, whichever is less: who asks once for a year has a part of it. Ours come in five pages.
# `merge` puts two rows side by side where they agree: `address_id` of the left table (`left_on`) with `street` of the right one (`right_on`). So each
# request gets its ward. `value_counts` counts rows.

# %%
streets = data.load("service_requests_synthetic", "streets").drop(columns="faults")  # the truth, which no council has
requests = requests311.read(data.path("service_requests_synthetic", "requests.zip"))
requests = requests.merge(streets[["street", "ward"]], left_on="address_id", right_on="street")
first = requests311.first_reports(requests, within_m=25, within_days=30)  # one row per pothole
pd.DataFrame({"requests": requests["ward"].value_counts(), "potholes": first["ward"].value_counts()})

# %% [markdown]
# Riverside writes three times as often as Weir Estate, partly twice about one hole. Are its streets worse? For 2025, 120 streets were drawn once by lot,
# 24 in each ward; a crew walked them each month, and counted. A **Poisson regression** learns how many holes a metre of street gets, by age of its surface and by traffic.
# The metres are the **exposure**: of two streets alike, twice as many are expected in the one twice as long. So we know what to expect everywhere.

# %%
inspections = data.load("service_requests_synthetic", "inspections").merge(streets, on="street")
need = requests311.fit_need(inspections, ["surface_years", "busy"], exposure="length_m")
titles = ("Riverside complains most", "Weir Estate has most potholes")
fig = requests311.heat_picture(requests, streets, need.expected(streets), titles=titles)
show(fig, alt="Two maps of five wards: requests are densest in Riverside, expected potholes in Weir Estate, where the map of requests is palest.")
rates = requests311.reporting_rates(first, streets, need)
rates.round(2)

# %% [markdown]
# The heat map shows holes times eagerness. In Riverside 85 % of the potholes are reported, in Weir Estate 20 %; `low` and `high` cover the doubts of the
# model and chance in the holes, in 90 % of cases, if the model leaves out nothing that matters. Who mends by complaints mends Riverside.
#
# > **Your turn.** How many potholes in Weir Estate does the model expect that nobody reported? Put one number into `unheard`.
# > (`rates.loc[row, column]` reads one value: `rates.loc["Riverside", "rate"]` is 0.85.)

# %% solution="participation-1-unheard"
### BEGIN SOLUTION
unheard = rates.loc["Weir Estate", "expected"] - rates.loc["Weir Estate", "reported"]
### END SOLUTION

# %%
check("participation-1-unheard", unheard)

# %% [markdown]
# In New York, too, some neighbourhoods report comparable damage three times as quickly as others (Liu, Bhandaram and Garg, 2024).
#
# ## Think
#
# > **Think.** Ten people speak in place of 1,104 with another main language, 36 to 301 each, 110 on average; the form was in English. Is such a weight a voice,
# > or a guess in their name?
# > What would you do with the money for 1,000 more invitations?
#
# ## What to take away
#
# * Say who is missing, and where they got lost: at the list, or at the answer.
# * Weights mend what the margins explain, and nothing else. Report the interval and what it leaves out; the effective size is a worst-case hint.
# * A map of complaints shows need times voice. Count need where nobody complains.
#
# ## Further reading
#
# * W. E. Deming, F. F. Stephan, "On a least squares adjustment of a sampled frequency table when the expected marginal totals are known", *Annals of
#   Mathematical Statistics* 11, 1940: raking.
# * F. Pukelsheim, "Biproportional scaling of matrices and the iterative proportional fitting procedure", *Annals of Operations Research* 215, 2014: when
#   it settles, for two margins; for more, I. Csiszár, "I-divergence geometry of probability distributions and minimization problems", *Annals of
#   Probability* 3, 1975.
# * L. Kish, "Weighting for unequal P_i", *Journal of Official Statistics* 8, 1992: the design effect.
# * R. J. A. Little, "Post-stratification: a modeler's perspective", *Journal of the American Statistical Association* 88, 1993.
# * J.-C. Deville, C.-E. Särndal, O. Sautory, "Generalized raking procedures in survey sampling", the same volume: weights with a cap.
# * Z. Liu, U. Bhandaram, N. Garg, "Quantifying spatial under-reporting disparities in resident crowdsourcing", *Nature Computational Science* 4, 2024.
# * D. T. O'Brien, R. J. Sampson, C. Winship, "Ecometrics in the age of big data", *Sociological Methodology* 45, 2015: Boston's requests beside audits of its streets.
# * Open311, *GeoReport v2*, wiki.open311.org; Office for National Statistics, *Census 2021*.
