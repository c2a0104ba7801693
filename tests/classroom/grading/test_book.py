"""The book of marks: what nbgrader would write, and what must never be lost."""

import copy
import errno
import os
import shutil
import signal
import sqlite3
import sys
import warnings
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone

import nbformat
import pytest
from nbformat.v4 import new_output

from classroom.course_root import CONFIG, copy_root, open_api
from classroom.errors import CitylabError
from classroom.gradebook import read_entries
from classroom.grading import book_gradebook, book_outputs
from classroom.grading.book import Book
from classroom.grading.book_files import LOCK, MarkedFolder
from classroom.nbgrader_run import NbgraderRun

NAME = "street-lamps"
DUE = datetime(2025, 1, 1, 12)
IN_TIME = DUE - timedelta(hours=1)
TESTS = ("test-energy-1", "test-energy-2", "test-lamps-1", "test-lamps-2", "test-dark-hours-1")
WRONG = new_output("error", ename="AssertionError", evalue="no", traceback=["no"])
ROWS = {
    "assignment": "SELECT name, duedate, course_id FROM assignment",
    "cell": "SELECT b.name, type, g.max_score, g.cell_type FROM base_cell b LEFT JOIN grade_cells g USING (id)",
    "source": "SELECT name, cell_type, locked, source, checksum FROM source_cell",
    "notebook": "SELECT name, kernelspec FROM notebook",
    "student": "SELECT * FROM student",
    "submission": "SELECT student_id, timestamp, extension, flagged, late_submission_penalty "
    "FROM submitted_assignment a JOIN submitted_notebook n ON n.assignment_id = a.id",
    "grade": "SELECT student_id, c.name, auto_score, manual_score, extra_credit, needs_manual_grade FROM grade g "
    "JOIN base_cell c ON c.id = g.cell_id JOIN submitted_notebook n ON n.id = g.notebook_id "
    "JOIN submitted_assignment a ON a.id = n.assignment_id",
    "comment": "SELECT student_id, c.name, auto_comment, manual_comment FROM comment g "
    "JOIN base_cell c ON c.id = g.cell_id JOIN submitted_notebook n ON n.id = g.notebook_id "
    "JOIN submitted_assignment a ON a.id = n.assignment_id",
}

pytestmark = pytest.mark.filterwarnings("ignore:::nbgrader", "ignore:::sqlalchemy", "ignore:.*fork:DeprecationWarning")
forks = pytest.mark.skipif(sys.platform == "win32", reason="no fork, links and pipes there")


def rows(course, table):
    with closing(sqlite3.connect(course / "gradebook.db")) as db:
        return sorted(db.execute(ROWS[table]).fetchall(), key=repr)


def change(course, statement, *values):
    with closing(sqlite3.connect(course / "gradebook.db")) as db, db:
        assert db.execute(statement, values).rowcount != 0


def scores(course, student="anna"):
    """Automatic score, manual score and whether a person is asked, by cell."""
    return {row[1]: (row[2], row[3], bool(row[5])) for row in rows(course, "grade") if row[0] == student}


def comments(course, student="anna"):
    return {row[1]: row[2] for row in rows(course, "comment") if row[0] == student}


def mark_by_hand(course, cell, points):
    """As formgrader does."""
    change(
        course,
        "UPDATE grade SET manual_score = ?, needs_manual_grade = 0 "
        "WHERE cell_id = (SELECT id FROM base_cell WHERE name = ? AND type IN ('GradeCell', 'TaskCell'))",
        *(points, cell),
    )


def marked(course, student="anna"):
    return course / "autograded" / student / NAME / f"{NAME}.ipynb"


@pytest.fixture(scope="session")
def template(small_course, tmp_path_factory):
    """A course whose gradebook knows the assignment."""
    folder = tmp_path_factory.mktemp("template")
    copy_root(small_course / "assignments", folder, assignment=NAME)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Book(folder, NAME):
            pass
    change(folder, "UPDATE assignment SET duedate = ?", DUE.isoformat(" "))
    return folder


@pytest.fixture
def course(template, tmp_path):
    return shutil.copytree(template, tmp_path / "course")


@pytest.fixture
def ran(street_lamps):
    """Return a notebook as it is after its run: all tests pass but those with other outputs."""

    def make(outputs=(), **answers):
        notebook = copy.deepcopy(street_lamps.with_hidden_tests({**street_lamps.reference, **answers}))
        for number, cell in enumerate((cell for cell in notebook.cells if cell.cell_type == "code"), start=1):
            cell.execution_count = number
            cell.outputs = dict(outputs).get(cell.metadata.get("nbgrader", {}).get("grade_id"), [])
        return notebook

    return make


