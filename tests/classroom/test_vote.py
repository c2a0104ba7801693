"""`citylab vote` serves one page and nothing else, keeps the ballots, and says what is wrong in one sentence."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from citylab.participation import pabulib, voting
from classroom import voting as page
from classroom.cli import app
from classroom.errors import CitylabError
from classroom.voting import addresses, folder, serving
from classroom.voting.kernel_manager import PageKernelManager

START_S = 60


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A voting page as the command starts it: the process, its address and the ballots."""
    ballots = tmp_path_factory.mktemp("vote") / "class.sqlite"
    call = [sys.executable, "-c", "from classroom.cli import main; main()", "vote", "--no-browser"]
    log = ballots.with_name("said.txt")
    with log.open("w") as said:
        process = subprocess.Popen([*call, "--ballots", str(ballots)], stdout=said, stderr=said)
    until = time.monotonic() + START_S
    while "Ctrl-C" not in log.read_text() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.1)
    address = re.search(r"http://127\.0\.0\.1:\d+", log.read_text())
    assert address, log.read_text()
    yield process, address.group(), voting.BallotBox(ballots)
    process.kill()
    process.wait()


def status(address):
    """Return the status of an answer, redirections followed."""
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def run(*arguments, text=None):
    return CliRunner().invoke(app, ["vote", *map(str, arguments)], input=text, terminal_width=110)


def test_page_names_no_other_host_and_shows_no_source(served):
    with urllib.request.urlopen(served[1], timeout=30) as answer:
        text = answer.read().decode()
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", text)
    assert "import page" not in text
    assert 'name="viewport"' in text


@pytest.mark.parametrize(
    "path",
    [
        *("voila/files/vote.ipynb", "vote.ipynb", "voila/files/..%2fsettings/voila.json", "voila/static/..%2fapp.py"),
        *("api/kernels", "api/contents", "voila/tree", "voila/render/vote.ipynb", "voila/api/contents"),
    ],
)
def test_no_file_and_no_list_is_served(served, path):
    assert status(f"{served[1]}/{path}") in (403, 404)


def test_ballots_are_counted_while_the_page_is_served(served):
    box = served[2]
    box.cast("Ann", ["10"])
    until = time.monotonic() + START_S
    while not ((found := box.result()) and found.ballots) and time.monotonic() < until:
        time.sleep(0.1)
    assert found.greedy.winners == ("10",)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_killed_command_takes_the_page_with_it_and_leaves_the_ballots(served):
    process, address, box = served
    before = box.count()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    port = int(address.rsplit(":", 1)[1])
    until = time.monotonic() + START_S
    while not addresses._can_listen("127.0.0.1", port) and time.monotonic() < until:
        time.sleep(0.1)
    assert addresses.choose_port(port, "127.0.0.1") == port
    assert page.open_box("millfield_vote_synthetic", ballots=box.path).count() == before


@pytest.fixture
def without_voila(monkeypatch):
    """Put a program that only waits in Voilà's place."""

    @contextmanager
    def waiting(*_):
        with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
            yield child
            child.kill()

    monkeypatch.setattr(serving, "_running", waiting)
    monkeypatch.setattr(serving, "_await", lambda *_: None)


def test_stopping_says_where_the_ballots_are(tmp_path, without_voila):
    said = []

    def say(sentence):
        said.append(sentence)
        if "Ctrl-C" in sentence:
            raise KeyboardInterrupt

    box = page.open_box("hillside_vote_synthetic", ballots=tmp_path / "b.sqlite")
    page.serve(box, browser=False, say=say)
    assert "anybody, once per name; ballots so far: 0" in said[0]
    assert said[1:] == [
        f"names and ballots are kept in {box.path}; to delete them: citylab vote --forget",
        "stop with Ctrl-C",
        f"stopped; ballots kept in {box.path}: 0",
    ]


def test_vote_ends_with_a_sentence_when_its_file_is_deleted(tmp_path, without_voila):
    box = page.open_box("hillside_vote_synthetic", ballots=tmp_path / "b.sqlite")
    with pytest.raises(CitylabError, match="is gone, so the vote ended; start it again"):
        page.serve(box, browser=False, say=lambda text: voting.forget(box.path) if "Ctrl-C" in text else None)


