# %% [markdown]
# # Map opinions
#
# Lesson 2 shared out the money. The council of Ancoats Quay also asked: "Tell us what people think." For three weeks
# people of Millfield voted on each other's statements. You draw the map of their votes,
# and find out how much of it is chance, and how much is who came first.
#
# **You will be able to**
#
# * draw a map of people from votes with holes;
# * compare groups with chance, and with a smooth scale without groups;
# * find statements that unite and divide, without being fooled by few votes;
# * sort comments into topics, and measure whether two readers agree.
#
# **You need** lessons 1 and 2. **Time** 60 min reading, 50 min doing.
#
# **Data** `millfield_opinions_synthetic`: *synthetic*, 320 people, 36 statements, 240 comments, 2026, CC0.

# %%
import pandas as pd
from ipywidgets import IntSlider, interact

from citylab import check, data, show
from citylab.participation import comments, opinions

pd.set_option("display.max_colwidth", 80)  # tables show whole sentences

# %% [markdown]
# ## Draw the map
#
# People answer a statement with *agree* (1), *disagree* (−1) or *pass* (0: seen, no opinion). Few see all of them: the rest are holes.
# `read_votes` makes a table from the list of votes: a row per person, a column per statement, `NaN` for a hole.
#
# > **Watch out.** The export `participants-votes.csv` of *Polis*, the open software that made such maps known, has these signs. Its database and API have
# > the opposite: −1 is *agree*.

# %%
people = data.load("millfield_opinions_synthetic", "people").set_index("person")
statements = data.load("millfield_opinions_synthetic", "statements").set_index("statement")
votes = opinions.read_votes(data.load("millfield_opinions_synthetic", "votes"))
print(f"{100 * votes.isna().to_numpy().mean():.0f} % of the table are holes")
votes.iloc[:3, :12]

# %% [markdown]
# Half of the table is holes: people handed in new statements all the time, so late ones have few votes.
#
# **Principal component analysis** looks for the direction in which people differ most, then for a second one at right
# angles. As in Polis, holes take the mean vote of their column. That alone
# would pull people with few votes to the middle, so they are moved outwards. Who cast fewer than seven is left out.

# %%
kept = opinions.enough_votes(votes, minimum=7)
plane = opinions.project(kept)
print(len(votes) - len(kept), "people left out; share of the variance:", [round(share, 2) for share in plane.explained])
plane.statements.join(statements["text"]).sort_values("x").iloc[[0, -1]]

# %% [markdown]
# These two pull most to the left and to the right: a cycle lane, a car park. So `x` is about cars. But three quarters of the differences (variance) in
# the filled table are *not* in the picture.
#
# > **Your turn.** A colleague fills holes with 0, as if silence were a pass. By how much does that
# > lower the mean vote of statement 35 (drinking fountains), which came late? `votes[35]` is its column (a number, no quotes); `.fillna(0)`
# > gives a copy without holes: leave `votes` as it is. Put one positive number into `fall`.

# %% solution="participation-3-holes"
### BEGIN SOLUTION
fall = votes[35].mean() - votes[35].fillna(0).mean()
### END SOLUTION

# %%
check("participation-3-holes", fall)

# %% [markdown]
# ## Ask chance how many groups
#
# **k-means** places k centres, gives each person to the nearest, moves each centre to the middle of its people, and
# repeats. Which k? The **silhouette** compares each person's distance to the own group with that to the next: 1 is a clear gap, 0 is none.
# Polis tries k from 2 to 5 and takes the highest. That always finds groups. So `scores` also **shuffles** each column, 20 times: the same votes are dealt out
# anew among those who cast one. `gain` is our silhouette minus `by_chance`, the mean of the deals.

# %%
opinions.scores(kept, deals=20).round(3)

# %% [markdown]
# Shuffled votes still reach 0.33 to 0.35: that much is worth nothing. Ours are above the best of 20 deals (`at_most`) for each k: the
# votes *hang together*. That may be groups, or a smooth scale cut in two.
#
# `continuum` makes votes with a scale and no groups: people stand anywhere between two ends, most in the middle. How much each statement depends on it
# is fitted to our votes. Holes and votes per statement stay.

