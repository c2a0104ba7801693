"""Self-checks of *Solve the power flow of a feeder*."""

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from citylab import data, grid
from citylab.practice import Exercise, Mistake

if TYPE_CHECKING:
    from citylab.grid.flow import FlowResult

LESSON = "02-smart-grids/02_solve_the_power_flow"

# The workshop of the first exercise, at the end of 400 m of the cable of line 8.
WORKSHOP_W, WORKSHOP_VAR, CABLE_M, RATED_V = 30_000, 10_000, 400, 400
END_NODE = 4
HOMES_TO_CURE = 13
MOST_HOMES = 18


@cache
def _street() -> grid.Network:
    return grid.network("lv_rural_simbench")


def _figure(quantity: str) -> float:
    return float(data.load("smart_grid_figures").loc[quantity, "value"])


def _cable_ohm(column: str) -> float:
    cable = _street().lines.loc[8]
    return float(cable[column] / cable["length_m"] * CABLE_M)


def _drop_percent(p_w: float = WORKSHOP_W, q_var: float = WORKSHOP_VAR) -> float:
    drop_v = (_cable_ohm("resistance_ohm") * p_w + _cable_ohm("reactance_ohm") * q_var) / RATED_V
    return 100 * drop_v / RATED_V


@cache
def _base() -> "FlowResult":
    return grid.solve(_street())


def _lost_percent(of: str = "source_kw") -> float:
    return float(100 * _base().balance["losses_kw"] / _base().balance[of])


def _homes(home_kw: float, *, by_voltage_only: bool = False) -> int:
    """Return how many homes fit at the end of the street before a limit breaks."""
    network = _street().with_load(END_NODE, 0.0)
    p_kw, q_kvar = (np.tile(network.loads[column].to_numpy(), (MOST_HOMES, 1)) for column in ("p_kw", "q_kvar"))
    p_kw[:, -1] = home_kw * np.arange(1, MOST_HOMES + 1)
    flow = grid.solve_batch(network, p_kw, q_kvar)
    broken = (flow.voltage_pu < 1 - _figure("voltage_low_uk") / 100).any(axis=1)
    if not by_voltage_only:
        broken |= (flow.line_loading_percent > 100).any(axis=1)
        broken |= (flow.transformer_loading_percent > 100).any(axis=1)
    return int(broken.argmax())


def _home_kw() -> float:
    return _figure("charger_three_16a") + _figure("heat_pump_admd")


def _lift_percent(line: int) -> float:
    added_kw = HOMES_TO_CURE * _figure("charger_three_16a")
    before, after = (
        grid.solve(network.with_load(END_NODE, added_kw)).nodes["voltage_pu"][END_NODE]
        for network in (_street(), _street().with_second_cable(line))
    )
    return float(100 * (after - before))


def _end_pu() -> float:
    crowded = _street().with_load(END_NODE, HOMES_TO_CURE * _figure("charger_three_16a"))
    return float(grid.solve(crowded).nodes["voltage_pu"][END_NODE])


EXERCISES = [
    Exercise(
        id="grid-2-drop",
        lesson=LESSON,
        expected=_drop_percent,
        unit="%",
        tolerance=0.005,
        mistakes=[
            Mistake(
                gives=lambda: _drop_percent(q_var=0),
                say="The reactive power is missing: it flows through the reactance of the cable.",
            ),
            Mistake(
                gives=lambda: _drop_percent() * RATED_V / 100,
                say="This is the drop in volts; percent of 400 V are asked for.",
            ),
            Mistake(
                gives=lambda: _drop_percent() / 1000,
                say="A factor of a thousand: with ohms and volts, the power must be in watts.",
            ),
        ],
        hints=[
            "The formula stands at the beginning of this section; this time Q is not zero.",
            "resistance_ohm and reactance_ohm hold the cable; 30 kW are 30_000 W, and 10 kvar are 10_000 var.",
            "(resistance_ohm * ... + reactance_ohm * ...) / 400 gives volts; divide by 400 and take it times 100.",
        ],
    ),
    Exercise(
        id="grid-2-losses",
        lesson=LESSON,
        expected=_lost_percent,
        unit="%",
        tolerance=0.005,
        mistakes=[
            Mistake(
                gives=lambda: _lost_percent("load_kw"),
                say="You divided by what is used; the share of what enters is asked for.",
            ),
            Mistake(
                gives=lambda: _lost_percent() / 100,
                say="This is a share of one; percent are asked for.",
            ),
            Mistake(
                gives=lambda: float(_base().balance["losses_kw"]),
                say="This is the lost power in kW; divide it by the power that enters.",
            ),
        ],
        hints=[
            "Write base.balance in a new cell and look at its rows.",
            'A row of it is read with its label: base.balance["losses_kw"].',
            'Divide base.balance["losses_kw"] by the row of what enters, and take it times 100.',
        ],
    ),
    Exercise(
        id="grid-2-busiest",
        lesson=LESSON,
        expected=lambda: int(_base().lines["loading_percent"].idxmax()),
        mistakes=[
            Mistake(
                gives=lambda: _base().lines["loading_percent"].max(),
                say="This is the loading of that line in percent; the number of the line is asked for.",
            ),
            Mistake(
                gives=lambda: int(_base().lines["loading_percent"].idxmin()),
                say="This is the line that is loaded least.",
            ),
        ],
        note="It is the first line of the longest branch: all the current of that branch flows through it.",
        hints=[
            "The text found the weakest customer with one method of a column.",
            ".max() gives the highest value, .idxmax() the label of the row where it stands.",
            'Call .idxmax() on base.lines["loading_percent"].',
        ],
    ),
    Exercise(
        id="grid-2-homes",
        lesson=LESSON,
        expected=lambda: _homes(_home_kw()),
        unit="homes",
        mistakes=[
            Mistake(
                gives=lambda: _homes(_home_kw()) + 1,
                say="This many break a limit. Did the count stop one too late, or did you leave out the heat pump?",
            ),
            Mistake(
                gives=lambda: _homes(_home_kw(), by_voltage_only=True),
                say="The voltage holds up to here, but another limit breaks earlier.",
            ),
        ],
        hints=[
            "How many kW does one home add? Then try 1, 2, 3 ... homes.",
            "broken_limits(street.with_load(4, power_kw)) returns an empty list while all is well.",
            "Call broken_limits(street.with_load(4, n * (charger_kw + heat_pump_kw))) for growing n; "
            "the answer is the last n with an empty list.",
        ],
    ),
    Exercise(
        id="grid-2-lift",
        lesson=LESSON,
        expected=lambda: _lift_percent(2),
        unit="%",
        tolerance=0.02,
        mistakes=[
            Mistake(
                gives=lambda: _lift_percent(8),
                say="This is the lift of a second cable beside line 8; line 2 is asked for.",
            ),
            Mistake(
                gives=lambda: _lift_percent(2) / 100,
                say="This is in per unit; percent are asked for.",
            ),
            Mistake(
                gives=lambda: _lift_percent(2) / _end_pu(),
                say="You divided by the voltage before; in percent of the rated voltage means divided by 1 pu.",
            ),
            Mistake(
                gives=lambda: -_lift_percent(2),
                say="The sign is turned round: a lift is after minus before.",
            ),
        ],
        note="Less than beside line 8. It relieves line 2, and line 7 is then the next to overload.",
        hints=[
            "try_remedy(...) returns a dictionary; which of its entries is the evening voltage of node 4?",
            "Call try_remedy for street and for street.with_second_cable(2).",
            'Subtract their ["evening, end [pu]"], after minus before, and take it times 100.',
        ],
    ),
]
