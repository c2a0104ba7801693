# %% [markdown]
# # Supervisor's evaluation
#
# **What it is for.** The person at the host who saw the work says how it was done, in eight criteria with stated levels, and with examples.
#
# **Who fills it in.** The supervisor named in the learning agreement, in a page that needs neither Jupyter nor an account. The coordinator puts its answers
# into this notebook. An evaluation by somebody else is not taken in.
#
# **Who reads it.** The academic tutor, the coordinator, and the intern, who may read all of it. What the intern should not read is told to the tutor by telephone.
#
# **Due** Friday of week 12.
#
# **Time** 25 minutes, and a talk of half an hour with the intern.
#
# **What happens with it.** The levels are the points. The tutor reads the examples beside them. With a conflict of interest, or where
# levels and examples do not fit, the tutor calls before the mark stands. The intern may dispute it.
#
# **Points** [[total]], from the levels of the eight criteria.

# %% [markdown] question="evaluation"
# ## The evaluation ([[points]])
#
# **Who writes about whom.** A conflict of interest is kinship, a friendship, a business of the two of you, or a job that hangs on this evaluation. It excludes
# nobody, but it must be known.
#
# **What you saw.** One situation that went well, and one to work on: what the intern did, and what came of it. If you choose a `"0"`, say what happened.
#
# **All in all.** `overall_level` is `outstanding` (what we hope for from an experienced colleague), `good` (what we hope for from an intern), `sufficient` (with more guidance than
# planned) or `insufficient` (the aims of the placement were missed). `discussed` with the intern is `yes`, `not yet` (I will by the last day) or `not possible`.
#
# **Signature.** The same name as above. With it the supervisor says that this is her or his own judgement, and true to the best of her or his knowledge.
#
# **Levels.** Judge each criterion for itself, over all twelve weeks and not only the last ones. Choose by the words. `"not seen"` is allowed for two of them.
# Agreed absences, fewer hours and agreed adjustments lower no level; nor do accent, slips of language, or manner. If the host's own plans changed, usefulness is judged as if they had not.
#
# *How it is marked: each level is worth its number, so that eight times 3 are 24 points; what was not seen counts as the mean of the others. A form with gaps gets no points.*
#
# | | 3 | 2 | 1 | 0 |
# |---|---|---|---|---|
# | `reliability` | did what was agreed, on the agreed day; said early, with a new date, when something slipped | mostly kept agreements; a delay came to light on the day or shortly before | several agreements slipped, and others had to ask where things stood | agreements were not kept, or the intern was away without a word |
# | `understanding` | found out what the people concerned need, and made the question better | worked on the right question, and could say who decides with the result | needed the question explained again, or lost sight of who would use the result | worked on another question than the one agreed |
# | `quality` | results were checked in a second way before others saw them; colleagues can run and change the work | results held when we checked them; slips were small and were mended | we found errors that changed a result | the work could not be used, or nobody else could run it |
# | `care_with_data` | kept the rules without reminders, and raised a risk early, or showed why there was none | kept the rules for data and access | had to be reminded of a rule; no harm was done | broke a rule on data or access |
# | `independence` | chose sensible next steps, and came with a question and a proposal at the right moment | worked alone for days within the agreed frame, and asked when stuck | waited to be told the next step, or was stuck for long before asking | did not move on without instructions for each step |
# | `communication` | explained results and their doubt so that people outside the team could act on them | explained results clearly to the team; notes were complete | others had to ask back to understand; notes had gaps | results or problems were not told |
# | `working_together` | helped others or brought people together; asked for criticism and used it | worked well with colleagues, and accepted criticism | worked mostly beside the team, though there was occasion; criticism changed little | made the work of others harder |
# | `usefulness` | we use it, or could use it as it is | ready for use after small changes | parts are of use; we would have to do more work first | we cannot use it |

# %% solution="evaluation"
evaluation = {
    # WHO WRITES ABOUT WHOM
    # intern (1 to 20 words)
    "intern": "",
    # organisation (1 to 20 words)
    "host": "",
    # your name (1 to 20 words)
    "supervisor_name": "",
    # your e-mail address at the organisation (e-mail)
    "supervisor_email": "",
    # how often did the two of you speak about the work? (one of: several times a week, every week, every two weeks,
    # less often)
    "how_often_met": "",
    # is there a conflict of interest? (True or False)
    "has_conflict": None,
    # the conflict of interest, in a sentence (4 to 100 words; only if has_conflict is True)
    "conflict": "",
    # EIGHT CRITERIA
    # reliability (one of: "3", "2", "1", "0", not seen)
    "reliability": "",
    # understanding the problem (one of: "3", "2", "1", "0", not seen)
    "understanding": "",
    # quality of the work (one of: "3", "2", "1", "0", not seen)
    "quality": "",
    # care with data (one of: "3", "2", "1", "0", not seen)
    "care_with_data": "",
    # independence (one of: "3", "2", "1", "0", not seen)
    "independence": "",
    # communication (one of: "3", "2", "1", "0", not seen)
    "communication": "",
    # working together (one of: "3", "2", "1", "0", not seen)
    "working_together": "",
    # usefulness of the result (one of: "3", "2", "1", "0", not seen)
    "usefulness": "",
    # WHAT YOU SAW
    # something that went well (15 to 200 words)
    "strength": "",
    # something to work on (15 to 200 words)
    "to_work_on": "",
    # what happened, where you chose the lowest sentence (optional; 10 to 200 words)
    "reason_for_none": "",
    # ALL IN ALL
    # all in all, the intern's work was (one of: outstanding, good, sufficient, insufficient)
    "overall_level": "",
    # would you work with the intern again? (optional; one of: yes, in another role, no)
    "work_again": "",
    # have you gone through this with the intern? (one of: yes, not yet, not possible)
    "discussed": "",
    # SIGNATURE
    # your name, as your signature (1 to 20 words)
    "signed_name": "",
    # date (year-month-day)
    "signed_on": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
evaluation = {
    "intern": "Ines Calder",
    "host": "Northgate Networks (fictional)",
    "supervisor_name": "Tomasz Hale",
    "supervisor_email": "tomasz.hale@example.org",
    "how_often_met": "every week",
    "has_conflict": False,
    "reliability": "3",
    "understanding": "3",
    "quality": "3",
    "care_with_data": "3",
    "independence": "3",
    "communication": "3",
    "working_together": "3",
    "usefulness": "not seen",
    "strength": "In week 4 Ines found that three meters reported in local time and the others in UTC. She showed it to the metering team with one figure, and they mended the clocks within a week.",
    "to_work_on": "In week 5 she waited three days for an answer from the control room before she told me. Next time I would like to hear of it on the same day.",
    "overall_level": "good",
    "work_again": "yes",
    "discussed": "yes",
    "signed_name": "Tomasz Hale",
    "signed_on": "2027-04-23",
}
### END SOLUTION

# %% tests="evaluation" points=24
# Is the form complete, and signed by the person who writes? Then its levels are the points.
from citylab.internship.answers import require as _require

_require("supervisor-evaluation", lambda: evaluation)
### BEGIN HIDDEN TESTS
from citylab.internship.rules.supervisor_evaluation import share as _share

round(24 * _share(evaluation), 2)
### END HIDDEN TESTS
