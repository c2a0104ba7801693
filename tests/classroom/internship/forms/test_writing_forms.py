"""The page is one file that asks for nothing, whatever the names are."""

import re
from datetime import date

import pytest

from citylab.internship import answers
from classroom.errors import CitylabError
from classroom.internship import forms
from classroom.internship.forms.writing import NEEDED

PEOPLE = {"intern": "ines-calder", "supervisor": "Tomasz Hale", "host": "Northgate"}


@pytest.mark.parametrize("document", forms.for_supervisors())
def test_every_document_of_a_supervisor_has_a_page_without_an_address(document, tmp_path):
    path = forms.write(document, tmp_path / "new", **PEOPLE, due_on=date(2027, 4, 23))
    text = path.read_text(encoding="utf-8")
    assert path.name == f"{document}-ines-calder.html"
    assert "Friday, 23 April 2027" in text
    assert re.findall(r"https?://|src=|url\(|@import", text) == []
    assert "default-src 'none'" in text


@pytest.mark.parametrize("document", forms.for_supervisors())
def test_every_such_form_says_who_fills_it_in(document):
    assert set(NEEDED) <= set(answers.form(document).fields)


@pytest.mark.parametrize("document", forms.for_supervisors())
def test_every_field_has_a_label_of_its_own(document, tmp_path):
    text = forms.write(document, tmp_path, **PEOPLE).read_text(encoding="utf-8")
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    controls = re.findall(r'<(?:input|textarea)[^>]* id="([^"]+)"', text)
    assert [name for name in controls if f'for="{name}"' not in text] == []


def test_a_name_cannot_break_out_of_the_page(tmp_path):
    name = "</script><script>alert(1)</script>\"'&"
    people = {**PEOPLE, "intern_name": name, "supervisor": name, "host": name, "coordinator_email": name}
    text = forms.write("host-feedback", tmp_path, **people).read_text(encoding="utf-8")
    assert "<script>alert" not in text
    assert text.count("<script") == 2


@pytest.mark.parametrize(("document", "intern"), [("host-feedback", "../x"), ("final-report", "ines")])
def test_an_unsafe_id_and_another_document_are_refused(document, intern, tmp_path):
    with pytest.raises(CitylabError, match=r"cannot be the name|not a document that supervisors"):
        forms.write(document, tmp_path, **{**PEOPLE, "intern": intern})


def test_the_same_form_is_the_same_file(tmp_path):
    one, two = (forms.write("host-feedback", tmp_path / folder, **PEOPLE) for folder in "ab")
    assert one.read_bytes() == two.read_bytes()
