"""Every stock nbgrader command works in the course root, and formgrader in JupyterLab."""

import getpass
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbgrader.preprocessors import Execute as NbgraderExecute

from classroom.course_root import load_config
from classroom.kernels import Execute

NAME = "street-lamps"
NEEDS_EXCHANGE = pytest.mark.skipif(sys.platform == "win32", reason="nbgrader has no exchange on Windows")

# The commands one after the other in one process, since starting nbgrader takes seconds.
RUNNER = """
import json, sys, traceback
from jupyter_core.application import NoStart
from nbgrader.apps import NbGraderApp

for line in json.loads(sys.argv[1]):
    app = NbGraderApp.instance()
    code = 0
    try:
        app.initialize(line)
        app.start()
    except SystemExit as ended:
        code = ended.code or 0
    except NoStart:
        pass
    except Exception:
        traceback.print_exc()
        code = 1
    finally:
        app.reset()
        NbGraderApp.clear_instance()
    print(f"ended {code}", flush=True)
"""
MAKE = [
    f"generate_assignment {NAME}",
    f"validate source/{NAME}/{NAME}.ipynb",
    f"release_assignment {NAME}",
    "list",
    f"fetch_assignment {NAME}",
]
COMMAND = re.compile(r"(?:db \w+ )?[a-z_]+")
WARNS = """
import warnings

def energy_kwh(power_w, hours):
    warnings.warn("kilowatts ahead", stacklevel=1)
    return power_w * hours / 1000
"""
MARK = [
    f"validate {NAME}/{NAME}.ipynb",
    f"submit {NAME}",
    "list --inbound",
    f"collect {NAME}",
    f"autograde {NAME}",
    f"generate_feedback {NAME}",
    f"release_feedback {NAME}",
    f"fetch_feedback {NAME}",
    # Work that has no time of its own: its feedback cannot go through the exchange.
    f"zip_collect {NAME}",
    f"autograde --assignment={NAME}",
    f"generate_feedback --assignment={NAME}",
    "export --to grades.csv",
    f"generate_solution {NAME}",
    "update source",
    "db student add dora --first-name=Dora",
    "db student list",
    "db student import class.csv",
    f"db assignment add {NAME} --duedate=2025-03-14",
    "db assignment list",
    "db student remove dora --force",
    "db upgrade",
]


