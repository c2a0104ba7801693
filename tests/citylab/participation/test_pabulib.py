"""Reading Pabulib files: what real ones do, and what is refused with section and line."""

import time
from pathlib import Path

import numpy as np
import pytest

from citylab.participation import pabulib

META = "META\nkey;value\nbudget;100\nvote_type;approval\nnum_projects;2\nnum_votes;2\n"
PROJECTS = "PROJECTS\nproject_id;cost;name\na;60;Oak\nb;50;Elm\n"
VOTES = "VOTES\nvoter_id;vote\n1;a,b\n2;b\n"


def read(tmp_path, text, encoding="utf-8"):
    path = Path(tmp_path, "vote.pb")
    path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
    return pabulib.read(path)


def meta(vote_type, more=""):
    return f"META\nkey;value\nbudget;100\nvote_type;{vote_type}\n{more}"


def test_projects_votes_and_budget_are_read(tmp_path):
    election = read(tmp_path, META + PROJECTS + VOTES)
    assert election.projects["votes"].to_dict() == {"a": 1, "b": 2}
    assert election.projects["name"].to_list() == ["Oak", "Elm"]
    assert (election.budget, election.vote_type, list(election.voters.index)) == (100.0, "approval", ["1", "2"])
    assert election.ballots.toarray().tolist() == [[1, 1], [0, 1]]
    assert election.warnings == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_line_endings_and_byte_order_mark_do_not_matter(tmp_path, end, encoding):
    election = read(tmp_path, (META + PROJECTS + VOTES).replace("\n", end), encoding)
    assert election.projects["cost"].to_list() == [60, 50]
    assert len(election.voters) == 2


def test_spaces_and_empty_lines_do_not_matter(tmp_path):
    text = (META + "\n" + PROJECTS + "\n;;\n" + VOTES).replace(";", " ; ").replace(",", " , ")
    assert read(tmp_path, text).projects["votes"].to_list() == [1, 2]


def test_sections_may_come_in_any_order_and_padded_by_a_spreadsheet(tmp_path):
    text = VOTES.replace("VOTES", "votes;;") + PROJECTS + META.replace("META", "META;;")
    assert read(tmp_path, text).projects["votes"].to_list() == [1, 2]


def test_quotes_and_semicolons_stand_in_names(tmp_path):
    projects = 'PROJECTS\nproject_id;name;cost\na;"Bench; ""Paradox""";60\nb;the "old" mill;50\n'
    names = read(tmp_path, META + projects + VOTES).projects["name"].to_list()
    assert names == ['Bench; "Paradox"', 'the "old" mill']


def test_a_name_may_go_over_two_lines(tmp_path):
    projects = 'PROJECTS\nproject_id;name;cost\na;"Bench\nand tree";60\nb;mill;50\n'
    assert read(tmp_path, META + projects + VOTES).projects["name"].to_list() == ["Bench\nand tree", "mill"]


def test_a_last_name_without_quotes_is_joined_and_listed(tmp_path):
    projects = "PROJECTS\nproject_id;cost;name\na;60;Bench; tree\nb;50;mill\n"
    election = read(tmp_path, META + projects + VOTES)
    assert election.projects["name"].iloc[0] == "Bench;tree"
    assert election.warnings == ("PROJECTS, line 9: a name with a semicolon has no quotes; taken as one name",)


@pytest.mark.parametrize(
    ("text", "cost"), [("12.50", 12.5), ("12,50", 12.5), ("1e2", 100), ("0", 0), ("7.", 7), ("0,125", 0.125)]
)
def test_costs_have_a_decimal_point_or_comma(tmp_path, text, cost):
    assert read(tmp_path, META + PROJECTS.replace("60", text) + VOTES).projects["cost"].iloc[0] == cost


