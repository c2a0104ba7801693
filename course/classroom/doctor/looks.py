"""Every look, in the order in which it is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from classroom.doctor import computer, installed, material
from classroom.doctor.finding import Finding
from classroom.doctor.lesson import lesson


def examine(root: Path) -> list[Finding]:
    """
    Look at everything that a learner needs.

    Nothing is changed: what is written for a trial is gone afterwards.

    Parameters
    ----------
    root : pathlib.Path
        The repository.

    Returns
    -------
    list of Finding
        One for each subject, the deepest causes first.
    """
    # The kernel takes longest and works on its own: the other looks go on beside it.
    with ThreadPoolExecutor(max_workers=1) as beside:
        in_kernel = beside.submit(lesson, root)
        found = [
            installed.python(),
            installed.packages(root),
            installed.own_packages(root),
            material.notebooks(root),
            material.data(),
            computer.memory(),
            computer.disk(root),
            computer.course_folder(root),
            computer.home(),
            computer.progress(),
        ]
        return [*found, *in_kernel.result()]
