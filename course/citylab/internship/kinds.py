"""Read one answer by the kind of its field; what cannot be read is refused in one sentence with the remedy."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime
from numbers import Integral, Real
from typing import Any

from citylab.internship.form import Field

__all__ = ["AnswerError", "is_empty", "read", "shown", "words_in"]

_EAST_ASIAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"  # scripts without spaces between words
_WORD = re.compile(rf"[{_EAST_ASIAN}]|[^\W_{_EAST_ASIAN}]+(?:[’'\-.][^\W_{_EAST_ASIAN}]+)*")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]{2,}")
_PLACEHOLDER = re.compile(r"(to ?do|tb[cd]|xx+|\?+|lorem ipsum.*|your (name|text|answer)( here)?)[.!…]*", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


_LARGEST = 1e12  # no number that is asked comes near
_LETTERS_A_WORD = 25  # at most, on average; the rest is no prose


class AnswerError(ValueError):
    """An answer that cannot be read; the message says what was found and the remedy, without the field's name."""


def is_empty(value: Any) -> bool:
    """Return whether nothing was filled in: None, three dots, an empty text or list, or a list of empty things."""
    if value is None or value is ...:
        return True
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, (list, tuple)):
        return all(is_empty(item) for item in value)
    return isinstance(value, dict) and all(is_empty(item) for item in value.values())


def shown(value: Any) -> str:
    """Return an answer as a message shows it: short, and in quotation marks if it is text."""
    if isinstance(value, str):
        text = " ".join(value.split())
        return f"'{text[:37]}…'" if len(text) > 40 else f"'{text}'"
    if isinstance(value, int) and abs(value) > _LARGEST:
        return "a number of very many digits"
    if isinstance(value, (bool, int, float)):
        return str(value)
    if callable(value):
        return "a function"
    return {"list": "a list", "tuple": "a tuple", "dict": "a dictionary", "date": "a date", "set": "a set"}.get(
        type(value).__name__, f"something of type {type(value).__name__}"
    )


def words_in(text: str) -> list[str]:
    """Return the words of a text; of Chinese, Japanese and Korean, each character."""
    return _WORD.findall(text)


def read(field: Field, value: Any) -> Any:
    """
    Return an answer in its own type: str, `datetime.date`, int or float, bool, or a list.

    Rows are not read here: their fields are.

    Raises
    ------
    AnswerError
        If it cannot be read, is outside its range, or repeats the example.
    """
    return _READERS[field.kind](field, value)


