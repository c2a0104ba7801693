"""What cannot be simulated is refused, with the remedy."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from citylab.transport import simulation, traffic_pictures
from citylab.transport.simulation import Line, SimulationError, Zone

ROAD = simulation.north_road()
LONE = simulation.junction(southbound_vehh=400, northbound_vehh=300, cross_vehh=200)
PLAN = simulation.fixed(60)


@pytest.mark.parametrize("seed", [None, -1, 1.5, "1", True])
def test_missing_or_unusable_seed_is_refused(seed):
    with pytest.raises(SimulationError, match=r"needs a seed.*seed=1"):
        simulation.run(LONE, PLAN, seed=seed)


@pytest.mark.parametrize(("plan", "found"), [(pd.Series([1.0]), "Series"), (70, "int"), (simulation.fixed, "function")])
def test_what_is_no_plan_is_refused_and_a_name_used_again_is_suspected(plan, found):
    says = rf"plan such as `simulation.fixed\(70\)`, found a {found}; did you reuse the name\?"
    with pytest.raises(SimulationError, match=says):
        simulation.run(LONE, plan, seed=1)
    with pytest.raises(SimulationError, match=says):
        simulation.compare(LONE, {"wave": plan}, seeds=[1])


def test_call_without_a_seed_is_refused():
    with pytest.raises(SimulationError, match="nobody can repeat your result"):
        simulation.run(LONE, PLAN)


def test_numpy_seed_is_taken():
    assert simulation.run(LONE, PLAN, seed=np.int64(3), measured_s=60).seed == 3


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: simulation.fixed(8), "longer than its lost time"),
        (lambda: simulation.fixed(60, road_share=1.2), "between 0 and 1"),
        (lambda: simulation.fixed(60, wave_kmh=0), "wave_kmh must be above 0"),
        (lambda: simulation.adaptive(least_green_s=30, most_green_s=20), "at most most_green_s"),
        (lambda: simulation.fixed(12).greens_s(ROAD, "N1"), "lengthen the cycle"),
        (lambda: simulation.fixed(60).greens_s(ROAD, "X9"), "no junction 'X9'; there are: N3, N2"),
        (lambda: ROAD.flows_vehh("C9"), "no junction 'C9'"),
        (lambda: simulation.run(LONE, simulation.fixed(60, bus_lane=True), seed=1), "add a lane first"),
        (lambda: simulation.junction(southbound_vehh=-1, northbound_vehh=1, cross_vehh=1), "demand must be 0"),
        (lambda: simulation.north_road(cross_vehh=[100, 200]), "need 5 different names, 5 cross flows"),
        (lambda: simulation.north_road(zone=Zone(junctions=("N9",))), "no junction 'N9'"),
        (lambda: simulation.north_road(zone=Zone(junctions=("N3",))), "last junctions in the south"),
        (lambda: simulation.north_road(zone=Zone(replaced=0.7, stays_home=0.7)), "adds up to 1 at most"),
        (lambda: replace(ROAD, dwell_s=-1), "dwell_s must be 0 s or more"),
        (lambda: replace(ROAD, lines=(Line("9", 600, skips=("Q1",)),)), "no junction 'Q1'"),
        (lambda: ROAD.with_self_driving(30, headway_s=1.0), "30 % is 0.3"),
        (lambda: ROAD.with_self_driving(1, headway_s=0.5), "lengthen the headway"),
        (lambda: simulation.compare(LONE, {}, seeds=[1]), "at least one plan and one seed"),
        (lambda: simulation.run(LONE, PLAN, seed=1, measured_s=0), "measured_s above 0"),
        (lambda: traffic_pictures.time_space({}, from_s=0, to_s=9), "paths=True"),
    ],
)
def test_bad_input_is_refused_with_a_remedy(call, says):
    with pytest.raises(ValueError, match=says):
        call()


def test_webster_refuses_more_traffic_than_the_junction_holds():
    full = simulation.junction(southbound_vehh=1200, northbound_vehh=900, cross_vehh=700)
    with pytest.raises(ValueError, match="no cycle is long enough"):
        simulation.run(full, simulation.fixed(), seed=1)


def test_unknown_stop_of_a_line_is_refused():
    with pytest.raises(SimulationError, match="no junction 'Q1'"):
        simulation.Corridor(("J",), (100, 100), 1, 1, (1,), lines=(Line("9", 600, joins_at="Q1"),))


@pytest.mark.parametrize(("plan", "seeds"), [("c", [1, 2]), ("b", [1])])
def test_difference_names_what_is_missing(plan, seeds):
    index = pd.MultiIndex.from_product([["a", "b"], seeds], names=["plan", "seed"])
    values = pd.Series(np.arange(float(len(index))), index=index)
    with pytest.raises(SimulationError, match=r"no plan 'c'|two seeds or more"):
        simulation.difference(values, plan, "a")


def test_people_below_zero_are_refused():
    result = simulation.run(LONE, PLAN, seed=1, measured_s=60)
    with pytest.raises(SimulationError, match="people in a vehicle"):
        result.person_delay_s(per_car=-1)
