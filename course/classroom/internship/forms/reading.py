"""Read the file that a supervisor's page saved; refuse everything else in one sentence with the remedy."""

from __future__ import annotations

import json
import math
import unicodedata
from pathlib import Path
from typing import Any, NoReturn

from citylab.internship import answers as checked
from citylab.internship.problems import clean
from classroom.errors import CitylabError
from classroom.internship.forms.filled import FORMAT, MOST_BYTES, VERSION, Filled
from classroom.internship.forms.ids import refuse_unsafe
from classroom.internship.forms.writing import require_known
from classroom.keeping.names import shown

__all__ = ["read", "read_bytes"]

_KEYS = {FORMAT, "document", "intern", "answers"}
_AGAIN = "ask the supervisor for the file that the page saved"
_MOST_DEEP = 3  # answers, a list, its entries
_MOST_SHOWN = 4


def read(path: Path) -> Filled:
    """
    Read a filled-in form.

    Parameters
    ----------
    path : pathlib.Path
        The JSON file that the page saved.

    Raises
    ------
    CitylabError
        If it is no such file, is of another version, or the form has problems. The message is one sentence for each
        problem, with the remedy. Nothing of the file is ever run.
    """
    return read_bytes(_content(path), path.name)


def read_bytes(content: bytes, name: str) -> Filled:
    """Read a filled-in form from the content of its file; `name` stands in messages. See `read`."""
    if len(content) > MOST_BYTES:
        raise CitylabError(f"{name}: more than {MOST_BYTES / 1000:.0f} kB, larger than any filled-in form; {_AGAIN}")
    data = _parsed(content, name)
    if not isinstance(data, dict) or FORMAT not in data:
        raise CitylabError(f"{name}: this is JSON, but not a form that was filled in; {_AGAIN}")
    if data[FORMAT] is True or data[FORMAT] != VERSION:
        raise CitylabError(
            f"{name}: made by version {_short(data[FORMAT])} of the form, and this program reads version {VERSION}; "
            "send a new form"
        )
    if strange := sorted(set(data) ^ _KEYS):
        raise CitylabError(f"{name}: unknown or missing: {_short(', '.join(strange))}; {_AGAIN}")
    document, intern, given = data["document"], data["intern"], data["answers"]
    if not isinstance(document, str) or not isinstance(intern, str) or not isinstance(given, dict):
        raise CitylabError(f"{name}: document, intern or answers are not what they should be; {_AGAIN}")
    require_known(document)
    refuse_unsafe(intern)
    _refuse_strange(given, name)
    if problems := checked.check(document, given):
        more = [f"and {len(problems) - _MOST_SHOWN} more"] if len(problems) > _MOST_SHOWN else []
        said = "; ".join([*problems[:_MOST_SHOWN], *more])
        raise CitylabError(f"{name}: {said}. Send it back to the supervisor, who can mend it in the page")
    values = clean(checked.form(document), given)
    return Filled(document, intern, values["supervisor_name"], values["supervisor_email"], values["signed_on"], given)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise CitylabError(f"{path}: there is no such file; look at its name") from None
    except IsADirectoryError:
        raise CitylabError(f"{path}: this is a folder; name the file in it") from None
    except OSError as error:
        raise CitylabError(f"{path}: it cannot be read ({error.strerror}); copy it to your own folder") from None


def _parsed(content: bytes, name: str) -> Any:
    if content.lstrip()[:1] == b"<":
        raise CitylabError(f"{name}: this is the page, not the file that it saves; {_AGAIN} (its name ends with .json)")
    try:
        return json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_once_each, parse_constant=_no_number, parse_int=_whole
        )
    except (ValueError, RecursionError):
        raise CitylabError(f"{name}: it cannot be read as JSON, or is damaged; {_AGAIN}, as an attachment") from None


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a name stands twice, so nobody can say which one counts")
    return dict(pairs)


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a number of JSON")


def _whole(digits: str) -> int:
    if len(digits) > 15:
        raise ValueError("no answer is a number of that length")
    return int(digits)


def _refuse_strange(value: Any, name: str, depth: int = 0) -> None:
    """Refuse what no page saves: deep nesting, infinite numbers, characters that are no text."""
    if isinstance(value, str):
        if any(unicodedata.category(one) in ("Cc", "Cs") and one not in "\n\r\t" for one in value):
            raise CitylabError(f"{name}: a text holds characters that no keyboard makes; {_AGAIN}")
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise CitylabError(f"{name}: a number is infinite; {_AGAIN}")
    elif isinstance(value, (dict, list)):
        if depth == _MOST_DEEP:
            raise CitylabError(f"{name}: the answers are nested more deeply than those of any form; {_AGAIN}")
        for one in [*value, *(value.values() if isinstance(value, dict) else [])]:
            _refuse_strange(one, name, depth + 1)


def _short(value: Any) -> str:
    return shown(str(value))[:60]
