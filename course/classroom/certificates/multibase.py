"""
Write bytes as letters and digits that people do not confuse: base58-btc, marked with a ``z``.

Controlled Identifiers v1.0 (W3C Recommendation of 15 May 2025), section 2.4, *Multibase*.
"""

from __future__ import annotations

from typing import Any

from classroom.certificates.errors import Refused

BASE58_BTC = "z"
LONGEST = 200  # characters; a signature has 89


def encode(data: bytes) -> str:
    """Return bytes as base58-btc with the mark ``z``."""
    import base58

    return BASE58_BTC + base58.b58encode(data).decode("ascii")


def decode(text: Any, *, what: str) -> bytes:
    """
    Return the bytes that a multibase text stands for.

    Parameters
    ----------
    text : str
        Base58-btc with the mark ``z``.
    what : str
        What it is, for the message.

    Raises
    ------
    Refused
        If it is no such text, or not the one way to write these bytes.
    """
    import base58

    if not isinstance(text, str) or not text.startswith(BASE58_BTC) or len(text) > LONGEST:
        raise Refused(f"{what} must be base58-btc text that begins with z")
    try:
        data = base58.b58decode(text[1:])
    except ValueError:
        raise Refused(f"{what} holds a character that base58 does not have") from None
    if encode(data) != text:  # the library overlooks spaces at the end
        raise Refused(f"{what} is not written as base58 writes it")
    return data
