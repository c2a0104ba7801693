"""Self-checks of *Place the gateways*."""

import math
from functools import cache

import numpy as np
import pandas as pd

from citylab import data
from citylab.iot import lora, radio, siting
from citylab.practice import Exercise, Mistake

LESSON = "01-internet-of-things/04_place_the_gateways"
NOISE_BYTES, AIR_BYTES = 20, 12
GATEWAY_EURO = 4000
TRAFFIC = {"period_s": 600, "channels": 3}


def _time_ms(payload_bytes: int, factor: int = 12, *, slow: bool | None = None) -> float:
    return lora.time_on_air_ms(payload_bytes, spreading_factor=factor, low_data_rate=slow)


def _noise_ms() -> float:
    return _time_ms(NOISE_BYTES + lora.LORAWAN_BYTES)


def _noise_a_day() -> int:
    return lora.messages_per_day(_noise_ms(), duty_cycle=0.01, airtime_s_per_day=30)


def _survive(factor: int = 10, **other: float) -> float:
    time_ms = _time_ms(AIR_BYTES + lora.LORAWAN_BYTES, factor)
    return lora.aloha_success(1000, time_on_air_ms=time_ms, **{**TRAFFIC, **other})  # type: ignore[arg-type]


@cache
def _counted() -> float:
    time_ms = _time_ms(AIR_BYTES + lora.LORAWAN_BYTES, 10)
    return lora.simulate_aloha(1000, time_on_air_ms=time_ms, seed=4, period_s=600, channels=3).success


@cache
def _pieces() -> pd.DataFrame:
    return data.load("streets_helsinki", "pieces")


@cache
def _reaches() -> np.ndarray:
    sites = data.load("streets_helsinki", "sites")
    apart_m = radio.distances_m(sites[["x_m", "y_m"]], _pieces()[["x_m", "y_m"]])
    loss_db = radio.path_loss_db(apart_m.clip(10, 5000))
    chance = radio.coverage_probability(loss_db, sensitivity_dbm=lora.sensitivity_dbm(7), margin_db=12)
    return np.asarray(chance >= 0.95)


def _hopeless() -> pd.Series:
    return _pieces().loc[~_reaches().any(axis=0), "length_m"]


@cache
def _best_m(count: int) -> float:
    return siting.best_sites(_reaches(), _pieces()["length_m"], count=count).weight


def _euro_per_km() -> float:
    return 1000 * GATEWAY_EURO / (_best_m(4) - _best_m(3))


def _greedy_m(count: int) -> float:
    return siting.greedy_sites(_reaches(), _pieces()["length_m"], count=count).weight


