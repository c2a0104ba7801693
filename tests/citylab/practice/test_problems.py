"""Wrap-ups with new data: the truth follows the seed, slips show, and no draw leaves nothing to decide."""

from dataclasses import replace
from importlib import import_module

import pytest

import citylab
from citylab.practice import judge, problems, themes
from citylab.practice.exercise import NOTHING, computed
from citylab.practice.problems import Problem, exercise_for, first_fit

SEEDS = range(1, 9)
SLOW = "iot-w-refused"  # reads three thousand packs: tried once, below
THE_SAME_FOR_ALL = {"transport-w-night", "participation-w-lose", "participation-w-late"}  # timetable, ballots, page


def page_of(theme):
    return import_module(f"citylab.{theme}.practice.wrap_up")


def answers(theme, seed):
    """Return the answers for a seed, after asking that each is right and no slip is."""
    page, found = page_of(theme), {}
    for exercise in page.exercises_for(page.new_problem.drawn(seed)):
        if exercise.id == SLOW:
            continue
        truth = computed(exercise.expected)
        known = replace(exercise, expected=truth, mistakes=())
        assert judge(known, truth).right, (exercise.id, seed)
        wrong = [computed(mistake.gives) for mistake in exercise.mistakes if mistake.gives is not NOTHING]
        assert [judge(known, slip).right for slip in wrong] == [False] * len(wrong), (exercise.id, seed)
        found[exercise.id] = truth
    return found


@pytest.mark.parametrize("theme", themes())
def test_each_seed_gives_a_problem_of_its_own_in_which_slips_show(theme):
    found = {seed: answers(theme, seed) for seed in SEEDS}
    assert len({str(sorted(each.items())) for each in found.values()}) == len(SEEDS)
    for name in set(found[1]) - THE_SAME_FOR_ALL:
        assert len({str(each[name]) for each in found.values()}) > 1 or name in {"iot-w-exceeded", "iot-w-sure"}


@pytest.mark.parametrize("theme", themes())
def test_seed_0_gives_the_numbers_of_the_page(theme):
    page = page_of(theme)
    declared = {one.id: one for one in page.EXERCISES}
    for exercise in page.exercises_for(page.new_problem(0)):
        if exercise.id != SLOW:
            assert judge(declared[exercise.id], computed(exercise.expected)).right


def test_packs_that_a_drawn_quay_lost_are_refused():
    page = page_of("iot")
    problem = page.new_problem(3)
    refused = 0
    for payload in problem.packs.loc[problem.is_cut, "payload"]:
        with pytest.raises(page.senml.SenMLError):
            page.senml.read(payload)
        refused += 1
    assert refused > 9
    assert len(problem.readings) == len(page.TEXT.readings) - refused


def test_learner_who_changes_a_table_does_not_change_the_truth():
    page = page_of("transport")
    problem = page.new_problem(2)
    before = exercise_for("transport-w-holm", problem).expected()
    problem.places["workplaces"]["jobs"] = 1
    assert exercise_for("transport-w-holm", page.new_problem(2)).expected() == before


@pytest.mark.parametrize("theme", themes())
@pytest.mark.parametrize("seed", [-1, 1.0, "7", None, True])
def test_seed_that_is_none_is_refused_with_the_remedy(theme, seed):
    with pytest.raises(ValueError, match="whole number from 0 on, such as 7"):
        page_of(theme).new_problem(seed)


def test_check_judges_for_the_problem_that_comes_with_the_answer(capsys):
    page = page_of("participation")
    problem = page.new_problem(1)
    answer = exercise_for("participation-w-noise", problem).expected()
    citylab.check("participation-w-noise", answer, problem)
    assert "[right]" in capsys.readouterr().out
    citylab.check("participation-w-noise", answer)
    assert "[wrong]" in capsys.readouterr().out


@pytest.mark.parametrize("strange", [7, "problem", ...])
def test_something_else_behind_the_answer_is_told_and_is_no_try(capsys, strange):
    citylab.check("participation-w-noise", 1.0, strange)
    said = capsys.readouterr().out
    assert "[open] Another problem? Behind the answer comes problem" in said
    assert citylab.progress.exercise("participation-w-noise")["tries"] == []


def test_problem_of_another_page_is_told(capsys):
    citylab.check("participation-w-noise", 1.0, page_of("grid").new_problem(0))
    assert "belongs to the wrap-up of citylab.grid, and participation-w-noise does not" in capsys.readouterr().out


def test_draws_that_are_never_fair_end_with_the_remedy():
    endless = (Problem(seed=1) for _ in iter(int, 1))
    with pytest.raises(RuntimeError, match="take another seed"):
        first_fit(endless, is_fair=lambda problem: False, exercises_for=lambda problem: [])
    assert problems.DEFAULT_SEED == 0