# %%
opinions.scores(kept, deals=20, against=opinions.continuum).round(3)

# %% [markdown]
# Cut in two, a scale without groups reaches up to 0.48: our 0.486 for k = 2 says little. Cut in three, it reaches 0.40 at most, two scales 0.41; ours 0.48: more than scales.
#
# The **bootstrap** draws 303 of our 303 people with replacement and starts again. The
# **adjusted Rand index** compares two groupings: 1 is the same, 0 is what chance gives.

# %%
scale = opinions.continuum(kept, seed=0)
for number in [2, 3]:
    index = opinions.stability(kept, number=number, draws=30, seed=1)
    smooth = opinions.stability(scale, number=number, draws=10, seed=1)
    print(f"{number} groups: mean {index.mean():.2f}, lowest {index.min():.2f}; of a smooth scale: mean {smooth.mean():.2f}")

# %% [markdown]
# A scale cut in two is stable as well; cut in three it is not, but ours is. So the numbers speak for three, though not about people who did not come.
# Who disappears if we take two? `crosstab` counts the pairs of labels.

# %%
two, three = opinions.groups(kept, 2).labels, opinions.groups(kept, 3).labels
fig = opinions.map_picture(plane.people, three, title="Cars divide left and right, the estate stands above")
show(fig, alt="Map of 303 people in three groups: A on the left, B on the right, C at the top centre. The groups touch; there is no gap.")
estate = people.loc[kept.index, "ward"] == "Weir Estate"
pd.crosstab([two, estate], three, rownames=["of two", "Weir Estate"], colnames=["of three"])

# %% [markdown]
# The rows with `True` are Weir Estate: of its 46 people, 27 + 6 = 33 are in group C. With two groups, C is split up. We keep three.
#
# > **Watch out.** A group is a cloud without a fence. Nobody *is* a "B".
#
# > **Your turn.** A councillor wants four groups. How stable are they? Put the mean adjusted Rand index for `kept`, with `draws=30, seed=1`, into `four`.

# %% solution="participation-3-stability"
### BEGIN SOLUTION
four = opinions.stability(kept, number=4, draws=30, seed=1).mean()
### END SOLUTION

# %%
check("participation-3-stability", four)

# %% [markdown]
# ## Find what unites and what divides
#
# Three agrees of three are 100 %. So are 92 of 92, but they mean more. A **pseudocount** adds one imagined agree and one imagined other vote:
# (agrees + 1) / (votes + 2). Three of three become 0.80, 92 of 92 become 0.99; no vote at all gives 0.50.
#
# To **unite**, a statement needs *each* group. So Polis multiplies the groups' corrected
# probabilities (`consensus`). `plain` is the share among all votes, without correction; `fewest` counts the votes of the group that cast fewest.

# %%
unite = opinions.uniting(kept, three)
unite.join(statements["text"]).sort_values("plain", ascending=False).head(4).round(2)

# %% [markdown]
# By plain share, fountains win with 93 %. Fourteen people voted on them, two from group C. The product, 0.41, ranks them seventh. First are crossings near schools, 0.68.
# But nobody disagreed about fountains: they came late. The statement is *untested*, not less uniting. Rank those with `fewest` of, say, 10 or more; list the others apart.
#
# What **divides**? We look for statements on which a group votes unlike all others. `times`: how many times more likely. A `z_half` of 2 means: the group's share
# lies twice as far above one half as chance usually moves such a share; `z_others` is the same above the others. Polis calls a row `typical` if both pass
# 1.28. In a single fair test, chance passes it one time in ten.

# %%
divide = opinions.dividing(kept, three).join(statements["text"], on="statement")
mixed = opinions.shuffled(kept, seed=1)
by_chance = opinions.dividing(mixed, opinions.groups(mixed, 3).labels)
print(divide["typical"].sum(), "of", len(divide), "rows are typical; of shuffled votes", by_chance["typical"].sum())
best = divide.groupby("group").head(2)  # the first two rows of each group
best[["group", "side", "times", "z_half", "z_others", "text"]].round(1)

