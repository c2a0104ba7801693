"""Flags that follow from values and units, and the schema that holds them together."""

import numpy as np
import pandas as pd
import pandera.pandas as pa
import pytest

from citylab.iot import quality
from citylab.iot.quality.rules import COLUMNS


def network(values, *, names="ABC"):
    """Return one message per quarter hour for each sensor, with the same values."""
    times = pd.date_range("2026-03-01", periods=len(values), freq="15min", tz="UTC")
    one = pd.DataFrame({"time": times, "received": times + pd.Timedelta("3s"), "value": values})
    table = pd.concat([one.assign(sensor=name) for name in names], ignore_index=True)
    return table.assign(quantity="pm25", unit="ug/m3")[list(COLUMNS)]


def quiet(count=40):
    return (10 + np.arange(count) % 3).astype(float)


def test_the_first_copy_to_arrive_is_kept_whatever_the_order_of_rows():
    table = network([5.0], names="A")
    again = table.assign(received=table["received"] + pd.Timedelta("20s"))
    assert quality.duplicated(pd.concat([again, table], ignore_index=True)).tolist() == [True, False]


def test_equal_values_of_two_sensors_are_no_copies():
    assert not quality.duplicated(network([5.0, 5.0])).any()


@pytest.mark.parametrize(("steps", "flagged"), [(3, 3), (4, 0)])
def test_a_run_is_stuck_from_the_asked_length_on(steps, flagged):
    assert quality.stuck(pd.Series([1.0, 2.0, 2.0, 2.0, 3.0]), steps=steps).sum() == flagged


def test_a_missing_value_ends_a_run_and_is_never_stuck():
    values = pd.Series([2.0, 2.0, np.nan, np.nan, np.nan, 2.0, 2.0])
    assert not quality.stuck(values, steps=3).any()


def test_one_equal_reading_is_refused():
    with pytest.raises(ValueError, match="2 or more"):
        quality.stuck(pd.Series([1.0]), steps=1)


def test_readings_at_the_end_of_the_scale_are_clipped():
    assert quality.clipped(pd.Series([0.0, 5.0, 99.9, 100.0, np.nan]), high=100).tolist() == [False] * 3 + [True, False]


def test_a_scale_turned_round_is_refused():
    with pytest.raises(ValueError, match="low must be below high"):
        quality.clipped(pd.Series([1.0]), low=5, high=5)


def test_a_single_high_reading_is_a_spike_and_its_neighbours_are_not():
    assert quality.spikes(pd.Series([1.0, 1.0, 50.0, 1.0, 1.0]), size=30).tolist() == [False, False, True, False, False]


def test_a_step_to_a_new_level_is_no_spike():
    assert not quality.spikes(pd.Series([1.0] * 6 + [50.0] * 6), size=30).any()


@pytest.mark.parametrize("options", [{"size": 0}, {"size": 3, "around": 4}, {"size": 3, "around": 1}])
def test_a_window_without_a_middle_is_refused(options):
    with pytest.raises(ValueError, match="around odd"):
        quality.spikes(pd.Series([1.0]), **options)


def test_another_unit_in_the_message_is_flagged():
    table = network(quiet(4))
    table.loc[2, "unit"] = "mg/m3"
    assert quality.wrong_unit(table).pipe(lambda flags: flags[flags].index.tolist()) == [2]


def test_a_quantity_without_a_known_unit_is_flagged():
    assert quality.wrong_unit(network(quiet(4)).assign(quantity="radon")).all()


def test_milligrams_that_call_themselves_micrograms_are_found_by_their_level():
    table = network(quiet())
    theirs = table["sensor"] == "B"
    table.loc[theirs, "value"] /= 1000
    assert quality.wrong_unit(table).tolist() == theirs.tolist()


def test_a_lone_sensor_has_no_level_to_compare_with():
    assert not quality.wrong_unit(network(quiet() / 1000, names="A")).any()


def test_ratio_must_be_above_one():
    with pytest.raises(ValueError, match="factor must be above 1"):
        quality.wrong_unit(network(quiet(4)), factor=1)


def test_a_clean_table_is_all_ok():
    flagged = quality.flag(network(quiet()))
    assert flagged["ok"].all()
    assert (flagged["reason"] == "").all()


def test_flagging_drops_no_row_and_keeps_their_order_and_labels():
    table = network(quiet()).sample(frac=1, random_state=1)
    table.iloc[3, table.columns.get_loc("value")] = np.nan
    flagged = quality.flag(table)
    pd.testing.assert_frame_equal(flagged[list(COLUMNS)], table)


def test_each_fault_gets_its_reason():
    table = network(quiet())
    table.loc[5, "value"] = np.nan
    table.loc[20, "value"] = 600.0
    table.loc[30, "received"] += pd.Timedelta("16min")
    reasons = quality.flag(table)["reason"]
    assert reasons[5] == "no_value"
    assert reasons[20] == "clipped, out_of_range, spikes"
    assert reasons[30] == "late, out_of_order"
    assert (reasons != "").sum() == 3


def test_a_late_value_is_flagged_and_may_still_be_used():
    table = network(quiet())
    table.loc[30, "received"] += pd.Timedelta("16min")
    flagged = quality.flag(table)
    assert flagged.loc[30, "late"]
    assert flagged["ok"].all()


def test_the_flags_of_the_schema_are_those_of_the_functions():
    table = network(quiet())
    table.loc[8:17, "value"] = 4.2
    by_hand = quality.stuck(table.loc[table["sensor"] == "A", "value"], steps=8)
    assert quality.flag(table).loc[by_hand.index, "stuck"].tolist() == by_hand.tolist()


def test_copies_do_not_make_a_sensor_look_stuck():
    table = network([1.0, 2.0, 3.0], names="A")
    table = pd.concat([table] * 4, ignore_index=True)
    flagged = quality.flag(table, stuck_steps=3)
    assert not flagged["stuck"].any()
    assert flagged["duplicated"].sum() == 9


def test_a_table_without_a_single_value_is_flagged_and_kept():
    flagged = quality.flag(network([np.nan] * 5))
    assert flagged["no_value"].all()
    assert not flagged["ok"].any()


def test_an_empty_month_gives_an_empty_table_with_the_same_columns():
    full = quality.flag(network(quiet()))
    empty = quality.flag(network(quiet()).iloc[:0])
    assert list(empty.columns) == list(full.columns)
    assert empty.empty


def test_labels_of_rows_that_occur_twice_are_refused():
    with pytest.raises(ValueError, match="reset_index"):
        quality.flag(pd.concat([network([1.0])] * 2))


def test_any_schema_can_be_asked_for_its_failures():
    rules = pa.DataFrameSchema({"value": pa.Column(float, pa.Check.le(5, error="high"))})
    found = quality.failures(rules, pd.DataFrame({"value": [1.0, 9.0, 5.0, 7.0]}, index=list("abcd")))
    assert found.values.tolist() == [["b", "high"], ["d", "high"]]
    assert quality.failures(rules, pd.DataFrame({"value": [1.0]})).empty


def test_a_column_that_is_missing_is_no_failure_of_a_row():
    rules = pa.DataFrameSchema({"value": pa.Column(float)})
    with pytest.raises(ValueError, match="mend its columns"):
        quality.failures(rules, pd.DataFrame({"other": [1.0]}))
