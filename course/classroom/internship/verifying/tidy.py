"""Look for what runs on one computer only, and for what only its owner may know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from classroom.internship.verifying.folder import Folder
from classroom.internship.verifying.notebooks import Notebook
from classroom.internship.verifying.verdict import Finding, failed, ok

__all__ = ["check_paths", "check_secrets"]

_HOMES = r"/(?:home|Users|root|mnt|media|tmp|Volumes|content/drive)/"
_DRIVE = r"(?<!\w)[A-Za-z]:(?:\\\\(?=\w)|\\(?=[^\Wnrt])|/(?=\w))"  # "x:\n" ends a line
_ABSOLUTE = re.compile(rf"(?<![\w.:/~}}]){_HOMES}|{_DRIVE}|(?<![\w/])~/\w")
_WORDS = r"password|passwd|pwd|passphrase|secret|api[_-]?key|access[_-]?key|token|credential"
_SECRETS = {
    "a password or token": re.compile(rf"(?i)(?:{_WORDS})\w{{0,30}}[\"']?\s*[:=]\s*[\"'][^\"'\s]{{4,}}[\"']"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "an access key of a cloud": re.compile(r"\bAKIA[0-9A-Z]{16}\b"),
    "a token of a code host": re.compile(r"\b(?:gh[pousr]_\w{30,}|github_pat_\w{20,}|glpat-[\w-]{20,})"),
    "a name and a password in an address": re.compile(r"\b[a-z]{3,6}://[^\s/:@\"'{}<>]+:[^\s/:@\"'{}<>]+@"),
}
_TEXTS = (".py", ".md", ".toml", ".txt", ".yml", ".yaml", ".json", ".ipynb", ".cfg", ".ini", ".sh", ".lock", ".csv")
_MOST_SHOWN = 10
_LONGEST = 5_000_000  # [B] of a file that is searched; longer ones are data


def check_paths(folder: Folder, notebooks: Iterable[Notebook]) -> list[Finding]:
    """Return the findings of the check ``paths``: absolute paths in notebooks and Python files."""
    problems = []
    for where, line in _lines_of_code(folder, notebooks):
        match = _ABSOLUTE.search(line)
        if match:
            start = line[match.start() : match.start() + 30]
            remedy = "Name files from the project's folder on, such as data/readings.csv."
            problems.append(failed("paths", f"{where} names a path of one computer: {start}", remedy))
    return problems[:_MOST_SHOWN] or [ok("paths", "no path of one computer in the code")]


def check_secrets(folder: Folder) -> list[Finding]:
    """Return the findings of the check ``secrets``; what looks like a secret is never shown."""
    problems = []
    for name in folder.files:
        if not name.endswith(_TEXTS) or (folder.root / name).stat().st_size > _LONGEST:
            continue
        text = folder.text(name)
        if name.endswith((".ipynb", ".json")):
            text = text.replace('\\"', '"')  # quotation marks of code stand in JSON with a backslash
        for what, pattern in _SECRETS.items():
            match = pattern.search(text)
            if match:
                where = f"{name}, line {text.count(chr(10), 0, match.start()) + 1}"
                remedy = "Take it out and have it replaced at its source: whoever has the files has read it."
                problems.append(failed("secrets", f"{where} looks like {what}", remedy))
    return problems[:_MOST_SHOWN] or [ok("secrets", "nothing looks like a password, token or key")]


def _lines_of_code(folder: Folder, notebooks: Iterable[Notebook]) -> Iterator[tuple[str, str]]:
    for notebook in notebooks:
        for cell in notebook.cells:
            for line in cell.source.splitlines():
                yield f"{notebook.path}, cell {cell.number},", line
    for name in folder.files:
        if name.endswith(".py"):
            for number, line in enumerate(folder.text(name).splitlines(), start=1):
                yield f"{name}, line {number},", line
