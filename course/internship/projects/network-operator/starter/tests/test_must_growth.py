"""Must: the power of charges, by hand and by what must stay true."""

import numpy as np
import pytest
from feeders.growth import STEP_H, STEPS_PER_DAY, charging_kw


def week(start_h, energy_kwh, charger_kw=8.0, day=0):
    """Return one car that charges once, on one day."""
    starts, energies = np.zeros((7, 1)), np.zeros((7, 1))
    starts[day], energies[day] = start_h, energy_kwh
    return charging_kw(starts, energies, charger_kw=charger_kw)[:, 0]


def test_a_charge_runs_at_the_chargers_power_until_its_energy_is_in():
    power_kw = week(start_h=18.0, energy_kwh=4.0)
    assert power_kw[71:75] == pytest.approx([0, 8, 8, 0]), "4 kWh at 8 kW take two quarter hours, from 18:00"


def test_a_charge_that_begins_within_a_quarter_hour_fills_a_part_of_it():
    power_kw = week(start_h=18.125, energy_kwh=2.0)
    assert power_kw[72:74] == pytest.approx([4, 4]), "from 18:07:30 for a quarter of an hour: half of each step"


def test_a_charge_goes_on_after_midnight():
    power_kw = week(start_h=23.75, energy_kwh=4.0, day=2)
    assert power_kw[3 * STEPS_PER_DAY - 1 : 3 * STEPS_PER_DAY + 2] == pytest.approx([8, 8, 0])


def test_what_runs_past_the_week_goes_on_at_its_beginning():
    power_kw = week(start_h=23.75, energy_kwh=4.0, day=6)
    assert [power_kw[-1], power_kw[0]] == pytest.approx([8, 8]), "no energy is lost at the end of the week"


def test_no_energy_is_lost_and_no_charger_passes_its_power_in_one_charge():
    random = np.random.default_rng(11)
    start_h, energy_kwh = random.uniform(0, 24, (7, 30)), random.uniform(0, 12, (7, 30))
    energy_kwh[random.random((7, 30)) < 0.3] = 0
    power_kw = charging_kw(start_h, energy_kwh, charger_kw=7.4)
    assert power_kw.shape == (7 * STEPS_PER_DAY, 30), "672 quarter hours, one column per car"
    assert power_kw.sum(axis=0) * STEP_H == pytest.approx(energy_kwh.sum(axis=0)), (
        "power times time is the energy given"
    )
    assert power_kw.min() >= 0, "a car takes power, it gives none"
