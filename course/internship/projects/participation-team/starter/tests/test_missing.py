"""Must: who is missing, weights, and what they cost."""

import numpy as np
import pandas as pd
import pytest
from participation_team.missing import compare, design_effect, rake

MARGINS = {
    "ward": pd.Series({"North": 60, "South": 40}),
    "age": pd.Series({"young": 30, "old": 70}),
}
SAMPLE = pd.DataFrame(
    {"ward": ["North", "North", "North", "South"], "age": ["old", "old", "young", "old"]}, index=[7, 7, 3, 1]
)


def test_shares_stand_beside_those_of_the_town():
    table = compare(SAMPLE, MARGINS)
    assert list(table.index) == [("ward", "North"), ("ward", "South"), ("age", "young"), ("age", "old")]
    assert table["people"].tolist() == [3, 1, 1, 3]
    assert table["share"].tolist() == [0.75, 0.25, 0.25, 0.75]
    assert table["town_share"].tolist() == [0.6, 0.4, 0.3, 0.7]
    assert table["ratio"].round(6).tolist() == [1.25, 0.625, 0.833333, 1.071429]


def test_a_category_with_nobody_stays_with_zero():
    table = compare(SAMPLE[SAMPLE["ward"] == "North"], MARGINS)
    assert table.loc[("ward", "South"), "ratio"] == 0, "who is missing altogether must not drop out of the table"


def test_an_unknown_category_is_refused():
    with pytest.raises(ValueError, match="ward"):
        compare(SAMPLE.assign(ward="Moon"), MARGINS)


def test_one_margin_is_met_by_residents_per_answer():
    weights = rake(SAMPLE, {"ward": MARGINS["ward"]})
    assert weights == pytest.approx([20, 20, 20, 40]), "North: 60 residents for 3 answers; South: 40 for 1"


def test_both_margins_are_met_at_once():
    weights = rake(SAMPLE, MARGINS, tolerance=1e-9)
    # By hand: the only one in South is old, so 40; the only young one 30; the two old ones of North share the rest, 30.
    assert weights == pytest.approx([15, 15, 30, 40], rel=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_margins_are_met_for_any_sample(seed):
    draw = np.random.default_rng(seed)
    sample = pd.DataFrame({"ward": draw.choice(["North", "South"], 80), "age": draw.choice(["young", "old"], 80)})
    weights = rake(sample, MARGINS)
    for name, residents in MARGINS.items():
        sums = pd.Series(weights).groupby(sample[name].to_numpy()).sum()
        assert sums[residents.index].to_numpy() == pytest.approx(residents.to_numpy(), abs=1e-3), name
    # Raking keeps how ward and age hang together: the cross ratio of the weights is 1.
    cells = pd.Series(weights).groupby([sample["ward"], sample["age"]]).first()
    cross = cells["North", "young"] * cells["South", "old"] / (cells["North", "old"] * cells["South", "young"])
    assert cross == pytest.approx(1, rel=1e-4)


def test_it_begins_with_the_weights_that_are_given():
    weights = rake(SAMPLE, {"ward": MARGINS["ward"]}, start=[1, 3, 0, 5])
    assert weights == pytest.approx([15, 45, 0, 40]), "60 residents are shared 1 to 3 to 0"


def test_a_category_that_nobody_has_is_refused():
    with pytest.raises(ValueError, match="nobody"):
        rake(SAMPLE[SAMPLE["ward"] == "North"], MARGINS)


def test_margins_that_cannot_be_met_are_refused():
    only_old_in_south = pd.DataFrame({"ward": ["North", "South"], "age": ["young", "old"]})
    with pytest.raises(ValueError, match="rounds"):
        rake(only_old_in_south, MARGINS, most_rounds=50)


def test_nothing_that_is_given_is_changed():
    start = np.ones(4)
    rake(SAMPLE, MARGINS, start=start)
    assert start.tolist() == [1, 1, 1, 1], "copy the weights before you multiply them"


def test_the_design_effect_by_hand():
    assert design_effect([1, 1, 4]) == pytest.approx(1.5), "3 · (1 + 1 + 16) / 6² = 1.5"


def test_equal_weights_cost_nothing_and_scale_does_not_matter():
    assert design_effect([7, 7, 7, 7]) == pytest.approx(1)
    assert design_effect([10, 10, 40]) == pytest.approx(design_effect([1, 1, 4]))
