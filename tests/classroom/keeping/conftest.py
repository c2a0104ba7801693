"""A small course in two versions, and the ways in which a learner works in it."""

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from classroom import keeping
from classroom.building import build
from classroom.keeping import shipped

LESSON = """# %% [markdown]
# # Count buses
#
# Why it matters.

# %%
import math

# %% [markdown]
# Ten buses pass in an hour.

# %%
buses = 10

# %% solution="buses-1-gap"
hour_min = 60
### BEGIN SOLUTION
gap_min = hour_min / buses
### END SOLUTION

# %%
print(gap_min)

# %% [markdown]
# What to take away.
"""
# Another first step, a cell more, one less, another text of the exercise, and the last two cells changed places.
NEWER = """# %% [markdown]
# # Count buses
#
# Why it matters.

# %% [markdown]
# A cell that is new in this version.

# %%
import math

# %%
buses = 12

# %% solution="buses-1-gap"
hour_min = 60  # minutes
### BEGIN SOLUTION
gap_min = hour_min / buses
### END SOLUTION

# %% [markdown]
# What to take away.

# %%
print(gap_min)
"""
PLACE = Path("course/notebooks/01-buses/01_count.ipynb")


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    """What was built is remembered in this test's own folder."""
    monkeypatch.setattr(shipped, "cache_file", lambda: tmp_path / "cache" / "shipped.json")


class Learner:
    """Somebody who works in a course in `root`; the two versions of its lesson, and where they open it."""

    lesson, newer, place = LESSON, NEWER, PLACE

    def __init__(self, root: Path) -> None:
        self.root = root

    def ship(self, text: str, *, name: str = "01_count") -> None:
        """Let the course ship a version of its lesson; the disk then holds what a fresh copy of the course does."""
        folder = self.root / "course" / "lessons" / "01-buses"
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.py"):
            old.unlink()
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
        build(self.root, force=True)

    def edit(self, change: Callable[[list], object], place: Path = PLACE) -> None:
        """Change the list of cells of a notebook, as Jupyter would."""
        path = self.root / place
        notebook = nbformat.read(path, as_version=4)
        change(notebook.cells)
        nbformat.write(notebook, path)

    def rewrite(self, text: str, source: str, place: Path = PLACE) -> None:
        """Write another text into the first cell that holds `text`."""

        def change(cells):
            next(cell for cell in cells if text in cell.source)["source"] = source

        self.edit(change, place)

    def add(self, source: str, *, after: str, place: Path = PLACE) -> None:
        """Add a cell below the first one that holds the text `after`."""

        def change(cells):
            position = next(n for n, cell in enumerate(cells) if after in cell.source)
            cells.insert(position + 1, nbformat.v4.new_code_cell(source))

        self.edit(change, place)

    def sources(self, place: Path = PLACE) -> list[str]:
        """Return the texts of a notebook; it must be valid, with unique ids."""
        notebook = nbformat.read(self.root / place, as_version=4)
        nbformat.validate(notebook)
        names = [cell.id for cell in notebook.cells]
        assert len(set(names)) == len(names)
        return [cell.source for cell in notebook.cells]

    def save(self) -> bytes:
        """Return the saved file."""
        return keeping.save(self.root)

    def upgrade(self) -> list[str]:
        """Save, take the newer course, restore; return the texts."""
        saved = self.save()
        self.ship(NEWER)
        self.restore(saved)
        return self.sources()

    def restore(self, data: bytes, **options: bool) -> keeping.Restored:
        """Restore a saved file."""
        return keeping.restore(self.root, data, **options)


@pytest.fixture
def learner(tmp_path) -> Learner:
    """Somebody with a fresh copy of the course's first version."""
    made = Learner(tmp_path / "lab")
    made.ship(LESSON)
    return made
