"""Every reference solution is accepted, and every starter refused for the work that is missing."""

import pytest

from classroom.internship import projects, verifying

CHECKS_OF_WORK = {"readme", "run", "outputs", "tests", "data"}


@pytest.mark.parametrize("name", projects.names())
def test_a_reference_solution_is_accepted(name, tmp_path, needs_walls):
    verdict = verifying.verify(projects.write_reference(name, tmp_path / name))
    assert verdict.is_accepted, [one for one in verdict.findings if not one.ok]


@pytest.mark.parametrize("name", projects.names())
def test_a_starter_is_refused_for_the_work_that_is_missing_and_for_nothing_else(name, tmp_path, needs_walls):
    verdict = verifying.verify(projects.write_starter(name, tmp_path / name))
    assert verdict.failed_checks
    assert set(verdict.failed_checks) <= CHECKS_OF_WORK, [one for one in verdict.findings if not one.ok]
