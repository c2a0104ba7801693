"""Where one intern's data lies outside her own folder: the course, the gradebook, the files of matching."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from classroom.internship.closing.tables import KEYS, own_rows, without_rows
from classroom.internship.records import Records
from classroom.internship.records.files import write_whole
from classroom.internship.records.plain import is_plain, plain_files
from classroom.keeping.archive import DAMAGED

STEPS = ("submitted", "autograded", "feedback")
INBOXES = ("inbox", "inbox-supervisors")  # as the handbook for coordinators proposes
DELETED = "[deleted]"
_TEXTS = {".csv", ".json", ".jsonl", ".txt", ".md", ".html", ".toml", ".eml", ".ipynb", ".log"}


def course_folders(course: Path, intern: str) -> list[Path]:
    """Return her folders in the course: what she handed in, what was marked, and the feedback."""
    return [course / step / intern for step in STEPS if (course / step / intern).is_dir()]


def course_files(course: Path, intern: str) -> list[Path]:
    """Return her files in the course, the records of marking among them."""
    found = [path for folder in course_folders(course, intern) for path in plain_files(folder)]
    return sorted([*found, *filter(is_plain, course.glob(f"marking/*/{_literally(intern)}.json"))])


def inbox(records: Records, intern: str) -> list[Path]:
    """Return the folders in which mails of her and of her supervisor were saved."""
    folders = [records.folder / name / intern for name in INBOXES]
    return [folder for folder in folders if folder.is_dir() and not folder.is_symlink()]


def explanations(records: Records, intern: str) -> list[Path]:
    """Return the pages in which matching explains her place to her."""
    return sorted(filter(is_plain, (records.folder / "matching").rglob(f"{_literally(intern)}.html")))


def matching_files(records: Records) -> list[Path]:
    """Return the lists and the files of matching that lie with the records."""
    found = [*records.folder.glob("*"), *(records.folder / "matching").rglob("*")]
    return sorted(path for path in found if path.suffix.lower() in _TEXTS - {".toml"} and path.is_file())


def _class_reports(course: Path) -> list[Path]:
    """Return the tables that marking writes of a whole class."""
    return sorted(path for path in course.glob("marking/*") if path.suffix in (".csv", ".json"))


def matching_lines(records: Records, intern: str) -> list[str]:
    """Return what the tables of matching say of her: the cells of her own rows, and values under her id."""
    found = []
    for path in matching_files(records):
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        if path.suffix.lower() == ".csv":
            found += own_rows(text, intern)
        elif path.suffix.lower() == ".json":
            found += [json.dumps(value, ensure_ascii=False) for value in _under(_parsed(text), intern)]
    return found


def forget_in_matching(records: Records, intern: str, words: list[str]) -> list[Path]:
    """Take her rows out of the files of matching and marking, and her id, name and address out of what remains."""
    changed = []
    for path in explanations(records, intern):
        path.unlink()
        changed.append(path)
    for path in [*matching_files(records), *_class_reports(records.course)]:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        mark = "\ufeff" if path.read_bytes().startswith(b"\xef\xbb\xbf") else ""  # without it Excel spoils names
        kept = text
        if path.suffix.lower() == ".csv":
            kept = without_rows(text, intern)
        elif path.suffix.lower() == ".json" and (content := _parsed(text)) is not None:
            kept = json.dumps(_without(content, intern), indent=1, ensure_ascii=False) + "\n"
        kept = pattern(intern, words).sub(DELETED, kept)
        if kept != text and pattern(intern, words).search(text):
            write_whole(path, mark + kept)
            changed.append(path)
    return changed


def remaining(records: Records, intern: str, words: list[str]) -> list[str]:
    """Return where her id, name or address still stands: in records, course and gradebook."""
    looked_for = pattern(intern, words)
    found = []
    for folder in (records.folder, records.course):
        for path in sorted(folder.rglob("*")):
            if (path.is_dir() and not path.is_symlink()) or any(
                part in ("source", "release", "masters") for part in path.relative_to(folder).parts
            ):
                continue
            if intern in path.relative_to(folder).parts or path.stem == intern or _holds(path, looked_for, words):
                found.append(str(path))
    return found


def pattern(intern: str, words: list[str]) -> re.Pattern[str]:
    """Return what finds her id as a word of its own, as it is written, and her name and address anywhere."""
    escaped = [re.escape(spelling) for word in words if word for spelling in {word, json.dumps(word)[1:-1]}]
    return re.compile("|".join([*escaped, rf"(?-i:(?<![\w.@-]){re.escape(intern)}(?![\w@-]))"]), re.IGNORECASE)


def _holds(path: Path, looked_for: re.Pattern[str], words: list[str]) -> bool:
    """Whether a file names her, or cannot be read, so that a person has to look."""
    if not is_plain(path):
        return False  # a link holds nothing itself, and a pipe would make its reader wait
    try:
        return _names(path, looked_for, words)
    except DAMAGED:
        return True


def _names(path: Path, looked_for: re.Pattern[str], words: list[str]) -> bool:
    data = path.read_bytes()
    if path.suffix.lower() in _TEXTS:
        return bool(looked_for.search(data.decode("utf-8", errors="replace")))
    # In a gradebook or a zip file an id of two letters stands by chance.
    looked_in = [data, *_members(path)]
    return any(word.encode("utf-8") in one for one in looked_in for word in words if word)


def _members(path: Path) -> Iterator[bytes]:
    """Yield what is packed in a zip file, such as a dossier; nothing of any other file."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as bundle:
            yield from (bundle.read(name) for name in bundle.namelist())


def _literally(text: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", text)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _is_hers(value: Any, intern: str) -> bool:
    return value == intern or (isinstance(value, dict) and intern in [value.get(key) for key in KEYS])


def _without(value: Any, intern: str) -> Any:
    if isinstance(value, dict):
        return {key: _without(one, intern) for key, one in value.items() if key != intern}
    if isinstance(value, list):
        return [_without(one, intern) for one in value if not _is_hers(one, intern)]
    return value


def _under(value: Any, intern: str) -> Iterator[Any]:
    """Yield what stands under her id, or is a record of hers."""
    if isinstance(value, dict):
        if _is_hers(value, intern):
            yield value
            return
        for key, one in value.items():
            if key == intern:
                yield one
            else:
                yield from _under(one, intern)
    elif isinstance(value, list):
        for one in value:
            yield from _under(one, intern)
