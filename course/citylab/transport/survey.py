"""
A simulated survey of commuters along the North Road corridor.

No real person is in it. People choose by a multinomial logit with the weights of `TRUTH`. The value of an hour is
published [1]_; that a minute of waiting weighs as much as two minutes on the move, the constants of the modes, the
population, prices, speeds and who answers are our assumptions.

References
----------
.. [1] Department for Transport, TAG Data Book v2.03fc (a forthcoming-change version), December 2025, sheet Source
   VoT: 11.21 pounds per hour of commuting, prices of 2014. It is used here as it stands, beside fares of 2026, so
   that an estimate can be checked against it; in an appraisal both belong to one price year, with growth of incomes.
"""

import numpy as np
import pandas as pd

__all__ = ["COMMUTERS", "HEADWAY_MIN", "RESPONSE", "TRUTH", "VALUE_OF_TIME_GBP_H", "simulate_survey"]

VALUE_OF_TIME_GBP_H = 11.21
_MINUTE = -0.06
TRUTH = pd.Series(
    {
        "constant_bike": -2.0,
        "constant_bus": 0.1,
        "constant_tram": 0.4,
        "time_min": _MINUTE,
        "wait_min": 2 * _MINUTE,
        "cost_gbp": 60 * _MINUTE / VALUE_OF_TIME_GBP_H,
    }
)
COMMUTERS = 9_000
"""Commuters of the corridor (our assumption); the survey asks all of them."""

RESPONSE = {1: 0.16, 2: 0.22, 3: 0.26, 4: 0.29, 5: 0.31}
"""
Share that answers, by fifth of income (1 is the poorest); our assumption.

It depends on income, not on the choice: a logit can be fitted without weights. Who counts car-km needs weights.
"""

HEADWAY_MIN = {
    "tram": {"early": 15.0, "day": 10.0},
    "21": {"early": 30.0, "day": 20.0},
    "22": {"early": 20.0, "day": 15.0},
}
"""Minutes between departures; buses are rarer before seven (our assumption)."""

HOMES = {  # latitude, longitude [°], commuters in 100, bus line, share of the poorest fifth
    "N1": (60.1830, 24.9340, 8, "22", 0.05), "N2": (60.1875, 24.9320, 9, "21", 0.08),
    "N3": (60.1920, 24.9300, 8, "21", 0.10), "N4": (60.1965, 24.9280, 8, "22", 0.12),
    "N5": (60.2010, 24.9260, 7, "22", 0.15), "N6": (60.2055, 24.9240, 7, "22", 0.18),
    "N7": (60.2100, 24.9220, 9, "22", 0.40), "W1": (60.1885, 24.9230, 5, "21", 0.12),
    "W2": (60.1895, 24.9140, 5, "21", 0.22), "W3": (60.1910, 24.9050, 8, "21", 0.45),
    "E1": (60.1985, 24.9370, 5, "22", 0.10), "E2": (60.2005, 24.9460, 5, "22", 0.20),
    "E3": (60.2030, 24.9550, 6, "22", 0.42),
}  # fmt: skip
WORKPLACES = {
    "C1": (60.1672, 24.9520, 20), "C2": (60.1690, 24.9480, 25), "C3": (60.1706, 24.9414, 30),
    "C4": (60.1738, 24.9378, 15), "C5": (60.1785, 24.9365, 10),
}  # fmt: skip
CAR_OWNED = {1: 0.42, 2: 0.60, 3: 0.74, 4: 0.84, 5: 0.90}
DETOUR, SPEED_KMH = 1.3, {"car": 21.0, "bus": 15.0, "tram": 19.0, "bike": 14.0}


