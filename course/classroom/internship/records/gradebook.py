"""The gradebook of the course, open for a moment, through nbgrader's own interface."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from classroom.course_root import load_config

if TYPE_CHECKING:
    from nbgrader.api import Gradebook


@contextmanager
def open_book(course: Path) -> Iterator[Gradebook]:
    """
    Open the gradebook of a course; make one where there is none.

    Raises
    ------
    CitylabError
        If the folder is no course root, or the gradebook cannot be opened or written.
    """
    config = load_config(course)
    # nbgrader takes a second to import.
    from classroom.grading.book_gradebook import address, open_gradebook, told_plainly

    url = address(config.CourseDirectory.db_url)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader uses calls that SQLAlchemy advises against
        with told_plainly(url), open_gradebook(url, course=config.CourseDirectory.course_id) as book:
            yield book
