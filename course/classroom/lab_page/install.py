"""
Put our settings and buttons where any JupyterLab of this environment finds them.

`citylab lab` does not need this: it tells JupyterLab where they are. Binder starts JupyterLab itself, so
its build runs ``python -m classroom.lab_page.install``.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

OURS = Path(__file__).resolve().parents[1] / "jupyter"
BUTTONS = "labextensions"


def install(prefix: Path) -> list[Path]:
    """
    Copy our part of Jupyter's settings into an environment and return the files that were written.

    A file of settings that is there already keeps what it says of other things.

    Parameters
    ----------
    prefix : pathlib.Path
        The environment's folder, such as `sys.prefix`.
    """
    buttons = prefix / "share" / "jupyter" / BUTTONS
    shutil.copytree(OURS / BUTTONS, buttons, dirs_exist_ok=True)
    written = [buttons / path.relative_to(OURS / BUTTONS) for path in (OURS / BUTTONS).rglob("*.js*")]
    for path in OURS.rglob("*.json"):
        if path.is_relative_to(OURS / BUTTONS):
            continue
        target = prefix / "etc" / "jupyter" / path.relative_to(OURS)
        there = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {}
        both = _with(there, json.loads(path.read_text(encoding="utf-8")))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(both, indent=2) + "\n", encoding="utf-8")
        written.append(target)
    return written


def _with(there: dict[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    """Return settings with ours added, level by level."""
    both = dict(there)
    for name, value in ours.items():
        old = both.get(name)
        both[name] = _with(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return both


def remember_what_is_shipped() -> None:
    """Build the notebooks to compare with once, now: the first *Save my work* is then as quick as all others."""
    from citylab import paths
    from classroom.keeping import shipped

    shipped.notebooks(paths.root())


if __name__ == "__main__":
    for file in install(Path(sys.prefix)):
        print(file)
    remember_what_is_shipped()
