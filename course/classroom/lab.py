"""Start JupyterLab on the start page."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from classroom.errors import CitylabError

FIRST_PORT = 8888
SETTINGS = Path(__file__).with_name("jupyter")
START_PAGE = "course/notebooks/start.ipynb"


def is_free(port: int) -> bool:
    """Tell whether a server could listen on a loopback port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def choose_port(wanted: int | None) -> int:
    """
    Return the port to serve on.

    Raises
    ------
    CitylabError
        If the wanted port is taken or out of range, or no port from 8888 to 8987 is free.
    """
    if wanted is None:
        free = next((port for port in range(FIRST_PORT, FIRST_PORT + 100) if is_free(port)), None)
        if free is None:
            raise CitylabError(f"no free port from {FIRST_PORT} on; close a JupyterLab or name one with --port")
        return free
    if not 1024 <= wanted <= 65535:
        raise CitylabError(f"port must be within 1024..65535, got {wanted}")
    if not is_free(wanted):
        raise CitylabError(
            f"port {wanted} is in use; stop what uses it, or take another: citylab lab --port {choose_port(None)}"
        )
    return wanted


def command(root: Path, *, port: int, browser: bool) -> list[str]:
    """Return the command that serves the repository, start page first."""
    arguments = [
        sys.executable,
        "-m",
        "classroom.jupyter_lab",
        f"--ServerApp.root_dir={root}",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        f"--LabApp.default_url=/lab/tree/{START_PAGE}",
    ]
    if not browser:
        arguments.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--allow-root")
    return arguments


def environment(root: Path) -> dict[str, str]:
    """Return the server's environment: nbgrader finds the course, its scripts are on PATH, our buttons are there."""
    found = dict(os.environ)
    _put_first(found, "PATH", Path(sys.executable).parent)
    # Our folder turns off the pop-up about news (the course works offline) and turns our own extension on.
    _put_first(found, "JUPYTER_CONFIG_PATH", root / "assignments", SETTINGS)
    _put_first(found, "JUPYTER_PATH", SETTINGS)
    # Two threads gain nothing on small arrays and slow gradient boosting down.
    found.setdefault("OMP_NUM_THREADS", "1")
    return found


def _put_first(variables: dict[str, str], name: str, *folders: Path) -> None:
    """Put folders before those that a variable such as PATH lists."""
    listed = [*map(str, folders), variables.get(name, "")]
    variables[name] = os.pathsep.join(part for part in listed if part)


def start(root: Path, *, port: int | None = None, browser: bool = True) -> None:
    """
    Serve until the person stops it.

    Raises
    ------
    CitylabError
        If the port is taken, the start page is missing, or JupyterLab ends with an error.
    """
    chosen = choose_port(port)
    if not (root / START_PAGE).exists():
        raise CitylabError(f"{START_PAGE} is missing; build it with: citylab build")
    servers: list[subprocess.Popen[bytes]] = []

    def end(*_: object) -> None:
        for server in servers:
            server.terminate()

    # Who ends this program ends the server, which would go on alone.
    before = signal.signal(signal.SIGTERM, end)
    try:
        servers.append(subprocess.Popen(command(root, port=chosen, browser=browser), cwd=root, env=environment(root)))
        code = _wait(servers[0])
    finally:
        signal.signal(signal.SIGTERM, before)
    if code not in (0, 130, -2, -15):
        raise CitylabError(f"JupyterLab ended with code {code}; its own words are above")


def _wait(server: subprocess.Popen[bytes]) -> int:
    """Wait until the server ends. An interrupt at the keyboard reaches it as well; it asks whether it is meant."""
    while True:
        try:
            return server.wait()
        except KeyboardInterrupt:
            continue
