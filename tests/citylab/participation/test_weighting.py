"""Weights, against closed forms, a published table, a log-linear model and a general optimiser."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy.optimize import LinearConstraint, minimize

from citylab.participation import weighting
from citylab.participation.weighting import MarginsError

# The example of the article "Iterative proportional fitting" of Wikipedia, printed after a few rounds.
SEED = np.array([[40, 30, 20, 10], [35, 50, 100, 75], [30, 80, 70, 120], [20, 30, 40, 50]], dtype=float)
ROWS, COLUMNS = [150, 300, 400, 150], [200, 300, 400, 100]
PRINTED = [
    [64.61, 46.28, 35.42, 3.83],
    [49.95, 68.15, 156.49, 25.37],
    [56.70, 144.40, 145.06, 53.76],
    [28.74, 41.18, 63.03, 17.03],
]


def cells_of(table):
    """Return one answer per filled cell, and what it begins with."""
    table = np.asarray(table, dtype=float)
    row, column = np.nonzero(table)
    return pd.DataFrame({"row": row, "column": column}), pd.Series(table[row, column])


def margins_of(rows, columns):
    return {"row": pd.Series(rows, dtype=float), "column": pd.Series(columns, dtype=float)}


def raked_table(table, rows, columns, **options):
    sample, start = cells_of(table)
    raked = weighting.rake(sample, margins_of(rows, columns), start=start, **options)
    return raked, sample.assign(weight=raked.weights).pivot(index="row", columns="column", values="weight").fillna(0)


def people(seed, rows=300):
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {"age": rng.choice(["young", "old"], rows, p=[0.2, 0.8]), "home": rng.choice(["own", "rent", "free"], rows)},
        index=rng.permutation(rows),
    )


TOWN = {
    "age": pd.Series({"old": 400, "young": 600}),
    "home": pd.Series({"own": 500, "rent": 450, "free": 50}),
}


# ---- cells ----


def test_each_cell_stands_for_its_residents():
    sample = people(1)
    residents = pd.Series({("young", "own"): 100, ("young", "rent"): 400, ("young", "free"): 100,
                           ("old", "own"): 300, ("old", "rent"): 50, ("old", "free"): 50})  # fmt: skip
    weights = weighting.post_stratify(sample, ["age", "home"], residents)
    sums = weights.groupby([sample["age"], sample["home"]]).sum()
    assert sums.to_dict() == pytest.approx(residents.to_dict())
    assert weights.groupby([sample["age"], sample["home"]]).nunique().eq(1).all()


def test_post_stratified_mean_is_the_mean_of_cell_means():
    sample = people(2)
    values = np.random.default_rng(2).normal(size=len(sample))
    weights = weighting.post_stratify(sample, "age", TOWN["age"])
    means = pd.Series(values, sample.index).groupby(sample["age"]).mean()
    assert np.average(values, weights=weights) == pytest.approx(0.4 * means["old"] + 0.6 * means["young"])


def test_one_margin_gives_the_weights_of_cells():
    sample = people(3)
    raked = weighting.rake(sample, {"age": TOWN["age"]}).weights
    pd.testing.assert_series_equal(raked, weighting.post_stratify(sample, "age", TOWN["age"]))


def test_ratio_and_absent_people_of_a_room():
    room = pd.DataFrame({"age": ["old"] * 9 + ["young"]})
    table = weighting.compare(room, {"age": TOWN["age"]})
    assert table["ratio"].tolist() == pytest.approx([0.9 / 0.4, 0.1 / 0.6])
    assert table["absent"].tolist() == pytest.approx([-5, 5])


# ---- raking ----


def test_published_table_is_met_after_three_rounds():
    raked, table = raked_table(SEED, ROWS, COLUMNS, rounds=3)
    assert np.abs(table.to_numpy() - PRINTED).max() < 0.006
    assert not raked.converged


def test_two_by_two_table_has_the_root_of_a_quadratic():
    # The odds ratio stays: x (n - r - c + x) = ratio (r - x) (c - x).
    a, b, c, d, r, k, n = 30.0, 10.0, 20.0, 40.0, 55.0, 35.0, 120.0
    ratio = a * d / (b * c)
    roots = np.roots([1 - ratio, n - r - k + ratio * (r + k), -ratio * r * k])
    wanted = next(root for root in roots.real if 0 < root < min(r, k))
    _, table = raked_table([[a, b], [c, d]], [r, n - r], [k, n - k], tolerance=1e-12)
    assert table.loc[0, 0] == pytest.approx(wanted, rel=1e-9)


def test_equal_seed_gives_the_product_of_the_margins():
    raked, table = raked_table(np.ones((3, 2)), [20, 30, 50], [60, 40])
    assert np.allclose(table, np.outer([20, 30, 50], [60, 40]) / 100)
    assert raked.rounds <= 2


def test_three_margins_equal_a_log_linear_model():
    rng = np.random.default_rng(8)
    sample = pd.DataFrame([(i, j, k) for i in range(3) for j in range(2) for k in range(4)], columns=["a", "b", "c"])
    start = pd.Series(rng.uniform(1, 9, len(sample)))
    target = sample.assign(count=rng.uniform(1, 9, len(sample)))
    margins = {name: target.groupby(name)["count"].sum() for name in "abc"}
    raked = weighting.rake(sample, margins, start=start, tolerance=1e-12)
    design = sm.add_constant(pd.get_dummies(sample.astype(str), drop_first=True, dtype=float))
    model = sm.GLM(target["count"], design, family=sm.families.Poisson(), offset=np.log(start)).fit(tol=1e-12)
    assert np.allclose(raked.weights, model.fittedvalues, rtol=1e-7)


@pytest.mark.parametrize("seed", range(4))
def test_raked_weights_meet_all_margins_and_keep_the_index(seed):
    sample = people(seed)
    raked = weighting.rake(sample, TOWN, tolerance=1e-9)
    assert raked.converged
    assert raked.why == "every margin is met"
    assert raked.weights.index.equals(sample.index)
    for name, counts in TOWN.items():
        sums = raked.weights.groupby(sample[name]).sum()
        assert sums[counts.index].to_numpy() == pytest.approx(counts.to_numpy())


def test_order_of_the_margins_does_not_matter():
    sample = people(5)
    there = weighting.rake(sample, TOWN, tolerance=1e-10).weights
    back = weighting.rake(sample, dict(reversed(TOWN.items())), tolerance=1e-10).weights
    assert np.allclose(there, back)


# ---- conditions for convergence ----


def test_margins_that_no_weights_can_meet_are_refused_with_the_gap():
    # Column 0 has answers in row 0 only, and wants more than row 0 has.
    with pytest.raises(
        MarginsError, match=r"no weights can meet.*column = 0 \(30 people too few\)|row = 0 \(30 people too many\)"
    ):
        raked_table([[5, 5], [0, 5]], [40, 60], [70, 30])


def test_margins_met_only_with_a_zero_weight_are_told_apart():
    raked, table = raked_table([[5, 5], [0, 5]], [40, 60], [40, 60], rounds=200)
    assert not raked.converged
    assert "weights of 0" in raked.why
    assert 0 < table.loc[0, 1] < 1  # fades away, like 1 / rounds


def test_too_few_rounds_are_reported_as_such():
    raked, _ = raked_table(SEED, ROWS, COLUMNS, rounds=2)
    assert raked.why == "not met after 2 rounds; allow more"
    assert raked.gap > 1e-4


def test_totals_that_differ_are_refused():
    with pytest.raises(MarginsError, match=r"same total, got \{'age': 1000.0, 'home': 900.0\}"):
        weighting.rake(people(1), {**TOWN, "home": pd.Series({"own": 500, "rent": 350, "free": 50})})


def test_silent_category_is_refused_with_a_remedy():
    silent = people(1).query("home != 'free'")
    with pytest.raises(MarginsError, match=r"nobody answered in home = free, where 50 people live.*merge"):
        weighting.rake(silent, TOWN)


def test_category_without_residents_is_refused():
    empty = {"home": pd.Series({"own": 500, "rent": 500, "free": 0})}
    with pytest.raises(MarginsError, match="home = free has answers but no residents"):
        weighting.rake(people(1), empty)


def test_category_without_residents_and_answers_is_let_be():
    sample = people(1).query("home != 'free'")
    raked = weighting.rake(sample, {"home": pd.Series({"own": 500, "rent": 500, "free": 0})}, trim=3)
    assert raked.converged


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"age": pd.Series({"old": 400, "teen": 600})}, r"no category \['young'\]"),
        ({"sex": pd.Series({"f": 1000})}, "lacks the column 'sex'"),
        ({"age": pd.Series({"old": 400, "young": np.nan})}, "count of 0 or more"),
        ({"age": pd.Series([400, 500, 100], ["old", "young", "young"])}, "more than once"),
        ({}, "margins is empty"),
    ],
)
def test_margins_that_do_not_fit_are_refused(change, message):
    with pytest.raises(MarginsError, match=message):
        weighting.rake(people(1), change)


def test_missing_answers_and_empty_samples_are_refused():
    sample = people(1).astype(object)
    sample.iloc[:3, 0] = None
    with pytest.raises(MarginsError, match="3 answers have no age"):
        weighting.rake(sample, TOWN)
    with pytest.raises(MarginsError, match="sample is empty"):
        weighting.rake(people(1).iloc[:0], TOWN)
    with pytest.raises(MarginsError, match="lack one of"):
        weighting.post_stratify(sample, ["age", "home"], people(1).groupby(["age", "home"]).size())


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"trim": 1}, "above 1 mean weight"),
        ({"rounds": 0}, "rounds at least 1"),
        ({"start": pd.Series([1.0])}, "index of sample"),
    ],
)
def test_options_out_of_range_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        weighting.rake(people(1), TOWN, **options)


def test_zero_weight_to_begin_with_is_refused():
    sample = people(1)
    with pytest.raises(ValueError, match="never come back"):
        weighting.rake(sample, TOWN, start=pd.Series(0.0, sample.index))


def test_population_with_other_levels_is_refused():
    with pytest.raises(MarginsError, match="1 index levels, and by has 2"):
        weighting.post_stratify(people(1), ["age", "home"], TOWN["age"])


def test_table_of_margins_lacking_a_column_is_refused():
    with pytest.raises(MarginsError, match=r"lacks the columns \['residents'\]"):
        weighting.read_margins(pd.DataFrame({"variable": ["a"], "category": ["b"]}))


# ---- trimming ----


def test_capped_weights_are_the_nearest_that_keep_cap_and_margins():
    sample, start = cells_of([[8.0, 1.0, 2.0], [1.0, 6.0, 3.0]])
    margins = margins_of([30, 70], [45, 30, 25])
    trim = 1.6
    raked = weighting.rake(sample, margins, start=start, trim=trim, tolerance=1e-11, rounds=3000)
    rows = np.array([(sample[n] == c).to_numpy(float) for n, m in margins.items() for c in m.index])
    begin = start.to_numpy() * 100 / start.sum()
    solved = minimize(
        lambda w: np.sum(w * np.log(w / begin) - w), raked.weights * 0 + 100 / 6, method="trust-constr",
        jac=lambda w: np.log(w / begin), hess=lambda w: np.diag(1 / w),
        bounds=[(1e-6, trim * 100 / 6)] * 6, options={"gtol": 1e-9, "maxiter": 3000},
        constraints=LinearConstraint(rows[:-1], [30, 70, 45, 30], [30, 70, 45, 30]),
    )  # fmt: skip
    assert raked.converged
    assert raked.capped >= 1
    assert np.allclose(raked.weights, solved.x, atol=0.02)


def test_wide_cap_changes_nothing():
    sample = people(6)
    assert np.allclose(weighting.rake(sample, TOWN, trim=50).weights, weighting.rake(sample, TOWN).weights, rtol=1e-5)


def test_narrow_cap_holds_and_says_that_margins_are_missed():
    sample = people(6)
    raked = weighting.rake(sample, TOWN, trim=1.5, rounds=50)
    assert raked.weights.max() <= 1.5 * 1000 / len(sample) * (1 + 1e-12)
    assert not raked.converged
    assert "under a cap of 1.5" in raked.why
    assert raked.capped == np.isclose(raked.weights, 1.5 * 1000 / len(sample)).sum() > 0