def result(text):
    return [new_output("execute_result", data={"text/plain": text}, execution_count=1)]


# As nbgrader


@pytest.fixture(scope="session")
def as_nbgrader(small_course, street_lamps, tmp_path_factory):
    """Four submissions marked by nbgrader, and the same by the book."""
    here = tmp_path_factory.mktemp("settings")
    copy_root(small_course / "assignments", here, assignment=NAME)
    with (here / CONFIG).open("a") as file:
        file.write("c.LateSubmissionPlugin.penalty_method = 'zero'\nc.LimitOutput.max_lines = 5\n")
    half = {**street_lamps.reference, "lamps": "def lamps(length_m, spacing_m):\n    return 5\nprint('x\\n' * 20)"}
    answers = {"anna": street_lamps.reference, "ben": half, "eve": {}, "zoe": half}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        run = NbgraderRun(here, tmp_path_factory.mktemp("stock"), NAME, has_exchange=False)
        run.generate(DUE)
        for student, given in answers.items():
            when = DUE + timedelta(hours=2 if student == "zoe" else -2)
            run.submit(student, nbformat.writes(street_lamps.handed_in(given)).encode(), when)
            (run.folder / "submitted" / student / NAME / "notes.csv").write_text(student)
            assert run.autograde(student) == ""
    ours = tmp_path_factory.mktemp("ours")
    copy_root(here, ours, assignment=NAME)
    shutil.copytree(run.folder / "submitted", ours / "submitted")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with open_api(ours).gradebook as gradebook:
            gradebook.add_assignment(NAME, duedate=DUE)
        with Book(ours, NAME) as book:
            for student, given in answers.items():
                when = DUE + timedelta(hours=2 if student == "zoe" else -2)
                book.write(student, with_outputs_of(marked(run.folder, student), street_lamps, given), handed_in=when)
    return run.folder, ours


def with_outputs_of(path, assignment, answers):
    """The rebuilt notebook, with what the cells of nbgrader's marked notebook show."""
    theirs, notebook = nbformat.read(path, as_version=4), assignment.with_hidden_tests(answers)
    for cell, other in zip(notebook.cells, theirs.cells, strict=True):
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = other.outputs, other.execution_count
    return notebook


@pytest.mark.parametrize("table", ROWS)
def test_rows_are_those_of_nbgrader(as_nbgrader, table):
    stock, ours = as_nbgrader
    assert rows(ours, table) == rows(stock, table) != []


@pytest.mark.parametrize("student", ["anna", "ben", "eve", "zoe"])
def test_marked_notebooks_are_those_of_nbgrader(as_nbgrader, student):
    theirs, ours = (nbformat.read(marked(course, student), as_version=4) for course in as_nbgrader)
    for cell in theirs.cells:
        cell.metadata.pop("execution", None)  # times
    assert ours.cells == theirs.cells
    assert ours.metadata.kernelspec == theirs.metadata.kernelspec


def test_files_beside_the_notebook_are_those_of_nbgrader_but_for_the_student_s_own(as_nbgrader):
    found = [
        {path.name: (path.read_bytes(), path.stat().st_mode) for path in marked(course).parent.iterdir()}
        for course in as_nbgrader
    ]
    for files in found:
        files[f"{NAME}.ipynb"] = files[f"{NAME}.ipynb"][1]
    assert found[0].pop("notes.csv")  # formgrader would serve it from the instructor's own address
    assert found[0] == found[1]
    assert found[1].keys() == {f"{NAME}.ipynb", "timestamp.txt"}


def test_nbgrader_goes_on_from_what_the_book_wrote(as_nbgrader, tmp_path):
    _, ours = as_nbgrader
    api = open_api(ours)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert api.generate_feedback(NAME, "ben")["success"]
        NbgraderRun.export(type("Run", (), {"folder": tmp_path, "api": api}))
        assert api.get_autograded_students(NAME) == {"anna", "ben", "eve", "zoe"}
    assert "No response" not in (ours / "feedback" / "ben" / NAME / f"{NAME}.html").read_text()
    assert (tmp_path / "grades.csv").read_text().count(NAME) == 4


# Scores


