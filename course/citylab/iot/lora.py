"""
LoRa on the air: how long a message lasts, how often it may be sent, how often two collide.

LoRa spreads each symbol over 2^SF chips (SF is the spreading factor), so one step of SF doubles the
symbol and lets a weaker signal through. The time on air follows Semtech's formula [1]_, for SF5 and SF6
in the form of the SX1262 [2]_. Duty cycles, payload limits and sensitivities are those of the data set
`lora_regions`, with their sources.

References
----------
.. [1] Semtech, SX1276/77/78/79 data sheet, revision 7 (2020), section 4.1.1.7; AN1200.13, LoRa Modem
   Designer's Guide.
.. [2] Semtech, SX1261/2 data sheet, and its driver `sx126x.c`
   (`sx126x_get_lora_time_on_air_numerator`).
"""

import math

import pandas as pd

from citylab import data
from citylab.iot._aloha import Aloha, aloha_load, aloha_success, simulate_aloha

__all__ = [
    "LORAWAN_BYTES",
    "Aloha",
    "airtime_budget",
    "aloha_load",
    "aloha_success",
    "messages_per_day",
    "sensitivity_dbm",
    "simulate_aloha",
    "symbol_ms",
    "time_on_air_ms",
]

LORAWAN_BYTES = 13  # MHDR 1, DevAddr 4, FCtrl 1, FCnt 2, FPort 1, MIC 4
BANDWIDTHS_KHZ = (125, 250, 500)
FACTORS = range(5, 13)
PACKET_MAX_BYTES = 255
LONG_SYMBOL_MS = 16.0  # beyond it, the data sheet demands the low data rate optimisation


def symbol_ms(spreading_factor: int, *, bandwidth_khz: int = 125) -> float:
    """
    Return how long one LoRa symbol lasts: 2^SF chips at the rate of the bandwidth.

    Parameters
    ----------
    spreading_factor : int
        5 to 12. [1]
    bandwidth_khz : int
        125, 250 or 500. [kHz]

    Returns
    -------
    float
        Duration of a symbol. [ms]

    Raises
    ------
    ValueError
        If the spreading factor or the bandwidth is none of these.

    Examples
    --------
    >>> symbol_ms(7), symbol_ms(12)
    (1.024, 32.768)
    """
    if spreading_factor not in FACTORS:
        raise ValueError(f"spreading_factor must be a whole number from 5 to 12, got {spreading_factor}")
    if bandwidth_khz not in BANDWIDTHS_KHZ:
        raise ValueError(f"bandwidth_khz must be 125, 250 or 500 (in kHz, not Hz), got {bandwidth_khz}")
    return float(2**spreading_factor / bandwidth_khz)


def time_on_air_ms(
    payload_bytes: int,
    *,
    spreading_factor: int,
    bandwidth_khz: int = 125,
    coding_rate: int = 1,
    preamble_symbols: int = 8,
    explicit_header: bool = True,
    low_data_rate: bool | None = None,
) -> float:
    """
    Return how long a LoRa packet with checksum occupies its channel [1]_ [2]_.

    Parameters
    ----------
    payload_bytes : int
        Everything after the radio's own header; for LoRaWAN the message and
        `LORAWAN_BYTES`. [byte]
    spreading_factor : int
        5 to 12; 5 and 6 as an SX1262 sends them. [1]
    bandwidth_khz : int
        125, 250 or 500. [kHz]
    coding_rate : int
        1 to 4 for 4/5 to 4/8. [1]
    preamble_symbols : int
        8 in LoRaWAN. [1]
    explicit_header : bool
        Whether the packet says its own length, as in LoRaWAN.
    low_data_rate : bool, optional
        Low data rate optimisation; None switches it on when a symbol lasts over 16 ms.

    Returns
    -------
    float
        Time on air. [ms]

    Raises
    ------
    ValueError
        If a number is outside its range; the message says which.

    Examples
    --------
    >>> time_on_air_ms(10, spreading_factor=7)
    41.216
    """
    symbol = symbol_ms(spreading_factor, bandwidth_khz=bandwidth_khz)
    _whole("payload_bytes", payload_bytes, 0, PACKET_MAX_BYTES, "send less, or in several messages")
    _whole("coding_rate", coding_rate, 1, 4, "1 stands for 4/5, 4 for 4/8")
    _whole("preamble_symbols", preamble_symbols, 6, 65535, "LoRaWAN uses 8")
    slow = symbol > LONG_SYMBOL_MS if low_data_rate is None else low_data_rate
    short = spreading_factor < 7  # no reserved bits, two more symbols to lock on, no optimisation
    bits = 8 * payload_bytes + 16 - 4 * spreading_factor + 20 * explicit_header + 8 * (not short)
    per_block = 4 * (spreading_factor - 2 * (slow and not short))
    blocks = math.ceil(max(bits, 0) / per_block)
    symbols = preamble_symbols + (6.25 if short else 4.25) + 8 + blocks * (coding_rate + 4)
    return symbols * symbol


