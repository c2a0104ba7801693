"""Keep a learner's work: one file to download, and its way back into a newer version of the course."""

from classroom.keeping.restoring import Restored, restore
from classroom.keeping.saving import file_name, save
from classroom.keeping.shipped import prepare

__all__ = ["Restored", "file_name", "prepare", "restore", "save"]
