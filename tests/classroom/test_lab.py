"""JupyterLab starts on a free port; a taken one is named with the remedy."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from classroom import lab
from classroom.errors import CitylabError


@pytest.fixture
def taken_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_taken_port_is_refused_with_a_free_one(taken_port):
    with pytest.raises(CitylabError, match=rf"port {taken_port} is in use; .* citylab lab --port \d+"):
        lab.choose_port(taken_port)


def test_port_out_of_range_is_refused():
    with pytest.raises(CitylabError, match=r"within 1024\.\.65535, got 80"):
        lab.choose_port(80)


def test_without_a_wish_the_first_free_port_is_taken(monkeypatch):
    monkeypatch.setattr(lab, "is_free", lambda port: port == 8890)
    assert lab.choose_port(None) == 8890


def test_missing_start_page_is_said_before_the_server_starts(tmp_path):
    with pytest.raises(CitylabError, match="build it with: citylab build"):
        lab.start(tmp_path)


def test_server_finds_the_course_of_nbgrader(tmp_path):
    assert lab.environment(tmp_path)["JUPYTER_CONFIG_PATH"].startswith(str(tmp_path / "assignments"))


def test_no_pop_up_asks_for_news(tmp_path):
    folder = lab.environment(tmp_path)["JUPYTER_CONFIG_PATH"].split(lab.os.pathsep)[1]
    settings = json.loads((Path(folder) / "labconfig" / "page_config.json").read_text(encoding="utf-8"))
    assert settings["disabledExtensions"] == {"@jupyterlab/apputils-extension:announcements": True}


def test_buttons_of_the_course_are_found_without_an_installation(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_PATH", "of-the-person")
    ours, theirs = lab.environment(tmp_path)["JUPYTER_PATH"].split(lab.os.pathsep)
    assert (Path(ours) / "labextensions" / "smart-cities-lab" / "package.json").is_file()
    assert theirs == "of-the-person"


def test_one_thread_unless_the_person_says_otherwise(tmp_path, monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "4")
    assert lab.environment(tmp_path)["OMP_NUM_THREADS"] == "4"
    monkeypatch.delenv("OMP_NUM_THREADS")
    assert lab.environment(tmp_path)["OMP_NUM_THREADS"] == "1"


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process at once")
def test_who_ends_the_command_ends_the_server(tmp_path):
    page = tmp_path / lab.START_PAGE
    page.parent.mkdir(parents=True)
    page.touch()
    asleep = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
    program = (
        "import sys; from pathlib import Path; from classroom import lab\n"
        f"lab.command = lambda *args, **kwargs: [sys.executable, '-c', {asleep!r}]\n"
        f"lab.start(Path({str(tmp_path)!r}))"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as command:
        pid = int(command.stdout.readline())
        command.terminate()
        assert command.wait(timeout=20) == 0
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
