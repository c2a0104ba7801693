"""
Check what an intern or a supervisor filled in: what the test cells of the internship's notebooks call.

A form is declared in ``declared/NAME.toml`` (see `citylab.internship.form`). Its answers are plain Python values in
dictionaries, one for each section of the form:

>>> from citylab.internship import answers
>>> agreement = answers.form("learning-agreement")
>>> [section.name for section in agreement.sections][:2]
['parties', 'working_time']
>>> answers.check("learning-agreement", {"first_day": "2027-02-02"}, fields=["first_day"])
['first_day: 2027-02-02 is a Tuesday; give a Monday']

In a test cell, the name of the dictionary stands behind ``lambda:``, so that a cell which could not run gets a
sentence, too:

>>> answers.require("learning-agreement", lambda: parties, section="parties")  # doctest: +ELLIPSIS
Traceback (most recent call last):
citylab.internship.answers.FormError: there is no parties; run the cell above, and mend what its message says ...
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from citylab.forms import FormError as WrongForm
from citylab.internship.form import Form, form, forms
from citylab.internship.kinds import is_empty
from citylab.internship.problems import Problem, problems

__all__ = ["Form", "FormError", "Problem", "check", "form", "forms", "given", "problems", "require", "tell"]

_MOST_SHOWN = 4
_WHAT_PYTHON_SAYS = (
    "(SyntaxError: look for a missing comma or quotation mark, in that line or the one before; "
    "a date needs quotation marks)"
)


class FormError(WrongForm):
    """What is missing or wrong in a form. Jupyter shows the message alone, without lines of the program."""

    def _render_traceback_(self) -> list[str]:
        return ["Not complete yet:", *(f"  • {row}" for row in str(self).splitlines())]


def check(name: str, answers: Any, *, section: str | None = None, fields: Collection[str] | None = None) -> list[str]:
    """
    Say what is missing or wrong in a form.

    Parameters
    ----------
    name : str
        Of the document, such as ``scoping-sheet``.
    answers : dict of str to object
        The answers by the name of their field. Anything else is a problem, not an error.
    section : str, optional
        Look at this section only. `answers` may hold others, with which it is compared.
    fields : collection of str, optional
        Look at these fields only.

    Returns
    -------
    list of str
        One sentence for each problem: the field, what was found, and the remedy. Empty if the form is complete.

    Raises
    ------
    KeyError
        If there is no form, section or field of that name; this is the author's mistake, not the intern's.
    """
    try:
        return [problem.says for problem in problems(form(name), answers, section=section, fields=fields)]
    except RecursionError:
        return ["the form holds itself as one of its values; write plain text, numbers and lists into it"]


def require(
    name: str,
    answers: Any,
    *,
    section: str | None = None,
    fields: Collection[str] | None = None,
    beside: Iterable[Any] = (),
) -> None:
    """
    Raise with the first problems of a form, if it has any.

    Parameters
    ----------
    name, section, fields
        As in `check`.
    answers : dict or callable
        The answers, or a function without arguments that gives them: ``lambda: parties``.
    beside : iterable of dict or callable
        Other sections of the same form, with which these answers are compared; what cannot be read is left out.

    Raises
    ------
    FormError
        If there is a problem; the message has a line for each of the first ones.
    """
    own = given(answers)
    asked = {**_others(beside), **own} if isinstance(own, Mapping) else own
    found = check(name, asked, section=section, fields=fields)
    _tell_if_empty(name, own, found)
    tell(found)


def tell(problems: Sequence[str]) -> None:
    """
    Raise with the first problems, if there are any.

    Raises
    ------
    FormError
        If there is a problem; the message has a line for each of the first ones.
    """
    if problems:
        more = [f"and {len(problems) - _MOST_SHOWN} more"] if len(problems) > _MOST_SHOWN else []
        raise FormError("\n".join([*problems[:_MOST_SHOWN], *more]))


def given(answers: Any) -> Any:
    """
    Return the answers; of a function, what it gives.

    Raises
    ------
    FormError
        If the function names something that does not exist: its cell has not run, or has failed.
    """
    if not callable(answers):
        return answers
    try:
        return answers()
    except NameError as error:
        remedy = f"run the cell above, and mend what its message says {_WHAT_PYTHON_SAYS}"
        raise FormError(f"there is no {error.name}; {remedy}") from None


def _tell_if_empty(name: str, answers: Any, problems: Sequence[str]) -> None:
    """Say one thing about a form that nobody has touched, not one for each field."""
    if problems and isinstance(answers, Mapping) and answers and all(map(is_empty, answers.values())):
        first = form(name).fields.get(next(iter(answers)))
        begin = f"; begin with {first.name} ({first.label})" if first else ""
        raise FormError(f"nothing is filled in yet{begin}")


def _others(beside: Iterable[Any]) -> dict[str, Any]:
    """Put other sections together; what has not run or is no dictionary is told where it is marked itself."""
    found: dict[str, Any] = {}
    for answers in beside:
        try:
            value = given(answers)
        except FormError:
            continue
        found |= value if isinstance(value, dict) else {}
    return found
