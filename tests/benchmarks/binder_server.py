"""Start the server as Binder does, open the start page as a link does, and run its first cell."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
from lesson_memory import resident_mb

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "tests" / "browser"))

PATIENCE_S = 120
BASE = "/user/somebody/"
OF_A_LINK = "lab/tree/course/notebooks/start.ipynb"
TOKEN = "local"


@dataclass(frozen=True)
class Opened:
    """How long a learner waits from the start of the server, step by step, and what the server needs. [s, MB]"""

    server_s: float
    page_s: float
    first_cell_s: float
    server_mb: float
    title: str
    outside: tuple[str, ...]


class NotOpened(Exception):
    """The server or its page did not come."""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def local_call(port: int) -> list[str]:
    """Return the command of a learner at home; without a path JupyterLab must open the start page by itself."""
    return ["citylab", "lab", "--no-browser", "--port", str(port)]


def lab_call(port: int) -> list[str]:
    """Return the command that serves on Binder: below a person's own address, the folder in which it starts."""
    return ["jupyter", "lab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}",
            "--ServerApp.port_retries=0", f"--ServerApp.base_url={BASE}", "--IdentityProvider.token="]  # fmt: skip


@contextmanager
def serving(
    call: Sequence[str | Path], folder: Path, variables: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block ends; what it says is in ``server.log`` beside the folder."""
    with (folder.parent / "server.log").open("wb") as log:
        server = subprocess.Popen(call, cwd=folder, env=dict(variables), stdout=log, stderr=log)
        try:
            yield server
        finally:
            _end(server)


def _end(server: subprocess.Popen[bytes]) -> None:
    """End a command and all that it started: the server may be its child."""
    if server.poll() is not None:
        return
    family = [psutil.Process(server.pid), *psutil.Process(server.pid).children(recursive=True)]
    for process in family:
        with suppress(psutil.NoSuchProcess):
            process.terminate()
    psutil.wait_procs(family, timeout=20)
    server.wait(timeout=20)


def open_start_page(server: subprocess.Popen[bytes], port: int, *, base: str = BASE, path: str = OF_A_LINK) -> Opened:
    """
    Open the start page in a browser, and run its first code cell by keyboard.

    Parameters
    ----------
    server : subprocess.Popen
        The server, just started.
    port : int
        Where it listens.
    base, path : str
        Where its own addresses begin, and what the browser asks for.

    Raises
    ------
    NotOpened
        If the server ends, or the page does not show what it must.
    """
    from lab_session import open_browser
    from playwright.sync_api import Error

    begun = time.monotonic()
    with open_browser() as page:
        # The server starts while the browser does, which a learner has open already.
        _await(f"http://127.0.0.1:{port}{base}api", server)
        asked = time.monotonic()
        try:
            page.goto(f"http://127.0.0.1:{port}{base}{path}")
            cell = page.locator(".jp-Notebook .jp-CodeCell").first
            cell.wait_for()
            shown = time.monotonic()
            title = page.locator("#jp-main-dock-panel .lm-TabBar-tab.jp-mod-current .lm-TabBar-tabLabel").inner_text()
            # Asked earlier, JupyterLab forgets the wish.
            page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
            cell.locator(".cm-content").click()
            page.keyboard.press("Shift+Enter")
            cell.locator(".jp-OutputArea-output").first.wait_for()
        except Error as error:
            raise NotOpened(f"the start page did not show its first output: {error}") from None
        answered = time.monotonic()
        server_mb = resident_mb(server.pid) - sum(resident_mb(kernel) for kernel in _kernels(server.pid))
        return Opened(asked - begun, shown - asked, answered - shown, server_mb, title, tuple(page.outside))


def _await(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if server.poll() is not None:
            raise NotOpened(f"the server ended with code {server.returncode}")
        try:
            urllib.request.urlopen(address).close()
            return
        except OSError:
            time.sleep(0.05)
    raise NotOpened(f"the server did not answer within {PATIENCE_S} s")


def _kernels(pid: int) -> list[int]:
    """Return the kernels among the processes that a server started."""
    import psutil

    return [
        child.pid for child in psutil.Process(pid).children(recursive=True) if "ipykernel" in " ".join(child.cmdline())
    ]
