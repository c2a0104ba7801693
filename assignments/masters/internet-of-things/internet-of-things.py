# %% [markdown]
# # Commission a street sensor network
#
# A second delivery has come to *Ancoats Quay*, the (fictional) harbour town from the module. Forty street sensors hang on lamp posts and quay walls:
# 34 measure fine particles (PM2.5) and humidity, 3 noise, 3 the flow of water. The 34 stood beside a reference instrument for four weeks; then
# all went up, and sent for a month. The environment department asks you: *Which readings may we publish? Which sensors do we refuse? Where do the gateways go?*
#
# This assignment is worth [[total]]. It takes about five hours.
#
# | part | what you do | lesson that helps | minutes |
# |---|---|---|--:|
# | A | check what a sensor can do | 1, 4 | 40 |
# | B | read the messages | 2 | 50 |
# | C | flag what can't be trusted | 3 | 70 |
# | D | calibrate, and judge it honestly | 3 | 25 |
# | E | count the days | 3 | 25 |
# | F | place the gateways | 4 | 30 |
# | G | decide, and write to the department | all | 60 |
#
# **How it is marked.**
#
# * Most answers are functions. The tests that you see check the *form*: name, kind of answer, length, unit. When you
#   hand in, hidden tests call your functions with *other* sensors, messages and towns, and check the values.
# * A test of one question never needs your answer to another. Each question can be solved alone.
# * Return the answer; printing it is not enough. Don't round inside a function. Don't change what the function is given.
# * Keep the names that are given, and don't assign to them. You may add cells of your own for trying out.
# * You may use everything from the lessons, pandas, NumPy, SciPy, `json` and `math`. Before you hand in: *Kernel*, then
#   *Restart Kernel and Run All Cells*.
#
# **Data** `sensor_delivery_synthetic`: a simulated delivery, 8 September to 4 November 2025 by the town's clock, PM2.5 in µg/m³, CC0. Times in it are UTC.
# The town's clock is that of London, and summer time ends on 26 October.

# %%
import json
import math

import numpy as np
import pandas as pd

from citylab import data
from citylab.iot import lora

# %% [markdown]
# ## Part A: check what a sensor can do
#
# Before you look at data, look at the data sheet: what a count means, how sure a daily mean is, how long the battery lasts, how often a sensor may talk.

# %% [markdown] question="adc"
# ### 1. A count becomes a temperature ([[points]])
#
# Each sensor has a thermistor to correct its optics. A fixed resistor leads from the supply to a pin, and the thermistor from that pin to ground.
# A converter of `bits` bits compares the pin with the supply: the pin's voltage is the share $x = \text{count}/2^{\text{bits}}$ of the supply (we take the lower end of a step). So the
# thermistor's resistance is $R = R_\text{fixed}\,x/(1-x)$, and its temperature $T$ in kelvin follows from
#
# $$\frac{1}{T} = \frac{1}{298.15} + \frac{\ln(R/R_{25})}{B}.$$
#
# Write `degc_of_count(count, bits, fixed_ohm, r25_ohm, b_k)`.
#
# * `count`: an `int` from 0 to $2^{\text{bits}}-1$. `bits`: 8 to 16. `fixed_ohm`, `r25_ohm`: the fixed resistor and the thermistor at 25 °C, in Ω. `b_k`: the B value in K.
# * Returns one number in °C, as a `float`. The lowest and the highest count come from a broken wire or a short circuit: for these two return `float("nan")`.


# %% solution="adc"
def degc_of_count(count: int, bits: int, fixed_ohm: float, r25_ohm: float, b_k: float) -> float:
    """Return the temperature that a count means; NaN for a broken wire. [°C]"""
    ### BEGIN SOLUTION
    if count in (0, 2**bits - 1):
        return float("nan")
    share = count / 2**bits
    resistance_ohm = fixed_ohm * share / (1 - share)
    return 1 / (1 / 298.15 + math.log(resistance_ohm / r25_ohm) / b_k) - 273.15
    ### END SOLUTION


# %% [markdown] discussion="adc"
# From count to share, from share to resistance, from resistance to temperature: three steps that can be checked one by
# one, for with equal resistors the middle of the range is 25 °C. The two ends come first: a share of 0 has no
# logarithm, and the highest count would give a deep frost that looks like a reading. The usual slips are `2**bits - 1`
# as the divisor, and `math.log10`, which nobody notices near 25 °C, where either logarithm is close to 0. For a whole
# column, the same lines work with `np.log`, and `np.where` for the two ends.

# %% tests="adc" points=2
# Form: one number in °C, NaN for count 0. Hidden: values for other converters and thermistors.
from citylab.forms import number as _number

_called = "degc_of_count(count, bits, fixed_ohm, r25_ohm, b_k)"
_value = _number(degc_of_count(500, 10, 10_000, 10_000, 3950), _called, unit="°C", low=0, high=60)
_value = degc_of_count(0, 10, 10_000, 10_000, 3950)
assert type(_value) in (float, np.float64), f'{_called} should be float("nan") for count 0'
assert math.isnan(_value), f'{_called} should be float("nan") for count 0'
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed

assert abs(_number(degc_of_count(512, 10, 10_000, 10_000, 3950), _called) - 25.0) < 0.1, "in the middle, R is R25: 25 °C"
for _count, _bits, _fixed, _r25, _b in (
    (3000, 12, 10_000, 10_000, 3435), (200, 10, 22_000, 10_000, 3950), (900, 10, 10_000, 47_000, 4050), (11, 8, 4_700, 5_000, 3380),
    (255, 10, 10_000, 10_000, 3950), (1023, 12, 10_000, 10_000, 3950)):
    _share = _count / 2**_bits
    _truth = 1 / (1 / 298.15 + math.log(_fixed / _r25 * _share / (1 - _share)) / _b) - 273.15
    _value = _number(degc_of_count(_count, _bits, _fixed, _r25, _b), _called, unit="°C")
    assert abs(_value - _truth) < 0.15, "use every value that is given, the natural logarithm, and take 273.15 K off at the end"
for _count, _bits in ((1, 8), (254, 8), (2, 10), (4094, 12)):
    _truth = 1 / (1 / 298.15 + math.log(_count / (2**_bits - _count)) / 3950) - 273.15
    _value = _number(degc_of_count(_count, _bits, 10_000, 10_000, 3950), _called, unit="°C")
    assert abs(_value - _truth) < 0.06, "only the lowest and the highest count mean a broken wire; use 298.15 K and 273.15 K as they stand"
for _count, _bits in ((0, 12), (4095, 12), (1023, 10), (255, 8), (65535, 16)):
    _value = degc_of_count(_count, _bits, 10_000, 10_000, 3950)
    assert type(_value) in (float, np.float64), "the lowest and the highest count mean a broken wire"
    assert math.isnan(_value), "the lowest and the highest count mean a broken wire"
_draw = np.random.default_rng([_class_seed(), 11])
for _ in range(6):
    _bits = int(_draw.integers(8, 17))
    _count, (_fixed, _r25, _b) = int(_draw.uniform(0.1, 0.9) * 2**_bits), (float(_one) for _one in _draw.uniform([3e3, 3e3, 3300], [5e4, 5e4, 4200]).round())
    _truth = 1 / (1 / 298.15 + (math.log(_fixed) - math.log(_r25) + math.log(_count / (2**_bits - _count))) / _b) - 273.15
    _value = _number(degc_of_count(_count, _bits, _fixed, _r25, _b), _called, unit="°C")
    assert abs(_value - _truth) < 0.15, "use every value that is given, the natural logarithm, and take 273.15 K off at the end"
### END HIDDEN TESTS

# %% [markdown] question="uncertainty"
# ### 2. How sure is a daily mean? ([[points]])
#
# A daily mean of PM2.5 has four sources of doubt, which don't depend on each other. (1) The noise of each hour has the standard deviation `noise_ugm3`, and is independent from
# hour to hour; it averages out over `n_hours`. (2) The calibration's offset has the standard uncertainty `offset_ugm3`, the same in each hour. (3) The
# calibration's slope has the standard uncertainty `slope_percent`, in percent of the mean. (4) The daily mean is published rounded to whole
# steps of `step_ugm3`: the error of rounding is anything up to half a step, all equally likely.
#
# Write `expanded_uncertainty(mean_ugm3, n_hours, noise_ugm3, offset_ugm3, slope_percent, step_ugm3)`: the expanded uncertainty of the daily mean with the coverage factor 2.
#
# * Returns one number in µg/m³, as a `float`.


# %% solution="uncertainty"
def expanded_uncertainty(
    mean_ugm3: float, n_hours: int, noise_ugm3: float, offset_ugm3: float, slope_percent: float, step_ugm3: float
) -> float:
    """Return the expanded uncertainty of a daily mean, for the coverage factor 2. [µg/m³]"""
    ### BEGIN SOLUTION
    random = noise_ugm3 / math.sqrt(n_hours)
    slope = mean_ugm3 * slope_percent / 100
    rounding = step_ugm3 / 2 / math.sqrt(3)
    return 2 * math.sqrt(random**2 + offset_ugm3**2 + slope**2 + rounding**2)
    ### END SOLUTION


# %% [markdown] discussion="uncertainty"
# Independent sources add by their squares, so each is first brought to a standard uncertainty in µg/m³, and the last
# line combines them; `2 * math.hypot(random, offset_ugm3, slope, rounding)` does so in one call. Only the noise
# averages out: an offset that is the same in each hour stays, and dividing it by √n flatters the sensor. An error
# spread evenly over plus or minus half a step has the standard deviation half a step over √3, which is a whole step
# over √12. Adding the four without squares assumes that all errors go the same way at once.

# %% tests="uncertainty" points=2
# Form: one number in µg/m³. Hidden: values for other sensors and days.
from citylab.forms import number as _number

_called = "expanded_uncertainty(mean_ugm3, n_hours, noise_ugm3, offset_ugm3, slope_percent, step_ugm3)"
_value = _number(expanded_uncertainty(12.0, 24, 3.0, 0.8, 10.0, 1.0), _called, unit="µg/m³", low=0.5, high=20)
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed

for _given, _truth, _say in (
    ((10.0, 16, 4.0, 0.0, 0.0, 0.0), 2.0, "noise falls with the square root of the number of hours; expanded means twice"),
    ((10.0, 24, 0.0, 1.5, 0.0, 0.0), 3.0, "an offset is the same in each hour: it doesn't average out"),
    ((40.0, 24, 0.0, 0.0, 5.0, 0.0), 4.0, "the slope's share is a percentage of the mean"),
    ((10.0, 24, 0.0, 0.0, 0.0, 3.0), 3.0 / math.sqrt(3), "all errors up to half a step are equally likely: half a step over the root of 3"),
    ((20.0, 18, 6.0, 1.0, 8.0, 2.0), 2 * math.sqrt(2 + 1 + 2.56 + 1 / 3), "add the squares, then take the root"),
    ((7.0, 23, 9.0, 2.0, 25.0, 5.0), 2 * math.sqrt(81 / 23 + 4 + 3.0625 + 25 / 12), "add the squares, then take the root"),
):
    assert math.isclose(_number(expanded_uncertainty(*_given), _called), _truth, rel_tol=1e-2), _say
_draw = np.random.default_rng([_class_seed(), 21])
for _ in range(5):
    _mean, _noise, _offset, _slope, _step = (float(_one) for _one in _draw.uniform([8, 2, 0.5, 5, 1], [40, 8, 2, 25, 5]))
    _many = int(_draw.integers(18, 25))
    _truth = math.sqrt(4 * _noise**2 / _many + 4 * _offset**2 + (_mean * _slope / 50) ** 2 + _step**2 / 3)
    _value = _number(expanded_uncertainty(_mean, _many, _noise, _offset, _slope, _step), _called)
    assert math.isclose(_value, _truth, rel_tol=1e-2), "add the squares, then take the root"
### END HIDDEN TESTS

# %% [markdown] question="battery"
# ### 3. How long does the battery last? ([[points]])
#
# A sensor sleeps, wakes every `interval_min` minutes, measures and sends for `awake_s` seconds, and sleeps again. Write
# `battery_days(capacity_mah, usable_percent, sleep_ua, awake_ma, awake_s, interval_min)`.
#
# * `capacity_mah`: what is printed on the battery, in mAh; of this only `usable_percent` can be used. `sleep_ua`: current asleep in **µA**.
#   `awake_ma`: current awake in **mA**, instead of the one asleep. An interval is counted from one waking to the next.
# * Returns one number in days, as a `float`.


# %% solution="battery"
def battery_days(
    capacity_mah: float, usable_percent: float, sleep_ua: float, awake_ma: float, awake_s: float, interval_min: float
) -> float:
    """Return how long a battery lasts. [d]"""
    ### BEGIN SOLUTION
    interval_s = interval_min * 60
    mean_ma = (awake_ma * awake_s + sleep_ua / 1000 * (interval_s - awake_s)) / interval_s
    return capacity_mah * usable_percent / 100 / mean_ma / 24
    ### END SOLUTION


# %% [markdown] discussion="battery"
# The mean current over one interval decides: the charge used awake plus the charge used asleep, divided by the length
# of the interval. `sleep_ua / 1000` brings both currents to mA before they meet; that factor is forgotten most often.
# Counting in charge per interval, and asking how many intervals the battery holds, gives the same. The current awake
# *replaces* the one asleep, so sleep lasts for the rest of the interval, and only the usable part of the capacity
# counts.

# %% tests="battery" points=2
# Form: one number in days. Hidden: values for other sensors.
from citylab.forms import number as _number

_called = "battery_days(capacity_mah, usable_percent, sleep_ua, awake_ma, awake_s, interval_min)"
_value = _number(battery_days(3000, 80, 20, 40, 10, 60), _called, unit="days", low=100, high=5000)
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed

for _given, _truth, _say in (
    ((2400, 100, 0, 100, 36, 60), 100.0, "36 s of each hour at 100 mA are 1 mA on average; 24 hours are a day"),
    ((2400, 50, 0, 100, 36, 60), 50.0, "only a part of the capacity can be used"),
    ((2400, 100, 1000, 0, 0, 60), 100.0, "1000 µA are 1 mA"),
    ((3600, 80, 200, 80, 60, 5), 3600 * 0.8 / (16.16 * 24), "asleep for the rest of the interval, which may be 5 minutes"),
    ((7000, 90, 50, 60, 450, 15), 7000 * 0.9 / (30.025 * 24), "the current awake replaces the one asleep"),
    ((1000, 100, 1200, 2, 300, 10), 1000 / (1.6 * 24), "the current awake replaces the one asleep"),
):
    assert math.isclose(_number(battery_days(*_given), _called), _truth, rel_tol=1e-2), _say
