"""
A list of certificates that their issuer took back, signed like a certificate.

An issuer may publish it; whoever checks a certificate gets it from there by themselves. It holds random numbers and a
date, so it tells nothing of anybody. An older list looks as good as a newer one: only its date says which it is.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from classroom.certificates import did_key, plain_json, proof
from classroom.certificates.dates import read_moment, write_moment
from classroom.certificates.errors import Refused

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

TYPE = "RevokedCertificates"
NAMES = {"type", "issuer", "created", "revoked", "proof"}
NUMBER = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Revoked:
    """The issuer's did:key, when the list was signed, and the numbers in it."""

    issuer: str
    created: str
    numbers: frozenset[str]


def add(number: str, *, to: bytes | None, key: Ed25519PrivateKey, at: datetime) -> bytes:
    """
    Return a signed list with one more number.

    Parameters
    ----------
    number : str
        The certificate's number, ``urn:uuid:…``.
    to : bytes, optional
        The list so far.
    key : Ed25519PrivateKey
        The issuer's key.
    at : datetime.datetime
        Now.

    Raises
    ------
    Refused
        If it is no number, or the list so far is damaged or of another issuer.
    """
    if not NUMBER.fullmatch(number):
        raise Refused(
            f"{number!r:.60} is no number of a certificate, such as urn:uuid:01234567-89ab-cdef-0123-456789abcdef"
        )
    issuer = did_key.from_public(key.public_key())
    before = read(to) if to is not None else Revoked(issuer, "", frozenset())
    if before.issuer != issuer:
        raise Refused("the list so far was signed with another key than yours")
    document = {
        "type": TYPE,
        "issuer": issuer,
        "created": write_moment(at),
        "revoked": sorted({*before.numbers, number}),
    }
    options = {
        "type": proof.TYPE,
        "cryptosuite": proof.CRYPTOSUITE,
        "created": write_moment(at),
        "verificationMethod": did_key.verification_method(issuer),
        "proofPurpose": "assertionMethod",
    }
    signed = {**document, "proof": proof.create_proof(document, options, key)}
    return (json.dumps(signed, indent=2) + "\n").encode("utf-8")


def read(data: bytes) -> Revoked:
    """
    Return what a list says, after checking its signature.

    Raises
    ------
    Refused
        If it is no such list, or its signature does not hold.
    """
    listed = plain_json.read(data)
    if listed.get("type") != TYPE or set(listed) != NAMES or not isinstance(listed["proof"], dict):
        raise Refused("the file is no signed list of certificates that were taken back")
    numbers = listed["revoked"]
    if not isinstance(numbers, list) or not all(isinstance(one, str) and NUMBER.fullmatch(one) for one in numbers):
        raise Refused("the list must hold numbers of certificates, and nothing else")
    public = did_key.to_public(listed["issuer"])
    described: dict[str, Any] = listed["proof"]
    method = did_key.verification_method(listed["issuer"])
    if (described.get("verificationMethod"), described.get("proofPurpose")) != (method, "assertionMethod"):
        raise Refused("the list was not signed by the issuer that it names")
    proof.verify_proof(listed, public)
    return Revoked(
        listed["issuer"], write_moment(read_moment(listed["created"], what="the list's date")), frozenset(numbers)
    )


def problem_of(number: str, issuer: str, revoked: Revoked) -> str:
    """Return what a list says against a certificate, or nothing."""
    if revoked.issuer != issuer:
        return "the list of certificates that were taken back is of another issuer; ask this one for theirs"
    return f"its issuer took it back, says the list of {revoked.created}" if number in revoked.numbers else ""
