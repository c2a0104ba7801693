"""Every wall holds, and each probe would notice if it did not."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from classroom.sandbox import probe as probing
from classroom.sandbox.probe import PROBES, SECRET, probe
from classroom.sandbox.walls import Walls, spawn, system_folders

COURSE = Path(probing.__file__).parents[2]
HARMLESS = {"_network", "_file", "_open_file", "_accounts", "_environment", "_process"}


def sealed(attempt):
    """Return whether an attempt inside succeeded, and what it says."""
    return probing._ask(attempt, Walls(system_folders()))


def test_every_wall_holds():
    found = probe()
    assert len(found) == len(PROBES) + 2
    assert [f"{finding.tried}: {finding.says}" for finding in found if not finding.holds] == []


@pytest.mark.parametrize("name", sorted(HARMLESS))
def test_without_walls_the_same_attempt_succeeds(name):
    attempt = {attempt.__name__: attempt for _, _, attempt in PROBES}[name]
    with probing._outside() as outside:
        assert attempt(outside)


def test_an_open_wall_is_reported(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    walls = Walls((*system_folders(), secret))
    assert probing._ask(secret.read_text, walls) == (True, SECRET)


def test_only_named_variables_are_inside():
    names = "import os; print(*sorted(os.environ))"
    walls = Walls(system_folders(), environment={"LANG": "C.UTF-8"})
    ran = probing._ask(lambda: subprocess.check_output([sys.executable, "-c", names], text=True).strip(), walls)
    assert ran == (True, "HOME LANG TMPDIR")


def test_scratch_is_empty_each_time_and_nothing_of_it_is_left_outside():
    def leave_a_file():
        before = os.listdir(".")
        with open("left.txt", "w") as file:
            file.write("left")
        return f"{os.getcwd()} {before}"

    assert [sealed(leave_a_file) for _ in range(2)] == [(True, "/scratch []")] * 2
    assert not os.path.exists("/scratch/left.txt")


def test_a_thing_that_does_not_exist_cannot_be_shown_and_the_work_does_not_run():
    ran, why = probing._ask(lambda: "ran", Walls((*system_folders(), system_folders()[0] / "no-such-thing")))
    assert not ran
    assert "no-such-thing" in why


def test_the_end_of_the_work_is_the_status_of_the_process_outside():
    pid = spawn(lambda: os._exit(3), Walls(system_folders()))
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 3


@pytest.mark.skipif(os.getuid() != 0, reason="the other tests run as an ordinary user already")
@pytest.mark.skipif(not Path("/usr/bin/python3").exists(), reason="no Python that every user can read")
def test_an_ordinary_user_is_sealed_too():
    code = (
        "import os, sys; os.setgid(12345); os.setuid(12345); sys.path.insert(0, sys.argv[1])\n"
        "from classroom.sandbox.probe import probe\n"
        "print([f'{f.tried}: {f.says}' for f in probe() if not f.holds])"
    )
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        shutil.copytree(COURSE / "classroom", Path(folder) / "classroom")
        command = ["/usr/bin/python3", "-c", code, folder]
        ran = subprocess.run(command, capture_output=True, text=True, cwd="/", timeout=60)
    assert ran.stdout.strip() == "[]", ran.stderr
