"""Write answers as Python literals: text that Python reads back as the same values, and never as code."""

from __future__ import annotations

import ast
import math
import textwrap
from collections.abc import Mapping
from typing import Any

__all__ = ["as_assignment"]

_WIDTH = 90


def as_assignment(name: str, values: Mapping[str, Any]) -> str:
    """
    Return ``name = {...}`` with a line for each value.

    Raises
    ------
    TypeError
        If a value is no text, finite number, truth, or list of these, or the name is no name.
    """
    if not name.isidentifier():
        raise TypeError(f"{name!r} is no name")
    rows = [f"    {_literal(key)}: {_literal(value)},\n" for key, value in values.items()]
    source = f"{name} = {{\n{''.join(rows)}}}"
    # What is written is read back before anybody runs it: it is one literal, equal to what was given.
    if ast.literal_eval(source.partition(" = ")[2]) != dict(values):
        raise TypeError(f"{name} cannot be written as a literal")
    return source


def _literal(value: Any) -> str:
    if type(value) is str:
        return _text(value)
    if type(value) in (bool, int) or (type(value) is float and math.isfinite(value)):
        return repr(value)
    if type(value) is list:
        return "[" + ", ".join(map(_literal, value)) + "]"
    raise TypeError(f"a value of type {type(value).__name__} is not written")


def _text(text: str) -> str:
    """Return the text in quotation marks; a long one in several pieces, which Python joins."""
    if len(text) <= _WIDTH:
        return repr(text)
    pieces = textwrap.wrap(
        text, _WIDTH, drop_whitespace=False, replace_whitespace=False, expand_tabs=False, break_on_hyphens=False
    )
    return "(\n" + "".join(f"        {piece!r}\n" for piece in pieces) + "    )"
