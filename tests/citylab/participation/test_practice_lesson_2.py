"""The self-checks of lesson 2 know right answers from the mistakes they name, and its text tells true figures."""

from dataclasses import replace
from fractions import Fraction

import pytest
from scipy.sparse import csr_array

from citylab import data
from citylab.participation import pabulib, rules
from citylab.participation.budget_pictures import money_by_ward, payments_by_ward, winners_per_voter, with_turnout
from citylab.participation.practice import lesson_2
from citylab.participation.practice.lesson_2 import EXERCISES
from citylab.practice import judge
from citylab.practice.exercise import computed

MISTAKES = [
    pytest.param(exercise, mistake, id=f"{exercise.id}-{number}")
    for exercise in EXERCISES
    for number, mistake in enumerate(exercise.mistakes, start=1)
    if mistake.when is None
]
# Wrong answers as a learner writes them, with the figures that the lesson prints, and a word of the sentence.
SLIPS = {
    "nothing": {
        188: "by votes",
        0.59 * 320: "by votes",
        189: "by votes",
        190: "by votes",
        191: "by votes",
        284: "whole town",
        640: "whole town",
        320: "all voters",
        234: "do have",
        347: "winners",
        0.27: "share",
        0.59: "share",
        26.9: "percent",
        27: "percent",
    },
    "round": {
        1: "with Ben's vote",
        17: "pays",
        29: "Without Ben",
        30: "Can they pay",
        15: "Ada and Ben",
        56: "several",
    },
    "payments": {
        65: "Weir Estate",
        65.1: "Weir Estate",
        0.35: "share",
        0.349: "share",
        0.65: "Weir Estate's own",
        21_292: "in euros",
        21_293: "in euros",
        39_708: "own voters",
        61_000: "whole cost",
        38.5: "*people*",
        41: "chose",
        float("nan"): "column 18",
    },
    "turnout": {
        61_000: "320 ballots",
        92_000: "2,900",
        107_000: "by votes",
        199_000: "votes per cost",
        31_000: "votes per cost",
        0: "today's ballots",
        162_000: "Riverside",
        210_000: "by votes",
        158_681: "worth",
        158_700: "worth",
        967: "number of ballots",
        490_000: "whole town",
        138: "thousands",
    },
}
BALLOTS = {"Riverside": 760, "Mill Lane": 590, "Station": 420, "Weir Estate": 320, "Quarry Hill": 310}
RESIDENTS = {"Riverside": 2700, "Mill Lane": 2800, "Station": 2300, "Weir Estate": 2900, "Quarry Hill": 1700}


@pytest.fixture(scope="module")
def vote():
    return pabulib.read(data.path("millfield_vote_synthetic", "millfield_vote.pb"))


@pytest.fixture(scope="module")
def results(vote):
    return {
        "votes": rules.greedy(vote),
        "per cost": rules.greedy(vote, by="votes per cost"),
        "plain": rules.equal_shares(vote),
        "add1": rules.equal_shares(vote, completion="add1"),
        "utilitarian": rules.equal_shares(vote, completion="utilitarian"),
    }


def without(vote, outcome, ward):
    nothing = winners_per_voter(vote, outcome) == 0
    return nothing[vote.voters["ward"] == ward].mean()


def shares_by_hand(ballots, cost, money):
    """Run the method for approvals on a few voters, as the lesson does on paper: (price, project) in order."""
    left, bought = [Fraction(money)] * len(ballots), []
    while True:
        offers = []
        for project in sorted(set(cost) - {name for _, name in bought}):
            fans = sorted((left[i], i) for i, ballot in enumerate(ballots) if project in ballot and left[i] > 0)
            if sum(have for have, _ in fans) < cost[project]:
                continue
            rest = Fraction(cost[project])
            for place, (have, _) in enumerate(fans):  # the poorest first: who cannot pay the equal part gives all
                part = rest / (len(fans) - place)
                if have >= part:
                    break
                rest -= have
            offers.append(
                (part / cost[project], -len([b for b in ballots if project in b]), cost[project], project, part)
            )
        if not offers:
            return bought, left
        price, _, _, project, part = min(offers)
        bought.append((price, project))
        left = [have - min(have, part) if project in ballots[i] else have for i, have in enumerate(left)]


