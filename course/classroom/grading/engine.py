"""Run a rebuilt submission behind walls, and score its tests."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode, from_dict

from citylab import paths
from classroom.grading.book_cells import points_of_test
from classroom.grading.canaries import Canaries
from classroom.grading.remarks import Remark
from classroom.grading.steps import kind_of, owned_names, steps, warm_cells
from classroom.sandbox.runner import ENDS, Limits, Ran, Runner
from classroom.sandbox.server_process import Server

SEED_VARIABLE = "CITYLAB_CLASS_SEED"  # `citylab.forms.class_seed` reads it


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


@dataclass(frozen=True)
class Plan:
    """
    What is the same for all submissions of an assignment.

    Attributes
    ----------
    source : nbformat.NotebookNode
        nbgrader's source notebook.
    owned : list of str
        Names that the answers define.
    warm : dict of str to int
        Cells that are run once, see `steps.warm_cells`.
    asked : dict
        What a server is to load: `preload`, `data` and `warm`, see `runner.Runner`.
    """

    source: NotebookNode
    owned: list[str]
    warm: dict[str, int]
    asked: dict[str, list[str]]

    @classmethod
    def of(cls, source: NotebookNode) -> Plan:
        """Return the plan of a source notebook."""
        trees = [ast.parse(cell.source) for cell in source.cells if cell.cell_type == "code"]
        owned = owned_names(source.cells)
        warm = warm_cells(source.cells, owned)
        cells = {cell.metadata.nbgrader.grade_id: cell.source for cell in source.cells if "nbgrader" in cell.metadata}
        nodes = [node for tree in trees for node in ast.walk(tree)]
        asked = {"preload": _imported(nodes), "data": _data_sets(nodes), "warm": [cells[name] for name in warm]}
        return cls(source, owned, warm, asked)


class Engine:
    """
    Marks submissions of one assignment, one at a time. Use it in a ``with`` block.

    Parameters
    ----------
    source : nbformat.NotebookNode or Plan
        nbgrader's source notebook.
    sealed : bool
        Whether walls stand around each submission.
    class_seed : int
        From which hidden tests draw their inputs.
    limits : Limits, optional
        For each submission.
    server : Server, optional
        One that engines of the same assignment share.

    Attributes
    ----------
    rehearsal : bytes
        From `rehearse`, or nothing.
    """

    def __init__(
        self,
        source: NotebookNode | Plan,
        *,
        sealed: bool = True,
        class_seed: int = 0,
        limits: Limits | None = None,
        server: Server | None = None,
    ) -> None:
        self._plan = source if isinstance(source, Plan) else Plan.of(source)
        self._runner = Runner(
            preload=self._plan.asked["preload"],
            data=self._plan.asked["data"],
            warm=self._plan.asked["warm"],
            limits=limits or Limits(),
            judge_environment={SEED_VARIABLE: str(class_seed)},
            sealed=sealed,
            server=server,
        )
        self.rehearsal = b""

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

    def rehearse(self) -> bytes:
        """
        Run the source's own answers, and keep what was said: it saves time from the third or fourth submission on.

        Marks are the same with a rehearsal and without. Returns what other engines of the assignment can take
        as their `rehearsal`.
        """
        self.rehearsal = self._runner.rehearse(steps(self._plan.source.cells, self._plan.warm), self._plan.owned)
        return self.rehearsal

    def mark(self, notebook: NotebookNode) -> Marked:
        """
        Run a rebuilt notebook, and score its tests. Its cells get their outputs.

        Raises
        ------
        CitylabError
            If the process that runs submissions has ended.
        """
        canaries = Canaries()
        asked: list[Mapping[str, str]] = []
        places: list[int] = []
        for cell, step in zip(_code(notebook), steps(notebook.cells, self._plan.warm), strict=True):
            around = canaries.around(step, len(asked)) if _is_inside(cell) else [step]
            places.append(len(asked) + around.index(step))
            asked += around
        if inside := [cell.source for cell in notebook.cells if _is_inside(cell)]:
            asked += canaries.all(len(asked), inside)
        ran = self._runner.run(asked, self._plan.owned, self.rehearsal)
        _keep_outputs(notebook, [ran.outputs[place] if place < len(ran.outputs) else None for place in places])
        is_silent = canaries.are_silent(ran.outputs)
        remarks = [Remark("flagged", "", _SILENT)] if is_silent else []
        remarks += _with_one_result(notebook) + _remarks(ran)
        return Marked(notebook, *_score(notebook, withheld=is_silent), remarks, ran)


_SILENT = "a check that must fail did not; its automatic marks are withheld until a person has looked at the code"
_SEVERAL = "the test gave more than one result; it gives no points until a person has looked at the code"


def _remarks(ran: Ran) -> list[Remark]:
    """Say why the notebook came to no good end."""
    said = [str(output.get("evalue")) for shown in ran.outputs for output in shown if output.get("ename") == "Stopped"]
    why = ran.stopped or next((end for end in ENDS if any(one.startswith(end) for one in said)), "")
    return [Remark("flagged", "", f"it was stopped: {why}")] if why else []


def _score(notebook: NotebookNode, *, withheld: bool) -> tuple[dict[str, float], dict[str, str]]:
    """Score each test by nbgrader's own rule; among silent canaries, what ran on the student's side scores nothing."""
    scores: dict[str, float] = {}
    messages: dict[str, str] = {}
    for cell in filter(_is_test, notebook.cells):
        name = cell.metadata.nbgrader.grade_id
        if withheld and _is_inside(cell):
            cell.outputs = [_failed("Withheld", "withheld until a person has looked at the code")]
        scores[name], _ = points_of_test(cell)
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


def _with_one_result(notebook: NotebookNode) -> list[Remark]:
    """Take away the results of a test that has several: a cell has one, and the others came from elsewhere."""
    remarks = []
    for cell in filter(_is_test, notebook.cells):
        if sum(output.output_type == "execute_result" for output in cell.outputs) > 1:
            cell.outputs = [_failed("Withheld", _SEVERAL)]
            remarks.append(Remark("flagged", cell.metadata.nbgrader.grade_id, _SEVERAL))
    return remarks


def _failed(name: str, text: str) -> NotebookNode:
    return from_dict({"output_type": "error", "ename": name, "evalue": text, "traceback": [f"{name}: {text}"]})


def _output(given: Any, number: int) -> NotebookNode | None:
    """Make an output as the notebook format wants it; the student's process may have sent anything."""
    kind = given.get("output_type") if isinstance(given, dict) else None
    if kind == "stream":
        name = "stderr" if given.get("name") == "stderr" else "stdout"
        return from_dict({"output_type": kind, "name": name, "text": _text(given.get("text", ""))})
    if kind == "error":
        lines = given.get("traceback")
        shown = [_text(line) for line in lines] if isinstance(lines, list) else []
        named = {"ename": _text(given.get("ename", "")), "evalue": _text(given.get("evalue", ""))}
        return from_dict({"output_type": kind, **named, "traceback": shown})
    data = given.get("data") if isinstance(given, dict) else None
    if kind not in ("display_data", "execute_result") or not isinstance(data, dict):
        return None
    # Text stays text; anything else is data that only some displays know.
    named = {_text(key): value for key, value in data.items()}
    plain = {key: _text(value) for key, value in named.items() if isinstance(value, str)}
    plain |= {key: value for key, value in named.items() if key.endswith("json") and _is_tidy(value)}
    made = {"output_type": kind, "data": plain, "metadata": {}}
    return from_dict({**made, "execution_count": number} if kind == "execute_result" else made)


def _text(value: object) -> str:
    """Return text that can be written into a file: a student's may hold halves of characters."""
    return str(value).encode("utf-8", "replace").decode()


def _is_tidy(value: object) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return False
    return True


def _code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _is_test(cell: NotebookNode) -> bool:
    tags = cell.metadata.get("nbgrader", {})
    return bool(tags.get("grade")) and not tags.get("solution") and cell.cell_type == "code"


def _is_inside(cell: NotebookNode) -> bool:
    """Return whether a cell is a test that runs where the student's code runs."""
    return _is_test(cell) and kind_of(cell) == "theirs"


def _data_sets(nodes: Sequence[ast.AST]) -> list[str]:
    """Return the course's data sets that the author's cells name."""
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return sorted(texts & {passport.parent.name for passport in (paths.root() / "datasets").glob("*/datapackage.json")})


def _imported(nodes: Sequence[ast.AST]) -> list[str]:
    """Return the modules that the author's cells import: they are loaded once."""
    found: dict[str, None] = {}
    for node in nodes:
        if isinstance(node, ast.Import):
            found.update(dict.fromkeys(alias.name for alias in node.names))
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            found.update(dict.fromkeys(names))
    return list(found)
