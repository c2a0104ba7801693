# %% [markdown]
# # Publish without exposing anyone
#
# In lessons 1 to 3 the people of Millfield answered, voted and spoke. Now the council wants to publish the data, so that all
# can check its decision. One question was "What keeps you awake?" The names are gone. Is that enough?
#
# **You will be able to**
#
# * find people in a table without names, and count how often you are right;
# * hide people in crowds, and small counts in tables, and test it by an attack;
# * add noise to counts, predict its error and keep a privacy budget;
# * say which answers may be published, by consent and by law.
#
# **You need** lesson 1. **Time** 60 min reading, 75 min doing.
#
# **Data** `millfield_people_synthetic`: *synthetic* people, spring 2026: a voters' list of 11,284, 1,500 answers to a survey, and
# what each person agreed to; CC0.

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from ipywidgets import FloatSlider, interact

from citylab import check, data, show
from citylab.participation import privacy

# %% [markdown]
# ## Find people in a table without names
#
# The council wants to publish `survey`. Anybody may read `voters` in the town hall: it has names.

# %%
people = data.load("millfield_people_synthetic")
survey, voters = people["survey"].copy(), people["voters"]
display(survey.head(2), voters.head(2))

# %% [markdown]
# Both tables have day of birth, sex and ward. `privacy.link` looks up each answer among the voters. Where exactly one
# person fits, it writes the name.

# %%
found = privacy.link(survey, voters, on=["birth_date", "sex", "ward"])
print(found["name"].notna().sum(), "of 1,500 answers get a name")
found.drop(columns="answer").head(3)

# %% [markdown]
# 1,300 of 1,500 answers, 87 %. A stranger now reads that Leo Barquist worries about his rent. Day of birth, sex and ward are
# **quasi-identifiers**: none is a name, together they are nearly as good as one. In 1997 Latanya Sweeney found the health record of the governor of Massachusetts
# in this way. Are the names right? The council's secret key tells.

# %%
key = people["key"].set_index("answer")["voter"]  # whose answer it is
guess = privacy.link(survey, voters, on=["birth_date", "sex", "ward"], name="voter")
right = guess["voter"] == guess["answer"].map(key)
print(right.sum(), "names are right")

# %% [markdown]
# 1,293 are right. Seven are *wrong*: who answered is not on the list, and another person who fits is exposed instead.
#
# > **Your turn.** Suppose the council publishes the day of birth and the worry alone. How many answers still get a name, right or wrong?
# > Leave `survey` as it is; `on` takes a list, even for one column. Put one whole number into `named_by_birthday`.

# %% solution="participation-4-link"
### BEGIN SOLUTION
by_birthday = privacy.link(survey, voters, on=["birth_date"])
named_by_birthday = by_birthday["name"].notna().sum()
### END SOLUTION

# %%
check("participation-4-link", named_by_birthday)

# %% [markdown]
# ## Hide each person in a crowd
#
# A table is **k-anonymous** if each row looks like at least k − 1 others in all quasi-identifiers. We publish age bands in place of birthdays.
# k is only about the columns you name. So `public` keeps these and the worry, no number, no birthday, and is sorted.

# %%
bands = [16, 30, 40, 50, 60, 70, 80]  # the first age of each band; the last is 80+
people["survey"]["age"] = privacy.age_band(people["survey"]["birth_date"], on="2026-03-02", edges=bands)
survey = people["survey"].copy()  # all answers, whatever you tried above
known = ["age", "sex", "ward"]
kept = privacy.keep_crowds(survey, known, minimum=5)
public = kept[["age", "sex", "ward", "worry"]].sort_values(["age", "sex", "ward", "worry"], ignore_index=True)
print("k before:", privacy.k_anonymity(survey, known))
print("k after:", privacy.k_anonymity(public, known), "with", len(survey) - len(public), "answers left out")
print("k with the birthdays left in:", privacy.k_anonymity(kept, ["birth_date", "sex", "ward"]))

# %% [markdown]
# The smallest crowd had two people. Leaving out seven answers gives k = 5: whoever looks for a neighbour finds at least five rows, or none. Who pays? We let
# the smallest crowd grow, and count by age.

