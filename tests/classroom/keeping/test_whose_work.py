"""Progress comes back to whom it belongs, and nothing that was reached is lost."""

import json

import pytest

from citylab import progress
from classroom.errors import CitylabError
from classroom.keeping import owner
from classroom.keeping.progress_merge import merge


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A function that moves the learner to another computer, with progress of its own."""

    def move(name: str) -> None:
        monkeypatch.setenv("CITYLAB_PROGRESS", str(tmp_path / name / "progress.json"))

    return move


def saved_by(learner) -> bytes:
    progress.record_solved("buses-1-gap")
    learner.rewrite("buses = 10", "buses = 11")
    data = learner.save()
    learner.ship(learner.lesson)
    return data


def test_fresh_computer_takes_over_progress_and_owner(learner, elsewhere):
    data, number = saved_by(learner), owner.known()
    elsewhere("fresh")
    learner.restore(data)
    assert progress.exercise("buses-1-gap")["solved"]
    assert owner.known() == number


def test_the_owner_is_random_and_stays(learner, elsewhere):
    numbers = []
    for name in ("a", "a", "b"):
        elsewhere(name)
        learner.save()
        numbers.append(owner.known())
    assert numbers[0] == numbers[1] != numbers[2]


def test_work_of_another_person_is_refused_and_nothing_changes(learner, elsewhere):
    data = saved_by(learner)
    elsewhere("friend")
    learner.save()
    progress.record_try("other-exercise", fingerprint="x")
    with pytest.raises(CitylabError, match=r"another person.*--from-another"):
        learner.restore(data)
    assert "buses = 10" in learner.sources()


def test_from_another_brings_notebooks_and_no_progress(learner, elsewhere):
    data = saved_by(learner)
    elsewhere("friend")
    learner.save()
    number = owner.known()
    progress.record_try("other-exercise", fingerprint="x")
    lines = learner.restore(data, from_another=True).lines
    assert "buses = 11" in learner.sources()
    assert not progress.exercise("buses-1-gap")["solved"]
    assert owner.known() == number
    assert any("the progress in this file was left out" in line for line in lines)


def test_session_of_binder_takes_over_whatever_was_tried_before(learner, elsewhere, monkeypatch):
    data = saved_by(learner)
    elsewhere("binder")
    learner.save()
    progress.record_try("other-exercise", fingerprint="x")
    monkeypatch.setenv("BINDER_LAUNCH_HOST", "https://example.org")
    learner.restore(data)
    assert progress.exercise("buses-1-gap")["solved"]
    assert progress.exercise("other-exercise")["tries"] == ["x"]


def test_progress_is_merged_once_and_for_all(learner):
    progress.record_try("a", fingerprint="1")
    data = learner.save()
    progress.record_try("a", fingerprint="2")
    progress.record_quiz("buses", right=3, questions=4)
    learner.restore(data)
    before = progress.location().read_bytes()
    learner.restore(data)
    assert progress.location().read_bytes() == before
    assert progress.exercise("a")["tries"] == ["1", "2"]
    assert progress.quiz("buses") == {"best": 3, "last": 3, "questions": 4}


def test_damaged_progress_here_is_set_aside(learner):
    data = saved_by(learner)
    progress.location().write_text("{")
    lines = learner.restore(data).lines
    assert progress.exercise("buses-1-gap")["solved"]
    assert list(progress.location().parent.glob("progress.damaged-*"))
    assert "your progress is back" in lines


def test_damaged_progress_in_the_file_leaves_the_notebooks_to_come_back(learner, elsewhere):
    progress.location().write_text("{")
    learner.rewrite("buses = 10", "buses = 11")
    data = learner.save()
    learner.ship(learner.lesson)
    elsewhere("fresh")
    lines = learner.restore(data).lines
    assert "buses = 11" in learner.sources()
    assert any("the progress in this file is damaged" in line for line in lines)


def test_progress_of_a_newer_course_is_left_out_and_said(learner, elsewhere):
    progress.location().write_text(json.dumps({"version": 99}))
    data = learner.save()
    elsewhere("fresh")
    assert any("newer version of the course" in line for line in learner.restore(data).lines)
    assert not progress.location().exists()


def test_progress_that_cannot_be_written_is_said_and_the_notebooks_come_back(learner, elsewhere, tmp_path):
    data = saved_by(learner)
    (tmp_path / "file").write_text("")
    elsewhere("file")
    lines = learner.restore(data).lines
    assert "buses = 11" in learner.sources()
    assert any("CITYLAB_PROGRESS" in line for line in lines)


@pytest.mark.parametrize(
    ("here", "saved", "both"),
    [
        ({"e": {"a": {"solved": False}}}, {"e": {"a": {"solved": True}}}, {"e": {"a": {"solved": True}}}),
        ({"e": {"a": {"tries": ["1"]}}}, {"e": {"a": {"tries": ["2", "1"]}}}, {"e": {"a": {"tries": ["1", "2"]}}}),
        ({"e": {"a": {"hints": 1}}}, {"e": {"a": {"hints": 2, "new": 7}}}, {"e": {"a": {"hints": 2, "new": 7}}}),
        ({"e": {}}, {"e": {"a": {}}, "unknown": [1]}, {"e": {"a": {}}, "unknown": [1]}),
        (
            {"q": {"m": {"best": 3, "last": 3, "questions": 9}}},
            {"q": {"m": {"best": 7, "last": 2, "questions": 9}}},
            {"q": {"m": {"best": 7, "last": 3, "questions": 9}}},
        ),
        (
            {"q": {"m": {"best": 3, "last": 3, "questions": 9}}},
            {"q": {"m": {"best": 8, "last": 8, "questions": 8}}},
            {"q": {"m": {"best": 3, "last": 3, "questions": 9}}},
        ),
        (
            {"a": {"m": {"best": 9, "last": 9, "total": 9, "when": "2026-01-01", "best_when": "2026-01-01"}}},
            {"a": {"m": {"best": 8, "last": 8, "total": 9, "when": "2026-01-02", "best_when": "2026-01-02"}}},
            {"a": {"m": {"best": 9, "last": 8, "total": 9, "when": "2026-01-02", "best_when": "2026-01-01"}}},
        ),
        (
            {"r": {"m": {"q": {"stability": 9.0, "last_review": "2026-01-01"}}}},
            {"r": {"m": {"q": {"stability": 2.0, "last_review": "2026-01-02"}}}},
            {"r": {"m": {"q": {"stability": 2.0, "last_review": "2026-01-02"}}}},
        ),
        (
            {"s": {"n": {"seconds": 50, "cells": ["a"], "last": "2026-01-02"}}},
            {"s": {"n": {"seconds": 90, "cells": ["b"], "last": "2026-01-01"}}},
            {"s": {"n": {"seconds": 90, "cells": ["a", "b"], "last": "2026-01-02"}}},
        ),
    ],
)
def test_two_progress_files_know_more_together(here, saved, both):
    assert merge(here, saved) == both
    assert merge(both, saved) == both
