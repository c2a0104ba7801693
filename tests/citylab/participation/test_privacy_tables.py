"""Suppression and its attack, against the enumeration of all tables and of all patterns."""

import warnings
from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest

from citylab.participation import privacy
from citylab.participation.privacy import _patterns

SMALL = [
    [[3, 9, 8], [7, 6, 12]],
    [[1, 7, 2], [8, 0, 6]],
    [[4, 4, 9], [9, 5, 5]],
    [[2, 30], [11, 1]],
    [[1, 2, 3], [20, 20, 20]],
    [[0, 3, 8], [9, 0, 7], [6, 8, 0]],
]


def frame(counts):
    counts = np.array(counts)
    return pd.DataFrame(counts, index=[f"ward {n}" for n in range(len(counts))], columns=list("abc")[: counts.shape[1]])


def all_tables(published):
    """Yield every table of whole numbers that fits, row by row; the totals must be public."""
    rows = [
        [row for row in product(*[choices(one, total) for one in inner]) if sum(row) == total]
        for *inner, total in published.iloc[:-1].to_numpy().tolist()
    ]
    column_totals = published.iloc[-1, :-1].tolist()
    for table in product(*rows):
        if [sum(column) for column in zip(*table, strict=True)] == column_totals:
            yield table


def choices(cell, total):
    return range(int(total) + 1) if np.isnan(cell) else [int(cell)]


def ranges(published):
    tables = np.array(list(all_tables(published)))
    holes = np.isnan(published.iloc[:-1, :-1].to_numpy())
    return np.column_stack([tables.min(axis=0)[holes], tables.max(axis=0)[holes]])


def is_safe(counts, hidden, minimum=5):
    """Say whether every small count may be anything from 1 to the minimum."""
    published = privacy.with_totals(counts).astype(float)
    published.iloc[:-1, :-1] = published.iloc[:-1, :-1].mask(hidden)
    small = counts.to_numpy()[hidden]
    low, high = ranges(published).T
    primary = (small > 0) & (small < minimum)
    return bool((low[primary] <= 1).all() and (high[primary] >= minimum).all())


def fewest(counts, minimum=5):
    """Return the lowest number of hidden inner cells, and of people in them, by trying all patterns."""
    values = counts.to_numpy()
    primary = (values > 0) & (values < minimum)
    others = np.argwhere(~primary)
    for size in range(len(others) + 1):
        found = []
        for chosen in combinations(others, size):
            hidden = primary.copy()
            for row, column in chosen:
                hidden[row, column] = True
            if is_safe(counts, hidden, minimum):
                found.append(values[hidden].sum())
        if found:
            return primary.sum() + size, min(found)
    raise AssertionError("no pattern protects this table")


@pytest.mark.parametrize("counts", SMALL)
def test_attack_finds_what_enumeration_finds(counts):
    published = privacy.suppress(frame(counts), minimum=5)
    assert privacy.attack(published).to_numpy().tolist() == ranges(published).tolist()


@pytest.mark.parametrize("counts", SMALL)
def test_attack_on_a_careless_table_finds_what_enumeration_finds(counts):
    published = privacy.suppress(frame(counts), minimum=5, complementary=False)
    assert privacy.attack(published).to_numpy().tolist() == ranges(published).tolist()


@pytest.mark.parametrize("counts", SMALL)
def test_no_pattern_hides_fewer_cells_or_fewer_people(counts):
    table = frame(counts)
    hidden = privacy.suppress(table, minimum=5).iloc[:-1, :-1].isna().to_numpy()
    assert (hidden.sum(), table.to_numpy()[hidden].sum()) == fewest(table)


def random_counts(seed, rows=6, columns=7):
    rng = np.random.default_rng(seed)
    counts = rng.poisson(rng.choice([3, 15, 60], (rows, columns)))
    return pd.DataFrame(counts, index=[f"row {n}" for n in range(rows)], columns=[f"c{n}" for n in range(columns)])


@pytest.mark.parametrize("method", ["optimal", "stepwise"])
@pytest.mark.parametrize("seed", range(4))
def test_every_small_count_can_be_anything_from_one_to_the_minimum(seed, method):
    counts = random_counts(seed)
    published = privacy.suppress(counts, minimum=5, method=method)
    full = privacy.with_totals(counts)
    for (row, column), found in privacy.attack(published).iterrows():
        assert found["low"] <= full.loc[row, column] <= found["high"]
        if full.loc[row, column] < 5:
            assert found["low"] <= 1
            assert found["high"] >= 5


