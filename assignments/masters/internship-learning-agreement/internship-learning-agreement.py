# %% [markdown]
# # Learning agreement
#
# **What it is for.** Intern, host and university write down what they promise each other, while all three can still say no.
# Most trouble in internships comes from something that nobody had said before the first day.
#
# **Who reads it.** Your supervisor and your tutor, who sign it, and the coordinator, who keeps it.
#
# **Due** Friday of week 0: the week before your first day at the host.
#
# **Time** 75 minutes, and a talk with the host of half an hour.
#
# **What happens with it.** Until it is complete you do not begin: insurance may not hold before. In week 6 you read it
# again with your supervisor. It lies with your records, and goes with them when you ask for that.
#
# **Points** [[total]]. Tests mark whether the form is complete and free of contradictions; your tutor marks the last question.
#
# **How to fill it in.**
#
# * Write between the quotation marks. Dates are `"2027-02-01"`: year, month, day. Numbers, `True` and `False` stand without quotation marks.
# * Run the cell, then the test below it. It names each field that is missing or odd, and what helps. A silent test is content.
# * Run the cell again after each change, and then its test. *Run all* stops at the first message.
# * Ask for what you do not know. `"to do"` is refused, and so is an example text.
# * This form is no contract of employment and no legal advice. Where your university or host has its own contract, that one holds; write here what it says.

# %% [markdown] question="parties"
# ## 1. Who agrees ([[points]])
#
# The supervisor gives you work and time every week. The tutor marks your documents, and is the person outside the host
# to whom you can turn. They are two people. If two people supervise you, one signs, and the other is the `deputy` of part 4.

