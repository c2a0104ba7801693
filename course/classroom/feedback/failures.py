"""
What a failed check may say on the feedback page.

The author's messages are shown; they were written for students. Whatever else an error says may carry data of a
hidden test, or what a student put there: of that, only what the student knows already is shown.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from classroom.feedback.usual import WORDS

LONGEST = 300
ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
# The judge says "in mean_wait, line 3: return a / b"; IPython "----> 3 return a / b".
PLACE = re.compile(r"^(?:in \S+, line \d+: |\s*-+> ?\d+ )(.+)$")
HIDDEN = re.compile(
    r"^[ \t]*### BEGIN HIDDEN TESTS\b.*?(?:^[ \t]*### END HIDDEN TESTS[^\n]*|\Z)", re.DOTALL | re.MULTILINE
)

# Quoted text, what holds a digit or a sign, and long words: what data and code look like.
DATA = re.compile(
    r"'(?:[^'\\]|\\.)*'?|\"(?:[^\"\\]|\\.)*\"?|[^\s'\",;:()\[\]{}]*[\d_.=<>*/%+@#\\][^\s'\",;:()\[\]{}]*|\S{25,}"
)
# The same, or else a word: letters can carry data too.
PIECE = re.compile(rf"{DATA.pattern}|[^\W\d_]+")
# What errors speak of, in any program.
USUAL = " ".join([*dir(builtins), "NoneType Series DataFrame Index ndarray array function method"])
SIGNS = frozenset(re.findall(r"\S+", "+ - * / // % ** < > <= >= == != & | . ... 0 1 2"))
UNANSWERED = "not answered yet"
# A test of a document of the internship: it looks at the answers that stand in the notebook, and at nothing else.
DOCUMENT = re.compile(r"^from citylab\.internship\b", re.MULTILINE)

FORM = "This check is in your notebook, below your answer. Change the answer until it passes there."
VALUE = (
    "This check called your answer with other data than you have. Make up a small case, work it out on paper, "
    "and compare it with what your answer gives."
)
MEANINGS = {
    "NotImplementedError": "Replace the line that raises NotImplementedError by your own code.",
    "NameError": "Python met a name that nothing defines. Is it spelled alike everywhere, and defined before?",
    "TypeError": "Something has a type that the operation cannot use, or a function got other arguments than it takes.",
    "ValueError": "The type was right, but the value was one that the operation cannot use.",
    "ZeroDivisionError": "A number was divided by zero. Which input makes the divisor zero? What should come out then?",
    "KeyError": "A dictionary or a table was asked for a key, a row or a column that it does not have.",
    "IndexError": "A position was asked for that does not exist. Counting begins at 0; other data may be shorter.",
    "AttributeError": "A value has no part or method of that name. Often the value is None: does the function return?",
    "SyntaxError": "Python could not read the cell. Look for a bracket, a quotation mark or a colon that is missing.",
    "IndentationError": "The lines of the cell are not indented alike.",
    "RecursionError": "A function called itself without end.",
    "MemoryError": "More memory was asked for than a submission may use.",
    "ModuleNotFoundError": "A library was imported that the course does not use.",
    "ImportError": "Something was imported that its library does not have.",
    "FileNotFoundError": "A file was opened that is not there in marking. Load data with the course's helper.",
    "AssertionError": "An assert in your own answer did not hold.",
    "FloatingPointError": "A computation left the range of numbers that a computer can hold.",
    "OverflowError": "A number became too large.",
    "UnboundLocalError": "A variable was used inside a function before it got a value there.",
    "StopIteration": "Nothing was left to take the next element from.",
    "LinAlgError": "A system of equations has no single solution.",
}
OTHER = "Your answer ended with an error before the check could look at its result."
STOPPED = {
    "took too long": (
        "It took too long, and was stopped.",
        "Look for a loop that never ends, or for one inside another that could be a single step.",
    ),
    "ended before": (
        "Your notebook had ended before this check.",
        "Something above stopped Python itself: a call of exit, too much memory, or a cell that took too long.",
    ),
    "could not be read": (
        "What your answer returned could not be read.",
        "Return plain numbers, text, lists, or the tables that the question asks for.",
    ),
}
TOO_LONG = ("KeyboardInterrupt", "InterruptedFarError", "CellTimeoutError", "TimeoutError")


@dataclass(frozen=True)
class Failure:
    """
    Why a check gave no points, or not all.

    Attributes
    ----------
    message : str
        What went wrong.
    line : str
        The line of the student's answer where it did, if it is known.
    hint : str
        What to do next.
    """

    message: str
    line: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Message:
    """A text that the author wrote into a test: a pattern, whether the test is hidden, and what never changes."""

    pattern: re.Pattern[str]
    is_literal: bool
    is_hidden: bool
    fixed: str = ""


def visible(source: str) -> str:
    """Return a test cell as students have it."""
    return HIDDEN.sub("", source)


def explain(cell: NotebookNode, *, known: str, answer: str) -> Failure | None:
    """
    Say why a test failed.

    Parameters
    ----------
    cell : nbformat.NotebookNode
        The test cell, with its outputs.
    known : str
        All text that the student has: the release, and the answers.
    answer : str
        The student's code.

    Returns
    -------
    Failure or None
        None if no output is an error.
    """
    error = next((output for output in cell.get("outputs", []) if output.get("output_type") == "error"), None)
    if error is None:
        return _report(cell)
    kind, text = _name(error.get("ename"), known), _text(error.get("evalue"))
    stopped = _stopped(kind, text)
    if stopped:
        return stopped
    if kind == "FormError" and DOCUMENT.search(visible(cell.source)):
        return Failure(" · ".join(row for row in text[: 4 * LONGEST].splitlines() if row), hint=FORM)
    message = _written(cell.source, text, known)
    if message and kind in ("AssertionError", "FormError"):
        return message
    line = _line(error.get("traceback"), answer)
    if not line and kind in ("AssertionError", "FormError"):
        return Failure("The check found something that is not as asked.", hint=VALUE)
    if kind == "NotImplementedError" and UNANSWERED in text:
        return Failure("Not answered yet.", hint=MEANINGS[kind])
    said = masked(text, known)
    return Failure(f"{kind}: {said}" if said else kind, line, MEANINGS.get(kind, OTHER))


def masked(text: str, known: str) -> str:
    """Return the text of an error in one line, without the data in it that the student does not have."""
    row = " ".join(text.split())
    row = row[:LONGEST] + "…" if len(row) > LONGEST else row
    return PIECE.sub(lambda found: found[0] if _has(known, found[0]) else "…", row)


def _has(known: str, piece: str) -> bool:
    bare = piece.strip("'\".")
    if not bare or piece in SIGNS or bare in WORDS or bare[:1].lower() + bare[1:] in WORDS:
        return True
    return any(re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", text) for text in (known, USUAL))


def _stopped(kind: str, text: str) -> Failure | None:
    if kind in TOO_LONG:
        return Failure(*_pair("took too long"))
    if kind == "DeadKernelError":
        return Failure(*_pair("ended before"))
    if kind != "Stopped":
        return None
    known = next((piece for piece in STOPPED if piece in text), None)
    return Failure(*_pair(known)) if known else Failure("The notebook was stopped before this check.")


def _pair(piece: str) -> tuple[str, str, str]:
    message, hint = STOPPED[piece]
    return message, "", hint


def _written(source: str, text: str, known: str) -> Failure | None:
    """Return the message if the author wrote it, in the test or in the course's checks of form."""
    row = text.strip()
    for message in (*_messages(source), *_messages_of_forms()):
        if len(row) <= 4 * LONGEST and message.pattern.fullmatch(row):
            hint = VALUE if message.is_hidden else FORM
            return Failure(row if message.is_literal else _blanked(message, row, known), hint=hint)
    return None


