"""Self-checks of *Wrap up: publish the air of Egret Quay*, for the data of any seed."""

import json
from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd

from citylab.iot import calibration, lora, quality, senml
from citylab.iot.practice._egret_quay import EgretQuay, draws
from citylab.practice import Exercise, Mistake
from citylab.practice.problems import DEFAULT_SEED, Problems

LESSON = "01-internet-of-things/06_wrap_up"
ZONE, WALL_CLOCK = "Asia/Shanghai", "SQ-02"
GUIDELINE_UGM3 = 15.0  # WHO 2021, PM2.5, 24 hours, as on the page
LEARN_UNTIL = "2026-02-16"
TEXT = EgretQuay(seed=DEFAULT_SEED)  # the numbers of the page


@cache
def _text_verdicts(most_ahead_s: float | None) -> tuple[np.ndarray, np.ndarray]:
    """Return for each pack of the text whether SenML refuses it, and whether it is no JSON."""
    packs, refused, no_json = TEXT.packs, [], []
    for received, payload in zip(packs["received"], packs["payload"], strict=True):
        no_json.append(_raises(ValueError, json.loads, payload))
        refused.append(_raises(senml.SenMLError, senml.read, payload, received=received, most_ahead_s=most_ahead_s))
    return np.array(refused), np.array(no_json)


def _raises(kind: type[Exception], function: Callable[..., object], *given: object, **options: object) -> bool:
    try:
        function(*given, **options)
    except kind:
        return True
    return False


def _unreadable(*, most_ahead_s: float | None = None, given: EgretQuay = TEXT) -> tuple[int, int]:
    """Return how many packs SenML refuses, and how many are no JSON; a pack cut off is both."""
    refused, no_json = _text_verdicts(most_ahead_s)
    return int((refused | given.is_cut).sum()), int((no_json | given.is_cut).sum())


@cache
def _flagged(*, clock: bool = True, unit: bool = True, given: EgretQuay = TEXT) -> pd.DataFrame:
    table = given.readings.copy()
    if unit:
        mass = table["unit"] == "kg/m3"
        table.loc[mass, "value"] = 1e9 * table.loc[mass, "value"]
        table.loc[mass, "unit"] = "ug/m3"
    if clock:
        ahead = table["sensor"] == given.name(WALL_CLOCK)
        table.loc[ahead, "time"] = table.loc[ahead, "time"] - pd.Timedelta(hours=8)
    return quality.flag(table)


@cache
def _hours(
    *, zone: str = ZONE, clock: bool = True, unit: bool = True, flags: bool = True, given: EgretQuay = TEXT
) -> dict[str, pd.DataFrame]:
    """Return reading and humidity of each sensor's trusted hours, on the clock of the zone."""
    table = _flagged(clock=clock, unit=unit, given=given)
    table = table[table["ok"]] if flags else table.drop_duplicates(["sensor", "time"])
    return {
        str(sensor): rows.set_index("time").sort_index()[["value", "humidity_percent"]].tz_convert(zone)
        for sensor, rows in table.groupby("sensor")
    }


def _days(**how: object) -> int:
    return int(sum(quality.valid_days(hours["value"]).sum() for hours in _hours(**how).values()))  # type: ignore[arg-type]


@cache
def _learnt(sensor: str, given: EgretQuay = TEXT) -> calibration.Calibration:
    early, _ = calibration.split_by_time(given.beside, learn_until=LEARN_UNTIL)
    return calibration.fit(early["reference_ugm3"], early[sensor], early["humidity_percent"])


@cache
def _sensors(given: EgretQuay = TEXT) -> tuple[str, ...]:
    return tuple(sorted(_hours(given=given)))


@cache
def _beside(sensor: str, given: EgretQuay = TEXT) -> pd.Series:
    table = given.beside
    return _learnt(sensor, given).apply(table[sensor], table["humidity_percent"])


@cache
def _rmse(sensor: str, *, raw: bool = False, early: bool = False, given: EgretQuay = TEXT) -> float:
    table = given.beside
    values = pd.DataFrame(
        {"reference": table["reference_ugm3"], "ours": table[sensor] if raw else _beside(sensor, given)}
    )
    part = calibration.split_by_time(values, learn_until=LEARN_UNTIL)[0 if early else 1]
    return float(calibration.errors(part["reference"], part["ours"])["rmse"])


