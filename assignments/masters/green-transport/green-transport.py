# %% [markdown]
# # Redesign the corridor
#
# The *transport authority of Ancoats Quay* was glad of your work on North Road, and asks about its second corridor. **Dock Road** runs from the fish market along the docks to
# the sea: bus 31 all the way, bus 32 half of it and then south, over the only bridge, to the estate at Marsh End. "People say that the bus is never there. Marsh End can't reach the
# jobs by the harbour. We promised less carbon dioxide, and we have £700,000 a year. Which headways, which stops, which lights, and a bus lane or none? Who gains?"
#
# This assignment is worth [[total]]. It takes about six hours.
#
# | part | what you do | lesson that helps | minutes |
# |---|---|---|--:|
# | A | read the timetable | 1 | 75 |
# | B | see who reaches what | 2 | 95 |
# | C | predict a switch of mode | 3 | 50 |
# | D | judge the lights | 4 | 30 |
# | E | decide, and write to the authority | all | 120 |
#
# **How it is marked.**
#
# * Most answers are functions. The tests that you see check the *form*: name, kind of answer, length, unit. When you
#   hand in, hidden tests call your functions with *other* timetables, streets, travellers and options, and check the values.
# * A test of one question never needs your answer to another. Each question can be solved alone.
# * Return the answer; printing it is not enough. Don't round inside a function. Don't change what the function is given. Tables may have any index, and more columns than you need.
# * Where a limit could matter, the question says whether *equal* counts. No test comes so close to a limit that rounding in the last digits decides.
# * Keep the names that are given, and don't assign to them. You may add cells of your own for trying out.
# * You may use everything from the lessons, pandas, NumPy, SciPy and `math`. Before you hand in: *Kernel*, then
#   *Restart Kernel and Run All Cells*.
#
# **Data** `corridor_redesign_synthetic`: Dock Road in May 2026, simulated, CC0. Streets, timetable, homes, people, costs and effects are made up. Times of a timetable are seconds of the service
# day by the town's clock, which is that of Helsinki. `data.describe("corridor_redesign_synthetic")` explains every column.
#
# | what | how it was collected |
# |---|---|
# | observed day | line 31 at one stop, D06, towards the sea, Tuesday 12 May, 6:00 to 22:00 |
# | homes, income | the register of residents; income by the tax office |
# | workplaces | jobs with working hours between 7:00 and 19:00 |
# | travel times | leaving at 8:00 on a weekday, walking 4.8 km/h, by the planned timetable |
# | survey | 900 adults who drove or rode a bus along Dock Road on a weekday morning, asked in an app |
# | trial runs | simulated peak hours: vehicles and the people in them |

# %%
import math

import numpy as np
import pandas as pd

from citylab import data

dock_road = data.load("corridor_redesign_synthetic")

# %% [markdown]
# ## Part A: read the timetable
#
# Dock Road's timetable follows GTFS, with names shortened. First the clock and the calendar, then what a passenger waits, then what a day costs in kilometres and hours.

# %%
stop_times = dock_road["stop_times"]
stop_times[stop_times["trip_id"].isin(["31a076", "N31a"])].groupby("trip_id").head(2)

# %% [markdown] question="moments"
# ### 1. When is 25:10? ([[points]])
#
# GTFS counts a time from *noon minus 12 hours* of the service day, and hours may pass 24. Write `moments(times, service_date, zone)`: the moments that the times mean.
#
# * `times`: a Series of text such as `"7:05:00"`, `"07:05:00"` or `"25:10:00"`; blanks may stand around it. Where a timetable gives no time, the text is empty or only blanks, or the entry is missing (NaN). At least one entry has a time. Hours have one or two digits.
# * `service_date`: text such as `"20260512"`. `zone`: the time zone of the agency, such as `"Europe/Helsinki"`. Noon is noon by the clock of that zone.
# * Returns a Series of times *with* a time zone, on the same index; NaT where there is no time. Any time zone will do, if the moment is right.


# %% solution="moments"
def moments(times: pd.Series, service_date: str, zone: str) -> pd.Series:
    """Return the moments that GTFS times mean; NaT where there is none."""
    ### BEGIN SOLUTION
    parts = times.str.strip().str.extract(r"^(\d+):(\d+):(\d+)$").astype(float)
    seconds = 3600 * parts[0] + 60 * parts[1] + parts[2]
    noon = pd.Timestamp(f"{service_date} 12:00", tz=zone)
    return noon - pd.Timedelta(hours=12) + pd.to_timedelta(seconds, unit="s")
    ### END SOLUTION


# %% [markdown] discussion="moments"
# GTFS counts from twelve hours before noon, so the code does exactly that: noon by the zone's clock, minus twelve
# hours, plus the seconds. On the two days when the clocks change this isn't midnight, and adding the seconds to the
# date itself is an hour wrong all day. `pd.to_timedelta(times.str.strip())` reads such texts, too, `"25:10:00"`
# included. `pd.to_datetime` refuses hours from 24 on, and taking them modulo 24 brings the night bus a day too early.

# %% tests="moments" points=2
# Form: a Series of times with a zone on the same index. Hidden: values on other days without a change of the clock.
_called = "moments(times, service_date, zone)"
_times = pd.Series(["7:05:00", "25:10:00", "", float("nan")], index=list("abcd"))
_value = moments(_times.copy(), "20260512", "Europe/Helsinki")
_seen = "None: did you return it?" if _value is None else f"of type {type(_value).__name__}"
assert type(_value) is pd.Series, f"{_called} should be a Series on the same index; yours is {_seen}"
assert _value.index.equals(_times.index), f"{_called} should be a Series on the same index"
assert isinstance(_value.dtype, pd.DatetimeTZDtype), f"{_called} should hold times with a time zone; yours holds {_value.dtype}"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(texts, seconds, date, zone, index, say):
    _given = pd.Series(texts, index=index, dtype=object)
    _before = _given.copy()
    _value = moments(_given, date, zone)
    assert _given.equals(_before), "don't change the times that are given"
    assert type(_value) is pd.Series, "a Series on the index of the times"
    assert _value.index.equals(_before.index), "a Series on the index of the times, even if a label comes twice"
    assert isinstance(_value.dtype, pd.DatetimeTZDtype), "times with a time zone"
    _truth = pd.Timestamp(f"{date[:4]}-{date[4:6]}-{date[6:]} 12:00").tz_localize(zone).timestamp() - 43200 + np.array(seconds, dtype=float)
    assert list(_value.isna()) == list(np.isnan(_truth)), "NaT where there is no time, and nowhere else"
    _found = [_one.timestamp() for _one in _value.dropna()]
    assert np.abs(np.array(_found) - _truth[~np.isnan(_truth)]).max() < 0.5, say


_say = "hours, minutes and seconds after midnight of the service day; from 24:00:00 on it is the next day"
_gap = float("nan")
_check(["5:30:00", "05:30:59", " 23:59:59 ", "24:00:00", "25:10:00", "0:00:00", "47:59:01"], [19800, 19859, 86399, 86400, 90600, 0, 172741], "20260512", "Europe/Helsinki", [3, 3, 1, 1, 2, 0, 3], _say)
_check(["", "9:08:07", _gap, " ", "10:00:00", None], [_gap, 32887, _gap, _gap, 36000, _gap], "20260131", "Europe/Lisbon", list("aabbcc"), _say)
_check(["7:00:00", "31:30:15"], [25200, 113415], "20251231", "Asia/Shanghai", [0, 1], "use the zone that is given")
_draw = np.random.default_rng(3)
_seconds = _draw.integers(0, 30 * 3600, 300)
_texts = [f"{_one // 3600}:{_one // 60 % 60:02d}:{_one % 60:02d}" for _one in _seconds]
_check(_texts, _seconds, "20260228", "America/New_York", range(900, 600, -1), _say)
_draw = np.random.default_rng([_class_seed(), 11])
for _date, _zone in (("20260512", "Europe/Helsinki"), ("20260715", "America/Lima"), ("20260121", "Asia/Tokyo")):
    _seconds = [float(_one) if _draw.random() < 0.8 else _gap for _one in _draw.integers(0, 30 * 3600, 40)] + [61.0]
    _texts = [f" {_one // 3600:.0f}:{_one // 60 % 60:02.0f}:{_one % 60:02.0f}" if _one == _one else "" for _one in _seconds]
    _check(_texts, _seconds, _date, _zone, _draw.integers(0, 20, 41), _say)
### END HIDDEN TESTS

# %% tests="moments" points=1
# Form: the same on a day on which the clocks change. Hidden: values.
_called = "moments(times, service_date, zone)"
_times = pd.Series(["0:30:00", "12:00:00"])
_value = moments(_times.copy(), "20260329", "Europe/Helsinki")
_seen = "None: did you return it?" if _value is None else f"of type {type(_value).__name__}"
assert type(_value) is pd.Series, f"{_called} should be a Series on the same index; yours is {_seen}"
assert isinstance(_value.dtype, pd.DatetimeTZDtype), f"{_called} should hold times with a time zone; yours holds {_value.dtype}"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed

for _date, _zone, _text, _moment in (
    ("20260329", "Europe/Helsinki", "0:30:00", "2026-03-28 21:30"), ("20260329", "Europe/Helsinki", "5:30:00", "2026-03-29 02:30"), ("20260329", "Europe/Helsinki", "25:00:00", "2026-03-29 22:00"),
    ("20261025", "Europe/Helsinki", "0:30:00", "2026-10-24 22:30"), ("20261025", "Europe/Helsinki", "12:00:00", "2026-10-25 10:00"), ("20261025", "Europe/London", "7:15:00", "2026-10-25 07:15"),
    ("20261004", "Australia/Lord_Howe", "1:00:00", "2026-10-03 14:00"), ("20260405", "Australia/Lord_Howe", "1:00:00", "2026-04-04 14:30"), ("20260405", "Australia/Sydney", "0:30:00", "2026-04-04 14:30"), ("20261004", "Australia/Sydney", "0:30:00", "2026-10-03 13:30"),
    ("20260308", "America/New_York", "1:00:00", "2026-03-08 05:00"), ("20260328", "Europe/Helsinki", "29:00:00", "2026-03-29 03:00"), ("20261024", "Europe/Helsinki", "30:00:00", "2026-10-25 03:00")):
    _value = moments(pd.Series([_text, ""]), _date, _zone)
    assert type(_value) is pd.Series, "a Series of times with a zone"
    assert isinstance(_value.dtype, pd.DatetimeTZDtype), "a Series of times with a zone"
    assert list(_value.isna()) == [False, True], "each time has its moment, also when the clocks change"
    assert abs(_value.iloc[0] - pd.Timestamp(_moment, tz="UTC")) < pd.Timedelta("1s"), "count from twelve hours before noon; when the clocks change, that is not midnight"
import datetime as _datetime
import zoneinfo as _zoneinfo

_draw = np.random.default_rng([_class_seed(), 12])
_changes = [("20250330", "Europe/Rome"), ("20251026", "Europe/Rome"), ("20251102", "America/Chicago"), ("20270314", "America/Chicago"), ("20260404", "Pacific/Auckland"), ("20260405", "Pacific/Auckland"), ("20260927", "Pacific/Auckland")]
for _place in _draw.permutation(len(_changes))[:4]:
    _date, _zone = _changes[_place]
    _seconds = _draw.integers(0, 30 * 3600, 5)
    _noon = _datetime.datetime(int(_date[:4]), int(_date[4:6]), int(_date[6:]), 12, tzinfo=_zoneinfo.ZoneInfo(_zone)).timestamp()
    _value = moments(pd.Series([f"{_one // 3600}:{_one // 60 % 60:02d}:{_one % 60:02d}" for _one in _seconds]), _date, _zone)
    assert type(_value) is pd.Series, "a Series of times with a zone"
    assert isinstance(_value.dtype, pd.DatetimeTZDtype), "a Series of times with a zone"
    assert _value.notna().all(), "each time has its moment, also when the clocks change"
    assert max(abs(_one.timestamp() - _noon + 43200 - _two) for _one, _two in zip(_value, _seconds, strict=True)) < 0.5, "count from twelve hours before noon; when the clocks change, that is not midnight"
### END HIDDEN TESTS

# %% [markdown] question="running"
# ### 2. Which services run? ([[points]])
#
# Write `running(calendar, exceptions, date)`: the services that run on a day.
#
# * `calendar`: a table with the columns `service_id`, `monday` to `sunday` (1 or 0), `start_date` and `end_date`. A service runs on its weekdays from its first to its last date, both included. The table may have no row.
# * `exceptions`: a table with the columns `service_id`, `date` and `exception_type`: 1 adds the service on that date, 2 takes it away, whatever the calendar says. It may name a service that the calendar doesn't have, and it may have no row.
#   No service has two exceptions on one date.
# * Dates are text such as `"20260512"`, services are text, the other columns whole numbers. `date`: text like the others.
# * Returns a `set` of services; an empty set if none runs.


# %% solution="running"
def running(calendar: pd.DataFrame, exceptions: pd.DataFrame, date: str) -> set[str]:
    """Return the services that run on a date."""
    ### BEGIN SOLUTION
    weekday = pd.Timestamp(date).day_name().lower()
    is_usual = (calendar[weekday] == 1) & (calendar["start_date"] <= date) & (calendar["end_date"] >= date)
    today = exceptions[exceptions["date"] == date]
    added = set(today.loc[today["exception_type"] == 1, "service_id"])
    removed = set(today.loc[today["exception_type"] == 2, "service_id"])
    return (set(calendar.loc[is_usual, "service_id"]) | added) - removed
    ### END SOLUTION


# %% [markdown] discussion="running"
# Sets say it as the rule does: the usual ones, with the added ones, without the removed ones. Dates written as
# `YYYYMMDD` compare rightly as text, so nothing has to be converted but the weekday. An exception counts on its own
# date only, and may add a service that the calendar doesn't have, so looking up each service of the calendar in turn
# misses some. A loop over the rows with `add` and `discard` is as good.

# %% tests="running" points=2
# Form: a set of text. Hidden: other calendars and days.
_called = "running(calendar, exceptions, date)"
_value = running(dock_road["calendar"].copy(), dock_road["calendar_dates"].copy(), "20260512")
_seen = "None: did you return it?" if _value is None else f"of type {type(_value).__name__}"
assert type(_value) is set, f"{_called} should be a set; yours is {_seen}"
for _one in _value:
    assert type(_one) is str, f"{_called} should hold services, which are text"
### BEGIN HIDDEN TESTS
import datetime as _datetime

from citylab.forms import class_seed as _class_seed

_days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


_read = {}


def _rows(table):
    """Return the rows of a table, which is asked for many dates; it is kept beside them, so that no other has its number."""
    if id(table) not in _read:
        _read[id(table)] = table, table.to_dict("records")
    return _read[id(table)][1]


def _truth(calendar, exceptions, date):
    _day = _datetime.date(int(date[:4]), int(date[4:6]), int(date[6:])).weekday()
    _found = {_row["service_id"] for _row in _rows(calendar) if _row[_days[_day]] == 1 and _row["start_date"] <= date <= _row["end_date"]}
    for _row in _rows(exceptions):
        if _row["date"] == date:
            _found = _found | {_row["service_id"]} if _row["exception_type"] == 1 else _found - {_row["service_id"]}
    return _found


def _check(calendar, exceptions, date, say):
    _given = calendar.copy(), exceptions.copy()
    _value = running(*_given, date)
    assert _given[0].equals(calendar), "don't change the tables that are given"
    assert _given[1].equals(exceptions), "don't change the tables that are given"
    assert type(_value) is set, "a set of services"
    assert all(type(_one) is str for _one in _value), "services are text"
    assert _value == _truth(calendar, exceptions, date), say


_draw = np.random.default_rng(12)
_calendar = pd.DataFrame({"end_date": _draw.choice(["20260531", "20260614", "20270103"], 40), **{_day: _draw.integers(0, 2, 40) for _day in reversed(_days)},
    "start_date": _draw.choice(["20260501", "20260520", "20251229"], 40), "service_id": [f"{_one:03d}" for _one in range(40)]}, index=_draw.integers(0, 9, 40))
_calendar["end_date"] = np.where(_calendar["start_date"] == "20251229", "20260105", _calendar["end_date"])
_calendar[_days[1]] = np.where(_calendar["service_id"].isin(["003", "004", "009"]), 1, _calendar[_days[1]])
_calendar.loc[_calendar["service_id"].isin(["003", "004", "009"]).to_numpy(), "start_date"] = "20260501"
_calendar.loc[_calendar["service_id"].isin(["003", "004", "009"]).to_numpy(), "end_date"] = "20260531"
_exceptions = pd.DataFrame([("003", "20260519", 2), ("004", "20260519", 1), ("new", "20260519", 1), ("extra", "20260519", 1), ("extra", "20260525", 1), ("007", "20260701", 1), ("009", "20260519", 2), ("gone", "20260519", 2)],
    columns=["service_id", "date", "exception_type"], index=[5, 5, 5, 1, 1, 0, 2, 8])
for _date in ("20260501", "20260502", "20260503", "20260504", "20260506", "20260520", "20260531", "20260601", "20260614", "20260615", "20260101", "20260105", "20260106", "20251228", "20251229", "20270103", "20270104"):
    _check(_calendar, _exceptions, _date, "the weekday of the date, from the first to the last date, both included")
for _date in ("20260519", "20260525", "20260701", "20260526"):
    _check(_calendar, _exceptions, _date, "an exception counts on its own date only: 1 adds, 2 takes away, with or without a row in the calendar")
_check(_calendar.iloc[:0], _exceptions, "20260525", "there may be exceptions only")
_check(_calendar, _exceptions.iloc[:0], "20260520", "there may be no exceptions")
_check(_calendar.iloc[:0], _exceptions.iloc[:0], "20260520", "if nothing runs the set is empty")
_draw = np.random.default_rng([_class_seed(), 21])
_dates = [f"2026{_month:02d}{_day:02d}" for _month in (2, 3) for _day in range(1, 29)]
_calendar = pd.DataFrame({"service_id": [f"s{_one}" for _one in _draw.permutation(25)], **{_day: _draw.integers(0, 2, 25) for _day in _days}, "start_date": _draw.choice(_dates[:25], 25), "end_date": _draw.choice(_dates[25:], 25)})
_chosen = [str(_one) for _one in _draw.choice(_dates, 4, replace=False)]
_exceptions = pd.DataFrame([(f"s{_one}", _date, int(_draw.integers(1, 3))) for _date in _chosen for _one in _draw.choice(32, 9, replace=False)], columns=["service_id", "date", "exception_type"])
for _date in (*_chosen, str(_calendar["end_date"][3]), str(_calendar["start_date"][5])):
    _check(_calendar, _exceptions, _date, "weekday and dates of the calendar, both ends included; then the exceptions of that date")