def simulate_survey(*, commuters: int = COMMUTERS, seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Simulate who lives where, who answers, and how they chose.

    Parameters
    ----------
    commuters : int
        People who are asked.
    seed : int
        Seed of all draws.

    Returns
    -------
    persons : pandas.DataFrame, shape (n_answers, 6)
        On index `person`: `home` and `work` (stops), `income_fifth` (1 is the poorest), `has_car`,
        `early` (leaves before seven) and `distance_km` of one way. [km]
    choices : pandas.DataFrame, shape (n_rows, 7)
        `person`, `mode`, `chosen` (1 or 0), `time_min` (on the move, walking included) [min],
        `wait_min` (half the time between departures) [min], `cost_gbp` [£] and `distance_km` [km].
    """
    random = np.random.default_rng(seed)
    people = _people(commuters, random)
    answers = people[random.random(commuters) < people["income_fifth"].map(RESPONSE)].reset_index(drop=True)
    answers.index = pd.RangeIndex(1, len(answers) + 1, name="person")
    choices = _choices(answers, random)
    utility = sum((TRUTH[name] * choices[name] for name in ("time_min", "wait_min", "cost_gbp")), start=0.0)
    utility = utility + choices["mode"].map(lambda mode: TRUTH.get(f"constant_{mode}", 0.0))
    # Adding Gumbel noise and taking the best is the same as drawing by the logit probabilities.
    noisy = (utility + random.gumbel(size=len(utility))).groupby(choices["person"])
    choices["chosen"] = 0
    choices.loc[noisy.idxmax(), "chosen"] = 1
    columns = ["person", "mode", "chosen", "time_min", "wait_min", "cost_gbp", "distance_km"]
    return answers[["home", "work", "income_fifth", "has_car", "early", "distance_km"]], choices[columns]


def _people(number: int, random: np.random.Generator) -> pd.DataFrame:
    homes = pd.DataFrame(HOMES, index=["lat", "lon", "size", "line", "poorest"]).T
    works = pd.DataFrame(WORKPLACES, index=["lat", "lon", "size"]).T
    people = pd.DataFrame({"home": _draw(homes, number, random), "work": _draw(works, number, random)})
    start, end = homes.loc[people["home"]], works.loc[people["work"]]
    north = 111.2 * (start["lat"].to_numpy(float) - end["lat"].to_numpy(float))
    east = 111.2 * np.cos(np.radians(60.19)) * (start["lon"].to_numpy(float) - end["lon"].to_numpy(float))
    people["distance_km"] = np.round(DETOUR * np.hypot(north, east) + random.uniform(0.2, 1.0, number), 2)
    people["line"] = start["line"].to_numpy()
    is_poorest = random.random(number) < start["poorest"].to_numpy(float)
    people["income_fifth"] = np.where(is_poorest, 1, random.integers(2, 6, number))
    people["has_car"] = random.random(number) < people["income_fifth"].map(CAR_OWNED)
    people["early"] = random.random(number) < np.where(people["income_fifth"] <= 2, 0.4, 0.25)
    return people


def _draw(places: pd.DataFrame, number: int, random: np.random.Generator) -> np.ndarray:
    weights = places["size"].to_numpy(dtype=float)
    return random.choice(places.index.to_numpy(), size=number, p=weights / weights.sum())


def _choices(people: pd.DataFrame, random: np.random.Generator) -> pd.DataFrame:
    number, distance = len(people), people["distance_km"]
    on_branch = people["home"].str[0] != "N"
    walk = {
        "car": random.uniform(2, 8, number),
        "bus": random.uniform(4, 14, number),
        "tram": random.uniform(4, 12, number) + np.where(on_branch, random.uniform(4, 14, number), 0.0),
        "bike": random.uniform(1, 3, number),
    }
    fare = np.where(distance > 4, 2.60, 1.80) * np.where(random.random(number) < 0.25, 0.5, 1.0)
    parking = random.choice([0.0, 2.0, 4.0], size=number, p=[0.4, 0.3, 0.3])
    cost = {"car": 0.18 * distance + parking, "bus": fare, "tram": fare, "bike": 0.0}
    tables = [
        pd.DataFrame(
            {
                "person": people.index,
                "mode": mode,
                "time_min": np.round(walk[mode] + 60 * distance / speed * random.lognormal(0, 0.2, number), 1),
                "wait_min": _waits(people, mode),
                "cost_gbp": np.round(cost[mode], 2),
                "distance_km": distance,
            }
        )
        for mode, speed in SPEED_KMH.items()
    ]
    rows = pd.concat(tables).reset_index(drop=True)
    without = rows["mode"].eq("car") & ~rows["person"].map(people["has_car"])
    return rows[~without].sort_values(["person", "mode"]).reset_index(drop=True)


def _waits(people: pd.DataFrame, mode: str) -> np.ndarray:
    """Return half the time between departures: the mean wait of those who come at random. [min]"""
    if mode in ("car", "bike"):
        return np.zeros(len(people))
    lines = people["line"] if mode == "bus" else ["tram"] * len(people)
    times = ["early" if early else "day" for early in people["early"]]
    return np.array([HEADWAY_MIN[line][time] / 2 for line, time in zip(lines, times, strict=True)])
