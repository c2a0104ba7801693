"""Compare the form of an answer with the truth's: type, columns, length, index."""

from collections.abc import Iterable
from typing import Any

from citylab.practice.values import Value
from citylab.practice.verdict import Verdict

__all__ = ["judge_form"]

_SHOWN = 3


def judge_form(given: Value, wanted: Value, *, any_order: bool, check_index: bool) -> Verdict | None:
    """Return the first difference in form, or None if only values can differ."""
    if given.kind != wanted.kind:
        return _kind(given, wanted)
    if wanted.kind == "set":
        return None
    if wanted.index is None or not check_index:
        return _columns(given, wanted) or _shape(given, wanted)
    return (
        _columns(given, wanted)
        or _zone(given, wanted)
        or _index(given, wanted, any_order=any_order or wanted.kind == "dictionary")
        or _shape(given, wanted)
    )


def _kind(given: Value, wanted: Value) -> Verdict:
    remedy = ""
    if wanted.kind == "series" and given.kind in ("list", "array"):
        remedy = " Keep the index: leave out .values, .to_numpy() and list(...)."
    elif wanted.kind == "number" and given.kind == "text":
        remedy = " Leave out the quotes."
    elif wanted.kind == "number" and given.shape == (1,):
        remedy = " Take the one value out of it."
    return Verdict("type", f"The answer should be {wanted.called}; yours is {given.called}.{remedy}")


def _columns(given: Value, wanted: Value) -> Verdict | None:
    return _difference("columns", given.columns, wanted.columns)


def _shape(given: Value, wanted: Value) -> Verdict | None:
    if given.shape == wanted.shape:
        return None
    if wanted.kind == "array":
        return Verdict("shape", f"The shape should be {wanted.shape}; yours is {given.shape}.")
    yours, wish = given.shape[0], wanted.shape[0]
    return Verdict("shape", f"The length should be {wish}; yours is {yours}.")


def _zone(given: Value, wanted: Value) -> Verdict | None:
    if _has_zone(given) == _has_zone(wanted) or not given.shape[0]:
        return None
    wish = "carry a time zone" if _has_zone(wanted) else "be without a time zone"
    return Verdict("index", f"The times of the index should {wish}.")


def _has_zone(value: Value) -> bool:
    return any(getattr(label, "tzinfo", None) is not None for label in value.index or ())


def _index(given: Value, wanted: Value, *, any_order: bool) -> Verdict | None:
    yours, wish = given.index or (), wanted.index or ()
    if yours == wish:
        return None
    word = "keys" if wanted.kind == "dictionary" else "index labels"
    if set(yours) != set(wish):
        lengths = _shape(given, wanted)
        difference = _difference(word, yours, wish)
        say = " ".join(part.say for part in (lengths, difference) if part)
        return Verdict("index", say)
    if any_order or len(yours) != len(wish):
        return None
    return Verdict("order", "These are the right rows, but in another order.")


def _difference(word: str, given: Iterable[Any], wanted: Iterable[Any]) -> Verdict | None:
    yours, wish = set(given), set(wanted)
    parts = [f"missing {_some(wish - yours)}"] if wish - yours else []
    parts += [f"not asked for {_some(yours - wish)}"] if yours - wish else []
    return Verdict(word, f"Look at the {word}: {'; '.join(parts)}.") if parts else None


def _some(names: Iterable[Any]) -> str:
    ordered = sorted(map(str, names))
    more = f" and {len(ordered) - _SHOWN} more" if len(ordered) > _SHOWN else ""
    return ", ".join(f"`{name}`" for name in ordered[:_SHOWN]) + more