def _worst(*, given: EgretQuay = TEXT, **how: bool) -> str:
    return max(_sensors(given), key=lambda sensor: _rmse(sensor, given=given, **how))


@cache
def _published(given: EgretQuay = TEXT) -> tuple[str, ...]:
    return tuple(sensor for sensor in _sensors(given) if sensor != _worst(given=given))


@cache
def _quay(
    *, everyone: bool = False, raw: bool = False, zone: str = ZONE, flags: bool = True, given: EgretQuay = TEXT
) -> pd.Series:
    """Return the mean of the sensors on each day. [µg/m³]"""
    days = {}
    for sensor in _sensors(given) if everyone else _published(given):
        hours = _hours(zone=zone, flags=flags, given=given)[sensor]
        values = hours["value"] if raw else _learnt(sensor, given).apply(hours["value"], hours["humidity_percent"])
        days[sensor] = quality.daily_mean(values)
    return pd.DataFrame(days).mean(axis=1)


def _exceeded(margin_ugm3: float = 0.0, *, given: EgretQuay = TEXT, **how: object) -> int:
    return int((_quay(given=given, **how) > GUIDELINE_UGM3 + margin_ugm3).sum())  # type: ignore[arg-type]


@cache
def _error_ugm3(*, step: str = "D", early: bool = False, given: EgretQuay = TEXT) -> float:
    """Return the RMSE of the mean of the published sensors beside the reference, in steps of a day or an hour."""
    ours = pd.concat([_beside(sensor, given) for sensor in _published(given)], axis=1).mean(axis=1)
    table = given.beside.assign(ours=ours)
    part = calibration.split_by_time(table, learn_until=LEARN_UNTIL)[0 if early else 1].resample(step).mean()
    return float(calibration.errors(part["reference_ugm3"], part["ours"])["rmse"])


def _messages(all_bytes: int | None = None, factor: int = 12, given: EgretQuay = TEXT) -> int:
    on_air_ms = lora.time_on_air_ms(all_bytes or given.app_bytes + lora.LORAWAN_BYTES, spreading_factor=factor)
    return lora.messages_per_day(on_air_ms, duty_cycle=None, airtime_s_per_day=given.airtime_s)


