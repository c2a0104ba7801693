# %% [markdown]
# # Share out a budget fairly
#
# Lesson 1 found out who is missing. Now 2,400 people of Millfield have voted on 30 projects. The council of Ancoats Quay says: "Share out the
# 500,000 so that most can say it was fair." The ballots are the same for everybody. The rule that counts them decides who gets something.
#
# **You will be able to**
#
# * count a vote by three rules, from a file as cities publish it;
# * work out a round of the Method of Equal Shares by hand;
# * say what happens to money that is left, and what each rule does to a minority;
# * compare two results, and say what the comparison values.
#
# **You need** lesson 1. **Time** 50 min reading, 50 min doing.
#
# **Data** `millfield_vote_synthetic`: *synthetic*, 2,400 ballots on 30 projects in five wards, April 2026, euros, CC0.

# %%
import pandas as pd
from ipywidgets import IntSlider, interact

from citylab import check, data, show
from citylab.participation import budget_pictures, pabulib, rules

# %% [markdown]
# ## Count by the number of votes
#
# *Pabulib* is a public library of such votes, and its text format (`.pb`) fits any of them: facts of the vote, projects, ballots. On our ballots people
# **approve** one to five projects, without an order.

# %%
vote = pabulib.read(data.path("millfield_vote_synthetic", "millfield_vote.pb"))
print(vote)
vote.projects[["name", "ward", "cost", "votes"]].sort_values("votes", ascending=False).head(8)

# %% [markdown]
# Many cities go down this list. Our council would fund a project if it fits into the money that is left, and skip it if not. Such a rule is called
# **greedy**.
#
# > **Watch out.** Cities differ. Some stop at the first project that does not fit; some ask for a least number of votes; some let a winner exclude others.
# > In Pabulib this stands in the field `rule` (`greedy`, `greedy-no-skip`, `greedy-threshold`, `greedy-exclusive`) and in `comment`. Read `rule` and
# > `comment` before you compare your winners with the file's column `selected`; and read `vote.warnings`, which lists what is odd in the file.

# %%
greedy = rules.greedy(vote)
print(f"{greedy.cost:,.0f} € spent")
vote.projects.loc[list(greedy.winners), ["name", "ward", "cost", "votes"]]

# %% [markdown]
# Seven winners. The Toy library has 110 votes and wins, because it costs what was left. The Youth house has 322 and does not. A variant
# divides the votes by the cost first. Who got nothing? `winners_per_voter` counts the winners on each ballot; `groupby` makes one group per ward.

# %%
per_cost = rules.greedy(vote, by="votes per cost")
nothing = budget_pictures.winners_per_voter(vote, greedy) == 0  # True for a voter without any winner
print("voters without a winner:", nothing.sum())
ward = vote.voters["ward"]
table = pd.DataFrame({"voters": ward.value_counts(), "without": nothing.groupby(ward).mean().round(2)})
table["votes, €"] = budget_pictures.money_by_ward(vote, greedy)
table["votes per cost, €"] = budget_pictures.money_by_ward(vote, per_cost)
table

# %% [markdown]
# By votes, Weir Estate gets nothing: 59 % of its voters chose no winner, in Riverside 13 %. Its people agree with each other, but there are 320 of
# them. Votes per cost funds 17 projects, most of them cheap, and the Youth house is still not one of them.
#
# A condition in brackets keeps the rows where it is True, and `.sum()` counts the True among them: `nothing[ward == "Riverside"].sum()` gives the 96 voters of
# Riverside without a winner.
#
# > **Your turn.** How many *voters of Weir Estate* have no winner if we count votes per cost? The result is there, `per_cost`; leave `greedy` as it
# > is, later cells need it. Put one whole number into `left_out`.

# %% solution="participation-2-nothing"
### BEGIN SOLUTION
without = budget_pictures.winners_per_voter(vote, per_cost) == 0
left_out = without[vote.voters["ward"] == "Weir Estate"].sum()
### END SOLUTION

# %%
check("participation-2-nothing", left_out)

# %% [markdown]
# ## Share the money before you count
#
# The **Method of Equal Shares** gives every voter the same part of the budget. Supporters of a project pay for it together. Try it on a
# street of four people with 120 €.

# %%
people = ["Ada", "Ben", "Cem", "Dora"]
ballots = [["playground", "trees"], ["playground", "trees"], ["playground", "bench"], ["bench"]]
street = pabulib.build({"playground": 75, "trees": 30, "bench": 34}, ballots, budget=120)
rules.greedy(street).winners

