"""The commands ``citylab internship …``; each stands in the package that does the work."""

from __future__ import annotations

import typer

from classroom.internship.board import command as board_command
from classroom.internship.changing import command as changing_command
from classroom.internship.closing import command as closing_command
from classroom.internship.marks import command as marks_command
from classroom.internship.matching import command as matching_command
from classroom.internship.projects import command as projects_command
from classroom.internship.reports import command as reports_command
from classroom.internship.starting import command as starting_command
from classroom.internship.taking import command as taking_command
from classroom.internship.verifying import command as verifying_command

app = typer.Typer(
    help="Run the internship: match interns to hosts, keep their records, verify their projects.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

app.command(epilog=matching_command.EXAMPLES)(matching_command.match)
app.command(epilog=projects_command.EXAMPLES)(projects_command.starter)
app.command(epilog=starting_command.EXAMPLES)(starting_command.new)
app.command(epilog=board_command.STATUS_EXAMPLES)(board_command.status)
app.command(epilog=board_command.REMIND_EXAMPLES)(board_command.remind)
app.command(epilog=taking_command.EXAMPLES)(taking_command.take)
app.add_typer(changing_command.app, name="event", epilog=changing_command.EXAMPLES)
app.command(epilog=verifying_command.EXAMPLES)(verifying_command.verify)
app.command(epilog=reports_command.EXAMPLES)(reports_command.report)
app.command(epilog=marks_command.MARKS_EXAMPLES)(marks_command.marks)
app.command(epilog=closing_command.CERTIFY_EXAMPLES)(closing_command.certify)
app.command(epilog=closing_command.DOSSIER_EXAMPLES)(closing_command.dossier)
app.command(epilog=closing_command.FORGET_EXAMPLES)(closing_command.forget)
