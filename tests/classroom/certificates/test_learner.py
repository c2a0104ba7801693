"""A learner gets a certificate for what is complete, and for nothing else."""

import json
from functools import partial

import pytest
from typer.testing import CliRunner

from citylab import progress
from citylab.modules import modules
from classroom.cli import app
from classroom.errors import CitylabError


def all_done(book, *, lesson):
    """Put a whole lesson into the progress, in one write."""
    book["study"][lesson.key] = {"seconds": 1800, "cells": list(lesson.cells), "last": "2026-11-20T10:00:00+00:00"}
    book["exercises"].update({name: {"tries": [], "hints": 0, "solved": True} for name in lesson.exercises})


def complete(*slugs):
    for module in modules():
        if module.slug in slugs:
            for lesson in module.lessons:
                progress.update(partial(all_done, lesson=lesson))
            progress.record_quiz(module.slug, right=11, questions=12)
            progress.record_assignment(module.slug, points=31, total=40)


def certify(*arguments, folder):
    return CliRunner().invoke(app, ["certify", *arguments, "--folder", str(folder)])


def test_complete_module_gets_a_file_and_a_page(tmp_path):
    complete("smart-grids")
    ended = certify("smart-grids", folder=tmp_path / "out")
    assert ended.exit_code == 0, ended.exception
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["smart-grids.html", "smart-grids.json"]
    for path in (tmp_path / "out").iterdir():
        checked = CliRunner().invoke(app, ["verify", str(path)])
        assert checked.exit_code == 0
        assert "SELF-ISSUED" in checked.output
        assert "estimate how much solar power fits" in checked.output


def test_second_certificate_leaves_the_first(tmp_path):
    complete("smart-grids")
    certify("smart-grids", folder=tmp_path / "out")
    before = (tmp_path / "out" / "smart-grids.json").read_bytes()
    certify("smart-grids", folder=tmp_path / "out")
    assert (tmp_path / "out" / "smart-grids.json").read_bytes() == before
    assert (tmp_path / "out" / "smart-grids-2.html").exists()


def test_incomplete_module_gets_none_and_hears_what_is_missing(tmp_path):
    progress.record_quiz("smart-grids", right=11, questions=12)
    ended = certify("smart-grids", folder=tmp_path / "out")
    assert isinstance(ended.exception, CitylabError)
    assert "not complete yet" in str(ended.exception)
    assert "4 lessons" in str(ended.exception)
    assert "quiz" not in str(ended.exception)
    assert not (tmp_path / "out").exists()


def test_course_needs_every_module(tmp_path):
    complete("smart-grids", "green-transport")
    ended = certify("--course", folder=tmp_path)
    assert "Internet of things:" in str(ended.exception)
    assert "Smart grids:" not in str(ended.exception)


def test_course_is_certified_when_all_is_complete(tmp_path):
    complete(*(module.slug for module in modules() if module.status == "ready"))
    assert certify("--course", folder=tmp_path / "out").exit_code == 0
    made = json.loads((tmp_path / "out" / "course.json").read_text(encoding="utf-8"))
    titles = [one["name"] for one in made["evidence"]]
    assert titles[:4] == ["Internet of things", "Smart grids", "Green transport", "Public participation"]


def test_marks_name_and_address_are_in_it_only_if_asked(tmp_path):
    complete("smart-grids")
    certify("smart-grids", folder=tmp_path / "plain")
    more = ("--with-marks", "--name", "Ada Byron", "--email", "ada@example.org")
    certify("smart-grids", *more, folder=tmp_path / "full")
    plain, full = ((tmp_path / where / "smart-grids.json").read_text() for where in ("plain", "full"))
    for part in ("31 of 40", "11 of 12", "Ada Byron", "identifier"):
        assert part not in plain
        assert part in full
    assert "ada@example.org" not in full


def test_two_certificates_of_one_person_have_other_numbers_and_salts(tmp_path):
    complete("smart-grids")
    for _ in range(2):
        certify("smart-grids", "--email", "ada@example.org", folder=tmp_path / "out")
    first, second = (json.loads((tmp_path / "out" / f"smart-grids{n}.json").read_text()) for n in ("", "-2"))
    assert first["id"] != second["id"]
    assert first["credentialSubject"]["identifier"] != second["credentialSubject"]["identifier"]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["smart-gird"], "no module named smart-gird"),
        (["smartgrids"], "that can be taken; did you mean smart-grids? There are: "),
        (["intelligent-homes"], "no module named intelligent-homes that can be taken"),
        ([], "say what for"),
        (["smart-grids", "--course"], "say what for"),
        (["smart-grids", "--student", "anna"], "need --gradebook"),
        (["smart-grids", "--until", "2020-01-01"], "is over"),
        (["smart-grids", "--email", "ada"], "no e-mail address"),
        (["smart-grids", "--name", "Ada\nByron"], "in one line"),
        (["smart-grids", "--name", "A" * 121], "at most 120"),
    ],
)
def test_wrong_call_is_told(arguments, why, tmp_path):
    complete("smart-grids")
    ended = certify(*arguments, folder=tmp_path)
    assert isinstance(ended.exception, CitylabError)
    assert why in str(ended.exception)


def test_who_prints_the_key_and_its_digits():
    lines = CliRunner().invoke(app, ["certify", "--who"]).stdout.splitlines()
    assert lines[0].startswith("did:key:z6Mk")
    assert len(lines[1].split(": ")[1].replace(" ", "")) == 30
