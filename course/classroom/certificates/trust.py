"""What a reader brings along: keys to trust, and an issuer's list of certificates that were taken back."""

from __future__ import annotations

from pathlib import Path

from classroom.certificates import container, did_key, revocation
from classroom.certificates.errors import Refused
from classroom.certificates.plain_text import has_unseen
from classroom.certificates.revocation import Revoked
from classroom.errors import CitylabError

LARGEST = 100_000  # bytes


def read_trusted(given: list[str]) -> set[str]:
    """
    Return the did:keys that a reader trusts.

    Parameters
    ----------
    given : list of str
        Each a did:key, or a file with one in each line; what follows it in the line, and lines after ``#``, are notes.

    Raises
    ------
    CitylabError
        If one is no key, or a file cannot be read or holds none.
    """
    return {key for one in given for key in ([_checked(one, one)] if one.startswith("did:") else _read(Path(one)))}


def read_revoked(path: Path) -> Revoked:
    """
    Return an issuer's list of certificates that were taken back.

    Raises
    ------
    CitylabError
        If it cannot be read, or its signature does not hold.
    """
    try:
        return revocation.read(container.read(path))
    except Refused as refused:
        raise CitylabError(f"{path}: {refused}") from None


def _read(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST).decode("utf-8-sig")  # editors on Windows put a mark in front
    except FileNotFoundError:
        raise CitylabError(
            f"{path}: no such file; after --trust write a did:key:…, or the name of a file with one in each line"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise CitylabError(f"{path}: no key and no file with keys that can be read ({error})") from None
    # Not splitlines: it also ends a line, such as a note, where an editor shows that it goes on.
    numbered = [(number, line.removesuffix("\r")) for number, line in enumerate(text.split("\n"), 1)]
    for number, line in numbered:
        if has_unseen(line, besides="\t"):
            raise CitylabError(f"{path}, line {number}: holds characters that cannot be seen; write the line anew")
    lines = [(number, line.split()) for number, line in numbered]
    keys = [_checked(words[0], f"{path}, line {number}") for number, words in lines if words and words[0][0] != "#"]
    if not keys:
        raise CitylabError(f"{path}: holds no key; write one did:key:… in each line")
    return keys


def _checked(key: str, where: str) -> str:
    try:
        did_key.to_public(key)
    except Refused as refused:
        raise CitylabError(f"{where}: {refused}") from None
    return key
