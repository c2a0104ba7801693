"""Values arrive as they were sent, and a damaged or hostile message harms nobody."""

import collections
import datetime
import fractions
import json
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_array

from citylab import grid
from citylab.data import Units
from classroom.wire import CannotCarryError, Stranger, UnreadableError, pack, unpack

HOURS = pd.date_range("2025-03-29", periods=50, freq="h", tz="Europe/London")

PLAIN = [
    None, True, 1, -(10**50), 1.5, -0.0, float("inf"), "ä\ud800", b"ab\0", 1 + 2j, ..., range(3), slice(1, None),
    (1, 2, (3,)), [], [1, [2, {"a": (1,)}]], {1: 2.0, (1, 2): "x"}, {1, 2}, frozenset({1}), collections.deque([1]),
    {}, {"a": 1, None: "b"}, {"a": [1], "b": []}, {1: (1, "x"), 2: ()}, {"a": {"P1", "P2"}, "b": set()},
    {"a": frozenset({1})}, {"a": [1], "b": (1,)}, {"a": [(1,)]}, {(1,): [1]}, {"a": {1: [2]}, "b": {}},
    collections.Counter("aab"), collections.OrderedDict(b=1, a=2), fractions.Fraction(1, 3), Path("a/b"),
    datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC), datetime.datetime(2025, 10, 26, 1, 30, fold=1),
    datetime.date(2025, 1, 1), datetime.time(3, 4), datetime.timedelta(hours=3), ZoneInfo("Europe/Rome"),
    np.float64(2.5), np.int64(3), np.bool_(True), np.str_("a"), np.float32(0.1),
    pd.Timestamp("2025-01-01"), HOURS[3], pd.Timedelta("1h"), pd.Interval(1, 2),
]  # fmt: skip
ARRAYS = [
    np.arange(6.0).reshape(2, 3), np.arange(6).reshape(2, 3).T, np.array(3.0), np.zeros((0, 2)), np.array(["a", "bcd"]),
    np.array([1, "a", None], dtype=object), np.array(["2025-01-01"], dtype="M8[ns]"), np.array([True]), np.array([1j]),
]  # fmt: skip
INDEXES = [
    HOURS, HOURS[::3], HOURS[[1, 5]], HOURS.tz_localize(None), pd.RangeIndex(3, name="a"), pd.Index(["a", "b", None]),
    pd.Index([1.5, 2]), pd.Index([3, 1], name=("a", 1)), pd.Index([True]), pd.Index([3], dtype="int8"),
    pd.MultiIndex.from_product([[1, 2], ["a", "b"]], names=["x", None]), pd.Index([(1,), 2]),
    pd.period_range("2025-01", periods=3, freq="M"), pd.to_timedelta([1, 2], unit="h"), pd.CategoricalIndex(["a", "b"]),
]  # fmt: skip
SERIES = [
    pd.Series(np.arange(50.0), index=HOURS, name="q"), pd.Series(["a", None, "c"]), pd.Series([], dtype=float),
    pd.Series([1, "a", None], dtype=object), pd.Series([1, None], dtype="Int64"),
    pd.Series([True, None], dtype="boolean"),
    pd.Series([1.5, None], dtype="Float64"), pd.Series(["a", "b", "a"], dtype="category"), pd.Series(HOURS),
    pd.Series(pd.to_datetime(["2025-01-01", None])), pd.Series(pd.to_timedelta([1, 2], unit="h")),
    pd.Series(["a", pd.NA], dtype="string"), pd.Series(pd.cut([1, 2, 3], 2)), pd.Series({"a": {1, 2}, "b": set()}),
]  # fmt: skip
TABLES = [
    pd.DataFrame({"a": [1, 2], "b": ["x", "y"], "c": [1.5, None], "d": HOURS[:2]}), pd.DataFrame(),
    pd.DataFrame(np.ones((3, 4)), index=list("abc")), pd.DataFrame([[1, 2.0], [3, 4.0]], columns=["a", "a"]),
    pd.DataFrame({"a": []}), pd.DataFrame(index=[1, 2]), pd.DataFrame({"a": [True, False], "b": [1, 2]}),
]  # fmt: skip


def arrived(value, **given):
    return unpack(pack(value, **given))


def names(values):
    return [f"{type(value).__name__}-{number}" for number, value in enumerate(values)]


@pytest.mark.parametrize("value", PLAIN, ids=names(PLAIN))
def test_a_plain_value_arrives_with_its_type(value):
    came = arrived(value)
    assert type(came) is type(value)
    assert came == value


