"""Which paths a saved file may hold: inside the learner's folders, and good on every computer."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

FOLDERS = ("course/notebooks", "course/my-work", "assignments/release")
BACKUP = "course/my-work/backup"  # what a restore puts aside: never packed, and never taken from a saved file
MAX_PART = 200  # bytes of one name; disks allow 255, and a name may get an ending
MAX_PARTS = 20  # of one path
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]')


def is_safe(path: str) -> bool:
    """
    Whether a path stays in the learner's folders and can be written on Linux, macOS and Windows.

    So it is neither absolute nor does it climb, has no drive letter, no hidden file, no reserved name.
    """
    parts = path.split("/")
    below = any(path.startswith(f"{folder}/") for folder in FOLDERS)
    return below and len(parts) <= MAX_PARTS and all(map(_is_name, parts))


def _is_name(part: str) -> bool:
    return (
        not _FORBIDDEN.search(part)
        and part.isprintable()  # nothing that steers a terminal, or turns the order of letters round
        and 0 < len(part.encode("utf-8")) <= MAX_PART
        and not part.startswith(".")
        and not part.endswith((".", " "))
        and not _RESERVED.fullmatch(part)
    )


def same_file(path: str) -> str:
    """Return what is equal for two paths that some computers take for one: capital letters, ways to write an accent."""
    return unicodedata.normalize("NFC", path).casefold()


def is_backup(path: str) -> bool:
    """Whether a path lies in the folder of backups, on any computer."""
    return same_file(f"{path}/").startswith(f"{BACKUP}/")


def shown(text: str) -> str:
    """Return a text that a terminal shows as it stands: what cannot be printed is replaced."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def beside(path: str, mark: str) -> str:
    """Return the path of a file beside another: ``01_look.ipynb`` becomes ``01_look-MARK.ipynb``."""
    plain = PurePosixPath(path)
    return plain.with_name(f"{plain.stem}-{mark}{plain.suffix}").as_posix()
