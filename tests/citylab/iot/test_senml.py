"""SenML: the examples of RFC 8428, and what it forbids."""

import json
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest

from citylab.iot import senml

RECEIVED = datetime(2026, 1, 1, 12, tzinfo=UTC)
DEVICE = "urn:dev:ow:10e2073a01080063"
# RFC 8428, section 5.1.3: humidity and place of a device on the move.
MOVING = [
    {"bn": DEVICE, "bt": 1.320067464e09, "bu": "%RH", "v": 20},
    {"u": "lon", "v": 24.30621},
    {"u": "lat", "v": 60.07965},
    {"t": 60, "v": 20.3},
    {"u": "lon", "t": 60, "v": 24.30622},
    {"u": "lat", "t": 60, "v": 60.07965},
    {"t": 120, "v": 20.7},
    {"u": "lon", "t": 120, "v": 24.30623},
    {"u": "lat", "t": 120, "v": 60.07966},
    {"u": "%EL", "t": 150, "v": 98},
    {"t": 180, "v": 21.2},
    {"u": "lon", "t": 180, "v": 24.30628},
    {"u": "lat", "t": 180, "v": 60.07967},
]
# Section 5.1.4 gives the same resolved: seconds, unit, value.
RESOLVED = [
    (1320067464, "%RH", 20),
    (1320067464, "lon", 24.30621),
    (1320067464, "lat", 60.07965),
    (1320067524, "%RH", 20.3),
    (1320067524, "lon", 24.30622),
    (1320067524, "lat", 60.07965),
    (1320067584, "%RH", 20.7),
    (1320067584, "lon", 24.30623),
    (1320067584, "lat", 60.07966),
    (1320067614, "%EL", 98),
    (1320067644, "%RH", 21.2),
    (1320067644, "lon", 24.30628),
    (1320067644, "lat", 60.07967),
]


def read(pack, **options):
    return senml.read(json.dumps(pack), **options)


