"""
Say whose certificate it is without writing down an e-mail address.

Open Badges 3.0, ``IdentityHash``: the name of the hash, ``$``, and the hash of the address followed by a salt. The salt
keeps two certificates of one person from being matched. It is public, so whoever guesses the address can check it.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import Any

from classroom.certificates.plain_text import has_unseen
from classroom.errors import CitylabError

LONGEST_NAME = 120  # characters
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


def from_email(email: str, *, salt: str | None = None) -> dict[str, Any]:
    """
    Return the identity object of an e-mail address, in small letters, with a salt.

    Raises
    ------
    CitylabError
        If it is no e-mail address.
    """
    address = email.strip().lower()
    if not _ADDRESS.fullmatch(address):
        raise CitylabError(f"{email!r} is no e-mail address; write it like name@example.org")
    salt = secrets.token_hex(16) if salt is None else salt
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": _hash(address, salt),
        "identityType": "emailAddress",
        "salt": salt,
    }


def from_name(name: str) -> dict[str, Any]:
    """
    Return the identity object of a name, readable by everybody.

    Raises
    ------
    CitylabError
        If it is longer than a name, or holds signs that cannot be seen.
    """
    if len(name) > LONGEST_NAME or not name.isprintable() or has_unseen(name):
        raise CitylabError(f"a name has at most {LONGEST_NAME} characters in one line, and each can be seen")
    return {"type": "IdentityObject", "hashed": False, "identityHash": name.strip(), "identityType": "name"}


def is_of(subject: dict[str, Any], email: str) -> bool:
    """Say whether the holder of a certificate has this e-mail address."""
    spellings = {email.strip(), email.strip().lower()}
    return any(
        hmac.compare_digest(_hash(spelling, one.get("salt", "")).encode(), one["identityHash"].lower().encode())
        for one in subject.get("identifier", ())
        if one["identityType"] == "emailAddress" and one["hashed"]
        for spelling in spellings
    )


def name_of(subject: dict[str, Any]) -> str:
    """Return the name that the holder gave, or nothing."""
    given = (one for one in subject.get("identifier", ()) if one["identityType"] == "name" and not one["hashed"])
    return next((str(one["identityHash"]) for one in given), "")


def has_email(subject: dict[str, Any]) -> bool:
    """Say whether an e-mail address can be compared."""
    return any(one["identityType"] == "emailAddress" and one["hashed"] for one in subject.get("identifier", ()))


def _hash(address: str, salt: str) -> str:
    return "sha256$" + hashlib.sha256((address + salt).encode("utf-8")).hexdigest()
