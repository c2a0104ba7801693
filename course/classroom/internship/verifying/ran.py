"""What came of a project behind the walls, as the warden told it."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Ran", "Step", "read"]

MOST_TAKEN = 200_000_000  # [B] of what the warden hands out


@dataclass(frozen=True)
class Step:
    """
    One program that ran: a notebook, or the tests.

    Attributes
    ----------
    name : str
        Path of the notebook; empty for the tests.
    status : int or None
        With which it ended; None if it had to be ended.
    too_long : bool
        Whether its time was over.
    report : tuple of dict
        What it told, line by line. A project can write such lines, too: nothing in them is trusted.
    said : str
        The end of what it printed.
    """

    name: str
    status: int | None
    too_long: bool
    report: tuple[dict[str, Any], ...]
    said: str

    @property
    def done(self) -> Any:
        """What it told at its end, or None if it did not come to it."""
        return next((line["done"] for line in reversed(self.report) if "done" in line), None)


@dataclass
class Ran:
    """
    What came of a project.

    Attributes
    ----------
    notebooks : list of Step
        Those that were begun.
    tests : Step or None
        None if they were not reached.
    made : dict
        Content of each declared output, or None where none was written, by its path.
    too_large : list of str
        Outputs that were written and are too large to be compared.
    written : list of str
        All files below ``outputs``; the first 200.
    stopped : str
        Why everything was ended early, or nothing.
    """

    notebooks: list[Step] = field(default_factory=list)
    tests: Step | None = None
    made: dict[str, bytes | None] = field(default_factory=dict)
    too_large: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    stopped: str = ""

    @property
    def reached_end(self) -> bool:
        """Whether all notebooks ran: only then are the outputs taken, and a project declares at least one."""
        return bool(self.made)


def read(stream: Any) -> Ran:
    """Read what the warden hands out, line by line, to its end."""
    ran = Ran()
    for line in _lines(stream):
        if "notebook" in line:
            ran.notebooks.append(_step(line["notebook"], line))
        elif "tests" in line:
            ran.tests = _step("", line)
        elif "output" in line:
            content = line["content"]
            ran.made[line["output"]] = None if content is None else base64.b64decode(content)
            ran.too_large += [line["output"]] if line.get("too_large") else []
        elif "written" in line:
            ran.written = line["written"]
        elif "stopped" in line:
            ran.stopped = line["stopped"]
    return ran


def _lines(stream: Any) -> Iterator[dict[str, Any]]:
    left = MOST_TAKEN
    while left > 0 and (line := stream.readline(left)):
        left -= len(line)
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            continue  # cut off when the warden was ended
        if isinstance(found, dict):
            yield found


def _step(name: str, line: dict[str, Any]) -> Step:
    report = tuple(_lines(io.StringIO(line["report"])))
    return Step(name, line["status"], line["too_long"], report, line["said"])
