"""Which names a cell gives to others and needs of them, as its text shows."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def used(tree: ast.AST) -> set[str]:
    """Return all names that appear, in functions as well."""
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def bound(*trees: ast.AST) -> set[str]:
    """Return the names that statements bind at their own level, but for those of imports."""
    names: set[str] = set()
    waiting = [*trees]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)  # what is bound inside is its own
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        if not isinstance(node, (ast.Lambda, *_COMPREHENSIONS)):
            waiting += ast.iter_child_nodes(node)
    return names


def changed(tree: ast.AST) -> set[str]:
    """Return the names of what is changed in place: ``table["x"] = …``, ``table.x = …``."""
    parts = (node for node in ast.walk(tree) if isinstance(node, (ast.Attribute, ast.Subscript)))
    return {name for part in parts if isinstance(part.ctx, ast.Store) for name in used(_root(part))}


def commanded(tree: ast.AST) -> set[str]:
    """Return the names of what gets a command of its own, which may change it: ``rows.append(…)``."""
    values = (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))
    calls = (value.func for value in values if isinstance(value, ast.Call))
    return {name for call in calls if isinstance(call, ast.Attribute) for name in used(_root(call))}


def imported(tree: ast.AST) -> set[str]:
    """Return the names that imports bind, wherever they stand."""
    found = (node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom)))
    return {alias.asname or alias.name.partition(".")[0] for node in found for alias in node.names}


def needed(body: Iterable[ast.stmt], known: Iterable[str] = ()) -> set[str]:
    """Return the names that statements may read before they have bound them themselves."""
    return _needed(body, set(known))


def _needed(body: Iterable[ast.stmt], own: set[str]) -> set[str]:
    """Do the same, and add to `own` what is bound in any case."""
    names: set[str] = set()
    for statement in body:
        if isinstance(statement, (ast.With, ast.AsyncWith)):
            heads = [item.context_expr for item in statement.items]
            names |= _free(*heads) - own
            own |= bound(*(item.optional_vars for item in statement.items if item.optional_vars))
            names |= _needed(statement.body, own)
        elif isinstance(statement, (ast.For, ast.AsyncFor)):
            names |= _free(statement.iter, statement.target) - own
            inside = own | bound(statement.target)
            names |= _needed(statement.body, inside) | _needed(statement.orelse, set(own))
        elif isinstance(statement, (ast.If, ast.While)):
            names |= _free(statement.test) - own
            names |= _needed(statement.body, set(own)) | _needed(statement.orelse, set(own))
        elif isinstance(statement, ast.Try):
            after = set(own)
            names |= _needed(statement.body, after) | _needed(statement.orelse, after)
            for handler in statement.handlers:
                names |= _free(*filter(None, [handler.type])) - own
                names |= _needed(handler.body, own | {*filter(None, [handler.name])})
            names |= _needed(statement.finalbody, own)
        else:
            names |= _free(statement) - own
            is_sure = isinstance(statement, (ast.Assign, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
            if is_sure or (isinstance(statement, ast.AnnAssign) and statement.value):
                own |= bound(statement)
            elif isinstance(statement, (ast.Import, ast.ImportFrom)):
                own |= imported(statement)
    return names


def _free(*nodes: ast.AST) -> set[str]:
    """Return the names that are read, but for those of functions' and comprehensions' own."""
    names: set[str] = set()
    for node in nodes:
        inner = _free(*ast.iter_child_nodes(node))
        if isinstance(node, ast.Name):
            names |= {node.id} - ({node.id} if isinstance(node.ctx, ast.Store) else set())
        elif isinstance(node, ast.AugAssign):
            names |= inner | used(node.target)
        elif isinstance(node, _FUNCTIONS):
            names |= inner - _locals(node)
        elif isinstance(node, _COMPREHENSIONS):
            names |= inner - bound(*(part.target for part in node.generators))
        else:
            names |= inner
    return names


def _locals(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> set[str]:
    every = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg)
    names = {arg.arg for arg in every if arg}
    if isinstance(node, ast.Lambda):
        return names
    outer = {name for part in ast.walk(node) if isinstance(part, ast.Global) for name in part.names}
    imports = {name for part in node.body for name in imported(part)}
    return (names | bound(*node.body) | imports) - outer


def _root(node: ast.AST) -> ast.AST:
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node


@dataclass(frozen=True)
class Names:
    """
    What a cell has to do with others.

    Attributes
    ----------
    gives : frozenset of str
        Names it binds, imports or may change.
    needs : frozenset of str
        Names it may read before it has bound them.
    uses : frozenset of str
        All its names.
    """

    gives: frozenset[str]
    needs: frozenset[str]
    uses: frozenset[str]


def names_of(tree: ast.Module, is_fixed: Callable[[str], bool] = lambda name: False) -> Names:
    """Return the names of a cell; `is_fixed` tells names that no command changes: modules and functions."""
    own = imported(tree)
    gives = bound(tree) | changed(tree) | own
    gives |= {name for name in commanded(tree) - own if not is_fixed(name)}
    return Names(frozenset(gives), frozenset(needed(tree.body)), frozenset(used(tree)))


def reached(start: Names, before: Sequence[Names]) -> list[int]:
    """Return the places of the cells in `before` that a cell depends on, itself or through others, in their order."""
    names, left, found = set(start.needs), dict(enumerate(before)), list[int]()
    while near := [place for place, cell in left.items() if cell.gives & names]:
        for place in near:
            names |= left.pop(place).needs
        found += near
    return sorted(found)
