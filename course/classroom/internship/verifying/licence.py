"""Check that a project names one licence, and holds its text."""

from __future__ import annotations

import re
import tomllib

from classroom.internship.verifying.folder import Folder
from classroom.internship.verifying.verdict import Finding, failed, ok, remark

__all__ = ["TEXTS", "check", "recognise"]

# Sentences that stand in the text of a licence, and that tell it from the others, by SPDX identifier.
_BSD = "redistribution and use in source and binary forms"
TEXTS = {
    "BSD-3-Clause": (_BSD, "endorse or promote products derived from this software"),
    "BSD-2-Clause": (_BSD, "this software is provided by the copyright holders"),
    "MIT": ("permission is hereby granted, free of charge", "the above copyright notice and this permission notice"),
    "ISC": ("permission to use, copy, modify, and/or distribute this software for any purpose",),
    "Apache-2.0": ("apache license", "version 2.0, january 2004", "terms and conditions for use, reproduction"),
    "CC-BY-4.0": ("creative commons attribution 4.0 international public license",),
    "CC-BY-SA-4.0": ("creative commons attribution-sharealike 4.0 international public license",),
    "CC0-1.0": ("cc0 1.0 universal", "statement of purpose"),
    "MPL-2.0": ("mozilla public license version 2.0",),
    "AGPL-3.0": ("gnu affero general public license", "version 3, 19 november 2007"),
    "LGPL-3.0": ("gnu lesser general public license", "version 3, 29 june 2007"),
    "GPL-3.0": ("gnu general public license", "version 3, 29 june 2007"),
    "GPL-2.0": ("gnu general public license", "version 2, june 1991"),
    "EUPL-1.2": ("european union public licence v. 1.2",),
    "Unlicense": ("this is free and unencumbered software released into the public domain",),
}
_BLANKS = re.compile(r"<year>|<copyright holders?>|<owner>|\[year\]|\[fullname\]|\[yyyy\]|\bTODO\b", re.IGNORECASE)
_KNOWN = "BSD-3-Clause, MIT, Apache-2.0 or CC-BY-4.0"


def recognise(text: str) -> str:
    """Return the SPDX identifier of the first licence whose sentences stand in a text, or nothing."""
    plain = " ".join(re.sub(r"[^\w\s.,/-]", " ", text.casefold()).split())
    return next((name for name, known in TEXTS.items() if all(one in plain for one in known)), "")


def check(folder: Folder, named: str) -> list[Finding]:
    """
    Return the findings of the check ``licence``.

    Parameters
    ----------
    folder : Folder
        The project.
    named : str
        The licence in portfolio.toml; empty if it could not be read.
    """
    if not folder.has("LICENSE"):
        return [failed("licence", "there is no LICENSE", f"Put the text of the licence there, such as {_KNOWN}.")]
    text = folder.text("LICENSE")
    if _blank(text):
        return [failed("licence", "LICENSE still has a blank to fill in", "Write the year and who holds the rights.")]
    if not named:
        return [remark("licence", "there is a LICENSE; portfolio.toml does not say which it is")]
    if not _is_spdx(named):
        says = f"portfolio.toml names the licence {named!r}, which is no SPDX identifier"
        return [failed("licence", says, f"Take one from the list of SPDX, such as {_KNOWN}.")]
    found = recognise(text)
    problems = [_differs("LICENSE", found, named)] if found and not _same(found, named) else []
    other = _of_pyproject(folder)
    if other and not _same(other, named):
        problems.append(_differs("pyproject.toml", other, named))
    if problems:
        return problems
    if not found:
        return _unknown(named)
    return [ok("licence", f"{named}, in LICENSE, portfolio.toml" + (" and pyproject.toml" if other else ""))]


def _unknown(named: str) -> list[Finding]:
    if any(_same(known, named) for known in TEXTS):
        remedy = f"Put the whole text of {named} there, or name the licence whose text it is."
        return [failed("licence", f"LICENSE does not hold the text of {named}", remedy)]
    return [remark("licence", f"the text of {named} is not known here: let a person compare it")]


def _blank(text: str) -> bool:
    """Whether names and year were never filled in; Apache's own text ends with a form that stays as it is."""
    return _BLANKS.search(text.partition("APPENDIX: How to apply")[0]) is not None


def _same(one: str, other: str) -> bool:
    """Compare identifiers: capital letters do not count, nor does whether later versions are allowed."""
    one, other = (re.sub(r"-(only|or-later)$", "", name.strip().casefold()) for name in (one, other))
    return one == other


def _is_spdx(name: str) -> bool:
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    try:
        canonicalize_license_expression(name)
    except InvalidLicenseExpression:
        return False
    return True


def _of_pyproject(folder: Folder) -> str:
    """Return the licence that pyproject.toml names, in the old way or the new, or nothing."""
    if not folder.has("pyproject.toml"):
        return ""
    try:
        named = tomllib.loads(folder.text("pyproject.toml")).get("project", {}).get("license", "")
    except (ValueError, RecursionError, AttributeError):
        return ""  # the check of the lock says what is wrong with the file
    if isinstance(named, dict):
        named = named.get("text", "")
    return named if isinstance(named, str) else ""


def _differs(where: str, found: str, named: str) -> Finding:
    remedy = "Decide on one licence, and let LICENSE, portfolio.toml and pyproject.toml name it."
    return failed("licence", f"{where} is {found}, and portfolio.toml says {named}", remedy)
