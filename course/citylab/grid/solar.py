"""
Solar power of a roof, from weather through pvlib to alternating current.

References
----------
.. [1] A. P. Dobos, PVWatts Version 5 Manual, NREL/TP-6A20-62641, 2014,
   https://www.nrel.gov/docs/fy14osti/62641.pdf
.. [2] W. F. Holmgren, C. W. Hansen, M. A. Mikofski, "pvlib python: a python
   package for modeling solar energy systems", Journal of Open Source Software
   3 (29), 884, 2018, https://doi.org/10.21105/joss.00884
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pvlib

from citylab.grid.demand import energy_kwh, step_hours

__all__ = ["onto_calendar", "pv_power_kw", "quarter_hours", "specific_yield_kwh_kwp"]

WEATHER = ("ghi_wm2", "dni_wm2", "dhi_wm2", "temp_air_c", "wind_speed_ms")
# Nominal operating temperature of the cells [°C], PVWatts manual [1]_.
MOUNTINGS = {"roof": 49.0, "open": 45.0}
MODULE_EFFICIENCY = 0.15


def pv_power_kw(
    weather: pd.DataFrame,
    *,
    peak_kw: float,
    tilt_deg: float,
    azimuth_deg: float = 180.0,
    place: Mapping[str, float] | None = None,
    mounting: str = "roof",
    losses: float = 0.14,
    inverter_efficiency: float = 0.96,
    dc_ac_ratio: float = 1.2,
    temperature_coefficient: float = -0.0047,
    albedo: float = 0.2,
) -> pd.Series:
    """
    Model the alternating-current power of solar panels, quarter hour by quarter hour.

    The chain follows PVWatts [1]_ with pvlib's functions [2]_: sun position,
    irradiance on the panels (Perez), reflection at the glass, cell temperature
    (SAM's model from the nominal temperature), power of the panels, losses,
    inverter. Losses and temperature coefficient are those of PVWatts' standard
    module of 2014; newer modules lose less in the heat.

    Parameters
    ----------
    weather : pandas.DataFrame, shape (n_hours, 5)
        Hourly ``ghi_wm2, dni_wm2, dhi_wm2`` [W/m²], ``temp_air_c`` [°C] and
        ``wind_speed_ms`` [m/s], as `citylab.data.load` gives them.
    peak_kw : float
        Rated power of the panels under standard test conditions. [kW]
    tilt_deg : float
        Slope of the panels; 0 is flat, 90 is a wall. [°]
    azimuth_deg : float
        Direction they face; 90 is east, 180 south, 270 west. [°]
    place : mapping, optional
        ``latitude_deg, longitude_deg, altitude_m`` and ``sample_minute``, the
        minute of the hour to which a row belongs; ``weather.attrs["place"]``
        if not given.
    mounting : str
        ``"roof"`` (close to the roof, so hotter) or ``"open"`` rack.
    losses : float
        Share lost to dirt, wiring, mismatch and standstill. [1]
    inverter_efficiency : float
        Rated efficiency of the inverter. [1]
    dc_ac_ratio : float
        Rated power of the panels over that of the inverter. [1]
    temperature_coefficient : float
        Change of the panels' power with cell temperature. [1/K]
    albedo : float
        Share of light that the ground reflects. [1]

    Returns
    -------
    pandas.Series, shape (4 n_hours,)
        Mean power of each quarter hour. [kW]

    Raises
    ------
    ValueError
        If a column or the place is missing, or `mounting` is unknown.

    Examples
    --------
    >>> from citylab import data
    >>> weather = data.load("weather_piedmont")
    >>> power_kw = pv_power_kw(weather, peak_kw=5.0, tilt_deg=35)
    >>> round(specific_yield_kwh_kwp(power_kw, peak_kw=5.0), -2)
    1300.0
    """
    place = _checked(weather, place, mounting)
    times = weather.index + pd.Timedelta(minutes=place["sample_minute"])
    light_wm2, on_panel_wm2 = _irradiance(weather, times, place, tilt_deg, azimuth_deg, albedo)
    cell_c = pvlib.temperature.noct_sam(
        on_panel_wm2,
        weather["temp_air_c"].to_numpy(),
        weather["wind_speed_ms"].to_numpy(),
        MOUNTINGS[mounting],
        MODULE_EFFICIENCY,
    )
    dc_kw = pvlib.pvsystem.pvwatts_dc(light_wm2, cell_c, peak_kw, temperature_coefficient)
    inverter_dc_kw = peak_kw / dc_ac_ratio / inverter_efficiency
    ac_kw = pvlib.inverter.pvwatts(dc_kw * (1 - losses), inverter_dc_kw, inverter_efficiency)
    hourly_kw = pd.Series(ac_kw, index=weather.index, name="pv_kw")
    return quarter_hours(hourly_kw, sample_minute=place["sample_minute"])


def quarter_hours(hourly_kw: pd.Series, *, sample_minute: float) -> pd.Series:
    """
    Spread an hourly power over quarter hours, keeping the energy of every day.

    The power is drawn as straight lines between its samples, read at the
    middle of each quarter hour, and scaled day by day.

    Parameters
    ----------
    hourly_kw : pandas.Series, shape (n_hours,)
        Power on an hourly index. [kW]
    sample_minute : float
        Minute of the hour to which a value belongs. [min]

    Returns
    -------
    pandas.Series, shape (4 n_hours,)
        Mean power of each quarter hour. [kW]
    """
    first, last = hourly_kw.index[0], hourly_kw.index[-1]
    times = pd.date_range(first, last + pd.Timedelta("45min"), freq="15min", name="time")
    minutes = (times - first) / pd.Timedelta("1min") + 7.5
    samples = (hourly_kw.index - first) / pd.Timedelta("1min") + sample_minute
    fine_kw = pd.Series(np.interp(minutes, samples, hourly_kw), index=times, name=hourly_kw.name)
    wanted_kwh = hourly_kw.groupby(hourly_kw.index.date).sum()
    drawn_kwh = fine_kw.groupby(times.date).sum() / 4
    scale = (wanted_kwh / drawn_kwh.where(drawn_kwh > 0)).fillna(0.0)
    return fine_kw * scale.reindex(times.date).to_numpy()


def specific_yield_kwh_kwp(power_kw: pd.Series, *, peak_kw: float) -> float:
    """Return the energy of a series per kW of rated panel power. [kWh/kWp]"""
    return energy_kwh(power_kw) / peak_kw


def onto_calendar(power_kw: pd.Series, index: pd.DatetimeIndex) -> pd.Series:
    """
    Lay a typical year onto the calendar of another series.

    Each time of `index` takes the value of the same month, day and time of
    day, both in winter time; 29 February takes 28 February.

    Parameters
    ----------
    power_kw : pandas.Series, shape (n_steps,)
        A whole year, such as `pv_power_kw` gives it. [kW]
    index : pandas.DatetimeIndex, shape (n_times,)
        Times of the other series, in any year, at the same steps.

    Returns
    -------
    pandas.Series, shape (n_times,)
        The same power on `index`. [kW]

    Raises
    ------
    ValueError
        If one of the two has no timezone, or `power_kw` lacks some of the times.
    """
    if power_kw.index.tz is None or index.tz is None:
        raise ValueError("both need a timezone; use index.tz_localize('Europe/Berlin')")
    found = _calendar(power_kw.index).get_indexer(_calendar(index))
    if (found < 0).any():
        raise ValueError(f"power_kw must hold a whole year in steps of the index; it lacks {index[found < 0][0]}")
    return pd.Series(power_kw.to_numpy()[found], index=index, name=power_kw.name)


def _calendar(times: pd.DatetimeIndex) -> pd.Index:
    """Return a number for month, day and time of day, in the winter time of January."""
    winter = pd.Timestamp(f"{times[len(times) // 2].year}-01-15", tz=times.tz).utcoffset()
    local = times.tz_convert("UTC").tz_localize(None) + winter
    day = local.day - ((local.month == 2) & (local.day == 29))
    return pd.Index(((local.month * 100 + day) * 100 + local.hour) * 100 + local.minute)


def _checked(weather: pd.DataFrame, place: Mapping[str, float] | None, mounting: str) -> Mapping[str, float]:
    missing = [column for column in WEATHER if column not in weather]
    if missing or step_hours(weather.index) != 1:
        raise ValueError(f"weather must be hourly with {', '.join(WEATHER)}; missing: {missing}")
    if mounting not in MOUNTINGS:
        raise ValueError(f"mounting must be one of {', '.join(MOUNTINGS)}, got {mounting}")
    place = weather.attrs.get("place") if place is None else place
    if place is None:
        raise ValueError(
            "pv_power_kw must know where the panels are; give place=weather.attrs['place'] "
            "of the table that citylab.data.load returned"
        )
    return place


def _irradiance(
    weather: pd.DataFrame,
    times: pd.DatetimeIndex,
    place: Mapping[str, float],
    tilt_deg: float,
    azimuth_deg: float,
    albedo: float,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the irradiance behind the glass and on the panel. [W/m²]"""
    sun = pvlib.solarposition.get_solarposition(
        times, place["latitude_deg"], place["longitude_deg"], altitude=place["altitude_m"]
    )
    zenith, azimuth = sun["apparent_zenith"].to_numpy(), sun["azimuth"].to_numpy()
    parts = pvlib.irradiance.get_total_irradiance(
        tilt_deg,
        azimuth_deg,
        zenith,
        azimuth,
        weather["dni_wm2"].to_numpy(),
        weather["ghi_wm2"].to_numpy(),
        weather["dhi_wm2"].to_numpy(),
        dni_extra=pvlib.irradiance.get_extra_radiation(times.day_of_year.to_numpy()),
        airmass=pvlib.atmosphere.get_relative_airmass(zenith),
        albedo=albedo,
        model="perez",
    )
    angle = pvlib.irradiance.aoi(tilt_deg, azimuth_deg, zenith, azimuth)
    direct = np.nan_to_num(parts["poa_direct"] * pvlib.iam.physical(angle))
    diffuse = np.nan_to_num(parts["poa_diffuse"])
    return direct + diffuse, np.nan_to_num(parts["poa_direct"]) + diffuse
