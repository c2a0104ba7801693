"""What marking writes beside the gradebook: the lock of the course, and the marked notebook with its files."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbgrader.utils import find_all_files, parse_utc

from classroom.errors import CitylabError

LOCK = ".citylab-grade.lock"
STAMP, SECRET = "timestamp.txt", "submission_secret.txt"
MOST_SECRET = 1000  # [B]
# Byte of the lock file that is locked on Windows, where nobody can read what is locked.
_FAR = 1 << 30


class CourseLock:
    """
    One writer for each course, as long as its process lives.

    Parameters
    ----------
    course : pathlib.Path
        The course root.
    """

    def __init__(self, course: Path) -> None:
        self._path = course / LOCK

    def __enter__(self) -> CourseLock:
        try:
            self._file = self._path.open("a+", encoding="utf-8")
        except OSError as error:
            raise CitylabError(
                f"{self._path}: cannot be written ({error.strerror}); mend the folder's rights"
            ) from error
        try:
            _lock(self._file.fileno())
        except OSError as error:
            self._file.seek(0)
            number = self._file.read().strip() or "unknown"
            self._file.close()
            raise CitylabError(
                f"{self._path.parent}: process {number} is marking this course; wait until it has ended, or end it"
            ) from error
        self._file.truncate(0)
        self._file.write(f"{os.getpid()}\n")
        self._file.flush()
        # A child of this process would hold the lock when this process is gone.
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._file.close)
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _lock(number: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(number, _FAR, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)


class MarkedFolder:
    """
    The folder ``autograded/STUDENT/NAME`` of one submission.

    Parameters
    ----------
    marker : nbgrader.converters.Autograde
        Knows the folders and the rights of files.
    student, assignment : str
        Whose, and of what.
    """

    def __init__(self, marker: Any, *, student: str, assignment: str) -> None:
        self._marker, self._student, self._assignment = marker, student, assignment
        self._course = marker.coursedir
        self.folder = self._of(self._course.autograded_directory, student)
        self.notebook = self.folder / f"{assignment}.ipynb"
        # Not a name that nbgrader looks for.
        self.aside = self.folder.with_name(f"{assignment}.earlier")
        self._part = self.folder / f".{assignment}.ipynb.part"
        self._kept = self.folder / f".{assignment}.ipynb.kept"
        self._is_published = False

    def _of(self, step: str, student: str) -> Path:
        return Path(self._course.format_path(step, student, self._assignment))

    def earlier(self) -> bytes | None:
        """Return the notebook as it was marked before, or nothing."""
        for path in (self.notebook, self.aside / self.notebook.name):
            if path.is_file():
                return path.read_bytes()
        return None

    def prepare(self, text: str, *, handed_in: datetime | None) -> None:
        """Write all but the notebook, and the notebook under another name."""
        self.folder.mkdir(parents=True, exist_ok=True)
        files = self._supplements()
        files.pop(STAMP, None)
        for name, path in files.items():
            _copy(path, self.folder / name)
        if handed_in is not None:
            _put(self.folder / STAMP, self._stamp(handed_in))
        self._part.unlink(missing_ok=True)  # of a run that was killed; it may be read-only
        # Half of a character, from a student's output, cannot be written.
        with self._part.open("wb") as file:
            file.write(text.encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())
        self._clean({self.folder / name for name in (*files, STAMP)} | {self.notebook, self._part})
        self._marker.set_permissions(self._assignment, self._student)

    def publish(self) -> None:
        """Give the notebook its name; nobody sees half of one. The earlier one is kept until `tidy`."""
        self._kept.unlink(missing_ok=True)
        if self.notebook.exists():
            _keep(self.notebook, self._kept)
        os.replace(self._part, self.notebook)
        self._is_published = True

    def retract(self) -> None:
        """Undo `publish`: the gradebook did not take the marks."""
        if self._is_published:
            self._is_published = False
            os.replace(self.notebook, self._part)
            if self._kept.exists():
                os.replace(self._kept, self.notebook)

    def tidy(self) -> None:
        """Remove all that is not the notebook."""
        self._part.unlink(missing_ok=True)
        self._kept.unlink(missing_ok=True)

    def put_aside(self) -> None:
        """Move what was marked before to ``NAME.earlier``, where no part of nbgrader shows it."""
        if self.notebook.exists():
            self.forget_aside()
            os.replace(self.folder, self.aside)
        elif self.folder.exists():
            shutil.rmtree(self.folder)

    def forget_aside(self) -> None:
        """Remove ``NAME.earlier``."""
        if self.aside.exists():
            shutil.rmtree(self.aside)

    def _supplements(self) -> dict[str, Path]:
        """
        Files besides notebooks, by name: the course's own, and nbgrader's secret of the submission.

        nbgrader also copies what students hand in beside their notebook. Formgrader would serve such a file from the
        instructor's own address, so it is left where it is, but for those that the course's settings name.
        """
        kept = self._marker.exclude_overwriting.get(self._assignment, [])
        handed_in = self._files(self._of(self._course.submitted_directory, self._student))
        ours = self._files(self._of(self._course.source_directory, "."))
        theirs = {name: path for name, path in handed_in.items() if name in kept}
        found = {**{name: path for name, path in ours.items() if name not in theirs}, **theirs}
        secret = handed_in.get(SECRET)
        # nbgrader's own; without it, its feedback cannot be released.
        return {**found, SECRET: secret} if secret and secret.stat().st_size <= MOST_SECRET else found

    def _files(self, folder: Path) -> dict[str, Path]:
        found = map(Path, find_all_files(str(folder), [*self._course.ignore, "*.ipynb"]))
        # A link would bring in what lies elsewhere; a pipe would wait for ever.
        plain = [path for path in found if path.is_file() and not path.is_symlink()]
        most = 1000 * self._course.max_file_size
        return {str(path.relative_to(folder)): path for path in plain if path.stat().st_size <= most}

    def _stamp(self, handed_in: datetime) -> bytes:
        """Return the time as nbgrader writes it; its own words if they say the same."""
        path = self._of(self._course.submitted_directory, self._student) / STAMP
        if path.is_file() and not path.is_symlink() and path.stat().st_size < 100:
            said = path.read_bytes()
            try:
                if parse_utc(said.decode().strip()) == in_utc(handed_in):
                    return said
            except (ValueError, OverflowError):
                pass
        return f"{in_utc(handed_in):%Y-%m-%d %H:%M:%S.%f} UTC".encode()

    def _clean(self, wanted: set[Path]) -> None:
        for directory, _, names in os.walk(self.folder):
            for path in (Path(directory, name) for name in names):
                if path not in wanted:
                    path.unlink()


def in_utc(time: datetime) -> datetime:
    """Return a time in UTC without a zone, as the gradebook keeps it. A time without a zone is in UTC."""
    return time.astimezone(UTC).replace(tzinfo=None) if time.tzinfo else time


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)  # it may be read-only
    shutil.copy(path, target, follow_symlinks=False)


def _keep(path: Path, name: Path) -> None:
    try:
        os.link(path, name)
    except OSError:  # not every disk can
        shutil.copy(path, name)


def _put(target: Path, content: bytes) -> None:
    target.unlink(missing_ok=True)
    target.write_bytes(content)
