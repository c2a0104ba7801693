"""Write into the gradebook what no notebook holds, so that ``nbgrader export`` shows it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from classroom.internship.marks.final import Final, finals
from classroom.internship.records import Damage, Records
from classroom.internship.records.gradebook import open_book
from classroom.internship.records.journal import VERDICT

FINAL_MARK, PROJECT = "internship-final-mark", "internship-project-verified"
_MOST = {FINAL_MARK: 100.0, PROJECT: 1.0}


def verdicts(records: Records) -> dict[str, bool]:
    """Return whether each project was accepted, the last time it was verified; those never verified are left out."""
    return {
        record.intern.id: bool(event["accepted"])
        for record in records.all()
        if not isinstance(record, Damage)
        for event in record.events
        if event.what == VERDICT
    }


def export(records: Records, today: date) -> dict[str, Final]:
    """
    Write final marks and verdicts into the gradebook, and return the marks.

    A final mark that is still open is written as it stands, and waits for a person.
    """
    found, accepted = finals(records, today), verdicts(records)
    with open_book(records.course) as book:
        for name, most in _MOST.items():
            book.update_or_create_assignment(name)
            book.update_or_create_notebook(name, name)
            book.update_or_create_grade_cell(name, name, name, max_score=most, cell_type="markdown")
        for intern, final in found.items():
            values: Mapping[str, tuple[float, bool]] = {
                FINAL_MARK: (final.mark, bool(final.open)),
                PROJECT: (float(accepted.get(intern, False)), intern not in accepted),
            }
            for name, (points, is_open) in values.items():
                book.update_or_create_submission(name, intern)
                grade = book.find_grade(name, name, name, intern)
                grade.manual_score, grade.needs_manual_grade = points, is_open
        book.db.commit()
    return found
