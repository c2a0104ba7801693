import json
import os
import subprocess
import sys

import pytest

from citylab import progress

MANY_TRIES = """
import sys
from citylab import progress
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
