# %% [markdown]
# # Self-evaluation
#
# **What it is for.** You look at what you can do now that you could not do in week 0, and at what shows it. In an interview you will be asked the same.
#
# **Who reads it.** Your tutor, who marks it. **Your host does not.** The report of your whole internship quotes `hardest` and `next_step`;
# it goes to you, and to nobody else without your agreement. One answer in part 2 is for your tutor alone, and quoted nowhere.
#
# **Due** Friday of week 12.
#
# **Time** 90 minutes, with your learning agreement and your logs at hand.
#
# **What happens with it.** Your tutor talks with you about it for half an hour. A low level costs no points; a level without evidence does.
#
# **Points** [[total]]. Tests mark whether the form is complete; your tutor marks part 3.
#
# **How to fill it in.** Write between the quotation marks; dates are `"2027-04-23"`. Run the cell, then the test below it: it
# names each field that is missing or odd, and what helps.

# %% [markdown] question="outcomes"
# ## 1. Outcomes of the learning agreement ([[points]])
#
# One entry for each outcome, in the words of the learning agreement. The names of the levels are those that employers use for responsibility
# at work (SFIA 9, levels of responsibility 1 to 4); the sentences are ours.
#
# | `before`, `after` | |
# |---|---|
# | `none` | I had not done it |
# | `follow` | I did it by instructions, with somebody looking on |
# | `assist` | I did parts of it by a known way, and asked when it went differently |
# | `apply` | I did it on my own within an agreed frame, reviewed at milestones |
# | `enable` | I chose the way, answered for the result, and showed others |
#
# A level may stay, and it may fall: some notice in week 8 what they did not know in week 0.

# %% solution="outcomes"
outcomes = {
    # outcomes (3 to 8 entries; copy the lines for more)
    "outcome_list": [
        {
            # outcome, as in the learning agreement (4 to 50 words)
            "outcome": "",
            # level before (one of: none, follow, assist, apply, enable)
            "before": "",
            # level after (one of: none, follow, assist, apply, enable)
            "after": "",
            # evidence (6 to 60 words)
            "evidence": "",
        },
        {"outcome": "", "before": "", "after": "", "evidence": ""},
        {"outcome": "", "before": "", "after": "", "evidence": ""},
    ],
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
outcomes = {
    "outcome_list": [
        {
            "outcome": "Clean half-hourly meter readings and report every gap",
            "before": "follow",
            "after": "enable",
            "evidence": "outputs/gaps.csv; Maryam Osei now runs my notebook on each new export",
        },
        {
            "outcome": "Forecast the next day's peak of a substation with its uncertainty",
            "before": "none",
            "after": "apply",
            "evidence": "notebooks/02_forecast.ipynb; 27 of 31 exceedances announced, reviewed in weeks 6 and 8",
        },
        {
            "outcome": "Explain a forecast to engineers who must act on it",
            "before": "follow",
            "after": "assist",
            "evidence": "The talk of 22 April; two questions about frost I could not answer without Tomasz Hale",
        },
    ],
}
### END SOLUTION

# %% tests="outcomes" points=2
# Does each outcome have two levels, and evidence that somebody else could look at?
from citylab.internship.answers import require as _require

_require("self-evaluation", lambda: outcomes, section="outcomes")

# %% [markdown] question="hindsight"
# ## 2. In hindsight, and for your tutor alone ([[points]])
#
# What was hardest, and what comes next. A next step has a day.
#
# `for_tutor` is **optional and has no points**. What should the programme know about this host before it sends the next intern? Work, guidance, hours, how people were treated.
#
# * **Who sees it:** your tutor; the coordinator, without your name, if you agree there. It stands in no report and in no certificate.
# * You may leave it empty. The host does not learn whether you wrote something.
# * Harassment, discrimination, danger or a leak of data: don't wait for this form. Call the person in part 6 of your learning agreement today.
# * Others who use your computer could open this file. If that worries you, leave it empty, and telephone.

# %% solution="hindsight"
hindsight = {
    # filled in on (year-month-day)
    "filled_in_on": "",
    # what was hardest, and what you did about it (20 to 150 words)
    "hardest": "",
    # the next thing that you want to learn, and how (8 to 80 words)
    "next_step": "",
    # by when (year-month-day)
    "next_step_by": "",
    # about the host, for your tutor alone (optional; 1 to 250 words)
    "for_tutor": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
hindsight = {
    "filled_in_on": "2027-04-23",
    "hardest": "Getting a date for the test with the duty managers took four weeks. I wrote three polite messages and waited. In the end I went there at the change of shift with one printed list, and had a date after four minutes.",
    "next_step": "Rare events: work through a chapter on extremes, and test it on the evenings with frost.",
    "next_step_by": "2027-06-30",
    "for_tutor": "Desks are scarce on Mondays, and nobody tells you. The control room takes you seriously only if you come in person. Guidance was good, every Tuesday, and my hours were kept. You may tell the coordinator.",
}
### END SOLUTION

# %% tests="hindsight" points=2
# Is it complete, and does the next step lie ahead?
from citylab.internship.answers import require as _require

_require("self-evaluation", lambda: hindsight, section="hindsight")

# %% [markdown] question="differently"
# ## 3. What you would do differently ([[points]])
#
# In at most 200 words: one decision of yours in these twelve weeks that you would take differently today. Not the largest failure, but the one from which you learned most.
#
# *How it is marked, by your tutor:*
#
# | criterion | 2 | 1 | 0 |
# |---|---|---|---|
# | **The decision** | one decision of yours, with the day and what you knew then | a decision, without what you knew then | something that happened to you |
# | **The cause** | why you took it, beyond lack of time | a cause that fits everybody | no cause |
# | **The consequence** | what you did or will do differently, and how one could see it | an intention | regret |

# %% [markdown] manual="differently" points=6
# On 16 February I began with the forecast, although I had not yet counted the exceedances. I knew that the export of 10 February covered one winter; I had the file open. Counting would have taken an hour. I did it on 18 February, found nine, and two days of work were for nothing.
#
# I did not count because a forecast felt like the real work, and counting like housekeeping. Nobody had told me to hurry. I wanted to have something to show at the first Tuesday meeting.
#
# Since then the first cell of each of my notebooks says how many cases there are of what the question is about, and stops below thirty. It is in `src/evening/readings.py`, with a test. In week 9 it stopped me before the analysis by village, where there were eight, and I changed the sentence in the report before I had written it.
