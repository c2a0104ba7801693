"""
Messages that collide: senders that do not listen before they speak (pure ALOHA).

A message gets through if no other begins while it is on the air, nor within one time on air before. With
random sending times and a load G the share is e^(-2G), the throughput G e^(-2G) [1]_.

References
----------
.. [1] N. Abramson, "The ALOHA system: another alternative for computer communications", AFIPS Fall Joint
   Computer Conference 37 (1970) 281-285, https://doi.org/10.1145/1478462.1478502
"""

import math
from dataclasses import dataclass

import numpy as np

__all__ = ["Aloha", "aloha_load", "aloha_success", "simulate_aloha"]


@dataclass(frozen=True)
class Aloha:
    """
    What a simulated radio channel delivered.

    Attributes
    ----------
    sent, received : int
        Messages. [1]
    success : float
        Share that no other message touched. [1]
    standard_error : float
        Standard error of `success`, estimated from 20 equal parts of the time. [1]
    """

    sent: int
    received: int
    success: float
    standard_error: float


def aloha_load(sensors: int, *, time_on_air_ms: float, period_s: float, channels: int = 1) -> float:
    """
    Return the load G: the mean number of messages that begin while one is on the air.

    Parameters
    ----------
    sensors : int
        Number of sensors that send. [1]
    time_on_air_ms : float
        Time on air of a message. [ms]
    period_s : float
        Mean time between two messages of one sensor. [s]
    channels : int
        Channels among which a sensor draws. [1]

    Returns
    -------
    float
        Load per channel. [1]

    Raises
    ------
    ValueError
        If a number is not positive.

    Examples
    --------
    >>> aloha_load(100, time_on_air_ms=50, period_s=50)
    0.1
    """
    given = {"sensors": sensors, "time_on_air_ms": time_on_air_ms, "period_s": period_s, "channels": channels}
    for name, value in given.items():
        if not value > 0:
            raise ValueError(f"{name} must be above 0, got {value}")
    return sensors * time_on_air_ms / 1000 / period_s / channels


def aloha_success(sensors: int, *, time_on_air_ms: float, period_s: float, channels: int = 1) -> float:
    """
    Return the share of messages that meet no other, e^(-2G) [1]_.

    Senders do not listen first, and a message is lost if any other on its channel and
    spreading factor overlaps it. That is cautious: a much stronger signal often survives.

    Parameters
    ----------
    sensors, time_on_air_ms, period_s, channels
        As for `aloha_load`.

    Returns
    -------
    float
        Share of messages received. [1]

    Raises
    ------
    ValueError
        If a number is not positive.

    Examples
    --------
    >>> round(aloha_success(100, time_on_air_ms=50, period_s=50), 3)
    0.819
    """
    load = aloha_load(sensors, time_on_air_ms=time_on_air_ms, period_s=period_s, channels=channels)
    return math.exp(-2 * load)


def simulate_aloha(
    sensors: int, *, time_on_air_ms: float, period_s: float, channels: int = 1, hours: float = 24, seed: int
) -> Aloha:
    """
    Draw sending times at random and count the messages that meet no other.

    Parameters
    ----------
    sensors, time_on_air_ms, period_s, channels
        As for `aloha_load`.
    hours : float
        Simulated time. [h]
    seed : int
        Seed of the random numbers.

    Returns
    -------
    Aloha
        Sent, received and the share of both.

    Raises
    ------
    ValueError
        If a number is not positive, or fewer than 20 messages are sent.
    """
    aloha_load(sensors, time_on_air_ms=time_on_air_ms, period_s=period_s, channels=channels)
    random = np.random.default_rng(seed)
    duration_ms = 3_600_000 * hours
    sent = int(random.poisson(sensors * duration_ms / 1000 / period_s))
    if sent < 20:
        raise ValueError(f"only {sent} messages were sent; simulate more hours")
    start_ms = np.sort(random.uniform(0, duration_ms, sent))
    channel = random.integers(channels, size=sent)
    alone = np.empty(sent, dtype=bool)
    for number in range(channels):
        on = channel == number
        gap_ms = np.diff(start_ms[on], prepend=-np.inf, append=np.inf)
        alone[on] = (gap_ms[:-1] >= time_on_air_ms) & (gap_ms[1:] >= time_on_air_ms)
    parts = [part.mean() for part in np.array_split(alone, 20)]
    return Aloha(sent, int(alone.sum()), float(alone.mean()), float(np.std(parts, ddof=1) / math.sqrt(20)))