def messages_per_day(
    time_on_air_ms: float, *, duty_cycle: float | None = 0.01, airtime_s_per_day: float | None = None
) -> int:
    """
    Return how many messages a sensor may send a day.

    The duty cycle is counted in every hour, as ETSI EN 300 220 does, so a message
    that does not fit into an hour's allowance may not be sent at all.

    Parameters
    ----------
    time_on_air_ms : float
        Time on air of one message. [ms]
    duty_cycle : float, optional
        Share of an hour that the sensor may be on, above 0 to 1; None if there is no
        such rule. [1]
    airtime_s_per_day : float, optional
        A network's own limit, such as the 30 s of a fair-use policy. [s]

    Returns
    -------
    int
        Messages a day under the stricter of the two. [1/day]

    Raises
    ------
    ValueError
        If the time on air is not positive, the duty cycle is no share, or no limit is
        given.

    Examples
    --------
    >>> messages_per_day(1000.0, duty_cycle=0.01)
    864
    """
    if not time_on_air_ms > 0:
        raise ValueError(f"time_on_air_ms must be above 0, got {time_on_air_ms}")
    limits = []
    if duty_cycle is not None:
        if not 0 < duty_cycle <= 1:
            raise ValueError(f"duty_cycle is a share, above 0 to 1 (1 % is 0.01), got {duty_cycle}")
        limits.append(24 * math.floor(3_600_000 * duty_cycle / time_on_air_ms + 1e-9))
    if airtime_s_per_day is not None:
        limits.append(math.floor(1000 * airtime_s_per_day / time_on_air_ms + 1e-9))
    if not limits:
        raise ValueError("give duty_cycle or airtime_s_per_day; without a limit there is no number of messages")
    return min(limits)


def airtime_budget(payload_bytes: int, *, region: str = "EU868", band: str | None = None) -> pd.DataFrame:
    """
    Return what one message costs at each spreading factor of a region, at 125 kHz.

    Parameters
    ----------
    payload_bytes : int
        The application's own bytes; `LORAWAN_BYTES` are added. [byte]
    region : str
        ``"EU868"``, ``"US915"`` or ``"AS923"``.
    band : str, optional
        A band of the region; by default ``"g1"`` in EU868, else the only one.

    Returns
    -------
    pandas.DataFrame
        By spreading factor: `time_on_air_ms` [ms], `payload_max_bytes` [byte],
        `allowed` (payload and dwell time), `messages_per_day` [1/day], empty where no
        duty cycle is ruled, 0 where the message is not allowed.

    Raises
    ------
    ValueError
        If region or band is unknown, or the payload is negative or over 242 bytes.

    Examples
    --------
    >>> int(airtime_budget(20).loc[7, "messages_per_day"])
    12000
    """
    _whole("payload_bytes", payload_bytes, 0, PACKET_MAX_BYTES - LORAWAN_BYTES, "send less, or in several messages")
    rule = _rule(region, band)
    rates = data.load("lora_regions", "data_rates").query("region == @region").set_index("spreading_factor")
    table = pd.DataFrame(index=rates.index)
    table["time_on_air_ms"] = [
        time_on_air_ms(payload_bytes + LORAWAN_BYTES, spreading_factor=int(factor)) for factor in rates.index
    ]
    table["payload_max_bytes"] = rates["payload_max_bytes"]
    dwell_ms = math.inf if math.isnan(rule["dwell_ms"]) else rule["dwell_ms"]
    table["allowed"] = (payload_bytes <= table["payload_max_bytes"]) & (table["time_on_air_ms"] <= dwell_ms)
    duty = rule["duty_cycle_percent"] / 100
    counts = [math.nan if math.isnan(duty) else messages_per_day(t, duty_cycle=duty) for t in table["time_on_air_ms"]]
    table["messages_per_day"] = pd.Series(counts, index=table.index, dtype=float).where(table["allowed"], 0.0)
    return table


def sensitivity_dbm(spreading_factor: int) -> float:
    """
    Return the weakest signal that an SX1276 receives at 125 kHz.

    Parameters
    ----------
    spreading_factor : int
        6 to 12. [1]

    Returns
    -------
    float
        Sensitivity of the data sheet, revision 7, table RFS_L125_HF. [dBm]

    Raises
    ------
    ValueError
        If the data sheet has no such spreading factor.

    Examples
    --------
    >>> sensitivity_dbm(12)
    -136.0
    """
    table = data.load("lora_regions", "sensitivity")["sensitivity_dbm"]
    if spreading_factor not in table.index:
        raise ValueError(f"the data sheet has sensitivities for spreading factors 6 to 12, got {spreading_factor}")
    return float(table[spreading_factor])


def _whole(name: str, value: int, low: int, high: int, remedy: str) -> None:
    if isinstance(value, bool) or value != int(value) or not low <= value <= high:
        raise ValueError(f"{name} must be a whole number from {low} to {high}, got {value}; {remedy}")


def _rule(region: str, band: str | None) -> pd.Series:
    bands = data.load("lora_regions", "bands")
    known = bands[bands["region"] == region].set_index("band")
    if known.empty:
        raise ValueError(f"no region {region!r}; there are: {', '.join(bands['region'].unique())}")
    chosen = band or ("g1" if region == "EU868" else known.index[0])
    if chosen not in known.index:
        raise ValueError(f"{region} has no band {chosen!r}; it has: {', '.join(known.index)}")
    return known.loc[chosen]
