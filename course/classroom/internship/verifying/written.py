"""Read which tests stand in a project's files, without running them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

from classroom.internship.verifying.folder import Folder

__all__ = ["written_tests"]

# A test asks something with assert, or by calling what has one of these in its name.
_ASKS = ("assert", "raises", "warns", "fail", "check", "expect")
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def written_tests(folder: Folder) -> dict[tuple[str, str], bool]:
    """
    Return the test functions that stand in ``tests/``, by pytest's usual rules, whatever stands around them.

    Returns
    -------
    dict
        By path and name of the function: whether it asks anything. A file that cannot be read has one of no name.
    """
    found: dict[tuple[str, str], bool] = {}
    for file in folder.below("tests"):
        name = PurePosixPath(file).name
        if (name.startswith("test_") and name.endswith(".py")) or name.endswith("_test.py"):
            try:
                functions = list(_functions(ast.parse(folder.text(file))))
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                found[file, ""] = True  # it counts as tests, and pytest will say what is wrong
                continue
            for one in functions:
                found[file, one.name] = found.get((file, one.name), True) and _asks(one)
    return found


def _functions(tree: ast.AST) -> Iterator[_Function]:
    """Yield test functions, also those below an ``if`` that is never true."""
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, _Function):
            if one.name.startswith("test") and not any("fixture" in name for name in _names(one.decorator_list)):
                yield one
        elif not isinstance(one, ast.ClassDef) or one.name.startswith("Test"):
            waiting += [part for part in ast.iter_child_nodes(one) if not isinstance(part, ast.expr)]


def _asks(function: _Function) -> bool:
    asserts = (part for one in function.body for part in ast.walk(one) if isinstance(part, ast.Assert))
    if any(not isinstance(part.test, ast.Constant) for part in asserts):
        return True
    return any(word in name.casefold() for name in _names(function.body) for word in _ASKS)


def _names(parts: list[ast.expr] | list[ast.stmt]) -> Iterator[str]:
    for one in parts:
        for part in ast.walk(one):
            if isinstance(part, ast.Name):
                yield part.id
            elif isinstance(part, ast.Attribute):
                yield part.attr
