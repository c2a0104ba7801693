"""A class is marked once, whatever happens in between; one bad submission is one line in the table."""

import json
import os
import shutil
import signal
import sqlite3
import sys
import tempfile
import threading
import time
import warnings
from contextlib import closing, suppress
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_output

from classroom.course_root import CONFIG, copy_root
from classroom.errors import CitylabError
from classroom.grading import book, book_gradebook, rules, submissions
from classroom.grading import grade as grading
from classroom.grading.book import Book
from classroom.grading.engine import Engine, Marked
from classroom.grading.grade import Order, grade, marked_so_far
from classroom.grading.submissions import record_path
from classroom.sandbox.probe import why_not_sealed
from classroom.sandbox.runner import Ran, ServerEndedError

NAME = "street-lamps"
WHY_NOT = why_not_sealed()
CLASS = ("anna", "ben", "eve", "joe", "kim", "zoe")
PROBLEM = {"output_type": "error", "ename": "AssertionError", "evalue": "no", "traceback": []}

pytestmark = pytest.mark.filterwarnings("ignore:::nbgrader", "ignore:::sqlalchemy", "ignore:.*fork:DeprecationWarning")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture(autouse=True)
def _the_same_code_throughout(monkeypatch):
    """Somebody may write to this repository while the tests run; that alone would be a reason to mark again."""
    monkeypatch.setattr(rules, "_engine", lambda: iter(()))


