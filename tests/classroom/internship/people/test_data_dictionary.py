"""The description of the two lists names every column that is read, and tells which may be left out."""

import re

import pytest

from classroom.internship.people import hosts, interns


@pytest.mark.parametrize(("name", "reader"), [("interns", interns), ("hosts", hosts)])
def test_every_column_is_described(repository, name, reader):
    text = (repository / "course" / "internship" / "examples" / "README.md").read_text(encoding="utf-8")
    section = re.split(r"^##+ ", text.partition(f"### {name}.csv")[2], flags=re.MULTILINE)[0]
    cells = re.findall(r"^\| (`.*?) \|", section, flags=re.MULTILINE)
    described = {column: "(optional)" in cell for cell in cells for column in re.findall(r"`(\w+)`", cell)}
    assert described == dict.fromkeys(reader.REQUIRED, False) | dict.fromkeys(reader.OPTIONAL, True)
