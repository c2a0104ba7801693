"""Find an author's slips in a quiz, before anything is shown."""

from collections.abc import Iterator
from typing import Any

__all__ = ["slips_in"]

_FIELDS: dict[str, dict[str, tuple[type, ...]]] = {
    "one": {"option": (list,)},
    "several": {"option": (list,)},
    "number": {
        "answer": (int, float),
        "tolerance": (int, float),
        "unit": (str,),
        "why_right": (str,),
        "why_other": (str,),
    },
}
_OPTION: dict[str, tuple[type, ...]] = {"text": (str,), "right": (bool,), "why": (str,)}
_WRONG: dict[str, tuple[type, ...]] = {"value": (int, float), "why": (str,)}


def slips_in(questions: list[Any]) -> list[str]:
    """Return what is wrong with the questions of a quiz, each with its id and remedy."""
    slips = [slip for number, raw in enumerate(questions, 1) for slip in _slips(raw, number)]
    ids = [raw.get("id") for raw in questions if isinstance(raw, dict)]
    twice = {name for name in ids if isinstance(name, str) and ids.count(name) > 1}
    return slips + [f"question {name!r}: the id stands twice" for name in sorted(twice)]


def _slips(raw: Any, number: int) -> Iterator[str]:
    if not isinstance(raw, dict):
        yield f"question {number}: write [[question]] above it"
        return
    name = f"question {raw.get('id', number)!r}"
    kind = raw.get("kind")
    if not isinstance(kind, str) or kind not in _FIELDS:
        yield f"{name}: kind must be one, several or number, got {kind!r}"
        return
    wanted = {"id": (str,), "ask": (str,), "kind": (str,), **_FIELDS[kind]}
    allowed = {*wanted, "wrong" if kind == "number" else "keep_order"}
    slips = list(_table_slips(raw, wanted, allowed))
    if not isinstance(raw.get("keep_order", False), bool):
        slips.append(f"keep_order must be true or false, got {raw['keep_order']!r}")
    if not slips:
        slips = list(_option_slips(raw) if kind != "number" else _number_slips(raw))
    yield from (f"{name}: {slip}" for slip in slips)


def _table_slips(raw: Any, wanted: dict[str, tuple[type, ...]], allowed: set[str]) -> Iterator[str]:
    if not isinstance(raw, dict):
        yield f"must be a table with {', '.join(wanted)}, got {raw!r}"
        return
    for field, kinds in wanted.items():
        if type(raw.get(field)) not in kinds:
            wish = " or ".join(kind.__name__ for kind in kinds)
            yield f"{field} must be {wish}, got {raw.get(field)!r}"
        elif raw[field] == "" and field != "unit":
            yield f"{field} must not be empty"
    if unknown := sorted(set(raw) - allowed):
        yield f"unknown {', '.join(unknown)}; allowed are {', '.join(sorted(allowed))}"


def _option_slips(raw: dict[str, Any]) -> Iterator[str]:
    slips = [
        f"option {number}: {slip}"
        for number, option in enumerate(raw["option"], 1)
        for slip in _table_slips(option, _OPTION, set(_OPTION))
    ]
    yield from slips
    if slips:
        return
    texts = [option["text"] for option in raw["option"]]
    right = sum(option["right"] for option in raw["option"])
    if len(texts) < 2 or len(set(texts)) < len(texts):
        yield "needs at least two options, each with another text"
    if raw["kind"] == "one" and right != 1:
        yield f'exactly one option must be right, got {right}; or write kind = "several"'
    if raw["kind"] == "several" and not right:
        yield "at least one option must be right"


def _number_slips(raw: dict[str, Any]) -> Iterator[str]:
    wrong = raw.get("wrong", [])
    slips = [
        f"wrong {number}: {slip}"
        for number, entry in enumerate(wrong, 1)
        for slip in _table_slips(entry, _WRONG, set(_WRONG))
    ]
    yield from slips
    if raw["tolerance"] < 0:
        yield "tolerance must not be negative"
    if slips:
        return
    for entry in wrong:
        if abs(entry["value"] - raw["answer"]) <= raw["tolerance"]:
            yield f"the wrong value {entry['value']} is within the tolerance of the answer"
