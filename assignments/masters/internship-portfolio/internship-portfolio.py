# %% [markdown]
# # Portfolio
#
# **What it is for.** The project that you leave behind, in a state that a stranger can run without you. It is what you show when you look
# for work, and what the host has in its hands when you are gone.
#
# **Who reads it.** Your tutor, who marks it with the project open beside; the host; whoever the host allows.
#
# **Due** Friday of week 11. The data-protection assessment must be in before.
#
# **Time** 2 hours for this notebook, once the project is finished. Run the check in week 9 for the first time, not on the last day.
#
# **What happens with it.** The programme runs the same check on the project that you hand in. Its verdict, not the pasted one, decides in case of doubt.
#
# **Points** [[total]]. Tests mark whether the form is complete and fits together; your tutor opens the project and marks the last two questions.
#
# **How to fill it in.** Write between the quotation marks; dates are `"2027-04-14"`. Run the cell, then the test below it: it
# names each field that is missing or odd, and what helps. The project itself goes into a folder beside this notebook, or to an address.

# %% [markdown] question="project"
# ## 1. The project ([[points]])
#
# The same facts as in `portfolio.toml`. Paths begin in the project's folder and have `/` between their parts: `notebooks/01_read.ipynb`. Outputs
# lie in `outputs/`. For the licence write one of `BSD-3-Clause`, `BSD-2-Clause`, `MIT`, `ISC`, `Apache-2.0`, or `other`. The host says which one it wants.

