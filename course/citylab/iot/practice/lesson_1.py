"""Self-checks of *Turn counts into degrees*."""

from citylab.iot import adc, battery, particles, thermistor, uncertainty
from citylab.practice import Exercise, Mistake

LESSON = "01-internet-of-things/01_turn_counts_into_degrees"

READINGS = [748, 750, 751, 747, 749, 752, 748, 750]
CONTROL, SEND = (1.2, 0.5), (29, 0.37)


def _night_v(*, bits: int = 10, reference_v: float = 2.5) -> float:
    return float(adc.voltage_v(893, bits=bits, reference_v=reference_v))


def _night_ohm(volts: float | None = None) -> float:
    return thermistor.divider_resistance_ohm(_night_v() if volts is None else volts, supply_v=2.5, series_ohm=10_000)


def _night_degc(
    model: thermistor.BValue | thermistor.SteinhartHart | None = None, *, volts: float | None = None
) -> float:
    points = [(-20, 68_237), (25, 10_000), (85, 1_452)]
    return thermistor.temperature_degc(_night_ohm(volts), model=model or thermistor.fit_steinhart_hart(points))


def _degrees(count: float, converter: float, series_ohm: float, r25_ohm: float, b_k: float) -> float:
    volts = float(adc.voltage_v(count + converter, bits=10, reference_v=2.5))
    ohms = thermistor.divider_resistance_ohm(volts, supply_v=2.5, series_ohm=series_ohm)
    return thermistor.temperature_degc(ohms, model=thermistor.BValue(b_k, nominal_ohm=r25_ohm))


def _standard(half_ohm: float) -> float:
    return uncertainty.combined(
        _degrees,
        {
            "count": uncertainty.type_a(READINGS),
            "converter": uncertainty.rectangular(0, 2.5),
            "series_ohm": uncertainty.rectangular(10_000, half_ohm),
            "r25_ohm": uncertainty.rectangular(10_000, 100),
            "b_k": uncertainty.rectangular(3262, 32.6),
        },
    )


def _fan(current_ma: float | None = None) -> tuple[float, float]:
    from_cell_ma = battery.at_battery_ma(55, load_v=5, battery_v=3.6, efficiency=0.9)
    return (from_cell_ma if current_ma is None else current_ma, 40)


def _years(
    *phases: tuple[float, float], period_s: float = 3600, sleep_ua: float = 0.9, loss_percent: float = 1
) -> float:
    mean_ua = battery.mean_current_ua(phases or (CONTROL, _fan(), SEND), period_s=period_s, sleep_ua=sleep_ua)
    return battery.life_years(mean_ua, capacity_ah=17, self_discharge_percent=loss_percent)


def _years_sending_every_ten_minutes() -> float:
    fan_ua = battery.mean_current_ua([_fan()], period_s=3600, sleep_ua=0)
    return _years(CONTROL, SEND, period_s=600, sleep_ua=0.9 + fan_ua)


