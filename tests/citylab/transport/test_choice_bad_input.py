"""What cannot be estimated is refused, with the reason and the remedy."""

import numpy as np
import pandas as pd
import pytest

from citylab.transport import choice


@pytest.fixture
def table():
    random = np.random.default_rng(1)
    table = pd.DataFrame({"person": np.repeat(np.arange(60), 3), "mode": ["bus", "car", "tram"] * 60})
    table["time_min"] = random.uniform(10, 60, 180)
    table["cost_gbp"] = random.uniform(0, 6, 180)
    table["chosen"] = 0
    table.loc[3 * np.arange(60) + random.integers(0, 3, 60), "chosen"] = 1
    return table


def fit(table, attributes=("time_min", "cost_gbp"), base="car", **options):
    return choice.fit(table, list(attributes), base=base, **options)


def test_sound_table_is_accepted(table):
    assert fit(table).persons == 60


@pytest.mark.parametrize("column", ["person", "mode", "chosen", "time_min"])
def test_missing_column_is_named(table, column):
    with pytest.raises(choice.ChoiceError, match=f"no column {column}"):
        fit(table.drop(columns=column))


def test_empty_table_is_refused(table):
    with pytest.raises(choice.ChoiceError, match="no rows"):
        fit(table.iloc[:0], base=None)


def test_something_else_than_a_table_is_refused():
    with pytest.raises(choice.ChoiceError, match="pandas DataFrame"):
        choice.probabilities(pd.Series({"time_min": 1.0}), [1, 2])


def test_person_without_a_choice_is_named(table):
    table.loc[table["person"] == 7, "chosen"] = 0
    with pytest.raises(choice.ChoiceError, match=r"person 7 has 0 \(1 such persons\)"):
        fit(table)


def test_person_with_two_choices_is_named(table):
    table.loc[table["person"] == 7, "chosen"] = [1, 1, 0]
    with pytest.raises(choice.ChoiceError, match="person 7 has 2"):
        fit(table)


def test_chosen_other_than_0_or_1_is_refused(table):
    table["chosen"] = table["chosen"].map({0: "no", 1: "yes"})
    with pytest.raises(choice.ChoiceError, match="must be 1"):
        fit(table, base=None)


def test_true_and_false_are_understood(table):
    marked = table.assign(chosen=table["chosen"] == 1)
    pd.testing.assert_series_equal(fit(marked).parameters, fit(table).parameters)


def test_missing_value_is_named_with_its_row(table):
    table.loc[11, "cost_gbp"] = np.nan
    with pytest.raises(choice.ChoiceError, match=r"cost_gbp is missing or infinite in 1 rows \(first: 11\)"):
        fit(table)


def test_infinite_value_is_refused(table):
    table.loc[11, "cost_gbp"] = np.inf
    with pytest.raises(choice.ChoiceError, match="cost_gbp is missing or infinite"):
        fit(table)


def test_numbers_as_text_are_refused_with_the_remedy(table):
    with pytest.raises(choice.ChoiceError, match="to_numeric"):
        fit(table.assign(cost_gbp=table["cost_gbp"].astype(str)))


def test_missing_person_or_mode_is_refused(table):
    with pytest.raises(choice.ChoiceError, match="person or mode is missing"):
        fit(table.assign(mode=table["mode"].where(table.index > 0)))


def test_same_mode_twice_is_named(table):
    with pytest.raises(choice.ChoiceError, match="person 0 has the mode bus twice"):
        fit(pd.concat([table, table.iloc[:1].assign(chosen=0)]))


def test_attribute_that_never_varies_is_named(table):
    table["income"] = table["person"] * 100.0
    with pytest.raises(choice.ChoiceError, match="income is the same for all modes of each person"):
        fit(table, ["time_min", "income"])


def test_attributes_that_move_together_are_named(table):
    table["time_h"] = table["time_min"] / 60
    with pytest.raises(choice.ChoiceError, match="time_min, time_h move together"):
        fit(table, ["time_min", "time_h", "cost_gbp"])


def test_perfect_separation_is_named(table):
    table["time_min"] = np.where(table["chosen"] == 1, 5.0, table["time_min"])
    with pytest.raises(choice.ChoiceError, match=r"separated: some weights of .*time_min"):
        fit(table)


def test_separation_of_all_but_ties_is_found(table):
    """Nobody prefers the slower mode, and some choose among equals: still no finite weight."""
    table["slow"] = np.where(table["chosen"] == 1, 0.0, (table["person"] % 2).astype(float))
    with pytest.raises(choice.ChoiceError, match="separated"):
        fit(table, ["slow"], base=None)


def test_mode_that_nobody_chose_is_named(table):
    walk = pd.DataFrame({"person": range(60), "mode": "walk", "chosen": 0, "time_min": 90.0, "cost_gbp": 0.0})
    with pytest.raises(choice.ChoiceError, match="nobody chose walk"):
        fit(pd.concat([table, walk]))


def test_unknown_base_is_refused_with_the_modes(table):
    with pytest.raises(choice.ChoiceError, match="base is no mode of the table: bicycle; there are: bus, car, tram"):
        fit(table, base="bicycle")


def test_estimation_that_is_stopped_early_says_so(table):
    with pytest.raises(choice.ChoiceError, match="did not converge within 1 steps"):
        fit(table, steps_max=1)


def test_nothing_to_estimate_is_refused(table):
    with pytest.raises(choice.ChoiceError, match="nothing to estimate"):
        fit(table, [], base=None)


def test_persons_with_one_mode_only_are_refused(table):
    with pytest.raises(choice.ChoiceError, match="no person has two modes"):
        fit(table[table["chosen"] == 1], base=None)


def test_some_persons_with_one_mode_change_nothing(table):
    captive = pd.DataFrame({"person": [900], "mode": ["bus"], "chosen": [1], "time_min": [9.0], "cost_gbp": [1.0]})
    assert fit(pd.concat([table, captive])).parameters.to_numpy() == pytest.approx(fit(table).parameters.to_numpy())


def test_value_of_time_without_a_price_is_refused(table):
    with pytest.raises(choice.ChoiceError, match="no weight of cost_gbp"):
        choice.value_of_time(fit(table, ["time_min"]))


def test_elasticity_of_an_unknown_mode_is_refused(table):
    with pytest.raises(choice.ChoiceError, match="two modes of the table"):
        choice.elasticity(fit(table), table, "cost_gbp", of="tram", to="ferry")


def test_km_of_an_unknown_mode_are_refused(table):
    with pytest.raises(choice.ChoiceError, match="no row has the mode ferry"):
        choice.mode_km(fit(table).draw(2, seed=1), table.assign(distance_km=1.0), "ferry")
