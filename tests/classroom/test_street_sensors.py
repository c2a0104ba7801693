"""The simulator of street sensors keeps its promises, fault by fault."""

import numpy as np
import pandas as pd
import pytest

from citylab.iot import particles
from classroom import street_sensors as simulate

AIR = simulate.true_air("2026-03-27", 4, step_min=15, seed=1)
SENT = pd.concat(
    [simulate.to_messages(AIR["pm25_ugm3"].round(1), sensor=name, seed=n) for n, name in enumerate("AB")],
    ignore_index=True,
)


def test_air_is_made_again_from_its_seed():
    pd.testing.assert_frame_equal(AIR, simulate.true_air("2026-03-27", 4, step_min=15, seed=1))
    assert not AIR.equals(simulate.true_air("2026-03-27", 4, step_min=15, seed=2))


def test_days_are_local_and_the_index_is_utc():
    assert len(AIR) == 4 * 96 - 4
    assert str(AIR.index.tz) == "UTC"
    assert AIR.index.tz_convert("Europe/London")[[0, -1]].strftime("%d %H:%M").tolist() == ["27 00:00", "30 23:45"]


def test_air_is_possible_and_changes_slowly():
    year = simulate.true_air("2026-01-01", 120, seed=3)
    assert (year["pm25_ugm3"] > 0).all()
    assert year["humidity_percent"].between(30, 94).all()
    assert year["pm25_ugm3"].autocorr(1) > 0.8
    by_hour = year["pm25_ugm3"].groupby(year.index.tz_convert("Europe/London").hour).median()
    assert by_hour[20] > 1.3 * by_hour[3]


def test_a_sensor_without_flaws_reports_the_truth():
    reading = simulate.measure(AIR, growth=0, noise_ugm3=0)
    np.testing.assert_allclose(reading, AIR["pm25_ugm3"], atol=0.051)


def test_a_sensor_swells_with_humidity_and_fades_with_the_weeks():
    long = simulate.true_air("2026-01-01", 15, seed=1)
    reading = simulate.measure(long, growth=0.3, noise_ugm3=0, fade_percent_per_week=10)
    swollen = long["pm25_ugm3"] * particles.growth_factor(long["humidity_percent"], kappa=0.3)
    assert (reading / swollen).iloc[24 * 14] == pytest.approx(0.81, abs=0.02)


def test_smoke_is_added_and_never_taken_away():
    smoky = simulate.add_smoke(AIR, count=3, seed=1)
    assert (smoky["pm25_ugm3"] >= AIR["pm25_ugm3"]).all()
    assert (smoky["pm25_ugm3"] - AIR["pm25_ugm3"]).max() > 10


def test_messages_arrive_after_they_were_measured():
    assert (SENT["received"] > SENT["time"]).all()
    assert (SENT["label"] == "").all()


def test_missing_messages_are_gone_and_neighbours_stay():
    left = simulate.missing(SENT, sensor="A", start="2026-03-28 10:00", steps=3)
    lost = set(SENT.loc[SENT["sensor"] == "A", "time"]) - set(left.loc[left["sensor"] == "A", "time"])
    assert sorted(time.strftime("%d %H:%M") for time in lost) == ["28 10:00", "28 10:15", "28 10:30"]
    assert (left["sensor"] == "B").sum() == len(AIR)


def test_a_late_bunch_arrives_together_after_its_last_measurement():
    table = simulate.late(SENT, sensor="A", start="2026-03-28 10:00", steps=4, hours=2)
    bunch = table[table["label"] == "late"]
    assert bunch["received"].min() == pd.Timestamp("2026-03-28 12:45", tz="UTC")
    assert bunch["received"].max() - bunch["received"].min() == pd.Timedelta("3s")


def test_copies_carry_the_label_and_the_original_does_not():
    table = simulate.duplicate(SENT, count=5, seed=3)
    assert len(table) == len(SENT) + 5
    copies = table[table["label"] == "duplicate"]
    assert len(copies) == 5
    assert copies.merge(SENT, on=["sensor", "time", "value"]).shape[0] == 5


def test_the_overtaken_message_arrives_after_the_next():
    table = simulate.out_of_order(SENT, sensor="A", start="2026-03-28 10:00")
    first = table[table["label"] == "out_of_order"].iloc[0]
    following = table[(table["sensor"] == "A") & (table["time"] == first["time"] + pd.Timedelta("15min"))].iloc[0]
    assert first["received"] > following["received"]


