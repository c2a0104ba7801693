"""
Knock at each wall from inside, and say which hold.

Nothing is taken for granted: each probe makes something that lies outside, and then tries from inside to get at it.
"""

from __future__ import annotations

import os
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from classroom.sandbox.walls import SCRATCH, Walls, spawn, system_folders

SECRET = "outside"
_MB = 1 << 20


@dataclass(frozen=True)
class Finding:
    """
    What one probe found.

    Attributes
    ----------
    wall, tried : str
        What is shut, and how it was tried.
    holds : bool
        Whether the wall held.
    says : str
        What stopped the attempt, or what it got.
    """

    wall: str
    tried: str
    holds: bool
    says: str


@dataclass(frozen=True)
class _Outside:
    """Things that a sealed process must not reach: a server, a file, an open file, a process."""

    port: int
    file: Path
    open_file: int
    pid: int


@contextmanager
def _outside() -> Iterator[_Outside]:
    os.environ["CITYLAB_PROBE"] = SECRET
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            socket.create_server(("127.0.0.1", 0)) as server,
            open(Path(folder) / "secret.txt", "w+") as secret,
        ):
            secret.write(SECRET)
            secret.flush()
            yield _Outside(server.getsockname()[1], Path(secret.name), secret.fileno(), os.getpid())
    finally:
        del os.environ["CITYLAB_PROBE"]


def _network(outside: _Outside) -> str:
    with socket.create_connection(("127.0.0.1", outside.port), timeout=2):
        return "connected to a server on this computer"


def _other_network(_: _Outside) -> str:
    with socket.socket(40, socket.SOCK_STREAM):  # AF_VSOCK: from a virtual machine to its host
        return "opened a socket of another family"


def _file(outside: _Outside) -> str:
    return f"read {outside.file.read_text()!r}"


def _open_file(outside: _Outside) -> str:
    return f"read {os.pread(outside.open_file, 100, 0)!r}"


def _accounts(_: _Outside) -> str:
    return f"read {len(Path('/etc/passwd').read_text())} characters"


def _write(_: _Outside) -> str:
    with open(Path(sys.prefix) / "written-by-a-probe", "w"):
        return "wrote into the Python environment"


def _environment(_: _Outside) -> str:
    return f"found {os.environ['CITYLAB_PROBE']!r}"


def _process(outside: _Outside) -> str:
    os.kill(outside.pid, 0)
    return "reached a process outside"


def _privileges(_: _Outside) -> str:
    from classroom.sandbox import system

    system.unshare(system.NEW_USERS)
    return "became root of a namespace of its own"


def _death(_: _Outside) -> str:
    from classroom.sandbox import system

    system.die_with_parent(0)
    return "may live on when its parent is killed"


def _memory(_: _Outside) -> str:
    return f"got {len(bytearray(700 * _MB)) // _MB} MB of 500"


def _file_size(_: _Outside) -> str:
    with open(f"{SCRATCH}/large", "wb") as file:
        return f"wrote {file.write(b'0' * 30 * _MB) // _MB} MB of 20"


def _room(_: _Outside) -> str:
    for number in range(4):
        Path(f"{SCRATCH}/part-{number}").write_bytes(b"0" * 19 * _MB)
    return "wrote 76 MB of 50"


def _processes(_: _Outside) -> str:
    for _number in range(60):
        if os.fork() == 0:
            time.sleep(5)
            os._exit(0)
    return "started 60 processes of 40"


PROBES: tuple[tuple[str, str, Callable[[_Outside], str]], ...] = (
    ("network", "connect to a server on this computer", _network),
    ("network", "open a socket to the host of a virtual machine", _other_network),
    ("files", "read a file outside", _file),
    ("files", "read the list of accounts", _accounts),
    ("files", "read a file that the parent has open", _open_file),
    ("files", "write into the Python environment", _write),
    ("environment", "read a variable of the parent", _environment),
    ("processes", "signal a process outside", _process),
    ("processes", "forget to die with the parent", _death),
    ("privileges", "make a namespace", _privileges),
    ("limits", "take more memory than allowed", _memory),
    ("limits", "write a larger file than allowed", _file_size),
    ("limits", "write more than the scratch folder holds", _room),
    ("limits", "start more processes than allowed", _processes),
)


def probe() -> list[Finding]:
    """
    Try every wall.

    Returns
    -------
    list of Finding
        One per attempt. Where the system cannot seal at all, a single one that says why.
    """
    walls = Walls(system_folders(), memory_mb=500, file_mb=20, scratch_mb=50, processes=40)
    sealed, why = _ask(lambda: "sealed", walls)
    if not sealed:
        return [Finding("all", "shut a process in", False, why)]
    with _outside() as outside:
        found = [_try(wall, tried, attempt, outside, walls) for wall, tried, attempt in PROBES]
        return [*found, _time(replace(walls, cpu_s=1)), _survivor(walls)]


def why_not_sealed() -> str:
    """Return why a submission cannot be sealed here, or nothing."""
    if sys.platform != "linux":
        return f"walls are made with what Linux offers, and this is {sys.platform}"
    return "" if (answer := _ask(lambda: "sealed", Walls(system_folders())))[0] else answer[1]


def _try(wall: str, tried: str, attempt: Callable[[_Outside], str], outside: _Outside, walls: Walls) -> Finding:
    is_open, says = _ask(lambda: attempt(outside), walls)
    return Finding(wall, tried, not is_open, says)


def _time(walls: Walls) -> Finding:
    def work() -> str:
        end = time.process_time() + 3
        while time.process_time() < end:
            pass
        return "used 3 s of 1"

    is_open, says = _ask(work, walls)
    return Finding("limits", "use more processor time than allowed", not is_open, says or "killed")


def _survivor(walls: Walls) -> Finding:
    """Leave a process behind; it holds one end of a pipe for as long as it lives."""
    read_end, write_end = os.pipe()

    def work() -> None:
        if os.fork() == 0:
            os.setsid()
            time.sleep(60)

    pid = spawn(work, walls, keep=[write_end])
    os.close(write_end)
    os.waitpid(pid, 0)
    os.set_blocking(read_end, False)
    try:
        gone = os.read(read_end, 1) == b""
    except BlockingIOError:
        gone = False
    os.close(read_end)
    return Finding("processes", "live on after the end", gone, "died with the rest" if gone else "lives on")


def _ask(attempt: Callable[[], str], walls: Walls) -> tuple[bool, str]:
    """Run an attempt inside; return whether it succeeded, and what it says."""
    read_end, write_end = os.pipe()

    def work() -> None:
        try:
            said = "1" + attempt()
        except Exception as error:
            said = f"0{type(error).__name__}: {error}"
        os.write(write_end, said.encode())

    complaint, told = os.pipe()
    saved = os.dup(2)
    os.dup2(told, 2)
    try:
        pid = spawn(work, walls, keep=[write_end])
    finally:
        os.dup2(saved, 2)
        for number in (write_end, told, saved):
            os.close(number)
    os.waitpid(pid, 0)
    with os.fdopen(read_end) as answer, os.fdopen(complaint) as reason:
        said = answer.read()
        return said.startswith("1"), said[1:] or reason.read().strip()
