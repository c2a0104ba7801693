"""The file of the ballots: its tables, and what its errors mean."""

import os
from pathlib import Path

from citylab.participation.voting._errors import VotingError

__all__ = ["APPLICATION", "TABLES", "create_empty", "explained", "forget", "is_ours"]

APPLICATION = 0x566F7465  # "Vote", in the header of the file
_AT_APPLICATION = 68  # where SQLite keeps that number

# Without row numbers a table is kept in the order of its key, and not in the order of voting.
TABLES = (
    f"PRAGMA application_id = {APPLICATION}",
    "CREATE TABLE about (fingerprint TEXT NOT NULL, paper TEXT NOT NULL)",
    "CREATE TABLE roll (voter TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE voted (voter TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE ballots (id TEXT PRIMARY KEY, projects TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE result (one INTEGER PRIMARY KEY CHECK (one = 1), content TEXT NOT NULL)",
    *(
        f"CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'a ballot that was cast stays'); END"
        for table in ("voted", "ballots")
        for verb in ("UPDATE", "DELETE")
    ),
)


def create_empty(path: Path) -> None:
    """Make a file that only its owner may read, unless there is one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise VotingError(
            f"the ballots cannot be kept in {path} ({error.strerror}); name a file that you may write with --ballots"
        ) from None


def is_ours(path: Path) -> bool:
    """Tell whether a file is one of ballots, even a damaged one."""
    try:
        with path.open("rb") as file:
            head = file.read(_AT_APPLICATION + 4)
    except OSError as error:
        raise VotingError(f"{path} cannot be opened ({error.strerror}); name the file with --ballots") from None
    return head[_AT_APPLICATION:] == APPLICATION.to_bytes(4, "big")


def explained(path: Path, error: Exception) -> str:
    """Return what an error of SQLite means here, and what to do."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_BUSY"):
        return f"{path} is busy; wait a moment and try again"
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM")):
        return f"{path} cannot be written; give yourself the right to write it, or name another one with --ballots"
    if name.startswith("SQLITE_CANTOPEN"):
        return f"{path} is gone or cannot be opened; stop the vote and start it again"
    if name.startswith("SQLITE_FULL"):
        return f"the disk of {path} is full, so nothing was written; make room and try again"
    return f"{path} is damaged or no file of ballots ({error}); use your last copy of it, or take another one"


def forget(path: str | Path) -> None:
    """Delete a file of ballots, names included; refuse any other file with VotingError."""
    path = Path(path).expanduser()
    if not is_ours(path):
        raise VotingError(f"{path} is no file of ballots, so it was not deleted")
    for name in (path, path.with_name(path.name + "-journal")):
        try:
            os.remove(name)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise VotingError(
                f"{name} cannot be deleted ({error.strerror}); stop what uses it, then try again"
            ) from None
