"""
Share out a budget: greedy rules, the Method of Equal Shares, and the comparison of two outcomes.

Utilities are additive. A voter who gives project *c* the points *s(c)* (1 for an approval; the points of the ballot;
for a ranking its Borda points) has

* ``utility="cost"``: *u(c) = s(c) · cost(c)*, as if money spent counts, not the number of projects;
* ``utility="cardinality"``: *u(c) = s(c)*, as if each project counts alike.

Every comparison is exact (rational numbers), and ties are broken by a rule that is stated, so that a count can be
repeated by anybody. A project that nobody gives points is never funded.
"""

from citylab.participation.rules._compare import Comparison, compare
from citylab.participation.rules._greedy import greedy
from citylab.participation.rules._outcome import Outcome
from citylab.participation.rules._shares import equal_shares

__all__ = ["Comparison", "Outcome", "compare", "equal_shares", "greedy"]
