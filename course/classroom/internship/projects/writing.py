"""Write a project into a folder of its own."""

from __future__ import annotations

from pathlib import Path

from classroom.errors import CitylabError
from classroom.internship.projects import contents
from classroom.internship.projects.description import project

__all__ = ["given", "write_reference", "write_starter"]


def write_starter(name: str, folder: Path) -> Path:
    """
    Write what an intern begins with: data, tests that say when it is done, and the work missing.

    Parameters
    ----------
    name : str
        One of `names`.
    folder : pathlib.Path
        Does not exist yet, or is empty.

    Returns
    -------
    pathlib.Path
        The folder, absolute.

    Raises
    ------
    CitylabError
        If there is no such project, or the folder holds something.
    """
    return _write(contents.starter(project(name)), folder)


def write_reference(name: str, folder: Path) -> Path:
    """
    Write the reference solution: the same project with the work done, and its outputs.

    Takes, returns and refuses what `write_starter` does.
    """
    return _write(contents.reference(project(name)), folder)


def given(name: str) -> contents.Files:
    """
    Return the tests and data of a starter, and its ``pyproject.toml``: what says when its work is done.

    Returns
    -------
    dict
        Content of each file, by its path in the project.

    Raises
    ------
    CitylabError
        If there is no such project.
    """
    return contents.given(project(name))


def _write(files: contents.Files, folder: Path) -> Path:
    folder = Path(folder).expanduser().absolute()
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        what = "is a file" if folder.is_file() else "is not empty"
        raise CitylabError(f"{folder} {what}, and nothing was written; name a folder that does not exist yet")
    try:
        for place, content in files.items():
            target = folder / place
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    except OSError as error:
        raise CitylabError(f"{folder} cannot be written ({error.strerror}); name a folder of your own") from None
    return folder
