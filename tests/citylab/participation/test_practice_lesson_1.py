"""The self-checks of lesson 1 know right answers from the mistakes they name, and its text tells true figures."""

import numpy as np
import pandas as pd
import pytest

from citylab import data
from citylab.participation import requests311, weighting
from citylab.participation.practice import lesson_1
from citylab.participation.practice.lesson_1 import EXERCISES
from citylab.practice import judge
from citylab.practice.exercise import computed

# Wrong answers as a learner writes them, with the figures that the lesson prints, and a word of the sentence.
SLIPS = {
    "reached": {
        0.13: "invited",
        0.129: "invited",
        0.824: "listed",
        0.82: "listed",
        0.268: "whole town",
        0.27: "whole town",
        10.6: "percent",
        11: "percent",
        13: "percent",
        82: "percent",
        -0.047: "one after the other",
        -0.05: "one after the other",
        0.953: "added",
        0.95: "added",
        1.05: "added",
        0.72: "silent",
        0.71: "silent",
        0.7: "1,000 residents",
        0.695: "1,000 residents",
        0.153: "not the losses",
        0.156: "do not divide",
        0.89: "does not answer",
        0.11: "rounded",
        0.1: "rounded",
    },
    "meeting": {
        0.74: "without weights",
        0.735: "without weights",
        0.36: "survey",
        0.358: "survey",
        0.37: "whole town",
        0.51: "survey",
        0.442: "survey",
        0.44: "survey",
        0.554: "ward only",
        0.55: "ward only",
        0.573: "one margin",
        0.575: "one margin",
        0.67: "one margin",
        41.4: "percent",
        41: "percent",
        5132: "residents",
        25.7: "residents",
        0.41: "rounded",
    },
    "trim": {
        1104: "without a cap",
        631.6: "cap of 3",
        0.57 * 1104: "cap of 3",
        629: "cap of 3",
        76: "percent",
        57: "percent",
        0.76: "share",
        11296: "other group",
        12138: "all weights",
        12400: "all weights",
        10: "answers",
        40: "mean weights",
        84.2: "one of them",
        84: "one of them",
        262: "lost",
        839: "rounded",
    },
    "unheard": {
        324: "requests",
        411: "take them off",
        410.77: "take them off",
        82: "were reported",
        83: "were reported",
        0.2 * 410.77: "were reported",
        87: "the requests",
        25: "Riverside",
        632: "whole town",
        0.8: "share",
        80: "percentage",
        0.8 * 411: "rounded",
        0.8 * 410.77: "rounded",
    },
}
WARDS = {"Riverside": 2700, "Mill Lane": 2800, "Station": 2300, "Weir Estate": 2900, "Quarry Hill": 1700}


@pytest.fixture(scope="module")
def millfield():
    return data.load("millfield_survey_synthetic")


@pytest.fixture(scope="module")
def margins(millfield):
    return weighting.read_margins(millfield["margins"])


@pytest.fixture(scope="module")
def shares():
    return data.load("census_margins").set_index(["variable", "category"])["share_percent"]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_expected_answer_is_right(exercise):
    assert judge(exercise, computed(exercise.expected)).right


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_each_mistake_gets_its_own_sentence(exercise):
    said = {judge(exercise, answer).say for answer in SLIPS[exercise.id.split("-")[-1]]}
    assert {mistake.say for mistake in exercise.mistakes if mistake.when is not lesson_1._is_column} <= said


@pytest.mark.parametrize("exercise", [EXERCISES[0], EXERCISES[-1]], ids=lambda exercise: exercise.id)
def test_all_wards_at_once_get_the_remedy(exercise):
    assert '"Weir Estate"' in judge(exercise, pd.Series({"Riverside": 1.0, "Weir Estate": 2.0})).say


@pytest.mark.parametrize(
    ("name", "answer", "word"),
    [(name, answer, word) for name, slips in SLIPS.items() for answer, word in slips.items()],
)
def test_slips_with_printed_figures_get_their_sentence(name, answer, word):
    exercise = next(one for one in EXERCISES if one.id == f"participation-1-{name}")
    verdict = judge(exercise, answer)
    assert verdict.kind == "mistake"
    assert word in verdict.say


@pytest.mark.parametrize("answer", [0.106, 0.824 * 0.129, 0.82 * 0.13])
def test_share_that_answers_may_come_from_printed_figures(answer):
    assert judge(EXERCISES[0], answer).right


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_no_verdict_on_counts_and_shares_speaks_of_hours(exercise):
    right = computed(exercise.expected)
    for factor in (4, 24, 60, 3600):
        assert "hours" not in judge(exercise, right / factor).say + judge(exercise, right * factor).say


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_another_wrong_number_is_not_taken_for_a_known_mistake(exercise):
    verdict = judge(exercise, computed(exercise.expected) * 7 + 3)
    assert not verdict.right
    assert verdict.kind != "mistake"