### END HIDDEN TESTS

# %% [markdown] question="wait"
# ### 3. How much longer than planned do people wait? ([[points]])
#
# Passengers who come at random wait longer when buses bunch, because more of them come during a long gap. With the gaps $h$ between one bus and the next, their mean wait is
# $\operatorname{mean}(h^2) / (2\operatorname{mean}(h))$. The *excess wait* is the wait for the buses that came, minus the wait for the buses that were planned.
#
# Write `excess_wait_min(planned_s, actual_s)`.
#
# * `planned_s`, `actual_s`: two Series of the departures of the same runs at one stop, in seconds, on the same index. A run that was cancelled has NaN in `actual_s`; it was planned all the same.
# * Runs may stand in any order, and one bus may overtake another. Each wait is counted from the first to the last of its own departures. At least three runs are not cancelled, and not all at one time.
# * Returns one number in **minutes**, as a `float`; negative if people wait less than planned.


# %% solution="wait"
def excess_wait_min(planned_s: pd.Series, actual_s: pd.Series) -> float:
    """Return how much longer passengers wait than planned. [min]"""
    ### BEGIN SOLUTION
    waits = []
    for departures_s in (planned_s, actual_s):
        gaps_min = np.diff(np.sort(departures_s.dropna())) / 60
        waits.append((gaps_min**2).mean() / (2 * gaps_min.mean()))
    return float(waits[1] - waits[0])
    ### END SOLUTION


# %% [markdown] discussion="wait"
# Squares give long gaps their weight: more people come during them, and each waits longer. Planned and actual
# departures are treated alike and each for itself, so a loop over the two saves a second copy of the formula. Sort
# before taking the gaps, for runs stand in any order and buses overtake; `np.diff` on unsorted times gives negative
# gaps. A cancelled run is dropped from the actual departures only: it was planned, and people wait for it. Half the
# mean gap is right only where all gaps are equal.

# %% tests="wait" points=2
# Form: one number in minutes. Hidden: values for other days.
from citylab.forms import number as _number

_called = "excess_wait_min(planned_s, actual_s)"
_observed = dock_road["observed"]
_value = _number(excess_wait_min(_observed["planned_s"].copy(), _observed["actual_s"].copy()), _called, unit="minutes", low=-60, high=60)
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(planned, actual, truth, say, index=None):
    _given = [pd.Series(_one, dtype=float, index=index) for _one in (planned, actual)]
    _before = [_one.copy() for _one in _given]
    _value = _number(excess_wait_min(*_given), _called, unit="minutes")
    assert all(_one.equals(_two) for _one, _two in zip(_given, _before, strict=True)), "don't change what is given"
    assert abs(_value - truth) < 0.01, say


def _wait(times):
    _times = sorted(_one for _one in times if _one == _one)
    _gaps = [(_two - _one) / 60 for _one, _two in zip(_times, _times[1:], strict=False)]
    return sum(_gap * _gap for _gap in _gaps) / sum(_gaps) / 2


_gap = float("nan")
_check([0, 600, 1200, 1800], [60, 660, 1260, 1860], 0.0, "a bus that is always a minute late keeps its gaps")
_check([0, 600, 1200, 1800, 2400], [0, 1200, 1200, 2400, 2400], 5.0, "two buses every twenty minutes: ten minutes' wait instead of five")
_check([0, 600, 1200, 1800], [0, _gap, 1200, 1800], (400 + 100) / 30 / 2 - 5, "a cancelled run leaves a gap, and was planned all the same", list("aabb"))
_check([0, 1200, 1800, 2400], [0, 900, 1700, 2300], _wait([0, 900, 1700, 2300]) - _wait([0, 1200, 1800, 2400]), "the planned gaps may differ, too")
_check([0, 2400, 1200, 3600], [100, 4000, 1000, 3000], _wait([100, 4000, 1000, 3000]) - 10, "sort the departures: runs may stand in any order, and buses overtake")
for _seed in (1, 2, 3, [_class_seed(), 31]):
    _draw = np.random.default_rng(_seed)
    _planned = np.cumsum(_draw.choice([300, 450, 900], 120)) + 20_000.0
    _actual = _planned + _draw.gamma(2.0, 200.0, 120)
    _actual[_draw.choice(120, 12, replace=False)] = _gap
    _order = _draw.permutation(120)
    _check(_planned[_order], _actual[_order], _wait(_actual) - _wait(_planned), "sort, take the gaps, mean of squares over twice the mean; planned and actual each for itself", range(500, 380, -1))
_check([0, 1200, 2400, 3000, 6000], [0, 700, 1500, 2100, 2700], _wait([0, 700, 1500, 2100, 2700]) - _wait([0, 1200, 2400, 3000, 6000]), "people may also wait less than planned")
### END HIDDEN TESTS

# %% [markdown] question="service"
# ### 4. What a day of service takes ([[points]])
#
# Write `daily_service(stop_times, frequencies)`: runs, vehicle-kilometres and vehicle-hours of a day, line by line.
#
# * `stop_times`: a table with the columns `trip_id`, `route_id`, `stop_sequence`, `arrival_s`, `departure_s` and `distance_m`, one row per trip and stop, in any order. `stop_sequence` ascends along a trip, from any number and with gaps. `distance_m` is measured along the way,
#   and needn't begin at 0. Between the ends of a trip `arrival_s`, `departure_s` and `distance_m` may be NaN.
# * `frequencies`: a table with the columns `trip_id`, `start_s`, `end_s` and `headway_s`. A trip that stands here is only a *template*: copies of it start from `start_s` on, one headway apart, all before `end_s`. With `start_s` 0, `end_s` 3600 and `headway_s` 1200
#   there are three, at 0, 1200 and 2400; with `end_s` 3601 there are four. Of the template itself only the duration and the distance matter. It may stand here several times; the copies add up. A trip that doesn't stand here runs once. The table may have no row.
# * A run lasts from the departure at its first stop to the arrival at its last. Every trip has two stops or more, every line one run or more.
# * Returns a table with the `route_id` as index, in ascending order, and the columns `runs`, `vehicle_km` and `vehicle_h`, in this order.


# %% solution="service"
def daily_service(stop_times: pd.DataFrame, frequencies: pd.DataFrame) -> pd.DataFrame:
    """Return runs, vehicle-kilometres [km] and vehicle-hours [h] by line."""
    ### BEGIN SOLUTION
    ordered = stop_times.sort_values("stop_sequence").set_index("trip_id")
    first = ordered[~ordered.index.duplicated(keep="first")]
    last = ordered[~ordered.index.duplicated(keep="last")].reindex(first.index)
    copies = np.ceil((frequencies["end_s"] - frequencies["start_s"]) / frequencies["headway_s"])
    copies = copies.groupby(frequencies["trip_id"]).sum()
    trips = pd.DataFrame({"route_id": first["route_id"], "runs": copies.reindex(first.index).fillna(1.0)})
    trips["vehicle_km"] = trips["runs"] * (last["distance_m"] - first["distance_m"]) / 1000
    trips["vehicle_h"] = trips["runs"] * (last["arrival_s"] - first["departure_s"]) / 3600
    return trips.groupby("route_id").sum()
    ### END SOLUTION


# %% [markdown] discussion="service"
# First and last row of a trip, by `stop_sequence`, hold all that matters, so times missing in between do no harm.
# `groupby("trip_id").first()` and `.last()` after sorting are another way, for the ends are always filled. The number
# of copies is the length of the period over the headway, rounded *up*; `len(range(start_s, end_s, headway_s))` counts
# the same. A template isn't a run itself, and adding up `distance_m` counts the way again at every stop, since it is
# measured from the beginning.

# %% tests="service" points=2
# Form: a table with three columns of numbers, one row per line. Hidden: other days.
_called = "daily_service(stop_times, frequencies)"
_value = daily_service(stop_times.copy(), dock_road["frequencies"].copy())
_seen = "None: did you return it?" if _value is None else f"of type {type(_value).__name__}"
assert type(_value) is pd.DataFrame, f"{_called} should be a DataFrame; yours is {_seen}"
assert list(_value.index) in (["31", "32", "N31"],), f"{_called} should have the lines as its index, in ascending order; yours is {list(_value.index)}"
assert list(_value.columns) in (["runs", "vehicle_km", "vehicle_h"],), f"{_called} should have the columns runs, vehicle_km, vehicle_h"
assert all(_type.kind in "iuf" for _type in _value.dtypes), f"{_called} should hold numbers"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _truth(table, often):
    _found, _trips, _all_periods = {}, {}, often.to_dict("records")
    for _row in table.to_dict("records"):
        _trips.setdefault(_row["trip_id"], []).append(_row)
    for _trip, _rows in _trips.items():
        _rows.sort(key=lambda row: row["stop_sequence"])
        _periods = [_row for _row in _all_periods if _row["trip_id"] == _trip]
        _copies = 0
        for _row in _periods:
            _start = _row["start_s"]
            while _start < _row["end_s"]:
                _copies, _start = _copies + 1, _start + _row["headway_s"]
        _runs = _copies if _periods else 1
        _one = _found.setdefault(_rows[0]["route_id"], np.zeros(3))
        _one += _runs * np.array([1.0, (_rows[-1]["distance_m"] - _rows[0]["distance_m"]) / 1000, (_rows[-1]["arrival_s"] - _rows[0]["departure_s"]) / 3600])
    return [_found[_route] for _route in sorted(_found)], sorted(_found)


def _check(table, often, say):
    _given = table.copy(), often.copy()
    _value = daily_service(*_given)
    assert _given[0].equals(table), "don't change the tables that are given"
    assert _given[1].equals(often), "don't change the tables that are given"
    _wanted, _lines = _truth(table, often)
    assert type(_value) is pd.DataFrame, "a DataFrame with one row per line"
    assert list(_value.index) == _lines, "the lines as index, in ascending order"
    assert list(_value.columns) == ["runs", "vehicle_km", "vehicle_h"], "the columns runs, vehicle_km, vehicle_h"
    _numbers = _value.to_numpy(dtype=float)
    assert np.isfinite(_numbers).all(), "every line has its numbers; none is missing"
    assert np.abs(_numbers / np.array(_wanted) - 1).max() < 1e-3, say


def _timetable(seed, gaps, fewest=2, trips=60):
    _draw = np.random.default_rng(seed)
    _rows = []
    for _trip in range(trips):
        _count, _start, _off = int(_draw.integers(fewest, 15)), float(_draw.integers(18_000, 90_000)), float(_draw.integers(0, 3) * 500)
        _run = np.cumsum(_draw.integers(60, 240, _count))
        _far = np.cumsum(_draw.integers(250, 900, _count))
        for _place in range(_count):
            _inside = 0 < _place < _count - 1 and _draw.random() < gaps
            _at = (np.nan,) * 3 if _inside else (_start + _run[_place], _start + _run[_place] + 45, _off + _far[_place])
            _rows.append((f"{_trip:03d}", ("9", "10", "N1", "T")[_trip % 4], 3 * _place + 1, *_at))
    _table = pd.DataFrame(_rows, columns=["trip_id", "route_id", "stop_sequence", "arrival_s", "departure_s", "distance_m"])
    return _table.iloc[_draw.permutation(len(_table))].assign(stop_id="x")


