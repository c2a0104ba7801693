"""Show which walls hold."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from classroom.sandbox import probe
from classroom.sandbox.container import REMEDY


def print_walls(console: Console | None = None) -> bool:
    """Try every wall, print a table, and return whether all hold."""
    console = console or Console()
    if why := probe.why_not_sealed():
        console.print(f"[red]No submission can be sealed here:[/red] {escape(why)}")
        console.print(REMEDY, markup=False, soft_wrap=True)
        return False
    found = probe.probe()
    table = Table("wall", "tried from inside", "holds", "what was seen", title="Walls around a submission")
    for finding in found:
        table.add_row(finding.wall, finding.tried, "yes" if finding.holds else "[red]NO[/red]", escape(finding.says))
    console.print(table)
    return all(finding.holds for finding in found)
