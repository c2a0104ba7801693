"""`citylab mark`: the first call makes the copy, the next ones mark it."""

import json

import pytest
from typer.testing import CliRunner

from classroom.cli import app
from classroom.errors import CitylabError
from classroom.own_work import lab_address

from .conftest import NAME


@pytest.fixture
def call(root, quick, monkeypatch):
    """Run the command in the small course; pages that it shows are listed."""
    monkeypatch.setattr("citylab.paths.root", lambda: root)
    shown = []
    monkeypatch.setattr("webbrowser.open", shown.append)

    def run(*arguments):
        ended = CliRunner().invoke(app, ["mark", *map(str, arguments)])
        if isinstance(ended.exception, CitylabError):
            raise ended.exception
        assert ended.exit_code == 0, ended.exception
        return ended.output, shown

    return run


def test_first_call_makes_the_copy_and_says_what_comes_next(call, root):
    said, shown = call(NAME)
    assert "Your copy was made" in said
    assert f"citylab mark {NAME}" in said
    assert (root / "course" / "my-work" / NAME / f"{NAME}.ipynb").exists()
    assert shown == []


def test_copy_is_marked_and_the_page_is_shown(call, write):
    write()
    said, (address,) = call(NAME)
    assert "10 of 10 points" in said
    assert address.startswith("file:")
    assert address.endswith("feedback.html")


def test_no_browser_is_opened_if_none_is_wanted(call, write):
    write()
    assert call(NAME, "--no-browser")[1] == []


def test_another_notebook_can_be_named(call, write, root):
    path = write().rename(root / "mine.ipynb")
    assert "mine.ipynb" in call(NAME, "--file", path, "--no-browser")[0]


def test_renamed_notebook_beside_the_new_copy_is_pointed_at(call, write):
    path = write()
    path.rename(path.with_name("mine.ipynb"))
    assert "mine.ipynb. To mark one, name it with --file" in call(NAME)[0]


def test_unknown_name_is_refused(call):
    with pytest.raises(CitylabError, match="did you mean street-lamps"):
        call("streetlamps")


def test_address_is_that_of_the_server_that_shows_the_course(root, tmp_path, monkeypatch):
    monkeypatch.delenv(lab_address.ADDRESS, raising=False)
    monkeypatch.delenv(lab_address.HUB_PREFIX, raising=False)
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
    assert lab_address.lab_address(root) == lab_address.HOME
    import os

    server = {"root_dir": str(root), "pid": os.getpid(), "url": "http://localhost:8901/", "token": "secret"}
    (tmp_path / "jpserver-1.json").write_text(json.dumps(server))
    (tmp_path / "jpserver-2.json").write_text("{")
    assert lab_address.lab_address(root) == "http://localhost:8901"
    monkeypatch.setenv(lab_address.HUB_PREFIX, "/user/ada/")
    assert lab_address.lab_address(root) == "/user/ada"
