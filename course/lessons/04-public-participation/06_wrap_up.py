# %% [markdown]
# # Wrap up: a lift for Gorse Hill
#
# **Gorse Hill** is a (fictional) neighbourhood on a slope: *Crest* above, *Terraces* in the middle, *Foot* at the railway. Its council has
# polled people about a hill lift, let them vote on how to spend 120,000 €, let them judge statements, and has put a table of worries on its page. It writes:
#
# > The poll says no to the lift. The vote is counted by votes, as ever. A journalist says our table betrays somebody, but it hides all small
# > numbers. Is there anything we should do?
#
# **The problem.** What do you answer? This page gives you data and six questions. The way is yours:
# the ideas stand in lessons 1 to 4; the commands stand below.
#
# **You need** lessons 1 to 4. **Time** 20 min reading, 110 min doing.
#
# **Data** `hillside_vote_synthetic`: 240 answers to a poll, 600 ballots (euros), votes on 16 statements, and a table of counts on two days, April and May 2026: *synthetic*, CC0.

# %%
import numpy as np

from citylab import check, data, show
from citylab.participation import budget_pictures, opinions, pabulib, practice, privacy, rules, weighting

# %% [markdown]
# ## Tools you may need
#
# Come back to this table when you miss a command. In these examples `rows` is a table with the columns `kind`, `value` and `other`, and `counts` a series
# of counts by kind. None of them changes `rows` or `counts`: put the result into a name of your own.
#
# | to do this | write for example |
# |---|---|
# | Give two categories one name, in a copy of the table. | `fewer = rows.assign(kind=rows["kind"].replace({"elm": "tree", "oak": "tree"}))` |
# | The same in counts: rename, then add up what has one name. | `merged = counts.rename({"elm": "tree", "oak": "tree"}).groupby(level=0).sum()` |
# | Make margins by hand. More variables follow after a comma. | `town = {"kind": merged}` |
# | Weight a table so that it meets margins. | `weights = weighting.rake(fewer, town).weights` |
# | Average with weights. | `np.average(fewer["value"], weights=weights)` |
# | Two conditions at once: `&` is *and*, `~` is *not*. Keep the brackets. | `(rows["value"] > 1) & ~(rows["value"] == 3)` |
# | Is the row's label in a list? True or False for each row. | `rows.index.isin([0, 2])` |
# | List the labels of the rows for which it is so. | `list(rows.index[rows["value"] > 1])` |
# | Count the rows for which it is so. | `(rows["value"] > 1).sum()` |
# | The lowest value of each row, in some columns. | `rows[["value", "other"]].min(axis=1)` |
# | One cell of a table, by its row and its column. | `rows.loc[1, "value"]` |
# | The natural logarithm. | `np.log(20)` |
#
# ## Ask again who is missing
#
# `problem` holds what is given. Every figure in the text is that of seed 0.
#
# > **Another problem.** When you are done, write another whole number for the seed and run the page again from here: another poll, other shares,
# > other people on the map, another budget. The checks judge your answers for the new numbers; the ballots and the published page stay.

# %%
problem = practice.new_problem(seed=0)
problem

# %% [markdown]
# The council had addresses of owners from the land register, and of private tenants from the books of letting agents. Its own flats are run by a housing
# company, which it did not ask.

# %%
hill = problem.hill
poll, margins = hill["poll"], weighting.read_margins(hill["margins"])
print(f"want the lift: {100 * poll['lift'].mean():.0f} % of {len(poll)} answers")
weighting.compare(poll, margins).round(2)

# %% [markdown]
# Nobody rents from the council in this poll, and 370 residents do. So raking to these margins is refused: lesson 1 says why. One way out is to treat all who rent as one
# category, in the poll *and* in the margins.
#
# > **Your turn.** What share wants the lift after raking to ward and to this tenure with two categories? Put one number between 0 and 1 into `lift_share`,
# > not rounded.
# > For a hint, write `check.hint("participation-w-lift")` in a new cell.