def _blanked(message: Message, row: str, known: str) -> str:
    """Hide data that the student does not have; a number or two tell the student's own result."""
    known = f"{known}\n{message.fixed}"
    unknown = [piece for piece in PIECE.findall(row) if not _has(known, piece)]
    if message.is_hidden or len(unknown) > 2 or not all(map(_is_number, unknown)):
        return masked(row, known)
    return row


def _is_number(piece: str) -> bool:
    try:
        float(piece.rstrip(".%"))
    except ValueError:
        return False
    return True


@cache
def _messages(source: str) -> tuple[Message, ...]:
    """List the texts of a test cell that could be messages: those of more than one word."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return ()
    hidden = [
        range(source.count("\n", 0, found.start()) + 1, source.count("\n", 0, found.end()) + 2)
        for found in HIDDEN.finditer(source)
    ]
    literals, patterns = [], []
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and " " in node.value
            and id(node) not in inner
        ):
            is_hidden = any(node.lineno in rows for rows in hidden)
            literals.append(Message(re.compile(re.escape(node.value.strip())), True, is_hidden))
        elif isinstance(node, ast.JoinedStr):
            pattern = _pattern(node)
            if pattern:
                is_hidden = any(node.lineno in rows for rows in hidden)
                patterns.append(Message(pattern, False, is_hidden, " ".join(_fixed(node))))
    return (*literals, *patterns)


@cache
def _messages_of_forms() -> tuple[Message, ...]:
    from citylab import forms

    text = Path(forms.__file__).read_text(encoding="utf-8")  # which every student has: its words may be shown
    return tuple(Message(one.pattern, False, False, text) for one in _messages(text) if not one.is_literal)


def _pattern(node: ast.JoinedStr) -> re.Pattern[str] | None:
    """Return a pattern for a text with values in it, if the fixed part is long enough to be known by."""
    if len("".join(_fixed(node)).split()) < 2:
        return None
    parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"(?:.{0,300}?)" for part in node.values]
    return re.compile("".join(parts), re.DOTALL)


def _fixed(node: ast.JoinedStr) -> list[str]:
    return [part.value for part in node.values if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def _line(traceback: Any, answer: str) -> str:
    """Return the last line that an error came through and that stands in the student's answer."""
    rows = {row.strip() for row in answer.splitlines() if row.strip()}
    found = ""
    for row in "\n".join(map(_text, traceback if isinstance(traceback, list) else [])).splitlines():
        match = PLACE.match(row)
        if match and match[1].strip() in rows:
            found = match[1].strip()[:200]
    return found


def _report(cell: NotebookNode) -> Failure | None:
    """Return what a test printed beside a part of the points, as far as the author wrote it."""
    printed = [_text(output.get("text")) for output in cell.get("outputs", []) if output.get("output_type") == "stream"]
    rows = [row.strip() for row in "".join(printed).splitlines()]
    written = [
        row for row in rows if any(one.is_literal and one.pattern.fullmatch(row) for one in _messages(cell.source))
    ]
    return Failure(" ".join(dict.fromkeys(written)), hint=VALUE) if written else None


def _name(kind: Any, known: str) -> str:
    """Return the name of an error, if it is one of Python's or one that stands in the student's code."""
    name = _text(kind)
    is_usual = name in MEANINGS or name in TOO_LONG or name in ("Stopped", "FormError", "DeadKernelError")
    return name if is_usual or hasattr(builtins, name) or (name.isidentifier() and _has(known, name)) else "Error"


def _text(value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        value = "".join(map(str, value))
    return ANSI.sub("", "" if value is None or isinstance(value, Mapping) else str(value))
