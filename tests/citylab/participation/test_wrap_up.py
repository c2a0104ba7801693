"""The figures that the wrap-up of module 04, its quiz, its overview and its instructor's page print."""

import re
import runpy
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from citylab import data
from citylab.participation import budget_pictures, opinions, pabulib, privacy, rules, weighting
from citylab.participation.practice import wrap_up
from citylab.practice import judge
from citylab.practice.exercise import computed
from citylab.quizzes import read_quiz

ROOT = Path(__file__).parents[3]
MODULE = ROOT / "course/lessons/04-public-participation"
PAGE = (MODULE / "06_wrap_up.py").read_text(encoding="utf-8")
GUIDE = (ROOT / "course/guide/04-public-participation.md").read_text(encoding="utf-8")
MAKE = runpy.run_path(str(ROOT / "datasets/hillside_vote_synthetic/make.py"))
QUIZ = {question.id: question for question in read_quiz(MODULE / "quiz.toml")}
MISTAKES = [
    pytest.param(exercise, mistake, id=f"{exercise.id}-{number}")
    for exercise in wrap_up.EXERCISES
    for number, mistake in enumerate(exercise.mistakes, start=1)
    if mistake.when is None
]


def hill(name):
    return data.load("hillside_vote_synthetic", name)


def answer(name):
    return next(computed(one.expected) for one in wrap_up.EXERCISES if one.id == f"participation-w-{name}")


@pytest.fixture(scope="module")
def ballots():
    """Wards and chosen projects, from the text of the file and not by the reader."""
    rows = MAKE["pabulib"](MAKE["ballots"](_after_the_poll())).split("VOTES\n")[1].splitlines()[1:]
    return [(ward, set(chosen.split(","))) for _, ward, chosen in (row.split(";") for row in rows)]


def _after_the_poll():
    rng = np.random.default_rng(MAKE["SEED"])
    MAKE["poll"](rng)
    return rng


def test_answers_are_those_of_the_instructors_page():
    names = ["lift", "lose", "owed", "unite", "late", "noise"]
    answers = [len(answer(name)) if name == "owed" else answer(name) for name in names]
    assert answers == pytest.approx([0.529, 21, 4, 5, 9, 11.98], abs=0.005)
    assert f"alone: {', '.join(answer('owed'))} (three" in GUIDE
    assert "0.529 want the lift (0.450 of the answers, 0.542 of the made-up town), 21 voters" in GUIDE
    assert hill("poll")["lift"].mean() == pytest.approx(0.450)
    assert MAKE["lift_truth"]() == pytest.approx(0.542, abs=0.0005)


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_each_mistake_gets_its_own_sentence(exercise, mistake):
    assert judge(exercise, computed(mistake.gives)).say == mistake.say


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [("lift", 53, "in percent"), ("lift", 52.9, "in percent"), ("owed", 4, "how many they are"), ("owed", 9, "a list")],
)
def test_rounded_percent_and_a_count_for_a_list_are_recognised(name, given, says):
    exercise = next(one for one in wrap_up.EXERCISES if one.id == f"participation-w-{name}")
    verdict = judge(exercise, given)
    assert not verdict.right
    assert says in verdict.say


def test_projects_may_stand_in_any_order():
    exercise = next(one for one in wrap_up.EXERCISES if one.id == "participation-w-owed")
    assert judge(exercise, answer("owed")[::-1]).right


@pytest.mark.parametrize("exercise", wrap_up.EXERCISES, ids=lambda exercise: exercise.id)
def test_another_wrong_answer_is_not_taken_for_a_known_mistake(exercise):
    right = computed(exercise.expected)
    verdict = judge(exercise, ["G01", "G13"] if isinstance(right, list) else right * 7 + 3)
    assert not verdict.right
    assert verdict.kind != "mistake"


@pytest.mark.parametrize(("name", "rounded"), [("lift", 0.529), ("noise", 11.98)])
def test_rounded_answers_are_taken(name, rounded):
    exercise = next(one for one in wrap_up.EXERCISES if one.id == f"participation-w-{name}")
    assert judge(exercise, rounded).right


