"""
Make `mode_choice_synthetic`: the simulated answers of commuters along the North Road corridor.

    PYTHONPATH=course python datasets/mode_choice_synthetic/make.py

The model and its stated weights are in `citylab.transport.survey`.
"""

from pathlib import Path

from citylab.transport.survey import simulate_survey
from classroom.datapackages import write_package

SEED = 2026
META = {
    "name": "mode_choice_synthetic",
    "title": "Synthetic: how commuters of the North Road corridor travel to work",
    "description": (
        "Answers of a survey that never took place. All 9,000 commuters of a made-up corridor are asked; who answers "
        "depends on income (a fifth of the commuters, but 14 % of the answers, belong to the poorest fifth), so counts "
        "need weights. They choose among car, bus, tram and bicycle by a multinomial logit with stated weights; "
        "a minute costs what the Department for Transport publishes for commuting, in pounds of 2014, though fares are "
        "of 2026, so that an estimate can be checked; the other weights are assumptions. "
        "The homes are made-up stops north of the real centre of Helsinki."
    ),
    "synthetic": True,
    "licenses": [
        {
            "name": "CC0-1.0",
            "title": "CC0 1.0 Universal",
            "path": "https://creativecommons.org/publicdomain/zero/1.0/",
        }
    ],
    "sources": [
        {
            "title": (
                "Simulated; value of time from the Department for Transport, TAG Data Book v2.03fc "
                "(forthcoming change), December 2025"
            ),
            "path": "https://www.gov.uk/government/publications/tag-data-book",
        }
    ],
    "period": "a working day in May 2026",
    "place": {"latitude_deg": 60.19, "longitude_deg": 24.93},
    "tables": {
        "persons": {
            "description": "One row per answer.",
            "fields": {
                "person": ("-", "Number of the person"),
                "home": ("-", "Stop nearest to the home"),
                "work": ("-", "Stop nearest to the workplace"),
                "income_fifth": ("-", "Fifth of the town's incomes, 1 is the poorest"),
                "has_car": ("-", "Whether a car is available"),
                "early": ("-", "Whether the person leaves before seven"),
                "distance_km": ("km", "One way to work"),
            },
        },
        "choices": {
            "description": "One row per person and available mode.",
            "primaryKey": ["person", "mode"],
            "fields": {
                "person": ("-", "Number of the person"),
                "mode": ("-", "car, bus, tram or bike"),
                "chosen": ("1", "1 if the person takes this mode, else 0"),
                "time_min": ("min", "On the move, walking included, one way"),
                "wait_min": ("min", "Half the time between departures"),
                "cost_gbp": ("£", "Fare, or fuel and parking, one way"),
                "distance_km": ("km", "One way to work"),
            },
        },
    },
}


if __name__ == "__main__":
    persons, choices = simulate_survey(seed=SEED)
    write_package(Path(__file__).parent, META, {"persons": persons, "choices": choices})
