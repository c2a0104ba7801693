# %% [markdown]
# # Map opinions
#
# Lesson 2 shared out the money. The council of Ancoats Quay also asked: "Tell us what people think." For three weeks
# people of Millfield voted on each other's statements. A map of such votes looks like knowledge.
# You draw it, and find out how much of it is people, how much is chance, and how much is who came first.
#
# **You will be able to**
#
# * draw a map of people from votes with holes;
# * compare groups with those that chance alone would give;
# * find statements that unite and divide, without being fooled by few votes;
# * sort comments into topics, and measure whether two readers agree.
#
# **You need** lessons 1 and 2. **Time** 45 min reading, 55 min doing.
#
# **Data** `millfield_opinions_synthetic`: *synthetic*, 320 people, 36 statements, 240 comments, March 2026, CC0.

# %%
import pandas as pd
from ipywidgets import IntSlider, interact

from citylab import check, data, show
from citylab.participation import comments, opinions

# %% [markdown]
# ## Draw the map
#
# People answer a statement with *agree* (1), *disagree* (−1) or *pass* (0: seen, no opinion). Few see all of them: the rest are holes.
# `read_votes` makes a table from the list of votes: a row per person, a column per statement, `NaN` for a hole.

# %%
people = data.load("millfield_opinions_synthetic", "people").set_index("person")["ward"]
statements = data.load("millfield_opinions_synthetic", "statements").set_index("statement")
votes = opinions.read_votes(data.load("millfield_opinions_synthetic", "votes"))
print(f"{100 * votes.isna().to_numpy().mean():.0f} % of the table are holes")
votes.iloc[:3, :12]

# %% [markdown]
# Half of the table is holes, and not evenly: people handed in new statements all the time, so late ones have few votes.
#
# How do 36 columns become a picture? **Principal component analysis** looks for the direction in which people differ most, then for a second one at right
# angles. We follow *Polis*, the open software that made such maps known. Holes take the mean vote of their column. That alone
# would pull people with few votes to the middle, so they are moved outwards; who cast fewer than seven is left out.

# %%
kept = opinions.enough_votes(votes, minimum=7)
plane = opinions.project(kept)
print(len(votes) - len(kept), "people left out; share of the variance:", [round(share, 2) for share in plane.explained])
plane.statements.join(statements["text"]).sort_values("x").iloc[[0, -1]]

# %% [markdown]
# These two statements pull most to the left and to the right: a cycle lane, a car park. So `x` is about cars. But the plane holds only about a quarter
# of the differences (variance) between people; three quarters are *not* in the picture.
#
# > **Your turn.** A colleague fills holes with 0, as if silence were a pass. By how much does that
# > lower the mean vote of statement 35 (drinking fountains), which came late? Put one positive number into `fall`.

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
# Polis tries k from 2 to 5 and takes the highest.
#
# That rule always finds groups, even where there are none. So `scores` also **shuffles** each column, 20 times: the same votes are dealt out anew among those who
# cast one.

# %%
opinions.scores(kept, deals=20).round(3)

# %% [markdown]
# Shuffled votes still reach 0.33 to 0.35: that much is worth nothing. Ours are above the best of 20 deals (`at_most`) for each k.
# Two groups beat three by 0.003.
#
# Would other people have given the same groups? The **bootstrap** draws 303 of our 303 people with replacement and starts again. The
# **adjusted Rand index** compares two groupings: 1 is the same, 0 is what chance gives.

# %%
for number in [2, 3]:
    index = opinions.stability(kept, number=number, draws=30, seed=1)
    print(f"{number} groups: mean {index.mean():.2f}, lowest {index.min():.2f}")

# %% [markdown]
# Three groups are nearly as stable as two. The numbers do not decide; we do, and must say so. Who disappears if we take two? We draw three, and count with `crosstab` which pairs of labels occur.

# %%
two, three = opinions.groups(kept, 2).labels, opinions.groups(kept, 3).labels
fig = opinions.map_picture(plane.people, three, title="Cars divide left and right, the estate stands above")
show(fig, alt="Map of 303 people in three groups: A on the left, B on the right, C at the top centre. The groups touch; there is no gap.")
estate = people[kept.index] == "Weir Estate"
pd.crosstab([two, estate], three, rownames=["of two", "Weir Estate"], colnames=["of three"])

