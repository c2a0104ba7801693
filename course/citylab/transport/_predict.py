"""What an estimated logit predicts: utilities, probabilities, shares and kilometres."""

import numpy as np
import pandas as pd

from citylab.transport._choice_table import ChoiceError, constant, read_choices
from citylab.transport._estimate import Estimate, parameters_of

__all__ = ["mode_km", "probabilities", "shares", "utilities"]


def utilities(model: Estimate | pd.Series, table: pd.DataFrame) -> pd.Series:
    """
    Return the utility of each row of a long table.

    Parameters
    ----------
    model : Estimate or pandas.Series
        A model, or its parameters by name.
    table : pandas.DataFrame
        Columns `person`, `mode` and the attributes; `chosen` is not needed.

    Returns
    -------
    pandas.Series, shape (n_rows,)
        Weights times attributes, plus the constant of the mode. [1]

    Raises
    ------
    ChoiceError
        If the table is not in order.
    """
    weights = parameters_of(model)
    names = [str(name) for name in weights.index if not str(name).startswith(constant(""))]
    read_choices(table, names, modes=[], with_chosen=False)
    constants = table["mode"].map(lambda mode: weights.get(constant(mode), 0.0)).astype(float)
    return constants + sum((weights[name] * table[name] for name in names), start=0.0)


def probabilities(model: Estimate | pd.Series, table: pd.DataFrame) -> pd.Series:
    """
    Return the probability that a person chooses the row's mode.

    Parameters
    ----------
    model : Estimate or pandas.Series
        A model, or its parameters by name.
    table : pandas.DataFrame
        Columns `person`, `mode` and the attributes; `chosen` is not needed.

    Returns
    -------
    pandas.Series, shape (n_rows,)
        Probabilities, which sum to 1 for each person. [1]

    Raises
    ------
    ChoiceError
        If the table is not in order.

    Examples
    --------
    >>> one = pd.DataFrame({"person": [1, 1], "mode": ["bus", "car"], "time_min": [30.0, 20.0]})
    >>> probabilities(pd.Series({"time_min": -0.1}), one).round(3).tolist()
    [0.269, 0.731]
    """
    utility = utilities(model, table).to_numpy()
    choices = read_choices(table, [], modes=[], with_chosen=False)
    probability = np.empty(len(table))
    probability[choices.order] = choices.shares(utility[choices.order])
    return pd.Series(probability, index=table.index, name="probability")


def shares(model: Estimate | pd.Series, table: pd.DataFrame) -> pd.Series:
    """Return the predicted share of each mode among all persons, in the order of the modes' names. [1]"""
    by_mode = probabilities(model, table).groupby(table["mode"]).sum()
    return (by_mode / table["person"].nunique()).rename("share")


def mode_km(
    parameters: Estimate | pd.Series | pd.DataFrame, table: pd.DataFrame, mode: str, *, distance: str = "distance_km"
) -> float | np.ndarray:
    """
    Return the expected km of all persons in one mode, for one model or for each of many sets of parameters.

    Parameters
    ----------
    parameters : Estimate or pandas.Series, or pandas.DataFrame of shape (n_draws, n_parameters)
        A model, or its parameters by name; or sets of parameters, such as ``estimate.draw(500, seed=1)``.
    table : pandas.DataFrame
        Columns `person`, `mode`, the attributes and the distance.
    mode : str
        The mode.
    distance : str
        Column with the length of the journey. [km]

    Returns
    -------
    float, or numpy.ndarray of shape (n_draws,)
        Sum over the persons of probability times distance; one number for one model. [passenger-km]

    Raises
    ------
    ChoiceError
        If the mode is unknown, or the table is not in order.
    """
    if mode not in set(table["mode"]):
        raise ChoiceError(f"no row has the mode {mode}; there are: {', '.join(sorted(set(table['mode'])))}")
    many = isinstance(parameters, pd.DataFrame)
    sets: pd.DataFrame = parameters if many else parameters_of(parameters).to_frame().T
    constants = [name.removeprefix(constant("")) for name in sets.columns if name.startswith(constant(""))]
    attributes = [name for name in sets.columns if not name.startswith(constant(""))]
    read_choices(table, [distance], modes=[], with_chosen=False)
    choices = read_choices(table, attributes, modes=constants, with_chosen=False)
    km = np.where(table["mode"].eq(mode), table[distance].astype(float), 0.0)[choices.order]
    found = np.array([choices.shares(choices.matrix @ weight) @ km for weight in sets[choices.names].to_numpy()])
    return found if many else float(found[0])
