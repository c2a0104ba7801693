"""Discussions of other ways: written in the master, in no notebook, one for every question that tests mark."""

import re
from pathlib import Path

import pytest

from citylab.modules import modules
from classroom.assignment import open_assignment
from classroom.building.masters import build_master, discussions_of
from classroom.building.percent import TagError
from classroom.building.targets import masters

from .conftest import NAME

REPOSITORY = Path(__file__).resolve().parents[3]
READY = sorted({module.slug for module in modules() if module.status == "ready"} & set(masters(REPOSITORY)))
TOO_EASY = re.compile(r"\b(simply|just|easy|easily|of course|obviously)\b", re.IGNORECASE)


@pytest.fixture(params=READY)
def asked(request):
    return request.param, discussions_of(masters(REPOSITORY)[request.param])


def test_four_assignments_are_looked_at():
    assert len(READY) >= 4


def test_every_question_that_tests_mark_has_a_discussion(asked):
    name, found = asked
    assert sorted(found) == sorted(open_assignment(REPOSITORY, name).questions)


def test_discussion_has_two_to_six_sentences_of_its_own(asked):
    _, found = asked
    for question, text in found.items():
        assert 2 <= len(re.findall(r"[.?!](?:\s|$)", re.sub(r"`[^`]*`|\$[^$]*\$", "x", text))) <= 6, question
        assert 40 <= len(text.split()) <= 130, question
        assert not TOO_EASY.search(text), question
    assert len(set(found.values())) == len(found)


def test_no_notebook_holds_a_discussion(asked):
    name, found = asked
    for step in ("source", "release"):
        text = (REPOSITORY / "assignments" / step / name / f"{name}.ipynb").read_text(encoding="utf-8")
        assert "discussion=" not in text
        assert not any(found[question][:60] in text for question in found)


def test_discussion_changes_nothing_in_the_source(root, small_course):
    master = f"assignments/masters/{NAME}/{NAME}.py"
    assert build_master(root / master) == build_master(small_course / master)
    assert list(discussions_of(root / master)) == ["energy"]


@pytest.mark.parametrize(
    ("tags", "told"),
    [
        ('discussion="who"', r"py:3: discussion 'who' has no solution; write it below # %% solution=\"who\""),
        ('discussion="nowhere"', "discussion 'nowhere' has no solution"),
        ('discussion="energy" points=2', "points, go together"),
        ('discussion="energy" question="energy"', "one role"),
        ('discussion="Energy"', "must name an id"),
        ('discussions="energy"', "unknown tag 'discussions'"),
    ],
)
def test_wrong_tag_is_refused_with_file_line_and_remedy(root, tags, told):
    master = root / "assignments" / "masters" / NAME / f"{NAME}.py"
    text = master.read_text(encoding="utf-8").replace("# %%\nimport math\n", "", 1)
    master.write_text(f"# %%\nimport math\n# %% [markdown] {tags}\n# Text.\n\n{text}", encoding="utf-8")
    with pytest.raises(TagError, match=told):
        build_master(master)


def test_second_discussion_of_a_question_is_refused(root):
    master = root / "assignments" / "masters" / NAME / f"{NAME}.py"
    with master.open("a", encoding="utf-8") as file:
        file.write('\n# %% [markdown] discussion="energy"\n# Once more.\n')
    with pytest.raises(TagError, match="stands already on line"):
        build_master(master)
