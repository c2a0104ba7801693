"""The pages of the course, as the tests of the material see them."""

import re
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
FRAME = ("overview", "quiz", "wrap_up", "take_away")


@dataclass(frozen=True)
class Page:
    """One built notebook."""

    path: Path
    cells: tuple

    @property
    def text(self):
        return "\n".join(cell.source for cell in self.cells if cell.cell_type == "markdown")

    @property
    def code(self):
        return [cell for cell in self.cells if cell.cell_type == "code"]

    @property
    def is_lesson(self):
        return self.path.stem != "start" and not self.path.stem.endswith(FRAME)


def read(path):
    return Page(path, tuple(nbformat.read(path, 4).cells))


def notebooks(place):
    return sorted(path for path in (ROOT / place).rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)


def name_of(path):
    return path.relative_to(ROOT).with_suffix("").as_posix()


def pytest_generate_tests(metafunc):
    wanted = {
        "page": ["course/notebooks"],
        "lesson": ["course/notebooks"],
        "built": ["course/notebooks", "course/solutions", "assignments/source", "assignments/release"],
        "solved_wrap_up": ["course/solutions"],
    }
    for fixture, places in wanted.items():
        if fixture in metafunc.fixturenames:
            paths = [path for place in places for path in notebooks(place)]
            if fixture == "lesson":
                paths = [path for path in paths if read(path).is_lesson]
            if fixture == "solved_wrap_up":
                paths = [path for path in paths if path.stem.endswith("wrap_up")]
            values = paths if fixture == "solved_wrap_up" else [read(path) for path in paths]
            metafunc.parametrize(fixture, values, ids=[name_of(path) for path in paths])


@pytest.fixture
def headings():
    """Return a function that lists the headings of a page."""

    def find(page):
        return [match[1].strip() for match in re.finditer(r"^#{1,3} (.+)$", page.text, flags=re.MULTILINE)]

    return find


@pytest.fixture
def page_of():
    """Return a function that makes a page of a path and its notebook."""
    return lambda path, notebook: Page(path, tuple(notebook.cells))
