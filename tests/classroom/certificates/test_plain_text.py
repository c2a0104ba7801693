"""What strangers wrote stays in its place on the screen, and says what it seems to say."""

import subprocess
import sys
import unicodedata

import pytest

from classroom.certificates import identity, issue, saying, verify
from classroom.certificates.plain_text import BLANKS, has_unseen, shown, shown_lines
from classroom.errors import CitylabError

LINE = "SIGNED BY A KEY THAT YOU TRUST"
STEERING = ["\u202e", "\u2066", "\u200b", "\x1b", "\x9b", "\u2028", "\ufeff", *BLANKS]


def columns(line):
    return sum(1 + (unicodedata.east_asian_width(one) in "WF") for one in line)


@pytest.mark.parametrize("one", STEERING, ids=ascii)
def test_sign_that_cannot_be_seen_is_found_and_shown(one):
    assert has_unseen(f"a{one}b")
    assert shown(f"a{one}b") in ("a\ufffdb", "a b")
    assert shown_lines(f"a\n{one}b") == "a\n\ufffdb"


def test_names_of_the_world_are_left_as_they_are():
    for name in ("Åse Ødegård", "李 小龙", "नेहा", "O’Brien–Núñez", "🙂"):
        assert not has_unseen(name)
        assert shown(name) == name


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u3000", "\u2003"], ids=ascii)
@pytest.mark.parametrize("letter", [".", "\u6f22"], ids=ascii)
def test_no_text_of_a_certificate_begins_a_line(from_school, resign, at, blank, letter):
    for before in range(20, 80):
        forged = f"Ada{letter * (before // 2)}{blank * before}{LINE}"

        def change(document, forged=forged):
            document["credentialSubject"]["achievement"].update(name=forged, description=forged * 2)
            document["issuer"]["name"] = forged
            document["evidence"][0]["name"] = forged

        lines = saying.as_text(verify(resign(from_school, change), at=at)).splitlines()
        assert not any(line.startswith(LINE) for line in lines)
        assert max(map(columns, lines)) < 115
        assert max(columns(line) for line in lines if line[:1] == " ") < 80


def test_long_name_is_shortened(from_school, resign, at):
    lie = resign(from_school, lambda document: document["issuer"].update(name="x" * 500))
    assert saying.as_text(verify(lie, at=at)).count("x") < 130


@pytest.mark.parametrize("one", STEERING, ids=ascii)
@pytest.mark.parametrize(
    "change",
    [
        lambda document, text: document["issuer"].update(name=text),
        lambda document, text: document["credentialSubject"]["achievement"].update(name=text),
        lambda document, text: document["credentialSubject"]["achievement"].update(description=text),
        lambda document, text: document["credentialSubject"]["achievement"]["criteria"].update(narrative=text),
        lambda document, text: document["credentialSubject"]["identifier"].append(identity_of(text)),
        lambda document, text: document["evidence"][0].update(name=text),
        lambda document, text: document["evidence"][0].update(description=text),
    ],
    ids=["issuer", "title", "description", "requirement", "holder", "evidence", "sentence"],
)
def test_text_with_what_cannot_be_seen_does_not_hold(from_school, resign, at, school_did, one, change):
    lie = resign(from_school, lambda document: change(document, f"Ada {one}Byron"))
    verdict = verify(lie, at=at, trusted={school_did})
    assert not verdict.holds
    assert "cannot be seen" in verdict.problems[0]


def identity_of(name):
    return {**identity.from_name("Ada"), "identityHash": name}


def test_lines_of_a_description_are_no_fault(from_school, resign, at):
    text = "One line,\r\n\tand another.\n"
    made = resign(from_school, lambda document: document["credentialSubject"]["achievement"].update(description=text))
    assert verify(made, at=at).holds


@pytest.mark.parametrize("one", STEERING, ids=ascii)
def test_we_issue_nothing_with_what_cannot_be_seen(achieved, school, at, one):
    with pytest.raises(CitylabError, match="the issuer's name holds characters that cannot be seen"):
        issue(achieved, key=school, issuer_name=f"School {one}", holder="did:key:z6Mk", at=at)
    with pytest.raises(CitylabError, match="each can be seen"):
        identity.from_name(f"Ada{one}Byron")


def test_error_that_repeats_a_strangers_text_does_not_steer_the_terminal():
    raising = "from classroom.errors import CitylabError\ndef app(): raise CitylabError('a\\x1b]0;b\\u202e\\n  second')"
    code = f"{raising}\nfrom classroom import cli\ncli.app = app\ncli.main()"
    ended = subprocess.run([sys.executable, "-X", "utf8", "-c", code], capture_output=True, encoding="utf-8")
    assert ended.returncode == 1
    assert ended.stderr == "citylab: a\ufffd]0;b\ufffd\n  second\n"


def test_blanks_in_a_row_are_one(from_school, resign, at):
    text = "All\u00a0\u2003   of\n\n it."
    made = resign(from_school, lambda document: document["credentialSubject"]["achievement"].update(description=text))
    assert "            All of it.\n" in saying.as_text(verify(made, at=at))
