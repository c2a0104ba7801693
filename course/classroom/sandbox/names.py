"""Which names a cell needs of others, binds and touches, as its text shows; in doubt more of them."""

from __future__ import annotations

import ast
import types
from collections.abc import Iterable

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
    """Return the names of what is changed in place: ``table["x"] = …``, ``table.x = …``, ``del table["x"]``."""
    parts = (node for node in ast.walk(tree) if isinstance(node, (ast.Attribute, ast.Subscript)))
    return {name for part in parts if not isinstance(part.ctx, ast.Load) for name in used(_root(part))}


def stored(tree: ast.AST) -> set[str]:
    """Return every name that is bound or deleted anywhere, in functions as well."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            names.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.alias):
            names.add(node.asname or node.name.partition(".")[0])
        elif isinstance(node, (ast.MatchAs, ast.MatchStar, ast.ExceptHandler)) and node.name:
            names.add(node.name)
        elif isinstance(node, ast.MatchMapping) and node.rest:
            names.add(node.rest)
    return names


def needed(body: Iterable[ast.stmt]) -> set[str]:
    """Return the names that statements may read before they have certainly bound them themselves."""
    return _needed(body, set())


def needed_later(tree: ast.AST) -> set[str]:
    """Return the names that functions and generators of a cell look up when they are run, which may be much later."""
    return _free(*(node for node in ast.walk(tree) if isinstance(node, (*_FUNCTIONS, ast.GeneratorExp))))


def _needed(body: Iterable[ast.stmt], own: set[str]) -> set[str]:
    """Do the same, and add to `own` what is bound in any case."""
    names: set[str] = set()
    for statement in body:
        if isinstance(statement, (ast.With, ast.AsyncWith)):
            for item in statement.items:
                names |= _free(item.context_expr) - own
                own |= _sure(item.optional_vars)
            names |= _needed(statement.body, set(own))  # it may be left early, and the error be caught
        elif isinstance(statement, (ast.For, ast.AsyncFor)):
            names |= _free(statement.iter, statement.target) - own
            names |= _needed(statement.body, own | _sure(statement.target)) | _needed(statement.orelse, set(own))
        elif isinstance(statement, (ast.If, ast.While)):
            names |= _free(statement.test) - own
            names |= _needed(statement.body, set(own)) | _needed(statement.orelse, set(own))
        elif isinstance(statement, (ast.Try, ast.TryStar)):
            after = set(own)
            names |= _needed(statement.body, after) | _needed(statement.orelse, after)
            for handler in statement.handlers:
                names |= _free(*filter(None, [handler.type])) - own
                names |= _needed(handler.body, own | {*filter(None, [handler.name])})
            names |= _needed(statement.finalbody, set(own))
        else:
            names |= _free(statement) - own
            if isinstance(statement, ast.Assign):
                own |= _sure(*statement.targets)
            elif isinstance(statement, ast.AnnAssign) and statement.value:
                own |= _sure(statement.target)
            elif isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                own.add(statement.name)
            elif isinstance(statement, (ast.Import, ast.ImportFrom)):
                own |= stored(statement)
            elif isinstance(statement, ast.Delete):
                own -= stored(statement)
    return names


def _sure(*targets: ast.AST | None) -> set[str]:
    """Return the names among targets, also in tuples: these are bound whenever the statement is done."""
    names: set[str] = set()
    for target in targets:
        if isinstance(target, ast.Name):
            names.add(target.id)
        elif isinstance(target, (ast.Tuple, ast.List)):
            names |= _sure(*target.elts)
        elif isinstance(target, ast.Starred):
            names |= _sure(target.value)
    return names


def _free(*nodes: ast.AST) -> set[str]:
    """Return the names that are read, but for those of functions' and comprehensions' own."""
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Name):
            names |= set() if isinstance(node.ctx, ast.Store) else {node.id}
        elif isinstance(node, ast.AugAssign):
            names |= _free(node.value) | used(node.target)
        elif isinstance(node, _FUNCTIONS):
            names |= _free_of_function(node)
        elif isinstance(node, _COMPREHENSIONS):
            first, *others = node.generators
            inside = [first.target, *first.ifs, *others]
            inside += [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
            own = {name for part in node.generators for name in _sure(part.target)}
            names |= _free(first.iter) | (_free(*inside) - own)
        else:
            names |= _free(*ast.iter_child_nodes(node))
    return names


def _free_of_function(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> set[str]:
    every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
    arguments = [argument for argument in every if argument]
    outside = [*node.args.defaults, *filter(None, node.args.kw_defaults)]
    outside += [argument.annotation for argument in arguments if argument.annotation]
    own = {argument.arg for argument in arguments}
    if isinstance(node, ast.Lambda):
        return _free(*outside) | (_free(node.body) - own)
    outside += [*node.decorator_list, *filter(None, [node.returns])]
    shared = (part for part in ast.walk(node) if isinstance(part, (ast.Global, ast.Nonlocal)))
    here = bound(*node.body) | {name for part in node.body if isinstance(part, _IMPORTS) for name in stored(part)}
    own |= here - {name for part in shared for name in part.names}
    return _free(*outside) | (_free(*node.body) - own)


_IMPORTS = (ast.Import, ast.ImportFrom)


def _root(node: ast.AST) -> ast.AST:
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node


def touched(code: types.CodeType) -> set[str]:
    """Return the names that code looks up, in its functions as well; those of attributes are among them."""
    return set(code.co_names).union(*(touched(inner) for inner in code.co_consts if isinstance(inner, types.CodeType)))
