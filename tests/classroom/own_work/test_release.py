"""What was given out is worked out from the source exactly as nbgrader does."""

from pathlib import Path

import pytest

from classroom.assignment import open_assignment
from classroom.building.targets import masters
from classroom.errors import CitylabError
from classroom.own_work.release import released_from, source_of


@pytest.mark.parametrize("name", sorted(masters(Path(__file__).resolve().parents[3])))
def test_every_cell_is_that_of_the_release(repository, name):
    asked = open_assignment(repository, name)
    assert [cell.source for cell in released_from(asked.source).cells] == [cell.source for cell in asked.released.cells]


def test_source_is_not_changed(street_lamps):
    before = [cell.source for cell in street_lamps.source.cells]
    released_from(street_lamps.source)
    assert [cell.source for cell in street_lamps.source.cells] == before


def test_damaged_source_is_refused_with_the_remedy(root):
    (root / "assignments/source/street-lamps/street-lamps.ipynb").write_text("{")
    with pytest.raises(CitylabError, match="citylab build"):
        source_of(root, "street-lamps")
