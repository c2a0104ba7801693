"""Run a rebuilt submission behind walls, and score its tests."""

from __future__ import annotations

import ast
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode, from_dict

from classroom.grading.book_cells import test_points
from classroom.grading.remarks import Remark
from classroom.grading.steps import OUTSIDE, owned_names, steps, warm_cells
from classroom.sandbox.runner import PRELOAD, Limits, Ran, Runner

SEED_VARIABLE = "CITYLAB_CLASS_SEED"  # `citylab.forms.class_seed` reads it
CANARIES = 2  # for each test that runs where the student's code runs


@dataclass(frozen=True)
class Marked:
    """
    A submission that has been run and scored.

    Attributes
    ----------
    notebook : nbformat.NotebookNode
        With the outputs of its cells.
    scores : dict of str to float
        Of each test, by id. [points]
    messages : dict of str to str
        What each failed test said, by its id.
    remarks : list of Remark
        What a person should look at.
    ran : Ran
        Times and memory.
    """

    notebook: NotebookNode
    scores: dict[str, float]
    messages: dict[str, str]
    remarks: list[Remark]
    ran: Ran

    @property
    def total(self) -> float:
        """Sum of the scores. [points]"""
        return sum(self.scores.values())


class Engine:
    """
    Marks submissions of one assignment, one at a time. Use it in a ``with`` block.

    Parameters
    ----------
    source : nbformat.NotebookNode
        nbgrader's source notebook.
    sealed : bool
        Whether walls stand around each submission.
    class_seed : int
        From which hidden tests draw their inputs.
    limits : Limits, optional
        For each submission.
    """

    def __init__(
        self, source: NotebookNode, *, sealed: bool = True, class_seed: int = 0, limits: Limits | None = None
    ) -> None:
        self._owned = owned_names(source.cells)
        self._warm = warm_cells(source.cells, self._owned)
        cells = {cell.metadata.nbgrader.grade_id: cell.source for cell in source.cells if "nbgrader" in cell.metadata}
        self._runner = Runner(
            preload=[*PRELOAD, *_imported(source.cells)],
            warm=[cells[name] for name in self._warm],
            limits=limits or Limits(),
            judge_environment={SEED_VARIABLE: str(class_seed)},
            sealed=sealed,
        )

    def __enter__(self) -> Engine:
        self._runner.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End the process that runs submissions."""
        self._runner.stop()

    def kill(self) -> None:
        """End it at once; `mark` in another thread raises `ServerEndedError`."""
        self._runner.kill()

    def mark(self, notebook: NotebookNode) -> Marked:
        """
        Run a rebuilt notebook, and score its tests. Its cells get their outputs.

        Raises
        ------
        CitylabError
            If the process that runs submissions has ended.
        """
        canaries = _Canaries()
        asked: list[Mapping[str, str]] = []
        places: list[int] = []
        for cell, step in zip(_code(notebook), steps(notebook.cells, self._warm), strict=True):
            if _is_test(cell) and step["kind"] == "theirs":
                asked += canaries.some(len(asked))
            places.append(len(asked))
            asked.append(step)
            if _is_test(cell) and step["kind"] == "theirs":
                asked += canaries.some(len(asked))
        ran = self._runner.run(asked, self._owned)
        _keep_outputs(notebook, [ran.outputs[place] if place < len(ran.outputs) else None for place in places])
        remarks = canaries.remarks(ran.outputs)
        if ran.stopped:
            remarks.append(Remark("flagged", "", f"it was stopped: {ran.stopped}"))
        return Marked(notebook, *_score(notebook, withheld=canaries.is_silent(ran.outputs)), remarks, ran)


class _Canaries:
    """Checks that must fail: one that doesn't says that the submission changed what a failure is."""

    def __init__(self) -> None:
        self._draw = random.SystemRandom()
        self._words: dict[int, str] = {}

    def some(self, at: int) -> list[dict[str, str]]:
        """Return steps that must fail; the first will stand at the place `at`."""
        made = []
        for place in range(at, at + self._draw.randint(1, CANARIES)):
            word, number = f"{self._draw.getrandbits(64):016x}", self._draw.randint(10, 99)
            self._words[place] = word
            check = self._draw.choice([f"assert {number} == {number + 1}", f"assert float({number}) > {number}.5"])
            made.append({"kind": "theirs", "source": f'{check}, "{word}"'})
        return made

    def is_silent(self, outputs: Sequence[Sequence[Mapping[str, Any]]]) -> bool:
        """Return whether a canary that ran did not fail in its own words."""
        ran = {place: word for place, word in self._words.items() if place < len(outputs)}
        return not all(_says(outputs[place], word) for place, word in ran.items())

    def remarks(self, outputs: Sequence[Sequence[Mapping[str, Any]]]) -> list[Remark]:
        """Say that a canary was silent."""
        if not self.is_silent(outputs):
            return []
        said = "a check that must fail did not; its automatic marks are withheld until a person has looked at the code"
        return [Remark("flagged", "", said)]


