"""The hosting capacity: critical quarter hours against whole years, limits, intervals."""

import numpy as np
import pandas as pd
import pytest

from citylab import data, grid
from citylab.grid import hosting

EXTREMES = [
    "voltage_max_pu",
    "voltage_rise_max_pu",
    "line_loading_max_percent",
    "transformer_loading_max_percent",
]


@pytest.fixture(scope="module")
def sun():
    return data.load("lv_rural_simbench", "profiles_solar")["PV5"].to_numpy()


@pytest.fixture(scope="module")
def rural():
    feeder = grid.network("lv_rural_simbench")
    return grid.solve_batch(feeder, feeder.year_kw(), feeder.year_kvar())


def mixed_year(name: str, *, stride: int = 1):
    """A year on a network without profiles: each load follows one of the rural profiles, drawn once."""
    feeder = grid.network(name)
    profiles = data.load("lv_rural_simbench", "profiles").to_numpy()[::stride]
    drawn = np.random.default_rng(5).integers(0, profiles.shape[1], len(feeder.loads))
    p_kw = profiles[:, drawn] * feeder.loads["p_kw"].to_numpy()
    return grid.solve_batch(feeder, p_kw, 0.2 * p_kw)


def same_extremes(base, sun, **options) -> None:
    few = hosting.monte_carlo(base, sun, **options)
    whole = hosting.monte_carlo(base, sun, **options, all_steps=True)
    assert few["violated"].equals(whole["violated"])
    np.testing.assert_allclose(few[EXTREMES], whole[EXTREMES], rtol=0, atol=1e-9)


@pytest.mark.parametrize("kwp", [4.0, 30.0])
def test_critical_quarter_hours_give_the_extremes_of_the_whole_rural_year(rural, sun, kwp):
    same_extremes(rural, sun, kwp_per_home=kwp, levels=[0, 2, 7, 13], draws=2, seed=3)


def test_critical_quarter_hours_give_the_extremes_of_the_cigre_year(sun):
    same_extremes(mixed_year("lv_cigre", stride=2), sun[::2], kwp_per_home=60.0, levels=[2, 8], draws=2, seed=4)


def test_critical_quarter_hours_give_the_extremes_of_the_kerber_year(sun):
    same_extremes(mixed_year("lv_kerber", stride=4), sun[::4], kwp_per_home=10.0, levels=[5, 40], draws=2)


@pytest.mark.parametrize(("name", "kwp", "seed"), [("lv_rural_simbench", 20.0, 1), ("lv_cigre", 60.0, 3)])
def test_critical_steps_hold_where_every_load_is_random_with_much_reactive_power(sun, name, kwp, seed):
    feeder, random = grid.network(name), np.random.default_rng(seed)
    shape = (len(sun[::8]), len(feeder.loads))
    p_kw = random.gamma(1.5, 0.2, shape) * feeder.loads["p_kw"].to_numpy()
    base = grid.solve_batch(feeder, p_kw, p_kw * random.uniform(-0.3, 0.6, shape))
    same_extremes(base, sun[::8], kwp_per_home=kwp, levels=[1, 5, 10], draws=3, seed=seed)


def test_critical_quarter_hours_are_few_and_hold_the_sunniest(rural, sun):
    steps = hosting.critical_steps(rural, sun)
    assert len(steps) < 250
    assert sun.argmax() in steps


def test_step_that_others_surpass_in_every_way_is_not_critical():
    feeder = grid.network("lv_cigre").only_transformer(1)
    # Against the third: the first has more sun and voltage, the second more sun and less voltage,
    # the last less sun and more demand.
    base = grid.solve_batch(feeder, [[10.0], [40.0], [20.0], [60.0]])
    assert hosting.critical_steps(base, [1.0, 0.9, 0.5, 0.2]).tolist() == [0, 1, 3]


def test_single_home_equals_a_power_flow_by_hand(sun):
    feeder = grid.network("lv_cigre").only_transformer(1)
    base = grid.solve_batch(feeder, np.full((3, 1), 10.0))
    table = hosting.monte_carlo(base, [0.0, 0.5, 0.9], kwp_per_home=100.0, levels=[1], draws=1)
    by_hand = grid.solve(feeder.with_loads(10.0 - 90.0)).nodes["voltage_pu"]
    before = grid.solve(feeder.with_loads(10.0)).nodes["voltage_pu"]
    assert table["voltage_max_pu"].item() == pytest.approx(by_hand[22], abs=1e-9)
    assert table["voltage_rise_max_pu"].item() == pytest.approx(by_hand[22] - before[22], abs=1e-9)


def test_same_seed_draws_the_same_futures(rural, sun):
    draw = {"kwp_per_home": 30.0, "levels": [4], "draws": 5}
    first, second, other = (hosting.monte_carlo(rural, sun, **draw, seed=seed) for seed in (1, 1, 2))
    assert first.equals(second)
    assert not first.equals(other)


def test_homes_are_added_one_after_another_in_each_future(rural, sun):
    table = hosting.monte_carlo(rural, sun, kwp_per_home=range(1, 14), draws=4)
    growth = table.pivot(index="homes", columns="draw", values="installed_kwp").diff().dropna()
    assert (growth > 0).all(axis=None)
    assert growth.sum().tolist() == [91.0] * 4


