"""A project that is somebody else's work is told, without running or following anything in it."""

import os
from types import SimpleNamespace

import pytest

from classroom.internship import projects, verifying
from classroom.internship.marks import same_work
from classroom.internship.marks.verdicts import note_verified

pytestmark = pytest.mark.filterwarnings("default")  # nbgrader uses calls that SQLAlchemy advises against
NAME = projects.names()[0]


@pytest.fixture(autouse=True)
def accepted(monkeypatch):
    """Whatever is verified can be reproduced."""
    monkeypatch.setattr(verifying, "verify", lambda project, wheels: SimpleNamespace(is_accepted=True, findings=()))


@pytest.fixture
def two_references(monkeypatch):
    """Compare with one project of the course instead of all: each takes a moment to write."""
    monkeypatch.setattr(projects, "names", lambda: (NAME,))


def own_project(folder, code="answer = 42\n"):
    (folder / "src" / "own").mkdir(parents=True)
    (folder / "src" / "own" / "work.py").write_text(code, encoding="utf-8")
    (folder / "portfolio.toml").write_text('title = "Peaks"\n', encoding="utf-8")
    return folder


def verdict_on(running, one, project):
    says = note_verified(running.records, one, project, at=running.at(12))
    return says, running.records.read(one).events[-1]


@pytest.mark.usefixtures("two_references")
def test_reference_solution_is_refused_also_with_other_blanks_and_names(running, tmp_path):
    project = projects.write_reference(NAME, tmp_path / "project")
    file = next(path for path in sorted(project.glob("src/*/*.py")) if path.stat().st_size > 200)
    file.write_text("# By Ada\n" + file.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    file.rename(file.with_name("mine.py"))
    (project / "src" / "more.py").write_text("more = 1\n", encoding="utf-8")
    says, event = verdict_on(running, "ada", project)
    assert not event["accepted"]
    assert f"work: this is the course's own solution of {NAME}; the intern hands in work of her own" in says


@pytest.mark.usefixtures("two_references")
def test_one_file_of_a_reference_is_remarked(running, tmp_path):
    reference = projects.write_reference(NAME, tmp_path / "reference")
    project = projects.write_starter(NAME, tmp_path / "project")
    changed = next(
        path
        for path in sorted(reference.glob("src/*/*.py"))
        if path.read_bytes() != (project / path.relative_to(reference)).read_bytes()
    )
    (project / changed.relative_to(reference)).write_bytes(changed.read_bytes())
    says, event = verdict_on(running, "ada", project)
    assert event["accepted"]
    assert f"work: {changed.relative_to(reference).as_posix()} is that of the course's own solution of {NAME}" in says


@pytest.mark.usefixtures("two_references")
def test_starter_is_not_taken_for_a_reference(tmp_path):
    work = same_work.work_of(projects.write_starter(NAME, tmp_path / "project"))
    assert same_work.against_references(work) == ("", [])


@pytest.mark.usefixtures("two_references")
def test_same_code_of_two_interns_is_remarked_and_the_journal_names_nobody(running, tmp_path):
    verdict_on(running, "ada", own_project(tmp_path / "a"))
    says, event = verdict_on(running, "bo", own_project(tmp_path / "b", "# mine\nanswer  =  42\n"))
    assert event["accepted"]
    assert "the same code came from ada" in says
    assert event["says"] == ["work: another intern handed in the same code; a person looks whose it is"]
    assert event["digest"] == running.records.read("ada").events[-1]["digest"]
    assert "the same code" not in verdict_on(running, "li", own_project(tmp_path / "c", "answer = 43\n"))[0]


@pytest.mark.usefixtures("two_references")
def test_title_is_that_of_the_project(running, tmp_path):
    assert verdict_on(running, "ada", own_project(tmp_path / "a"))[1]["title"] == "Peaks"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_or_link_in_a_project_is_neither_waited_for_nor_followed(tmp_path):
    project = own_project(tmp_path / "a")
    (project / "portfolio.toml").unlink()
    os.mkfifo(project / "portfolio.toml")
    os.mkfifo(project / "src" / "pipe.py")
    (project / "src" / "link.py").symlink_to(__file__)
    (project / "notebooks").symlink_to(tmp_path)
    assert same_work.title_of(project) == ""
    assert list(same_work.work_of(project).files.values()) == ["src/own/work.py"]


@pytest.mark.parametrize(
    "text", ["title = 3", "title", "title." + "a." * 5000 + "b = 1", "title = '" + "x" * 200_000 + "'"]
)
def test_title_that_cannot_be_read_is_left_out(tmp_path, text):
    project = own_project(tmp_path / "a")
    (project / "portfolio.toml").write_text(text, encoding="utf-8")
    assert same_work.title_of(project) == ""
