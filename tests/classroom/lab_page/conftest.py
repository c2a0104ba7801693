"""A server with the page's addresses, started as the README says, on a course of one lesson and one assignment."""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from classroom import lab, own_work
from classroom.building import build

LESSON = "# %% [markdown]\n# # Count buses\n#\n# Why it matters.\n\n# %%\nbuses = 10\n"
START_S = 60
TOKEN = "only-for-tests"


@pytest.fixture(scope="session")
def course(tmp_path_factory, repository) -> Path:
    """A course with one lesson, one assignment and the learner's copy of it."""
    root = tmp_path_factory.mktemp("course")
    masters = root / "assignments" / "masters" / "street-lamps"
    shutil.copytree(repository / "tests" / "classroom" / "street-lamps", masters)
    shutil.copy(repository / "assignments" / "nbgrader_config.py", root / "assignments")
    lesson = root / "course" / "lessons" / "01-buses" / "01_count.py"
    lesson.parent.mkdir(parents=True)
    lesson.write_text(LESSON, encoding="utf-8")
    shutil.copytree(repository / "datasets" / "census_margins", root / "datasets" / "census_margins")
    build(root)
    own_work.copy_of(root, "street-lamps")
    return root


@dataclass
class Visitor:
    """Somebody who talks to a server; with `token`, as a program does, else as a browser with its cookies."""

    address: str
    token: str = ""
    cookies: CookieJar = field(default_factory=CookieJar)

    def ask(self, path: str, body: bytes | None = None, **headers: str):
        """Return status, headers and body of the answer."""
        request = urllib.request.Request(self.address + path, data=body, headers=headers)
        if self.token:
            request.add_header("Authorization", f"token {self.token}")
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        try:
            with opener.open(request) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read()

    def sentence(self, path: str, body: bytes | None = None) -> tuple[int, str]:
        """Return status and message of a refusal."""
        status, _, said = self.ask(path, body)
        return status, json.loads(said)["message"]


@pytest.fixture(scope="session")
def server(course, tmp_path_factory):
    """The address of the server."""
    home = tmp_path_factory.mktemp("home")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (home / "log.txt").open("w") as log:
        process = subprocess.Popen(
            lab.command(course, port=port, browser=False),
            cwd=course,
            env=_variables(course, home),
            stdout=log,
            stderr=log,
        )
    address = f"http://127.0.0.1:{port}/"
    try:
        until = time.monotonic() + START_S
        while not _answers(address) and process.poll() is None and time.monotonic() < until:
            time.sleep(0.1)
        assert _answers(address), (home / "log.txt").read_text()
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture
def learner(server) -> Visitor:
    """The learner, as a program."""
    return Visitor(server, TOKEN)


@pytest.fixture
def stranger(server) -> Visitor:
    """Somebody who may not."""
    return Visitor(server)


@pytest.fixture
def browser(server) -> Visitor:
    """The learner's browser after the login: it has cookies, and no token."""
    found = Visitor(server)
    found.ask(f"lab?token={TOKEN}")
    return found


def _variables(course: Path, home: Path) -> dict[str, str]:
    own = {
        "HOME": str(home),
        "CITYLAB_HOME": str(course),
        "CITYLAB_PROGRESS": str(home / "progress.json"),
        "JUPYTER_TOKEN": TOKEN,
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "XDG_CACHE_HOME": str(home / "cache"),
    }
    return {**{name: value for name, value in lab.environment(course).items() if "BINDER" not in name}, **own}


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(f"{address}api").close()
    except OSError:
        return False
    return True


@pytest.fixture
def not_on_binder(monkeypatch):
    """The variables of a session that stays."""
    for name in [name for name in os.environ if "BINDER" in name]:
        monkeypatch.delenv(name)
