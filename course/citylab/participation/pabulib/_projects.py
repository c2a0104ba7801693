"""The section PROJECTS: what may be bought."""

import pandas as pd

from citylab.participation.pabulib._meta import Rules
from citylab.participation.pabulib._text import Notes, Row, Section, fail, number

__all__ = ["check_count", "fit", "read_projects"]

_NUMERIC = ("votes", "score", "selected", "latitude", "longitude")


def read_projects(section: Section, rules: Rules, notes: Notes) -> pd.DataFrame:
    """
    Return one row per project, in the order of the file.

    Columns are `name`, `cost`, `categories` and those of the file; `votes` and `score` are still the file's own.
    """
    at_id, at_cost = section.column("project_id"), section.column("cost")
    check_count(section, rules, "num_projects")
    seen: dict[str, int] = {}
    costs, rows = [], []
    for line, cells in section.rows:
        cells = _repair(section, (line, cells), notes)
        identifier = cells[at_id]
        if not identifier:
            fail("PROJECTS", line, "project_id is empty")
        if identifier.lower() == "none":
            fail("PROJECTS", line, f"{identifier!r} in a ballot means an empty vote; give the project another id")
        if identifier in seen:
            fail("PROJECTS", line, f"project {identifier!r} is also in line {seen[identifier]}; keep one of them")
        seen[identifier] = line
        costs.append(_cost(line, identifier, cells[at_cost]))
        rows.append(cells)
    return _table(section.columns, rows, list(seen), costs)


def check_count(section: Section, rules: Rules, name: str) -> None:
    """Refuse a file whose rows are not as many as META says."""
    expected, line = rules.counts.get(name, (len(section.rows), 0))
    if expected != len(section.rows):
        fail(
            section.name,
            section.rows[-1][0] if section.rows else section.line,
            f"the section ends after {len(section.rows)} rows, but {name} in line {line} is {expected}; "
            "is the file cut off?",
        )


def fit(section: Section, row: Row, notes: Notes) -> list[str]:
    """Return the cells of a row, as many as there are columns."""
    line, cells = row
    columns = len(section.columns)
    if len(cells) > columns and any(cells[columns:]):
        fail(section.name, line, f"{len(cells)} cells for {columns} columns; put quotes round a text with a semicolon")
    if len(cells) < columns:
        notes.add(section.name, line, "fewer cells than columns; the rest is taken as empty")
    return cells[:columns] + [""] * (columns - len(cells))


def _repair(section: Section, row: Row, notes: Notes) -> list[str]:
    """Join a name that holds semicolons without quotes, if the name is the last column that is text."""
    line, cells = row
    extra = len(cells) - len(section.columns)
    if extra > 0 and any(cells[len(section.columns) :]) and section.columns[-1] == "name":
        notes.add("PROJECTS", line, "a name with a semicolon has no quotes; taken as one name")
        cells = [*cells[: -extra - 1], ";".join(cells[-extra - 1 :])]
    return fit(section, (line, cells), notes)


def _cost(line: int, identifier: str, text: str) -> float:
    try:
        cost = number(text)
    except ValueError as error:
        fail("PROJECTS", line, f"cost of project {identifier!r}: {error}")
    if cost < 0:
        fail("PROJECTS", line, f"cost of project {identifier!r} must be 0 or more, found {cost:g}")
    return cost


def _table(columns: list[str], rows: list[list[str]], ids: list[str], costs: list[float]) -> pd.DataFrame:
    read = {
        name: [cells[place] for cells in rows]
        for place, name in enumerate(columns)
        if name not in ("project_id", "cost", "name", "categories", "")
    }
    words = next((name for name in ("categories", "category") if name in columns), None)
    kinds = [cells[columns.index(words)] for cells in rows] if words else [""] * len(rows)
    table: dict[str, list] = {
        "name": [cells[columns.index("name")] for cells in rows] if "name" in columns else ids,
        "cost": costs,
        "categories": [tuple(word.strip() for word in kind.split(",") if word.strip()) for kind in kinds],
    }
    frame = pd.DataFrame(table | read, index=pd.Index(ids, name="project_id", dtype="str"))
    frame["cost"] = frame["cost"].astype(float)
    for name in set(_NUMERIC) & set(read):
        frame[name] = pd.to_numeric(frame[name], errors="coerce").astype(float)
    return frame
