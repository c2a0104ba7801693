"""
Time the power flow: a year in one batch, a loop of single runs, a Monte Carlo.

    python tests/benchmarks/bench_power_flow.py

Prints one line per network; not run by pytest.
"""

import resource
import time
from collections.abc import Callable

import numpy as np

from citylab import data, grid
from citylab.grid import hosting

SINGLE_RUNS = 50


def seconds(work: Callable[[], object]) -> float:
    """Return the shortest of three times. [s]"""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def year_of(feeder: grid.Network) -> np.ndarray:
    """Return a year of loads, each by one of the rural profiles. [kW]"""
    profiles = data.load("lv_rural_simbench", "profiles").to_numpy()
    drawn = np.random.default_rng(5).integers(0, profiles.shape[1], len(feeder.loads))
    return profiles[:, drawn] * feeder.loads["p_kw"].to_numpy()


def singles(feeder: grid.Network, p_kw: np.ndarray) -> None:
    """Solve the first steps one by one."""
    for powers in p_kw[:SINGLE_RUNS]:
        grid.solve(feeder.with_loads(powers))


def main() -> None:
    """Print the times."""
    sun = data.load("lv_rural_simbench", "profiles_solar")["PV5"]
    for name in ("lv_rural_simbench", "lv_cigre", "lv_kerber"):
        feeder = grid.network(name)
        p_kw = year_of(feeder)
        batch_s = seconds(lambda feeder=feeder, p_kw=p_kw: grid.solve_batch(feeder, p_kw))
        loop_s = seconds(lambda feeder=feeder, p_kw=p_kw: singles(feeder, p_kw)) / SINGLE_RUNS * len(p_kw)
        base = grid.solve_batch(feeder, p_kw)
        start = time.perf_counter()
        table = hosting.monte_carlo(base, sun, kwp_per_home=10.0, draws=100)
        draws_s = time.perf_counter() - start
        memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{name}: year of {len(p_kw):,} steps {batch_s:.2f} s, one by one {loop_s:.0f} s "
            f"(x{loop_s / batch_s:.0f}); Monte Carlo of {len(table):,} futures with "
            f"{len(hosting.critical_steps(base, sun))} critical steps {draws_s:.1f} s; "
            f"peak {memory_mb:.0f} MB so far"
        )


if __name__ == "__main__":
    main()