_draw = np.random.default_rng([_class_seed(), 31])
for _ in range(5):
    _full, _usable, _asleep, _awake, _busy = (float(_one) for _one in _draw.uniform([3000, 50, 20, 10, 5], [9000, 95, 1500, 60, 60]))
    _minutes = int(_draw.integers(15, 61))
    _drawn_mas = _awake * _busy + _asleep / 1000 * (60 * _minutes - _busy)
    _truth = _full * _usable / 100 * 3600 / _drawn_mas * _minutes / 1440
    _value = _number(battery_days(_full, _usable, _asleep, _awake, _busy, _minutes), _called)
    assert math.isclose(_value, _truth, rel_tol=1e-2), "asleep for the rest of the interval; a part of the capacity; micro and milli; days"
### END HIDDEN TESTS

# %% [markdown] question="airtime"
# ### 4. How slowly may a sensor talk? ([[points]])
#
# A higher spreading factor $S$ reaches farther, but a message then takes longer, and a sensor may be on air only for a small share of the time: its *duty cycle*.
# With the settings of lesson 4 (125 kHz, coding rate 4/5, preamble of 8 symbols, explicit header, checksum) a symbol lasts $2^S/125$ milliseconds, and a message of $L$ bytes takes
#
# $$n = 12.25 + 8 + 5 \max\!\left(\left\lceil\frac{8L-4S+44}{4\,(S-2D)}\right\rceil, 0\right)$$
#
# symbols, where $D$ is 1 for $S$ of 11 and 12, and 0 otherwise. (To check yourself: 13 bytes at $S=9$ take 164.864 ms.)
#
# Write `largest_spreading_factor(payload_bytes, interval_s, duty_percent)`: the largest spreading factor from 7 to 12 at which the sensor may send such a message every `interval_s` seconds.
#
# * `payload_bytes`: the $L$ of the formula, a whole number. `duty_percent`: the largest share of time on air, in percent, averaged over time and not counted per hour. (No test comes closer than a tenth of a percent to this limit.)
# * Returns an `int` from 7 to 12; 0 if not even 7 is allowed. You may use `lora.time_on_air_ms` from lesson 4.


# %% solution="airtime"
def largest_spreading_factor(payload_bytes: int, interval_s: float, duty_percent: float) -> int:
    """Return the largest spreading factor that keeps the duty cycle; 0 if none does."""
    ### BEGIN SOLUTION
    largest = 0
    for factor in range(7, 13):
        slow = 1 if factor >= 11 else 0
        blocks = max(math.ceil((8 * payload_bytes - 4 * factor + 44) / (4 * (factor - 2 * slow))), 0)
        airtime_ms = (20.25 + 5 * blocks) * 2**factor / 125
        if airtime_ms / 1000 / interval_s * 100 <= duty_percent:
            largest = factor
    return largest
    ### END SOLUTION


# %% [markdown] discussion="airtime"
# Six spreading factors are few, so each is tried, and no formula has to be solved for *S*. Going from 12 down and
# returning the first that fits is as good, and ends sooner. `lora.time_on_air_ms` of lesson 4 spares you the formula;
# with the ceiling and *D* in it, estimating one time on air from another is unsafe. Milliseconds, seconds and percent
# meet in one line, and there most slips happen.

# %% tests="airtime" points=2
# Form: a whole number. Hidden: values for other messages.
from citylab.forms import whole as _whole

_called = "largest_spreading_factor(payload_bytes, interval_s, duty_percent)"
_value = _whole(largest_spreading_factor(20, 60, 1.0), _called)
assert _value in (0, 7, 8, 9, 10, 11, 12), f"{_called} should be from 7 to 12, or 0"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _airtime_s(size, factor):
    _slow = 2 * (factor > 10)
    return (20.25 + 5 * max(math.ceil((2 * size - factor + 11) / (factor - _slow)), 0)) * 2**factor / 125_000


assert abs(_airtime_s(13, 9) - 0.164864) < 1e-9, "the test itself"
for _size, _interval, _duty in (
    (20, 600, 1.0), (20, 100, 0.1), (51, 300, 1.0), (51, 30, 1.0), (12, 3600, 0.1), (12, 60, 0.1), (222, 60, 0.1), (30, 20, 10.0), (13, 17, 1.0)):
    _fits = [_factor for _factor in range(7, 13) if _airtime_s(_size, _factor) <= _interval * _duty / 100]
    _value = _whole(largest_spreading_factor(_size, _interval, _duty), _called)
    assert _value == max(_fits, default=0), "time on air, divided by the interval, in percent: seconds and milliseconds, shares and percent"
for _size, _factor in ((20, 11), (20, 12), (40, 11), (40, 12), (33, 10), (33, 9)):
    for _more, _truth in ((0.99, _factor - 1), (1.01, _factor)):
        _value = _whole(largest_spreading_factor(_size, 100 * _airtime_s(_size, _factor) * _more, 1.0), _called)
        assert _value == _truth, "follow the formula; D is 1 for 11 and 12, and it makes a message longer"
for _size, _factor in ((1, 9), (8, 7), (22, 9), (12, 7), (20, 11), (40, 12), (33, 10), (16, 11)):
    for _more, _truth in ((0.9985, _factor - 1 if _factor > 7 else 0), (1.0015, _factor)):
        _value = _whole(largest_spreading_factor(_size, 100 * _airtime_s(_size, _factor) * _more, 1.0), _called)
        assert _value == _truth, "a whole number is its own ceiling; 12.25 + 8 symbols, not 20"
_draw = np.random.default_rng([_class_seed(), 41])
for _ in range(12):
    _size, _factor, _duty = int(_draw.integers(4, 120)), int(_draw.integers(7, 13)), float(_draw.choice([0.1, 1.0, 10.0]))
    _is_enough = bool(_draw.random() < 0.5)
    _interval = 100 / _duty * _airtime_s(_size, _factor) * float(_draw.uniform(1.01, 1.05) if _is_enough else _draw.uniform(0.95, 0.99))
    _value = _whole(largest_spreading_factor(_size, _interval, _duty), _called)
    assert _value == (_factor if _is_enough else _factor - 1 if _factor > 7 else 0), "follow the formula; D is 1 for 11 and 12, and it makes a message longer"
### END HIDDEN TESTS

# %% [markdown]
# ## Part B: read the messages
#
# By radio a sensor sends only a few bytes; behind the gateway the supplier's software writes them as a message. Here are the messages of the month as they came in.
# A payload should be a SenML pack in JSON, as in lesson 2. Several versions of that software wrote them, and each has its own way.

# %%
messages = data.load("sensor_delivery_synthetic", "messages")
for row in (12, 24, 30, 33):
    print(messages["received"][row], messages["payload"][row][:105], "...")

# %% [markdown] question="read"
# ### 5. Resolve a pack ([[points]])
#
# Write `read_pack(payload, received_s)`: the readings of one sound pack, by the rules of RFC 8428.
#
# * `payload`: text, a JSON list of records. A record may have `n` (name), `u` (unit), `t` (time), `v` (value), and the *base fields* `bn`, `bt`, `bu`, `bv`. A base field holds for its own record
#   and all that follow, until another record brings a new one.
# * The name is the base name followed by the record's name; either may be missing. The record's own unit counts before the base unit; one of them is always there.
#   Value and time are base plus own; a base that is missing counts as 0, and so does a time that is missing. Every record has its own `v`.
# * A time (after the sum) below $2^{28}$ is relative: add it to `received_s`. Any other time is seconds since 1 January 1970, UTC, as `received_s` is.
# * Other fields, such as `bver`, don't matter here.
# * Returns a list with one tuple `(name, time_s, unit, value)` per record, in the order of the pack: text, number, text, number.
#
# Write it with `json.loads`: `senml.read` from lesson 2 sorts by time, and gives a table.


# %% solution="read"
def read_pack(payload: str, received_s: float) -> list[tuple[str, float, str, float]]:
    """Return the name, time [s since 1970], unit and value of each record."""
    ### BEGIN SOLUTION
    base = {"bn": "", "bt": 0, "bu": "", "bv": 0}
    readings = []
    for record in json.loads(payload):
        base.update({key: record[key] for key in base if key in record})
        time_s = base["bt"] + record.get("t", 0)
        if time_s < 2**28:
            time_s += received_s
        name, unit = base["bn"] + record.get("n", ""), record.get("u", base["bu"])
        readings.append((name, time_s, unit, base["bv"] + record["v"]))
    return readings
    ### END SOLUTION


# %% [markdown] discussion="read"
# The base fields are a state that goes along with the pack, so a dictionary is updated record by record, and each
# reading is made from it at once. It is the *sum* of base time and own time that is compared with `2**28`, not one of
# the two. `if record.get("bt"):` is a slip that hides well: it misses a base that is set back to 0, while `key in
# record` notices. Building a table with `ffill` on the base columns works too, and needs care with bases that are
# missing at the beginning.

# %% tests="read" points=2
# Form: a list of tuples (text, number, text, number). Hidden: packs with base name, base time and base unit.
from citylab.forms import number as _number

_called = "read_pack(payload, received_s)"
_pack = '[{"bver":26,"bn":"AQ99/","bt":1760000000,"n":"pm25","u":"ug/m3","v":8.2},{"n":"humidity","u":"%RH","v":71}]'
_value = read_pack(_pack, 1760000009.0)
assert type(_value) is list, f"{_called} should be a list with one tuple per record"
assert len(_value) in (2,), f"{_called} should be a list with one tuple per record"
for _one in _value:
    assert type(_one) is tuple, f"{_called} should hold tuples (name, time_s, unit, value)"
    assert len(_one) in (4,), f"{_called} should hold tuples (name, time_s, unit, value)"
    assert type(_one[0]) is str, f"name and unit in {_called} should be text"
    assert type(_one[2]) is str, f"name and unit in {_called} should be text"
    for _part in (_one[1], _one[3]):
        _number(_part, f"time and value in {_called}")
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _same(found, wanted, say):
    assert type(found) is list, "one tuple per record"
    assert len(found) == len(wanted), "one tuple per record"
    for _one, _want in zip(found, wanted, strict=True):
        assert type(_one) is tuple, "tuples of text, number, text, number"
        assert len(_one) == 4, "tuples of text, number, text, number"
        assert type(_one[0]) is str, "tuples of text, number, text, number"
        assert type(_one[2]) is str, "tuples of text, number, text, number"
        assert _one[0] == _want[0], "base name and name: " + say
        assert abs(_number(_one[1], "time_s") - _want[1]) < 0.5, "base time and time: " + say
        assert _one[2] == _want[2], "base unit and unit: " + say
        assert abs(_number(_one[3], "value") - _want[3]) <= 1e-4 * abs(_want[3]) + 1e-15, "value: " + say


_now = 1700000100.0
_pack = [{"bn": "urn:dev:7:", "bt": 1700000000, "bu": "dB", "n": "a", "v": 61.5}, {"n": "b", "t": -3600, "v": 0}, {"n": "c", "t": 5, "u": "Cel", "v": -4.25}]
_same(read_pack(json.dumps(_pack), _now), [("urn:dev:7:a", 1700000000, "dB", 61.5), ("urn:dev:7:b", 1699996400, "dB", 0), ("urn:dev:7:c", 1700000005, "Cel", -4.25)],
    "a base field holds for all records that follow; a record's own unit counts first")
_pack = [{"n": "AQ1/pm25", "u": "kg/m3", "t": 1500000000, "v": 8.25e-9}, {"n": "AQ1/humidity", "u": "%RH", "t": 1500003600, "v": 64}]
_same(read_pack(json.dumps(_pack), _now), [("AQ1/pm25", 1500000000, "kg/m3", 8.25e-9), ("AQ1/humidity", 1500003600, "%RH", 64)],
    "a pack may have no base field at all")
_pack = [{"bn": "FM9", "bt": 1600000000, "bu": "m3/s", "v": 1.5}, {"t": 60, "v": 2.5}]
_same(read_pack(json.dumps(_pack), _now), [("FM9", 1600000000, "m3/s", 1.5), ("FM9", 1600000060, "m3/s", 2.5)], "a record may have no name of its own")
_draw = np.random.default_rng([_class_seed(), 51])
for _ in range(3):
    _first, _prefix, _pack, _wanted = int(_draw.integers(1_400_000_000, 1_700_000_000)), f"dev{_draw.integers(1000)}/", [], []
    for _place in range(int(_draw.integers(3, 7))):
        _record = {"n": f"n{_draw.integers(50)}", "u": str(_draw.choice(["V", "Cel", "%RH"])), "t": int(_draw.integers(-9000, 9000)), "v": round(float(_draw.normal(20, 9)), 3)}
        _wanted.append((_prefix + _record["n"], _first + _record["t"], _record["u"], _record["v"]))
        if _draw.random() < 0.5:
            _wanted[-1] = (*_wanted[-1][:2], "dB", _wanted[-1][3])
            del _record["u"]
        if _draw.random() < 0.3:
            _wanted[-1] = (_wanted[-1][0], _first, *_wanted[-1][2:])
            del _record["t"]
        _pack.append({"bn": _prefix, "bu": "dB", "bt": _first, **_record} if _place == 0 else _record)
    _same(read_pack(json.dumps(_pack), _now), _wanted, "a base field holds for all records that follow; a record's own unit counts first")
### END HIDDEN TESTS

# %% tests="read" points=2
# Form: the same where times are relative. Hidden: relative times, base values, base fields that change.
from citylab.forms import number as _number

_called = "read_pack(payload, received_s)"
_value = read_pack('[{"bver":26,"bn":"AQ98/","n":"pm25","u":"ug/m3","t":-120,"v":8.2}]', 1760000009.0)
assert type(_value) is list, f"{_called} should hold tuples (name, time_s, unit, value)"
assert type(_value[0]) is tuple, f"{_called} should hold tuples (name, time_s, unit, value)"
assert len(_value[0]) in (4,), f"{_called} should hold tuples (name, time_s, unit, value)"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _same(found, wanted, say):
    assert type(found) is list, "one tuple per record"
    assert len(found) == len(wanted), "one tuple per record"
    for _one, _want in zip(found, wanted, strict=True):
        assert type(_one) is tuple, "tuples of text, number, text, number"
        assert len(_one) == 4, "tuples of text, number, text, number"
        assert type(_one[0]) is str, "tuples of text, number, text, number"
        assert type(_one[2]) is str, "tuples of text, number, text, number"
        assert (_one[0], _one[2]) == (_want[0], _want[2]), say
        assert abs(_number(_one[1], "time_s") - _want[1]) < 0.1, say
        assert abs(_number(_one[3], "value") - _want[3]) <= 1e-4 * abs(_want[3]) + 1e-15, say


