"""The portfolio projects that an intern may start from, and their reference solutions."""

from classroom.internship.projects.description import Project, names, project
from classroom.internship.projects.writing import given, write_reference, write_starter

__all__ = ["Project", "given", "names", "project", "write_reference", "write_starter"]
