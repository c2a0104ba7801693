"""Tell what came of a check: in sentences for people, and as data for programs."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from classroom.certificates.claims import Claims, read_claims
from classroom.certificates.plain_text import shown, shown_lines
from classroom.certificates.verification import Verdict

LONGEST_NAME = 120  # characters of a name or title that are shown
WIDTH = 78  # characters; a longer line would be broken by the terminal, where its next part looks like a line of ours
_LIMITS = (
    "What this check cannot know: whether the issuer took the certificate back since, whether the key was stolen,",
    "and whether the person who shows it to you is the one who did the work.",
)


def as_text(verdict: Verdict) -> str:
    """Return a verdict in sentences."""
    return "\n".join(shown_lines(line) for line in _lines(verdict)) + "\n"


def as_data(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as data; ``claims`` is null where the signature does not hold."""
    return {
        "holds": verdict.holds,
        "vouched": verdict.kind,
        "problems": list(verdict.problems),
        "notes": list(verdict.notes),
        "claims": asdict(read_claims(verdict.credential)) if verdict.credential else None,
    }


def _lines(verdict: Verdict) -> Iterator[str]:
    if verdict.holds:
        yield "HOLDS: nothing was changed since it was signed, and its dates are right."
    else:
        yield "DOES NOT HOLD"
        for problem in verdict.problems:
            yield f"  ✗ {shown(problem)}"
    if verdict.credential is None:
        yield "Nothing that it says is repeated here, because nobody vouches for it."
        return
    claims = read_claims(verdict.credential)
    yield ""
    yield from _who(verdict, claims)
    yield ""
    yield _row("Claimed", _name(claims.name))
    yield _row("", claims.description)
    yield _row("Holder", _holder(claims))
    end = f" until {claims.valid_until}" if claims.valid_until else ", without an end"
    yield _row("Valid", f"from {claims.valid_from}{end}; signed {claims.signed}")
    yield _row("Required", claims.requirement)
    for outcome in claims.outcomes:
        yield _row("", f"* {outcome}")
    for title, sentence in claims.evidence or (("Evidence", "none is given"),):
        yield _row("Evidence", f"{_name(title)}: {sentence}")
    yield _row("Number", claims.id)
    for note in verdict.notes:
        yield _row("Note", note)
    yield ""
    yield from _LIMITS


def _who(verdict: Verdict, claims: Claims) -> Iterator[str]:
    name = _name(claims.issuer_name)
    if verdict.kind == "self-issued":
        yield "SELF-ISSUED: nobody but the learner vouches."
    elif verdict.kind == "trusted":
        yield "SIGNED BY A KEY THAT YOU TRUST."
        if name:
            yield _row("Name", f"“{name}”")
    else:
        yield "SIGNED BY A KEY THAT THIS CHECK DOES NOT KNOW."
        if name:
            yield _row("Name", f"it calls itself “{name}”, and a name proves nothing")
        yield "Whether it is your school's key, you must ask the school: let them read you their thirty digits"
        yield "(citylab certify --who), then check with: citylab verify FILE --trust did:key:…"
    yield f"Key         {claims.fingerprint}"
    yield _row("", claims.issuer)


def _holder(claims: Claims) -> str:
    by = "holder gave" if claims.is_self_issued else "issuer wrote"
    parts = [claims.holder_name and f"{_name(claims.holder_name)} (as the {by} it)", claims.holder]
    if claims.has_email:
        parts.append("an e-mail address, as a hash; compare it with --email")
    return "; ".join(part for part in parts if part)


def _name(text: str) -> str:
    """Return a name or a title in one line, shortened."""
    line = shown(text)
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1] + "…"


def _row(label: str, text: str) -> str:
    """Return a label and a text beside it, in lines that a terminal need not break."""
    begin = f"{label:12}"
    # A letter that takes two columns is counted twice: a mark follows it, and goes when the lines are made.
    marked = "".join(one + "\0" * (unicodedata.east_asian_width(one) in "WF") for one in shown(text))
    lines = textwrap.fill(
        marked,
        width=WIDTH,
        initial_indent=begin,
        subsequent_indent=" " * len(begin),
        break_on_hyphens=False,
    )
    return lines.replace("\0", "")
