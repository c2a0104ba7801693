"""
Sign a document and check its signature: the cryptosuite ``eddsa-jcs-2022``, step by step.

The functions carry the numbers of *Data Integrity EdDSA Cryptosuites v1.0*, W3C Recommendation of 15 May 2025,
section 3.3. In short: write the document and the description of the proof each in one canonical form, hash both,
put the hash of the description first, and sign the 64 bytes.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from classroom.certificates import multibase
from classroom.certificates.dates import read_moment
from classroom.certificates.errors import Refused
from classroom.certificates.plain_json import canonical

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

TYPE = "DataIntegrityProof"
CRYPTOSUITE = "eddsa-jcs-2022"
SIGNATURE_BYTES = 64

Document = dict[str, Any]


def create_proof(document: Document, options: Document, key: Ed25519PrivateKey) -> Document:
    """
    3.3.1: make the proof of an unsecured document.

    Parameters
    ----------
    document : dict
        The document without a proof.
    options : dict
        ``type``, ``cryptosuite``, ``created``, ``verificationMethod`` and ``proofPurpose``.
    key : Ed25519PrivateKey
        Signs.

    Returns
    -------
    dict
        The options, the document's ``@context`` and ``proofValue``.
    """
    proof = dict(options)
    if "@context" in document:
        proof["@context"] = document["@context"]
    hash_data = hashing(transformation(document, options), proof_configuration(proof))
    return {**proof, "proofValue": multibase.encode(proof_serialization(hash_data, key))}


def verify_proof(secured: Document, public: Ed25519PublicKey) -> Document:
    """
    3.3.2: check the one proof of a secured document, and return the document without it.

    Raises
    ------
    Refused
        If the proof is not of this kind, or does not fit the document and the key.
    """
    document = {name: value for name, value in secured.items() if name != "proof"}
    options = {name: value for name, value in secured["proof"].items() if name != "proofValue"}
    proof_bytes = multibase.decode(secured["proof"].get("proofValue"), what="proofValue")
    if "@context" in options:
        _check_same_start(document.get("@context"), options["@context"])
        document["@context"] = options["@context"]
    hash_data = hashing(transformation(document, options), proof_configuration(options))
    if not proof_verification(hash_data, proof_bytes, public):
        raise Refused(
            "the signature does not fit: the certificate was changed after it was signed, or another key signed it"
        )
    return document


def transformation(document: Document, options: Document) -> bytes:
    """3.3.3: write the document in its canonical form (RFC 8785)."""
    _check_kind(options)
    return canonical(document)


def hashing(transformed_document: bytes, canonical_proof_config: bytes) -> bytes:
    """3.3.4: SHA-256 of the proof's configuration, then SHA-256 of the document; shape (64,)."""
    return hashlib.sha256(canonical_proof_config).digest() + hashlib.sha256(transformed_document).digest()


def proof_configuration(options: Document) -> bytes:
    """3.3.5: write the proof without its value in canonical form."""
    _check_kind(options)
    if "created" in options:
        read_moment(options["created"], what="the proof's date")
    return canonical(options)


def proof_serialization(hash_data: bytes, key: Ed25519PrivateKey) -> bytes:
    """3.3.6: sign with Ed25519 (RFC 8032); shape (64,)."""
    return key.sign(hash_data)


def proof_verification(hash_data: bytes, proof_bytes: bytes, public: Ed25519PublicKey) -> bool:
    """3.3.7: say whether the signature fits."""
    from cryptography.exceptions import InvalidSignature

    if len(proof_bytes) != SIGNATURE_BYTES:
        return False
    try:
        public.verify(proof_bytes, hash_data)
    except InvalidSignature:
        return False
    return True


def _check_kind(options: Document) -> None:
    if options.get("type") != TYPE or options.get("cryptosuite") != CRYPTOSUITE:
        found = f"{options.get('type')!s:.40} with {options.get('cryptosuite')!s:.40}"
        raise Refused(f"the proof must be a {TYPE} with {CRYPTOSUITE}, this one is {found}")


def _check_same_start(found: Any, expected: Any) -> None:
    """Step 4.1 of 3.3.2: the document's contexts start with those of the proof, in the same order."""
    found = found if isinstance(found, list) else [found]
    expected = expected if isinstance(expected, list) else [expected]
    if found[: len(expected)] != expected:
        raise Refused("the proof was made for other contexts (@context) than the certificate has")
