"""
Decide which readings of a street sensor can be trusted, and say why not.

Flags never delete: each function marks rows of a table of messages, and `flag` adds the
marks and a reason to every row. A score says how unusual a reading is; whether
it is wrong, only a label or a person on the street can say.

A table of messages has the columns ``sensor``, ``time`` (of measurement) and ``received``
(both with a timezone), ``quantity``, ``unit`` and ``value``, one row per message.
"""

from citylab.iot.quality.clocks import clock_jump, from_wall_clock, future, late, missing_times, out_of_order
from citylab.iot.quality.days import daily_mean, valid_days
from citylab.iot.quality.rules import failures, flag, schema
from citylab.iot.quality.scores import alarms, count_errors, plain_score, robust_score
from citylab.iot.quality.values import clipped, duplicated, spikes, stuck, wrong_unit

__all__ = [
    "alarms",
    "clipped",
    "clock_jump",
    "count_errors",
    "daily_mean",
    "duplicated",
    "failures",
    "flag",
    "from_wall_clock",
    "future",
    "late",
    "missing_times",
    "out_of_order",
    "plain_score",
    "robust_score",
    "schema",
    "spikes",
    "stuck",
    "valid_days",
    "wrong_unit",
]