# %% solution="project"
project = {
    # title (2 to 20 words)
    "project_title": "",
    # where it lies (1 to 30 words)
    "place": "",
    # licence of the code (one of: bsd-3-clause, bsd-2-clause, mit, isc, apache-2.0, other)
    "licence": "",
    # other licence (1 to 40 words; only if licence is other)
    "other_licence": "",
    # notebooks, in the order in which they run (1 to 20 entries, each 1 to 30 words; add lines for more)
    "notebooks": [
        "",
    ],
    # outputs that the notebooks write (1 to 30 entries, each 1 to 30 words; add lines for more)
    "outputs": [
        "",
    ],
    # data statement, in short (25 to 250 words)
    "data_statement": "",
    # does the project hold data about identifiable people? (True or False)
    "has_personal_data": None,
    # who allowed it, when, and who may open it (6 to 60 words; only if has_personal_data is True)
    "personal_data_allowed_by": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
project = {
    "project_title": "Which transformers are overloaded tomorrow evening",
    "place": "The folder tomorrow-evening, handed in beside this notebook",
    "licence": "BSD-3-Clause",
    "notebooks": [
        "notebooks/01_read.ipynb",
        "notebooks/02_forecast.ipynb",
    ],
    "outputs": [
        "outputs/gaps.csv",
        "outputs/alarms.csv",
    ],
    "data_statement": "data/readings.csv: half-hourly load of 40 transformers, made up for the portfolio with the pattern of the real ones, winter 2026/27, in kW, CC0. data/weather.csv: hourly temperature of a typical winter, in °C, with its licence in DATA.md. Nothing in them is about a person; the host's readings stay with the host.",
    "has_personal_data": False,
}
### END SOLUTION

# %% tests="project" points=3
# Are all facts there, and do the paths stay in the project?
from citylab.internship.answers import require as _require

_require("portfolio", lambda: project, section="project")

# %% [markdown] question="verification"
# ## 2. The reproducibility check ([[points]])
#
# Run `citylab internship verify PROJECT` in a terminal. It installs from your lock, runs the notebooks from top to bottom without a network, compares the
# outputs, and looks at licence, data statement, README and tests. Paste all that it prints between three quotation marks: `"findings": """…"""`.
#
# A verdict counts for the state on which it was reached, so it is not older than the last change. If it is `refused` and you could not mend it, say why: the
# form is complete with an honest reason, too.

# %% solution="verification"
verification = {
    # the command, as you typed it (3 to 30 words)
    "command": "",
    # project last changed on (year-month-day)
    "last_changed_on": "",
    # verified on (year-month-day)
    "verified_on": "",
    # verdict (one of: accepted, refused)
    "verdict": "",
    # list of findings (20 to 1500 words)
    "findings": "",
    # what is not mended, and why (15 to 150 words; only if verdict is refused)
    "why_refused": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
verification = {
    "command": "citylab internship verify tomorrow-evening",
    "last_changed_on": "2027-04-13",
    "verified_on": "2027-04-14",
    "verdict": "accepted",
    "findings": """folder       ok   31 files, 0.4 MB
readme       ok   all 5 sections are written
licence      ok   BSD-3-Clause, in LICENSE, portfolio.toml and pyproject.toml
data         ok   DATA.md accounts for every file in data/: 3
notebooks    ok   2 notebooks with 27 code cells
paths        ok   no path of one computer in the code
secrets      ok   nothing looks like a password, token or key
lock         ok   41 packages, each with its hashes
run          ok   2 notebooks ran from top to bottom
outputs      ok   outputs/gaps.csv and outputs/alarms.csv: as handed in
tests        ok   14 passed
accepted; 74 s""",
}
### END SOLUTION

# %% tests="verification" points=2
# Is it the right command, and does the verdict fit the findings and the days?
from citylab.internship.answers import require as _require

_require("portfolio", lambda: verification, section="verification")

# %% [markdown] question="contribution"
# ## 3. Who did what ([[points]])
#
# Being clear about the work of others costs nothing. Hiding it does: the rules of your university on academic honesty apply. Name the starter, the data,
# colleagues' code, and what a writing or coding assistant gave you.

# %% solution="contribution"
contribution = {
    # what I made (1 to 10 entries; copy the lines for more)
    "my_parts": [
        {
            # file or folder (1 to 20 words)
            "part": "",
            # what I did (4 to 40 words)
            "i_did": "",
        },
    ],
    # what others made (1 to 10 entries; copy the lines for more)
    "parts_of_others": [
        {
            # file or folder (1 to 20 words)
            "part": "",
            # whose, and under which licence or permission (2 to 30 words)
            "whose": "",
        },
    ],
    # help by people or programs that write (3 to 100 words)
    "assistance": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
contribution = {
    "my_parts": [
        {
            "part": "src/evening/forecast.py",
            "i_did": "Wrote the forecast and its range",
        },
        {
            "part": "notebooks/",
            "i_did": "Wrote both notebooks and the texts in them",
        },
        {
            "part": "tests/test_forecast.py",
            "i_did": "Added nine tests to the five of the starter",
        },
    ],
    "parts_of_others": [
        {
            "part": "pyproject.toml and requirements.lock",
            "whose": "The course's starter project, BSD-3-Clause",
        },
        {
            "part": "src/evening/calendar.py",
            "whose": "Maryam Osei of the host, who agreed to BSD-3-Clause on 2 April",
        },
    ],
    "assistance": "A writing assistant shortened two paragraphs of the README; I compared each sentence with my own. No program wrote code.",
}
### END SOLUTION

# %% tests="contribution" points=2
# Is it told what is yours, what is not, and which help you had?
from citylab.internship.answers import require as _require

_require("portfolio", lambda: contribution, section="contribution")

# %% [markdown] question="reuse"
# ## 4. What a stranger can reuse ([[points]])
#
# A stranger has your skills and never met you. Try it: ask an intern of another host to take the first step while you watch in silence.

# %% solution="reuse"
reuse = {
    # pieces to reuse (1 to 6 entries; copy the lines for more)
    "reusable": [
        {
            # what (2 to 30 words)
            "piece": "",
            # for whom (2 to 30 words)
            "for_whom": "",
            # their first step: a command, or a cell to run (2 to 40 words)
            "first_step": "",
        },
    ],
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
reuse = {
    "reusable": [
        {
            "piece": "The list of gaps with their causes",
            "for_whom": "Anybody with half-hourly meters",
            "first_step": "Run notebooks/01_read.ipynb with another file in data/",
        },
        {
            "piece": "Ranges from past errors",
            "for_whom": "Planners of other networks",
            "first_step": "from evening.forecast import spread",
        },
    ],
}
### END SOLUTION

# %% tests="reuse" points=1
# Is there at least one piece, with somebody who could use it and a first step?
from citylab.internship.answers import require as _require

_require("portfolio", lambda: reuse, section="reuse")

# %% [markdown] question="tour"
# ## 5. A tour for the marker ([[points]])
#
# In at most 200 words: three places in the project that your tutor should open, and what each shows. The tutor opens them, looks round, and marks the **project**.
#
# *How it is marked, by your tutor:*
#
# | criterion | 2 | 1 | 0 |
# |---|---|---|---|
# | **Code** | names with meaning and units, small functions, tests that could fail; changed without fear | runs and can be followed; some parts are long, or tests only repeat the code | runs only where it was written, or has no test that could fail |
# | **Documentation** | a stranger runs it from the README alone, and knows what the result means | runs with a guess or a question | needs its author |
# | **Honesty about data** | source, period, units, gaps and licence of each file; what is made up is called so; nobody can be recognised | complete but for one file or one gap | a file without a source, or data that should not be there |
# | **Reuse** | a piece can be used elsewhere as it is, with a licence that allows it | with some rewriting | bound to this one data set or host |
#
# The last criterion follows a principle for research software, that it can be run, understood, changed and built upon (Barker and others, *Introducing the FAIR Principles for
# research software*, Scientific Data 9, 622, 2022).

# %% [markdown] manual="tour" points=8
# Open `tests/test_forecast.py` first. The test *a gap never counts as zero* fails if one line in `src/evening/readings.py` is changed; that slip cost me two days in week 4, and I kept it as a test.
#
# Then `notebooks/02_forecast.ipynb`, section 3. It holds the forecast against the rule that the control room uses today, on 28 days that the model had not seen, and ends with the interval. If you change the seed of the made-up data in `data/make.py`, the numbers change and the section still holds.
#
# Last, `DATA.md`. The readings in `data/` are made up. The section *What is different from the real ones* lists four things: they have fewer gaps, no new customers, a milder frost, and all meters have the same clock. With the real readings the share of announced exceedances was lower in villages; that figure stands in the report and not here, because the readings stay with the host.

# %% [markdown] question="next-time"
# ## 6. What would break first ([[points]])
#
# In at most 120 words: the project lies untouched for two years. What breaks first, how would somebody notice, and what have you done about it?
#
# *How it is marked, by your tutor:*
#
# | criterion | 2 | 1 | 0 |
# |---|---|---|---|
# | **The break** | a particular one, and why this one comes first | a general one, such as old packages | none |
# | **The notice** | a test, a message or a number by which somebody would notice, and it exists | it could be noticed, but nothing is there for it | it would go unnoticed |

# %% [markdown] manual="next-time" points=4
# The export breaks first. Northgate changes its monitoring system in 2028, and the names of the columns will change with it. `read_export` refuses a file without these names and says which ones are missing, and a test holds that in place.
#
# Worse would be a change that nobody sees: half hours labelled by their end instead of their beginning. The reader can't tell. I added a check that the highest load of a winter day lies between 16:00 and 20:00 at most transformers; if the clock is shifted by hours, it fails. A shift by half an hour it would not find, and the README says so.
