"""The feedback page: what a student reads about a marked submission."""

from classroom.feedback.command import write_pages
from classroom.feedback.exporter import FeedbackExporter

__all__ = ["FeedbackExporter", "write_pages"]
