"""How pandas' tables and SciPy's sparse arrays are written and read."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import scipy.sparse

_MASKED = {
    pd.arrays.IntegerArray: "whole numbers",
    pd.arrays.FloatingArray: "numbers",
    pd.arrays.BooleanArray: "truths",
}
# Looked up once: by name it takes longer than reading a short column.
_TEXTS = {name: pd.array([""], dtype=name).dtype for name in ("str", "string")}
# Types that have no kind of index of their own: pandas need not look for one, which takes as long as the rest.
_USUAL = (np.dtype(np.int64), np.dtype(np.float64), _TEXTS["str"])


def _values(array: Any, pack: Any) -> Any:
    """Write the values of a column or an index."""
    if isinstance(array, np.ndarray):
        return pack(array)
    if type(array) is pd.arrays.NumpyExtensionArray:
        return pack(array.to_numpy())
    return pack(array)


def _column(column: Any) -> Any:
    """Return what holds a column's values."""
    return column.to_numpy() if isinstance(column.dtype, np.dtype) else column.array


def _times(value: Any, pack: Any) -> dict[str, Any]:
    zone = getattr(value, "tz", None)
    return {"of": pack(value.asi8), "unit": value.unit, "zone": pack(zone)}


def _read_times(tree: dict[str, Any], unpack: Any) -> Any:
    plain = pd.DatetimeIndex(_stamps(tree, unpack, "M"))
    zone = unpack(tree["zone"])
    return (plain if zone is None else plain.tz_localize("UTC").tz_convert(zone)).array


def _stamps(tree: dict[str, Any], unpack: Any, kind: str) -> np.ndarray:
    if tree["unit"] not in ("s", "ms", "us", "ns"):
        raise ValueError(f"no unit of time is named {tree['unit']!r}")
    return unpack(tree["of"]).astype(np.int64).view(f"{kind}8[{tree['unit']}]")


def _strings(value: Any, pack: Any) -> dict[str, Any]:
    texts = value.to_numpy(dtype=object, na_value=None).tolist()
    return {"of": texts, "dtype": "string" if value.dtype.na_value is pd.NA else "str"}


def _read_strings(tree: dict[str, Any], unpack: Any) -> Any:
    if tree["dtype"] not in _TEXTS:
        raise ValueError("no kind of text")
    texts = tree["of"]
    if not {str, type(None)}.issuperset(map(type, texts)):
        raise ValueError("a text that is none")
    dtype = _TEXTS[tree["dtype"]]
    return dtype.construct_array_type()._from_sequence(texts, dtype=dtype)


def _masked(value: Any, pack: Any) -> dict[str, Any]:
    return {"of": pack(value._data), "mask": pack(value._mask)}


def _read_masked(kind: Any) -> Any:
    return lambda tree, unpack: kind(unpack(tree["of"]), unpack(tree["mask"]))


def _categories(value: pd.Categorical, pack: Any) -> dict[str, Any]:
    return {"of": pack(np.asarray(value.codes)), "categories": pack(value.categories), "ordered": bool(value.ordered)}


def _read_categories(tree: dict[str, Any], unpack: Any) -> pd.Categorical:
    return pd.Categorical.from_codes(
        unpack(tree["of"]), categories=unpack(tree["categories"]), ordered=bool(tree["ordered"])
    )


def _periods(value: Any, pack: Any) -> dict[str, Any]:
    return {"of": pack(value.asi8), "freq": value.freqstr}


def _read_periods(tree: dict[str, Any], unpack: Any) -> Any:
    return pd.PeriodIndex.from_ordinals(unpack(tree["of"]), freq=str(tree["freq"])).array


def _intervals(value: Any, pack: Any) -> dict[str, Any]:
    return {"left": pack(pd.Index(value.left)), "right": pack(pd.Index(value.right)), "closed": value.closed}


def _read_intervals(tree: dict[str, Any], unpack: Any) -> Any:
    return pd.arrays.IntervalArray.from_arrays(unpack(tree["left"]), unpack(tree["right"]), closed=str(tree["closed"]))


