"""The self-checks of lesson 4 know right answers from the mistakes they name, and its text tells true figures."""

import math

import numpy as np
import pandas as pd
import pytest

from citylab import data
from citylab.participation import privacy
from citylab.participation.practice.lesson_4 import EXERCISES
from citylab.practice import judge
from citylab.practice.exercise import computed

MISTAKES = [
    pytest.param(exercise, mistake, id=f"{exercise.id}-{number}")
    for exercise in EXERCISES
    for number, mistake in enumerate(exercise.mistakes, start=1)
]
KNOWN = ["age", "sex", "ward"]
BY_ID = {exercise.id.removeprefix("participation-4-"): exercise for exercise in EXERCISES}


@pytest.fixture(scope="module")
def people():
    tables = data.load("millfield_people_synthetic")
    survey = tables["survey"]
    survey["age"] = privacy.age_band(survey["birth_date"], on="2026-03-02", edges=[16, 30, 40, 50, 60, 70, 80])
    return tables


@pytest.fixture(scope="module")
def by_ward(people):
    return pd.crosstab(people["survey"]["ward"], people["survey"]["worry"])


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_expected_answer_is_right(exercise):
    assert judge(exercise, computed(exercise.expected)).right


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_each_mistake_gets_its_own_sentence_in_full_and_as_printed(exercise, mistake):
    wrong = [computed(mistake.gives)] if mistake.when is None else mistake.when.forms
    assert {judge(exercise, answer).say for answer in wrong} == {mistake.say}


@pytest.mark.parametrize(
    ("name", "answer", "part"),
    [
        ("link", 1500, "all answers"),
        ("link", 651, "without a name"),
        ("link", 1300, "sex and ward"),
        ("crowd", 71, "begin from `survey`"),
        ("crowd", 53, "`wide`"),
        ("attack", 3, "women's answers alone"),
        ("attack", 4, "below 5"),
        ("attack", 1, "by ward"),
        ("attack", 9, "men's"),
        ("budget", 0.6, "mean error"),
        ("budget", 0.599, "one table"),
        ("budget", 0.2, "shared"),
        ("budget", -1.8, "negative"),
        ("budget", 9, "left out the error"),
        ("budget", 5.01, "upside down"),
        ("budget", 3.82, "all 30 cells"),
        ("budget", 0.03, "1 - p"),
        ("budget", 1.8, "rounded"),
        ("consent", 46, "had withdrawn"),
        ("consent", 853, "after 4 May"),
        ("consent", 2892, "all consents"),
    ],
)
def test_wrong_answers_of_readers_get_a_sentence_that_helps(name, answer, part):
    verdict = judge(BY_ID[name], answer)
    assert not verdict.right
    assert part in verdict.say


@pytest.mark.parametrize(("by", "found"), [("age", 5), ("wide", 3), ("ward", 3)])
def test_only_the_table_that_was_asked_for_gives_the_right_number(wide, by, found):
    women = wide[wide["sex"] == "female"]
    published = privacy.suppress(pd.crosstab(women[by], women["worry"]), minimum=5, complementary=False)
    ranges = privacy.attack(published)
    exact = ranges[ranges["low"] == ranges["high"]].index
    hidden = published.isna()
    alone = [min(hidden.loc[row].sum(), hidden[column].sum()) == 1 for row, column in exact]
    assert (len(exact), all(alone)) == (found, True)
    assert judge(BY_ID["attack"], len(exact)).right == (by == "age")


def test_note_on_the_crowds_of_ten(people):
    survey = people["survey"]
    oldest = survey["age"] == "80+"
    assert oldest.sum() == 69
    assert (privacy.crowd_sizes(survey, KNOWN)[oldest] < 10).sum() == 34


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_another_wrong_number_is_not_taken_for_a_known_mistake(exercise):
    verdict = judge(exercise, computed(exercise.expected) * 7 + 3)
    assert not verdict.right
    assert verdict.kind != "mistake"