class Class:
    """A course with what students handed in."""

    def __init__(self, folder, assignment):
        self.folder, self.assignment = folder, assignment

    def hand_in(self, student, answers=None, content=None):
        folder = self.folder / "submitted" / student / NAME
        folder.mkdir(parents=True, exist_ok=True)
        notebook = self.assignment.handed_in(self.assignment.reference if answers is None else answers)
        (folder / f"{NAME}.ipynb").write_bytes(content or nbformat.writes(notebook).encode())
        (folder / "timestamp.txt").write_text("2026-03-01 10:00:00 UTC")
        return folder

    def grade(self, **settings):
        """Mark; return who was marked now."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # nbgrader uses calls that Python and SQLAlchemy advise against
            tell = settings.pop("tell", lambda *_: None)
            self.result = grade(Order(self.folder, NAME, **{"sealed": not WHY_NOT, **settings}), tell=tell)
        return sorted(self.result.fresh)

    def record(self, student):
        return next(record for record in self.result.records if record.student == student)

    def rows(self):
        """Automatic marks in the gradebook."""
        wanted = (
            "SELECT student_id, c.name, auto_score, needs_manual_grade FROM grade g "
            "JOIN base_cell c ON c.id = g.cell_id JOIN submitted_notebook n ON n.id = g.notebook_id "
            "JOIN submitted_assignment a ON a.id = n.assignment_id"
        )
        with closing(sqlite3.connect(self.folder / "gradebook.db")) as db:
            return sorted(db.execute(wanted).fetchall(), key=repr)

    def outputs(self):
        """Marked notebooks: what their cells show."""
        return {
            path.parts[-3]: [cell.get("outputs") for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
            for path in self.folder.glob(f"autograded/*/{NAME}/{NAME}.ipynb")
        }

    def change(self, statement):
        with closing(sqlite3.connect(self.folder / "gradebook.db")) as db, db:
            assert db.execute(statement).rowcount


def answers_of(assignment):
    """Six sets of answers, each with marks of its own."""
    wrong = {
        "lamps": "def lamps(length_m, spacing_m):\n    return 5",
        "dark-hours": "dark_h = 16",
        "energy": "x = 1 / 0",
    }
    kept = [(), ("lamps",), ("dark-hours",), ("energy",), ("lamps", "energy"), ("lamps", "dark-hours")]
    return [{**assignment.reference, **{name: wrong[name] for name in names}} for names in kept]


@pytest.fixture(scope="session")
def handed_in(small_course, street_lamps, tmp_path_factory):
    folder = tmp_path_factory.mktemp("handed-in")
    copy_root(small_course / "assignments", folder, assignment=NAME)
    shutil.copytree(small_course / "assignments" / "release" / NAME, folder / "release" / NAME)
    made = Class(folder, street_lamps)
    for student, answers in zip(CLASS, answers_of(street_lamps), strict=True):
        made.hand_in(student, answers)
    with warnings.catch_warnings(action="ignore"), Book(folder, NAME):
        pass  # a new gradebook takes seconds
    return folder


@pytest.fixture
def course(handed_in, street_lamps, tmp_path):
    return Class(shutil.copytree(handed_in, tmp_path / "course"), street_lamps)


def has_five(notebook):
    return any("5" in cell.source for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("solution"))


class Instant(Engine):
    """Scores without running: an answer that holds a 5 is wrong."""

    def __enter__(self):
        return self

    def stop(self): ...

    def kill(self): ...

    def rehearse(self):
        return b""

    def mark(self, notebook):
        shown = [new_output(**PROBLEM)] if has_five(notebook) else []
        for number, cell in enumerate(cell for cell in notebook.cells if cell.cell_type == "code"):
            cell.execution_count, cell.outputs = number, shown
        return Marked(notebook, {}, {}, [], Ran([], ""))


@pytest.fixture(scope="module")
def marked_in_an_instant(handed_in, street_lamps, tmp_path_factory):
    made = Class(shutil.copytree(handed_in, tmp_path_factory.mktemp("marked") / "course"), street_lamps)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(grading, "Engine", Instant)
        patched.setattr(rules, "_engine", lambda: iter(()))
        assert made.grade() == list(CLASS)
    return made


@pytest.fixture
def instant(marked_in_an_instant, monkeypatch, tmp_path):
    """A marked class; marking again takes no time."""
    monkeypatch.setattr(grading, "Engine", Instant)
    made = Class(shutil.copytree(marked_in_an_instant.folder, tmp_path / "course"), marked_in_an_instant.assignment)
    made.result = marked_in_an_instant.result
    return made


# Only what is new or has changed


def test_a_second_call_marks_nobody_and_has_the_same_to_say(instant):
    first = instant.result.records
    assert instant.grade() == []
    assert instant.result.records == first


def test_regrade_marks_everybody(instant):
    assert instant.grade(regrade=True) == list(CLASS)
    assert instant.grade(regrade=True, student="joe") == ["joe"]


def test_one_student_alone(course, monkeypatch):
    monkeypatch.setattr(grading, "Engine", Instant)
    assert course.grade(student="joe") == [record.student for record in course.result.records] == ["joe"]
    assert course.grade() == [student for student in CLASS if student != "joe"]


def test_the_report_has_all_when_one_was_marked(instant):
    instant.grade(regrade=True, student="joe")
    assert [record.student for record in marked_so_far(instant.folder, NAME)] == list(CLASS)


def test_who_handed_in_again_is_marked_again(instant):
    instant.hand_in("eve", {**instant.assignment.reference, "lamps": "lamps = 0"})
    assert instant.grade() == ["eve"]
    instant.hand_in("new")
    assert instant.grade() == ["new"]


def test_a_withdrawn_submission_is_shown_no_more(instant):
    shutil.rmtree(instant.folder / "submitted" / "eve")
    assert instant.grade() == []
    assert "eve" not in [record.student for record in instant.result.records]


def another_test(instant):
    path = instant.folder / "source" / NAME / f"{NAME}.ipynb"
    path.write_text(path.read_text().replace("a whole number of lamps", "whole lamps"))


def another_release(instant):
    with (instant.folder / "release" / NAME / f"{NAME}.ipynb").open("a") as file:
        file.write("\n")


def another_environment(instant):
    rules.installed = lambda folders: ["numpy-99.dist-info"]


@pytest.mark.parametrize("change", [another_test, another_release, another_environment])
def test_what_all_marks_depend_on_marks_everybody_again(instant, change, monkeypatch):
    monkeypatch.setattr(rules, "installed", rules.installed)
    change(instant)
    assert instant.grade() == list(CLASS)
    assert instant.grade() == []


@pytest.mark.parametrize("settings", [{"class_seed": 7}, {"sealed": bool(WHY_NOT)}])
def test_so_do_another_class_seed_and_walls_where_there_were_none(instant, settings):
    assert instant.grade(**settings) == list(CLASS)
    assert instant.grade(**settings) == []


def test_a_record_says_whether_walls_stood(instant):
    instant.grade(sealed=False, student="eve")
    assert not instant.record("eve").sealed
    assert instant.grade(sealed=True)
    assert instant.record("eve").sealed


def test_a_later_time_of_handing_in_marks_again(instant):
    (instant.folder / "submitted" / "ben" / NAME / "timestamp.txt").write_text("2026-03-02 10:00:00 UTC")
    assert instant.grade() == ["ben"]


def test_a_due_time_or_an_extension_given_later_counts(instant):
    instant.change("UPDATE assignment SET duedate = '2026-03-01 09:00:00.000000'")
    assert instant.grade() == list(CLASS)
    assert instant.record("kim").late_s == 3600
    day = "1970-01-02 00:00:00.000000"
    instant.change(f"UPDATE submitted_assignment SET extension = '{day}' WHERE student_id = 'kim'")
    assert instant.grade() == ["kim"]
    assert instant.record("kim").late_s == 0


def test_without_the_gradebook_all_are_marked_again(instant):
    before = instant.rows()
    (instant.folder / "gradebook.db").unlink()
    assert instant.grade() == list(CLASS)
    assert instant.rows() == before


def test_a_gradebook_from_a_copy_gets_what_it_does_not_have(instant):
    copy = instant.folder / "copy.db"
    shutil.copy(instant.folder / "gradebook.db", copy)
    instant.hand_in("eve", {**instant.assignment.reference, "lamps": "five = 5"})
    instant.hand_in("new")
    assert instant.grade() == ["eve", "new"]
    after = instant.rows()
    shutil.copy(copy, instant.folder / "gradebook.db")
    assert instant.grade() == ["eve", "new"]
    assert instant.rows() == after


def test_marks_that_something_else_wrote_are_replaced(instant):
    before = instant.rows()
    instant.change("UPDATE grade SET auto_score = 126 WHERE rowid = 3")
    assert len(instant.grade()) == 1
    assert instant.rows() == before


def test_marks_by_hand_are_no_reason_to_mark_again(instant):
    instant.change("UPDATE grade SET manual_score = 3, needs_manual_grade = 0 WHERE auto_score IS NULL")
    assert instant.grade() == []


def test_without_its_marked_notebook_a_student_is_marked_again(instant):
    shutil.rmtree(instant.folder / "autograded" / "zoe")
    assert instant.grade() == ["zoe"]
    assert "zoe" in instant.outputs()


def test_without_its_record_a_student_is_marked_again(instant):
    record_path(instant.folder, NAME, "anna").write_text("{")
    assert instant.grade() == ["anna"]


def test_the_secret_by_which_nbgrader_releases_feedback_goes_along(instant):
    for student, length in (("anna", 128), ("ben", 2000)):
        (instant.hand_in(student, {}) / "submission_secret.txt").write_text("a" * length)
    assert instant.grade() == ["anna", "ben"]
    kept = instant.folder.glob("autograded/*/*/submission_secret.txt")
    assert [path.parts[-3] for path in kept] == ["anna"]


def test_a_time_that_nobody_can_read_is_shown(instant):
    (instant.folder / "submitted" / "ben" / NAME / "timestamp.txt").write_text("soon")
    assert instant.grade() == ["ben"]
    assert instant.record("ben").status == "flagged"


# Failures


def test_a_submission_that_nobody_can_read_fails_once(course, monkeypatch):
    monkeypatch.setattr(grading, "Engine", Instant)
    course.hand_in("eve", content=b"no notebook")
    assert course.grade() == list(CLASS)
    assert course.record("eve").status == "failed"
    assert course.grade() == []
    assert "Could not" not in course.record("eve").reason
    course.hand_in("eve")
    assert course.grade() == ["eve"]
    assert course.record("eve").status == "marked"


def test_once_right_then_unreadable_has_no_marks(instant):
    instant.hand_in("anna", content=b"{}")
    assert instant.grade() == ["anna"]
    assert {row[2] for row in instant.rows() if row[0] == "anna"} == {None}
    assert "anna" not in instant.outputs()


class Unlucky(Instant):
    """Ends whenever it sees a 5."""

    def mark(self, notebook):
        if has_five(notebook):
            raise self.problem
        return super().mark(notebook)


@pytest.mark.parametrize("problem", [ServerEndedError("it has ended"), OSError("too many files"), KeyError("x")])
def test_what_may_be_gone_the_next_time_is_tried_again(course, monkeypatch, problem):
    monkeypatch.setattr(grading, "Engine", Unlucky)
    monkeypatch.setattr(Unlucky, "problem", problem, raising=False)
    course.hand_in("eve", {**course.assignment.reference, "lamps": "five = 5"})
    course.hand_in("ben")
    course.grade()
    failed = [record.student for record in course.result.records if record.status == "failed"]
    assert "eve" in failed
    assert "ben" not in failed
    assert course.grade() == failed
    monkeypatch.setattr(grading, "Engine", Instant)
    assert course.grade() == failed
    assert {record.status for record in course.result.records} == {"marked"}


class Stumbling(Instant):
    """Fails the first time."""

    stumbled = False

    def mark(self, notebook):
        if not Stumbling.stumbled:
            Stumbling.stumbled = True
            raise BrokenPipeError
        return super().mark(notebook)


def test_one_stumble_is_not_noticed(course, monkeypatch):
    monkeypatch.setattr(grading, "Engine", Stumbling)
    course.grade()
    assert {record.status for record in course.result.records} == {"marked"}


class Absent(Instant):
    def __enter__(self):
        raise ServerEndedError("the process that runs submissions has ended; run the command again")


def test_where_nothing_can_run_the_call_fails(course, monkeypatch):
    monkeypatch.setattr(grading, "Engine", Absent)
    with pytest.raises(CitylabError, match="run the command again"):
        course.grade()


def test_a_student_whom_the_gradebook_must_not_add_fails_alone(course, monkeypatch):
    monkeypatch.setattr(grading, "Engine", Instant)
    with (course.folder / CONFIG).open("a") as file:
        file.write("\nc.Autograde.create_student = False\n")
    with warnings.catch_warnings(action="ignore"), Book(course.folder, NAME) as book_of_marks:
        book_of_marks._gradebook.add_student("ben")
    course.grade()
    reasons = {record.student: record.reason for record in course.result.records}
    assert reasons.pop("ben") == ""
    assert all("add them with 'nbgrader db student add" in reason for reason in reasons.values())
    assert course.grade() == [student for student in CLASS if student != "ben"]


@pytest.mark.parametrize("step", ["prepare", "publish"])
def test_on_a_full_disk_the_call_ends_with_one_line_and_loses_nothing(course, monkeypatch, step):
    monkeypatch.setattr(grading, "Engine", Instant)
    course.grade(student="anna")
    before = course.rows()

    def refuse(*_, **__):
        raise OSError(28, "No space left on device", "gradebook.db")

    with monkeypatch.context() as patched:
        patched.setattr(book.MarkedFolder, step, refuse)
        patched.setattr(book.MarkedFolder, "put_aside", refuse)
        with pytest.raises(CitylabError, match="the disk is full; make room and mark again, nothing is lost"):
            course.grade()
    assert [row for row in course.rows() if row[0] == "anna"] == before
    assert course.grade() == [student for student in CLASS if student != "anna"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can make a small disk")
def test_on_a_disk_that_is_really_full_too(course, monkeypatch, tmp_path):
    monkeypatch.setattr(grading, "Engine", Instant)
    small = tmp_path / "small"
    small.mkdir()
    if os.system(f"mount -t tmpfs -o size=1m tmpfs {small} 2>/dev/null"):
        pytest.skip("no disk can be mounted here")
    try:
        disk = Class(small / "course", course.assignment)
        shutil.copytree(course.folder, disk.folder)
        disk.grade(student="anna")
        room = os.statvfs(small)
        (small / "ballast").write_bytes(b"0" * (room.f_bavail * room.f_frsize))
        with pytest.raises(CitylabError, match=r"the disk is full|No space left"):
            disk.grade()
        (small / "ballast").unlink()
        assert disk.grade() == [student for student in CLASS if student != "anna"]
    finally:
        os.system(f"umount {small}")


def test_a_gradebook_that_can_only_be_read_is_refused_before_anything_runs(instant):
    address = f"sqlite:///file:{instant.folder}/gradebook.db?mode=ro&uri=true"
    with (instant.folder / CONFIG).open("a") as file:
        file.write(f"\nc.CourseDirectory.db_url = {address!r}\n")
    with pytest.raises(CitylabError, match=r"gradebook.* cannot be written; mend its rights"):
        instant.grade()


@pytest.mark.parametrize(
    ("version", "remedy"), [("167914646830", "nbgrader db upgrade"), ("ffffffffffff", "install that one")]
)
def test_a_gradebook_of_another_version_is_refused(instant, version, remedy):
    instant.change(f"UPDATE alembic_version SET version_num = '{version}'")
    with pytest.raises(CitylabError, match=remedy):
        instant.grade()


def test_two_graders_at_once_are_one_too_many(instant):
    with (
        warnings.catch_warnings(action="ignore"),
        Book(instant.folder, NAME),
        pytest.raises(CitylabError, match=f"process {os.getpid()} is marking this course"),
    ):
        instant.grade()


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("street-lamp", "no assignment named street-lamp in source/; there are: street-lamps"), ("..", "no assignment")],
)
def test_an_unknown_assignment_is_refused_with_those_there_are(course, name, remedy):
    with pytest.raises(CitylabError, match=remedy):
        grade(Order(course.folder, name))


def test_an_assignment_without_release_is_refused_with_the_remedy(course):
    shutil.rmtree(course.folder / "release")
    with pytest.raises(
        CitylabError, match="there is no release of street-lamps; make it again with: nbgrader generate"
    ):
        course.grade()


@pytest.mark.parametrize("step", ["source", "release"])
def test_a_damaged_source_or_release_is_refused_with_the_remedy(course, step):
    (course.folder / step / NAME / f"{NAME}.ipynb").write_text("{")
    with pytest.raises(CitylabError, match="cannot be read as a notebook"):
        course.grade()


def test_a_folder_that_is_no_course_is_refused(tmp_path):
    with pytest.raises(CitylabError, match="not a course root"):
        grade(Order(tmp_path, NAME))


def test_nothing_handed_in_is_said(course):
    shutil.rmtree(course.folder / "submitted")
    with pytest.raises(CitylabError, match="nothing was handed in for street-lamps"):
        course.grade()
    (course.folder / "submitted").mkdir()
    with pytest.raises(CitylabError, match="nothing was handed in for street-lamps"):
        course.grade()


# A class of bad submissions


def old_format(notebook):
    cells = [
        {"cell_type": "code", "input": cell.source, "outputs": [], "language": "python", "metadata": cell.metadata}
        if cell.cell_type == "code"
        else {"cell_type": "markdown", "source": cell.source, "metadata": cell.metadata}
        for cell in notebook.cells
    ]
    return {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": cells}]}


def with_cells(notebook, number):
    made = json.loads(nbformat.writes(notebook))
    made["cells"] = [{**made["cells"][0], "id": f"c{n}"} for n in range(number)]
    return json.dumps(made).encode()


FAILED = {
    "empty": "empty",
    "two hundred MB": "the file has 200 MB, the limit is 50 MB",
    "not JSON": "not",
    "many cells": "the notebook has 10,000 cells, the limit is 2,000",
    "a link": "the file is a link",
    "a pipe": "this is a pipe",
    "a folder": "this is a folder",
    "another name": "there is no file street-lamps.ipynb",
    "no folder": "cannot be read",
    "x" * 200: "longer than the 128 characters",
    "a\tb": "characters that nobody can read",
}
MARKED = ("anna", "format 3", "UTF-16", "numpy.py", "-x", "Zoë Łukasz", "...", "[red]", "x" * 128, "several")


@pytest.fixture(scope="module")
def bad(handed_in, street_lamps, tmp_path_factory):
    """A class with all that can be wrong, marked in one call."""
    made = Class(shutil.copytree(handed_in, tmp_path_factory.mktemp("bad") / "course"), street_lamps)
    shutil.rmtree(made.folder / "submitted")
    right = street_lamps.handed_in(street_lamps.reference)
    for student in (*FAILED, *MARKED):
        made.hand_in(student, content={"not JSON": b"no", "many cells": with_cells(right, 10_000)}.get(student))
    path = {student: made.folder / "submitted" / student / NAME / f"{NAME}.ipynb" for student in (*FAILED, *MARKED)}
    path["format 3"].write_text(json.dumps(old_format(right)))
    path["UTF-16"].write_bytes(nbformat.writes(right).encode("utf-16"))
    path["empty"].write_bytes(b"")
    os.truncate(path["two hundred MB"], 200_000_000)
    path["another name"].rename(path["another name"].with_name("mine.ipynb"))
    path["several"].with_name("draft.ipynb").write_text("{}")
    for student in ("a link", "a pipe", "a folder"):
        path[student].unlink()
    path["a link"].symlink_to(path["anna"])
    os.mkfifo(path["a pipe"])
    path["a folder"].mkdir()
    (path["a folder"] / "inside.ipynb").write_text("{}")
    shutil.rmtree(path["no folder"].parent)
    path["no folder"].parent.write_text("a file")
    beside = path["numpy.py"].parent
    for name in ("math.py", "sitecustomize.py", "usercustomize.py", ".ipython/profile_default/startup/00.py"):
        (beside / name).parent.mkdir(parents=True, exist_ok=True)
        (beside / name).write_text(f"open({str(made.folder / 'was-run')!r}, 'w')\nceil = None")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rules, "_engine", lambda: iter(()))
        made.fresh = made.grade(workers=1)
        made.again = made.grade(workers=1)
    return made


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
class TestBadInput:
    @pytest.mark.parametrize("student", FAILED)
    def test_each_fails_alone_in_one_clear_line(self, bad, student):
        record = bad.record(student)
        assert record.status == "failed"
        assert FAILED[student] in record.reason
        assert "\n" not in record.reason

    @pytest.mark.parametrize("student", MARKED)
    def test_the_others_get_their_marks(self, bad, student):
        assert (bad.record(student).status, bad.record(student).auto) == ("marked", 10.0)

    def test_files_beside_the_notebook_are_not_run(self, bad):
        assert not (bad.folder / "was-run").exists()

    def test_a_second_call_has_nothing_to_do(self, bad):
        assert len(bad.fresh) == len(FAILED) + len(MARKED)
        assert bad.again == []

    def test_the_gradebook_has_those_that_it_can_hold(self, bad):
        there = {row[0] for row in bad.rows()}
        assert there == {*FAILED, *MARKED} - {"x" * 200, "a\tb"}


# Interrupted in the middle


@pytest.fixture(scope="module")
def undisturbed(handed_in, street_lamps, tmp_path_factory):
    """The class, marked by one worker in peace."""
    made = Class(shutil.copytree(handed_in, tmp_path_factory.mktemp("undisturbed") / "course"), street_lamps)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rules, "_engine", lambda: iter(()))
        made.grade(workers=1)
    assert len({record.auto for record in made.result.records}) >= 5
    return made


def assert_same_marks(course, undisturbed):
    assert course.rows() == undisturbed.rows()
    assert course.outputs() == undisturbed.outputs()
    assert {(one.student, one.status, one.auto) for one in course.result.records} == {
        (one.student, one.status, one.auto) for one in undisturbed.result.records
    }


def test_three_workers_give_the_same_marks_as_one(course, undisturbed):
    course.grade(workers=3)
    assert_same_marks(course, undisturbed)


def processes_of(folder):
    """Processes that were started with this folder for their scratch files."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if str(folder).encode() in (place / "environ").read_bytes() and place.name != str(os.getpid()):
                found.append(int(place.name))
    return found


