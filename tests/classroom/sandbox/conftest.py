"""These tests need a kernel that lets this user make namespaces."""

import os
import sys
from pathlib import Path

import pytest

from classroom.sandbox import system


def why_not():
    """Return why no namespaces can be made here, or nothing. It asks the kernel, not the walls under test."""
    if sys.platform != "linux":
        return "not Linux"
    read_end, write_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            ask()
        except OSError as error:
            os.write(write_end, str(error).encode())
        finally:
            os._exit(0)
    os.close(write_end)
    os.waitpid(pid, 0)
    with os.fdopen(read_end) as answer:
        return answer.read()


def ask():
    """Make namespaces, and in them a list of processes of their own; containers often allow only part of it."""
    uid, gid = os.getuid(), os.getgid()
    apart = system.NEW_MOUNTS | system.NEW_PROCESSES | system.NEW_NETWORK
    system.unshare(apart | system.NEW_USERS if uid else apart)
    if uid:
        system.map_own_ids(uid, gid)
    system.mount(None, "/", None, system.RECURSIVE | system.PRIVATE)
    pid = os.fork()
    if pid:
        if os.waitpid(pid, 0)[1]:
            raise OSError("no /proc of one's own may be mounted")
        return
    status = 1
    try:
        system.mount("proc", "/proc", "proc", system.NO_SETUID | system.NO_DEVICES | system.NO_EXECUTION)
        if uid == 0:
            os.setresuid(65534, 65534, 65534)
            system.unshare(system.NEW_USERS)
        status = 0
    finally:
        os._exit(status)


WHY_NOT = why_not()


@pytest.fixture(autouse=True)
def _needs_namespaces():
    if WHY_NOT:
        pytest.skip(f"no namespaces here: {WHY_NOT}")


@pytest.fixture(scope="session")
def lives():
    """Return whether a process goes on; one that has ended stays listed until somebody asks how."""

    def goes_on(pid):
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
        except (FileNotFoundError, ProcessLookupError):
            return False

    return goes_on
