"""The figures in the text of lesson 3."""

import numpy as np
import pytest

from citylab import data
from citylab.paths import root
from citylab.transport import choice, emissions, survey
from citylab.transport.practice import lesson_3 as lesson

PAGE = root() / "course" / "lessons" / f"{lesson.LESSON}.py"


@pytest.fixture(scope="module")
def model():
    return lesson._model()


def test_first_person_by_hand():
    one = lesson._answers().query("person == 1").set_index("mode")
    score = -0.05 * one["time_min"] - 0.10 * one["wait_min"] - 0.30 * one["cost_gbp"]
    chance = np.exp(score) / np.exp(score).sum()
    assert chance[["car", "bus"]].round(2).tolist() == [0.42, 0.10]
    assert one["chosen"].idxmax() == "bus"


def test_value_of_time_and_its_interval(model):
    assert choice.value_of_time(model) == pytest.approx((13.19, 9.91, 16.47), abs=0.006)


def test_answers_are_2279_of_9000(model):
    assert model.persons == 2279


def test_shift_of_the_plan():
    change = 100 * (choice.shares(lesson._model(), lesson._plan()) - lesson._now())
    assert change[["tram", "car"]].round(2).tolist() == [2.87, -1.30]


def test_a_third_still_drive_with_a_tram_every_three_minutes(model):
    trial = lesson._answers().copy()
    trial.loc[(trial["mode"] == "tram") & (trial["wait_min"] == 5), "wait_min"] = 1.5
    assert choice.shares(model, trial)["car"] == pytest.approx(0.336, abs=0.001)


def test_elasticity_of_the_fare(model):
    assert choice.elasticity(model, lesson._answers(), "cost_gbp", of="tram", to="tram") == pytest.approx(
        -0.38, abs=0.005
    )


def test_plain_logit_takes_53_of_100_from_the_car():
    assert lesson._nested_from("car", 1) == pytest.approx(53.2, abs=0.05)


def test_nest_takes_fewer_of_100_from_the_car_but_the_tram_gains_more(model):
    """The car's own loss hardly changes: the note of the check says so."""

    def points(dissimilarity):
        after = choice.utilities_from_shares(lesson._now(), lesson.TRANSIT, dissimilarity)
        after["tram"] -= 2 * model.parameters["wait_min"]
        moved = choice.nested_probabilities(after, lesson.TRANSIT, dissimilarity) - lesson._now()
        return (100 * moved[["tram", "car"]]).round(1).tolist()

    assert points(1) == [4.5, -2.4]
    assert points(0.4) == [7.6, -2.5]
    assert lesson._nested_from("car", 0.4) == pytest.approx(33.0, abs=0.05)


def test_answers_do_not_show_that_waiting_weighs_more_than_moving(model):
    ratio = model.draw(20_000, seed=1).eval("wait_min / time_min")
    assert ratio.quantile([0.025, 0.975]).tolist() == pytest.approx([0.73, 2.26], abs=0.03)
    assert choice.value_of_time(model, "wait_min") == pytest.approx((19.35, 9.21, 29.48), abs=0.006)


def test_grams_of_the_table():
    value = emissions.factors()["value"]
    car = [value["car_average"] / value[name] for name in ("car_occupancy_work", "car_occupancy")]
    assert [round(grams) for grams in (*car, value["bus_not_london"], value["tram"])] == [156, 108, 125, 29]
    lesson_text = PAGE.read_text("utf-8")
    for row in ("1.07 people | 156 |", "1.55 people | 108 |", "outside London | 125 |", "| tram | 29 |"):
        assert row in lesson_text


def test_one_year_with_middle_figures_is_near_the_mean_of_the_draws():
    assert [lesson._car_t(), lesson.TRAM_T] == pytest.approx([36.0, 26.75], abs=0.05)
    ranges = emissions.RANGES
    assert [np.mean(ranges["tram_kwh_km"]), np.mean(ranges["carbon_gkwh"])] == pytest.approx([4, 152], abs=0.6)


def test_a_pound_and_a_minute_take_the_same_off_the_score(model):
    weights = model.parameters.round(3)
    assert weights[["time_min", "cost_gbp"]].tolist() == [-0.068, -0.310]
    assert round(0.22 * 0.31, 3) == 0.068


def test_saving_on_average_electricity():
    draws = lesson._draws()
    assert draws.mean().round().tolist() == [36, 27, 9]
    assert emissions.interval(draws["saved_t"]) == pytest.approx((9.0, -10.2, 28.6), abs=0.1)
    assert (draws["saved_t"] > 0).mean() == pytest.approx(0.776, abs=0.003)


def test_electricity_from_gas_turns_the_saving_into_a_loss():
    draws = lesson._draws(on_gas=True)
    assert draws.mean().round().tolist() == [36, 69, -33]
    assert (draws["saved_t"] > 0).mean() == pytest.approx(0.0265, abs=0.003)


def test_weights_by_income_take_six_percent_of_the_car_km():
    """Each answer stands for as many commuters of its fifth as were asked."""
    persons = data.load("mode_choice_synthetic", "persons")
    everybody = survey._people(survey.COMMUTERS, np.random.default_rng(2026))["income_fifth"].value_counts()
    weight = persons["income_fifth"].map(everybody / persons["income_fifth"].value_counts())
    answers, plan = lesson._answers(), lesson._plan()
    fewer = choice.probabilities(lesson._model(), answers) - choice.probabilities(lesson._model(), plan)
    km = (fewer * answers["distance_km"]).where(answers["mode"] == "car", 0.0).groupby(answers["person"]).sum()
    plain, weighted = km.sum() * survey.COMMUTERS / len(persons) * 440, (km * weight).sum() * 440
    assert [plain, weighted] == pytest.approx([230_300, 217_800], rel=0.001)
    assert weighted / plain == pytest.approx(0.945, abs=0.005)