def servers_of(folder):
    """Those that this process has started itself; the others are copies of them that run a submission."""
    return [pid for pid in processes_of(folder) if f"PPid:\t{os.getpid()}\n" in status_of(pid)]


def status_of(pid):
    with suppress(OSError):
        return Path(f"/proc/{pid}/status").read_text()
    return ""


def wait_until(is_so, seconds=20.0):
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.01)
    return is_so()


def in_another_process(course, folder, **settings):
    """Mark in a copy of this process."""
    pid = os.fork()
    if pid == 0:
        try:
            tempfile.tempdir = str(folder)
            course.grade(**settings)
        except CitylabError:
            os._exit(1)
        finally:
            os._exit(0)
    return pid


def marked(course):
    return len(list((course.folder / "marking" / NAME).glob("[!.]*.json")))


MOMENTS = {
    "while a server starts": (lambda course, folder: processes_of(folder), 0.0),
    "after the first": (lambda course, folder: marked(course) >= 1, 0.0),
    "a little later": (lambda course, folder: marked(course) >= 1, 0.02),
    "in the middle": (lambda course, folder: marked(course) >= 3, 0.05),
    "near the end": (lambda course, folder: marked(course) >= 5, 0.0),
}


@on_linux
@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_any_moment_nothing_is_lost_nor_left_behind(course, undisturbed, tmp_path, moment):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    pid = in_another_process(course, scratch)
    is_so, further_s = MOMENTS[moment]
    assert wait_until(lambda: is_so(course, scratch))
    time.sleep(further_s)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    there = marked(course)
    assert wait_until(lambda: not processes_of(scratch), 5)
    again = course.grade()
    assert len(CLASS) - there <= len(again) <= len(CLASS) - there + 1  # one may be written, and its record not
    assert_same_marks(course, undisturbed)
    assert course.grade() == []