def test_a_stuck_run_repeats_its_first_value():
    table = simulate.stuck(SENT, sensor="B", start="2026-03-28 10:00", steps=7)
    run = table[table["label"] == "stuck"]
    assert len(run) == 7
    assert run["value"].nunique() == 1


def test_clipping_stops_at_the_end_of_the_scale():
    table = simulate.clipped(SENT, high=10)
    assert table["value"].max() == 10
    assert (table["label"] == "clipped").sum() == (SENT["value"] > 10).sum()


def test_spikes_are_as_high_as_asked():
    table = simulate.spiking(SENT, count=6, size=(40, 90), seed=2)
    both = table.merge(SENT, on=["sensor", "time"], suffixes=("", "_before"))
    height = (both["value"] - both["value_before"])[both["label"] == "spiking"]
    assert len(height) == 6
    assert height.between(39.9, 90.1).all()


def test_drift_grows_by_the_day():
    table = simulate.drifting(SENT, sensor="A", start="2026-03-28 00:00", percent_per_day=10)
    both = table.merge(SENT, on=["sensor", "time"], suffixes=("", "_before"))
    at = both[(both["sensor"] == "A") & (both["time"] == pd.Timestamp("2026-03-30", tz="UTC"))].iloc[0]
    assert at["value"] == pytest.approx(1.2 * at["value_before"], abs=0.06)
    assert (table.loc[table["label"] == "drifting", "sensor"] == "A").all()


def test_milligrams_may_or_may_not_say_so():
    silent = simulate.wrong_unit(SENT, sensor="A")
    said = simulate.wrong_unit(SENT, sensor="A", unit="mg/m3")
    assert silent["unit"].eq("ug/m3").all()
    assert said.loc[said["sensor"] == "A", "unit"].eq("mg/m3").all()
    assert silent.loc[silent["sensor"] == "A", "value"].median() == pytest.approx(
        SENT["value"].median() / 1000, rel=0.01
    )


def test_the_wall_clock_of_summer_runs_an_hour_ahead_of_utc():
    table = simulate.clock_jump(SENT, sensor="A", timezone="Europe/London")
    wrong = table[table["label"] == "clock_jump"]
    assert wrong["received"].min().strftime("%d %H:%M") == "29 01:00"
    assert (wrong["time"] - wrong["received"]).between(pd.Timedelta("59min"), pd.Timedelta("60min")).all()


def test_a_clock_may_be_behind_by_any_time():
    table = simulate.clock_jump(SENT, sensor="A", start="2026-03-28", hours=-2)
    wrong = table[table["label"] == "clock_jump"]
    assert ((wrong["received"] - wrong["time"]) > pd.Timedelta("2h")).all()


def test_faults_at_random_places_keep_a_good_reading_between_them():
    table = simulate.stuck(SENT, steps=4, count=20, seed=5)
    runs = table.sort_values(["sensor", "time"])["label"].eq("stuck")
    assert runs.sum() == 80
    assert (runs & ~runs.shift(fill_value=False)).sum() == 20


def test_the_first_fault_of_a_row_keeps_its_name():
    table = simulate.clipped(simulate.stuck(SENT, sensor="A", start="2026-03-28", steps=5), high=0.5)
    assert (table["label"] == "stuck").sum() == 5


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: simulate.true_air("2026-01-01", 0), "days must be 1"),
        (lambda: simulate.true_air("2026-01-01", 1, step_min=7), "divide 60"),
        (lambda: simulate.measure(AIR, gain=0), "gain must be above 0"),
        (lambda: simulate.to_messages(AIR["pm25_ugm3"].tz_localize(None), sensor="A"), "timezone-aware"),
        (lambda: simulate.stuck(SENT, sensor="Z"), "there are: A, B"),
        (lambda: simulate.stuck(SENT, start="2027-01-01"), "choose an earlier start"),
        (lambda: simulate.stuck(SENT, steps=300, count=5), "no room"),
        (lambda: simulate.stuck(SENT, steps=0), "1 or more"),
    ],
)
def test_what_cannot_be_made_is_refused_with_the_remedy(call, message):
    with pytest.raises(ValueError, match=message):
        call()
