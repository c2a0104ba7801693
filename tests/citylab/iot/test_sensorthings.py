"""Observations of the SensorThings API."""

import json
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pandas as pd
import pytest

from citylab.iot import sensorthings

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def read(**content):
    return sensorthings.read(json.dumps({"phenomenonTime": "2026-01-01T12:00:00Z", "result": 8.5} | content))


def test_written_observation_gives_its_values_back():
    written = sensorthings.observation(
        np.float64(8.5), phenomenon_time=NOON, result_time=NOON, datastream=7, parameters={"flag": "good"}
    )
    found = sensorthings.read(sensorthings.dumps(written))
    assert found == {
        "result": 8.5,
        "time": pd.Timestamp(NOON),
        "end": None,
        "result_time": pd.Timestamp(NOON),
        "datastream": 7,
        "parameters": {"flag": "good"},
    }


def test_times_are_written_in_utc():
    summer = datetime(2026, 7, 1, 13, tzinfo=timezone(timedelta(hours=1)))
    assert sensorthings.observation(1, phenomenon_time=summer, datastream=7)["phenomenonTime"] == "2026-07-01T12:00:00Z"


def test_interval_of_the_standard_has_begin_and_end():
    # 18-088, section 8.2.7, gives this interval as its example.
    found = read(phenomenonTime="2010-12-23T10:20:00.00-07:00/2010-12-23T12:20:00.00-07:00")
    assert (found["time"], found["end"]) == (pd.Timestamp("2010-12-23T17:20Z"), pd.Timestamp("2010-12-23T19:20Z"))


def test_sensor_without_a_clock_leaves_the_time_to_the_receiver():
    found = sensorthings.read('{"result": 1, "Datastream": {"@iot.id": "aq-7"}}', received=NOON)
    assert (found["time"], found["datastream"]) == (pd.Timestamp(NOON), "aq-7")


def test_result_may_be_anything_and_resulttime_null():
    assert read(result={"a": [1]}, resultTime=None)["result"] == {"a": [1]}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"phenomenonTime": "2026-01-01T12:00:00"}, "has no time zone; write Z"),
        ({"resultTime": "2026-01-01T12:00:00"}, "resultTime .* has no time zone"),
        ({"phenomenonTime": "noon"}, "no time of ISO 8601"),
        ({"phenomenonTime": 1767225600}, "'phenomenonTime' must be text"),
        ({"phenomenonTime": "2026-01-01T12:00Z/2026-01-01T11:00Z"}, "ends before it begins"),
        ({"Datastream": 7}, "'Datastream' must be an object"),
        ({"Datastream": {}}, "'Datastream' lacks '@iot.id'"),
    ],
)
def test_wrong_observation_is_refused_with_its_reason(change, reason):
    with pytest.raises(sensorthings.ObservationError, match=reason):
        read(**change)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{}", "lacks 'result'"),
        ('{"result": 1}', "pass received="),
        ("[1]", "must be an object"),
        ("8,5", "not JSON"),
        ('{"result": NaN}', "NaN is not JSON"),
    ],
)
def test_text_that_is_no_observation_is_refused(text, reason):
    with pytest.raises(sensorthings.ObservationError, match=reason):
        sensorthings.read(text)


def test_observation_from_the_future_is_refused_beyond_the_allowance():
    text = '{"phenomenonTime": "2026-01-01T12:02:00Z", "result": 1}'
    with pytest.raises(sensorthings.ObservationError, match="is after its arrival"):
        sensorthings.read(text, received=NOON, most_ahead_s=60)
    assert sensorthings.read(text, received=NOON, most_ahead_s=120)["result"] == 1


def test_naive_time_is_not_written():
    with pytest.raises(ValueError, match=r"tzinfo=UTC"):
        sensorthings.observation(1, phenomenon_time=datetime(2026, 1, 1), datastream=7)


def test_nan_is_not_written():
    with pytest.raises(ValueError, match="not JSON compliant"):
        sensorthings.dumps(sensorthings.observation(float("nan"), phenomenon_time=NOON, datastream=7))
