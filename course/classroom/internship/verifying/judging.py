"""Turn what happened behind the walls into findings."""

from __future__ import annotations

import re

from classroom.internship.verifying.comparing import DifferentError, compare
from classroom.internship.verifying.folder import Folder
from classroom.internship.verifying.portfolio import Output, Portfolio
from classroom.internship.verifying.ran import Ran, Step
from classroom.internship.verifying.verdict import Finding, count, failed, not_reached, ok, remark

__all__ = ["of_outputs", "of_run"]

_NETWORK = (
    "URLError",
    "HTTPError",
    "gaierror",
    "ConnectionError",
    "ConnectTimeout",
    "NetworkError",
    "NewConnectionError",
)
_NETWORK_WORDS = ("Network is unreachable", "name resolution", "Name or service not known", "nodename nor servname")
_NAMES_FUNCTION = re.compile(r"^\w+(?: is yours|:)|\w\(\)")  # as the messages in the starters do
_TO_WRITE = "NotImplementedError"
_UNWRITTEN = "Write what is missing; the tag raises-exception is for errors that belong to the result."
_REMEDIES = {
    "ModuleNotFoundError": "Name the package in pyproject.toml, and fix it with its hashes in requirements.lock.",
    "NameError": "Restart the kernel and run all cells: a later cell, or one that is gone, made this name.",
    "FileNotFoundError": "Name files from the project's folder on, and hand in what is read in data/.",
    "MemoryError": "Read less at a time: the project may use 4 GB.",
}


def of_run(ran: Ran, portfolio: Portfolio) -> list[Finding]:
    """Return the findings of the check ``run``."""
    problems = [one for step in ran.notebooks if (one := _problem(step, portfolio, ran.stopped)) is not None]
    if ran.stopped and not problems:
        problems.append(_stopped("the project", ran.stopped))
    if problems:
        return problems
    # Without the outputs it was ended before they were taken, or while they were.
    if len(ran.notebooks) < len(portfolio.notebooks) or len(ran.made) < len(portfolio.outputs):
        return [_stopped("the project", "it ended early")]
    expected = [line for step in ran.notebooks for line in _expected(step)]
    unwritten = [failed("run", says, _UNWRITTEN) for name, says in expected if name == _TO_WRITE]
    remarks = [remark("run", f"{says}; the cell is marked to raise it, and a person asks why") for _, says in expected]
    return unwritten or [*remarks[:5], ok("run", f"{count(ran.notebooks, 'notebook')} ran from top to bottom")]


def _expected(step: Step) -> list[tuple[str, str]]:
    """Return the errors that the author expected: the kind of each, and where it was."""
    found = []
    for line in step.report:
        if "expected" in line:
            name, cell = str(line["expected"])[:100], str(line.get("cell"))[:20]
            found.append((name, f"{step.name}, cell {cell}: {name}: {str(line.get('message', ''))[:300]}"))
    return found


def _problem(step: Step, portfolio: Portfolio, stopped: str) -> Finding | None:
    cell = next((line["cell"] for line in reversed(step.report) if isinstance(line.get("cell"), int)), 0)
    where = f"{step.name}, cell {cell}" if cell else step.name
    if step.too_long:
        remedy = f"Make it quicker, or give more than {portfolio.minutes:g} minutes in portfolio.toml."
        return failed("run", f"{where}: the {portfolio.minutes:g} minutes of portfolio.toml were over", remedy)
    error = next((line for line in step.report if "error" in line), None)
    if error:
        name, message = str(error["error"]), str(error.get("message", ""))
        return failed("run", f"{where}: {name}: {message[:300]}", _remedy(name, message, where))
    if step.done and step.status == 0:
        return None
    said = step.said.strip().splitlines()[-1:] or [stopped or "Python ended early"]
    return _stopped(where, said[0][:300])


def _remedy(name: str, message: str, where: str) -> str:
    if name in _NETWORK or any(words in message for words in _NETWORK_WORDS):
        return "A project runs without a network: put what it needs into data/, and name it in DATA.md."
    if name == _TO_WRITE:
        part = "the function that it names" if _NAMES_FUNCTION.search(message) else f"what is missing in {where}"
        return f"Write {part}; when the notebooks run to their end, outputs and tests are judged."
    return _REMEDIES.get(name, "Restart the kernel, run all cells, and mend the first that fails.")


def _stopped(where: str, why: str) -> Finding:
    remedy = _REMEDIES["MemoryError"] if "memory" in why else "Run it in a fresh kernel, and mend what ends it."
    return failed("run", f"{where}: {why}", remedy)


def of_outputs(ran: Ran, folder: Folder, portfolio: Portfolio) -> list[Finding]:
    """Return the findings of the check ``outputs``."""
    if len(ran.made) < len(portfolio.outputs):
        return [not_reached("outputs", "the notebooks did not run to their end")]
    findings = [_of_output(one, ran, folder) for one in portfolio.outputs]
    declared = {one.path for one in portfolio.outputs}
    remedy = "Declare it in portfolio.toml and let a notebook write it, or delete it."
    for file in folder.below("outputs"):
        if file not in declared and file not in ran.written:
            findings.append(failed("outputs", f"{file} was handed in, and no notebook writes it", remedy))
    findings += _copies(folder, portfolio)
    undeclared = [file for file in ran.written if file not in declared]
    if undeclared:
        more = f" and {len(undeclared) - 5} more" if len(undeclared) > 5 else ""
        says = f"written, not declared, and so not compared: {', '.join(undeclared[:5])}{more}"
        findings.append(remark("outputs", says))
    return findings


def _copies(folder: Folder, portfolio: Portfolio) -> list[Finding]:
    """Name the outputs that equal a data file byte by byte."""
    data = {folder.read(file): file for file in folder.below("data")}
    alike = [(one.path, data.get(folder.read(one.path))) for one in portfolio.outputs if folder.has(one.path)]
    return [remark("outputs", f"{path} is the same as {file}; a person asks why") for path, file in alike if file]


def _of_output(output: Output, ran: Ran, folder: Folder) -> Finding:
    made = ran.made[output.path]
    if output.path in ran.too_large:
        return failed("outputs", f"{output.path} is too large to be compared", "Write a summary of at most 20 MB.")
    if made is None:
        remedy = "Let a notebook write it; outputs/ is emptied before the notebooks run."
        return failed("outputs", f"{output.path} was not made anew: no notebook writes it", remedy)
    if not folder.has(output.path):
        remedy = "Hand in what your own run wrote: it is compared with that of a clean run."
        return failed("outputs", f"{output.path} was not handed in", remedy)
    try:
        says = compare(output, folder.read(output.path), made)
    except DifferentError as error:
        return failed("outputs", f"{output.path}: {error}", error.remedy)
    compared = "made anew, not compared" if output.kind == "picture" else "made anew, equal to those handed in"
    return ok("outputs", f"{output.path}: {says}, {compared}")
