"""
What runs on another computer when a class is marked on a cluster: one submission, from its bytes to JSON text.

The process that runs submissions is kept for the next one, as on one computer. A worker whose course, packages or
Python are not those of the computer that writes the marks refuses, and says what differs.
"""

from __future__ import annotations

import hashlib
import json
import platform
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict

from classroom.errors import CitylabError
from classroom.grading.engine import Engine, Marked
from classroom.grading.reading import UnreadableNotebookError, notebook_of
from classroom.grading.rebuild import rebuild
from classroom.grading.rules import installed
from classroom.sandbox.runner import Limits

COURSE = Path(__file__).resolve().parents[2]
PROBE = "from classroom.sandbox.probe import why_not_sealed; print(why_not_sealed())"


def installation() -> dict[str, Any]:
    """Return what marks depend on of this computer: Python, installed packages, and the course's code and data."""
    code = [path for part in ("citylab", "classroom") for path in sorted((COURSE / part).rglob("*.py"))]
    data = sorted((COURSE.parent / "datasets").glob("*/datapackage.json"))  # they have the hash of each file
    found = hashlib.sha256()
    for path in [*code, *data]:
        found.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    packages = dict(name.removesuffix(".dist-info").rsplit("-", 1) for name in installed(sys.path))
    return {"python": platform.python_version(), "packages": packages, "course": found.hexdigest()}


def difference(wanted: dict[str, Any], found: dict[str, Any]) -> str:
    """Say what differs between two installations, or nothing; what is installed on one side only does not matter."""
    if wanted["python"] != found["python"]:
        return f"Python is {found['python']} and not {wanted['python']}"
    both = sorted(wanted["packages"].keys() & found["packages"].keys())
    for name in both:
        if wanted["packages"][name] != found["packages"][name]:
            return f"{name} is {found['packages'][name]} and not {wanted['packages'][name]}"
    return "" if wanted["course"] == found["course"] else "the course is another version"


@dataclass(frozen=True, eq=False)
class Setting:
    """
    How an assignment is marked, the same for each submission.

    Attributes
    ----------
    source, released : str
        The assignment's notebooks, as JSON text.
    class_seed : int
        From which hidden tests draw their inputs.
    sealed : bool
        Whether walls stand around each submission.
    limits : Limits
        For each submission.
    installation : dict
        What must be installed on a worker.
    """

    source: str
    released: str
    class_seed: int = 0
    sealed: bool = True
    limits: Limits = field(default_factory=Limits)
    installation: dict[str, Any] = field(default_factory=installation)

    @property
    def key(self) -> str:
        """Fingerprint of what an engine depends on."""
        return hashlib.sha256(repr((self.source, self.class_seed, self.sealed, self.limits)).encode()).hexdigest()


_own_installation = cache(installation)  # of the code that this process has loaded
_idle: dict[str, list[Engine]] = {}
_lock = threading.Lock()
_parsing = threading.Lock()  # Python 3.11 cannot parse in two threads at once


def same(setting: Setting) -> Setting:
    """Return what is given: as the result of a task, a setting is sent to each worker once."""
    return setting


def mark_there(setting: Setting, content: bytes) -> str:
    """Mark the notebook in `content`, and return what came of it as JSON text."""
    started = time.monotonic()
    if why := _why_unfit(setting):
        return json.dumps({"unfit": f"on {platform.node()} {why}"})
    told: dict[str, Any] = {"reason": "", "is_lasting": False}
    try:
        with _parsing:
            submitted, remarks = notebook_of(content)
            source, released = (from_dict(json.loads(text)) for text in (setting.source, setting.released))
            rebuilt = rebuild(source, released, submitted)
        told["remarks"] = [asdict(one) for one in [*remarks, *rebuilt.remarks]]
        told["marked"] = _plain(_mark(setting, source, rebuilt.notebook))
    except CitylabError as error:
        told |= {"reason": str(error), "is_lasting": isinstance(error, UnreadableNotebookError)}
    except Exception as error:
        # One submission that nobody foresaw must not stop the others.
        told["reason"] = f"{type(error).__name__}: {error}"
    return json.dumps({**told, "seconds": time.monotonic() - started})


def end_engines() -> None:
    """End the processes that wait for another submission."""
    with _lock:
        waiting = [engine for key in [*_idle] for engine in _idle.pop(key)]
    for engine in waiting:
        engine.stop()


def _why_unfit(setting: Setting) -> str:
    why = difference(setting.installation, _own_installation())
    return why or (setting.sealed and _why_not_sealed()) or ""


@cache
def _why_not_sealed() -> str:
    # In a process of its own: this one has threads, and must not be forked.
    asked = subprocess.run([sys.executable, "-c", PROBE], cwd=COURSE, capture_output=True, text=True)
    why = (asked.stdout + asked.stderr).strip()
    return f"submissions cannot be sealed: {why.splitlines()[-1]}" if why else ""


def _mark(setting: Setting, source: NotebookNode, notebook: NotebookNode) -> Marked:
    engine, is_new = _engine(setting, source)
    try:
        if not is_new and not engine.rehearsal:
            engine.rehearse()  # there are more than one
        marked = engine.mark(notebook)
    except Exception:
        engine.kill()
        engine.stop()
        marked = engine.mark(notebook)  # with a new process: the one before may have been ended or stuck
    with _lock:
        _idle.setdefault(setting.key, []).append(engine)
    return marked


def _engine(setting: Setting, source: NotebookNode) -> tuple[Engine, bool]:
    """Return an engine, and whether it is a new one."""
    with _lock:
        kept = _idle.get(setting.key)
        if kept:
            return kept.pop(), False
    end_engines()  # of another assignment, or of another seed: they would only take memory
    return Engine(source, sealed=setting.sealed, class_seed=setting.class_seed, limits=setting.limits), True


def _plain(marked: Marked) -> dict[str, Any]:
    told = {one.name: getattr(marked, one.name) for one in fields(marked)}
    ran = {**asdict(marked.ran), "outputs": []}  # they stand in the notebook
    return {**told, "remarks": [asdict(one) for one in marked.remarks], "ran": ran}
