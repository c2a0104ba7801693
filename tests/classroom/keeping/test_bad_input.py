"""Whatever is handed in or stands on the disk: one sentence with the remedy, and nothing is lost."""

import io
import json
import zipfile
from datetime import UTC, datetime

import pytest

from classroom import keeping
from classroom.errors import CitylabError
from classroom.keeping import archive, disk
from classroom.keeping.saving import save_with_report


@pytest.fixture
def saved(learner) -> bytes:
    """A file in which one cell is changed; the disk holds the course again."""
    learner.rewrite("buses = 10", "buses = 11")
    data = learner.save()
    learner.ship(learner.lesson)
    return data


def remade(data: bytes, change) -> bytes:
    """Return the zip with other members: `change` gets and edits them by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        members = {name: bundle.read(name) for name in bundle.namelist()}
    change(members)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as bundle:
        for name, content in members.items():
            bundle.writestr(name, content)
    return made.getvalue()


def edited_list(**fields):
    """Return a change of the list in a saved file."""

    def change(members):
        members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | fields).encode()

    return change


def with_member(name: str):
    """Return a change that adds a file."""
    return lambda members: members.update({name: b"x"})


def tree(learner) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(learner.root.rglob("*")) if path.is_file()}


def refused(learner, data: bytes, message: str) -> None:
    """Assert that a file is refused in one sentence, and that the course's folder is as it was."""
    before = tree(learner)
    with pytest.raises(CitylabError, match=message) as caught:
        learner.restore(data)
    assert "\n" not in str(caught.value)
    assert tree(learner) == before


def test_no_zip_file(learner):
    refused(learner, b"hello", "no zip file.*citylab save")


def test_truncated_zip_file(learner, saved):
    refused(learner, saved[: len(saved) // 2], "may be an incomplete download.*download it again")


def test_flipped_byte_in_the_content(learner, saved):
    at = saved.index(b"files/") + 200
    refused(learner, saved[:at] + bytes([saved[at] ^ 255]) + saved[at + 1 :], "damaged|changed after")


def test_member_that_was_changed_after_saving(learner, saved):
    def change(members):
        members[f"files/{learner.place.as_posix()}"] += b" "

    refused(learner, remade(saved, change), "was changed after it was saved")


def test_member_that_is_missing(learner, saved):
    refused(learner, remade(saved, lambda members: members.popitem()), "no file that citylab save|missing")


def test_zip_file_of_something_else(learner):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w"):
        pass
    refused(learner, made.getvalue(), "no file that citylab save has made")


def test_newer_format(learner, saved):
    refused(
        learner, remade(saved, edited_list(format=2, version="9.9")), r"newer version of the course \(9\.9, format 2"
    )


@pytest.mark.parametrize(
    "fields", [{"format": "1"}, {"format": True}, {"files": 3}, {"files": [{}]}, {"time": "noon"}, {"owner": 5}]
)
def test_list_that_is_none(learner, saved, fields):
    refused(learner, remade(saved, edited_list(**fields)), "no file that citylab save has made")


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "/etc/evil",
        "files/course/my-work/../../../evil.txt",
        "files/course/lessons/evil.py",
        "files/course/my-work/.hidden/evil",
        "files/course/my-work/C:/evil",
        "files/course/my-work/a\\..\\evil",
        "files/C:/course/my-work/evil",
        "files/course/my-work/nul.txt",
        "files/course/my-work//evil",
        "evil.txt",
    ],
)
def test_path_that_leaves_the_learners_folders(learner, saved, name):
    refused(learner, remade(saved, with_member(name)), "outside your folders")


def test_path_that_only_the_list_names(learner, saved):
    entry = {"path": "../evil.txt", "sha256": "0", "shipped": None}
    refused(learner, remade(saved, edited_list(files=[entry])), "missing or was changed")


def test_link_in_the_file(learner, saved):
    made = io.BytesIO(saved)
    with zipfile.ZipFile(made, "a") as bundle:
        link = zipfile.ZipInfo("files/course/my-work/link")
        link.external_attr = 0o120777 << 16
        bundle.writestr(link, "/etc")
    refused(learner, made.getvalue(), "outside your folders")


def test_two_names_that_some_computers_take_for_one(learner, saved):
    def change(members):
        members |= {"files/course/my-work/a.txt": b"1", "files/course/my-work/A.txt": b"2"}

    refused(learner, remade(saved, change), "no file that citylab save has made")


def test_file_that_unpacks_to_too_much(learner, saved, monkeypatch):
    monkeypatch.setattr(archive, "MAX_BYTES", 1_000)
    refused(learner, saved, "citylab save makes none so large")


def test_file_with_too_many_members(learner, saved, monkeypatch):
    monkeypatch.setattr(archive, "MAX_MEMBERS", 1)
    refused(learner, saved, "citylab save makes none so large")


