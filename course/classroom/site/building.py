"""Build the site: run, write the sources, let Sphinx set them, check, publish."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from classroom.errors import CitylabError
from classroom.site.checking import faults
from classroom.site.running import run_all
from classroom.site.sources import Sources

__all__ = ["Built", "build"]

CONFIGURATION = Path(__file__).with_name("sphinx_config")
TOOLS = ("sphinx", "myst-nb", "myst-parser", "pydata-sphinx-theme", "latex2mathml", "pygments")
STAMP = "built-from"
NEEDLESS = (".buildinfo", "objects.inv", "_static/webpack-macros.html", "_sources")  # for Sphinx, not for readers


@dataclass(frozen=True)
class Built:
    """The finished site: its folder, pages, size and largest page, and whether anything was new."""

    folder: Path
    pages: int
    size_bytes: int
    largest: str
    largest_bytes: int
    is_new: bool


def build(
    root: Path, output: Path, *, work: Path, repository: str | None = None, say: Callable[[str], None] = print
) -> Built:
    """
    Build the website of the course.

    Parameters
    ----------
    root : pathlib.Path
        The course's folder.
    output : pathlib.Path
        Folder of the site; replaced, once everything has been checked.
    work : pathlib.Path
        Folder for what the next build can use again: executed notebooks, sources.
    repository : str or None
        Where the course is published. Without it no page links to Binder.
    say : callable
        Told what is going on.

    Returns
    -------
    Built

    Raises
    ------
    CitylabError
        If a cell fails, a formula cannot be drawn, Sphinx warns, or a link is dead.
    """
    root = root.resolve()
    _refuse_foreign(output)
    sources = Sources(root, repository=repository)
    executed = run_all(root, [page.origin for page in sources.lessons], cache=work / "executed", say=say)
    sources.write(work / "sources", executed)
    stamp = _fingerprint(work / "sources", CONFIGURATION)
    if _stamp_of(output) == stamp:
        return _measured(output, is_new=False)
    say("setting the pages")
    fresh = work / "html"
    _run_sphinx(work / "sources" / "pages", fresh, work / "doctrees")
    shutil.copytree(work / "sources" / "files", fresh, dirs_exist_ok=True)
    for needless in NEEDLESS:
        _remove(fresh / needless)
    (fresh / ".nojekyll").touch()  # hosts that hide folders with an underscore would hide the styles
    wrong = faults(fresh, private=tuple(str(path) for path in (root, Path.home()) if len(path.parts) > 1))
    if wrong:
        raise CitylabError("\n  ".join(["the site is not published, because", *wrong]))
    (fresh / STAMP).write_text(stamp + "\n", encoding="utf-8")
    shutil.rmtree(output, ignore_errors=True)
    output.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(fresh, output)
    return _measured(output, is_new=True)


def _refuse_foreign(output: Path) -> None:
    """The folder is replaced as a whole: it must be a site, or hold nothing."""
    if output.exists() and not (output / STAMP).is_file() and (output.is_file() or any(output.iterdir())):
        raise CitylabError(f"{output} holds something else than a site; name another folder with --output")


def _run_sphinx(pages: Path, html: Path, doctrees: Path) -> None:
    """Always from nothing: what Sphinx keeps from the time before can differ from a clean build."""
    for old in (html, doctrees):
        shutil.rmtree(old, ignore_errors=True)
    command = [sys.executable, "-m", "sphinx", "--builder", "html", "--quiet", "--fail-on-warning", "--keep-going"]
    command += ["--conf-dir", str(CONFIGURATION), "--doctree-dir", str(doctrees), str(pages), str(html)]
    variables = {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0", "NO_COLOR": "1"}
    done = subprocess.run(command, env=variables, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise CitylabError(f"Sphinx found this:\n{done.stderr.strip()}")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _fingerprint(*folders: Path) -> str:
    seen = hashlib.sha256(" ".join(f"{tool} {version(tool)}" for tool in TOOLS).encode())
    # Our own code decides what the pages look like, too.
    for folder in (*folders, Path(__file__).parent):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                seen.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return seen.hexdigest()


def _stamp_of(output: Path) -> str:
    stamp = output / STAMP
    return stamp.read_text(encoding="utf-8").strip() if stamp.is_file() else ""


def _measured(output: Path, *, is_new: bool) -> Built:
    sizes = {path: path.stat().st_size for path in output.rglob("*") if path.is_file()}
    pages = {path: size for path, size in sizes.items() if path.suffix == ".html" and path.parent.name != "maps"}
    largest = max(pages, key=lambda path: pages[path])
    name = largest.relative_to(output).as_posix()
    return Built(output, len(pages), sum(sizes.values()), name, pages[largest], is_new)