def seconds(table):
    return ((table["time"] - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(seconds=1)).tolist()


def test_single_data_point_of_section_5_1_1_is_about_now():
    table = read([{"n": DEVICE, "u": "Cel", "v": 23.1}], received=RECEIVED)
    assert table.to_dict("records") == [{"name": DEVICE, "time": pd.Timestamp(RECEIVED), "unit": "Cel", "value": 23.1}]


def test_base_name_of_section_5_1_2_stands_before_each_name():
    pack = [{"bn": DEVICE + ":", "n": "voltage", "u": "V", "v": 120.1}, {"n": "current", "u": "A", "v": 1.2}]
    assert read(pack, received=RECEIVED)["name"].tolist() == [DEVICE + ":voltage", DEVICE + ":current"]


def test_times_of_section_5_1_2_count_from_the_base_time():
    pack = [{"bn": DEVICE + ":", "bt": 1.276020076001e09, "bu": "A", "bver": 5, "n": "voltage", "u": "V", "v": 120.1}]
    pack += [{"n": "current", "t": t, "v": v} for t, v in zip(range(-5, 0), [1.2, 1.3, 1.4, 1.5, 1.6], strict=True)]
    table = read([*pack, {"n": "current", "v": 1.7}])
    assert table["time"].iloc[0] == pd.Timestamp("2010-06-08T18:01:11.001Z")
    assert table["time"].iloc[-1] == pd.Timestamp("2010-06-08T18:01:16.001Z")
    assert table["unit"].tolist() == ["A"] * 5 + ["V", "A"]
    assert table["value"].tolist() == [1.2, 1.3, 1.4, 1.5, 1.6, 120.1, 1.7]


def test_stream_of_section_5_1_2_needs_no_names():
    pack = [{"bn": DEVICE, "bt": 1.320067464e09, "bu": "%RH", "v": 21.2}, {"t": 10, "v": 21.3}, {"t": 20, "v": 21.4}]
    assert seconds(read(pack)) == [1320067464, 1320067474, 1320067484]


def test_section_5_1_3_resolves_to_section_5_1_4():
    table = read(MOVING)
    found = list(zip(seconds(table), table["unit"], table["value"], strict=True))
    assert found == RESOLVED
    assert set(table["name"]) == {DEVICE}


def test_resolved_data_of_section_5_1_4_stays_as_it_is():
    pack = [{"n": DEVICE, "u": unit, "t": t, "v": v} for t, unit, v in RESOLVED]
    pd.testing.assert_frame_equal(read(pack), read(MOVING))


def test_data_types_of_section_5_1_5_have_columns_of_their_own():
    pack = [{"bn": DEVICE + ":", "n": "temp", "u": "Cel", "v": 23.1}, {"n": "label", "vs": "Machine Room"}]
    table = read([*pack, {"n": "open", "vb": False}, {"n": "nfv-reader", "vd": "aGkgCg"}], received=RECEIVED)
    assert table["value_string"].tolist() == [None, "Machine Room", None, None]
    assert table["value_bool"].tolist() == [None, None, False, None]
    assert table["value_data"].tolist() == [None, None, None, b"hi \n"]
    assert table["value"].notna().tolist() == [True, False, False, False]


def test_new_base_name_of_section_5_1_6_leaves_the_base_time():
    pack = [{"bn": "2001:db8::2/", "bt": 1.320078429e09, "n": "temperature", "u": "Cel", "v": 25.2}]
    pack += [{"n": "humidity", "u": "%RH", "v": 30}, {"bn": "2001:db8::1/", "n": "temperature", "u": "Cel", "v": 12.3}]
    table = read([*pack, {"n": "humidity", "u": "%RH", "v": 67}])
    assert table["name"].iloc[-1] == "2001:db8::1/humidity"
    assert set(seconds(table)) == {1320078429}


def test_record_of_base_fields_in_section_5_1_7_is_no_reading():
    pack = [{"bn": DEVICE + ":"}, {"n": "temp", "u": "Cel", "v": 23.1}, {"n": "heat", "u": "/", "v": 1}]
    assert read(pack, received=RECEIVED)["value"].tolist() == [23.1, 1]


def test_later_time_of_section_5_1_7_is_a_tenth_of_a_second():
    pack = [{"bt": 1.320078429e09, "bu": "/", "n": "2001:db8::3", "v": 0.5}, {"n": "2001:db8::3", "t": 0.1, "v": 0}]
    assert seconds(read(pack)) == [1320078429, 1320078429.1]


def test_base_value_and_base_sum_are_added_and_missing_ones_are_zero():
    pack = [{"bn": "a", "bt": 1e9, "bv": 20, "bs": 100, "v": 1, "s": 5}, {"t": 1, "v": 2}, {"t": 2}]
    table = read(pack)
    assert table["value"].tolist() == [21, 22, 20]
    assert table["sum"].tolist() == [105, 100, 100]


def test_a_sum_needs_no_value():
    table = read([{"n": "a", "t": 1e9, "s": 7, "ut": 60}])
    assert (table["sum"].item(), table["update_time_s"].item()) == (7, 60)
    assert np.isnan(table["value"].item())


def test_smallest_absolute_time_is_that_of_section_4_5_3():
    table = read([{"n": "a", "t": 2**28, "v": 1}], received=RECEIVED)
    assert table["time"].item() == pd.Timestamp("1978-07-04T21:24:16Z")


def test_relative_times_count_from_the_arrival():
    table = read([{"n": "a", "t": -5, "v": 1}, {"n": "a", "t": 30, "v": 2}], received=RECEIVED)
    assert table["time"].tolist() == [pd.Timestamp("2026-01-01T11:59:55Z"), pd.Timestamp("2026-01-01T12:00:30Z")]


def test_records_come_in_the_order_of_time_and_repeated_ones_stay():
    pack = [{"bn": "a", "t": 1e9 + 2, "v": 1}, {"t": 1e9, "v": 2}, {"t": 1e9, "v": 2}]
    assert read(pack)["value"].tolist() == [2, 2, 1]


def test_unknown_fields_are_ignored():
    assert read([{"n": "a", "t": 1e9, "v": 1, "battery": 3}])["value"].item() == 1


def test_secondary_unit_is_read_under_version_26():
    table = read([{"n": "a", "t": 1e9, "bver": 26, "u": "ug/m3", "v": 8.5}])
    assert table["unit"].item() == "ug/m3"


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"v": 1, "vs": "1"}, "record 1: it has v and vs"),
        ({}, "record 1: it has neither a value"),
        ({"u": "Cel"}, "neither a value"),
        ({"v": 1, "range_": 2}, "'range_' must be understood"),
        ({"v": 1, "bver": 11}, "version 11 is not known"),
        ({"v": 1, "bver": 42}, "version 42 is not known"),
        ({"v": 1, "bver": 0}, "'bver' must be at least 1"),
        ({"v": 1, "bver": 10.5}, "'bver' must be a whole number"),
        ({"v": True}, "'v' must be a number, not true"),
        ({"v": "1"}, "'v' must be a number, not \"1\""),
        ({"vb": 1}, "'vb' must be true or false"),
        ({"vd": "a+b="}, "URL-safe"),
        ({"vd": "aGkgC"}, "cut off"),
        ({"v": 1, "u": "bar"}, "unit 'bar' is unknown"),
        ({"v": 1, "u": "µg/m³"}, "did you mean 'ug/m3'"),
        ({"v": 1, "u": "cel"}, "did you mean 'Cel'"),
        ({"v": 1, "u": "ug/m3"}, '"bver": 26'),
        ({"v": 1, "n": "_aq"}, "must begin with a letter or digit"),
        ({"v": 1, "n": "aq 7"}, "hold only letters"),
        ({"v": 1, "n": "größe"}, "hold only letters"),
        ({"v": 1, "n": "a\n"}, "hold only letters"),
        ({"v": 1, "t": 1767225600000}, "is it in milliseconds"),
        ({"v": 1, "t": 5}, "pass received="),
        ({"v": 10**400}, "too large"),
    ],
)
def test_forbidden_record_is_refused_with_its_reason(record, reason):
    with pytest.raises(senml.SenMLError, match=reason):
        read([{"n": "a", "t": 1e9} | record])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not JSON"),
        ("PM2.5 = 8,5", "not JSON: .* at character 1"),
        ('[{"n": "a", "v": NaN}]', "NaN is not JSON"),
        ('[{"n": "a", "v": -Infinity}]', "Infinity is not JSON"),
        ('[{"n": "a", "v": 1e999}]', "too large"),
        ('[{"n": "a", "v": 1, "v": 2}]', "'v' stands twice"),
        ('{"n": "a", "v": 1}', "must be a list"),
        ("[]", "is empty"),
        ("[{}]", "record 1: is empty"),
        ("[1]", "record 1: must be an object"),
        (b"\xff[]", "not UTF-8: byte 0 is 0xff"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_text_that_is_no_pack_is_refused_with_its_reason(text, reason):
    with pytest.raises(senml.SenMLError, match=reason):
        senml.read(text, received=RECEIVED)


def test_versions_must_agree():
    with pytest.raises(senml.SenMLError, match="one version"):
        read([{"n": "a", "t": 1e9, "v": 1}, {"n": "a", "t": 1e9, "v": 1, "bver": 26}])


def test_missing_name_is_refused():
    with pytest.raises(senml.SenMLError, match="the name ''"):
        read([{"t": 1e9, "v": 1}])


def test_reading_from_the_future_is_refused_only_beyond_the_allowance():
    pack = [{"n": "a", "t": RECEIVED.timestamp() + 61, "v": 1}]
    with pytest.raises(senml.SenMLError, match="2026-01-01 12:01:01 UTC, is after its arrival"):
        read(pack, received=RECEIVED, most_ahead_s=60)
    assert len(read(pack, received=RECEIVED, most_ahead_s=61)) == 1


def test_arrival_without_a_zone_is_refused_with_the_remedy():
    with pytest.raises(ValueError, match=r"datetime\.now\(UTC\)"):
        read([{"n": "a", "v": 1}], received=datetime(2026, 1, 1))


@pytest.mark.parametrize("resolved", [False, True])
def test_written_pack_gives_the_readings_back(resolved):
    table = read(MOVING)
    pd.testing.assert_frame_equal(senml.read(senml.write(table, resolved=resolved)), table)


@pytest.mark.parametrize("resolved", [False, True])
def test_other_types_and_fractions_of_a_second_come_back(resolved):
    pack = [{"bn": "x/", "bt": 1.7e9, "n": "a", "vs": "ü", "ut": 9}, {"n": "b", "t": 0.25, "vb": True}]
    table = read([*pack, {"n": "c", "t": 1, "vd": "aGkgCg"}, {"n": "c", "t": 2, "s": 4.5}])
    pd.testing.assert_frame_equal(senml.read(senml.write(table, resolved=resolved)), table)


def test_secondary_unit_is_written_with_version_26():
    table = read([{"n": "a", "t": 1e9, "bver": 26, "u": "ug/m3", "v": 8.5}])
    assert json.loads(senml.write(table))[0]["bver"] == 26


def test_random_readings_come_back():
    draw = np.random.default_rng(4)
    times = pd.to_datetime(draw.integers(10**15, 2 * 10**15, 200), unit="us", utc=True).sort_values()
    names = draw.choice(["aq-1/pm25", "aq-1/temp", "aq-22/temp"], 200)
    table = pd.DataFrame({"name": names, "time": times, "unit": "Cel", "value": draw.normal(size=200)})
    found = senml.read(senml.write(table))
    pd.testing.assert_frame_equal(found, table, check_dtype=False, check_freq=False)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"time": pd.Timestamp("2026-01-01")}, "tz_localize"),
        ({"time": pd.Timestamp("1970-01-01", tz="UTC")}, "1978-07-04"),
        ({"unit": "bar"}, "unit 'bar' is unknown"),
        ({"value": float("nan")}, "has no value"),
    ],
)
def test_what_senml_cannot_say_is_not_written(change, reason):
    row = {"name": "a", "time": pd.Timestamp("2026-01-01", tz="UTC"), "unit": "Cel", "value": 1.0}
    with pytest.raises(ValueError, match=reason):
        senml.write(pd.DataFrame([row | change]))


def test_tables_without_a_column_or_a_row_are_not_written():
    table = read([{"n": "a", "t": 1e9, "v": 1}])
    with pytest.raises(ValueError, match="lack the columns unit"):
        senml.write(table.drop(columns="unit"))
    with pytest.raises(ValueError, match="no reading"):
        senml.write(table.iloc[:0])


def test_units_of_rfc_8798_are_converted_as_in_its_example():
    assert senml.to_primary(100, "ms") == (0.1, "s")
    assert senml.to_primary(10, "dBm") == (-20, "dBW")
    assert senml.to_primary(12.5, "ug/m3") == (12.5e-9, "kg/m3")
    assert senml.to_primary(36, "km/h") == (10, "m/s")


def test_every_secondary_unit_leads_to_a_primary_one():
    from citylab.iot.senml_units import PRIMARY, SECONDARY

    assert {primary for primary, _, _ in SECONDARY.values()} <= PRIMARY
    assert not PRIMARY & set(SECONDARY)


def test_unit_that_nobody_registered_is_not_converted():
    with pytest.raises(ValueError, match="neither in RFC 8428"):
        senml.to_primary(1, "bar")
