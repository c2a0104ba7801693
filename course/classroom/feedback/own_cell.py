"""What is wrong with an answer's own cell, before any test looks at it."""

from __future__ import annotations

import ast
import warnings

from classroom.feedback.failures import MEANINGS, UNANSWERED, Failure
from classroom.grading.matching import MAGIC


def explain_answer(answer: str, failure: Failure | None) -> Failure | None:
    """
    Say first what is wrong with the answer's own cell: a test behind it only sees that a name is missing.

    Parameters
    ----------
    answer : str
        The code of one answer.
    failure : Failure or None
        What its test says.
    """
    if failure is None:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            code = MAGIC.sub(r"\1pass", answer)
            tree = compile(code, "cell", "exec", ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except SyntaxError as error:
        kind, row = type(error).__name__, error.lineno or 1
        line = "".join(answer.split("\n")[row - 1 : row]).strip()[:200]
        return Failure(
            f"This cell has a {kind} in line {row}, so none of it ran.",
            line,
            MEANINGS.get(kind, MEANINGS["SyntaxError"]),
        )
    except (ValueError, RecursionError, MemoryError, OverflowError):
        return failure
    is_open = not tree.body or (UNANSWERED in answer and failure.message.startswith("NameError"))
    return Failure("Not answered yet.", hint=MEANINGS["NotImplementedError"]) if is_open else failure
