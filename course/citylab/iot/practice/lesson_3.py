"""Self-checks of *Trust a reading*."""

from functools import cache

import pandas as pd

from citylab import data
from citylab.iot import calibration, quality
from citylab.practice import Exercise, Mistake

LESSON = "01-internet-of-things/03_trust_a_reading"
SENSOR, REFERENCE, HUMIDITY = "pm25_sensor_ugm3", "pm25_reference_ugm3", "humidity_percent"
SENSORS = [f"AQ-0{number}" for number in range(1, 7)]


@cache
def _messages() -> pd.DataFrame:
    return data.load("street_air_synthetic", "messages")


@cache
def _flagged() -> pd.DataFrame:
    return quality.flag(_messages(), high=100, stuck_steps=8)


@cache
def _hours() -> pd.DataFrame:
    return data.load("street_air_synthetic", "hours")


def _good() -> pd.DataFrame:
    return _hours()[_hours()["label"] != "spiking"]


def _copies_percent(*, of_all: bool = False) -> float:
    copies, theirs = quality.duplicated(_messages()), _messages()["sensor"] == "AQ-02"
    return float(100 * copies.sum() / len(copies)) if of_all else float(100 * copies[theirs].mean())


def _passed_percent() -> float:
    drifting = _flagged()["label"] == "drifting"
    return float(100 * _flagged().loc[drifting, "ok"].mean())


def _drifting_of_passed_percent() -> float:
    drifting = _flagged()["label"] == "drifting"
    return float(100 * drifting[_flagged()["ok"]].mean())


def _passed_of_sensor_percent() -> float:
    theirs = _flagged()["sensor"] == "AQ-06"
    return float(100 * _flagged().loc[theirs, "ok"].mean())


@cache
def _lowest_threshold(score: str, below: float) -> int:
    """Return the lowest whole threshold with fewer false alarms per week than asked."""
    scores = {
        "plain": lambda values: quality.plain_score(values),
        "hour": lambda values: quality.robust_score(values, by_hour=True),
        "around": lambda values: quality.robust_score(values, around=7),
    }
    values = scores[score](_hours()[SENSOR])
    wrong = _hours()["label"] == "spiking"
    for threshold in range(2, 26):
        found = quality.count_errors(quality.alarms(values, threshold=threshold), wrong)
        if found["false_alarms_per_week"] < below:
            return threshold
    raise ValueError(f"no whole threshold up to 25 gives fewer than {below} false alarms a week")


@cache
def _rmse(*, humid: bool = True, at_random: bool = False, measure: str = "rmse") -> float:
    """Return an error of the later weeks, or of the hours left by the lot."""
    if at_random:
        learn, test = calibration.split_at_random(_good(), share=1 / 3, seed=1)
    else:
        learn, test = calibration.split_by_time(_good(), learn_until="2026-02-09")
    learnt = calibration.fit(learn[REFERENCE], learn[SENSOR], learn[HUMIDITY] if humid else None)
    corrected = learnt.apply(test[SENSOR], test[HUMIDITY] if humid else None)
    return float(calibration.errors(test[REFERENCE], corrected)[measure])


def _rmse_of_a_swapped_fit() -> float:
    learn, test = calibration.split_by_time(_good(), learn_until="2026-02-09")
    learnt = calibration.fit(learn[SENSOR], learn[REFERENCE], learn[HUMIDITY])
    corrected = learnt.apply(test[SENSOR], test[HUMIDITY])
    return float(calibration.errors(test[REFERENCE], corrected)["rmse"])


def _rmse_on_the_learnt() -> float:
    learn, _ = calibration.split_by_time(_good(), learn_until="2026-02-09")
    learnt = calibration.fit(learn[REFERENCE], learn[SENSOR], learn[HUMIDITY])
    corrected = learnt.apply(learn[SENSOR], learn[HUMIDITY])
    return float(calibration.errors(learn[REFERENCE], corrected)["rmse"])


def _valid(sensor: str, *, flagged_too: bool = False) -> pd.Series:
    rows = _flagged()[_flagged()["sensor"] == sensor]
    rows = rows if flagged_too else rows[rows["ok"]]
    quarters = rows.set_index("time").sort_index()["value"].tz_convert("Europe/London").resample("h")
    return quality.valid_days(quarters.mean().where(quarters.count() >= 3))


def _days(*, flagged_too: bool = False) -> int:
    return int(sum(_valid(sensor, flagged_too=flagged_too).sum() for sensor in SENSORS))