# %% solution="participation-w-lift"
### BEGIN SOLUTION
one_name = {"private renter": "renter", "social renter": "renter"}
two_tenures = poll.assign(tenure=poll["tenure"].replace(one_name))
two_margins = {"ward": margins["ward"], "tenure": margins["tenure"].rename(one_name).groupby(level=0).sum()}
lift_weights = weighting.rake(two_tenures, two_margins).weights
lift_share = np.average(two_tenures["lift"], weights=lift_weights)
### END SOLUTION

# %%
check("participation-w-lift", lift_share, problem)

# %% [markdown]
# ## Count the vote, and look for those who lose
#
# Each ballot approves one to four of 13 projects. We count by votes, and by equal shares with Add1, as in lesson 2.

# %%
vote = pabulib.read(data.path("hillside_vote_synthetic", "hillside_vote.pb"))
greedy, add1 = rules.greedy(vote), rules.equal_shares(vote, completion="add1")
fig = budget_pictures.ward_picture(vote, {"votes": greedy, "equal shares, Add1": add1}, title="By votes, Foot gets nothing")
show(fig, alt="Money by ward. By votes: Crest 94,000 €, Terraces 24,000, Foot nothing. Equal shares with Add1: 67,000, 24,000 and 23,000.")

# %%
print("number of winners on the ballot:", rules.compare(vote, add1, greedy))
by_greedy, by_add1 = budget_pictures.winners_per_voter(vote, greedy), budget_pictures.winners_per_voter(vote, add1)
by_greedy.groupby(vote.voters["ward"]).mean().round(2)

# %% [markdown]
# By votes, a ballot of Crest holds 1.79 winners on average, one of Foot 0.34. More voters prefer the greedy result (`b`): 153 against 114. The council asks whom the other rule would *harm*. `by_greedy` and `by_add1` hold, for each
# voter, how many winners stand on the ballot.
#
# > **Your turn.** How many voters have a winner by votes, and none by equal shares with Add1? Put one whole number into `lose_all`.

# %% solution="participation-w-lose"
### BEGIN SOLUTION
lose_all = ((by_greedy > 0) & (by_add1 == 0)).sum()
### END SOLUTION

# %%
check("participation-w-lose", lose_all, problem)

# %% [markdown]
# Now turn it round: count those who have none by votes, and at least one with Add1.
#
# ## Ask what voters could pay themselves
#
# Each of the 600 voters stands for 120,000 / 600 = 200 € (`problem.share_eur`; another seed assumes another share). Suppose the supporters of *one* project put all their shares into it, and
# bought nothing else. If the sum covers the cost, they have a strong case. `vote.projects` has the columns `cost` and `votes`, and project numbers
# as labels; `greedy.winners` is the list of those funded.
#
# > **Your turn.** For which projects that are *not* funded by votes would the shares of their supporters cover the cost? Put a list of their numbers, such as
# > `["G01", "G02"]`, into `could_pay`.

# %% solution="participation-w-owed"
### BEGIN SOLUTION
covered = vote.projects["votes"] * problem.share_eur >= vote.projects["cost"]
could_pay = list(vote.projects.index[covered & ~vote.projects.index.isin(greedy.winners)])
### END SOLUTION

# %%
check("participation-w-owed", could_pay, problem)

# %% [markdown]
# `vote.projects.loc[could_pay]` shows what they are, and in which ward.
#
# ## Find what unites the hill
#
# 156 people judged 16 statements. The council's consultant shows "three camps". Compare with chance first, then with a smooth scale, as in
# lesson 3. It takes some seconds.

# %%
votes = opinions.read_votes(hill["votes"])
kept = opinions.enough_votes(votes, minimum=7)
display(opinions.scores(kept, deals=20).round(3), opinions.scores(kept, deals=20, against=opinions.continuum).round(3))

