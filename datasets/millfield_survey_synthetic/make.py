"""
Make `millfield_survey_synthetic`: everybody in Millfield, a meeting, and a survey that misses many.

    PYTHONPATH=course python datasets/millfield_survey_synthetic/make.py

Every resident is made up. Town-wide shares of tenure, main language and people of 65 and over are those of
England and Wales in 2021 (`census_margins`; tenure, there a share of households, is used for people; language is
published for people of 3 and over, and age is taken of those of 15 and over, the published group nearest to our
16 and over); sizes of the wards and of the voters' list are those of `millfield_people_synthetic`;
all else is our choice: how the wards differ, who is listed, who answers, who wants what.

Planned, so that the lesson can show it: whether somebody wants the car park depends on ward, age, tenure and
language only, so that weights can mend it. Whoever trusts the council answers more often than others alike,
which no weight can see.
"""

from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from citylab import data
from citylab.participation import weighting
from classroom.datapackages import write_package

SEED = 2026
INVITED = 2000
ROOM = 200
WARDS = ["Riverside", "Mill Lane", "Station", "Weir Estate", "Quarry Hill"]
RESIDENTS = [2700, 2800, 2300, 2900, 1700]
LISTED = [2610, 2600, 2074, 2391, 1609]
AGES = ["16-34", "35-64", "65+"]
TENURES = ["owned", "social rented", "private rented"]
LANGUAGES = ["English", "other"]
VARIABLES = {"ward": WARDS, "age": AGES, "tenure": TENURES, "language": LANGUAGES}
YOUNG_SHARE = 0.31  # of all residents of 16 and over; our choice
# How each ward leans before the margins of the town are met: age, tenure, language.
LEANING = {
    "Riverside": ([0.18, 0.42, 0.40], [0.85, 0.05, 0.10], [0.97, 0.03]),
    "Mill Lane": ([0.30, 0.50, 0.20], [0.60, 0.15, 0.25], [0.93, 0.07]),
    "Station": ([0.42, 0.43, 0.15], [0.45, 0.15, 0.40], [0.87, 0.13]),
    "Weir Estate": ([0.42, 0.46, 0.12], [0.30, 0.48, 0.22], [0.80, 0.20]),
    "Quarry Hill": ([0.22, 0.50, 0.28], [0.82, 0.08, 0.10], [0.97, 0.03]),
}
AGE_TENURE = {"16-34": [0.6, 1.1, 1.8], "35-64": [1.05, 1.0, 0.9], "65+": [1.3, 0.9, 0.35]}
OTHER_TENURE = {"owned": 0.6, "social rented": 1.2, "private rented": 1.6}
OTHER_AGE = {"16-34": 1.2, "35-64": 1.0, "65+": 0.4}
# Odds of being listed, chance to answer, and chance to want the car park, by category.
LIST_ODDS = {"owned": 1.0, "social rented": 0.8, "private rented": 0.45, "English": 1.0, "other": 0.5}
ANSWER_BASE = 0.245
ANSWER = {
    "Riverside": 1.15, "Mill Lane": 1.0, "Station": 0.9, "Weir Estate": 0.6, "Quarry Hill": 1.1,
    "16-34": 0.5, "35-64": 1.0, "65+": 1.6, "owned": 1.1, "social rented": 0.8, "private rented": 0.75,
    "English": 1.0, "other": 0.45,
}  # fmt: skip
TRUST_ANSWERS = 1.55
CAR_PARK_BASE = 0.36
CAR_PARK = {
    "Riverside": 0.12, "Mill Lane": -0.02, "Station": -0.08, "Weir Estate": -0.08, "Quarry Hill": 0.12,
    "16-34": -0.13, "35-64": 0.0, "65+": 0.17, "owned": 0.08, "social rented": -0.09, "private rented": -0.12,
    "English": 0.0, "other": -0.05,
}  # fmt: skip
TRUST = {"owned": 0.44, "social rented": 0.34, "private rented": 0.38}
ROOM_ODDS = {
    "Riverside": 2.0, "Mill Lane": 1.0, "Station": 0.6, "Weir Estate": 0.35, "Quarry Hill": 1.4,
    "16-34": 0.3, "35-64": 1.0, "65+": 2.0, "owned": 1.2, "social rented": 0.8, "private rented": 0.7,
    "English": 1.0, "other": 0.3,
}  # fmt: skip
PERSON = {
    "ward": ("-", "Ward of Millfield"),
    "age": ("-", "16-34, 35-64 or 65+ (years)"),
    "tenure": ("-", "owned, social rented or private rented (rent free included)"),
    "language": ("-", "Main language: English or other"),
}
WANTS = {
    "car_park": ("-", "Whether the person would spend the money on a car park first"),
    "trust": ("-", "Whether the person trusts the council to spend the money well"),
}
META = {
    "name": "millfield_survey_synthetic",
    "title": "Synthetic: the residents of Millfield, a meeting and a survey that misses many of them",
    "description": (
        "Made by a seeded generator; no real person is in it. The table residents is the truth that a council never "
        "has: everybody, with the chance of answering. The meeting took place in 2025; in January 2026 the council "
        "invited 2,000 people of the voters' list to a survey, of whom the answers hold those who answered."
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
            "title": "Town-wide shares of tenure, main language and age: Office for National Statistics, Census 2021, "
            "England and Wales (data set census_margins), Open Government Licence v3.0",
            "path": "https://www.ons.gov.uk/census",
        }
    ],
    "period": "2025 to 2026-01",
    "tables": {
        "margins": {
            "description": "Residents of 16 and over, by each variable: what a census office publishes.",
            "primaryKey": ["variable", "category"],
            "fields": {
                "variable": ("-", "ward, age, tenure or language"),
                "category": ("-", "Category of the variable"),
                "residents": ("people", "Residents of 16 and over"),
            },
        },
        "meeting": {
            "description": "The two hundred people who came to last year's meeting.",
            "fields": {**PERSON, "car_park": WANTS["car_park"]},
        },
        "invited": {
            "description": "The people of the voters' list who were invited to the survey.",
            "primaryKey": ["person"],
            "fields": {
                "person": ("-", "Number of the resident"),
                "ward": PERSON["ward"],
                "answered": ("-", "Whether the person answered"),
            },
        },
        "answers": {
            "description": "Those of the invited who answered.",
            "primaryKey": ["person"],
            "fields": {"person": ("-", "Number of the resident"), **PERSON, **WANTS},
        },
        "residents": {
            "description": "Everybody of 16 and over: the truth, kept to test methods.",
            "primaryKey": ["person"],
            "fields": {
                "person": ("-", "Number of the resident"),
                **PERSON,
                "listed": ("-", "Whether the person is on the voters' list"),
                "answer_chance": ("1", "Chance that the person answers if invited"),
                **WANTS,
            },
        },
    },
}


