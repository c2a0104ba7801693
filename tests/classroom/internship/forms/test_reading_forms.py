"""What a supervisor's page saved is read; everything else is refused in a sentence with the remedy."""

import json
from datetime import date

import pytest

from classroom.errors import CitylabError
from classroom.internship import forms


def test_a_file_that_the_page_saved_is_read(sent, save):
    filled = forms.read(save(sent))
    assert (filled.document, filled.intern) == ("supervisor-evaluation", "ines-calder")
    assert (filled.supervisor_name, filled.supervisor_email) == ("Tomasz Hale", "tomasz.hale@example.org")
    assert filled.signed_on == date(2027, 4, 23)
    assert filled.answers == sent["answers"]


def test_a_byte_order_mark_that_a_mail_program_added_does_no_harm(sent, save):
    assert forms.read(save(b"\xef\xbb\xbf" + json.dumps(sent).encode())).intern == "ines-calder"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "cannot be read as JSON, or is damaged; ask the supervisor for the file that the page saved"),
        (b"<!DOCTYPE html>", "this is the page, not the file that it saves"),
        (b'{"citylab_form": 1', "cannot be read as JSON"),
        (b"\xff\xfe\x00", "cannot be read as JSON"),
        (b"[" * 100_000, "cannot be read as JSON"),
        (b'{"citylab_form": 1, "citylab_form": 1}', "cannot be read as JSON"),
        (b'{"citylab_form": NaN}', "cannot be read as JSON"),
        (b'{"citylab_form": ' + b"9" * 5000 + b"}", "cannot be read as JSON"),
        (b'{"cells": []}', "not a form that was filled in"),
        (b"[1, 2]", "not a form that was filled in"),
        (b"x" * 200_001, "more than 200 kB"),
        ({"citylab_form": 2}, "made by version 2 of the form, and this program reads version 1; send a new form"),
        ({"citylab_form": True}, "made by version True"),
        ({"citylab_form": 1, "document": "x"}, "unknown or missing: answers, intern"),
    ],
)
def test_what_is_no_form_is_refused_with_the_remedy(save, content, says):
    with pytest.raises(CitylabError, match=says):
        forms.read(save(content))


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("document", "final-report", "not a document that supervisors fill in; there are: supervisor-evaluation, host"),
        ("document", ["x"], "not what they should be"),
        ("intern", "../../etc", "cannot be the name of a folder on every computer"),
        ("intern", "CON", "cannot be the name of a folder"),
        ("intern", "ines\u202ecalder", "cannot be the name of a folder"),
        ("intern", "", "cannot be the name of a folder"),
        ("extra", 1, "unknown or missing: extra"),
        ("answers", [], "not what they should be"),
    ],
)
def test_a_changed_frame_is_refused(sent, save, key, value, says):
    with pytest.raises(CitylabError, match=says):
        forms.read(save({**sent, key: value}))


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("strength", "Good", "strength: it has 1 word; write 15 to 200 words"),
        ("quality", "4", "quality: '4' is not among the choices"),
        ("quality", "0", "reason_for_none: you chose the lowest sentence for quality; say what happened"),
        ("signed_name", "Maryam Osei", "signed_name: 'Maryam Osei' is not the name above, 'Tomasz Hale'"),
        ("signed_on", "2027-02-30", "no day of the calendar"),
        ("supervisor_email", "x", "no e-mail address"),
        ("qality", "3", "no field 'qality'; did you mean quality"),
        ("has_conflict", True, "conflict: it is missing"),
        ("strength", {"a": {"b": {"c": 1}}}, "nested more deeply"),
        ("strength", "bell \x07 " * 20, "characters that no keyboard makes"),
        ("strength", 1e999, "cannot be read as JSON"),
    ],
)
def test_an_answer_that_does_not_hold_goes_back_to_the_supervisor(sent, save, name, value, says):
    sent["answers"][name] = value
    with pytest.raises(CitylabError, match=says):
        forms.read(save(sent))


def test_more_than_two_criteria_not_seen_are_refused(sent, save):
    sent["answers"] |= {"quality": "not seen", "usefulness": "not seen"}
    with pytest.raises(CitylabError, match="you could not see 3 of the criteria; leave at most 2 open"):
        forms.read(save(sent))


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    with pytest.raises(CitylabError, match="no such file"):
        forms.read(tmp_path / "none.json")
    with pytest.raises(CitylabError, match="folder"):
        forms.read(tmp_path)
