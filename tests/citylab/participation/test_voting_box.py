"""Ballots survive, a double vote is refused, and nothing in the file links a voter to a ballot."""

import sqlite3
import subprocess
import sys
from dataclasses import replace

import pytest

from citylab.participation.voting import BallotBox, Paper, Project, Refused, VotingError, count, forget

PAPER = Paper(
    "Trees", "EUR", 100.0, (Project("a", "Oak", 60.0), Project("b", "Elm", 40.5), Project("c", "Ash", 30.0)), 1, 2
)
CAST_MANY = """
import sys, time
from pathlib import Path
from citylab.participation.voting import BallotBox, Refused
box, start = BallotBox(sys.argv[1]), Path(sys.argv[2])
print("ready", flush=True)
while not start.exists():
    time.sleep(0.001)
for number in range(int(sys.argv[3])):
    try:
        box.cast(f"voter {number}", ["a"])
        print(number, flush=True)
    except Refused:
        pass
"""


@pytest.fixture
def box(tmp_path):
    return BallotBox.open(tmp_path / "votes" / "trees.sqlite", PAPER)


@pytest.fixture
def caster(box, tmp_path):
    """Start a process that casts so many ballots once the file `start` is there."""
    started = []

    def start(number):
        call = [sys.executable, "-c", CAST_MANY, str(box.path), str(tmp_path / "start"), str(number)]
        started.append(subprocess.Popen(call, stdout=subprocess.PIPE, text=True))
        assert started[-1].stdout.readline() == "ready\n"
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def test_ballots_are_there_after_a_restart(box):
    box.cast("Ann", ["b", "a"])
    box.cast("Bob", [])
    again = BallotBox.open(box.path, PAPER)
    assert sorted(again.ballots()) == [(), ("a", "b")]


@pytest.mark.parametrize("again", ["Ann Lee", " ann  lee", "ANNLEE", "Ａｎｎ Ｌｅｅ", "Ann\u200bLee"])
def test_second_ballot_of_a_name_is_refused(box, again):
    box.cast("Ann Lee", ["a"])
    with pytest.raises(Refused, match="has voted already; the first ballot counts"):
        box.cast(again, ["b"])
    assert box.ballots() == [("a",)]


def test_of_two_processes_at_once_exactly_one_casts_each_name(box, caster, tmp_path):
    pair = caster(25), caster(25)
    (tmp_path / "start").touch()
    taken = sorted(int(line) for process in pair for line in process.communicate()[0].split())
    assert taken == list(range(25))
    assert box.count() == 25


def test_a_killed_process_loses_no_ballot_that_it_confirmed(box, caster, tmp_path):
    process = caster(100_000)
    (tmp_path / "start").touch()
    lines = [process.stdout.readline() for _ in range(20)]
    process.kill()
    lines += process.communicate()[0].splitlines(keepends=True)
    confirmed = sum(line.endswith("\n") for line in lines)
    assert BallotBox.open(box.path, PAPER).count() in (confirmed, confirmed + 1)


def test_a_ballot_that_was_cast_can_neither_change_nor_go(box):
    box.cast("Ann", ["a"])
    with sqlite3.connect(box.path) as db:
        for change in ("DELETE FROM ballots", "UPDATE ballots SET projects = '[]'", "DELETE FROM voted"):
            with pytest.raises(sqlite3.IntegrityError, match="a ballot that was cast stays"):
                db.execute(change)
    db.close()


def test_neither_table_holds_the_order_of_voting(box):
    for name in ("Cy", "Ann", "Bob"):
        box.cast(name, ["a"])
    with sqlite3.connect(box.path) as db:
        assert [row[0] for row in db.execute("SELECT * FROM voted")] == ["ann", "bob", "cy"]
        assert [column[1] for column in db.execute("PRAGMA table_info(ballots)")] == ["id", "projects"]
        for table in ("voted", "ballots"):
            with pytest.raises(sqlite3.OperationalError, match="rowid"):
                db.execute(f"SELECT rowid FROM {table}")
    db.close()


def test_only_the_owner_may_read_the_file(box):
    if sys.platform != "win32":
        assert box.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        (["a", "b", "c"], "you chose 3 projects and may choose 2; untick 1"),
        (["x"], "there is no project 'x' on this paper; reload the page"),
    ],
)
def test_ballot_against_the_paper_is_refused_and_the_name_may_try_again(box, chosen, message):
    with pytest.raises(Refused, match=message):
        box.cast("Ann", chosen)
    box.cast("Ann", ["a"])


