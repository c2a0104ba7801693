# %% [markdown]
# # Publish what can be published
#
# What keeps people awake belongs into the report, and nobody's answer does. We make one table safe, show that two
# safe tables can betray people together, choose a plan by attacking each, and write the report.
#
# **Data** `millfield_people_synthetic`, `millfield_opinions_synthetic`: made up; see `DATA.md`.

# %%
import sys
from pathlib import Path

sys.path.extend(["src", "../src"])

import pandas as pd
from participation_team import attack, comments, publishing, reading

project = Path.cwd() if Path("portfolio.toml").is_file() else Path.cwd().parent
data, outputs = project / "data", project / "outputs"
outputs.mkdir(exist_ok=True)

# %%
worries = pd.read_csv(data / "millfield_people_synthetic" / "survey.csv")
age = reading.ages_on(worries["birth_date"], "2026-03-02")
bands = ["16-29", "30-44", "45-59", "60-79", "80+"]
worries["band"] = pd.cut(age, [15, 29, 44, 59, 79, 120], labels=bands).astype(str)
by_ward = pd.crosstab(worries["ward"], worries["worry"])
shown = publishing.hide_small(by_ward)
shown.to_csv(outputs / "worries_by_ward.csv", lineterminator="\n")
shown.astype("Int64")

# %% [markdown]
# One count is small: the four of Station whom violence at home keeps awake. Three more cells are hidden, so that
# subtraction does not find it:

# %%
hidden = [(ward, worry, "all") for ward in shown.index for worry in shown.columns if pd.isna(shown.loc[ward, worry])]
attack.bounds(attack.facts(by_ward, shown), hidden).assign(cell=hidden)

# %% [markdown]
# ## Two tables, each safe alone
#
# A councillor asks for the same table *without people of 80 and over*, "who live in the home and are another matter".

# %%
under = worries[worries["band"] != "80+"]
by_ward_under = pd.crosstab(under["ward"], under["worry"])
shown_under = publishing.hide_small(by_ward_under)
by_band = pd.crosstab(worries["band"], worries["worry"])
shown_band = publishing.hide_small(by_band)
everybody = attack.facts(by_ward, shown, bands)
without_old = attack.facts(by_ward_under, shown_under, bands[:-1])

# %% [markdown]
# A table by age, over all wards, is a third wish. Its cells are sums over wards, so we turn ward and age round: the
# finest cell is (ward, worry, band).

# %%
turned = attack.facts(by_band, shown_band, list(by_ward.index))
ages = [attack.Fact(tuple((ward, worry, band) for band, worry, ward in one.cells), one.number) for one in turned]
counted = worries.groupby(["ward", "worry", "band"]).size()
cells = {
    cell: int(counted.get(cell, 0)) for cell in pd.MultiIndex.from_product([by_ward.index, by_ward.columns, bands])
}
plans = {
    "by ward": everybody,
    "by ward, and by ward under 80": everybody + without_old,
    "by ward, and by age": everybody + ages,
    "all three": everybody + without_old + ages,
}
found = {plan: publishing.exposed_cells(cells, known) for plan, known in plans.items()}

# %%
small = sum(0 < count < publishing.MINIMUM for count in cells.values())
rows = [
    {"plan": plan, "small_cells": small, "exposed": len(one), "published": plan == "by ward"}
    for plan, one in found.items()
]
exposure = pd.DataFrame(rows)
exposure.to_csv(outputs / "exposure.csv", index=False, lineterminator="\n")
exposure.head()

# %% [markdown]
# Each table alone exposes nobody; a reader of both, by ward and by ward under 80, finds eleven small groups of old
# people to the last digit. The table by age could go beside the one by ward: none of the 43 small cells can be
# narrowed down. We publish the one by ward, and keep the other in reserve: whoever publishes it must attack it
# together with everything that is out by then.
#
# > **Watch out.** The next cells show what must stay inside. With real people, this notebook and the answers never
# > leave the office.

# %%
found["by ward, and by ward under 80"].head(6)

# %%
attack.bounds(everybody + without_old, [("Station", worry, "80+") for worry in by_ward.columns]).assign(
    worry=by_ward.columns
)

