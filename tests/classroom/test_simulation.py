"""The class of simulated students: who is in it, and what they hand in."""

import json

import pytest

from classroom.simulation import make_class
from classroom.variants import KINDS, path_of, read_variants


@pytest.fixture(scope="module")
def variants(small_course, street_lamps):
    return read_variants(path_of(small_course, "street-lamps"), street_lamps)


def test_the_same_seed_makes_the_same_class(street_lamps, variants):
    first, second = (make_class(street_lamps, variants, students=14, seed=7) for _ in range(2))
    assert first == second
    assert first != make_class(street_lamps, variants, students=14, seed=8)


def test_every_kind_of_student_comes_before_any_comes_twice(street_lamps, variants):
    kinds = [person.submission.kind for person in make_class(street_lamps, variants, students=12, seed=1)]
    always = "reference, half right, late, missing, broken notebook, broken code, empty, untouched"
    assert sorted(kinds) == sorted([*always.split(", "), *KINDS.values()])


def test_a_class_may_be_larger_than_there_are_kinds_and_names(street_lamps, variants):
    people = make_class(street_lamps, variants, students=150, seed=1)
    assert len({person.id for person in people}) == 150


def test_nobody_can_be_taken_for_a_real_person(street_lamps, variants):
    for person in make_class(street_lamps, variants, students=12, seed=1):
        assert person.last_name.endswith("(simulated)")
        assert person.email.endswith("@example.org")


def test_half_right_is_worth_the_tests_of_the_first_half(street_lamps, variants):
    people = make_class(street_lamps, variants, students=12, seed=1)
    half = next(person.submission for person in people if person.submission.kind == "half right")
    assert half.expected == 3.0  # energy: 1 + 2 points


def test_what_is_handed_in_holds_neither_region_marks_nor_hidden_tests(street_lamps, variants):
    for person in make_class(street_lamps, variants, students=12, seed=1):
        assert b"### BEGIN" not in (person.submission.notebook or b"")


def test_a_broken_notebook_is_not_json(street_lamps, variants):
    people = make_class(street_lamps, variants, students=12, seed=1)
    broken = next(person.submission for person in people if person.submission.kind == "broken notebook")
    with pytest.raises(json.JSONDecodeError):
        json.loads(broken.notebook)
