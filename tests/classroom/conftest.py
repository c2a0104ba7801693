"""A course with one small assignment, built as the real ones are."""

import shutil
from pathlib import Path

import pytest

from classroom.assignment import open_assignment
from classroom.building import build

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def small_course(tmp_path_factory, repository) -> Path:
    """A repository that holds the assignment `street-lamps` and the real settings."""
    root = tmp_path_factory.mktemp("small-course")
    shutil.copytree(HERE / "street-lamps", root / "assignments" / "masters" / "street-lamps")
    shutil.copy(repository / "assignments" / "nbgrader_config.py", root / "assignments")
    shutil.copy(repository / "nbgrader_config.py", root)
    build(root)
    return root


@pytest.fixture(scope="session")
def street_lamps(small_course):
    return open_assignment(small_course, "street-lamps")
