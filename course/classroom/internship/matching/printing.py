"""A matching as a table in the terminal."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from classroom.certificates.plain_text import shown
from classroom.internship.matching.explaining import ordinal
from classroom.internship.matching.result import Matching

WARNING = (
    "This is a proposal. Nobody's match should be sent before a person has read it, and the reasons: "
    "the lists may be wrong, and only a person sees what they do not say."
)


def print_matching(matching: Matching, folder: Path, console: Console) -> None:
    """Print who goes where, who does not and why, free places, and where to read on."""
    market = matching.market
    table = Table("intern", "name", "host", "choice", "how")
    for one, host in matching.pairs.items():
        rank, of = matching.rank(one), len(market.interns[one].preferences)
        choice = f"{ordinal(rank)} of {of}" if rank else "not named"
        cells = (one, market.interns[one].name, market.hosts[host].name, choice, matching.way(one))
        table.add_row(*(Text(shown(cell)) for cell in cells))
    console.print(table)
    _print_list(console, "Without a place", {one: why for one, why in matching.unmatched.items()})
    _print_list(console, "Free places", {market.hosts[host].name: why for host, why in matching.free_places.items()})
    console.print(Text(summary(matching)))
    console.print(Text(f"Written to {folder}: report.html for you, explanations/ for the interns"), soft_wrap=True)
    console.print(Text(WARNING, style="bold"))


def summary(matching: Matching) -> str:
    """Return the result in one line."""
    ranks = ", ".join(f"{ordinal(rank)} choice {n}" if rank else f"not named {n}" for rank, n in matching.ranks.items())
    blocking = len(matching.blocking_pairs())
    stable = "stable" if not blocking else f"not stable: {blocking} intern-host pairs would both rather have each other"
    placed = f"{len(matching.pairs)} of {len(matching.market.interns)} placed"
    return f"{placed}; {ranks}; method {matching.method}, seed {matching.seed}; {stable}".replace("; ;", ";")


def _print_list(console: Console, title: str, reasons: dict[str, str]) -> None:
    if reasons:
        console.print(Text(f"{title} ({len(reasons)})", style="bold"))
    for name, why in reasons.items():
        console.print(Text(f"  {shown(name)}: {shown(why)}"))