# ---- self-checks ----


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_expected_answer_is_right(exercise):
    assert judge(exercise, computed(exercise.expected)).right


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_each_mistake_gets_its_own_sentence(exercise, mistake):
    assert judge(exercise, computed(mistake.gives)).say == mistake.say


@pytest.mark.parametrize(
    ("name", "answer", "word"),
    [(name, answer, word) for name, slips in SLIPS.items() for answer, word in slips.items()],
)
def test_slips_with_printed_figures_get_their_sentence(name, answer, word):
    exercise = next(one for one in EXERCISES if one.id == f"participation-2-{name}")
    verdict = judge(exercise, answer)
    assert verdict.kind == "mistake"
    assert word in verdict.say


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_each_mistake_with_a_wide_net_catches_a_slip(exercise):
    said = {judge(exercise, answer).say for answer in SLIPS[exercise.id.split("-")[-1]]}
    wide = [mistake.say for mistake in exercise.mistakes if mistake.when not in (None, lesson_2._is_column)]
    assert set(wide) <= said


def test_column_that_is_not_added_up_gets_the_remedy(vote, results):
    nothing = winners_per_voter(vote, results["per cost"]) == 0
    assert ".sum()" in judge(EXERCISES[0], nothing[vote.voters["ward"] == "Weir Estate"]).say


def test_all_wards_at_once_get_the_remedy(vote, results):
    assert '["Weir Estate"]' in judge(EXERCISES[-1], money_by_ward(vote, results["add1"])).say


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_another_wrong_number_is_not_taken_for_a_known_mistake(exercise):
    verdict = judge(exercise, computed(exercise.expected) * 7 + 3)
    assert not verdict.right
    assert verdict.kind != "mistake"


def test_todays_ballots_get_the_sentence_that_names_them(vote, results):
    exercise = EXERCISES[-1]
    assert "320 ballots" in judge(exercise, money_by_ward(vote, results["add1"])["Weir Estate"]).say


@pytest.mark.parametrize("ballots", [957, 966, 967, 977])
def test_answer_on_turnout_does_not_hang_on_a_few_ballots(vote, ballots):
    case = with_turnout(vote, ward="Weir Estate", ballots=ballots)
    assert money_by_ward(case, rules.equal_shares(case, completion="add1"))["Weir Estate"] == 138_000


