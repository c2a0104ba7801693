"""Where JupyterLab runs, so that links to lessons open in it."""

from __future__ import annotations

import json
import os
from pathlib import Path

from classroom.feedback.lessons import ADDRESS, HOME

HUB_PREFIX = "JUPYTERHUB_SERVICE_PREFIX"  # of a person's server on a hub, as on Binder


def lab_address(root: Path) -> str:
    """
    Return the address before ``/lab/tree/``, without a token.

    The variable ``CITYLAB_COURSE_URL`` is asked first, then the hub, then the servers that run on this computer
    and show the course's folder; else it is where a server starts by itself.
    """
    if os.environ.get(ADDRESS):
        return os.environ[ADDRESS].rstrip("/")
    if os.environ.get(HUB_PREFIX):
        return os.environ[HUB_PREFIX].rstrip("/")
    from jupyter_core.paths import jupyter_runtime_dir

    for path in sorted(Path(jupyter_runtime_dir()).glob("jpserver-*.json"), key=_time, reverse=True):
        if found := _address_in(path, root):
            return found
    return HOME


def _address_in(path: Path, root: Path) -> str:
    """Return the address of a server that lives and shows `root`, or nothing."""
    try:
        server = json.loads(path.read_text(encoding="utf-8"))
        if Path(server["root_dir"]).resolve() != root.resolve() or not _lives(int(server["pid"])):
            return ""
        return str(server["url"]).rstrip("/")
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _lives(pid: int) -> bool:
    if os.name == "nt":  # there, a signal of 0 would end it
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _time(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
