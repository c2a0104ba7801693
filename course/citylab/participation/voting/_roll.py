"""Who may vote: names that are compared fairly, and a list of code words."""

import csv
import unicodedata
from pathlib import Path

from citylab.participation.voting._errors import Refused, VotingError

__all__ = ["LONGEST_NAME", "read_roll", "voter_key"]

LONGEST_NAME = 60


def voter_key(name: str) -> str:
    """
    Return what two spellings of one name have in common.

    Capitals, blanks, invisible signs and the width of letters make no difference.

    Parameters
    ----------
    name : str
        What the voter wrote: a name or a code word.

    Returns
    -------
    str
        The key under which the file keeps who has voted.

    Raises
    ------
    Refused
        If nothing readable was written, or more than 60 characters.

    Examples
    --------
    >>> voter_key("  Ann LEE ") == voter_key("ann lee") == voter_key("ａｎｎ　ｌｅｅ")
    True
    """
    if len(name) > LONGEST_NAME:
        raise Refused(f"a name has at most {LONGEST_NAME} characters and this one has {len(name)}; write a shorter one")
    key, before = _fold(name), name
    while key != before:  # what is left after a blank is gone may combine anew
        key, before = _fold(key), key
    if not any(sign.isalnum() for sign in key):
        raise Refused("no name yet; write your name or your code word, with at least one letter or figure")
    return key


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(sign for sign in folded if unicodedata.category(sign)[0] not in "CZ")


def read_roll(path: str | Path) -> tuple[str, ...]:
    """
    Read the code words of those who may vote.

    Parameters
    ----------
    path : str or pathlib.Path
        A CSV file, UTF-8: a column ``code`` among others, or one code word in each line.

    Returns
    -------
    tuple of str
        The keys of the code words, as `voter_key` makes them.

    Raises
    ------
    VotingError
        If the file is missing, is no such table, or holds a code word twice; the message names the line.
    """
    try:
        text = Path(path).expanduser().read_text(encoding="utf-8-sig")
    except OSError as error:
        raise VotingError(
            f"{path} cannot be opened ({error.strerror}); name the CSV file with the code words"
        ) from None
    except UnicodeDecodeError:
        raise VotingError(f"{path} is no text in UTF-8; save it as CSV (UTF-8)") from None
    lines = text.splitlines()
    first = lines[0] if lines else ""
    reader = csv.reader(lines, delimiter=";" if ";" in first else ",", strict=True)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise VotingError(f"{path}, line {reader.line_num}: {error}; is a quotation mark not closed?") from None
    return _codes(path, [(line, cells) for line, cells in rows if any(cells)])


def _codes(path: str | Path, rows: list[tuple[int, list[str]]]) -> tuple[str, ...]:
    titles = [cell.lower() for cell in rows[0][1]] if rows else []
    if "code" in titles:
        at, rows = titles.index("code"), rows[1:]
    elif len(titles) > 1:
        raise VotingError(f"{path} needs a column named code; it has: {', '.join(rows[0][1])}")
    else:
        at = 0
    if not rows:
        raise VotingError(f"{path} holds no code word; write one in each line")
    seen: dict[str, int] = {}
    for line, cells in rows:
        try:
            key = voter_key(cells[at] if at < len(cells) else "")
        except Refused:
            raise VotingError(f"{path}, line {line}: no code word of 1 to {LONGEST_NAME} characters; add one") from None
        if key in seen:
            raise VotingError(
                f"{path}, line {line}: the code word {cells[at]!r} is also in line {seen[key]} "
                "(capitals and blanks do not count); change one of them"
            )
        seen[key] = line
    return tuple(seen)