def _says(outputs: Sequence[Mapping[str, Any]], word: str) -> bool:
    return any(output.get("ename") == "AssertionError" and output.get("evalue") == word for output in outputs)


def _score(notebook: NotebookNode, *, withheld: bool) -> tuple[dict[str, float], dict[str, str]]:
    """Score each test by nbgrader's own rule; among silent canaries, what ran on the student's side scores nothing."""
    scores: dict[str, float] = {}
    messages: dict[str, str] = {}
    for cell in filter(_is_test, notebook.cells):
        name = cell.metadata.nbgrader.grade_id
        if withheld and OUTSIDE not in cell.metadata.get("tags", []):
            cell.outputs = [_failed("Withheld", "withheld until a person has looked at the code")]
        scores[name], _ = test_points(cell)
        if failed := [output for output in cell.outputs if output.output_type == "error"]:
            messages[name] = f"{failed[0].ename}: {failed[0].evalue}"
    return scores, messages


def _keep_outputs(notebook: NotebookNode, outputs: Sequence[Sequence[Any] | None]) -> None:
    """Put outputs into their cells; a test that did not run has failed."""
    for number, (cell, shown) in enumerate(zip(_code(notebook), outputs, strict=True), start=1):
        cell.execution_count = number
        if shown is None:
            cell.outputs = [_failed("NotRun", "the notebook was stopped before this test")] if _is_test(cell) else []
            continue
        cell.outputs = [made for output in shown if (made := _output(output, number)) is not None]
        if _is_test(cell):
            # Warnings on the error stream are no failure of a test.
            cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]


def _failed(name: str, text: str) -> NotebookNode:
    return from_dict({"output_type": "error", "ename": name, "evalue": text, "traceback": [f"{name}: {text}"]})


def _output(given: Any, number: int) -> NotebookNode | None:
    """Make an output as the notebook format wants it; the student's process may have sent anything."""
    kind = given.get("output_type") if isinstance(given, dict) else None
    if kind == "stream":
        name = "stderr" if given.get("name") == "stderr" else "stdout"
        return from_dict({"output_type": kind, "name": name, "text": str(given.get("text", ""))})
    if kind == "error":
        lines = given.get("traceback")
        shown = [str(line) for line in lines] if isinstance(lines, list) else []
        named = {"ename": str(given.get("ename", "")), "evalue": str(given.get("evalue", ""))}
        return from_dict({"output_type": kind, **named, "traceback": shown})
    data = given.get("data") if isinstance(given, dict) else None
    if kind not in ("display_data", "execute_result") or not isinstance(data, dict):
        return None
    # Text stays text; anything else is data that only some displays know.
    plain = {str(key): value for key, value in data.items() if isinstance(value, str) or str(key).endswith("json")}
    made = {"output_type": kind, "data": plain, "metadata": {}}
    return from_dict({**made, "execution_count": number} if kind == "execute_result" else made)


def _code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _is_test(cell: NotebookNode) -> bool:
    tags = cell.metadata.get("nbgrader", {})
    return bool(tags.get("grade")) and not tags.get("solution") and cell.cell_type == "code"


def _imported(cells: Sequence[NotebookNode]) -> list[str]:
    """Return the modules that the author's cells import: they are loaded once."""
    found: dict[str, None] = {}
    for cell in cells:
        if cell.cell_type == "code":
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Import):
                    found.update(dict.fromkeys(alias.name for alias in node.names))
                elif isinstance(node, ast.ImportFrom) and node.module:
                    names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
                    found.update(dict.fromkeys(names))
    return list(found)
