import datetime

import numpy as np
import pandas as pd
import pytest

from citylab.practice import Exercise, Mistake, judge

HOURS = pd.date_range("2025-06-01", periods=5, freq="h", tz="Europe/London")
LOAD_KW = pd.Series([1.0, 2.0, 3.0, 4.5, 2.5], index=HOURS)
BUSES = pd.DataFrame({"bus": ["Mill", "Quay"], "voltage_pu": [0.98, 1.02]}, index=["a", "b"])


def exercise(expected, **rules):
    return Exercise(id="grid-1-demo", lesson="02-smart-grids/01", expected=expected, **rules)


PEAK = exercise(lambda: 3.456789, unit="kW")


def kind(asked, answer):
    verdict = judge(asked, answer)
    assert verdict.right or verdict.say.endswith((".", "?"))
    return verdict.kind


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (3.456789, "right"),
        (np.float64(3.456789), "right"),
        (3.457, "right"),
        (..., "unanswered"),
        (None, "unanswered"),
        ("3.456789", "type"),
        ([3.456789], "type"),
        (np.array(3.456789), "type"),
        (pd.Series([3.456789]), "type"),
        (True, "type"),
        (3.456789 + 0j, "type"),
        (max, "type"),
        (float("nan"), "nan"),
        (float("inf"), "infinite"),
        (10**400, "infinite"),
        (-3.456789, "sign"),
        (3456.789, "factor"),
        (0.003456789, "factor"),
        (3.456789 * 4, "factor"),
        (3.456789 / 4, "factor"),
        (3.456789 * 60, "factor"),
        (345.6789, "factor"),
        (3.5, "rounding"),
        (3.42, "close"),
        (9, "values"),
        (0, "values"),
    ],
)
def test_kind_of_error_in_a_number_is_named(answer, found):
    assert kind(PEAK, answer) == found


def test_factor_is_told_with_its_direction_and_the_unit():
    say = judge(PEAK, 3456.789).say
    assert say.startswith("Too large by a factor of 1,000")
    assert say.endswith("The answer is wanted in kW.")


@pytest.mark.parametrize("answer", [3.5, 3.42, -3.456789, 3456.789, 9, "x", [1], float("nan")])
def test_right_value_is_never_told(answer):
    assert "3.45" not in judge(PEAK, answer).say


def test_factor_needs_a_unit_but_percentages_do_not():
    share = exercise(0.35)
    assert [kind(share, answer) for answer in (35.0, 350.0)] == ["factor", "values"]


@pytest.mark.parametrize("unit", ["V", "kV", "A", "mA", "W", "kW", "kWp", "kVA", "Mvar", "kWh", "W/m²"])
@pytest.mark.parametrize(("factor", "cause"), [(3**0.5, "phase voltage and line voltage"), (3, "one phase and three")])
def test_phases_are_named_in_units_of_voltage_current_power_and_energy(unit, factor, cause):
    assert cause in judge(exercise(11.5, unit=unit), 11.5 * factor).say


@pytest.mark.parametrize(
    "unit", ["people", "vehicles/h", "s", "min", "days", "answers", "Antworten", "Wishes", "€", "m"]
)
@pytest.mark.parametrize("factor", [3**0.5, 3])
def test_phases_are_not_named_in_other_units(unit, factor):
    assert judge(exercise(11.5, unit=unit), 11.5 * factor).kind == "values"


@pytest.mark.parametrize(("unit", "cause"), [("s", "minutes and seconds"), ("h", "minutes and hours")])
def test_factor_of_60_speaks_the_unit_of_the_answer(unit, cause):
    assert cause in judge(exercise(21.7, unit=unit), 21.7 / 60).say


def test_wide_tolerance_does_not_invent_a_factor():
    assert kind(exercise(0.02, tolerance=0.01, unit="kW"), 15.0) == "values"


def test_tolerance_is_absolute_in_the_unit_of_the_answer():
    voltage = exercise(1.0200, tolerance=0.0005, unit="pu")
    assert [kind(voltage, answer) for answer in (1.0205, 1.0206)] == ["right", "close"]


@pytest.mark.parametrize(
    ("answer", "found"),
    [(5000, "right"), (5000.0, "right"), (5001, "close"), (5000.4, "type"), (np.int8(3), "values")],
)
def test_count_must_be_exact(answer, found):
    assert kind(exercise(5000), answer) == found


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (LOAD_KW, "right"),
        (LOAD_KW.rename("anything"), "right"),
        (LOAD_KW.tz_convert("UTC"), "right"),
        (LOAD_KW.astype("Float64"), "right"),
        (LOAD_KW.astype("float32"), "right"),
        (LOAD_KW.to_numpy(), "type"),
        (LOAD_KW.tolist(), "type"),
        (LOAD_KW.to_frame("kw"), "type"),
        (LOAD_KW.astype(str), "type"),
        (LOAD_KW.iloc[1:], "index"),
        (LOAD_KW.reset_index(drop=True), "index"),
        (LOAD_KW.tz_localize(None), "index"),
        (LOAD_KW[::-1], "order"),
        (LOAD_KW.sort_values().set_axis(HOURS), "order"),
        (LOAD_KW * 4, "factor"),
        (-LOAD_KW, "sign"),
        (LOAD_KW.shift(), "nan"),
        (LOAD_KW.round(0), "values"),
        (LOAD_KW * 1.01, "close"),
        (pd.Series(dtype=float), "index"),
    ],
)
def test_kind_of_error_in_a_series_is_named(answer, found):
    assert kind(exercise(LOAD_KW, unit="kW"), answer) == found


