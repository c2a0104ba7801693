"""
What the walls ask of Linux: the few calls that Python's standard library does not have.

Numbers and structures are those of the kernel's user interface (``linux/sched.h``, ``linux/mount.h``,
``linux/prctl.h``, ``linux/capability.h``, ``linux/seccomp.h``, ``asm-generic/mman-common.h``), the same on all
64-bit machines except for the numbers of system calls.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import select
import signal
import struct
from functools import cache

NEW_MOUNTS, NEW_CGROUPS, NEW_HOST_NAME, NEW_IPC = 0x00020000, 0x02000000, 0x04000000, 0x08000000
NEW_USERS, NEW_PROCESSES, NEW_NETWORK = 0x10000000, 0x20000000, 0x40000000

READ_ONLY, NO_SETUID, NO_DEVICES, NO_EXECUTION, REMOUNT = 1, 2, 4, 8, 32
BIND, RECURSIVE, PRIVATE = 1 << 12, 1 << 14, 1 << 18
DETACH = 2
LARGE_PAGE = 1 << 21  # [B]

_SET_PARENT_DEATH_SIGNAL, _SET_DUMPABLE, _SET_SECCOMP, _SET_NO_NEW_PRIVILEGES = 1, 4, 22, 38
_SECCOMP_FILTER = 2
_WANT_LARGE_PAGES, _MAKE_LARGE_PAGES = 14, 25  # of asm-generic/mman-common.h
_CAPABILITIES_3 = 0x20080522

# Only what is called by number here.
_NUMBERS = {
    "x86_64": {"clone": 56, "pivot_root": 155, "capset": 126},
    "aarch64": {"clone": 220, "pivot_root": 41, "capset": 91},
}


@cache
def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _check(result: int, doing: str) -> None:
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{os.strerror(error)}: {doing}")


def _number(call: str) -> int:
    try:
        return _NUMBERS[platform.machine()][call]
    except KeyError:
        raise OSError(f"no walls on a processor of the kind {platform.machine()}") from None


def fork_into(what: int) -> int:
    """
    Fork as `os.fork` does, the child in new namespaces `what`, where it is the first process if they hold processes.

    `unshare` and two forks would do the same; to copy a process with many libraries is what takes time.

    Raises
    ------
    OSError
        If the kernel refuses.
    RuntimeError
        If the process has several threads: between this fork and the hook after it the child may be asked to let
        another thread run, and would wait for one that it has not got.
    """
    if not has_one_thread():
        raise RuntimeError("a process with several threads cannot fork into namespaces")
    call = ctypes.PyDLL(None, use_errno=True).syscall  # keeps the interpreter's lock, as `os.fork` does
    call.restype = ctypes.c_long
    asked = [ctypes.c_long(value) for value in (_number("clone"), what | signal.SIGCHLD, 0, 0, 0, 0)]
    ctypes.pythonapi.PyOS_BeforeFork()
    pid = int(call(*asked))
    if pid == 0:
        ctypes.pythonapi.PyOS_AfterFork_Child()
    else:
        ctypes.pythonapi.PyOS_AfterFork_Parent()
        _check(pid, "clone")
    return pid


def has_one_thread() -> bool:
    """Return whether this process has no thread but this one, as the kernel counts them."""
    return len(os.listdir("/proc/self/task")) == 1


def use_large_pages() -> None:
    """
    Hold memory in pages of 2 MB where this system can: to fork is to note down every page, large or small.

    A wish, not a need: where it cannot be had, forking takes longer.
    """
    with contextlib.suppress(OSError), open("/proc/self/maps", encoding="ascii") as maps:
        areas = [line.split() for line in maps]
        for where, rights, _, _, file, *name in areas:
            first, last = (int(end, 16) for end in where.split("-"))
            first, last = -(-first // LARGE_PAGE) * LARGE_PAGE, last // LARGE_PAGE * LARGE_PAGE
            if rights.startswith("rw") and file == "0" and name in ([], ["[heap]"]) and first < last:
                for advice in (_WANT_LARGE_PAGES, _MAKE_LARGE_PAGES):
                    _library().madvise(ctypes.c_void_p(first), ctypes.c_size_t(last - first), advice)


def unshare(what: int) -> None:
    """Leave the shared namespaces `what` for new ones; children live in the new process namespace."""
    _check(_library().unshare(what), "unshare")


def map_own_ids(uid: int, gid: int) -> None:
    """Map the user and the group of this process into its new user namespace, and nobody else."""
    # A process that changed its user does not own its files in /proc until it says so.
    _check(_library().prctl(_SET_DUMPABLE, 1, 0, 0, 0), "prctl, dumpable")
    for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
            file.write(text)


def mount(source: str | None, target: str, kind: str | None, flags: int, options: str | None = None) -> None:
    """Mount as mount(2) does."""
    texts = [text and text.encode() for text in (source, target, kind)]
    _check(_library().mount(*texts, ctypes.c_ulong(flags), options and options.encode()), f"mount {target}")


def make_root(folder: str) -> None:
    """Make a mounted folder the root of this mount namespace, and let go of the old one."""
    os.chdir(folder)
    _check(_library().syscall(_number("pivot_root"), b".", b"."), "pivot_root")
    _check(_library().umount2(b".", DETACH), "umount")
    os.chdir("/")


def drop_capabilities() -> None:
    """Give up every capability of this process."""
    header = ctypes.create_string_buffer(struct.pack("Ii", _CAPABILITIES_3, 0))
    nothing = ctypes.create_string_buffer(struct.pack("6I", *[0] * 6))
    _check(_library().syscall(_number("capset"), header, nothing), "capset")


def handle_of_self() -> int | None:
    """Open a handle by which children see whether this process runs; a kernel before 5.3 has none."""
    try:
        return os.pidfd_open(os.getpid())
    except (OSError, AttributeError):  # some builds of Python do not know of it
        return None


def die_with_parent(number: int, parent: int | None = None) -> None:
    """
    Ask to be sent the signal with a `number` when the parent ends.

    With the parent's handle: if it has ended before this was asked, which no signal tells, end now.
    """
    _check(_library().prctl(_SET_PARENT_DEATH_SIGNAL, number, 0, 0, 0), "prctl, parent death signal")
    if parent is not None:
        ended = select.poll()
        ended.register(parent, select.POLLIN)
        if ended.poll(0):
            os._exit(128 + number)  # as a shell says it of a process that a signal has ended


def clear_environment() -> None:
    """Forget every variable, also those that Python does not know of because a library set them."""
    os.environ.clear()
    _check(_library().clearenv(), "clearenv")


def filter_calls(program: bytes) -> None:
    """Gain no privileges from here on, and pass every system call through a seccomp `program`."""
    _check(_library().prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0), "prctl, no new privileges")
    held = ctypes.create_string_buffer(program, len(program))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))

    filters = Program(len(program) // 8, ctypes.cast(held, ctypes.c_void_p))
    _check(_library().prctl(_SET_SECCOMP, _SECCOMP_FILTER, ctypes.byref(filters), 0, 0), "prctl, seccomp")