def test_an_entry_tells_what_was_written(course, ran):
    with Book(course, NAME) as book:
        entry = book.write("anna", ran({"test-energy-2": [WRONG]}), handed_in=DUE + timedelta(minutes=1))
    assert (entry.auto, entry.max_auto, entry.needs_manual, entry.late_s, entry.remarks) == (8, 10, 1, 60, ())


@pytest.mark.parametrize(
    ("text", "points", "is_flagged"),
    [("2", 2, False), ("'fine'", 3, False), ("4", 0, True), ("-1", 0, True), ("nan", 0, True), ("inf", 0, True)],
)
def test_a_result_counts_if_it_is_a_number_of_points(course, ran, text, points, is_flagged):
    with Book(course, NAME) as book:
        entry = book.write("anna", ran({"test-lamps-2": result(text)}), handed_in=IN_TIME)
    assert (entry.auto, bool(entry.remarks)) == (7 + points, is_flagged)


def test_a_test_that_has_not_run_gives_nothing(course, ran):
    notebook = ran()
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "test-lamps-2":
            cell.execution_count = None
    with Book(course, NAME) as book:
        entry = book.write("anna", notebook, handed_in=IN_TIME)
    assert (entry.auto, entry.remarks[0].cell) == (7, "test-lamps-2")


def test_an_absent_test_gives_nothing_even_if_it_once_did(course, ran):
    notebook = ran()
    notebook.cells = [
        cell for cell in notebook.cells if "test" not in cell.metadata.get("nbgrader", {}).get("grade_id", "")
    ]
    with Book(course, NAME) as book:
        assert book.write("anna", ran(), handed_in=IN_TIME).auto == 10
        assert book.write("anna", notebook, handed_in=IN_TIME).auto == 0
    assert {scores(course)[test][0] for test in TESTS} == {0}


def test_an_extension_counts(course, ran):
    with Book(course, NAME) as book:
        assert book.write("anna", ran(), handed_in=DUE + timedelta(hours=1)).late_s == 3600
        with open_api(course).gradebook as gradebook:
            gradebook.grant_extension(NAME, "anna", hours=2)
        assert book.write("anna", ran(), handed_in=DUE + timedelta(hours=1)).late_s == 0


def test_times_with_a_zone_become_utc(course, ran):
    with Book(course, NAME) as book:
        book.write("anna", ran(), handed_in=datetime(2025, 1, 1, 11, tzinfo=timezone(timedelta(hours=1))))
        book.write("ben", ran(), handed_in=datetime(2025, 1, 1, 10, tzinfo=UTC))
    assert len({row[1] for row in rows(course, "submission")}) == 1


# Marks given by a person


def test_a_mark_and_a_comment_given_by_a_person_stay(course, ran):
    with Book(course, NAME) as book:
        book.write("anna", ran(), handed_in=IN_TIME)
        mark_by_hand(course, "who", 3)
        change(course, "UPDATE comment SET manual_comment = 'well put'")
        book.write("anna", ran({"test-energy-2": [WRONG]}), handed_in=IN_TIME)
    assert scores(course)["who"] == (None, 3, False)
    assert {row[3] for row in rows(course, "comment")} == {"well put"}


def test_a_changed_answer_waits_again_and_keeps_its_mark(course, ran):
    with Book(course, NAME) as book:
        book.write("anna", ran(), handed_in=IN_TIME)
        mark_by_hand(course, "who", 3)
        book.write("anna", ran(who="The children."), handed_in=IN_TIME)
        book.write("anna", ran(who="The children."), handed_in=IN_TIME)
    assert scores(course)["who"] == (None, 3, True)


def test_an_answer_waits_again_if_the_earlier_one_is_lost(course, ran):
    with Book(course, NAME) as book:
        book.write("anna", ran(), handed_in=IN_TIME)
        mark_by_hand(course, "who", 3)
        shutil.rmtree(course / "autograded")
        book.write("anna", ran(), handed_in=IN_TIME)
    assert scores(course)["who"] == (None, 3, True)


def test_an_overruled_test_waits_again_as_with_nbgrader(course, ran):
    with Book(course, NAME) as book:
        book.write("anna", ran(), handed_in=IN_TIME)
        mark_by_hand(course, "test-energy-2", 1)
        book.write("anna", ran(), handed_in=IN_TIME)
    assert scores(course)["test-energy-2"] == (2, 1, True)


