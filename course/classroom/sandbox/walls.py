"""
Shut a process in: no network, no other files, no other processes, and an end to everything.

On Linux each sealed process gets namespaces of its own: a file tree that holds only what is named, read-only,
and a scratch folder in memory; an empty network; a process tree that dies with its first process.
Then it gives up all privileges, and the kernel refuses calls that no submission needs.
This works for an ordinary user where the system lets users make namespaces, and for root.
"""

from __future__ import annotations

import os
import resource
import signal
import stat
import sys
import tempfile
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from pathlib import Path

from classroom.errors import CitylabError
from classroom.sandbox import syscalls, system

SCRATCH = "/scratch"
UNSEALED_SCRATCH = "CITYLAB_UNSEALED_SCRATCH"  # the variable that names the folder of unsealed submissions
NOBODY = 65534
_DEVICES = ("null", "zero", "urandom", "random", "full")
_APART = system.NEW_MOUNTS | system.NEW_PROCESSES | system.NEW_NETWORK | system.NEW_IPC | system.NEW_HOST_NAME
_ROOT = "/tmp"  # covered by the new tree until it becomes the root
_MB = 1 << 20


class CannotSealError(CitylabError):
    """This system does not let us shut a submission in; the message says what is missing."""


@dataclass(frozen=True)
class Walls:
    """
    What a sealed process may see and use.

    Attributes
    ----------
    readable : tuple of pathlib.Path
        Files and folders it can read, under the same names. Nothing else exists for it, besides a few devices.
    environment : dict of str to str
        Its environment variables; nothing is inherited. `HOME` and `TMPDIR` are the scratch folder.
    scratch_mb : int
        Room in the scratch folder, which lies in memory and vanishes with the process. [MB]
    memory_mb : int
        Address space of each process beyond what it has at the start. [MB]
    file_mb : int
        Largest file. [MB]
    processes : int
        Processes and threads at the same time.
    cpu_s : int
        Processor time of each process; at its end the kernel kills it. [s]
    """

    readable: tuple[Path, ...]
    environment: dict[str, str] = field(default_factory=dict)
    scratch_mb: int = 200
    memory_mb: int = 4096
    file_mb: int = 100
    processes: int = 64
    cpu_s: int = 600


def system_folders() -> tuple[Path, ...]:
    """Return the folders of the system and of this Python environment that a program needs to run."""
    known = ("/usr", "/bin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts")
    prefixes = {Path(prefix).resolve() for prefix in (sys.prefix, sys.base_prefix)}
    return tuple(Path(name) for name in known if os.path.lexists(name)) + tuple(sorted(prefixes))


def spawn(work: Callable[[], None], walls: Walls, *, keep: Collection[int] = ()) -> int:
    """
    Fork a process that seals itself and then calls `work`.

    The sealed process writes why it could not be sealed to standard error and ends with status 70; it never goes on
    unsealed.

    Parameters
    ----------
    work : callable
        Called without arguments inside the walls. Its return ends the process.
    walls : Walls
        What it may use.
    keep : collection of int
        Open files it keeps, besides standard input, output and error. All others are closed.

    Returns
    -------
    int
        The sealed process, the first inside: when it ends, everything inside has ended. If the caller has several
        threads, a process outside that ends with its status, and takes it along when it is killed.
    """
    if not system.has_one_thread():
        return _spawn_apart(work, walls, keep)
    uid, gid, why, here = os.getuid(), os.getgid(), None, system.handle_of_self()
    try:
        pid = system.fork_into(_APART | system.NEW_USERS if uid else _APART)
    except OSError as error:
        pid, why = os.fork(), error
    if pid:
        _close(here)
        return pid
    status = 70
    try:
        if why:
            raise why
        os.setsid()
        system.die_with_parent(signal.SIGKILL, here)
        if uid:
            system.map_own_ids(uid, gid)
        _build(walls, owner="" if uid else f",uid={NOBODY},gid={NOBODY}")
        _settle(walls, keep, here, is_root=uid == 0)
        work()
        status = 0
    except BaseException as error:
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(status)


def _spawn_apart(work: Callable[[], None], walls: Walls, keep: Collection[int]) -> int:
    """Do as `spawn` by way of a process with one thread, which waits for the sealed one."""
    here = system.handle_of_self()
    pid = os.fork()
    if pid:
        _close(here)
        return pid
    status = 70
    try:
        system.die_with_parent(signal.SIGKILL, here)
        ended = os.waitstatus_to_exitcode(os.waitpid(spawn(work, walls, keep=keep), 0)[1])
        status = ended if ended >= 0 else 128 - ended  # as a shell says it of one that a signal has ended
    except BaseException as error:
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(status)