def test_link_on_the_disk_that_leads_out(learner, saved, tmp_path):
    outside = tmp_path / "outside"
    folder = (learner.root / learner.place).parent
    folder.rename(outside)
    folder.symlink_to(outside)
    before = (outside / learner.place.name).read_bytes()
    with pytest.raises(CitylabError, match="a link that leads out of the course"):
        learner.restore(saved)
    assert (outside / learner.place.name).read_bytes() == before


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_full_disk_in_the_middle_loses_nothing_and_the_next_try_succeeds(learner, saved, monkeypatch, step):
    learner.rewrite("buses = 10", "buses = 99")

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(disk.os, step, full)
        refused(learner, saved, "No space left on device.*restore the same file again")
    learner.restore(saved)
    assert "buses = 11" in learner.sources()


def test_backup_exists_before_anything_is_replaced(learner, saved, monkeypatch):
    learner.rewrite("buses = 10", "buses = 99")
    before = (learner.root / learner.place).read_bytes()
    replace, calls = disk.os.replace, []

    def only_once(*paths):
        calls.append(paths)
        if len(calls) > 1:
            raise OSError(28, "No space left on device")
        replace(*paths)

    monkeypatch.setattr(disk.os, "replace", only_once)
    with pytest.raises(CitylabError, match="No space left"):
        learner.restore(saved)
    (backup,) = (learner.root / "course/my-work/backup").rglob("*.ipynb")
    assert backup.read_bytes() == before == (learner.root / learner.place).read_bytes()
    assert not list(learner.root.rglob("*.partial"))


def test_odd_notes_of_another_program_beside_a_cell_do_not_make_the_notebook_invalid(learner):
    learner.add("x = 1", after="import math")
    path = learner.root / learner.place
    notebook = json.loads(path.read_bytes())
    notebook["cells"][2]["metadata"] = {"tags": 5}
    notebook["cells"][0] |= {"source": "mine", "attachments": {"a.png": 7}}
    path.write_text(json.dumps(notebook))
    data = learner.save()
    learner.ship(learner.lesson)
    learner.restore(data)
    assert learner.sources()[0] == "mine"
    assert learner.sources()[2] == "x = 1"


def test_folder_without_permission_is_named(learner, saved, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(disk.Path, "mkdir", refuse)
    refused(learner, saved, "01_count.ipynb: cannot be written .Permission denied.")


def test_what_stands_here_and_is_in_neither_is_put_aside_and_said(learner, saved):
    learner.rewrite("buses = 10", "buses = 99")
    before = (learner.root / learner.place).read_bytes()
    restored = learner.restore(saved)
    (backup,) = restored.backups
    assert backup.startswith("course/my-work/backup/")
    assert (learner.root / backup).read_bytes() == before
    assert any(backup in line for line in restored.lines)
    assert "buses = 11" in learner.sources()
    learner.restore(saved)
    assert len(list((learner.root / "course/my-work/backup").rglob("*.ipynb"))) == 1


def test_damaged_notebook_here_is_put_aside(learner, saved):
    (learner.root / learner.place).write_bytes(b'{"cells": [')
    (backup,) = learner.restore(saved).backups
    assert (learner.root / backup).read_bytes() == b'{"cells": ['
    assert "buses = 11" in learner.sources()


def test_deleted_notebook_and_missing_folder_come_back(learner, saved):
    import shutil

    shutil.rmtree(learner.root / "course" / "notebooks")
    learner.restore(saved)
    assert "buses = 11" in learner.sources()


def test_folder_where_a_notebook_should_be(learner, saved):
    (learner.root / learner.place).unlink()
    (learner.root / learner.place).mkdir()
    refused(learner, saved, "rename it, then restore again")


def test_notebook_in_the_file_that_is_none_comes_back_beside(learner):
    (learner.root / learner.place).write_bytes(b"no notebook")
    data = learner.save()
    learner.ship(learner.lesson)
    restored = learner.restore(data)
    assert (learner.root / "course/notebooks/01-buses/01_count-damaged.ipynb").read_bytes() == b"no notebook"
    assert "buses = 10" in learner.sources()
    assert any("held no readable notebook" in line for line in restored.lines)


def test_file_from_the_future_is_restored_with_a_remark(learner):
    learner.rewrite("buses = 10", "buses = 11")
    data = save_with_report(learner.root, now=datetime(2126, 1, 1, tzinfo=UTC)).data
    learner.ship(learner.lesson)
    assert "one of the two clocks is wrong" in learner.restore(data).lines[0]
    assert "buses = 11" in learner.sources()


def test_own_notebook_whose_name_the_course_took_is_kept_beside(learner):
    own = learner.root / "course/notebooks/01-buses/02_more.ipynb"
    own.write_bytes((learner.root / learner.place).read_bytes().replace(b"buses = 10", b"buses = 5"))
    data = learner.save()
    own.unlink()
    learner.ship(learner.lesson, name="02_more")
    learner.restore(data)
    assert "buses = 5" in learner.sources(own.with_name("02_more-saved-work.ipynb"))
    assert "buses = 10" in learner.sources(own)


def test_own_file_that_differs_here_is_put_aside(learner):
    place = learner.root / "course/my-work/data.csv"
    place.parent.mkdir()
    place.write_text("old")
    data = learner.save()
    place.write_text("newer")
    (backup,) = learner.restore(data).backups
    assert place.read_text() == "old"
    assert (learner.root / backup).read_text() == "newer"


def test_restored_is_what_the_package_promises(learner, saved):
    assert isinstance(learner.restore(saved), keeping.Restored)