def run(folder: Path, commands: list[str]) -> dict[str, tuple[int, str]]:
    """Run nbgrader commands in a folder, as from an environment that is not activated."""
    environment = {**os.environ, "PATH": os.defpath}
    call = [sys.executable, "-W", "ignore", "-c", RUNNER, json.dumps([line.split() for line in commands])]
    ended = subprocess.run(
        call, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    said = ended.stdout.split("ended ")
    codes = [int(text.split(maxsplit=1)[0]) for text in said[1:]]
    assert len(codes) == len(commands), ended.stdout
    return {command: (code, said[n]) for n, (command, code) in enumerate(zip(commands, codes, strict=True))}


@pytest.fixture(scope="module")
def course(small_course, tmp_path_factory) -> Path:
    """A repository whose course root nobody has worked in."""
    root = tmp_path_factory.mktemp("stock") / "repository"
    shutil.copytree(small_course, root)
    return root


@pytest.fixture(scope="module")
def stock(course, street_lamps) -> dict[str, tuple[int, str]]:
    """What every stock command said: one class, handed out, handed in and marked."""
    folder = course / "assignments"
    before = (folder / "release" / NAME / f"{NAME}.ipynb").read_bytes()
    done = run(folder, MAKE)
    done["release is as committed"] = (
        before != (folder / "release" / NAME / f"{NAME}.ipynb").read_bytes(),
        "",
    )
    answered = street_lamps.handed_in({**street_lamps.reference, "energy": WARNS})
    nbformat.write(answered, folder / NAME / f"{NAME}.ipynb")
    (folder / "class.csv").write_text("id,first_name,last_name\neli,Eli,Roy\n", encoding="utf-8")
    archive = folder / "downloaded" / NAME / "archive"
    archive.mkdir(parents=True)
    nbformat.write(street_lamps.handed_in({}), archive / f"anna_{NAME}.ipynb")
    with zipfile.ZipFile(archive / "more.zip", "w") as more:
        more.writestr(f"bert_{NAME}.ipynb", nbformat.writes(answered))
    return {**done, **run(folder, MARK)}


@NEEDS_EXCHANGE
@pytest.mark.parametrize("command", [*MAKE, *MARK])
def test_a_stock_command_works_in_the_course_root(stock, command):
    code, said = stock[command]
    assert code == 0, said


@NEEDS_EXCHANGE
def test_nbgrader_makes_the_release_that_is_committed(stock):
    assert stock["release is as committed"] == (False, "")


@NEEDS_EXCHANGE
@pytest.mark.parametrize("command", [MAKE[1], MARK[0]])
def test_the_reference_and_a_right_answer_that_warns_validate(stock, command):
    assert "Success! Your notebook passes all the tests." in stock[command][1]


@NEEDS_EXCHANGE
def test_work_from_exchange_file_and_archive_is_marked(stock, course):
    lines = (course / "assignments" / "grades.csv").read_text(encoding="utf-8").splitlines()[1:]
    raw_scores = {line.split(",")[3]: line.split(",")[7] for line in lines}
    assert raw_scores == {getpass.getuser(): "10.0", "anna": "0.0", "bert": "10.0"}


@NEEDS_EXCHANGE
def test_a_student_gets_the_feedback_back(stock, course):
    assert list((course / "assignments" / NAME / "feedback").rglob(f"{NAME}.html"))


@NEEDS_EXCHANGE
def test_everything_personal_is_ignored_by_git(stock, course, repository):
    made = [path.name for path in (course / "assignments").iterdir()]
    kept = {"masters", "source", "release", "nbgrader_config.py", ".gitignore"}
    personal = [f"assignments/{name}" for name in made if name not in kept]
    call = [
        "git",
        "-C",
        str(repository),
        "check-ignore",
        "--no-index",
        *personal,
        *(f"{p}/x" for p in personal),
    ]
    ignored = subprocess.run(call, capture_output=True, text=True).stdout.split()
    assert {name.removesuffix("/x") for name in ignored} == set(personal)


def get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read()


@pytest.fixture
def server(course):
    """JupyterLab's server, started in the repository as a person would."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    call = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}"]
    call += ["--IdentityProvider.token=", "--ServerApp.port_retries=0", "--log-level=ERROR"]
    process = subprocess.Popen(call, cwd=course, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            try:
                get(f"{address}/api")
                break
            except (urllib.error.URLError, ConnectionError):
                assert process.poll() is None, "JupyterLab ended before it was ready"
                time.sleep(0.25)
        yield address
    finally:
        process.terminate()
        process.wait()


def test_formgrader_opens_the_course_when_jupyterlab_starts_in_the_repository(server):
    (assignment,) = json.loads(get(f"{server}/formgrader/api/assignments"))
    assert assignment["name"] == NAME
    assert assignment["status"] in ("draft", "released")
    # Else its pages would be blank: the course must lie in a folder below the server's.
    assert b'url_prefix = "assignments"' in get(f"{server}/formgrader/")


def test_every_command_in_the_guide_is_one_that_is_tried_here(repository):
    guide = (repository / "course" / "guide" / "marking_with_nbgrader.md").read_text(encoding="utf-8")
    named = re.findall(r"^nbgrader (.+)|`nbgrader (.+?)`", guide, flags=re.MULTILINE)
    tried = {COMMAND.match(line)[0] for line in [*MAKE, *MARK]}
    assert len(named) >= 12
    assert {COMMAND.match(block or inline)[0] for block, inline in named} <= tried


def test_autograde_runs_in_kernels_that_cannot_be_given_the_same_port(repository):
    steps = load_config(repository / "assignments").Autograde.autograde_preprocessors
    assert [step.__name__ for step in steps if issubclass(step, NbgraderExecute)] == ["Execute"]
    assert Execute in steps
