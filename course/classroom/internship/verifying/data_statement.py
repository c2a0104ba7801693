"""Check that DATA.md accounts for every data file."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import PurePosixPath
from typing import Any

from classroom.internship.verifying.folder import Folder
from classroom.internship.verifying.markdown import has_todo
from classroom.internship.verifying.verdict import Finding, failed, ok

__all__ = ["check"]

# What a data statement speaks of, and the words that show it.
_ASKED = {
    "the source": r"sourced?\b|sources\b",
    "the licence": r"licen[cs]e",
    "the period": r"period",
    "the units": r"units?\b",
    "personal data": r"personal data",
}
_PASSPORT = "datapackage.json"
_BESIDE = {_PASSPORT, "LICENSE", "NOTICE", "README.md"}  # say something about data, and are none
_FILE = re.compile(r"(?<![\w./-])data/[\w./-]*\w\.\w+")


def check(folder: Folder) -> list[Finding]:
    """Return the findings of the check ``data``."""
    if not folder.has("DATA.md"):
        remedy = "Write one: for each data file its source, licence, period, units, and whether it is about persons."
        return [failed("data", "there is no DATA.md", remedy)]
    text = folder.text("DATA.md")
    files = [file for file in folder.below("data") if PurePosixPath(file).name not in _BESIDE]
    described = _described(text, folder)
    unnamed = _unnamed(text, [file for file in files if file not in described])
    problems = [*_gaps(text), *unnamed, *_absent(text, folder), *_changed(folder)]
    return problems or [ok("data", f"DATA.md accounts for every file in data/: {len(files)}")]


def _gaps(text: str) -> list[Finding]:
    if has_todo(text):
        return [failed("data", "DATA.md still says TODO", "Write what it asks for, and take the word TODO out.")]
    silent = [what for what, words in _ASKED.items() if not re.search(words, text, re.IGNORECASE)]
    remedy = "Say it for each data file; where there are no persons in the data, say that."
    return [failed("data", f"DATA.md does not speak of {what}", remedy) for what in silent]


def _unnamed(text: str, files: list[str]) -> list[Finding]:
    names = [PurePosixPath(file).name for file in files]

    def is_named(file: str) -> bool:
        name = PurePosixPath(file).name
        # Two files of one name need their folders to be told apart.
        wanted = name if names.count(name) == 1 else file.removeprefix("data/")
        return re.search(rf"(?<![\w-]){re.escape(wanted)}(?!\w)", text) is not None

    remedy = "Add it with source, licence, period and units, or delete the file."
    return [failed("data", f"DATA.md does not name {file}", remedy) for file in files if not is_named(file)]


def _described(text: str, folder: Folder) -> set[str]:
    """Return the files in the passports of those folders that the statement names: naming the folder is enough."""
    found: set[str] = set()
    for passport in _passports(folder):
        home = PurePosixPath(passport).parent
        if re.search(rf"(?<![\w-]){re.escape(home.name)}(?![\w-])", text) and home.name != "data":
            found |= {str(home / path) for path, _ in _hashes(folder.text(passport))}
    return found


def _passports(folder: Folder) -> list[str]:
    return [file for file in folder.below("data") if PurePosixPath(file).name == _PASSPORT]


def _absent(text: str, folder: Folder) -> list[Finding]:
    named = dict.fromkeys(match.group() for match in _FILE.finditer(text))
    remedy = "Put the file there, or take it out of DATA.md."
    absent = [name for name in named if not folder.has(name)]
    return [failed("data", f"DATA.md names {name}, which is not there", remedy) for name in absent]


def _changed(folder: Folder) -> list[Finding]:
    """Compare the data files with the passports that lie beside them."""
    problems = []
    for passport in _passports(folder):
        for path, digest in _hashes(folder.text(passport)):
            file = str(PurePosixPath(passport).with_name(path))
            if not folder.has(file):
                continue  # a project may take part of a data set
            if hashlib.sha256(folder.read(file)).hexdigest() != digest:
                remedy = "Take the file of the data set again; keep what you change in a file of another name."
                problems.append(failed("data", f"{file} is not the file that {passport} describes", remedy))
    return problems


def _hashes(passport: str) -> list[tuple[str, str]]:
    """Return path and SHA-256 of the files that a passport describes; other kinds of hashes are not compared."""
    try:
        listed: Any = json.loads(passport)["resources"]
        pairs = [(one["path"], str(one.get("hash", ""))) for one in listed]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return []
    safe = [(path, given) for path, given in pairs if isinstance(path, str) and re.fullmatch(r"[\w-][\w.-]*", path)]
    return [(path, given.removeprefix("sha256:")) for path, given in safe if given.startswith("sha256:")]
