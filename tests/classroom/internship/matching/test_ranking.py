"""How a host ranks interns: its own list, then published points, then lots that nothing else can move."""

import numpy as np

from classroom.internship.matching import match
from classroom.internship.matching.scoring import most, ranking_key, score


def ranked(interns, host, seed=0):
    return [one.id for one in sorted(interns, key=lambda one: ranking_key(one, host, seed))]


def test_points_are_three_for_a_skill_one_for_a_module_one_for_a_better_language(intern, host):
    port = host("port", skills_wanted=("sql", "maps"), modules_wanted=("smart-grids",), languages={"en": "B2"})
    ada = intern("ada", skills=("sql", "r"), modules_done=("smart-grids", "green-transport"), languages={"en": "C1"})
    assert score(ada, port) == 3 + 1 + 1
    assert most(port) == 2 * 3 + 1 + 1


def test_a_native_speaker_has_no_more_points_than_one_of_level_c2(intern, host):
    port = host("port", languages={"en": "C2"})
    assert score(intern("ada", languages={"en": "native"}), port) == 0


def test_the_visa_gives_and_takes_no_points(intern, host):
    port = host("port", sponsors_visas=True, skills_wanted=("sql",))
    one, other = (intern("ada", right_to_work=work, skills=("sql",)) for work in (("GB",), ()))
    assert score(one, port) == score(other, port)


def test_the_list_of_a_host_comes_before_the_points(intern, host):
    port = host("port", preferences=["eve"], skills_wanted=("sql",))
    interns = [intern("ada", skills=("sql",)), intern("bob"), intern("eve")]
    assert ranked(interns, port) == ["eve", "ada", "bob"]


def test_lots_favour_nobody_for_the_name_or_the_row(intern, host):
    interns = [intern(f"i{at}") for at in range(5)]
    firsts = [ranked(interns, host("port"), seed)[0] for seed in range(500)]
    counts = np.unique(firsts, return_counts=True)[1]
    assert len(counts) == 5
    assert counts.min() > 70  # 100 expected; below 70 comes once in several hundred seeds


def test_a_lot_depends_on_nobody_else(intern, host):
    interns = [intern(f"i{at}") for at in range(8)]
    everybody = ranked(interns, host("port"), 3)
    assert ranked(interns[2:], host("port"), 3) == [one for one in everybody if one not in ("i0", "i1")]


def test_the_same_seed_gives_the_same_result_and_others_differ(intern, host):
    interns, hosts = [intern(f"i{at}", "port") for at in range(9)], [host("port", 3)]
    results = [tuple(match(interns, hosts, seed=seed).pairs) for seed in (1, 1, 2, 3, 4)]
    assert results[0] == results[1]
    assert len(set(results)) > 1
