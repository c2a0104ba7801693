"""Humidity growth and its corrections, against the theory they come from and the printed equation."""

import math

import numpy as np
import pandas as pd
import pytest

from citylab import data
from citylab.iot import particles


@pytest.mark.parametrize("humidity", [5.0, 50.0, 85.0, 97.0])
@pytest.mark.parametrize("kappa", [0.1, 0.3, 0.9])
def test_growth_is_the_published_form(humidity, kappa):
    activity = humidity / 100
    published = 1 + (kappa / 1.65) / (-1 + 1 / activity)
    assert particles.growth_factor(humidity, kappa=kappa) == pytest.approx(published)


def test_growth_follows_from_the_volume_of_water_and_the_densities():
    # Petters and Kreidenweis: water per dry volume is kappa a / (1 - a); then weigh both.
    activity, kappa, dry_kg, water_kg = 0.8, 0.4, 1.65, 1.0
    water_volume = kappa * activity / (1 - activity)
    wet_over_dry = (dry_kg + water_kg * water_volume) / dry_kg
    assert particles.growth_factor(80.0, kappa=kappa) == pytest.approx(wet_over_dry)


def test_dry_air_and_thirstless_particles_do_not_grow():
    assert particles.growth_factor(0.0, kappa=0.6) == 1
    assert particles.growth_factor(95.0, kappa=0.0) == 1


def test_drying_undoes_the_growth():
    humidity = pd.Series([20.0, 60.0, 92.0])
    wet = 15.0 * particles.growth_factor(humidity, kappa=0.3)
    assert particles.dry_ugm3(wet, humidity, kappa=0.3).tolist() == pytest.approx([15.0] * 3)


def test_missing_humidity_stays_missing():
    grown = particles.growth_factor(np.array([50.0, math.nan]), kappa=0.3)
    assert np.isnan(grown).tolist() == [False, True]


@pytest.mark.parametrize(("raw", "humidity", "by_hand"), [(40.0, 50.0, 22.4), (60.0, 85.0, 29.863), (0.0, 0.0, 5.75)])
def test_epa_line_by_hand(raw, humidity, by_hand):
    assert particles.correct_epa(raw, humidity) == pytest.approx(by_hand)


def test_constants_are_those_of_the_table_of_figures():
    figures = data.load("sensor_figures", "figures")["value"]
    assert particles.correct_epa(1.0, 0.0) - particles.correct_epa(0.0, 0.0) == pytest.approx(figures["epa_slope"])
    assert particles.correct_epa(0.0, 1.0) - particles.correct_epa(0.0, 0.0) == pytest.approx(figures["epa_humidity"])
    assert particles.correct_epa(0.0, 0.0) == figures["epa_offset"]
    assert figures["dry_density"] == particles.DRY_DENSITY


def test_clean_wet_air_may_come_out_below_zero():
    assert particles.correct_epa(0.0, 100.0) == pytest.approx(-2.87)


@pytest.mark.parametrize("humidity", [-0.1, 100.5, 8500.0])
def test_humidity_that_cannot_be_is_refused(humidity):
    with pytest.raises(ValueError, match=r"within 0\.\.100"):
        particles.correct_epa(10.0, humidity)


def test_saturated_air_is_refused_with_the_remedy():
    with pytest.raises(ValueError, match="cap the humidity"):
        particles.growth_factor(pd.Series([50.0, 100.0]), kappa=0.3)


@pytest.mark.parametrize(("kappa", "dry_density"), [(-0.1, 1.65), (0.3, 0.0), (math.nan, 1.65)])
def test_particles_that_cannot_be_are_refused(kappa, dry_density):
    with pytest.raises(ValueError, match="kappa must be 0 or more"):
        particles.growth_factor(50.0, kappa=kappa, dry_density=dry_density)


def test_negative_raw_reading_is_refused():
    with pytest.raises(ValueError, match="raw reading"):
        particles.correct_epa(-1.0, 50.0)
