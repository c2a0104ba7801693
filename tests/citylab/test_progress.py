import json
import os
import stat
import subprocess
import sys
from datetime import datetime

import pytest

from citylab import progress
from citylab.progress_file import VERSION

MANY_TRIES = """
import sys
from citylab import progress
from citylab.progress_file import VERSION
for number in range(40):
    progress.record_try(f"grid-{sys.argv[1]}-{number}", fingerprint="a")
    progress.record_try("grid-shared", fingerprint=f"{sys.argv[1]}-{number}")
"""


def test_nothing_is_known_of_a_beginner():
    assert progress.exercise("grid-1-peak") == {"tries": [], "hints": 0, "solved": False}
    assert progress.quiz("smart-grids") is None


def test_the_same_wrong_answer_counts_once():
    for fingerprint in ("a", "b", "a"):
        progress.record_try("grid-1-peak", fingerprint=fingerprint)
    assert progress.exercise("grid-1-peak")["tries"] == ["a", "b"]


def test_hints_never_go_back():
    progress.record_hints("grid-1-peak", seen=2)
    progress.record_hints("grid-1-peak", seen=1)
    assert progress.exercise("grid-1-peak")["hints"] == 2


def test_solved_stays_solved_after_a_wrong_try():
    progress.record_solved("grid-1-peak")
    progress.record_try("grid-1-peak", fingerprint="a")
    assert progress.exercise("grid-1-peak")["solved"]


def test_best_score_is_kept_and_the_last_one_told():
    progress.record_quiz("smart-grids", right=10, questions=12)
    progress.record_quiz("smart-grids", right=7, questions=12)
    assert progress.quiz("smart-grids") == {"best": 10, "last": 7, "questions": 12}


def test_best_score_starts_anew_when_the_quiz_has_other_questions():
    progress.record_quiz("smart-grids", right=10, questions=12)
    progress.record_quiz("smart-grids", right=3, questions=4)
    assert progress.quiz("smart-grids")["best"] == 3


def test_what_is_returned_is_a_copy():
    progress.exercise("grid-1-peak")["tries"].append("x")
    assert progress.exercise("grid-1-peak")["tries"] == []


def test_home_folder_is_used_without_the_variable(monkeypatch, tmp_path):
    monkeypatch.delenv("CITYLAB_PROGRESS")
    monkeypatch.setattr(progress.Path, "home", lambda: tmp_path)
    assert progress.location() == tmp_path / ".citylab" / "progress.json"


def test_two_kernels_at_once_lose_nothing(progress_file):
    kernels = [subprocess.Popen([sys.executable, "-c", MANY_TRIES, name]) for name in "xy"]
    assert [kernel.wait() for kernel in kernels] == [0, 0]
    book = json.loads(progress_file.read_text())
    assert len(book["exercises"]) == 81
    assert len(book["exercises"]["grid-shared"]["tries"]) == 80


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"{}",
        b'{"exercises": {}, "quizzes": []}',
        b'{"exercises": {"a": {"tries": [], "hints": "2", "solved": false}}, "quizzes": {}}',
        b'{"exercises": {}, "quizzes": {}, "version": "2"}',
        b'{"exercises": {}, "quizzes": {}, "version": true}',
        b'{"exercises": {}, "quizzes": {}, "version": 0}',
        b'{"exercises": {}, "quizzes": {}, "version": 2, "review": []}',
        b"[" * 100_000,
    ],
)
def test_damaged_file_is_set_aside_with_a_note(progress_file, content, capsys):
    progress_file.write_bytes(content)
    progress.record_solved("grid-1-peak")
    assert "progress.damaged-1.json; a new one is started" in capsys.readouterr().out
    assert progress_file.with_name("progress.damaged-1.json").read_bytes() == content
    assert progress.exercise("grid-1-peak")["solved"]


def test_second_damaged_file_does_not_replace_the_first(progress_file):
    for content in ("one", "two"):
        progress_file.write_text(content)
        progress.exercise("grid-1-peak")
    kept = sorted(progress_file.parent.glob("*damaged*"))
    assert [path.read_text() for path in kept] == ["one", "two"]