def exercises_for(given: EgretQuay) -> list[Exercise]:
    """Return the six exercises; their truth is computed from the data that are given."""
    return [
        Exercise(
            id="iot-w-refused",
            lesson=LESSON,
            expected=lambda: _unreadable(given=given)[0],
            mistakes=[
                Mistake(
                    gives=lambda: _unreadable(given=given)[1],
                    say="These are the packs that are no JSON. Others are JSON, and SenML refuses them all the same.",
                ),
                Mistake(
                    gives=lambda: _unreadable(most_ahead_s=60, given=given)[0],
                    say="This puts aside what comes from the future, too. Such a pack can be read, and perhaps be "
                    "repaired.",
                ),
                Mistake(
                    gives=lambda: len(given.packs) - _unreadable(given=given)[0],
                    say="These are the packs that can be read; the refused ones are asked for.",
                ),
                Mistake(
                    gives=1, say="Go on after the first error: with try inside the loop, each pack gets its own chance."
                ),
                Mistake(
                    gives=lambda: len(given.packs),
                    say="These are all packs. Is there an error that has nothing to do with the packs, such as a "
                    "wrong name?",
                ),
            ],
            hints=[
                "Go through the packs one by one; senml.read raises a senml.SenMLError where it refuses one.",
                'for payload in packs["payload"]: try to read it; on except senml.SenMLError, add 1 to a counter.',
                "refused = 0, then the loop; inside: try: senml.read(payload), and in the next line of the same depth "
                "except senml.SenMLError: refused = refused + 1.",
            ],
            note="Print a few of the errors, too: three kinds of trouble, and each has another remedy.",
        ),
        Exercise(
            id="iot-w-days",
            lesson=LESSON,
            expected=lambda: _days(given=given),
            unit="sensor-days",
            mistakes=[
                Mistake(
                    gives=0,
                    say="Lesson 3 asked for three quarter hours; here an hour has one reading. Drop that condition.",
                ),
                Mistake(
                    gives=lambda: _days(clock=False, given=given),
                    say="All days of one sensor are lost to something that can be repaired before you flag. "
                    "Look at the clocks, and at the units; a value that you converted needs its new unit, too.",
                ),
                Mistake(
                    gives=lambda: _days(clock=False, unit=False, given=given),
                    say="Two sensors lose all their days to something that can be repaired before you flag.",
                ),
                Mistake(
                    gives=lambda: _days(zone="UTC", given=given),
                    say="You counted days from midnight in UTC, or in London. The quay's midnight is at another time.",
                ),
                Mistake(
                    gives=lambda: _days(flags=False, given=given),
                    say="This counts readings that were flagged, too. Keep the rows that are ok.",
                ),
                Mistake(gives=126, say="This is six sensors times 21 days: no day was refused."),
            ],
            hints=[
                "Flag first and look which rule hits which sensor. Two sensors fail in every row: what would make "
                "them right again?",
                "table.loc[rows, column] = ... changes some rows. Where unit is kg/m3: multiply value by 1e9, then "
                "set unit to ug/m3. The sensor of the future sends the quay's clock and calls it UTC, so "
                "quality.from_wall_clock refuses its times; subtract pd.Timedelta(hours=8) from time. Flag again.",
                "For each sensor: its rows that are ok, "
                'set_index("time").sort_index()["value"].tz_convert("Asia/Shanghai"); '
                "quality.valid_days of that, summed; add up all six.",
            ],
            note=f"{given.name('SQ-04')} lost a day to spikes on the worst days. It reads twice what is true, "
            "so real peaks pass a limit in its own units.",
        ),
        Exercise(
            id="iot-w-sensor",
            lesson=LESSON,
            expected=lambda: _worst(given=given),
            mistakes=[
                Mistake(
                    when=lambda name: isinstance(name, str) and name.strip().upper() not in _sensors(given),
                    say="No sensor has this name. They are called SQ-01, SQ-02, SQ-03, SQ-04, SQ-05 and SQ-06.",
                ),
                Mistake(
                    gives=lambda: _worst(raw=True, given=given),
                    say="This one is worst before the correction. A large gain does no harm once it is known.",
                ),
                Mistake(
                    gives=lambda: _worst(early=True, given=given),
                    say="This one is worst on the weeks you learnt from. Judge on those that it has not seen.",
                ),
                Mistake(
                    when=lambda name: isinstance(name, str) and name.strip().upper() != _worst(given=given),
                    say="On the later weeks, another sensor is further off after correction. Print all six errors.",
                ),
            ],
            hints=[
                "Learn a correction for each sensor in the first two weeks, and compute its error in the last two.",
                'calibration.split_by_time(beside, learn_until="2026-02-16") gives both parts; fit and apply take '
                "the humidity last, as in lesson 3.",
                'After learnt = {}, in a loop over the names: learnt[name] = calibration.fit(early["reference_ugm3"], '
                'early[name], early["humidity_percent"]); calibration.errors(later["reference_ugm3"], '
                'learnt[name].apply(later[name], later["humidity_percent"]))["rmse"].',
            ],
            note="In the weeks it learnt from, it was no worse than the others. It fades.",
        ),
        Exercise(
            id="iot-w-exceeded",
            lesson=LESSON,
            expected=lambda: _exceeded(given=given),
            unit="days",
            mistakes=[
                Mistake(
                    gives=lambda: _exceeded(everyone=True, given=given),
                    say="This includes the sensor that you refused; it fades and pulls the mean down.",
                ),
                Mistake(
                    gives=lambda: _exceeded(raw=True, given=given),
                    say="These are raw readings. Correct each sensor first.",
                ),
                Mistake(
                    gives=lambda: _exceeded(zone="UTC", given=given),
                    say="These days begin at midnight in UTC. Which clock do people on the quay live by?",
                ),
            ],
            hints=[
                "Hourly readings of a sensor, corrected; then its daily means; then the mean of the five on each day.",
                'The humidity stands in the same rows: learnt[name].apply(rows["value"], rows["humidity_percent"]).',
                "Put quality.daily_mean of each corrected sensor, on the clock of Asia/Shanghai, into a dictionary; "
                "pd.DataFrame(dictionary).mean(axis=1) is the quay; count the days above 15.",
            ],
        ),
        Exercise(
            id="iot-w-sure",
            lesson=LESSON,
            expected=lambda: _exceeded(2 * _error_ugm3(given=given), given=given),
            unit="days",
            mistakes=[
                Mistake(
                    gives=lambda: _exceeded(2 * _error_ugm3(step="h", given=given), given=given),
                    say="You took the error of an hour. Much of it averages out over a day: judge daily means.",
                ),
                Mistake(
                    gives=lambda: _exceeded(_error_ugm3(given=given), given=given),
                    say="The margin is too small. It is two standard uncertainties, and what all five sensors "
                    "get wrong together does not shrink with their number.",
                ),
                Mistake(
                    gives=lambda: _exceeded(given=given), say="These are all days above the guideline, sure or not."
                ),
            ],
            hints=[
                "The quay's daily mean has an error, too. Where do you know the truth, on which days may you judge?",
                "On the last two weeks beside the reference: the mean of the five corrected sensors, by day, "
                "against the reference, by day. "
                "Its RMSE is the standard uncertainty.",
                'resample("D").mean() makes days of both; calibration.errors(...)["rmse"]; then count the quay\'s '
                "days above 15 + 2 * rmse.",
            ],
            note="Each of these days exceeds even if the sensors read two standard uncertainties too high.",
        ),
        Exercise(
            id="iot-w-radio",
            lesson=LESSON,
            expected=lambda: _messages(given=given),
            unit="messages a day",
            mistakes=[
                Mistake(
                    gives=lambda: _messages(given.app_bytes, given=given),
                    say="You sent the bytes of the reading alone; LoRaWAN adds its own to each message.",
                ),
                Mistake(
                    gives=lambda: lora.messages_per_day(
                        lora.time_on_air_ms(given.app_bytes + lora.LORAWAN_BYTES, spreading_factor=12)
                    ),
                    say="This is Europe's duty cycle of 1 %. Here the network sets the limit.",
                ),
                Mistake(
                    gives=lambda: _messages(factor=7, given=given),
                    say="This is spreading factor 7; the gateway is far away, and 12 is needed.",
                ),
            ],
            hints=[
                "First the time on air of one message, then how often it fits into the air time of a day.",
                "The message has problem.app_bytes + lora.LORAWAN_BYTES bytes; lora.messages_per_day takes "
                "airtime_s_per_day=problem.airtime_s and duty_cycle=None.",
                "lora.messages_per_day(lora.time_on_air_ms(problem.app_bytes + lora.LORAWAN_BYTES, "
                "spreading_factor=12), duty_cycle=None, airtime_s_per_day=problem.airtime_s).",
            ],
            note="Compare with 24: does one message an hour fit? If not, several hours in one message may.",
        ),
    ]


def _quick_ones(given: EgretQuay) -> list[Exercise]:
    """Leave out the packs: to read 3,000 takes seconds, and cut packs keep its slips apart as they are."""
    return exercises_for(given)[1:]


def _is_fair(given: EgretQuay) -> bool:
    """Ask whether some days are sure and some are not, and no day is near a threshold."""
    above, sure = _exceeded(given=given), _exceeded(2 * _error_ugm3(given=given), given=given)
    margins_ugm3 = (0.0, 2 * _error_ugm3(given=given))
    gaps_ugm3 = [(_quay(given=given) - GUIDELINE_UGM3 - margin).abs().min() for margin in margins_ugm3]
    return 0 < sure < above < 20 and min(gaps_ugm3) > 0.1


new_problem = Problems(TEXT, draws, exercises_for=exercises_for, is_fair=_is_fair, tried_with=_quick_ones)
EXERCISES = exercises_for(TEXT)
