"""Begin a cohort: records, notebooks and forms for each intern, and a line for each in the gradebook."""

from classroom.internship.starting.begin import begin
from classroom.internship.starting.matched import interns_from

__all__ = ["begin", "interns_from"]
