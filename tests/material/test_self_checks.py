"""Every exercise of a page has a declared self-check, and the other way round."""

import re

import pytest

from citylab import practice

DECLARED = {name: exercise for theme in practice.themes() for name, exercise in practice.exercises(theme).items()}


def checked_in(page):
    return re.findall(r'^check\("([^"]+)"', "\n".join(cell.source for cell in page.code), flags=re.MULTILINE)


def test_checks_of_a_page_are_declared_for_it(page):
    lesson = f"{page.path.parent.name}/{page.path.stem}"
    assert checked_in(page) == [name for name, exercise in DECLARED.items() if exercise.lesson == lesson]


def test_each_check_follows_its_answer_cell(page):
    ids = [cell.id for cell in page.cells if cell.cell_type == "code"]
    for position, cell in enumerate(page.code):
        for name in re.findall(r'^check\("([^"]+)"', cell.source, flags=re.MULTILINE):
            assert ids[position - 1] == name


@pytest.mark.parametrize("name", DECLARED)
def test_declaration_is_complete(name):
    practice.validate(DECLARED[name])
    assert len(DECLARED[name].hints) >= 2
    assert callable(DECLARED[name].expected)
