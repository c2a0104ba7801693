"""Lists of interns and hosts as CSV, of which a test changes one thing."""

from pathlib import Path

import pytest

INTERN = {
    "id": "ada",
    "name": "Ada Byron",
    "email": "ada@example.org",
    "preferences": "port",
    "skills": "Python;SQL",
    "languages": "en:C1",
    "right_to_work": "GB",
    "where": "Manchester/GB",
    "remote": "yes",
    "earliest_start": "2027-01-04",
    "hours": "35",
    "modules_done": "smart-grids",
}
HOST = {
    "id": "port",
    "name": "Inland Port",
    "kind": "port",
    "place": "Manchester",
    "country": "GB",
    "remote": "no",
    "places": "2",
    "supervisor_name": "Jo",
    "supervisor_email": "jo@example.org",
    "languages": "en:B2",
    "skills_needed": "python",
    "skills_wanted": "",
    "modules_wanted": "",
    "sponsors_visas": "no",
    "start": "2027-01-11",
    "hours": "35",
    "preferences": "ada",
    "restrictions": "",
}


def _write(path: Path, rows: list[dict[str, str]]) -> Path:
    lines = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def interns_csv(tmp_path):
    """Write a list of interns: each dictionary changes the usual row."""
    return lambda *changes: _write(tmp_path / "interns.csv", [{**INTERN, **one} for one in changes or ({},)])


@pytest.fixture
def hosts_csv(tmp_path):
    """Write a list of hosts: each dictionary changes the usual row."""
    return lambda *changes: _write(tmp_path / "hosts.csv", [{**HOST, **one} for one in changes or ({},)])