# %% solution="parties"
parties = {
    # name of the intern (1 to 20 words)
    "intern": "",
    # e-mail address of the intern
    "intern_email": "",
    # name of the host organisation (1 to 15 words)
    "host": "",
    # name of the supervisor at the host; of two, the one who signs (1 to 20 words)
    "supervisor": "",
    # e-mail address of the supervisor
    "supervisor_email": "",
    # name of the academic tutor (1 to 20 words)
    "tutor": "",
    # e-mail address of the tutor
    "tutor_email": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
parties = {
    "intern": "Ines Calder",
    "intern_email": "ines.calder@example.org",
    "host": "Northgate Networks (fictional)",
    "supervisor": "Tomasz Hale",
    "supervisor_email": "tomasz.hale@example.org",
    "tutor": "Dr Ruth Adeyemi",
    "tutor_email": "ruth.adeyemi@example.org",
}
### END SOLUTION

# %% tests="parties" points=1
# Is it complete? Each line of the message names a field and what helps.
from citylab.internship.answers import require as _require

_require("learning-agreement", lambda: parties, section="parties")

# %% [markdown] question="working-time"
# ## 2. When and where you work ([[points]])
#
# Twelve weeks, from a Monday to a day in the twelfth week; if that Monday is a holiday, give it all the same. Fewer hours a week are
# fine. Does it take longer, because of fewer hours or of weeks in which the host is closed, then ask the coordinator, and fill in `later_end`.
#
# Hours are limited by the law of the country where you work, which need not be that of the host:
#
# | `country` | where you work | hours a week at most | where that is written |
# |---|---|--:|---|
# | `gb` | Great Britain | 48 on average | Working Time Regulations 1998, regulation 4 |
# | `cn` | China | 44 on average; the standard week has 40 | Labour Law (1994), article 36; State Council Order 174 (1995), article 3 |
# | `de` | Germany | 48 on average | Arbeitszeitgesetz, section 3 |
# | `sg` | Singapore | 44 | Employment Act 1968, Part 4, for those it covers |
# | `other` | another country, or Northern Ireland, which has its own regulations | 48 is our own limit | ask the host |
#
# These are limits and no advice: 30 to 37 hours leave room for your log and for rest. Under 18 the limits are lower. A visa may
# allow fewer hours; ask the international office of your university.

# %% solution="working-time"
working_time = {
    # country where you work; its law limits the hours (one of: gb, cn, de, sg, other)
    "country": "",
    # address of the place of work; if all is remote, the town and country where you work (1 to 30 words)
    "place": "",
    # first day at the host, a Monday (year-month-day)
    "first_day": "",
    # last day, in the twelfth week (year-month-day)
    "last_day": "",
    # only if the last day is after the twelfth week: why, and what the coordinator agreed to (optional; 6 to 80 words)
    "later_end": "",
    # working hours a week, without breaks (number of hours)
    "hours_per_week": None,
    # working days a week (number of days)
    "days_per_week": None,
    # of these, days away from the host; 0 if none (number of days)
    "remote_days_per_week": None,
    # rules for days away from the host: where, reachable when, with which computer (3 to 80 words)
    "remote_rules": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
working_time = {
    "country": "gb",
    "place": "Control room, 4 Weir Lane, Northgate",
    "first_day": "2027-02-01",
    "last_day": "2027-04-23",
    "hours_per_week": 35,
    "days_per_week": 5,
    "remote_days_per_week": 1,
    "remote_rules": "Wednesdays at home, on the host's laptop, reachable by telephone from 9:30 to 16:00; no customer data leave the office.",
}
### END SOLUTION

# %% tests="working-time" points=3
# Is it complete, twelve weeks long, and within the hours of the law?
from citylab.internship.answers import require as _require

_require("learning-agreement", lambda: working_time, section="working_time")

# %% [markdown] question="aims"
# ## 3. What you learn ([[points]])
#
# Three to five outcomes. Say what you will be *able to do*, beginning with a verb that somebody can watch (forecast, explain,
# publish; *understand* and *know* are refused), what will show it, and by which week. You come back to these in week 6 and in week 12.

# %% solution="aims"
aims = {
    # three to five things you will be able to do, each with the evidence (3 to 5 entries; copy the lines for more)
    "outcomes": [
        {
            # what you will be able to do; begin with a verb (4 to 40 words)
            "able_to": "",
            # what shows it: a file, a test, a talk, a person who saw it (3 to 40 words)
            "evidence": "",
            # week by which it is there (number)
            "by_week": None,
        },
        {"able_to": "", "evidence": "", "by_week": None},
        {"able_to": "", "evidence": "", "by_week": None},
    ],
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
aims = {
    "outcomes": [
        {
            "able_to": "Clean half-hourly meter readings and report every gap",
            "evidence": "A notebook with tests, read by Tomasz Hale",
            "by_week": 4,
        },
        {
            "able_to": "Forecast the next day's peak of a substation with its uncertainty",
            "evidence": "The errors of four weeks that the model had not seen",
            "by_week": 8,
        },
        {
            "able_to": "Explain a forecast to engineers who must act on it",
            "evidence": "A talk in the control room, and a sheet of their questions",
            "by_week": 12,
        },
    ],
}
### END SOLUTION

# %% tests="aims" points=2
# Are there at least three outcomes, each with evidence and a week?
from citylab.internship.answers import require as _require

_require("learning-agreement", lambda: aims, section="aims")

# %% [markdown] question="supervision"
# ## 4. How you are supervised ([[points]])
#
# A meeting each week, in the calendar of both before you begin, with somebody who stands in when the supervisor is away.

# %% solution="supervision"
supervision = {
    # first meeting with the supervisor (year-month-day)
    "first_meeting": "",
    # weekday of the weekly meeting (one of: monday, tuesday, wednesday, thursday, friday, saturday, sunday)
    "meeting_weekday": "",
    # minutes of the weekly meeting (number of minutes)
    "meeting_minutes": None,
    # who stands in when the supervisor is away (1 to 20 words)
    "deputy": "",
    # how often you and the tutor speak, and who begins (5 to 60 words)
    "tutor_contact": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
supervision = {
    "first_meeting": "2027-02-01",
    "meeting_weekday": "tuesday",
    "meeting_minutes": 45,
    "deputy": "Maryam Osei",
    "tutor_contact": "A call of twenty minutes every second Thursday; Ines Calder begins, and writes earlier if something is stuck.",
}
### END SOLUTION

# %% tests="supervision" points=2
# Is it complete, and is the first meeting in the first week?
from citylab.internship.answers import require as _require

_require(
    "learning-agreement", lambda: supervision, section="supervision",
    beside=[lambda: working_time],
)

# %% [markdown] question="safeguards"
# ## 5. What was checked and agreed ([[points]])
#
# Insurance, right to work and risks each have a person who checked them, before the first day. Whether a minimum wage is owed depends on country and course:
# the placements office of your university knows. *Adjustments* are changes for a disability, for health, care duties or faith;
# you need not give reasons here, and you may write that you were asked and need none. `ownership` and `images_consent` are choices:
#
# | `ownership` | who owns what you write |
# |---|---|
# | `intern` | you |
# | `host` | the host |
# | `university` | the university |
# | `shared` | as you say in `ownership_terms` |
#
# | `images_consent` | may the host publish your name or photograph? |
# |---|---|
# | `no` | no |
# | `name` | the name only |
# | `name_and_photograph` | both |
# | `ask` | it asks each time |

# %% solution="safeguards"
safeguards = {
    # who confirmed that you are insured for accident and liability at the host (2 to 25 words)
    "insurance_confirmed_by": "",
    # day of that confirmation (year-month-day)
    "insurance_confirmed_on": "",
    # who checked that you may work there: visa, permit, or that none is needed (2 to 25 words)
    "right_to_work_checked_by": "",
    # what you are paid or given for costs, by whom; if nothing, who checked that no wage is owed (3 to 60 words)
    "pay": "",
    # who at the host looked at risks to your health and safety, also on days away (2 to 25 words)
    "risk_assessment_by": "",
    # adjustments that you need and that were agreed; or that you were asked and need none (2 to 80 words)
    "adjustments": "",
    # days off, whom you tell when you are ill, and how each side can end this early (6 to 100 words)
    "absence_and_ending": "",
    # what you may not tell, to whom, and for how long (4 to 100 words)
    "confidentiality": "",
    # who owns code and text that you write (one of: intern, host, university, shared)
    "ownership": "",
    # who may use your work for what, under which licence (4 to 100 words)
    "ownership_terms": "",
    # whether you may show your work, without secrets, in your portfolio and to the university (True or False)
    "portfolio_allowed": None,
    # whether the host may publish your name or photograph; you may refuse (one of: no, name, name_and_photograph,
    # ask)
    "images_consent": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
safeguards = {
    "insurance_confirmed_by": "Placements office of the university, by letter",
    "insurance_confirmed_on": "2027-01-11",
    "right_to_work_checked_by": "Personnel office of the host: none needed",
    "pay": "Travel and lunch, by the host; the placements office checked that no wage is owed.",
    "risk_assessment_by": "Maryam Osei, safety officer of the host",
    "adjustments": "A second screen and a quiet room after lunch; asked on 12 January.",
    "absence_and_ending": "Five days off; when ill, a call to Tomasz Hale before nine. Each side can end it after a talk with Dr Adeyemi, with a week's notice.",
    "confidentiality": "Names of customers and the position of faults stay inside the host for good; everything else may be told once Tomasz Hale has read it.",
    "ownership": "shared",
    "ownership_terms": "Code is published under BSD-3-Clause after the host has looked for secrets; the host may use everything without limit.",
    "portfolio_allowed": True,
    "images_consent": "name",
}
### END SOLUTION

# %% tests="safeguards" points=2
# Is everything checked by somebody, and agreed?
from citylab.internship.answers import require as _require

_require(
    "learning-agreement", lambda: safeguards, section="safeguards",
    beside=[lambda: working_time],
)

# %% [markdown] question="whom-to-call"
# ## 6. Whom to call when it goes wrong ([[points]])
#
# At least one person for each of: `accident` (also illness), `conflict` (about the work), `harassment` (also discrimination),
# `data` (lost or leaked). For conflict and harassment this is not your supervisor, who may be part of it.

# %% solution="whom-to-call"
whom_to_call = {
    # a person for each kind of trouble (4 to 8 entries; copy the lines for more)
    "contacts": [
        {
            # kind of trouble (one of: accident, conflict, harassment, data, other)
            "trouble": "",
            # who is called (1 to 15 words)
            "person": "",
            # telephone number or e-mail address, and when (1 to 25 words)
            "reach": "",
        },
        {"trouble": "", "person": "", "reach": ""},
        {"trouble": "", "person": "", "reach": ""},
        {"trouble": "", "person": "", "reach": ""},
    ],
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
whom_to_call = {
    "contacts": [
        {
            "trouble": "accident",
            "person": "Maryam Osei, safety officer",
            "reach": "0161 496 0001, day and night",
        },
        {
            "trouble": "conflict",
            "person": "Dr Ruth Adeyemi, tutor",
            "reach": "ruth.adeyemi@example.org, answers within a day",
        },
        {
            "trouble": "harassment",
            "person": "Equality office of the university",
            "reach": "equality@example.org, or in room 2.14",
        },
        {
            "trouble": "data",
            "person": "Data protection officer of the host",
            "reach": "0161 496 0002, at once",
        },
    ],
}
### END SOLUTION

# %% tests="whom-to-call" points=2
# Is somebody named for each kind of trouble?
from citylab.internship.answers import require as _require

_require(
    "learning-agreement", lambda: whom_to_call, section="whom_to_call",
    beside=[lambda: parties],
)

# %% [markdown] question="expectations"
# ## 7. What you expect, and what you give ([[points]])
#
# In at most 200 words: what do you hope to take away from these twelve weeks, what can the host expect of you, and what
# would tell you, by week 4, that something is going wrong?
#
# *How it is marked, by your tutor:*
#
# | criterion | 2 | 1 | 0 |
# |---|---|---|---|
# | **Aim** | names something you cannot do today, and why it matters to you or to the field | names something, without a reason | a list of topics, or nothing |
# | **Give and take** | names something that the host gets (more than effort), and what you need for it | names one of the two | effort alone, or nothing |
# | **Early warning** | names a sign that could be seen by week 4, and whom you would tell | names a sign or a person | names neither |

# %% [markdown] manual="expectations" points=6
# I can fit a line through tidy data. I cannot yet tell an engineer how sure I am, and decisions about cables hang on that. By April I want to have been wrong in front of people who know better, and to have learned how they noticed.
#
# Northgate gets a forecast that its own staff can run, a list of every gap in the readings, and my questions. For that I need the readings by the second week, Tomasz Hale on Tuesdays, and an hour with the two engineers who will use it.
#
# If by week 4 I have no readings, or nobody from the control room has seen a picture of mine, we are building something for nobody. Then I tell Tomasz Hale on the Tuesday, and Dr Adeyemi the Thursday after, with a proposal to use the public data instead.

# %% [markdown] question="signatures"
# ## 8. Signatures ([[points]])
#
# Three people: you and the supervisor, in either order, then the tutor, who reads all of it last. A typed name counts here; the signed
# paper or PDF stays with your university. Nobody signs for somebody else.

# %% solution="signatures"
signatures = {
    # typed name of the intern (1 to 20 words)
    "intern_signature": "",
    # day on which the intern signed (year-month-day)
    "intern_signed_on": "",
    # typed name of the supervisor (1 to 20 words)
    "supervisor_signature": "",
    # day on which the supervisor signed (year-month-day)
    "supervisor_signed_on": "",
    # typed name of the tutor, who signs last (1 to 20 words)
    "tutor_signature": "",
    # day on which the tutor signed (year-month-day)
    "tutor_signed_on": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
signatures = {
    "intern_signature": "Ines Calder",
    "intern_signed_on": "2027-01-18",
    "supervisor_signature": "Tomasz Hale",
    "supervisor_signed_on": "2027-01-20",
    "tutor_signature": "Dr Ruth Adeyemi",
    "tutor_signed_on": "2027-01-22",
}
### END SOLUTION

# %% tests="signatures" points=2
# Have the three people of part 1 signed, the tutor last, before the first day?
from citylab.internship.answers import require as _require

_require(
    "learning-agreement", lambda: signatures, section="signatures",
    beside=[lambda: parties, lambda: working_time],
)
