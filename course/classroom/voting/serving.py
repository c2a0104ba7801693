"""Serve the voting page, and count while the class votes."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import tempfile
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from citylab.participation import voting
from citylab.participation.voting._counting import renew
from classroom.errors import CitylabError
from classroom.voting.addresses import EVERYWHERE, choose_port, page_address
from classroom.voting.folder import environment, make_folder

__all__ = ["serve"]

START_S = 90.0
LOOK_AGAIN_S = 0.5


def serve(
    box: voting.BallotBox,
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    browser: bool = True,
    say: Callable[[str], None] = print,
) -> None:
    """
    Serve the page until the person stops it.

    Parameters
    ----------
    box : citylab.participation.voting.BallotBox
        Where the ballots are.
    host : str
        Address to listen on; ``0.0.0.0`` for the class's network.
    port : int, optional
        Port; else the first free one from 8866.
    browser : bool
        Whether to open a browser window.
    say : callable
        Told each sentence for the person.

    Raises
    ------
    CitylabError
        If the port is taken, Voilà ends with an error, or the file of ballots goes.
    """
    chosen = choose_port(port, host)
    with tempfile.TemporaryDirectory(prefix="citylab-vote-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        make_folder(folder, host=host, port=chosen)
        with suppress(KeyboardInterrupt), _stopped_politely(), _running(folder, box.path) as child:
            _await(child, folder, host, chosen)
            address = page_address(host, chosen)
            for sentence in _welcome(box, address, host):
                say(sentence)
            if browser:
                webbrowser.open(address)
            _count_while(child, folder, box, say)
    try:
        box.tidy()
        say(f"stopped; ballots kept in {box.path}: {box.count()}")
    except voting.VotingError as error:
        raise CitylabError(str(error)) from None


def _welcome(box: voting.BallotBox, address: str, host: str) -> list[str]:
    who = "only voters on the list" if box.has_roll() else "anybody, once per name"
    lines = [
        f"voting page: {address}   ({who}; ballots so far: {box.count()})",
        f"names and ballots are kept in {box.path}; to delete them: citylab vote --forget",
    ]
    if host in EVERYWHERE:
        lines.append("everybody in this network can open the page; what they send is not encrypted")
    return [*lines, "stop with Ctrl-C"]


@contextmanager
def _running(folder: Path, ballots: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run Voilà; its words go into a file."""
    with (folder / "voila.log").open("wb") as log:
        child = subprocess.Popen(
            [sys.executable, "-m", "classroom.voting.voila_child"],
            cwd=folder / "settings",  # where Voilà looks first for its settings
            env=environment(folder, ballots),
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
        )
        try:
            yield child
        finally:
            child.terminate()
            try:
                child.wait(timeout=20)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
            if child.stdin:
                child.stdin.close()


def _await(child: subprocess.Popen[bytes], folder: Path, host: str, port: int) -> None:
    """Return when the page can be loaded."""
    here = "127.0.0.1" if host == "0.0.0.0" else "::1" if host == "::" else host
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        if child.poll() is not None:
            raise CitylabError(f"Voilà ended at once: {_last_words(folder)}")
        try:
            with socket.create_connection((here, port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise CitylabError(f"Voilà did not start within {START_S:.0f} s; try again when the computer is less busy")


def _count_while(
    child: subprocess.Popen[bytes], folder: Path, box: voting.BallotBox, say: Callable[[str], None]
) -> None:
    """Count whenever ballots came, as long as Voilà runs."""
    told = ""
    while child.poll() is None:
        try:
            renew(box)
        except voting.VotingError as error:
            if not box.path.exists():
                raise CitylabError(f"{box.path} is gone, so the vote ended; start it again for a new one") from None
            if str(error) != told:
                told = str(error)
                say(f"not counted: {told}")
        time.sleep(LOOK_AGAIN_S)
    raise CitylabError(f"Voilà ended with code {child.returncode}: {_last_words(folder)}")


def _last_words(folder: Path) -> str:
    lines = (folder / "voila.log").read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")


@contextmanager
def _stopped_politely() -> Iterator[None]:
    """Treat the signal to end like Ctrl-C, so that Voilà and its kernels end, too."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
