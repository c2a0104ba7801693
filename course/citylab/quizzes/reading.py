"""Read and check the file of a quiz."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citylab.quizzes.slips import slips_in

__all__ = ["Option", "Question", "QuizError", "Wrong", "read_quiz"]


class QuizError(ValueError):
    """A quiz is missing or its file is wrong; the message names file, question and remedy."""


@dataclass(frozen=True)
class Option:
    """One answer to choose, whether it is right, and the explanation."""

    text: str
    right: bool
    why: str


@dataclass(frozen=True)
class Wrong:
    """A number that comes from a known error, and the explanation."""

    value: float
    why: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """
    One question.

    Attributes
    ----------
    id : str
        Name within the quiz.
    ask : str
        The question; backquotes mark code.
    kind : {"one", "several", "number"}
        What is answered.
    option : tuple of Option
        To choose from, in the author's order; empty for a number.
    answer, tolerance : float
        The number and its greatest accepted difference. [unit]
    unit : str
        Unit of the number, may be empty.
    why_right, why_other : str
        Explanations of the right number and of any unknown one.
    wrong : tuple of Wrong
        Known errors.
    keep_order : bool
        Whether the options stay in the author's order: sizes, or options that name each other.
    """

    id: str
    ask: str
    kind: str
    option: tuple[Option, ...] = ()
    answer: float = 0.0
    tolerance: float = 0.0
    unit: str = ""
    why_right: str = ""
    why_other: str = ""
    wrong: tuple[Wrong, ...] = ()
    keep_order: bool = False


def read_quiz(path: Path) -> tuple[Question, ...]:
    """
    Return the questions of a quiz file.

    Parameters
    ----------
    path : pathlib.Path
        A TOML file with an array of tables `question`.

    Returns
    -------
    tuple of Question

    Raises
    ------
    QuizError
        If the file is no TOML, or a question is incomplete, ambiguous or double.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise QuizError(f"{path}: no valid TOML: {error}") from None
    raw = content.get("question")
    if not isinstance(raw, list) or not raw:
        raise QuizError(f"{path}: needs at least one [[question]]")
    slips = slips_in(raw)
    if slips:
        raise QuizError(f"{path}: " + "; ".join(slips))
    return tuple(_question(entry) for entry in raw)


def _question(raw: dict[str, Any]) -> Question:
    parts = dict(raw)
    parts["option"] = tuple(Option(**option) for option in raw.get("option", ()))
    parts["wrong"] = tuple(Wrong(**wrong) for wrong in raw.get("wrong", ()))
    return Question(**parts)
