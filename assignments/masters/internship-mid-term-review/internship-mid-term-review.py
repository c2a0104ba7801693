# %% [markdown]
# # Mid-term review
#
# **What it is for.** Half of the time is over. You hold what exists against the scoping sheet, and settle with your supervisor
# what the second half is for. A project that is going wrong can still be turned round in week 6; in week 11 it can't.
#
# **Who reads it.** Your supervisor, who was at the meeting; your tutor, who marks it; the coordinator, if a done-means is at risk.
#
# **Due** Friday of week 6. The scoping sheet must be in before.
#
# **Time** 2 hours, and a meeting of 45 minutes with your supervisor. Your tutor may join it.
#
# **What happens with it.** If something is at risk, your tutor calls within a week. The final report is held against the plan
# that you make here. It lies with your records, and goes with them when you ask for that.
#
# **Points** [[total]]. Tests mark whether the form is complete and its dates fit; your tutor marks the last two questions.
#
# **How to fill it in.** Write between the quotation marks; dates are `"2027-03-09"`. Run the cell, then the test below it: it
# names each field that is missing or odd, and what helps. Draft parts 2 to 4 *before* the meeting, and change them in it.

# %% [markdown] question="meeting"
# ## 1. The review meeting ([[points]])
#
# Who was there, and what your supervisor thinks. Write down the supervisor's view in the meeting, read it out, and change it until both of you agree.

