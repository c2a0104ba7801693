"""What the weights of a logit say: the price of an hour, and elasticities."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import norm

from citylab.transport._choice_table import ChoiceError
from citylab.transport._estimate import Estimate, parameters_of
from citylab.transport._predict import probabilities

__all__ = ["ValueOfTime", "elasticity", "value_of_time"]


class ValueOfTime(NamedTuple):
    """A value of time with its confidence interval. [money per hour]"""

    estimate: float
    low: float
    high: float


def value_of_time(
    model: Estimate, time: str = "time_min", *, cost: str = "cost_gbp", level: float = 0.95
) -> ValueOfTime:
    """
    Return what an hour is worth: 60 times the ratio of the weights of a minute and of money.

    Parameters
    ----------
    model : Estimate
        A model with both attributes.
    time : str
        Attribute in minutes, such as ``"wait_min"``.
    cost : str
        Attribute in money.
    level : float
        Confidence of the interval, by the delta method.

    Returns
    -------
    ValueOfTime
        Estimate and interval. [money per hour]

    Raises
    ------
    ChoiceError
        If the model lacks one of the attributes.
    """
    missing = [name for name in (time, cost) if name not in model.parameters]
    if missing:
        raise ChoiceError(f"the model has no weight of {', '.join(missing)}; estimate it with that attribute")
    minute, money = model.parameters[time], model.parameters[cost]
    slope = np.array([60 / money, -60 * minute / money**2])
    spread = float(np.sqrt(slope @ model.covariance.loc[[time, cost], [time, cost]].to_numpy() @ slope))
    width = float(norm.ppf(0.5 + level / 2)) * spread
    value = float(60 * minute / money)
    return ValueOfTime(value, value - width, value + width)


def elasticity(model: Estimate | pd.Series, table: pd.DataFrame, attribute: str, *, of: str, to: str) -> float:
    """
    Return by how many percent the share of a mode changes if an attribute grows by 1 %.

    Parameters
    ----------
    model : Estimate or pandas.Series
        A model, or its parameters by name.
    table : pandas.DataFrame
        Columns `person`, `mode` and the attributes.
    attribute : str
        What changes, such as ``"cost_gbp"``.
    of : str
        Mode whose share answers.
    to : str
        Mode whose attribute changes; the same as `of` for the direct elasticity.

    Returns
    -------
    float
        Elasticity of the share of all persons. [1]

    Raises
    ------
    ChoiceError
        If the mode or the attribute is unknown, or the table is not in order.

    Notes
    -----
    It holds for small changes, and while the number of journeys stays the same: the modes share them.
    A person's elasticity is b x_i (1 - P_i), or -b x_j P_j for another mode j; persons are weighted by
    their probability P_i of choosing the mode (Train 2009, section 3.6).
    """
    weights = parameters_of(model)
    modes = set(table["mode"])
    if attribute not in weights or not {of, to} <= modes:
        raise ChoiceError(
            f"elasticity needs an attribute of the model ({', '.join(weights.index)}) and two modes of the table "
            f"({', '.join(sorted(modes))}); got {attribute}, {of}, {to}"
        )
    wide = table.assign(probability=probabilities(model, table)).set_index(["person", "mode"])
    probability = wide["probability"].unstack(fill_value=0.0)
    level = wide[attribute].unstack(fill_value=0.0)[to]
    change = (float(of == to) - probability[to]) * weights[attribute] * level
    return float((probability[of] * change).sum() / probability[of].sum())