def test_a_gradebook_that_was_half_made_is_made_again(instant):
    before = instant.rows()
    path = instant.folder / "gradebook.db"
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE student (id VARCHAR(128))")
    assert instant.grade() == list(CLASS)
    assert instant.rows() == before


def test_a_new_gradebook_is_there_whole_or_not_at_all(instant, monkeypatch):
    path = instant.folder / "gradebook.db"
    path.unlink()
    with monkeypatch.context() as patched:
        patched.setattr(book_gradebook, "_versions", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            instant.grade()
    assert not path.exists() or path.stat().st_size == 0
    assert instant.grade() == list(CLASS)


@on_linux
def test_killed_again_and_again_it_comes_to_an_end(course, undisturbed, tmp_path):
    for _ in range(12):
        before = marked(course)
        if before == len(CLASS):
            break
        pid = in_another_process(course, tmp_path, workers=1)
        assert wait_until(lambda before=before: marked(course) > before)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    course.grade()
    assert_same_marks(course, undisturbed)


@on_linux
def test_a_server_that_is_killed_is_replaced(course, undisturbed, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    killed = []

    def kill(what, left, record):
        # Once: a submission whose second server ends as well has failed, and waits for the next call.
        if left <= 4 and record and not killed and (there := servers_of(tmp_path)):
            killed.append(there[0])
            os.kill(there[0], signal.SIGKILL)

    course.grade(tell=kill)
    assert killed
    assert_same_marks(course, undisturbed)
    assert wait_until(lambda: not processes_of(tmp_path), 5)


@on_linux
@pytest.mark.parametrize("error", [KeyboardInterrupt, ZeroDivisionError])
def test_an_interrupt_ends_all_processes_and_keeps_what_is_marked(course, undisturbed, tmp_path, monkeypatch, error):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def interrupt(what, left, record):
        if left == 3:
            raise error

    with pytest.raises(error):
        course.grade(tell=interrupt)
    assert not processes_of(tmp_path)
    assert not [thread for thread in threading.enumerate() if "_work" in thread.name]
    assert len(course.grade()) == 3
    assert_same_marks(course, undisturbed)


def test_a_record_that_cannot_be_written_ends_the_call(course, monkeypatch):
    monkeypatch.setattr(grading, "Engine", Instant)
    with monkeypatch.context() as patched:
        patched.setattr(submissions.os, "replace", lambda part, path: (_ for _ in ()).throw(OSError(28, "full")))
        with pytest.raises(CitylabError):
            course.grade()
    assert course.grade() == list(CLASS)
