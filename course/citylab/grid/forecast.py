"""
Day-ahead forecast of a feeder's load, judged against the same quarter hour a week ago.

The forecast for a day is issued at an hour of the day before; nothing that
happens later is used, neither as a feature nor to fit the model.

References
----------
.. [1] R. J. Hyndman, A. B. Koehler, "Another look at measures of forecast
   accuracy", International Journal of Forecasting 22 (4), 2006, pp. 679-688.
.. [2] F. Pedregosa et al., "Scikit-learn: Machine Learning in Python", Journal
   of Machine Learning Research 12, 2011, pp. 2825-2830.
"""

import numpy as np
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from citylab.grid.demand import step_hours

__all__ = ["backtest", "features", "forecast_day", "scores", "seasonal_naive"]

DAYS_IN_WEEK = 7


def seasonal_naive(load_kw: pd.Series, *, days: int = DAYS_IN_WEEK) -> pd.Series:
    """Forecast each step by the load of the same step `days` days before. [kW]"""
    return load_kw.shift(_steps(load_kw, 24 * days)).rename("naive_kw")


def features(load_kw: pd.Series, *, issue_hour: int = 10) -> pd.DataFrame:
    """
    Describe each step by what is known when its day is forecast.

    Parameters
    ----------
    load_kw : pandas.Series, shape (n_steps,)
        Load on a regular, timezone-aware index. [kW]
    issue_hour : int
        Local hour of the day before at which the forecast is issued, 0 to 23. [h]

    Returns
    -------
    pandas.DataFrame, shape (n_steps, n_features)
        Loads two, seven and fourteen days before [kW]; mean of the last known
        day and the same mean a week earlier [kW]; harmonics of the time of
        day, for workdays and for weekends [1]. Steps without enough history
        hold NaN.

    Raises
    ------
    ValueError
        If the index has no timezone or `issue_hour` is not within 0..23.
    """
    if getattr(load_kw.index, "tz", None) is None:
        raise ValueError("load_kw needs a timezone; use load_kw.tz_localize('Europe/Berlin')")
    if not 0 <= issue_hour <= 23:
        raise ValueError(f"issue_hour must be within 0..23, got {issue_hour}")
    day = _steps(load_kw, 24)
    known = load_kw.rolling(day).mean().shift(1)
    issued = _issue_times(load_kw.index, issue_hour)
    table = pd.DataFrame({f"lag_{days}d_kw": load_kw.shift(days * day) for days in (2, 7, 14)}, index=load_kw.index)
    table["last_day_kw"] = known.reindex(issued).to_numpy()
    table["last_day_week_ago_kw"] = known.shift(7 * day).reindex(issued).to_numpy()
    return table.join(_clock(load_kw.index))


def forecast_day(load_kw: pd.Series, day: str | pd.Timestamp, *, issue_hour: int = 10) -> pd.Series:
    """
    Forecast one local day with ridge regression on `features`.

    The model learns from all steps before the time of issue and knows nothing
    later: changing the load after that time changes no forecast.

    Parameters
    ----------
    load_kw : pandas.Series, shape (n_steps,)
        Load on a regular, timezone-aware index that covers the day. [kW]
    day : str or pandas.Timestamp
        Local day to forecast.
    issue_hour : int
        Local hour of the day before at which the forecast is issued. [h]

    Returns
    -------
    pandas.Series, shape (n_steps_of_the_day,)
        Forecast of each step of the day. [kW]

    Raises
    ------
    ValueError
        If fewer than three weeks of load are known at the time of issue, or the
        load does not cover the day.
    """
    return _forecast(features(load_kw, issue_hour=issue_hour), load_kw, day, issue_hour)


