"""
A simulated power system like Britain's: how clean and how dear is each hour?

Not a model of real hours. Demand follows load profiles, wind a slow random
walk, solar the sun and random clouds; nuclear, biomass and hydro run flat;
imports follow the need, and gas fills what is left. Yearly energies are those
published for 2025 [1]_; emission factors are the system operator's [2]_; the
price parameters are assumptions, chosen to give a plausible range.

References
----------
.. [1] Carbon Brief, Analysis: UK renewables enjoy record year in 2025, but gas
   power still rises, 2026: demand 322 TWh, wind 87, solar 19, biomass 41,
   nuclear 36, all renewables 152, net imports 10 %, gas 28 %; records of
   23.8 GW wind and 14 GW solar.
.. [2] National Energy System Operator, Carbon Intensity API, /intensity/factors,
   https://carbonintensity.org.uk/
"""

import numpy as np
import pandas as pd
import pvlib
from scipy.signal import lfilter
from scipy.stats import norm

from citylab.grid.profiles import standard_profile

__all__ = ["EMISSION_GKWH", "ENERGY_TWH", "simulate_grid"]

ENERGY_TWH = {
    "demand": 322.0,
    "wind": 87.0,
    "solar": 19.0,
    "nuclear": 36.0,
    "biomass": 41.0,
    "hydro": 5.0,
    "imports": 32.0,
    "other": 12.0,
}
# Imports: French and Dutch factors 53 and 474 g/kWh, two parts to one (our assumption).
EMISSION_GKWH = {
    "gas": 394.0,
    "biomass": 120.0,
    "other": 300.0,
    "imports": (2 * 53.0 + 474.0) / 3,
    "wind": 0.0,
    "solar": 0.0,
    "nuclear": 0.0,
    "hydro": 0.0,
}
WIND_MAX_GW, SOLAR_MAX_GW, IMPORT_RANGE_GW, GAS_MIN_GW = 23.8, 14.0, (-6.0, 9.0), 1.5
# Assumed: a price of gas power that rises with its output, and a price near zero when wind spills.
GAS_PRICE_GBP_MWH, GAS_SLOPE_GBP_MWH_GW, SPILL_PRICE_GBP_MWH = 62.0, 1.9, -5.0


def simulate_grid(*, year: int = 2025, seed: int = 2025) -> pd.DataFrame:
    """
    Simulate a year of a power system like Britain's.

    Parameters
    ----------
    year : int
        Calendar year.
    seed : int
        Seed of wind, clouds and price noise.

    Returns
    -------
    pandas.DataFrame, shape (n_hours, 11)
        ``demand_gw`` and the output of each source [GW], ``carbon_gkwh``
        [g/kWh] and ``price_gbp_mwh`` [£/MWh], on an hourly index in UK time.

    Examples
    --------
    >>> grid = simulate_grid(year=2025, seed=1)
    >>> bool(grid["carbon_gkwh"].between(0, 400).all())
    True
    """
    random = np.random.default_rng(seed)
    demand = _demand_gw(year)
    hours = demand.index
    table = pd.DataFrame({"demand_gw": demand})
    table["wind_gw"] = _wind_gw(hours, random)
    table["solar_gw"] = _solar_gw(hours, random)
    for source in ("nuclear", "biomass", "hydro", "other"):
        table[f"{source}_gw"] = 1000 * ENERGY_TWH[source] / len(hours)
    rest = demand - table.drop(columns="demand_gw").sum(axis=1)
    table["imports_gw"] = _imports_gw(rest.to_numpy())
    rest = rest - table["imports_gw"]
    table["gas_gw"] = rest.clip(lower=GAS_MIN_GW)
    spilled = (table["gas_gw"] - rest).clip(upper=table["wind_gw"])
    table["wind_gw"] -= spilled
    table["carbon_gkwh"] = _carbon_gkwh(table)
    table["price_gbp_mwh"] = _price_gbp_mwh(table["gas_gw"], spilled, random)
    return table