# %% [markdown]
# Greedy takes the playground (3 votes). Trees and bench have 2 votes each: a **tie**. Our rule says *more votes, then lower cost, then the project's identifier*,
# so the trees win and Dora gets nothing. Identifiers are compared as *text*: "10" comes before "9". A rule for ties must be published before the vote; the
# fairest is a lot, drawn before the count. And the computer must compare exact fractions.
#
# Now equal shares, with a pencil. Each has 30 €. A project's **price** is the most that any supporter pays, per euro of its cost.
#
# | round 1 | supporters | each pays | price |
# |---|---|--:|--:|
# | playground, 75 € | Ada, Ben, Cem | 25 € | 25 / 75 = 0.33 |
# | trees, 30 € | Ada, Ben | 15 € | 15 / 30 = 0.50 |
# | bench, 34 € | Cem, Dora | 17 € | 17 / 34 = 0.50 |
#
# The lowest price is bought: the playground. Ada, Ben and Cem keep 5 € each, Dora 30 €.
#
# Round 2. Ada and Ben have 10 € together, so the trees are out of reach. For the bench Cem cannot pay 17 €: he gives all his 5 €, and Dora 29 €.
# The price is 29 / 34 = 0.85. It is bought. Round 3: nothing can be paid. (On equalshares.net you find 1 / price, the *effective vote count*: 3 for the
# playground, 34 / 29 = 1.17 for the bench. The highest is bought.) Does the library agree?

# %%
shared = rules.equal_shares(street)
print(shared.price.round(2).to_dict(), "left:", shared.leftover, "€")
pd.DataFrame(shared.payments.toarray(), index=people, columns=street.projects.index)  # a row per voter

# %% [markdown]
# Everybody now has a winner. Ada and Ben spent their shares on the playground, so they could not decide about the rest as well.
#
# > **Watch out.** A price *per euro of cost* says: a project twice as dear is worth twice as much to its supporters. With `utility="cardinality"`
# > every project is worth the same, dear or cheap, and what counts is the euros that each supporter pays. Our street would buy the trees (15 € each), then
# > the bench (17 €); for the playground (25 €) its supporters have 43 € left, too little. That is a choice, too.
#
# From the rule follows a promise: whoever votes for *one* project keeps the money for it. If the shares of such people cover its cost, it wins.
#
# > **Your turn.** Ben takes back his vote for the playground, and keeps the trees. Go through the rounds on paper. How many euros does Dora have in the
# > end? Put one number into `dora_left`. (Would you like the library to count? Build a new `street` with the new ballots; the old one does not change.)

# %% solution="participation-2-round"
### BEGIN SOLUTION
# Ada and Cem cannot pay the playground. Ada and Ben pay the trees, Cem and Dora the bench.
dora_left = 120 / 4 - 34 / 2
### END SOLUTION

# %%
check("participation-2-round", dora_left)

# %% [markdown]
# ## Decide about the rest
#
# In Millfield each voter gets 500,000 / 2,400 = 208.33 €.

# %%
plain = rules.equal_shares(vote)
print(f"{len(plain.winners)} winners, {plain.cost:,.0f} € spent, {plain.leftover:,.0f} € left")
budget_pictures.money_by_ward(vote, plain)

# %% [markdown]
# 193,000 € are left, and Weir Estate again gets nothing. The supporters of the Youth house have shares left, but not 61,000 €. Money is stuck with people
# whose projects cannot be paid. A **completion** says what to do with it.
#
# * *Utilitarian*: go on greedily by votes.
# * *Add1*: pretend that each voter had 1 € more and begin anew, then 2 €, and so on. Stop before a result costs more than the budget, or when nothing more would fit.

# %%
greedy, per_cost = rules.greedy(vote), rules.greedy(vote, by="votes per cost")  # as above
by_votes = rules.equal_shares(vote, completion="utilitarian")
add1 = rules.equal_shares(vote, completion="add1")
print(f"Add1: share {add1.share:.2f} €, {len(add1.winners)} winners, {add1.cost:,.0f} € spent")
outcomes = {"votes": greedy, "equal shares, Add1": add1, "votes per cost": per_cost, "shares, utilitarian": by_votes}
fig = budget_pictures.ward_picture(vote, outcomes, title="Only Add1 brings Weir Estate near its share")
alt = "Money by ward. Weir Estate: 0 by votes, 61,000 with Add1, 31,000 by votes per cost, 0 with utilitarian completion."
show(fig, alt=alt)

# %% [markdown]
# With Add1 each voter decides about up to 289.33 €. The 81 € more (39 %) exist on paper only: 2,400 such shares are 694,400 €, more than there is. The budget holds
# because few can spend so much: 992 voters spend all of it, 278 nothing. Weir Estate gets the Youth house, 61,000 €; the *real* shares of its 320 voters, 208.33 € each,
# are 66,667 €. The utilitarian completion gives the rest to those who had most already.
#
# Quarry Hill gets 9,000 €. Equal shares belong to *people*, not to places. Who paid for what is on record. By ward: rows pay, columns
# receive.

# %%
budget_pictures.payments_by_ward(vote, add1).round()

# %% [markdown]
# Quarry Hill's voters paid 54,140 €, nearly all of it for projects elsewhere that they had chosen, too.
#
# > **Watch out.** With 208.33 € each, the Playground won; with 289.33 € it loses. Other projects, such as the cycle lane, have
# > become affordable before it, and took money of its supporters. More money can unseat a winner.
#
# > **Your turn.** The Youth house is project `"19"`. What percentage of its cost was paid by voters of *other* wards? Put one number into
# > `others_percent`. (Begin with `paid = add1.payments.toarray()[:, 18]`, what each voter paid for it: Python counts columns from 0. Leave `add1` as it is.)

