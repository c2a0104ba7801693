"""The board as a page: nothing is loaded from elsewhere, and all that people wrote is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib import resources

from classroom.internship.board.row import Row
from classroom.internship.board.showing import by_host, counts, in_words
from classroom.internship.records import Cohort


def render(cohort: Cohort, board: Sequence[Row], today: date) -> str:
    """Return the page of the board on a day."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["dues"] = lambda dues, most=3: in_words(dues, today, most=most)
    template = (resources.files(__package__) / "page.html").read_text(encoding="utf-8")
    return environment.from_string(template).render(
        cohort=cohort,
        board=board,
        today=today,
        week=cohort.week_of(today),
        counts=counts(board),
        hosts=by_host(board),
    )
