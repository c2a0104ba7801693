"""Take in what interns and supervisors handed in; every version is kept, and nothing is written over."""

from classroom.internship.taking.take import Taken, take

__all__ = ["Taken", "take"]