def test_only_the_named_homes_get_panels(rural, sun):
    table = hosting.monte_carlo(rural, sun, kwp_per_home=30.0, homes=[12], draws=1)
    by_hand = np.zeros((len(sun), 13))
    by_hand[:, 12] = 30.0 * sun
    year = grid.solve_batch(rural.network, rural.p_kw - by_hand, rural.q_kvar)
    low = rural.network.low_voltage_nodes
    assert table["homes"].tolist() == [0, 1]
    assert table["voltage_max_pu"].iloc[1] == pytest.approx(year.voltages()[low].max(axis=None), abs=1e-9)


def test_more_panels_never_lower_the_highest_voltage(rural, sun):
    table = hosting.monte_carlo(rural, sun, kwp_per_home=20.0, draws=10)
    highest = table.pivot(index="homes", columns="draw", values="voltage_max_pu")
    assert (highest.diff().dropna() >= -1e-9).all(axis=None)


def test_without_panels_nothing_rises(rural, sun):
    table = hosting.monte_carlo(rural, sun, kwp_per_home=20.0, levels=[0], draws=1)
    assert table["voltage_rise_max_pu"].item() == pytest.approx(0, abs=1e-9)
    assert table["transformer_loading_max_percent"].item() == pytest.approx(48.446, abs=1e-3)


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({}, True),
        ({"transformer_loading_max_percent": None}, False),
        ({"transformer_loading_max_percent": None, "voltage_rise_max_pu": 0.03}, True),
        ({"transformer_loading_max_percent": None, "voltage_max_pu": 1.05}, True),
        ({"transformer_loading_max_percent": None, "line_loading_max_percent": 40.0}, True),
    ],
)
def test_each_limit_can_be_the_one_that_is_broken(rural, sun, limits, expected):
    options = {"kwp_per_home": 30.0, "levels": [13], "draws": 1}
    table = hosting.monte_carlo(rural, sun, **options, limits=hosting.Limits(**limits))
    assert bool(table["violated"].item()) is expected


def futures(violations: dict[int, int], draws: int = 100) -> pd.DataFrame:
    rows = [
        {"homes": homes, "share": homes / 10, "installed_kwp": 5.0 * homes, "violated": draw < number}
        for homes, number in violations.items()
        for draw in range(draws)
    ]
    return pd.DataFrame(rows)


def test_interval_is_wilsons():
    row = hosting.violation_probability(futures({5: 20})).loc[5]
    z, n, p = 1.959964, 100, 0.2
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    assert (row["low"], row["high"]) == pytest.approx((middle - half, middle + half), abs=1e-6)


def test_interval_of_no_violation_still_has_an_upper_end():
    assert hosting.violation_probability(futures({5: 0})).loc[5, "high"] == pytest.approx(0.0370, abs=1e-4)


def test_capacity_is_the_last_number_before_the_first_refused():
    capacity = hosting.hosting_capacity(futures({0: 0, 2: 3, 4: 9, 6: 1}))
    assert capacity == hosting.HostingCapacity(homes=2, share=0.2, installed_kwp=10.0, at_least=False)


def test_cautious_capacity_asks_the_upper_end_of_the_interval():
    table = futures({0: 0, 2: 3, 4: 9})
    assert hosting.hosting_capacity(table, cautious=True).homes == 0


def test_capacity_beyond_the_largest_number_tried_is_marked():
    assert hosting.hosting_capacity(futures({0: 0, 10: 0})).at_least


def test_rural_feeder_hosts_nine_homes_of_30_kwp_under_a_rise_limit_of_3_percent(rural, sun):
    limits = hosting.Limits(voltage_rise_max_pu=0.03)
    table = hosting.monte_carlo(rural, sun, kwp_per_home=30.0, draws=50, limits=limits)
    assert hosting.hosting_capacity(table).homes == 9


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"levels": [14]}, "levels must be within 0..13"),
        ({"homes": [99]}, "homes must be numbers of loads"),
        ({"draws": 0}, "draws must be 1 or more"),
        ({"kwp_per_home": -1.0}, "kwp_per_home must be 0 or more"),
        ({"kwp_per_home": [5.0, 5.0]}, "one number, or one for each of the 13 homes"),
    ],
)
def test_question_that_cannot_be_asked_is_refused(rural, sun, options, message):
    with pytest.raises(ValueError, match=message):
        hosting.monte_carlo(rural, sun, **({"kwp_per_home": 5.0} | options))


@pytest.mark.parametrize(
    ("other", "message"),
    [(lambda s: s[:-1], "35136 steps"), (lambda s: -s, "0 or more"), (lambda s: s * np.nan, "0 or more")],
)
def test_sun_that_does_not_fit_is_refused(rural, sun, other, message):
    with pytest.raises(ValueError, match=message):
        hosting.monte_carlo(rural, other(sun), kwp_per_home=5.0)


def test_meshed_network_is_refused_with_the_remedy(sun):
    feeder = grid.network("lv_rural_simbench")
    ring = feeder.lines.iloc[[0]].assign(from_node=0, to_node=4).rename(index={0: 99})
    meshed = grid.Network("ring", **(feeder.tables | {"lines": pd.concat([feeder.lines, ring])}))
    with pytest.raises(ValueError, match="all_steps=True"):
        hosting.critical_steps(grid.solve_batch(meshed, np.ones((4, 13))), np.ones(4))


@pytest.mark.parametrize(("options", "message"), [({"probability": 5}, "within 0..1"), ({}, "begin with 0 homes")])
def test_capacity_that_cannot_be_told_is_refused(options, message):
    with pytest.raises(ValueError, match=message):
        hosting.hosting_capacity(futures({4: 50}), **options)
