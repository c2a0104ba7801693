"""A class of simulated students goes through the whole of nbgrader."""

import csv
import io

import pytest
from rich.console import Console

from classroom import demo_class
from classroom.course_root import load_config
from classroom.errors import CitylabError


@pytest.fixture(scope="module")
def made(small_course, tmp_path_factory):
    """A class with one student of each kind, and what was printed."""
    printed = io.StringIO()
    folder = tmp_path_factory.mktemp("demo") / "demo-class"
    run = demo_class.run(
        "street-lamps",
        root=small_course,
        students=12,
        folder=folder,
        console=Console(file=printed, width=180),
    )
    return run, printed.getvalue()


def row(made, kind):
    return next(row for row in made[0].rows if row.student.submission.kind == kind)


def test_every_student_gets_the_marks_that_the_work_is_worth(made):
    got = {row.student.submission.kind: row.entry.marks for row in made[0].rows if row.entry.status == "marked"}
    worth = {r.student.submission.kind: r.student.submission.expected for r in made[0].rows}
    assert got == {kind: expected for kind, expected in worth.items() if expected is not None}
    assert made[0].is_as_expected


def test_a_broken_notebook_is_shown_as_such_and_stops_nobody(made):
    broken = row(made, "broken notebook")
    assert (broken.entry.status, broken.reason) == ("not marked", "the file ends too early, as after a broken upload")
    assert sum(row.entry.status == "marked" for row in made[0].rows) == 10


def test_broken_code_loses_its_own_question_only(made):
    assert row(made, "broken code").entry.marks == 7


def test_lateness_counts_from_the_due_time(made):
    assert row(made, "late").entry.late_s == 26 * 3600
    assert row(made, "reference").entry.late_s == 0


def test_who_hands_nothing_in_is_missing(made):
    assert row(made, "missing").entry.status == "missing"


def test_a_written_answer_waits_for_a_person_unless_it_is_untouched(made):
    assert row(made, "reference").entry.by_hand == 1
    assert row(made, "untouched").entry.by_hand == 0


def test_everyone_who_was_marked_has_a_feedback_page(made):
    folder = made[0].folder / "feedback"
    marked = {row.student.id for row in made[0].rows if row.entry.status == "marked"}
    assert {page.parts[-3] for page in folder.rglob("street-lamps.html")} == marked


def test_the_exported_table_has_a_line_for_each_student(made):
    with (made[0].folder / "grades.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 12
    assert all(row["last_name"].endswith("(simulated)") for row in rows)


def test_the_table_tells_marks_status_and_where_to_look(made):
    run, printed = made
    for words in (
        "10 / 10",
        "26 h late",
        "not marked: the file ends too early",
        "All marks are as expected",
    ):
        assert words in printed
    for place in ("feedback", "grades.csv"):
        assert str(run.folder / place) in printed
    assert "--ServerApp.root_dir=.." in printed


def test_a_copy_of_the_course_keeps_to_its_own_folder(made, monkeypatch, tmp_path):
    folder = made[0].folder
    monkeypatch.setenv("CITYLAB_EXCHANGE", str(tmp_path))
    settings = load_config(folder)
    assert settings.Exchange.root == str(folder / "exchange")
    assert settings.CourseDirectory.db_url == f"sqlite:///{folder / 'gradebook.db'}"
    assert settings.IgnorePattern.enabled


def test_the_instructors_own_folders_are_untouched(made, small_course):
    left = {path.name for path in (small_course / "assignments").iterdir()}
    assert left <= {"masters", "source", "release", "nbgrader_config.py", "exchange"}
    assert not any((small_course / "assignments" / "exchange").iterdir())


def test_an_earlier_demonstration_is_replaced_and_other_files_are_kept(tmp_path):
    (tmp_path / demo_class.SIGN).touch()
    (tmp_path / "release" / "old").mkdir(parents=True)
    (tmp_path / "gradebook.db").touch()
    (tmp_path / "my-notes.txt").touch()
    demo_class._clear(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [demo_class.SIGN, "my-notes.txt"]


def test_a_real_gradebook_is_never_overwritten(small_course, tmp_path):
    (tmp_path / "gradebook.db").write_bytes(b"marks")
    with pytest.raises(CitylabError, match="did not make; name an empty --folder"):
        demo_class.run("street-lamps", root=small_course, folder=tmp_path)
    assert (tmp_path / "gradebook.db").read_bytes() == b"marks"


@pytest.mark.parametrize("students", [0, 201])
def test_the_size_of_a_class_has_limits(small_course, tmp_path, students):
    with pytest.raises(CitylabError, match="1 to 200 students"):
        demo_class.run("street-lamps", root=small_course, students=students, folder=tmp_path)


def test_an_unknown_assignment_is_refused_with_those_there_are(small_course, tmp_path):
    with pytest.raises(CitylabError, match="no assignment named street-lamp; there are: street-lamps"):
        demo_class.run("street-lamp", root=small_course, folder=tmp_path)


def test_an_assignment_that_is_not_built_names_the_command(small_course, tmp_path):
    masters = tmp_path / "assignments" / "masters" / "street-lamps"
    masters.mkdir(parents=True)
    (masters / "street-lamps.py").touch()
    with pytest.raises(CitylabError, match="run 'citylab build' first"):
        demo_class.run("street-lamps", root=tmp_path)
