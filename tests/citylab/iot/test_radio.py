"""Path loss against the values that ns-3 keeps for 3GPP TR 38.901, coverage against simulation."""

import numpy as np
import pytest

from citylab.iot import radio

# ns-3, three-gpp-propagation-loss-model-test-suite.cc: 5 GHz, sensor at 1.5 m, gateway at 10 m or 25 m.
NS3_DB = {
    ("umi", True): [69.8591, 88.4122, 119.3114, 147.2696],
    ("umi", False): [76.7563, 107.9432, 143.1886, 167.8617],
    ("uma", True): [72.9380, 86.2362, 109.7252, 137.6794],
    ("uma", False): [82.5131, 106.1356, 144.7641, 172.0753],
}


@pytest.mark.parametrize(("scenario", "sees"), list(NS3_DB))
def test_path_loss_is_that_of_ns3(scenario, sees):
    found_db = radio.path_loss_db(
        [10, 100, 1000, 5000], frequency_mhz=5000, sensor_m=1.5, scenario=scenario, line_of_sight=sees
    )
    assert found_db == pytest.approx(NS3_DB[scenario, sees], abs=0.05)


def test_hidden_street_at_868_mhz_by_hand():
    # 35.3 log10(400.06) + 22.4 + 21.3 log10(0.868) - 0.3 * 1.5 = 91.856 + 22.4 - 1.309 - 0.45
    assert radio.path_loss_db(400.0) == pytest.approx(112.497, abs=0.005)


def test_loss_grows_with_distance_and_never_falls_below_free_space():
    metres = np.geomspace(10, 5000, 200)
    free_db = 20 * np.log10(metres) + 20 * np.log10(868) - 27.55
    for scenario, sees in NS3_DB:
        loss_db = radio.path_loss_db(metres, scenario=scenario, line_of_sight=sees)
        assert (np.diff(loss_db) > 0).all()
        assert (loss_db > free_db - 0.5).all()


@pytest.mark.parametrize(
    ("distance_m", "options", "message"),
    [
        (9.0, {}, "from 10 m to 5,000 m, got 9 m"),
        ([100.0, 6000.0], {}, "numpy.clip"),
        (float("nan"), {}, "got nan m"),
        (100.0, {"frequency_mhz": 433}, "from 500 MHz"),
        (100.0, {"frequency_mhz": 868e6}, "in MHz"),
        (100.0, {"sensor_m": 1.0}, "between 1.5 m and 22.5 m"),
        (100.0, {"sensor_m": 20.0, "scenario": "uma"}, "between 1.5 m and 13.0 m"),
        (100.0, {"scenario": "urban"}, "'umi' or 'uma'"),
    ],
)
def test_outside_the_range_of_the_model_is_refused(distance_m, options, message):
    with pytest.raises(ValueError, match=message):
        radio.path_loss_db(distance_m, **options)


def test_half_of_the_places_are_heard_where_the_median_suffices():
    assert radio.coverage_probability(125.0, sensitivity_dbm=-123, margin_db=12) == 0.5


def test_coverage_is_the_share_of_drawn_places():
    drawn_db = 112.5 + np.random.default_rng(2).normal(0, 7.82, 200_000)
    share = (14 - drawn_db >= -123 + 12).mean()
    assert radio.coverage_probability(112.5, sensitivity_dbm=-123, margin_db=12) == pytest.approx(share, abs=0.002)


def test_without_scatter_coverage_is_yes_or_no():
    found = radio.coverage_probability([136.9, 137.0, 137.1], sensitivity_dbm=-123, shadowing_db=0)
    assert found.tolist() == [1.0, 1.0, 0.0]


@pytest.mark.parametrize(
    ("options", "message"),
    [({"shadowing_db": -1}, "0 or more"), ({"sensitivity_dbm": 123}, "must be below the power")],
)
def test_impossible_links_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        radio.coverage_probability(100.0, **{"sensitivity_dbm": -123, **options})


def test_reach_is_the_last_metre_that_is_heard():
    reach_m = radio.reach_m(0.95, sensitivity_dbm=-123, margin_db=12)
    inside, outside = (
        radio.coverage_probability(radio.path_loss_db(metres), sensitivity_dbm=-123, margin_db=12)
        for metres in (reach_m, reach_m + 1)
    )
    assert outside < 0.95 <= inside


@pytest.mark.parametrize(
    ("probability", "margin_db", "message"),
    [(1.0, 0, "between 0 and 1"), (0.95, 90, "below 10 m"), (0.01, -40, "beyond 5,000 m")],
)
def test_reach_outside_the_model_is_refused(probability, margin_db, message):
    with pytest.raises(ValueError, match=message):
        radio.reach_m(probability, sensitivity_dbm=-123, margin_db=margin_db)


def test_distances_have_one_row_per_first_place():
    assert radio.distances_m([[0, 0], [3, 0]], [[3, 4]]).tolist() == [[5.0], [4.0]]


def test_distances_need_two_columns():
    with pytest.raises(ValueError, match="east and north"):
        radio.distances_m([1, 2, 3], [[0, 0]])
