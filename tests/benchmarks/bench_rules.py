"""
Time the counting of votes: Add1 on large elections, its memory, and reading.

    python tests/benchmarks/bench_rules.py [FILE.pb …]

Prints one line per election; not run by pytest. Without files it makes elections of 11,000 voters with 60, 100, 130
and 200 projects, and one of 100,000 voters with 60.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from citylab.participation import pabulib, rules

SIZES = ((11_000, 60), (11_000, 100), (11_000, 130), (11_000, 200), (100_000, 60))  # voters, projects


def write(path: Path, voters: int, *, projects: int = 60, seed: int = 7) -> Path:
    """Write an approval vote of up to 15 choices, in which a third of the projects are far more popular."""
    draw = np.random.default_rng(seed)
    costs = draw.integers(10, 400, projects) * 1000
    lure = draw.pareto(1.5, projects) + 0.2
    ballots = [
        draw.choice(projects, size=draw.integers(1, 16), replace=False, p=lure / lure.sum()) for _ in range(voters)
    ]
    lines = ["META", "key;value", f"num_projects;{projects}", f"num_votes;{voters}", f"budget;{costs.sum() // 3}"]
    lines += ["vote_type;approval", "PROJECTS", "project_id;cost"]
    lines += [f"{number};{cost}" for number, cost in enumerate(costs)]
    lines += ["VOTES", "voter_id;vote"]
    lines += [f"{voter};{','.join(map(str, ballot))}" for voter, ballot in enumerate(ballots)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def report(path: Path) -> None:
    """Print the times of one file."""
    start = time.perf_counter()
    election = pabulib.read(path)
    line = f"{path.name}: {len(election.voters):,} ballots read in {time.perf_counter() - start:.2f} s"
    for utility in ("cost", "cardinality"):
        wall, processor = time.perf_counter(), time.process_time()
        outcome = rules.equal_shares(election, utility=utility, completion="add1")
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        raises = outcome.share - election.budget / max(len(election.voters), 1)
        line += f"; Add1 by {utility}, {raises:,.0f} raises: {wall:.2f} s ({processor:.2f} s of the processor)"
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{line}; peak {peak_mb:.0f} MB so far", flush=True)


def main() -> None:
    """Print the times."""
    files = [Path(name) for name in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as folder:
        made = [
            write(Path(folder, f"{voters} voters {projects} projects.pb"), voters, projects=projects)
            for voters, projects in ([] if files else SIZES)
        ]
        for path in files or made:
            report(path)


if __name__ == "__main__":
    main()
