"""Each intern and each free place gets its reason in plain sentences, and nobody else is named."""

import pytest

from classroom.internship.matching import match


def test_a_match_is_explained_with_choice_way_and_standing(intern, host):
    made = match([intern("ada", "port"), intern("bob", "port")], [host("port", 2, preferences=["bob"])])
    assert made.explain("bob") == (
        "You are matched with Port in Manchester, your first choice of 1. You would work on site. "
        "You meet all its conditions. In its own list you are number 1 of 2 who chose it."
    )
    assert "By the published score, with 0 of 0 points, you are number 2 of 2" in made.explain("ada")


def test_each_host_that_she_wanted_more_is_explained(intern, host):
    interns = [intern("ada", "port", "tram", "yard"), intern("bob", "port")]
    hosts = [host("port", preferences=["bob"]), host("tram", skills_needed=("sql",)), host("yard")]
    got, *others = match(interns, hosts).explain("ada").split("\n")
    assert got.startswith("You are matched with Yard in Manchester, your third choice of 3.")
    assert others == [
        "Not Port, your first choice: it has one place, which is taken by interns whom it ranks higher. "
        "By the published score, with 0 of 0 points, you are number 2 of 2 who chose it.",
        "Not Tram, your second choice: it needs sql, which is not among your skills.",
    ]


def test_it_is_told_where_lots_decided(intern, host):
    made = match([intern("ada", "port"), intern("bob", "port")], [host("port")], seed=11)
    (loser,) = made.unmatched
    assert "The last one taken has as many points; lots decided (seed 11)." in made.explain(loser)


def test_the_fair_method_says_that_it_passed_over_a_ranking(intern, host):
    interns = [intern("ada", "port", "tram"), intern("bob", "port")]
    made = match(interns, [host("port", preferences=["ada"]), host("tram")], method="fair")
    assert "It ranks you above somebody whom it took. The fair method does not follow" in made.explain("ada")


def test_no_explanation_names_another_intern(crowd):
    interns, hosts = crowd(30, 8)
    for method in ("stable", "fair"):
        made = match(interns, hosts, method=method)
        for one in interns:
            assert not [other.id for other in interns if other.id != one.id and other.id in made.explain(one.id)]


@pytest.mark.parametrize(
    ("named", "its", "why"),
    [
        ((), {}, "You named no host. Hosts with a free place that can take you and that you did not name: Port."),
        (
            ("port",),
            {"languages": {"de": "B2"}},
            "No host can take you. Port needs German B2, you have A2.",
        ),
        (("port",), {"places": 0}, "The one host you named that can take you is full: Port."),
    ],
)
def test_an_intern_without_a_place_is_told_why(intern, host, named, its, why):
    ada = intern("ada", *named, languages={"de": "A2"})
    hosts = [host("port", **its)]
    if its.get("places") == 0:
        hosts.append(host("yard", skills_needed=("sql",)))
    assert match([ada], hosts).unmatched["ada"].startswith(why)


def test_full_hosts_are_named_and_free_ones_that_she_did_not_name(intern, host):
    interns = [intern("ada", "port", "tram"), intern("bob", "port"), intern("eve", "tram")]
    hosts = [host("port", preferences=["bob"]), host("tram", preferences=["eve"]), host("yard")]
    assert match(interns, hosts).unmatched == {
        "ada": "All 2 hosts you named that can take you are full with interns they rank higher: Port, Tram. "
        "Hosts with a free place that can take you and that you did not name: Yard."
    }


def test_a_free_place_has_its_reason(intern, host):
    interns = [intern("ada", "tram", "port"), intern("bob", "port"), intern("eve", "port", hours=10.0)]
    made = match(interns, [host("port", 3, hours=35.0), host("tram"), host("yard")])
    assert made.free_places == {
        "port": "2 of 3 places free: 3 interns named this host, 1 got it, 1 got another host, "
        "1 cannot be taken (it needs 35 hours a week).",
        "yard": "1 of 1 place free: no intern named this host.",
    }


def test_what_keeps_her_from_most_hosts_is_told_first(intern, host):
    hosts = [host("port", skills_needed=("sql",)), host("tram", skills_needed=("sql", "r"))]
    why = match([intern("ada", "port")], hosts).unmatched["ada"]
    assert why.startswith("No host can take you. What stands in the way, of 2 hosts: sql at 2, r at 1. Port needs sql")


def test_hosts_with_the_same_reason_are_told_together(intern, host):
    hosts = [host("port", skills_needed=("sql",)), host("tram", skills_needed=("sql",)), host("yard")]
    assert match([intern("ada", "port", "tram")], hosts).unmatched["ada"] == (
        "None of the hosts you named can take you. Port, Tram: each needs sql, which is not among your skills. "
        "Hosts with a free place that can take you and that you did not name: Yard."
    )
