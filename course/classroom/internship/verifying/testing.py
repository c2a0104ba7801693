"""
Judge what a project's own tests said.

They run in one process with the project's code, which could make pytest say anything. What can be told from
outside is whether every test function that stands in the files was heard of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from classroom.internship.verifying.folder import Folder
from classroom.internship.verifying.ran import Ran
from classroom.internship.verifying.verdict import Finding, failed, not_reached, ok, remark
from classroom.internship.verifying.written import written_tests

__all__ = ["of_tests"]

_NO_REASON = ("", "unconditional skip")  # what pytest says where nobody gave a reason
_EXPECTED = "expected to fail"  # what in_room/run_tests.py tells of a test that is marked so
_MOST_SHOWN = 10
_NO_TESTS = 5  # pytest's status where it collected none
_PYTEST = "python -m pytest"
_RUN = f"Run: {_PYTEST}"


def of_tests(ran: Ran, folder: Folder, must_pass: Collection[str] = ()) -> list[Finding]:
    """
    Return the findings of the check ``tests``.

    Parameters
    ----------
    ran : Ran
        What came of the project.
    folder : Folder
        The project.
    must_pass : collection of str
        Files whose tests may not be skipped, for whatever reason.
    """
    if not written_tests(folder):
        remedy = "Write at least one test in tests/test_NAME.py that says when the work is done."
        return [failed("tests", "there are no tests", remedy)]
    step = ran.tests
    if step is None or not ran.reached_end:
        return _so_far(step.report if step else ())
    if step.too_long:
        return [failed("tests", "the time for the tests was over", "Test on small inputs, or give more minutes.")]
    told = _told(step.report)
    problems = [*_failures(told), *_skips(told, must_pass)]
    if step.done is None or step.status != 0:
        problems.append(_ended_early(step.said))
    elif not problems:
        problems = [*_unheard(folder, told), *_status(step.done)]
    if problems:
        return problems[:_MOST_SHOWN]
    skipped = sum(line["outcome"] != "passed" for line in told)
    more = f", {skipped} skipped with a reason" if skipped else ""
    return [*_idle(folder, must_pass), ok("tests", f"{len(told) - skipped} passed{more}")]


def _idle(folder: Folder, must_pass: Collection[str]) -> list[Finding]:
    """Name tests of the author that ask nothing: nothing can make them fail."""
    idle = [f"{file}::{name}" for (file, name), asks in written_tests(folder).items() if not asks]
    own = [test[:100] for test in idle if test.partition("::")[0] not in must_pass]
    more = f" and {len(own) - 3} more" if len(own) > 3 else ""
    return [remark("tests", f"without an assert, so nothing can fail: {', '.join(own[:3])}{more}")] if own else []


def _so_far(report: Iterable[dict[str, Any]]) -> list[Finding]:
    """Say what passes though a notebook stopped: nothing is judged by it, and whoever is half done sees how far."""
    by_file: dict[str, list[dict[str, Any]]] = {}
    for line in _told(report):
        by_file.setdefault(line["test"].partition("::")[0][:100], []).append(line)
    found = [not_reached("tests", f"the notebooks did not run to their end; for the tests alone, run: {_PYTEST}")]
    for file, lines in list(by_file.items())[:_MOST_SHOWN]:
        missing = [line["test"] for line in lines if line["outcome"] != "passed"]
        others = [test.partition("::")[2][:100] or "the file itself" for test in missing]
        more = f" and {len(others) - 3} more" if len(others) > 3 else ""
        which = f"; not yet: {', '.join(others[:3])}{more}" if others else ""
        found.append(remark("tests", f"{file}: {len(lines) - len(others)} of {len(lines)} pass{which}"))
    return found


def _told(report: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the lines on tests; a project can write lines of any shape."""
    return [line for line in report if isinstance(line.get("test"), str) and isinstance(line.get("outcome"), str)]


def _failures(told: list[dict[str, Any]]) -> list[Finding]:
    remedy = f"{_RUN}, and mend what fails."
    return [
        failed("tests", f"{line['test'][:200]} failed: {str(line.get('why'))[:300]}", remedy)
        for line in told
        if line["outcome"] == "failed"
    ]


def _skips(told: list[dict[str, Any]], must_pass: Collection[str]) -> Iterator[Finding]:
    for line in told:
        if line["outcome"] in ("passed", "failed"):
            continue
        test, why = line["test"], str(line.get("why")).removeprefix("Skipped: ").strip()
        if line["outcome"] == _EXPECTED:
            remedy = "Take the mark xfail out and let it pass; what the work cannot do stands below “Limits”."
            yield failed("tests", f"{test[:200]} is marked as a test that fails", remedy)
        elif test.partition("::")[0] in must_pass:
            yield failed("tests", f"{test[:200]} of the starter did not run", "Take out what keeps it from running.")
        elif why in _NO_REASON:
            remedy = "Give the reason why it is skipped, or let it run."
            yield failed("tests", f"{test[:200]} is skipped without a reason", remedy)
    if told and not any(line["outcome"] in ("passed", "failed") for line in told):
        yield failed("tests", "every test is skipped", "Let at least one run.")


def _unheard(folder: Folder, told: list[dict[str, Any]]) -> list[Finding]:
    """Compare the tests that stand in the files with those that were heard of."""
    heard = {(line["test"].partition("::")[0], _function(line["test"])) for line in told}
    missing = sorted(name for name in written_tests(folder) if name not in heard)
    remedy = "Take out what keeps it from being collected."
    return [failed("tests", f"{file} holds {function}, which did not run", remedy) for file, function in missing]


def _function(test: str) -> str:
    return test.split("::")[-1].partition("[")[0]


def _status(status: Any) -> list[Finding]:
    if status == 0:
        return []
    what = "pytest found no tests" if status == _NO_TESTS else f"pytest ended with status {status}"
    return [failed("tests", what, f"{_RUN}, and mend what it says.")]


def _ended_early(said: str) -> Finding:
    last = (said.strip().splitlines() or ["no reason was given"])[-1]
    return failed("tests", f"the tests ended early: {last[:300]}", f"{_RUN}, and mend what ends it.")