def test_points_make_a_cumulative_vote(tmp_path):
    votes = "VOTES\nvoter_id;vote;points;age\n1;b,a;3,2;34\n2;;;\n"
    election = read(tmp_path, meta("cumulative") + PROJECTS + votes)
    assert election.ballots.toarray().tolist() == [[2, 3], [0, 0]]
    assert election.projects["score"].to_list() == [2, 3]
    assert election.voters["age"].to_list() == ["34", ""]


def test_scores_may_be_negative_and_have_a_default(tmp_path):
    votes = "VOTES\nvoter_id;vote;points\n1;b;-1.5\n2;None;None\n"
    election = read(tmp_path, meta("scoring", "default_score;2\n") + PROJECTS + votes)
    assert election.ballots.toarray().tolist() == [[2, -1.5], [2, 2]]


def test_a_ranking_gives_borda_points(tmp_path):
    projects = "PROJECTS\nproject_id;cost\na;1\nb;2\nc;3\n"
    votes = "VOTES\nvoter_id;vote\n1;c,a\n2;b,a,c\n"
    assert read(tmp_path, meta("ordinal") + projects + votes).ballots.toarray().tolist() == [[1, 0, 2], [2, 3, 1]]


def test_a_city_may_weigh_ranks_itself(tmp_path):
    votes = "VOTES\nvoter_id;vote;points\n1;b,a;5,1\n2;a;5\n"
    assert read(tmp_path, meta("ordinal") + PROJECTS + votes).ballots.toarray().tolist() == [[1, 5], [5, 0]]


def test_further_columns_are_kept(tmp_path):
    projects = "PROJECTS\nproject_id;cost;category;latitude;colour\na;6;green, sport;52.1;red\nb;5;;;\n"
    election = read(tmp_path, META + projects + VOTES)
    assert election.projects["categories"].to_list() == [("green", "sport"), ()]
    assert election.projects["colour"].to_list() == ["red", ""]
    assert np.isnan(election.projects["latitude"].iloc[1])


def test_an_election_without_votes_is_read(tmp_path):
    election = read(tmp_path, meta("approval", "num_votes;0\n") + PROJECTS + "VOTES\nvoter_id;vote\n")
    assert election.ballots.shape == (0, 2)


ODD = {
    "a ballot names a project twice; counted once": VOTES.replace("1;a,b", "1;b,a,b"),
    "the ballot breaks max_length 1; counted as it is": VOTES,
}


@pytest.mark.parametrize("message", ODD)
def test_what_is_odd_is_listed_with_its_line(tmp_path, message):
    election = read(tmp_path, META + "max_length;1\n" + PROJECTS + ODD[message])
    assert f"VOTES, line 14: {message}" in election.warnings
    assert election.projects["votes"].to_list() == [1, 2]


def test_a_ballot_that_ends_with_a_comma_is_listed(tmp_path):
    election = read(tmp_path, META + PROJECTS + VOTES.replace("1;a,b", "1;a,"))
    assert election.warnings == ("VOTES, line 13: a comma with no project beside it; is the ballot cut off?",)
    assert election.projects["votes"].to_list() == [1, 1]


def test_weights_of_ballots_are_listed_as_not_used(tmp_path):
    election = read(tmp_path, META + PROJECTS + "VOTES\nvoter_id;vote;weight\n1;a,b;3\n2;b;1\n")
    assert election.warnings == ("VOTES, line 12: the column weight is not used; each ballot counts once",)
    assert election.projects["votes"].to_list() == [1, 2]


def test_a_limit_that_cannot_be_read_is_listed(tmp_path):
    election = read(tmp_path, META + "max_sum_cost;100,000\n" + PROJECTS + VOTES)
    assert election.warnings[0].startswith("META, line 7: max_sum_cost is not checked: '100,000' may have")


def test_many_like_oddities_make_one_warning(tmp_path):
    votes = VOTES.replace("2;b", "2;b,a")
    election = read(tmp_path, META + "max_length;1\n" + PROJECTS + votes)
    assert election.warnings == ("VOTES, line 14 and 1 more: the ballot breaks max_length 1; counted as it is",)


