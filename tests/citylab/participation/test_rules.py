"""The rules on elections small enough to count by hand, and on odd ones."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from citylab.participation import pabulib, rules

TOWN = pabulib.build(
    {"pool": 100, "trees": 30, "bench": 10}, [["pool"]] * 6 + [["trees", "bench"]] * 4, budget=100, currency="EUR"
)
COMPLETIONS = [None, "add1", "utilitarian"]


def test_greedy_gives_all_to_the_majority():
    outcome = rules.greedy(TOWN)
    assert (outcome.winners, outcome.leftover) == (("pool",), 0.0)
    assert not outcome.payments.nnz


def test_equal_shares_gives_the_minority_what_it_can_pay():
    outcome = rules.equal_shares(TOWN)
    assert outcome.winners == ("bench", "trees")
    assert (outcome.share, outcome.cost, outcome.leftover) == (10.0, 40.0, 60.0)
    # Four voters pay a quarter each: one for each euro of utility a quarter.
    assert outcome.price.to_dict() == {"bench": 0.25, "trees": 0.25}
    assert outcome.payments.toarray()[9].tolist() == [0.0, 7.5, 2.5]


def test_the_price_of_a_point_rises_when_supporters_run_out_of_money():
    vote = pabulib.build({"a": 12, "b": 10}, [["a", "b"], ["a", "b"], ["b"]], budget=24)
    outcome = rules.equal_shares(vote, utility="cardinality")
    # Everybody has 8 and pays 10/3 for b; then two have 14/3, too little for a, which costs 6 each.
    assert outcome.price.to_dict() == {"b": pytest.approx(10 / 3)}
    assert rules.equal_shares(vote, utility="cardinality", completion="utilitarian").completed == ("a",)


def test_a_poor_supporter_pays_what_is_left():
    vote = pabulib.build({"a": 9, "b": 11}, [["a"], ["a", "b"], ["b"]], budget=24)
    # a: 4.5 each; b: the second voter has 3.5 left, so the third pays 7.5.
    outcome = rules.equal_shares(vote, utility="cardinality")
    assert outcome.payments.toarray().tolist() == [[4.5, 0], [4.5, 3.5], [0, 7.5]]
    assert outcome.price.to_list() == [4.5, 7.5]


def test_points_share_the_cost_in_proportion():
    vote = pabulib.build({"a": 8}, [{"a": 3}, {"a": 1}], budget=16, vote_type="cumulative")
    assert rules.equal_shares(vote).payments.toarray().ravel().tolist() == [6, 2]


def test_add1_raises_until_the_next_raise_would_overspend():
    # Both groups can pay theirs with 12 each, and both together cost 120.
    vote = pabulib.build({"a": 60, "b": 60}, [["a"]] * 5 + [["b"]] * 5, budget=100)
    outcome = rules.equal_shares(vote, completion="add1")
    assert (outcome.winners, outcome.share, outcome.leftover) == ((), 11.0, 100.0)


def test_add1_stops_when_nothing_fits_any_more():
    vote = pabulib.build({"a": 60, "b": 50}, [["a"], ["b"]], budget=100)
    outcome = rules.equal_shares(vote, completion="add1")
    assert (outcome.winners, outcome.share) == (("b",), 50.0)


def test_a_step_may_be_a_cent():
    vote = pabulib.build({"a": 10.33, "b": 20}, [["a"], ["b"]], budget=20.5)
    assert rules.equal_shares(vote, completion="add1", step=0.01).share == pytest.approx(10.33)


def test_votes_per_cost_prefers_what_is_cheap():
    vote = pabulib.build({"pool": 90, "bench": 5}, [["pool"], ["pool"], ["bench"]], budget=94)
    assert rules.greedy(vote).winners == ("pool",)
    assert rules.greedy(vote, by="votes per cost").winners == ("bench",)


@pytest.mark.parametrize(
    ("ties", "first"), [(("votes", "cost"), "b"), (("cost", "votes"), "b"), ("id", "a"), ((), "a")]
)
def test_ties_are_broken_as_stated(ties, first):
    vote = pabulib.build({"a": 20, "b": 10}, [["a", "b"]] * 2, budget=40)
    assert rules.equal_shares(vote, tie_breaking=ties).winners[0] == first
    assert rules.greedy(vote, tie_breaking=ties).winners[0] == first


def test_more_votes_can_break_a_tie_against_a_lower_cost():
    # 20 from four and 10 from two: 5 each, one point each.
    vote = pabulib.build({"a": 20, "b": 10}, [["a"]] * 4 + [["b"]] * 2, budget=60)
    assert rules.equal_shares(vote, utility="cardinality").winners == ("a", "b")
    assert rules.equal_shares(vote, utility="cardinality", tie_breaking=("cost", "votes")).winners == ("b", "a")


@pytest.mark.parametrize("completion", COMPLETIONS)
@pytest.mark.parametrize("utility", ["cost", "cardinality"])
class TestOddElections:
    """Every option copes with elections at the edge."""

    def count(self, costs, ballots, budget, utility, completion, **more):
        vote = pabulib.build(costs, ballots, budget=budget, **more)
        return rules.equal_shares(vote, utility=utility, completion=completion)

    def test_without_votes_nothing_wins(self, utility, completion):
        outcome = self.count({"a": 1}, [], 10, utility, completion)
        assert (outcome.winners, outcome.leftover, outcome.payments.shape) == ((), 10.0, (0, 1))

    def test_without_projects_nothing_wins(self, utility, completion):
        assert self.count({}, [[], []], 10, utility, completion).winners == ()

    def test_empty_ballots_keep_their_shares(self, utility, completion):
        outcome = self.count({"a": 5}, [["a"], [], []], 9, utility, completion)
        assert outcome.winners == (() if completion is None else ("a",))
        assert not outcome.payments.toarray()[1:].any()

    def test_too_dear_projects_never_win(self, utility, completion):
        assert self.count({"a": 11, "b": 99}, [["a", "b"]] * 3, 10, utility, completion).winners == ()

    def test_no_budget_buys_only_what_is_free(self, utility, completion):
        assert self.count({"a": 1, "b": 0}, [["a", "b"]], 0, utility, completion).winners == ("b",)

    def test_a_free_project_needs_one_supporter(self, utility, completion):
        outcome = self.count({"a": 0, "b": 0, "c": 4}, [["b", "c"]], 4, utility, completion)
        assert outcome.winners == ("b", "c")
        assert outcome.price["b"] == 0

    def test_ties_everywhere_go_by_name(self, utility, completion):
        costs = dict.fromkeys("dcba", 5)
        outcome = self.count(costs, [list("abcd")] * 4, 10, utility, completion)
        assert outcome.winners == ("a", "b")

    def test_the_last_coin_is_enough(self, utility, completion):
        outcome = self.count({"a": 0.1, "b": 0.2}, [["a", "b"]] * 3, 0.3, utility, completion)
        assert set(outcome.winners) == {"a", "b"}
        assert outcome.leftover == 0

    def test_points_of_nothing_or_less_support_nothing(self, utility, completion):
        ballots = [{"a": 0, "b": 2}, {"a": -1, "b": 1}]
        assert self.count({"a": 1, "b": 2}, ballots, 9, utility, completion, vote_type="scoring").winners == ("b",)


def test_the_comparison_step_counts_voters():
    fair, usual = rules.equal_shares(TOWN), rules.greedy(TOWN)
    comparison = rules.compare(TOWN, fair, usual)
    assert (comparison.prefer_a, comparison.prefer_b, comparison.indifferent) == (4, 6, 0)
    assert not comparison.a_stands


@pytest.mark.parametrize(("by", "expected"), [("count", (2, 0)), ("points", (1, 2)), ("cost", (0, 3)), ("any", (0, 0))])
def test_what_a_voter_gets_can_be_measured_in_four_ways(by, expected):
    ballots = [{"a": 1, "b": 1, "c": 5}, {"a": 1, "b": 1, "c": 3}, {"c": 1, "d": 1, "a": 4}]
    vote = pabulib.build({"a": 1, "b": 1, "c": 9, "d": 1}, ballots, budget=10, vote_type="cumulative")
    comparison = rules.compare(vote, ["a", "b"], ["c"], by=by)
    assert (comparison.prefer_a, comparison.prefer_b) == expected


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: rules.greedy(TOWN, by="luck"), "by must be 'votes' or 'votes per cost', found 'luck'"),
        (lambda: rules.greedy(TOWN, tie_breaking="lot"), "tie_breaking takes votes, cost, id"),
        (lambda: rules.equal_shares(TOWN, utility="joy"), "utility must be 'cost' or 'cardinality', found 'joy'"),
        (lambda: rules.equal_shares(TOWN, completion="more"), "completion must be None, 'add1' or 'utilitarian'"),
        (lambda: rules.equal_shares(TOWN, completion="add1", step=0), "step must be above 0"),
        (lambda: rules.compare(TOWN, ["x"], []), "no project 'x'"),
        (lambda: rules.compare(TOWN, [], [], by="x"), "by must be 'count'"),
    ],
)
def test_unknown_options_are_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_counting_changes_nothing_in_the_election():
    vote = pabulib.build({"a": 2, "b": 2}, [{"a": 0, "b": 1}], budget=4, vote_type="scoring")
    before = vote.ballots.copy()
    rules.equal_shares(vote, completion="add1")
    assert np.array_equal(vote.ballots.indices, before.indices)
    assert np.array_equal(vote.ballots.data, before.data)


MEASURE = """
import importlib.util, sys, time
spec = importlib.util.spec_from_file_location("bench", sys.argv[1])
bench = importlib.util.module_from_spec(spec)
spec.loader.exec_module(bench)
from pathlib import Path
from citylab.participation import pabulib, rules
election = pabulib.read(bench.write(Path(sys.argv[2], "large.pb"), 11_000, projects=int(sys.argv[3])))
times_s = []
for _ in range(3):  # the quickest says most about the program, the others about the computer
    start = time.process_time()
    rules.equal_shares(election, completion="add1")
    times_s.append(time.process_time() - start)
seconds = min(times_s)
# Not getrusage: its peak counts what the process that started this one held.
(peak,) = [line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
print(seconds, peak)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read from /proc")
@pytest.mark.parametrize("projects", [60, 100])
def test_add1_of_eleven_thousand_votes_takes_two_seconds_and_200_mb(projects, tmp_path, repository):
    bench = repository / "tests" / "benchmarks" / "bench_rules.py"
    told = subprocess.run(
        [sys.executable, "-c", MEASURE, str(bench), str(tmp_path), str(projects)],
        capture_output=True, text=True, check=True, cwd=Path(repository),
    )  # fmt: skip
    seconds, peak_kb = map(float, told.stdout.split())
    assert seconds < 2
    assert peak_kb / 1024 < 200
