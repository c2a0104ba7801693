"""No message is lost on the way in."""

import pandas as pd
import pytest

from citylab.iot import intake

GOOD = (
    '[{"n": "aq-07/pm25", "u": "kg/m3", "bt": 1767225600, "v": 8.5e-9}, {"n": "aq-07/humidity", "u": "%RH", "v": 81}]'
)


def messages(*payloads):
    arrived = pd.Timestamp("2026-01-01T00:00:10Z")
    return pd.DataFrame({"topic": "quay", "payload": list(payloads), "arrived": arrived})


def test_every_message_becomes_readings_or_a_dead_letter():
    readings, dead = intake.take(messages(GOOD, "8,5", b"\xff", GOOD))
    assert len(readings) == 4
    assert dead["payload"].tolist() == ["8,5", b"\xff"]
    assert dead["reason"].str.contains("not JSON|not UTF-8").all()


@pytest.mark.parametrize(
    "poison",
    [
        '[{"n": "a", "v": 1, "t": 1' + 400 * "0" + "}]",
        '[{"n": "a", "v": 1, "bt": 1767225600, "ut": 1' + 400 * "0" + "}]",
        '[{"n": "a", "v": 1' + 6000 * "0" + ', "bt": 1767225600}]',
        '[{"n": "a", "bv": 1e308, "v": 1e308, "bt": 1767225600}]',
        "[" * 100_000,
    ],
    ids=["time", "update", "value", "sum", "nested"],
)
def test_one_poisoned_message_is_put_aside_and_the_others_are_read(poison):
    readings, dead = intake.take(messages(GOOD, poison, GOOD))
    assert len(readings) == 4
    assert dead["payload"].tolist() == [poison]
    assert len(dead["reason"].item()) < 200


def test_readings_keep_topic_and_arrival():
    readings, _ = intake.take(messages(GOOD))
    assert readings["topic"].tolist() == ["quay", "quay"]
    assert (readings["arrived"] - readings["time"]).dt.total_seconds().iloc[0] == 10


def test_time_relative_to_now_counts_from_the_arrival():
    readings, _ = intake.take(messages('[{"n": "a", "t": -5, "v": 1}]'))
    assert readings["time"].item() == pd.Timestamp("2026-01-01T00:00:05Z")


def test_clock_that_is_ahead_makes_a_dead_letter():
    ahead = '[{"n": "a", "t": 1767226000, "v": 1}]'
    assert "after its arrival" in intake.take(messages(ahead)).dead_letters["reason"].item()
    assert intake.take(messages(ahead), most_ahead_s=1000).dead_letters.empty


def test_no_messages_make_two_empty_tables():
    readings, dead = intake.take(messages())
    assert len(readings) == len(dead) == 0
    assert {"name", "time", "unit", "value", "topic", "arrived"} <= set(readings.columns)


def test_table_without_arrivals_is_refused():
    with pytest.raises(ValueError, match="lack the columns arrived"):
        intake.take(messages(GOOD).drop(columns="arrived"))
