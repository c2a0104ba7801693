"""
How much memory a process and all that it has started use together.

Linux limits each process; without cgroups, which an ordinary user has only by delegation, nobody limits their sum.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def resident_mb(pid: int | str) -> float:
    """Return the memory of one process that comes from no file; 0 where the system does not tell. [MB]"""
    return _sum_mb(pid, "status", ("RssAnon:", "RssShmem:"))


def exceeds(pid: int, most_mb: float, *, inherited_mb: float) -> bool:
    """
    Return whether a process and its descendants use more than allowed.

    Parameters
    ----------
    pid : int
        The process.
    most_mb : float
        What they may use together. [MB]
    inherited_mb : float
        What each of them shares with the process that they are copies of. [MB]
    """
    family = _family(pid)
    if sum(max(0.0, resident_mb(one) - inherited_mb) for one in family) <= most_mb:
        return False
    # Copies share memory with each other, too; to count that takes longer.
    return sum(_own_mb(one) for one in family) > most_mb


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        with suppress(OSError):
            for children in Path(f"/proc/{one}/task").glob("*/children"):
                found += map(int, children.read_text().split())
    return found


def _own_mb(pid: int) -> float:
    """Return the memory of a process with its share of what it shares. [MB]"""
    return _sum_mb(pid, "smaps_rollup", ("Pss_Anon:", "Pss_Shmem:")) or resident_mb(pid)


def _sum_mb(pid: int | str, file: str, names: tuple[str, ...]) -> float:
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith(names)) / 1024
    return 0.0
