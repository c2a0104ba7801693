"""Fixed pairs stay; when a host leaves, only those who lost their place move."""

import pytest

from classroom.errors import CitylabError
from classroom.internship.matching import match, read_pairs, rematch
from classroom.internship.people import PeopleError


@pytest.mark.parametrize("method", ["stable", "fair"])
def test_fixed_pairs_stay_even_if_nobody_asked_for_them(intern, host, method):
    interns = [intern("ada", "port"), intern("bob", "port"), intern("eve", "port", "tram")]
    made = match(interns, [host("port", 2), host("tram")], method=method, fixed={"ada": "tram"})
    assert made.pairs["ada"] == "tram"
    assert made.pairs["bob"] == made.pairs["eve"] == "port"
    assert made.ranks == {1: 2, None: 1}
    assert made.blocking_pairs() == []
    assert made.explain("ada").endswith("You would work on site. This pair was fixed before; it stays.")
    assert "which was not among your choices" in made.explain("ada")


def test_a_place_that_is_fixed_is_not_given_out_again(intern, host):
    made = match(
        [intern("ada", "port"), intern("bob", "port")], [host("port", preferences=["bob"])], fixed={"ada": "port"}
    )
    assert made.pairs == {"ada": "port"}
    assert "its places were given before and stay as they are" in made.explain("bob")


@pytest.mark.parametrize(
    ("fixed", "says"),
    [
        ({"bob": "port"}, "no intern has the id 'bob'"),
        ({"ada": "moon"}, "no host has the id 'moon'"),
        ({"ada": "port", "eve": "port"}, "2 pairs are fixed with port, which has 1 places"),
        ({"ada": "yard"}, "ada cannot stay with yard: it needs sql, which is not among your skills. Correct the lists"),
    ],
)
def test_fixed_pairs_that_cannot_stay_are_refused(intern, host, fixed, says):
    hosts = [host("port"), host("yard", skills_needed=("sql",))]
    with pytest.raises(PeopleError, match=says):
        match([intern("ada"), intern("eve")], hosts, fixed=fixed)


@pytest.mark.parametrize("method", ["stable", "fair"])
def test_when_a_host_leaves_its_interns_get_free_places_and_nobody_else_moves(crowd, method):
    interns, hosts = crowd(28, 16, named=8)
    before = match(interns, hosts, method=method, seed=6)
    leaving = max(hosts, key=lambda host: list(before.pairs.values()).count(host.id)).id
    lost = {one for one, host in before.pairs.items() if host == leaving}
    after = rematch(before, interns, hosts, leaving, 5)
    assert {one: host for one, host in before.pairs.items() if one not in lost}.items() <= after.pairs.items()
    assert leaving not in after.pairs.values()
    assert set(after.pairs) <= set(before.pairs)
    assert lost & set(after.pairs)
    assert after.blocking_pairs() == []


def test_who_lost_a_place_is_told_so(intern, host):
    interns = [intern("ada", "port", "tram"), intern("bob", "port"), intern("eve", "port")]
    hosts = [host("port", 2, preferences=["ada", "bob", "eve"]), host("tram"), host("yard")]
    after = rematch(match(interns, hosts), interns, hosts, "port", 5)
    assert after.pairs == {"ada": "tram"}
    assert after.explain("ada").endswith("Not Port, your first choice: it left in week 5.")
    why = "Port left in week 5. Hosts with a free place that can take you and that you did not name: Yard."
    assert after.unmatched == {"bob": why, "eve": why.replace(" and that you did not name", "")}


def test_places_of_interns_who_are_gone_are_free(intern, host):
    interns = [intern("ada", "port", "tram"), intern("bob", "tram")]
    hosts = [host("port", preferences=["ada"]), host("tram", preferences=["bob"])]
    before = match(interns, hosts)
    assert rematch(before, interns, hosts, "port", 5).pairs == {"bob": "tram"}
    assert rematch(before, interns[:1], hosts, "port", 5).pairs == {"ada": "tram"}


def test_who_had_no_place_before_gets_none_when_a_host_leaves(intern, host):
    interns = [intern("ada", "port"), intern("bob", "port"), intern("eve", "tram")]
    hosts = [host("port", preferences=["ada", "bob"]), host("tram")]
    before = match(interns, hosts)
    after = rematch(before, interns[1:], hosts, "tram", 5)
    assert after.pairs == {}
    assert after.unmatched["bob"] == (
        "You had no place before, and this round was for those who lost theirs. "
        "Hosts with a free place that can take you: Port."
    )
    assert "Not Port, your first choice: it has a free place, but this round was for" in after.explain("bob")
    assert after.free == {"port": 1}


def test_a_second_host_may_leave(intern, host):
    interns = [intern("ada", "port", "tram", "yard")]
    hosts = [host("port"), host("tram"), host("yard")]
    first = rematch(match(interns, hosts), interns, hosts, "port", 3)
    second = rematch(first, interns, hosts, "tram", 7)
    assert second.pairs == {"ada": "yard"}
    assert "it left in week 3" in second.explain("ada")
    assert "it left in week 7" in second.explain("ada")


@pytest.mark.parametrize(
    ("leaving", "week", "says"), [("moon", 5, "no host has the id 'moon'"), ("port", 13, "week 13")]
)
def test_an_unknown_host_or_week_is_refused(intern, host, leaving, week, says):
    interns, hosts = [intern("ada", "port")], [host("port")]
    with pytest.raises(CitylabError, match=says):
        rematch(match(interns, hosts), interns, hosts, leaving, week)


def test_pairs_are_read_from_a_file_and_an_intern_without_a_host_is_passed_over(intern, host, tmp_path):
    path = tmp_path / "kept.csv"
    path.write_text("\ufeffHost;Intern;Name\nport;ada;Ada\n;bob;Bob\n", encoding="utf-8")
    assert read_pairs(path, [intern("ada"), intern("bob")], [host("port")]) == {"ada": "port"}


def test_every_problem_of_a_file_of_pairs_is_told(intern, host, tmp_path):
    path = tmp_path / "kept.csv"
    path.write_text("intern,host\nada,port\nada,moon\nzoe,port\n", encoding="utf-8")
    with pytest.raises(PeopleError) as caught:
        read_pairs(path, [intern("ada")], [host("port")])
    assert [str(problem) for problem in caught.value.problems] == [
        "kept.csv, line 3: no host has the id 'moon'; correct it, or remove the row",
        "kept.csv, line 3: the intern 'ada' stands already in line 2; if it is the same, remove one row",
        "kept.csv, line 4: no intern has the id 'zoe'; correct it, or remove the row",
    ]