def backtest(load_kw: pd.Series, *, first_day: str, last_day: str, issue_hour: int = 10) -> pd.DataFrame:
    """
    Forecast every day from `first_day` to `last_day` as if it were tomorrow.

    Parameters
    ----------
    load_kw : pandas.Series, shape (n_steps,)
        Load on a regular, timezone-aware index. [kW]
    first_day, last_day : str
        Local days, both included, such as ``"2025-01-27"``.
    issue_hour : int
        Local hour of the day before at which each forecast is issued. [h]

    Returns
    -------
    pandas.DataFrame, shape (n_steps_of_the_days, 3)
        ``actual_kw``, ``naive_kw`` (a week before) and ``model_kw``. [kW]

    Raises
    ------
    ValueError
        If fewer than three weeks of load are known before the first day, or the
        load does not cover all days.

    Examples
    --------
    >>> from citylab import data
    >>> street_kw = data.load("homes_synthetic", "load").sum(axis=1)
    >>> table = backtest(street_kw, first_day="2025-01-29", last_day="2025-02-02")
    >>> list(table.columns)
    ['actual_kw', 'naive_kw', 'model_kw']
    """
    table = features(load_kw, issue_hour=issue_hour)
    days = pd.date_range(first_day, last_day, freq="D")
    model_kw = pd.concat([_forecast(table, load_kw, day, issue_hour) for day in days])
    return pd.DataFrame(
        {
            "actual_kw": load_kw.reindex(model_kw.index),
            "naive_kw": seasonal_naive(load_kw).reindex(model_kw.index),
            "model_kw": model_kw,
        }
    )


def scores(table: pd.DataFrame, load_kw: pd.Series) -> pd.DataFrame:
    """
    Score a backtest.

    Parameters
    ----------
    table : pandas.DataFrame, shape (n_steps, 3)
        What `backtest` returned. [kW]
    load_kw : pandas.Series, shape (n_history,)
        The whole load; what lies before the backtest sets the scale of MASE. [kW]

    Returns
    -------
    pandas.DataFrame, shape (2, 3)
        For ``naive`` and ``model``: ``mae_kw``, the mean absolute error [kW];
        ``mase``, that error over the naive error in the history [1]_; and
        ``skill``, the share of the naive error that is saved. [1]
    """
    errors = table[["naive_kw", "model_kw"]].sub(table["actual_kw"], axis=0).abs().mean()
    history = load_kw[load_kw.index < table.index[0]]
    scale = (history - seasonal_naive(history)).abs().mean()
    result = pd.DataFrame({"mae_kw": errors, "mase": errors / scale})
    result["skill"] = 1 - errors / errors["naive_kw"]
    return result.rename(index={"naive_kw": "naive", "model_kw": "model"})


def _forecast(table: pd.DataFrame, load_kw: pd.Series, day: str | pd.Timestamp, issue_hour: int) -> pd.Series:
    start = pd.Timestamp(day).tz_localize(load_kw.index.tz)
    wanted = table.loc[(table.index >= start) & (table.index < start + pd.DateOffset(days=1))]
    issue = start - pd.DateOffset(days=1) + pd.DateOffset(hours=issue_hour)
    if wanted.empty:
        raise ValueError(
            f"load_kw must cover the day {start.date()}; it runs from "
            f"{load_kw.index[0].date()} to {load_kw.index[-1].date()}"
        )
    past = table[table.index < issue].dropna()
    if len(past) < _steps(load_kw, 24 * 5) or wanted.isna().any(axis=None):
        raise ValueError(
            f"a forecast for {start.date()} needs three weeks of load before it; "
            f"the load begins on {load_kw.index[0].date()}: choose a later day"
        )
    model = _model().fit(past, load_kw[past.index])
    return pd.Series(model.predict(wanted), index=wanted.index, name="model_kw").clip(lower=0)


def _model() -> Pipeline:
    """Return the regression [2]_; the penalty matters little among so few features."""
    return make_pipeline(StandardScaler(), Ridge(alpha=10.0))


def _steps(load_kw: pd.Series, hours: float) -> int:
    return round(hours / step_hours(load_kw.index))


def _issue_times(index: pd.DatetimeIndex, issue_hour: int) -> pd.DatetimeIndex:
    """Return for each step the time at which its day is forecast."""
    midnight = index.tz_localize(None).normalize()
    local = midnight - pd.Timedelta(days=1) + pd.Timedelta(hours=issue_hour)
    return local.tz_localize(index.tz, ambiguous=True, nonexistent="shift_forward")


def _clock(index: pd.DatetimeIndex) -> pd.DataFrame:
    angle = 2 * np.pi * (index.hour + index.minute / 60) / 24
    weekend = (index.day_of_week >= 5).astype(float)
    waves = {}
    for order in range(1, 5):
        for name, wave in (("sin", np.sin(order * angle)), ("cos", np.cos(order * angle))):
            waves[f"{name}{order}"] = wave
            waves[f"{name}{order}_weekend"] = wave * weekend
    return pd.DataFrame({"weekend": weekend, **waves}, index=index)
