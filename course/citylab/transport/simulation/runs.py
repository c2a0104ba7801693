"""Run a corridor under a plan in UXsim."""

from typing import Any

import numpy as np
import pandas as pd

from citylab.transport.simulation._checks import SimulationError
from citylab.transport.simulation.corridor import Corridor
from citylab.transport.simulation.plans import Plan
from citylab.transport.simulation.result import Result

__all__ = ["run"]

WARM_S, MEASURED_S, AFTER_S = 300.0, 1800.0, 600.0


def run(
    corridor: Corridor,
    plan: Plan,
    *,
    seed: int | None = None,
    warm_s: float = WARM_S,
    measured_s: float = MEASURED_S,
    after_s: float = AFTER_S,
    paths: bool = False,
) -> Result:
    """
    Simulate the corridor under a plan with UXsim.

    Cars come at random (Poisson), buses near their timetable. The same seed gives the same
    trips under every plan. After a time to warm up, vehicles that depart within the measured
    time are counted; traffic goes on after it, so that they can arrive.

    Parameters
    ----------
    corridor : Corridor
        Streets and traffic.
    plan : Plan
        How the lights work.
    seed : int
        Seed of the trips; required, so that a run can be repeated.
    warm_s, measured_s, after_s : float
        Time before, of, and after the measurement. [s]
    paths : bool
        Whether to keep the path of each vehicle, for a picture.

    Returns
    -------
    Result
        Vehicles, counts and greens.

    Raises
    ------
    SimulationError
        If the plan is none, the seed is missing or negative, a time is not usable, or plan and corridor do not fit.

    Notes
    -----
    Buses stop in bays behind the junctions, each for a time of its own, the same under every plan; one that
    has stopped may fall out of a green wave. Priority sees a bus from 150 m before the stop line, thus after
    its stop. Not modelled: people on foot, cyclists, overtaking in a lane, turning cars that wait for a gap,
    acceleration, parking, and trips that people make because the road is emptier.

    References
    ----------
    .. [1] T. Seo, "UXsim: lightweight mesoscopic traffic flow simulator in pure Python", *Journal of
       Open Source Software* 10 (106), 7617, 2025.

    Examples
    --------
    >>> from citylab.transport import simulation
    >>> lone = simulation.junction(southbound_vehh=400, northbound_vehh=300, cross_vehh=200)
    >>> result = simulation.run(lone, simulation.fixed(60), seed=1)
    >>> bool(result.vehicles["arrived"].all())
    True
    """
    from citylab.transport.simulation import _engine, _tables

    plan = checked_plan(plan)
    seed = checked_seed(seed)
    if not (warm_s >= 0 and measured_s > 0 and after_s >= 0):
        raise SimulationError("warm_s and after_s must be 0 s or more, and measured_s above 0 s")
    until_s = warm_s + measured_s
    times = {"demand_s": until_s + after_s, "end_s": until_s + after_s}
    engine = _engine.build(corridor, plan, seed=seed, log=paths, **times)
    _engine.execute(engine)
    table = _tables.vehicle_table(engine, from_s=warm_s, until_s=until_s)
    kept = _tables.paths(engine) if paths else pd.DataFrame()
    result = Result(corridor, plan, seed, table, _tables.counts(engine), _tables.greens(engine), kept)
    _engine.close(engine)
    return result


def checked_plan(plan: Any) -> Plan:
    """Return the plan, or say that a name may have been used again."""
    if not isinstance(plan, Plan):
        raise SimulationError(
            f"plan must be a plan such as `simulation.fixed(70)`, found a {type(plan).__name__}; "
            "did you reuse the name?"
        )
    return plan


def checked_seed(seed: Any) -> int:
    """Return the seed as an int, or say why a run needs one."""
    if isinstance(seed, bool) or not isinstance(seed, (int, np.integer)) or seed < 0:
        raise SimulationError(
            f"run needs a seed, a whole number of 0 or more, found {seed!r}; write run(corridor, plan, seed=1): "
            "without one nobody can repeat your result"
        )
    return int(seed)
