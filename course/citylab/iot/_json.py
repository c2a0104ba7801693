"""Read JSON strictly, and say in words what a schema finds wrong."""

import json
from functools import cache
from importlib.resources import files
from math import isfinite
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

__all__ = ["problem", "strict"]

_CALLED = {"number": "a number", "integer": "a whole number", "string": "text", "boolean": "true or false"}
_CALLED |= {"array": "a list, in [ ]", "object": "an object, in { }"}


def strict(text: str | bytes) -> Any:
    """
    Return what a JSON text holds; refuse NaN, infinity and labels given twice.

    Raises
    ------
    ValueError
        If the text is not JSON in UTF-8; it says where.
    """
    try:
        if not isinstance(text, str):
            text = bytes(text).decode("utf-8")
        return json.loads(text, parse_constant=_refuse, parse_float=_finite, parse_int=_whole, object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8: byte {error.start} is {error.object[error.start]:#04x}") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise ValueError("not a message: brackets are nested too deep") from None


def problem(content: Any, schema: str) -> tuple[list[str | int], str] | None:
    """Return where the content departs from the schema, and how; None if it fits."""
    # Not at the top: its import takes a second, and who only looks at a lesson's hints need not wait.
    from jsonschema.exceptions import best_match

    error = best_match(_validator(schema).iter_errors(content))
    return None if error is None else (list(error.absolute_path), _in_words(error))


@cache
def _validator(schema: str) -> "Draft202012Validator":
    from jsonschema import Draft202012Validator

    written = json.loads(files("citylab.iot").joinpath(f"{schema}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(written)
    return Draft202012Validator(written)


def _in_words(error: "ValidationError") -> str:
    found = json.dumps(error.instance, default=str)
    found = found if len(found) <= 40 else found[:37] + "..."
    if error.validator == "type":
        return f"must be {_CALLED.get(error.validator_value, error.validator_value)}, not {found}"
    if error.validator == "required":
        missing = [label for label in error.validator_value if label not in error.instance]
        return f"lacks {', '.join(map(repr, missing))}"
    if error.validator in ("minItems", "minProperties"):
        return "is empty"
    if error.validator == "minimum":
        return f"must be at least {error.validator_value}, not {found}"
    return error.schema.get("description", error.message) + f", not {found}"


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is not JSON; leave the reading out, or send text in 'vs'")


def _finite(written: str) -> float:
    number = float(written)
    if not isfinite(number):
        raise ValueError(f"{written[:20]} ({len(written)} characters) is too large for a number of double precision")
    return number


def _whole(written: str) -> int:
    _finite(written)
    return int(written)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for label, value in pairs:
        if label in seen:
            raise ValueError(f"label {label!r} stands twice in one object; which one is meant?")
        seen[label] = value
    return seen