def test_share_for_the_lift_agrees_with_fitting_a_table_of_six_cells():
    poll = hill("poll").assign(renter=lambda table: table["tenure"] == "private renter")
    asked = pd.crosstab(poll["ward"], poll["renter"]).loc[wrap_up.WARDS].to_numpy(dtype=float)
    said_yes = poll.pivot_table(index="ward", columns="renter", values="lift").loc[wrap_up.WARDS].to_numpy()
    fitted = asked.copy()
    for _ in range(200):
        fitted *= np.array([900, 700, 800])[:, None] / fitted.sum(axis=1, keepdims=True)
        fitted *= np.array([1230, 1170]) / fitted.sum(axis=0)
    assert (fitted * said_yes).sum() / 2400 == pytest.approx(answer("lift"), abs=1e-5)


def test_the_poll_without_merging_is_refused_as_the_page_says():
    margins = weighting.read_margins(hill("margins"))
    with pytest.raises(weighting.MarginsError, match="social renter, where 370 people live"):
        weighting.rake(hill("poll"), margins)


def test_interval_of_the_lift_holds_one_half_as_the_instructors_page_says():
    names = dict.fromkeys(wrap_up.RENTERS, "renter")
    poll = hill("poll").assign(tenure=hill("poll")["tenure"].replace(names))
    weights = weighting.rake(poll, wrap_up._margins(names)).weights
    found = weighting.interval(poll["lift"], weights, given=poll[["ward", "tenure"]])
    assert [found.low, found.high] == pytest.approx([0.46, 0.60], abs=0.005)
    assert "its interval goes from 46 % to 60 %" in GUIDE


def test_those_who_lose_and_gain_are_counted_ballot_by_ballot(ballots):
    greedy, add1 = (set(wrap_up._winners(rule)[1]) for rule in ("votes", "add1"))
    assert len(ballots) == 600
    assert sum(bool(chosen & greedy) and not chosen & add1 for _, chosen in ballots) == answer("lose") == 21
    assert sum(bool(chosen & add1) and not chosen & greedy for _, chosen in ballots) == 63
    assert [sum(not chosen & won for _, chosen in ballots) for won in (greedy, add1)] == [124, 82]
    assert "(63 gain a first winner)" in GUIDE
    assert "leaves 124 voters without\na winner and equal shares leave 82" in GUIDE


def test_more_voters_prefer_the_greedy_result_as_the_page_says():
    vote = wrap_up._vote()
    found = rules.compare(vote, wrap_up._winners("add1")[1], wrap_up._winners("votes")[1])
    assert (found.prefer_a, found.prefer_b) == (114, 153)
    assert "153 against 114" in PAGE
    winners = pd.Series(wrap_up._winners("votes")[0]).groupby(vote.voters["ward"].to_numpy()).mean()
    assert winners[["Crest", "Foot"]].tolist() == pytest.approx([1.79, 0.34], abs=0.005)
    assert "153 voters against 114" in GUIDE


def test_money_by_ward_is_that_of_the_figures_text():
    vote = wrap_up._vote()
    money = budget_pictures.money_by_ward
    assert money(vote, rules.greedy(vote)).to_dict() == {"Crest": 94_000, "Terraces": 24_000, "Foot": 0}
    add1 = rules.equal_shares(vote, completion="add1")
    assert money(vote, add1).to_dict() == {"Crest": 67_000, "Terraces": 24_000, "Foot": 23_000}


def test_projects_that_supporters_could_pay_are_counted_from_the_ballots(ballots):
    costs = {f"G{number + 1:02}": (ward, cost) for number, (ward, _, cost, _) in enumerate(MAKE["PROJECTS"])}
    found = {
        project: ward
        for project, (ward, cost) in costs.items()
        if project not in wrap_up._winners("votes")[1] and 200 * sum(project in chosen for _, chosen in ballots) >= cost
    }
    assert list(found) == answer("owed")
    assert sorted(found.values()) == ["Crest", "Foot", "Foot", "Foot"]
    # As many are not covered; so the number alone would not show a comparison that is turned round.
    assert len(wrap_up._could_pay(covered=False)) == len(found)
    assert "(three of them in Foot)" in GUIDE


