"""The commands ``citylab internship …``; each stands in the package that does the work."""

from __future__ import annotations

import typer

app = typer.Typer(
    help="Run the internship: match interns to hosts, keep their records, verify their projects.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
