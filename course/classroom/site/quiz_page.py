"""A quiz to read: every question, with the answers and why, folded away."""

from __future__ import annotations

import html
from pathlib import Path

from citylab.output import inline
from citylab.quizzes import Question, read_quiz
from citylab.quizzes.marking import explain

__all__ = ["quiz_as_html"]

ASKS_FOR = {"one": "one answer", "several": "one or more answers", "number": "a number"}


def quiz_as_html(path: Path) -> str:
    """
    Return the questions of a quiz file, in the author's order.

    Parameters
    ----------
    path : pathlib.Path
        The module's ``quiz.toml``.
    """
    questions = read_quiz(path)
    blocks = "".join(_question(question, number) for number, question in enumerate(questions, 1))
    intro = (
        '<p class="course-still">In the notebook, this quiz has buttons and counts your score. '
        "Here you choose in your mind, then open the answer.</p>"
    )
    return f'<div class="course-quiz">{intro}<ol>{blocks}</ol></div>'


def _question(question: Question, number: int) -> str:
    unit = f" in {question.unit}" if question.unit else ""
    options = "".join(f"<li>{inline(option.text)}</li>" for option in question.option)
    choices = f'<ol type="a">{options}</ol>' if options else ""
    reasons = "".join(
        f"<li><b>{'✓' if one.right else '✗'} {inline(one.text)}</b> "
        f"({'right' if one.right else 'wrong'}). {inline(one.why)}</li>"
        for one in explain(question)
    )
    asked = html.escape(f"({ASKS_FOR[question.kind]}{unit})")
    return (
        f'<li id="question-{number}"><p>{inline(question.ask)} <span>{asked}</span></p>{choices}'
        f"<details><summary>Answer and explanations of question {number}</summary>"
        f"<ul>{reasons}</ul></details></li>"
    )