def test_a_changed_answer_waits_even_if_the_rest_cannot_be_written(course, ran, monkeypatch):
    with Book(course, NAME) as book:
        book.write("anna", ran(), handed_in=IN_TIME)
        mark_by_hand(course, "who", 3)
        monkeypatch.setattr(book, "_save", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            book.write("anna", ran(who="The children."), handed_in=IN_TIME)
    assert scores(course)["who"] == (None, 3, True)


def test_a_task_waits_again_if_any_answer_has_changed(course):
    folder = course / "source" / "walk"
    folder.mkdir()
    task = {"grade_id": "walk", "task": True, "grade": False, "solution": False, "locked": True, "points": 2}
    answer = {"grade_id": "seen", "task": False, "grade": False, "solution": True, "locked": False}
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("Walk a mile.", metadata={"nbgrader": {**task, "schema_version": 3}}),
            nbformat.v4.new_code_cell("", metadata={"nbgrader": {**answer, "schema_version": 3}}),
            nbformat.v4.new_markdown_cell("I saw a lamp."),
        ]
    )
    nbformat.write(notebook, folder / "walk.ipynb")
    with Book(course, "walk") as book:
        assert book.write("anna", copy.deepcopy(notebook), handed_in=None).needs_manual == 1
        mark_by_hand(course, "walk", 2)
        assert book.write("anna", copy.deepcopy(notebook), handed_in=None).needs_manual == 0
        notebook.cells[2].source = "I saw two lamps."
        assert book.write("anna", notebook, handed_in=None).needs_manual == 1
    assert scores(course)["walk"] == (None, 2, True)
    assert comments(course) == {"seen": None, "walk": None}


# Failure


def test_a_failure_leaves_no_automatic_mark_and_every_mark_by_hand(course, ran):
    with Book(course, NAME) as book:
        book.write("anna", ran(), handed_in=IN_TIME)
        mark_by_hand(course, "who", 3)
        book.fail("anna", "it is not a notebook", handed_in=DUE)
    assert scores(course)["who"] == (None, 3, True)
    assert {scores(course)[test] for test in TESTS} == {(None, None, True)}
    assert set(comments(course).values()) == {"Could not be marked: it is not a notebook"}
    assert read_entries(course, NAME)[0].status == "not marked"


def test_a_failure_puts_the_earlier_notebook_aside_until_the_next_success(course, ran):
    aside = course / "autograded" / "anna" / f"{NAME}.earlier"
    with Book(course, NAME) as book:
        book.write("anna", ran(), handed_in=IN_TIME)
        book.fail("anna", "it took too long", handed_in=IN_TIME)
        book.fail("anna", "it took too long", handed_in=IN_TIME)
        assert (aside / f"{NAME}.ipynb").exists()
        assert not marked(course).parent.exists()
        assert open_api(course).get_autograded_students(NAME) == set()
        book.write("anna", ran(), handed_in=IN_TIME)
    assert not aside.exists()
    assert scores(course)["test-lamps-2"] == (3, None, False)
    assert set(comments(course).values()) == {None}


def test_a_first_submission_that_fails_stands_in_the_gradebook(course):
    with Book(course, NAME) as book:
        book.fail("anna", "it is empty", handed_in=IN_TIME)
    assert len(scores(course)) == 6
    assert read_entries(course, NAME)[0].marks == 0


# What is written beside the gradebook


@forks
def test_links_and_notebooks_handed_in_are_not_copied(course, ran):
    work = course / "submitted" / "anna" / NAME
    work.mkdir(parents=True)
    (work / "link.csv").symlink_to(course / CONFIG)
    (work / "other.ipynb").write_text("{}")
    os.mkfifo(work / "pipe")
    (work / "timestamp.txt").write_text("1999-01-01 00:00:00 UTC")
    with Book(course, NAME) as book:
        book.write("anna", ran(), handed_in=IN_TIME)
    assert {path.name for path in marked(course).parent.iterdir()} == {f"{NAME}.ipynb", "timestamp.txt"}
    assert (marked(course).parent / "timestamp.txt").read_text() == "2025-01-01 11:00:00.000000 UTC"


def test_files_that_the_course_asks_for_are_copied_and_those_of_an_earlier_submission_go(course, ran):
    with (course / CONFIG).open("a") as file:
        file.write(f"c.Autograde.exclude_overwriting = {{'{NAME}': ['deep/old.csv']}}\n")
    work = course / "submitted" / "anna" / NAME
    (work / "deep").mkdir(parents=True)
    (work / "deep" / "old.csv").write_text("1")
    with Book(course, NAME) as book:
        book.write("anna", ran(), handed_in=IN_TIME)
        assert (marked(course).parent / "deep" / "old.csv").exists()
        shutil.rmtree(work)
        book.write("anna", ran(), handed_in=IN_TIME)
    assert not (marked(course).parent / "deep" / "old.csv").exists()