# %% [markdown]
# So A wants room for cycles, B for cars, C repairs on the estate.
# But z here ranks, it does not test: the groups were made from these votes. Shuffled votes, cut in three as well,
# have 29, about a quarter of all rows.
#
# > **Your turn.** On how many statements is the corrected probability of an agree at least 0.55 in *every* group? The columns of `unite` are A, B and C.
# > Put one number into `united`. (`.min(axis=1)` gives the lowest value of each row.)

# %% solution="participation-3-united"
### BEGIN SOLUTION
united = (unite[["A", "B", "C"]].min(axis=1) >= 0.55).sum()
### END SOLUTION

# %%
check("participation-3-united", united)

# %% [markdown]
# ## See who came first, and who decided
#
# On the first day a drivers' club sent round the link (`link` in `people`). People are numbered as they came. The slider maps who had come so far.

# %%
def draw_so_far(people_so_far):
    found = opinions.groups(kept[kept.index <= people_so_far])
    title = f"After {people_so_far} people: {found.number} groups, silhouette {found.silhouettes.max():.2f}"
    fig = opinions.map_picture(found.projection.people, found.labels, title=title)
    show(fig, alt=f"Map of opinions. {title}.")


interact(draw_so_far, people_so_far=IntSlider(value=40, min=20, max=320, step=20, description="People", continuous_update=False));

# %% [markdown]
# At 40 people, 38 of them with enough votes, the rule shows three groups, silhouette 0.41. It takes the best k, so compare the
# row `best`: shuffled votes get the best of four tries too.

# %%
early = kept[kept.index <= 40]
print(people.loc[early.index, "link"].value_counts().to_dict())
opinions.scores(early, deals=20).round(2)

# %% [markdown]
# All 38 came by the club. Chance alone gives 0.45: the groups cannot be told from noise. A live map shows this to the people still to vote.
#
# Early votes also decide what others see. In Polis, statements with many agrees are drawn more often:

# %%
liked, disliked = opinions.priority(3, 0, 0), opinions.priority(0, 3, 0)  # agrees, disagrees, passes
print(f"three early agrees against three early disagrees: drawn {liked / disliked:.0f} times as often")

# %% [markdown]
# And somebody lets a statement in. In Polis, **moderation** is the task of the owner of the
# conversation, here the council. It chose *strict* moderation: only what is approved is shown. (*Permissive* shows all at once.) The officer
# rejected 14 statements. They have no votes, and no mathematics brings them back.

# %%
rejected = statements[statements["decision"] == "rejected"]
rejected.loc[rejected["reason"] == "off topic", ["ward", "text"]]

# %% [markdown]
# Five of six come from one ward. Mould is "off topic", benches were not. Over all reasons, its gap to the other wards
# could still be chance (Fisher's exact test, p = 0.18): a question to the officer, no verdict.
#
# > **Your turn.** What share of the statements *handed in from Weir Estate* was rejected? Put one number, in percent, into `rejected_percent`.

# %% solution="participation-3-rejected"
### BEGIN SOLUTION
theirs = statements[statements["ward"] == "Weir Estate"]
rejected_percent = 100 * (theirs["decision"] == "rejected").mean()
### END SOLUTION

# %%
check("participation-3-rejected", rejected_percent)

# %% [markdown]
# ## Sort the comments
#
# People also wrote 240 comments. `clean` makes letters small and removes web and mail addresses and long numbers. Names, street addresses and stories
# remain: a cleaned comment is not anonymous; read before you publish.
# Repeats are dropped. **TF-IDF** weighs a word by how often a comment holds it, and more if few comments do. **NMF** looks for a few lists of words, *topics*, of which
# each comment is a mixture. Street names are left out.

