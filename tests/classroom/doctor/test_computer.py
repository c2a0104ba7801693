"""Memory, disk and places to write are looked at, and nothing is left behind."""

import shutil
from types import SimpleNamespace

import psutil
import pytest

from classroom.doctor import computer

GIB = 2**30


def no_room(**_):
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize(("free_gib", "state"), [(0.9, "warning"), (1.1, "ok")])
def test_a_lesson_wants_a_gigabyte_of_memory(monkeypatch, free_gib, state):
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=free_gib * GIB))
    monkeypatch.setattr(computer, "_container_room", lambda: None)
    assert computer.memory().state == state


def test_the_limit_of_a_container_counts(monkeypatch, tmp_path):
    (tmp_path / "max").write_text(f"{2 * GIB}\n")
    (tmp_path / "current").write_text(f"{int(1.5 * GIB)}\n")
    monkeypatch.setattr(computer, "LIMITS", (str(tmp_path / "max"),))
    monkeypatch.setattr(computer, "USED", (str(tmp_path / "current"),))
    assert computer.memory().says.startswith("0.5 GB free")


def test_no_limit_is_no_room_of_a_container(monkeypatch, tmp_path):
    (tmp_path / "max").write_text("max\n")
    monkeypatch.setattr(computer, "LIMITS", (str(tmp_path / "max"),))
    monkeypatch.setattr(computer, "USED", (str(tmp_path / "max"),))
    assert computer._container_room() is None


def test_a_full_disk_is_a_problem(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1000))
    assert computer.disk(tmp_path).state == "problem"


def test_a_course_that_cannot_be_written_to_is_a_problem(monkeypatch, tmp_path):
    monkeypatch.setattr(computer.tempfile, "TemporaryFile", no_room)
    found = computer.course_folder(tmp_path)
    assert found.state == "problem"
    assert "Permission denied" in found.says
    assert "copy the course to a folder of your own" in found.remedy


def test_a_home_that_cannot_be_written_to_names_the_variable(monkeypatch):
    monkeypatch.setattr(computer.tempfile, "TemporaryFile", no_room)
    assert "JUPYTER_RUNTIME_DIR" in computer.home().remedy


def test_progress_without_a_place_is_a_warning(monkeypatch):
    monkeypatch.setattr(computer.tempfile, "TemporaryFile", no_room)
    found = computer.progress()
    assert found.state == "warning"
    assert "CITYLAB_PROGRESS" in found.remedy


@pytest.mark.parametrize("text", ["{", "[1]", "\udcff"])
def test_a_damaged_progress_file_is_a_warning_and_stays_where_it_is(progress_file, text):
    progress_file.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert computer.progress().state == "warning"
    assert [path.name for path in progress_file.parent.iterdir()] == [progress_file.name]


def test_looking_for_a_place_leaves_nothing_behind(tmp_path):
    assert computer.course_folder(tmp_path).state == "ok"
    assert list(tmp_path.iterdir()) == []
