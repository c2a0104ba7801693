"""
Names that are public keys: ``did:key``.

Whoever knows the name has the key, so nothing is looked up anywhere. The did:key method, v0.9 (W3C Credentials
Community Group); Multikey of Controlled Identifiers v1.0, section 2.2.2: an Ed25519 key is 0xed01 and 32 bytes.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from classroom.certificates import multibase
from classroom.certificates.errors import Refused

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SCHEME = "did:key:"
ED25519 = bytes.fromhex("ed01")
KEY_BYTES = 32
FIELD = 2**255 - 19  # RFC 8032, section 5.1
_ORDER_8 = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
# The heights of the eight points that make a signature fit more than one text. Vectors in the tests.
WEAK = {0, 1, FIELD - 1, _ORDER_8, FIELD - _ORDER_8}


def from_public(key: Ed25519PublicKey) -> str:
    """Return the name of a public key, such as ``did:key:z6Mk…``."""
    return SCHEME + multibase.encode(ED25519 + key.public_bytes_raw())


def to_public(did: Any) -> Ed25519PublicKey:
    """
    Return the public key in a name.

    Raises
    ------
    Refused
        If the name is no did:key of an Ed25519 key, or of one of the few keys that prove nothing.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    return Ed25519PublicKey.from_public_bytes(_raw(did))


def verification_method(did: str) -> str:
    """Return the address of the key in the document that a did:key stands for: the key once more, after ``#``."""
    return f"{did}#{did.removeprefix(SCHEME)}"


def fingerprint(did: str) -> str:
    """
    Return thirty digits to read aloud, such as on the telephone: six groups of five.

    They are the SHA-256 of the 32 bytes of the key, as a number, modulo 10^30.

    Raises
    ------
    Refused
        If the name is no did:key of an Ed25519 key.
    """
    number = int.from_bytes(hashlib.sha256(_raw(did)).digest(), "big") % 10**30
    digits = f"{number:030d}"
    return " ".join(digits[at : at + 5] for at in range(0, 30, 5))


def _raw(did: Any) -> bytes:
    if not isinstance(did, str) or not did.startswith(SCHEME):
        raise Refused("a key is named did:key:z6Mk… here; other kinds of name would have to be looked up")
    data = multibase.decode(did.removeprefix(SCHEME), what="the key after did:key:")
    if data[:2] != ED25519 or len(data) != len(ED25519) + KEY_BYTES:
        raise Refused("the key after did:key: is not an Ed25519 key")
    raw = data[2:]
    height = int.from_bytes(raw, "little") % 2**255
    if height >= FIELD or height in WEAK:
        raise Refused("the key is one of the few with which a signature proves nothing")
    return raw
