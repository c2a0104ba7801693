"""The ballot box: one SQLite file that survives a restart and refuses a second ballot."""

import json
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from citylab.participation.voting._errors import Refused, VotingError
from citylab.participation.voting._file import APPLICATION, TABLES, create_empty, explained
from citylab.participation.voting._paper import Paper
from citylab.participation.voting._result import Result
from citylab.participation.voting._roll import voter_key

__all__ = ["BallotBox"]

_WAIT_S = 10.0


class BallotBox:
    """
    The ballots of one election.

    Who has voted and what was chosen are in two tables. Each is sorted by its own key, the name or a random number,
    so that neither holds the order of voting.

    Parameters
    ----------
    path : str or pathlib.Path
        The file; `open` makes it.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path).expanduser().absolute()

    @classmethod
    def open(cls, path: str | Path, paper: Paper, *, roll: Sequence[str] | None = None) -> "BallotBox":
        """
        Open the file, or make it.

        Parameters
        ----------
        path : str or pathlib.Path
            The file.
        paper : Paper
            What is voted on.
        roll : sequence of str, optional
            Keys of those who may vote; without it anybody may, unless the file has a list already.

        Returns
        -------
        BallotBox

        Raises
        ------
        VotingError
            If the file is damaged, is no ballot box, holds ballots on another paper, or cannot be written.
        """
        box = cls(path)
        create_empty(box.path)
        with box._writing() as db:
            if not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                for statement in TABLES:
                    db.execute(statement)
                db.execute("INSERT INTO about VALUES (?, ?)", (paper.fingerprint(), paper.to_json()))
            box._check(db, paper)
            if roll is not None:
                box._enrol(db, roll)
        return box

    def cast(self, name: str, chosen: Sequence[str]) -> None:
        """
        Take a ballot; when this returns, it is on the disk.

        Parameters
        ----------
        name : str
            Name or code word of the voter.
        chosen : sequence of str
            The projects; none for a blank ballot.

        Raises
        ------
        Refused
            If this voter has voted, is not on the list, or the ballot breaks a rule of the paper.
        VotingError
            If the file cannot be written.
        """
        key, projects = voter_key(name), self.paper().check(chosen)
        shown = f"“{' '.join(name.split())}”"
        with self._writing() as db:
            if self._has_roll(db) and not db.execute("SELECT 1 FROM roll WHERE voter = ?", (key,)).fetchone():
                raise Refused(f"{shown} is not on the list of voters; check the spelling of your code word")
            try:
                db.execute("INSERT INTO voted VALUES (?)", (key,))
            except sqlite3.IntegrityError:
                raise Refused(
                    f"{shown} has voted already; the first ballot counts, and this one was not taken. "
                    "If somebody else used it, tell your teacher"
                ) from None
            db.execute("INSERT INTO ballots VALUES (?, ?)", (secrets.token_hex(16), json.dumps(projects)))

    def paper(self) -> Paper:
        """Return what is voted on."""
        with self._reading() as db:
            return Paper.from_json(db.execute("SELECT paper FROM about").fetchone()[0])

    def count(self) -> int:
        """Return the number of ballots."""
        with self._reading() as db:
            return int(db.execute("SELECT count(*) FROM ballots").fetchone()[0])

    def has_roll(self) -> bool:
        """Tell whether only voters on a list may vote."""
        with self._reading() as db:
            return self._has_roll(db)

    def ballots(self) -> list[tuple[str, ...]]:
        """Return all ballots, in an order that says nothing about when they were cast."""
        with self._reading() as db:
            return [tuple(json.loads(row[0])) for row in db.execute("SELECT projects FROM ballots ORDER BY id")]

    def publish(self, result: Result) -> None:
        """Keep the last count, for all who look at it."""
        with self._writing() as db:
            db.execute("REPLACE INTO result VALUES (1, ?)", (result.to_json(),))

    def result(self) -> Result | None:
        """Return the last count, or None before the first."""
        with self._reading() as db:
            row = db.execute("SELECT content FROM result").fetchone()
        return Result.from_json(row[0]) if row else None

    def tidy(self) -> None:
        """Write the file anew, so that even its free space does not hold the order of voting."""
        with self._reading() as db:
            db.execute("VACUUM")

    def _check(self, db: sqlite3.Connection, paper: Paper) -> None:
        if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
            raise VotingError(f"{self.path} is no file of ballots; name another one with --ballots")
        voted, ballots = (db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("voted", "ballots"))
        if db.execute("PRAGMA quick_check").fetchone()[0] != "ok" or voted != ballots:
            raise VotingError(
                f"{self.path} is damaged ({voted} voters, {ballots} ballots); use your last copy of it, "
                "or name another one with --ballots"
            )
        known, text = db.execute("SELECT fingerprint, paper FROM about").fetchone()
        if known != paper.fingerprint():
            title = Paper.from_json(text).title
            raise VotingError(
                f"{self.path} holds ballots of another election ({title}: {ballots}); name another file with "
                "--ballots, or delete it with: citylab vote --forget --ballots FILE"
            )

    def _enrol(self, db: sqlite3.Connection, roll: Sequence[str]) -> None:
        left_out = {row[0] for row in db.execute("SELECT voter FROM voted")}.difference(roll)
        if left_out:
            raise VotingError(
                f"{self.path} holds ballots of voters who are not on the list ({len(left_out)}); "
                "add them to it, or name another file with --ballots"
            )
        db.execute("DELETE FROM roll")
        db.executemany("INSERT INTO roll VALUES (?)", [(key,) for key in roll])

    @staticmethod
    def _has_roll(db: sqlite3.Connection) -> bool:
        return db.execute("SELECT 1 FROM roll LIMIT 1").fetchone() is not None

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            # Opened anew each time, and never made: a box that was deleted stays away.
            where = f"{self.path.as_uri()}?mode=rw"
            with closing(sqlite3.connect(where, uri=True, timeout=_WAIT_S, isolation_level=None)) as db:
                db.execute("PRAGMA synchronous = EXTRA")
                yield db
        except (sqlite3.Error, json.JSONDecodeError) as error:
            raise VotingError(explained(self.path, error)) from None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as db:
            # Two voters at once wait for each other here, so that the second sees what the first wrote.
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")
