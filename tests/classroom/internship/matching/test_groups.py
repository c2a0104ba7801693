"""Groups of interns are compared with what chance would give."""

from math import comb

from classroom.internship.matching import match
from classroom.internship.matching.groups import Count, compare


def test_a_group_that_is_left_out_lies_outside_what_chance_gives(intern, host):
    """Ten may work on site, ten are remote only, and the host wants people on site."""
    interns = [intern(f"i{at:02}", "port", remote="only" if at < 10 else "no") for at in range(20)]
    groups = {group.name: group for group in compare(match(interns, [host("port", 10)]))}
    remote = groups["work remotely only"]
    assert (remote.size, remote.placed.number) == (10, 0)
    assert not remote.placed.is_usual
    assert not groups["work on site only"].placed.is_usual


def test_the_range_is_that_of_the_hypergeometric_distribution(intern, host):
    """Of 6 interns 3 are placed; of a group of 2, the shares with 0, 1 and 2 placed are 1/5, 3/5 and 1/5."""
    assert [comb(3, at) * comb(3, 2 - at) / comb(6, 2) for at in range(3)] == [0.2, 0.6, 0.2]
    interns = [intern(f"i{at}", "port", remote="no" if at < 2 else "yes") for at in range(6)]
    (group,) = [group for group in compare(match(interns, [host("port", 3)])) if group.name == "work on site only"]
    assert (group.placed.low, group.placed.high) == (0, 2)


def test_the_edges_of_a_range_are_usual():
    assert Count(2, 2, 5).is_usual
    assert Count(5, 2, 5).is_usual
    assert not Count(1, 2, 5).is_usual


def test_interns_who_are_all_alike_make_no_groups(intern, host):
    assert compare(match([intern("ada", "port"), intern("bob", "port")], [host("port")])) == []


def test_the_visa_is_that_for_the_first_choice(intern, host):
    interns = [intern("ada", "port", right_to_work=("GB",)), intern("bob", "port", right_to_work=("DE",))]
    groups = {group.name: group for group in compare(match(interns, [host("port", 2, sponsors_visas=True)]))}
    assert groups["would need a visa to be at their first choice"].size == 1
    assert groups["would need none"].placed.number == 1
