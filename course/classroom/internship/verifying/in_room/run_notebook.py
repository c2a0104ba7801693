"""
Run the code cells of one notebook from top to bottom in IPython's shell, as a fresh kernel would.

The shell is the one that marks assignments, `classroom.sandbox.cells`: the language of a notebook with its magics
and displays, without the sockets of a kernel. IPython stands behind the project's own packages on the path.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """Take the job from standard input; tell what happens in lines of JSON on the file that it names."""
    job: dict[str, Any] = json.loads(sys.stdin.buffer.read())
    sys.path.insert(0, "")  # a kernel finds modules in the working directory
    sys.path.append(job["tools"])
    cells = _load(job["cells_module"])
    shell = cells.make_shell()
    with os.fdopen(job["report"], "w", encoding="utf-8") as report:

        def tell(**what: Any) -> None:
            report.write(json.dumps(what) + "\n")
            report.flush()

        runner = cells.CellRunner(shell, text_file=Path(job["texts"]))
        for number, source, may_fail in job["cells"]:
            tell(cell=number)
            errors = [one for one in runner.run(source) if one["output_type"] == "error"]
            if errors:
                kind = "expected" if may_fail else "error"
                tell(**{kind: str(errors[0]["ename"])[:100]}, message=str(errors[0]["evalue"])[:1000], cell=number)
            if errors and not may_fail:
                return
        tell(done=True)


def _load(path: str) -> Any:
    """Import a module by its file: the packages that it lies in are not to be found here."""
    spec = importlib.util.spec_from_file_location("_cells", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
