# %% [markdown]
# # Presentation
#
# **What it is for.** Ten minutes for people who will not read the report, and ten for their questions. It is the place where the result meets those who decide.
#
# **Who reads it.** The panel, at least two people, before the talk; your tutor, who enters the marks.
#
# **Due** Thursday of week 12. The final report must be in before. Hand it in on the evening before the talk, and add what changed afterwards.
#
# **Time** 5 hours: three for the talk, one to try it aloud in front of somebody, one for this notebook.
#
# **What happens with it.** Each member of the panel marks the talk alone, on paper, with the table of part 7. Then they agree. The tutor writes the agreed points and two sentences for you.
#
# **Points** [[total]]. Tests mark whether the preparation is complete; the panel marks the talk.
#
# **How to fill it in.** Write between the quotation marks; dates are `"2027-04-22"`. Run the cell, then the test below it: it
# names each field that is missing or odd, and what helps.

# %% [markdown] question="talk"
# ## 1. The talk ([[points]])
#
# Audience first: who comes, what they know already, and what they decide or do afterwards. A title that asks their question brings more of them than one that names your method.

# %% solution="talk"
talk = {
    # title (3 to 20 words)
    "talk_title": "",
    # given on (year-month-day)
    "given_on": "",
    # audience (10 to 80 words)
    "audience": "",
    # file of the slides (1 to 20 words)
    "slides": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
talk = {
    "talk_title": "Where do the crews stand tomorrow?",
    "given_on": "2027-04-22",
    "audience": "The duty managers, who would use the list from October; the head of operations, who decides about it in May; two planners; my tutor.",
    "slides": "slides/tomorrow-evening.pdf",
}
### END SOLUTION

# %% tests="talk" points=1
# Is it told what the talk is about, and for whom?
from citylab.internship.answers import require as _require

_require("presentation", lambda: talk, section="talk")

# %% [markdown] question="outline"
# ## 2. Outline and messages ([[points]])
#
# The minutes add up to 10; the questions do not count. Three messages, in whole sentences: what should they still know tomorrow?

# %% solution="outline"
outline = {
    # parts of the talk, in order (3 to 12 entries; copy the lines for more)
    "parts": [
        {
            # what you say (2 to 20 words)
            "part": "",
            # minutes (number of minutes)
            "minutes": None,
        },
        {"part": "", "minutes": None},
        {"part": "", "minutes": None},
    ],
    # three messages (exactly 3 entries, each 5 to 30 words)
    "messages": [
        "",
        "",
        "",
    ],
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
outline = {
    "parts": [
        {
            "part": "The decision at four in the afternoon",
            "minutes": 2,
        },
        {
            "part": "What the list gets right, in one figure",
            "minutes": 3,
        },
        {
            "part": "Where it fails: villages and hard frost",
            "minutes": 2.5,
        },
        {
            "part": "What to do from October, and when to stop",
            "minutes": 2,
        },
        {
            "part": "A question to the duty managers",
            "minutes": 0.5,
        },
    ],
    "messages": [
        "The list announces more than 8 of 10 exceedances, with a wide interval.",
        "Villages are seen less well, so one crew stays near them.",
        "Nobody knows how it behaves in hard frost: decide anew after the first month of it.",
    ],
}
### END SOLUTION

# %% tests="outline" points=2
# Do the minutes add up to 10, and are there three messages?
from citylab.internship.answers import require as _require

_require("presentation", lambda: outline, section="outline")

# %% [markdown] question="picture"
# ## 3. One figure ([[points]])
#
# The one that carries the talk. Say its alternative text aloud: those at the back will thank you, too.

# %% solution="picture"
picture = {
    # file in the portfolio (1 to 12 words)
    "figure_file": "",
    # title that states the finding (4 to 30 words)
    "figure_title": "",
    # alternative text (12 to 90 words)
    "figure_alt": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
picture = {
    "figure_file": "outputs/announced.png",
    "figure_title": "The list announces more exceedances than today's rule",
    "figure_alt": "Bar chart of the share of 31 exceedances announced the day before, with 95 percent intervals. The list announces 87 percent, today's rule 58 percent; the two intervals touch between 71 and 74 percent.",
}
### END SOLUTION

# %% tests="picture" points=1
# Does the figure have a title that states the finding, and an alternative text?
from citylab.internship.answers import require as _require

_require("presentation", lambda: picture, section="picture")

# %% [markdown] question="discussion"
# ## 4. Questions that you expect ([[points]])
#
# The three that you fear most. Ask a colleague for a fourth.

# %% solution="discussion"
discussion = {
    # questions and answers (3 to 8 entries; copy the lines for more)
    "expected": [
        {
            # question (4 to 40 words)
            "asked": "",
            # your answer (10 to 90 words)
            "answer": "",
        },
        {"asked": "", "answer": ""},
        {"asked": "", "answer": ""},
    ],
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
discussion = {
    "expected": [
        {
            "asked": "Who is to blame when the list is wrong?",
            "answer": "The duty manager decides as before. The list places one crew of two, and each evening is noted, so we see how often it misled us.",
        },
        {
            "asked": "Why a straight line and no better model?",
            "answer": "I tried a better one. It announced one exceedance more and gave five false alarms more, and nobody here could recalculate it.",
        },
        {
            "asked": "What happens when you are gone?",
            "answer": "Maryam Osei runs it every day. The tests tell her when something breaks, and the README has the three commands.",
        },
    ],
}
### END SOLUTION

# %% tests="discussion" points=2
# Are there at least three questions with answers?
from citylab.internship.answers import require as _require

_require("presentation", lambda: discussion, section="discussion")

# %% [markdown] question="access"
# ## 5. Can everybody follow? ([[points]])
#
# Seven points; a `False` is allowed and needs a reason below, with what you do instead. Contrast is measured with a free checker: the ratio of text to its background
# is at least 4.5:1, for large text 3:1 (WCAG 2, success criterion 1.4.3).

# %% solution="access"
access = {
    # the invitation asks what people need to take part (True or False)
    "asked_for_needs": None,
    # the slides, as a file that can be read aloud, go out before the talk (True or False)
    "slides_sent_before": None,
    # text can be read from the back of the room (True or False)
    "text_can_be_read": None,
    # contrast of text is 4.5:1 or more, of large text 3:1 (WCAG 2, criterion 1.4.3) (True or False)
    "contrast_is_enough": None,
    # nothing is said by colour alone (True or False)
    "not_by_colour_alone": None,
    # each figure is described in words (True or False)
    "figures_are_described": None,
    # there is a microphone or captions, and questions are repeated (True or False)
    "microphone_or_captions": None,
    # why not, and what you do instead (optional; 6 to 80 words)
    "what_is_missing": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
access = {
    "asked_for_needs": True,
    "slides_sent_before": True,
    "text_can_be_read": True,
    "contrast_is_enough": True,
    "not_by_colour_alone": True,
    "figures_are_described": True,
    "microphone_or_captions": False,
    "what_is_missing": "The room is small and has no microphone; I repeat each question, and the talk is also given online with captions.",
}
### END SOLUTION

# %% tests="access" points=1
# Is each point answered, and each no explained?
from citylab.internship.answers import require as _require

_require("presentation", lambda: access, section="access")

# %% [markdown] question="panel"
# ## 6. The panel ([[points]])
#
# At least two people mark the talk, one of them from the host or from another host. You are not one of them.

# %% solution="panel"
panel = {
    # members (2 to 5 entries; copy the lines for more)
    "members": [
        {
            # name (1 to 20 words)
            "member": "",
            # role (1 to 15 words)
            "role": "",
        },
        {"member": "", "role": ""},
    ],
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
panel = {
    "members": [
        {
            "member": "Dr Ruth Adeyemi",
            "role": "tutor",
        },
        {
            "member": "Maryam Osei",
            "role": "engineer at the host",
        },
    ],
}
### END SOLUTION

# %% tests="panel" points=1
# Are there at least two different people?
from citylab.internship.answers import require as _require

_require("presentation", lambda: panel, section="panel")

# %% [markdown] question="hand-out"
# ## 7. The talk, and a hand-out ([[points]])
#
# Write the hand-out for those who could not come: at most 150 words, that a resident can follow. The panel marks **the talk and the questions**; the hand-out counts under *Content: the messages*.
#
# *How it is marked, by a panel of at least two, each alone at first. Where two members are 2 apart on a criterion, each says what she saw before they agree:*
#
# | criterion | 2 | 1 | 0 |
# |---|---|---|---|
# | **Content: the decision** | who decides what comes within the first two minutes, and the talk returns to it at its end | it comes late, or is left at the side | the audience learns what was done, not what follows |
# | **Content: the messages** | the audience could repeat all three, and the hand-out says the same | one is lost, or the hand-out says something else | no message |
# | **Evidence** | each claim with a number, its doubt, and what it is held against | numbers without their doubt | claims without numbers |
# | **Figure** | axes, finding and what is left out are said in words | shown, and explained in part | shown without a word |
# | **Delivery** | everybody could hear, see and follow; 9 to 11 minutes; not read out. Another length or form that was agreed as an adjustment counts as kept | hard to follow in parts, or off by up to 4 minutes | could not be followed, or off by more |
# | **Answers** | answers the question that was asked, says what is not known, and how one would find out | answers most; slow to say *I don't know* | answers another question, or makes something up |

# %% [markdown] manual="hand-out" points=12
# **Where do the crews stand tomorrow?**
#
# On cold evenings old transformers in the streets are overloaded, and homes lose power. Two crews wait for that, and where they wait decides how long you sit in the dark.
#
# We tried a list that names, the day before, the transformers likely to be overloaded. On 28 days it named 27 of 31 in advance. Today's rule would have named 18. With so few cases the real share may lie anywhere from 7 to 9.5 in ten.
#
# In villages it is worse: 5 of 8. Few homes there have smart meters, so the list sees them less well. One crew will therefore never stand further than 30 minutes from the villages.
#
# Nobody knows how the list behaves in hard frost. After the first month of it, the operator decides again.
#
# *Northgate Networks is a fictional company.*
