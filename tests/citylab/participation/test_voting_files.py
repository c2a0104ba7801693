"""Elections are found, code words read, and ballots written as open data."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citylab.participation import pabulib, rules
from citylab.participation.voting import (
    BallotBox,
    Paper,
    Project,
    VotingError,
    count,
    default_file,
    export,
    find,
    read_roll,
    voter_key,
)

HEAD = "META\nkey;value\nbudget;10\nvote_type;{}\nPROJECTS\nproject_id;cost;name\n"
TAIL = "VOTES\nvoter_id;vote\n"


@pytest.fixture
def pb(tmp_path):
    def write(projects, vote_type="approval"):
        path = tmp_path / "town.pb"
        path.write_text(HEAD.format(vote_type) + projects + TAIL, encoding="utf-8")
        return path

    return write


def test_millfield_is_the_default_and_its_own_ballots_are_not_taken_over(tmp_path):
    name, paper = find()
    assert (name, len(paper.projects), paper.budget, paper.least, paper.most) == ("millfield_vote", 30, 500_000, 1, 5)
    assert BallotBox.open(tmp_path / "b.sqlite", paper).ballots() == []


def test_a_file_and_an_election_in_memory_give_their_projects(pb):
    path = pb("a;6;Oak\nb;4,5;Elm\n", "choose-1")
    name, paper = find(path)
    assert (name, paper.most, [project.name for project in paper.projects]) == ("town", 1, ["Oak", "Elm"])
    assert find(pabulib.read(path))[1] == paper


def test_unknown_election_lists_the_course_s():
    with pytest.raises(VotingError, match=r"no election 'milfield'; .*: hillside_vote_synthetic, millfield_vote"):
        find("milfield")


@pytest.mark.parametrize(
    ("projects", "message"),
    [
        ("a;6;Oak\na;7;Elm\n", "cannot be read: PROJECTS, line 8"),
        ("", "has no project to vote on"),
        ("a,b;6;Oak\n", "has a comma in its project_id"),
    ],
)
def test_election_that_cannot_be_voted_on_is_refused(pb, projects, message):
    with pytest.raises(VotingError, match=message):
        find(pb(projects))


def test_missing_file_is_said(tmp_path):
    with pytest.raises(VotingError, match=r"there is no file .*; name a .pb file, or one of the course's"):
        find(tmp_path / "absent.pb")


def test_ballots_are_kept_beside_the_progress(progress_file):
    assert default_file("Gorse Hill/../x") == progress_file.parent / "votes" / "gorse_hill_x.sqlite"


@pytest.mark.parametrize(
    "text",
    [
        "code\nK7FX\np2mq\n",
        "\ufeffK7FX\r\n\r\np2mq\r\n",
        "name;Code\nAnn;K7FX\nBob;p2 mq\n",
        'code,x\n"K7FX",1\np2mq\n',
    ],
)
def test_code_words_are_read_from_a_column_or_line_by_line(tmp_path, text):
    (tmp_path / "codes.csv").write_text(text, encoding="utf-8", newline="")
    assert read_roll(tmp_path / "codes.csv") == ("k7fx", "p2mq")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "holds no code word"),
        (b"code\n", "holds no code word"),
        (b"name,mail\nAnn,a\n", "needs a column named code; it has: name, mail"),
        (b"code\nk7fx\nK7 FX\n", r"line 3: the code word 'K7 FX' is also in line 2"),
        (b"code,name\nk7fx,Ann\n,Bob\n", "line 3: no code word"),
        (b"name,code\nAnn,k7\nBob\n", "line 3: no code word"),
        (b'code\n"k7fx\np2mq\n', "is a quotation mark not closed"),
        (b"code\n\xff\xfe\n", "no text in UTF-8"),
    ],
)
def test_wrong_list_of_voters_is_refused_by_line(tmp_path, content, message):
    (tmp_path / "codes.csv").write_bytes(content)
    with pytest.raises(VotingError, match=message):
        read_roll(tmp_path / "codes.csv")


def test_missing_list_of_voters_is_said(tmp_path):
    with pytest.raises(VotingError, match=r"cannot be opened .*name the CSV"):
        read_roll(tmp_path / "codes.csv")


@settings(deadline=None, max_examples=60)
@given(st.text(min_size=1, max_size=20))
def test_capitals_and_blanks_never_make_another_voter(name):
    try:
        key = voter_key(name)
    except VotingError:
        return
    assert voter_key(key) == key
    assert voter_key(f" {name.casefold()}\t") == key


def test_export_is_read_back_and_counts_the_same(tmp_path):
    odd = (
        Project("a", 'The "old"; mill', 12.5, "East"),
        Project("b", "Élan", 1.125),
        Project("c", "Ash", 30.0, "West"),
    )
    paper = Paper("A vote; really", "EUR", 40.25, odd, 1, 2, 42.5)
    box = BallotBox.open(tmp_path / "b.sqlite", paper)
    for name, chosen in {"Ann": ["a", "b"], "Bob": [], "Cy": ["c"]}.items():
        box.cast(name, chosen)
    assert export(box, tmp_path / "class.pb") == 3
    election = pabulib.read(tmp_path / "class.pb")
    assert election.warnings == ()
    assert find(election)[1].fingerprint() == paper.fingerprint()
    assert rules.greedy(election).winners == count(paper, box.ballots()).greedy.winners
    assert "ann" not in (tmp_path / "class.pb").read_text(encoding="utf-8").lower()


def test_export_of_an_empty_box_and_onto_a_file(tmp_path):
    box = BallotBox.open(tmp_path / "b.sqlite", find()[1])
    assert export(box, tmp_path / "class.pb") == 0
    assert len(pabulib.read(tmp_path / "class.pb").voters) == 0
    with pytest.raises(VotingError, match="exists and is not overwritten; name a new file"):
        export(box, tmp_path / "class.pb")
    with pytest.raises(VotingError, match="cannot be written"):
        export(box, tmp_path / "absent" / "class.pb")


_ballots = st.lists(st.lists(st.sampled_from("abcd"), max_size=4, unique=True).map(tuple), max_size=8)


@settings(deadline=None, max_examples=40)
@given(_ballots, st.lists(st.integers(0, 60), min_size=4, max_size=4), st.integers(0, 100))
def test_any_ballots_can_be_counted_within_the_budget(ballots, costs, budget):
    projects = tuple(Project(name, name, float(cost)) for name, cost in zip("abcd", costs, strict=True))
    paper = Paper("Any", "", float(budget), projects, 0, 4)
    result = count(paper, ballots)
    for decision in (result.greedy, result.equal_shares):
        assert paper.cost(decision.winners) <= budget
        assert all(result.votes[name] for name in decision.winners)