def test_budget_may_be_rounded_to_three_decimals():
    budget = next(exercise for exercise in EXERCISES if exercise.id == "participation-4-budget")
    assert judge(budget, round(3 * math.log(20) / 5, 3)).right


def test_names_and_right_names_of_the_text(people):
    # By dictionaries instead of a merge.
    voters, key = people["voters"], dict(zip(people["key"]["answer"], people["key"]["voter"], strict=True))
    fitting = {}
    for voter in voters.itertuples():
        fitting.setdefault((voter.birth_date, voter.sex, voter.ward), []).append(voter.voter)
    single = {
        row.answer: fitting[row.birth_date, row.sex, row.ward]
        for row in people["survey"].itertuples()
        if len(fitting.get((row.birth_date, row.sex, row.ward), [])) == 1
    }
    assert (len(voters), len(single)) == (11284, 1300)
    assert sum(found == [key[answer]] for answer, found in single.items()) == 1293


def test_first_name_in_the_text_is_right(people):
    voter = people["key"].set_index("answer").loc["A0001", "voter"]
    assert people["voters"].set_index("voter").loc[voter, "name"] == "Leo Barquist"
    assert people["survey"].loc[0, "worry"] == "rent"


def test_crowds_of_the_text(people):
    survey = people["survey"]
    kept = privacy.keep_crowds(survey, KNOWN, minimum=5)
    sizes = kept.groupby(KNOWN)["worry"].agg(["size", "nunique"])
    uniform = sizes[sizes["nunique"] == 1]["size"]
    assert (privacy.k_anonymity(survey, KNOWN), len(survey) - len(kept)) == (2, 7)
    assert uniform.to_dict() == {("80+", "female", "Station"): 7, ("80+", "male", "Station"): 5}
    small = privacy.crowd_sizes(survey, KNOWN) < 10
    assert [round(100 * small[survey["age"] == age].mean()) for age in ("80+", "70-79", "16-29")] == [49, 16, 3]


def test_published_rows_hide_in_crowds_until_the_birthday_is_left_in(people):
    kept = privacy.keep_crowds(people["survey"], KNOWN, minimum=5)
    public = kept[[*KNOWN, "worry"]]
    assert (privacy.k_anonymity(public, KNOWN), privacy.l_diversity(public, KNOWN, "worry")) == (5, 1)
    assert privacy.k_anonymity(kept, ["birth_date", "sex", "ward"]) == 1


def test_most_of_the_care_home_did_not_answer(people):
    ages = privacy.age_band(people["voters"]["birth_date"], on="2026-03-02", edges=[16, 80])
    home = people["voters"][(ages == "80+") & (people["voters"]["ward"] == "Station")]
    assert home["sex"].value_counts().to_dict() == {"female": 101, "male": 29}


@pytest.fixture(scope="module")
def wide(people):
    ages = privacy.age_band(people["survey"]["birth_date"], on="2026-03-02", edges=[16, 30, 45, 60, 75])
    return people["survey"].assign(wide=ages)


def test_wider_bands_give_two_worries_and_fewer_by_entropy(wide):
    columns = ["wide", "sex", "ward"]
    wider = privacy.keep_crowds(wide, columns, minimum=5)
    assert privacy.l_diversity(wider, columns, "worry") == 2
    assert privacy.l_diversity(wider, columns, "worry", entropy=True) == pytest.approx(1.89, abs=0.005)


def test_the_uniform_crowd_of_the_text_has_three_worries(wide):
    women = wide.query("wide == '75+' and sex == 'female' and ward == 'Station'")
    assert sorted(women["worry"].value_counts()) == [1, 1, 7]
    assert privacy.l_diversity(women, [], "worry", entropy=True) == pytest.approx(1.98, abs=0.005)


