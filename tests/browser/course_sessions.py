"""A small course, served as `citylab lab` does, at the same address in each of a learner's sessions."""

import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lab_session import START_S

from classroom import lab, own_work
from classroom.building import build

LESSON = "# %% [markdown]\n# # Count buses\n#\n# Why it matters.\n\n# %%\nbuses = 10\n"
LESSON_PATH = "course/notebooks/01-buses/01_count.ipynb"
COPY = "course/my-work/street-lamps/street-lamps.ipynb"
TOKEN = "only-for-tests"


def ship(repository: Path, root: Path) -> Path:
    """Build a course of one lesson and one assignment, with the learner's copy of it, and return its folder."""
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


class Place:
    """A course, a learner's home, and the port on which their browser knows it."""

    def __init__(self, folder: Path, shipped: Path) -> None:
        self.course, self.home, self.shipped = folder / "course", folder / "home", shipped
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.begin_anew()

    def begin_anew(self) -> None:
        """As each session on Binder begins: the course as it was built, and nothing of the learner's."""
        for path in (self.course, self.home):
            shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self.shipped, self.course)
        autosave = self.home / "settings/@jupyterlab/docmanager-extension/plugin.jupyterlab-settings"
        autosave.parent.mkdir(parents=True)
        autosave.write_text('{"autosave": false}')

    @contextmanager
    def served(self, **variables: str) -> Iterator[str]:
        """Serve the course as `citylab lab` does, and give the address."""
        command = [*lab.command(self.course, port=self.port, browser=False), "--expose-app-in-browser"]
        log = self.home / "log.txt"
        with log.open("w") as said:
            server = subprocess.Popen(
                command, cwd=self.course, env=self._variables(variables), stdout=said, stderr=said
            )
        try:
            until = time.monotonic() + START_S
            while not self._answers() and server.poll() is None and time.monotonic() < until:
                time.sleep(0.1)
            assert self._answers(), log.read_text()
            yield f"http://127.0.0.1:{self.port}"
        finally:
            server.terminate()
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:  # kernels take their time when the computer is busy
                server.kill()
                server.wait()

    def _variables(self, more: dict[str, str]) -> dict[str, str]:
        found = {name: value for name, value in lab.environment(self.course).items() if "BINDER" not in name}
        own = {
            "HOME": self.home,
            "CITYLAB_HOME": self.course,
            "CITYLAB_PROGRESS": self.home / "progress.json",
            "JUPYTER_TOKEN": TOKEN,
            "JUPYTER_CONFIG_DIR": self.home / "config",
            "JUPYTER_RUNTIME_DIR": self.home / "runtime",
            "JUPYTERLAB_SETTINGS_DIR": self.home / "settings",
            "JUPYTERLAB_WORKSPACES_DIR": self.home / "workspaces",
            "XDG_CACHE_HOME": self.shipped.parent / "cache",
        }
        return {**found, **{name: str(path) for name, path in own.items()}, **more}

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api").close()
        except OSError:
            return False
        return True
