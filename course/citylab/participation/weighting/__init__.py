"""
Find out who is missing in a sample, and weight those who are there.

``margins`` compares a sample with known counts of the population; ``stratify`` weights by cells, ``raking``
by margins; ``precision`` says what weights cost and how far an estimate may be off; ``trials`` repeats a
survey on a population that is known, to count how often the intervals are right.
"""

from citylab.participation.weighting.margins import compare, read_margins
from citylab.participation.weighting.precision import Interval, design_effect, effective_size, interval
from citylab.participation.weighting.raking import MarginsError, Raked, rake
from citylab.participation.weighting.stratify import post_stratify
from citylab.participation.weighting.trials import ask_again, coverage

__all__ = [
    "Interval",
    "MarginsError",
    "Raked",
    "ask_again",
    "compare",
    "coverage",
    "design_effect",
    "effective_size",
    "interval",
    "post_stratify",
    "rake",
    "read_margins",
]
