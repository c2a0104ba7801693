"""
What tests and the author's own answer said to each other: what is said again need not be judged again.

Only a test that stands on its own is rehearsed: it reads what the cells gave that are the same for everybody, the
student's names, and what it binds itself; nobody else reads what it binds; and nothing of that is changed by any cell.
All others are run in their turn, as without a rehearsal.
"""

from __future__ import annotations

import ast
import builtins
import hashlib
import types
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from classroom.sandbox.names import changed, needed, stored, touched
from classroom.wire import CannotCarryError, Line, pack, unpack

# With these a cell reaches what all share, beside its names: then nothing is rehearsed.
_SHARED = """
    seed set_state set_option reset_option environ putenv chdir seterr setflags simplefilter filterwarnings
    catch_warnings setattr delattr exec eval compile globals locals vars __dict__ __globals__ modules
    setrecursionlimit setlocale rcParams get_ipython gc ctypes threading builtins
"""
# A test that looks at these has its own end each time.
_PASSING = """
    time time_ns perf_counter perf_counter_ns monotonic monotonic_ns process_time timeit thread_time now today utcnow
    urandom uuid4 __notes__ add_note format_exc print_exc exc_info format_exception traceback getpid
"""
_ALWAYS = frozenset([*dir(builtins), "display", "__name__"])
_FIXED = (types.ModuleType, types.BuiltinFunctionType, type, int, float, complex, str, bytes, type(None), range)


@dataclass(frozen=True)
class Scene:
    """
    A cell on the judge's side, and what came of it.

    Attributes
    ----------
    source : str
        The cell.
    asks : list of str
        Names it takes from the student.
    lines : list of Line
        What was said.
    outputs : list of dict or None
        What it showed; None if it must be run in any case.
    """

    source: str
    asks: Sequence[str]
    lines: Sequence[Line] = ()
    outputs: list[dict[str, Any]] | None = None

    def pack(self) -> bytes:
        """Return the scene as bytes; the cell itself as its digest."""
        kinds = [[line.is_own, line.is_aside, len(line.data)] for line in self.lines]
        data = b"".join(line.data for line in self.lines)
        return pack([_digest(self.source), list(self.asks), kinds, data, self.outputs])


class Rehearsal:
    """
    The scenes of an assignment, read when they are asked for.

    Parameters
    ----------
    packed : bytes
        From `packed`, or nothing.

    Attributes
    ----------
    guarded : frozenset of str
        Names of what tests read and no cell may change.
    """

    def __init__(self, packed: bytes = b"") -> None:
        scenes, guarded = unpack(packed) if packed else ([], [])
        self._scenes: list[bytes] = scenes
        self.guarded = frozenset(guarded)

    def scene(self, number: int, source: str) -> Scene | None:
        """Return the scene of the judge's cell with a number, if it was the same cell."""
        if number >= len(self._scenes):
            return None
        found, asks, kinds, data, outputs = unpack(self._scenes[number])
        if found != _digest(source):
            self._scenes.clear()  # what comes after depends on it
            return None
        ends = accumulate(size for *_, size in kinds)
        lines = [
            Line(is_own, data[end - size : end], is_aside)
            for (is_own, is_aside, size), end in zip(kinds, ends, strict=True)
        ]
        return Scene(source, asks, lines, outputs)


def packed(scenes: Sequence[Scene], *, owned: Collection[str], given: Mapping[str, Any], spoilt: set[str]) -> bytes:
    """
    Return what `Rehearsal` takes.

    Parameters
    ----------
    scenes : sequence of Scene
        Of all cells of the judge, in their order.
    owned : collection of str
        Names that the student defines.
    given : mapping of str to object
        What the cells gave that are the same for everybody.
    spoilt : set of str
        Names of what was changed at the rehearsal.
    """
    trees = [_parsed(scene.source) for scene in scenes]
    looks = [touched(compile(tree, "<cell>", "exec")) for tree in trees]
    needs = [_through_functions(needed(tree.body), given) for tree in trees]
    binds = [stored(tree) for tree in trees]
    shared, passing = set(_SHARED.split()), set(_PASSING.split())
    shares = any(look & shared for look in looks) or any("*" in bind for bind in binds)
    modules = {name for name, value in given.items() if isinstance(value, (types.ModuleType, type))}
    modules = modules.union(*(_imports(tree) for tree in trees))
    shares = shares or any(changed(tree) & modules for tree in trees)
    every = set[str]().union(*binds)
    guarded: set[str] = set()
    kept: list[Scene] = []
    for number, scene in enumerate(scenes):
        others = set[str]().union(*(need for place, need in enumerate(needs) if place != number))
        read = needs[number] - set(owned)
        shown = {name for name in read & set(given) if not _is_fixed(given[name])}
        stands_alone = (
            scene.outputs is not None
            and not shares
            and not looks[number] & passing
            and not others & binds[number]
            and not read & every
            and not shown & spoilt
            and all(name in given or name in _ALWAYS for name in read)
        )
        if stands_alone:
            guarded |= shown
        kept.append(scene if stands_alone else Scene(scene.source, scene.asks))
    return pack([[scene.pack() for scene in kept], sorted(guarded)])


def fingerprints(names: Collection[str], space: Mapping[str, Any]) -> dict[str, bytes]:
    """Return what tells whether values have changed; nothing of one that cannot be carried."""
    found = {}
    for name in sorted(set(names) & set(space)):
        if not _is_fixed(space[name]):
            try:
                found[name] = pack(space[name])
            except CannotCarryError:
                found[name] = _FUNCTION if isinstance(space[name], types.FunctionType) else b""
    return found


_FUNCTION = b"its names are followed"


def within_reach(code: types.CodeType, space: Mapping[str, Any]) -> set[str]:
    """Return the names that code touches, itself or through functions of cells."""
    return _through_functions(touched(code), space)


def _through_functions(names: set[str], space: Mapping[str, Any]) -> set[str]:
    found, waiting = set[str](), set(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        value = space.get(name)
        if isinstance(value, types.FunctionType) and value.__module__ == "__main__":
            waiting |= touched(value.__code__) & set(space) - found
    return found


def _imports(tree: ast.Module) -> set[str]:
    statements = (node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom)))
    return {name for node in statements for name in stored(node)}


def _is_fixed(value: Any) -> bool:
    if type(value) in (tuple, frozenset):
        return all(map(_is_fixed, value))
    if isinstance(value, types.FunctionType):
        return value.__module__ != "__main__"
    return isinstance(value, _FIXED) and getattr(value, "__module__", "") != "__main__"


def _parsed(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def _digest(source: str) -> str:
    """Return what tells one cell from another."""
    return hashlib.sha256(source.encode()).hexdigest()
