# %% [markdown]
# # Data-protection and ethics assessment
#
# **What it is for.** You find out whether your project uses data about people, who could be harmed by it, and what is done
# about that, *before you open data about people*.
#
# **Who reads it.** Your supervisor and the host's data protection officer, who sign it; your tutor, who marks it.
#
# **Due** Friday of week 3.
#
# **Time** 3 hours, with a talk with the data protection officer if data about people are used.
#
# **What happens with it.** Data that are or may be about people are opened once it is signed, not earlier. You change it when the project changes, and have it signed again.
# Without it, no portfolio.
#
# **Points** [[total]]. Tests mark completeness, order of dates and contradictions; your tutor marks the last question.
#
# **How to fill it in.** Write between the quotation marks; dates are `"2027-02-01"`; `True` and `False` stand without quotation marks.
# Run the cell, then the test below it. The form branches: if nobody can be recognised in your data, you leave the fields below
# *only if personal_data is yes* as they are, and give reasons instead.
#
# > **This is a form of a course, not legal advice.** The host answers for its data: where it has a form of its own, fill in that one, too, and let
# > its officer decide. Laws change; the sources below were read in November 2026.
#
# **Sources**
#
# | where | what it says | in this form |
# |---|---|---|
# | UK GDPR, Article 5 | data about people: lawful, fair, for a stated purpose, no more than needed, right, not kept longer than needed, safe | 3, 4 |
# | Article 6(1) | the lawful bases; (ea), *recognised legitimate interest*, was added by the Data (Use and Access) Act 2025 and holds since 5 February 2026 | 3 |
# | Article 9 | special categories, forbidden unless a condition holds | 3 |
# | Articles 35 and 36 | an assessment before use that is likely to be of high risk, with the officer's advice; if a high risk is left, the regulator is asked first | 2, 5, 7 |
# | Articles 44A, 45A, 46, 49 | sending data abroad; the first two were added by the Act of 2025, and hold since the same day | 4 |
# | Data Protection Act 2018, section 164A | people may complain to the host, which acknowledges that within 30 days; added by the Act of 2025, and holds since 19 June 2026 | 4 |
# | ICO, guidance on data protection impact assessments | seven steps, and a list of uses that call for an assessment | 2 to 7 |
# | PIPL (China), Article 13 | bases for using personal information | 3 |
# | PIPL, Article 28 | sensitive information: among others body, belief, health, money, whereabouts, and all about children under 14 | 3 |
# | PIPL, Articles 38 to 40 | sending it abroad: security assessment, certification or standard contract; people are told and give separate consent; some must store it in China | 4 |
# | PIPL, Articles 55 and 56 | an assessment before, among others, sensitive information, automated decisions, handing on, sending abroad; purpose, effect on people and measures; the report is kept for at least three years | 2, 5 |
# | Provisions on cross-border data flows of 22 March 2024 (China) | exemptions, for small numbers among others; the host's legal office says whether one holds | 4 |

# %% [markdown] question="project"
# ## 1. The project ([[points]])
#
# `first_use` is the day on which you first open data that are or may be about people. If there are none, it is the day on which you go
# on with the project. All signatures come before it, or on that day.