def test_no_number_of_groups_passes_chance_as_the_page_says():
    kept = opinions.enough_votes(opinions.read_votes(hill("votes")), minimum=7)
    scores = opinions.scores(kept, deals=20)
    assert (scores["silhouette"] < scores["at_most"]).all()
    assert scores["silhouette"].idxmax() == 3
    assert scores.loc[3, ["silhouette", "at_most"]].tolist() == pytest.approx([0.379, 0.417], abs=0.0005)
    smooth = opinions.scores(kept, deals=20, against=opinions.continuum)
    assert (smooth["silhouette"] < smooth["at_most"]).all()
    assert smooth.loc["best", "at_most"] == pytest.approx(0.405, abs=0.0005)
    assert "reach up to 0.417, a smooth scale 0.405" in PAGE


def test_uniting_statements_are_counted_from_the_list_of_votes():
    votes = hill("votes")
    enough = votes.groupby("person")["vote"].transform("size") >= 7
    votes = votes[enough].merge(hill("people"), on="person")
    table = votes.groupby(["statement", "ward"])["vote"].agg(agrees=lambda cast: (cast == 1).sum(), seen="size")
    likely = ((table["agrees"] + 1) / (table["seen"] + 2)).unstack()
    assert (likely.min(axis=1) >= 0.6).sum() == answer("unite")
    # No statement is so near the border that rounding decides.
    assert (likely.min(axis=1) - 0.6).abs().min() > 0.005
    assert likely.index[likely.min(axis=1) >= 0.6].tolist() == [1, 6, 8, 12, 16]  # those that the note names


def test_second_table_gives_all_hidden_cells_of_the_first_away():
    first, second = hill("published_7_may"), hill("published_9_may")
    hidden = first.isna()
    assert hidden.to_numpy().sum() == 4
    assert not second.isna().any(axis=None)
    change = second - first
    assert change.loc["Foot", "total"] == change.loc["total", "violence at home"] == change.loc["total", "total"] == 1
    truth = pd.DataFrame(MAKE["COUNTS"], index=MAKE["WORRIES"]).T
    assert truth.loc["Foot", "violence at home"] == answer("late") == 9


def test_first_table_is_safe_alone():
    found = privacy.attack(hill("published_7_may"))
    assert found.loc[("Terraces", "loneliness"), "low"] == 10  # so it is no small count, says the page
    assert hill("published_7_may").loc["total", "total"] == 355
    foot = found.loc[("Foot", "violence at home")]
    assert foot["low"] <= 1
    assert foot["high"] >= 10


def test_noise_keeps_within_the_answer_in_95_of_100_draws():
    draws = privacy.laplace(np.zeros(200_000), epsilon=0.25, rng=np.random.default_rng(1))
    assert (np.abs(draws) <= answer("noise")).mean() == pytest.approx(0.95, abs=0.002)


def test_every_example_in_the_table_of_tools_runs_and_changes_nothing():
    table = PAGE.split("| to do this")[1].split("# ## Ask again")[0]
    examples = [row.rsplit("| `", 1)[1].removesuffix("` |") for row in table.splitlines() if row.endswith("` |")]
    rows = pd.DataFrame({"kind": ["elm", "oak", "bush"], "value": [1.0, 2.0, 3.0], "other": [2.0, 1.0, 0.0]})
    counts = pd.Series({"elm": 30, "oak": 30, "bush": 40})
    names = {"np": np, "weighting": weighting, "rows": rows.copy(), "counts": counts.copy()}
    for example in examples:
        exec(example, names)
    assert len(examples) == 12
    assert names["weights"].tolist() == pytest.approx([30, 30, 40])
    pd.testing.assert_frame_equal(names["rows"], rows)
    pd.testing.assert_series_equal(names["counts"], counts)


