# %% [markdown]
# # Weekly log
#
# **What it is for.** A quarter of an hour each Friday, so that in week 12 you know what you did and learned, and so that somebody sees early when you are stuck.
#
# **Who reads it.** Your supervisor before the weekly meeting; your tutor; the coordinator's board, which shows who is silent.
#
# **Due** Friday of each week, from week 1 to week 12. Hand in the same notebook each time: it grows.
#
# **Time** 15 minutes a week; 30 minutes in week 6 and in week 12.
#
# **What happens with it.** Each week is marked on its own, so a log with five weeks has the points of five weeks. Two weeks without a log,
# and your tutor calls you. Your mid-term review and your final report are written from it.
#
# **Points** [[total]]: one for each week, by tests; two answers are marked by your tutor.
#
# **How to fill it in.**
#
# * Write between the quotation marks; `monday` is a date such as `"2027-02-01"`; `hours` is a number; `met_supervisor` is `True` or `False`, without quotation marks.
# * `met_note` stays empty if you met your supervisor. If not, say why, and when you meet next.
# * Evidence is something that another person can open or ask: the path of a file, a link, a name. Leave other people's secrets out.
# * If you were away all week, `hours` is `0`; write that you were away and with whom it was agreed, and in the other fields how you come back. The reason is yours.
# * Write the hours that you worked, also when they are many: above 48, say in `blocks` why, with the word *hours*, and tell your tutor.
# * If you work half the hours over twice the weeks, write an entry for every two weeks, with the first Monday of the two.
# * Run the cell, then the test below it. It names each field that is missing or odd, and what helps. An entry that is nearly that of another week is refused, and one text in two fields, too; weeks away may be alike.

# %% [markdown] question="week-01"
# ## Week 1 ([[points]])
#
# Say what surprised you.

