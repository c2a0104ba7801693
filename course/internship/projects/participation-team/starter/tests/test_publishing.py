"""Must: hide small counts safely. Should: attack all tables together."""

import numpy as np
import pandas as pd
import pytest
from participation_team.attack import facts
from participation_team.publishing import exposed_cells, hide_small
from slow import could_be


def table(rows):
    return pd.DataFrame(rows, index=[f"r{n}" for n in range(len(rows))], columns=[f"c{n}" for n in range(len(rows[0]))])


def test_a_table_without_small_counts_is_shown_whole():
    counts = table([[5, 8], [0, 12]])
    assert hide_small(counts).equals(counts.astype(float)), "5 may be shown, and so may 0"


def test_one_hidden_cell_alone_is_found_by_subtraction():
    counts = table([[3, 20, 30], [25, 40, 22], [31, 28, 45]])
    shown = hide_small(counts)
    assert np.isnan(shown.loc["r0", "c0"]), "3 is small"
    hidden = shown.isna()
    assert hidden.loc["r0"].sum() >= 2, "alone in its row it is the row's sum less the others"
    assert hidden["c0"].sum() >= 2, "alone in its column, too"
    assert hidden.to_numpy().sum() == 4, "four cells, at the corners of a rectangle, are enough"


def test_nothing_but_the_hiding_changes():
    counts = table([[3, 20, 30], [25, 40, 22], [31, 28, 45]])
    before = counts.copy()
    shown = hide_small(counts)
    assert counts.equals(before), "don't change the table that is given"
    seen = shown.notna()
    assert (shown[seen] == counts[seen]).to_numpy()[seen.to_numpy()].all()


@pytest.mark.parametrize("seed", [1, 2, 4, 6])
def test_every_small_count_could_be_1_to_5(seed):
    counts = table(np.random.default_rng(seed).choice([0, 3, 4, 7, 9, 11, 14, 18, 22], size=(4, 4)).tolist())
    shown = hide_small(counts)
    for row, column in np.argwhere(((counts > 0) & (counts < 5)).to_numpy()):
        values = {value for value in range(1, 6) if could_be(shown.to_numpy(), counts.to_numpy(), row, column, value)}
        assert values == {1, 2, 3, 4, 5}, f"row {row}, column {column}: a reader is left with {sorted(values)}"


def test_a_minimum_of_the_host_takes_the_place_of_ours():
    shown = hide_small(table([[9, 20, 30], [25, 40, 22], [31, 28, 45]]), minimum=10)
    assert np.isnan(shown.loc["r0", "c0"])


def test_a_table_that_cannot_be_saved_is_refused():
    with pytest.raises(ValueError, match="merge"):
        hide_small(table([[3], [40]]))


# All answers, and those under 80: each table is shown whole, for nothing in it is small.
ALL, UNDER = table([[12, 30], [20, 41]]), table([[10, 29], [20, 41]])
CELLS = {("r0", "c0", "80+"): 2, ("r0", "c1", "80+"): 1, ("r1", "c0", "80+"): 0, ("r0", "c0", "under 80"): 10}


def test_each_table_alone_exposes_nobody():
    assert exposed_cells(CELLS, facts(ALL, ALL, ("under 80", "80+"))).empty
    assert exposed_cells(CELLS, facts(UNDER, UNDER, ("under 80",))).empty


def test_together_they_expose_by_subtraction():
    known = facts(ALL, ALL, ("under 80", "80+")) + facts(UNDER, UNDER, ("under 80",))
    found = exposed_cells(CELLS, known)
    assert found["cell"].tolist() == [("r0", "c0", "80+"), ("r0", "c1", "80+")], "12 - 10 = 2, 30 - 29 = 1; 0 is nobody"
    assert found[["low", "high"]].to_numpy().tolist() == [[2, 2], [1, 1]]
    assert found["count"].tolist() == [2, 1]


def test_the_minimum_decides_what_is_small():
    known = facts(ALL, ALL, ("under 80", "80+")) + facts(UNDER, UNDER, ("under 80",))
    found = exposed_cells(CELLS, known, minimum=2)
    assert found["cell"].tolist() == [("r0", "c1", "80+")]
