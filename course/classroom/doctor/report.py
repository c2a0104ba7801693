"""Show what was found."""

from __future__ import annotations

import json

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from classroom.doctor.finding import Finding

LOOKS = {"ok": "[green]ok[/green]", "warning": "[yellow]warning[/yellow]", "problem": "[red]problem[/red]"}
NOT_LOOKED_AT = (
    "The walls around submissions were not tried: only who marks other people's work needs them "
    "(citylab doctor --sandbox)."
)


def print_table(found: list[Finding], *, seconds: float, console: Console) -> None:
    """Print a line for each finding, with its remedy below it, and one that sums up."""
    table = Table("what", "state", "found", title="Can this computer do what the course needs?", title_justify="left")
    for finding in found:
        remedy = f"\n→ {escape(finding.remedy)}" if finding.remedy else ""
        table.add_row(finding.subject, LOOKS[finding.state], escape(finding.says) + remedy)
    console.print(table)
    console.print(f"{verdict(found)} Looked for {seconds:.1f} s.", highlight=False)
    console.print(NOT_LOOKED_AT, highlight=False)


def as_json(found: list[Finding], *, seconds: float) -> str:
    """Return the findings for machines."""
    rows = [{"subject": f.subject, "state": f.state, "says": f.says, "remedy": f.remedy} for f in found]
    answer = {"is_ready": not problems(found), "seconds": round(seconds, 1), "findings": rows}
    return json.dumps(answer, indent=2, ensure_ascii=False)


def problems(found: list[Finding]) -> list[Finding]:
    """Return what stops lessons."""
    return [finding for finding in found if finding.state == "problem"]


def verdict(found: list[Finding]) -> str:
    """Return the whole in a sentence."""
    warnings = sum(finding.state == "warning" for finding in found)
    if number := len(problems(found)):
        return f"Not yet: {number} {'problem' if number == 1 else 'problems'}."
    if warnings:
        return f"Yes, with {warnings} {'warning' if warnings == 1 else 'warnings'}."
    return "Yes."
