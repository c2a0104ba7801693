"""
Read JSON so that it has one meaning only, and write it in its one canonical form.

Two programs that read the same text differently are how signatures are cheated: which of two equal names counts, how
is a long number rounded? Whatever leaves a choice is refused.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

from classroom.certificates.errors import Refused

LARGEST = 2**53 - 1  # beyond it, programs that count in binary fractions round; RFC 8785, section 3.2.2.3 [1]


def read(data: bytes) -> dict[str, Any]:
    """
    Return the object that a JSON text in UTF-8 holds.

    Raises
    ------
    Refused
        If it is not UTF-8, no JSON, no object, or leaves a choice: a name twice, a number that programs may round.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("the file is not text in UTF-8, as a certificate is") from None
    if text.startswith("\ufeff"):
        raise Refused("the file begins with a byte order mark, which another program put there; ask for the original")
    try:
        value = json.loads(
            text,
            object_pairs_hook=_once_each,
            parse_int=_whole,
            parse_float=_fraction,
            parse_constant=_fraction,
        )
        canonical(value)
    except json.JSONDecodeError as error:
        raise Refused(f"the file is no JSON: {error.msg} in line {error.lineno}") from None
    except RecursionError:
        raise Refused("the file is nested too deeply to be a certificate") from None
    if not isinstance(value, dict):
        raise Refused("the file holds JSON, but no certificate: that is an object in { }")
    return value


def canonical(value: Any) -> bytes:
    """
    Return the one form of a value on which all programs agree, by RFC 8785 (JSON Canonicalization Scheme).

    Raises
    ------
    Refused
        If the value has none, such as half a character.
    """
    # The library takes a moment to load, and the command line imports this module for help texts too.
    import rfc8785

    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise Refused(f"the file holds what has no canonical form: {error}") from None


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            raise Refused(f"the name {name!r} stands twice in one object, so nobody can say which one counts")
        made[name] = value
    return made


def _whole(digits: str) -> int:
    if len(digits) > len(str(-LARGEST)) or abs(int(digits)) > LARGEST or digits == "-0":
        raise Refused(f"the number {digits[:40]} is not read alike by all programs")
    return int(digits)


def _fraction(digits: str) -> NoReturn:
    raise Refused(f"the number {digits[:40]} is not read alike by all programs; only whole numbers are taken")