@pytest.mark.parametrize("ballots", [320, round(320 * 4 / 3), 590, 2400 // 3, 1200])
def test_wrong_number_of_ballots_gives_another_answer(vote, ballots):
    case = with_turnout(vote, ward="Weir Estate", ballots=ballots)
    money = money_by_ward(case, rules.equal_shares(case, completion="add1"))["Weir Estate"]
    assert judge(EXERCISES[-1], money).kind == "mistake"


@pytest.mark.parametrize(
    "options", [{}, {"completion": "utilitarian"}, {"completion": "add1", "utility": "cardinality"}]
)
def test_another_form_of_equal_shares_gives_another_answer(vote, options):
    case = with_turnout(vote, ward="Weir Estate", ballots=967)
    money = money_by_ward(case, rules.equal_shares(case, **options))["Weir Estate"]
    assert judge(EXERCISES[-1], money).kind == "mistake"


# ---- the file ----


def test_file_is_read_without_a_warning(vote):
    assert vote.warnings == ()
    assert (len(vote.projects), len(vote.voters), vote.budget, vote.currency) == (30, 2400, 500_000, "EUR")


def test_wards_cast_the_ballots_that_the_text_names(vote):
    assert vote.voters["ward"].value_counts().to_dict() == BALLOTS
    assert (vote.projects["ward"].value_counts() == 6).all()


def test_nobody_votes_who_is_not_listed():
    listed = data.load("millfield_people_synthetic", "voters")["ward"].value_counts()
    assert all(BALLOTS[ward] <= listed[ward] <= RESIDENTS[ward] for ward in BALLOTS)


def test_projects_lie_in_their_wards(vote):
    streets = data.load("service_requests_synthetic", "streets").groupby("ward")[["lat", "long"]]
    low, high = streets.min(), streets.max()
    for project in vote.projects.itertuples():
        assert low.loc[project.ward, "lat"] < project.latitude < high.loc[project.ward, "lat"]
        assert low.loc[project.ward, "long"] < project.longitude < high.loc[project.ward, "long"]


# ---- four voters and three projects ----


def test_street_of_four_is_counted_as_on_paper():
    ballots = [["playground", "trees"], ["playground", "trees"], ["playground", "bench"], ["bench"]]
    cost = {"playground": 75, "trees": 30, "bench": 34}
    bought, left = shares_by_hand(ballots, cost, 30)
    assert bought == [(Fraction(1, 3), "playground"), (Fraction(29, 34), "bench")]
    assert left == [5, 5, 0, 1]
    street = pabulib.build(cost, ballots, budget=120)
    outcome = rules.equal_shares(street)
    assert outcome.winners == ("playground", "bench")
    assert outcome.payments.toarray().tolist() == [[25, 0, 0], [25, 0, 0], [25, 0, 5], [0, 0, 29]]
    assert (outcome.leftover, rules.greedy(street).winners) == (11, ("playground", "trees"))


def test_without_bens_vote_trees_and_bench_are_bought():
    ballots = [["playground", "trees"], ["trees"], ["playground", "bench"], ["bench"]]
    bought, left = shares_by_hand(ballots, {"playground": 75, "trees": 30, "bench": 34}, 30)
    assert bought == [(Fraction(1, 2), "trees"), (Fraction(1, 2), "bench")]
    assert left == [15, 15, 13, 13]
    assert computed(EXERCISES[1].expected) == 13


def test_whole_vote_without_completion_is_counted_as_on_paper(vote, results):
    ids = vote.projects.index.to_numpy()
    ballots = [set(ids[row > 0]) for row in vote.ballots.toarray()]
    cost = {name: int(value) for name, value in vote.projects["cost"].items()}
    bought, _ = shares_by_hand(ballots, cost, Fraction(500_000, 2400))
    assert tuple(name for _, name in bought) == results["plain"].winners
    assert [float(price) for price, _ in bought] == pytest.approx(results["plain"].price.tolist(), rel=1e-12)


def test_people_who_vote_for_one_project_get_it_if_their_shares_cover_it():
    cost, ballots = {"hall": 60, "well": 30}, [["hall"]] * 7 + [["well"]] * 3
    assert set(rules.equal_shares(pabulib.build(cost, ballots, budget=100)).winners) == {"hall", "well"}


def test_promenade_and_car_park_of_the_think_question(vote, results):
    fans = vote.ballots.toarray()[:, 0] > 0
    assert fans.sum() == 586
    assert results["add1"].winners[0] == "1"
    one = next(i for i, ballot in enumerate(vote.ballots.toarray()) if ballot[0] and ballot[1])
    changed = vote.ballots.tolil()
    changed[one, 0] = 0
    case = replace(vote, ballots=csr_array(changed))
    assert "1" in rules.equal_shares(case, completion="add1").winners


def test_street_of_four_buys_trees_and_bench_if_each_is_worth_one():
    ballots = [["playground", "trees"], ["playground", "trees"], ["playground", "bench"], ["bench"]]
    street = pabulib.build({"playground": 75, "trees": 30, "bench": 34}, ballots, budget=120)
    outcome = rules.equal_shares(street, utility="cardinality")
    assert outcome.price.to_dict() == {"trees": 15, "bench": 17}
    assert sum(30 - outcome.payments.toarray().sum(axis=1)[:3]) == 43


def test_cheap_projects_come_first_if_each_is_worth_one():
    cost, ballots = {"hall": 60, "well": 10}, [["hall"]] * 6 + [["well"]] * 2
    vote = pabulib.build(cost, ballots, budget=100)
    assert rules.equal_shares(vote).winners == ("hall", "well")
    assert rules.equal_shares(vote, utility="cardinality").winners == ("well", "hall")


# ---- figures of the text ----


def test_greedy_of_the_text(vote, results):
    greedy = results["votes"]
    votes = vote.projects["votes"]
    assert (len(greedy.winners), greedy.cost) == (7, 500_000)
    assert "30" in greedy.winners
    assert "19" not in greedy.winners
    assert (votes["30"], votes["19"]) == (110, 322)
    nothing = winners_per_voter(vote, greedy) == 0
    assert (nothing.sum(), nothing[vote.voters["ward"] == "Riverside"].sum()) == (640, 96)
    assert [round(100 * without(vote, greedy, ward)) for ward in ("Weir Estate", "Riverside")] == [59, 13]


def test_money_of_weir_estate_of_the_text(vote, results):
    money = {name: money_by_ward(vote, one)["Weir Estate"] for name, one in results.items()}
    assert money == {"votes": 0, "per cost": 31_000, "plain": 0, "add1": 61_000, "utilitarian": 0}
    assert round(500_000 * 320 / 2400) == 66_667
    assert len(results["per cost"].winners) == 17
    assert "19" not in results["per cost"].winners


def test_completions_of_the_text(vote, results):
    plain, add1 = results["plain"], results["add1"]
    assert (len(plain.winners), plain.leftover, round(plain.share, 2)) == (9, 193_000, 208.33)
    assert (len(add1.winners), add1.cost, round(add1.share, 2)) == (13, 497_000, 289.33)
    assert "8" in plain.winners
    assert "8" not in add1.winners
    assert "7" in set(add1.winners) - set(plain.winners)
    supporters = vote.ballots.toarray()[:, 18] > 0
    assert plain.share * supporters.sum() - plain.payments.toarray()[supporters].sum() < 61_000


def test_add1_promises_more_than_the_budget_and_few_can_spend_it(results):
    add1 = results["add1"]
    paid = add1.payments.toarray().sum(axis=1)
    assert round(100 * (add1.share / (500_000 / 2400) - 1)) == 39
    assert round(2400 * add1.share) == 694_400
    assert add1.share - 500_000 / 2400 == pytest.approx(81)
    assert ((paid > add1.share - 1e-6).sum(), (paid < 1e-6).sum()) == (992, 278)


def test_payments_of_quarry_hill_of_the_text(vote, results):
    paid = payments_by_ward(vote, results["add1"]).loc["Quarry Hill"]
    assert round(paid.sum()) == 54_140
    assert paid["Quarry Hill"] < 0.1 * paid.sum()
    assert money_by_ward(vote, results["add1"])["Quarry Hill"] == 9_000


def test_comparisons_of_the_text(vote, results):
    add1 = results["add1"]
    count, cost = (rules.compare(vote, add1, results["votes"], by=by) for by in ("count", "cost"))
    assert (count.prefer_a, count.prefer_b, count.a_stands) == (1205, 413, True)
    assert (cost.prefer_a, cost.prefer_b, cost.a_stands) == (992, 1068, False)
    assert not rules.compare(vote, add1, results["per cost"]).a_stands


@pytest.mark.parametrize(
    ("ballots", "votes", "shares"),
    [(240, 0, 0), (320, 0, 61_000), (400, 0, 61_000), (480, 61_000, 61_000), (1200, 210_000, 162_000)],
)
def test_slider_of_the_text(vote, ballots, votes, shares):
    case = with_turnout(vote, ward="Weir Estate", ballots=ballots)
    assert money_by_ward(case, rules.greedy(case))["Weir Estate"] == votes
    assert money_by_ward(case, rules.equal_shares(case, completion="add1"))["Weir Estate"] == shares


def test_greedy_gives_the_estate_more_than_its_share_at_1200_ballots():
    assert round(1200 / (2080 + 1200), 2) == 0.37
    assert 500_000 * 1200 / 3280 < 210_000


def test_last_note_tells_true_figures(vote):
    case = with_turnout(vote, ward="Weir Estate", ballots=967)
    assert round(967 / len(case.voters), 2) == 0.32
    assert money_by_ward(case, rules.greedy(case))["Weir Estate"] == 107_000
    won = set(rules.equal_shares(case, completion="add1").winners)
    names = vote.projects[vote.projects["ward"].eq("Weir Estate") & vote.projects.index.isin(won)]["name"]
    assert set(names) == {"Youth house", "Light for the courtyards", "Homework club"}


def test_residents_and_voters_of_the_question():
    assert round(100 * RESIDENTS["Weir Estate"] / sum(RESIDENTS.values())) == 23
    assert round(100 * BALLOTS["Weir Estate"] / sum(BALLOTS.values())) == 13
