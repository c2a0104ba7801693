"""Look at Python and at the packages that are installed."""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

from classroom import environment
from classroom.doctor.finding import Finding, few, ok

LOCK = "requirements.lock"
RENEW = f"renew the environment: make lab, or python -m pip install --require-hashes -r {LOCK}"


def python() -> Finding:
    """Say whether the lock was made for this Python."""
    try:
        environment.check_python(sys.version_info)
    except environment.Problem as problem:
        return Finding("Python", "problem", sys.version.split()[0], str(problem))
    return ok("Python", f"{sys.version.split()[0]} on {sys.platform}")


def locked(path: Path) -> dict[str, str]:
    """
    Return the version of each package that a lock names for this Python and this system.

    Raises
    ------
    OSError
        If the lock cannot be read.
    """
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    rows = [row for row in path.read_text(encoding="utf-8").splitlines() if re.match(r"[A-Za-z0-9]", row)]
    needs = [Requirement(row.rstrip(" \\")) for row in rows]
    here = [need for need in needs if need.marker is None or need.marker.evaluate()]
    return {canonicalize_name(need.name): str(need.specifier).removeprefix("==") for need in here}


def packages(root: Path) -> Finding:
    """Compare what is installed with the lock."""
    subject = "packages"
    try:
        wanted = locked(root / LOCK)
    except OSError:
        return Finding(subject, "problem", f"{LOCK} is missing", f"restore it: git checkout -- {LOCK}")
    found = {name: _version(name) for name in wanted}
    missing = [name for name, version in found.items() if version is None]
    other = [f"{name} {version} (lock: {wanted[name]})" for name, version in found.items()
             if version not in (None, wanted[name])]  # fmt: skip
    if missing:
        return Finding(subject, "problem", f"{len(missing)} of {len(wanted)} are missing: {few(missing)}", RENEW)
    if other:
        return Finding(subject, "warning", f"{len(other)} of {len(wanted)} differ: {few(other)}", RENEW)
    return ok(subject, f"all {len(wanted)} as the lock names them")


def own_packages(root: Path) -> Finding:
    """Say whether lessons import the `citylab` of this folder."""
    import citylab

    place = Path(citylab.__file__).resolve().parent
    if place == (root / "course" / "citylab").resolve():
        return ok("citylab", "installed from this folder")
    remedy = "python -m pip install --no-deps --no-build-isolation -e ."
    return Finding("citylab", "warning", f"imported from {place}, not from this folder", f"in this folder: {remedy}")


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
