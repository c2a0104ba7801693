"""
Time the matching of interns to hosts, both methods, and reading and writing the files.

    python tests/benchmarks/bench_matching.py [INTERNS HOSTS]

Prints one line per size and method; not run by pytest. Without numbers it takes 24 × 10, 300 × 100 and 1000 × 300,
then 300 × 100 with everybody naming every host.
"""

import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from classroom.internship.matching import match, write
from classroom.internship.people import Host, Intern

SIZES = ((24, 10, 5), (300, 100, 8), (1000, 300, 8), (300, 100, 100))  # interns, hosts, hosts named
SKILLS = ("python", "sql", "maps", "r", "statistics")


def people(interns: int, hosts: int, named: int, *, seed: int = 1) -> tuple[list[Intern], list[Host]]:
    """Make interns and hosts with nearly as many places as interns; some hosts are liked far more than others."""
    draw = np.random.default_rng(seed)
    places = draw.multinomial(interns, np.full(hosts, 1 / hosts))
    offers = [
        Host(f"h{at:03}", f"Host {at}", "port", "Manchester", "GB", int(number), "Jo", "jo@example.org")
        for at, number in enumerate(places)
    ]
    offers = [Host(**{**vars(host), "skills_wanted": tuple(draw.choice(SKILLS, 2, replace=False))}) for host in offers]
    liked = draw.pareto(1.5, hosts) + 0.2
    made = []
    for at in range(interns):
        chosen = draw.choice(hosts, size=min(named, hosts), replace=False, p=liked / liked.sum())
        skills = tuple(draw.choice(SKILLS, 3, replace=False))
        preferences = tuple(f"h{one:03}" for one in chosen)
        made.append(Intern(f"i{at:04}", f"Intern {at}", "", preferences, skills, right_to_work=("GB",)))
    return made, offers


def report(interns: int, hosts: int, named: int) -> None:
    """Print the times of one size."""
    made, offers = people(interns, hosts, named)
    for method in ("stable", "fair"):
        start = time.perf_counter()
        result = match(made, offers, method=method, seed=1)
        matched = time.perf_counter()
        blocking = len(result.blocking_pairs())
        with tempfile.TemporaryDirectory() as folder:
            write(result, Path(folder, "out"))
        print(
            f"{interns} × {hosts}, {named} named, {method}: matched in {matched - start:.2f} s, "
            f"checked, explained and written in {time.perf_counter() - matched:.2f} s; "
            f"{len(result.pairs)} placed, {result.ranks.get(1, 0)} first choices, {blocking} blocking pairs",
            flush=True,
        )


def main() -> None:
    """Print the times."""
    given = [int(word) for word in sys.argv[1:]]
    for size in [(*given, 8)] if given else SIZES:
        report(*size)


if __name__ == "__main__":
    main()