def test_shares_may_be_rounded_to_three_decimals_and_counts_to_whole_ones():
    for exercise in EXERCISES:
        value = computed(exercise.expected)
        assert judge(exercise, round(value, 3) if value < 1 else round(value)).right


# ---- real margins ----


def test_published_shares_add_up_within_their_rounding(shares):
    totals = shares.groupby(level="variable").sum()
    assert totals.round(1).to_dict() == {"age": 100.1, "main language": 100.0, "sex": 100.0, "tenure": 100.0}


def test_published_shares_follow_from_published_counts(shares):
    assert round(100 * 52_569_816 / 57_704_270, 1) == shares["main language", "English, or Welsh in Wales"]
    assert round(100 * 30_420_202 / 59_597_542, 1) == shares["sex", "female"]
    assert round(100 * 33_000 / 24_783_199, 1) == shares["tenure", "rent free"]
    assert round(100 * 10.37 / 59.5973, 1) == shares["age", "under 15"]
    assert round(100 * 11.1 / 59.5973, 1) == shares["age", "65 and over"]


def test_millfield_has_the_published_shares(shares, margins):
    people = 12_400
    assert margins["tenure"]["owned"] == round(people * shares["tenure", "owned"] / 100)
    assert margins["tenure"]["social rented"] == round(people * shares["tenure", "social rented"] / 100)
    assert margins["language"]["other"] == round(people * shares["main language", "other"] / 100)
    assert margins["age"]["65+"] == round(people * 18.6 / (64.1 + 18.6))
    assert margins["ward"].to_dict() == WARDS


def test_margins_count_the_residents(millfield, margins):
    for name, counts in margins.items():
        assert millfield["residents"][name].value_counts()[counts.index].tolist() == counts.tolist()


def test_voters_list_is_as_long_as_in_lesson_4(millfield):
    voters = data.load("millfield_people_synthetic", "voters")["ward"].value_counts()
    listed = millfield["residents"].query("listed")["ward"].value_counts()
    assert listed.to_dict() == voters.to_dict()


def test_answers_and_invited_are_residents(millfield):
    people = millfield["residents"].set_index("person")
    answered = millfield["invited"].query("answered")["person"]
    assert answered.tolist() == millfield["answers"]["person"].tolist()
    assert people.loc[millfield["invited"]["person"], "listed"].all()
    same = people.loc[answered, millfield["answers"].columns[1:]]
    pd.testing.assert_frame_equal(same, millfield["answers"].set_index("person"), check_dtype=False)


# ---- figures of the text ----


def test_room_and_survey_of_the_text(millfield, margins):
    table = weighting.compare(millfield["meeting"], margins).loc[("tenure", "private rented")]
    assert table.round(2).tolist() == [20.40, 2.50, 0.12, 35.81]
    assert (len(millfield["meeting"]), len(millfield["invited"]), len(millfield["answers"])) == (200, 2000, 589)
    assert millfield["answers"]["language"].value_counts()["other"] == 10


def test_losses_of_weir_estate(millfield):
    listed = millfield["residents"].groupby("ward")["listed"].mean()["Weir Estate"]
    answered = millfield["invited"].groupby("ward")["answered"].mean()["Weir Estate"]
    assert (round(100 * (1 - listed)), round(100 * (1 - answered))) == (18, 87)


def test_weights_and_shares_of_the_text(millfield, margins):
    answers = millfield["answers"]
    # By counting, without the library.
    weight = answers["ward"].map({ward: count / (answers["ward"] == ward).sum() for ward, count in WARDS.items()})
    assert round(weight[answers["ward"] == "Weir Estate"].iloc[0]) == 49
    assert round(weight[answers["ward"] == "Quarry Hill"].iloc[0]) == 13
    raked = weighting.rake(answers, margins)
    wish = [answers["car_park"].mean(), *(np.average(answers["car_park"], weights=w) for w in (weight, raked.weights))]
    assert [round(100 * share) for share in wish] == [51, 44, 36]
    assert round(100 * millfield["residents"]["car_park"].mean()) == 37
    assert round(100 * millfield["meeting"]["car_park"].mean()) == 74
    assert (raked.rounds, round(weighting.effective_size(raked.weights))) == (9, 282)


def test_three_answers_of_the_text_are_worth_two():
    assert (weighting.design_effect([1, 1, 4]), weighting.effective_size([1, 1, 4])) == (1.5, 2.0)


