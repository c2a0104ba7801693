"""
Choice of a mode: the multinomial logit, estimated by maximum likelihood, and what follows from it.

A person can choose among modes. The utility of a mode is a weighted sum of its attributes plus a constant of
the mode; the logit turns utilities into probabilities [1]_. Tables are long: one row per person and mode,
columns `person`, `mode`, `chosen` and the attributes. A mode that a person cannot use has no row.

References
----------
.. [1] D. McFadden, Conditional logit analysis of qualitative choice behavior, in: P. Zarembka (ed.),
   Frontiers in Econometrics, Academic Press, 1974, pp. 105-142.
.. [2] K. E. Train, Discrete Choice Methods with Simulation, 2nd edition, Cambridge University Press, 2009.
"""

from citylab.transport._choice_table import ChoiceError
from citylab.transport._estimate import Estimate, fit
from citylab.transport._nested import nested_probabilities, utilities_from_shares
from citylab.transport._predict import mode_km, probabilities, shares, utilities
from citylab.transport._weights import ValueOfTime, elasticity, value_of_time

__all__ = [
    "ChoiceError", "Estimate", "ValueOfTime", "elasticity", "fit", "mode_km", "nested_probabilities", "probabilities",
    "shares", "utilities", "utilities_from_shares", "value_of_time",
]  # fmt: skip
