"""Look at memory, disk and the places that are written to."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from classroom.doctor.finding import Finding, ok

GIB = 2**30
# A lesson of the course needs less than 1 GB, the server included; tests/benchmarks/binder_replay.py measures it.
LESSON_GIB = 1.0
NEEDED_DISK_GIB = 0.1  # notebooks with their outputs, and room for a saved file
LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
USED = ("/sys/fs/cgroup/memory.current", "/sys/fs/cgroup/memory/memory.usage_in_bytes")


def memory() -> Finding:
    """Say whether a lesson fits into the free memory."""
    import psutil

    free = psutil.virtual_memory().available
    if (room := _container_room()) is not None:
        free = min(free, room)
    says = f"{free / GIB:.1f} GB free"
    if free < LESSON_GIB * GIB:
        remedy = "close other programs, and kernels that you no longer need (Kernel, Shut Down All Kernels)"
        return Finding("memory", "warning", f"{says}; a lesson needs up to {LESSON_GIB:.0f} GB", remedy)
    return ok("memory", says)


def disk(root: Path) -> Finding:
    """Say whether work can be saved."""
    free = shutil.disk_usage(root).free / GIB
    if free < NEEDED_DISK_GIB:
        return Finding("disk", "problem", f"{free:.2f} GB free", "make room: notebooks can not be saved on a full disk")
    return ok("disk", f"{free:.1f} GB free")


def course_folder(root: Path) -> Finding:
    """Say whether notebooks can be saved where they are."""
    if why := _why_not_written(root / "course" / "notebooks"):
        remedy = "copy the course to a folder of your own and start again there"
        return Finding("course folder", "problem", why, remedy)
    return ok("course folder", "notebooks can be saved")


def home() -> Finding:
    """Say whether Jupyter may keep what it needs while it runs."""
    from jupyter_core.paths import jupyter_runtime_dir

    folder = Path(jupyter_runtime_dir())
    if why := _why_not_written(folder):
        remedy = "set the environment variable JUPYTER_RUNTIME_DIR to a folder that you may write to"
        return Finding("home", "problem", why, remedy)
    return ok("home", "Jupyter may write there")


def progress() -> Finding:
    """Say whether a learner's progress is kept."""
    from citylab import progress as kept

    file, subject = kept.location(), "progress"
    if why := _why_not_written(file.parent):
        remedy = "set the environment variable CITYLAB_PROGRESS to a file that you may write"
        return Finding(subject, "warning", f"kept for the running session only: {why}", remedy)
    if not file.exists():
        return ok(subject, "none yet; it can be kept")
    try:
        is_book = isinstance(json.loads(file.read_text(encoding="utf-8")), dict)
    except (OSError, ValueError):
        is_book = False
    if not is_book:
        remedy = "keep a copy if you need it; the next lesson sets it aside and starts a new one"
        return Finding(subject, "warning", f"{file} holds no progress", remedy)
    return ok(subject, f"kept in {file}")


def _why_not_written(folder: Path) -> str:
    """Return why nothing can be written to a folder that is there, or that would be made; nothing is left behind."""
    there = next(place for place in (folder, *folder.parents) if place.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            return ""
    except OSError as error:
        return f"{there} cannot be written to ({error.strerror or error})"


def _container_room() -> int | None:
    """Return what the container's limit leaves; None where there is none. [B]"""
    for limit, used in zip(LIMITS, USED, strict=True):
        try:
            return int(Path(limit).read_text()) - int(Path(used).read_text())
        except (OSError, ValueError):  # no container, or "max": no limit
            continue
    return None
