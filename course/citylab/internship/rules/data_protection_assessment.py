"""
Rules of the data-protection assessment: contradictions, and what the law asks for in certain cases.

References
----------
.. [1] UK GDPR, Articles 6, 9, 35, 36, 44A, 45A, 46 and 49, as amended by the Data (Use and Access) Act 2025.
.. [2] Information Commissioner's Office, guidance on data protection impact assessments.
.. [3] Personal Information Protection Law of the People's Republic of China (PIPL), Articles 13, 28, 38 to 40, 55, 56.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from citylab.internship.problems import Problem

__all__ = ["problems"]

MECHANISMS = {
    "gb": {"adequacy", "safeguards", "derogation", "same_host"},
    "cn": {"security_assessment", "certification", "standard_contract", "exempt"},
}

SENSITIVE_IN_CHINA = ("belief", "biometric", "health")  # of our categories, those that PIPL, Article 28, names


def problems(answers: Mapping[str, Any]) -> Iterator[Problem]:
    """Give what is wrong between the fields of a data-protection assessment."""
    yield from _screening(answers)
    yield from _basis(answers)
    yield from _abroad(answers)
    yield from _risks(answers)
    yield from _dates(answers)


def _screening(answers: Mapping[str, Any]) -> Iterator[Problem]:
    says, scoping = answers.get("personal_data"), answers.get("scoping_says")
    if says == "no" and scoping == "yes":
        yield Problem(
            "personal_data",
            "personal_data: 'no', but the scoping sheet says 'yes'; answer 'yes', or mend the scoping sheet and "
            "say in reason what you found out",
        )
    for name in ("high_risk", "special_categories"):
        if len(chosen := answers.get(name, [])) > 1 and "none" in chosen:
            yield Problem(name, f"{name}: 'none' stands beside others; take one of the two away")
    risky = [kind for kind in answers.get("high_risk", []) if kind != "none"]
    if risky and answers.get("full_assessment") is False:
        yield Problem(
            "full_assessment",
            f"full_assessment: False, but high_risk names {', '.join(risky)}; then an assessment is due before you "
            "begin (UK GDPR, Article 35; ICO's list; PIPL, Article 55; some of these by our own rule), so write True",
        )
    if answers.get("host_country") == "cn" and answers.get("full_assessment") is False:
        for name in ("sensitive_china", "sent_abroad"):
            if answers.get(name):
                yield Problem(
                    name,
                    f"{name}: True, but full_assessment is False; PIPL, Article 55, asks for an assessment before "
                    "that, so mend full_assessment",
                )


def _basis(answers: Mapping[str, Any]) -> Iterator[Problem]:
    basis = answers.get("lawful_basis")
    is_british = answers.get("host_country") == "gb"
    if is_british and answers.get("public_authority") and basis in ("legitimate_interests", "recognised_interest"):
        yield Problem(
            "lawful_basis",
            f"lawful_basis: '{basis}' is not open to a public authority in its tasks (UK GDPR, Article 6(1), below "
            "the list); ask the data protection officer whether it is 'public_task'",
        )
    named = [kind for kind in answers.get("special_categories", []) if kind in SENSITIVE_IN_CHINA]
    if named and answers.get("sensitive_china") is False:
        yield Problem(
            "sensitive_china",
            f"sensitive_china: False, but special_categories names {', '.join(named)}; these are sensitive (PIPL, "
            "Article 28), so write True",
        )


def _abroad(answers: Mapping[str, Any]) -> Iterator[Problem]:
    country, mechanism = answers.get("host_country"), answers.get("mechanism")
    if mechanism == "none":
        yield Problem(
            "mechanism",
            "mechanism: nothing allows the data to go abroad yet; keep them in the country, or ask the data protection "
            "officer for a mechanism (UK GDPR, Article 44A; PIPL, Article 38)",
        )
    elif mechanism and country in MECHANISMS and mechanism not in MECHANISMS[country]:
        yield Problem(
            "mechanism",
            f"mechanism: '{mechanism}' belongs to the law of another country; write one of: "
            f"{', '.join(sorted(MECHANISMS[country]))}",
        )
    if answers.get("separate_consent") is False and answers.get("pipl_basis") == "consent":
        yield Problem(
            "separate_consent",
            "separate_consent: False; without it data may not leave China on the basis of consent (PIPL, Article 39), "
            "so keep them there, or ask each person",
        )


def _risks(answers: Mapping[str, Any]) -> Iterator[Problem]:
    high = [number for number, risk in enumerate(answers.get("risks", []), start=1) if risk.get("left") == "high"]
    if high and "regulator_asked_on" not in answers:
        yield Problem(
            "risks",
            f"risks, entry {high[0]}: a high risk is left; take a further measure, or let the host ask the regulator "
            "before you begin (UK GDPR, Article 36) and give regulator_asked_on",
        )


def _dates(answers: Mapping[str, Any]) -> Iterator[Problem]:
    first = answers.get("first_use")
    for name in ("assessed_on", "regulator_asked_on", "dpo_signed_on", "supervisor_signed_on"):
        day = answers.get(name)
        if first and day and day > first:
            yield Problem(
                name,
                f"{name}: {day} is after the first use of data, {first}; nobody touches data about people before: "
                "move first_use, and if data were opened already, tell your supervisor today",
            )
