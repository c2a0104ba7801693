"""The command line ``citylab``: what authors and instructors run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from classroom.errors import CitylabError

app = typer.Typer(
    help="Joint Smart Cities Laboratory: build the notebooks, release assignments, mark a class.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _root() -> Path:
    from citylab import paths

    return paths.root()


@app.command(
    epilog="\b\nexamples:\n"
    "  citylab build                          rebuild every notebook\n"
    "  citylab build --check                  list the notebooks that are out of date\n"
    "  citylab build --force                  also those that somebody ran"
)
def build(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if any is old.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite also what somebody ran.")] = False,
) -> None:
    """Make the committed notebooks from lessons and assignments."""
    from classroom import building

    if check:
        stale = building.outdated(_root())
        for path in stale:
            typer.echo(f"out of date: {path}")
        if stale:
            raise CitylabError("run: citylab build")
        typer.echo("every notebook is up to date")
        return
    report = building.build(_root(), force=force)
    for verb, paths in (("wrote", report.written), ("removed", report.removed), ("kept", report.kept)):
        for path in paths:
            typer.echo(f"{verb} {path}")
    typer.echo(f"{len(report.written)} written, {len(report.removed)} removed, {report.unchanged} unchanged")
    if report.kept:
        raise CitylabError(
            "the kept notebooks hold somebody's outputs; copy them elsewhere, then run: citylab build --force"
        )


@app.command(
    epilog="\b\nexamples:\n  citylab release smart-grids            write the student version of the assignment"
)
def release(name: Annotated[str, typer.Argument(help="The assignment, such as smart-grids.")]) -> None:
    """Write an assignment's source and, through nbgrader, its student version."""
    from classroom import building

    for path in building.build_assignment(_root(), name):
        typer.echo(f"wrote {path}")


@app.command(
    epilog="\b\nexamples:\n"
    "  citylab lab                            open the start page in the browser\n"
    "  citylab lab --port 8899 --no-browser   serve on a port of your own"
)
def lab(
    port: Annotated[int | None, typer.Option(help="Port; else the first free from 8888.")] = None,
    browser: Annotated[bool, typer.Option(help="Open a browser window.")] = True,
) -> None:
    """Open JupyterLab on the course's start page."""
    from classroom import lab as jupyter

    jupyter.start(_root(), port=port, browser=browser)


@app.command(
    "demo-class",
    epilog="\b\nexamples:\n"
    "  citylab demo-class smart-grids                       twelve students, in the folder demo-class\n"
    "  citylab demo-class smart-grids --students 30 --folder my-class",
)
def demo_class(
    assignment: Annotated[str, typer.Argument(help="The assignment, such as smart-grids.")],
    students: Annotated[int, typer.Option(help="Size of the class, 1 to 200.")] = 12,
    folder: Annotated[Path | None, typer.Option(help="Where; demo-class in the repository unless told.")] = None,
    seed: Annotated[int, typer.Option(help="Another seed makes another class.")] = 2025,
) -> None:
    """Make a class of simulated students and mark it with nbgrader, step by step."""
    from classroom import demo_class as demonstration

    made = demonstration.run(assignment, root=_root(), students=students, folder=folder, seed=seed)
    if not made.is_as_expected:
        raise CitylabError("some marks are not as expected; the table shows them with ✗")


def main() -> None:
    """Run the command line; what a person can mend is one line on stderr, and exit code 1."""
    try:
        app()
    except CitylabError as error:
        typer.echo(f"citylab: {error}", err=True)
        raise SystemExit(1) from None