def test_two_tables_together_cut_small_crowds(wide):
    crowds = privacy.crowd_sizes(wide, ["age", "wide", "sex", "ward"])
    assert (crowds < 5).sum() == 26


def test_tables_of_the_text(by_ward):
    careless = privacy.attack(privacy.suppress(by_ward, minimum=5, complementary=False))
    assert careless.loc[("Station", "violence at home")].tolist() == [4, 4]
    safe = privacy.attack(privacy.suppress(by_ward, minimum=5))
    assert len(safe) == 4
    assert safe.loc[("Station", "violence at home")].tolist() == [0, 14]
    assert by_ward["violence at home"].tolist() == [10, 0, 6, 4, 10]


def test_who_repeats_the_program_is_left_with_seven_numbers(by_ward):
    # The sums leave one free number; each of the four hidden cells follows from it.
    hidden = privacy.suppress(by_ward, minimum=5).isna()
    fitting = []
    for guess in range(15):
        table = by_ward.copy()
        more = guess - table.loc["Station", "violence at home"]
        table.loc["Station", ["violence at home", "loneliness"]] += [more, -more]
        table.loc["Weir Estate", ["violence at home", "loneliness"]] -= [more, -more]
        if privacy.suppress(table, minimum=5).isna().equals(hidden):
            fitting.append(guess)
    assert fitting == [2, 3, 4, 10, 11, 12, 13]


def test_zero_of_the_text_stays_in_the_safe_table(by_ward):
    safe = privacy.suppress(by_ward, minimum=5)
    assert safe.loc["Quarry Hill", ["violence at home", "total"]].tolist() == [0, 204]


def test_whoever_knows_the_seed_takes_the_noise_away(by_ward):
    true = by_ward.loc["Station"].to_numpy()
    published = privacy.geometric(true, epsilon=0.5, rng=np.random.default_rng(2))
    drawn_again = privacy.geometric(np.zeros(6, dtype=int), epsilon=0.5, rng=np.random.default_rng(2))
    assert published.tolist() == [29, 45, 30, 91, 42, 6]
    assert (published - drawn_again).tolist() == true.tolist()


def test_factors_and_joint_probability_of_the_text(by_ward):
    found = [f"{math.exp(epsilon):.{digits}f}" for epsilon, digits in [(0.1, 1), (1, 1), (5, 0), (1.8, 1)]]
    assert found == ["1.1", "2.7", "148", "6.0"]
    assert f"{privacy.error_bound(0.5, level=0.95):.1f}" == "6.0"
    assert by_ward.size == 30
    assert round(0.95**by_ward.size, 2) == 0.21


def test_averages_and_bits_of_the_text():
    answers = privacy.laplace(np.full(1000, 4), epsilon=0.1, rng=np.random.default_rng(31))
    assert (round(answers[0] - 4), round(answers.mean(), 1)) == (16, 4.0)
    given_away = privacy.share_given_away(4, 3, epsilon=0.1, draws=500, rng=np.random.default_rng(1))
    assert given_away == pytest.approx(0.75, abs=0.06)


def test_consents_of_the_text(people):
    agreed = people["consents"].query("purpose == 'open data'")
    later = agreed["withdrawn"] > pd.Timestamp("2026-05-04")
    assert (len(agreed), later.sum(), (agreed["withdrawn"] <= pd.Timestamp("2026-05-04")).sum()) == (915, 16, 46)
    assert not (agreed["withdrawn"] == pd.Timestamp("2026-05-04")).any()
    assert (agreed["given"] <= pd.Timestamp("2026-05-04")).all()


def test_every_consent_is_withdrawn_after_it_was_given(people):
    gone = people["consents"].dropna(subset="withdrawn")
    assert (gone["withdrawn"] > gone["given"]).all()


def test_everybody_on_the_list_and_in_the_survey_is_sixteen_or_older(people):
    for table in (people["voters"], people["survey"]):
        assert table["birth_date"].max() <= pd.Timestamp("2010-03-02")