EXERCISES = [
    Exercise(
        id="iot-4-airtime",
        lesson=LESSON,
        expected=_noise_ms,
        unit="ms",
        tolerance=1,
        mistakes=[
            Mistake(
                gives=lambda: _time_ms(NOISE_BYTES),
                say="The 13 bytes of LoRaWAN are missing; they travel with every message.",
            ),
            Mistake(
                gives=lambda: _time_ms(AIR_BYTES + lora.LORAWAN_BYTES),
                say="This is the message with 12 bytes; the noise meter sends 20.",
            ),
            Mistake(
                gives=lambda: _time_ms(AIR_BYTES + NOISE_BYTES + lora.LORAWAN_BYTES),
                say="12 bytes too many: the noise meter sends 20 instead of 12.",
            ),
            Mistake(
                gives=lambda: _time_ms(NOISE_BYTES + lora.LORAWAN_BYTES, 7),
                say="This is the time at SF7; SF12 is asked for.",
            ),
            Mistake(
                gives=lambda: _time_ms(NOISE_BYTES + lora.LORAWAN_BYTES, slow=False),
                say="You switched the low data rate optimisation off; symbols of SF12 need it, so leave it alone.",
            ),
            Mistake(gives=lambda: _noise_ms() / 1000, say="This is in seconds; milliseconds are asked for."),
        ],
        hints=[
            "The cell above computes the same for 12 bytes and every SF.",
            "How many bytes travel in all? 20 and lora.LORAWAN_BYTES.",
            "Call lora.time_on_air_ms(20 + lora.LORAWAN_BYTES, spreading_factor=...).",
        ],
    ),
    Exercise(
        id="iot-4-day",
        lesson=LESSON,
        expected=_noise_a_day,
        unit="messages",
        tolerance=0,
        mistakes=[
            Mistake(
                gives=lambda: lora.messages_per_day(_noise_ms(), duty_cycle=0.01),
                say="This is what the law allows; the network's 30 s a day are stricter.",
            ),
            Mistake(
                gives=lambda: _noise_a_day() + 1,
                say="The last of these would pass 30 s: round down.",
            ),
            Mistake(
                gives=lambda: 30_000 / _noise_ms(),
                say="A sensor cannot send a part of a message: give the whole number below.",
            ),
            Mistake(
                gives=lambda: math.floor(30_000 / _time_ms(AIR_BYTES + lora.LORAWAN_BYTES)),
                say="This is for the message with 12 bytes; use noise_ms of your first answer.",
            ),
        ],
        note="One message in 90 minutes. A sensor that must use SF12 can say very little.",
        hints=[
            "noise_ms from above is the time on air; the text names the function.",
            "Without the function: how often does noise_ms fit into 30 s, and into 36 s in each of 24 hours?",
            "Call lora.messages_per_day(noise_ms, duty_cycle=..., airtime_s_per_day=...).",
        ],
    ),
    Exercise(
        id="iot-4-collide",
        lesson=LESSON,
        expected=_survive,
        tolerance=0.0005,
        mistakes=[
            Mistake(
                gives=lambda: math.sqrt(_survive()),
                say="This is the share at half the load: did you take SF9, or e^(-G) instead of e^(-2G)?",
            ),
            Mistake(
                gives=lambda: _survive(channels=1),
                say="All on one channel: the sensors draw among three.",
            ),
            Mistake(gives=lambda: 1 - _survive(), say="This is the share that is lost."),
            Mistake(gives=lambda: _survive(12), say="This is the share at SF12; SF10 is asked for."),
            Mistake(gives=_counted, say="This is what a simulated day counts; the formula is asked for."),
            Mistake(gives=lambda: 100 * _survive(), say="This is in percent; a number between 0 and 1 is asked for."),
            Mistake(
                gives=lambda: _survive(period_s=10),
                say="The period is 10 minutes, which is 600 seconds.",
            ),
        ],
        hints=[
            "The loop above does it for SF7 and SF12.",
            'The time on air at SF10 stands in times.loc[10, "message [ms]"].',
            "Call lora.aloha_success(1000, time_on_air_ms=..., **traffic).",
        ],
    ),
    Exercise(
        id="iot-4-hopeless",
        lesson=LESSON,
        expected=lambda: float(_hopeless().sum() / 1000),
        unit="km",
        tolerance=0.0006,
        mistakes=[
            Mistake(gives=lambda: float(_hopeless().sum()), say="This is in metres; kilometres are asked for."),
            Mistake(gives=lambda: len(_hopeless()), say="This is the number of pieces; their length is asked for."),
            Mistake(
                gives=lambda: float(_pieces()["length_m"].sum() - _hopeless().sum()) / 1000,
                say="These are the kilometres that some site reaches; turn True and False round with ~.",
            ),
            Mistake(
                gives=lambda: float(_pieces().loc[~_reaches().all(axis=0), "length_m"].sum()) / 1000,
                say="You took the pieces that not every site reaches; use .any, not .all.",
            ),
        ],
        note="Most of it lies in the north, by the water. More of these sites do not help; another one might.",
        hints=[
            "dark = ~reaches.any(axis=0) is True for the pieces that no site reaches.",
            'pieces.loc[dark, "length_m"] keeps the lengths of these pieces.',
            "Sum them with .sum() and divide by 1000.",
        ],
    ),
    Exercise(
        id="iot-4-euro",
        lesson=LESSON,
        expected=_euro_per_km,
        unit="€/km",
        tolerance=0.6,
        mistakes=[
            Mistake(
                gives=lambda: 1000 * 4 * GATEWAY_EURO / _best_m(4),
                say="This is the mean over all four; asked for is what the fourth adds.",
            ),
            Mistake(
                gives=lambda: 1000 * GATEWAY_EURO / _best_m(4),
                say="You divided by all kilometres; divide by those that the fourth adds.",
            ),
            Mistake(
                gives=lambda: 1000 * GATEWAY_EURO / (_greedy_m(4) - _best_m(3)),
                say="One plan is greedy, the other is the best; compare best_sites with best_sites.",
            ),
            Mistake(
                gives=lambda: GATEWAY_EURO / (_best_m(4) - _best_m(3)),
                say="This is per metre; a kilometre is asked for.",
            ),
            Mistake(
                gives=lambda: 1000 * GATEWAY_EURO / (_greedy_m(4) - _greedy_m(3)),
                say="These are the greedy plans; compare best_sites with best_sites.",
            ),
            Mistake(
                gives=lambda: (_best_m(4) - _best_m(3)) / GATEWAY_EURO,
                say="These are metres per euro; turn the fraction round, and use kilometres.",
            ),
        ],
        note="A fifth would cost 2,226 € per further kilometre, and a sixth brings none.",
        hints=[
            "You need the plan for four; best is the plan for three.",
            "siting.best_sites(reaches, length_m, count=4).weight is its metres; subtract best.weight.",
            "Divide 4000 by the difference in kilometres.",
        ],
    ),
]