def wanted() -> dict[str, pd.Series]:
    """Return the residents of each category, town-wide."""
    shares = data.load("census_margins").set_index(["variable", "category"])["share_percent"]
    people = sum(RESIDENTS)
    social = round(people * shares["tenure", "social rented"] / 100)
    owned = round(people * shares["tenure", "owned"] / 100)
    other = round(people * shares["main language", "other"] / 100)
    adults = shares["age", "15 to 64"] + shares["age", "65 and over"]
    old = round(people * shares["age", "65 and over"] / adults)
    young = round(people * YOUNG_SHARE)
    return {
        "ward": pd.Series(RESIDENTS, WARDS),
        "age": pd.Series([young, people - young - old, old], AGES),
        "tenure": pd.Series([owned, social, people - owned - social], TENURES),
        "language": pd.Series([people - other, other], LANGUAGES),
    }


def everybody(margins: dict[str, pd.Series]) -> pd.DataFrame:
    """Return one row per resident; the counts meet the margins exactly."""
    cells = pd.DataFrame(product(*VARIABLES.values()), columns=list(VARIABLES))
    cells["seed"] = [seed(*cell) for cell in cells[list(VARIABLES)].itertuples(index=False)]
    raked = weighting.rake(cells, margins, start=cells["seed"], tolerance=1e-12, rounds=5000)
    counts = whole(cells, raked.weights.to_numpy(), margins)
    return cells[list(VARIABLES)].loc[cells.index.repeat(counts)].reset_index(drop=True)