# %% [markdown]
# The rule of Polis would take three groups, 0.379. Shuffled votes reach up to 0.417, a smooth scale 0.405, and no number of groups is above its own row. That does not prove that all
# think alike; it gives no reason to draw camps. But wards are groups, too, and nobody had to find them. `uniting` takes any labels:

# %%
homes = hill["people"].set_index("person")["ward"][kept.index]
unite = opinions.uniting(kept, homes)
unite.join(hill["statements"].set_index("statement")["text"].str[:50]).head(3).round(2)

# %% [markdown]
# > **Your turn.** On how many statements is the corrected probability of an agree at least 0.6 (`problem.likely`) in *each* ward? Put one whole number into `united`.

# %% solution="participation-w-unite"
### BEGIN SOLUTION
united = (unite[["Crest", "Terraces", "Foot"]].min(axis=1) >= problem.likely).sum()
### END SOLUTION

# %%
check("participation-w-unite", united, problem)

# %% [markdown]
# ## Read what was hidden
#
# In a second survey, by letter, people named what keeps them awake. On 7 May the council published 355 answers by ward. It hid counts from 1 to 9, with complementary
# cells. By 9 May one late letter had come, and the page was brought up to date by the same rule.

# %%
first, second = hill["published_7_may"], hill["published_9_may"]
display(first.astype("Int64"), privacy.attack(first))

# %% [markdown]
# Alone, it is safe against subtraction, as in lesson 4: a small count in Foot can still be any number from 1 to 10. Loneliness in Terraces is at least 10; it is hidden only to
# protect others. Now print `second`.
#
# > **Your turn.** How many people of Foot had named violence at home on *7 May*? Put one whole number into `hidden_count`.

# %% solution="participation-w-late"
### BEGIN SOLUTION
later = second["total"] - first["total"]  # 1 in Foot: the late letter
named = second.loc["total"] - first.loc["total"]  # 1 for violence at home
hidden_count = second.loc["Foot", "violence at home"] - later["Foot"]
### END SOLUTION

# %%
check("participation-w-late", hidden_count, problem)

# %% [markdown]
# And whoever saw a neighbour post a letter on 8 May now knows more than a count.
#
# ## Publish with a budget
#
# Next time the council wants noise instead. On each of two days it will publish *two* tables, worries by ward and worries by age, with
# Laplace noise: four tables about the same people, with equal parts of a budget of ε = 1
# (`problem.tables`, `problem.epsilon`). One person changes one cell of each table by one.
#
# > **Your turn.** Within how many people of the truth is a cell with probability 0.95 (`problem.probability`)? Put one number into `off_by`. The formula
# > stands in lesson 4, in *Add noise, and keep a budget*.

# %% solution="participation-w-noise"
### BEGIN SOLUTION
off_by = np.log(1 / (1 - problem.probability)) / (problem.epsilon / problem.tables)
### END SOLUTION

# %%
check("participation-w-noise", off_by, problem)

# %% [markdown]
# ## Decide
#
# Write five or six sentences to the council, in a new cell. Then compare with this list.
#
# * You say what the poll says after weighting, and whom it still cannot hear. (Who speaks for the council's tenants?)
# * You give an interval, or at least the effective size. Is it a majority? `weighting.interval` and `weighting.effective_size` take the weights.
# * You name a rule for the vote, who gains by it, and how many lose all they had. You say when that rule should have been published.
# * You do not draw three camps. You name a statement that all wards share.
# * You say what to do with the page today, and what cannot be undone. If somebody is exposed, it may be a *personal data breach*: the authority is told, where feasible
#   within 72 hours, unless a risk is unlikely; those concerned, if their risk is high (GDPR Art. 33, 34; PIPL Art. 57 likewise asks to tell both).
#   And for what purpose did the letting agents hold those addresses?
# * You doubt one of your numbers. A cell of 9 with noise of 12: who is helped by such a table?
#
# > **Think.** Foot has a third of the residents, and cast 105 of the 600 ballots. The rule that serves it best is liked less by those who voted. Who should decide on the rule:
# > those who voted, all residents, or somebody who does not know the result yet?
