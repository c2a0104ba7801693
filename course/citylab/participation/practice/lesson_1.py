"""Self-checks of *Find out who is missing*."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from citylab import data
from citylab.participation import requests311, weighting
from citylab.practice import Exercise, Mistake
from citylab.practice.exercise import computed

LESSON = "04-public-participation/01_find_who_is_missing"
WARD = "Weir Estate"


def _near(*values: Callable[[], float] | float, within: float, beyond: float = -1.0) -> Callable[[Any], bool]:
    """Return a question: is the answer near one of the values, as figures of the page are, but not within `beyond`?"""
    return lambda answer: any(beyond < abs(float(answer) - computed(value)) <= within for value in values)


def _is_column(answer: object) -> bool:
    return isinstance(answer, pd.Series)


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


def _counted() -> float:
    """Return the sum of the weights in the room that want the car park. [people]"""
    room = _millfield()["meeting"]
    return float(weighting.rake(room, _margins()).weights[room["car_park"]].sum())


def _by_ward(sample: str) -> float:
    people = _millfield()[sample]
    weights = weighting.post_stratify(people, "ward", _margins()["ward"])
    return float(np.average(people["car_park"], weights=weights))


def _capped(category: str | None, cap: float | None) -> float:
    """Return the sum of the weights of one category of language, or of all. [people]"""
    answers = _millfield()["answers"]
    weights = weighting.rake(answers, _margins(), trim=cap).weights
    return float(weights[answers["language"].eq(category) if category else slice(None)].sum())


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
            Mistake(when=_is_column, say='These are all wards; `["Weir Estate"]` behind a column takes one.'),
            Mistake(
                when=_near(lambda: _answered(WARD), within=0.0015),
                say="This is the share of those invited; not everybody is listed.",
            ),
            Mistake(
                when=_near(lambda: _listed(WARD), within=0.005),
                say="This is the share that is listed; few of them answer.",
            ),
            Mistake(
                when=_near(lambda: _listed() * _answered(), within=0.003),
                say="This is the share of the whole town; the question is about Weir Estate.",
            ),
            Mistake(
                when=_near(
                    lambda: 100 * _listed(WARD) * _answered(WARD),
                    lambda: 100 * _answered(WARD),
                    lambda: 100 * _listed(WARD),
                    within=0.5,
                ),
                say="This is in percent; a share lies between 0 and 1.",
            ),
            Mistake(
                when=_near(lambda: _listed(WARD) + _answered(WARD) - 1, within=0.006),
                say="You took the two losses off one after the other; the second loss is a share of those still left.",
            ),
            Mistake(
                when=_near(
                    lambda: _listed(WARD) + _answered(WARD), lambda: 2 - _listed(WARD) - _answered(WARD), within=0.006
                ),
                say="You added two shares; of those on the list, only a part answers: that part of the first share.",
            ),
            Mistake(
                when=_near(lambda: _listed(WARD) * (1 - _answered(WARD)), within=0.0085),
                say="These are on the list and keep silent; the question asks for those who answer.",
            ),
            Mistake(
                when=_near(lambda: _listed(WARD) - _answered(WARD), within=0.006),
                say="You took one share from the other; the second is a share of the first: think of 1,000 residents.",
            ),
            Mistake(
                when=_near(
                    lambda: (1 - _listed(WARD)) * (1 - _answered(WARD)),
                    lambda: _answered(WARD) / _listed(WARD),
                    within=0.005,
                ),
                say="Multiply the two shares that stay, listed and answered: not the losses, and do not divide.",
            ),
            Mistake(
                when=_near(lambda: 1 - _listed(WARD) * _answered(WARD), within=0.005),
                say="This is the share that does not answer; the question asks for the others.",
            ),
            Mistake(
                when=_near(lambda: _listed(WARD) * _answered(WARD), within=0.0065, beyond=0.0006),
                say="The way seems right, the number is rounded too much: give three digits after the point, or more.",
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
                when=_near(lambda: float(_millfield()["meeting"]["car_park"].mean()), within=0.0055),
                say="This is the share in the room without weights.",
            ),
            Mistake(when=_near(lambda: _wish("answers"), within=0.0025), say="You raked the survey; rake the meeting."),
            Mistake(
                when=_near(lambda: float(_millfield()["residents"]["car_park"].mean()), within=0.0055),
                say="This is the share of the whole town; the question asks what the raked meeting says.",
            ),
            Mistake(
                when=_near(lambda: float(_millfield()["answers"]["car_park"].mean()), within=0.005),
                say="This is the survey without weights; rake the meeting.",
            ),
            Mistake(
                when=_near(lambda: _by_ward("answers"), within=0.0025),
                say="This is the survey, weighted by ward; rake the meeting.",
            ),
            Mistake(
                when=_near(lambda: _wish("meeting", "ward"), within=0.0045),
                say="You weighted by ward only; use all four margins.",
            ),
            Mistake(
                when=_near(
                    *(lambda name=name: _wish("meeting", name) for name in ("age", "tenure", "language")),
                    within=0.0035,
                ),
                say="You weighted by one margin only; use all four, which are in `margins`.",
            ),
            Mistake(
                when=_near(lambda: 100 * _wish("meeting"), within=0.5),
                say="This is in percent; a share lies between 0 and 1.",
            ),
            Mistake(
                when=_near(_counted, lambda: _counted() / 200, within=0.5),
                say="You added up weights; divide by the sum of all weights, which is the number of residents.",
            ),
            Mistake(
                when=_near(lambda: _wish("meeting"), within=0.0045, beyond=0.0006),
                say="The way is right, the number is rounded: give three digits after the point, or more.",
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
        id="participation-1-trim",  # a count: no unit, or a check would suspect hours and minutes
        lesson=LESSON,
        expected=lambda: _capped("other", 4),
        tolerance=0.6,
        mistakes=[
            Mistake(
                when=_near(lambda: _capped("other", None), within=0.6),
                say="This is the count without a cap: the margin is met.",
            ),
            Mistake(
                when=_near(lambda: _capped("other", 3), lambda: 0.57 * _capped("other", None), within=0.6),
                say="This is for a cap of 3; the question asks for 4.",
            ),
            Mistake(
                when=_near(
                    lambda: 100 * _capped("other", 4) / _capped("other", None),
                    lambda: 100 * _capped("other", 3) / _capped("other", None),
                    within=0.5,
                ),
                say="This is in percent of the residents with another language; the question asks for people.",
            ),
            Mistake(
                when=_near(lambda: _capped("other", 4) / _capped("other", None), within=0.005),
                say="This is a share of the residents with another language; the question asks for people.",
            ),
            Mistake(
                when=_near(lambda: _capped("English", 4), within=0.6),
                say="You added up the weights of the other group.",
            ),
            Mistake(
                when=_near(lambda: _capped(None, 4), lambda: _capped(None, None), within=0.6),
                say="You added up all weights; keep those of the people with another language.",
            ),
            Mistake(
                when=_near(lambda: int((_millfield()["answers"]["language"] == "other").sum()), within=0.1),
                say="You counted the answers; add up their weights.",
            ),
            Mistake(
                when=_near(40, within=0.1),
                say="The cap is 4 *mean weights*, not 4 people; the mean weight is residents divided by answers.",
            ),
            Mistake(
                when=_near(lambda: _capped("other", 4) / 10, within=0.3),
                say="This is the weight of one of them; add up the weights of all ten.",
            ),
            Mistake(
                when=_near(lambda: _capped("other", None) - _capped("other", 4), within=0.6),
                say="These are the people who are lost; the question asks for those who are spoken for.",
            ),
            Mistake(
                when=_near(lambda: 0.76 * _capped("other", None), within=0.6),
                say="The percentage in the title is rounded; add up the weights themselves.",
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
        id="participation-1-unheard",  # a count, as above
        lesson=LESSON,
        expected=lambda: _unheard(),
        tolerance=0.6,
        mistakes=[
            Mistake(when=_is_column, say='These are several numbers; `rates.loc["Weir Estate", ...]` takes one.'),
            Mistake(
                when=_near(lambda: _unheard(merged=False), within=0.6),
                say="You took off all requests; several were about the same pothole.",
            ),
            Mistake(
                when=_near(lambda: float(_rates().loc[WARD, "expected"]), within=1),
                say="Some of these were reported; take them off.",
            ),
            Mistake(
                when=_near(lambda: float(_rates().loc[WARD, "reported"]), within=1.1),
                say="These are the potholes that were reported; the question asks for the others.",
            ),
            Mistake(
                when=_near(lambda: float(_rates(False).loc[WARD, "reported"]), within=0.1),
                say="These are the requests; the question asks for potholes that nobody reported.",
            ),
            Mistake(
                when=_near(lambda: _unheard("Riverside"), within=0.6),
                say="This is Riverside; the question is about Weir Estate.",
            ),
            Mistake(
                when=_near(lambda: float((_rates()["expected"] - _rates()["reported"]).sum()), within=0.6),
                say="This is the whole town; the question is about Weir Estate.",
            ),
            Mistake(
                when=_near(lambda: 1 - float(_rates().loc[WARD, "rate"]), within=0.005),
                say="This is the share that nobody reported; the question asks for a number of potholes.",
            ),
            Mistake(
                when=_near(lambda: 100 - 100 * float(_rates().loc[WARD, "rate"]), within=0.5),
                say="This is the percentage that nobody reported; the question asks for a number of potholes.",
            ),
            Mistake(
                when=_near(lambda: 0.8 * float(_rates().loc[WARD, "expected"]), within=0.5),
                say="The printed rate is rounded; take the reported potholes off the expected ones.",
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
