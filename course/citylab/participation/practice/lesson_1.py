"""Self-checks of *Find out who is missing*."""

from functools import cache

import numpy as np
import pandas as pd

from citylab import data
from citylab.participation import requests311, weighting
from citylab.practice import Exercise, Mistake

LESSON = "04-public-participation/01_find_who_is_missing"
WARD = "Weir Estate"


@cache
def _millfield() -> dict[str, pd.DataFrame]:
    tables: dict[str, pd.DataFrame] = data.load("millfield_survey_synthetic")
    return tables


def _margins() -> dict[str, pd.Series]:
    return weighting.read_margins(_millfield()["margins"])


def _listed(ward: str | None = None) -> float:
    people = _millfield()["residents"]
    return float(people.loc[people["ward"].eq(ward) if ward else slice(None), "listed"].mean())


def _answered(ward: str | None = None) -> float:
    people = _millfield()["invited"]
    return float(people.loc[people["ward"].eq(ward) if ward else slice(None), "answered"].mean())


def _wish(sample: str, *variables: str) -> float:
    """Return the share that wants the car park, raked to some margins. [1]"""
    people, known = _millfield()[sample], _margins()
    weights = weighting.rake(people, {name: known[name] for name in variables or known}).weights
    return float(np.average(people["car_park"], weights=weights))


def _capped(category: str, cap: float | None) -> float:
    answers = _millfield()["answers"]
    weights = weighting.rake(answers, _margins(), trim=cap).weights
    return float(weights[answers["language"] == category].sum())


@cache
def _rates(merged: bool = True) -> pd.DataFrame:
    streets = data.load("service_requests_synthetic", "streets").drop(columns="faults")
    inspected = data.load("service_requests_synthetic", "inspections").merge(streets, on="street")
    requests = requests311.read(data.path("service_requests_synthetic", "requests.zip"))
    requests = requests.merge(streets[["street", "ward"]], left_on="address_id", right_on="street")
    found = requests311.first_reports(requests) if merged else requests
    need = requests311.fit_need(inspected, ["surface_years", "busy"], exposure="length_m")
    return requests311.reporting_rates(found, streets, need)


def _unheard(ward: str = WARD, *, merged: bool = True) -> float:
    return float(_rates(merged).loc[ward, "expected"] - _rates(merged).loc[ward, "reported"])


EXERCISES = [
    Exercise(
        id="participation-1-reached",
        lesson=LESSON,
        expected=lambda: _listed(WARD) * _answered(WARD),
        tolerance=0.0006,
        mistakes=[
            Mistake(gives=lambda: _answered(WARD), say="This is the share of those invited; not everybody is listed."),
            Mistake(gives=lambda: _listed(WARD), say="This is the share that is listed; few of them answer."),
            Mistake(
                gives=lambda: _listed() * _answered(),
                say="This is the share of the whole town; the question is about Weir Estate.",
            ),
            Mistake(
                gives=lambda: 100 * _listed(WARD) * _answered(WARD),
                say="This is in percent; a share lies between 0 and 1.",
            ),
            Mistake(
                gives=lambda: _listed(WARD) + _answered(WARD) - 1,
                say="You took the two losses off one after the other; the second loss is a share of those still left.",
            ),
        ],
        hints=[
            "Follow 1,000 residents: how many are on the list, and how many of these answer?",
            'listed["Weir Estate"] is the first share, answered["Weir Estate"] the second.',
            "A share of a share is their product.",
        ],
        note="One resident in nine or ten: even asking all of the list leaves most unheard.",
    ),
    Exercise(
        id="participation-1-meeting",
        lesson=LESSON,
        expected=lambda: _wish("meeting"),
        tolerance=0.0006,
        mistakes=[
            Mistake(
                gives=lambda: float(_millfield()["meeting"]["car_park"].mean()),
                say="This is the share in the room without weights.",
            ),
            Mistake(gives=lambda: _wish("answers"), say="You raked the survey; rake the meeting."),
            Mistake(gives=lambda: _wish("meeting", "ward"), say="You weighted by ward only; use all four margins."),
            Mistake(gives=lambda: 100 * _wish("meeting"), say="This is in percent; a share lies between 0 and 1."),
            Mistake(
                gives=lambda: float(
                    weighting.rake(_millfield()["meeting"], _margins())
                    .weights[_millfield()["meeting"]["car_park"]]
                    .sum()
                ),
                say="This is a number of people; divide by the sum of all weights.",
            ),
        ],
        hints=[
            "Two steps: weights for the people in the room, then the weighted mean of what they want.",
            "weighting.rake(meeting, margins).weights gives the weights.",
            'np.average(meeting["car_park"], weights=...) is the weighted mean.',
        ],
        note=(
            "Much nearer to the town's 37 %, but Kish's formula warns that these two hundred may be worth 34, one "
            "person speaks in place of everybody with another language, and friends of the car park came more often "
            "than others like them."
        ),
    ),
    Exercise(
        id="participation-1-trim",
        lesson=LESSON,
        expected=lambda: _capped("other", 4),
        unit="people",
        tolerance=0.6,
        mistakes=[
            Mistake(gives=lambda: _capped("other", None), say="This is the count without a cap: the margin is met."),
            Mistake(gives=lambda: _capped("other", 3), say="This is for a cap of 3; the question asks for 4."),
            Mistake(gives=lambda: _capped("English", 4), say="You added up the weights of the other group."),
            Mistake(
                gives=lambda: int((_millfield()["answers"]["language"] == "other").sum()),
                say="You counted the answers; add up their weights.",
            ),
            Mistake(
                gives=lambda: _capped("other", None) - _capped("other", 4),
                say="These are the people who are lost; the question asks for those who are spoken for.",
            ),
        ],
        hints=[
            "Rake again with trim=4, then add up some of the weights.",
            'answers["language"] == "other" is True for the people you want.',
            'capped.weights[answers["language"] == "other"].sum() adds up their weights.',
        ],
        note="All ten stand at the cap: 10 × 4 × 12,400 / 589.",
    ),
    Exercise(
        id="participation-1-unheard",
        lesson=LESSON,
        expected=lambda: _unheard(),
        unit="potholes",
        tolerance=0.6,
        mistakes=[
            Mistake(
                gives=lambda: _unheard(merged=False),
                say="You took off all requests; several were about the same pothole.",
            ),
            Mistake(
                gives=lambda: float(_rates().loc[WARD, "expected"]), say="Some of these were reported; take them off."
            ),
            Mistake(gives=lambda: _unheard("Riverside"), say="This is Riverside; the question is about Weir Estate."),
            Mistake(
                gives=lambda: float((_rates()["expected"] - _rates()["reported"]).sum()),
                say="This is the whole town; the question is about Weir Estate.",
            ),
            Mistake(
                gives=lambda: 1 - float(_rates().loc[WARD, "rate"]),
                say="This is the share that nobody reported; the question asks for a number of potholes.",
            ),
        ],
        hints=[
            "The table rates has all you need, in the row of Weir Estate.",
            'rates.loc["Weir Estate", "expected"] reads one cell.',
            "Take the reported ones off the expected ones.",
        ],
        note="More than the whole of Riverside has, and nobody wrote a line about them.",
    ),
]
