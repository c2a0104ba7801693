"""The app in a notebook, driven through its widgets."""

import asyncio
import doctest
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from citylab.participation import voting
from citylab.participation.voting import _app, _counting, _roll
from citylab.participation.voting._board import alternative_text, board


@pytest.fixture
def vote(tmp_path):
    return voting.app(ballots=tmp_path / "class.sqlite")


def cast(vote, name, *projects):
    """Vote as a person would, and go on to the next voter if the ballot was taken."""
    form = vote.form
    form.name.value = name
    for project in projects:
        form.choices[project].value = True
    form.cast.click()
    said = form.message.value
    if form.again.layout.display == "":
        form.again.click()
    return said


def test_each_project_has_a_box_with_its_price(vote):
    assert len(vote.form.choices) == 30
    assert vote.form.choices["10"].description == "Street trees: 33,000\u00a0EUR"


def test_ballot_is_taken_and_the_form_is_empty_for_the_next_voter(vote):
    assert "✓ Thank you, Ann" in cast(vote, "Ann", "10", "1")
    assert vote.box.ballots() == [("1", "10")]
    assert (vote.form.name.value, vote.form.chosen) == ("", [])


def test_form_is_put_away_before_the_next_voter_comes(vote):
    vote.form.name.value = "Ann"
    vote.form.choices["10"].value = True
    vote.form.cast.click()
    assert vote.form.ballot.layout.display == "none"
    assert vote.form.chosen == []


def test_second_ballot_is_refused_with_a_sentence(vote):
    cast(vote, "Ann", "10")
    assert "✗ “ann” has voted already; the first ballot counts" in cast(vote, "ann ", "1")
    assert vote.box.count() == 1


def test_no_name_and_too_many_projects_are_said(vote):
    assert "No name yet; write your name" in cast(vote, " ", "1")
    said = cast(vote, "Ann", "1", "2", "3", "4", "5", "6")
    assert "You chose 6 projects and may choose 5; untick 1." in said
    assert "untick 1" in vote.form.total.value
    assert vote.box.count() == 0


def test_blank_ballot_asks_first(vote):
    assert "A blank ballot says" in cast(vote, "Ann")
    assert vote.box.count() == 0
    vote.form.back.click()
    cast(vote, "Ann")
    vote.form.blank.click()
    assert vote.box.ballots() == [()]


def test_results_show_both_rules_and_an_alternative_text(vote):
    assert "The results appear with the first one" in vote.results.value
    cast(vote, "Ann", "10", "1")
    page = vote.results.value
    assert "<b>1 ballot</b> cast" in page
    assert "role='img' aria-label=\"Bar chart: votes for each project out of 1 ballot." in page
    assert "Greedy by votes" in page
    assert "Method of Equal Shares" in page


def test_what_only_one_rule_funds_is_said():
    projects = tuple(voting.Project(name, name.title(), cost) for name, cost in (("pool", 100.0), ("oak", 30.0)))
    paper = voting.Paper("Park <b>", "EUR", 100.0, projects, 0, 2)
    result = voting.count(paper, [("pool",)] * 3 + [("oak",)] * 2)
    page = board(paper, result, 6)
    assert "<b>Pool, 100\u00a0EUR</b> (only here)" in page
    assert "2 ballots get none of their projects." in page
    assert "count 5 of them; the others are being counted" in page
    assert alternative_text(paper, result).startswith(
        "Bar chart: votes for each project out of 5 ballots. Most votes: Pool 3"
    )


def test_names_of_projects_are_text_and_not_html():
    paper = voting.Paper("<i>T</i>", "", 1.0, (voting.Project("a", "<img src=x>", 1.0),), 0, 1)
    page = board(paper, voting.count(paper, [("a",)]), 1)
    assert "<img" not in page
    assert "&lt;img" in page


def test_name_of_a_voter_is_text_and_not_html(vote):
    assert "<img" not in cast(vote, "<img src=x>", "10")


def test_ballots_of_others_appear_without_a_click(tmp_path, monkeypatch):
    monkeypatch.setattr(_app, "_LOOK_AGAIN_S", 0.01)

    async def watch():
        vote = voting.app(ballots=tmp_path / "class.sqlite")
        voting.BallotBox(vote.box.path).cast("Ann", ["10"])
        await asyncio.sleep(0.5)
        vote.close()
        await asyncio.sleep(0.05)
        return vote.results.value

    # A loop of events may be left over in this thread, from tests in a browser, and other pages watched by it.
    before = set(_app._watching)
    with ThreadPoolExecutor(1) as pool:
        assert "<b>1 ballot</b> cast" in pool.submit(lambda: asyncio.run(watch())).result()
    assert _app._watching <= before


def test_page_shows_what_another_program_counted(tmp_path, monkeypatch):
    box = voting.BallotBox.open(tmp_path / "class.sqlite", voting.find()[1])
    monkeypatch.setenv(_app.BALLOTS, str(box.path))
    shown = voting.page()
    cast(shown, "Ann", "10")
    assert "<b>1 ballot</b> cast. Counting" in shown.results.value
    assert _counting.renew(box)
    assert not _counting.renew(box)
    shown.refresh()
    assert "1 project</b>" in shown.results.value


def test_page_of_a_visitor_stays_small():
    code = (
        "import sys; from citylab.participation.voting import page; "
        "print([m for m in ('pandas', 'numpy', 'scipy', 'matplotlib') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_with_a_list_the_page_asks_for_a_code_word(tmp_path):
    path = tmp_path / "class.sqlite"
    voting.BallotBox.open(path, voting.find()[1], roll=["k7fx"])
    vote = voting.app(ballots=path)
    assert vote.form.name.description == "Your code word"
    assert "is not on the list of voters" in cast(vote, "Eve", "10")
    assert "Thank you" in cast(vote, "K7FX", "10")


def test_deleted_file_is_said_on_the_page(vote):
    voting.forget(vote.box.path)
    vote.refresh()
    assert "The results cannot be shown" in vote.results.value
    assert "is gone or cannot be opened" in cast(vote, "Ann", "10")


@pytest.mark.parametrize("module", [_app, _roll])
def test_examples_give_what_they_say(module):
    tried = doctest.testmod(module)
    assert (tried.failed, tried.attempted > 0) == (0, True)
