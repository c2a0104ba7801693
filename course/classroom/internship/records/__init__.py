"""The records of a cohort of interns: plain files in one folder that git ignores."""

from classroom.internship.records.cohort import Cohort, LateRule, PassRule
from classroom.internship.records.files import Lock
from classroom.internship.records.intern import Absence, Intern, Placement
from classroom.internship.records.journal import Event
from classroom.internship.records.store import FOLDER, Damage, Record, Records, open_records

__all__ = [
    "FOLDER",
    "Absence",
    "Cohort",
    "Damage",
    "Event",
    "Intern",
    "LateRule",
    "Lock",
    "PassRule",
    "Placement",
    "Record",
    "Records",
    "open_records",
]
