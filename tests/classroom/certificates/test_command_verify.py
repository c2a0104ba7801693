"""The command: files, trust, exit codes."""

import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from classroom.certificates import dates
from classroom.cli import app
from classroom.errors import CitylabError


@pytest.fixture
def path(tmp_path, from_school, monkeypatch, at):
    monkeypatch.setattr(dates, "now", lambda: at)
    path = tmp_path / "certificate.json"
    path.write_bytes(from_school)
    return path


def verify(path, *arguments):
    return CliRunner().invoke(app, ["verify", str(path), *arguments])


def test_exit_code_says_whether_it_holds(path):
    assert verify(path).exit_code == 0
    path.write_bytes(path.read_bytes().replace(b"Smart", b"Smurf"))
    assert verify(path).exit_code == 1


def test_json_is_all_that_is_printed(path, school_did):
    told = json.loads(verify(path, "--json", "--trust", school_did).stdout)
    assert (told["holds"], told["vouched"], told["claims"]["issuer"]) == (True, "trusted", school_did)


def test_console_without_our_signs_gets_others(path):
    path.write_bytes(path.read_bytes().replace(b"Smart", b"Smurf"))
    call = [sys.executable, "-c", "from classroom.cli import main; main()", "verify", str(path)]
    ended = subprocess.run(call, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "cp1252"})
    assert ended.returncode == 1
    assert b"DOES NOT HOLD" in ended.stdout
    assert ended.stderr == b""


def test_file_of_keys_is_trusted(path, school_did, tmp_path):
    keys = tmp_path / "school.txt"
    keys.write_text(f"# our school\n\n{school_did}  Ms Example\n")
    assert "KEY THAT YOU TRUST" in verify(path, "--trust", str(keys)).output


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "holds no key"),
        ("# nothing\n", "holds no key"),
        ("did:web:example.org\n", "line 1: .*looked up"),
        ("School of Examples\n", "line 1"),
        ("# a note\u2028did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp\n", "line 1: .*cannot be seen"),
        ("# a note\x0bdid:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp\n", "line 1: .*cannot be seen"),
        ("\n# a note\x85did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp\n", "line 2: .*cannot be seen"),
    ],
)
def test_file_without_keys_is_refused(path, tmp_path, text, why):
    keys = tmp_path / "school.txt"
    keys.write_text(text, encoding="utf-8")
    ended = verify(path, "--trust", str(keys))
    assert isinstance(ended.exception, CitylabError)
    with pytest.raises(CitylabError, match=why):
        raise ended.exception


def test_missing_file_of_keys_is_told_with_what_to_write(path):
    ended = verify(path, "--trust", "abc")
    assert str(ended.exception) == (
        "abc: no such file; after --trust write a did:key:…, or the name of a file with one in each line"
    )


def test_file_of_keys_from_windows_is_read(path, school_did, tmp_path):
    keys = tmp_path / "school.txt"
    keys.write_bytes(f"\ufeff# our school\r\n{school_did}\tMs Example\r\n".encode())
    assert "KEY THAT YOU TRUST" in verify(path, "--trust", str(keys)).output


def test_what_who_prints_is_a_file_of_keys(path, tmp_path):
    keys = tmp_path / "who.txt"
    keys.write_text(CliRunner().invoke(app, ["certify", "--who"]).stdout)
    assert "not among those that you trust" in verify(path, "--trust", str(keys)).output


@pytest.mark.parametrize("what", ["missing.json", "."])
def test_file_that_cannot_be_read_is_told(path, what):
    ended = verify(path.parent / what)
    assert isinstance(ended.exception, CitylabError)
    assert "cannot be read" in str(ended.exception)


def test_huge_file_is_refused_without_reading_it_all(path):
    path.write_bytes(b" " * 1_000_000)
    assert "300,000 bytes" in verify(path).output


def test_nothing_is_fetched(path, monkeypatch):
    import socket

    def refuse(*_):
        raise AssertionError("a certificate is checked without a network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert verify(path).exit_code == 0