# %% [markdown]
# The rows with `True`: 33 of the 46 people from Weir Estate are in group C. With two groups, C is split up and disappears. We keep three.
#
# > **Watch out.** A group is a cloud without a fence. Nobody *is* a "B". Lesson 4 asks what such a label may cost a person.
#
# > **Your turn.** A councillor wants four groups. How stable are they? Put the mean adjusted Rand index, with `draws=30, seed=1`, into `four`.

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
# (agrees + 1) / (votes + 2). Three of three become 0.80, 92 of 92 become 0.99; no vote at all gives 0.50: we know nothing.
#
# To **unite**, a statement needs *each* group. So Polis multiplies the groups' corrected
# probabilities (`consensus`). `plain` is the share among all votes, without correction; `fewest` counts the votes of the group that cast fewest.

# %%
unite = opinions.uniting(kept, three)
short = statements["text"].str[:60]  # the first 60 letters
unite.join(short).sort_values("plain", ascending=False).head(4).round(2)

# %% [markdown]
# By plain share, fountains win with 93 %. Fourteen people voted on them, two from group C. The product, 0.41, ranks them seventh. First are crossings near schools, 0.68.
#
# What **divides**? We look for statements on which a group votes unlike all others. `times`: how many times more likely. `z_others` and `z_half`: how far above
# the others, and above one half, in units of their own uncertainty. Beyond 1.28, chance alone would do it less than one time in ten.

# %%
divide = opinions.dividing(kept, three).join(short, on="statement")
best = divide.groupby("group").head(2)  # the first two rows of each group
best[["group", "side", "times", "z_half", "z_others", "text"]].round(1)

# %% [markdown]
# So A wants room for cycles, B for cars, C repairs on the estate.
# But 36 statements in three groups are 108 comparisons: some values beyond 1.28 must be luck. Two votes against two pass that test, so look at the counts.
#
# > **Your turn.** On how many statements is the corrected probability of an agree at least 0.7 in *every* group? The columns of `unite` are A, B and C.
# > Put one whole number into `united`. (`.min(axis=1)` gives the lowest value of each row.)

# %% solution="participation-3-united"
### BEGIN SOLUTION
united = (unite[["A", "B", "C"]].min(axis=1) >= 0.7).sum()
### END SOLUTION

# %%
check("participation-3-united", united)

# %% [markdown]
# ## See who came first, and who decided
#
# On the first day a drivers' club sent round the link. People are numbered as they came. Move the slider: it maps all who had come so far, with the rule of Polis.

# %%
def draw_so_far(people_so_far):
    found = opinions.groups(kept[kept.index <= people_so_far])
    title = f"After {people_so_far} people: {found.number} groups, silhouette {found.silhouettes.max():.2f}"
    fig = opinions.map_picture(found.projection.people, found.labels, title=title)
    show(fig, alt=f"Map of opinions. {title}.")


interact(draw_so_far, people_so_far=IntSlider(value=40, min=20, max=320, step=20, description="People", continuous_update=False));

# %% [markdown]
# At 40 people, 38 of them with enough votes, the rule shows three groups, silhouette 0.41: almost the final 0.49. All 38 are from the club.

# %%
opinions.scores(kept[kept.index <= 40], numbers=[2, 3], deals=20).round(2)

# %% [markdown]
# Chance alone gives 0.43 here: the groups were noise. Whoever publishes a live map shows this to the people still to vote.
#
# Early votes also decide what others see. Polis draws the next statement by a weight that grows with agreement:

# %%
liked, disliked = opinions.priority(3, 0, 0), opinions.priority(0, 3, 0)  # agrees, disagrees, passes
print(f"three early agrees against three early disagrees: drawn {liked / disliked:.0f} times as often")

# %% [markdown]
# And before any vote, somebody lets a statement in. In Polis, **moderation** is the task of the owner of the
# conversation, here the council. Its officer rejected 14 statements. They have no votes, and no mathematics brings them back.

