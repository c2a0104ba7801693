"""The learner's own copy is marked as a class's submission would be, and the page tells no more than it may."""

import os
import re
import time
from concurrent.futures import ThreadPoolExecutor

import nbformat
import pytest

from citylab import progress, progress_file
from classroom.assignment import open_assignment
from classroom.errors import CitylabError
from classroom.own_work import copy_of, mark, marking, page, running
from classroom.own_work.page import PAGE

from .conftest import NAME, WRONG

pytestmark = pytest.mark.usefixtures("quick")


def text_of(marked):
    return marked.page.read_text(encoding="utf-8")


def test_right_work_gets_all_points_of_the_tests(root, write):
    marked = mark(root, write())
    assert (marked.points, marked.total) == (10.0, 10.0)
    assert marked.page == root / "course" / "my-work" / NAME / PAGE
    assert "10 of 10 points from the tests; 3 of 3 questions are right" in marked.lines[0]


def test_wrong_work_loses_exactly_what_it_loses(root, write):
    # Energy fails the second of its tests; lamps are one too few wherever rounding goes down, which costs 1 and 2.
    assert mark(root, write({"energy": WRONG["energy"]})).points == 8.0
    assert mark(root, write({"lamps": WRONG["lamps"]})).points == 7.0


def test_released_file_itself_can_be_marked(root, street_lamps):
    release = root / "assignments" / "release" / NAME / f"{NAME}.ipynb"
    nbformat.write(street_lamps.handed_in({"dark-hours": "dark_h = 17"}), release)
    assert mark(root, release).points == 2.0


def test_notebook_stays_as_it_is(root, write):
    path = write(WRONG)
    before = path.read_bytes()
    mark(root, path)
    assert path.read_bytes() == before


def test_hidden_tests_and_expected_values_are_not_on_the_page(root, write):
    text = text_of(mark(root, write(WRONG)))
    for secret in ("HIDDEN TESTS", "0.77", "rel_tol", "BEGIN SOLUTION", "hours / 1000"):
        assert secret not in text


def test_page_runs_nothing_and_leads_nowhere_else(root, write):
    text = text_of(mark(root, write(), home="http://localhost:8888"))
    assert "<script" not in text
    assert set(re.findall(r"https?://[^/\"'\s<]+", text)) <= {"http://localhost:8888"}
    assert "src=" not in text


def test_solution_and_discussion_stand_beside_a_right_answer(root, write):
    text = text_of(mark(root, write()))
    assert text.count("Reference solution, and other ways") == 3
    assert "A watt for an hour is a watt-hour. Dividing by <em>1000</em>" in text


def test_sample_answer_opens_after_own_words(root, write):
    assert "at least 40 words. So far: 2." in text_of(mark(root, write({"who": "Too short."})))
    text = text_of(mark(root, write({"who": "Whoever walks home late through the side streets. " * 6})))
    assert "Whoever walks where the council saves first." in text


def test_sample_answer_is_closed_before(root, write):
    assert "Whoever walks where the council" not in text_of(mark(root, write({"who": "Too short."})))


def test_written_points_are_not_in_the_record(root, write):
    mark(root, write({"lamps": WRONG["lamps"]}))
    entry = progress_file.read_book(progress.location())["assignments"][NAME]
    assert (entry["last"], entry["total"]) == (7.0, 10.0)


def test_deleted_cells_are_put_back_and_told(root, write):
    def delete(notebook):
        notebook.cells = [cell for cell in notebook.cells if cell.metadata.nbgrader.grade_id != "test-lamps-1"]

    marked = mark(root, write(change=delete))
    assert marked.points == 10.0
    assert "test-lamps-1: The test was deleted; it was put back." in marked.lines
    assert "The test was deleted" in text_of(marked)


@pytest.mark.parametrize("content", [b"", b"{", b"PK\x03\x04 a zip file", b'{"cells": []}', b"[1, 2]", b"\xff\xfe\x00"])
def test_damaged_notebook_is_told_and_left_alone(root, write, content):
    path = write()
    path.write_bytes(content)
    with pytest.raises(CitylabError, match="left as it is") as told:
        mark(root, path)
    assert "student" not in str(told.value)
    assert path.read_bytes() == content


def test_notebook_that_is_too_large_is_told_how_to_become_smaller(root, write):
    path = write(change=lambda notebook: notebook.cells.extend(nbformat.v4.new_code_cell() for _ in range(2001)))
    with pytest.raises(CitylabError, match="Clear Outputs of All Cells"):
        mark(root, path)


def test_missing_file_is_told(root):
    with pytest.raises(CitylabError, match="there is no such file"):
        mark(root, root / "nowhere.ipynb", name=NAME)