def test_kernel_and_settings_are_the_course_s_and_not_the_user_s(tmp_path):
    variables = folder.environment(tmp_path, tmp_path / "b.sqlite")
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "JUPYTER_PATH"):
        assert variables[name].startswith(str(tmp_path))
    assert variables[voting._app.BALLOTS] == str(tmp_path / "b.sqlite")


def test_taken_port_and_wrong_places_are_refused_with_the_remedy():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        with pytest.raises(CitylabError, match=rf"port {port} is in use; .*: citylab vote --port \d+"):
            addresses.choose_port(port, "127.0.0.1")
    with pytest.raises(CitylabError, match=r"within 1024\.\.65535, got 80"):
        addresses.choose_port(80, "127.0.0.1")
    with pytest.raises(CitylabError, match=r"no address 192\.0\.2\.7; take --host 127\.0\.0\.1"):
        addresses.choose_port(None, "192.0.2.7")


def test_address_for_the_class_is_one_that_others_can_type():
    assert addresses.page_address("127.0.0.1", 8866) == "http://127.0.0.1:8866/"
    assert re.fullmatch(r"http://\d+\.\d+\.\d+\.\d+:8866/", addresses.page_address("0.0.0.0", 8866))
    assert "0.0.0.0" not in addresses.page_address("0.0.0.0", 8866)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"election": "absent.pb"}, "there is no file 'absent.pb'; name a .pb file"),
        ({"voters": "absent.csv"}, r"absent.csv cannot be opened .*name the CSV"),
    ],
)
def test_missing_files_are_said(tmp_path, arguments, message):
    with pytest.raises(CitylabError, match=message):
        page.open_box(arguments.pop("election", "hillside_vote_synthetic"), ballots=tmp_path / "b.sqlite", **arguments)


def test_other_election_in_the_file_is_refused(tmp_path):
    page.open_box("millfield_vote_synthetic", ballots=tmp_path / "b.sqlite")
    with pytest.raises(CitylabError, match="holds ballots of another election"):
        page.open_box("hillside_vote_synthetic", ballots=tmp_path / "b.sqlite")


def test_export_writes_what_pabulib_reads(tmp_path):
    page.open_box("hillside_vote_synthetic").cast("Ann", ["G03"])
    said = run("--election", "hillside_vote_synthetic", "--export", tmp_path / "class.pb")
    assert said.output == f"wrote {tmp_path / 'class.pb'}; ballots: 1\n"
    assert pabulib.read(tmp_path / "class.pb").projects["votes"]["G03"] == 1


def test_export_without_ballots_is_refused(tmp_path):
    ended = run("--export", tmp_path / "class.pb")
    assert "there are no ballots in" in str(ended.exception)


@pytest.mark.parametrize(("answer", "is_there"), [("n\n", True), ("y\n", False)])
def test_forget_asks_before_it_deletes(answer, is_there):
    box = page.open_box("hillside_vote_synthetic")
    said = run("--election", "hillside_vote_synthetic", "--forget", text=answer).output
    assert f"Delete all names and ballots in {box.path}?" in said
    assert box.path.exists() == is_there


def test_forget_deletes_no_other_file(tmp_path):
    (tmp_path / "essay.txt").write_text("my essay")
    ended = run("--ballots", tmp_path / "essay.txt", "--forget", text="y\n")
    assert "is no file of ballots, so it was not deleted" in str(ended.exception)
    assert (tmp_path / "essay.txt").exists()


def _finish(work):
    """Run a coroutine in a thread of its own: in this one a test with a browser may have left a loop that runs."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such sockets")
def test_kernels_of_many_visitors_share_no_port():
    managers = [PageKernelManager(), PageKernelManager()]
    try:
        assert [manager.transport for manager in managers] == ["ipc", "ipc"]
        assert managers[0].ip != managers[1].ip
    finally:
        for manager in managers:
            _finish(manager._async_cleanup_resources())
    assert not any(Path(manager.ip).parent.exists() for manager in managers)