def test_outputs_that_no_notebook_can_hold_are_left_out_and_flagged(course, ran):
    odd = [7, {"output_type": "stream", "name": "x", "text": ""}, {"output_type": "display_data", "data": [1]}]
    notebook = ran({"energy": odd, "test-energy-1": [*odd, {"output_type": "error", "traceback": 3}]})
    with Book(course, NAME) as book:
        entry = book.write("anna", notebook, handed_in=IN_TIME)
    nbformat.validate(nbformat.read(marked(course), as_version=4))
    assert entry.auto == 9
    assert [remark.cell for remark in entry.remarks] == ["energy", "test-energy-1"]


def test_long_outputs_are_cut_and_what_scores_is_kept():
    text = {"output_type": "stream", "name": "stdout", "text": "x" * 200_000}
    outputs, dropped = book_outputs.cleaned([text] * 600 + [dict(WRONG)])
    assert (len(outputs), len(outputs[0].text) < 101_000, outputs[-1].output_type, dropped) == (502, True, "error", 0)


def test_half_a_character_can_be_written(course, ran):
    with Book(course, NAME) as book:
        book.write("anna", ran({"energy": [new_output("stream", text="\ud800")]}), handed_in=IN_TIME)
    assert '"?"' in marked(course).read_text()


def test_a_name_that_is_no_folder_is_refused(course, ran):
    with Book(course, NAME) as book, pytest.raises(CitylabError, match="cannot be the id of a student"):
        book.write("../anna", ran(), handed_in=IN_TIME)


def test_unknown_students_are_refused_where_the_course_says_so(course, ran):
    with (course / CONFIG).open("a") as file:
        file.write("c.Autograde.create_student = False\n")
    with Book(course, NAME) as book, pytest.raises(CitylabError, match="nbgrader db student add anna"):
        book.write("anna", ran(), handed_in=IN_TIME)
    assert rows(course, "submission") == []
    assert not marked(course).exists()


# The assignment in the gradebook


def test_a_changed_test_is_taken_over_and_marks_stay(course, ran):
    source = course / "source" / NAME / f"{NAME}.ipynb"
    with Book(course, NAME) as book:
        book.write("anna", ran(), handed_in=IN_TIME)
    source.write_text(source.read_text().replace("dark_h == 17", "dark_h == 18"))
    with Book(course, NAME):
        assert any("dark_h == 18" in row[3] for row in rows(course, "source"))
    assert scores(course)["test-energy-2"] == (2, None, False)


def test_a_test_removed_after_marking_is_refused(course, ran):
    path = course / "source" / NAME / f"{NAME}.ipynb"
    with Book(course, NAME) as book:
        book.write("anna", ran(), handed_in=IN_TIME)
    source = nbformat.read(path, as_version=4)
    source.cells = [cell for cell in source.cells if "dark_h == 17" not in cell.source]
    nbformat.write(source, path)
    with pytest.raises(CitylabError, match="there are submissions"), Book(course, NAME):
        pass


def test_an_assignment_without_source_is_refused_with_those_there_are(course):
    with pytest.raises(CitylabError, match="no such assignment; there are: street-lamps"), Book(course, "lamps"):
        pass


# What stands in the way


@forks
def test_a_second_process_is_told_who_marks(course):
    with Book(course, NAME):
        child = os.fork()
        if not child:
            os._exit(is_told(course, f"process {os.getppid()} is marking this course"))
        assert os.waitpid(child, 0)[1]


def is_told(course, text):
    try:
        with Book(course, NAME):
            return False
    except CitylabError as error:
        return text in str(error)


@forks
def test_a_child_does_not_keep_the_lock(course):
    with Book(course, NAME):
        child = os.fork()
        if not child:
            signal.pause()
    try:
        with Book(course, NAME):
            pass
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)


