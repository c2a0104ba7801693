"""The vote of Old Harbour and the answers for practising agree, and another count confirms the result."""

import re

import numpy as np
import pandas as pd
import pytest

from citylab import data
from citylab.participation import comments, opinions, pabulib, privacy, rules, weighting
from classroom.assignment import open_assignment


@pytest.fixture(scope="module")
def guide(repository):
    return (repository / "course/guide/04-public-participation-written-answers.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def assignment(repository):
    return open_assignment(repository, "public-participation")


@pytest.fixture(scope="module")
def solved(assignment):
    """Names that the author's answers leave behind."""
    names: dict = {}
    for cell in assignment.source.cells:
        kind = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and not (kind.get("grade") and not kind.get("solution")):
            exec(assignment.reference.get(kind.get("grade_id"), cell.source), names)
    return names


@pytest.fixture(scope="module")
def election(solved):
    """The vote as the library of lesson 2 reads it."""
    ballots = [sorted(ballot) for ballot in solved["votes"].values()]
    return pabulib.build(solved["projects"]["cost_eur"].to_dict(), ballots, budget=solved["budget_eur"])


def supporters(solved, project):
    return [voter for voter, ballot in solved["votes"].items() if project in ballot]


def test_both_results_are_those_of_the_library(solved, election):
    assert list(rules.greedy(election).winners) == solved["report"]["usual"]
    assert list(rules.equal_shares(election, completion="utilitarian").winners) == solved["report"]["equal"]


def test_prices_are_those_of_the_library_per_euro_of_cost(solved, election):
    outcome = rules.equal_shares(election)
    bought = dict(
        solved["equal_shares"](solved["projects"], solved["votes"], dict.fromkeys(solved["votes"], outcome.share))
    )
    assert list(bought) == list(outcome.winners)
    for voter, paid in enumerate(outcome.payments.toarray()):
        assert paid.max(initial=0.0) <= outcome.share + 1e-9, voter
    largest = outcome.payments.toarray().max(axis=0)
    for project, price in bought.items():
        assert largest[list(election.projects.index).index(project)] == pytest.approx(price)


def test_preferences_are_those_of_the_library(solved, election):
    found = rules.compare(election, solved["report"]["equal"], solved["report"]["usual"])
    assert (found.prefer_a, found.prefer_b, found.indifferent) == solved["report"]["prefer"]


def test_raked_share_is_that_of_the_library_and_has_converged(solved):
    survey, margins = solved["survey"], solved["margins"]
    raked = weighting.rake(survey, margins).weights
    asked = survey["wants_car_park"].notna()
    share, effective = solved["report"]["car_park"]
    assert np.average(survey["wants_car_park"][asked], weights=raked[asked]) == pytest.approx(share, abs=1e-4)
    assert weighting.effective_size(raked[asked]) == pytest.approx(effective, rel=1e-3)


def test_rows_that_stay_have_five_people_and_two_worries(solved):
    kept = solved["publishable"](solved["survey"], ["ward", "age", "sex"], "worry", 5, 2)
    assert len(kept) == solved["report"]["rows"]
    assert privacy.k_anonymity(kept, ["ward", "age", "sex"]) >= 5
    assert privacy.l_diversity(kept, ["ward", "age", "sex"], "worry") >= 2


def test_kappa_is_that_of_the_library(solved):
    codes = solved["harbour"]["codes"]
    found = solved["agreement"](codes["coder_a"], codes["coder_b"], {})
    assert found == pytest.approx(comments.cohens_kappa(codes["coder_a"], codes["coder_b"]))


def test_people_of_the_map_stand_where_the_library_puts_them(solved):
    votes = opinions.enough_votes(solved["opinion_votes"], minimum=5)
    places, plane = solved["place_latecomers"](votes, votes), opinions.project(votes).people
    for axis in ("x", "y"):
        assert np.abs(places[axis]).to_numpy() == pytest.approx(np.abs(plane[axis]).to_numpy())


def test_the_statement_that_unites_leads_clearly(solved):
    support = solved["weakest_support"](solved["opinion_votes"], solved["camps"]).sort_values()
    assert support.iloc[-1] - support.iloc[-2] > 0.005
    assert solved["statements"].loc[support.index[-1], "text"] == solved["report"]["unites"]


def test_noise_of_the_example_is_that_of_the_question(solved):
    draw = pd.Series([0.9])
    assert solved["noise"](draw, np.log(2), "laplace").round(2).tolist() == [2.32]
    assert solved["noise"](draw, np.log(2), "geometric").tolist() == [2]


def test_the_price_of_the_example_is_that_of_the_question(solved):
    assert solved["price_eur"]({"a": 10, "b": 50, "c": 90}, {"a", "b", "c"}, 100) == 45


def test_the_car_park_is_too_dear_for_its_supporters(guide, solved):
    purse = len(supporters(solved, "P01")) * solved["budget_eur"] / len(solved["votes"])
    assert purse < solved["projects"].loc["P01", "cost_eur"]
    assert f"€{purse:,.0f}" in guide


def test_ballots_hold_everything_that_goes_wrong(solved):
    ballots, voters = solved["ballots"], set(solved["register"]["voter"])
    chosen = [[one.strip() for one in text.split(";") if one.strip()] for text in ballots["choices"].fillna("")]
    assert ballots["voter"].dropna().duplicated().sum() > 20
    assert (~ballots["voter"].isin(voters)).sum() > 10
    assert (ballots["received"] > solved["closes"]).sum() > 10
    assert sum(len(set(names)) > solved["most"] for names in chosen) > 20
    assert sum(len(set(names)) < len(names) for names in chosen) > 20
    assert sum(not set(names) <= set(solved["projects"].index) for names in chosen) > 10
    assert not ballots["received"].duplicated().any()


def test_wards_in_the_guide_are_those_of_the_report(guide, solved):
    found = [
        solved["fairness"](solved["projects"], solved["votes"], solved["homes"], solved["report"][name])
        for name in ("usual", "equal")
    ]
    rows = re.findall(r"^\| ([A-Z][\w ]+) \| (\d+) \| (\d+) \| ([\d.]+) \| (\d+) \| ([\d.]+) \| (\d+) \|$", guide, re.M)
    assert [row[0] for row in rows] == list(found[0].index)
    for ward, *numbers in rows:
        truth = [(solved["homes"] == ward).sum(), found[0].loc[ward, "voters"]]
        for table in found:
            truth += list(table.loc[ward, ["empty_percent", "eur_per_voter"]])
        assert np.abs(np.array(numbers, dtype=float) - truth).max() < 0.51


def test_projects_in_the_guide_have_their_votes_and_costs(guide, solved):
    rows = re.findall(r"^\| (P\d\d) ([^|]+) \| (\d+) \| (\d+) \| (\w+) \| ([\w ]+) \|$", guide, re.M)
    report = solved["report"]
    assert {row[0] for row in rows} == {*report["usual"], *report["equal"]}
    for project, title, votes, cost, usual, equal in rows:
        assert title == solved["projects"].loc[project, "title"]
        assert int(votes) == len(supporters(solved, project))
        assert int(cost) == solved["projects"].loc[project, "cost_eur"]
        assert (usual == "funded") == (project in report["usual"])
        assert {"funded": solved["bought"], "filled up": report["equal"][len(solved["bought"]) :]}.get(equal, []).count(
            project
        ) == (equal != "no")


def test_figures_in_the_guide_are_those_of_the_report(guide, solved):
    report, costs = solved["report"], solved["projects"]["cost_eur"]
    share, effective = report["car_park"]
    plain = solved["survey"]["wants_car_park"]
    prefer_equal, prefer_usual, same = report["prefer"]
    for text in (
        f"{report['ballots']} voters of {len(solved['ballots']):,} ballots",
        f"€{solved['budget_eur'] / report['ballots']:.2f}",
        f"usual result costs €{costs[report['usual']].sum():,}, the equal one €{costs[report['equal']].sum():,}",
        f"€{costs[solved['bought']].sum():,} are bought",
        f"{prefer_equal} voters have more of their projects in the equal result, {prefer_usual} in the usual one",
        f"in the usual one, {same} as many",
        f"{100 * plain.mean():.0f} % want the car park unweighted, {100 * share:.0f} % raked",
        f"the {plain.notna().sum()} answers are worth {effective:.0f}",
        f"{report['rows']} of {len(solved['survey'])} rows stay",
    ):
        assert text in guide, text


def test_the_refused_publication_is_the_one_of_the_sample_answer(solved):
    plans = data.load("harbour_vote_synthetic", "publications")
    accepted = solved["within_budget"](plans, 1.0)
    assert "worries by street" not in accepted
    assert "votes by project" in accepted


@pytest.mark.parametrize(("question", "words"), [("explain", 280), ("withheld", 200)])
def test_sample_answers_of_the_guide_keep_the_limit_of_words(guide, question, words):
    part = guide.split("## Question 2")[1 if question == "explain" else 2]
    answers = re.findall(r"### Answer \w: \d+ points?\n\n((?:>.*\n)+)", part)
    assert len(answers) == 3
    for answer in answers:
        assert len(answer.replace(">", "").replace("**", "").split()) <= words