def test_first_wrong_row_and_the_number_of_right_ones_are_told():
    answer = LOAD_KW.add([0, 0, 7, 0, 9])
    say = judge(exercise(LOAD_KW), answer).say
    assert say == "3 of 5 values are right; the first that is not: `2025-06-01 01:00:00+00:00`."


def test_missing_value_may_be_what_is_wanted():
    gaps = LOAD_KW.where(LOAD_KW < 4)
    assert kind(exercise(gaps), gaps.copy()) == "right"
    assert kind(exercise(gaps), LOAD_KW) == "nan"


def test_author_may_leave_order_and_index_open():
    assert kind(exercise(LOAD_KW, any_order=True), LOAD_KW[::-1]) == "right"
    assert kind(exercise(LOAD_KW, check_index=False), LOAD_KW.reset_index(drop=True)) == "right"
    assert kind(exercise([3, 1, 2], any_order=True), [1, 2, 3]) == "right"


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (BUSES, "right"),
        (BUSES[["voltage_pu", "bus"]], "right"),
        (BUSES.assign(bus=["mill ", "QUAY"]), "right"),
        (BUSES[["bus"]], "columns"),
        (BUSES.assign(extra=1), "columns"),
        (BUSES.rename(columns=str.upper), "columns"),
        (BUSES.reset_index(drop=True), "index"),
        (BUSES.assign(bus=["Quay", "Mill"]), "order"),
        (BUSES.assign(bus=["Mill", "Mole"]), "values"),
        (BUSES.assign(bus=[1, 2]), "type"),
        (BUSES.assign(voltage_pu="high"), "type"),
        (BUSES.assign(voltage_pu=[98.0, 102.0]), "factor"),
    ],
)
def test_kind_of_error_in_a_table_is_named(answer, found):
    assert kind(exercise(BUSES), answer) == found


def test_column_at_fault_is_named():
    say = judge(exercise(BUSES), BUSES.assign(voltage_pu=[0.98, 3.0])).say
    assert say.startswith("Column `voltage_pu`: 1 of 2 values are right")


def test_tolerance_may_differ_between_columns():
    asked = exercise(BUSES, tolerance={"voltage_pu": 0.1})
    assert kind(asked, BUSES.assign(voltage_pu=[1.0, 1.0])) == "right"


@pytest.mark.parametrize(
    ("expected", "answer", "found"),
    [
        ([1, 2, 3], (1, 2, 3), "right"),
        ([1, 2, 3], [1, 2], "shape"),
        ([1, 2, 3], [3, 2, 1], "order"),
        ([1, 2, 3], [1, 2, ...], "unanswered"),
        (np.eye(2), np.eye(2), "right"),
        (np.eye(2), np.eye(3), "shape"),
        (np.eye(2), np.ones(4), "shape"),
        (np.array([True, False]), np.array([True, True]), "values"),
        ("Quay", " quay", "right"),
        ("Quay", "Mill", "values"),
        (True, np.True_, "right"),
        (True, 1, "type"),
        ({"a", "b"}, {"b", "a"}, "right"),
        ({"a", "b"}, {"a", "c"}, "values"),
        ({"kw": 1.5, "kwh": 2.0}, {"kwh": 2.0, "kw": 1.5}, "right"),
        ({"kw": 1.5, "kwh": 2.0}, {"kw": 1.5}, "index"),
        ({"kw": 1.5, "kwh": 2.0}, {"kw": 2.0, "kwh": 1.5}, "order"),
        (HOURS[0], HOURS[0].tz_convert("UTC"), "right"),
        (datetime.date(2025, 6, 1), pd.Timestamp("2025-06-01"), "right"),
        (HOURS[0], HOURS[0].tz_localize(None), "values"),
    ],
)
def test_other_kinds_of_answers_are_compared(expected, answer, found):
    assert kind(exercise(expected), answer) == found


def test_number_of_set_elements_is_told_but_none_of_them():
    say = judge(exercise({"Mill", "Quay"}), {"Mill", "Lane"}).say
    assert say == "Elements that are missing: 1; that do not belong here: 1."


def test_known_mistake_speaks_its_own_sentence():
    asked = exercise(
        LOAD_KW,
        mistakes=[
            Mistake(when=lambda answer: answer.max() == 1, say="You divided by the peak."),
            Mistake(gives=lambda: LOAD_KW.cumsum(), say="You added the hours up."),
        ],
    )
    assert judge(asked, LOAD_KW / LOAD_KW.max()).say == "You divided by the peak."
    assert judge(asked, LOAD_KW.cumsum()).say == "You added the hours up."
    assert kind(asked, 3) == "type"


def test_truth_is_computed_once_and_only_when_needed():
    computed = []
    asked = exercise(lambda: computed.append(1) or 2.0)
    assert computed == []
    assert [kind(asked, answer) for answer in (2.0, 5.0)] == ["right", "values"]
    assert computed == [1]


@pytest.mark.parametrize(
    ("answer", "is_right"), [("quay/+/pm25", True), ("Quay/+/pm25", False), ("quay/+/pm25 ", False)]
)
def test_capitals_and_spaces_count_where_the_exercise_says_so(answer, is_right):
    verdict = judge(exercise("quay/+/pm25", exact_text=True), answer)
    assert verdict.right == is_right
    assert is_right or "capitals and spaces" in verdict.say