def test_numbers_of_the_quiz_agree_with_the_library():
    sample = pd.DataFrame({"home": ["tenant"] * 20 + ["owner"] * 80, "yes": [1] * 15 + [0] * 5 + [1] * 20 + [0] * 60})
    weights = weighting.post_stratify(sample, "home", pd.Series({"tenant": 600, "owner": 400}))
    answers = {
        "weights": np.average(sample["yes"], weights=weights),
        "effective": weighting.effective_size([1, 1, 1, 3]),
        "pseudocount": opinions.probability(5, 6),
        "budget": privacy.expected_error(1.2 / 3),
    }
    assert {name: QUIZ[name].answer for name in answers} == pytest.approx(answers)
    assert len(QUIZ) == 12


def test_wrong_numbers_of_the_quiz_come_from_the_slips_that_they_name():
    tenants, owners = 15 / 20, 20 / 80
    slips = {
        "weights": [35 / 100, (tenants + owners) / 2, 100 * 0.55, tenants * 0.4 + owners * 0.6],
        "effective": [4, weighting.design_effect([1, 1, 1, 3]), 6],
        "round": [31 / 4, 10, 31 / 3],
        "pseudocount": [5 / 6, 100 * 0.75, 6 / 7, 5 / 8],
        "budget": [1 / 1.2, 1.2 / 3, 1.2 * 3],
    }
    for name, values in slips.items():
        assert [wrong.value for wrong in QUIZ[name].wrong] == pytest.approx(values, abs=QUIZ[name].tolerance)
        assert all(abs(value - QUIZ[name].answer) > QUIZ[name].tolerance for value in values)


def test_silhouettes_of_the_quiz_are_those_of_the_first_forty_people_of_lesson_3():
    votes = opinions.read_votes(data.load("millfield_opinions_synthetic", "votes"))
    kept = opinions.enough_votes(votes, minimum=7)
    early = kept[kept.index <= 40]
    best = opinions.scores(early, deals=20).loc["best"]
    assert len(early) == 38
    assert [best["silhouette"], best["by_chance"]] == pytest.approx([0.41, 0.45], abs=0.005)
    assert "silhouette 0.41" in QUIZ["chance"].ask
    assert "reach 0.45 on average" in QUIZ["chance"].ask


def test_round_of_the_quiz_agrees_with_the_method_of_equal_shares():
    # Ten euros each; the fourth has spent six on the sign, which only he wanted, before the bench.
    ballots = [["bench"], ["bench"], ["bench"], ["sign", "bench"], ["sign"], ["sign"]]
    vote = pabulib.build({"bench": 31, "sign": 18}, ballots, budget=60)
    paid = rules.equal_shares(vote, utility="cardinality").payments.toarray()
    assert paid[:4, 0].tolist() == pytest.approx([9, 9, 9, 4])
    assert QUIZ["round"].answer == 9


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_sections_that_the_instructors_page_names_stand_in_the_lesson(number):
    page = next(MODULE.glob(f"0{number}_*.py")).read_text("utf-8")
    named = re.findall(rf"Lesson {number}.*to the end of \*([^*]+)\*", GUIDE)
    assert len(named) == 1
    assert f"# ## {named[0]}\n" in page


def test_section_that_the_page_names_stands_in_lesson_4():
    assert "# ## Add noise, and keep a budget\n" in next(MODULE.glob("04_*.py")).read_text("utf-8")
    assert "*Add noise, and keep a budget*" in PAGE


@pytest.mark.parametrize("number", [1, 2, 3, 4, 6])
def test_times_of_the_overview_are_those_that_the_lesson_promises(number):
    page = next(MODULE.glob(f"0{number}_*.py"))
    promised = re.search(r"\*\*Time\*\* (\d+) min reading, (\d+) min doing", page.read_text("utf-8"))
    row = next(
        row for row in (MODULE / "00_overview.py").read_text("utf-8").splitlines() if f"({page.stem}.ipynb)" in row
    )
    assert row.endswith(f"| {promised[1]} min | {promised[2]} min |")