def test_page_goes_elsewhere_where_the_folder_cannot_be_written_to(root, write, monkeypatch, tmp_path):
    path = write().rename(root / "mine.ipynb")
    (root / "course" / "my-work" / NAME).rmdir()
    (root / "course" / "my-work" / NAME).write_text("a file stands in the way")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert mark(root, path, name=NAME).page.is_relative_to(tmp_path)


def test_time_of_saving_is_told_also_from_the_future(root, write):
    path = write()
    assert str(time.localtime().tm_year) in mark(root, path).lines[1]
    os.utime(path, (time.time() + 86_400,) * 2)
    assert "was the clock set back?" in mark(root, path).lines[1]


def test_changed_release_is_told_with_the_remedy(root):
    path = copy_of(root, NAME)
    assert marking.CHANGED not in mark(root, path).lines
    source = root / "assignments" / "source" / NAME / f"{NAME}.ipynb"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("one at each end", "one at both ends"), encoding="utf-8")
    assert marking.CHANGED in mark(root, path).lines


def test_same_code_gets_the_same_inputs_and_other_code_others(street_lamps):
    right, wrong = (street_lamps.handed_in(answers) for answers in (street_lamps.reference, WRONG))
    run = street_lamps.handed_in(street_lamps.reference)
    run.cells[1].outputs = [nbformat.v4.new_output("stream", text="it ran")]
    assert marking.seed_of(right) == marking.seed_of(run)
    assert marking.seed_of(right) != marking.seed_of(wrong)


def test_links_lead_to_the_server_that_is_named(repository):
    asked = open_assignment(repository, "smart-grids")
    marks = page.own_marks(asked.source, dict.fromkeys(asked.points, 0.0))
    made = page.questions_of(asked.source, marks, assignment="smart-grids", home="/user/ada")
    assert made.questions[0].lessons[0].url.startswith("/user/ada/lab/tree/course/notebooks/")


def test_pages_written_at_once_are_whole(root, write):
    marked = mark(root, write())
    whole = marked.page.read_bytes()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: page._put(marked.page, whole), range(40)))
    assert marked.page.read_bytes() == whole
    assert sorted(one.name for one in marked.page.parent.iterdir()) == [PAGE, f"{NAME}.ipynb"]


def test_work_is_marked_where_nothing_can_be_sealed(street_lamps, monkeypatch):
    monkeypatch.setattr(running, "_ASK", "print('no namespaces here')")
    rebuilt = street_lamps.with_hidden_tests(street_lamps.reference)
    assert sum(running.run(street_lamps.source, rebuilt, seed=1).scores.values()) == 10.0


def test_cell_that_never_ends_is_stopped_and_the_rest_is_told(street_lamps, monkeypatch):
    monkeypatch.setattr(running, "CELL_S", 1.0)
    endless = street_lamps.with_hidden_tests({**street_lamps.reference, "dark-hours": "while True:\n    pass"})
    done = running.run(street_lamps.source, endless, seed=1)
    assert sum(done.scores.values()) == 8.0
    assert marking.too_long(done.notebook) == ["dark-hours: this cell took longer than 1 s, and was stopped."]


@pytest.mark.parametrize("kept", [0, 1])
def test_notebook_of_something_else_is_refused_and_nothing_is_recorded(root, write, tmp_path, kept):
    mark(root, write())
    before = progress.assignment(NAME)
    other = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell("# A lesson"), nbformat.v4.new_code_cell("1")]
    )
    other.cells += [cell for cell in nbformat.read(write(), 4).cells if cell.metadata.nbgrader.get("solution")][:kept]
    nbformat.write(other, tmp_path / "lesson.ipynb")
    with pytest.raises(CitylabError, match=f"this is not {NAME}"):
        mark(root, tmp_path / "lesson.ipynb", name=NAME)
    assert progress.assignment(NAME) == before


def test_notebook_that_lost_its_metadata_is_still_marked(root, write):
    def lose(notebook):
        for cell in notebook.cells:
            cell.metadata = {}

    assert mark(root, write(change=lose)).points == 10.0


def test_page_says_which_cell_python_could_not_read_and_which_is_untouched(root, write):
    open_stub = '# Your code here.\nraise NotImplementedError("not answered yet: replace this line")'
    text = text_of(
        mark(root, write({"energy": "def energy_kwh(power_w, hours)\n    return 1", "dark-hours": open_stub}))
    )
    assert "This cell has a SyntaxError in line 1" in text
    assert "Not answered yet." in text
    assert "NameError" not in text