def _demand_gw(year: int) -> pd.Series:
    """Return three parts household, two parts commerce and four parts constant, at UK hours."""
    shares = {"h25": 3.0, "g25": 2.0}
    zone = "Europe/London"
    parts = [
        share * standard_profile(name, year=year, annual_kwh=1.0, zone=zone).resample("h").mean()
        for name, share in shares.items()
    ]
    shape = sum(parts[1:], parts[0])
    shape = shape + 4.0 / len(shape)
    return shape * (1000 * ENERGY_TWH["demand"] / shape.sum())


def _slow_noise(random: np.random.Generator, n: int, memory_h: float) -> np.ndarray:
    """Return noise of mean 0 and deviation 1 that forgets itself within `memory_h` hours."""
    keep = np.exp(-1 / memory_h)
    shocks = random.normal(size=n) * np.sqrt(1 - keep**2)
    shocks[0] = random.normal()
    return np.asarray(lfilter([1.0], [1.0, -keep], shocks))


def _scaled(shape: np.ndarray, mean_gw: float, highest_gw: float) -> np.ndarray:
    """Scale a shape to a mean without passing the highest value."""
    scale = mean_gw / shape.mean()
    for _ in range(50):
        scale *= mean_gw / np.minimum(shape * scale, highest_gw).mean()
    return np.minimum(shape * scale, highest_gw)


def _wind_gw(hours: pd.DatetimeIndex, random: np.random.Generator) -> np.ndarray:
    season = 0.35 * np.cos(2 * np.pi * (hours.day_of_year.to_numpy() - 15) / 365)
    speed = norm.cdf(_slow_noise(random, len(hours), 40.0) + season - 0.3)
    return _scaled(speed**1.3, 1000 * ENERGY_TWH["wind"] / len(hours), WIND_MAX_GW)


def _solar_gw(hours: pd.DatetimeIndex, random: np.random.Generator) -> np.ndarray:
    """Return the height of the sun over middle England, dimmed by clouds."""
    middle = hours + pd.Timedelta("30min")
    sun = pvlib.solarposition.get_solarposition(middle, 52.0, -1.5)["apparent_elevation"]
    height = np.sin(np.radians(sun.to_numpy())).clip(min=0)
    clear = norm.cdf(_slow_noise(random, len(hours), 20.0)) * 0.75 + 0.25
    return _scaled(height**1.2 * clear, 1000 * ENERGY_TWH["solar"] / len(hours), SOLAR_MAX_GW)


def _imports_gw(rest_gw: np.ndarray) -> np.ndarray:
    """Return imports that rise with the need, shifted until the year's energy fits."""
    low, high = IMPORT_RANGE_GW
    wanted, shift = 1000 * ENERGY_TWH["imports"] / len(rest_gw), 0.0
    for _ in range(50):
        imports = np.clip(0.45 * rest_gw + shift, low, high)
        shift += wanted - imports.mean()
    return imports


def _carbon_gkwh(table: pd.DataFrame) -> pd.Series:
    """Return the mean emission of what is generated and imported."""
    sources = {source: table[f"{source}_gw"].clip(lower=0) for source in EMISSION_GKWH}
    emitted = sum(EMISSION_GKWH[source] * power for source, power in sources.items())
    return emitted / sum(sources.values())


def _price_gbp_mwh(gas_gw: pd.Series, spilled_gw: pd.Series, random: np.random.Generator) -> pd.Series:
    """Return the price of the last source needed: gas, or wind that is spilled."""
    gas = GAS_PRICE_GBP_MWH + GAS_SLOPE_GBP_MWH_GW * (gas_gw - GAS_MIN_GW)
    price = gas.where(spilled_gw <= 0, SPILL_PRICE_GBP_MWH)
    return price + 4.0 * _slow_noise(random, len(gas_gw), 6.0)
