"""Self-checks of *Count a street's busy hours*: goes to course/citylab/THEME/practice/lesson_N.py."""

from citylab import data
from citylab.grid import demand
from citylab.practice import Exercise, Mistake

LESSON = "02-smart-grids/01_read_a_street"

EXERCISES = [
    Exercise(
        id="grid-1-energy",
        lesson=LESSON,
        # Computed from the data, never typed in; evaluated when the learner checks.
        expected=lambda: demand.energy_kwh(data.load("homes_synthetic", "load")["home_005"]),
        unit="kWh",
        tolerance=0.5,
        mistakes=[
            Mistake(
                gives=lambda: data.load("homes_synthetic", "load")["home_005"].sum(),
                say="This is the sum of the powers. Each of them lasts only a quarter of an hour.",
            ),
        ],
        hints=[
            "A nudge, as a whole sentence.",
            "A sentence that says where to look.",
            "Nearly the line of code, and never the value.",
        ],
    ),
]