def _text(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise AnswerError(f"it is {shown(value)}; write text in quotation marks")
    if isinstance(field.example, str) and _plain(value) == _plain(field.example):
        raise AnswerError("it is still the example text; write your own")
    if _PLACEHOLDER.fullmatch(value.strip()):
        raise AnswerError(f"it says {shown(value)}; write what holds, or ask the person who knows")
    found = words_in(value)
    fewest, most = field.words
    if not fewest <= len(found) <= most:
        asked = f"write {_between(fewest, most)} words ({field.label})"
        raise AnswerError(f"it has {_count(len(found), 'word')}; {asked}")
    if len(value) > 200 + _LETTERS_A_WORD * most:
        raise AnswerError(f"it has {len(value)} characters; write {_between(fewest, most)} words")
    if len({word.casefold() for word in found}) < fewest / 2:
        raise AnswerError("it repeats the same few words; write what you mean in your own words")
    return value.strip()


def _date(field: Field, value: Any) -> date:
    if isinstance(value, date) and value == value:  # a missing time of pandas is not equal to itself
        day = value.date() if isinstance(value, datetime) else value
    else:
        if not isinstance(value, str) or not _DATE.fullmatch(value.strip()):
            raise AnswerError(f"{shown(value)} is no date that can be read; write year-month-day, such as '2027-02-01'")
        try:
            day = date.fromisoformat(value.strip())
        except ValueError:
            raise AnswerError(f"{shown(value)} is no day of the calendar; look at month and day") from None
    if not 2020 <= day.year <= 2099:
        raise AnswerError(f"{day} lies in the year {day.year}; look at the year")
    if field.weekday and _WEEKDAYS[day.weekday()] != field.weekday:
        raise AnswerError(f"{day} is a {_WEEKDAYS[day.weekday()]}; give a {field.weekday}")
    return day


def _number(field: Field, value: Any) -> float:
    unit = f" {field.unit}" if field.unit else ""
    if isinstance(value, bool) or not isinstance(value, Real):
        hint = "without quotation marks" if isinstance(value, str) else "such as 35"
        raise AnswerError(f"it is {shown(value)}, not a number; write a number {hint}")
    number = int(value) if isinstance(value, Integral) else float(value)
    if abs(number) > _LARGEST or number != number:
        raise AnswerError(f"it is {shown(value)}; look at the digits, and write a number such as 35")
    low, high = -math.inf if field.low is None else field.low, math.inf if field.high is None else field.high
    if not low <= number <= high:
        raise AnswerError(f"it is {shown(value)}{unit}; a number from {low:g} to {high:g} is asked")
    if field.whole and number != int(number):
        raise AnswerError(f"it is {shown(value)}{unit}; write a whole number")
    return number


def _choice(field: Field, value: Any) -> str:
    value = (
        str(value) if type(value) is int and abs(value) <= _LARGEST else value
    )  # a level such as 2, without quotation marks
    if not isinstance(value, str) or value.strip().casefold() not in field.choices:
        raise AnswerError(f"{shown(value)} is not among the choices; write one of: {', '.join(field.choices)}")
    return value.strip().casefold()


def _choices(field: Field, value: Any) -> list[str]:
    chosen = [_choice(field, item) for item in _sequence(field, value)]
    if len(set(chosen)) < len(chosen):
        raise AnswerError("it names a choice twice; name each once")
    return chosen


def _yes_no(field: Field, value: Any) -> bool:
    known = {"yes": True, "no": False, "true": True, "false": False}
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().casefold() in known:
        return known[value.strip().casefold()]
    raise AnswerError(f"it is {shown(value)}; write True or False, without quotation marks")


def _email(field: Field, value: Any) -> str:
    if not isinstance(value, str) or not _EMAIL.fullmatch(value.strip()) or len(value) > 254:
        raise AnswerError(f"{shown(value)} is no e-mail address; write one such as 'name@example.org'")
    if isinstance(field.example, str) and _plain(value) == _plain(field.example):
        raise AnswerError("it is still the example address; write the real one")
    return value.strip()


def _list(field: Field, value: Any) -> list[str]:
    found: list[str] = []
    for number, item in enumerate(_sequence(field, value), start=1):
        try:
            found.append(_text(field, item))
        except AnswerError as error:
            raise AnswerError(f"entry {number}: {error}") from None
        if _plain(found[-1]) in map(_plain, found[:-1]):
            raise AnswerError(f"entry {number} repeats an earlier one; write another, or take it out")
        if isinstance(field.example, list) and _plain(found[-1]) in map(_plain, field.example):
            raise AnswerError(f"entry {number} is still the example text; write your own")
    return found


def _sequence(field: Field, value: Any) -> list[Any]:
    """Return the entries of a list, without empty ones at its end; refuse other types and lengths."""
    if not isinstance(value, (list, tuple)):
        raise AnswerError(f"it is {shown(value)}; write a list, in square brackets with commas between the entries")
    entries = list(value)
    while entries and is_empty(entries[-1]):
        entries.pop()
    fewest, most = field.items
    if not fewest <= len(entries) <= most:
        found = "1 entry is" if len(entries) == 1 else f"{len(entries)} entries are"
        raise AnswerError(f"{found} filled in; give {_between(fewest, most)}")
    return entries


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".!… ")


def _count(number: int, what: str) -> str:
    return f"no {what}s" if number == 0 else f"{number} {what}" if number == 1 else f"{number} {what}s"


def _between(fewest: int, most: int) -> str:
    return f"exactly {fewest}" if fewest == most else f"{fewest} to {most}"


_READERS: dict[str, Callable[[Field, Any], Any]] = {
    "text": _text,
    "date": _date,
    "number": _number,
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "email": _email,
    "list": _list,
    "rows": _sequence,
}
