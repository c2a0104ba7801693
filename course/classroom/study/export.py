"""Write a learner's progress to a file of their choice."""

import csv
import json
from pathlib import Path

from citylab import progress
from citylab.overview import Overview
from classroom.errors import CitylabError
from classroom.study.report import row

__all__ = ["write"]


def write(path: Path, seen: Overview) -> None:
    """
    Write all that is kept as JSON, or one row per module as CSV, by the file's ending.

    Raises
    ------
    CitylabError
        If the ending is another, the file exists, or it cannot be written.
    """
    if path.suffix.lower() not in (".json", ".csv"):
        raise CitylabError(f"the file must end in .json or .csv, got {path.name}")
    try:
        text = _all_that_is_kept() if path.suffix.lower() == ".json" else ""
        with path.open("x", encoding="utf-8", newline="") as file:
            if text:
                file.write(text)
                return
            rows = [row(one, seen.due[one.module.slug]) for one in seen.standings if one.module.status == "ready"]
            table = csv.DictWriter(file, fieldnames=list(rows[0]) if rows else ["module"])
            table.writeheader()
            table.writerows(rows)
    except FileExistsError:
        raise CitylabError(f"{path} exists already; choose another name") from None
    except FileNotFoundError:
        raise CitylabError(
            f"{path} cannot be written: there is no folder {path.parent}; make it, or name another"
        ) from None
    except OSError as error:
        raise CitylabError(
            f"{path} cannot be written ({error.strerror}); name a file in a folder that you may write to"
        ) from None


def _all_that_is_kept() -> str:
    """Return the file as it is, so that what a newer version of the course noted comes along."""
    try:
        return progress.location().read_text(encoding="utf-8")
    except FileNotFoundError:
        return json.dumps(progress.everything(), indent=1, sort_keys=True)
