"""Portfolio: what must fit together between its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from citylab.internship.problems import Problem

_COMMAND = re.compile(r"\bcitylab\s+internship\s+verify\s+\S")
_OUTSIDE = re.compile(r"^(?:/|~|[A-Za-z]:|\\\\)|(?:^|/)\.\.(?:/|$)")


def problems(answers: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what does not fit together."""
    for field, ending, folder in (("notebooks", ".ipynb", ""), ("outputs", "", "outputs/")):
        for path in answers.get(field, []):
            if says := _wrong(path, ending, folder):
                yield Problem(field, f"{field}: '{path}' {says}")
    if (command := answers.get("command")) and not _COMMAND.search(command):
        yield Problem("command", "command: it does not call the check; write it as: citylab internship verify PROJECT")
    yield from _verdict(answers)


def _wrong(path: str, ending: str, folder: str) -> str:
    if "\\" in path:
        return "has \\ between its parts; write / instead, so that it holds on every computer"
    if _OUTSIDE.search(path):
        return "leads out of the project; write the path from the project's folder"
    if not path.endswith(ending):
        return f"does not end with {ending}; name the notebook's file"
    if not path.startswith(folder):
        return f"does not lie in {folder}; let the notebook write it there, and declare it in portfolio.toml"
    return ""


def _verdict(answers: Mapping[str, Any]) -> Iterator[Problem]:
    """The verdict that was chosen is the one in the list of findings."""
    verdict, findings = answers.get("verdict"), answers.get("findings")
    if not verdict or not findings:
        return
    said = re.findall(r"\b(accepted|refused)\b", findings, re.IGNORECASE)
    if not said:
        yield Problem(
            "findings", "findings: they hold no verdict; paste all that the command printed, to its last line"
        )
    elif said[-1].casefold() != verdict:
        says = f"you chose {verdict}, but the findings end with {said[-1].casefold()}; mend one of the two"
        yield Problem("verdict", f"verdict: {says}")