# %%
fig, ax = plt.subplots(figsize=(8, 3.2))
crowd = privacy.crowd_sizes(survey, known)  # for each answer, how many look like it
for age, line in zip(["80+", "70-79", "60-69", "16-29"], ["-", "--", "-.", ":"], strict=True):
    left_out = [100 * (crowd[survey["age"] == age] < k).mean() for k in range(1, 21)]
    ax.plot(range(1, 21), left_out, line, label=age, linewidth=2)
ax.set(title="Larger crowds leave out the oldest most", xlabel="Smallest crowd allowed, k [people]", ylabel="Answers left out [%]")
ax.set_xticks(range(2, 21, 2))
ax.legend(title="Age")
show(fig, alt="Share left out over k: at k = 10 half of those of 80 and over, 16 % of those in their seventies, 3 % of the youngest.")

# %% [markdown]
# With k = 10, half of the people of 80 and over disappear, and 3 % of the youngest.
#
# Is k = 5 enough? We look at the worries within each crowd.

# %%
# groupby makes the crowds; of the worries in each: how many, how many different ones, the first
crowds = public.groupby(known)["worry"].agg(["size", "nunique", "first"])
crowds[crowds["nunique"] == 1]

# %% [markdown]
# In Station, all seven women and all five men of 80 and over who answered name illness: they live in the care home. The list has 101 such women
# and 29 men. Whoever knows that a neighbour took part knows her worry.
# A table is **l-diverse** if each crowd holds at least l different values. Here l = 1. Wider bands mix the home with others:

# %%
survey["wide"] = privacy.age_band(survey["birth_date"], on="2026-03-02", edges=[16, 30, 45, 60, 75])
known_wide = ["wide", "sex", "ward"]
wider = privacy.keep_crowds(survey, known_wide, minimum=5)
print(f"l before: {privacy.l_diversity(public, known, 'worry'):.0f}")
print(f"l after: {privacy.l_diversity(wider, known_wide, 'worry'):.0f}")
print(f"entropy l after: {privacy.l_diversity(wider, known_wide, 'worry', entropy=True):.2f}")

# %% [markdown]
# That is a weak promise. Nine women of 75 and over in Station name three worries, yet seven of them, 78 %, illness. *Entropy* l counts rare
# values less: 1.98 in this crowd, 1.89 in the worst. *t-closeness* asks that the worries of each crowd resemble those of all.
#
# > **Watch out.** Publish one of the two tables, not both: cut by the edges of both, 26 answers stand in crowds below five.
#
# > **Your turn.** The council's lawyer asks for crowds of ten, with the bands in `age`. How many answers must be left out?
# > Put one whole number into `left_out_of_ten`.

# %% solution="participation-4-crowd"
### BEGIN SOLUTION
left_out_of_ten = len(survey) - len(privacy.keep_crowds(survey, known, minimum=10))
### END SOLUTION

# %%
check("participation-4-crowd", left_out_of_ten)

# %% [markdown]
# ## Close the gaps in a table of counts
#
# For most readers counts will do. Offices hide small ones: the health department of Washington State 1 to 9; we 1 to 4.

# %%
survey = people["survey"].copy()
by_ward = pd.crosstab(survey["ward"], survey["worry"])  # one row per ward, one column per worry
careless = privacy.suppress(by_ward, minimum=5, complementary=False)
careless.astype("Int64")  # as whole numbers; <NA>: hidden

# %% [markdown]
# One cell is hidden: those in Station whom violence at home keeps awake. Subtract the rest of its column from the total:
# 30 − 10 − 0 − 6 − 10 = 4. For any table, `privacy.attack` finds the least and the most that each hidden cell can be.

# %%
safe = privacy.suppress(by_ward, minimum=5)
display(privacy.attack(careless), privacy.attack(safe))
safe.astype("Int64")

