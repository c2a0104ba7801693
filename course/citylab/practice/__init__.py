"""
Self-checks: declared by the author of a theme, asked by the learner.

A theme declares its exercises in ``citylab/THEME/practice.py`` as a list
``EXERCISES``; a lesson calls ``citylab.check("grid-1-peak", peak_kw)``.
"""

from citylab.practice.exercise import Case, Exercise, Mistake
from citylab.practice.judge import judge
from citylab.practice.problems import Problem
from citylab.practice.registry import UnknownExercise, exercises, find, themes
from citylab.practice.session import Check, check
from citylab.practice.validate import DeclarationError, validate
from citylab.practice.verdict import Verdict

__all__ = [
    "Case",
    "Check",
    "DeclarationError",
    "Exercise",
    "Mistake",
    "Problem",
    "UnknownExercise",
    "Verdict",
    "check",
    "exercises",
    "find",
    "judge",
    "themes",
    "validate",
]