def test_a_gradebook_that_another_program_writes_is_waited_for(course, ran, monkeypatch):
    monkeypatch.setattr(book_gradebook, "BUSY_S", 0.05)
    with Book(course, NAME) as book, closing(sqlite3.connect(course / "gradebook.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CitylabError, match="written by another program"):
            book.write("anna", ran(), handed_in=IN_TIME)
        other.rollback()
        assert book.write("anna", ran(), handed_in=IN_TIME).auto == 10


def test_a_gradebook_that_cannot_be_written_is_refused(course):
    with (course / CONFIG).open("a") as file:
        file.write("c.CourseDirectory.db_url = f\"sqlite:///file:{here / 'gradebook.db'}?mode=ro&uri=true\"\n")
    with pytest.raises(CitylabError, match="cannot be written; mend its rights"), Book(course, NAME):
        pass


@pytest.mark.parametrize(("version", "remedy"), [("167914646830", "nbgrader db upgrade"), ("ffff", "newer nbgrader")])
def test_a_gradebook_of_another_version_is_refused(course, version, remedy):
    change(course, "UPDATE alembic_version SET version_num = ?", version)
    with pytest.raises(CitylabError, match=remedy), Book(course, NAME):
        pass


def test_a_file_that_is_no_gradebook_is_refused(course):
    (course / "gradebook.db").write_bytes(b"marks" * 1000)
    with pytest.raises(CitylabError, match="not a gradebook"), Book(course, NAME):
        pass


def test_a_full_disk_leaves_the_earlier_state(course, ran, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with Book(course, NAME) as book:
        book.write("anna", ran(), handed_in=IN_TIME)
        before = marked(course).read_bytes()
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            with pytest.raises(CitylabError, match="the disk is full"):
                book.write("anna", ran({"test-energy-2": [WRONG]}), handed_in=IN_TIME)
        assert marked(course).read_bytes() == before
        assert scores(course)["test-energy-2"][0] == 2
        assert not list(marked(course).parent.glob(".*"))


def test_a_gradebook_that_cannot_grow_is_a_full_disk(course, ran):
    with Book(course, NAME) as book:
        with book._gradebook.engine.connect() as db:
            pages = db.exec_driver_sql("PRAGMA page_count").scalar()
            db.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(CitylabError, match="the disk is full"):
            write_many(book, ran())
    students = {row[0] for row in rows(course, "submission")}
    assert 0 < len(students) < 200
    assert {path.parts[-3] for path in course.glob("autograded/*/*/*.ipynb")} == students


def test_marks_that_are_not_taken_leave_the_earlier_notebook(course, ran, monkeypatch):
    with Book(course, NAME) as book:
        book.write("anna", ran(), handed_in=IN_TIME)
        monkeypatch.setattr(MarkedFolder, "publish", publish_and_fail(MarkedFolder.publish))
        with pytest.raises(CitylabError, match="the disk is full"):
            book.write("anna", ran(lamps="lamps = 5"), handed_in=IN_TIME)
    assert "lamps = 5" not in marked(course).read_text()
    assert len(list(marked(course).parent.iterdir())) == 2


def publish_and_fail(publish):
    def work(place):
        publish(place)
        raise OSError(errno.ENOSPC, "No space left on device")

    return work


def write_many(book, notebook):
    for number in range(200):
        book.write(f"student-{number}", notebook, handed_in=IN_TIME)


def test_a_lock_that_cannot_be_made_is_named(course):
    (course / LOCK).unlink()
    (course / LOCK).mkdir()
    with pytest.raises(CitylabError, match=r"\.citylab-grade\.lock: cannot be written"), Book(course, NAME):
        pass


@forks
def test_killed_at_any_step_leaves_the_old_or_the_new_state(course, ran, tmp_path):
    """Each database statement and each renaming is a step at which a child process ends."""
    with Book(course, NAME) as book:
        book.write("anna", ran(), handed_in=IN_TIME)
    seen, step = set(), 0
    while True:
        step += 1
        there = shutil.copytree(course, tmp_path / str(step))
        child = os.fork()
        if not child:
            _end_at(step)
            with Book(there, NAME) as book:
                book.write("anna", ran({"test-energy-2": [WRONG], "test-lamps-1": [WRONG]}), handed_in=DUE)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        seen.add((scores(there)["test-energy-2"][0], scores(there)["test-lamps-1"][0]))
        nbformat.read(marked(there), as_version=4)
        if status == 0:
            break
    assert seen == {(2, 2), (0, 0)}
    assert step > 10


def _end_at(step):
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    left = [step]

    def count(*_):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), 9)

    for moment in ("before_cursor_execute", "commit"):
        event.listen(Engine, moment, count)
    replace = os.replace
    os.replace = lambda *names: (count(), replace(*names), count())