# %% solution="meeting"
meeting = {
    # scoping sheet agreed on (year-month-day)
    "scoping_sheet_on": "",
    # review meeting held on (year-month-day)
    "met_on": "",
    # who was there (2 to 6 entries, each 2 to 12 words; add lines for more)
    "present": [
        "",
        "",
    ],
    # hours worked so far (number of hours)
    "hours_so_far": None,
    # the supervisor's view (20 to 150 words)
    "supervisor_view": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
meeting = {
    "scoping_sheet_on": "2027-02-12",
    "met_on": "2027-03-09",
    "present": [
        "Ines Calder, intern",
        "Tomasz Hale, supervisor",
        "Dr Ruth Adeyemi, tutor, by telephone",
    ],
    "hours_so_far": 182,
    "supervisor_view": "The morning list already runs and two of us read it. The forecast looks plausible, but it has seen few cold evenings. Ines asks good questions; she could ask them two days earlier. The test with the duty managers needs a date before Easter.",
}
### END SOLUTION

# %% tests="meeting" points=1
# Is it complete, and was the meeting after the scoping sheet?
from citylab.internship.answers import require as _require

_require("mid-term-review", lambda: meeting, section="meeting")

# %% [markdown] question="progress"
# ## 2. Progress against the scoping sheet ([[points]])
#
# One entry for each done-means, in the words of the scoping sheet. Evidence is something that another person can open: a file, a
# figure, a commit, a message, with its date. *I worked on it* is no evidence.
#
# | `state` | |
# |---|---|
# | `done` | the test in the scoping sheet is passed |
# | `on course` | it will be done in time as planned |
# | `at risk` | it will be done in time only if something changes |
# | `stopped` | it is no longer part of the project; part 3 says who agreed |

# %% solution="progress"
progress = {
    # done-means, state and evidence (2 to 10 entries; copy the lines for more)
    "done_means": [
        {
            # done-means, as in the scoping sheet (4 to 50 words)
            "statement": "",
            # state (one of: done, on course, at risk, stopped)
            "state": "",
            # evidence (4 to 50 words)
            "evidence": "",
        },
        {"statement": "", "state": "", "evidence": ""},
    ],
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
progress = {
    "done_means": [
        {
            "statement": "For 28 days that the model has not seen, at least 8 of 10 exceedances are announced the evening before",
            "state": "on course",
            "evidence": "notebooks/02_forecast.ipynb of 5 March: 11 of 14 on the first 14 days",
        },
        {
            "statement": "At most 3 false alarms a week in the same 28 days",
            "state": "on course",
            "evidence": "outputs/alarms.csv of 5 March: 5 in two weeks",
        },
        {
            "statement": "The notebook runs on a new export in under 10 minutes, without a change in the code",
            "state": "done",
            "evidence": "Run by Maryam Osei on 3 March in 4 minutes; her message of the same day",
        },
        {
            "statement": "A duty manager who has not seen it before reads the list and names the street, in a test with 2 people",
            "state": "at risk",
            "evidence": "No day agreed; message to the control room of 2 March not answered",
        },
    ],
}
### END SOLUTION

# %% tests="progress" points=2
# Does each done-means have a state and evidence?
from citylab.internship.answers import require as _require

_require("mid-term-review", lambda: progress, section="progress")

# %% [markdown] question="changes"
# ## 3. What has changed since the scoping sheet ([[points]])
#
# Question, data, done-means, people, place or hours. A change that nobody agreed to is a risk and belongs into part 4. If nothing has changed,
# write `False`, and delete the entries below it.

# %% solution="changes"
changes = {
    # has anything changed? (True or False)
    "has_changed": None,
    # the changes (1 to 8 entries; copy the lines for more; only if has_changed is True)
    "agreed_changes": [
        {
            # what changed (4 to 40 words)
            "what": "",
            # why (4 to 40 words)
            "why": "",
            # who agreed, by name (1 to 20 words)
            "agreed_with": "",
            # agreed on (year-month-day)
            "agreed_on": "",
        },
    ],
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
changes = {
    "has_changed": True,
    "agreed_changes": [
        {
            "what": "The threshold is 90 % of the rating, not 100 %",
            "why": "The whole winter has nine exceedances of 100 %, too few for a test",
            "agreed_with": "Tomasz Hale",
            "agreed_on": "2027-02-19",
        },
    ],
}
### END SOLUTION

# %% tests="changes" points=1
# Does each change have a reason and somebody who agreed, between the scoping sheet and the meeting?
from citylab.internship.answers import require as _require

_require("mid-term-review", lambda: changes, section="changes", beside=[lambda: meeting])

# %% [markdown] question="plan"
# ## 4. Weeks 7 to 12 ([[points]])
#
# A result for each week, in words that one can check: *errors of all 28 days*, not *work on the model*. Then at least two risks. Say how likely: `low` (it would
# surprise us), `medium` (it may well happen), `high` (expect it).

# %% solution="plan"
plan = {
    # plan (exactly 6 entries)
    "weeks": [
        {
            # week (whole number)
            "week": None,
            # what exists at the end of the week (4 to 40 words)
            "result": "",
        },
        {"week": None, "result": ""},
        {"week": None, "result": ""},
        {"week": None, "result": ""},
        {"week": None, "result": ""},
        {"week": None, "result": ""},
    ],
    # risks (2 to 6 entries; copy the lines for more)
    "risks": [
        {
            # what could go wrong (4 to 40 words)
            "risk": "",
            # how likely (one of: low, medium, high)
            "likelihood": "",
            # what it would do to the result (3 to 40 words)
            "effect": "",
            # what you do about it, and by when (4 to 40 words)
            "answer": "",
        },
        {"risk": "", "likelihood": "", "effect": "", "answer": ""},
    ],
    # support that you need (5 to 80 words)
    "support": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
plan = {
    "weeks": [
        {
            "week": 7,
            "result": "Errors of all 28 days, for villages and town separately",
        },
        {
            "week": 8,
            "result": "A range for each transformer that holds on nine of ten evenings",
        },
        {
            "week": 9,
            "result": "Test with two duty managers, with a sheet for their remarks",
        },
        {
            "week": 10,
            "result": "Changes after the test; tests for the whole package",
        },
        {
            "week": 11,
            "result": "Portfolio verified; draft of the report with Tomasz Hale",
        },
        {
            "week": 12,
            "result": "Report, talk, and handing over to Maryam Osei",
        },
    ],
    "risks": [
        {
            "risk": "The duty managers have no time for a test",
            "likelihood": "high",
            "effect": "Nobody can say whether the list helps",
            "answer": "Tomasz Hale asks the shift leader by 12 March; else a test with two planners",
        },
        {
            "risk": "Eight exceedances in villages are too few to judge",
            "likelihood": "high",
            "effect": "An error in villages stays unseen",
            "answer": "Report the interval, and say so on the first page; decided on 9 March",
        },
    ],
    "support": "From Tomasz Hale: a date for the test, by 12 March. From Dr Adeyemi: half an hour about intervals for small counts, in week 7.",
}
### END SOLUTION

# %% tests="plan" points=3
# Is there a result for each of the weeks 7 to 12, and an answer to each risk?
from citylab.internship.answers import require as _require

_require("mid-term-review", lambda: plan, section="plan")

# %% [markdown] question="conduct"
# ## 5. Conduct so far ([[points]])
#
# Choose the level together, by the words. Agreed absences and adjustments lower no level. The point is for choosing; a low level costs nothing here. Your tutor reads them beside
# the supervisor's evaluation in week 12.
#
# | | `"2"` | `"1"` | `"0"` |
# |---|---|---|---|
# | `reliability` | did what was agreed on the agreed day, or said early, with a new date, that it would be late | mostly kept agreements; delays came to light on the day | agreements slipped and others had to ask |
# | `communication` | others know how the work stands without asking; questions come with a proposal | reports when asked; some questions come late | others don't know how the work stands |
# | `care_with_data` | keeps to the data-protection assessment without reminders, and asks before anything new | needed a reminder; no data left its place | broke a rule on data or access |
# | `working_together` | takes criticism and uses it; helps where it can be seen | works well when asked; criticism changes little | makes the work of others harder |

# %% solution="conduct"
conduct = {
    # reliability (one of: "2", "1", "0")
    "reliability": "",
    # communication (one of: "2", "1", "0")
    "communication": "",
    # care with data (one of: "2", "1", "0")
    "care_with_data": "",
    # working together (one of: "2", "1", "0")
    "working_together": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
conduct = {
    "reliability": "2",
    "communication": "1",
    "care_with_data": "2",
    "working_together": "2",
}
### END SOLUTION

# %% tests="conduct" points=1
# Is a level chosen for each of the four?
from citylab.internship.answers import require as _require

_require("mid-term-review", lambda: conduct, section="conduct")

# %% [markdown] question="half-way"
# ## 6. Where the project stands ([[points]])
#
# In at most 250 words, for a tutor who has not seen the project since week 2: where does it stand, what did the first half show that
# you did not expect, and what do you do differently from now on?
#
# *How it is marked, by your tutor:*
#
# | criterion | 2 | 1 | 0 |
# |---|---|---|---|
# | **State** | the reader knows what exists and what does not, and each statement fits the evidence of part 2 | the state is told, without hold in part 2 at one place | activities in place of a state, or it contradicts part 2 |
# | **What it showed** | one finding that was not expected, and what it means for the question | a finding, without a consequence | none |
# | **What changes** | one thing done differently from now on, with a day on which one will see whether it helps | an intention without a day | all goes on as before |

# %% [markdown] manual="half-way" points=6
# The list runs every morning, on a new export and without a change in the code. On 14 unseen days the forecast announced 11 of 14 exceedances with five false alarms: on course, and too few days to be sure. What does not exist is a test with the people who would use it.
#
# I did not expect that the whole winter holds nine exceedances of the rating. Nobody had counted them. With nine cases no model can be tested, so since 19 February we ask about 90 % of the rating. That makes the list longer and a single alarm worth less. I will say so on the first page of the report.
#
# The control room has not answered my message of 2 March, and I waited a week. From now on I ask in person on the second day. If there is no date for the test by 12 March, Tomasz Hale asks the shift leader; if there is none by 19 March, two planners take the test instead, and the fourth done-means becomes *stopped*.

# %% [markdown] question="talk-about-it"
# ## 7. What your supervisor said, and what you take from it ([[points]])
#
# In at most 150 words: the point of the supervisor's view that helps you most or that you don't share, and what follows. Disagreeing costs nothing. If you
# don't want your supervisor to read this, tell your tutor by telephone instead, and write here that you did.
#
# *How it is marked, by your tutor, who may ask your supervisor whether the meeting took place as told:*
#
# | criterion | 2 | 1 | 0 |
# |---|---|---|---|
# | **Heard** | gives the point fairly, as the supervisor would recognise it | gives it in part | does not give it |
# | **Answered** | says what follows from it, with a day, or why nothing does | a general intention | no answer |
# | **Support** | says what you need from whom for this, and have asked for | says what you need | leaves it out |

# %% [markdown] manual="talk-about-it" points=6
# Tomasz said that I ask good questions two days late. He is right about the control room. I did not want to disturb people on shift, and lost a week by it.
#
# What follows: if something is stuck for a day, I write him two lines before I go home, with what I propose. We agreed on this on 9 March, and look on 23 March whether it worked.
#
# On one point I don't agree. He finds the forecast plausible; I would not say so before it has seen an evening below minus five degrees. We left both sentences in the review. For the interval of so few cases I have asked Dr Adeyemi for half an hour in week 7.
