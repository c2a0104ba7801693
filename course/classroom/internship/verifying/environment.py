"""
Make a clean Python environment that holds what a lock fixes, and nothing else.

It is a virtual environment of its own, without pip. Where every pin is exactly what the course's own lock fixes and
has installed, its packages are linked from there: no network is needed. Otherwise pip installs them, wheels only and
each checked by its hash. Neither way runs code of the project or of a package: this happens behind walls only.
"""

from __future__ import annotations

import platform
import subprocess
import sys
import venv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from packaging.utils import canonicalize_name

from citylab import paths
from classroom.errors import CitylabError
from classroom.internship.verifying import links
from classroom.internship.verifying.lock import LockError, Pin, parse

__all__ = ["TOOLS", "CannotInstallError", "Environment", "is_course_s", "make"]

INSTALL_S = 900
# What runs the cells and the tests. It stands behind the project's packages, and is importable all the same.
TOOLS = ("ipython", "matplotlib-inline", "pytest")


class CannotInstallError(Exception):
    """Why no environment could be made, and the remedy."""


@dataclass(frozen=True)
class Environment:
    """
    An environment.

    Attributes
    ----------
    root : pathlib.Path
        Its folder.
    tools : pathlib.Path
        Folder of the verifier's own tools, for the end of the path.
    way : str
        How it was put together, in words.
    beside : tuple of str
        Packages in `tools` that the lock does not have: a project can import them although it does not name them.
    needs_of : callable
        Gives the requirements of a package in it, by its name.
    """

    root: Path
    tools: Path
    way: str
    beside: tuple[str, ...]
    needs_of: Callable[[str], list[str]]

    @property
    def python(self) -> Path:
        """Its interpreter, to be run behind walls only."""
        return self.root / "bin" / "python"


def is_course_s(pins: tuple[Pin, ...]) -> bool:
    """Whether each pin is in the course's lock with the same version and hashes, and is installed here."""
    course = _course_pins()
    return all(
        pin.name in course
        and course[pin.name].version == pin.version
        and pin.hashes <= course[pin.name].hashes
        and _installed_version(pin.name) == pin.version
        for pin in pins
    )


def make(pins: tuple[Pin, ...], folder: Path, *, wheels: Path | None = None) -> Environment:
    """
    Make an environment.

    Parameters
    ----------
    pins : tuple of Pin
        What it holds.
    folder : pathlib.Path
        A new folder for it.
    wheels : pathlib.Path or None
        A folder of wheels: the only place to install from.

    Raises
    ------
    CannotInstallError
        If pip is missing, or cannot install a package.
    CitylabError
        If this environment lacks a tool that runs cells or tests.
    """
    locked = {pin.name for pin in pins}
    missing = [tool for tool in TOOLS if tool not in locked and tool not in links.installed()]
    if missing:
        raise CitylabError(f"{missing[0]} is missing in the course's environment; install it there with: make test")
    root, tools = folder / "environment", folder / "tools"
    venv.create(root, symlinks=True, with_pip=False)
    site = root / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    if wheels is None and is_course_s(pins):
        links.link([pin.name for pin in pins], site)
        way = "linked: all pins are those of the course's own lock, so its installed files are shown, and no others"
    else:
        _install(pins, folder, site, wheels)
        source = "the folder of wheels" if wheels else "the package index"
        way = f"installed by pip from {source}, each wheel checked by its hash"
    tools.mkdir()
    listed = [name for name in links.closure(TOOLS) if name not in locked]
    links.link(listed, tools)
    return Environment(root, tools, way, tuple(listed), _needs(site))


def description(pins: tuple[Pin, ...], made: Environment | None) -> dict[str, object]:
    """Return what a verdict says about where the project ran."""
    known = {"python": platform.python_version(), "platform": platform.platform(), "packages": len(pins)}
    return known if made is None else {**known, "way": made.way, "beside": list(made.beside)}


def _install(pins: tuple[Pin, ...], folder: Path, site: Path, wheels: Path | None) -> None:
    """Let pip unpack wheels into a folder: it runs on this Python, and nothing that it unpacks is run."""
    if "pip" not in links.installed():  # looking for the module would let setuptools replace distutils
        remedy = "Install pip into it, with: python -m ensurepip"
        raise CannotInstallError("this lock needs pip, which the course's environment does not have", remedy)
    lock = folder / "lock.txt"
    lock.write_text("".join(map(str, pins)), encoding="utf-8")  # written anew: no option of the project's file remains
    source = ["--no-index", "--find-links", str(wheels.resolve())] if wheels else []
    # Modules in the folder that this was called from, which may be the project's, are not imported.
    pip = [sys.executable, "-P", "-m", "pip", "--no-input", "--disable-pip-version-check", "--retries", "2", "--quiet"]
    rules = ["install", "--no-deps", "--require-hashes", "--only-binary", ":all:", "--target", str(site)]
    try:
        done = subprocess.run(
            [*pip, *rules, *source, "--requirement", str(lock)],
            cwd=folder,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=INSTALL_S,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        remedy = "Try again, or give --wheels FOLDER."
        raise CannotInstallError(f"pip did not end within {INSTALL_S} s", remedy) from None
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or ["ERROR: it ended early"]
        remedy = "Fix versions that have a wheel for this Python and system; without a network, give --wheels FOLDER."
        raise CannotInstallError(f"pip: {lines[-1].removeprefix('ERROR: ')[:300]}", remedy)


@cache
def _course_pins() -> dict[str, Pin]:
    try:
        lock = (paths.root() / "requirements.lock").read_text(encoding="utf-8")
        return {pin.name: pin for pin in parse(lock)}
    except (OSError, LockError):
        return {}


def _installed_version(name: str) -> str:
    one = links.installed().get(name)
    return one.version if one else ""


def _needs(site: Path) -> Callable[[str], list[str]]:
    found = {canonicalize_name(one.name): one for one in metadata.distributions(path=[str(site)])}
    return lambda name: list(found[canonicalize_name(name)].requires or ()) if canonicalize_name(name) in found else []
