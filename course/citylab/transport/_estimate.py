"""The multinomial (conditional) logit, estimated from a long table of choices."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import norm

from citylab.transport._choice_table import ChoiceError, read_choices
from citylab.transport._logit import check_identified, maximise

__all__ = ["Estimate", "fit", "parameters_of"]


@dataclass(frozen=True)
class Estimate:
    """
    An estimated model.

    Attributes
    ----------
    parameters : pandas.Series, shape (n_parameters,)
        Constants ``constant_<mode>``, then one weight per attribute. [utility per unit]
    covariance : pandas.DataFrame, shape (n_parameters, n_parameters)
        Inverse of the negative Hessian.
    log_likelihood : float
        At the estimate.
    log_likelihood_null : float
        If every mode of a person were equally likely.
    persons : int
        Number of choices.
    """

    parameters: pd.Series
    covariance: pd.DataFrame
    log_likelihood: float
    log_likelihood_null: float
    persons: int

    @property
    def standard_errors(self) -> pd.Series:
        """Standard error of each parameter. [utility per unit]"""
        return pd.Series(np.sqrt(np.diag(self.covariance)), index=self.parameters.index)

    @property
    def rho_squared(self) -> float:
        """McFadden's likelihood-ratio index: 0 for no better than a fair draw, 1 for certainty. [1]"""
        return 1 - self.log_likelihood / self.log_likelihood_null

    def table(self, *, level: float = 0.95) -> pd.DataFrame:
        """Return estimate, standard error and confidence interval (`low`, `high`) of each parameter."""
        width = norm.ppf(0.5 + level / 2) * self.standard_errors
        return pd.DataFrame(
            {
                "estimate": self.parameters,
                "standard_error": self.standard_errors,
                "low": self.parameters - width,
                "high": self.parameters + width,
            }
        )

    def draw(self, number: int, *, seed: int) -> pd.DataFrame:
        """Return `number` sets of parameters (rows) that the data make plausible: a multivariate normal draw."""
        random = np.random.default_rng(seed)
        # Cholesky: the default way leaves signs to the linear-algebra library, and draws would differ between machines.
        values = random.multivariate_normal(self.parameters, self.covariance, size=number, method="cholesky")
        return pd.DataFrame(values, columns=self.parameters.index)


def fit(table: pd.DataFrame, attributes: Sequence[str], *, base: str | None, steps_max: int = 200) -> Estimate:
    """
    Estimate a multinomial (conditional) logit by maximum likelihood.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns `person`, `mode`, `chosen` (1 or 0) and the attributes, one row per person and mode.
    attributes : sequence of str
        Columns that enter the utility, each with one weight for all modes.
    base : str or None
        Mode whose constant is 0; each other mode gets a constant. None for a model without constants.
    steps_max : int
        Newton steps before giving up.

    Returns
    -------
    Estimate
        Parameters, covariance and log-likelihoods.

    Raises
    ------
    ChoiceError
        If the table is not in order, a mode was never chosen, an attribute does not vary, the choices
        are separated, or the estimation does not converge.

    References
    ----------
    .. [1] K. E. Train, Discrete Choice Methods with Simulation, 2nd edition, 2009, chapters 3 and 8.

    Examples
    --------
    >>> table = pd.DataFrame({"person": [1, 1, 2, 2, 3, 3], "mode": ["bus", "car"] * 3, "chosen": [1, 0, 1, 0, 0, 1]})
    >>> round(float(fit(table, [], base="car").parameters["constant_bus"]), 4)  # ln 2: two of three take the bus
    0.6931
    """
    names = _modes_with_constant(table, base)
    choices = read_choices(table, attributes, modes=names)
    if not choices.names:
        raise ChoiceError("there is nothing to estimate; give an attribute, or name a base mode")
    if (choices.count == 1).all():
        raise ChoiceError("no person has two modes to choose from; add the rows of the modes that were not chosen")
    check_identified(choices)
    best = maximise(choices, steps_max=steps_max)
    return Estimate(
        parameters=pd.Series(best.parameters, index=choices.names),
        covariance=pd.DataFrame(best.covariance, index=choices.names, columns=choices.names),
        log_likelihood=best.log_likelihood,
        log_likelihood_null=float(-np.log(choices.count).sum()),
        persons=len(choices.count),
    )


def _modes_with_constant(table: pd.DataFrame, base: str | None) -> list[str]:
    if base is None or "mode" not in table or "chosen" not in table:
        return []
    known = sorted(table["mode"].dropna().unique())
    if base not in known:
        raise ChoiceError(f"base is no mode of the table: {base}; there are: {', '.join(map(str, known))}")
    never = sorted(set(known) - set(table.loc[table["chosen"].isin([1]), "mode"]))
    if never:
        raise ChoiceError(f"nobody chose {', '.join(never)}, so its constant has no limit; leave the mode out")
    return [mode for mode in known if mode != base]


def parameters_of(model: Estimate | pd.Series) -> pd.Series:
    """Return the parameters of a model, or the parameters themselves, by name."""
    return model.parameters if isinstance(model, Estimate) else pd.Series(model, dtype=float)