def test_published_counts_that_differ_are_listed_and_not_used(tmp_path):
    projects = "PROJECTS\nproject_id;cost;votes\na;60;9\nb;50;2\n"
    election = read(tmp_path, META + projects + VOTES)
    assert election.projects["votes"].to_list() == [1, 2]
    assert "votes of project 'a' is 9 in the file, 1 counted" in election.warnings[0]


WHOLE = META + PROJECTS + VOTES
DAMAGED = {
    "VOTES, line 10: the file ends without a section VOTES": META + PROJECTS,
    "PROJECTS, line 10: the file ends without a section PROJECTS": META + VOTES,
    "line 1: expected the title META": "a,b,c\n1,2,3\n",
    "META, line 11: a second section META; the first begins in line 1": META + PROJECTS + META,
    "META, line 1: 'budget' is missing": WHOLE.replace("budget;100\n", ""),
    "META, line 3: 'budget' is missing": WHOLE.replace("budget;100", "budget;"),
    "META, line 3: budget: 'lots' is not a number": WHOLE.replace(";100", ";lots"),
    "META, line 3: the budget must be 0 or more": WHOLE.replace(";100", ";-1"),
    "META, line 3: budget: 'nan' is not a number": WHOLE.replace(";100", ";nan"),
    "META, line 3: budget: '1e999' is too large": WHOLE.replace(";100", ";1e999"),
    "META, line 4: vote_type must be one of approval": WHOLE.replace(";approval", ";lottery"),
    "META, line 7: 'budget' is '9' here and '100' in line 3": META + "budget;9\n" + PROJECTS + VOTES,
    "PROJECTS, line 8: the required column 'cost' is missing": WHOLE.replace(";cost;", ";price;"),
    "PROJECTS, line 8: the required column 'project_id' is missing": WHOLE.replace("project_id", "project"),
    "PROJECTS, line 8: the column 'cost' is there twice": WHOLE.replace("cost;name", "cost;cost"),
    "VOTES, line 12: the required column 'vote' is missing": WHOLE.replace("voter_id;vote", "voter_id;choice"),
    "VOTES, line 12: the required column 'voter_id' is missing": WHOLE.replace("voter_id;vote", "id;vote"),
    "VOTES, line 12: the required column 'points' is missing": WHOLE.replace(";approval", ";cumulative"),
    "VOTES, line 13: the vote names project 'z', which is not in PROJECTS": WHOLE.replace("1;a,b", "1;a,z"),
    "PROJECTS, line 10: project 'a' is also in line 9": WHOLE.replace("b;50", "a;50"),
    "PROJECTS, line 9: project_id is empty": WHOLE.replace("a;60", ";60"),
    "VOTES, line 14: voter '1' has voted in line 13 already": WHOLE.replace("2;b", "1;b"),
    "VOTES, line 14: voter_id is empty": WHOLE.replace("2;b", ";b"),
    "PROJECTS, line 9: cost of project 'a' must be 0 or more, found -60": WHOLE.replace(";60", ";-60"),
    "PROJECTS, line 9: cost of project 'a': '' is not a number": WHOLE.replace(";60", ";"),
    "PROJECTS, line 9: cost of project 'a': '1 000' is not a number": WHOLE.replace(";60", ";1 000"),
    "PROJECTS, line 9: cost of project 'a': '1,000.50' is not a number": WHOLE.replace(";60", ";1,000.50"),
    "VOTES, line 13: the section ends after 1 rows, but num_votes in line 6 is 2": WHOLE.replace("2;b\n", ""),
    "PROJECTS, line 9: the section ends after 1 rows, but num_projects": WHOLE.replace("b;50;Elm\n", ""),
    "VOTES, line 13: 3 cells for 2 columns": WHOLE.replace("1;a,b", "1;a;b"),
    "line 9: a quotation mark opens here and is never closed": WHOLE.replace("Oak", '"Oak'),
    "META, line 3: budget: '500,000' may have a thousands separator; write 500000": WHOLE.replace("100", "500,000"),
    "META, line 3: budget: '500.000' may have a thousands separator": WHOLE.replace("100", "500.000"),
    "META, line 3: budget: '1.500.000' may have a thousands separator": WHOLE.replace("100", "1.500.000"),
    "META, line 3: budget: '500\\xa0000' is not a number": WHOLE.replace("100", "500\xa0000"),
    "META, line 3: budget: '500\\u202f000' is not a number": WHOLE.replace("100", "500\u202f000"),
    "PROJECTS, line 9: cost of project 'a': '60,000' may have a thousands": WHOLE.replace("a;60", "a;60,000"),
    "PROJECTS, line 9: 'None' in a ballot means an empty vote": WHOLE.replace("a;60", "None;60"),
    "META, line 5: num_projects must be a whole number of 0 or more, found '2.7'": WHOLE.replace("cts;2", "cts;2.7"),
    "META, line 2: the cells are separated by commas; save": WHOLE.replace(",", "|").replace(";", ","),
    "META, line 2: the cells are separated by tabs; save": WHOLE.replace(";", "\t"),
    "line 1: expected the title META, found 'META,,'; the cells are separated by commas": "META,,\nkey,value,\n",
}


