# %% [markdown]
# # Scoping sheet
#
# **What it is for.** Before you compute anything, you and your host agree what the project is about, who decides something
# with it, and how everybody will know that it is done.
#
# **Who reads it.** Your supervisor, who agrees to it; your tutor, who marks it; in week 6 you yourself, to see what has changed.
#
# **Due** Friday of week 2.
#
# **Time** 3 hours, most of them in talks: with your supervisor, with whoever decides, with whoever holds the data.
#
# **What happens with it.** The mid-term review asks what has changed since, and the final report whether the done-means were met.
# The data-protection assessment begins with your list of data.
#
# **Points** [[total]]. Tests mark whether the form is complete and can be tested; your tutor marks the last question.
#
# **How to fill it in.** Write between the quotation marks; dates are `"2027-02-01"`. Run the cell, then the test below it: it
# names each field that is missing or odd, and what helps. Change the sheet when you know more, and hand it in again until it is due.

# %% [markdown] question="problem"
# ## 1. The problem and the decision ([[points]])
#
# The problem is what hurts today, without a method in it: *crews drive to the loudest caller*, not *there is no neural network*.
# If nobody decides anything with the result, look for another question, with your supervisor, this week.

# %% solution="problem"
problem = {
    # the problem as the host's staff or the people concerned would tell it; no method yet (25 to 120 words)
    "problem": "",
    # the one question that you answer (6 to 40 words)
    "question": "",
    # who decides something with the result: a person or a board, with the office (2 to 20 words)
    "decision_maker": "",
    # what they will decide, and what they would do without you (10 to 80 words)
    "decision": "",
    # day by which they decide; an estimate if no day is set (year-month-day)
    "decided_by": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
problem = {
    "problem": "In four cold weeks of last winter, three transformers in old streets were loaded above their rating in the evening. The control room saw it a day later, in a table. Nobody can say the evening before which of the 40 will be next, so crews drive to the loudest caller.",
    "question": "Which of the 40 transformers will exceed its rating tomorrow evening, and how sure is that?",
    "decision_maker": "Maryam Osei, duty manager of the control room",
    "decision": "Where the two evening crews stand from 16:00. Without a forecast they stand at the depot and leave when somebody calls.",
    "decided_by": "2027-04-30",
}
### END SOLUTION

# %% tests="problem" points=2
# Is there a problem, one question, and somebody who decides?
from citylab.internship.answers import require as _require

_require("scoping-sheet", lambda: problem, section="problem")

# %% [markdown] question="people"
# ## 2. Who gains, and who could lose ([[points]])
#
# A result that moves a crew, a bus or a budget moves it away from somebody. Name groups, and say how.

# %% solution="people"
people = {
    # groups who gain, each with what they gain (list of 1 to 8 texts)
    "who_benefits": ["", ""],
    # groups who could lose or be left out, each with how; nobody is no answer (list of 1 to 8 texts)
    "who_could_lose": ["", ""],
    # with whom you spoke about the problem so far, and who is missing (5 to 60 words)
    "who_was_asked": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
people = {
    "who_benefits": [
        "Homes in old streets: shorter outages on cold evenings",
        "Crews: fewer long drives at night",
    ],
    "who_could_lose": [
        "Villages far from the depot: crews would wait elsewhere",
        "Homes without a smart meter: their load is guessed, so their street may be missed",
    ],
    "who_was_asked": "Two engineers and one crew leader. Residents are missing; the host's customer panel meets on 2 March, and I may ask there.",
}
### END SOLUTION

# %% tests="people" points=2
# Are both lists filled, and does it say with whom you spoke?
from citylab.internship.answers import require as _require

_require("scoping-sheet", lambda: people, section="people")

# %% [markdown] question="data"
# ## 3. The data ([[points]])
#
# One entry for each table, file or interview. A promise is no table: at least one source is in hand or described.
# Data that are or may be about people are not opened before the data-protection assessment is signed, in week 3.
#
# | `personal` | write it if |
# |---|---|
# | `no` | nobody could be recognised in it, also together with other data |
# | `yes` | somebody could |
# | `not_sure` | treat it as personal until the data-protection assessment says otherwise |
#
# | `state` | write it if |
# |---|---|
# | `in_hand` | you have opened it, and it is not about people |
# | `described` | you have the list of its columns, and wait for the data-protection assessment |
# | `promised` | somebody promised it |
# | `to_collect` | it must be collected |
#
# For the last three say in `available_on` by when you have it.

# %% solution="data"
data = {
    # each table, file or interview that you need (1 to 12 entries; copy the lines for more)
    "sources": [
        {
            # what it is called (1 to 12 words)
            "name": "",
            # who gives it, from which system or page (2 to 30 words)
            "source": "",
            # licence, or who permits which use; in writing or by word of mouth (2 to 30 words)
            "permission": "",
            # whether a person could be recognised in it, also together with other data (one of: no, yes, not_sure)
            "personal": "",
            # where it is now (one of: in_hand, described, promised, to_collect)
            "state": "",
            # only if state is described or promised or to_collect: day on which you have it, if it is not in hand
            # (year-month-day)
            "available_on": "",
        },
    ],
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
data = {
    "sources": [
        {
            "name": "Transformer readings",
            "source": "Northgate's monitoring system, export of 10 February",
            "permission": "In writing by Maryam Osei, for this project only",
            "personal": "no",
            "state": "in_hand",
        },
        {
            "name": "Smart-meter half hours",
            "source": "Northgate's meter team, 312 homes",
            "permission": "Promised by word of mouth; the officer decides",
            "personal": "yes",
            "state": "promised",
            "available_on": "2027-02-22",
        },
        {
            "name": "Weather forecasts",
            "source": "National weather service, public archive",
            "permission": "Open licence of the service, to be named in the report",
            "personal": "no",
            "state": "in_hand",
        },
    ],
}
### END SOLUTION

# %% tests="data" points=3
# Does each source have a permission, and can work begin without data about people?
from citylab.internship.answers import require as _require

_require("scoping-sheet", lambda: data, section="data", beside=[lambda: problem])

# %% [markdown] question="done"
# ## 4. When it is done, and how far you go ([[points]])
#
# A done-means is a statement that somebody else can test at the end, and find true or false. *A better forecast* can't be tested.
# *At least 8 of 10 exceedances are announced the evening before, on 28 days that the model has not seen* can. The three levels
# differ in what is delivered; the lowest is still useful to the host.

# %% solution="done"
done = {
    # statements that somebody else can test as true or false at the end (list of 3 to 8 texts)
    "done_means": ["", "", ""],
    # the least that is still useful; reachable by week 8 (6 to 50 words)
    "level_minimum": "",
    # what you aim at (6 to 50 words)
    "level_target": "",
    # what you do if all goes well; nobody counts on it (6 to 50 words)
    "level_stretch": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
done = {
    "done_means": [
        "For 28 days that the model has not seen, at least 8 of 10 exceedances are announced the evening before",
        "At most 3 false alarms a week in the same 28 days",
        "The notebook runs on a new export in under 10 minutes, without a change in the code",
        "A duty manager who has not seen it before reads the list and names the street, in a test with 2 people",
    ],
    "level_minimum": "A list of the ten transformers with the highest load yesterday, with gaps marked, every morning by itself.",
    "level_target": "A forecast for tomorrow evening for each transformer, with a range, tested on 28 unseen days.",
    "level_stretch": "The same with the place of each crew proposed, compared with what the duty manager chose.",
}
### END SOLUTION

# %% tests="done" points=3
# Can each statement be tested, and do the three levels differ?
from citylab.internship.answers import require as _require

_require("scoping-sheet", lambda: done, section="done")

# %% [markdown] question="limits"
# ## 5. What is left out, and what could go wrong ([[points]])
#
# What you leave out, you say now. `likelihood` and `effect` are `low`, `medium` or `high`.

# %% solution="limits"
limits = {
    # what you do not do, though somebody might expect it (list of 2 to 8 texts)
    "left_out": ["", ""],
    # what could go wrong with the project (2 to 8 entries; copy the lines for more)
    "risks": [
        {
            # what could happen (3 to 30 words)
            "risk": "",
            # how likely (one of: low, medium, high)
            "likelihood": "",
            # how bad (one of: low, medium, high)
            "effect": "",
            # what you do about it, and when you look again (4 to 40 words)
            "answer": "",
        },
        {"risk": "", "likelihood": "", "effect": "", "answer": ""},
    ],
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
limits = {
    "left_out": [
        "No forecast for single homes",
        "No automatic switching: people decide",
        "Nothing about voltage",
    ],
    "risks": [
        {
            "risk": "Meter data come late or not at all",
            "likelihood": "medium",
            "effect": "high",
            "answer": "Begin with transformer readings alone; decide on 22 February",
        },
        {
            "risk": "Only nine exceedances in the data, too few to test",
            "likelihood": "high",
            "effect": "medium",
            "answer": "Count them in week 2; use 90 % of the rating as a second threshold",
        },
        {
            "risk": "Crews read the list as a promise",
            "likelihood": "medium",
            "effect": "medium",
            "answer": "Show the range, and try the list with a crew leader in week 6",
        },
    ],
}
### END SOLUTION

# %% tests="limits" points=2
# Are there limits, and an answer to each risk?
from citylab.internship.answers import require as _require

_require("scoping-sheet", lambda: limits, section="limits")

# %% [markdown] question="start"
# ## 6. The first step, and who agreed ([[points]])
#
# The first step takes a day at most, and shows whether the data hold what you think.

# %% solution="start"
start = {
    # what you do first, with which file or person; it takes a day at most (6 to 50 words)
    "first_step": "",
    # day on which you take it (year-month-day)
    "first_step_on": "",
    # who at the host agreed to this sheet (2 to 15 words)
    "agreed_with": "",
    # day on which they agreed (year-month-day)
    "agreed_on": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
start = {
    "first_step": "Count exceedances and gaps in the export of 10 February, and show the table to Tomasz Hale.",
    "first_step_on": "2027-02-15",
    "agreed_with": "Tomasz Hale, supervisor",
    "agreed_on": "2027-02-12",
}
### END SOLUTION

# %% tests="start" points=2
# Is there a first step before the decision, do the data come in time, and has somebody agreed?
from citylab.internship.answers import require as _require

_require("scoping-sheet", lambda: start, section="start", beside=[lambda: problem, lambda: data])

# %% [markdown] question="defend"
# ## 7. Defend it ([[points]])
#
# Your supervisor asks: *Why this question and no other, and when would you stop?* Answer in at most 220 words.
#
# *How it is marked, by your tutor:*
#
# | criterion | 2 | 1 | 0 |
# |---|---|---|---|
# | **Decision** | says which decision changes, and why another question of the host was put aside | says which decision changes | says what will be computed |
# | **People** | takes the strongest concern of somebody who could lose, and says what you do about it | names the concern | leaves it out |
# | **Stopping** | gives a finding and a day on which you would stop or change the question | gives one of the two | gives neither |

# %% [markdown] manual="defend" points=6
# The host also asked for a map of all faults since 2015. It would be pretty, and nobody could say what would be done differently with it. Where two crews stand at 16:00 is decided every evening, today without any help; a list that is right 8 times of 10 changes that.
#
# The strongest concern came from the crew leader: villages far from the depot have few alarms, because few homes there have smart meters, so a list would draw crews away from them for good. I will report the error for villages and for the town separately, and the duty manager has agreed that one crew never stands further than 30 minutes from the villages.
#
# I count exceedances on 15 February. If there are fewer than eight in the whole winter, no model can be tested on them. Then, on 19 February, we change the question to 90 % of the rating, which Tomasz Hale would find almost as useful. If meter data are refused on 22 February, I go on with transformer readings alone and say so on the first page.
