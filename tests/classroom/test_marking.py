"""Every answer gets the marks it is worth: in a small assignment, and in every real one."""

import re
from pathlib import Path

import pytest

from classroom.assignment import open_assignment
from classroom.building.targets import module_masters
from classroom.marking import mark_all
from classroom.variants import KINDS, path_of, read_variants

REPOSITORY = Path(__file__).parents[2]
# At least so many variants of each kind must stand beside a real assignment.
WANTED = {"different": 2, "rounding": 1, "warning": 1, "misconception": 12}


@pytest.fixture(scope="module")
def small_marks(small_course, street_lamps):
    """Marks of the small assignment, all answers run at once."""
    variants = read_variants(path_of(small_course, "street-lamps"), street_lamps)
    answers = {
        "reference": street_lamps.reference,
        "untouched": {},
        **{variant.name: variant.answers for variant in variants},
        "finds-data": {"dark-hours": "from citylab import paths\n\ndark_h = 17 * paths.root().is_dir()"},
        "no-names": {"dark-hours": "dark_h = 0 if {'os', 'sys', 'warnings'} & set(globals()) else 17"},
    }
    return dict(zip(answers, mark_all(street_lamps, list(answers.values())), strict=True))


@pytest.mark.parametrize("name", ["reference", "kilo-first", "whole-spans", "two-digits"])
def test_a_right_answer_gets_every_point(small_marks, street_lamps, name):
    assert small_marks[name].lost(street_lamps.points) == {}
    assert small_marks[name].total == 10


def test_a_right_answer_that_warns_and_writes_to_stderr_loses_nothing(small_marks):
    assert small_marks["noisy"].total == 10


def test_the_untouched_release_gets_nothing(small_marks):
    assert small_marks["untouched"].total == 0


def test_each_misconception_loses_exactly_its_points(small_course, street_lamps, small_marks):
    for variant in read_variants(path_of(small_course, "street-lamps"), street_lamps):
        assert small_marks[variant.name].lost(street_lamps.points) == variant.loses, variant.name


def test_a_failed_test_says_why(small_marks):
    assert small_marks["watt-hours"].messages == {"test-energy-2": "AssertionError: 100 W for 10 h is 1 kWh"}


def test_a_notebook_finds_the_course_from_any_folder(small_marks):
    assert small_marks["finds-data"].scores["test-dark-hours-1"] == 2


def test_the_settings_leave_no_name_behind_in_the_kernel(small_marks):
    assert small_marks["no-names"].scores["test-dark-hours-1"] == 2


# Every real assignment of a module; the internship's documents have tests/material/test_internship_documents.py.


@pytest.fixture(scope="module", params=sorted(module_masters(REPOSITORY)))
def real(request):
    """A real assignment, its variants, and marks: of the reference, of nothing done, and of variants by the batch."""
    assignment = open_assignment(REPOSITORY, request.param)
    variants = read_variants(path_of(REPOSITORY, request.param), assignment)
    together = batches(assignment, variants)
    answers = [assignment.reference, {}, *(joined(assignment, batch) for batch in together)]
    reference, untouched, *marks = mark_all(assignment, answers)
    return (
        assignment,
        variants,
        {"the reference": reference, "untouched": untouched},
        [*zip(together, marks, strict=True)],
    )


def own_answers(assignment, variant):
    return {name: text for name, text in variant.answers.items() if text != assignment.reference.get(name)}


def joined(assignment, batch):
    answers = dict(assignment.reference)
    for variant in batch:
        answers |= own_answers(assignment, variant)
    return answers


def batches(assignment, variants):
    """Put variants that answer different questions into one notebook: each stands alone, and each run takes seconds."""
    found = []
    for variant in variants:
        own = set(own_answers(assignment, variant))
        for batch in found:
            if not any(own & set(own_answers(assignment, other)) for other in batch):
                batch.append(variant)
                break
        else:
            found.append([variant])
    return found


def test_the_reference_solution_gets_every_point(real):
    assignment, _, marks, _ = real
    assert marks["the reference"].lost(assignment.points) == {}, marks["the reference"].messages


def test_the_untouched_release_of_an_assignment_gets_nothing(real):
    _, _, marks, _ = real
    assert {test: score for test, score in marks["untouched"].scores.items() if score} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_enough_variants_of_each_kind(real, kind):
    _, variants, _, _ = real
    assert sum(variant.kind == kind for variant in variants) >= WANTED[kind]


def test_each_variant_loses_exactly_the_points_it_should(real):
    assignment, _, _, marked = real
    for batch, marks in marked:
        wanted: dict[str, float] = {}
        for test, points in (loss for variant in batch for loss in variant.loses.items()):
            wanted[test] = min(wanted.get(test, 0) + points, assignment.points[test])
        assert marks.lost(assignment.points) == wanted, [variant.name for variant in batch]


def test_printed_points_are_marked_points(real):
    assignment, _, _, _ = real
    marked = {**assignment.points, **assignment.written_points}
    for cell in assignment.released.cells:
        grade_id = cell.metadata.nbgrader.grade_id
        if not grade_id.startswith("question-"):
            continue
        question = grade_id.removeprefix("question-")
        printed = [int(number) for number in re.findall(r"(\d+) points?\b", cell.source)]
        assert marked.get(question, sum(assignment.tests_of(question).values())) in printed, cell.source


def test_the_printed_total_is_the_sum_of_all_points(real):
    assignment, _, _, _ = real
    total = sum(assignment.points.values()) + sum(assignment.written_points.values())
    assert any(f"{total:g} points" in cell.source for cell in assignment.released.cells)


def test_the_release_holds_no_solution_and_no_hidden_test(real):
    assignment, _, _, _ = real
    released = "\n".join(cell.source for cell in assignment.released.cells)
    assert "### BEGIN" not in released
    for question, text in assignment.reference.items():
        assert text not in released, question