@pytest.mark.parametrize("seed", range(4))
def test_stepwise_never_beats_the_optimum_and_is_near_it(seed):
    counts = random_counts(seed)
    best, step = (privacy.suppress(counts, method=method).isna().to_numpy().sum() for method in ("optimal", "stepwise"))
    assert best <= step <= best + 3


@pytest.mark.parametrize("counts", SMALL)
def test_the_program_says_what_it_means_of_any_pattern_and_any_moves(counts):
    full = privacy.with_totals(frame(counts)).to_numpy()
    sums, draw = _patterns.additivity(*full.shape), np.random.default_rng(5)
    low, high = -draw.integers(0, 3, (3, full.size)), draw.integers(0, 3, (3, full.size))
    hidden, moves = draw.integers(0, 2, full.size), draw.normal(size=(3, full.size))
    rules = _patterns._constraints(sums, low, high)
    parts = [(moves @ sums.T, 0, 0), (moves - high * hidden, -np.inf, 0), (moves - low * hidden, 0, np.inf)]
    meant, least, most = (
        np.concatenate([np.broadcast_to(part[place], part[0].shape).ravel() for part in parts]) for place in range(3)
    )
    np.testing.assert_allclose(rules.A @ np.concatenate([hidden, moves.ravel()]), meant, atol=1e-12)
    assert np.array_equal(rules.lb, least)
    assert np.array_equal(rules.ub, most)


def test_the_solver_knows_its_options_and_nothing_is_shown_of_them():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert privacy.suppress(frame([[3, 20], [20, 20]])).isna().any(axis=None)


def test_what_is_not_hidden_is_true():
    counts = random_counts(5)
    published, full = privacy.suppress(counts), privacy.with_totals(counts)
    shown = published.notna().to_numpy()
    assert (published.to_numpy()[shown] == full.to_numpy()[shown]).all()


def test_a_table_without_small_counts_is_published_whole():
    assert privacy.suppress(frame([[5, 0], [7, 9]])).notna().all(axis=None)


def test_zeros_stay():
    assert privacy.suppress(frame([[0, 3, 8], [9, 0, 7], [6, 8, 0]]), complementary=False).loc["ward 0", "a"] == 0


def test_a_small_total_is_hidden_and_protected_too():
    counts = frame([[1, 1], [20, 30], [40, 50]])
    published = privacy.suppress(counts)
    assert np.isnan(published.loc["ward 0", "total"])
    total = privacy.attack(published).loc[("ward 0", "total")]
    assert total["low"] <= 1
    assert total["high"] >= 5


def test_a_cell_that_nothing_bounds_is_infinite():
    published = privacy.suppress(frame([[3]]))
    assert privacy.attack(published)["high"].eq(np.inf).all()


def test_large_table_takes_the_stepwise_way_and_seconds():
    published = privacy.suppress(random_counts(9, rows=12, columns=9))
    assert published.isna().any(axis=None)


def test_names_of_rows_and_columns_stay():
    counts = pd.crosstab(pd.Series(["x", "y"], name="ward"), pd.Series(["p", "q"], name="worry"))
    full = privacy.with_totals(counts)
    assert (full.index.name, full.columns.name) == ("ward", "worry")


@pytest.mark.parametrize("bad", [[[1.5, 2]], [[-1, 2]], [[np.nan, 2]]])
def test_counts_that_are_none_are_refused(bad):
    with pytest.raises(ValueError, match="whole numbers of people"):
        privacy.suppress(frame(bad))


def test_refusals_name_what_must_hold():
    with pytest.raises(ValueError, match="minimum must be at least 2"):
        privacy.suppress(frame([[1, 2]]), minimum=1)
    with pytest.raises(ValueError, match="the table is empty"):
        privacy.with_totals(pd.DataFrame())
    with pytest.raises(ValueError, match="already has a 'total'"):
        privacy.with_totals(privacy.with_totals(frame([[7, 8]])))
    with pytest.raises(ValueError, match='method must be "optimal"'):
        privacy.suppress(frame([[1, 9], [9, 9]]), method="quick")
    with pytest.raises(ValueError, match="must be called 'total'"):
        privacy.attack(frame([[7, 8]]).astype(float))


def test_totals_that_do_not_fit_are_refused():
    published = privacy.suppress(frame(SMALL[0]))
    published.loc["total", "total"] += 1
    with pytest.raises(ValueError, match="do not add up"):
        privacy.attack(published)


def test_negative_counts_are_refused_by_the_attack():
    published = privacy.suppress(frame(SMALL[0]))
    published.loc["total", "total"] = -1
    with pytest.raises(ValueError, match="cannot be negative"):
        privacy.attack(published)