def test_missing_values_arrive_as_themselves():
    assert arrived(pd.NA) is pd.NA
    assert arrived(pd.NaT) is pd.NaT
    assert np.isnan(arrived(float("nan")))


@pytest.mark.parametrize("value", ARRAYS, ids=names(ARRAYS))
def test_an_array_arrives_with_its_type(value):
    came = arrived(value)
    assert came.dtype == value.dtype
    np.testing.assert_array_equal(came, value)
    came.ravel()[:0] = 0  # it may be written to


@pytest.mark.parametrize("value", INDEXES, ids=names(INDEXES))
def test_an_index_arrives_with_its_type(value):
    came = arrived(value)
    pd.testing.assert_index_equal(came, value, exact=True)
    assert getattr(came, "freq", None) == getattr(value, "freq", None)


@pytest.mark.parametrize("value", SERIES, ids=names(SERIES))
def test_a_series_arrives_with_its_type(value):
    pd.testing.assert_series_equal(arrived(value), value, check_freq=True)


@pytest.mark.parametrize("value", TABLES, ids=names(TABLES))
def test_a_table_arrives_with_its_types(value):
    pd.testing.assert_frame_equal(arrived(value), value, check_freq=True)


@pytest.mark.parametrize("value", [*PLAIN, *ARRAYS, *INDEXES, *SERIES, *TABLES], ids=lambda value: type(value).__name__)
def test_what_arrived_is_sent_in_the_same_bytes(value):
    message = pack(value)
    assert pack(unpack(message)) == message


def made_both_ways(items):
    """Return two equal sets whose own orders differ."""
    pairs = ((a, b) for a in items for b in items if list({a, b}) != list({b, a}))
    a, b = next(pairs)
    return {a, b}, {b, a}


@pytest.mark.parametrize("items", [[*range(40)], [f"P{number:02d}" for number in range(40)]], ids=["numbers", "texts"])
@pytest.mark.parametrize(
    "wrapped",
    [lambda one: one, frozenset, lambda one: [one], lambda one: {"V1": one}, lambda one: {"V1": one, "V2": {0, "x"}}],
    ids=["set", "frozen set", "in a list", "in a dictionary", "beside a mixed one"],
)
def test_equal_sets_are_sent_in_the_same_bytes(items, wrapped):
    one, other = made_both_ways(items)
    assert list(one) != list(other)
    assert pack(wrapped(one)) == pack(wrapped(other))
    assert arrived(wrapped(one)) == wrapped(other)


def test_a_set_whose_items_have_no_order_arrives():
    mixed = {1, "a", None, (2, 3), 1.5}
    assert arrived(mixed) == mixed
    assert arrived({"V1": {1, "a"}, "V2": {1.5, None}}) == {"V1": {1, "a"}, "V2": {1.5, None}}


def test_notes_on_a_table_come_along():
    table = pd.DataFrame({"a": [1]})
    table.attrs["place"] = (45.0, 7.6)
    assert arrived(table).attrs == {"place": (45.0, 7.6)}


def test_units_of_a_table_stay_units():
    table = pd.DataFrame({"load_kw": [1.0]})
    table.attrs["units"] = Units(load_kw="kW")
    assert type(arrived(table).attrs["units"]) is Units
    assert arrived(table).attrs == {"units": {"load_kw": "kW"}}


def test_a_generator_goes_on_where_it_was():
    draw = np.random.default_rng(3)
    draw.random(5)
    assert arrived(draw).random() == draw.random()


def test_a_record_of_the_library_arrives_whole():
    street = grid.network("lv_kerber").with_loads(2.0)
    came = arrived(street)
    assert type(came) is type(street)
    pd.testing.assert_frame_equal(came.nodes, street.nodes)
    assert grid.solve(came).nodes["voltage_pu"].min() == grid.solve(street).nodes["voltage_pu"].min()


def test_a_sparse_array_arrives():
    came = arrived(csr_array([[0, 1.0], [2.0, 0]]))
    assert came.toarray().tolist() == [[0, 1], [2, 0]]


def test_an_object_of_ones_own_is_not_carried():
    class Everything(float):
        def __eq__(self, other):
            return True

        __hash__ = None

    with pytest.raises(CannotCarryError, match="Everything is not carried"):
        pack(Everything(1.0))
    came = arrived([Everything(1.0)], strangers=True)[0]
    assert isinstance(came, Stranger)
    assert type(came).__name__ == "Everything"
    assert came != came
    assert came not in (1.0, None)


