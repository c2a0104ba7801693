"""How Python's own values and NumPy's are written and read."""

from __future__ import annotations

import collections
import datetime
import decimal
import fractions
import pathlib
import zoneinfo
from collections.abc import Collection, Iterable
from itertools import chain
from typing import Any

import numpy as np

from citylab.data import Units

PLAIN = frozenset({type(None), bool, int, float, str})
_NUMBERS = "biufcmMSU"  # kinds of arrays that are carried as bytes
# Dictionaries often hold many of one of these, whose items are plain: written together they take half the time.
_GROUPS: dict[Any, str] = {list: "list", tuple: "tuple", set: "set", frozenset: "frozen set"}
_SETS, _LIST, _TEXT = frozenset({set, frozenset}), frozenset({list}), frozenset({str})


def _array(value: np.ndarray, pack: Any) -> dict[str, Any]:
    if value.dtype.kind == "O":
        return {"shape": value.shape, "of": [pack(item) for item in value.ravel()]}
    if value.dtype.kind not in _NUMBERS or value.dtype.hasobject:
        from classroom.wire.message import CannotCarryError

        raise CannotCarryError(f"an array of {value.dtype} is not carried")
    return {"shape": value.shape, "dtype": value.dtype.str, "bytes": pack.buffer(value.tobytes())}


def _read_array(tree: dict[str, Any], unpack: Any) -> np.ndarray:
    shape = tuple(int(size) for size in tree["shape"])
    if "of" in tree:
        values = np.empty(len(tree["of"]), dtype=object)
        for place, item in enumerate(tree["of"]):
            values[place] = unpack(item)
        return values.reshape(shape)
    dtype = np.dtype(str(tree["dtype"]))
    if dtype.kind not in _NUMBERS or not dtype.itemsize:
        raise ValueError(f"no array of {dtype}")
    data = unpack.buffer(tree["bytes"])
    if dtype.kind == "b" and max(data, default=0) > 1:
        raise ValueError("a truth that is neither 0 nor 1")
    return np.frombuffer(data, dtype=dtype).reshape(shape).copy()


def _scalar(value: np.generic, pack: Any) -> dict[str, Any]:
    return {"of": pack(np.asarray(value))}


def _read_scalar(tree: dict[str, Any], unpack: Any) -> Any:
    return unpack(tree["of"])[()]


def _pairs(value: Any, pack: Any) -> dict[str, Any]:
    items = [*value.values()]
    kinds = {*map(type, items)}
    if _is_plain(value):
        if kinds <= PLAIN:
            return {"keys": [*value], "of": items}
        if len(kinds) == 1 and kinds <= _GROUPS.keys() and _is_plain(chain.from_iterable(items)):
            kind = kinds.pop()
            lists = _sorted_groups(items) if kind in _SETS else [*map(list, items)]
            return {"keys": [*value], "each": _GROUPS[kind], "of": lists}
    return {"pairs": [[pack(key), pack(item)] for key, item in value.items()]}


def _is_plain(items: Iterable[Any]) -> bool:
    return PLAIN.issuperset(map(type, items))


def _sorted_groups(groups: Collection[Any]) -> list[list[Any]]:
    """Return sets as lists that are the same for equal sets; a set's own order tells how it came about."""
    are_texts = _TEXT.issuperset(map(type, chain.from_iterable(groups)))
    return [*map(sorted, groups)] if are_texts else [*map(_in_order, groups)]


def _in_order(value: Collection[Any]) -> list[Any]:
    """Return the items of a set in an order of their own, if they have one."""
    kinds = {*map(type, value)}
    return sorted(value) if kinds in ({str}, {int}) else [*value]


def _read_dict(tree: dict[str, Any], unpack: Any) -> dict:
    if "pairs" in tree:
        return {unpack(key): unpack(item) for key, item in tree["pairs"]}
    keys, items = tree["keys"], tree["of"]
    kind = _group_named(tree["each"]) if "each" in tree else None
    groups = [keys, *items] if kind else [keys, items]
    if not (_LIST.issuperset(map(type, groups)) and _is_plain(chain.from_iterable(groups))):
        raise ValueError("a dictionary that is not plain")
    return dict(zip(keys, map(kind, items) if kind else items, strict=True))


def _group_named(name: Any) -> Any:
    for kind, known in _GROUPS.items():
        if name == known:
            return kind
    raise ValueError(f"no group is named {name!r}")


def _items(value: Any, pack: Any) -> dict[str, Any]:
    items = _in_order(value) if type(value) in _SETS else [*value]
    return {"of": items if _is_plain(items) else [pack(item) for item in items]}


def _read_items(kind: type) -> Any:
    def read(tree: dict[str, Any], unpack: Any) -> Any:
        items = tree["of"]
        # Most are plain, and there are many: looking at all at once takes half the time.
        return kind(items if _is_plain(items) else [unpack(item) for item in items])

    return read


def _text(value: Any, pack: Any) -> dict[str, Any]:
    return {"of": str(value)}