def _index(value: pd.Index, pack: Any) -> dict[str, Any]:
    freq = getattr(value, "freqstr", None) if isinstance(value, (pd.DatetimeIndex, pd.TimedeltaIndex)) else None
    return {"of": _values(_column(value), pack), "name": pack(value.name), "freq": freq}


def _read_index(tree: dict[str, Any], unpack: Any) -> pd.Index:
    values, name = unpack(tree["of"]), unpack(tree["name"])
    if values.dtype in _USUAL and values.ndim == 1:
        hash(name)  # what cannot be looked up is no name
        return pd.Index._simple_new(values, name=name)  # type: ignore[attr-defined]
    index = pd.Index(values, dtype=values.dtype, name=name)
    if tree["freq"] is not None:
        index.freq = str(tree["freq"])  # type: ignore[attr-defined]
    return index


def _range(value: pd.RangeIndex, pack: Any) -> dict[str, Any]:
    return {"of": [value.start, value.stop, value.step], "name": pack(value.name)}


def _read_range(tree: dict[str, Any], unpack: Any) -> pd.RangeIndex:
    return pd.RangeIndex(*map(int, tree["of"]), name=unpack(tree["name"]))


def _levels(value: pd.MultiIndex, pack: Any) -> dict[str, Any]:
    codes = [pack(np.asarray(code)) for code in value.codes]
    return {"of": [pack(level) for level in value.levels], "codes": codes, "names": pack(list(value.names))}


def _read_levels(tree: dict[str, Any], unpack: Any) -> pd.MultiIndex:
    levels, codes = ([unpack(part) for part in tree[key]] for key in ("of", "codes"))
    return pd.MultiIndex(levels=levels, codes=codes, names=unpack(tree["names"]))


def _attrs(value: Any, pack: Any) -> dict[str, Any]:
    return {"attrs": pack(value.attrs)} if value.attrs else {}  # most have none


def _with_attrs(value: Any, tree: dict[str, Any], unpack: Any) -> Any:
    if "attrs" in tree:
        value.attrs.update(unpack(tree["attrs"]))
    return value


def _series(value: pd.Series, pack: Any) -> dict[str, Any]:
    parts = {"index": pack(value.index), "name": pack(value.name), **_attrs(value, pack)}
    return {"of": _values(_column(value), pack), **parts}


def _read_series(tree: dict[str, Any], unpack: Any) -> pd.Series:
    values = unpack(tree["of"])
    made = pd.Series(values, index=unpack(tree["index"]), name=unpack(tree["name"]), dtype=values.dtype)
    return _with_attrs(made, tree, unpack)


def _table(value: pd.DataFrame, pack: Any) -> dict[str, Any]:
    # Without a Series for each column, or for the types, which takes ten times as long.
    parts = [*value._iter_column_arrays()]
    kinds = {part.dtype for part in parts}
    shared = kinds.pop() if len(kinds) == 1 else None
    if isinstance(shared, np.dtype) and shared.kind in "biuf":
        cells = pack(value.to_numpy())
    else:
        cells = [_values(part, pack) for part in parts]
    return {"of": cells, "index": pack(value.index), "columns": pack(value.columns), **_attrs(value, pack)}


def _read_table(tree: dict[str, Any], unpack: Any) -> pd.DataFrame:
    cells, index, columns = (unpack(tree[key]) for key in ("of", "index", "columns"))
    if isinstance(cells, np.ndarray):
        table = pd.DataFrame(cells, index=index, columns=columns)
    else:
        table = pd.DataFrame._from_arrays([_as_it_is(values, index) for values in cells], columns, index)  # type: ignore[attr-defined]
    return _with_attrs(table, tree, unpack)


def _as_it_is(values: Any, index: pd.Index) -> Any:
    """Return a column of a new table; pandas looks for a better type if it is given an array of objects."""
    if len(values) != len(index):
        raise ValueError("a column is longer or shorter than the table")
    return pd.Series(values, index=index, dtype=object) if values.dtype == object else values


