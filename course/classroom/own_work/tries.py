"""Which tries count, and when a reference solution opens."""

from __future__ import annotations

import ast
import hashlib
import re
from dataclasses import dataclass

from nbformat import NotebookNode

from citylab import progress
from classroom.feedback.content import Question
from classroom.grading.matching import MAGIC

TRIES = 3  # different ones, after which the reference solution opens
WORDS = 40  # in a written answer, after which the sample answer opens
NOT_RUN = ("NotRun", "Stopped", "Withheld", "DeadKernelError", "CellTimeoutError")
UNANSWERED = "not answered yet"


@dataclass(frozen=True)
class Standing:
    """How far a learner is with a question: different tries so far, and whether it was right once."""

    tries: int
    solved: bool

    @property
    def is_open(self) -> bool:
        """Whether the reference solution may be read."""
        return self.solved or self.tries >= TRIES


def remember(assignment: str, question: Question, *, stub: str, notebook: NotebookNode) -> Standing:
    """
    Count this call's try, and say where the learner stands.

    Parameters
    ----------
    assignment : str
        Its name.
    question : Question
        As marked; one that tests mark.
    stub : str
        The answer's cell as given out.
    notebook : nbformat.NotebookNode
        That was run.
    """
    key = f"{assignment}/{question.id}"
    if question.status == "full":
        progress.record_solved(key)
    elif is_honest(question, stub=stub, notebook=notebook):
        progress.record_try(key, fingerprint=fingerprint(question.answer))
    known = progress.exercise(key)
    return Standing(len(known["tries"]), known["solved"])


def is_honest(question: Question, *, stub: str, notebook: NotebookNode) -> bool:
    """Return whether a wrong answer is a try: it says something of its own, it ran, and a test has looked at it."""
    said = _tree(question.answer)
    if said is None or not _does_something(said) or fingerprint(question.answer) == fingerprint(stub):
        return False
    if any(output.output_type == "error" for output in _cell(notebook, question.id).get("outputs", [])):
        return False
    return any(_has_looked(cell) for cell in notebook.cells if _is_test_of(cell, question.id))


def fingerprint(code: str) -> str:
    """Return the same text for code that differs only in blanks, comments and docstrings."""
    tree = _tree(code)
    text = ast.dump(tree) if tree else code
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def words(text: str) -> int:
    """Count the words of a written answer."""
    return len(re.findall(r"\w+(?:['’.,-]\w+)*", text))


def _tree(code: str) -> ast.Module | None:
    """Parse without docstrings; None if it is not Python."""
    try:
        tree = ast.parse(MAGIC.sub(r"\1pass", code))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
            kept = [part for part in node.body if not _is_text(part)]
            node.body = kept or [ast.Pass()]
    return tree


def _does_something(tree: ast.Module) -> bool:
    """Return whether any statement is more than a definition with nothing in it."""
    return any(_is_work(node) for part in tree.body for node in _inside(part))


def _inside(part: ast.stmt) -> list[ast.stmt]:
    return part.body if isinstance(part, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)) else [part]


def _is_work(node: ast.stmt) -> bool:
    if isinstance(node, (ast.Pass, ast.Raise, ast.Import, ast.ImportFrom)):
        return False
    if isinstance(node, (ast.Expr, ast.Return, ast.Assign)):
        value = node.value
        return not (value is None or (isinstance(value, ast.Constant) and value.value in (None, ...)))
    return True


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _cell(notebook: NotebookNode, name: str) -> NotebookNode:
    found = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == name]
    return found[0] if found else NotebookNode()


def _is_test_of(cell: NotebookNode, question: str) -> bool:
    return bool(re.fullmatch(rf"test-{re.escape(question)}-\d+", cell.metadata.get("nbgrader", {}).get("grade_id", "")))


def _has_looked(cell: NotebookNode) -> bool:
    """Return whether a test came to a result about an answer that is there."""
    errors = [output for output in cell.get("outputs", []) if output.output_type == "error"]
    if not errors:
        return cell.get("execution_count") is not None
    return errors[0].ename not in NOT_RUN and UNANSWERED not in str(errors[0].evalue)
