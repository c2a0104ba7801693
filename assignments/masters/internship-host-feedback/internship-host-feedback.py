# %% [markdown]
# # Host's feedback
#
# **What it is for.** The host tells the programme what to keep and what to mend. It is about us, not about the intern.
#
# **Who fills it in.** The supervisor, in a page that needs neither Jupyter nor an account. The coordinator puts its answers into this notebook.
#
# **Who reads it.** The coordinator. The intern may ask to see it, as everything that is kept about the placement.
#
# **Due** Friday of week 12.
#
# **Time** 10 minutes.
#
# **What happens with it.** The coordinator reads all of them together before the next round, and answers each host within a month: what will change, and what will not.
#
# **Points** [[total]] for a complete form, and 0 % of the intern's mark.

# %% [markdown] question="feedback"
# ## The feedback ([[points]])
#
# | | 3 | 2 | 1 | 0 |
# |---|---|---|---|---|
# | `papers` (handbook, placement brief, learning agreement) | told us all that we needed, when we needed it | told us most; small things had to be asked | left important things open | did not reach us, or did not help |
# | `match` (of intern and task) | could not have been better | was good; skills and task fitted with some learning on the way | made us change the task | did not fit |
# | `support` (by tutor and coordinator) | answered within two working days, and helped | answered, sometimes late | had to be asked again | could not be reached when we needed them |
#
# `support` may also be `not needed`. Don't describe an incident here: `was_reported` is `yes`, or `no`, and then the host telephones today.

# %% solution="feedback"
feedback = {
    # WHO WRITES
    # intern whom you supervised (1 to 20 words)
    "intern": "",
    # organisation (1 to 20 words)
    "host": "",
    # your name (1 to 20 words)
    "supervisor_name": "",
    # your e-mail address at the organisation (e-mail)
    "supervisor_email": "",
    # BEFORE THE FIRST DAY
    # handbook, placement brief and learning agreement (one of: "3", "2", "1", "0")
    "papers": "",
    # the match of intern and task (one of: "3", "2", "1", "0")
    "match": "",
    # DURING THE TWELVE WEEKS
    # your time for the intern, hours a week on average (number of hours)
    "hours_a_week": None,
    # tutor and coordinator (one of: "3", "2", "1", "0", not needed)
    "support": "",
    # what the intern could do already that helped (5 to 120 words)
    "useful_skills": "",
    # what the intern should have been able to do on the first day (5 to 120 words)
    "missing_skills": "",
    # was there an incident with data, safety or conduct that the programme should know of? (True or False)
    "had_incident": None,
    # has the coordinator been told of it? (one of: yes, no; only if had_incident is True)
    "was_reported": "",
    # AFTERWARDS
    # what happens with the result at your organisation (5 to 120 words)
    "use_of_result": "",
    # would you host an intern again? (one of: yes, with changes, no)
    "host_again": "",
    # what would have to change (5 to 150 words; only if host_again is with changes or no)
    "what_to_change": "",
    # may we quote from this page? (one of: with name, without name, no)
    "may_quote": "",
    # SIGNATURE
    # your name, as your signature (1 to 20 words)
    "signed_name": "",
    # date (year-month-day)
    "signed_on": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
feedback = {
    "intern": "Ines Calder",
    "host": "Northgate Networks (fictional)",
    "supervisor_name": "Tomasz Hale",
    "supervisor_email": "tomasz.hale@example.org",
    "papers": "2",
    "match": "3",
    "hours_a_week": 3.5,
    "support": "3",
    "useful_skills": "Time series with gaps, tests, and figures with a title that says something.",
    "missing_skills": "Reading a single-line diagram; we spent the first two days on it.",
    "had_incident": False,
    "use_of_result": "The daily run is in the hands of one of our engineers. In May we decide whether it stays.",
    "host_again": "yes",
    "may_quote": "without name",
    "signed_name": "Tomasz Hale",
    "signed_on": "2027-04-23",
}
### END SOLUTION

# %% tests="feedback" points=1
# Is the form complete, and signed by the person who writes?
from citylab.internship.answers import require as _require

_require("host-feedback", lambda: feedback)