def test_rate_of_riverside_that_the_task_shows():
    assert round(lesson_1._rates().loc["Riverside", "rate"], 2) == 0.85


def test_cells_without_answers_of_the_text(millfield, margins):
    cells = millfield["residents"].groupby(list(margins)).size()
    filled = millfield["answers"].groupby(list(margins)).size()
    assert (len(cells), len(cells.index.difference(filled.index))) == (87, 36)


def test_young_people_of_one_ward_cannot_stand_for_all(millfield, margins):
    answers = millfield["answers"]
    few = answers[(answers["age"] != "16-34") | (answers["ward"] == "Mill Lane")]
    with pytest.raises(weighting.MarginsError, match=r"Mill Lane \(1044 people too many\)"):
        weighting.rake(few, margins)
    assert margins["age"]["16-34"] - margins["ward"]["Mill Lane"] == 1044


def test_interval_and_meeting_of_the_text(millfield, margins):
    answers, meeting = millfield["answers"], millfield["meeting"]
    weights = weighting.rake(answers, margins).weights
    found = weighting.interval(answers["car_park"], weights, given=answers[list(margins)])
    assert (round(100 * found.low), round(100 * found.high)) == (32, 39)
    raked = weighting.rake(meeting, margins)
    assert round(weighting.effective_size(raked.weights)) == 34
    assert (meeting["language"] == "other").sum() == 1


@pytest.mark.parametrize(("cap", "size", "met"), [(3, 319, 57), (6, 295, 100)])
def test_caps_of_the_text(millfield, margins, cap, size, met):
    answers = millfield["answers"]
    raked = weighting.rake(answers, margins, trim=cap, rounds=100)
    other = raked.weights[answers["language"] == "other"].sum()
    assert round(weighting.effective_size(raked.weights)) == size
    assert round(100 * other / 1104) == met
    assert raked.converged == (met == 100)


@pytest.mark.parametrize(("cap", "met"), [(5, False), (5.5, True), (8, True)])
def test_from_a_cap_of_five_and_a_half_on_all_margins_are_met(millfield, margins, cap, met):
    assert weighting.rake(millfield["answers"], margins, trim=cap, rounds=100).converged == met


def test_under_a_cap_the_margin_fitted_last_is_met_and_the_order_matters(millfield, margins):
    answers = millfield["answers"]
    capped = weighting.rake(answers, margins, trim=3, rounds=100)
    assert round(100 * capped.weights[answers["language"] == "English"].sum() / margins["language"]["English"]) == 100
    for name, counts in margins.items():
        met = 100 * capped.weights.groupby(answers[name]).sum() / counts
        assert (met.drop("English", errors="ignore") < 99).all()
    reversed_order = weighting.rake(answers, dict(reversed(margins.items())), trim=3, rounds=100)
    assert round(weighting.effective_size(reversed_order.weights)) == 330


def test_weights_of_the_few_with_another_language(millfield, margins):
    answers = millfield["answers"]
    weights = weighting.rake(answers, margins).weights[answers["language"] == "other"]
    assert (len(weights), round(weights.min()), round(weights.mean()), round(weights.max())) == (10, 36, 110, 301)


def test_list_and_lot_of_the_text(millfield):
    walked = data.load("service_requests_synthetic", "inspections")
    streets = data.load("service_requests_synthetic", "streets").set_index("street")
    assert (walked["street"].map(streets["ward"]).value_counts() == 24).all()
    assert round(100 * 18.6 / (64.1 + 18.6), 1) == round(100 * (millfield["residents"]["age"] == "65+").mean(), 1)


def test_trial_of_the_text(millfield, margins):
    people = millfield["residents"]
    rng, raked, trusting = np.random.default_rng(1), [], []
    for _ in range(200):
        sample = weighting.ask_again(people, invited=2000, rng=rng)
        weights, known = weighting.rake(sample, margins).weights, sample[list(margins)]
        raked.append(weighting.interval(sample["car_park"], weights, given=known))
        trusting.append(weighting.interval(sample["trust"], weights, given=known))
    assert weighting.coverage(raked, people["car_park"].mean()) == 0.93
    assert weighting.coverage(trusting, people["trust"].mean()) == 0.02


def test_requests_of_the_text():
    streets = data.load("service_requests_synthetic", "streets")
    requests = requests311.read(data.path("service_requests_synthetic", "requests.zip"))
    wards = requests["address_id"].map(streets.set_index("street")["ward"]).value_counts()
    assert (len(streets), len(requests), wards["Riverside"], wards["Weir Estate"]) == (320, 974, 277, 87)
    assert len(data.load("service_requests_synthetic", "inspections")) == 120
    assert streets.groupby("ward")["faults"].sum().idxmax() == "Weir Estate"