# %% solution="project"
project = {
    # what the project does, in a sentence or two (8 to 60 words)
    "project": "",
    # who answers these questions (1 to 15 words)
    "assessed_by": "",
    # day on which you answer (year-month-day)
    "assessed_on": "",
    # first day on which you open data that are or may be about people; if there are none, on which you go on (year-
    # month-day)
    "first_use": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
project = {
    "project": "Forecast which of 40 transformers exceeds its rating tomorrow evening, so that two crews stand in the right place.",
    "assessed_by": "Ines Calder, with Tomasz Hale",
    "assessed_on": "2027-02-17",
    "first_use": "2027-02-22",
}
### END SOLUTION

# %% tests="project" points=1
# Is it complete, and is it answered before the first use of data?
from citylab.internship.answers import require as _require

_require("data-protection-assessment", lambda: project, section="project")

# %% [markdown] question="screening"
# ## 2. Are data about people used, and is a full assessment due? ([[points]])
#
# *Personal* is what tells about somebody who can be recognised, directly or together with other data: a name, a meter, a bus card,
# the only red house of a street. Replacing names by codes does not end that. `scoping_says` repeats your scoping sheet:
# `no`, `not_sure` or `yes`, the strongest of its answers. `host_country` is `gb`, `cn` or `other`: for another country ask the
# host for its law, and answer as for the United Kingdom. A council is a public authority.
#
# `high_risk` holds those of these that apply, or `["none"]`. The list follows Article 35(3) and the ICO's list, shortened:
#
# | write | if the project |
# |---|---|
# | `profiling` | rates or sorts many people, with an effect on them |
# | `special_large` | uses special categories, or data about offences, on a large scale |
# | `public_monitoring` | watches a public place on a large scale |
# | `innovative` | uses new technology, or artificial intelligence, on data about people |
# | `denial` | helps to decide who gets a service or a chance |
# | `biometric` | recognises people by their body |
# | `genetic` | uses genetic data |
# | `matching` | combines data about people from several sources |
# | `invisible` | uses data that people did not give you, without telling them |
# | `tracking` | follows where people are, or what they do |
# | `children` | is about children or other vulnerable people |
# | `none` | none of these |
#
# If one applies, `full_assessment` is `True`: for some of them, such as new technology, the ICO asks for an assessment only together with another; this
# course asks for it with one. If none applies, an assessment is still good practice, says the ICO.

# %% solution="screening"
screening = {
    # country of the host (one of: gb, cn, other)
    "host_country": "",
    # whether the host is a public authority, such as a council (True or False)
    "public_authority": None,
    # whether the project uses data about people who could be recognised (one of: yes, no)
    "personal_data": "",
    # what the column personal of your scoping sheet says: the strongest of its answers (one of: no, not_sure, yes)
    "scoping_says": "",
    # why that is so: for each source, whom it could tell about, alone or together with other data (15 to 150 words)
    "reason": "",
    # --- only if personal_data is yes ---
    # which kinds of use that are likely to be of high risk apply; none if none does (list, see above)
    "high_risk": [],
    # whether a full assessment is due (True or False)
    "full_assessment": None,
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
screening = {
    "host_country": "gb",
    "public_authority": False,
    "personal_data": "yes",
    "scoping_says": "yes",
    "reason": "Transformer readings and weather tell about streets. Half hours of 312 homes tell when somebody gets up, is away or charges a car, and an address can be found from the meter number with a second table of the host.",
    "high_risk": ["matching", "tracking"],
    "full_assessment": True,
}
### END SOLUTION

# %% tests="screening" points=2
# Is it answered with reasons, and does it agree with the scoping sheet and with the list?
from citylab.internship.answers import require as _require

_require(
    "data-protection-assessment", lambda: screening, section="screening",
    beside=[lambda: project],
)

# %% [markdown] question="processing"
# ## 3. What is used, on what ground, and how little is enough ([[points]])
#
# *If `personal_data` is `"no"`, fill in `cannot_be_recognised` alone; what you may not open yet is tried by whoever holds it.* If it is `"yes"`, leave that one empty, and fill in the others.
#
# | `lawful_basis` | UK GDPR, Article 6(1) |
# |---|---|
# | `consent` | (a) the person agreed, freely, and can take it back |
# | `contract` | (b) needed for a contract with the person |
# | `legal_obligation` | (c) a law asks for it |
# | `vital_interests` | (d) somebody's life hangs on it |
# | `public_task` | (e) a task in the public interest or of official authority, set by law |
# | `recognised_interest` | (ea) one of the interests in Annex 1: public tasks of another body that asks, security, emergencies, crime, safeguarding |
# | `legitimate_interests` | (f) an interest that outweighs those of the person; weigh it in writing |
#
# (ea) and (f) are not open to public authorities in their tasks. In China, leave it empty and fill in `pipl_basis` (Article 13):
# `consent`, `contract`, `statutory_duty`, `emergency`, `news`, `made_public`, `other_law`, and `sensitive_china` (Article 28).
#
# * `special_categories` (Article 9(1)): `["none"]`, or a list of `origin`, `politics`, `belief`, `union` (membership), `genetic`,
#   `biometric`, `health`, `sex` (life or orientation).
# * `special_condition` (Article 9(2)), if there are any: `explicit_consent`, `employment`, `vital`, `member`, `made_public`, `claims`,
#   `public_interest`, `care`, `public_health`, `research`. Some of them need a law beside them: ask the officer.

# %% solution="processing"
processing = {
    # --- only if personal_data is no ---
    # what was tried in order to recognise somebody, by whom, and why it fails (15 to 120 words)
    "cannot_be_recognised": "",
    # --- only if personal_data is yes ---
    # whose data, about how many people, and how they stand to the host (6 to 60 words)
    "people": "",
    # each item of data about them that you use, with why you need it (list of 1 to 15 texts)
    "items": ["", ""],
    # special categories among them; none if there are none (list, see above)
    "special_categories": [],
    # only if special_categories names one: condition on which special categories may be used (see above)
    "special_condition": "",
    # only if host_country is gb or other: lawful basis under Article 6(1) of the UK GDPR; outside the United Kingdom
    # the one that comes nearest (see above)
    "lawful_basis": "",
    # only if host_country is cn: basis under Article 13 of the PIPL (see above)
    "pipl_basis": "",
    # only if host_country is cn: whether it is sensitive under Article 28 of the PIPL: among others body, belief,
    # health, money, whereabouts, under 14 (True or False)
    "sensitive_china": None,
    # why this basis holds here; of consent, how it is asked and taken back (10 to 100 words)
    "basis_reason": "",
    # why the question cannot be answered without these data, or with totals (10 to 100 words)
    "necessity": "",
    # what you leave out, coarsen, replace by codes or add up, before you begin (8 to 100 words)
    "minimisation": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
processing = {
    "people": "Customers of the host in 312 homes with smart meters, who had no choice about this project",
    "items": [
        "Half-hourly load: to estimate what a street adds in the evening",
        "Transformer that feeds the home: to add homes to streets",
    ],
    "special_categories": ["none"],
    "lawful_basis": "legitimate_interests",
    "basis_reason": "The host has an interest in short outages. Its officer weighed it against that of customers: streets only, no decision about a home, short storage; and homes may object.",
    "necessity": "Transformer readings exist for 26 of 40. For the other 14, totals of homes are the only sign of an exceedance.",
    "minimisation": "The meter team adds up homes to streets of at least ten before it hands over; single homes never leave its system.",
}
### END SOLUTION

# %% tests="processing" points=3
# Is the branch that applies complete, with a basis that is open to this host?
from citylab.internship.answers import require as _require

_require(
    "data-protection-assessment", lambda: processing, section="processing",
    beside=[lambda: project, lambda: screening],
)

# %% [markdown] question="safeguards"
# ## 4. Who sees it, where, until when ([[points]])
#
# *If `personal_data` is `"no"`, fill in `if_it_turns_up` alone.* Sending abroad is also: a university or a cloud abroad, and
# opening the data yourself from abroad. Then `mechanism` says what allows it:
#
# | from the United Kingdom | from China |
# |---|---|
# | `adequacy`: regulations approve that country (Article 45A) | `security_assessment` (Article 38, 40) |
# | `safeguards`: such as the international data transfer agreement (Article 46) | `certification` (Article 38) |
# | `derogation`: for a specific situation | `standard_contract` (Article 38) |
# | `same_host`: the data stay within the host, and its officer says that no transfer takes place: for the ICO a transfer goes to a separate legal entity | |
# | `none`: nothing yet, so it may not go | `exempt`: the host's legal office says that the provisions of 22 March 2024 free it |
#
# `separate_consent` is for China only (Article 39).

# %% solution="safeguards"
safeguards = {
    # --- only if personal_data is no ---
    # what you do if data about a person turn up after all, and whom you tell (8 to 80 words)
    "if_it_turns_up": "",
    # --- only if personal_data is yes ---
    # people and offices who can open the data (list of 1 to 12 texts)
    "who_sees": ["", ""],
    # where the data lie, on whose computers, and how they are locked (6 to 60 words)
    "kept_where": "",
    # day on which your copy is deleted (year-month-day)
    "kept_until": "",
    # how people learn of this use, and how they can object, complain, or ask for their data (8 to 80 words)
    "people_told": "",
    # whether anybody abroad gets or opens them: a university or a cloud abroad, or you from there (True or False)
    "sent_abroad": None,
    # only if sent_abroad is True: what allows it (see above)
    "mechanism": "",
    # only if sent_abroad is True: only if host_country is cn: whether each person was told of the recipient abroad,
    # and gave separate consent (True or False)
    "separate_consent": None,
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
safeguards = {
    "who_sees": [
        "Ines Calder, intern",
        "Tomasz Hale, supervisor",
        "Meter team of the host, four people",
    ],
    "kept_where": "On the host's server, in a folder of the project, with the host's own sign-in; nothing on my laptop.",
    "kept_until": "2027-04-23",
    "people_told": "A notice in the host's privacy page from 22 February, and a telephone number; who objects is left out of the totals within a week.",
    "sent_abroad": False,
}
### END SOLUTION

# %% tests="safeguards" points=3
# Does it say who, where, until when; and if data go abroad, what allows it?
from citylab.internship.answers import require as _require

_require(
    "data-protection-assessment", lambda: safeguards, section="safeguards",
    beside=[lambda: project, lambda: screening, lambda: processing],
)

# %% [markdown] question="harm"
# ## 5. Risks to people, and what is done about them ([[points]])
#
# Risks to people, not to the project; also where no data about people are used, for a result can harm, too. `likelihood`: `remote`, `possible`, `probable`.
# `severity`: `minimal`, `significant`, `severe`. `left`, the risk after the measure: `low`, `medium`, `high`. If a high one is left, the host
# asks the regulator first (where the law knows no such step, it decides in writing), and gives `regulator_asked_on`; otherwise leave that empty.

# %% solution="harm"
harm = {
    # what could happen to people, not to the project (2 to 10 entries; copy the lines for more)
    "risks": [
        {
            # what could happen, and to whom (5 to 40 words)
            "harm": "",
            # how likely (one of: remote, possible, probable)
            "likelihood": "",
            # how severe for who is hit (one of: minimal, significant, severe)
            "severity": "",
            # what is done about it, by whom (4 to 40 words)
            "measure": "",
            # risk that is left (one of: low, medium, high)
            "left": "",
        },
        {"harm": "", "likelihood": "", "severity": "", "measure": "", "left": ""},
    ],
    # day on which the host asked the regulator; only if a high risk is left (year-month-day, or empty)
    "regulator_asked_on": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
harm = {
    "risks": [
        {
            "harm": "A street of few homes shows when one household is away, and somebody breaks in",
            "likelihood": "possible",
            "severity": "severe",
            "measure": "Streets of fewer than ten homes are left out, by the meter team",
            "left": "low",
        },
        {
            "harm": "Totals are used later to find homes in which rooms are let without permission",
            "likelihood": "possible",
            "severity": "significant",
            "measure": "Use for this purpose only, written into the permission by the officer",
            "left": "low",
        },
        {
            "harm": "Homes that object get worse service, as their street is guessed",
            "likelihood": "probable",
            "severity": "minimal",
            "measure": "Objections are replaced by the average of the street, by Ines Calder",
            "left": "low",
        },
    ],
}
### END SOLUTION

# %% tests="harm" points=2
# Does each risk have a measure, and is no high risk left unasked?
from citylab.internship.answers import require as _require

_require("data-protection-assessment", lambda: harm, section="harm", beside=[lambda: project])

# %% [markdown] question="ethics"
# ## 6. Beyond the law ([[points]])
#
# What is lawful can still be wrong.

# %% solution="ethics"
ethics = {
    # how somebody could misuse the result, and what you do against it (10 to 100 words)
    "misuse": "",
    # for whom the result is likely to be worse, and how you will test it (10 to 100 words)
    "fairness": "",
    # whether those concerned know and agree, and how they can say no (8 to 100 words)
    "voice": "",
    # what the work costs the environment (computing, devices, journeys), and what you save (8 to 80 words)
    "environment": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
ethics = {
    "misuse": "Somebody could rank streets by load and send inspectors or advertisers there. The list shows transformers and no streets, and is deleted after a week.",
    "fairness": "Villages with few smart meters are likely to be forecast worse. I report the error for villages and town separately, with the number of meters in each.",
    "voice": "Customers were not asked beforehand. The customer panel of 2 March hears of it, and may ask the duty manager to stop.",
    "environment": "One model on the host's server, about a minute a day; no new devices. Fewer night drives are what we hope to save, and will count.",
}
### END SOLUTION

# %% tests="ethics" points=2
# Are all four answered?
from citylab.internship.answers import require as _require

_require("data-protection-assessment", lambda: ethics, section="ethics")

# %% [markdown] question="sign-off"
# ## 7. Who agreed, before data are touched ([[points]])
#
# The first three fields: only if `personal_data` is `"yes"`. Advice that you did not follow is written down, too, with the reason.

# %% solution="sign-off"
sign_off = {
    # --- only if personal_data is yes ---
    # name of the host's data protection officer, or of who does that work (1 to 15 words)
    "dpo_name": "",
    # what the officer advised, and what you changed (5 to 100 words)
    "dpo_advice": "",
    # day on which the officer signed (year-month-day)
    "dpo_signed_on": "",
    # --- in any case ---
    # typed name of the supervisor (1 to 8 words)
    "supervisor_signature": "",
    # day on which the supervisor signed (year-month-day)
    "supervisor_signed_on": "",
}
# Filled in? Then delete the two lines below, with nothing in their place: they say that it is not filled in yet.
### BEGIN SOLUTION
sign_off = {
    "dpo_name": "Leila Marsh, data protection officer",
    "dpo_advice": "Ten homes instead of five in a total, and a notice before the first use; both are done.",
    "dpo_signed_on": "2027-02-18",
    "supervisor_signature": "Tomasz Hale",
    "supervisor_signed_on": "2027-02-19",
}
### END SOLUTION

# %% tests="sign-off" points=2
# Is it signed, after it was answered and before the first use of data?
from citylab.internship.answers import require as _require

_require(
    "data-protection-assessment", lambda: sign_off, section="sign_off",
    beside=[lambda: project, lambda: screening],
)

# %% [markdown] question="worst"
# ## 8. The worst day ([[points]])
#
# It is a year later, and your project is in the newspaper because it harmed somebody. In at most 220 words: what happened, to
# whom, which of your measures did not hold, and what would you change today?
#
# *How it is marked, by your tutor:*
#
# | criterion | 2 | 1 | 0 |
# |---|---|---|---|
# | **Harm** | a harm that could follow from this very project, to somebody named by their situation | a harm that any project with data could do | harm to the host or to the project only |
# | **Path** | each step from the data or the result to the harm, and the measure that fails | some of the steps, or only that data leak or are misused | no path |
# | **Change** | a change that breaks a step of that path, with who does it and what it costs | a change without who, or without cost | none, or *be careful* |

# %% [markdown] manual="worst" points=6
# *Crews wait in town while Farley village sits in the dark for nine hours; a man who depends on an oxygen machine is taken to hospital.* No data leaked. The list was right on most evenings, so after a month nobody asked where it was blind. Farley has eleven smart meters among 140 homes. The meter team leaves out totals of fewer than ten homes; two objected, nine were left, and from then on Farley was an average of other villages, shown in the same colour as all others.
#
# What failed is my measure for those who object: it keeps them out of the data and says nothing to the duty manager. The error for villages was in my report, on page 6, and not on the list.
#
# I change the list today: a transformer without a total of its own stands at the top as *not seen*, not as *quiet*. I do that, in half a day. And the host keeps its register of customers who depend on electricity beside the list; Maryam Osei looks each evening whether one of them hangs on a transformer that is not seen. That costs her ten minutes, and she has agreed to try it for two weeks.
