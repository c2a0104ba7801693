"""A report as a page: nothing is loaded from elsewhere, and all that people wrote is escaped."""

from __future__ import annotations

from importlib import resources

from classroom.internship.reports.content import Report


def render(report: Report) -> str:
    """Return the page of a report."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = (resources.files(__package__) / "page.html").read_text(encoding="utf-8")
    return environment.from_string(template).render(report=report)