def _read_text(kind: Any) -> Any:
    return lambda tree, unpack: kind(str(tree["of"]))


def _parts(*names: str) -> Any:
    return lambda value, pack: {"of": [pack(getattr(value, name)) for name in names]}


def _read_parts(kind: Any) -> Any:
    return lambda tree, unpack: kind(*(unpack(part) for part in tree["of"]))


def _datetime(value: datetime.datetime, pack: Any) -> dict[str, Any]:
    return {"of": value.replace(tzinfo=None).isoformat(), "zone": pack(value.tzinfo), "fold": value.fold}


def _read_datetime(tree: dict[str, Any], unpack: Any) -> datetime.datetime:
    plain = datetime.datetime.fromisoformat(tree["of"])
    return plain.replace(tzinfo=unpack(tree["zone"]), fold=int(tree["fold"]))


def _offset(value: datetime.timezone, pack: Any) -> dict[str, Any]:
    return {"of": value.utcoffset(None).total_seconds()}


def _read_offset(tree: dict[str, Any], unpack: Any) -> datetime.timezone:
    return datetime.timezone(datetime.timedelta(seconds=float(tree["of"])))


def _generator(value: np.random.Generator, pack: Any) -> dict[str, Any]:
    return {"of": pack(value.bit_generator.state)}


def _read_generator(tree: dict[str, Any], unpack: Any) -> np.random.Generator:
    state = unpack(tree["of"])
    name = state["bit_generator"]
    if name not in ("PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"):
        raise ValueError(f"no generator of random numbers is named {name!r}")
    made = getattr(np.random, name)()
    made.state = state
    return np.random.Generator(made)


def _read_defaultdict(tree: dict[str, Any], unpack: Any) -> Any:
    return collections.defaultdict(None, _read_dict(tree, unpack))


_NUMPY = [np.bool_, np.float16, np.float32, np.float64, np.complex64, np.complex128, np.str_, np.datetime64]
_NUMPY += [np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64, np.timedelta64]
_NUMPY += [np.longlong, np.ulonglong]

WRITERS: dict[type, tuple[str, Any]] = {
    **{kind: ("scalar", _scalar) for kind in _NUMPY},
    np.ndarray: ("array", _array),
    np.random.Generator: ("generator", _generator),
    dict: ("dict", _pairs),
    Units: ("units", _pairs),
    collections.OrderedDict: ("ordered dict", _pairs),
    collections.Counter: ("counter", _pairs),
    collections.defaultdict: ("default dict", _pairs),
    tuple: ("tuple", _items),
    set: ("set", _items),
    frozenset: ("frozen set", _items),
    collections.deque: ("deque", _items),
    bytes: ("bytes", lambda value, pack: {"of": pack.buffer(value)}),
    complex: ("complex", _parts("real", "imag")),
    range: ("range", _parts("start", "stop", "step")),
    slice: ("slice", _parts("start", "stop", "step")),
    fractions.Fraction: ("fraction", _parts("numerator", "denominator")),
    decimal.Decimal: ("decimal", _text),
    pathlib.PosixPath: ("path", _text),
    datetime.date: ("date", _parts("year", "month", "day")),
    datetime.time: ("time", _parts("hour", "minute", "second", "microsecond", "tzinfo")),
    datetime.timedelta: ("span", _parts("days", "seconds", "microseconds")),
    datetime.datetime: ("datetime", _datetime),
    datetime.timezone: ("offset", _offset),
    zoneinfo.ZoneInfo: ("zone", lambda value, pack: {"of": value.key}),
    type(...): ("dots", lambda value, pack: {}),
}

READERS: dict[str, Any] = {
    "scalar": _read_scalar,
    "array": _read_array,
    "generator": _read_generator,
    "dict": _read_dict,
    "units": lambda tree, unpack: Units(_read_dict(tree, unpack)),
    "ordered dict": lambda tree, unpack: collections.OrderedDict(_read_dict(tree, unpack)),
    "counter": lambda tree, unpack: collections.Counter(_read_dict(tree, unpack)),
    "default dict": _read_defaultdict,
    "tuple": _read_items(tuple),
    "set": _read_items(set),
    "frozen set": _read_items(frozenset),
    "deque": _read_items(collections.deque),
    "bytes": lambda tree, unpack: bytes(unpack.buffer(tree["of"])),
    "complex": _read_parts(complex),
    "range": _read_parts(range),
    "slice": _read_parts(slice),
    "fraction": _read_parts(fractions.Fraction),
    "decimal": _read_text(decimal.Decimal),
    "path": _read_text(pathlib.Path),
    "date": _read_parts(datetime.date),
    "time": _read_parts(datetime.time),
    "span": _read_parts(datetime.timedelta),
    "datetime": _read_datetime,
    "offset": _read_offset,
    "zone": _read_text(zoneinfo.ZoneInfo),
    "dots": lambda tree, unpack: ...,
}