def spawn_unsealed(work: Callable[[], None], walls: Walls, *, keep: Collection[int] = ()) -> int:
    """
    Fork a process that calls `work` with the limits of `walls`, but without walls: it sees what its user sees.

    For systems that cannot seal. Parameters and result are those of `spawn`.
    """
    here = system.handle_of_self() if sys.platform == "linux" else None
    pid = os.fork()
    if pid:
        _close(here)
        return pid
    status = 70
    try:
        os.setsid()
        if sys.platform == "linux":
            system.die_with_parent(signal.SIGKILL, here)
        _close_all(keep)
        scratch = os.environ[UNSEALED_SCRATCH]
        folder = tempfile.mkdtemp(dir=scratch)
        os.chdir(folder)
        _limit(replace(walls, processes=resource.getrlimit(resource.RLIMIT_NPROC)[0]))
        os.environ.clear()
        os.environ.update(walls.environment, HOME=folder, TMPDIR=folder)
        work()
        status = 0
    except BaseException as error:
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(status)


def _build(walls: Walls, owner: str) -> None:
    """Put the new file tree together; the scratch folder belongs to `owner`."""
    system.mount(None, "/", None, system.RECURSIVE | system.PRIVATE)
    # Held open, because the new tree may cover the place where they are.
    shown = [(path, os.open(path, os.O_PATH | os.O_NOFOLLOW)) for path in walls.readable]
    shown_devices = [(path, os.open(path, os.O_PATH)) for path in map(Path("/dev").joinpath, _DEVICES)]
    system.mount("tmpfs", _ROOT, "tmpfs", system.NO_SETUID | system.NO_DEVICES, "size=1m,mode=755")
    for path, held in shown:
        _show(path, held)
    for path, held in shown_devices:
        _show(path, held, flags=system.NO_SETUID)
    _make(_ROOT + SCRATCH)
    room = f"size={walls.scratch_mb}m,nr_inodes=20000,mode=700{owner}"
    system.mount("tmpfs", _ROOT + SCRATCH, "tmpfs", system.NO_SETUID | system.NO_DEVICES, room)
    _make(_ROOT + "/proc")
    system.mount("proc", _ROOT + "/proc", "proc", system.NO_SETUID | system.NO_DEVICES | system.NO_EXECUTION)


def _show(path: Path, held: int, flags: int = system.READ_ONLY | system.NO_SETUID | system.NO_DEVICES) -> None:
    """Let a file or folder appear in the new tree, read-only; a link appears as a link."""
    target, mode = f"{_ROOT}{path}", os.stat(held).st_mode
    if os.path.lexists(target):
        return  # it lies in a folder that is shown already
    _make(os.path.dirname(target))
    if stat.S_ISLNK(mode):
        os.symlink(os.readlink("", dir_fd=held), target)
        return
    if stat.S_ISDIR(mode):
        os.mkdir(target)
    else:
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o644))
    system.mount(f"/proc/self/fd/{held}", target, None, system.BIND | system.RECURSIVE)
    system.mount(None, target, None, system.BIND | system.REMOUNT | flags)


def _make(folder: str) -> None:
    os.makedirs(folder, mode=0o755, exist_ok=True)


def _settle(walls: Walls, keep: Collection[int], parent: int | None, *, is_root: bool) -> None:
    """Move into the new tree, and give up everything that could lead out of it, at last the handle of the parent."""
    system.make_root(_ROOT)
    closed = system.BIND | system.REMOUNT | system.READ_ONLY | system.NO_SETUID | system.NO_DEVICES
    system.mount(None, "/", None, closed)
    os.chdir(SCRATCH)
    _close_all(keep if parent is None else (*keep, parent))
    if is_root:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        system.die_with_parent(signal.SIGKILL, parent)  # forgotten when the user changes
        # Processes are counted per user namespace: without one of its own, sealed processes would share one limit.
        system.unshare(system.NEW_USERS)
        system.map_own_ids(NOBODY, NOBODY)
    _close(parent)
    system.drop_capabilities()
    _limit(walls)
    system.clear_environment()
    os.environ.update(walls.environment, HOME=SCRATCH, TMPDIR=SCRATCH)
    system.filter_calls(syscalls.program())


def _limit(walls: Walls) -> None:
    limits = {
        resource.RLIMIT_AS: (_used_mb() + walls.memory_mb) * _MB,
        resource.RLIMIT_FSIZE: walls.file_mb * _MB,
        resource.RLIMIT_NPROC: walls.processes,
        resource.RLIMIT_CPU: walls.cpu_s,
        resource.RLIMIT_NOFILE: 512,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        getattr(resource, "RLIMIT_MSGQUEUE", resource.RLIMIT_CORE): 0,
    }
    for which, value in limits.items():
        hard = resource.getrlimit(which)[1]
        allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(which, (allowed, allowed))


def _used_mb() -> int:
    statm = Path("/proc/self/statm")
    pages = int(statm.read_text().split()[0]) if statm.exists() else 1 << 22
    return pages * resource.getpagesize() // _MB


def _close(handle: int | None) -> None:
    if handle is not None:
        os.close(handle)


def _close_all(keep: Collection[int]) -> None:
    """Close every open file but standard input, output and error and those in `keep`."""
    first = 3
    for kept in sorted(number for number in keep if number >= first):
        os.closerange(first, kept)
        first = kept + 1
    os.closerange(first, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