def seed(ward: str, age: str, tenure: str, language: str) -> float:
    """Return how common a cell is before the margins are met."""
    ages, tenures, languages = LEANING[ward]
    share = ages[AGES.index(age)] * tenures[TENURES.index(tenure)] * languages[LANGUAGES.index(language)]
    share *= AGE_TENURE[age][TENURES.index(tenure)]
    return share * (OTHER_TENURE[tenure] * OTHER_AGE[age] if language == "other" else 1.0)


def whole(cells: pd.DataFrame, sizes: np.ndarray, margins: dict[str, pd.Series]) -> np.ndarray:
    """Round each cell up or down so that the margins stay exact."""
    down = np.floor(sizes)
    rows = [(cells[name] == category).to_numpy(float) for name in margins for category in margins[name].index]
    totals = np.concatenate([margins[name].to_numpy(float) for name in margins])
    left = totals - np.array(rows) @ down
    exact = LinearConstraint(np.array(rows), left, left)
    solved = milp(down - sizes, constraints=exact, integrality=1, bounds=Bounds(0, 1))
    return (down + np.round(solved.x)).astype(int)


def total(people: pd.DataFrame, table: dict[str, float], *, factor: bool) -> np.ndarray:
    """Return the product, or the sum, of what a table says about each person's categories."""
    parts = [people[name].map(table).fillna(1.0 if factor else 0.0).to_numpy() for name in VARIABLES]
    return np.prod(parts, axis=0) if factor else np.sum(parts, axis=0)


def chosen(odds: np.ndarray, size: int, rng: np.random.Generator) -> np.ndarray:
    """Draw people without replacement, the likelier the greater their odds."""
    return rng.choice(len(odds), size=size, replace=False, p=odds / odds.sum())


def residents(rng: np.random.Generator, margins: dict[str, pd.Series]) -> pd.DataFrame:
    """Return everybody with list, answers and the chance to answer, in random order."""
    people = everybody(margins)
    people = people.iloc[rng.permutation(len(people))].reset_index(drop=True)
    odds = total(people, LIST_ODDS, factor=True)
    people["listed"] = False
    for ward, count in zip(WARDS, LISTED, strict=True):
        inside = np.flatnonzero(people["ward"] == ward)
        people.loc[inside[chosen(odds[inside], count, rng)], "listed"] = True
    trust = rng.random(len(people)) < people["tenure"].map(TRUST).to_numpy()
    chance = ANSWER_BASE * total(people, ANSWER, factor=True) * np.where(trust, TRUST_ANSWERS, 1.0)
    people["answer_chance"] = np.round(np.minimum(chance, 0.95), 4)
    wish = np.clip(CAR_PARK_BASE + total(people, CAR_PARK, factor=False), 0.02, 0.98)
    people["car_park"] = rng.random(len(people)) < wish
    people["trust"] = trust
    people.insert(0, "person", np.arange(1, len(people) + 1))
    return people


def make() -> None:
    """Write the package."""
    rng = np.random.default_rng(SEED)
    margins = wanted()
    people = residents(rng, margins)
    odds = total(people, ROOM_ODDS, factor=True) * np.where(people["car_park"], 1.8, 1.0)
    room = people.iloc[chosen(odds, ROOM, rng)]
    invited = people.iloc[np.sort(rng.choice(np.flatnonzero(people["listed"]), INVITED, replace=False))]
    answered = rng.random(INVITED) < invited["answer_chance"].to_numpy()
    rows = [(name, category, count) for name, counts in margins.items() for category, count in counts.items()]
    tables = {
        "margins": pd.DataFrame(rows, columns=["variable", "category", "residents"]),
        "meeting": room[[*PERSON, "car_park"]],
        "invited": invited[["person", "ward"]].assign(answered=answered),
        "answers": invited[answered][["person", *PERSON, *WANTS]],
        "residents": people[["person", *PERSON, "listed", "answer_chance", *WANTS]],
    }
    write_package(Path(__file__).parent, META, {name: table.reset_index(drop=True) for name, table in tables.items()})


if __name__ == "__main__":
    make()
