"""Make the environment that Binder would make, in a virtual environment: frozen base, our lock, postBuild."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
# conda's name of a package, where pip calls it otherwise.
RENAMED = {"jupyterhub-singleuser": "jupyterhub"}
NOT_PYTHON = ("python", "nodejs", "pip")


class StepFailed(Exception):
    """A step of the build ended with an error."""


@dataclass(frozen=True)
class Copy:
    """A copy of the repository, which is the learner's home on Binder, and the environment beside it."""

    home: Path
    venv: Path

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def variables(self) -> dict[str, str]:
        """What a process on Binder finds in its environment: nothing of ours."""
        return {
            "PATH": os.pathsep.join([str(self.venv / "bin"), "/usr/local/bin", "/usr/bin", "/bin"]),
            "HOME": str(self.home),
            "USER": "jovyan",
            "LANG": "C.UTF-8",
            "REPO_DIR": str(self.home),
            "NB_PYTHON_PREFIX": str(self.venv),
        }

    def run(self, call: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
        """Run a command in the copy, as a learner there."""
        return subprocess.run(call, cwd=self.home, env=self.variables, capture_output=True, text=True)

    def install(self, call: Sequence[str | Path]) -> None:
        """Run a step of the build, which finds the package index as this computer does."""
        variables = {**os.environ, **self.variables}
        ended = subprocess.run(call, cwd=self.home, env=variables, capture_output=True, text=True)
        if ended.returncode:
            raise StepFailed(f"{' '.join(map(str, call))[:200]}\n{ended.stdout[-3000:]}\n{ended.stderr[-3000:]}")

    def started(self, *call: str) -> list[str | Path]:
        """Return a command as Binder's entry point runs it: through `start`, if there is one."""
        start = ["bash", str(self.home / "start")] if (self.home / "start").exists() else []
        return [*start, *call]


def wanted_python() -> str:
    """Return the Python that environment.yml asks for, such as ``3.11``."""
    found = yaml.safe_load((REPOSITORY / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    return next(entry.removeprefix("python=") for entry in found if str(entry).startswith("python="))


def find_python(version: str) -> str:
    """
    Return an interpreter of that version.

    Raises
    ------
    StepFailed
        If there is none.
    """
    if f"{sys.version_info[0]}.{sys.version_info[1]}" == version:
        return sys.executable
    if found := shutil.which(f"python{version}"):
        return found
    raise StepFailed(f"no Python {version} here, which is the one that Binder would use; install it and try again")


def base_packages(version: str) -> tuple[list[str], list[str]]:
    """
    Return what repo2docker's own environment asks for, and the version at which each package is frozen.

    Raises
    ------
    StepFailed
        If repo2docker is not installed.
    """
    # Found, not imported: its modules warn when they are loaded.
    found = importlib.util.find_spec("repo2docker")
    if not found or not found.origin:
        raise StepFailed("repo2docker is not installed; it comes with make test")
    folder = Path(found.origin).parent / "buildpacks" / "conda"
    listed = yaml.safe_load((folder / f"environment.py-{version}.yml").read_text(encoding="utf-8"))["dependencies"]
    names = [re.split(r"[=<> ]", entry, maxsplit=1)[0] for entry in listed]
    direct = [RENAMED.get(name, name) for name in names if name not in NOT_PYTHON]
    lock = (folder / f"environment.py-{version}-linux-64.lock").read_text(encoding="utf-8")
    rows = re.findall(r"/([a-z0-9][^/\s]*)-([^-/\s]+)-[^-/\s]+\.(?:conda|tar\.bz2)#", lock)
    frozen = {RENAMED.get(name, name): number for name, number in rows if re.fullmatch(r"[\d.]+(post\d+)?", number)}
    return direct, [f"{name}=={number}" for name, number in frozen.items()]


def copy_repository(folder: Path) -> Copy:
    """Copy what git knows or would take in, as a clone would hold it."""
    call = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    rows = subprocess.run(call, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout.splitlines()
    copy = Copy(folder / "home", folder / "venv")
    for row in rows:
        if (REPOSITORY / row).is_file():
            (copy.home / row).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(REPOSITORY / row, copy.home / row)
    return copy


def build(copy: Copy, *, with_pip: bool) -> Iterator[tuple[str, float, float]]:
    """Run the steps of the build; give for each its name, its seconds, and the size of the environment. [s, MB]"""
    version = wanted_python()
    direct, frozen = base_packages(version)
    constraints = copy.venv.parent / "base.txt"
    constraints.write_text("\n".join(frozen))
    install: list[str | Path] = [copy.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if not with_pip:
        uv = Path(sys.executable).with_name("uv")
        install = [uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", copy.python]
    steps: list[tuple[str, Sequence[str | Path]]] = [
        (f"virtual environment, Python {version}", [find_python(version), "-m", "venv", copy.venv]),
        (f"repo2docker's base, {len(direct)} packages and theirs", [*install, *direct, "-c", constraints]),
        ("our lock, by its hashes", [*install, "--upgrade", "--require-hashes", "-r", "requirements.lock"]),
        ("postBuild", ["bash", "./postBuild"]),
        ("pip check", [copy.python, "-m", "pip", "check"]),
    ]
    for name, call in steps:
        begun = time.monotonic()
        copy.install(call)
        yield name, time.monotonic() - begun, size_mb(copy.venv)


def size_mb(folder: Path) -> float:
    """Return how much a folder holds. [MB]"""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / 1e6
