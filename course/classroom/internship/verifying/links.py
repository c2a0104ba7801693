"""
Put a folder together that shows some of the packages of this Python environment, and no others.

A folder that belongs to one distribution becomes one link; where several share a folder, each file becomes one.
What lies outside ``site-packages``, such as the programs in ``bin``, is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

__all__ = ["closure", "installed", "link"]


@cache
def installed() -> dict[str, metadata.Distribution]:
    """Return the distributions of this environment by their names in normal form."""
    found: dict[str, metadata.Distribution] = {}
    for one in metadata.distributions():
        found.setdefault(canonicalize_name(one.name), one)  # the first is the one that is imported
    return found


def closure(names: Iterable[str]) -> tuple[str, ...]:
    """Return installed distributions and all that they need here; one that is not installed is left out."""
    waiting, found = [canonicalize_name(name) for name in names], []
    while waiting:
        name = waiting.pop()
        if name in found or name not in installed():
            continue
        found.append(name)
        wanted = [Requirement(text) for text in installed()[name].requires or ()]
        waiting += [
            canonicalize_name(one.name) for one in wanted if not one.marker or one.marker.evaluate({"extra": ""})
        ]
    return tuple(sorted(found))


def link(names: Iterable[str], site: Path) -> None:
    """
    Make links to the files of distributions.

    Parameters
    ----------
    names : iterable of str
        Installed distributions, in normal form.
    site : pathlib.Path
        Where the links go.
    """
    for name in names:
        one = installed()[name]
        home = Path(str(one.locate_file("")))
        for place in _places(name):
            target, source = site / place, home / place
            if target.is_symlink() or not source.exists():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(source.resolve(), target_is_directory=source.is_dir())


def _places(name: str) -> list[PurePosixPath]:
    """Return the folders and files of a distribution to link, relative to ``site-packages``."""
    own: dict[PurePosixPath, None] = {}
    for file in _files(installed()[name]):
        top = PurePosixPath(file.parts[0])
        own[top if _owners().get(top.name) == {name} else file] = None
    return list(own)


@cache
def _owners() -> dict[str, set[str]]:
    """Return which distributions have files in each folder of ``site-packages``."""
    owners: dict[str, set[str]] = {}
    for name, one in installed().items():
        for file in _files(one):
            owners.setdefault(file.parts[0], set()).add(name)
    return owners


@cache
def _files(one: metadata.Distribution) -> tuple[PurePosixPath, ...]:
    """Return what a distribution has in ``site-packages``, as its RECORD lists it."""
    lines = (one.read_text("RECORD") or "").splitlines()
    # A name with a comma stands in quotation marks; hash and size follow.
    paths = (line.rsplit(",", 2)[0].strip('"') for line in lines)
    return tuple(PurePosixPath(path) for path in paths if path and not path.startswith(("../", "/")))