# %%
rejected = statements[statements["decision"] == "rejected"]
rejected.loc[rejected["reason"] == "off topic", ["ward", "text"]]

# %% [markdown]
# Five of six come from one ward. Mould is "off topic", benches were not.
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
# People also wrote 240 comments. `clean` makes letters small and removes links, addresses and long numbers, which could lead to a person.
# We drop repeated texts. **TF-IDF** weighs a word by how often a comment holds it, and more if few comments do. **NMF** looks for a few lists of words, *topics*, of which
# each comment is a mixture. Street names are left out.

# %%
written = data.load("millfield_opinions_synthetic", "comments").set_index("comment")
texts = comments.clean(written["text"])
texts = texts[~texts.duplicated()]  # ~ turns True into False
places = ["mill", "lane", "station", "road", "quay", "street", "weir", "quarry", "hill", "chapel"]
weights = comments.tfidf(texts, drop=places)
found = comments.topics(weights, 5)
found.top()

# %% [markdown]
# Two topics on cars, then trees, dark streets and services. Nothing on broken lifts or mould. Two people, the **coders**, also gave each comment one of five topics. Rows NMF, columns coder A:

# %%
pd.crosstab(found.main(), written["coder_a"])

# %% [markdown]
# Coder A found 18 comments on repairs; NMF scattered them. Only with eight topics does a list with *block* and *lift* appear, and then
# four lists are about cars. The frequent subject is cut fine, the rare one vanishes.
#
# Do the coders agree? **Cohen's κ** is (observed − chance) / (1 − chance). **Krippendorff's α** asks the same of disagreement, and allows
# holes and more coders. Coder B stopped after 200.

# %%
codes = written[["coder_a", "coder_b"]]
both = codes.dropna()  # the rows that both coded
same = (both["coder_a"] == both["coder_b"]).mean()
kappa, alpha = comments.cohens_kappa(codes["coder_a"], codes["coder_b"]), comments.krippendorffs_alpha(codes)
print(f"same: {same:.2f}, kappa: {kappa:.2f}, alpha: {alpha:.2f}")
pd.crosstab(codes["coder_a"], codes["coder_b"])

# %% [markdown]
# 82 % are the same, but chance would give a quarter. α is 0.76; Krippendorff asks for 0.80, and for tentative conclusions at least 0.667. The pairs off the diagonal show which rule for coding is unclear.
#
# > **Your turn.** Most slips are between *safety* and *traffic*. Make them one code, "traffic" (`codes.replace("safety", "traffic")`), and put the new
# > α into `merged_alpha`.

# %% solution="participation-3-alpha"
### BEGIN SOLUTION
merged_alpha = comments.krippendorffs_alpha(codes.replace("safety", "traffic"))
### END SOLUTION

# %%
check("participation-3-alpha", merged_alpha)

# %% [markdown]
# α passes 0.80. The price: nobody can count dark streets any more.
#
# ## Think
#
# > **Think.** The council owns the conversation, chooses the moderator and is criticised in it. Who should decide what is off topic? Would you show
# > the map while people vote? Who is on no map at all: those of lesson 1 who never came?
#
# ## What to take away
#
# * k-means finds groups in noise: compare with shuffled votes, draw again, and say who disappears with one group less.
# * A product of corrected probabilities needs every group; a plain share follows the crowd that voted.
# * First votes, moderators and codes shape the picture before mathematics begins: report them with it.
#
# ## Further reading
#
# * C. Small, M. Bjorkegren, T. Erkkilä, L. Shaw, C. Megill, "Polis: Scaling deliberation by mapping high dimensional opinion spaces", *Recerca* 26 (2), 2021.
# * The Computational Democracy Project, *Moderation*, compdemocracy.org: who moderates, and the two schemes.
# * P. J. Rousseeuw, "Silhouettes", *Journal of Computational and Applied Mathematics* 20, 1987.
# * J. Cohen, "A coefficient of agreement for nominal scales", *Educational and Psychological Measurement* 20 (1), 1960.
# * K. Krippendorff, *Content Analysis: An Introduction to Its Methodology*, 2nd edition, 2004, p. 241: the two limits.
