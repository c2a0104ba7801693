"""Run the notebooks of the site, and keep what they showed until something changes that they depend on."""

from __future__ import annotations

import asyncio
import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat

from classroom.errors import CitylabError

__all__ = ["dependencies", "key_of", "run_all"]

AT_ONCE = 2
CELL_TIMEOUT_S = 300
FORM = "1"  # another number makes every notebook run again
# Everything that a lesson may read, besides itself; paths from the root of the course.
READ_BY_LESSONS = ("course/citylab/**/*", "datasets/**/*", "course/lessons/**/*.toml", "requirements.lock")


def run_all(
    root: Path, notebooks: Sequence[Path], *, cache: Path, say: Callable[[str], None] = print
) -> dict[Path, nbformat.NotebookNode]:
    """
    Return each notebook with its outputs; what has not changed is read from the cache.

    Parameters
    ----------
    root : pathlib.Path
        The course's folder.
    notebooks : sequence of pathlib.Path
        The notebooks, as learners get them.
    cache : pathlib.Path
        Folder for executed notebooks. Those that no longer belong to the site are removed.
    say : callable
        Told which notebook has run.

    Returns
    -------
    dict of pathlib.Path to nbformat.NotebookNode

    Raises
    ------
    CitylabError
        If a cell fails or writes to the error stream; the message names the notebook and the cell.
    """
    cache.mkdir(parents=True, exist_ok=True)
    rest = dependencies(root)
    places = {path: cache / f"{key_of(path, rest)}.ipynb" for path in notebooks}
    for old in set(cache.glob("*.ipynb")) - set(places.values()):
        old.unlink()
    missing = [path for path, place in places.items() if not place.exists()]

    def run(path: Path) -> None:
        executed = _run(root, path)
        whole = places[path].with_suffix(".part")
        nbformat.write(executed, whole)
        os.replace(whole, places[path])
        say(f"ran {path.relative_to(root).as_posix()}")

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for running in [pool.submit(run, path) for path in missing]:
            try:
                running.result()
            except BaseException:
                pool.shutdown(wait=True, cancel_futures=True)
                raise
    return {path: nbformat.read(place, 4) for path, place in places.items()}


def dependencies(root: Path) -> str:
    """Return a fingerprint of all that lessons read: our package, the data, the quizzes, the locked libraries."""
    seen = hashlib.sha256(f"{FORM} {sys.version_info[:2]}".encode())
    for path in _files(root, READ_BY_LESSONS):
        seen.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return seen.hexdigest()


def key_of(notebook: Path, rest: str) -> str:
    """Return the name under which the outputs of a notebook are kept."""
    return hashlib.sha256(rest.encode() + notebook.read_bytes()).hexdigest()[:32]


def _files(root: Path, patterns: Iterable[str]) -> list[Path]:
    found = {path for pattern in patterns for path in root.glob(pattern) if path.is_file()}
    return sorted(path for path in found if "__pycache__" not in path.parts)


def _run(root: Path, path: Path) -> nbformat.NotebookNode:
    from nbclient import NotebookClient
    from nbclient.exceptions import CellControlSignal, CellExecutionError, CellTimeoutError, DeadKernelError

    from classroom.kernels import PrivateKernelManager

    notebook = nbformat.read(path, 4)
    client = NotebookClient(
        notebook,
        resources={"metadata": {"path": str(path.parent)}},
        timeout=CELL_TIMEOUT_S,
        startup_timeout=180,
        record_timing=False,
        kernel_manager_class=PrivateKernelManager,
    )
    with tempfile.TemporaryDirectory(prefix="learner-") as learner:
        try:
            # A loop of its own, closed afterwards: this is one of several threads.
            asyncio.run(client.async_execute(env=_environment(root, Path(learner))))
        except (CellControlSignal, CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            raise CitylabError(_what_failed(root, path, notebook, error)) from None
    _refuse_warnings(root, path, notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = _joined(cell.outputs)
    return notebook


def _joined(outputs: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """Join texts that follow each other: in how many pieces they arrive is chance."""
    joined: list[nbformat.NotebookNode] = []
    for output in outputs:
        if joined and output.output_type == joined[-1].output_type == "stream" and output.name == joined[-1].name:
            joined[-1].text += output.text
        else:
            joined.append(output)
    return joined


def _environment(root: Path, learner: Path) -> dict[str, str]:
    """Return the variables of a kernel: a new learner's, and the same each time."""
    return {
        **os.environ,
        "CITYLAB_HOME": str(root),
        "CITYLAB_PROGRESS": str(learner / "progress.json"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "OMP_NUM_THREADS": "1",
        "PYTHONHASHSEED": "0",
    }


def _what_failed(root: Path, path: Path, notebook: nbformat.NotebookNode, error: Exception) -> str:
    ran = [number for number, cell in enumerate(notebook.cells, 1) if cell.get("execution_count")]
    for number, cell in enumerate(notebook.cells, 1):
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                return f"{_where(root, path, number, cell)} {output.ename}: {output.evalue}"
    number = ran[-1] if ran else 1
    return f"{_where(root, path, number, notebook.cells[number - 1])} {type(error).__name__}, there or in the next cell"


def _refuse_warnings(root: Path, path: Path, notebook: nbformat.NotebookNode) -> None:
    for number, cell in enumerate(notebook.cells, 1):
        for output in cell.get("outputs", ()):
            if output.get("name") == "stderr":
                raise CitylabError(f"{_where(root, path, number, cell)} it writes to the error stream: {output.text}")


def _where(root: Path, path: Path, number: int, cell: nbformat.NotebookNode) -> str:
    first = cell.source.strip().partition("\n")[0]
    return f"{path.relative_to(root).as_posix()}, cell {number} (it begins with {first!r}):"
