"""Make every check of a project, one after the other, and give the verdict."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from classroom.errors import CitylabError
from classroom.internship.verifying import (
    data_statement,
    judging,
    licence,
    lock,
    notebooks,
    portfolio,
    readme,
    room,
    starting,
    testing,
    tidy,
)
from classroom.internship.verifying.environment import CannotInstallError, Environment, description, make
from classroom.internship.verifying.folder import Folder, check_is_folder, take
from classroom.internship.verifying.portfolio import Portfolio
from classroom.internship.verifying.ran import Ran
from classroom.internship.verifying.verdict import (
    CHECKS,
    REMARK,
    Finding,
    Verdict,
    count,
    failed,
    in_order,
    not_reached,
    ok,
)
from classroom.internship.verifying.written import written_tests

__all__ = ["verify"]

Tell = Callable[[str], None]


def verify(
    project: Path,
    *,
    wheels: Path | None = None,
    sealed: bool = True,
    keep: Path | None = None,
    most_minutes: float = portfolio.MOST_MINUTES,
    tell: Tell | None = None,
) -> Verdict:
    """
    Find out whether a portfolio project can be reproduced.

    The project itself is not touched: a copy is looked at, and run behind walls in an environment of its own.

    Parameters
    ----------
    project : pathlib.Path
        Its folder.
    wheels : pathlib.Path or None
        A folder of wheels to install from; then nothing else is used.
    sealed : bool
        Whether walls stand around it. Without, it runs with the rights of the caller.
    keep : pathlib.Path or None
        A new folder for copy and environment; else they are deleted at the end.
    most_minutes : float
        How long a project may ask for its notebooks to run. [min]
    tell : callable or None
        Called with the name of each check that is begun.

    Returns
    -------
    Verdict
        Accepted or refused, with everything that was found.

    Raises
    ------
    CitylabError
        If `project` or `wheels` is no folder, `keep` is there already, or this system cannot seal.
    """
    started = time.monotonic()
    check_is_folder(project)
    if wheels is not None and not wheels.is_dir():
        raise CitylabError(f"{wheels} is no folder; give the folder of the wheels that the lock names")
    if sealed:
        _check_walls()
    with _kept(keep) if keep else _temporary() as name:
        run = _Run(Path(name).resolve(), wheels, sealed, most_minutes, tell or (lambda check: None))
        run.everything(project)
    return Verdict(project.resolve().name, in_order(run.findings), time.monotonic() - started, run.environment)


def _temporary() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="citylab-verify-", ignore_cleanup_errors=True)


def _kept(folder: Path) -> AbstractContextManager[str]:
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise CitylabError(f"{folder} is there already; give --keep the name of a new folder") from None
    except OSError as error:
        raise CitylabError(f"{folder} cannot be made: {error.strerror}; give --keep another place") from None
    return nullcontext(str(folder))


def _check_walls() -> None:
    if why := room.why_not_sealed():
        raise CitylabError(f"a project cannot be shut in here: {why}\n{REMEDY}")


REMEDY = """\
Verify it on Linux, where the kernel can shut a program in. On Ubuntu from 23.10 on, an administrator can allow it:

  sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0

In a container or a virtual machine that holds nothing else, or for a project of your own,
add --unsealed: it then runs with your rights, and can read and change your files."""


_UNKNOWN = (
    "Take out what is unusual in the files of this check; if there is nothing, show this line to your instructor."
)


class _Run:
    """The checks of one project; each adds to the findings."""

    def __init__(self, place: Path, wheels: Path | None, sealed: bool, most_minutes: float, tell: Tell) -> None:
        self._place, self._wheels, self._sealed, self._tell = place, wheels, sealed, tell
        self._most_minutes = most_minutes
        self.findings: list[Finding] = []
        self.environment: dict[str, object] = {}

    def everything(self, project: Path) -> None:
        """Make all checks; those that cannot be made are noted as not reached."""
        self._tell("folder")
        folder, found = take(project, self._place / "project")
        self.findings += found
        if folder is not None:
            self._look(folder)
        done = {one.check for one in self.findings if one.state != REMARK}
        why = f"because of: {', '.join(dict.fromkeys(one.check for one in self.findings if not one.ok))}"
        self.findings += [not_reached(check, why) for check in CHECKS if check not in done]

    def _look(self, folder: Folder) -> None:
        promised = None
        with self._noting("portfolio"):
            promised, found = portfolio.read(folder, most_minutes=self._most_minutes)
            self.findings.append(found)
        named = promised.notebooks if promised else tuple(_notebooks(folder))
        read: list[notebooks.Notebook] = []
        with self._noting("notebooks"):
            read, problems = notebooks.read(folder, named)
            self.findings += problems
        self._note("readme", lambda: readme.check(folder, named))
        self._note("licence", lambda: licence.check(folder, promised.licence if promised else ""))
        self._note("data", lambda: data_statement.check(folder))
        self._note("secrets", lambda: tidy.check_secrets(folder))
        self._note("paths", lambda: tidy.check_paths(folder, read))
        if promised:
            self._note("tests", lambda: starting.check(folder, promised.starter))
        made = None
        with self._noting("environment"):
            made = self._prepare(folder)
        if promised and made and len(read) == len(named):
            with self._noting("run"):
                self._run(folder, promised, read, made)
        else:
            self._note("tests", lambda: [] if written_tests(folder) else testing.of_tests(Ran(), folder))

    def _run(self, folder: Folder, promised: Portfolio, read: list[notebooks.Notebook], made: Environment) -> None:
        self._tell("run")
        ran = room.run(folder, promised, read, made, sealed=self._sealed)
        self._note("run", lambda: judging.of_run(ran, promised))
        self._note("outputs", lambda: judging.of_outputs(ran, folder, promised))
        must_pass = starting.tests_of(promised.starter)
        self._note("tests", lambda: testing.of_tests(ran, folder, must_pass=must_pass))

    def _note(self, check: str, look: Callable[[], list[Finding]]) -> None:
        with self._noting(check):
            self.findings += look()

    @contextmanager
    def _noting(self, check: str) -> Iterator[None]:
        """Turn an error that nobody thought of into a finding: a stranger's files end no verdict with a trace."""
        try:
            yield
        except CitylabError:
            raise  # the remedy lies with whoever verifies
        except Exception as error:
            says = f"this could not be checked: {type(error).__name__}: {str(error)[:200]}"
            self.findings.append(failed(check, says, _UNKNOWN))

    def _prepare(self, folder: Folder) -> Environment | None:
        """Check the lock, and make the environment that it describes."""
        try:
            direct = lock.direct_dependencies(folder)
            pins = lock.of(folder)
        except lock.LockError as error:
            self.findings.append(failed("lock", *error.args))
            return None
        self._tell("environment")
        try:
            made = make(pins, self._place, wheels=self._wheels)
        except CannotInstallError as error:
            self.findings.append(failed("environment", *error.args))
            self.environment = description(pins, None)
            problems = lock.check_direct(direct, pins)
            self.findings += problems or [ok("lock", f"{count(pins, 'package')}, each with its hashes")]
            return None
        self.environment = {**description(pins, made), "sealed": self._sealed}
        problems = lock.check_closure(direct, pins, made.needs_of)
        self.findings += problems or [
            ok("lock", f"{count(pins, 'package')}, each with its hashes, and all that they need")
        ]
        self.findings.append(ok("environment", made.way))
        return made


def _notebooks(folder: Folder) -> list[str]:
    return [file for file in folder.below("notebooks") if file.endswith(".ipynb")]
