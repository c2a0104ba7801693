"""The data of *Egret Quay*, those of the text or newly drawn."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from citylab import data
from citylab.practice.problems import Problem

_QUAY = "quay_sensors_synthetic"
_SENSORS = ("SQ-01", "SQ-02", "SQ-03", "SQ-04", "SQ-05", "SQ-06")
_SPELL_H = 10  # so long a silence leaves a day with fewer than 18 hours
_FIRST_DAY, _DAYS = "2026-03-02", 21


@dataclass(frozen=True, eq=False)
class EgretQuay(Problem):
    """
    What six sensors sent, and what the radio allows.

    Attributes
    ----------
    app_bytes : int
        Bytes of a reading on the radio, without LoRaWAN's own.
    airtime_s : int
        Air time that the network grants a day. [s]
    """

    app_bytes: int = 8
    airtime_s: int = 30
    _names: tuple[str, ...] = field(default=_SENSORS, repr=False)
    _spells: tuple[tuple[int, int], ...] = field(default=(), repr=False)

    def name(self, of_the_text: str) -> str:
        """Return what the sensor is called here that the text's data call `of_the_text`."""
        return dict(zip(_SENSORS, self._names, strict=True))[of_the_text]

    @cached_property
    def beside(self) -> pd.DataFrame:
        """Four weeks beside the reference, hourly. [µg/m³, %]"""
        table = data.load(_QUAY, "beside")
        others = [column for column in table.columns if column not in _SENSORS]
        return table.rename(columns=self.name_or_same)[[*others, *_SENSORS]]

    @cached_property
    def readings(self) -> pd.DataFrame:
        """What the packs said that can be read, hourly."""
        table = data.load(_QUAY, "readings")
        kept = table[~self._is_lost(table)]
        return kept.assign(sensor=kept["sensor"].map(self.name_or_same)).reset_index(drop=True)

    @cached_property
    def is_cut(self) -> np.ndarray:
        """Return True for each pack of the text that came in cut off here: those of a silent spell."""
        readings = data.load(_QUAY, "readings")
        lost = set(readings.loc[self._is_lost(readings), ["received", "sensor"]].itertuples(index=False, name=None))
        packs = data.load(_QUAY, "packs")
        sensors = packs["payload"].str.extract(r"(SQ-0\d)", expand=False)
        return np.array([pair in lost for pair in zip(packs["received"], sensors, strict=True)])

    @cached_property
    def packs(self) -> pd.DataFrame:
        """Every message."""
        table = data.load(_QUAY, "packs")
        payload = table["payload"].str.replace(r"SQ-0\d", lambda found: self.name(found[0]), regex=True)
        return table.assign(payload=payload.where(~self.is_cut, payload.str[:60]))

    def name_or_same(self, word: str) -> str:
        """Return the name of a sensor here, and any other word as it is."""
        return self.name(word) if word in _SENSORS else word

    def _is_lost(self, readings: pd.DataFrame) -> pd.Series:
        """Return True for each reading of a silent spell: a sensor, and a day of the three weeks."""
        lost = pd.Series(False, index=readings.index)
        for sensor, day in self._spells:
            start = pd.Timestamp(_FIRST_DAY, tz="UTC") + pd.Timedelta(days=day)
            end = start + pd.Timedelta(hours=_SPELL_H)
            lost |= (readings["sensor"] == _SENSORS[sensor]) & readings["time"].between(start, end, inclusive="left")
        return lost


def draws(seed: int) -> Iterator[EgretQuay]:
    """Draw one quay after another."""
    rng = np.random.default_rng([seed, 601])
    while True:
        sensors, days = rng.integers(0, 6, 5), rng.integers(1, _DAYS - 1, 5)
        spells = list(zip(sensors.tolist(), days.tolist(), strict=True))[: int(rng.integers(2, 6))]
        yield EgretQuay(
            seed=seed,
            app_bytes=int(rng.integers(4, 25)),
            airtime_s=int(rng.integers(3, 10)) * 10,
            _names=tuple(rng.permutation(_SENSORS).tolist()),
            _spells=tuple(spells),
        )
