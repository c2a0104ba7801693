"""The nbgrader course root: its settings, a copy of it, and nbgrader's own interface on it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from classroom.errors import CitylabError

if TYPE_CHECKING:
    from nbgrader.apps.api import NbGraderAPI

CONFIG = "nbgrader_config.py"
# Whatever the settings say of gradebook and exchange, the copy of a course keeps to its own folder.
OWN_FOLDER = """

# A copy of the course: nothing leaves this folder.
here = Path(__file__).resolve().parent
(here / "exchange").mkdir(exist_ok=True)
c.CourseDirectory.root = str(here)
c.CourseDirectory.db_url = f"sqlite:///{here / 'gradebook.db'}"
c.Exchange.root = str(here / "exchange")
c.Exchange.cache = str(here / "exchange" / "cache")
c.ExchangeCollect.check_owner = False  # one person hands in for all
"""


def load_config(course: Path) -> Config:
    """
    Read the settings of a course root, as every nbgrader command in it does.

    Raises
    ------
    CitylabError
        If the folder has no ``nbgrader_config.py``.
    """
    if not (course / CONFIG).exists():
        raise CitylabError(f"{course}: not a course root, it has no {CONFIG}; name the assignments folder")
    return PyFileConfigLoader(CONFIG, path=str(course)).load_config()


def copy_root(course: Path, folder: Path, *, assignment: str) -> None:
    """Start another course root in `folder`, with one assignment of `course` and its rules of marking."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = (course / CONFIG).read_text(encoding="utf-8")
    (folder / CONFIG).write_text(settings + OWN_FOLDER, encoding="utf-8")
    shutil.copytree(course / "source" / assignment, folder / "source" / assignment)


def open_api(course: Path) -> NbGraderAPI:
    """
    Return nbgrader's Python interface on a course root.

    Its methods are the stock commands. They return a dictionary with ``success``,
    and ``error`` and ``log`` where there is something to say.
    """
    # nbgrader takes a second to import.
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    config = load_config(course)
    return NbGraderAPI(CourseDirectory(config=config), config=config)
