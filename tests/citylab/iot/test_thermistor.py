"""The thermistor's curves, against the maker's table and the maker's own B values."""

import numpy as np
import pytest

from citylab import data
from citylab.iot import thermistor

POINTS = [(-20.0, 68_237.0), (25.0, 10_000.0), (85.0, 1_452.0)]


@pytest.fixture(scope="module")
def table():
    return data.load("sensor_figures", "thermistor")


@pytest.fixture(scope="module")
def figures():
    return data.load("sensor_figures", "figures")["value"]


@pytest.fixture(scope="module")
def curve():
    return thermistor.fit_steinhart_hart(POINTS)


@pytest.mark.parametrize("warm_degc", [50, 85, 100])
def test_table_gives_the_b_values_of_the_data_sheet(table, figures, warm_degc):
    ohm = table.set_index("temperature_degc")["resistance_ohm"]
    fitted = thermistor.fit_b_value((25.0, ohm[25]), (float(warm_degc), ohm[warm_degc]))
    assert fitted.b_k == pytest.approx(figures[f"thermistor_b25_{warm_degc}"], abs=1.0)


def test_table_falls_all_the_way(table):
    assert (table["resistance_ohm"].diff().dropna() < 0).all()


@pytest.mark.parametrize(("degc", "error"), [(-40, 3.04), (-20, 1.81), (0, 0.80), (25, 0.0), (85, 1.16), (125, 4.18)])
def test_b_value_is_off_at_the_ends_as_the_text_says(table, degc, error):
    ohm = table.set_index("temperature_degc")["resistance_ohm"][degc]
    found = thermistor.temperature_degc(ohm, model=thermistor.BValue(3380.0)) - degc
    assert found == pytest.approx(error, abs=0.006)


def test_steinhart_hart_stays_within_a_tenth_of_a_degree(table, curve):
    inside = table[table["temperature_degc"].between(-20, 85)]
    found = thermistor.temperature_degc(inside["resistance_ohm"], model=curve)
    assert (found - inside["temperature_degc"]).abs().max() < 0.1


def test_fitted_curve_goes_through_its_points(curve):
    found = [thermistor.temperature_degc(ohm, model=curve) for _, ohm in POINTS]
    assert found == pytest.approx([degc for degc, _ in POINTS], abs=1e-9)


def test_fit_agrees_with_the_published_elimination(curve):
    # Solved by hand through slopes, as textbooks do it, instead of a system of equations.
    logs, inverse = np.log([ohm for _, ohm in POINTS]), 1 / (np.array([degc for degc, _ in POINTS]) + 273.15)
    slope_2, slope_3 = (inverse[1:] - inverse[0]) / (logs[1:] - logs[0])
    c = (slope_3 - slope_2) / (logs[2] - logs[1]) / logs.sum()
    b = slope_2 - c * (logs[0] ** 2 + logs[0] * logs[1] + logs[1] ** 2)
    assert (curve.c, curve.b) == pytest.approx((c, b))
    assert curve.a == pytest.approx(inverse[0] - logs[0] * (b + c * logs[0] ** 2))


@pytest.mark.parametrize("model", [thermistor.BValue(3380.0), thermistor.fit_steinhart_hart(POINTS)])
def test_resistance_and_temperature_undo_each_other(model):
    degc = np.linspace(-40, 125, 34)
    ohm = thermistor.resistance_ohm(degc, model=model)
    assert thermistor.temperature_degc(ohm, model=model) == pytest.approx(degc, abs=1e-8)


def test_equal_resistors_halve_the_supply():
    assert thermistor.divider_voltage_v(10_000.0, supply_v=2.5, series_ohm=10_000.0) == 1.25
    assert thermistor.divider_resistance_ohm(1.25, supply_v=2.5, series_ohm=10_000.0) == 10_000.0


def test_divider_undoes_itself(table):
    volts = thermistor.divider_voltage_v(table["resistance_ohm"], supply_v=3.3, series_ohm=4_700.0)
    back = thermistor.divider_resistance_ohm(volts, supply_v=3.3, series_ohm=4_700.0)
    assert back.to_numpy() == pytest.approx(table["resistance_ohm"].to_numpy())


def test_single_numbers_stay_plain(curve):
    assert type(thermistor.temperature_degc(27_219, model=curve)) is float
    assert type(thermistor.resistance_ohm(0, model=curve)) is float


@pytest.mark.parametrize("ohm", [0.0, -10.0, [10.0, -1.0]])
def test_resistance_that_cannot_be_is_refused(curve, ohm):
    with pytest.raises(ValueError, match="above 0 Ω"):
        thermistor.temperature_degc(ohm, model=curve)


@pytest.mark.parametrize("volts", [0.0, 2.5, 3.0, -0.1])
def test_shorted_or_broken_thermistor_is_refused(volts):
    with pytest.raises(ValueError, match="shorted"):
        thermistor.divider_resistance_ohm(volts, supply_v=2.5, series_ohm=10_000.0)


def test_temperature_below_absolute_zero_is_refused(curve):
    with pytest.raises(ValueError, match=r"above -273\.15"):
        thermistor.resistance_ohm(-300.0, model=curve)


@pytest.mark.parametrize("points", [POINTS[:2], [POINTS[0], POINTS[0], POINTS[1]], [*POINTS, (0.0, 27_219.0)]])
def test_other_than_three_points_are_refused(points):
    with pytest.raises(ValueError, match="three points"):
        thermistor.fit_steinhart_hart(points)


def test_b_value_of_one_temperature_is_refused():
    with pytest.raises(ValueError, match="two different temperatures"):
        thermistor.fit_b_value((25.0, 10_000.0), (25.0, 9_000.0))