def _sparse(value: Any, pack: Any) -> dict[str, Any]:
    parts = [pack(part) for part in (value.data, value.indices, value.indptr)]
    return {"of": parts, "shape": [int(size) for size in value.shape]}


def _read_sparse(kind: Any) -> Any:
    def read(tree: dict[str, Any], unpack: Any) -> Any:
        made = kind(tuple(unpack(part) for part in tree["of"]), shape=tuple(map(int, tree["shape"])))
        made.check_format(full_check=True)  # SciPy reads memory that is not its own where an index is too large
        return made

    return read


_SPARSE = {
    "csr array": scipy.sparse.csr_array,
    "csc array": scipy.sparse.csc_array,
    "csr matrix": scipy.sparse.csr_matrix,
    "csc matrix": scipy.sparse.csc_matrix,
}


def _moment(value: pd.Timestamp, pack: Any) -> dict[str, Any]:
    return {"of": int(value.asm8.view("i8")), "unit": value.unit, "zone": pack(value.tz), "fold": value.fold}


def _read_moment(tree: dict[str, Any], unpack: Any) -> Any:
    zone = unpack(tree["zone"])
    plain = pd.Timestamp(_stamps(tree, lambda number: np.array([int(number)]), "M")[0])
    return plain if zone is None else plain.tz_localize("UTC").tz_convert(zone)


def _span(value: pd.Timedelta, pack: Any) -> dict[str, Any]:
    return {"of": int(value.asm8.view("i8")), "unit": value.unit}


def _read_span(tree: dict[str, Any], unpack: Any) -> Any:
    return pd.Timedelta(_stamps(tree, lambda number: np.array([int(number)]), "m")[0])


TABLE_WRITERS: dict[type, tuple[str, Any]] = {
    pd.DataFrame: ("table", _table),
    pd.Series: ("series", _series),
    pd.RangeIndex: ("range index", _range),
    pd.MultiIndex: ("levels", _levels),
    **dict.fromkeys(
        [pd.Index, pd.DatetimeIndex, pd.TimedeltaIndex, pd.PeriodIndex, pd.CategoricalIndex, pd.IntervalIndex],
        ("index", _index),
    ),
    pd.arrays.DatetimeArray: ("times", _times),
    pd.arrays.TimedeltaArray: ("spans", _times),
    pd.arrays.PeriodArray: ("periods", _periods),
    pd.arrays.IntervalArray: ("intervals", _intervals),
    **dict.fromkeys({type(pd.array(["a"], dtype=name)) for name in ("str", "string")}, ("strings", _strings)),
    pd.Categorical: ("categories", _categories),
    **{kind: (name, _masked) for kind, name in _MASKED.items()},
    **{kind: (name, _sparse) for name, kind in _SPARSE.items()},
    pd.Timestamp: ("moment", _moment),
    pd.Timedelta: ("long span", _span),
    type(pd.NaT): ("no time", lambda value, pack: {}),
    type(pd.NA): ("nothing known", lambda value, pack: {}),
    pd.Interval: (
        "interval",
        lambda value, pack: {"of": [pack(value.left), pack(value.right)], "closed": value.closed},
    ),
}

TABLE_READERS: dict[str, Any] = {
    "table": _read_table,
    "series": _read_series,
    "range index": _read_range,
    "levels": _read_levels,
    "index": _read_index,
    "times": _read_times,
    "spans": lambda tree, unpack: pd.TimedeltaIndex(_stamps(tree, unpack, "m")).array,
    "periods": _read_periods,
    "intervals": _read_intervals,
    "strings": _read_strings,
    "categories": _read_categories,
    **{name: _read_masked(kind) for kind, name in _MASKED.items()},
    **{name: _read_sparse(kind) for name, kind in _SPARSE.items()},
    "moment": _read_moment,
    "long span": _read_span,
    "no time": lambda tree, unpack: pd.NaT,
    "nothing known": lambda tree, unpack: pd.NA,
    "interval": lambda tree, unpack: pd.Interval(*(unpack(end) for end in tree["of"]), closed=tree["closed"]),
}
