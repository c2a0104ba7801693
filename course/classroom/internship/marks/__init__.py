"""The marks of an internship: from the gradebook, with the late rule, the second marker and the final mark."""

from classroom.internship.marks.final import Final, Mark, finals

__all__ = ["Final", "Mark", "finals"]
