"""What was noticed about a submission, for the instructor."""

from __future__ import annotations

from dataclasses import dataclass

MENDED = "mended"  # harmless, repaired
FLAGGED = "flagged"  # a person should look


@dataclass(frozen=True)
class Remark:
    """
    One thing that was noticed.

    Attributes
    ----------
    kind : str
        ``mended`` (harmless, repaired) or ``flagged`` (a person should look).
    cell : str
        The cell's grade id; empty if it is about the whole notebook.
    text : str
        One sentence for the instructor.
    """

    kind: str
    cell: str
    text: str


def mended(text: str, *, cell: str = "") -> Remark:
    """Return a remark on something harmless that was repaired."""
    return Remark(MENDED, cell, text)


def flagged(text: str, *, cell: str = "") -> Remark:
    """Return a remark on something that a person should look at."""
    return Remark(FLAGGED, cell, text)
