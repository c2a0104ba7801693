"""Tell what came of a check: in sentences for people, and as data for programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from classroom.certificates.claims import Claims, read_claims
from classroom.certificates.verification import Verdict

_LIMITS = (
    "What this check cannot know: whether the issuer took the certificate back since, whether the key was stolen,",
    "and whether the person who shows it to you is the one who did the work.",
)


def as_text(verdict: Verdict) -> str:
    """Return a verdict in sentences."""
    return "\n".join(_readable(line) for line in _lines(verdict)) + "\n"


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
            yield f"  ✗ {problem}"
    if verdict.credential is None:
        yield "Nothing that it says is repeated here, because nobody vouches for it."
        return
    claims = read_claims(verdict.credential)
    yield ""
    yield from _who(verdict, claims)
    yield ""
    yield f"Claimed     {claims.name}"
    yield f"            {claims.description}"
    yield f"Holder      {_holder(claims)}"
    end = f" until {claims.valid_until}" if claims.valid_until else ", without an end"
    yield f"Valid       from {claims.valid_from}{end}; signed {claims.signed}"
    yield f"Required    {claims.requirement}"
    for outcome in claims.outcomes:
        yield f"            * {outcome}"
    for title, sentence in claims.evidence or (("Evidence", "none is given"),):
        yield f"Evidence    {title}: {sentence}"
    yield f"Number      {claims.id}"
    for note in verdict.notes:
        yield f"Note        {note}"
    yield ""
    yield from _LIMITS


def _who(verdict: Verdict, claims: Claims) -> Iterator[str]:
    named = f"; it calls itself “{claims.issuer_name}”, and a name proves nothing" if claims.issuer_name else ""
    if verdict.kind == "self-issued":
        yield "SELF-ISSUED: nobody but the learner vouches."
    elif verdict.kind == "trusted":
        yield "SIGNED BY A KEY THAT YOU TRUST" + (f", “{claims.issuer_name}”." if claims.issuer_name else ".")
    else:
        yield f"SIGNED BY A KEY THAT THIS CHECK DOES NOT KNOW{named}."
        yield "Whether it is your school's key, you must ask the school: let them read you their thirty digits"
        yield "(citylab certify --who), then check with: citylab verify FILE --trust did:key:…"
    yield f"Key         {claims.fingerprint}"
    yield f"            {claims.issuer}"


def _holder(claims: Claims) -> str:
    by = "holder gave" if claims.is_self_issued else "issuer wrote"
    parts = [claims.holder_name and f"{claims.holder_name} (as the {by} it)", claims.holder]
    if claims.has_email:
        parts.append("an e-mail address, as a hash; compare it with --email")
    return "; ".join(part for part in parts if part)


def _readable(text: str) -> str:
    """Return a line without the characters that could steer a terminal or turn its direction."""
    return "".join(character if character.isprintable() else "\ufffd" for character in re.sub(r"\s", " ", text))