# %% [markdown]
# And no rule about small counts sees the worst: the twelve of 80 and over in Station all name illness. Twelve is not
# small, but whoever knows that a neighbour in the home took part knows her worry. So before each release we also look
# for groups in which all say the same.
#
# ## Comments
#
# Topics, not texts. How far do the coders agree on the 200 comments that both read?

# %%
written = pd.read_csv(data / "millfield_opinions_synthetic" / "comments.csv")
both = written.dropna(subset=["coder_a", "coder_b"])
kappa = comments.agreement(both["coder_a"].tolist(), both["coder_b"].tolist())
topics = written["coder_a"].value_counts()
print(f"kappa {kappa:.2f} on {len(both)} comments")
topics.head()

# %% [markdown]
# A kappa of 0.76: they agree well beyond chance, and the report may count topics. By ward we publish none: small
# counts would leave a table of gaps.
#
# ## The report
#
# Each number comes from an output, so that text and tables cannot part.

# %%
ratio = pd.read_csv(outputs / "missing.csv").set_index(["channel", "variable", "category"])["ratio"]
survey = pd.read_csv(outputs / "survey.csv").set_index("question").loc["car_park"]
winners = pd.read_csv(outputs / "winners.csv")
nothing = pd.read_csv(outputs / "nothing.csv").set_index("ward").loc["Weir Estate"]
is_firm = winners["equal_shares_chance"] >= 0.9


def listed(chosen):
    """Write the names of the chosen projects with commas between them."""
    return ", ".join(winners.loc[chosen, "name"])


# %%
of_100 = (100 * ratio).round().astype(int)
percent = (100 * survey[["plain", "weighted", "low", "high"]]).round().astype(int)
heard = f"""## Whom we did not hear

For each 100 answers that Weir Estate should have had in our survey, it had {of_100["survey", "ward", "Weir Estate"]};
for each 100 voters, {of_100["vote", "ward", "Weir Estate"]}. In the survey, people of 16 to 34 had
{of_100["survey", "age", "16-34"]}, private tenants {of_100["survey", "tenure", "private rented"]}, and people with
another main language than English {of_100["survey", "language", "other"]}.

Weighted to the town, {percent["weighted"]} % want the car park first (95 % interval {percent["low"]} to
{percent["high"]} %). Unweighted it was {percent["plain"]} %. The weights have a price (design effect
{survey["design_effect"]:.1f}): our answers are worth less than half of their number. They bring back nobody who
could not be invited, and nothing that our margins do not see. So we give no figure for trust.
"""

# %%
won = f"""## What won

By votes, {winners["by_votes"].sum()} projects win: {listed(winners["by_votes"])}.

By equal shares, {winners["equal_shares"].sum()} win: {listed(winners["equal_shares"])}.

By votes {100 * nothing["by_votes"]:.0f} % of the voters of Weir Estate have no winner, by equal shares
{100 * nothing["equal_shares"]:.0f} %. Which rule counts must be said before the next vote, in public.

Had people like those who voted done so again, these winners by equal shares would have won in 90 of 100 cases or more:
{listed(winners["equal_shares"] & is_firm)}. The others are close: {listed(winners["equal_shares"] & ~is_firm)}.
"""

# %%
empty, given_away = int(shown.isna().sum().sum()), len(found["by ward, and by ward under 80"])
awake = f"""## What keeps you awake

We publish one table, worries by ward. {empty} of its cells are empty: counts of 1 to 4, and those by which one could
find them. We publish no second table about the same people: two that were each safe alone gave away {given_away} small
groups by subtraction.

Of {len(written)} comments {topics.iloc[0]} are about {topics.index[0]}, {topics.iloc[1]} about {topics.index[1]} and
{topics.iloc[2]} about {topics.index[2]}. These are comments, not people. No text is published: one in five holds an
address or a link.
"""
title = "# What Millfield told us\n\nA report of the participation team (fictional) to the residents, spring 2026.\n"
report = "\n".join([title, heard, won, awake])
(outputs / "report.md").write_text(report, encoding="utf-8", newline="\n")
print(report)
