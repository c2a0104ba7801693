"""What a simulated morning gave: delays of cars, buses and people, emissions, and a count of all vehicles."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from citylab.transport.simulation._checks import SimulationError
from citylab.transport.simulation.corridor import Corridor
from citylab.transport.simulation.plans import Plan

__all__ = ["CAR_IDLE_G_PER_S", "PEOPLE_PER_BUS", "PEOPLE_PER_CAR", "Result"]

PEOPLE_PER_CAR = 1.07
PEOPLE_PER_BUS = 20.0

_GALLON_GASOLINE_G, _GALLON_DIESEL_G = 8887.0, 10180.0
CAR_IDLE_G_PER_S = 0.16 * _GALLON_GASOLINE_G / 3600
BUS_IDLE_G_PER_S = 0.97 * _GALLON_DIESEL_G / 3600


@dataclass(frozen=True)
class Result:
    """
    One run of a corridor.

    Attributes
    ----------
    corridor : Corridor
        What was simulated.
    plan : Plan
        How the lights worked.
    seed : int
        Seed of the trips.
    vehicles : pandas.DataFrame, shape (n_vehicles, 15)
        Vehicles that departed within the measured time: `kind` ("car" or "bus"), `group` ("road" and
        "cross" by where a car entered, "bus"), `line`, `old`, `origin`, `destination`, `depart_s`,
        `arrived`, `travel_s`, `free_s`, `dwell_s` (at stops), `delay_s` (beyond both) [s], `length_m`, and of it
        `zone_m`, `bypass_m` [m].
        The time of a vehicle that did not arrive is counted until the end of the run.
    counts : pandas.Series
        All vehicles of the run: `departed`, `arrived`, `on the road`, `not yet let in`.
    greens : pandas.DataFrame
        Greens as they were shown: `junction`, `street` ("road" or "cross"), `from_s`, `to_s` [s].
    paths : pandas.DataFrame
        With ``paths=True``: `vehicle`, `kind`, `headed` ("south" or "north"), `time_s` [s], `place_m` from
        the northern end [m].
    """

    corridor: Corridor
    plan: Plan
    seed: int
    vehicles: pd.DataFrame
    counts: pd.Series
    greens: pd.DataFrame
    paths: pd.DataFrame = field(default_factory=pd.DataFrame)

    def delays_s(self) -> pd.Series:
        """Return the mean delay of cars headed south, north, both, from cross streets, of all, and of buses. [s]"""
        delay_s = self.vehicles["delay_s"]
        kind, group = self.vehicles["kind"], self.vehicles["group"]
        origin = self.vehicles["origin"].where(kind == "car")
        groups = {
            "south": origin == "north",
            "north": origin == "south",
            "road": group == "road",
            "cross": group == "cross",
            "car": kind == "car",
            "bus": kind == "bus",
        }
        return pd.Series({name: delay_s[chosen].mean() for name, chosen in groups.items()})

    def people(self, *, per_car: float = PEOPLE_PER_CAR, per_bus: float = PEOPLE_PER_BUS) -> pd.Series:
        """
        Return how many people each vehicle carries.

        Parameters
        ----------
        per_car : float
            People in a car; 1.07 in England in 2023 and 2024 on the way to work [1]_. [people]
        per_bus : float
            People in a bus or tram, *our assumption*. [people]

        Returns
        -------
        pandas.Series, shape (n_vehicles,)
            People, in the order of `vehicles`. [people]

        Raises
        ------
        SimulationError
            If a number is negative, or both are 0.

        References
        ----------
        .. [1] Department for Transport, National Travel Survey, England, as in TAG, *occupancy and journey
           purpose split updates*, 2026; see ``car_occupancy_work`` of the data set ``transport_figures``.
        """
        if per_car < 0 or per_bus < 0 or per_car + per_bus == 0:
            raise SimulationError(f"people in a vehicle must be 0 or more, found {per_car:g} and {per_bus:g}")
        carried = np.where(self.vehicles["kind"] == "bus", per_bus, per_car)
        return pd.Series(carried, index=self.vehicles.index, dtype=float)

    def person_delay_s(self, *, per_car: float = PEOPLE_PER_CAR, per_bus: float = PEOPLE_PER_BUS) -> float:
        """Return the mean delay of a person; `people` says how many are in a vehicle. [s]"""
        people = self.people(per_car=per_car, per_bus=per_bus)
        return float((self.vehicles["delay_s"] * people).sum() / people.sum())

    def idle_co2_kg(self) -> float:
        """
        Return the CO₂ emitted while vehicles stand at lights, at most; stops and starts are left out. [kg]

        All delay counts as standing with the engine on (many stop it by themselves); electric trams, lines
        that begin with T, emit nothing. At 0.16 gallons of petrol an hour for a car and
        0.97 gallons of diesel for a bus [1]_, with 8,887 and 10,180 g of CO₂ per gallon [2]_.

        References
        ----------
        .. [1] U.S. Department of Energy, *Fact #861: Idle fuel consumption for selected gasoline and
           diesel vehicles*, 23 February 2015: compact sedan with 2 litres, transit bus.
        .. [2] U.S. Environmental Protection Agency, *Greenhouse gas emissions from a typical passenger
           vehicle*, EPA-420-F-11-041.
        """
        diesel, tram = self.vehicles["kind"] == "bus", self.vehicles["line"].str.startswith("T")
        rate = np.select([tram, diesel], [0.0, BUS_IDLE_G_PER_S], CAR_IDLE_G_PER_S)
        return float((self.vehicles["delay_s"] * rate).sum() / 1000)

    def car_km(self) -> pd.Series:
        """Return kilometres driven by cars: in all, and by older ones inside the zone and on the bypass. [km]"""
        cars = self.vehicles[self.vehicles["kind"] == "car"]
        old = cars[cars["old"]]
        metres = {"all": cars["length_m"], "old in zone": old["zone_m"], "old on bypass": old["bypass_m"]}
        return pd.Series({name: values.sum() / 1000 for name, values in metres.items()})
