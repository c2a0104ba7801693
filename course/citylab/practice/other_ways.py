"""The discussion beside a solution: why this way, and what else gives the same answer."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["OtherWays", "other_ways", "slips_in"]

_SENTENCES = (2, 5)
_CHARACTERS = 800
_LINES = 12


@dataclass(frozen=True)
class OtherWays:
    """
    What an author says about a solution, once it is open.

    Attributes
    ----------
    say : str
        Why this way; what else works, and when it is better or worse; a slip to avoid.
    code : str
        Python that gives the same answer in another way, in the place of the solution. May be empty.
    """

    say: str
    code: str = ""


def other_ways(name: str) -> OtherWays | None:
    """
    Return the discussion of an exercise, from ``other_ways.toml`` beside its declaration.

    Parameters
    ----------
    name : str
        Id of the exercise; its theme comes first.

    Returns
    -------
    OtherWays or None
        None if the theme has none for it.

    Raises
    ------
    ValueError
        If the file is no TOML, or an entry has other fields than `say` and `code`.
    """
    return _of_theme(name.split("-")[0]).get(name)


def slips_in(found: OtherWays) -> Iterator[str]:
    """Yield what is wrong with a discussion, each with its remedy."""
    sentences = sum(found.say.count(f"{end} ") for end in ".?!:") + 1
    if not found.say.strip():
        yield "other ways must not be empty"
    elif not _SENTENCES[0] <= sentences <= _SENTENCES[1] * 2 or not found.say.rstrip().endswith((".", "?")):
        yield "other ways must be two to five whole sentences"
    if len(found.say) > _CHARACTERS:
        yield f"other ways must have at most {_CHARACTERS} characters, these have {len(found.say)}"
    if len(found.code.splitlines()) > _LINES:
        yield f"the code of other ways must have at most {_LINES} lines"
    try:
        compile(found.code, "other_ways.toml", "exec")
    except SyntaxError as error:
        yield f"the code of other ways must be Python: {error}"


@cache
def _of_theme(theme: str) -> dict[str, OtherWays]:
    try:
        file = files(f"citylab.{theme}.practice") / "other_ways.toml"
    except (ModuleNotFoundError, TypeError):
        return {}
    if not file.is_file():
        return {}
    content: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    try:
        return {name: OtherWays(**entry) for name, entry in content.items()}
    except TypeError as error:
        raise ValueError(f"{file}: each exercise needs say, and may have code: {error}") from None
