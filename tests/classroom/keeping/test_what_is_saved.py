"""A saved file holds all that a learner would miss, and nothing else."""

import io
import json
import zipfile
from datetime import UTC, date, datetime

import pytest

from classroom import keeping
from classroom.keeping import collecting, shipped
from classroom.keeping.saving import save_with_report

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def content(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def files(learner) -> list[str]:
    return sorted(name.removeprefix("files/") for name in content(learner.save()) if name.startswith("files/"))


def put(learner, path: str, data: bytes = b"mine") -> None:
    place = learner.root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def test_untouched_course_gives_only_the_list(learner):
    assert list(content(learner.save())) == ["manifest.json"]


def test_notebook_that_was_only_run_is_not_saved(learner):
    def run(cells):
        cells[1].execution_count = 1

    learner.edit(run)
    assert files(learner) == []


def test_changed_notebook_is_saved_with_the_base_of_every_cell(learner):
    learner.rewrite("buses = 10", "buses = 11")
    manifest = json.loads(content(learner.save())["manifest.json"])
    (entry,) = manifest["files"]
    assert entry["path"] == learner.place.as_posix()
    assert [cell["id"] for cell in entry["shipped"]] == [
        *(f"cell-{n:03d}" for n in range(4)),
        "buses-1-gap",
        "cell-005",
        "cell-006",
        "where-next",
    ]
    assert all(len(cell["digest"]) == 64 for cell in entry["shipped"])
    assert manifest["format"] == 1
    assert manifest["version"]


def test_outputs_are_left_out(learner):
    import nbformat

    def show(cells):
        cells[3].source = "buses = 11"
        cells[3].outputs = [nbformat.v4.new_output("stream", text="a long output")]

    learner.edit(show)
    assert b"a long output" not in content(learner.save())[f"files/{learner.place.as_posix()}"]


def test_files_beside_are_saved_and_clutter_is_not(learner):
    for path in ("course/notebooks/01-buses/my.csv", "course/my-work/own.ipynb", "assignments/release/x/notes.txt"):
        put(learner, path)
    put(learner, "course/notebooks/.ipynb_checkpoints/01_count-checkpoint.ipynb")
    put(learner, "course/my-work/__pycache__/a.pyc")
    put(learner, "course/my-work/x/feedback.html")
    put(learner, "elsewhere/my.csv")
    assert files(learner) == [
        "assignments/release/x/notes.txt",
        "course/my-work/own.ipynb",
        "course/notebooks/01-buses/my.csv",
    ]


def test_links_are_not_followed(learner, tmp_path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "a.txt").write_text("secret")
    (learner.root / "course" / "my-work").mkdir()
    (learner.root / "course" / "my-work" / "folder").symlink_to(tmp_path / "secret")
    (learner.root / "course" / "my-work" / "a.txt").symlink_to(tmp_path / "secret" / "a.txt")
    assert files(learner) == []


@pytest.mark.parametrize(
    ("limit", "reason"),
    [("MAX_FILE_BYTES", "larger than"), ("MAX_TOTAL_BYTES", "all together"), ("MAX_FILES", "all together")],
)
def test_what_is_too_large_is_left_out_and_named(learner, monkeypatch, limit, reason):
    put(learner, "course/my-work/data.csv", b"12345")
    monkeypatch.setattr(collecting, limit, 0 if limit == "MAX_FILES" else 4)
    saved = save_with_report(learner.root)
    assert "files/course/my-work/data.csv" not in content(saved.data)
    assert any("left out: course/my-work/data.csv: " in line and reason in line for line in saved.lines)


def test_name_that_does_not_travel_is_left_out_and_named(learner):
    put(learner, "course/my-work/day 1: notes.txt")
    assert any("rename it" in line for line in save_with_report(learner.root).lines)


def test_names_that_some_computers_take_for_one_are_not_both_saved(learner):
    put(learner, "course/my-work/Data.csv")
    put(learner, "course/my-work/data.csv", b"other")
    saved = save_with_report(learner.root)
    assert any("the same name but for capital letters" in line for line in saved.lines)
    learner.restore(saved.data)


def test_damaged_notebook_is_saved_as_it_is(learner):
    put(learner, learner.place.as_posix(), b'{"cells": [')
    assert content(learner.save())[f"files/{learner.place.as_posix()}"] == b'{"cells": ['


def test_same_work_gives_the_same_bytes(learner):
    put(learner, "course/my-work/data.csv")
    learner.rewrite("buses = 10", "buses = 11")
    one, other = (save_with_report(learner.root, now=NOON).data for _ in range(2))
    assert one == other


def test_folders_that_are_missing_are_no_reason_to_fail(learner):
    import shutil

    shutil.rmtree(learner.root / "course" / "notebooks")
    assert files(learner) == []


def test_lessons_that_cannot_be_built_do_not_keep_the_work_in(learner):
    learner.rewrite("buses = 10", "buses = 11")
    (learner.root / "course" / "lessons" / "01-buses" / "01_count.py").write_text("broken")
    saved = save_with_report(learner.root)
    assert f"files/{learner.place.as_posix()}" in content(saved.data)
    assert "every notebook is saved" in saved.lines[0]
    learner.ship(learner.newer)
    learner.restore(saved.data)
    assert "buses = 12" in learner.sources()
    assert "buses = 11" in learner.sources(learner.place.with_name("01_count-saved-work.ipynb"))


def test_what_the_course_ships_is_built_once(learner, monkeypatch):
    keeping.prepare(learner.root)
    monkeypatch.setattr("classroom.building.targets.expected", lambda root: pytest.fail("built again"))
    assert files(learner) == []


def test_damaged_memory_of_the_build_is_replaced(learner):
    learner.save()
    shipped.cache_file().write_text("{")
    assert files(learner) == []


def test_the_name_holds_the_day():
    assert keeping.file_name(date(2026, 11, 21)) == "citylab-work-2026-11-21.zip"