# %%
written = data.load("millfield_opinions_synthetic", "comments").set_index("comment")
texts = comments.clean(written["text"])
texts = texts[~texts.duplicated()]  # ~ turns True into False
places = ["mill", "lane", "station", "road", "quay", "street", "weir", "quarry", "hill", "chapel"]
word_weights = comments.tfidf(texts, drop=places)
found = comments.topics(word_weights, 5)
found.top()

# %% [markdown]
# No list is about lifts or mould. Two people, the **coders**, also gave each comment one of five topics. Rows NMF, columns coder A:

# %%
pd.crosstab(found.main(), written["coder_a"])

# %% [markdown]
# Coder A found 18 comments on repairs; NMF scattered them. Only with eight topics does a list with *block* and *lift* appear, and then
# four are about cars.
#
# Do the coders agree? **Cohen's κ** is (observed − chance) / (1 − chance). **Krippendorff's α** asks the same of disagreement, and allows
# holes and more coders. Coder B stopped after the first 200, not a random 200. `alpha_draws` is the bootstrap again, over comments.

# %%
codes = written.loc[texts.index, ["coder_a", "coder_b"]]  # without the repeats
both = codes.dropna()  # the rows that both coded
same = (both["coder_a"] == both["coder_b"]).mean()
kappa, alpha = comments.cohens_kappa(codes["coder_a"], codes["coder_b"]), comments.krippendorffs_alpha(codes)
low, high = comments.alpha_draws(codes, draws=200, seed=1).quantile([0.025, 0.975])
print(f"same: {same:.2f}, kappa: {kappa:.2f}, alpha: {alpha:.2f}, 95 % interval {low:.2f} to {high:.2f}")
pd.crosstab(codes["coder_a"], codes["coder_b"])

# %% [markdown]
# 83 % are the same, but chance would give a quarter. α is 0.78; Krippendorff asks for 0.80, and for tentative conclusions at least 0.667. With that interval, not even "below 0.80" is sure. The pairs off the diagonal show which rule for coding is unclear.
#
# > **Your turn.** Most slips are between *safety* and *traffic*. Make them one code (`codes.replace("safety", "traffic")` gives a new table), and put its
# > α, not rounded, into `merged_alpha`.

# %% solution="participation-3-alpha"
### BEGIN SOLUTION
merged_alpha = comments.krippendorffs_alpha(codes.replace("safety", "traffic"))
### END SOLUTION

# %%
check("participation-3-alpha", merged_alpha)

# %% [markdown]
# α passes 0.80. The price: nobody can count dark streets any more. And codes merged *after* seeing the disagreement are tuned to it: change
# the codebook, then let both code a fresh random sample.
#
# ## Think
#
# > **Think.** The council owns the conversation, chooses the moderator and is criticised in it. Who should decide what is off topic? Would you show
# > the map while people vote? Who of lesson 1 is on no map at all?
#
# ## What to take away
#
# * k-means finds groups in noise and in smooth scales: compare with both, draw again, and say who disappears with one group less.
# * A product of corrected probabilities needs every group; what few have seen is untested.
# * First votes, moderators and codes shape the picture before mathematics begins: report them with it.
#
# ## Further reading
#
# * C. Small, M. Bjorkegren, T. Erkkilä, L. Shaw, C. Megill, "Polis: Scaling deliberation by mapping high dimensional opinion spaces", *Recerca* 26 (2), 2021.
# * The Computational Democracy Project, *Moderation*, compdemocracy.org: who moderates, and the two schemes. On the signs: github.com/compdemocracy/polis, issue 2554.
# * P. J. Rousseeuw, "Silhouettes", *Journal of Computational and Applied Mathematics* 20, 1987.
# * Y. Liu, D. N. Hayes, A. Nobel, J. S. Marron, "Statistical significance of clustering for high-dimension, low-sample size data", *Journal of the American Statistical Association* 103, 2008: groups against one cloud.
# * J. Cohen, "A coefficient of agreement for nominal scales", *Educational and Psychological Measurement* 20 (1), 1960.
# * K. Krippendorff, *Content Analysis: An Introduction to Its Methodology*, 2nd edition, 2004, p. 241: the two limits.
