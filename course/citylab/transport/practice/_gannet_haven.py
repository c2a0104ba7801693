"""The data of *Gannet Haven*, those of the text or newly drawn."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from citylab import data
from citylab.practice.problems import Problem

TOWN = "ferry_town_synthetic"
_STOPS = ("M2", "M3", "M4", "M5")  # where bus 7 stops on its way to Beacon Hill


@dataclass(frozen=True, eq=False)
class GannetHaven(Problem):
    """
    The town, where and when a passenger waits, and what a crossing needs.

    Attributes
    ----------
    stop_id : str
        Where passengers wait for bus 7.
    from_hour, to_hour : int
        Between which hours of the day. [h]
    crossing_kwh : int
        Electricity of one crossing. [kWh]
    grid_gkwh : int
        Carbon of the electricity. [g/kWh]
    """

    stop_id: str = "M3"
    from_hour: int = 7
    to_hour: int = 19
    crossing_kwh: int = 25
    grid_gkwh: int = 150
    _draw: int | None = field(default=None, repr=False)

    @property
    def bus_7(self) -> dict[str, Any]:
        """What `gtfs.headways` needs to know of the bus, in its direction to Beacon Hill."""
        hours = {"from_s": self.from_hour * 3600, "to_s": self.to_hour * 3600}
        return {"route_id": "07", "direction_id": 0, **hours}

    @cached_property
    def places(self) -> dict[str, pd.DataFrame]:
        """The tables of the town: nodes, edges, homes, workplaces, commuters, preferences, junctions."""
        tables = dict(data.load(TOWN))
        if self._draw is None:
            return tables
        rng = np.random.default_rng([self.seed, self._draw, 1])
        homes, work, junctions = tables["homes"], tables["workplaces"], tables["junctions"]
        people = (homes["people"] * rng.uniform(0.6, 1.5, len(homes))).round().astype(int)
        jobs = (work["jobs"] * rng.uniform(0.5, 1.8, len(work))).round().clip(lower=1).astype(int)
        flow_vehh = (junctions["flow_vehh"] * rng.uniform(0.8, 1.1, len(junctions))).round(-1).astype(int)
        return tables | {
            "homes": homes.assign(people=people),
            "workplaces": work.assign(jobs=jobs),
            "junctions": junctions.assign(flow_vehh=flow_vehh),
        }


def draws(seed: int) -> Iterator[GannetHaven]:
    """Draw one town after another."""
    rng = np.random.default_rng([seed, 603])
    for attempt in range(10**6):
        yield GannetHaven(
            seed=seed,
            stop_id=str(rng.choice(_STOPS)),
            from_hour=int(rng.integers(6, 10)),
            to_hour=int(rng.integers(16, 20)),
            crossing_kwh=int(rng.integers(12, 41)),
            grid_gkwh=int(rng.integers(4, 45)) * 10,
            _draw=attempt,
        )
