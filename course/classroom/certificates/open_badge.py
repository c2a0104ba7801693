"""Write a certificate as an Open Badge, version 3.0, and sign it."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from classroom.certificates import did_key, proof, structure
from classroom.certificates.claims import hidden_in, read_claims
from classroom.certificates.dates import write_moment
from classroom.errors import CitylabError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

# Drawn once; with it, the same achievement has the same address in every certificate.
COURSE = uuid.UUID("6f0d6c3e-6a4f-4f7e-9a43-1b1f4f0c2f5d")


@dataclass(frozen=True)
class Achieved:
    """
    What somebody has done, as a certificate tells it.

    Attributes
    ----------
    key : str
        Short name of the achievement, such as ``smart-grids``.
    name, description : str
        What readers see.
    requirement : str
        What had to be done for it.
    outcomes : tuple of str
        What a person with this certificate can do.
    evidence : tuple of (str, str)
        Title and sentence of each piece.
    version : str
        Version of the course.
    """

    key: str
    name: str
    description: str
    requirement: str
    outcomes: tuple[str, ...]
    evidence: tuple[tuple[str, str], ...]
    version: str


def issue(
    achieved: Achieved,
    *,
    key: Ed25519PrivateKey,
    issuer_name: str,
    holder: str | None,
    identities: tuple[dict[str, Any], ...] = (),
    at: datetime,
    until: datetime | None = None,
) -> bytes:
    """
    Return a signed certificate as JSON in UTF-8.

    Parameters
    ----------
    achieved : Achieved
        What it says.
    key : Ed25519PrivateKey
        Key of the issuer.
    issuer_name : str
        How the issuer is called.
    holder : str, optional
        did:key of the person who achieved it.
    identities : tuple of dict
        Other ways to recognise the person; see `classroom.certificates.identity`.
    at : datetime.datetime
        From when it is valid.
    until : datetime.datetime, optional
        Until when.

    Raises
    ------
    CitylabError
        If a text that readers see holds characters that cannot be seen.
    """
    did = did_key.from_public(key.public_key())
    subject: dict[str, Any] = {"type": ["AchievementSubject"], "achievement": _achievement(achieved)}
    if holder:
        subject["id"] = holder
    if identities:
        subject["identifier"] = list(identities)
    document: dict[str, Any] = {
        "@context": list(structure.CONTEXTS),
        "id": f"urn:uuid:{uuid.uuid4()}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achieved.name,
        "description": achieved.description,
        "issuer": {"id": did, "type": ["Profile"], "name": issuer_name},
        "validFrom": write_moment(at),
        "credentialSubject": subject,
        "evidence": [
            {"type": ["Evidence"], "name": title, "description": sentence} for title, sentence in achieved.evidence
        ],
    }
    if until is not None:
        document["validUntil"] = write_moment(until)
    options = {
        "type": proof.TYPE,
        "cryptosuite": proof.CRYPTOSUITE,
        "created": write_moment(at),
        "verificationMethod": did_key.verification_method(did),
        "proofPurpose": "assertionMethod",
    }
    signed = {**document, "proof": proof.create_proof(document, options, key)}
    structure.check(signed)
    if hidden := hidden_in(read_claims(signed)):
        raise CitylabError(f"{hidden} holds characters that cannot be seen; write it once more without them")
    # The sign < stands in texts only; written so, no browser takes the file for a page.
    text = json.dumps(signed, indent=2, ensure_ascii=False).replace("<", "\\u003c")
    return (text + "\n").encode("utf-8")


def _achievement(achieved: Achieved) -> dict[str, Any]:
    outcomes = "\n".join(f"* {outcome}" for outcome in achieved.outcomes)
    return {
        "id": f"urn:uuid:{uuid.uuid5(COURSE, f'{achieved.key}/{achieved.version}')}",
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": achieved.name,
        "description": achieved.description,
        "criteria": {"narrative": f"{achieved.requirement}\n\n{outcomes}".strip()},
        "version": achieved.version,
        "inLanguage": "en",
    }