# %% solution="participation-2-payments"
### BEGIN SOLUTION
paid = add1.payments.toarray()[:, 18]
others_percent = 100 * paid[vote.voters["ward"] != "Weir Estate"].sum() / paid.sum()
### END SOLUTION

# %%
check("participation-2-payments", others_percent)

# %% [markdown]
# ## Compare, and ask who stayed at home
#
# In April 2023 the Polish town of Wieliczka was the first to use the method: 6,586 voters, 30 of 64 projects. The first share was 151 złoty, Add1 raised it to 313. 18 % of voters
# got no project; greedy would have left 28 %, say the authors of the method. The town added a **comparison step**: equal shares stand, unless more voters prefer the
# greedy result. In the Swiss town of Aarau, two months later, 17 projects won, from all districts.
#
# `compare(vote, a, b)` counts the voters who get more from the first result (`prefer_a`), more from the second (`prefer_b`), and the same.

# %%
print("number of winners on the ballot:", rules.compare(vote, add1, greedy))
print("their cost:", rules.compare(vote, add1, greedy, by="cost"))
print("against votes per cost:", rules.compare(vote, add1, per_cost))

# %% [markdown]
# Counted in projects, 1,205 prefer Add1 and 413 greedy. Counted in euros, 992 against 1,068: greedy. And votes per cost, which buys many
# cheap things, would beat Add1 in projects. A comparison has values, too: choose it before the vote.

# %%
alt = "Five wards: only votes fund large projects in three wards, only equal shares smaller ones, and the Youth house in Weir Estate."
budget_pictures.money_map(vote, {"votes": greedy, "equal shares, Add1": add1}, alt=alt)

# %% [markdown]
# Point at a circle to read its name. Now the question of lesson 1: who did not come? `with_turnout` changes how many ballots Weir Estate casts, as if those at home wanted the same. Move
# the slider: the winners change.

# %%
def draw_turnout(ballots):
    case = budget_pictures.with_turnout(vote, ward="Weir Estate", ballots=ballots)
    both = {"votes": rules.greedy(case), "equal shares, Add1": rules.equal_shares(case, completion="add1")}
    won = [budget_pictures.money_by_ward(case, one)["Weir Estate"] for one in both.values()]
    title = f"{ballots} ballots from Weir Estate: votes give it {won[0]:,.0f} €, equal shares {won[1]:,.0f} €"
    fig = budget_pictures.winners_picture(case, both, title=title)
    show(fig, alt=f"Thirty projects by ward, with a mark for each rule under which they win. {title}.")


interact(draw_turnout, ballots=IntSlider(value=320, min=0, max=1200, step=80, description="Ballots", continuous_update=False));

# %% [markdown]
# At 240 ballots Weir Estate gets nothing under either rule. At 320 equal shares fund the Youth house, greedy needs 480. At 1,200 the estate casts 37 % of
# the ballots: greedy gives it 210,000 €, more than its share; equal shares 162,000 €. No rule hears those who stayed at home.
#
# > **Your turn.** 320 of Weir Estate's 2,900 *residents* voted. Suppose one in three of them had. How many euros would go there by equal shares with Add1?
# > Give `with_turnout` a whole number of ballots: `round(...)` makes one, and a number with a point ends in a `TypeError`. Call the new vote `case`, not
# > `vote`. Put one number into `money`.

# %% solution="participation-2-turnout"
### BEGIN SOLUTION
case = budget_pictures.with_turnout(vote, ward="Weir Estate", ballots=round(2900 / 3))
money = budget_pictures.money_by_ward(case, rules.equal_shares(case, completion="add1"))["Weir Estate"]
### END SOLUTION

# %%
check("participation-2-turnout", money)

# %% [markdown]
# ## Think
#
# > **Think.** Ben left the playground off his ballot, kept his share for the trees, and the playground was lost. The Promenade has 586 votes: who leaves that one off
# > keeps money for the car park, and gets the Promenade all the same. Is that clever, or unfair?
# > Weir Estate has 23 % of the residents and 13 % of the voters: should shares go to residents instead? Who would then spend the shares of those
# > who did not vote?
#
# ## What to take away
#
# * The rule decides as much as the ballots. Publish rule, ties, completion and comparison before the vote.
# * Greedy lets the largest group decide about all money; equal shares can let each group decide about its part.
# * Ask who paid, who got nothing and who did not come, ward by ward.
#
# ## Further reading
#
# * D. Peters, G. Pierczyński, P. Skowron, "Proportional participatory budgeting with additive utilities", *NeurIPS* 2021: the method and its guarantees.
# * equalshares.net: completion, ties, and the votes of Wieliczka and Aarau.
# * "Czy czeka nas rewolucja w budżetach obywatelskich?", *Rzeczpospolita*, 28 April 2023: Wieliczka, the first vote by equal shares.
# * D. Stolicki, S. Szufa, N. Talmon, "Pabulib: a participatory budgeting library", arXiv:2012.06539, 2020.
