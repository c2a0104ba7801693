"""The command ``citylab internship verify``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from classroom.internship.verifying.verdict import Verdict

EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab internship verify my-project                     say whether it can be reproduced, and why\n"
    "  citylab internship verify my-project --json              for machines\n"
    "  citylab internship verify my-project --wheels wheels     install from this folder only\n"
    "  citylab internship verify my-project --keep look-here    leave the copy that was run in a new folder\n"
    "  citylab internship verify my-project --most-minutes 10   refuse what asks for more time than this\n"
    "\n\b\n"
    "A copy of the project is run behind walls, without a network: outputs are deleted, notebooks run from top\n"
    "to bottom, and what they write is compared with what was handed in. The project itself is not changed.\n"
    "An accepted project can be reproduced; whether it is right, and whose work it is, a person must judge.\n"
    "A project that began as a starter must hold the starter's tests unchanged: portfolio.toml names it."
)


def verify(
    project: Annotated[Path, typer.Argument(help="Folder of the project, the one that holds portfolio.toml.")],
    wheels: Annotated[Path | None, typer.Option(help="Folder of wheels: install from there, and nowhere else.")] = None,
    keep: Annotated[Path | None, typer.Option(help="New folder, for the copy and its environment.")] = None,
    most_minutes: Annotated[float, typer.Option(help="The longest that portfolio.toml may ask for.", min=0.1)] = 60,
    unsealed: Annotated[bool, typer.Option("--unsealed", help="Run the project with your own rights.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the verdict as JSON, and nothing else.")] = False,
) -> None:
    """Run a portfolio project in a clean environment, and say whether it can be reproduced."""
    import json
    import os

    from rich.console import Console

    from classroom.errors import CitylabError

    if not hasattr(os, "fork"):
        raise CitylabError("a project cannot be verified on this system: use Linux, macOS, WSL or a container")
    from classroom.internship import verifying

    console = Console(stderr=as_json)
    if unsealed:
        console.print("[bold red]UNSEALED: the project runs with your rights, and can read and change your files.")
    with console.status("looking at the files …") as status:

        def tell(check: str) -> None:
            status.update({"environment": "making a clean environment …", "run": "running …"}.get(check, "looking …"))

        try:
            verdict = verifying.verify(
                project, wheels=wheels, sealed=not unsealed, keep=keep, most_minutes=most_minutes, tell=tell
            )
        except CitylabError as error:
            if as_json:
                print(json.dumps({"project": project.name, "error": str(error)}))
            raise
    if as_json:
        print(json.dumps(verdict.as_data(), indent=1))
    else:
        _print(verdict, console)
    raise typer.Exit(0 if verdict.is_accepted else 1)


def _print(verdict: Verdict, console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    from classroom.certificates.plain_text import shown
    from classroom.internship.verifying.verdict import CHECKS, MEANING

    title = Text(f"{shown(verdict.project)}: can it be reproduced?")
    table = Table("check", "", title=title)
    table.add_column("what was found, and the remedy", overflow="fold")
    for check in CHECKS:
        found = [one for one in verdict.findings if one.check == check]
        for place, one in enumerate(found):
            style, sign = _STYLES[one.state]
            says = Text(shown(one.says))
            # Several findings in a row may have one remedy: it stands below the last of them.
            if one.remedy and one.remedy not in [other.remedy for other in found[place + 1 : place + 2]]:
                says.append(f"\n→ {shown(one.remedy)}", style="bold")
            table.add_row("" if place else check, Text(sign, style=style), says)
    accepted = verdict.is_accepted
    table.add_section()
    table.add_row("accepted" if accepted else "refused", "", MEANING[accepted])
    console.print(table)
    known = verdict.environment
    if known:
        console.print(f"Python {known['python']} on {known['platform']}, {known['packages']} packages.", soft_wrap=True)
    if known.get("beside"):
        beside = ", ".join(map(str, known["beside"]))
        console.print(f"Beside them, to run cells and tests: {beside}.", soft_wrap=True, highlight=False)
    said = "[bold green]accepted" if accepted else "[bold red]refused"
    why = "" if accepted else f", because of: {', '.join(verdict.failed_checks)}"
    console.print(f"{said}[/]{why}; {verdict.seconds:.0f} s", soft_wrap=True)


_STYLES = {
    "ok": ("green", "ok"),
    "remark": ("yellow", "note"),
    "failed": ("red", "FAILED"),
    "not reached": ("dim", "not reached"),
}
