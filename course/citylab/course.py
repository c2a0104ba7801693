"""The start page: which modules there are, and where the learner stands."""

from citylab.course_page import as_html, as_text
from citylab.modules import modules
from citylab.output import publish

__all__ = ["start_page"]


def start_page() -> None:
    """
    Show the modules with their hours, links to the notebooks, and one's own progress.

    Raises
    ------
    CourseError
        If the list of modules is missing or wrong.
    """
    listed = modules()
    publish(as_html(listed), as_text(listed))
