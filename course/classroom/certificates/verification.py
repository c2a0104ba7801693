"""Check a certificate without a network: what it claims, who signed it, and whether to believe that."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from classroom.certificates import container, dates, did_key, identity, plain_json, proof, structure
from classroom.certificates.claims import hidden_in, is_self_issued, issuer_of, read_claims
from classroom.certificates.errors import Refused
from classroom.certificates.revocation import Revoked, problem_of

Kind = Literal["self-issued", "trusted", "unknown"]
# What a certificate may name so that its readers look it up; this check looks nothing up.
UNREAD = {
    "credentialStatus": "whether it was revoked, at an address that this check does not visit",
    "credentialSchema": "an address with a description of its form",
    "refreshService": "an address with a newer edition",
    "termsOfUse": "terms of use",
    "endorsement": "endorsements by others, whose signatures are not checked here",
    "endorsementJwt": "endorsements by others, whose signatures are not checked here",
}


@dataclass(frozen=True)
class Verdict:
    """
    What came of a check.

    Attributes
    ----------
    problems : tuple of str
        Why not to believe it; none if all holds.
    notes : tuple of str
        What this check could not look at, or was asked to look at besides.
    kind : {"self-issued", "trusted", "unknown"} or None
        Who vouches; None if the signature does not hold.
    credential : dict or None
        The certificate; None if the signature does not hold, because then it claims nothing.
    is_page : bool
        Whether it was read from a page to print.
    """

    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()
    kind: Kind | None = None
    credential: dict[str, Any] | None = None
    is_page: bool = False

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.problems


def verify(
    data: bytes,
    *,
    at: datetime,
    trusted: Collection[str] | None = None,
    email: str | None = None,
    revoked: Revoked | None = None,
) -> Verdict:
    """
    Check a certificate.

    Parameters
    ----------
    data : bytes
        The JSON file, or the page to print, which carries it.
    at : datetime.datetime
        The moment of the check, with time zone.
    trusted : collection of str, optional
        Issuers' did:key that the reader knows to be right. If given, no other issuer passes.
    email : str, optional
        Address that the holder is said to have.
    revoked : Revoked, optional
        The issuer's list of certificates that were taken back.
    """
    try:
        carried = container.unpack(data)
        credential = plain_json.read(carried)
        check_signature(credential)
        against = dates.problems_of(credential, at)
    except Refused as refused:
        return Verdict((str(refused),))
    is_page = carried is not data
    kind = _kind(credential, trusted or ())
    problems = [*against, *_against_trust(kind, trusted), *_against_email(credential, email)]
    if hidden := hidden_in(read_claims(credential)):
        problems.append(f"{hidden} holds characters that cannot be seen, so it may not say what it seems to say")
    if is_page and not _is_our_page(data, carried, credential):
        problems.append(
            "the page around the certificate is not as the course makes it: ask for the JSON file, "
            "and believe only what is printed here"
        )
    notes = [f"it names {what}" for name, what in UNREAD.items() if name in credential]
    if revoked is not None:
        against_it = problem_of(credential["id"], issuer_of(credential), revoked)
        (problems if against_it else notes).append(against_it or f"not taken back, says the list of {revoked.created}")
    return Verdict(tuple(problems), tuple(notes), kind, credential, is_page)


def check_signature(credential: dict[str, Any]) -> None:
    """
    Check structure and signature of a certificate, and that the key is the issuer's.

    Raises
    ------
    Refused
        If any of it is wrong.
    """
    structure.check(credential)
    described = credential["proof"]
    if described["proofPurpose"] != "assertionMethod":
        raise Refused("the signature was not made to vouch for something (proofPurpose must be assertionMethod)")
    if described.get("@context", credential["@context"]) != credential["@context"]:
        raise Refused("the proof was made for other contexts (@context) than the certificate has")
    issuer = issuer_of(credential)
    public = did_key.to_public(issuer)
    if described["verificationMethod"] != did_key.verification_method(issuer):
        raise Refused("the key that signed it is not the key of the issuer that it names")
    proof.verify_proof(credential, public)


def _is_our_page(data: bytes, carried: bytes, credential: dict[str, Any]) -> bool:
    from classroom.certificates import page

    return page.is_page_of(data, carried, credential)


def _kind(credential: dict[str, Any], trusted: Collection[str]) -> Kind:
    if is_self_issued(credential):
        return "self-issued"
    return "trusted" if issuer_of(credential) in trusted else "unknown"


def _against_trust(kind: Kind, trusted: Collection[str] | None) -> list[str]:
    if trusted is None or kind == "trusted":
        return []
    if kind == "self-issued":
        return ["it is self-issued: nobody but the learner vouches, so no key that you trust can stand for it"]
    return ["it was signed by a key that is not among those that you trust"]


def _against_email(credential: dict[str, Any], email: str | None) -> list[str]:
    if email is None or identity.is_of(credential["credentialSubject"], email):
        return []
    if not identity.has_email(credential["credentialSubject"]):
        return ["it names no e-mail address with which yours could be compared"]
    return ["it belongs to another e-mail address than the one you gave"]
