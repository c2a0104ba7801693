"""Write a matching: a table, data for machines, a page for each intern, a report for the coordinator."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from classroom.errors import CitylabError
from classroom.internship.matching import page
from classroom.internship.matching.result import Matching

TABLE, DATA, REPORT, PAGES = "match.csv", "match.json", "report.html", "explanations"
CSV_COLUMNS = (
    *("intern", "name", "email", "host", "host_name", "supervisor_name", "supervisor_email"),
    *("choice", "of", "way", "why_unmatched"),
)


def write(matching: Matching, folder: Path, *, again: bool = False) -> list[Path]:
    """
    Write the files of a matching, and return their paths.

    Parameters
    ----------
    matching : Matching
        The result.
    folder : pathlib.Path
        Made if need be; git then ignores what is in it.
    again : bool
        Replace the result of an earlier matching.

    Raises
    ------
    CitylabError
        If there is an earlier result, or the folder cannot be written to.
    """
    refuse_earlier(folder, again=again)
    contents = {
        TABLE: as_csv(matching).encode("utf-8-sig"),
        DATA: (as_json(matching) + "\n").encode("utf-8"),
        REPORT: page.report(matching).encode("utf-8"),
        **{f"{PAGES}/{one}.html": page.explanation(matching, one).encode("utf-8") for one in matching.market.interns},
    }
    try:
        _replace(folder, contents)
    except OSError as error:
        raise CitylabError(f"{folder}: cannot be written ({error.strerror}); name another with --out") from None
    return [folder / name for name in contents]


def refuse_earlier(folder: Path, *, again: bool) -> None:
    """
    Keep an earlier result from being overwritten unless that is asked for.

    Raises
    ------
    CitylabError
        If there is one.
    """
    there = [name for name in (TABLE, DATA, REPORT, PAGES) if (folder / name).exists()]
    if there and not again:
        raise CitylabError(
            f"{folder} holds an earlier matching ({', '.join(there)}); "
            "add --again to replace it, or name another folder with --out"
        )


def as_csv(matching: Matching) -> str:
    """Return the matching as CSV, a row for each intern; no text can become a formula in a spreadsheet."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, CSV_COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for one in matching.market.interns:
        writer.writerow({column: _cell(str(value)) for column, value in _csv_row(matching, one).items()})
    return buffer.getvalue()


def as_json(matching: Matching) -> str:
    """Return the matching as JSON: ids only, no names and no addresses."""
    content = {
        "method": matching.method,
        "seed": matching.seed,
        "interns": len(matching.market.interns),
        "places": sum(host.places for host in matching.market.hosts.values()),
        "pairs": matching.pairs,
        "details": {one: _details(matching, one) for one in matching.pairs},
        "unmatched": matching.unmatched,
        "free_places": {
            host: {"free": number, "why": matching.free_places[host]} for host, number in matching.free.items()
        },
        "choices": {str(rank or "not named"): number for rank, number in matching.ranks.items()},
        "blocking_pairs": [{"intern": one, "host": host} for one, host in matching.blocking_pairs()],
        "left": matching.left,
    }
    return json.dumps(content, indent=1, ensure_ascii=False)


def _details(matching: Matching, intern_id: str) -> dict[str, Any]:
    return {
        "choice": matching.rank(intern_id),
        "of": len(matching.market.interns[intern_id].preferences),
        "way": matching.way(intern_id),
        "fixed": intern_id in matching.fixed,
    }


def _csv_row(matching: Matching, intern_id: str) -> dict[str, Any]:
    intern = matching.market.interns[intern_id]
    row: dict[str, Any] = {"intern": intern.id, "name": intern.name, "email": intern.email}
    if intern_id not in matching.pairs:
        return {**row, "of": len(intern.preferences), "why_unmatched": matching.unmatched[intern_id]}
    details = _details(matching, intern_id)
    host = matching.market.hosts[matching.pairs[intern_id]]
    named = {"host_name": host.name, "supervisor_name": host.supervisor_name, "supervisor_email": host.supervisor_email}
    return {
        **row,
        **named,
        "host": host.id,
        "choice": details["choice"] or "",
        "of": details["of"],
        "way": details["way"],
    }


def _cell(text: str) -> str:
    """Return a text so that a spreadsheet shows it and does not run it [1]_.

    References
    ----------
    .. [1] CWE-1236, Improper Neutralization of Formula Elements in a CSV File.
    """
    first = unicodedata.normalize("NFKC", text)[:1]  # also the wide signs of East Asian keyboards
    return f"'{text}" if first in ("=", "+", "-", "@", "\t", "\r") else text


def _replace(folder: Path, contents: Mapping[str, bytes]) -> None:
    if not folder.exists():
        folder.mkdir(parents=True)
        (folder / ".gitignore").write_text("# personal data: never in the repository\n*\n", encoding="utf-8")
    (folder / PAGES).mkdir(exist_ok=True)
    for old in (folder / PAGES).glob("*.html"):
        if f"{PAGES}/{old.name}" not in contents:  # of somebody who is no longer in the list
            old.unlink()
    for name, content in contents.items():
        (folder / name).write_bytes(content)
