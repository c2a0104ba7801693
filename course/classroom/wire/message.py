"""Values to bytes and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from classroom.wire.plain import PLAIN, READERS, WRITERS
from classroom.wire.tables import TABLE_READERS, TABLE_WRITERS

MARK = "!"  # the key that tells what a JSON object stands for
_WRITERS = {**WRITERS, **TABLE_WRITERS}
_READERS = {**READERS, **TABLE_READERS}


class CannotCarryError(TypeError):
    """A value of a type that is not carried."""


class UnreadableError(ValueError):
    """A message that is damaged, or no message."""


class DamagedError(UnreadableError):
    """Not even the next message can be read: where it begins is unknown, or it is no reply."""


class Stranger:
    """What arrives of a value that is not carried: the name of its type, and how it shows itself."""

    def __init__(self, shown: str) -> None:
        self._shown = shown

    def __repr__(self) -> str:
        return self._shown

    def __eq__(self, other: object) -> bool:
        return False  # equal to nothing, itself included

    __hash__ = None  # type: ignore[assignment]


class Packer:
    """Turns values into JSON and a list of arrays' bytes."""

    def __init__(self, number_of: Callable[[Any], int] | None, strangers: bool) -> None:
        self.buffers: list[bytes] = []
        self._number_of, self._strangers = number_of, strangers

    def __call__(self, value: Any) -> Any:
        """Return the JSON that stands for a value."""
        kind = type(value)
        if kind in PLAIN:
            return value
        if kind is list:
            return value if PLAIN.issuperset(map(type, value)) else [self(item) for item in value]
        if kind in _WRITERS:
            name, write = _WRITERS[kind]
            return {MARK: name, **write(value, self)}
        if is_record(kind):
            return {MARK: "record", "class": f"{kind.__module__}:{kind.__qualname__}", "of": self._fields(value)}
        if self._number_of and callable(value) and not isinstance(value, type):
            return {MARK: "function", "number": self._number_of(value), "name": _name_of(value)}
        if self._strangers:
            return {MARK: "stranger", "type": kind.__name__, "shown": _shown(value)}
        raise CannotCarryError(f"a value of type {kind.__module__}.{kind.__qualname__} is not carried")

    def buffer(self, data: bytes) -> int:
        """Put bytes behind the message; return their number."""
        self.buffers.append(data)
        return len(self.buffers) - 1

    def _fields(self, value: Any) -> dict[str, Any]:
        return {name: self(getattr(value, name)) for name in type(value).__dataclass_fields__}


class Unpacker:
    """Makes values of JSON and arrays' bytes."""

    def __init__(self, buffers: list[memoryview], function: Callable[[int, str], Any] | None) -> None:
        self._buffers, self._function = buffers, function

    def __call__(self, tree: Any) -> Any:
        """Return the value that a piece of JSON stands for."""
        kind = type(tree)
        if kind in PLAIN:
            return tree
        if kind is list:
            return tree if PLAIN.issuperset(map(type, tree)) else [self(item) for item in tree]
        name = tree[MARK]
        if name in _READERS:
            return _READERS[name](tree, self)
        if name == "record":
            return self._record(tree)
        if name == "function" and self._function:
            return self._function(int(tree["number"]), str(tree["name"]))
        if name == "stranger":
            return type(str(tree["type"])[:80], (Stranger,), {})(str(tree["shown"])[:200])
        raise ValueError(f"no kind of value is named {name!r}")

    def buffer(self, number: int) -> memoryview:
        """Return the bytes of an array."""
        if number < 0:
            raise ValueError("a negative number of a buffer")
        return self._buffers[number]

    def _record(self, tree: dict[str, Any]) -> Any:
        kind = find_class(tree["class"])
        if not is_record(kind):
            raise ValueError(f"{tree['class']} is no record")
        record: Any = object.__new__(kind)
        for name in record.__dataclass_fields__:
            object.__setattr__(record, name, self(tree["of"][name]))
        return record


def pack(value: Any, *, number_of: Callable[[Any], int] | None = None, strangers: bool = False) -> bytes:
    """
    Turn a value into a message.

    Parameters
    ----------
    value : object
        Plain values, containers, NumPy, pandas, SciPy's sparse arrays, records of the course's library.
    number_of : callable, optional
        Gives a number to a function, by which the other side can call it. Without it functions are not carried.
    strangers : bool
        Send the name and the text of what cannot be carried, instead of an error.

    Raises
    ------
    CannotCarryError
        If a value is of another type, or nested too deeply.
    """
    packer = Packer(number_of, strangers)
    try:
        head = json.dumps(packer(value), check_circular=False).encode()  # the packer makes no circles
    except (RecursionError, ValueError) as error:
        raise CannotCarryError(f"a value is too deep or too long to be carried: {error}") from error
    sizes = json.dumps([len(head), *map(len, packer.buffers)]).encode()
    return b"".join([len(sizes).to_bytes(4, "big"), sizes, head, *packer.buffers])


def unpack(message: bytes | bytearray, *, function: Callable[[int, str], Any] | None = None) -> Any:
    """
    Make the value of a message.

    Parameters
    ----------
    message : bytes
        From `pack`, or from anybody.
    function : callable, optional
        Makes what stands here for the other side's function, of its number and its name.

    Raises
    ------
    UnreadableError
        If the message is damaged, or stands for no value.
    """
    try:
        view = memoryview(message)
        at = 4 + int.from_bytes(view[:4], "big")
        pieces = []
        for size in json.loads(bytes(view[4:at])):
            if type(size) is not int or not 0 <= size <= len(view) - at:
                raise ValueError("a piece is longer than the message")
            pieces.append(view[at : at + size])
            at += size
        return Unpacker(pieces[1:], function)(json.loads(bytes(pieces[0])))
    except (RecursionError, MemoryError, OverflowError) as error:
        raise UnreadableError(f"a message is too deep or too long: {error}") from error
    except Exception as error:
        # Whatever the sender wrote: pandas and NumPy have many ways to refuse it.
        raise UnreadableError(f"a message cannot be read: {type(error).__name__}: {error}") from error


def is_record(kind: type) -> bool:
    """Return whether a class is a data class of the course's library."""
    return kind.__module__.partition(".")[0] == "citylab" and hasattr(kind, "__dataclass_fields__")


def find_class(name: str) -> type:
    """Return a class of the course's library by ``module:name``."""
    import importlib

    module, _, path = name.partition(":")
    if module.partition(".")[0] != "citylab":
        raise ValueError(f"{module} is no module of the course's library")
    found: Any = importlib.import_module(module)
    for part in path.split("."):
        found = getattr(found, part)
    if not isinstance(found, type) or found.__module__ != module:
        raise ValueError(f"{name} is no class")
    return found


def _name_of(value: Any) -> str:
    name = getattr(value, "__name__", "")
    return name if type(name) is str else ""


def _shown(value: Any) -> str:
    try:
        return str(repr(value))[:200]
    except Exception as error:
        return f"(shown with {type(error).__name__})"
