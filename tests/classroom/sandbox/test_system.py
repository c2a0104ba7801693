"""A fork into new namespaces is a fork like any other."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from classroom.sandbox import system
from classroom.sandbox.walls import Walls, spawn, system_folders

COURSE = Path(system.__file__).parents[2]
LARGE_PAGES = Path("/sys/kernel/mm/transparent_hugepage/enabled")
APART = "system.NEW_PROCESSES | system.NEW_USERS" if os.getuid() else "system.NEW_PROCESSES"
FORK = f"""
import os, sys, threading
sys.path.insert(0, {str(COURSE)!r})
from classroom.sandbox import system
seen = []
for when in ("before", "after_in_parent", "after_in_child"):
    os.register_at_fork(**{{when: lambda when=when: seen.append(when)}})
pid = system.fork_into({APART})
if pid == 0:
    try:
        thread = threading.Thread(target=lambda: seen.append("thread"))
        thread.start()
        thread.join()
        told = [os.getpid(), threading.get_native_id(), *seen]
        inner = os.fork()
        if inner == 0:
            os._exit(5)
        print(*told, inner, os.waitpid(inner, 0)[1] >> 8, flush=True)
        os._exit(3)
    finally:
        os._exit(1)
print(os.waitpid(pid, 0)[1] >> 8, *seen, pid == os.getpid())
"""
REFUSED = f"""
import sys
sys.path.insert(0, {str(COURSE)!r})
from classroom.sandbox import system
try:
    system.fork_into(system.NEW_USERS | 0x00010000)  # a user namespace and a thread: the kernel takes no such pair
except OSError as error:
    import threading
    thread = threading.Thread(target=print, args=["a thread after it:", error.args[1]])
    thread.start()
    thread.join()
"""
HELD = f"""
import sys
sys.path.insert(0, {str(COURSE)!r})
from classroom.sandbox import system
held = [bytearray(b"abcdefgh" * (1 << 21)) for _ in range(4)]
system.use_large_pages()
print(all(one == b"abcdefgh" * (1 << 21) for one in held))
print(sum(int(line.split()[1]) for line in open("/proc/self/smaps_rollup") if line.startswith("AnonHugePages")) // 1024)
"""


BUSY = f"""
import os, select, sys, threading, time
sys.path.insert(0, {str(COURSE)!r})
from classroom.sandbox import system
from classroom.sandbox.walls import Walls, spawn, system_folders
def busy():
    while True:
        sum(range(100))
for _ in range(3):
    threading.Thread(target=busy, daemon=True).start()
try:
    system.fork_into({APART})
except RuntimeError as error:
    print(error)
for end in (lambda: os._exit(3), lambda: None) * 4:
    print(os.waitstatus_to_exitcode(os.waitpid(spawn(end, Walls(system_folders())), 0)[1]), end=" ")
ends, held = os.pipe()
def work():
    os.write(held, b".")
    time.sleep(60)
outside = spawn(work, Walls(system_folders()), keep=[held])
os.close(held)
os.read(ends, 1)
os.kill(outside, 9)
print()
print(select.select([ends], [], [], 20)[0] == [ends], flush=True)
os._exit(0)
"""


def printed(code):
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert ran.stderr == ""
    return ran.stdout.splitlines()


def test_the_child_is_the_first_process_inside_and_both_sides_know_of_the_fork():
    inside, outside = printed(FORK)
    assert inside == "1 1 before after_in_child thread 3 5"  # the thread had the number 2
    assert outside == "3 before after_in_parent False"


def test_after_a_fork_that_is_refused_the_caller_goes_on():
    (said,) = printed(REFUSED)
    assert said.startswith("a thread after it:")
    assert "clone" in said


def test_a_process_with_several_threads_forks_first_into_one_with_one():
    refused, ended, dies_with_it = printed(BUSY)
    assert refused == "a process with several threads cannot fork into namespaces"
    assert ended.split() == ["3", "0"] * 4
    assert dies_with_it == "True"


def test_large_pages_hold_what_was_there():
    same, large_mb = printed(HELD)
    assert same == "True"
    if LARGE_PAGES.exists() and "[never]" not in LARGE_PAGES.read_text():
        assert int(large_mb) >= 32


def test_where_no_namespaces_can_be_had_the_work_is_not_done(monkeypatch, capfd, tmp_path):
    def refuse(what):
        raise OSError(1, "Operation not permitted: clone")

    monkeypatch.setattr(system, "fork_into", refuse)
    pid = spawn((tmp_path / "done").touch, Walls(system_folders()))
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 70
    assert "Operation not permitted: clone" in capfd.readouterr().err
    assert not (tmp_path / "done").exists()


ORPHANED = f"""
import os, signal, sys, time
sys.path.insert(0, {str(COURSE)!r})
from classroom.sandbox import system
from classroom.sandbox.walls import Walls, spawn, system_folders
asks, when, asked = system.die_with_parent, int(sys.argv[1]), []
ready, told = os.pipe()
def ask(*how):
    asked.append(how)
    if len(asked) == when:
        os.write(told, b".")
        time.sleep(0.5)  # the parent ends before it is asked
    asks(*how)
def work():
    if when == 0:
        os.write(told, b".")
    time.sleep(60)
system.die_with_parent = ask
pid = spawn(work, Walls(system_folders()), keep=[told])
os.read(ready, 1)
print(pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("when", [0, 1] if os.getuid() else [0, 1, 2], ids=["at work", "first", "second"].__getitem__)
def test_what_is_sealed_dies_with_the_process_that_started_it(lives, when):
    if when and system.handle_of_self() is None:
        pytest.skip("this kernel has no handles of processes")
    ran = subprocess.run([sys.executable, "-c", ORPHANED, str(when)], capture_output=True, text=True, timeout=60)
    pid = int(ran.stdout)
    end = time.monotonic() + 10
    while lives(pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert not lives(pid)
