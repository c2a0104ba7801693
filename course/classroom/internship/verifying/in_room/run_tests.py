"""Run a project's tests with pytest, which stands behind the project's own packages on the path."""

from __future__ import annotations

import json
import os
import sys
from typing import IO, Any


class Recorder:
    """Writes what becomes of each test; given to pytest as a plugin."""

    def __init__(self, report: IO[str]) -> None:
        self._report = report

    def tell(self, **what: Any) -> None:
        """Write one line of JSON."""
        self._report.write(json.dumps(what) + "\n")
        self._report.flush()

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Note a test that was called, or that failed or was skipped before or after."""
        if report.when == "call" or report.outcome != "passed":
            expected = getattr(report, "wasxfail", None)
            outcome = report.outcome if expected is None else "expected to fail"
            self.tell(test=report.nodeid, outcome=outcome, why=_why(report) if expected is None else expected)

    def pytest_collectreport(self, report: Any) -> None:
        """Note a file that cannot be collected, or is skipped as a whole."""
        if report.outcome != "passed":
            self.tell(test=report.nodeid, outcome=report.outcome, why=_why(report))


def _why(report: Any) -> str:
    found = report.longrepr
    if isinstance(found, tuple):
        return str(found[2])[:500]
    crash = getattr(found, "reprcrash", None)
    return str(crash.message if crash else found or "").strip()[-500:]


def main() -> None:
    """Take the job from standard input; tell what happens in lines of JSON on the file that it names."""
    job: dict[str, Any] = json.loads(sys.stdin.buffer.read())
    sys.path.insert(0, "")  # as python -m pytest does
    sys.path.append(job["tools"])
    import pytest

    with os.fdopen(job["report"], "w", encoding="utf-8") as report:
        recorder = Recorder(report)
        options = ["-q", "--color=no", "--tb=short", "-p", "no:cacheprovider", "-p", "no:randomly"]
        # Files are named from the project's folder on, wherever a setting lies; what a test returns is no answer.
        options += ["--rootdir=.", "-W", "error::pytest.PytestReturnNotNoneWarning"]
        status = pytest.main(["tests", *options], plugins=[recorder])
        recorder.tell(done=int(status))


if __name__ == "__main__":
    main()