# %% solution="week-01"
week_01 = {
    # Monday of the week (year-month-day)
    "monday": "",
    # hours that you worked; 0 if you were away all week (number of hours)
    "hours": None,
    # what you did; if you were away, that you were, and with whom it was agreed (10 to 150 words)
    "did": "",
    # what you can do or know now that you could not or did not before (6 to 100 words)
    "learned": "",
    # what shows it: path of a file, a link, or the name of a person who saw it (1 to 40 words)
    "evidence": "",
    # what blocks you and who could help; or that nothing does (1 to 80 words)
    "blocks": "",
    # what you do next week, as something that can be finished (4 to 80 words)
    "next_week": "",
    # whether you met your supervisor this week (True or False)
    "met_supervisor": None,
    # only if met_supervisor is False: why you did not meet, and when you meet next (4 to 60 words)
    "met_note": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
week_01 = {
    "monday": "2027-02-01",
    "hours": 35,
    "did": "Met the control room, got the laptop, and counted rows and gaps in the export of last winter.",
    "learned": "To ask what a status code means before I filter by it.",
    "evidence": "notebooks/01_look.ipynb",
    "blocks": "Nothing yet.",
    "next_week": "Count how often each transformer was above its rating.",
    "met_supervisor": True,
}
### END SOLUTION

# %% tests="week-01" points=1
# Is the week complete, in order and not copied?
from citylab.internship.weekly_log import require_week as _require_week

_require_week(1, lambda: week_01)

# %% [markdown] question="week-02"
# ## Week 2 ([[points]])
#
# Due this week: the scoping sheet.

# %% solution="week-02"
week_02 = {
    "monday": "",
    "hours": None,
    "did": "",
    "learned": "",
    "evidence": "",
    "blocks": "",
    "next_week": "",
    "met_supervisor": None,
    "met_note": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
week_02 = {
    "monday": "2027-02-08",
    "hours": 35,
    "did": "Counted exceedances: 61 on 11 evenings. Wrote the scoping sheet with Tomasz Hale and Maryam Osei.",
    "learned": "That the decision comes before the method; my first question had none.",
    "evidence": "Scoping sheet, agreed on 12 February",
    "blocks": "Meter data are promised, not here.",
    "next_week": "Draw the load of three streets on the coldest evening.",
    "met_supervisor": True,
}
### END SOLUTION

# %% tests="week-02" points=1
# Is the week complete, in order and not copied?
from citylab.internship.weekly_log import require_week as _require_week

_require_week(2, lambda: week_02, [lambda: week_01])

# %% [markdown] question="week-03"
# ## Week 3 ([[points]])
#
# Due this week: the data-protection and ethics assessment.

# %% solution="week-03"
week_03 = {
    "monday": "",
    "hours": None,
    "did": "",
    "learned": "",
    "evidence": "",
    "blocks": "",
    "next_week": "",
    "met_supervisor": None,
    "met_note": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
week_03 = {
    "monday": "2027-02-15",
    "hours": 34,
    "did": "Drew three streets. Answered the assessment with the officer, who asked for totals of ten homes.",
    "learned": "How a total of five homes can betray one household on holiday.",
    "evidence": "Leila Marsh saw the three totals",
    "blocks": "The permission of the meter team; the officer asks on Monday.",
    "next_week": "Open the totals and compare them with the transformers.",
    "met_supervisor": True,
}
### END SOLUTION

# %% tests="week-03" points=1
# Is the week complete, in order and not copied?
from citylab.internship.weekly_log import require_week as _require_week

_require_week(3, lambda: week_03, [lambda: week_01, lambda: week_02])

# %% [markdown] question="week-04"
# ## Week 4 ([[points]])
#
# Look back at the early warning of your learning agreement: do you see it?

# %% solution="week-04"
week_04 = {
    "monday": "",
    "hours": None,
    "did": "",
    "learned": "",
    "evidence": "",
    "blocks": "",
    "next_week": "",
    "met_supervisor": None,
    "met_note": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
week_04 = {
    "monday": "2027-02-22",
    "hours": 35,
    "did": "Opened the totals. For 26 transformers they explain four fifths of the evening load; for villages far less.",
    "learned": "To report an error by place and not one for all.",
    "evidence": "notebooks/03_compare.ipynb",
    "blocks": "Villages have few meters; I ask the crew leader what he sees there.",
    "next_week": "Have a first forecast: yesterday's load, corrected for temperature.",
    "met_supervisor": True,
}
### END SOLUTION

# %% tests="week-04" points=1
# Is the week complete, in order and not copied?
from citylab.internship.weekly_log import require_week as _require_week

_require_week(4, lambda: week_04, [lambda: week_01, lambda: week_02, lambda: week_03])

# %% [markdown] question="week-05"
# ## Week 5 ([[points]])

# %% solution="week-05"
week_05 = {
    "monday": "",
    "hours": None,
    "did": "",
    "learned": "",
    "evidence": "",
    "blocks": "",
    "next_week": "",
    "met_supervisor": None,
    "met_note": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
week_05 = {
    "monday": "2027-03-01",
    "hours": 28,
    "did": "First forecast by yesterday's load. Two days at the university for an examination, agreed in January.",
    "learned": "That yesterday alone finds half of the exceedances, without any model.",
    "evidence": "outputs/baseline.csv",
    "blocks": "Nothing; the days away were planned.",
    "next_week": "Add the weather forecast, and test on days not seen.",
    "met_supervisor": False,
    "met_note": "Tomasz Hale was at another site; we meet on Monday at nine.",
}
### END SOLUTION

# %% tests="week-05" points=1
# Is the week complete, in order and not copied?
from citylab.internship.weekly_log import require_week as _require_week

_require_week(
    5, lambda: week_05,
    [lambda: week_01, lambda: week_02, lambda: week_03, lambda: week_04],
)

# %% [markdown] question="week-06"
# ## Week 6 ([[points]])
#
# Due this week: the mid-term review.

# %% solution="week-06"
week_06 = {
    "monday": "",
    "hours": None,
    "did": "",
    "learned": "",
    "evidence": "",
    "blocks": "",
    "next_week": "",
    "met_supervisor": None,
    "met_note": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
week_06 = {
    "monday": "2027-03-08",
    "hours": 35,
    "did": "Added the weather forecast and kept 28 days aside. Mid-term review: one done-means was changed.",
    "learned": "To keep test days shut until the model is chosen.",
    "evidence": "Mid-term review of 12 March",
    "blocks": "Only nine exceedances are in the test days.",
    "next_week": "Use 90 % of the rating as a second threshold.",
    "met_supervisor": True,
}
### END SOLUTION

# %% tests="week-06" points=1
# Is the week complete, in order and not copied?
from citylab.internship.weekly_log import require_week as _require_week

_require_week(
    6, lambda: week_06,
    [lambda: week_01, lambda: week_02, lambda: week_03, lambda: week_04, lambda: week_05],
)

# %% [markdown] question="mid"
# ## Half-way ([[points]])
#
# Read your six entries. In at most 180 words: what do you do differently now than in week 1, what keeps coming back under `blocks`, and what will you change about it?
#
# *How it is marked, by your tutor:*
#
# | criterion | 2 | 1 | 0 |
# |---|---|---|---|
# | **Change** | compares an early with a late entry, naming both weeks | says what changed, without the entries | says that much was learned |
# | **What comes back** | finds what recurs, its cause, and a step with a day | finds what recurs | lists single troubles |

# %% [markdown] manual="mid" points=4
# In week 1 I filtered by a status code that I had not understood; in week 6 I kept 28 days shut until the model was chosen. Both times I was in a hurry. The difference is that in week 6 I had written down beforehand what would count as cheating.
#
# What comes back is data that somebody promised: meter data in weeks 2 and 3, villages in week 4. Each time I waited a week before I asked a second person. The cause is that I ask one person, in writing, and take silence for work in progress. From Monday, 15 March, each promise gets a day in my calendar, and on that day I telephone. On the same day I tell Tomasz Hale what I can do without it, so that a refusal costs an hour and no week.

# %% [markdown] question="week-07"
# ## Week 7 ([[points]])

# %% solution="week-07"
week_07 = {
    "monday": "",
    "hours": None,
    "did": "",
    "learned": "",
    "evidence": "",
    "blocks": "",
    "next_week": "",
    "met_supervisor": None,
    "met_note": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
week_07 = {
    "monday": "2027-03-15",
    "hours": 35,
    "did": "Second threshold built. Showed the list to a crew leader, who read 'low' as 'safe'.",
    "learned": "That a range helps him more than a colour.",
    "evidence": "Notes of the talk, read by the crew leader",
    "blocks": "How to show what is not seen; I ask Maryam Osei.",
    "next_week": "Draw the list anew, with ranges and with 'not seen'.",
    "met_supervisor": True,
}
### END SOLUTION

# %% tests="week-07" points=1
# Is the week complete, in order and not copied?
from citylab.internship.weekly_log import require_week as _require_week

_require_week(
    7, lambda: week_07,
    [
        lambda: week_01, lambda: week_02, lambda: week_03, lambda: week_04,
        lambda: week_05, lambda: week_06,
    ],
)

# %% [markdown] question="week-08"
# ## Week 8 ([[points]])
#
# The least that is still useful is there by now: is it?

# %% solution="week-08"
week_08 = {
    "monday": "",
    "hours": None,
    "did": "",
    "learned": "",
    "evidence": "",
    "blocks": "",
    "next_week": "",
    "met_supervisor": None,
    "met_note": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
week_08 = {
    "monday": "2027-03-22",
    "hours": 36,
    "did": "New list with ranges. It ran by itself on five mornings; one morning the export was late.",
    "learned": "To let a program say that its input is old, instead of failing.",
    "evidence": "outputs/list_2027-03-26.csv",
    "blocks": "Late exports: the monitoring team looks into it.",
    "next_week": "Write tests for late, empty and doubled exports.",
    "met_supervisor": True,
}
### END SOLUTION

# %% tests="week-08" points=1
# Is the week complete, in order and not copied?
from citylab.internship.weekly_log import require_week as _require_week

_require_week(
    8, lambda: week_08,
    [
        lambda: week_01, lambda: week_02, lambda: week_03, lambda: week_04,
        lambda: week_05, lambda: week_06, lambda: week_07,
    ],
)

# %% [markdown] question="week-09"
# ## Week 9 ([[points]])

# %% solution="week-09"
week_09 = {
    "monday": "",
    "hours": None,
    "did": "",
    "learned": "",
    "evidence": "",
    "blocks": "",
    "next_week": "",
    "met_supervisor": None,
    "met_note": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
week_09 = {
    "monday": "2027-03-29",
    "hours": 28,
    "did": "Easter Monday was free. Wrote eleven tests for bad exports; three found mistakes of mine.",
    "learned": "To make a broken file on purpose before it comes by itself.",
    "evidence": "tests/test_export.py",
    "blocks": "Nothing.",
    "next_week": "Move the code into a package that somebody else can install.",
    "met_supervisor": True,
}
### END SOLUTION

# %% tests="week-09" points=1
# Is the week complete, in order and not copied?
from citylab.internship.weekly_log import require_week as _require_week

_require_week(
    9, lambda: week_09,
    [
        lambda: week_01, lambda: week_02, lambda: week_03, lambda: week_04,
        lambda: week_05, lambda: week_06, lambda: week_07, lambda: week_08,
    ],
)

# %% [markdown] question="week-10"
# ## Week 10 ([[points]])

# %% solution="week-10"
week_10 = {
    "monday": "",
    "hours": None,
    "did": "",
    "learned": "",
    "evidence": "",
    "blocks": "",
    "next_week": "",
    "met_supervisor": None,
    "met_note": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
week_10 = {
    "monday": "2027-04-05",
    "hours": 35,
    "did": "Moved the code into a package. Maryam Osei's colleague installed it and needed two answers from me.",
    "learned": "What I had taken for known: folder names, and the zone of the clock.",
    "evidence": "Colleague's notes, 9 April",
    "blocks": "The lock file; the check refuses one package.",
    "next_week": "Have the reproducibility check accept the project.",
    "met_supervisor": True,
}
### END SOLUTION

# %% tests="week-10" points=1
# Is the week complete, in order and not copied?
from citylab.internship.weekly_log import require_week as _require_week

_require_week(
    10, lambda: week_10,
    [
        lambda: week_01, lambda: week_02, lambda: week_03, lambda: week_04,
        lambda: week_05, lambda: week_06, lambda: week_07, lambda: week_08,
        lambda: week_09,
    ],
)

# %% [markdown] question="week-11"
# ## Week 11 ([[points]])
#
# Due this week: the portfolio.

# %% solution="week-11"
week_11 = {
    "monday": "",
    "hours": None,
    "did": "",
    "learned": "",
    "evidence": "",
    "blocks": "",
    "next_week": "",
    "met_supervisor": None,
    "met_note": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
week_11 = {
    "monday": "2027-04-12",
    "hours": 35,
    "did": "The check accepts the project. Handed in the portfolio, and began the report with its limits.",
    "learned": "To write the limits first; the rest of the report becomes shorter.",
    "evidence": "citylab internship verify, of 15 April",
    "blocks": "Nothing.",
    "next_week": "Finish the report by Wednesday, the talk by Thursday.",
    "met_supervisor": True,
}
### END SOLUTION

# %% tests="week-11" points=1
# Is the week complete, in order and not copied?
from citylab.internship.weekly_log import require_week as _require_week

_require_week(
    11, lambda: week_11,
    [
        lambda: week_01, lambda: week_02, lambda: week_03, lambda: week_04,
        lambda: week_05, lambda: week_06, lambda: week_07, lambda: week_08,
        lambda: week_09, lambda: week_10,
    ],
)

# %% [markdown] question="week-12"
# ## Week 12 ([[points]])
#
# Due this week: the final report on Wednesday, the presentation on Thursday, the self-evaluation; your supervisor hands in the supervisor's evaluation and the host's feedback.

# %% solution="week-12"
week_12 = {
    "monday": "",
    "hours": None,
    "did": "",
    "learned": "",
    "evidence": "",
    "blocks": "",
    "next_week": "",
    "met_supervisor": None,
    "met_note": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
week_12 = {
    "monday": "2027-04-19",
    "hours": 35,
    "did": "Report, talk in the control room, hand-over of the list to the duty managers, evaluation.",
    "learned": "That engineers ask first what happens when it is wrong.",
    "evidence": "Final report; 14 people heard the talk",
    "blocks": "Nothing; the duty managers own the list now.",
    "next_week": "Delete my copy of the data, and write to the customer panel.",
    "met_supervisor": True,
}
### END SOLUTION

# %% tests="week-12" points=1
# Is the week complete, in order and not copied?
from citylab.internship.weekly_log import require_week as _require_week

_require_week(
    12, lambda: week_12,
    [
        lambda: week_01, lambda: week_02, lambda: week_03, lambda: week_04,
        lambda: week_05, lambda: week_06, lambda: week_07, lambda: week_08,
        lambda: week_09, lambda: week_10, lambda: week_11,
    ],
)

# %% [markdown] question="end"
# ## At the end ([[points]])
#
# Read your twelve entries and your learning agreement. In at most 200 words: which outcome did you reach, which not, what shows it, and what would you tell the next intern at this host?
#
# *How it is marked, by your tutor:*
#
# | criterion | 2 | 1 | 0 |
# |---|---|---|---|
# | **Outcomes** | takes each outcome of the agreement, says reached or not, and names the evidence by week | takes some outcomes, or without evidence | speaks of the time in general |
# | **Advice** | gives advice that follows from an entry, and that the next intern could follow on day one | gives advice without an entry behind it | thanks everybody |

# %% [markdown] manual="end" points=4
# Cleaning readings: reached. The eleven tests of week 9 found three mistakes, and Tomasz Hale read the notebook. Forecasting with uncertainty: reached for the town, not for villages. On the 28 days kept aside 7 of 9 exceedances were announced; in Farley none of 2, since it has too few meters (week 4). Explaining to engineers: half. The talk went well, but in week 7 a crew leader read "low" as "safe", and I had not asked him earlier.
#
# To the next intern: show an ugly picture to a crew leader in your first week. I waited until week 7 because it was not finished, and he would have told me in week 1 that he needs a range and not a colour. And telephone the meter team; they answer no e-mail, and they are kind.