EXERCISES = [
    Exercise(
        id="iot-1-step",
        lesson=LESSON,
        expected=lambda: adc.step_v(bits=12, reference_v=1.1),
        unit="V",
        mistakes=[
            Mistake(
                gives=1.1 / 12,
                say="You divided by the bits; what counts is how many steps so many bits can tell apart.",
            ),
            Mistake(gives=1100 / 2**12, say="This is in millivolts; volts are asked for."),
            Mistake(gives=2.5 / 2**12, say="This is the reference of the first board; this one has another."),
            Mistake(gives=1.1 / 2**10, say="These are the bits of the first board; this one has more."),
        ],
        hints=[
            "How many different counts does a converter with so many bits have?",
            "Two to the power of the bits; in Python, the power is written with two stars.",
            "Divide the reference voltage by that number, or call adc.step_v with both figures.",
        ],
    ),
    Exercise(
        id="iot-1-degrees",
        lesson=LESSON,
        expected=_night_degc,
        unit="°C",
        tolerance=0.03,
        mistakes=[
            Mistake(
                gives=lambda: _night_degc(thermistor.BValue(3380)),
                say="This is what the B value gives; in such cold it is far off. Use sh_curve.",
            ),
            Mistake(
                gives=lambda: _night_degc(volts=2.5 - _night_v()),
                say="Upside down: a high count means a high resistance, and that means cold.",
            ),
            Mistake(
                gives=lambda: _night_degc() + 273.15,
                say="This is in kelvin; degrees Celsius are asked for.",
            ),
            Mistake(gives=_night_v, say="These are the volts, the first of three steps; ohms and degrees follow."),
            Mistake(gives=_night_ohm, say="These are the ohms, the second of three steps; degrees follow."),
            Mistake(
                gives=lambda: _night_degc(volts=_night_v(bits=12)),
                say="These are the bits of the other board; the town's controller has fewer.",
            ),
            Mistake(
                gives=lambda: _night_degc(volts=_night_v(bits=12, reference_v=1.1)),
                say="These are the bits and the reference of the other board; go back to the town's controller.",
            ),
            Mistake(
                gives=lambda: _night_degc(volts=_night_v(reference_v=1.1)),
                say="This is the reference of the other board; the town's controller has 2.5 V.",
            ),
        ],
        hints=[
            "Three steps: counts to volts, volts to ohms, ohms to degrees.",
            "The section does the first two for another count; the third is thermistor.temperature_degc.",
            "adc.voltage_v, then thermistor.divider_resistance_ohm, then temperature_degc with model=sh_curve.",
        ],
    ),
    Exercise(
        id="iot-1-expanded",
        lesson=LESSON,
        expected=lambda: uncertainty.expanded(_standard(50)),
        unit="°C",
        tolerance=0.004,
        mistakes=[
            Mistake(
                gives=lambda: _standard(50), say="This is the standard uncertainty; the expanded one is asked for."
            ),
            Mistake(
                gives=lambda: uncertainty.expanded(_standard(100)),
                say="Nothing has changed yet: combine the copy with the better resistor, not quantities.",
            ),
            Mistake(
                gives=lambda: uncertainty.expanded(_standard(0.5)),
                say="The limit is a share of the resistance; give rectangular its half width in ohms.",
            ),
        ],
        hints=[
            "What is half a percent of 10,000 Ω?",
            "better = dict(quantities, series_ohm=uncertainty.rectangular(10_000, ...)) with the half width in ohms.",
            "Then combine again, and expand: uncertainty.expanded(uncertainty.combined(degrees, better)).",
        ],
        note="The rest is the converter's and the thermistor's; a calibration would be next.",
    ),
    Exercise(
        id="iot-1-dry",
        lesson=LESSON,
        expected=lambda: particles.correct_epa(60.0, 85.0),
        unit="µg/m³",
        tolerance=0.05,
        mistakes=[
            Mistake(
                gives=lambda: particles.dry_ugm3(60.0, 85.0, kappa=0.3),
                say="This is the reading dried with kappa; the EPA's line is asked for.",
            ),
            Mistake(
                gives=lambda: particles.correct_epa(60.0, 0.85),
                say="The humidity belongs into the line in percent, not as a share of 1.",
            ),
            Mistake(
                gives=lambda: particles.correct_epa(60.0, 50.0),
                say="This is for the humidity of the example; the question has another.",
            ),
            Mistake(gives=lambda: particles.correct_epa(85.0, 60.0), say="First the reading, then the humidity."),
            Mistake(
                gives=0.524 * 60 + 0.0862 * 85 + 5.75,
                say="Mind the sign: humid air makes the reading too high.",
            ),
        ],
        hints=[
            "The cell above does the same for another reading.",
            "particles.correct_epa takes the reading first, then the humidity in percent.",
            "By hand: 0.524 times the reading, minus 0.0862 times the humidity, plus 5.75.",
        ],
    ),
    Exercise(
        id="iot-1-battery",
        lesson=LESSON,
        expected=_years,
        unit="years",
        tolerance=0.004,
        mistakes=[
            Mistake(
                gives=lambda: _years(period_s=600), say="This is for every ten minutes; once an hour is asked for."
            ),
            Mistake(gives=_years_sending_every_ten_minutes, say="You still send every ten minutes."),
            Mistake(
                gives=lambda: 6 * _years(period_s=600),
                say="Did you multiply the years by six? The cell's own loss does not shrink: change the period.",
            ),
            Mistake(
                gives=lambda: _years(loss_percent=0),
                say="The cell loses charge by itself, too: self_discharge_percent.",
            ),
            Mistake(
                gives=lambda: _years(CONTROL, SEND),
                say="The fan is missing: once an hour the sensor measures particles, too.",
            ),
            Mistake(
                gives=lambda: _years(_fan()), say="Something is missing from the round: it has control, fan and send."
            ),
            Mistake(
                gives=lambda: _years(CONTROL, _fan(55), SEND),
                say="55 mA flow at 5 V; from the cell of 3.6 V it is fan_ma.",
            ),
            Mistake(gives=lambda: _years() * 365.25, say="This is in days; years are asked for."),
            Mistake(gives=lambda: _years() * 8766, say="This is in hours; years are asked for."),
        ],
        hints=[
            "Only one number of the cell above changes: the period.",
            "First battery.mean_current_ua with the phases control, fan and send, and an hour in seconds.",
            "Then battery.life_years of that current, with capacity_ah=17 and self_discharge_percent=1.",
        ],
        note="An hour costs a sixth of the fan; the city must say which of the two it needs.",
    ),
]