def test_too_few_and_too_dear_choices_are_said(box):
    strict = replace(PAPER, least=2, most=3, most_cost=110.0)
    assert strict.complaint(["a"]) == "you chose 1 and must choose at least 2; tick 1 more"
    assert "cost 130.50\u00a0EUR and may cost 110\u00a0EUR together" in strict.complaint(["a", "b", "c"])
    assert strict.complaint([]) == ""


@pytest.mark.parametrize(
    ("name", "message"),
    [("  ", "no name yet"), ("\u200b", "no name yet"), ("?!", "at least one letter"), ("x" * 61, "at most 60")],
)
def test_name_that_is_none_is_refused(box, name, message):
    with pytest.raises(Refused, match=message):
        box.cast(name, ["a"])


def test_with_a_list_only_its_voters_may_vote(tmp_path):
    box = BallotBox.open(tmp_path / "trees.sqlite", PAPER, roll=["k7fx", "p2mq"])
    box.cast("K7 FX", ["a"])
    with pytest.raises(Refused, match="“Eve” is not on the list of voters; check the spelling"):
        box.cast("Eve", ["a"])
    assert BallotBox.open(box.path, PAPER).has_roll()
    with pytest.raises(VotingError, match=r"voters who are not on the list \(1\); add them"):
        BallotBox.open(box.path, PAPER, roll=["p2mq"])


def test_ballots_of_another_election_are_refused_with_the_remedy(box):
    box.cast("Ann", ["a"])
    with pytest.raises(VotingError, match=r"another election \(Trees: 1\); name another file with --ballots"):
        BallotBox.open(box.path, replace(PAPER, budget=101.0))


@pytest.mark.parametrize("content", [b"name,vote\n" * 500, b"SQLite format 3\x00" + b"\x01" * 5000])
def test_file_that_is_no_ballot_box_is_refused_and_kept(tmp_path, content):
    path = tmp_path / "other.sqlite"
    path.write_bytes(content)
    with pytest.raises(VotingError, match=r"is damaged or no file of ballots .*take another one"):
        BallotBox.open(path, PAPER)
    with pytest.raises(VotingError, match="so it was not deleted"):
        forget(path)
    assert path.read_bytes() == content


def test_database_of_another_program_is_refused(tmp_path):
    with sqlite3.connect(tmp_path / "other.sqlite") as db:
        db.execute("CREATE TABLE voted (voter)")
    db.close()
    with pytest.raises(VotingError, match="is no file of ballots; name another one with --ballots"):
        BallotBox.open(tmp_path / "other.sqlite", PAPER)


@pytest.mark.parametrize("kept", [0.4, 0.8])
def test_file_that_was_cut_off_is_refused(box, kept):
    for number in range(30):
        box.cast(f"voter {number}", ["a"])
    whole = box.path.read_bytes()
    box.path.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(VotingError, match="is damaged"):
        BallotBox.open(box.path, PAPER)


def test_place_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(VotingError, match=r"cannot be kept in .* \(.*\); name a file that you may write"):
        BallotBox.open(tmp_path / "file" / "trees.sqlite", PAPER)


def test_forgotten_file_is_gone_and_is_not_made_anew(box):
    box.cast("Ann", ["a"])
    forget(box.path)
    with pytest.raises(VotingError, match="is gone or cannot be opened"):
        box.cast("Bob", ["a"])
    assert list(box.path.parent.iterdir()) == []


def test_a_tidied_box_holds_the_same_ballots(box):
    box.cast("Ann", ["a"])
    box.tidy()
    assert box.ballots() == [("a",)]


def test_count_by_both_rules_is_that_of_a_case_worked_by_hand():
    costs = {"pool": 100.0, "trees": 30.0, "b": 10.0}
    paper = Paper("Park", "", 100.0, tuple(Project(name, name, cost) for name, cost in costs.items()), 0, 3)
    result = count(paper, [("pool",)] * 6 + [("trees", "b")] * 4 + [()])
    assert (result.ballots, result.blank, result.votes) == (11, 1, {"pool": 6, "trees": 4, "b": 4})
    assert (result.greedy.winners, result.greedy.without) == (("pool",), 4)
    assert (result.equal_shares.winners, result.equal_shares.without) == (("b", "trees"), 6)


def test_changed_ballot_is_not_counted_in_silence():
    with pytest.raises(VotingError, match="the project 'x', which is not on the paper; the file was changed"):
        count(PAPER, [("x",)])
