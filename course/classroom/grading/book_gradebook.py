"""Open a course's gradebook for marking, and say plainly what is wrong with it."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from nbgrader import dbutil
from nbgrader.api import Base, Gradebook
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, NoSuchModuleError, SQLAlchemyError

from classroom.errors import CitylabError

BUSY_S = 20  # [s] to wait for another program's write to SQLite
TRIES = 3
Result = TypeVar("Result")


def address(url: str) -> URL:
    """Return the gradebook's address, with patience for other programs."""
    made = make_url(url)
    if made.get_backend_name() == "sqlite" and "timeout" not in made.query:
        made = made.update_query_dict({"timeout": str(BUSY_S)})
    return made


def open_gradebook(url: URL, *, course: str) -> Gradebook:
    """
    Open a gradebook that can be written and is of this nbgrader's version, or make a new one.

    Raises
    ------
    CitylabError
        If it cannot be opened, cannot be written, or is of another version.
    """
    with told_plainly(url):
        if _is_new(url):
            _make(url)
        return Gradebook(url.render_as_string(hide_password=False), course)


def _is_new(url: URL) -> bool:
    """Say whether there is nothing in it yet; refuse what cannot be marked into."""
    engine = create_engine(url)
    try:
        with engine.connect() as db:
            tables = inspect(db).get_table_names()
            has_version = "alembic_version" in tables
            if not has_version and not any(_has_rows(db, name) for name in {"assignment", "student"} & {*tables}):
                return True  # also half of one, which nbgrader leaves when it is stopped while it makes it
            _check_version(db, url, has_version=has_version)
            # Whether it can be written, learnt before anything is marked.
            db.execute(text("UPDATE alembic_version SET version_num = version_num"))
            db.rollback()
            return False
    finally:
        engine.dispose()


def _has_rows(db: Connection, table: str) -> bool:
    return db.execute(text(f"SELECT 1 FROM {table} LIMIT 1")).first() is not None


def _make(url: URL) -> None:
    """Make a new gradebook, whole or not at all."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database.startswith((":", "file:")):
        _fill(url)
        return
    path = Path(url.database)
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    _fill(url.set(database=str(part)))
    os.replace(part, path)


def _fill(url: URL) -> None:
    engine = create_engine(url)
    try:
        with engine.begin() as db:
            Base.metadata.create_all(db)
            db.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
            newest = {"version": _versions().get_current_head()}
            db.execute(text("INSERT INTO alembic_version (version_num) VALUES (:version)"), newest)
    finally:
        engine.dispose()


def _versions() -> ScriptDirectory:
    settings = Config()
    settings.set_main_option("script_location", dbutil.ALEMBIC_DIR.replace("%", "%%"))
    return ScriptDirectory.from_config(settings)


def _check_version(db: Connection, url: URL, *, has_version: bool) -> None:
    found = db.execute(text("SELECT version_num FROM alembic_version")).scalar() if has_version else ""
    versions = _versions()
    if found == versions.get_current_head():
        return
    try:
        is_older = not found or versions.get_revision(found) is not None
    except CommandError:
        is_older = False
    if is_older:
        raise CitylabError(f"{_shown(url)}: made by an older nbgrader; keep a copy, then run 'nbgrader db upgrade'")
    raise CitylabError(f"{_shown(url)}: made by another, probably newer nbgrader (version {found}); install that one")


def _shown(url: URL) -> str:
    return url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string()


@contextmanager
def told_plainly(url: URL) -> Iterator[None]:
    """Turn what a database or a disk refuses into one sentence with a remedy."""
    try:
        yield
    except OSError as error:
        raise CitylabError(f"{error.filename or _shown(url)}: {_disk_reason(error)}") from error
    except DBAPIError as error:
        raise CitylabError(f"{_shown(url)}: {_reason(error)}") from error
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise CitylabError(f"{_shown(url)}: its driver is not installed ({error}); install it") from error
    except SQLAlchemyError as error:
        raise CitylabError(f"{_shown(url)}: the gradebook refused: {first_line(error)}; nothing is lost") from error


def _disk_reason(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full; make room and mark again, nothing is lost"
    return f"cannot be written ({error.strerror or error}); mend the rights and mark again, nothing is lost"


def _reason(error: DBAPIError) -> str:
    said = str(error).lower()
    if "is full" in said:
        return "the disk is full; make room and mark again, nothing is lost"
    if "readonly" in said or "read-only" in said:
        return "the gradebook cannot be written; mend its rights and mark again"
    if "is locked" in said:
        return "the gradebook is being written by another program, maybe formgrader; close it and mark again"
    if "not a database" in said or "malformed" in said:
        return "not a gradebook, or a damaged one; put your copy in its place"
    if "unable to open" in said:
        return "the gradebook cannot be opened; check c.CourseDirectory.db_url and the folder's rights"
    return f"the gradebook refused: {first_line(error)}; nothing is lost"


def first_line(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).strip().split("\n")[0][:200]


def persistently(work: Callable[[], Result]) -> Result:
    """Do a whole transaction, again if another program was in the way."""
    for attempt in range(1, TRIES + 1):
        try:
            return work()
        except DBAPIError as error:
            said = str(error).lower()
            in_the_way = "is locked" in said or "deadlock" in said or isinstance(error, IntegrityError)
            if attempt == TRIES or not (in_the_way or error.connection_invalidated):
                raise
            time.sleep(0.1 * attempt)
    raise AssertionError("unreachable")
