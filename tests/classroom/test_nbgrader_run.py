"""Single steps of nbgrader, where the demonstration class does not go."""

import warnings
from datetime import datetime

import nbformat
import pytest

from classroom.errors import CitylabError
from classroom.gradebook import read_entries
from classroom.nbgrader_run import NbgraderRun

DUE = datetime(2025, 1, 1, 12)


@pytest.fixture
def quiet():
    """nbgrader warns of its own calls."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.mark.usefixtures("quiet")
def test_work_is_handed_in_without_an_exchange_where_there_is_none(small_course, street_lamps, tmp_path):
    run = NbgraderRun(small_course / "assignments", tmp_path, "street-lamps", has_exchange=False)
    run.generate(DUE)
    run.release()
    notebook = nbformat.writes(street_lamps.handed_in(street_lamps.reference)).encode()
    run.submit("anna", notebook, datetime(2025, 1, 1, 13))
    run.collect()
    assert run.autograde("anna") == ""
    (entry,) = read_entries(tmp_path, "street-lamps")
    assert (entry.marks, entry.late_s) == (10, 3600)


@pytest.mark.usefixtures("quiet")
def test_a_source_that_nbgrader_refuses_gives_the_reason(small_course, tmp_path):
    run = NbgraderRun(small_course / "assignments", tmp_path, "street-lamps")
    (tmp_path / "source" / "street-lamps" / "street-lamps.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(CitylabError, match="nbgrader failed: the file is not a notebook"):
        run.generate(DUE)