_pack = [{"bver": 26, "bn": "AQ5/", "bu": "ug/m3", "n": "pm25", "t": -7200, "v": 3}, {"n": "pm25", "v": 4}, {"n": "pm25", "t": 60, "v": 5}]
for _now in (1700000000.0, 1650000033.0):
    _same(read_pack(json.dumps(_pack), _now), [("AQ5/pm25", _now - 7200, "ug/m3", 3), ("AQ5/pm25", _now, "ug/m3", 4), ("AQ5/pm25", _now + 60, "ug/m3", 5)],
        "a time below 2**28 is relative to the time of arrival, and a missing one is that of arrival")
_pack = [{"bn": "A/", "bt": -600, "bv": 20, "bu": "Cel", "n": "t", "v": 1.5}, {"n": "t", "t": 300, "v": -0.5}, {"bn": "B/", "bt": 1500000000, "n": "t", "v": 2}, {"bv": 0, "bu": "K", "n": "t", "t": -1, "v": 280}]
_same(read_pack(json.dumps(_pack), 1700000000.0), [("A/t", 1699999400, "Cel", 21.5), ("A/t", 1699999700, "Cel", 19.5), ("B/t", 1500000000, "Cel", 22), ("B/t", 1499999999, "K", 280)],
    "base value and value are added; a new base replaces the old one from its own record on")
_pack = [{"n": "x", "u": "V", "v": 1, "t": 2**28 - 1}, {"n": "x", "u": "V", "v": 1, "t": 2**28}]
_same(read_pack(json.dumps(_pack), 1700000000.0), [("x", 1700000000 + 2**28 - 1, "V", 1), ("x", 2**28, "V", 1)], "relative below 2**28, absolute from 2**28 on")
_pack = [{"bn": "A/", "bt": 1500000000, "bu": "V", "n": "t", "v": 1}, {"bn": "", "bt": 0, "n": "x", "t": -60.75, "v": 2}]
_same(read_pack(json.dumps(_pack), 1700000000.0), [("A/t", 1500000000, "V", 1), ("x", 1699999939.25, "V", 2)], "a base field may be 0 or empty, and a time may have decimals")
_draw = np.random.default_rng([_class_seed(), 52])
for _ in range(3):
    _now, _pack, _wanted = float(_draw.integers(1_600_000_000, 1_700_000_000)), [], []
    _base = {"bn": "A/", "bt": 0, "bu": "V", "bv": 0}
    for _place in range(8):
        _new = {"bn": f"d{_draw.integers(99)}/", "bt": int(_draw.choice([_draw.integers(-7000, 0), 1_500_000_000 + _draw.integers(9000)])), "bu": str(_draw.choice(["Cel", "K", "dB"])), "bv": int(_draw.integers(1, 90))}
        _new = {_key: _one for _key, _one in _new.items() if _place == 0 or _draw.random() < 0.25}
        _base = {**_base, **_new}
        _after, _more = int(_draw.integers(-800, 800)), round(float(_draw.uniform(0.5, 9.0)), 2)
        _pack.append({**_new, "n": f"n{_place}", "t": _after, "v": _more})
        _wanted.append((f"{_base['bn']}n{_place}", _base["bt"] + _after + (_now if _base["bt"] < 1_000_000 else 0), _base["bu"], _base["bv"] + _more))
    _same(read_pack(json.dumps(_pack), _now), _wanted, "a new base replaces the old one from its own record on; base and own are added; small times are relative")
### END HIDDEN TESTS

# %% [markdown] question="refuse"
# ### 6. Put malformed messages aside, with the reason ([[points]])
#
# Write `why_refused(payload)`: the first of these words that applies to the pack as a whole.
#
# * `"not JSON"`: `json.loads` can't read it. It then raises a `ValueError`, or a `RecursionError` where brackets are nested too deeply.
# * `"not a list"`: it is JSON, but not a list of one or more records, which are JSON objects (a `dict` in Python).
# * `"no name"`: a record has no name: neither a key `n` of its own, nor a base name `bn` from itself or an earlier record. (A name that is there is never empty.)
# * `"no value"`: a record has no key `v`. (Base values don't count: our sensors must send `v`.)
# * `"not a number"`: the `v` of a record is no finite number: text, `true`, `false`, `null`, a list, or the word `NaN`, which Python's `json` reads although JSON has no such word.
# * `"fine"`: none of these.
#
# `payload` is any text. Returns one of the six words, a `str`. A pack with a nameless first record and a last one without `v` is `"no name"`: the order of the list counts, not that of the records.


# %% solution="refuse"
def why_refused(payload: str) -> str:
    """Return why a message is put aside, or "fine"."""
    ### BEGIN SOLUTION
    try:
        pack = json.loads(payload)
    except (ValueError, RecursionError):
        return "not JSON"
    if type(pack) is not list or not pack or not all(type(record) is dict for record in pack):
        return "not a list"
    has_base = False
    for record in pack:
        has_base = has_base or "bn" in record
        if not has_base and "n" not in record:
            return "no name"
    if not all("v" in record for record in pack):
        return "no value"
    values = [record["v"] for record in pack]
    if not all(type(value) is int or (type(value) is float and math.isfinite(value)) for value in values):
        return "not a number"
    return "fine"
    ### END SOLUTION


# %% [markdown] discussion="refuse"
# The six words have an order, so each `return` stands behind a rule that was asked of the *whole* pack. One loop that
# asks everything of each record finds the first faulty record instead, which is another question. `type(value) is int`
# shuts out `True`, which `isinstance(value, int)` lets in, and `math.isfinite` shuts out NaN and infinity. A function
# per rule, called in turn, reads as well, and can be tested rule by rule.

# %% tests="refuse" points=2
# Form: one of the six words. Hidden: messages spoilt in one way each.
from citylab.forms import text as _text

_called, _allowed = "why_refused(payload)", ("not JSON", "not a list", "no name", "no value", "not a number", "fine")
for _payload in ("[]", '[{"n":"AQ99/pm25","u":"ug/m3","v":8.2}]', '[{"n":"AQ99/pm25","u'):
    _value = _text(why_refused(_payload), _called, allowed=_allowed)
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed

_good = '[{"bver":26,"bn":"AQ71/","bt":1760000000,"n":"pm25","u":"ug/m3","v":8.2},{"n":"humidity","u":"%RH","v":71},{"u":"V","v":-3}]'
for _payload, _truth in (
    (_good, "fine"), (_good[:-1], "not JSON"), (_good[:40], "not JSON"), ("", "not JSON"), ("hello", "not JSON"), (_good.replace('"', "'"), "not JSON"),
    ('{"e":' + _good + "}", "not a list"), ("[]", "not a list"), ("17", "not a list"), ('"text"', "not a list"), ("[1, 2]", "not a list"), ('[["n", "v"]]', "not a list"),
    ("null", "not a list"), ('[{"n":"a","v":1},5]', "not a list"), ('[{"u":"V","v":1},{"n":"b","v":2}]', "no name"),
    ('[{"n":"a","v":1},{"u":"V","v":2}]', "no name"), (_good.replace(',"v":71', ""), "no value"), (_good.replace(',"v":8.2', ""), "no value"),
    (_good.replace("71}", '"71"}'), "not a number"), (_good.replace("8.2", "null"), "not a number"), (_good.replace("8.2", "[8.2]"), "not a number"),
    ('[{"n":"AQ1/pm25","v":0}]', "fine"), ('[{"n":"AQ1/pm25","v":8.2e-9}]', "fine"), ('[{"bn":"AQ2/pm25","v":3.5}]', "fine"),
):
    assert _text(why_refused(_payload), _called, allowed=_allowed) == _truth, "read the six rules again, from the first to the last"
_draw = np.random.default_rng([_class_seed(), 61])
for _truth in _draw.permutation(_allowed * 3):
    _pack = [{"n": f"n{_draw.integers(99)}", "u": "V", "v": round(float(_draw.normal(0, 9)), 2)} for _ in range(int(_draw.integers(2, 6)))]
    _at, _text_of = int(_draw.integers(len(_pack))), json.dumps
    if _truth == "not JSON":
        _text_of = lambda pack: json.dumps(pack)[: int(_draw.integers(1, 30))]
    elif _truth == "not a list":
        _pack = {"e": _pack} if _draw.random() < 0.5 else [*_pack[: _at + 1], [7, "n"][_at % 2], *_pack[_at + 1 :]]
    elif _truth == "no name":
        del _pack[_at]["n"]
    elif _truth == "no value":
        del _pack[_at]["v"]
    elif _truth == "not a number":
        _pack[_at]["v"] = ["8.2", None, [8.2]][_draw.integers(3)]
    elif _draw.random() < 0.5:
        _pack = [{"bn": f"A{_at}/", **_pack[0]}, *({"v": _one["v"]} for _one in _pack[1:])]
    assert _text(why_refused(_text_of(_pack)), _called, allowed=_allowed) == _truth, "read the six rules again, from the first to the last"
### END HIDDEN TESTS

# %% tests="refuse" points=1
# Form: the same for several faults in one message. Hidden: which word comes first; odd values.
from citylab.forms import text as _text

_called, _allowed = "why_refused(payload)", ("not JSON", "not a list", "no name", "no value", "not a number", "fine")
_value = _text(why_refused('[{"n":"AQ99/pm25","v":true},{"n":"AQ99/humidity"}]'), _called, allowed=_allowed)
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed

for _payload, _truth, _say in (
    ('[{"n":"a","v":true}]', "not a number", "true is no number"),
    ('[{"n":"a","v":1},{"n":"b","v":false}]', "not a number", "false is no number"),
    ('[{"n":"a","v":NaN}]', "not a number", "NaN is no finite number"),
    ('[{"n":"a","v":1},{"n":"b","v":Infinity}]', "not a number", "infinity is no finite number"),
    ('[{"n":"a","v":-Infinity}]', "not a number", "minus infinity is no finite number"),
    ('[{"n":"a","v":1e999}]', "not a number", "a number too large for Python is read as infinity"),
    ('[{"n":"a","v":{}}]', "not a number", "an object is no number, empty or not"),
    ('[{"n":"a","v":{"v":1}}]', "not a number", "an object is no number, empty or not"),
    ('[{"n":"a","v":"x"},{"n":"b"}]', "no value", "no value comes before not a number"),
    ('[{"n":"a","v":"x"},{"v":1}]', "no name", "no name comes before not a number"),
    ('[{"v":1},{"n":"b"}]', "no name", "no name comes before no value"),
    ('[{"n":"b"},{"v":1}]', "no name", "the order of the rules counts, not that of the records"),
    ('[{"v":1},{"bn":"A/","n":"b","v":1}]', "no name", "a base name holds from its own record on, not before"),
    ('[{"bv":5,"n":"b"}]', "no value", "a base value is no value"),
    ('[{"v":1},5]', "not a list", "not a list comes before no name"),
    ('[{"n":"a"},5]', "not a list", "not a list comes before no value"),
    ('[{"n":"a","v":"x"},["n"]]', "not a list", "not a list comes before not a number"),
):
    assert _text(why_refused(_payload), _called, allowed=_allowed) == _truth, _say
_draw = np.random.default_rng([_class_seed(), 62])
_spoil = {"not a list": lambda record: 5, "no name": lambda record: {"v": record["v"]}, "no value": lambda record: {"n": record["n"]},
    "not a number": lambda record: {**record, "v": [True, False, float("nan"), float("inf"), "x", {}][_draw.integers(6)]}}
for _ in range(16):
    _pack = [{"n": f"n{_draw.integers(99)}", "v": round(float(_draw.normal(0, 9)), 2)} for _ in range(5)]
    _faults = sorted(_draw.choice(4, 2, replace=False))
    for _at, _fault in zip(_draw.choice(5, 2, replace=False), _faults, strict=True):
        _pack[_at] = _spoil[_allowed[_fault + 1]](_pack[_at])
    assert _text(why_refused(json.dumps(_pack)), _called, allowed=_allowed) == _allowed[_faults[0] + 1], "the order of the rules counts, not that of the records"
### END HIDDEN TESTS

# %% [markdown] question="units"
# ### 7. One unit for all ([[points]])
#
# RFC 8798 gave SenML the unit `kg/m3`, and `ug/m3`, micrograms per cubic metre, as a secondary unit of it. Two of our sensors send kilograms. Write `in_ugm3(readings)`.
#
# * `readings`: a table with at least the columns `value` and `unit`. Its index may be anything.
# * Returns a Series on the same index: the value in µg/m³ where the unit is `"ug/m3"` or `"kg/m3"`, and NaN where it is any other text.


# %% solution="units"
def in_ugm3(readings: pd.DataFrame) -> pd.Series:
    """Return the readings in one unit; NaN where the unit is unknown. [µg/m³]"""
    ### BEGIN SOLUTION
    return readings["value"] * readings["unit"].map({"ug/m3": 1.0, "kg/m3": 1e9})
    ### END SOLUTION


# %% [markdown] discussion="units"
# A dictionary of factors with `map` is a table and a rule in one: a unit that it doesn't hold becomes NaN by itself.
# `np.select` with two conditions, or two assignments with `.loc` into a new Series of NaN, do the same in more lines.
# Guessing the unit from the size of the value fails on the first very clean or very smoky day. Looking for `"kg"`
# *inside* the text takes other units for kilograms; compare the whole word.

# %% tests="units" points=1
# Form: a Series of numbers on the index of the table. Hidden: values.
from citylab.forms import series as _series

_called = "in_ugm3(readings)"
_table = pd.DataFrame({"value": [8.5, 9.5e-9], "unit": ["ug/m3", "kg/m3"]}, index=[7, 3])
_value = _series(in_ugm3(_table.copy()), _called, index=_table.index, unit="µg/m³")
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed

assert np.abs(_value.to_numpy() - [8.5, 9.5]).max() < 0.01, "a kilogram has a thousand million micrograms"
_table = pd.DataFrame({"value": [1.2e-8, 30.0, 0.5, 4.0, 0.0], "unit": ["kg/m3", "ug/m3", "mg/m3", "%RH", "kg/m3"], "sensor": "x"}, index=list("vwxyz"))
_value = in_ugm3(_table.copy())
assert type(_value) is pd.Series, "a Series on the index of the table"
assert _value.index.equals(_table.index), "a Series on the index of the table"
assert list(_value.isna()) == [False, False, True, True, False], "NaN where the unit is neither of the two"
assert np.abs(_value.dropna().to_numpy(dtype=float) - [12.0, 30.0, 0.0]).max() < 0.01, "each row has its own unit"
_units = ["kg/m3", "ug/m3", "kg", "ug", "ug/l", "Kg/m3", ""]
_table = pd.DataFrame({"value": [2e-3, 2e-7, 4.0, 5.0, 6.0, 7.0, 8.0], "unit": _units}, index=[1, 1, 2, 2, 3, 3, 1])
_before = _table.copy()
_value = in_ugm3(_table)
assert _table.equals(_before), "don't change the table that is given"
assert type(_value) is pd.Series, "a Series on the index of the table"
assert _value.index.equals(_before.index), "a Series on the index of the table, even if a label comes twice"
assert list(_value.isna()) == [False] * 2 + [True] * 5, "the unit is the whole word, not a part of it; NaN for any other"
assert abs(float(_value.iloc[0]) - 2e6) < 1.0, "the unit counts, not the size of the value"
assert abs(float(_value.iloc[1]) - 2e-7) < 1e-9, "the unit counts, not the size of the value; don't round"
_draw = np.random.default_rng([_class_seed(), 71])
_value, _unit = _draw.uniform(3.0, 90.0, 40), _draw.choice(["ug/m3", "kg/m3", "%RH", "ng/m3"], 40)
_found = in_ugm3(pd.DataFrame({"unit": _unit, "value": np.where(_unit == "kg/m3", _value * 1e-9, _value)}))
assert type(_found) is pd.Series, "a Series on the index of the table"
_found, _known = _found.to_numpy(dtype=float), np.isin(_unit, ["ug/m3", "kg/m3"])
assert np.array_equal(np.isnan(_found), ~_known), "NaN where the unit is neither of the two"
assert np.abs(_found[_known] / _value[_known] - 1).max() < 0.01, "each row has its own unit"
### END HIDDEN TESTS

# %% [markdown]
# ## Part C: flag what can't be trusted
#
# To spare you a long run, the data set also holds the PM2.5 readings of all messages that can be read, in the order of their arrival. `time` is the time of measurement by
# the sensor's own clock, `received` that of the server.

# %%
readings = data.load("sensor_delivery_synthetic", "readings")
readings.iloc[[0, 1, 2, 5000]]

# %% [markdown] question="arrivals"
# ### 8. How did each reading arrive? ([[points]])
#
# Write `arrivals(readings, late_h)`: for each row, the first of these words that applies.
#
# * `"duplicate"`: an earlier row has the same sensor and the same `time` (whatever their values).
# * `"out of order"`: an earlier row of the same sensor has a later `time`.
# * `"late"`: `received` is more than `late_h` hours after `time`; equal is not late.
# * `"ok"`: none of these.
#
# `readings`: a table with at least the columns `sensor`, `time` and `received`, both UTC; its rows stand in the order of arrival, of all sensors mixed. *Earlier row* means higher up in the
# table; every earlier row counts, whatever its own word. Its index may be anything. Returns a Series of these words on the same index.


# %% solution="arrivals"
def arrivals(readings: pd.DataFrame, late_h: float) -> pd.Series:
    """Return how each reading arrived, in one word."""
    ### BEGIN SOLUTION
    words = pd.Series("ok", index=readings.index)
    words[readings["received"] - readings["time"] > pd.Timedelta(hours=late_h)] = "late"
    seconds = (readings["time"] - pd.Timestamp(0, tz="UTC")) / pd.Timedelta("1s")
    words[seconds < seconds.groupby(readings["sensor"]).cummax()] = "out of order"
    words[readings.duplicated(["sensor", "time"])] = "duplicate"
    return words
    ### END SOLUTION


# %% [markdown] discussion="arrivals"
# Every row first gets the weakest word, and the stronger ones overwrite it in turn, so the first word that applies is
# the one that stays; `np.select` with the conditions in the order of the question does the same. `cummax` within a
# sensor is the latest time so far. Comparing with the row before alone misses a reading that is older than one further
# up. A loop with the latest time and the set of times seen of each sensor is clear, too, and slower on a month of
# messages.

# %% tests="arrivals" points=2
# Form: a Series of words on the index of the table. Hidden: values for other arrivals of one kind each.
from citylab.forms import words as _words

_called, _allowed = "arrivals(readings, late_h)", ("duplicate", "out of order", "late", "ok")
_table = readings.iloc[:40]
_value = arrivals(_table.copy(), 6.0)
assert type(_value) is pd.Series, f"{_called} should be a pandas Series"
assert _value.index.equals(_table.index), f"{_called} should have the index of the table"
_used = _words(list(_value), _called, allowed=_allowed)
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _found(table, late_h):
    _value = arrivals(table.copy(), late_h)
    assert type(_value) is pd.Series, "a Series on the index of the table"
    assert _value.index.equals(table.index), "a Series on the index of the table"
    _words(list(_value), _called, allowed=_allowed)
    return list(_value)


_clock = pd.Timestamp("2025-06-01", tz="UTC")
for _sensors, _hours, _delays, _late, _truth, _say in (
    ("aaaa", [0, 1, 1, 2], [0.1, 0.1, 0.5, 0.1], 2, ["ok", "ok", "duplicate", "ok"], "the second of two with the same time is the duplicate"),
    ("aaaa", [0, 2, 1, 3], [0.1, 0.1, 1.3, 0.1], 2, ["ok", "ok", "out of order", "ok"], "a reading older than one that is here already"),
    ("aaaa", [0, 1, 2, 3], [5.0, 4.5, 4.0, 3.5], 4, ["late", "late", "ok", "ok"], "received minus time, more than the hours given"),
    ("aaaa", [0, 1, 2, 3], [5.0, 4.5, 4.0, 3.5], 0.5, ["late"] * 4, "use the hours that are given"),
    ("aaaaa", [5, 1, 2, 3, 6], [0.1, 4.2, 3.3, 2.4, 0.1], 9, ["ok", *["out of order"] * 3, "ok"], "compare with all earlier rows, not with the last one only"),
):
    _time = _clock + pd.to_timedelta(_hours, unit="h")
    _table = pd.DataFrame({"sensor": list(_sensors), "time": _time, "received": _time + pd.to_timedelta(_delays, unit="h")})
    assert _found(_table, _late) == _truth, _say
_received = _clock + pd.to_timedelta(range(0, 600, 100), unit="h")
_table = pd.DataFrame({"sensor": "a", "time": _received - pd.to_timedelta([25, -5, 48.5, 0.4, 0.6, 1.0], unit="h"), "received": _received})
for _late, _truth in ((0.5, ["late", "ok", "late", "ok", "late", "late"]), (30, ["ok", "ok", "late", "ok", "ok", "ok"])):
    assert _found(_table, _late) == _truth, "a delay may be longer than a day, below zero, or a part of an hour"
_draw = np.random.default_rng([_class_seed(), 81])
for _ in range(3):
    _came = np.cumsum(_draw.integers(1, 3, 40)) * 0.5
    _sent = np.floor(_came) - np.repeat(_draw.integers(0, 7, 10), 4) - (_draw.random(40) < 0.2)
    _who = ["s"] * 40
    _table = pd.DataFrame({"received": _clock + pd.to_timedelta(_came, unit="h"), "time": _clock + pd.to_timedelta(_sent, unit="h"), "sensor": _who})
    _truth = []
    for _row in range(40):
        _before = [_sent[_other] for _other in range(_row) if _who[_other] == _who[_row]]
        _is_late = _came[_row] - _sent[_row] > 3.25
        _truth.append("duplicate" if _sent[_row] in _before else "out of order" if max(_before, default=-99) > _sent[_row] else "late" if _is_late else "ok")
    assert _found(_table, 3.25) == _truth, "compare each row with all earlier ones; the first word that applies counts"
### END HIDDEN TESTS

# %% tests="arrivals" points=1
# Form: the same for any index, and several sensors. Hidden: values where several words apply.
from citylab.forms import words as _words

_called, _allowed = "arrivals(readings, late_h)", ("duplicate", "out of order", "late", "ok")
_table = readings.iloc[[900, 20, 500, 20]].set_axis(list("wxyz"))
_value = arrivals(_table.copy(), 6.0)
assert type(_value) is pd.Series, f"{_called} should be a pandas Series"
assert _value.index.equals(_table.index), f"{_called} should have the index of the table"
_used = _words(list(_value), _called, allowed=_allowed)
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed

_clock = pd.Timestamp("2025-10-25 20:00", tz="UTC")
_rows = [("a", 0, 0.1, "ok"), ("b", 0, 0.2, "ok"), ("a", 2, 0.1, "ok"), ("b", 1, 1.4, "ok"), ("a", 1, 3.0, "out of order"), ("a", 1, 3.1, "duplicate"), ("b", 1, 3.4, "duplicate"),
    ("b", 9, -1.0, "ok"), ("b", 3, 7.0, "out of order"), ("a", 3, 8.0, "late"), ("a", 0, 12.0, "duplicate"), ("c", 11, 2.0, "ok"), ("c", 12, 2.01, "late"), ("b", 9, 6.0, "duplicate")]
