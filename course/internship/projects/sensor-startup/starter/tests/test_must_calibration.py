"""Must: the correction, by hand and on air that we made ourselves."""

import numpy as np
import pandas as pd
import pytest
from datasheet.calibration import Calibration, fit_growth, fit_linear, growth_factor, of_the_others


@pytest.fixture
def air():
    """Return true PM2.5 and humidity of 500 hours; the seed is fixed."""
    random = np.random.default_rng(6)
    return pd.DataFrame({"true": random.lognormal(2.3, 0.6, 500), "humidity": random.uniform(40, 95, 500)})


def test_dry_air_does_not_grow_and_damp_air_does():
    found = growth_factor(pd.Series([1e-9, 50.0, 80.0]), kappa=0.33)
    # At 50 % the water activity is 0.5, so 1/a − 1 is 1; at 80 % it is 1/4.
    assert found.tolist() == pytest.approx([1.0, 1.2, 1.8]), "1 + (κ / 1.65) / (1 / a − 1), a = humidity / 100"


def test_without_kappa_nothing_grows(air):
    assert growth_factor(air["humidity"], kappa=0.0).tolist() == pytest.approx([1.0] * 500)


def test_a_perfect_unit_is_learnt_exactly(air):
    reading = (2.0 * air["true"] + 3.0) * growth_factor(air["humidity"], kappa=0.2)
    learnt = fit_growth(air["true"], reading, air["humidity"], kappa=0.2)
    assert (learnt.gain, learnt.constant) == pytest.approx((0.5, -1.5)), "reading / growth is 2 · true + 3"
    assert learnt.kappa == 0.2, "remember κ: apply needs it"
    assert learnt.apply(reading, air["humidity"]).tolist() == pytest.approx(air["true"].tolist())


def test_the_linear_correction_learns_the_humidity_too(air):
    reading = 4.0 * air["true"] + 0.5 * air["humidity"] - 2.0
    learnt = fit_linear(air["true"], reading, air["humidity"])
    assert (learnt.constant, learnt.gain, learnt.per_percent) == pytest.approx((0.5, 0.25, -0.125))


def test_no_other_line_has_a_smaller_squared_error(air):
    reading = 1.5 * air["true"] + np.random.default_rng(7).normal(0, 2, 500)
    learnt = fit_growth(air["true"], reading, air["humidity"], kappa=0.0)
    smallest = ((learnt.apply(reading, air["humidity"]) - air["true"]) ** 2).sum()
    for constant, gain in ((0.05, 0.0), (-0.05, 0.0), (0.0, 0.01), (0.0, -0.01)):
        other = Calibration(learnt.constant + constant, learnt.gain + gain)
        assert ((other.apply(reading, air["humidity"]) - air["true"]) ** 2).sum() > smallest, "use least squares"


def test_the_factory_never_saw_the_unit_that_it_sells():
    own = {
        "A": Calibration(1.0, 0.5, per_percent=-0.1, kappa=0.1),
        "B": Calibration(3.0, 0.7, per_percent=-0.2, kappa=0.1),
        "C": Calibration(8.0, 1.8, per_percent=-0.9, kappa=0.1),
        "D": Calibration(99.0, 9.0, per_percent=5.0, kappa=0.1),
    }
    found = of_the_others(own, "D")
    expected = (4.0, 1.0, -0.4)
    assert (found.constant, found.gain, found.per_percent) == pytest.approx(expected), (
        "the means of A, B and C (not their medians); D is the unit being sold"
    )
    assert found.kappa == 0.1, "all share κ"