def test_a_value_in_itself_is_refused():
    ring = []
    ring.append(ring)
    with pytest.raises(CannotCarryError, match="too deep"):
        pack(ring)


def forged(tree, *buffers):
    head = json.dumps(tree).encode()
    sizes = json.dumps([len(head), *map(len, buffers)]).encode()
    return b"".join([len(sizes).to_bytes(4, "big"), sizes, head, *buffers])


HOSTILE = {
    "unknown kind": forged({"!": "pickle", "of": "x"}),
    "no kind": forged({"of": 1}),
    "a class of another library": forged({"!": "record", "class": "subprocess:Popen", "of": {}}),
    "a class that is no record": forged({"!": "record", "class": "citylab.course:Path", "of": {}}),
    "too few bytes": forged({"!": "array", "dtype": "<f8", "shape": [1000], "bytes": 0}, b"12345678"),
    "no such buffer": forged({"!": "array", "dtype": "<f8", "shape": [1], "bytes": 5}),
    "negative buffer": forged({"!": "array", "dtype": "<f8", "shape": [1], "bytes": -1}, b"12345678"),
    "objects by their bytes": forged({"!": "array", "dtype": "|O", "shape": [1], "bytes": 0}, b"12345678"),
    "a sparse index beyond the end": pack(csr_array([[0, 1.0], [2.0, 0]])).replace(
        np.array([1, 0], dtype=np.int32).tobytes(), np.array([10**6, 0], dtype=np.int32).tobytes()
    ),
    "codes beyond the categories": forged(
        {"!": "categories", "of": {"!": "array", "dtype": "|i1", "shape": [1], "bytes": 0},
         "categories": {"!": "range index", "of": [0, 2, 1], "name": None}, "ordered": False}, b"\x63"
    ),
    "a key that is no key": forged({"!": "dict", "pairs": [[[1], 2]]}),
    "a plain key that is none": forged({"!": "dict", "keys": [[1]], "of": [2]}),
    "a plain value that is none": forged({"!": "dict", "keys": ["a"], "of": [{"!": "dots"}]}),
    "more keys than values": forged({"!": "dict", "keys": ["a", "b"], "of": [1]}),
    "a group of nobody's kind": forged({"!": "dict", "keys": ["a"], "each": "dict", "of": [[1]]}),
    "a group that is a text": forged({"!": "dict", "keys": ["a"], "each": "set", "of": ["abc"]}),
    "groups that are a text": forged({"!": "dict", "keys": ["a"], "each": "set", "of": "b"}),
    "values that are a text": forged({"!": "dict", "keys": ["a"], "of": "b"}),
    "keys that are a text": forged({"!": "dict", "keys": "a", "of": [1]}),
    "an index whose name is none": forged(
        {"!": "index", "of": {"!": "array", "dtype": "<i8", "shape": [1], "bytes": 0}, "name": [1], "freq": None},
        b"12345678",
    ),
    "an index of a table": forged(
        {"!": "index", "of": {"!": "array", "dtype": "<i8", "shape": [1, 1], "bytes": 0}, "name": "a", "freq": None},
        b"12345678",
    ),
    "a group with a group": forged({"!": "dict", "keys": ["a"], "each": "list", "of": [[[1]]]}),
    "too deep": b"\0\0\0\x0a[  200001]" + b"[" * 100_000 + b"1" + b"]" * 100_000,
    "a zone that is a path": forged({"!": "zone", "of": "../../../etc/passwd"}),
    "a generator that is something else": forged(
        {"!": "generator", "of": {"!": "dict", "keys": ["bit_generator"], "of": ["seed"]}}
    ),
    "a function where none is taken": forged({"!": "function", "number": 0, "name": "f"}),
    "sizes that lie": b"\0\0\0\x05[999]",
    "nothing": b"",
    "noise": bytes(range(256)),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_message_is_refused_for_what_it_is(name):
    with pytest.raises(UnreadableError) as caught:
        unpack(HOSTILE[name])
    assert ("KeyError" in str(caught.value)) == (name == "no kind"), "only that one lacks a part"


def test_no_damage_of_a_message_does_harm():
    message = pack({"a": TABLES[0], "b": SERIES[5], "c": (1, HOURS)})
    draw = np.random.default_rng(8)
    refused = 0
    for _ in range(400):
        damaged = bytearray(message)
        for place in draw.integers(0, len(message), draw.integers(1, 4)):
            damaged[place] = draw.integers(0, 256)
        try:
            unpack(damaged[: draw.integers(len(message) // 2, len(message) + 1)])
        except UnreadableError:
            refused += 1
    assert refused > 100
