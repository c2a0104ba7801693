"""The figures that the wrap-up of module 01 and its instructor's page print."""

import math
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from citylab import data
from citylab.iot import lora, quality, senml
from citylab.iot.practice import wrap_up
from citylab.practice import judge

LESSON = Path(__file__).parents[3] / "course/lessons/01-internet-of-things/06_wrap_up.py"


def answer(name):
    return next(one.expected() for one in wrap_up.EXERCISES if one.id == name)


def kind_of(payload):
    try:
        senml.read(payload)
    except senml.SenMLError as error:
        words = {"not JSON": "cut off", "secondary": "no version", "milliseconds": "milliseconds"}
        return next(kind for word, kind in words.items() if word in str(error))
    return "readable"


def test_packs_fail_for_three_reasons_as_often_as_the_page_says():
    packs = data.load("quay_sensors_synthetic", "packs")
    kinds = Counter(kind_of(payload) for payload in packs["payload"])
    assert kinds == {"readable": 3010, "cut off": 15, "no version": 9, "milliseconds": 5}
    assert answer("iot-w-refused") == 29


def test_readings_are_those_of_the_readable_packs():
    packs, readings = (data.load("quay_sensors_synthetic", name) for name in ("packs", "readings"))
    payloads = packs.loc[packs["received"] == readings.loc[100, "received"], "payload"]
    said = pd.concat([senml.read(payload) for payload in payloads])
    assert len(readings) == 3010
    assert readings.loc[100, "value"] in set(said["value"])


def test_answers_are_those_of_the_instructors_page():
    names = ("iot-w-days", "iot-w-sensor", "iot-w-exceeded", "iot-w-sure", "iot-w-radio")
    assert [answer(name) for name in names] == [120, "SQ-05", 8, 4, 20]


def test_three_sensors_lose_two_days_each():
    lost = {sensor: 21 - quality.valid_days(hours["value"]).sum() for sensor, hours in wrap_up._hours().items()}
    assert lost == {"SQ-01": 2, "SQ-02": 0, "SQ-03": 0, "SQ-04": 2, "SQ-05": 0, "SQ-06": 2}


def test_no_day_is_near_either_threshold():
    margin_ugm3 = 2 * wrap_up._error_ugm3()
    for limit_ugm3 in (15.0, 15.0 + margin_ugm3):
        assert (wrap_up._quay() - limit_ugm3).abs().min() > 0.4


def test_the_refused_sensor_stands_out_only_on_later_weeks():
    later = sorted(wrap_up._rmse(sensor) for sensor in wrap_up._sensors())
    assert later[-1] > 1.4 * later[-2]
    assert wrap_up._rmse("SQ-05", early=True) < wrap_up._rmse("SQ-06", early=True)


def test_the_five_read_too_low_in_the_later_weeks():
    ours = pd.concat([wrap_up._beside(sensor) for sensor in wrap_up._published()], axis=1).mean(axis=1)
    error = ours - data.load("quay_sensors_synthetic", "beside")["reference_ugm3"]
    assert error.loc["2026-02-16":].mean() == pytest.approx(-1.1, abs=0.05)


@pytest.mark.parametrize(("payload_bytes", "messages"), [(8, 20), (16, 18)])
def test_messages_a_day_agree_with_the_data_sheet_worked_by_hand(payload_bytes, messages):
    # SX1276, section 4.1.1.7: SF 12, 125 kHz, 4/5, header, checksum, low data rate optimisation.
    blocks = math.ceil((8 * (payload_bytes + 13) - 4 * 12 + 44) / (4 * (12 - 2)))
    seconds = (8 + 4.25 + 8 + 5 * blocks) * 2**12 / 125_000
    assert math.floor(30 / seconds) == messages
    assert wrap_up._messages(payload_bytes + 13) == messages


def test_the_page_prints_the_number_of_packs_and_their_length():
    packs = data.load("quay_sensors_synthetic", "packs")
    assert f"{len(packs):,} packs" in LESSON.read_text(encoding="utf-8")
    assert packs["payload"].str.len().median() == pytest.approx(110, abs=2)


def test_every_example_in_the_table_of_tools_runs():
    table = LESSON.read_text(encoding="utf-8").split("| to do this")[1].split("# And lesson 2")[0]
    examples = [row.rsplit("| `", 1)[1].removesuffix("` |") for row in table.splitlines() if row.endswith("` |")]
    times = pd.date_range("2026-03-01", periods=48, freq="h", tz="UTC")
    hourly = pd.Series(range(48), index=times, dtype=float)
    messages = pd.DataFrame({"time": times, "unit": "cm", "value": hourly.to_numpy()})
    names = {"pd": pd, "quality": quality, "lora": lora, "table": messages, "hourly": hourly, "one": hourly}
    names["other"] = hourly + 2
    for example in examples:
        exec(example, names)
    assert len(examples) == 9
    assert str(names["hourly"].index.tz) == "Asia/Tokyo"
    assert (names["table"]["value"] == 0).all()


@pytest.mark.parametrize(
    ("exercise", "given", "word"),
    [
        ("iot-w-days", 0, "three quarter hours"),
        ("iot-w-sensor", "SQ6", "SQ-01"),
        ("iot-w-sensor", "sq-02", "all six errors"),
    ],
)
def test_a_likely_slip_gets_its_own_sentence(exercise, given, word):
    assert word in judge(next(one for one in wrap_up.EXERCISES if one.id == exercise), given).say


def test_with_the_bias_corrected_one_day_more_would_be_sure():
    ours = pd.concat([wrap_up._beside(sensor) for sensor in wrap_up._published()], axis=1).mean(axis=1)
    errors = (ours - data.load("quay_sensors_synthetic", "beside")["reference_ugm3"]).loc["2026-02-16":]
    daily = errors.resample("D").mean()
    corrected = wrap_up._quay() - daily.mean()
    sure = wrap_up._exceeded(2 * wrap_up._error_ugm3())
    assert (corrected > 15 + 2 * daily.std(ddof=0)).sum() == sure + 1