@pytest.mark.parametrize("message", DAMAGED)
def test_damage_is_refused_with_section_and_line(tmp_path, message):
    with pytest.raises(pabulib.PabulibError) as refused:
        read(tmp_path, DAMAGED[message])
    assert str(refused.value).startswith(message)


POINTS = {
    "VOTES, line 11: 2 projects but 1 points": "1;a,b;3",
    "VOTES, line 11: 1 projects but 2 points": "1;a;3,1",
    "VOTES, line 11: 1 projects but no points": "1;a;",
    "VOTES, line 11: points: 'x' is not a number": "1;a;x",
    "VOTES, line 11: points must be 0 or more in a cumulative vote, found -1": "1;a;-1",
    "VOTES, line 11: project 'a' gets points twice": "1;a,a;1,2",
}


@pytest.mark.parametrize("message", POINTS)
def test_points_that_cannot_be_are_refused(tmp_path, message):
    with pytest.raises(pabulib.PabulibError) as refused:
        read(tmp_path, meta("cumulative") + PROJECTS + "VOTES\nvoter_id;vote;points\n" + POINTS[message] + "\n")
    assert str(refused.value).startswith(message)


def test_bytes_that_are_no_utf_8_are_refused_with_their_line(tmp_path):
    with pytest.raises(pabulib.PabulibError, match="line 9: a byte that is not UTF-8"):
        read(tmp_path, WHOLE.replace("Oak", "Dąb"), encoding="cp1250")


def test_a_missing_file_is_missing(tmp_path):
    with pytest.raises(FileNotFoundError):
        pabulib.read(tmp_path / "none.pb")


def test_a_hundred_thousand_votes_take_seconds(tmp_path):
    voters = 100_000
    votes = "".join(f"{voter};a,b;{voter % 90};F\n" for voter in range(voters))
    text = META.replace("num_votes;2", f"num_votes;{voters}") + PROJECTS + "VOTES\nvoter_id;vote;age;sex\n" + votes
    start = time.process_time()
    assert len(read(tmp_path, text).voters) == voters
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"costs": {"a": -1}, "ballots": [], "budget": 1}, "0 or more"),
        ({"costs": {"a": 1}, "ballots": [["z"]], "budget": 1}, "a ballot names project 'z'; there are: a"),
        ({"costs": {"a": 1}, "ballots": [["a"]], "budget": 1, "vote_type": "scoring"}, "needs points"),
        ({"costs": {"a": 1}, "ballots": [["a"]], "budget": 1, "vote_type": "x"}, "vote_type must be one of"),
    ],
)
def test_an_impossible_election_cannot_be_built(given, message):
    with pytest.raises(ValueError, match=message):
        pabulib.build(**given)