_time = _clock + pd.to_timedelta([_row[1] for _row in _rows], unit="h")
_table = pd.DataFrame({"sensor": [_row[0] for _row in _rows], "time": _time, "received": _time + pd.to_timedelta([_row[2] for _row in _rows], unit="h")}, index=range(99, 99 - len(_rows), -1))
for _index in (_table.index, pd.Index([7 - _place // 2 for _place in range(len(_rows))])):
    _value = arrivals(_table.set_axis(_index), 2.0)
    assert type(_value) is pd.Series, "a Series on the index of the table"
    assert _value.index.equals(_index), "a Series on the index of the table, even if a label comes twice"
    _words(list(_value), _called, allowed=_allowed)
    for _one, _row in zip(list(_value), _rows, strict=True):
        assert _one == _row[3], "each sensor has its own order and times; the first word that applies counts; equal is not late; a label may come twice"
_draw = np.random.default_rng([_class_seed(), 82])
for _ in range(3):
    _came = np.cumsum(_draw.integers(1, 3, 40)) * 0.5
    _sent = np.floor(_came) + 0.25 - np.repeat(_draw.integers(0, 7, 10), 4) - (_draw.random(40) < 0.2)
    _who = list(_draw.choice(["p", "q", "r"], 40))
    _table = pd.DataFrame({"received": _clock + pd.to_timedelta(_came, unit="h"), "time": _clock + pd.to_timedelta(_sent, unit="h"), "sensor": _who})
    _truth = []
    for _row in range(40):
        _before = [_sent[_other] for _other in range(_row) if _who[_other] == _who[_row]]
        _is_late = _came[_row] - _sent[_row] > 3
        _truth.append("duplicate" if _sent[_row] in _before else "out of order" if max(_before, default=-99) > _sent[_row] else "late" if _is_late else "ok")
    _value = arrivals(_table, 3.0)
    assert type(_value) is pd.Series, "a Series on the index of the table"
    assert [str(_one) for _one in _words(list(_value), _called, allowed=_allowed)] != [], "a Series of these words"
    assert list(_value) == _truth, "each sensor has its own order and times; the first word that applies counts"
### END HIDDEN TESTS

# %% [markdown] question="missing"
# ### 9. How much is missing? ([[points]])
#
# Each sensor should report once for every full hour. Write `missing_share(readings, sensors, start, end)`: the share of the hours that a sensor did not report.
#
# * `readings`: a table with at least the columns `sensor` and `time`; the times are full hours, UTC. It may hold duplicates, times outside the period, and sensors that are not asked for.
# * `sensors`: a list of names. `start`, `end`: timestamps with a time zone, on full hours. The hours expected are those from `start`, included, to `end`, not included.
# * Returns a Series on the names in `sensors`, in their order, with numbers between 0 and 1. A sensor that never reported misses all: 1.


# %% solution="missing"
def missing_share(
    readings: pd.DataFrame, sensors: list[str], start: pd.Timestamp, end: pd.Timestamp
) -> pd.Series:
    """Return the share of hours without a report, by sensor. [1]"""
    ### BEGIN SOLUTION
    expected = (end - start) / pd.Timedelta("1h")
    inside = readings[(readings["time"] >= start) & (readings["time"] < end)]
    reported = inside.groupby("sensor")["time"].nunique().reindex(sensors, fill_value=0)
    return 1 - reported / expected
    ### END SOLUTION


# %% [markdown] discussion="missing"
# How many hours are expected follows from the two timestamps, and `nunique` counts an hour once, however often it was
# sent. `reindex(sensors, fill_value=0)` does three things: it brings in who never reported, keeps the order asked for,
# and leaves out the others. Without it, silent sensors vanish and the network looks better than it is. A pivot with one
# row per hour and `.isna().mean()` works as well and shows *when* a sensor was silent; then every expected hour needs a
# row.

# %% tests="missing" points=2
# Form: a Series of numbers on the names asked for. Hidden: values for other periods and sensors.
from citylab.forms import series as _series

_called = "missing_share(readings, sensors, start, end)"
_start, _end = pd.Timestamp("2025-10-06", tz="Europe/London"), pd.Timestamp("2025-10-13", tz="Europe/London")
_value = _series(missing_share(readings, ["AQ12", "AQ01"], _start, _end), _called, index=pd.Index(["AQ12", "AQ01"]))
assert _value.between(0, 1).all(), f"{_called} should hold shares between 0 and 1"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed

_hours = pd.date_range("2025-03-01", periods=10, freq="1h", tz="UTC")
_rows = [("p", 0), ("p", 0), ("p", 1), ("q", 5), ("p", 9), ("q", 6), ("q", 6), ("q", 7), ("r", 2), ("q", 2), ("q", 1), ("p", 5)]
_table = pd.DataFrame({"sensor": [_row[0] for _row in _rows], "time": [_hours[_row[1]] for _row in _rows]})
for _names, _first, _last, _truth, _say in (
    (["p", "q"], 0, 9, [1 - 3 / 9, 1 - 5 / 9], "a duplicate counts once; the end is not included"),
    (["q", "silent", "p"], 0, 5, [1 - 2 / 5, 1.0, 1 - 2 / 5], "a sensor that never reported misses all; keep the order asked for; times outside don't count"),
    (["r"], 2, 3, [0.0], "the start is included"),
    (["q", "r"], 5, 8, [0.0, 1.0], "a sensor that reported only outside the period misses all of it"),
):
    _value = missing_share(_table.copy(), _names, _hours[_first], _hours[_last])
    _value = _series(_value, _called, index=pd.Index(_names)).to_numpy()
    assert np.abs(_value - _truth).max() < 0.005, _say
_table = pd.DataFrame({"sensor": ["AQ1", "AQ10", "AQ10", "AQ11"], "time": _hours[:4]})
_value = _series(missing_share(_table, ["AQ10", "AQ1"], _hours[0], _hours[8]), _called, index=pd.Index(["AQ10", "AQ1"]))
assert np.abs(_value.to_numpy() - [0.75, 0.875]).max() < 1e-6, "AQ1 and AQ10 are two sensors; don't round"
for _day, _next, _count in (("2025-10-26", "2025-10-27", 25), ("2025-03-30", "2025-03-31", 23), ("2025-07-01", "2025-07-02", 24)):
    _start, _end = pd.Timestamp(_day, tz="Europe/London"), pd.Timestamp(_next, tz="Europe/London")
    _table = pd.DataFrame({"sensor": "s", "time": pd.date_range(_start, _end, freq="1h", inclusive="left").tz_convert("UTC")[6:11]})
    _value = _series(missing_share(_table, ["s"], _start, _end), _called, index=pd.Index(["s"]))
    assert abs(_value["s"] - (1 - 5 / _count)) < 0.004, "a day with a change of the clock has 23 or 25 hours"
_draw = np.random.default_rng([_class_seed(), 91])
_times = pd.date_range("2025-05-01", periods=60, freq="1h", tz="UTC")
_who, _when = _draw.choice(["a", "b", "c", "d"], 150), _draw.integers(0, 60, 150)
_first, _last = int(_draw.integers(1, 20)), int(_draw.integers(35, 58))
_names = [str(_one) for _one in _draw.permutation(["a", "b", "c", "none"])]
_truth = [1 - len({_hour for _one, _hour in zip(_who, _when, strict=True) if _one == _name and _first <= _hour < _last}) / (_last - _first) for _name in _names]
_value = missing_share(pd.DataFrame({"time": _times[_when], "sensor": _who}), _names, _times[_first], _times[_last])
assert np.abs(_series(_value, _called, index=pd.Index(_names)).to_numpy() - _truth).max() < 0.005, "each hour counts once; the start is included, the end is not; keep the order asked for"
### END HIDDEN TESTS

# %% [markdown] question="stuck"
# ### 10. Stuck readings ([[points]])
#
# Write `stuck(values, run)`: which readings are part of a run of at least `run` equal values, one after another.
#
# * `values`: a Series of numbers in the order of time, without duplicates in its index; NaN for hours without a reading. `run`: an `int`, at least 2.
# * A NaN is never part of a run, and ends one. Equal means equal: no tolerance. *All* readings of such a run are stuck, the first included.
# * Returns a Series of `True` and `False` on the same index.


# %% solution="stuck"
def stuck(values: pd.Series, run: int) -> pd.Series:
    """Return which readings belong to a run of equal ones."""
    ### BEGIN SOLUTION
    number_of_run = (values != values.shift()).cumsum()
    length = values.groupby(number_of_run).transform("size")
    return values.notna() & (length >= run)
    ### END SOLUTION


# %% [markdown] discussion="stuck"
# Where a value differs from the one before, a run begins; the cumulated count of beginnings numbers the runs, and each
# reading gets the length of its own. NaN differs from everything, itself included, so it ends a run without a special
# case, and `notna` keeps it out. `values.diff() == 0` misses the first reading of a run, and counts one less than there
# are. `values.rolling(run).std() == 0` marks only the later readings of a run, and depends on rounding.

# %% tests="stuck" points=2
# Form: a Series of True and False on the same index. Hidden: values for other readings.
from citylab.forms import series as _series

_called = "stuck(values, run)"
_table = pd.Series([4.0, 4.0, 4.0, 5.0, float("nan")], index=pd.date_range("2025-10-06", periods=5, freq="1h", tz="UTC"))
_value = stuck(_table.copy(), 3)
assert type(_value) is pd.Series, f"{_called} should be a Series of True and False"
assert _value.dtype.kind in "b", f"{_called} should be a Series of True and False"
assert _value.index.equals(_table.index), f"{_called} should have the index of the values"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed

_gap = float("nan")
for _given, _run, _truth, _say in (
    ([4, 4, 4, 5, 6], 3, [1, 1, 1, 0, 0], "all of the run are stuck, the first included"),
    ([4, 4, 4, 5, 5], 2, [1, 1, 1, 1, 1], "a run of exactly that length counts, at the end, too"),
    ([4, 4, 4, 5, 5], 4, [0, 0, 0, 0, 0], "a shorter run doesn't count"),
    ([4, 5, 4, 5, 4, 4], 3, [0, 0, 0, 0, 0, 0], "one after another: the same value elsewhere doesn't count"),
    ([1, 2, 2, 2, 9, 2, 2, 3], 3, [0, 1, 1, 1, 0, 0, 0, 0], "each run counts for itself"),
    ([7, 7, _gap, 7, 7, _gap, _gap, _gap, 7], 3, [0] * 9, "a NaN ends a run, and is part of none"),
    ([_gap, 7, 7, 7, 7, _gap], 3, [0, 1, 1, 1, 1, 0], "a NaN ends a run, and is part of none"),
    ([0, 0, 0, 0.1, 0.1, 0.2], 3, [1, 1, 1, 0, 0, 0], "zero is a value like any other; equal means equal"),
    ([0, 0, _gap, 0, _gap, 5], 3, [0] * 6, "a NaN is no zero: it ends a run of zeros, too"),
    ([4.0, 4.00001, 4.00002, 5, 5 + 1e-9, 5 + 2e-9], 2, [0] * 6, "equal means equal: no tolerance, no rounding"),
    ([8.01, 8.02, 8.03, 8.03], 3, [0] * 4, "equal means equal: no tolerance, no rounding"),
    ([3, *[2] * 6, *[1] * 5], 6, [0, *[1] * 6, *[0] * 5], "use the length of run that is given"),
):
    _table = pd.Series(_given, dtype=float, index=range(50, 50 - len(_given), -1))
    _before = _table.copy()
    _value = stuck(_table, _run)
    assert _table.equals(_before), "don't change the values that are given"
    assert type(_value) is pd.Series, "True and False on the index of the values"
    assert _value.dtype.kind == "b", "True and False on the index of the values"
    assert _value.index.equals(_table.index), "True and False on the index of the values"
    assert [int(_one) for _one in _value.to_numpy(dtype=bool)] == _truth, _say
_draw = np.random.default_rng([_class_seed(), 101])
for _run in (2, 3, 5):
    _given = np.repeat(_draw.choice([4.5, 4.6, 0.0, np.nan, 12.0], 40), _draw.integers(1, 5, 40))
    _truth, _from = [], 0
    for _place in range(1, len(_given) + 1):
        if _place == len(_given) or _given[_place] != _given[_from]:
            _truth += [_given[_from] == _given[_from] and _place - _from >= _run] * (_place - _from)
            _from = _place
    _value = stuck(pd.Series(_given), _run)
    assert type(_value) is pd.Series, "True and False on the index of the values"
    assert _value.dtype.kind == "b", "True and False on the index of the values"
    assert list(_value) == [bool(_one) for _one in _truth], "all of a run of at least that length; a NaN ends a run, and is part of none"
### END HIDDEN TESTS

# %% [markdown] question="scores"
# ### 11. How odd is a reading? ([[points]])
#
# At eight in the morning more PM2.5 is normal than at four. A robust score compares each reading with those of the *same hour of the day*: its distance from their median, divided by
# 1.4826 times their MAD. The MAD is the median of the absolute distances from that median.
#
# Write `robust_scores(values)`.
#
# * `values`: a Series of hourly readings without gaps, on an index in UTC. The hour of the day is that of *London's* clock, from 0 to 23.
# * Returns a Series of scores on the same index; a reading below the median has a negative score. Where the MAD of an hour of the day is 0, all its scores are 0.


# %% solution="scores"
def robust_scores(values: pd.Series) -> pd.Series:
    """Return the robust score of each reading against its hour of the day. [1]"""
    ### BEGIN SOLUTION
    hour = values.index.tz_convert("Europe/London").hour
    distance = values - values.groupby(hour).transform("median")
    mad = distance.abs().groupby(hour).transform("median")
    return (distance / (1.4826 * mad)).where(mad > 0, 0.0)
    ### END SOLUTION


# %% [markdown] discussion="scores"
# `transform` hands each reading the median of its own hour of the day, so nothing has to be joined, and the same again
# gives the MAD. Median and MAD instead of mean and standard deviation, because the outliers we look for would pull
# these towards themselves. The hours are London's: by UTC the morning traffic of summer and winter falls into two
# groups. A loop over the 24 hours with `.loc` is as right; `.where(mad > 0, 0.0)` takes care of the hours in which half
# of the readings or more are equal.

# %% tests="scores" points=2
# Form: a Series of numbers on the same index. Hidden: values for other sensors and seasons.
from citylab.forms import series as _series

_called = "robust_scores(values)"
_index = pd.date_range("2025-10-06", periods=96, freq="1h", tz="UTC")
_table = pd.Series(np.arange(96.0) % 7, index=_index)
_value = _series(robust_scores(_table.copy()), _called, index=_index)
### BEGIN HIDDEN TESTS
from statistics import median as _median

from citylab.forms import class_seed as _class_seed

for _seed, _flat, _first, _days in ((1, 3, "2025-10-20", 14), (2, 4, "2025-03-24", 12), (3, 5, "2025-01-10", 9), (4, 6, "2025-07-01", 10), ([_class_seed(), 111], 7, "2025-10-22", 11)):
    _index = pd.date_range(_first, periods=24 * _days, freq="1h", tz="UTC")
    _hour = list(_index.tz_convert("Europe/London").hour)
    _draw = np.random.default_rng(_seed)
    _table = pd.Series(5.0 + np.array(_hour) ** 1.5 + _draw.gamma(2.0, 2.0, len(_index)), index=_index)
    _table.iloc[50] = 300.0
    _table[[_one == _flat for _one in _hour]] = 4.0
    _table[_table.index[[_one == _flat for _one in _hour]][-1]] = 9.0
    _same = {_one: [] for _one in _hour}
    for _one, _reading in zip(_hour, _table, strict=True):
        _same[_one].append(_reading)
    _middle = {_one: _median(_some) for _one, _some in _same.items()}
    _mad = {_one: _median([abs(_other - _middle[_one]) for _other in _some]) for _one, _some in _same.items()}
    _truth = [(_reading - _middle[_one]) / 1.4826 / _mad[_one] if _mad[_one] > 0 else 0.0 for _one, _reading in zip(_hour, _table, strict=True)]
    _value = _series(robust_scores(_table.copy()), _called, index=_index).to_numpy()
    _wrong = np.abs(_value - _truth) > 0.01 + 0.01 * np.abs(_truth)
    assert not _wrong.any(), "median and MAD of the same hour by London's clock, summer and winter; 0 where the MAD is 0; the sign says above or below"
_index = pd.date_range("2025-02-01", periods=240, freq="1h", tz="UTC")
_table = pd.Series(np.random.default_rng(9).normal(8, 0.05, 240), index=_index)
_table.iloc[60] = -90.0
_same = _table.to_numpy().reshape(10, 24)
_middle = np.sort(_same, axis=0)[4:6].mean(axis=0)
_truth = ((_same - _middle) / 1.4826 / np.sort(abs(_same - _middle), axis=0)[4:6].mean(axis=0)).ravel()
_value = _series(robust_scores(_table.copy()), _called, index=_index).to_numpy()
assert (np.abs(_value - _truth) <= 0.01 + 0.01 * np.abs(_truth)).all(), "a small MAD is not 0, and a score may be far below -10"
### END HIDDEN TESTS

# %% [markdown] question="clock"
# ### 12. A sensor that keeps local time ([[points]])
#
# Two sensors write what the town's clocks show, without saying so. Write `to_utc(wall)`: what they should have written.
#
# * `wall`: a Series of times *without* a time zone, as the clocks of London show them, in the order of measurement. The step is one hour, or half an hour, throughout, without a gap. If the hour that comes twice
#   at the end of summer time is in it, it is there whole, both times: first in summer time.
# * Returns a Series of times *with* a time zone, on the same index. Any time zone will do, if the moment is right.


# %% solution="clock"
def to_utc(wall: pd.Series) -> pd.Series:
    """Return the moments that London's clocks showed."""
    ### BEGIN SOLUTION
    return wall.dt.tz_localize("Europe/London", ambiguous="infer").dt.tz_convert("UTC")
    ### END SOLUTION


# %% [markdown] discussion="clock"
# `tz_localize` says which zone a time was written in, `tz_convert` shows the same moment in another; confusing the two
# shifts all summer times by an hour. `ambiguous="infer"` uses the order of the readings to tell the first from the
# second of the hour that comes twice; `ambiguous="NaT"` loses both, and without any of these pandas stops. An array of
# True (summer time) and False does the same if you know which is which. Taking off an hour by hand works until the next
# clock change: a sensor should write UTC.

# %% tests="clock" points=2
# Form: a Series of times with a time zone. Hidden: moments in other seasons.
_called = "to_utc(wall)"
_wall = pd.Series(pd.date_range("2025-06-01", periods=5, freq="1h"), index=list("abcde"))
_value = to_utc(_wall.copy())
assert type(_value) is pd.Series, f"{_called} should be a Series on the same index"
assert _value.index.equals(_wall.index), f"{_called} should be a Series on the same index"
assert isinstance(_value.dtype, pd.DatetimeTZDtype), f"{_called} should hold times with a time zone; yours holds {_value.dtype}"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed

_draw = np.random.default_rng([_class_seed(), 121])
_drawn = [(str(pd.Timestamp("2021-01-01 12:00") + pd.Timedelta(days=int(_day))), 48, "1h") for _day in _draw.integers(0, 2500, 3)]
_autumn = str(_draw.choice(["2021-10-30", "2022-10-29", "2023-10-28", "2024-10-26", "2025-10-25", "2026-10-24"]))
_drawn += [(f"{_autumn} {_draw.integers(10, 24)}:00", int(_draw.integers(30, 70)), str(_draw.choice(["1h", "30min"])))]
for _first, _count, _freq in (
    *_drawn,
    ("2025-10-25 12:00", 40, "1h"), ("2024-10-26 20:00", 24, "30min"), ("2025-03-29 18:00", 30, "1h"), ("2025-12-05", 30, "1h"), ("2025-08-05 01:00", 30, "30min"),
    ("2026-10-24 22:00", 60, "30min")):
    _truth = pd.Series(pd.date_range(_first, periods=_count, freq=_freq, tz="Europe/London").tz_convert("UTC"), index=range(9, 9 + _count))
    _value = to_utc(_truth.dt.tz_convert("Europe/London").dt.tz_localize(None))
    assert type(_value) is pd.Series, "times with a zone, on the same index"
    assert _value.index.equals(_truth.index), "times with a zone, on the same index"
    assert isinstance(_value.dtype, pd.DatetimeTZDtype), "times with a zone, on the same index"
    assert _value.notna().all(), "each row has its moment: none may be NaT, not even in the hour that comes twice"
    assert ((_value.dt.tz_convert("UTC") - _truth).abs() < pd.Timedelta("1s")).all(), (
        "an hour ahead of UTC in summer, none in winter; the hour that comes twice is first in summer time, then in winter time"
    )
### END HIDDEN TESTS

# %% [markdown]
# ## Part D: calibrate, and judge it honestly
#
# For four weeks all 34 stood beside the reference instrument. Low-cost optics see damp particles as larger than they are, so the humidity belongs in the calibration:
# $\text{reference} = a + b\cdot\text{pm25} + c\cdot\text{humidity}$, with $a$, $b$ and $c$ by ordinary least squares.

# %%
colocation = data.load("sensor_delivery_synthetic", "colocation")
sensors = data.load("sensor_delivery_synthetic", "sensors").set_index("sensor")
air_sensors = list(sensors.index[sensors["kind"] == "air"])
beside = {}
for sensor in air_sensors:
    beside[sensor] = colocation[[sensor, "humidity_percent", "reference_ugm3"]].rename(columns={sensor: "pm25_ugm3"})
beside["AQ01"].iloc[:3]

# %% [markdown] question="calibrate"
# ### 13. Calibrate with humidity ([[points]])
#
# Write `calibrated(beside, later)`: fit the formula above to `beside`, and apply it to `later`.
#
# * `beside`: a table with the columns `pm25_ugm3`, `humidity_percent` and `reference_ugm3`. Some entries are NaN; such a row is left out of the fit.
# * `later`: a table with at least the columns `pm25_ugm3` and `humidity_percent`, without gaps.
# * Returns a Series in µg/m³ on the index of `later`. Leave negative results as they are.


# %% solution="calibrate"
def calibrated(beside: pd.DataFrame, later: pd.DataFrame) -> pd.Series:
    """Return later readings, corrected with what was learnt beside the reference. [µg/m³]"""
    ### BEGIN SOLUTION
    inputs = ["pm25_ugm3", "humidity_percent"]
    whole = beside.dropna(subset=[*inputs, "reference_ugm3"])
    matrix = np.column_stack([np.ones(len(whole)), whole[inputs]])
    factors = np.linalg.lstsq(matrix, whole["reference_ugm3"], rcond=None)[0]
    return factors[0] + later[inputs] @ factors[1:]
    ### END SOLUTION


# %% [markdown] discussion="calibrate"
# A column of ones carries the constant, and `np.linalg.lstsq` finds all three factors at once.
# `scipy.optimize.curve_fit` gives the same; so does `np.linalg.solve` on the normal equations, which loses digits where
# two columns are nearly alike. Rows with a gap are dropped in the three columns that the fit uses. Fitting the reading
# as a function of the reference, and turning that line round, is not the same: least squares then forgives errors in
# the wrong direction.

# %% tests="calibrate" points=2
# Form: a Series of numbers on the index of later. Hidden: values for other sensors.
from citylab.forms import series as _series

_called = "calibrated(beside, later)"
_later = beside["AQ01"].dropna().iloc[400:410]
_value = _series(calibrated(beside["AQ01"].iloc[:336], _later), _called, index=_later.index, unit="µg/m³")
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed

for _seed, _gaps in ((1, 0), (2, 30), (3, 80), (4, 50)):
    _draw = np.random.default_rng(_seed if _seed < 4 else [_class_seed(), 131])
    _true, _damp = _draw.gamma(2.0, 6.0, 300), _draw.uniform(35, 95, 300)
    _seen = (1.2 + _seed / 5) * _true * (0.8 + (_damp / 100) ** 4) + _seed + _draw.normal(0, 1, 300)
    _table = pd.DataFrame({"reference_ugm3": _true, "note": "x", "humidity_percent": _damp, "pm25_ugm3": _seen}, index=range(1000, 1300))
    _first, _last = _table.iloc[:200].copy(), _table.iloc[200:, [2, 3]]
    for _column in ("reference_ugm3", "pm25_ugm3", "humidity_percent"):
        _first.loc[_first.index[_draw.choice(200, _gaps, replace=False)], _column] = np.nan
    _rows = _first[_first[["reference_ugm3", "pm25_ugm3", "humidity_percent"]].notna().all(axis=1)]
    _x = np.stack([_rows["pm25_ugm3"] ** 0, _rows["pm25_ugm3"], _rows["humidity_percent"]]).astype(float)
    _a, _b, _c = np.linalg.solve(_x @ _x.T, _x @ _rows["reference_ugm3"].to_numpy())
    _truth = (_a + _b * _last["pm25_ugm3"] + _c * _last["humidity_percent"]).to_numpy()
    _value = _series(calibrated(_first, _last.copy()), _called, index=_last.index, unit="µg/m³").to_numpy()
    assert np.abs(_value - _truth).max() < 0.05, (
        "least squares with a constant, the reading and the humidity; a row with a gap is left out of the fit"
    )
### END HIDDEN TESTS

# %% [markdown] question="honest"
# ### 14. An honest error ([[points]])
#
# A calibration is judged on weeks that it has not seen. Write `honest_rmse(beside, split)`: calibrate as in question 13 on the rows *before* `split`, and return the root mean square error on the
# rows *at or after* `split`: $\sqrt{\text{mean}((\text{calibrated}-\text{reference})^2)}$.
#
# * `beside`: a table as in question 13, on a time index with a zone. Rows with a NaN are left out, before and after. `split`: a timestamp with a zone.
# * Returns one number in µg/m³, as a `float`. Your own `calibrated` is tested elsewhere: if you doubt it, do the fit here once more.


# %% solution="honest"
def honest_rmse(beside: pd.DataFrame, split: pd.Timestamp) -> float:
    """Return the error of a calibration on later weeks. [µg/m³]"""
    ### BEGIN SOLUTION
    whole = beside.dropna()
    matrix = np.column_stack([np.ones(len(whole)), whole["pm25_ugm3"], whole["humidity_percent"]])
    reference = whole["reference_ugm3"].to_numpy()
    seen = whole.index < split
    factors = np.linalg.lstsq(matrix[seen], reference[seen], rcond=None)[0]
    error = matrix[~seen] @ factors - reference[~seen]
    return float(np.sqrt(np.mean(error**2)))
    ### END SOLUTION


# %% [markdown] discussion="honest"
# The split is one of time, because the calibration will be used on later weeks: a random half would come from the same
# days as the fit, and hide a sensor that drifts. Rows before the split are for the fit only, the row at the split and
# all after it for judging only. With your own `calibrated(earlier, later)` it takes three lines. Square, mean, root, in
# this order; the mean of the absolute errors is another measure, and the error on the rows of the fit is too kind.

# %% tests="honest" points=2
# Form: one number in µg/m³. Hidden: values for other sensors and splits.
from citylab.forms import number as _number

_called = "honest_rmse(beside, split)"
_split = pd.Timestamp("2025-09-22", tz="Europe/London")
_value = _number(honest_rmse(beside["AQ01"], _split), _called, unit="µg/m³", low=0.05, high=50)
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed

for _seed, _day, _fade in ((5, "2025-04-10", 0.0), (6, "2025-04-05 06:00", 0.5), (7, "2025-04-13", -0.3), ([_class_seed(), 141], "2025-04-08", 0.2)):
    _draw = np.random.default_rng(_seed)
    _index = pd.date_range("2025-04-01", periods=400, freq="1h", tz="UTC")
    _true, _damp = _draw.gamma(2.0, 6.0, 400), _draw.uniform(35, 95, 400)
    _seen = _true * (1 + _fade * np.arange(400) / 400) * (1 + (_damp / 100) ** 3) + _draw.normal(0, 1.5, 400) + np.where(np.arange(400) > 250, 4.0, 0.0)
    _table = pd.DataFrame({"pm25_ugm3": _seen, "humidity_percent": _damp, "reference_ugm3": _true}, index=_index)
    for _column in _table.columns:
        _table.loc[_index[_draw.choice(400, 12, replace=False)], _column] = np.nan
    _split = pd.Timestamp(_day, tz="Europe/London")
    _rows = _table[_table.notna().all(axis=1)]
    _old, _new = _rows[_rows.index < _split], _rows[_rows.index >= _split]
    _x = np.stack([_old["pm25_ugm3"] ** 0, _old["pm25_ugm3"], _old["humidity_percent"]])
    _a, _b, _c = np.linalg.solve(_x @ _x.T, _x @ _old["reference_ugm3"].to_numpy())
    _error = _a + _b * _new["pm25_ugm3"] + _c * _new["humidity_percent"] - _new["reference_ugm3"]
    _value = _number(honest_rmse(_table.copy(), _split), _called, unit="µg/m³")
    assert math.isclose(_value, math.sqrt((_error**2).mean()), rel_tol=1e-2), (
        "fit on the rows before the split only, judge on the others only; mean of the squares, then the root"
    )
_draw = np.random.default_rng(8)
_index = pd.date_range("2025-04-01", periods=300, freq="1h", tz="UTC")
_true, _damp = _draw.gamma(2.0, 6.0, 300), _draw.uniform(35, 95, 300)
_seen = _true * (1 + (_damp / 100) ** 3) + _draw.normal(0, 1.5, 300)
_split = pd.Timestamp("2025-04-09", tz="Europe/London")
_at = _index.get_loc(_split.tz_convert("UTC"))
for _row, _truth, _say in ((_at, 6.875, "a row at the split belongs to the later rows only"), (_at - 1, 2.181, "the last row before the split belongs to the fit only")):
    _table = pd.DataFrame({"reference_ugm3": _true, "pm25_ugm3": _seen, "humidity_percent": _damp}, index=_index)
    _table.iloc[_row, 1] += 90.0
    assert math.isclose(_number(honest_rmse(_table, _split), _called), _truth, rel_tol=1e-2), _say + "; take columns by name, and mind the zones"
### END HIDDEN TESTS

# %% [markdown]
# ## Part E: count the days
#
# People and law count local days. A day can be trusted if at least 75 % of its hours are valid. The hours stand in UTC, the days are those of *London*: a day has 24 hours, and twice a year 23 or 25.

# %% [markdown] question="days"
# ### 15. Days that can be trusted ([[points]])
#
# Write `trusted_days(valid)`: the number of local days of which at least 75 % of the hours are valid.
#
# * `valid`: a Series of `True` and `False`, one for each hour, on an hourly index in UTC that covers whole days of London without a gap.
# * Returns a whole number, an `int`.


# %% solution="days"
def trusted_days(valid: pd.Series) -> int:
    """Return the number of local days that can be trusted."""
    ### BEGIN SOLUTION
    share = valid.groupby(valid.index.tz_convert("Europe/London").date).mean()
    return int((share >= 0.75).sum())
    ### END SOLUTION


# %% [markdown] discussion="days"
# The mean of True and False is the share of valid hours, so days of 23 and 25 hours need no case of their own. A fixed
# limit of 18 hours is wrong on the day with 25, of which 75 % are 18.75.
# `valid.tz_convert("Europe/London").resample("D").mean()` is the same in other words. The common slips are days of UTC,
# which in summer begin at one o'clock in the morning by London's clock, and groups by the day of the month, which put
# June and July together.

# %% tests="days" points=2
# Form: a whole number. Hidden: other weeks.
from citylab.forms import whole as _whole

_called = "trusted_days(valid)"
_index = pd.date_range("2025-11-10", periods=72, freq="1h", tz="UTC")
_value = _whole(trusted_days(pd.Series(True, index=_index)), _called)
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed

_index = pd.date_range("2025-11-28", periods=120, freq="1h", tz="UTC")
for _counts, _truth, _say in (
    ((24, 24, 24, 24, 24), 5, "a day with all hours can be trusted"),
    ((18, 17, 18, 0, 19), 3, "18 of 24 hours are exactly 75 %, which is enough"),
    ((17, 17, 17, 17, 17), 0, "17 of 24 hours are not enough"),
    ((24, 12, 24, 12, 24), 3, "each day counts for itself"),
):
    _valid = pd.Series([_hour < _count for _count in _counts for _hour in range(24)], index=_index)
    assert _whole(trusted_days(_valid.copy()), _called) == _truth, _say
_index = pd.date_range("2025-06-02", periods=96, freq="1h", tz="Europe/London").tz_convert("UTC")
_valid = pd.Series(True, index=_index)
_valid.iloc[[*range(5), 24, *range(42, 48), *range(66, 72), *range(90, 96)]] = False
assert _whole(trusted_days(_valid.copy()), _called) == 3, "a local day in summer begins at 23:00 UTC"
_valid = pd.Series(True, index=_index)
_valid.iloc[[*range(6), 24, *range(25, 31)]] = False
assert _whole(trusted_days(_valid.copy()), _called) == 3, "a local day in summer begins at 23:00 UTC"
_index = pd.date_range("2025-06-01", "2026-07-01", freq="1h", tz="Europe/London", inclusive="left").tz_convert("UTC")
assert _whole(trusted_days(pd.Series(True, index=_index)), _called) == 395, "the 3rd of June, of July and of next June are three days"
_draw = np.random.default_rng([_class_seed(), 151])
_index = pd.date_range("2025-07-26", periods=14 * 24, freq="1h", tz="Europe/London").tz_convert("UTC")
_counts = [int(_one) for _one in _draw.integers(12, 25, 14)]
_valid = np.concatenate([_draw.permutation([True] * _count + [False] * (24 - _count)) for _count in _counts])
_value = _whole(trusted_days(pd.Series(_valid, index=_index)), _called)
assert _value == sum(_count > 17 for _count in _counts), "18 of the 24 hours of a local day are enough, wherever they stand"
### END HIDDEN TESTS

# %% tests="days" points=1
# Form: the same in a week in which the clocks change. Hidden: values.
from citylab.forms import whole as _whole

_called = "trusted_days(valid)"
_index = pd.date_range("2025-10-25", "2025-10-28", freq="1h", tz="Europe/London", inclusive="left").tz_convert("UTC")
_value = _whole(trusted_days(pd.Series(True, index=_index)), _called)
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed

for _day, _hours, _valid_hours, _truth in (
    ("2025-10-26", 25, 18, 1), ("2025-10-26", 25, 19, 2), ("2025-03-30", 23, 17, 1), ("2025-03-30", 23, 18, 2), ("2026-10-25", 25, 18, 1), ("2026-03-29", 23, 18, 2), ("2025-10-25", 24, 19, 2)):
    _first = pd.Timestamp(_day, tz="Europe/London")
    _index = pd.date_range(_first, _first + pd.DateOffset(days=2), freq="1h", inclusive="left").tz_convert("UTC")
    _valid = pd.Series([_hour < _valid_hours or _hour >= _hours for _hour in range(len(_index))], index=_index)
    assert _whole(trusted_days(_valid.copy()), _called) == _truth, "75 % of 25 hours are 18.75, and of 23 hours 17.25"
_draw = np.random.default_rng([_class_seed(), 152])
for _day, _hours in ((f"{_draw.choice(['2023-10-29', '2024-10-27', '2026-10-25'])}", 25), (f"{_draw.choice(['2023-03-26', '2024-03-31', '2026-03-29'])}", 23)):
    _first = pd.Timestamp(_day, tz="Europe/London") - pd.Timedelta(days=1)
    _counts = [(_one, int(_draw.choice([15, 16, 17, 19, 20, 21]))) for _one in (24, _hours, 24)]
    _valid = np.concatenate([_draw.permutation([True] * _count + [False] * (_one - _count)) for _one, _count in _counts])
    _index = pd.date_range(_first, periods=len(_valid), freq="1h").tz_convert("UTC")
    assert _whole(trusted_days(pd.Series(_valid, index=_index)), _called) == sum(_count >= 0.75 * _one for _one, _count in _counts), "75 % of 25 hours are 18.75, and of 23 hours 17.25"
### END HIDDEN TESTS

# %% [markdown] question="above"
# ### 16. Days above the guideline ([[points]])
#
# The World Health Organization's guideline of 2021 for the daily mean of PM2.5 is 15 µg/m³, to be exceeded on three or four days a year at most. Write `days_above(values, limit_ugm3)`: of the
# days that can be trusted, how many have a mean above the limit?
#
# * `values`: a Series in µg/m³ on an hourly index in UTC that covers whole days of London without a gap; NaN where an hour is not valid. A day's mean is that of its valid hours.
# * Returns a tuple `(above, trusted)` of two `int`s: the days that can be trusted *and* are above the limit, and all days that can be trusted. Equal is not above.


# %% solution="above"
def days_above(values: pd.Series, limit_ugm3: float) -> tuple[int, int]:
    """Return the trusted days above the limit, and all trusted days."""
    ### BEGIN SOLUTION
    days = values.groupby(values.index.tz_convert("Europe/London").date)
    is_trusted = days.count() / days.size() >= 0.75
    is_above = days.mean() > limit_ugm3
    return int((is_trusted & is_above).sum()), int(is_trusted.sum())
    ### END SOLUTION


# %% [markdown] discussion="above"
# `size` counts all hours of a day and `count` those with a value, so their ratio is the share of valid ones; `mean`
# leaves NaN out by itself. Calling `dropna` first makes every day look complete, for then the missing hours are not
# counted anywhere. Each condition is a Series by day, and `&` joins them. A rounded mean can slip over or under the
# limit, so nothing is rounded before the comparison.

# %% tests="above" points=2
# Form: a tuple of two whole numbers. Hidden: other weeks and limits.
from citylab.forms import pair as _pair
from citylab.forms import whole as _whole

_called = "days_above(values, limit_ugm3)"
_index = pd.date_range("2025-11-10", periods=72, freq="1h", tz="UTC")
_value = [_whole(_one, _called) for _one in _pair(days_above(pd.Series(12.0, index=_index), 15.0), _called, "above, trusted")]
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _days(values, limit):
    _before = values.copy()
    _above, _trusted = _pair(days_above(values, limit), _called, "above, trusted")
    assert values.equals(_before), "don't change the values that are given"
    return _whole(_above, _called), _whole(_trusted, _called)


_index = pd.date_range("2025-12-01", periods=96, freq="1h", tz="UTC")
_values = pd.Series(np.repeat([15.0, 15.5, 40.0, 9.0], 24), index=_index)
assert _days(_values, 15.0) == (2, 4), "equal is not above"
assert _days(_values, 12.0) == (3, 4), "use the limit that is given"
_values.iloc[48:55] = np.nan
assert _days(_values, 15.0) == (1, 3), "a day that can't be trusted is in neither number"
_values.iloc[[72, 73, 74, 75, 76, 77]] = np.nan
_values.iloc[78] = 250.0
assert _days(_values, 15.0) == (2, 3), "the mean is that of the valid hours, and 18 valid hours of 24 are enough"
for _first, _seed in (("2025-10-24", 1), ("2025-03-28", 2), ("2025-07-10", 3)):
    _start = pd.Timestamp(_first, tz="Europe/London")
    _index = pd.date_range(_start, _start + pd.DateOffset(days=6), freq="1h", inclusive="left")
    _values = pd.Series(np.random.default_rng(_seed).gamma(2.0, 7.0, len(_index)), index=_index.tz_convert("UTC"))
    _dates, _limit = _index.strftime("%F"), 14.0
    for _number_of_day, _date in enumerate(sorted(set(_dates))):
        _rows = np.flatnonzero(_dates == _date)
        _values.iloc[_rows] += _limit + (1.0 if _number_of_day % 2 else -1.5) - _values.iloc[_rows].mean()
        _values.iloc[_rows[: (6, 7, 7, 5, 9, 0)[_number_of_day]]] = np.nan
    _trusted = [_values[_dates == _date] for _date in sorted(set(_dates)) if _values[_dates == _date].notna().sum() >= 0.75 * (_dates == _date).sum()]
    assert _days(_values, _limit) == (sum(_one.mean() > _limit for _one in _trusted), len(_trusted)), "days are local days of 23, 24 or 25 hours"
_index = pd.date_range("2025-06-01", "2026-07-01", freq="1h", tz="Europe/London", inclusive="left").tz_convert("UTC")
assert _days(pd.Series(20.0, index=_index), 15.0) == (395, 395), "the 3rd of June, of July and of next June are three days"
_index = pd.date_range("2025-12-01", periods=1440, freq="1h", tz="UTC")
assert _days(pd.Series(np.tile(np.repeat([15.04, 14.96, 15.4, -1.0, 0.0], 24), 12), index=_index), 15.0) == (24, 60), "don't round a mean; nor leave out a reading of 0 or below"
_draw = np.random.default_rng([_class_seed(), 161])
for _first, _lengths in (("2026-10-24", (24, 25, 24, 24, 24, 24, 24)), ("2026-03-27", (24, 24, 23, 24, 24, 24, 24)), ("2026-08-01", (24,) * 7)):
    _limit, _days_drawn, _truth = float(_draw.uniform(8.0, 30.0)), [], [0, 0]
    for _length in _lengths:
        _gaps, _is_above = int(_draw.choice([0, 3, 5, 7, 9])), bool(_draw.random() < 0.5)
        _some = _draw.gamma(2.0, 7.0, _length)
        _some[_draw.choice(_length, _gaps, replace=False)] = np.nan
        _days_drawn.append(_some + _limit - np.nanmean(_some) + (1.2 if _is_above else -1.2))
        _truth = [_truth[0] + (_gaps < 6 and _is_above), _truth[1] + (_gaps < 6)]
    _all = np.concatenate(_days_drawn)
    _index = pd.date_range(_first, periods=len(_all), freq="1h", tz="Europe/London").tz_convert("UTC")
    assert _days(pd.Series(_all, index=_index), _limit) == tuple(_truth), "days are local days of 23, 24 or 25 hours; the mean is that of the valid ones"
### END HIDDEN TESTS

# %% [markdown]
# ## Part F: place the gateways
#
# A message counts only if a gateway hears it. The town offers ten roofs, and £4,200.

# %%
sites = data.load("sensor_delivery_synthetic", "sites").set_index("site")
sites

# %% [markdown] question="reach"
# ### 17. How far does a message carry? ([[points]])
#
# In a street, the loss on the way grows with the distance $d$: $\text{loss} = L_1 + 10\,n\,\log_{10}(d/1\,\text{km})$ in dB, where $L_1$ is the loss at one kilometre and $n$ the exponent of the surroundings.
# A message is heard if what arrives, *power + gains − loss*, is at least the receiver's *sensitivity + margin*.
#
# Write `reach_m(power_dbm, gains_db, sensitivity_dbm, margin_db, loss_1km_db, exponent)`: the largest distance at which a message is heard.
#
# * `sensitivity_dbm` is negative; `margin_db` is a reserve for noise, wet leaves and parked lorries, and not negative; `exponent` is above 1.
# * Returns one number in **metres**, as a `float`.


# %% solution="reach"
def reach_m(
    power_dbm: float, gains_db: float, sensitivity_dbm: float, margin_db: float, loss_1km_db: float, exponent: float
) -> float:
    """Return the distance up to which a message is heard. [m]"""
    ### BEGIN SOLUTION
    allowed_db = power_dbm + gains_db - sensitivity_dbm - margin_db
    return 1000 * 10 ** ((allowed_db - loss_1km_db) / (10 * exponent))
    ### END SOLUTION


# %% [markdown] discussion="reach"
# What may be lost on the way is power plus gains minus sensitivity minus margin; setting it equal to the loss and
# solving for the distance gives the answer without trying. The sensitivity is negative, so subtracting it adds.
# `scipy.optimize.brentq` finds the same distance, and also where a formula can't be turned round. With an exponent of
# 3.5, ten decibels of margin nearly halve the reach; natural logarithms, or kilometres in the result, change it by far
# more.

# %% tests="reach" points=2
# Form: one number in metres. Hidden: values for other radios and streets.
from citylab.forms import number as _number

_called = "reach_m(power_dbm, gains_db, sensitivity_dbm, margin_db, loss_1km_db, exponent)"
_value = _number(reach_m(14.0, 2.0, -130.0, 10.0, 130.0, 3.5), _called, unit="m", low=100, high=20_000)
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed

for _given, _truth, _say in (
    ((14.0, 0.0, -120.0, 0.0, 134.0, 3.0), 1000.0, "at one kilometre the loss is that of one kilometre; the answer is in metres"),
    ((14.0, 0.0, -124.0, 4.0, 134.0, 3.0), 1000.0, "the margin comes off what may be lost"),
    ((14.0, 6.0, -124.0, 0.0, 134.0, 2.0), 1000 * 10**0.5, "gains add to what may be lost"),
    ((10.0, 0.0, -124.0, 20.0, 134.0, 4.0), 1000 * 10**-0.5, "ten times the exponent times the logarithm to the base 10"),
    ((14.0, 3.0, -137.0, 8.0, 128.0, 3.6), 1000 * 10 ** (18 / 36), "ten times the exponent times the logarithm to the base 10"),
):
    assert math.isclose(_number(reach_m(*_given), _called, unit="m"), _truth, rel_tol=1e-2), _say
_draw = np.random.default_rng([_class_seed(), 171])
for _ in range(5):
    _truth, _power, _gains, _margin, _loss, _exponent = (float(_one) for _one in _draw.uniform([200, 8, 0, 0, 118, 2.2], [9000, 16, 6, 15, 135, 4.2]))
    _sensitivity = _power + _gains - _margin - _loss - 10 * _exponent * math.log10(_truth / 1000)
    _value = _number(reach_m(_power, _gains, _sensitivity, _margin, _loss, _exponent), _called, unit="m")
    assert math.isclose(_value, _truth, rel_tol=1e-2), "what arrives at that distance is exactly the sensitivity and the margin"
### END HIDDEN TESTS

# %% [markdown] question="gateways"
# ### 18. Choose the roofs ([[points]])
#
# Write `best_gateways(reaches, costs, budget, must)`: the roofs that connect as many sensors as possible.
#
# * `reaches`: a NumPy array of `True` and `False`, one row per roof, one column per sensor: does a gateway on this roof hear this sensor? A sensor is connected if at least one chosen roof hears it.
# * `costs`: a list with the cost of each roof. `budget`: the chosen roofs together may cost that much; equal is allowed. Money that is left over has no value.
# * `must`: a list of column numbers, perhaps empty: sensors that have to be connected, whatever else is. There is always a choice that connects them within the budget.
# * Returns a list of row numbers, `int`s, each at most once, in any order. Of choices that connect equally many, any counts. There are at most ten roofs.
#
# Taking the best next roof again and again (*greedy*) doesn't always find the best choice. Ten roofs have $2^{10}$ choices.


# %% solution="gateways"
def best_gateways(reaches: np.ndarray, costs: list[float], budget: float, must: list[int]) -> list[int]:
    """Return the roofs that connect the most sensors within the budget."""
    ### BEGIN SOLUTION
    best, most = [], -1
    for code in range(2 ** len(costs)):
        roofs = [roof for roof in range(len(costs)) if code >> roof & 1]
        connected = reaches[roofs].any(axis=0)
        affordable = sum(costs[roof] for roof in roofs) <= budget
        if affordable and connected[must].all() and connected.sum() > most:
            best, most = roofs, connected.sum()
    return best
    ### END SOLUTION


# %% [markdown] discussion="gateways"
# Ten roofs have 1,024 choices, so all of them are looked at, and nothing can be missed. The bits of a number are one
# way to list them; `itertools.product([False, True], repeat=10)` and `itertools.combinations` are others. Greedy choice
# may spend the money on one dear roof where two cheap ones hear more, and adding up what each roof hears counts shared
# sensors twice. Each further roof doubles the work: for forty roofs one would use integer programming, such as
# `scipy.optimize.milp`.

# %% tests="gateways" points=2
# Form: a list of row numbers. Hidden: other towns; nothing has to be connected.
from citylab.forms import whole as _whole

_called = "best_gateways(reaches, costs, budget, must)"
_reaches = np.array([[True, True, False], [False, True, True], [False, False, True]])
_value = best_gateways(_reaches.copy(), [5, 5, 4], 9, [])
assert type(_value) is list, f"{_called} should be a list"
_rows = [_whole(_one, f"each entry of {_called}") for _one in _value]
assert len(set(_rows)) in (len(_rows),), f"{_called} should hold row numbers, each at most once"
assert set(_rows) <= {0, 1, 2}, f"{_called} should hold row numbers, each at most once"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(reaches, costs, budget, must):
    _given = reaches.copy(), list(costs), list(must)
    _value = best_gateways(_given[0], _given[1], budget, _given[2])
    assert np.array_equal(_given[0], reaches), "don't change the array that is given"
    assert _given[1:] == (costs, must), "don't change the lists that are given"
    assert type(_value) is list, "a list of row numbers"
    _rows = [_whole(_one, "a row number") for _one in _value]
    assert len(set(_rows)) == len(_rows), "row numbers, each at most once"
    assert set(_rows) <= set(range(len(costs))), "row numbers, each at most once"
    assert sum(costs[_row] for _row in _rows) <= budget, "the roofs cost more than the budget"
    assert reaches[_rows].any(axis=0)[must].all(), "a sensor that has to be connected is not"
    _most = 0
    for _code in range(2 ** len(costs)):
        _some = [_row for _row in range(len(costs)) if _code >> _row & 1]
        if sum(costs[_row] for _row in _some) <= budget and reaches[_some].any(axis=0)[must].all():
            _most = max(_most, int(reaches[_some].any(axis=0).sum()))
    assert int(reaches[_rows].any(axis=0).sum()) == _most, "another choice within the budget connects more sensors"


for _seed, _extra in ((8, 15), (8, 18), (20, 12), (23, 15)):
    _draw = np.random.default_rng(_seed)
    _reaches, _costs = _draw.random((8, 24)) < 0.3, [int(_one) for _one in _draw.integers(3, 9, 8)]
    _check(_reaches, _costs, _extra, [])
_rings = np.zeros((3, 12), dtype=bool)
_rings[0, 2:10], _rings[1, :6], _rings[2, 6:] = True, True, True
_check(_rings, [7, 7, 7], 14, [])
_check(_rings, [3, 7, 7], 13.5, [])
_draw = np.random.default_rng(573)
_reaches, _costs = _draw.random((10, 40)) < 0.2, [int(_one) for _one in _draw.integers(3, 9, 10)]
_check(_reaches, _costs, 24, [])
_draw = np.random.default_rng([_class_seed(), 181])
_costs = [int(_one) for _one in _draw.integers(3, 9, 7)]
_check(_draw.random((7, 30)) < 0.3, _costs, int(sum(_costs) * _draw.uniform(0.4, 0.7)), [])
### END HIDDEN TESTS

# %% tests="gateways" points=1
# Form: the same with sensors that have to be connected. Hidden: values.
from citylab.forms import whole as _whole

_called = "best_gateways(reaches, costs, budget, must)"
_value = best_gateways(np.array([[True, True, True, False], [False, False, False, True]]), [4, 4], 4, [3])
assert type(_value) is list, f"{_called} should be a list"
_rows = [_whole(_one, f"each entry of {_called}") for _one in _value]
assert set(_rows) <= {0, 1}, f"{_called} should hold row numbers"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(reaches, costs, budget, must):
    _given = reaches.copy(), list(costs), list(must)
    _value = best_gateways(_given[0], _given[1], budget, _given[2])
    assert np.array_equal(_given[0], reaches), "don't change the array that is given"
    assert _given[1:] == (costs, must), "don't change the lists that are given"
    assert type(_value) is list, "a list of row numbers"
    _rows = [_whole(_one, "a row number") for _one in _value]
    assert len(set(_rows)) == len(_rows), "row numbers, each at most once"
    assert set(_rows) <= set(range(len(costs))), "row numbers, each at most once"
    assert sum(costs[_row] for _row in _rows) <= budget, "the roofs cost more than the budget"
    assert reaches[_rows].any(axis=0)[must].all(), "a sensor that has to be connected is not"
    _most = 0
    for _code in range(2 ** len(costs)):
        _some = [_row for _row in range(len(costs)) if _code >> _row & 1]
        if sum(costs[_row] for _row in _some) <= budget and reaches[_some].any(axis=0)[must].all():
            _most = max(_most, int(reaches[_some].any(axis=0).sum()))
    assert int(reaches[_rows].any(axis=0).sum()) == _most, "another choice within the budget connects more sensors"


_check(np.array([[True, True, True, False], [False, False, False, True]]), [4, 4], 4, [3])
for _seed, _extra, _needed in ((23, 18, [5, 6]), (37, 12, [7, 11]), (52, 15, [5, 17]), (86, 15, [0, 16])):
    _draw = np.random.default_rng(_seed)
    _reaches, _costs = _draw.random((8, 24)) < 0.3, [int(_one) for _one in _draw.integers(3, 9, 8)]
    _check(_reaches, _costs, _extra, _needed)
_draw = np.random.default_rng(33)
_reaches, _costs = _draw.random((10, 40)) < 0.2, [int(_one) for _one in _draw.integers(3, 9, 10)]
_check(_reaches, _costs, 24, [9, 22])
_draw = np.random.default_rng([_class_seed(), 182])
_reaches, _costs = _draw.random((7, 30)) < 0.25, [int(_one) for _one in _draw.integers(3, 9, 7)]
_some = [int(_one) for _one in _draw.choice(7, 3, replace=False)]
_heard = [int(_one) for _one in np.flatnonzero(_reaches[_some].any(axis=0))]
_check(_reaches, _costs, sum(_costs[_one] for _one in _some) + 2, sorted(int(_one) for _one in _draw.choice(_heard, 3, replace=False)))
### END HIDDEN TESTS

# %% [markdown]
# ## Part G: decide, and write to the department
#
# The next cell puts what you need side by side. `hours` holds the readings of the month as they were sent, one row per hour, one column per air sensor, the first that came of each hour; NaN
# where none came. (For counting, neither unit nor clock matters much: leave both as they are.) `reaches`, `costs`, `budget` and `must` are ready for question 18: the flow meters warn of floods, so they have to be connected.

# %%
month = pd.date_range("2025-10-06", "2025-11-05", freq="1h", tz="Europe/London", inclusive="left").tz_convert("UTC")
first_readings = readings.drop_duplicates(["sensor", "time"])
hours = first_readings.pivot(index="time", columns="sensor", values="value").reindex(month)
split = pd.Timestamp("2025-09-22", tz="Europe/London")
east_m = sites["x_m"].to_numpy()[:, None] - sensors["x_m"].to_numpy()
north_m = sites["y_m"].to_numpy()[:, None] - sensors["y_m"].to_numpy()
reaches = np.hypot(east_m, north_m) <= sites["reach_m"].to_numpy()[:, None]
costs, budget = list(sites["cost_gbp"]), 4200
must = [place for place, kind in enumerate(sensors["kind"]) if kind == "flow"]
hours.shape, reaches.shape, must

# %% [markdown] question="decision"
# ### 19. The decision in numbers ([[points]])
#
# The department has two rules for its air sensors. A sensor is refused
#
# * if its `honest_rmse`, with `beside` of that sensor and `split`, is above 2.5 µg/m³; or
# * if fewer than 20 of the month's 30 days can be trusted. An hour is valid if `hours` has a reading that is not `stuck` in a run of at least 6.
#
# Fill the dictionary `decision`.
#
# * `"refused"`: a list of the names of the air sensors that the two rules refuse, in any order. (Other worries go into your report.)
# * `"gateways"`: a list of the *names* of the roofs that connect the most of the forty sensors within the budget, with all flow meters.
# * `"connected"`: how many of the forty sensors these roofs connect, an `int`.
#
# The entries count as right if they are right. They also count if they are what *your own* functions give, so that an earlier slip costs nothing
# twice; functions that find hardly any faulty sensor, or say much the same of all, don't count, nor do roofs beyond the budget, without the flow meters, or far from the best.

# %% solution="decision"
### BEGIN SOLUTION
refused = []
for sensor in air_sensors:
    days = trusted_days(hours[sensor].notna() & ~stuck(hours[sensor], 6))
    if honest_rmse(beside[sensor], split) > 2.5 or days < 20:
        refused.append(sensor)
chosen = best_gateways(reaches, costs, budget, must)
decision = {
    "refused": refused,
    "gateways": list(sites.index[chosen]),
    "connected": int(reaches[chosen].any(axis=0).sum()),
}
### END SOLUTION

# %% [markdown] discussion="decision"
# One loop asks both rules of each sensor, and the functions do the rest, so a new limit is a change of one number. An
# hour is valid if there is a reading *and* it isn't stuck; leaving out `notna()` makes a silent sensor perfect, for NaN
# is never stuck. `sites.index[chosen]` turns row numbers into names that the department can read. `any(axis=0)` counts
# a sensor once, however many roofs hear it.

# %% tests="decision" points=2
# Form: a list of names of air sensors. Hidden: are they those that the rules refuse?
from citylab.forms import fields as _fields
from citylab.forms import number as _number
from citylab.forms import whole as _whole
from citylab.forms import words as _words

_given = _fields(decision, "decision", names=["refused", "gateways", "connected"])
_names = tuple(f"AQ{_number_of:02d}" for _number_of in range(1, 35))
_refused = _words(_given["refused"], 'decision["refused"]', allowed=_names)
### BEGIN HIDDEN TESTS
_all = data.load("sensor_delivery_synthetic")
_index = pd.date_range("2025-10-06", "2025-11-05", freq="1h", tz="Europe/London", inclusive="left").tz_convert("UTC")
_hours = _all["readings"].drop_duplicates(["sensor", "time"]).pivot(index="time", columns="sensor", values="value").reindex(_index)
_split = pd.Timestamp("2025-09-22", tz="Europe/London")


def _own_refused():
    _found = set()
    for _name in _names:
        _beside = _all["colocation"][[_name, "humidity_percent", "reference_ugm3"]].rename(columns={_name: "pm25_ugm3"})
        _valid = _hours[_name].notna() & ~stuck(_hours[_name].copy(), 6)
        if _number(honest_rmse(_beside, _split), "") > 2.5 or _whole(trusted_days(_valid), "") < 20:
            _found.add(_name)
    return _found


_true = {"AQ05", "AQ08", "AQ12", "AQ19", "AQ23", "AQ30"}
_accepted = [_true]
if _refused not in _accepted:
    try:
        _own = _own_refused()
        _hit = len(_own & _true)
        if _hit >= 3 and len(_own) <= 4 * _hit:
            _accepted.append(_own)
    except Exception:
        pass
assert _refused in _accepted, "hold each of the 34 air sensors against both rules"
### END HIDDEN TESTS

# %% tests="decision" points=1
# Form: a list of names of roofs, and a whole number. Hidden: are they the best within the budget?
from citylab.forms import fields as _fields
from citylab.forms import whole as _whole
from citylab.forms import words as _words

_given = _fields(decision, "decision", names=["refused", "gateways", "connected"])
_names = ("town hall", "harbour crane", "water tower", "school", "church", "library", "fire station", "bus depot", "hospital", "lighthouse")
_roofs = _words(_given["gateways"], 'decision["gateways"]', allowed=_names)
_connected = _whole(_given["connected"], 'decision["connected"]')
### BEGIN HIDDEN TESTS
_sites, _sensors = data.load("sensor_delivery_synthetic", "sites"), data.load("sensor_delivery_synthetic", "sensors")
_far = np.hypot(_sites["x_m"].to_numpy()[:, None] - _sensors["x_m"].to_numpy(), _sites["y_m"].to_numpy()[:, None] - _sensors["y_m"].to_numpy())
_reaches, _costs = _far <= _sites["reach_m"].to_numpy()[:, None], list(_sites["cost_gbp"])
_must = [_place for _place, _kind in enumerate(_sensors["kind"]) if _kind == "flow"]
_accepted = [({"town hall", "harbour crane", "fire station", "bus depot", "hospital"}, 38)]
if (_roofs, _connected) not in _accepted:
    try:
        _own, _poor = ([_whole(_one, "") for _one in best_gateways(_reaches.copy(), list(_costs), _budget, list(_must))] for _budget in (4200, 2400))
        _fits = sum(_costs[_one] for _one in set(_own)) <= 4200 and _reaches[_own].any(axis=0)[_must].all()
        _heard = int(_reaches[_own].any(axis=0).sum())
        if set(_own) != set(_poor) and _fits and _heard >= 33:
            _accepted.append(({_names[_one] for _one in _own}, _heard))
    except Exception:
        pass
assert (_roofs, _connected) in _accepted, "the names of the best roofs within the budget, and how many sensors they connect together"
### END HIDDEN TESTS

# %% [markdown] question="report"
# ### 20. Report to the department ([[points]])
#
# Write to the head of the environment department, who will pass it to the supplier and to the councillors. At most 250 words. Say which sensors you refuse and why, what may be published, and for which days. The two
# rules don't see everything: look at the month of each sensor, for example its largest and its median reading, its units and its delays.
#
# *How it is marked, 2 points each:*
#
# * **Verdict**: stands at the beginning, names the sensors refused and what may be published, and follows from your numbers.
# * **Evidence**: at least three numbers with units, each held against its limit or against the other sensors; for each refused sensor, its fault.
# * **Beyond the rules**: name two sensors that pass both rules and still have a fault. Say how it shows, and whether it can be mended in software or not.
# * **Doubt**: name two things that your numbers leave out or take for granted, and what each could change.
# * **Readers**: a councillor can follow it; technical words are explained or avoided; no more than 250 words.

# %% [markdown] manual="report" points=10
# **Accept 28 of the 34 air sensors, refuse six; publish daily means of 26.**
#
# *Refused.* Three can't be calibrated: on two weeks that the calibration had not seen, AQ08, AQ23 and AQ30 missed the reference instrument by 4.0, 3.9 and 4.5 µg/m³
# (root mean square); we allow 2.5, and the others reach 1.2 to 1.8. AQ08 loses strength from week to week, AQ30 gains, AQ23 is noisy. Three did not give 20 days on which
# three quarters of the hours are good: AQ05 showed one number for 13 days, AQ12 fell silent on 19 October, AQ19 sends half its messages cut off.
#
# *Accepted, but not published.* AQ21 reads a thousand times too low from 20 October: probably milligrams under the name of micrograms. If the supplier confirms it, software can mend it.
# AQ14 never shows more than 25 µg/m³, so it hides the worst hours; nothing can bring them back. Exchange it.
#
# *Mended by us.* AQ03 and AQ16 keep the town's clock, an hour wrong until 26 October. AQ10 and AQ27 send kilograms.
#
# *What we do not know.* Beside the reference the air never held more than 37 µg/m³; several street sensors have shown over 100. Above 37 we publish "high", no number.
# And we calibrated in September: in colder, damper months the humidity term may not hold. Put two sensors back beside the reference in January. Until then, no annual mean.

# %% [markdown] question="misuse"
# ### 21. What the network must not be used for ([[points]])
#
# Numbers on a map invite uses that nobody planned. In at most 150 words: what must this network not be used for, and what keeps it from happening?
#
# *How it is marked, 2 points each:*
#
# * **Uses**: two uses that the network is not fit for, each with a reason that comes from this delivery (its errors, its gaps, its places, what it measures).
# * **People**: who would be harmed by each use, and how; one of them not in the room (for example tenants, people who live where no sensor hangs, a fined firm).
# * **Guard**: for each use, something that somebody does or writes down to prevent it, and who.

# %% [markdown] manual="misuse" points=6
# *No fines.* An hour of a calibrated sensor is off by 1.2 to 1.8 µg/m³ in clean September air, and by an unknown amount in smoke. A café fined because the sensor at its door read 16
# would be punished for our error. The department writes on every page: "indicative, not for enforcement", and measures with the reference before any case.
#
# *No ranking of streets.* Sensors hang where lamp posts and gateways were. Streets without one, many of them rented flats behind the depot, would count as clean, and lose their claim
# to trees or traffic calming. The council gives no money by this map alone; each year somebody outside the department checks which streets are not on it.
#
# *No watching of people.* Noise meters must send levels only. Residents who fear microphones will unplug them. The contract forbids recordings, and a residents' group may open any meter.