# %% [markdown]
# The careless table gives exactly 4. The second hides three more cells (**complementary suppression**) and is safe against subtraction: from the sums alone, the 4 can be 0 to 14.
# `suppress` chose the fewest cells that leave every number from 1 to 5 possible for each small count: with 5 among them, it need not be small at all.
#
# > **Watch out.** Who also knows our rule and repeats it for 0 to 14 is left with 7 values: 2, 3, 4 and 10 to 13 (a *minimality attack*).
# > Who gets another table about the same people subtracts again. Zeros tell, too: 0 of 204 in Quarry Hill.
#
# > **Your turn.** Count the *women's* answers by `age` instead of ward, in a new table, `by_age`. Hide counts below 5 without complementary cells.
# > For how many hidden cells does the attack find the exact number (`low` equals `high`)? Put one whole number into `found_out`.

# %% solution="participation-4-attack"
### BEGIN SOLUTION
women = survey[survey["sex"] == "female"]
by_age = pd.crosstab(women["age"], women["worry"])
ranges = privacy.attack(privacy.suppress(by_age, minimum=5, complementary=False))
found_out = (ranges["low"] == ranges["high"]).sum()
### END SOLUTION

# %%
check("participation-4-attack", found_out)

# %% [markdown]
# ## Add noise, and keep a budget
#
# Each defence so far guessed what an attacker knows. **Differential privacy** does not guess. It adds random noise, such that no
# result becomes more than $e^{\varepsilon}$ times as likely or unlikely when one person is added or taken away: 1.1 times for ε = 0.1, 2.7 for 1,
# 148 for 5. At 1.1 a stranger learns next to nothing about you, at 148 perhaps all. One person changes one
# cell of our table by one. So each cell gets **Laplace noise**, whose mean size is $1/\varepsilon$, and totals are added up afterwards.
# A small ε (epsilon) is private, a large ε exact.

# %%
by_ward = pd.crosstab(people["survey"]["ward"], people["survey"]["worry"])
rng = np.random.default_rng(4)  # a seed: your noise equals ours
trials = np.full(4000, 55)  # 4,000 times the same count
grid_epsilon = np.array([0.05, 0.1, 0.2, 0.5, 1, 2])
measured = [np.abs(privacy.laplace(trials, epsilon=e, rng=rng) - 55).mean() for e in grid_epsilon]


def draw_noise(epsilon):
    noisy = privacy.laplace(by_ward.loc["Weir Estate"], epsilon=epsilon, rng=np.random.default_rng(7))
    error = privacy.expected_error(epsilon)
    fig, (left, right) = plt.subplots(1, 2, figsize=(9, 3.2), layout="constrained")
    left.barh(by_ward.columns, by_ward.loc["Weir Estate"], color="#56B4E9", label="true")
    left.plot(noisy, by_ward.columns, "D", color="#D55E00", label="published")
    left.set(title="As a share, noise hurts small counts most", xlabel="Answers in Weir Estate [people]", xlim=(-40, 150))
    left.legend()
    right.loglog(grid_epsilon, 1 / grid_epsilon, color="black", label="formula 1 / ε")
    right.loglog(grid_epsilon, measured, "o", color="#0072B2", label="4,000 trials")
    right.loglog(epsilon, error, "s", color="#D55E00", markersize=9, label="your ε")
    right.set(title=f"ε = {epsilon:.2f}: {error:.1f} people off on average", xlabel="ε", ylabel="Mean error [people]")
    right.minorticks_off()
    right.set_xticks(grid_epsilon, grid_epsilon)
    right.set_yticks(1 / grid_epsilon, [f"{off:g}" for off in 1 / grid_epsilon])
    right.legend()
    show(fig, alt=f"Left, true and noisy counts of Weir Estate; right, mean error over epsilon on the line 1 over epsilon, {error:.1f} people at {epsilon}.")


interact(draw_noise, epsilon=FloatSlider(value=0.5, min=0.05, max=2, step=0.05, description="ε", continuous_update=False));

# %% [markdown]
# The dots lie on the line: the error is known beforehand. With ε = 0.5 it is 2 people on average, whether the
# count is 4 or 4,000.
#
# Whoever asks again and again averages noise away. We ask for the 4 of Station, with ε = 0.1 each time.

