"""Final report: what must fit together between its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from citylab.internship.form import form
from citylab.internship.kinds import words_in
from citylab.internship.problems import Problem

FEWEST_WORDS, MOST_WORDS = 500, 3000
_FEWEST_NUMBERS = 3
_MOST = 1000  # characters of an evidence that are looked at
_PLACE = re.compile(
    r"(?<![\w\-])[\w\-]+\.[A-Za-z][A-Za-z0-9]{0,7}\b.*\b(?:line|lines|row|rows|cell|key)\s+\S|\bfigure\s+\d",
    re.I | re.S,
)


def problems(answers: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what does not fit together."""
    yield from _length(answers)
    yield from _claims(answers)


def _length(answers: Mapping[str, Any]) -> Iterator[Problem]:
    names = [field.name for field in form("final-report").section("report").fields]
    if not all(name in answers for name in names):
        return
    count = sum(len(words_in(answers[name])) for name in names)
    if not FEWEST_WORDS <= count <= MOST_WORDS:
        says = f"the nine sections have {count:,} words together; {FEWEST_WORDS} to {MOST_WORDS:,} are asked"
        yield Problem("question", f"report: {says}")


def _claims(answers: Mapping[str, Any]) -> Iterator[Problem]:
    rows = answers.get("claim_list", [])
    for number, row in enumerate(rows, start=1):
        evidence = row.get("evidence")
        if evidence and not _PLACE.search(evidence[:_MOST]):
            remedy = "name a file with its line or row, such as 'outputs/peaks.csv, row 14', or 'Figure 2'"
            yield Problem("claim_list", f"claim_list, entry {number}, evidence: nobody finds the place by it; {remedy}")
    told = [row["claim"] for row in rows if "claim" in row]
    with_number = sum(bool(re.search(r"\d", claim)) for claim in told)
    if len(told) >= _FEWEST_NUMBERS > with_number:
        says = f"{with_number or 'none'} of the claims {'has' if with_number == 1 else 'have'} a number"
        yield Problem("claim_list", f"claim_list: {says}; give at least {_FEWEST_NUMBERS} with one")
    figures = len(answers.get("figure_list", []))
    for number, row in enumerate(rows, start=1):
        for figure in re.findall(r"\bfigure\s+(\d+)", row.get("evidence", ""), re.IGNORECASE):
            if figures and not 1 <= int(figure[:4]) <= figures:
                says = f"there is no figure {figure} in the list of figures, which has {figures}; look at the number"
                yield Problem("claim_list", f"claim_list, entry {number}, evidence: {says}")