def test_unwritable_place_means_memory_with_one_note(monkeypatch, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CITYLAB_PROGRESS", str(tmp_path / "file" / "progress.json"))
    progress.record_solved("grid-1-peak")
    progress.record_solved("grid-1-drop")
    assert capsys.readouterr().out.count("for this session only") == 1
    assert progress.exercise("grid-1-peak")["solved"]


def test_interrupted_write_leaves_the_old_file(monkeypatch, progress_file):
    progress.record_solved("grid-1-peak")
    before = progress_file.read_bytes()
    monkeypatch.setattr(os, "fsync", lambda file: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        progress.record_solved("grid-1-drop")
    assert progress_file.read_bytes() == before
    assert not list(progress_file.parent.glob("*.partial"))


def test_own_marking_keeps_the_best_and_the_last():
    progress.record_assignment("smart-grids", points=30, total=44)
    progress.record_assignment("smart-grids", points=20.5, total=44)
    kept = progress.assignment("smart-grids")
    assert (kept["best"], kept["last"], kept["total"]) == (30, 20.5, 44)
    assert datetime.fromisoformat(kept["when"]).tzinfo


def test_best_of_the_assignment_starts_anew_when_its_points_change():
    progress.record_assignment("smart-grids", points=30, total=44)
    progress.record_assignment("smart-grids", points=12, total=40)
    assert progress.assignment("smart-grids")["best"] == 12


@pytest.mark.parametrize(("points", "total"), [(-1, 44), (45, 44), (0, 0), (float("nan"), 44), (1, float("inf"))])
def test_impossible_points_are_refused(points, total):
    with pytest.raises(ValueError, match="points must be within 0 and a total above 0"):
        progress.record_assignment("smart-grids", points=points, total=total)


def test_study_adds_time_and_unites_cells():
    progress.record_study("a/b", seconds=10, cells=["x"])
    progress.record_study("a/b", seconds=-99, cells=["y", "x"])
    kept = progress.everything()["study"]["a/b"]
    assert (kept["seconds"], kept["cells"]) == (10, ["x", "y"])


def test_file_without_a_version_is_read_and_extended(progress_file):
    entry = {"tries": ["a"], "hints": 1, "solved": True}
    progress_file.write_text(json.dumps({"exercises": {"grid-1-peak": entry}, "quizzes": {}}))
    assert progress.exercise("grid-1-peak") == entry
    progress.record_assignment("smart-grids", points=1, total=2)
    book = json.loads(progress_file.read_text())
    assert (book["version"], book["exercises"]["grid-1-peak"]) == (VERSION, entry)


def test_file_of_a_newer_version_is_left_alone_and_read_as_far_as_understood(progress_file, capsys):
    entry = {"tries": [], "hints": 0, "solved": True}
    text = json.dumps({"version": VERSION + 1, "exercises": {"grid-1-peak": entry}, "quizzes": "in another file"})
    progress_file.write_text(text)
    assert progress.exercise("grid-1-peak") == entry
    progress.record_solved("grid-1-drop")
    assert progress_file.read_text() == text
    assert capsys.readouterr().out.count("comes from a newer version of the course and is left as it is") == 1
    assert progress.exercise("grid-1-drop")["solved"]
    assert list(progress_file.parent.glob("*damaged*")) == []


def test_what_this_version_does_not_know_survives(progress_file):
    progress.record_quiz("smart-grids", right=1, questions=12)
    book = json.loads(progress_file.read_text())
    book["badges"] = {"first": 1}
    book["quizzes"]["smart-grids"]["seed"] = 7
    progress_file.write_text(json.dumps(book))
    progress.record_quiz("smart-grids", right=2, questions=12)
    after = json.loads(progress_file.read_text())
    assert (after["badges"], after["quizzes"]["smart-grids"]["seed"]) == ({"first": 1}, 7)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_only_its_owner_may_read_the_file(progress_file):
    progress.record_solved("grid-1-peak")
    assert stat.S_IMODE(progress_file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "change",
    [
        {"study": {"a": {"seconds": 10**400, "cells": []}}},
        {"study": {"a": {"seconds": float("nan"), "cells": []}}},
        {"assignments": {"a": {"best": -1, "last": 1, "total": 4, "when": "", "best_when": ""}}},
        {"assignments": {"a": {"best": 1, "last": 1, "total": float("inf"), "when": "", "best_when": ""}}},
        {"quizzes": {"a": {"best": 10**400, "last": 1, "questions": 4}}},
    ],
)
def test_number_that_nobody_reaches_is_damage(progress_file, change):
    empty = {"exercises": {}, "quizzes": {}, "assignments": {}, "study": {}, "review": {}}
    progress_file.write_text(json.dumps({"version": 2, **empty, **change}))
    assert progress.everything()["study"] == {}
    assert progress_file.with_name("progress.damaged-1.json").exists()


@pytest.mark.parametrize("part", ["medals", "review"])
def test_parts_nested_without_end_are_damage(progress_file, part):
    empty = {"exercises": {}, "quizzes": {}, "assignments": {}, "study": {}, "review": {}}
    deep = '{"a": ' * 400 + "1" + "}" * 400
    progress_file.write_text(json.dumps({"version": 2, **empty, part: {}})[:-1] + f', "{part}": {deep}}}')
    progress.record_solved("grid-1-peak")
    assert progress.exercise("grid-1-peak")["solved"]
    assert progress_file.with_name("progress.damaged-1.json").exists()
