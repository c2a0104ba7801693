"""
Publish data about people without exposing them: crowds, tables of counts, noise and a budget.

``linkage`` attacks a table with a list of names; ``crowds`` measures and keeps groups of people who look alike;
``tables`` hides small counts and attacks what was hidden; ``noise`` adds differentially private noise to
counts, and ``bits`` shows where it leaks; ``budget`` adds up what was spent.
"""

from citylab.participation.privacy.bits import share_given_away
from citylab.participation.privacy.budget import Budget, BudgetError
from citylab.participation.privacy.crowds import crowd_sizes, k_anonymity, keep_crowds, l_diversity
from citylab.participation.privacy.linkage import age_band, link
from citylab.participation.privacy.noise import (
    epsilon_for,
    error_bound,
    expected_error,
    geometric,
    laplace,
)
from citylab.participation.privacy.tables import TOTAL, attack, suppress, with_totals

__all__ = [
    "TOTAL",
    "Budget",
    "BudgetError",
    "age_band",
    "attack",
    "crowd_sizes",
    "epsilon_for",
    "error_bound",
    "expected_error",
    "geometric",
    "k_anonymity",
    "keep_crowds",
    "l_diversity",
    "laplace",
    "link",
    "share_given_away",
    "suppress",
    "with_totals",
]
