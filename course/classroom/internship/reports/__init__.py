"""The mid-term and the final report of an intern, as a page and as PDF."""

from classroom.internship.reports.content import Report, Section, report

__all__ = ["Report", "Section", "report"]