EXERCISES = [
    Exercise(
        id="iot-3-copies",
        lesson=LESSON,
        expected=_copies_percent,
        unit="%",
        tolerance=0.01,
        mistakes=[
            Mistake(
                gives=lambda: _copies_percent(of_all=True),
                say="This is the share among the messages of all sensors; only those of AQ-02 are asked for.",
            ),
            Mistake(
                gives=lambda: float(quality.duplicated(_messages()).sum()),
                say="This is the number of copies; divide it by the messages of the sensor.",
            ),
            Mistake(
                gives=lambda: 100 * 70 / ((_messages()["sensor"] == "AQ-02").sum() - 70),
                say="This is copies per original; the messages of the sensor include its copies.",
            ),
        ],
        note="They do no harm to a mean of quarter hours once they are flagged; unflagged they count twice.",
        hints=[
            "Mark the copies in the whole table, then keep the rows of one sensor.",
            'messages["sensor"] == "AQ-02" is True for the rows to keep; put it into square brackets after the marks.',
            "The mean of True and False is the share of True; percent are a hundred times that.",
        ],
    ),
    Exercise(
        id="iot-3-drift",
        lesson=LESSON,
        expected=_passed_percent,
        unit="%",
        tolerance=0.05,
        mistakes=[
            Mistake(
                gives=lambda: 100 - _passed_percent(),
                say="This is the share that a rule caught; asked is the share that passes.",
            ),
            Mistake(
                gives=_passed_of_sensor_percent,
                say="These are all messages of AQ-06; it did not drift from the first day, so select by label.",
            ),
            Mistake(
                gives=lambda: float(100 * _flagged()["ok"].mean()),
                say="This is the share of all messages that pass; keep the drifting ones first.",
            ),
            Mistake(
                gives=_drifting_of_passed_percent,
                say="This is the share of drifting ones among those that pass; asked is the share of passing ones "
                "among those that drift.",
            ),
        ],
        note="The few that were caught were flagged for something else: they had reached the end of the scale.",
        hints=[
            "The table flagged has both columns you need: label and ok.",
            'Keep the rows where flagged["label"] == "drifting".',
            "ok is True or False; its mean is the share that passes, times 100 for percent.",
        ],
    ),
    Exercise(
        id="iot-3-threshold",
        lesson=LESSON,
        expected=lambda: _lowest_threshold("around", 2),
        mistakes=[
            Mistake(
                gives=lambda: _lowest_threshold("around", 1),
                say="This threshold gives fewer than one false alarm a week; the officer has time for more.",
            ),
            Mistake(
                gives=lambda: _lowest_threshold("around", 2) - 1,
                say="One step too low: at this threshold there are two false alarms a week or more.",
            ),
            Mistake(
                gives=lambda: _lowest_threshold("hour", 2),
                say="This is the threshold of the score by hour; another score has another scale.",
            ),
            Mistake(
                gives=lambda: _lowest_threshold("plain", 2),
                say="This is the threshold of the plain score; asked is the one that looks around.",
            ),
        ],
        note="Two of the thirty spikes are the price. Whether it is a good price depends on what a missed spike costs.",
        hints=[
            "Move the slider and read the title of the figure.",
            'Or call count("robust, around", threshold)["false_alarms_per_week"] for several thresholds.',
            "Start from a low threshold and go up one by one, until the rate is below two for the first time.",
        ],
    ),
    Exercise(
        id="iot-3-later",
        lesson=LESSON,
        expected=_rmse,
        unit="µg/m³",
        tolerance=0.005,
        mistakes=[
            Mistake(
                gives=lambda: _rmse(humid=False),
                say="This is the error without humidity; give it to fit and to apply.",
            ),
            Mistake(
                gives=lambda: _rmse(at_random=True),
                say="These are the hours drawn at random; learn from early and judge on later.",
            ),
            Mistake(
                gives=_rmse_on_the_learnt,
                say="This is the error in the weeks that were learnt; judge on the later ones.",
            ),
            Mistake(
                gives=_rmse_of_a_swapped_fit,
                say="This learnt the sensor from the reference; fit takes the reference first, then the sensor.",
            ),
            Mistake(
                gives=lambda: _rmse(measure="mae"),
                say="This is the mean absolute error; take the entry rmse.",
            ),
            Mistake(
                gives=lambda: _rmse(measure="bias"),
                say="This is the bias, the mean error with its sign; take the entry rmse.",
            ),
        ],
        note="Humidity removes a part of the error, but not the fading: the bias in later weeks stays.",
        hints=[
            "It takes three steps: calibration.fit on early, apply on later, calibration.errors on later.",
            'fit takes reference, sensor and humidity of early; the columns end in "_ugm3" and "_percent".',
            'apply takes sensor and humidity of later; compare with its reference, and take ["rmse"].',
        ],
    ),
    Exercise(
        id="iot-3-days",
        lesson=LESSON,
        expected=_days,
        mistakes=[
            Mistake(
                gives=lambda: _days(flagged_too=True),
                say="This counts flagged readings, too; use hourly from the lesson, which keeps those with ok.",
            ),
            Mistake(
                gives=lambda: sum(len(_valid(sensor)) for sensor in SENSORS),
                say="72 is 6 × AQ-03, or all days with any reading. Count the True of each sensor.",
            ),
            Mistake(
                gives=lambda: 84 - _days(),
                say="These are the days that are lost; asked are those that count.",
            ),
            Mistake(
                gives=lambda: int(_valid("AQ-03").sum()),
                say="This is one sensor alone; add up all six.",
            ),
        ],
        note="A published count of bad days should always come with the number of days that could be counted.",
        hints=[
            "The cell above does it for one sensor; do the same for each of the six.",
            'Call quality.valid_days(hourly(name)).sum() for each name from "AQ-01" to "AQ-06".',
            "A loop adds them up: start at 0, and add the valid days of each name.",
        ],
    ),
]