# %%
answers = privacy.laplace(np.full(1000, 4), epsilon=0.1, rng=np.random.default_rng(31))
for times in [1, 30, 1000]:
    print(f"asked {times:4} ×: mean {answers[:times].mean():5.1f}, ε spent {0.1 * times:.1f}")

# %% [markdown]
# The first answer is 16 people off; the mean of a thousand is 4.0, and an ε of 100 promises nothing. Each answer spends privacy, and losses about the same people add up
# (**composition**). So a **budget** is fixed beforehand, and `Budget` refuses what is too dear.

# %%
budget = privacy.Budget(1.0)
budget.spend(0.5, "worries by ward")
budget.spend(0.4, "worries by age")
try:  # an error of the kind named after except is printed, and does not stop us
    budget.spend(0.4, "worries by sex")
except privacy.BudgetError as refusal:
    print(refusal)

# %% [markdown]
# > **Watch out.** Computers keep 64 bits of a number; the last ones stand for about its sixteenth digit. Ilya Mironov showed in 2012 that the last bits of a
# > number with Laplace noise can betray where it came from.
#
# We make 500 noisy numbers from 4, and ask which of them cannot have come from 3.

# %%
given_away = privacy.share_given_away(4, 3, epsilon=0.1, draws=500, rng=np.random.default_rng(1))
print(f"{100 * given_away:.0f} % of the noisy numbers rule out a count of 3")
published = privacy.geometric(by_ward.loc["Station"].to_numpy(), epsilon=0.5, rng=np.random.default_rng(2))
published

# %% [markdown]
# In about three of four cases the bits alone prove that it was not 3, whatever ε promised. For counts take **geometric noise**,
# as in `published`: whole numbers have no such bits. Noisy counts can be negative.
#
# > **Watch out.** A known seed, like ours, gives the noise away: anyone draws it again, and subtracts.

# %%
drawn_again = privacy.geometric(np.zeros(6, dtype=int), epsilon=0.5, rng=np.random.default_rng(2))
print(published - drawn_again, "is the truth:", by_ward.loc["Station"].to_numpy())

# %% [markdown]
# A release needs secret, cryptographic randomness, drawn once: take an audited library.
#
# Laplace noise stays within $\ln(1/(1-p))/\varepsilon$ with probability $p$; `np.log` is ln. For ε = 0.5 and p = 0.95 that is ln(20)/0.5 = 6.0 people. So much for one cell: all 30 of
# a table keep within it with probability $p^{30}$, for 0.95 only 0.21.
#
# > **Your turn.** The council plans three tables about the same people, with equal ε and Laplace noise. Each cell shall be within 5 people of the truth with probability 0.95.
# > What is the smallest budget for all three together? Put one number into `epsilon_total`.

# %% solution="participation-4-budget"
### BEGIN SOLUTION
epsilon_each = np.log(1 / (1 - 0.95)) / 5
epsilon_total = 3 * epsilon_each
### END SOLUTION

# %%
check("participation-4-budget", epsilon_total)

# %% [markdown]
# ## Keep what you promised
#
# The European GDPR (since 25 May 2018) and the Chinese PIPL (since 1 November 2021) agree on much:
#
# | question | GDPR | PIPL |
# |---|---|---|
# | Whose data? Anyone's who can be identified | Art. 4(1) | Art. 4 |
# | Names gone: personal for whoever can reasonably link | Art. 4(5), recital 26; EDPS v SRB | Art. 4, 73(3) |
# | A purpose fixed beforehand; no more data than it needs | Art. 5(1)(b), (c) | Art. 6 |
# | Consent: voluntary, informed, can be withdrawn | Art. 4(11), 7 | Art. 14, 15 |
# | Consent withdrawn: erase; tell who uses what you published | Art. 17(1)(b), 17(2) | erase, Art. 47 |
# | Publishing personal data | a ground, Art. 6 | separate consent, Art. 25 |
# | Sensitive data, such as health | also Art. 9(2), e.g. explicit consent | Art. 28; separate consent, Art. 29 |
# | Assess a high risk first | Art. 35 | Art. 55 |
#
# The GDPR counts political opinions as sensitive; PIPL Art. 28 does not name them. Consent is not the only ground: counting the vote can be a
# public task, if a law says so (GDPR Art. 6(1)(e), 6(3); PIPL Art. 13(3)). Recital 43 of the GDPR doubts that people can say no to a council;
# EDPB guidelines accept consent where a no costs nothing. Destroy `key`, or keep it apart.
# This is no legal advice; look up what has changed since.
#
# Each row of `consents` is one purpose that one person explicitly agreed to; `withdrawn` is empty if the consent still stands.

