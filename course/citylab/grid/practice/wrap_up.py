"""Self-checks of *Wrap up: set the voltage of Market Row*, for the data of any seed."""

from citylab.grid.practice._market_row import (
    LOW_PU,
    SHOPS,
    STEP_PU,
    MarketRow,
    draws,
    energies,
    is_fair,
    lowest_source_pu,
    roof_kwp,
    shops_pu,
)
from citylab.practice import Exercise, Mistake
from citylab.practice.problems import DEFAULT_SEED, Problems

LESSON = "02-smart-grids/06_wrap_up"
TEXT = MarketRow(seed=DEFAULT_SEED)  # the numbers of the page


def exercises_for(problem: MarketRow) -> list[Exercise]:
    """Return the four exercises; their truth is computed from the data of `problem`."""
    return [
        Exercise(
            id="grid-w-lowest",
            lesson=LESSON,
            expected=lambda: float(shops_pu(problem, 1.0).min()),
            unit="pu",
            tolerance=0.0005,
            mistakes=[
                Mistake(
                    gives=lambda: float(shops_pu(problem, 1.0).min() * 400),
                    say="This is in volts; divide by the rated voltage, or take the column in per unit.",
                ),
                Mistake(
                    gives=lambda: float(shops_pu(problem, 1.0).mean()),
                    say="This is the mean of the shops; the lowest is asked for.",
                ),
            ],
            hints=[
                "The result `busy` has a table of nodes, as in lesson 2.",
                'Shops are the customers: row.customers["node"] holds their nodes.',
                'busy.nodes.loc[row.customers["node"], "voltage_pu"] holds their voltages; take the lowest.',
            ],
        ),
        Exercise(
            id="grid-w-source",
            lesson=LESSON,
            expected=lambda: lowest_source_pu(problem, LOW_PU),
            unit="pu",
            tolerance=0.001,
            mistakes=[
                Mistake(
                    gives=lambda: lowest_source_pu(problem, LOW_PU) - STEP_PU,
                    say="Nearly: at this setting one shop is still a little below the limit. Look at more digits.",
                ),
                Mistake(
                    gives=lambda: lowest_source_pu(problem, 0.9),
                    say="This keeps 10 % down, as EN 50160 allows; the British limit is stricter.",
                ),
                Mistake(
                    gives=lambda: 1 + LOW_PU - float(shops_pu(problem, 1.0).min()),
                    say="The voltage at the end does not rise one for one with the source; solve it, step by step.",
                ),
            ],
            hints=[
                "Try one setting first: what is the lowest voltage of a shop at 1.01?",
                "A while loop can raise the setting until no shop is below the limit, as in lesson 2 with homes.",
                "Start at 1.0; while the lowest voltage of grid.solve(row.with_source_voltage(source_pu)) "
                "is below low_pu, add 0.005.",
            ],
            note="Nothing was built, and nobody's load changed: the whole street moved up.",
        ),
        Exercise(
            id="grid-w-roof",
            lesson=LESSON,
            expected=lambda: roof_kwp(problem, problem.source_pu),
            unit="kWp",
            tolerance=0,
            mistakes=[
                Mistake(
                    gives=lambda: roof_kwp(problem, problem.source_pu) + 1,
                    say="This is the first number that breaks the limit; the largest that keeps it is one less.",
                ),
                Mistake(
                    gives=lambda: roof_kwp(problem, 1.0),
                    say="This is the number with the source at 1.00 per unit; Northgate thinks of problem.source_pu.",
                ),
                Mistake(
                    gives=lambda: roof_kwp(problem, problem.source_pu, 0.0),
                    say="This leaves the load out; closed shops still draw something.",
                ),
                Mistake(
                    gives=lambda: SHOPS * roof_kwp(problem, problem.source_pu),
                    say="This is the number of all shops together; the number per shop is asked for.",
                ),
            ],
            hints=[
                "The power of a shop is its load minus the power of its panels. Which quarter hours can be the worst?",
                'np.outer(busy_share, row.loads["p_kw"]) is a table of quarter hours and shops; '
                "grid.solve_batch(row.with_source_voltage(problem.source_pu), p_kw, q_kvar) solves them all.",
                "Subtract kwp * sun from each column, and look at .voltages()[row.low_voltage_nodes].max(axis=None) "
                "for 1, 2, 3 ... kWp until it passes high_pu.",
            ],
        ),
        Exercise(
            id="grid-w-used",
            lesson=LESSON,
            expected=lambda: energies(problem)[0] / energies(problem)[1],
            tolerance=0.002,
            mistakes=[
                Mistake(
                    gives=lambda: energies(problem)[0] / energies(problem)[2],
                    say="This is the share of the load that the sun covers; the share of the sun is asked for.",
                ),
                Mistake(
                    gives=1.0,
                    say="Nothing would flow upstream, then. Compare load and sun in every quarter hour, "
                    "with problem.kwp on each of the eight shops.",
                ),
            ],
            hints=[
                "In one quarter hour, what is used in the row is the smaller of two numbers.",
                'The load of the row is busy_share * row.loads["p_kw"].sum(); the solar one is 8 * problem.kwp * sun.',
                "np.minimum(load, solar).sum() / solar.sum() with your two Series.",
            ],
        ),
    ]


new_problem = Problems(TEXT, draws, exercises_for=exercises_for, is_fair=is_fair)
EXERCISES = exercises_for(TEXT)
