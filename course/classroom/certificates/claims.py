"""What a certificate says, part by part, for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from classroom.certificates import did_key, identity
from classroom.certificates.dates import read_moment, write_moment
from classroom.certificates.plain_text import has_unseen


@dataclass(frozen=True)
class Claims:
    """
    The parts of a certificate whose structure and signature hold.

    Attributes
    ----------
    id, name, description, version : str
        The certificate's address, what was achieved, and in which version of the course; empty where it is not said.
    requirement : str
        What had to be done.
    outcomes : tuple of str
        What a person with it can do.
    evidence : tuple of (str, str)
        Title and sentence of each piece.
    issuer, issuer_name, fingerprint : str
        did:key, how the issuer calls itself, and the key as thirty digits.
    holder, holder_name : str
        did:key or another address, and the name that the holder gave.
    has_email : bool
        Whether an e-mail address can be compared with it.
    signed, valid_from, valid_until : str
        Moments in UTC; the last one is empty if it has no end.
    is_self_issued : bool
        Whether issuer and holder are the same.
    """

    id: str
    name: str
    description: str
    version: str
    requirement: str
    outcomes: tuple[str, ...]
    evidence: tuple[tuple[str, str], ...]
    issuer: str
    issuer_name: str
    fingerprint: str
    holder: str
    holder_name: str
    has_email: bool
    signed: str
    valid_from: str
    valid_until: str
    is_self_issued: bool


def read_claims(credential: dict[str, Any]) -> Claims:
    """Return the parts of a certificate whose structure and signature were checked."""
    subject, issuer = credential["credentialSubject"], issuer_of(credential)
    achievement, described = subject["achievement"], credential["issuer"]
    requirement, outcomes = _split(achievement["criteria"].get("narrative", ""))
    return Claims(
        id=credential["id"],
        name=achievement["name"],
        description=achievement["description"],
        version=str(achievement.get("version", "")),
        requirement=requirement or str(achievement["criteria"].get("id", "")),
        outcomes=outcomes,
        evidence=tuple(_piece(one) for one in credential.get("evidence", ())),
        issuer=issuer,
        issuer_name="" if isinstance(described, str) else described.get("name", ""),
        fingerprint=did_key.fingerprint(issuer),
        holder=subject.get("id", ""),
        holder_name=identity.name_of(subject),
        has_email=identity.has_email(subject),
        signed=_moment(credential["proof"], "created"),
        valid_from=_moment(credential, "validFrom"),
        valid_until=_moment(credential, "validUntil"),
        is_self_issued=is_self_issued(credential),
    )


def hidden_in(claims: Claims) -> str:
    """Return which text that readers see holds characters that cannot be seen, or nothing."""
    names = {
        "the number": claims.id,
        "the title": claims.name,
        "the version": claims.version,
        "the issuer's name": claims.issuer_name,
        "the holder's name": claims.holder_name,
        "the holder's address": claims.holder,
        "the title of a piece of evidence": "".join(title for title, _ in claims.evidence),
    }
    texts = {
        "the description": claims.description,
        "the requirement": claims.requirement,
        "an outcome": "".join(claims.outcomes),
        "a piece of evidence": "".join(sentence for _, sentence in claims.evidence),
    }
    found = [what for what, text in names.items() if has_unseen(text)]
    return ", ".join(found + [what for what, text in texts.items() if has_unseen(text, besides="\t\n\r")])


def issuer_of(credential: dict[str, Any]) -> str:
    """Return the address of the issuer, here a did:key."""
    issuer = credential["issuer"]
    return str(issuer if isinstance(issuer, str) else issuer["id"])


def is_self_issued(credential: dict[str, Any]) -> bool:
    """Say whether the issuer certifies itself; an address with a part after ``#``, ``/`` or ``?`` is the same one."""
    return str(credential["credentialSubject"].get("id", "")).startswith(issuer_of(credential))


def _moment(holder: dict[str, Any], name: str) -> str:
    return write_moment(read_moment(holder[name], what=name)) if name in holder else ""


def _piece(one: dict[str, Any]) -> tuple[str, str]:
    return one.get("name", "Evidence"), one.get("description") or one.get("narrative") or str(one.get("id", ""))


def _split(narrative: str) -> tuple[str, tuple[str, ...]]:
    """Part the list of outcomes, its lines begin with a star, from the text before it."""
    lines = narrative.replace("\r\n", "\n").split("\n")
    outcomes = tuple(line.removeprefix("* ") for line in lines if line.startswith("* "))
    return "\n".join(line for line in lines if not line.startswith("* ")).strip(), outcomes