# %%
consents = people["consents"]
consents[consents["withdrawn"].notna()].head(3)

# %% [markdown]
# Withdrawing ends the use from that day; what was lawful before stays lawful (GDPR Art. 7(3), PIPL Art. 15).
#
# > **Your turn.** The council publishes on 4 May 2026, by explicit consent to the purpose `open data`, given by that day. How many people's answers may be in the file?
# > A consent withdrawn later still counts. Put one whole number into `may_publish`; `pd.Timestamp("2026-05-04")` is the day.
# > `&` is and, `|` is or, `~` is not; each comparison in brackets, as in `(a <= day) | (b > day)`.

# %% solution="participation-4-consent"
### BEGIN SOLUTION
agreed = consents[consents["purpose"] == "open data"]
day = pd.Timestamp("2026-05-04")
given, gone = agreed["given"] <= day, agreed["withdrawn"] <= day
may_publish = (given & ~gone).sum()
### END SOLUTION

# %%
check("participation-4-consent", may_publish)

# %% [markdown]
# Their answers then still need crowds, hidden cells or noise.
#
# ## Think
#
# > **Think.** Sixteen people withdraw after 4 May, when the file has been copied. What can the council still do, and what should it have told them
# > before? The care home vanishes in wider bands: are its residents protected, or silenced? Who may decide that?
#
# ## What to take away
#
# * Without names is not anonymous: attack your own data before somebody else does.
# * Crowds, hidden cells and noise each have a price; say who pays it, with the figure.
# * The promise of noise with a budget does not depend on what an attacker knows. It never replaces purpose and consent.
#
# ## Further reading
#
# * L. Sweeney, "k-anonymity: a model for protecting privacy", *International Journal of Uncertainty, Fuzziness and Knowledge-based Systems* 10 (5), 2002.
# * A. Machanavajjhala et al., "l-diversity: privacy beyond k-anonymity", *ACM Transactions on Knowledge Discovery from Data* 1 (1), 2007.
# * N. Li, T. Li, S. Venkatasubramanian, "t-Closeness: privacy beyond k-anonymity and l-diversity", *IEEE ICDE*, 2007.
# * R. C.-W. Wong, A. W.-C. Fu, K. Wang, J. Pei, "Minimality attack in privacy preserving data publishing", *VLDB*, 2007.
# * M. Fischetti, J. J. Salazar, "Solving the cell suppression problem on tabular data with linear constraints", *Management Science* 47 (7), 2001.
# * C. Dwork, A. Roth, *The Algorithmic Foundations of Differential Privacy*, 2014: definition, both errors, composition.
# * A. Ghosh, T. Roughgarden, M. Sundararajan, "Universally utility-maximizing privacy mechanisms", *SIAM Journal on Computing* 41 (6), 2012: geometric noise.
# * I. Mironov, "On significance of the least significant bits for differential privacy", *ACM CCS*, 2012.
# * S. L. Garfinkel, P. Leclerc, "Randomness concerns when deploying differential privacy", 2020, arXiv:2009.03777.
# * Washington State Department of Health, *Standards for Reporting Data with Small Numbers*, 2018.
# * Court of Justice of the European Union, C-413/23 P, *EDPS v SRB*, 4 September 2025; European Data Protection Board, Guidelines 05/2020 on consent, paragraphs 16–18.
# * Regulation (EU) 2016/679 (GDPR); Personal Information Protection Law of the People's Republic of China, in force since 1 November 2021.
