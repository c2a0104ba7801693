"""Where each intern stands on a day: what is in, what is due, who needs attention; and reminders."""

from classroom.internship.board.dues import Due, dues, open_dues
from classroom.internship.board.row import STATES, Row, row, rows

__all__ = ["STATES", "Due", "Row", "dues", "open_dues", "row", "rows"]