_none = pd.DataFrame({"trip_id": pd.Series([], dtype=str), "start_s": [], "end_s": [], "headway_s": []})
_check(_timetable(1, 0.0), _none, "from the departure at the first stop to the arrival at the last, by the order of stop_sequence; distance is the difference of the ends")
_check(_timetable(2, 0.6), _none, "times and distances between the ends may be missing")
_often = pd.DataFrame([("002", 6 * 3600, 9 * 3600, 600), ("002", 15 * 3600, 18 * 3600, 1200), ("007", 86_400, 100_000, 2400), ("020", 25_200, 25_201, 600), ("033", 30_000, 33_700, 1100), ("020", 40_000, 41_300, 1000)], columns=["trip_id", "start_s", "end_s", "headway_s"], index=[4, 4, 1, 0, 4, 2])
_check(_timetable(3, 0.3).assign(stop_sequence=lambda table: table["stop_sequence"] + table["trip_id"].astype(int) % 4), _often, "a template runs as often as its frequencies say, several rows add up, no copy starts at the end, and the template itself doesn't run")
_draw = np.random.default_rng([_class_seed(), 41])
_periods = []
for _trip in _draw.choice(20, 9):
    _start, _headway = int(_draw.integers(20_000, 80_000)), int(_draw.integers(5, 20)) * 60
    _periods.append((f"{_trip:03d}", _start, _start + _headway * int(_draw.integers(1, 15)) + int(_draw.choice([0, 1, _headway // 2 - 30, _headway - 1])), _headway))
_check(_timetable([_class_seed(), 42], 0.3, 8, 20), pd.DataFrame(_periods, columns=_often.columns), "a template runs as often as its frequencies say; other trips run once")
### END HIDDEN TESTS

# %% [markdown]
# ## Part B: see who reaches what
#
# The streets of Dock Road are a graph: a crossing is a node, a number from 0, and a street that can be walked both ways is an edge. The old shipyard is closed. The canal has one bridge; the blocks of homes south of it, B25 to B36, are Marsh End.

# %%
streets, homes, workplaces = dock_road["streets"], dock_road["homes"], dock_road["workplaces"]
streets.head(3)

# %% [markdown] question="walk"
# ### 5. On foot from several places at once ([[points]])
#
# Write `walk_s(edges, n_nodes, sources, speed_kmh)`: how soon each crossing is reached on foot, from whichever source is best.
#
# * `edges`: a table with the columns `from_node`, `to_node` and `length_m`. Each may be walked both ways; lengths are above 0. There may be two edges between the same two crossings, in either direction: people take the shorter.
# * `n_nodes`: number of crossings; they are called 0 to `n_nodes` − 1. Some may have no edge. `sources`: a dictionary from crossing to the seconds at which somebody is there, 0 or later, with at least one entry, such as `{12: 0.0, 40: 90.0}`. (Stops that a bus reaches at different times are such sources.)
#   A source may itself be reached sooner on foot from another one.
# * Returns a NumPy array of shape `(n_nodes,)` with seconds; `inf` where nobody can walk. `speed_kmh`: walking speed in km/h.


# %% solution="walk"
def walk_s(edges: pd.DataFrame, n_nodes: int, sources: dict[int, float], speed_kmh: float) -> np.ndarray:
    """Return the earliest second at each crossing, shape (n_nodes,). [s]"""
    ### BEGIN SOLUTION
    import heapq

    ways = [[] for _ in range(n_nodes)]
    for here, there, length_m in zip(edges["from_node"], edges["to_node"], edges["length_m"], strict=True):
        ways[here].append((there, length_m * 3.6 / speed_kmh))
        ways[there].append((here, length_m * 3.6 / speed_kmh))
    reached = np.full(n_nodes, np.inf)
    queue = [(seconds, node) for node, seconds in sources.items()]
    heapq.heapify(queue)
    while queue:
        seconds, node = heapq.heappop(queue)
        if seconds < reached[node]:
            reached[node] = seconds
            for there, extra in ways[node]:
                heapq.heappush(queue, (seconds + extra, there))
    return reached
    ### END SOLUTION


# %% [markdown] discussion="walk"
# This is Dijkstra's algorithm with all sources in the queue from the start, each with its own second; so one search
# serves them all. Searching once per source and taking the smallest gives the same, and takes as many times longer as
# there are sources. `scipy.sparse.csgraph.dijkstra` is quicker, with two traps: a sparse matrix adds up two edges
# between the same crossings, and in a dense one a 0 means that there is no edge. Metres over km/h become seconds with
# the factor 3.6.

# %% tests="walk" points=2
# Form: an array of seconds, one per crossing. Hidden: other streets in one piece, one edge between two crossings.
_called = "walk_s(edges, n_nodes, sources, speed_kmh)"
_edges = pd.DataFrame({"from_node": [0, 1, 3], "to_node": [1, 2, 2], "length_m": [100.0, 50.0, 80.0]})
_value = walk_s(_edges.copy(), 4, {0: 0.0}, 4.8)
_seen = "None: did you return it?" if _value is None else f"of type {type(_value).__name__}"
assert type(_value) is np.ndarray, f"{_called} should be a NumPy array; yours is {_seen}"
assert _value.shape in ((4,),), f"{_called} should have the shape (n_nodes,)"
assert _value.dtype.kind in "f", f"{_called} should hold seconds, as floats"
### BEGIN HIDDEN TESTS
from scipy.sparse import coo_array as _coo
from scipy.sparse.csgraph import dijkstra as _dijkstra

from citylab.forms import class_seed as _class_seed


def _check(edges, count, sources, speed, say):
    _given = edges.copy(), dict(sources)
    _value = walk_s(_given[0], count, _given[1], speed)
    assert _given[0].equals(edges), "don't change the table that is given"
    assert _given[1] == sources, "don't change the sources that are given"
    assert type(_value) is np.ndarray, "an array of seconds, one per crossing"
    assert _value.shape == (count,), "an array of seconds, one per crossing"
    _ends = np.sort(edges[["from_node", "to_node"]].to_numpy(), axis=1)
    _short = pd.DataFrame({"a": _ends[:, 0], "b": _ends[:, 1], "m": edges["length_m"].to_numpy()}).groupby(["a", "b"])["m"].min().reset_index()
    _graph = _coo((_short["m"], (_short["a"], _short["b"])), shape=(count, count)).tocsr()
    _far = _dijkstra(_graph, directed=False, indices=list(sources)) / (speed / 3.6)
    _truth = (_far + np.array(list(sources.values()))[:, None]).min(axis=0)
    assert not np.isnan(_value).any(), "seconds, or inf where nobody can walk; no NaN"
    assert np.array_equal(np.isinf(_value), np.isinf(_truth)), "inf where nobody can walk, and only there"
    _there = np.isfinite(_truth)
    assert np.abs(_value[_there] - _truth[_there]).max() < 0.5, say


def _town(seed, wide, high):
    _draw = np.random.default_rng(seed)
    _node = _draw.permutation(wide * high).reshape(high, wide)
    _pairs = [*zip(_node[:, :-1].ravel(), _node[:, 1:].ravel(), strict=True), *zip(_node[:-1].ravel(), _node[1:].ravel(), strict=True)]
    _pairs = [_pair if _draw.random() < 0.5 else _pair[::-1] for _pair in _pairs]
    _table = pd.DataFrame(_pairs, columns=["from_node", "to_node"]).assign(length_m=np.round(_draw.gamma(2.0, 60.0, len(_pairs)) + 1, 1), name="x")
    return _table.set_axis(_draw.integers(0, 50, len(_table)))


_say = "a street may be walked both ways, by the shortest way; metres, kilometres an hour, seconds"
_check(_town(1, 6, 5), 30, {7: 0.0}, 4.8, _say)
_check(_town(2, 30, 25), 750, {400: 0.0}, 3.6, _say)
_check(_town(3, 8, 8), 64, {5: 0.0, 60: 0.0}, 5.4, "the best of several sources counts")
_check(_town(4, 8, 8), 64, {5: 0.0}, 2.7, "use the speed that is given")
_draw = np.random.default_rng(5)
_name, _turn = _draw.permutation(700), _draw.random(699) < 0.5
_long = pd.DataFrame({"from_node": np.where(_turn, _name[1:], _name[:-1]), "to_node": np.where(_turn, _name[:-1], _name[1:]), "length_m": 60.0}).iloc[_draw.permutation(699)]
_check(_long, 700, {int(_name[0]): 0.0}, 4.8, "the way may be long")
_draw = np.random.default_rng([_class_seed(), 51])
_wide, _high = (int(_one) for _one in _draw.integers(6, 10, 2))
_from = [int(_one) for _one in _draw.choice(_wide * _high, 2, replace=False)]
_check(_town([_class_seed(), 52], _wide, _high), _wide * _high, dict.fromkeys(_from, 0.0), float(_draw.uniform(2.5, 6.0)), _say)
### END HIDDEN TESTS

# %% tests="walk" points=1
# Form: the same for sources with different times. Hidden: late sources, streets in pieces, two edges between two crossings.
_called = "walk_s(edges, n_nodes, sources, speed_kmh)"
_edges = pd.DataFrame({"from_node": [0, 1], "to_node": [1, 0], "length_m": [100.0, 50.0]})
_value = walk_s(_edges.copy(), 4, {0: 30.0, 3: 10.0}, 4.8)
_seen = "None: did you return it?" if _value is None else f"of type {type(_value).__name__}"
assert type(_value) is np.ndarray, f"{_called} should be a NumPy array; yours is {_seen}"
assert _value.shape in ((4,),), f"{_called} should have the shape (n_nodes,)"
### BEGIN HIDDEN TESTS
from scipy.sparse import coo_array as _coo
from scipy.sparse.csgraph import dijkstra as _dijkstra

from citylab.forms import class_seed as _class_seed


def _check(edges, count, sources, speed, say):
    _value = walk_s(edges.copy(), count, dict(sources), speed)
    assert type(_value) is np.ndarray, "an array of seconds, one per crossing"
    assert _value.shape == (count,), "an array of seconds, one per crossing"
    _ends = np.sort(edges[["from_node", "to_node"]].to_numpy(), axis=1)
    _short = pd.DataFrame({"a": _ends[:, 0], "b": _ends[:, 1], "m": edges["length_m"].to_numpy()}).groupby(["a", "b"])["m"].min().reset_index()
    _graph = _coo((_short["m"], (_short["a"], _short["b"])), shape=(count, count)).tocsr()
    _far = _dijkstra(_graph, directed=False, indices=list(sources)) / (speed / 3.6)
    _truth = (_far + np.array(list(sources.values()))[:, None]).min(axis=0)
    assert not np.isnan(_value).any(), "seconds, or inf where nobody can walk; no NaN"
    assert np.array_equal(np.isinf(_value), np.isinf(_truth)), "inf where nobody can walk, also at a crossing without an edge; a source is always reached"
    _there = np.isfinite(_truth)
    assert np.abs(_value[_there] - _truth[_there]).max() < 0.5, say


_draw = np.random.default_rng(9)
_ends = _draw.integers(0, 80, (170, 2))
_ends = _ends[_ends[:, 0] != _ends[:, 1]]
_edges = pd.DataFrame({"length_m": _draw.uniform(20, 400, len(_ends)), "to_node": _ends[:, 1], "from_node": _ends[:, 0]})
_check(_edges, 95, {3: 0.0, 17: 40.0, 90: 700.0, 41: 260.0}, 4.8, "each source counts from its own second")
_edges = pd.concat([_edges, _edges.iloc[:90].assign(length_m=lambda table: table["length_m"] * 3)])
_edges = pd.concat([_edges, _edges.iloc[:60].rename(columns={"to_node": "from_node", "from_node": "to_node"}).assign(length_m=lambda table: table["length_m"] / 2)])
_check(_edges, 95, {3: 0.0, 17: 40.0, 90: 700.0}, 4.0, "of two edges between the same crossings the shorter counts, in either direction")
_chain = pd.DataFrame({"from_node": range(60), "to_node": range(1, 61), "length_m": 90.0})
_check(_chain, 64, {0: 100.0, 30: 5000.0, 50: 900.0, 62: 3.0}, 4.8, "a source may be reached sooner from another one")
_draw = np.random.default_rng([_class_seed(), 53])
_ends = _draw.integers(0, 40, (70, 2))
_ends = _ends[_ends[:, 0] != _ends[:, 1]]
_edges = pd.DataFrame({"from_node": _ends[:, 0], "to_node": _ends[:, 1], "length_m": _draw.uniform(20, 400, len(_ends))})
_edges = pd.concat([_edges, pd.DataFrame({"from_node": _ends[:25, 1], "to_node": _ends[:25, 0], "length_m": _draw.uniform(20, 400, 25)})])
_from = {int(_one): float(_draw.integers(0, 400)) for _one in _draw.choice(50, 5, replace=False)}
_check(_edges, 50, _from, float(_draw.uniform(2.5, 6.0)), "each source counts from its own second, and may be reached sooner from another one")
### END HIDDEN TESTS

# %% [markdown]
# A *connection* is one ride from a stop to the next of the same trip. Here are those of a weekday, worked out from the timetable.

# %%
ordered = stop_times[stop_times["route_id"] != "N31"].sort_values(["trip_id", "stop_sequence"])
following = ordered.groupby("trip_id")[["stop_id", "arrival_s"]].shift(-1)
connections = pd.DataFrame(
    {
        "trip_id": ordered["trip_id"],
        "from_stop": ordered["stop_id"],
        "to_stop": following["stop_id"],
        "departure_s": ordered["departure_s"],
        "arrival_s": following["arrival_s"],
    }
).dropna()
connections.iloc[[0, 1, 2, 300]]

# %% [markdown] question="ride"
# ### 6. Earliest arrival ([[points]])
#
# Write `earliest_s(connections, sources, change_s)`: the earliest second at which each stop can be reached, by bus or as a source.
#
# * `connections`: a table with the columns `trip_id`, `from_stop`, `to_stop`, `departure_s` and `arrival_s`, one row per ride, in any order. Every ride takes a minute or longer. A trip's rides follow one another: each begins where the one before it ended, and departs at its arrival or later. A trip may pass a stop twice. Seconds may pass 86,400.
# * `sources`: a dictionary from stop to the second at which you stand there, on foot. From then on you may board any trip there at once, also if a bus brought you there before; equal is enough.
# * Whoever changes from one trip to another at a stop needs `change_s` seconds (0 or more) from arrival to departure; equal is enough. Whoever stays on the bus needs none. There is no walking between stops.
# * Returns a Series on all stops that occur in `connections` or `sources`, sorted, with seconds; `inf` where you can't get. The change time is not part of an arrival.


# %% solution="ride"
def earliest_s(connections: pd.DataFrame, sources: dict[str, float], change_s: float) -> pd.Series:
    """Return the earliest second at each stop; inf where nobody can get. [s]"""
    ### BEGIN SOLUTION
    stops = sorted({*connections["from_stop"], *connections["to_stop"], *sources})
    by_bus, aboard = dict.fromkeys(stops, math.inf), set()
    for ride in connections.sort_values("departure_s").itertuples():
        ready_s = min(sources.get(ride.from_stop, math.inf), by_bus[ride.from_stop] + change_s)
        if ride.trip_id in aboard or ready_s <= ride.departure_s:
            aboard.add(ride.trip_id)
            by_bus[ride.to_stop] = min(by_bus[ride.to_stop], ride.arrival_s)
    return pd.Series({stop: min(by_bus[stop], sources.get(stop, math.inf)) for stop in stops}, dtype=float)
    ### END SOLUTION


# %% [markdown] discussion="ride"
# In the order of departure each ride has to be looked at only once: whoever could board it has arrived before. `aboard`
# remembers the trips on which you may stay, so the change time is asked for only where somebody changes. Arrivals by
# bus are kept apart from the sources, because only the former need the change time. Searching a graph of events in time
# finds the same, with much more to build; relaxing all rides again and again until nothing changes works too, and takes
# longer.

# %% tests="ride" points=2
# Form: a Series of seconds by stop. Hidden: other timetables, without a time for changing.
_called = "earliest_s(connections, sources, change_s)"
_table = pd.DataFrame({"trip_id": ["p", "p", "q"], "from_stop": ["A", "B", "B"], "to_stop": ["B", "C", "D"], "departure_s": [100, 220, 400], "arrival_s": [200, 300, 500]})
_value = earliest_s(_table.copy(), {"A": 90.0}, 120.0)
_seen = "None: did you return it?" if _value is None else f"of type {type(_value).__name__}"
assert type(_value) is pd.Series, f"{_called} should be a Series; yours is {_seen}"
assert _value.index.equals(pd.Index(list("ABCD"))), f"{_called} should have all stops as its index, sorted; yours are {list(_value.index)}"
assert _value.dtype.kind in "f", f"{_called} should hold seconds, as floats"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _truth(connections, sources, change):
    _rides = connections.to_dict("records")
    _caught, _news = set(), True
    while _news:
        _news = False
        for _place, _ride in enumerate(_rides):
            if _place in _caught:
                continue
            _here, _now = _ride["from_stop"], _ride["departure_s"]
            _before = [_rides[_other] for _other in _caught if _rides[_other]["to_stop"] == _here]
            if sources.get(_here, math.inf) <= _now or any(_one["arrival_s"] + (0 if _one["trip_id"] == _ride["trip_id"] else change) <= _now for _one in _before):
                _caught.add(_place)
                _news = True
    _stops = sorted({_ride[_end] for _ride in _rides for _end in ("from_stop", "to_stop")} | set(sources))
    _found = {_stop: sources.get(_stop, math.inf) for _stop in _stops}
    for _place in _caught:
        _found[_rides[_place]["to_stop"]] = min(_found[_rides[_place]["to_stop"]], _rides[_place]["arrival_s"])
    return _stops, np.array([_found[_stop] for _stop in _stops], dtype=float)


def _check(connections, sources, change, say):
    _given = connections.copy(), dict(sources)
    _value = earliest_s(*_given, change)
    assert _given[0].equals(connections), "don't change the table that is given"
    assert _given[1] == sources, "don't change the sources that are given"
    _stops, _wanted = _truth(connections, sources, change)
    assert type(_value) is pd.Series, "a Series of seconds by stop"
    assert list(_value.index) == _stops, "all stops of connections and sources, sorted"
    _found = _value.to_numpy(dtype=float)
    assert not np.isnan(_found).any(), "seconds, or inf where you can't get; no NaN"
    assert np.array_equal(np.isinf(_found), np.isinf(_wanted)), "inf where you can't get, and only there: " + say
    _there = np.isfinite(_wanted)
    assert np.abs(_found[_there] - _wanted[_there]).max() < 0.5, say


def _timetable(seed, trips=14, stops=16):
    _draw = np.random.default_rng(seed)
    _rows = []
    for _trip in range(trips):
        _way = [f"S{_one:02d}" for _one in _draw.choice(stops, 5, replace=False)]
        _now = int(_draw.integers(0, 60)) * 60
        for _here, _there in zip(_way, _way[1:], strict=False):
            _then = _now + int(_draw.integers(1, 9)) * 60
            _rows.append((f"t{_trip}", _here, _there, _now, _then))
            _now = _then + int(_draw.integers(0, 2)) * 30
    _table = pd.DataFrame(_rows, columns=["trip_id", "from_stop", "to_stop", "departure_s", "arrival_s"])
    return _table.iloc[_draw.permutation(len(_table))].set_axis(_draw.integers(0, 20, len(_table)))


for _seed in (1, 2, 3, 4):
    _check(_timetable(_seed), {"S03": 300.0, "S10": 900.0}, 0, "board at or after your arrival; a bus that has left is gone; a later trip may still be the way to a third")
_check(_timetable(5), {"S03": 1200.0, "island": 50.0}, 0, "a source has its own second, even without a bus")
_line = pd.DataFrame({"trip_id": ["x"] * 3 + ["y"], "from_stop": list("ABCA"), "to_stop": list("BCDD"), "departure_s": [0, 120, 240, 60], "arrival_s": [60, 180, 300, 900]})
_check(_line, {"A": 0.0}, 0, "equal is enough")
_check(_line, {"A": 1.0}, 0, "a bus that has left is gone")
_check(_timetable(6).assign(departure_s=lambda table: table["departure_s"] + 85_000, arrival_s=lambda table: table["arrival_s"] + 85_000), {"S03": 85_300.0, "Isle": 50.0}, 0, "times go on after midnight; stops are sorted")
_relay = pd.DataFrame([(f"r{_one}", f"P{_one:03d}", f"P{_one + 1:03d}", 600 * _one, 600 * _one + 500 + 100 * (_one % 2)) for _one in range(120)], columns=["trip_id", "from_stop", "to_stop", "departure_s", "arrival_s"])
_check(_relay.iloc[::-1], {"P000": 0.0}, 0, "the way may need many trips, one after another; equal is enough")
_check(_line, {"B": 70.0, "D": 20.0}, 0, "you may board in the middle, and stand at a stop before the bus comes")
_stops = [f"S{_one:02d}" for _one in np.random.default_rng([_class_seed(), 61]).choice(16, 2, replace=False)]
_check(_timetable([_class_seed(), 62]), {_stops[0]: 0.0, _stops[1]: 30.0}, 0, "board at or after your arrival; a later trip may still be the way to a third")
### END HIDDEN TESTS

# %% tests="ride" points=1
# Form: the same with a time for changing. Hidden: values.
_called = "earliest_s(connections, sources, change_s)"
_table = pd.DataFrame({"trip_id": ["p", "q"], "from_stop": ["A", "B"], "to_stop": ["B", "C"], "departure_s": [100, 300], "arrival_s": [200, 400]})
_value = earliest_s(_table.copy(), {"A": 90.0}, 180.0)
_seen = "None: did you return it?" if _value is None else f"of type {type(_value).__name__}"
assert type(_value) is pd.Series, f"{_called} should be a Series; yours is {_seen}"
assert _value.index.equals(pd.Index(list("ABC"))), f"{_called} should have all stops as its index, sorted; yours are {list(_value.index)}"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _truth(connections, sources, change):
    _rides = connections.to_dict("records")
    _caught, _news = set(), True
    while _news:
        _news = False
        for _place, _ride in enumerate(_rides):
            if _place in _caught:
                continue
            _here, _now = _ride["from_stop"], _ride["departure_s"]
            _before = [_rides[_other] for _other in _caught if _rides[_other]["to_stop"] == _here]
            if sources.get(_here, math.inf) <= _now or any(_one["arrival_s"] + (0 if _one["trip_id"] == _ride["trip_id"] else change) <= _now for _one in _before):
                _caught.add(_place)
                _news = True
    _stops = sorted({_ride[_end] for _ride in _rides for _end in ("from_stop", "to_stop")} | set(sources))
    _found = {_stop: sources.get(_stop, math.inf) for _stop in _stops}
    for _place in _caught:
        _found[_rides[_place]["to_stop"]] = min(_found[_rides[_place]["to_stop"]], _rides[_place]["arrival_s"])
    return _stops, np.array([_found[_stop] for _stop in _stops], dtype=float)


def _check(connections, sources, change, say):
    _value = earliest_s(connections.copy(), dict(sources), change)
    _stops, _wanted = _truth(connections, sources, change)
    assert type(_value) is pd.Series, "a Series of seconds by stop"
    assert list(_value.index) == _stops, "all stops of connections and sources, sorted"
    _found = _value.to_numpy(dtype=float)
    assert not np.isnan(_found).any(), "seconds, or inf where you can't get; no NaN"
    assert np.array_equal(np.isinf(_found), np.isinf(_wanted)), "inf where you can't get, and only there: " + say
    _there = np.isfinite(_wanted)
    assert np.abs(_found[_there] - _wanted[_there]).max() < 0.5, say


_trips = [("x", "A", "B", 0, 100), ("x", "B", "C", 110, 200), ("y", "B", "D", 219, 400), ("z", "B", "E", 220, 400), ("v", "C", "E", 330, 390), ("w", "A", "D", 130, 500)]
_table = pd.DataFrame(_trips, columns=["trip_id", "from_stop", "to_stop", "departure_s", "arrival_s"])
_check(_table, {"A": 0.0}, 120, "changing takes its time, equal is enough; staying on the bus needs none")
_check(_table, {"A": 0.0}, 500, "staying on the bus needs no time, however long a change takes")
_check(_table, {"B": 219.0}, 600, "no change is needed to board the first bus")
_check(_table, {"A": 0.0, "B": 210.0}, 130, "whoever stands at the stop on foot boards at once")
_loop = pd.DataFrame([("x", "A", "B", 0, 60), ("x", "B", "A", 60, 120), ("x", "A", "C", 120, 200), ("y", "A", "D", 150, 260)], columns=["trip_id", "from_stop", "to_stop", "departure_s", "arrival_s"])
_check(_loop, {"B": 50.0}, 60, "a trip may pass a stop twice")
_late = pd.DataFrame([("p", "A", "B", 0, 100), ("q", "B", "C", 250, 400)], columns=["trip_id", "from_stop", "to_stop", "departure_s", "arrival_s"])
_check(_late, {"A": 0.0, "B": 1000.0}, 120, "a bus may bring you to a source before its own second")
_through = pd.DataFrame([("p", "A", "Z", 0, 60), ("p", "Z", "B", 60, 120), ("p", "B", "C", 120, 180)], columns=["trip_id", "from_stop", "to_stop", "departure_s", "arrival_s"])
_check(_through, {"A": 0.0, "B": 1000.0}, 500, "a bus may bring you to a source before its own second; whoever stays on it needs no change")
for _seed in (*range(11, 16), [_class_seed(), 63]):
    _draw = np.random.default_rng(_seed)
    _rows = []
    for _trip in range(14):
        _now = int(_draw.integers(0, 60)) * 60
        _way = [f"S{_one:02d}" for _one in _draw.choice(16, 5, replace=False)]
        for _here, _there in zip(_way, _way[1:], strict=False):
            _then = _now + int(_draw.integers(1, 9)) * 60
            _rows.append((f"t{_trip}", _here, _there, _now, _then))
            _now = _then + int(_draw.integers(0, 2)) * 30
    _table = pd.DataFrame(_rows, columns=["trip_id", "from_stop", "to_stop", "departure_s", "arrival_s"])
    _check(_table.iloc[_draw.permutation(len(_table))], {"S03": 0.0, "S10": 600.0}, 180, "changing takes its time, staying on the bus none")
### END HIDDEN TESTS

# %% [markdown]
# The next table holds what walking and riding together give: minutes from each block of homes to each workplace, leaving at 8:00.

# %%
travel_minutes = dock_road["travel_minutes"]
homes.join(travel_minutes.iloc[:, :4]).head(3)

# %% [markdown] question="jobs"
# ### 7. Jobs within reach, by income ([[points]])
#
# Write `jobs_by_fifth(minutes, jobs, homes, limit_min)`: for each fifth of income, how many jobs its average *resident* reaches within a time.
#
# * `minutes`: a table of travel times in minutes, one row per block of homes, one column per workplace; NaN or `inf` where there is no way. `jobs`: a Series with the number of jobs at each workplace. `limit_min`: the longest time; equal is within reach.
# * `homes`: a table with the block as index and the columns `people` and `fifth`, from 1, the poorest, to 5. A block may have 0 people. Blocks and workplaces are the same in all three, but may stand in another order. Go by the labels.
# * Returns a Series with the fifths that occur as index, ascending: the mean over the *people* of that fifth, not over its blocks. Every fifth that occurs has people.


# %% solution="jobs"
def jobs_by_fifth(minutes: pd.DataFrame, jobs: pd.Series, homes: pd.DataFrame, limit_min: float) -> pd.Series:
    """Return the jobs within reach of the average resident, by fifth of income."""
    ### BEGIN SOLUTION
    reached = (minutes <= limit_min).astype(int) @ jobs.reindex(minutes.columns)
    total = (reached.reindex(homes.index) * homes["people"]).groupby(homes["fifth"]).sum()
    return total / homes.groupby("fifth")["people"].sum()
    ### END SOLUTION


# %% [markdown] discussion="jobs"
# True counts 1 and False 0, so one matrix product adds up the jobs of all workplaces within reach, and NaN is never
# within reach. People are the weight: a block of 300 counts three times as much as one of 100. `reindex` puts the
# labels in the same order before anything is multiplied; with bare arrays, rows of one table meet jobs of another
# without any error. `np.average` with weights in a loop over the fifths is as good; the plain mean over blocks answers
# another question.

# %% tests="jobs" points=2
# Form: a Series of numbers by fifth. Hidden: other towns.
from citylab.forms import series as _series

_called = "jobs_by_fifth(minutes, jobs, homes, limit_min)"
_value = jobs_by_fifth(travel_minutes.copy(), workplaces["jobs"].copy(), homes.copy(), 30.0)
if type(_value) is pd.Series:
    _value = _value.astype(float)
_value = _series(_value, _called, index=pd.Index([1, 2, 3, 4, 5]))
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(minutes, jobs, homes, limit, say):
    _given = minutes.copy(), jobs.copy(), homes.copy()
    _value = jobs_by_fifth(*_given, limit)
    assert all(_one.equals(_two) for _one, _two in zip(_given, (minutes, jobs, homes), strict=True)), "don't change what is given"
    _sum, _people = {}, {}
    _times, _at = minutes.to_dict("index"), jobs.to_dict()
    for _block, _home in homes[["people", "fifth"]].to_dict("index").items():
        _near = sum(_number_of_jobs for _place, _number_of_jobs in _at.items() if _times[_block][_place] <= limit)
        _sum[_home["fifth"]] = _sum.get(_home["fifth"], 0) + _near * _home["people"]
        _people[_home["fifth"]] = _people.get(_home["fifth"], 0) + _home["people"]
    _fifths = sorted(_sum)
    if type(_value) is pd.Series:
        _value = _value.astype(float)
    _value = _series(_value, _called, index=pd.Index(_fifths)).to_numpy()
    _truth = np.array([_sum[_one] / _people[_one] for _one in _fifths])
    assert (np.abs(_value - _truth) <= 1e-6 * _truth + 1e-6).all(), say


_minutes = pd.DataFrame({"w": [10.0, 30.0, 31.0], "v": [30.5, np.nan, 5.0]}, index=list("abc"))
_homes = pd.DataFrame({"people": [100, 300, 0], "fifth": [1, 1, 4]}, index=list("abc"))
_homes.loc["c", "people"] = 7
_check(_minutes, pd.Series({"v": 11, "w": 5}), _homes.loc[list("cab")], 30.0, "equal is within reach; NaN is not; go by the labels")
_parts = pd.DataFrame({"w": [22.5, 22.1], "v": [22.9, 90.0]}, index=list("ab"))
_check(_parts, pd.Series({"v": 11, "w": 5}), pd.DataFrame({"people": [1, 3], "fifth": [2, 5]}, index=list("ab")), 22.5, "parts of a minute count, also in the limit")
for _seed, _limit in ((1, 30.0), (2, 20.0), (3, 45.0), ([_class_seed(), 71], float(np.random.default_rng([_class_seed(), 72]).integers(15, 50)))):
    _draw = np.random.default_rng(_seed)
    _blocks, _places = [f"b{_one}" for _one in range(60)], [f"w{_one}" for _one in range(25)]
    _minutes = pd.DataFrame(_draw.uniform(2, 70, (60, 25)).round(0), index=_draw.permutation(_blocks), columns=_draw.permutation(_places))
    _minutes = _minutes.mask(_draw.random((60, 25)) < 0.1).mask(_draw.random((60, 25)) < 0.1, np.inf)
    _homes = pd.DataFrame({"income": 0.0, "fifth": _draw.choice([5, 1, 2] if _seed == 2 else [3, 5, 1, 4, 2], 60), "people": _draw.integers(0, 900, 60)}, index=_draw.permutation(_blocks))
    _homes.loc[_homes.index[:9], "people"] = 0
    _check(_minutes, pd.Series(_draw.integers(0, 500, 25), index=_draw.permutation(_places)), _homes, _limit, "jobs within the limit, weighted with the people of each block; NaN and inf are out of reach; go by the labels")
### END HIDDEN TESTS

# %% [markdown] question="unequal"
# ### 8. How unevenly is it shared? ([[points]])
#
# Line people up by the jobs they reach, fewest first. The *Lorenz curve* says which share of all reached jobs the lowest share of the people has; within a block all have the same, so between two blocks it is straight. Two numbers sum it up: the *Gini coefficient*, twice the area between the curve and the diagonal (0 if all reach the same), and the *Palma ratio*: what the
# top 10 % of the people have together, divided by what the bottom 40 % have together (0.25 if all reach the same). Here "top" means those who reach most, not the rich.
#
# Write `unequal(reached, homes)`.
#
# * `reached`: a Series, the jobs that each person of a block reaches (0 or more), by block. `homes`: a table with the block as index and the column `people`, 0 or more. The blocks are the same, but may stand in another order.
# * A block that lies across the border of 10 % or 40 % is divided: only the part of its people on that side counts. The bottom 40 % always reach some job.
# * Returns a tuple `(gini, palma)` of two `float`s.


# %% solution="unequal"
def unequal(reached: pd.Series, homes: pd.DataFrame) -> tuple[float, float]:
    """Return Gini coefficient and Palma ratio of the jobs reached. [1]"""
    ### BEGIN SOLUTION
    ranked = reached.sort_values()
    people = homes["people"].reindex(ranked.index).to_numpy(dtype=float)
    share_of_people = np.append(0.0, np.cumsum(people) / people.sum())
    share_of_jobs = np.append(0.0, np.cumsum(people * ranked) / (people * ranked).sum())
    gini = 1 - np.sum(np.diff(share_of_people) * (share_of_jobs[1:] + share_of_jobs[:-1]))
    bottom, ninety = np.interp([0.4, 0.9], share_of_people, share_of_jobs)
    return float(gini), float((1 - ninety) / bottom)
    ### END SOLUTION


# %% [markdown] discussion="unequal"
# With cumulated shares of people and of jobs, beginning at 0, the curve is there, and since it is straight between two
# blocks the trapezoids are exact. `np.interp` reads the curve at 40 % and 90 %, which divides a block that lies across
# a border as the question asks. Comparing each pair of blocks gives the same Gini coefficient, in a time that grows
# with the square of their number. The usual slips: blocks instead of people, a curve that doesn't begin at 0, and
# blocks not sorted by what they reach.

# %% tests="unequal" points=2
# Form: a tuple of two numbers. Hidden: the Gini coefficient of other towns.
from citylab.forms import number as _number
from citylab.forms import pair as _pair

_called = "unequal(reached, homes)"
_value = _pair(unequal(pd.Series({"a": 100.0, "b": 300.0}), pd.DataFrame({"people": [5, 5]}, index=["a", "b"])), _called, "gini, palma")
_gini, _palma = _number(_value[0], "the Gini coefficient, between 0 and 1,", low=0, high=1), _number(_value[1], "the Palma ratio")
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(reached, people, say):
    _homes = pd.DataFrame({"fifth": 1, "people": people})
    _given = reached.copy(), _homes.copy()
    _value = _number(_pair(unequal(*_given), _called, "gini, palma")[0], "the Gini coefficient")
    assert _given[0].equals(reached), "don't change what is given"
    assert _given[1].equals(_homes), "don't change what is given"
    _n, _x = people.reindex(reached.index).to_numpy(dtype=float), reached.to_numpy(dtype=float)
    _truth = (_n[:, None] * _n * np.abs(_x[:, None] - _x)).sum() / (2 * _n.sum() * (_n * _x).sum())
    assert abs(_value - _truth) < 1e-3, say


_check(pd.Series({"a": 100.0, "b": 300.0}), pd.Series({"a": 5, "b": 5}), "twice the area between the curve and the diagonal: 0.25 here")
_check(pd.Series({"a": 80.0, "b": 80.0, "c": 80.0}), pd.Series({"b": 9, "a": 1, "c": 70}), "0 if all reach the same")
_check(pd.Series({"a": 1.0, "b": 400.0}), pd.Series({"b": 30, "a": 70}), "people count, not blocks; go by the labels")
_check(pd.Series({"a": 0.0, "b": 400.0, "c": 100.0}), pd.Series({"a": 30, "b": 50, "c": 20}), "who reaches nothing counts, too")
for _seed in (1, 2, 3, [_class_seed(), 81]):
    _draw = np.random.default_rng(_seed)
    _blocks = [f"b{_one}" for _one in range(90)]
    _reached = pd.Series(_draw.gamma(0.7, 900.0, 90).round(0) + 1, index=_draw.permutation(_blocks))
    _people = pd.Series(_draw.integers(0, 400, 90) * (_draw.random(90) < 0.8), index=_draw.permutation(_blocks))
    _check(_reached, _people, "people count, not blocks; the curve begins at 0; go by the labels")
### END HIDDEN TESTS

# %% tests="unequal" points=1
# Form: the same, with more blocks. Hidden: the Palma ratio of other towns.
from citylab.forms import number as _number
from citylab.forms import pair as _pair

_called = "unequal(reached, homes)"
_value = _pair(unequal(pd.Series({"a": 10.0, "b": 20.0, "c": 60.0}), pd.DataFrame({"people": [30, 60, 10]}, index=["b", "a", "c"])), _called, "gini, palma")
_palma = _number(_value[1], "the Palma ratio", low=0.2, high=100)
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(reached, people, say):
    _value = _number(_pair(unequal(reached.copy(), pd.DataFrame({"people": people})), _called, "gini, palma")[1], "the Palma ratio")
    _each = np.sort(np.repeat(reached.to_numpy(dtype=float), 10 * people.reindex(reached.index).to_numpy()))
    _tenth = len(_each) // 10
    assert abs(_value / (_each[-_tenth:].sum() / _each[: 4 * _tenth].sum()) - 1) < 1e-3, say


_check(pd.Series({"a": 50.0, "b": 50.0}), pd.Series({"a": 3, "b": 2}), "if all reach the same it is 0.25")
_check(pd.Series({"a": 10.0, "b": 20.0, "c": 60.0}), pd.Series({"a": 40, "b": 50, "c": 10}), "what the top tenth has together, divided by what the bottom four tenths have together")
_check(pd.Series({"a": 10.0, "c": 60.0, "b": 20.0}), pd.Series({"c": 35, "a": 25, "b": 40}), "a block across the border is divided")
_check(pd.Series({"a": 0.0, "b": 10.0, "c": 60.0}), pd.Series({"a": 20, "b": 50, "c": 30}), "who reaches nothing counts, too")
_check(pd.Series({"a": 10.0, "b": 20.0, "c": 60.0}), pd.Series({"a": 2, "b": 4, "c": 1}), "a block across the border is divided, even if the border runs through a person")
for _seed in (4, 5, 6, [_class_seed(), 82]):
    _draw = np.random.default_rng(_seed)
    _blocks = [f"b{_one}" for _one in range(70)]
    _reached = pd.Series(_draw.gamma(1.2, 900.0, 70).round(0) + 5, index=_draw.permutation(_blocks))
    _people = pd.Series(_draw.integers(0, 80, 70) ** 2 // 20, index=_draw.permutation(_blocks))
    _check(_reached, _people, "by people, not by blocks; a block across the border is divided; go by the labels")
### END HIDDEN TESTS

# %% [markdown]
# ## Part C: predict a switch of mode
#
# In the survey, 900 travellers said how they went along Dock Road, and what both ways would have taken.

# %%
survey = dock_road["survey"]
survey.head(3)

# %% [markdown] question="logit"
# ### 9. Probabilities that don't burst ([[points]])
#
# In the multinomial logit model a traveller takes mode $i$ with the probability $P_i = e^{V_i} / \sum_j e^{V_j}$, where $V$ are the utilities of the modes. Write `mode_shares(utilities)`.
#
# * `utilities`: a table of numbers, one row per traveller, one column per mode. They may be as large as 100,000 or as small as −100,000 (somebody counted in pence and seconds), and the answer must still be right. NaN where a mode isn't available; every row has at least one that is.
# * Returns a table of probabilities with the same rows and columns in the same order. A mode that isn't available has the probability 0, and is left out of the sum.


# %% solution="logit"
def mode_shares(utilities: pd.DataFrame) -> pd.DataFrame:
    """Return the probability of each mode, by traveller. [1]"""
    ### BEGIN SOLUTION
    weights = np.exp(utilities.sub(utilities.max(axis=1), axis=0)).fillna(0.0)
    return weights.div(weights.sum(axis=1), axis=0)
    ### END SOLUTION


# %% [markdown] discussion="logit"
# Only differences of utilities count, so the largest of each row is subtracted first, and no power of e can overflow.
# `np.exp(1000)` is infinity, and infinity over infinity NaN: the plain formula bursts where people count in pence.
# `scipy.special.softmax` uses the same trick; fill missing modes with `-np.inf` before it. Filling them with 0 *before*
# the exponential makes an absent mode a modest one, for e to the 0 is 1.

# %% tests="logit" points=2
# Form: a table of numbers with the same rows and columns. Hidden: values for other utilities.
_called = "mode_shares(utilities)"
_table = pd.DataFrame({"bus": [0.5, 1.0], "car": [1.0, float("nan")], "walk": [-1.0, 0.0]}, index=["ann", "bo"])
_value = mode_shares(_table.copy())
_seen = "None: did you return it?" if _value is None else f"of type {type(_value).__name__}"
assert type(_value) is pd.DataFrame, f"{_called} should be a DataFrame; yours is {_seen}"
assert _value.index.equals(_table.index), f"{_called} should have the rows of the table"
assert _value.columns.equals(_table.columns), f"{_called} should have the columns of the table"
assert all(_type.kind in "f" for _type in _value.dtypes), f"{_called} should hold numbers"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(table, say):
    _given = table.copy()
    _value = mode_shares(_given)
    assert _given.equals(table), "don't change the table that is given"
    assert type(_value) is pd.DataFrame, "a DataFrame like the one given"
    assert _value.index.equals(table.index), "the rows of the table"
    assert _value.columns.equals(table.columns), "the columns of the table"
    _found = _value.to_numpy(dtype=float)
    assert not np.isnan(_found).any(), "every probability is a number; 0 where a mode isn't available: " + say
    _truth = []
    for _row in table.to_numpy(dtype=float):
        _truth.append([0.0 if _one != _one else 1 / sum(math.exp(min(_other - _one, 700)) for _other in _row if _other == _other) for _one in _row])
    assert np.abs(_found - np.array(_truth)).max() < 1e-6, say


_gap = float("nan")
_check(pd.DataFrame({"bus": [0.0, 1.0, -2.0], "car": [0.0, 0.5, 3.0]}, index=[4, 4, 1]), "e to the utility, divided by the sum over the modes of the same traveller")
_draw = np.random.default_rng(2)
_table = pd.DataFrame(_draw.normal(0, 2, (200, 5)), columns=list("vwxyz"), index=range(400, 200, -1))
_check(_table, "e to the utility, divided by the sum over the modes of the same traveller")
_off = _draw.random((200, 5)) < 0.4
_off[:, 2] = False
_check(_table.mask(_off), "a mode that isn't available has the probability 0, and is left out of the sum")
_check(pd.DataFrame({"a": [_gap, -3.0, 0.0], "b": [7.0, _gap, 0.0], "c": [_gap, _gap, _gap]}), "one mode alone has the probability 1; utility 0 is a utility like any other")
for _shift in (99_990.0, -99_990.0, 750.0, -750.0):
    _check(_table.mask(_off) + _shift, "subtract the row's largest utility first: only differences count")
_wide = pd.DataFrame([[100_000.0, -100_000.0, _gap], [-50_000.0, -50_001.0, -49_999.5], [3.0, 100_000.0, 99_999.0]], columns=["a", "b", "c"])
_check(_wide, "subtract the row's largest utility first: only differences count")
_check(pd.DataFrame([[100_000.0, 99_999.0, 0.0, -5.0, -7.0]], columns=list("abcde")), "subtract the row's largest utility first: only differences count")
_draw = np.random.default_rng([_class_seed(), 91])
_table = pd.DataFrame(_draw.normal(0, 2, (60, 4)), columns=list("abcd"))
_check(_table, "e to the utility, divided by the sum over the modes of the same traveller")
_off = np.column_stack([_draw.random((60, 3)) < 0.4, np.zeros(60, dtype=bool)])
_check(_table.mask(_off) + float(_draw.uniform(-90_000, 90_000)), "only differences count; a mode that isn't available is left out")
### END HIDDEN TESTS

# %% [markdown] question="worth"
# ### 10. What is an hour worth? ([[points]])
#
# Estimate a binary logit of bus against car by maximum likelihood, $V_\text{bus} - V_\text{car} = a + b_t\,(t_\text{bus} - t_\text{car}) + b_c\,(c_\text{bus} - c_\text{car})$, with times $t$ in minutes, costs $c$ in pounds and a constant $a$. The value of time is what
# people would pay to save an hour: $60\,b_t / b_c$. Write `value_of_time_gbph(survey)`.
#
# * `survey`: a table with the columns `took_bus` (`True` or `False`), `minutes_bus`, `minutes_car`, `cost_bus_gbp` and `cost_car_gbp`, 400 travellers or more, of whom some took each mode. There are no gaps.
# * Returns one number in pounds per hour, as a `float`. It is held against the maximum of the likelihood with a tolerance of 1 %. You may use `scipy.optimize.minimize`, or `choice.fit` of lesson 3
#   (`from citylab.transport import choice`), which wants a long table: two rows for each traveller.


# %% solution="worth"
def value_of_time_gbph(survey: pd.DataFrame) -> float:
    """Return the value of time, estimated by maximum likelihood. [£/h]"""
    ### BEGIN SOLUTION
    later = survey["minutes_bus"] - survey["minutes_car"]
    dearer = survey["cost_bus_gbp"] - survey["cost_car_gbp"]
    matrix = np.column_stack([np.ones(len(survey)), later, dearer])
    took_bus = survey["took_bus"].to_numpy(dtype=float)
    factors = np.zeros(3)
    for _ in range(30):
        share = 1 / (1 + np.exp(-(matrix @ factors)))
        curvature = (matrix * (share * (1 - share))[:, None]).T @ matrix
        factors = factors + np.linalg.solve(curvature, matrix.T @ (took_bus - share))
    return float(60 * factors[1] / factors[2])
    ### END SOLUTION


# %% [markdown] discussion="worth"
# The log-likelihood of a logit has one summit and no side hills, so Newton's method climbs it in a few steps from 0.
# `scipy.optimize.minimize` and `choice.fit` find the same; check that they say they have converged, for a search that
# stops early gives a ratio that looks reasonable. The constant belongs in, though it isn't in the answer: without it, a
# general liking for cars is booked on time and cost. An hour has 60 minutes, and the ratio is time over cost, not the
# other way round.

# %% tests="worth" points=2
# Form: one number in pounds per hour. Hidden: values for other travellers.
from citylab.forms import number as _number

_called = "value_of_time_gbph(survey)"
_value = _number(value_of_time_gbph(survey.copy()), _called, unit="£/h", low=1, high=100)
### BEGIN HIDDEN TESTS
from scipy.optimize import minimize as _minimize

from citylab.forms import class_seed as _class_seed

_drawn = [float(_one) for _one in np.random.default_rng([_class_seed(), 101]).uniform([0.3, -0.08, -0.6], [0.9, -0.05, -0.4])]
for _seed, _a, _t, _c, _scale in ((1, 0.9, -0.07, -0.25, 1.0), (2, -0.6, -0.03, -0.4, 1.0), ([_class_seed(), 102], *_drawn, 1.0), (4, 0.4, -0.1, -2.5, 0.15)):
    _draw = np.random.default_rng(_seed)
    _car = _draw.gamma(6.0, 4.0, 700) + 4
    _bus = _car + _draw.gamma(1.5, 14.0, 700) - 6
    _fare, _fuel = _scale * _draw.choice([0.0, 1.5, 3.0], 700), _scale * _draw.gamma(1.2, 3.0, 700)
    _took = _draw.random(700) < 1 / (1 + np.exp(-(_a + _t * (_bus - _car) + _c * (_fare - _fuel))))
    _table = pd.DataFrame({"cost_car_gbp": _fuel, "cost_bus_gbp": _fare, "minutes_car": _car, "person": 7, "minutes_bus": _bus, "took_bus": _took}, index=_draw.integers(0, 90, 700))
    _x = np.stack([_bus**0, _bus - _car, _fare - _fuel])
    _sign = np.where(_took, 1.0, -1.0)
    _best = _minimize(lambda f: np.logaddexp(0, -_sign * (f @ _x)).sum(), np.zeros(3), jac=lambda f: -(_x * (_sign / (1 + np.exp(_sign * (f @ _x))))).sum(axis=1), method="BFGS", options={"gtol": 1e-6})
    _before = _table.copy()
    _value = _number(value_of_time_gbph(_table), _called, unit="£/h")
    assert _table.equals(_before), "don't change the table that is given"
    assert math.isclose(_value, 60 * _best.x[1] / _best.x[2], rel_tol=1e-2), "maximum likelihood with a constant; bus minus car in time and in cost; an hour has 60 minutes"
### END HIDDEN TESTS

# %% [markdown] question="nested"
# ### 11. Two buses are more alike than a bus and a car ([[points]])
#
# If line 31 gets a quicker sister, the plain logit lets it take travellers from bus and car in proportion. A *nested* logit puts similar modes $i$ into a nest $n$ with a scale $\lambda_n$, above 0 and at most 1 (1: not alike at all). With $I_n = \ln \sum_{j \in n} e^{V_j/\lambda_n}$,
#
# $$P_i = \frac{e^{V_i/\lambda_n}}{\sum_{j \in n} e^{V_j/\lambda_n}} \cdot \frac{e^{\lambda_n I_n}}{\sum_m e^{\lambda_m I_m}}$$
#
# Write `nested_shares(utilities, nests, scales)`.
#
# * `utilities`: a Series by mode. `nests`: a dictionary from each mode to the name of its nest. `scales`: a dictionary from each nest to its $\lambda$. A nest may hold one mode only. The dictionaries may stand in any order, and name modes and nests that `utilities` doesn't have: leave those out.
# * No $V/\lambda$ is beyond ±100. Returns a Series of probabilities on the index of `utilities`.


# %% solution="nested"
def nested_shares(utilities: pd.Series, nests: dict[str, str], scales: dict[str, float]) -> pd.Series:
    """Return the probability of each mode by a nested logit. [1]"""
    ### BEGIN SOLUTION
    nest = pd.Series({mode: nests[mode] for mode in utilities.index})
    scale = nest.map(scales)
    weight = np.exp(utilities / scale)
    inclusive = np.log(weight.groupby(nest).sum())
    of_nest = np.exp(inclusive * inclusive.index.map(scales))
    of_nest = of_nest / of_nest.sum()
    return weight / weight.groupby(nest).transform("sum") * nest.map(of_nest)
    ### END SOLUTION


# %% [markdown] discussion="nested"
# Two choices, one after the other: within the nest with utilities over their scale, between nests with the scale times
# the logarithm of the sum. `groupby(...).transform("sum")` hands each mode the sum of its own nest. Two checks cost
# nothing: the shares add up to 1, and with all scales 1 the plain logit comes out. The scale in front of the logarithm
# is what is forgotten most; far beyond ±100 the largest utility of each nest would have to be subtracted first, as in
# the plain logit.

# %% tests="nested" points=2
# Form: a Series of numbers on the index of the utilities. Hidden: values for other modes and nests.
from citylab.forms import series as _series

_called = "nested_shares(utilities, nests, scales)"
_table = pd.Series({"bus 31": 0.2, "car": 1.0, "bus 31X": 0.4})
_value = _series(nested_shares(_table.copy(), {"car": "car", "bus 31": "bus", "bus 31X": "bus"}, {"bus": 0.5, "car": 1.0}), _called, index=_table.index)
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(utilities, nests, scales, say):
    _given = utilities.copy(), dict(nests), dict(scales)
    _value = nested_shares(*_given)
    assert _given[0].equals(utilities), "don't change what is given"
    assert _given[1:] == (nests, scales), "don't change what is given"
    _value = _series(_value, _called, index=utilities.index).to_numpy()
    _sums = {}
    for _mode, _v in utilities.items():
        _sums[nests[_mode]] = _sums.get(nests[_mode], 0.0) + math.exp(_v / scales[nests[_mode]])
    _all = sum(_sum ** scales[_nest] for _nest, _sum in _sums.items())
    _truth = [math.exp(_v / scales[nests[_mode]]) / _sums[nests[_mode]] * _sums[nests[_mode]] ** scales[nests[_mode]] / _all for _mode, _v in utilities.items()]
    assert np.abs(_value - _truth).max() < 1e-5, say


_check(pd.Series({"p": 0.0, "q": 0.0, "r": 0.0}), {"p": "one", "q": "one", "r": "two"}, {"one": 0.5, "two": 1.0}, "two modes that are alike share what one would get, and a little more")
_check(pd.Series({"p": 0.3, "q": -1.0, "r": 0.8}), {"r": "two", "q": "one", "p": "one"}, {"two": 1.0, "one": 1.0}, "with all scales 1 it is the plain logit")
_check(pd.Series({"p": 0.3, "q": -1.0, "r": 0.8, "s": 0.1}), {"r": "b", "q": "a", "p": "a", "s": "c", "t": "b", "u": "z"}, {"z": 0.7, "c": 0.3, "a": 0.4, "b": 0.9}, "a nest of one mode doesn't need its scale; leave out what utilities doesn't have")
_check(pd.Series({"p": -27.0, "q": -27.3, "r": -26.5, "s": -26.8}), {"p": "one", "q": "one", "r": "two", "s": "three"}, {"one": 0.3, "two": 1.0, "three": 0.5}, "utilities over their scale go up to 100, and down to -100")
for _round in range(7):
    _draw = np.random.default_rng([6, _round] if _round < 4 else [_class_seed(), 110 + _round])
    _modes = [f"m{_one}" for _one in _draw.permutation(12)]
    _nests = {f"m{_one}": f"n{_draw.integers(0, 5)}" for _one in range(12)}
    _scales = {f"n{_one}": float(_draw.uniform(0.1, 1.0)) for _one in _draw.permutation(5)}
    _check(pd.Series(_draw.normal(0, 1.5 + _round % 4, 12), index=_modes), _nests, _scales, "inside the nest with V over its scale; between nests with the scale times the logarithm of the sum")
### END HIDDEN TESTS

# %% [markdown] question="carbon"
# ### 12. Carbon dioxide saved, with an interval ([[points]])
#
# Write `carbon_saved_t(trips, from_car, from_car_se, km, people_per_car, car_gkm, car_gkm_sd, extra_bus_km, bus_gkm, seed)`: tonnes of CO₂e saved in a year, by Monte Carlo.
#
# * A better bus gains `trips` passenger trips of `km` kilometres a year. A share of these trips was made by car before (drivers and their passengers together). It isn't known exactly: a normal distribution with mean `from_car` and standard deviation `from_car_se`. `people_per_car` people share a car.
#   A car emits grams per kilometre (per car, not per person) with mean `car_gkm` and standard deviation `car_gkm_sd`, also normal, and independent of the share. The buses drive `extra_bus_km` more kilometres a year at `bus_gkm` grams each, which are known.
# * Draw both 20,000 times with NumPy from a generator with this `seed`. Let negative draws be. Saved is what cars don't emit minus what the additional bus kilometres do; it may be negative.
# * Returns a tuple of three `float`s in **tonnes**: the 2.5th, the 50th and the 97.5th percentile of what is saved. The same arguments give the same answer each time; another seed gives a slightly different one. The order of your draws doesn't matter: the tests allow a tenth of the standard deviation of what is saved.


# %% solution="carbon"
def carbon_saved_t(
    trips: float, from_car: float, from_car_se: float, km: float, people_per_car: float,
    car_gkm: float, car_gkm_sd: float, extra_bus_km: float, bus_gkm: float, seed: int,
) -> tuple[float, float, float]:
    """Return the low, middle and high saving of a year. [t]"""
    ### BEGIN SOLUTION
    random = np.random.default_rng(seed)
    share = random.normal(from_car, from_car_se, 20_000)
    factor_gkm = random.normal(car_gkm, car_gkm_sd, 20_000)
    saved_t = (trips * share * km / people_per_car * factor_gkm - extra_bus_km * bus_gkm) / 1e6
    low, middle, high = np.percentile(saved_t, [2.5, 50, 97.5])
    return float(low), float(middle), float(high)
    ### END SOLUTION


# %% [markdown] discussion="carbon"
# Draw what isn't known, compute each of the 20,000 worlds with the same formula, and read off the percentiles. Share
# and emission factor are drawn each for itself: one set of draws used for both would tie two things that have nothing
# to do with each other. A formula for the variance of a product gives nearly the same interval, but a symmetric one,
# and the product is lopsided. People per car divide, since two people in a car save one car; the additional bus
# kilometres are taken off in every world.

# %% tests="carbon" points=2
# Form: a tuple of three numbers in tonnes, ascending. Hidden: values for other lines.
from citylab.forms import number as _number

_called = "carbon_saved_t(trips, from_car, ..., seed)"
_value = carbon_saved_t(400_000, 0.3, 0.05, 6.0, 1.5, 170.0, 15.0, 50_000, 900.0, 1)
_seen = "None: did you return it?" if _value is None else f"of type {type(_value).__name__}"
assert type(_value) is tuple, f"{_called} should be a tuple of three; yours is {_seen}"
assert len(_value) in (3,), f"{_called} should be a tuple of three"
_low, _middle, _high = (_number(_one, f"each part of {_called}", unit="t", low=-1000, high=1000) for _one in _value)
assert _low <= _middle <= _high, f"{_called} should be (low, middle, high)"
### BEGIN HIDDEN TESTS
from scipy.special import ndtri as _ndtri

from citylab.forms import class_seed as _class_seed


def _found(*given):
    _value = carbon_saved_t(*given)
    assert type(_value) is tuple, "a tuple (low, middle, high)"
    assert len(_value) == 3, "a tuple (low, middle, high)"
    return np.array([_number(_one, "each part", unit="t") for _one in _value])


_cases = (
    ((400_000, 0.3, 0.05, 6.0, 1.5, 170.0, 15.0, 50_000, 900.0), "cars not driven, minus the additional bus kilometres; grams to tonnes"),
    ((900_000, 0.25, 0.09, 8.5, 1.2, 150.0, 40.0, 0, 1100.0), "percentiles of the draws: a product of two unsure numbers is lopsided"),
    ((250_000, 0.4, 0.16, 3.2, 2.4, 210.0, 60.0, 160_000, 700.0), "several people share a car; more bus kilometres cost; a saving may be negative"),
    ((2_000_000, 0.1, 0.0, 4.0, 1.6, 120.0, 25.0, 10_000, 1000.0), "a share that is known exactly has no spread"),
    ((800_000, 0.1, 0.1, 5.0, 1.4, 160.0, 40.0, 20_000, 900.0), "let negative draws be"),
    ((2_000_000, 0.1, 0.03, 4.0, 1.6, 120.0, 0.0, 90_000, 1000.0), "an emission that is known exactly has no spread"),
)
# Two normal variables in 40,000 pairs, each as even as can be.
_even = [np.random.default_rng(77 + _one).permutation(_ndtri((np.arange(40_000) + 0.5) / 40_000)) for _one in range(2)]
for _given, _say in _cases:
    _trips, _share, _se, _km, _each, _car, _sd, _more, _bus = _given
    _many = _trips * (_share + _se * _even[0]) * _km / _each * (_car + _sd * _even[1]) / 1e6 - _more * _bus / 1e6
    _truth, _room = np.percentile(_many, [2.5, 50, 97.5]), 0.1 * _many.std()
    for _seed in (5, 42):
        assert np.abs(_found(*_given, _seed) - _truth).max() < _room, _say
_given = (*_cases[1][0], 8)
assert np.array_equal(_found(*_given), _found(*_given)), "the same seed gives the same answer"
assert not np.array_equal(_found(*_given), _found(*_given[:-1], 9)), "use the seed that is given"
_draw = np.random.default_rng([_class_seed(), 121])
_trips, _share, _km, _each, _car, _more, _bus = (float(_one) for _one in _draw.uniform([4e5, 0.2, 4.0, 1.1, 120.0, 0.0, 600.0], [9e5, 0.4, 9.0, 1.6, 200.0, 1e5, 1200.0]))
_se, _sd = _share * float(_draw.uniform(0.09, 0.15)), _car * float(_draw.uniform(0.05, 0.1))
_many = (_trips * (_share + _se * _even[0]) * _km / _each * (_car + _sd * _even[1]) - _more * _bus) / 1e6
_value = _found(_trips, _share, _se, _km, _each, _car, _sd, _more, _bus, int(_draw.integers(1000)))
assert np.abs(_value - np.percentile(_many, [2.5, 50, 97.5])).max() < 0.15 * _many.std(), "cars not driven, minus the additional bus kilometres; percentiles of the draws"
### END HIDDEN TESTS

# %% [markdown]
# ## Part D: judge the lights
#
# At Dock Gate the buses wait with the cars. The authority's simulator has run the same twenty peak hours with three settings of the lights; the delay is that of all people together, in person-hours.

# %%
trials = dock_road["trials"]
trials.head(3)

# %% [markdown] question="cycle"
# ### 13. A cycle within limits ([[points]])
#
# Webster's cycle is $C = (1.5 L + 5) / (1 - Y)$ seconds, with the lost time $L$ of a cycle in seconds and the sum $Y$ of the flow ratios of its stages. People won't wait for ever, and a very short cycle is all yellow: so the cycle is kept within limits. Write `cycle_s(lost_s, flow_ratios, shortest_s, longest_s)`.
#
# * `flow_ratios`: a list with the flow ratio of each stage, flow divided by saturation flow, 0 or more. If their sum is 1 or more, no cycle is long enough: then take the longest.
# * Returns one number in seconds, as a `float`, not below `shortest_s` nor above `longest_s`.


# %% solution="cycle"
def cycle_s(lost_s: float, flow_ratios: list[float], shortest_s: float, longest_s: float) -> float:
    """Return Webster's cycle, kept within limits. [s]"""
    ### BEGIN SOLUTION
    total = sum(flow_ratios)
    if total >= 1:
        return float(longest_s)
    return float(min(max((1.5 * lost_s + 5) / (1 - total), shortest_s), longest_s))
    ### END SOLUTION


# %% [markdown] discussion="cycle"
# The case without an answer comes first: from a sum of 1 on, the formula divides by 0 or gives a negative cycle.
# Clipping that negative number would return the *shortest* cycle, the worst choice for a junction that is overloaded.
# After this, `min(max(...))` keeps the cycle within the limits; `np.clip(value, shortest_s, longest_s)` is the same in
# one word. Swapping `min` and `max` gives the same limit whatever the traffic is.

# %% tests="cycle" points=2
# Form: one number in seconds. Hidden: values for other junctions.
from citylab.forms import number as _number

_called = "cycle_s(lost_s, flow_ratios, shortest_s, longest_s)"
_value = _number(cycle_s(10.0, [0.3, 0.3], 30.0, 120.0), _called, unit="s", low=30, high=120)
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed

for _given, _truth, _say in (
    ((12.0, [0.4, 0.3], 30.0, 120.0), 23 / 0.3, "1.5 times the lost time plus 5, divided by 1 minus the sum of the ratios"),
    ((9.0, [0.1, 0.25, 0.05, 0.2], 30.0, 120.0), 18.5 / 0.4, "all stages count, however many there are"),
    ((8.0, [0.5], 20.0, 120.0), 34.0, "there may be one stage only"),
    ((8.0, [0.1, 0.1], 40.0, 120.0), 40.0, "not shorter than the shortest"),
    ((16.0, [0.45, 0.45], 40.0, 110.0), 110.0, "not longer than the longest"),
    ((10.0, [0.6, 0.5], 40.0, 150.0), 150.0, "if the ratios add up to 1 or more, take the longest"),
    ((10.0, [0.75, 0.25], 40.0, 90.0), 90.0, "if the ratios add up to 1 or more, take the longest"),
    ((10.0, [3.0, 0.5], 45.0, 95.0), 95.0, "if the ratios add up to 1 or more, take the longest"),
    ((20.0, [0.3, 0.48], 25.0, 400.0), 35 / 0.22, "use the limits that are given"),
    ((4.0, [0.47, 0.48], 10.0, 400.0), 220.0, "with a sum just below 1 the formula holds"),
    ((10.0, [0.1, 0.12, 0.14, 0.08, 0.11, 0.15], 20.0, 200.0), 20 / 0.3, "all stages count, however many there are"),
    ((0.0, [0.2, 0.3], 5.0, 400.0), 10.0, "use the limits that are given"),
):
    _ratios = list(_given[1])
    assert math.isclose(_number(cycle_s(_given[0], _ratios, *_given[2:]), _called, unit="s"), _truth, rel_tol=5e-3), _say
    assert _ratios == _given[1], "don't change the list that is given"
_draw = np.random.default_rng([_class_seed(), 131])
for _ in range(6):
    _lost, _parts = float(_draw.integers(4, 20)), _draw.uniform(0.2, 1.0, int(_draw.integers(1, 6)))
    _ratios = [float(_one) for _one in _parts / _parts.sum() * _draw.choice([_draw.uniform(0.3, 0.9), _draw.uniform(1.05, 1.5)])]
    _low, _high = float(_draw.integers(20, 60)), float(_draw.integers(80, 160))
    _free = (1.5 * _lost + 5) / (1 - sum(_ratios))
    _truth = _high if _free < 0 else sorted((_low, _free, _high))[1]
    _value = _number(cycle_s(_lost, _ratios, _low, _high), _called, unit="s")
    assert math.isclose(_value, _truth, rel_tol=5e-3), "the formula within the limits; the longest if the ratios add up to 1 or more"
### END HIDDEN TESTS

# %% [markdown] question="people"
# ### 14. Delay of people ([[points]])
#
# A light that counts vehicles treats a bus with sixty people like a car with one. Webster's mean delay of a vehicle, in seconds, is
#
# $$d = \frac{C(1-g)^2}{2(1-gx)} + \frac{x^2}{2q(1-x)} - 0.65\left(\frac{C}{q^2}\right)^{1/3} x^{2+5g}$$
#
# with the cycle $C$ in seconds, the share of green $g$ = green/cycle, the flow $q$ in vehicles per **second**, and the degree of saturation $x = q/(g\,s)$ for the saturation flow $s$, also per second. (To check yourself: 600 vehicles an hour, 1,800 of saturation flow, 30 s of green in 60 s give 11.25 + 4.00 − 1.36 = 13.9 s.)
# You may use `signals.webster_delay_s` of lesson 4 (`from citylab.transport import signals`); it refuses a flow of 0 and $x \ge 1$, so treat these first.
#
# Write `people_delay_h(streams, length_s)`: the delay of all people who pass the junction in an hour.
#
# * `streams`: a table with the columns `flow_vehh` and `saturation_vehh` (vehicles per **hour**), `green_s` and `people_per_vehicle`, one row per stream of vehicles. `green_s` is above 0 and below the cycle. `length_s`: the cycle $C$. A stream with flow 0 has no delay.
# * Returns one number in person-**hours** (per hour), as a `float`. If any stream has $x \ge 1$ the formula doesn't hold, and the answer is `math.inf`.


# %% solution="people"
def people_delay_h(streams: pd.DataFrame, length_s: float) -> float:
    """Return the delay of all people in an hour. [h]"""
    ### BEGIN SOLUTION
    moving = streams[streams["flow_vehh"] > 0]
    green, flow = moving["green_s"] / length_s, moving["flow_vehh"] / 3600
    degree = moving["flow_vehh"] / (green * moving["saturation_vehh"])
    if (degree >= 1).any():
        return math.inf
    regular = length_s * (1 - green) ** 2 / (2 * (1 - green * degree))
    at_random = degree**2 / (2 * flow * (1 - degree))
    correction = 0.65 * (length_s / flow**2) ** (1 / 3) * degree ** (2 + 5 * green)
    delay_s = regular + at_random - correction
    return float((delay_s * moving["flow_vehh"] * moving["people_per_vehicle"]).sum() / 3600)
    ### END SOLUTION


# %% [markdown] discussion="people"
# Three terms with names can be checked one by one against the example in the question. Streams without vehicles are
# dropped first, because the flow stands in a divisor, and a stream at capacity ends the function, because there the
# formula doesn't hold. A loop with `signals.webster_delay_s` is as right. Flows are per hour in the table and per
# second in the formula; and the delays are added up over people, not averaged over streams, or a bus counts like a car.

# %% tests="people" points=2
# Form: one number in person-hours. Hidden: values for other junctions.
from citylab.forms import number as _number

_called = "people_delay_h(streams, length_s)"
_streams = pd.DataFrame({"flow_vehh": [600.0, 12.0], "saturation_vehh": [1800.0, 1800.0], "green_s": [30.0, 25.0], "people_per_vehicle": [1.3, 45.0]}, index=["cars", "buses"])
_value = _number(people_delay_h(_streams.copy(), 60.0), _called, unit="person-hours", low=0.1, high=100)
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _table(rows, index=None):
    return pd.DataFrame(rows, columns=["people_per_vehicle", "green_s", "saturation_vehh", "flow_vehh"], index=index)


def _check(rows, cycle, say, index=None):
    _truth = 0.0
    for _people, _green, _most, _flow in rows:
        if _flow > 0:
            _g, _q = _green / cycle, _flow / 3600
            _x = _flow / _most / _g
            _d = cycle * (1 - _g) * (1 - _g) / 2 / (1 - _flow / _most) + _x * _x / 2 / _q / (1 - _x) - 0.65 * _x ** (2 + 5 * _g) * (cycle / _q / _q) ** (1 / 3)
            _truth += _d * _flow * _people / 3600
    _streams = _table(rows, index)
    _before = _streams.copy()
    _value = _number(people_delay_h(_streams, cycle), _called, unit="person-hours")
    assert _streams.equals(_before), "don't change the table that is given"
    assert math.isclose(_value, _truth, rel_tol=1e-3, abs_tol=1e-9), say


_check([(1.0, 30.0, 1800.0, 600.0)], 60.0, "delay times vehicles times people, in hours; in the formula the flow is per second")
_check([(1.0, 30.0, 1800.0, 600.0), (60.0, 30.0, 1800.0, 12.0)], 60.0, "each stream has its own people", [1, 1])
_check([(1.4, 41.0, 1850.0, 740.0), (1.2, 22.0, 1700.0, 380.0), (52.0, 30.0, 1800.0, 18.0), (1.1, 22.0, 3400.0, 300.0)], 90.0, "each stream has its own green, saturation flow and people")
_check([(1.5, 20.0, 1800.0, 0.0), (1.3, 28.0, 1900.0, 610.0), (2.0, 5.0, 1000.0, 0.0)], 70.0, "a stream without vehicles has no delay")
_check([(1.3, 50.0, 1900.0, 930.0), (30.0, 50.0, 1900.0, 40.0)], 100.0, "close to saturation the second term grows")
_check([(1.2, 30.0, 1800.0, 895.5), (70.0, 30.0, 1800.0, 4.0)], 60.0, "below saturation the formula holds, and few vehicles may be many people")
_check([(1.2, 30.0, 1800.0, 0.0)], 60.0, "where nobody passes there is no delay")
for _rows, _cycle in (([(1.0, 30.0, 1800.0, 901.0)], 60.0), ([(1.0, 30.0, 1800.0, 900.0)], 60.0), ([(1.0, 30.0, 1800.0, 300.0), (1.0, 15.0, 1800.0, 1500.0)], 60.0), ([(1.0, 30.0, 1800.0, 90.0)] * 2 + [(1.0, 30.0, 1800.0, 990.0)], 60.0)):
    _value = people_delay_h(_table(_rows), _cycle)
    assert type(_value) in (float, np.float64), "infinity if a stream reaches its capacity"
    assert _value == math.inf, "infinity if a stream reaches its capacity"
_draw = np.random.default_rng([_class_seed(), 141])
for _ in range(3):
    _cycle, _rows = float(_draw.integers(60, 120)), []
    for _ in range(5):
        _green, _most = _cycle * _draw.uniform(0.2, 0.6), _draw.uniform(1500.0, 3600.0)
        _rows.append((float(_draw.uniform(1.0, 50.0)), float(_green), float(_most), float(_most * _green / _cycle * _draw.uniform(0.1, 0.93))))
    _check(_rows, _cycle, "each stream has its own green, saturation flow and people")
### END HIDDEN TESTS

# %% [markdown] question="paired"
# ### 15. The same hours, twice ([[points]])
#
# Both settings of the lights met the same random traffic: runs with the same seed belong together. So take the differences first. Write `paired_gain(before, after)`: how much delay the second setting saves, and how sure that is.
#
# * `before`, `after`: two Series of delays by seed. The seeds may stand in another order; some may stand in one Series only, and a run that failed is NaN: both leave out the pair. At least two pairs remain.
# * Returns a tuple `(mean, low, high)` of three `float`s, in the unit of the delays: the mean of *before − after*, and the ends of its 95 % interval by Student's $t$: mean ± $t_{0.975,\,n-1}\,s/\sqrt{n}$, with the number of pairs $n$ and the sample standard deviation $s$ of the differences (with $n - 1$).


# %% solution="paired"
def paired_gain(before: pd.Series, after: pd.Series) -> tuple[float, float, float]:
    """Return the mean saving of paired runs and its 95 % interval."""
    ### BEGIN SOLUTION
    from scipy import stats

    gain = (before - after).dropna()
    half = stats.t.ppf(0.975, len(gain) - 1) * gain.std() / np.sqrt(len(gain))
    return float(gain.mean()), float(gain.mean() - half), float(gain.mean() + half)
    ### END SOLUTION


# %% [markdown] discussion="paired"
# Subtracting two Series matches them by seed, and a seed that one of them lacks becomes NaN and is dropped: so pairs
# stay pairs. `scipy.stats.ttest_rel(...).confidence_interval()` gives the same interval for values that have been put
# side by side. Treating the runs as two independent samples leaves the traffic's own ups and downs in, and the interval
# mostly becomes wider. pandas' `std` divides by *n* − 1, NumPy's by *n* unless told; and with few pairs Student's *t*
# is clearly larger than 1.96.

# %% tests="paired" points=2
# Form: a tuple of three numbers: mean, low, high. Hidden: values for other runs.
from citylab.forms import number as _number

_called = "paired_gain(before, after)"
_value = paired_gain(trials["as_now_h"].copy(), trials["retimed_h"].copy())
_seen = "None: did you return it?" if _value is None else f"of type {type(_value).__name__}"
assert type(_value) is tuple, f"{_called} should be a tuple of three; yours is {_seen}"
assert len(_value) in (3,), f"{_called} should be a tuple of three"
_mean, _low, _high = (_number(_one, f"each part of {_called}", low=-100, high=100) for _one in _value)
assert _low <= _mean <= _high, f"{_called} should be (mean, low, high)"
### BEGIN HIDDEN TESTS
from scipy.stats import ttest_1samp as _ttest

from citylab.forms import class_seed as _class_seed


def _check(before, after, say):
    _given = before.copy(), after.copy()
    _value = paired_gain(*_given)
    assert _given[0].equals(before), "don't change what is given"
    assert _given[1].equals(after), "don't change what is given"
    assert type(_value) is tuple, "a tuple (mean, low, high)"
    assert len(_value) == 3, "a tuple (mean, low, high)"
    _pairs = [before[_seed] - after[_seed] for _seed in before.index if _seed in after.index]
    _pairs = np.array([_one for _one in _pairs if _one == _one])
    _interval = _ttest(_pairs, 0.0).confidence_interval(0.95)
    _truth = np.array([_pairs.mean(), _interval.low, _interval.high])
    _found = np.array([_number(_one, "each part") for _one in _value])
    assert np.abs(_found - _truth).max() < 1e-3 * (_truth[2] - _truth[1]), say


_check(pd.Series([10.0, 12.0, 14.0], index=[1, 2, 3]), pd.Series([9.0, 10.0, 13.0], index=[1, 2, 3]), "mean and interval of the differences before minus after")
for _seed, _count in ((1, 30), (2, 6), (3, 12), (4, 9)):
    _draw = np.random.default_rng(_seed if _seed < 4 else [_class_seed(), 151])
    _base = pd.Series(_draw.normal(40, 8, _count), index=_draw.permutation(range(200, 200 + _count)))
    _then = (_base - _draw.normal(1.5 - _seed, 1.0, _count)).iloc[_draw.permutation(_count)]
    _check(_base, _then, "runs belong together by their seed; Student's t with one less than the number of pairs")
    _base.iloc[0], _then.iloc[1] = np.nan, np.nan
    _check(_base, pd.concat([_then, pd.Series({999: 50.0})]), "leave out a pair of which one is missing")
_check(pd.Series({7: 20.0, 1: 10.0, 2: 12.0, 3: 15.0, 4: 9.0}), pd.Series({2: 11.0, 1: 8.0, 3: 15.0, 9: 3.0, 4: np.nan}), "a seed may stand in either Series only; a difference of 0 is a pair")
_check(pd.Series({5: 3.0, 6: 4.5}), pd.Series({6: 4.0, 5: 1.0, 8: 2.0}), "two pairs are enough")
### END HIDDEN TESTS

# %% [markdown]
# ## Part E: decide, and write to the authority
#
# A plan for Dock Road takes one option of each group. Effects are those of a year, compared with today.
#
# * `cost_kgbp`: thousand pounds more than today. A bus lane costs the paint, the cameras and the parking places it replaces.
# * `time_kh`: thousand person-hours saved. `co2e_t`: tonnes of CO₂e saved.
# * `poorest_jobs`: jobs gained within 30 minutes by the average resident of the poorest fifth. Below 0, these three get worse.
#
# `preferences` holds points per unit of each effect, one row per view. What you found in parts B to D may serve as evidence in question 20.

# %%
options, together, preferences = dock_road["options"], dock_road["together"], dock_road["preferences"]
options

# %% [markdown] question="buses"
# ### 16. What a headway costs ([[points]])
#
# A bus drives to the far end in `run_min` minutes, stands `layover_min` minutes, drives back in `run_min`, and stands again: that is its *round*. Then it may start anew. A bus every `headway_min` minutes needs the round divided by the headway in buses, rounded *up* to a whole number; a whole number stays as it is.
#
# Write `service_cost_kgbp(run_min, layover_min, headway_min, hours_per_year, bus_kgbp, hour_gbp)`.
#
# * Each bus costs `bus_kgbp` thousand pounds a year to own, and is on the road for `hours_per_year` hours at `hour_gbp` **pounds** an hour.
# * Returns one number in **thousand** pounds a year, as a `float`. (Rounds and headways in the tests are multiples of half a minute.)


# %% solution="buses"
def service_cost_kgbp(
    run_min: float, layover_min: float, headway_min: float, hours_per_year: float, bus_kgbp: float, hour_gbp: float
) -> float:
    """Return the yearly cost of running a line at a headway. [1000 £]"""
    ### BEGIN SOLUTION
    buses = math.ceil(2 * (run_min + layover_min) / headway_min)
    return float(buses * (bus_kgbp + hours_per_year * hour_gbp / 1000))
    ### END SOLUTION


# %% [markdown] discussion="buses"
# A part of a bus can't be bought, so the round over the headway is rounded up: `math.ceil`, which leaves a whole number
# as it is. `round` takes 4.17 for 4, and `// headway_min + 1` buys one bus too many whenever the division comes out
# even; `-(-a // b)` is a ceiling without an import. Hours cost pounds and buses cost thousands, so one of the two is
# divided by 1000. The cost goes in steps: a headway half a minute longer may spare a whole bus.

# %% tests="buses" points=2
# Form: one number in thousand pounds. Hidden: values for other lines.
from citylab.forms import number as _number

_called = "service_cost_kgbp(run_min, layover_min, headway_min, hours_per_year, bus_kgbp, hour_gbp)"
_value = _number(service_cost_kgbp(30.0, 5.0, 20.0, 4000.0, 50.0, 50.0), _called, unit="thousand pounds", low=200, high=5000)
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed

for _given, _buses, _say in (
    ((30.0, 5.0, 20.0, 4000.0, 50.0, 50.0), 4, "3.5 buses are 4"),
    ((34.0, 6.0, 10.0, 4200.0, 60.0, 55.0), 8, "a whole number stays as it is"),
    ((34.0, 6.0, 7.5, 4200.0, 60.0, 55.0), 11, "there and back, standing at both ends, divided by the headway, rounded up"),
    ((20.0, 0.0, 60.0, 3000.0, 0.0, 40.0), 1, "one bus at least"),
    ((20.0, 0.0, 39.5, 3000.0, 80.0, 0.0), 2, "just more than one bus is two"),
    ((44.0, 8.5, 6.0, 5100.0, 45.0, 62.0), 18, "17.5 buses are 18"),
    ((13.5, 4.0, 7.0, 2500.0, 70.0, 38.0), 5, "a whole number stays as it is"),
    ((60.0, 0.5, 120.0, 3000.0, 70.0, 40.0), 2, "just more than one bus is two"),
    ((150.0, 0.5, 150.0, 3000.0, 70.0, 40.0), 3, "just more than two buses are three"),
    ((100.0, 20.0, 8.0, 3000.0, 70.0, 40.0), 30, "there may be many buses"),
    ((21.0, 4.0, 12.0, 4400.0, 55.0, 47.0), 5, "4.17 buses are 5: round up, not to the nearest"),
):
    _truth = _buses * (_given[4] + _given[3] * _given[5] / 1000)
    assert math.isclose(_number(service_cost_kgbp(*_given), _called), _truth, rel_tol=1e-4), _say + "; pounds are not thousand pounds"
_draw = np.random.default_rng([_class_seed(), 161])
for _ in range(6):
    _halves, _buses = int(_draw.integers(10, 60)), int(_draw.integers(2, 12))
    _round = (_halves * (_buses - 1) + int(_draw.choice([1, _halves // 2, _halves]))) / 2
    _layover, _hours, _own, _hour = float(_draw.integers(0, 3)), float(_draw.integers(2500, 5500)), float(_draw.integers(40, 90)), float(_draw.integers(35, 70))
    _value = _number(service_cost_kgbp(_round / 2 - _layover, _layover, _halves / 2, _hours, _own, _hour), _called)
    assert math.isclose(_value, _buses * _own + _buses * _hours * _hour / 1000, rel_tol=1e-3), "round divided by headway, rounded up to a whole number of buses; pounds are not thousand pounds"
### END HIDDEN TESTS

# %% [markdown] question="plan"
# ### 17. The best plan within the budget ([[points]])
#
# Write `best_plan(options, together, budget_kgbp, weights)`.
#
# * `options`: a table with the columns `group`, `option` (each name once) and `cost_kgbp`, and more columns with effects. A cost may be less than 0. A plan takes exactly one option of each group.
# * `together`: a table with the columns `first` and `second`, two options of different groups, and `cost_kgbp` and the effects once more: what the two do together *beyond* the sum of both, if a plan has both. It may be less than 0 (a bus lane that spares a bus). No pair stands here twice. The table may have no row.
# * `weights`: a Series, points per unit of an effect. Its index names the effects that count; other columns don't. A weight may be negative.
# * The cost of a plan is the sum of its options and of what they do together; it may be `budget_kgbp` at most, equal is allowed. Its score is the sum of weight × effect, worked out in the same way. There is always a plan within the budget.
# * Returns a list with the names of the chosen options, in any order: the plan with the highest score within the budget. If several have it, any of them counts. There are at most six groups and 1,000 plans: look at all of them (`itertools.product` gives them).


# %% solution="plan"
def best_plan(options: pd.DataFrame, together: pd.DataFrame, budget_kgbp: float, weights: pd.Series) -> list[str]:
    """Return the options of the plan with the highest score within the budget."""
    ### BEGIN SOLUTION
    from itertools import product

    def cost_and_score(table):
        return list(zip(table["cost_kgbp"], table[list(weights.index)] @ weights, strict=True))

    alone = dict(zip(options["option"], cost_and_score(options), strict=True))
    pairs = list(zip(together["first"], together["second"], cost_and_score(together), strict=True))
    best, best_score = [], -math.inf
    for plan in product(*[list(group["option"]) for _, group in options.groupby("group")]):
        parts = [alone[option] for option in plan]
        parts += [extra for first, second, extra in pairs if first in plan and second in plan]
        cost, score = sum(part[0] for part in parts), sum(part[1] for part in parts)
        if cost <= budget_kgbp and score > best_score:
            best, best_score = list(plan), score
    return best
    ### END SOLUTION


# %% [markdown] discussion="plan"
# A thousand plans are few, so all of them are looked at, and what two options do together needs no special thought.
# Cost and score of each option and pair are worked out once, before the loop, which saves most of the time. Choosing
# the best option of each group, or the most points per pound, ignores budget and pairs. Dropping a half-made plan
# because it is over the budget is unsafe here, for a later option may cost less than 0. With many more groups, integer
# programming would take over.

# %% tests="plan" points=2
# Form: a list with one option of each group. Hidden: other corridors, where options do nothing together.
_called = "best_plan(options, together, budget_kgbp, weights)"
_options = pd.DataFrame([("bus", "often", 9.0, 5.0), ("bus", "seldom", 0.0, 0.0), ("lane", "yes", 6.0, 4.0), ("lane", "no", 0.0, 0.0)], columns=["group", "option", "cost_kgbp", "time_kh"])
_together = pd.DataFrame([("often", "yes", 0.0, -1.0)], columns=["first", "second", "cost_kgbp", "time_kh"])
_value = best_plan(_options.copy(), _together.iloc[:0].copy(), 10.0, pd.Series({"time_kh": 1.0}))
_seen = "None: did you return it?" if _value is None else f"of type {type(_value).__name__}"
assert type(_value) is list, f"{_called} should be a list of names; yours is {_seen}"
assert len(_value) in (2,), f"{_called} should have one option of each group, here 2; yours has {len(_value)}"
assert all(type(_one) is str for _one in _value), f"{_called} should hold names of options"
assert set(_value) <= set(_options["option"]), f"{_called} should hold names of options"
### BEGIN HIDDEN TESTS
from itertools import product as _product

from citylab.forms import class_seed as _class_seed


def _check(options, together, budget, weights, say):
    _given = options.copy(), together.copy(), weights.copy()
    _value = best_plan(_given[0], _given[1], budget, _given[2])
    for _one, _two in zip(_given, (options, together, weights), strict=True):
        assert _one.equals(_two), "don't change what is given"
    assert type(_value) is list, "a list of names"
    assert all(type(_one) is str for _one in _value), "a list of names"
    assert set(_value) <= set(options["option"]), "a list of names of options"
    _group = dict(zip(options["option"], options["group"], strict=True))
    assert sorted(_group[_one] for _one in _value) == sorted(set(_group.values())), "exactly one option of each group"
    _names = list(weights.index)
    _own = {_row["option"]: (_row["cost_kgbp"], sum(weights[_name] * _row[_name] for _name in _names)) for _row in options.to_dict("records")}
    _more = [(_row["first"], _row["second"], (_row["cost_kgbp"], sum(weights[_name] * _row[_name] for _name in _names))) for _row in together.to_dict("records")]

    def _sums(plan):
        _parts = [_own[_one] for _one in plan] + [_extra for _one, _two, _extra in _more if _one in plan and _two in plan]
        return sum(_part[0] for _part in _parts), sum(_part[1] for _part in _parts)

    _all = [_sums(_plan) for _plan in _product(*[[_one for _one in _group if _group[_one] == _name] for _name in sorted(set(_group.values()))])]
    _most = max(_score for _cost, _score in _all if _cost <= budget + 1e-9)
    _cost, _score = _sums(_value)
    assert _cost <= budget + 1e-9, "the plan costs more than the budget: " + say
    assert abs(_score - _most) < 1e-6, "another plan within the budget has a higher score: " + say


def _corridor(seed, groups):
    _draw = np.random.default_rng(seed)
    _rows = []
    for _place, _count in enumerate(groups):
        for _one in range(_count):
            _cost = 0 if _one == 0 else int(_draw.integers(2, 40))
            _rows.append((f"o{_place}-{_one}", *(_draw.normal(0, 4, 3) + _cost * _draw.uniform(0.1, 1.0, 3)).round(2), float(_cost), f"g{_place}"))
    _table = pd.DataFrame(_rows, columns=["option", "noise", "time", "care", "cost_kgbp", "group"])
    _groups_of, _names = list(_table["group"]), list(_table["option"])
    _pairs = [(_a, _b) for _a in _table.index for _b in _table.index if _groups_of[_a] < _groups_of[_b] and _draw.random() < 0.15]
    _both = pd.DataFrame([(_names[_b], _names[_a], float(_draw.integers(-9, 4)), *_draw.normal(-3, 7, 3).round(2)) for _a, _b in _pairs], columns=["second", "first", "cost_kgbp", "time", "noise", "care"])
    return _table.iloc[_draw.permutation(len(_table))].set_axis(_draw.integers(0, 9, len(_table))), _both


_say = "look at all plans; the weights name the effects that count; equal to the budget is allowed"
for _seed, _groups, _budget, _weights in (
    (1, (4, 3, 2, 3), 60, {"time": 1.0, "noise": -0.5}), (2, (3, 3, 3, 3, 3), 70, {"care": 2.0, "time": 0.4}),
    (3, (2, 5, 4), 25, {"noise": 1.0}), (4, (5, 2, 4, 2, 3), 48, {"time": 0.3, "care": 0.7, "noise": 0.1}), (5, (8,), 20, {"time": 1.0})):
    _table, _both = _corridor(_seed, _groups)
    _check(_table, _both.iloc[:0], _budget, pd.Series(_weights), _say)
_tight = pd.DataFrame([("a", "a0", 0, 0), ("a", "a1", 10, 9), ("b", "b0", 0, 0), ("b", "b1", 5, 5), ("c", "c0", 0, 0), ("c", "c1", 5, 5)], columns=["group", "option", "cost_kgbp", "time"])
_none = pd.DataFrame({"first": pd.Series([], dtype=str), "second": pd.Series([], dtype=str), "cost_kgbp": [], "time": []})
_check(_tight, _none, 10, pd.Series({"time": 1.0}), "two cheap options may be better than one dear one; equal is allowed")
_check(_tight.assign(time=-_tight["time"]), _none, 10, pd.Series({"time": 1.0}), "scores may be negative")
for _seed in (6, 7):
    _table, _both = _corridor(_seed, (4, 3, 3, 2))
    _check(_table, _both.iloc[:0], 45, pd.Series({"noise": -1.0, "care": -0.3}), "a weight may be negative")
_check(_tight.assign(cost_kgbp=[0, 14, 0, -6, 0, 5]), _none, 10, pd.Series({"time": 1.0}), "an option may spare money")
_check(_tight.assign(time=-10_000 * (1 + _tight["time"])), _none, 10, pd.Series({"time": 1.0}), "scores may be far below 0")
_check(pd.DataFrame({"group": "a", "option": [f"a{_one}" for _one in range(8)], "cost_kgbp": range(8), "time": range(8)}), _none, 7, pd.Series({"time": 1.0}), "look at all options")
_draw = np.random.default_rng([_class_seed(), 171])
_table, _both = _corridor([_class_seed(), 172], (3, 4, 3, 2))
_weights = pd.Series({_name: round(float(_one), 3) for _name, _one in zip(("time", "care", "noise"), _draw.uniform(-0.4, 1.0, 3), strict=True)})
_check(_table, _both.iloc[:0], int(_draw.integers(36, 60)), _weights, _say)
### END HIDDEN TESTS

# %% tests="plan" points=1
# Form: the same where options do something together. Hidden: values.
_called = "best_plan(options, together, budget_kgbp, weights)"
_options = pd.DataFrame([("bus", "often", 9.0, 5.0), ("bus", "seldom", 0.0, 0.0), ("lane", "yes", 6.0, 4.0), ("lane", "no", 0.0, 0.0)], columns=["group", "option", "cost_kgbp", "time_kh"])
_together = pd.DataFrame([("yes", "often", -5.0, -1.0)], columns=["first", "second", "cost_kgbp", "time_kh"])
_value = best_plan(_options.copy(), _together.copy(), 10.0, pd.Series({"time_kh": 1.0}))
_seen = "None: did you return it?" if _value is None else f"of type {type(_value).__name__}"
assert type(_value) is list, f"{_called} should be a list of names; yours is {_seen}"
assert len(_value) in (2,), f"{_called} should have one option of each group, here 2; yours has {len(_value)}"
assert all(type(_one) is str for _one in _value), f"{_called} should hold names of options"
### BEGIN HIDDEN TESTS
from itertools import product as _product

from citylab.forms import class_seed as _class_seed


def _check(options, together, budget, weights, say):
    _value = best_plan(options.copy(), together.copy(), budget, weights.copy())
    assert type(_value) is list, "a list of names"
    assert all(type(_one) is str for _one in _value), "a list of names"
    assert set(_value) <= set(options["option"]), "a list of names of options"
    _group = dict(zip(options["option"], options["group"], strict=True))
    assert sorted(_group[_one] for _one in _value) == sorted(set(_group.values())), "exactly one option of each group"
    _names = list(weights.index)
    _own = {_row["option"]: (_row["cost_kgbp"], sum(weights[_name] * _row[_name] for _name in _names)) for _row in options.to_dict("records")}
    _more = [(_row["first"], _row["second"], (_row["cost_kgbp"], sum(weights[_name] * _row[_name] for _name in _names))) for _row in together.to_dict("records")]

    def _sums(plan):
        _parts = [_own[_one] for _one in plan] + [_extra for _one, _two, _extra in _more if _one in plan and _two in plan]
        return sum(_part[0] for _part in _parts), sum(_part[1] for _part in _parts)

    _all = [_sums(_plan) for _plan in _product(*[[_one for _one in _group if _group[_one] == _name] for _name in sorted(set(_group.values()))])]
    _most = max(_score for _cost, _score in _all if _cost <= budget + 1e-9)
    _cost, _score = _sums(_value)
    assert _cost <= budget + 1e-9, "the plan costs more than the budget: " + say
    assert abs(_score - _most) < 1e-6, "another plan within the budget has a higher score: " + say


def _corridor(seed, groups):
    _draw = np.random.default_rng(seed)
    _rows = []
    for _place, _count in enumerate(groups):
        for _one in range(_count):
            _cost = 0 if _one == 0 else int(_draw.integers(2, 40))
            _rows.append((f"o{_place}-{_one}", *(_draw.normal(0, 4, 3) + _cost * _draw.uniform(0.1, 1.0, 3)).round(2), float(_cost), f"g{_place}"))
    _table = pd.DataFrame(_rows, columns=["option", "noise", "time", "care", "cost_kgbp", "group"])
    _groups_of, _names = list(_table["group"]), list(_table["option"])
    _pairs = [(_a, _b) for _a in _table.index for _b in _table.index if _groups_of[_a] < _groups_of[_b] and _draw.random() < 0.25]
    _both = pd.DataFrame([(_names[_b], _names[_a], float(_draw.integers(-12, 6)), *_draw.normal(-3, 9, 3).round(2)) for _a, _b in _pairs], columns=["second", "first", "cost_kgbp", "time", "noise", "care"])
    return _table.iloc[_draw.permutation(len(_table))].set_axis(_draw.integers(0, 9, len(_table))), _both


_say = "what two options do together counts for the score and for the cost, in whichever column they stand"
for _seed, _groups, _budget, _weights in (
    (42, (4, 3, 2, 3, 3), 50, {"time": 1.0, "noise": -0.5}), (35, (3, 3, 3, 3, 3), 60, {"care": 2.0, "time": 0.4}), (36, (5, 2, 4, 2, 3), 40, {"time": 0.3, "care": 0.7})):
    _table, _both = _corridor(_seed, _groups)
    _check(_table, _both, _budget, pd.Series(_weights), _say)
_pair = pd.DataFrame([("a", "a0", 0, 0), ("a", "a1", 8, 4), ("b", "b0", 0, 0), ("b", "b1", 8, 5)], columns=["group", "option", "cost_kgbp", "time"])
_spare = pd.DataFrame([("b1", "a1", -6, 0)], columns=["first", "second", "cost_kgbp", "time"])
_check(_pair, _spare, 10, pd.Series({"time": 1.0}), "two options may cost less together than one by one")
_check(_pair, _spare.assign(cost_kgbp=3, time=9), 18, pd.Series({"time": 1.0}), "two options may cost more together")
_check(_pair, _spare.assign(cost_kgbp=0, time=-6), 16, pd.Series({"time": 1.0}), "two options may save the same minutes")
_check(_pair.assign(cost_kgbp=[0, 12, 0, 3]), _spare, 10, pd.Series({"time": 1.0}), "an option dearer than the budget may be affordable with another")
for _seed in (36, 37):
    _table, _both = _corridor(_seed, (4, 3, 3, 2))
    _check(_table, _both, 45, pd.Series({"noise": -1.0, "care": -0.3}), "a weight may be negative")
_draw = np.random.default_rng([_class_seed(), 173])
_table, _both = _corridor([_class_seed(), 174], (3, 4, 3, 2))
_weights = pd.Series({_name: round(float(_one), 3) for _name, _one in zip(("time", "care", "noise"), _draw.uniform(-0.4, 1.0, 3), strict=True)})
_check(_table, _both, int(_draw.integers(36, 60)), _weights, _say)
### END HIDDEN TESTS

# %% [markdown] question="regret"
# ### 18. A plan that nobody will regret much ([[points]])
#
# Travellers, climate and estates weigh the effects differently. The *regret* of a plan in somebody's view is the highest score that any plan in the table has in that view, minus its own. A cautious authority takes the plan whose *largest* regret, over all views, is smallest. Write `least_regret(scores)`.
#
# * `scores`: a table of scores in points, one row per plan, one column per view; more is better, and scores may be negative. No entry is missing. The names of the plans differ.
# * Returns a tuple `(plan, regret)`: the name of that plan, as it stands in the index, and its largest regret in points, a `float`. If several plans have the same, the one that stands first in the table.


# %% solution="regret"
def least_regret(scores: pd.DataFrame) -> tuple[str, float]:
    """Return the plan with the smallest largest regret, and that regret. [points]"""
    ### BEGIN SOLUTION
    largest = (scores.max() - scores).max(axis=1)
    return largest.idxmin(), float(largest.min())
    ### END SOLUTION


# %% [markdown] discussion="regret"
# `scores.max()` is the best of each view, and subtracting the table from it gives all regrets at once; then the largest
# of each row, and the smallest of these. `idxmin` returns the first of equals, as asked. The plan with the highest sum,
# or with the highest worst score, follows another rule and may be another plan. A loop over plans and views does the
# same and shows each step; compare within a view only, for points of two views have no common zero.

# %% tests="regret" points=2
# Form: a tuple of a name and a number. Hidden: values for other plans and views.
from citylab.forms import number as _number
from citylab.forms import pair as _pair
from citylab.forms import text as _text

_called = "least_regret(scores)"
_scores = pd.DataFrame({"x": [5.0, 1.0], "y": [0.0, 3.0]}, index=["one", "two"])
_value = _pair(least_regret(_scores.copy()), _called, "plan, regret")
_plan, _regret = _text(_value[0], "the plan", allowed=("one", "two")), _number(_value[1], "the regret", unit="points", low=0)
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(scores, say):
    _given = scores.copy()
    _value = _pair(least_regret(_given), _called, "plan, regret")
    assert _given.equals(scores), "don't change the table that is given"
    _rows = scores.to_dict("index")
    _tops = {_view: max(_row[_view] for _row in _rows.values()) for _view in scores.columns}
    _regrets = {_name: max(_tops[_view] - _row[_view] for _view in _tops) for _name, _row in _rows.items()}
    _least = min(_regrets.values())
    assert abs(_number(_value[1], "the regret") - _least) < 1e-6, say
    assert _text(_value[0], "the plan", allowed=tuple(_regrets)) == next(_name for _name in _regrets if _regrets[_name] == _least), say


_check(pd.DataFrame({"x": [10.0, 0.0, 7.0], "y": [0.0, 10.0, 6.0]}, index=list("abc")), "best score of each view minus the plan's own; the largest of these; of the plans the smallest")
_check(pd.DataFrame({"x": [100.0, 90.0, 40.0], "y": [1.0, 2.0, 9.0], "z": [3.0, 3.0, 3.0]}, index=list("pqr")), "regret is counted in points within a view; the highest sum or the highest lowest score is another rule")
_check(pd.DataFrame({"x": [5.0, 3.0, 4.0], "y": [3.0, 5.0, 4.0], "z": [1.0, 1.0, 1.0]}, index=["late", "early", "mid"]), "the smallest largest regret")
_check(pd.DataFrame({"x": [4.0, 8.0, 4.0], "y": [8.0, 4.0, 8.0]}, index=["z", "b", "a"]), "of plans with the same regret, the first in the table")
_check(pd.DataFrame({"x": [5.0, 3.0], "y": [5.0, 4.0]}, index=["best", "worse"]), "a plan that is best in every view has the regret 0: its own score belongs to the table, too")
_check(pd.DataFrame({"x": [-5.0]}, index=["only"]), "one plan alone has the regret 0")
for _seed in (*range(5), [_class_seed(), 181]):
    _draw = np.random.default_rng(_seed)
    _table = pd.DataFrame(_draw.normal(-20, 1, (80, 4)) * [1, 30, 5, 12] * 10, columns=list("wxyz"), index=[f"plan {_one}" for _one in _draw.permutation(80)])
    _check(_table.round(2), "best score of each view minus the plan's own; the largest of these; of the plans the smallest")
### END HIDDEN TESTS

# %% [markdown]
# ### The plans of Dock Road
#
# Line 31 drives 34 minutes and stands 6, and runs every 15 minutes today; line 32 drives 26 minutes and stands 4, and runs every 30 minutes. A bus costs £60,000 a year to own, and £55 an hour for 4,200 hours. The costs of the headways are blank in `options`: they are the yearly cost at that headway minus the one at today's
# headway of the same line. (With an all-day lane, buses of line 31 should save five minutes each way. At each of the four headways that spares a bus. Don't shorten the run yourself: the bus that the lane spares is already in `together`.) The next cell has what you need, and a helper that adds up a plan (its cost is NaN as long as a cost is blank).

# %%
budget_kgbp = 700
mixed = preferences.mean()  # everybody's weights, averaged


def effects_of(plan, options, together):
    """Add up cost and effects of a plan, with what its options do together."""
    columns = ["cost_kgbp", "time_kh", "co2e_t", "poorest_jobs"]
    alone = options.loc[options["option"].isin(plan), columns].sum(skipna=False)
    both = together["first"].isin(plan) & together["second"].isin(plan)
    return alone + together.loc[both, columns].sum()


preferences

# %% [markdown] question="decision"
# ### 19. The decision in numbers ([[points]])
#
# Fill the blank costs in a copy of `options` with your question 16. Then find four *candidates* with your question 17 and the budget: the best plan in the view of `"travellers"`, of `"climate"` and of `"estates"` (the rows of `preferences`), and the best plan for the weights `mixed`, called `"mixed"`. Then make a table of scores
# with the rows `travellers`, `climate`, `estates`, `mixed`, in this order, and the three views (not `mixed`) as columns; give it to your question 18.
#
# Fill the dictionary `decision`.
#
# * `"candidate"`: the name of the chosen candidate, one of the four. `"plan"`: the list of its five options, in any order.
# * `"cost_kgbp"`: what that plan costs a year more than today, in thousand pounds. `"regret"`: its largest regret, in points.
# * `"excess_wait_min"`: the excess wait of the observed day. `"poorest_jobs_now"`: the jobs within 30 minutes of the average resident of the poorest fifth today.
# * `"priority_gain_h"`: the tuple `(mean, low, high)` for `trials`, before: `retimed_h`, after: `priority_h`.
#
# The entries count as right if they are right. If a function of yours has a slip, what it gives still counts here, unless it ignores its arguments, or the plan is far from the best or far over the budget.

# %% solution="decision"
### BEGIN SOLUTION
priced = options.copy()
for place, option in options["option"].items():
    if option.startswith(("31", "32")):
        run, layover, today = (34, 6, 15) if option.startswith("31") else (26, 4, 30)
        headway = float(option.split()[-1])
        cost, cost_today = (service_cost_kgbp(run, layover, every, 4200, 60, 55) for every in (headway, today))
        priced.loc[place, "cost_kgbp"] = cost - cost_today
views = {**{name: preferences.loc[name] for name in preferences.index}, "mixed": mixed}
plans = {name: best_plan(priced, together, budget_kgbp, weights) for name, weights in views.items()}
effects = pd.DataFrame({name: effects_of(plan, priced, together) for name, plan in plans.items()}).T
chosen, regret = least_regret(effects[preferences.columns] @ preferences.T)
decision = {
    "candidate": chosen,
    "plan": plans[chosen],
    "cost_kgbp": float(effects.loc[chosen, "cost_kgbp"]),
    "regret": regret,
    "excess_wait_min": excess_wait_min(dock_road["observed"]["planned_s"], dock_road["observed"]["actual_s"]),
    "poorest_jobs_now": float(jobs_by_fifth(travel_minutes, workplaces["jobs"], homes, 30)[1]),
    "priority_gain_h": paired_gain(trials["retimed_h"], trials["priority_h"]),
}
### END SOLUTION

# %% [markdown] discussion="decision"
# Blank costs are filled from the function, candidates come from the search, and the table of scores is a matrix
# product: so a new budget changes everything that hangs on it. Costs are *differences* to today's headway of the same
# line; the full yearly cost counts today's buses twice. The bus that the lane spares is in `together` already, and
# shortening the run as well would spare it once more. `mixed` is a candidate but no view, so the table has four rows
# and three columns.

# %% tests="decision" points=2
# Form: candidate, plan, cost and regret. Hidden: are they right?
from citylab.forms import fields as _fields
from citylab.forms import number as _number
from citylab.forms import text as _text
from citylab.forms import words as _words

_given = _fields(decision, "decision", names=["candidate", "plan", "cost_kgbp", "regret"])
_candidate = _text(_given["candidate"], 'decision["candidate"]', allowed=("travellers", "climate", "estates", "mixed"))
_plan = _words(_given["plan"], 'decision["plan"]', allowed=tuple(options["option"]))
assert len(_plan) in (5,), f'decision["plan"] should be a list of five options, one of each group; yours has {len(_plan)} different ones'
_cost = _number(_given["cost_kgbp"], 'decision["cost_kgbp"]', unit="thousand pounds", low=0, high=3000)
_regret = _number(_given["regret"], 'decision["regret"]', unit="points", low=0, high=1000)
### BEGIN HIDDEN TESTS
_road = data.load("corridor_redesign_synthetic")
_best = {"travellers": 233.3, "climate": 298.5, "estates": 293.8}
_views, _both = _road["preferences"], _road["together"]


def _priced(costs):
    _table = _road["options"].copy()
    _table["cost_kgbp"] = [float(_cost) for _cost in [*costs, *_table["cost_kgbp"].iloc[7:]]]
    return _table


def _sums(plan, table):
    _columns = ["cost_kgbp", "time_kh", "co2e_t", "poorest_jobs"]
    _on = _both["first"].isin(plan) & _both["second"].isin(plan)
    return table.loc[table["option"].isin(plan), _columns].sum() + _both.loc[_on, _columns].sum()


def _own():
    _lines = [(34, 6, 15, 15), (34, 6, 12, 15), (34, 6, 10, 15), (34, 6, 7.5, 15), (26, 4, 30, 30), (26, 4, 20, 30), (26, 4, 15, 30)]
    _costs = [_number(service_cost_kgbp(_r, _l, _h, 4200, 60, 55), "") - _number(service_cost_kgbp(_r, _l, _t, 4200, 60, 55), "") for _r, _l, _h, _t in _lines]
    assert 200 < _costs[2] < 1200 and _costs[1] < _costs[2] < _costs[3] and 0 < _costs[5] < _costs[6], "a headway has its cost"
    _table = _priced(_costs)
    _weights = {**{_view: _views.loc[_view] for _view in _views.index}, "mixed": _views.mean()}
    _plans = {_view: best_plan(_table.copy(), _both.copy(), 700, _weight.copy()) for _view, _weight in _weights.items()}
    _group = dict(zip(_table["option"], _table["group"], strict=True))
    _found = pd.DataFrame({_view: _sums(_one, _table) for _view, _one in _plans.items()}).T
    for _view, _one in _plans.items():
        assert sorted(_group[_option] for _option in _one) == sorted(set(_group.values())), "one option of each group"
        _true_cost = _sums(_one, _priced([0, 291, 582, 1455, 0, 291, 582]))["cost_kgbp"]
        assert _true_cost <= 1050, "far beyond the budget"
        if _view in _best:
            assert _found.loc[_view, _views.columns] @ _views.loc[_view] >= 0.75 * _best[_view], "far from the best"
    assert len({frozenset(_one) for _one in _plans.values()}) > 1, "the weights count"
    _scores = _found[_views.columns] @ _views.T
    _name, _most = least_regret(_scores.copy())
    assert _name in _plans, "one of the candidates"
    _hers = (_scores.max() - _scores).loc[_name].max()
    assert 0.2 * _hers <= _number(_most, "") <= 5 * _hers + 1, "far from the regret of that plan"
    _others = _scores.drop(index=_name)
    assert least_regret(_others.copy())[0] in _others.index, "always the same plan"
    assert frozenset(_plans[least_regret(_scores.iloc[[3, 0, 2, 1]].copy())[0]]) == frozenset(_plans[_name]), "always the same place"
    assert (_scores.max() - _scores).loc[_name].max() <= 1.6 * (_scores.max() - _scores).max(axis=1).min() + 1e-6, "far from the least regret"
    return _name, frozenset(_plans[_name]), float(_found.loc[_name, "cost_kgbp"]), _number(_most, "")


def _fits(wanted):
    return (_candidate, frozenset(_plan)) == wanted[:2] and abs(_cost - wanted[2]) < 0.5 and abs(_regret - wanted[3]) < 0.6


_right = _fits(("mixed", frozenset({"31 every 12", "32 every 20", "all stops", "bus priority", "all-day bus lane"}), 697.0, 40.1))
if not _right:
    try:
        _right = _fits(_own())
    except Exception:
        pass
assert _right, "four candidates by best_plan within £700,000, scored in three views; the one with the smallest largest regret, its five options, cost and regret"
### END HIDDEN TESTS

# %% tests="decision" points=1
# Form: the figures of today and of the lights. Hidden: are they right?
from citylab.forms import fields as _fields
from citylab.forms import number as _number

_given = _fields(decision, "decision", names=["excess_wait_min", "poorest_jobs_now", "priority_gain_h"])
_wait = _number(_given["excess_wait_min"], 'decision["excess_wait_min"]', unit="minutes", low=-60, high=60)
_jobs = _number(_given["poorest_jobs_now"], 'decision["poorest_jobs_now"]', low=0, high=5000)
assert type(_given["priority_gain_h"]) is tuple, 'decision["priority_gain_h"] should be a tuple (mean, low, high)'
assert len(_given["priority_gain_h"]) in (3,), 'decision["priority_gain_h"] should be a tuple (mean, low, high)'
_gain = [_number(_one, 'each part of decision["priority_gain_h"]', unit="person-hours", low=-50, high=50) for _one in _given["priority_gain_h"]]
### BEGIN HIDDEN TESTS
_road = data.load("corridor_redesign_synthetic")
_day, _runs = _road["observed"], _road["trials"]


def _own_value(true, tolerance, compute, other):
    """Return what the student's function gives if it isn't far from the truth, otherwise the truth."""
    try:
        _found, _else = (np.array([_number(_one, "") for _one in _call()]) for _call in (compute, other))
        return _found if np.abs(_found - true).max() <= tolerance and np.abs(_found - _else).min() > 0.01 else true
    except Exception:
        return true


def _all_close(found, true, tolerance):
    return np.abs(np.array(found) - true).max() <= tolerance


_true = np.array([1.9153])
_mine = _own_value(_true, 2.5, lambda: [excess_wait_min(_day["planned_s"].copy(), _day["actual_s"].copy())], lambda: [excess_wait_min(_day["planned_s"].copy(), _day["actual_s"].iloc[::2].reindex(_day.index))])
assert _all_close([_wait], _true, 0.02) or _all_close([_wait], _mine, 0.02), "excess wait of the observed day, in minutes"
_true = np.array([646.04])
_tables = _road["travel_minutes"], _road["workplaces"]["jobs"], _road["homes"]
_mine = _own_value(_true, 500.0, *[lambda times=_times: [jobs_by_fifth(_tables[0].copy(), times * _tables[1], _tables[2].copy(), 30)[1]] for _times in (1, 2)])
assert _all_close([_jobs], _true, 1.0) or _all_close([_jobs], _mine, 1.0), "jobs within 30 minutes of the average resident of fifth 1"
_true = np.array([2.0489, 1.3505, 2.7474])
_mine = _own_value(_true, 6.0, *[lambda name=_name: paired_gain(_runs[name].copy(), _runs["priority_h"].copy()) for _name in ("retimed_h", "as_now_h")])
assert _all_close(_gain, _true, 0.02) or _all_close(_gain, _mine, 0.02), "mean, low and high of the paired differences retimed minus priority"
### END HIDDEN TESTS

# %% [markdown] question="advice"
# ### 20. Advice to the authority ([[points]])
#
# Write to the board of the transport authority: an engineer, a treasurer, and five councillors. At most 250 words. Which plan should they choose for Dock Road, why, and for whom is it better or worse than today?
#
# *How it is marked, 2 points each:*
#
# * **Advice**: stands at the beginning, names the five options and the cost, and follows from your numbers.
# * **Evidence**: at least three numbers with units, each held against today, the budget or another plan.
# * **Gains and losses**: say who gains most and who would have gained more from another candidate; name a group that loses something (the table may not show it; think of who gives something up).
# * **Doubt**: name two things that your numbers leave out or take for granted, and what each could change.
# * **Readers**: a councillor can follow it; technical words are explained or avoided; no more than 250 words.

# %% [markdown] manual="advice" points=10
# **Choose this plan: line 31 every 12 minutes, line 32 every 20, all stops kept, priority for buses at the lights, an all-day bus lane. It costs £697,000 a year; you have £700,000.**
#
# It saves 154,000 hours of people's time and 185 tonnes of CO₂e a year. The average resident of the poorest fifth reaches 630 jobs more within half an hour: about twice today's 646. The best-off reach over 3,000.
#
# Why this plan? Travellers, climate and estates weigh these three differently, and each has another favourite. Ours is at most 40 points behind; the favourites are up to 94, 200 and 76 points behind in somebody's view.
# The lane does two things: buses get through, and line 31 then needs one bus fewer, worth £291,000.
#
# *Who gains, who loses?* Marsh End gains most; with a bus every 15 minutes it would gain more, and the rest of the road less. Drivers and shops lose parking along the lane. Against the climate's favourite, 24 tonnes are given away.
#
# *What we do not know.* The effects are planners' estimates, checked for pairs of options only; if the lane doesn't spare the bus, the plan breaks the budget. And half an hour is a hard border: within 45 minutes everybody reaches all 4,860 jobs, so a bus that is late can undo the gain. Today people wait 1.9 minutes longer than planned.
# Start with the lane and the lights; measure; then buy the bus.

# %% [markdown] question="absent"
# ### 21. Who was not in the data? ([[points]])
#
# The table at the top says how the data of Dock Road were collected. In at most 180 words: who is missing from them, what could that change in your decision, and what should be done before the money is spent?
#
# *How it is marked, 2 points each:*
#
# * **Who**: name two groups that are missing or seen wrongly, each with the data set, and the way it was collected, that misses them.
# * **What changes**: for each group, which number or option of your decision could change, and in which direction.
# * **What to do**: for each group, something that can be done before the decision, and who does it.

# %% [markdown] manual="absent" points=6
# *People who work at night.* Workplaces count jobs from 7:00 to 19:00, and travel times are those at 8:00. Cleaners and dockers of Marsh End start at five. The jobs they reach may be far fewer, and an early bus 32 worth more to them than one
# every 20 minutes at noon. The authority asks the three largest night employers for their shifts, and counts access at 4:30.
#
# *Those who don't travel, and those who walk slowly.* The survey asked, in an app, adults who rode or drove; every walk is at 4.8 km/h. Older people, wheelchair users and those who gave up on the bus are absent. "Fewer stops" then looks better
# than it is, and a reliable bus worse: it would bring back people we never counted. The residents' office holds two evenings at Marsh End with paper forms, and goes to each stop with users of wheelchairs.
