"""Self-checks of *Predict a switch of mode*."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from citylab import data
from citylab.practice import Exercise, Mistake
from citylab.transport import choice, emissions

LESSON = "03-green-transport/03_predict_a_switch"
TRANSIT = {"transit": ["bus", "tram"]}
TO_A_YEAR = 9000 * 2 * 220  # commuters, journeys, days
TRAM_KM = 4 * 2 * 4 * 250 * 5.5  # trams an hour, directions, hours, days, km
TRAM_T = TRAM_KM * 4 * 152 / 1e6


def _near(value: Callable[[], float], within: float) -> Callable[[Any], bool]:
    """Return a question: does the answer lie near the value, with either sign?"""
    return lambda answer: abs(abs(float(answer)) - abs(value())) <= within


@cache
def _parked() -> pd.Series:
    zones = data.load("carshare_montreal").reset_index()
    day = zones.assign(person=zones["zone"], mode="day", chosen=zones["peak_hour"].between(9, 17).astype(int))
    night = day.assign(mode="night", chosen=1 - day["chosen"], distance_km=0.0)
    return choice.fit(pd.concat([day, night]), ["distance_km"], base="night").parameters


def _score(distance_km: float) -> float:
    return float(_parked()["constant_day"] + _parked()["distance_km"] * distance_km)


def _logit(score: float) -> float:
    return float(np.exp(score) / (1 + np.exp(score)))


@cache
def _answers() -> pd.DataFrame:
    return data.load("mode_choice_synthetic", "choices")


@cache
def _plan() -> pd.DataFrame:
    plan = _answers().copy()
    plan.loc[(plan["mode"] == "tram") & (plan["wait_min"] == 5), "wait_min"] = 3
    return plan


@cache
def _model() -> choice.Estimate:
    return choice.fit(_answers(), ["time_min", "wait_min", "cost_gbp"], base="car")


def _gbp_h(name: str) -> float:
    return float(60 * _model().parameters[name] / _model().parameters["cost_gbp"])


@cache
def _now() -> pd.Series:
    return choice.shares(_model(), _answers())


@cache
def _switch() -> pd.Series:
    return choice.shares(_model(), _plan()) - _now()


def _is_whole_table(answer: Any) -> bool:
    return isinstance(answer, pd.Series) and len(answer) == len(_now())


def _change(mode: str) -> float:
    return float(_switch()[mode])


def _nested_from(mode: str, dissimilarity: float) -> float:
    before = choice.utilities_from_shares(_now(), TRANSIT, dissimilarity)
    after = before.copy()
    after["tram"] -= 2 * _model().parameters["wait_min"]
    moved = choice.nested_probabilities(after, TRANSIT, dissimilarity) - _now()
    return float(-100 * moved[mode] / moved["tram"])


@cache
def _car_km() -> np.ndarray:
    weights = _model().draw(500, seed=3)
    less = choice.mode_km(weights, _answers(), "car") - choice.mode_km(weights, _plan(), "car")
    return np.asarray(less * TO_A_YEAR / _answers()["person"].nunique())


@cache
def _car_t() -> float:
    """Return what the cars no longer emit in a year, by the best weights and the middle figures. [t]"""
    figures = emissions.factors()["value"]
    less = choice.mode_km(_model(), _answers(), "car") - choice.mode_km(_model(), _plan(), "car")
    km = float(less) * TO_A_YEAR / _answers()["person"].nunique()
    return float(km * figures["car_average"] / figures["car_occupancy_work"] / 1e6)


@cache
def _draws(*, on_gas: bool = False) -> pd.DataFrame:
    gas = float(data.load("smart_grid_figures").loc["carbon_gas", "value"])
    ranges = {"carbon_gkwh": (gas, gas)} if on_gas else {}
    return emissions.saved_co2e(_car_km(), tram_km=TRAM_KM, ranges=ranges, seed=5)


def _saved() -> pd.Series:
    return _draws().mean()


def _left_on_gas() -> float:
    gas = _draws(on_gas=True).mean()
    return float(1 - gas["tram_t"] / gas["car_t"])


EXERCISES = [
    Exercise(
        id="transport-3-chance",
        lesson=LESSON,
        expected=lambda: _logit(_score(6)),
        tolerance=0.005,
        mistakes=[
            Mistake(gives=lambda: _score(6), say="This is the score; turn it into a probability with the logit."),
            Mistake(
                gives=lambda: _logit(_score(6) - _score(0)),
                say="You left out the constant; the score is the constant plus the weight times the distance.",
            ),
            Mistake(
                gives=lambda: _score(6) - _score(0),
                say="This is the weight times the distance. Add the constant, then turn the score into a probability.",
            ),
            Mistake(
                gives=lambda: float(np.exp(_score(6) - _score(0))),
                say="Two steps are missing: the constant in the score, and the share of the sum.",
            ),
            Mistake(
                gives=lambda: _logit(_score(1)), say="This is the zone at 1 km, as in the text; 6 km are asked for."
            ),
            Mistake(
                gives=lambda: float(np.exp(_score(6))),
                say="This is e to the score. Divide it by itself plus 1, the e⁰ of the night.",
            ),
            Mistake(gives=lambda: 1 - _logit(_score(6)), say="This is the probability of a peak by night."),
            Mistake(
                gives=lambda: 100 * _logit(_score(6)), say="This is in percent; a number between 0 and 1 is asked."
            ),
        ],
        hints=[
            "First the score: the constant plus the weight of a km times 6.",
            'The weights are parked.parameters["constant_day"] and parked.parameters["distance_km"].',
            "With the score in a name, such as far_score: np.exp(far_score) / (np.exp(far_score) + 1).",
        ],
    ),
    Exercise(
        id="transport-3-waiting",
        lesson=LESSON,
        expected=lambda: _gbp_h("wait_min"),
        unit="£/h",
        tolerance=0.5,
        mistakes=[
            Mistake(
                when=_near(lambda: 60 * 0.10 / 0.30, 0.01),
                say="This comes from 0.10 and 0.30, the weights that we supposed. Take those that the model found.",
            ),
            Mistake(
                when=_near(lambda: 2 * _gbp_h("time_min"), 0.1),
                say="Twice an hour on the move is what we supposed, 0.10 to 0.05. The model has found "
                "a weight of its own for waiting.",
            ),
            Mistake(
                gives=lambda: _gbp_h("time_min"), say="This is an hour on the move; waiting has a weight of its own."
            ),
            Mistake(gives=lambda: _gbp_h("wait_min") / 60, say="This is the value of a minute; an hour is asked for."),
            Mistake(gives=lambda: -_gbp_h("wait_min"), say="Both weights are negative, so their ratio is positive."),
            Mistake(
                gives=lambda: 3600 / _gbp_h("wait_min"),
                say="You divided money by time; how many pounds is a minute worth? Divide the other way round.",
            ),
        ],
        hints=[
            "The text divides the weight of a minute on the move by the weight of a pound.",
            'The weight of a minute of waiting is model.parameters["wait_min"].',
            "Divide it by the weight of a pound, and multiply by the 60 minutes of an hour. "
            'Or take .estimate of choice.value_of_time(model, "wait_min").',
        ],
        note="It looks dearer than an hour on the move, but its 95 % interval is £9 to £29, that of the ratio 0.7 to "
        "2.2: these answers do not show that waiting weighs more. (They were simulated with a ratio of 2.)",
    ),
    Exercise(
        id="transport-3-from-car",
        lesson=LESSON,
        expected=lambda: -100 * _change("car") / _change("tram"),
        tolerance=0.5,
        mistakes=[
            Mistake(
                when=_is_whole_table,
                say="This holds all modes. Take the car's loss out of it, and divide it by the tram's gain.",
            ),
            Mistake(
                when=_near(lambda: _change("car") / _change("tram"), 0.005),
                say="This is a share; the question asks for a number of 100 riders.",
            ),
            Mistake(
                when=_near(lambda: _change("car"), 0.0005),
                say="This is the car's change as a share of all commuters; divide it by what the tram gains, "
                "and take it of 100.",
            ),
            Mistake(
                when=_near(lambda: _change("tram"), 0.0005),
                say="This is what the tram gains; how much of it comes from the car?",
            ),
            Mistake(
                when=_near(lambda: 100 * _now()["car"] / (1 - _now()["tram"]), 0.5),
                say="This is the car's share of those who do not take the tram today. Not all of them are as likely to "
                "switch: compare then with now.",
            ),
            Mistake(
                when=_near(lambda: _now()["car"] / (1 - _now()["tram"]), 0.005),
                say="This is the car's share of those not in the tram today, as a share of 1. Not all of them are as "
                "likely to switch: compare then with now.",
            ),
            Mistake(
                when=_near(lambda: 100 * _now()["car"], 0.2),
                say="This is how many of 100 commuters drive today; what changes under the plan?",
            ),
            Mistake(
                gives=lambda: 100 * _change("car") / _change("tram"),
                say="The size is right. The car's change is negative; how many leave it is positive.",
            ),
            Mistake(
                when=_near(lambda: 100 * _change("car") / _now()["car"], 0.05),
                say="This is how many of 100 drivers switch; the question asks about 100 new tram riders.",
            ),
            Mistake(
                when=_near(lambda: 100 * _change("car"), 0.05),
                say="This is the car's loss in points of all commuters; divide it by what the tram gains.",
            ),
        ],
        hints=[
            "The new tram riders are what the tram gains: then minus now, for the tram.",
            'The car loses now["car"] - then["car"].',
            "Divide the car's loss by the tram's gain, and multiply by 100.",
        ],
    ),
    Exercise(
        id="transport-3-twins",
        lesson=LESSON,
        expected=lambda: _nested_from("car", 0.4),
        tolerance=0.5,
        mistakes=[
            Mistake(
                when=_near(lambda: _nested_from("car", 1), 0.2),
                say="This is the plain logit; the dissimilarity is to be 0.4.",
            ),
            Mistake(
                when=_near(lambda: _nested_from("bus", 0.4), 0.2), say="These leave the bus; the car is asked for."
            ),
            Mistake(
                when=_near(lambda: _nested_from("car", 0.4) / 100, 0.005),
                say="This is a share; a number of 100 riders is asked.",
            ),
        ],
        hints=[
            "The function riders_from takes the dissimilarity as its only argument.",
            "It returns one value per mode: call it with 0.4 first, and look.",
            'Take the value of the car out of it with ["car"].',
        ],
        note="Of 100 new riders fewer leave the car. But with the same weights the tram gains 7.6 percentage points "
        "instead of 4.5, and the car loses 2.5 instead of 2.4: a share of new riders is no number of drivers. (4.5 and "
        "2.4 belong to riders_from(1), in points of all commuters. They are more than the 2.87 above, as here all "
        "trams improve and everyone has all modes.)",
    ),
    Exercise(
        id="transport-3-year",
        lesson=LESSON,
        expected=lambda: _car_t() - TRAM_T,
        unit="t",
        tolerance=0.5,
        mistakes=[
            Mistake(gives=lambda: TRAM_T, say="This is what the trams emit; take it off what the cars save."),
            Mistake(gives=_car_t, say="This is what the cars save; take off what the trams emit."),
            Mistake(
                gives=lambda: _car_t() + TRAM_T, say="You added the trams; what they emit makes the saving smaller."
            ),
            Mistake(gives=lambda: TRAM_T - _car_t(), say="The sign is turned round: a saving is cars minus trams."),
            Mistake(
                when=_near(lambda: _car_t() - TRAM_T * 1e6, 100),
                say="You took tonnes minus grams; 1,000,000 g are 1 t.",
            ),
            Mistake(
                when=_near(lambda: _car_t() - TRAM_T * 1e3, 1), say="You took tonnes minus kilograms; 1,000 kg are 1 t."
            ),
            Mistake(gives=lambda: _car_t() - TRAM_T / 4, say="You left out the 4 kWh that a tram takes for each km."),
        ],
        hints=[
            "How many kWh do the extra trams take in a year? tram_km times 4.",
            "Each kWh is 152 g: that gives grams. Divide by 1e6 for tonnes.",
            "Take these tonnes off car_t, which the cars save.",
        ],
    ),
    Exercise(
        id="transport-3-rebound",
        lesson=LESSON,
        expected=lambda: float(1 - _saved()["tram_t"] / _saved()["car_t"]),
        tolerance=0.005,
        mistakes=[
            Mistake(
                gives=lambda: float(_saved()["tram_t"] / _saved()["car_t"]),
                say="This share must stay away for the trams to be paid; the rest may come back.",
            ),
            Mistake(
                gives=lambda: float(_saved()["saved_t"] / _saved()["tram_t"]),
                say="Divide by what the cars save, as it is their kilometres that come back.",
            ),
            Mistake(
                when=_near(lambda: _saved()["car_t"] / _saved()["tram_t"], 0.01),
                say="This is car over tram, which may be above 1. What share of the cars' saving do the trams use up, "
                "and what is left?",
            ),
            Mistake(
                when=_near(lambda: (_draws()["saved_t"] > 0).mean(), 0.005),
                say="This is the share of the draws that save. Use the means: what is left of the cars' tonnes, "
                "once the trams are paid?",
            ),
            Mistake(
                when=_near(lambda: (1 - _draws()["tram_t"] / _draws()["car_t"]).mean(), 0.005),
                say="This is the mean of the ratios. Take the ratio of the means: first both means, then divide.",
            ),
            Mistake(
                when=_near(lambda: (_draws()["tram_t"] / _draws()["car_t"]).mean(), 0.005),
                say="This is the mean of the ratios of tram to car. Take the ratio of the means, and 1 minus it.",
            ),
            Mistake(
                gives=_left_on_gas,
                say="This is with electricity from gas, where nothing is saved. Use the means of saved.",
            ),
            Mistake(gives=lambda: float(_saved()["saved_t"]), say="These are tonnes; a share is asked for."),
            Mistake(
                gives=lambda: float(100 * (1 - _saved()["tram_t"] / _saved()["car_t"])),
                say="This is in percent; a number between 0 and 1 is asked for.",
            ),
        ],
        hints=[
            "If a share r comes back, the cars save (1 - r) times as much. Nothing is left if that equals the trams.",
            'The means are saved["car_t"].mean() and saved["tram_t"].mean().',
            "Solve (1 - r) * car = tram for r: one minus the ratio of tram to car.",
        ],
    ),
]
