"""The section META: facts of the vote."""

from dataclasses import dataclass, field

from citylab.participation.pabulib._text import Notes, Section, fail, number

__all__ = ["VOTE_TYPES", "Rules", "read_meta"]

VOTE_TYPES = ("approval", "choose-1", "ordinal", "cumulative", "scoring")
_LIMITS = (
    "min_length", "max_length", "min_sum_cost", "max_sum_cost", "min_points", "max_points",
    "min_sum_points", "max_sum_points", "default_score",
)  # fmt: skip


@dataclass(frozen=True)
class Rules:
    """What META says about counting; a number that is not given is missing. [currency]"""

    budget: float
    vote_type: str
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)  # name -> (count, line)
    limits: dict[str, float] = field(default_factory=dict)


def read_meta(section: Section, notes: Notes) -> tuple[dict[str, str], Rules]:
    """Return all entries as text, and those that matter for the count."""
    meta, at = _entries(section, notes)
    for needed in ("budget", "vote_type"):
        if not meta.get(needed):
            fail("META", at.get(needed, section.line), f"{needed!r} is missing; add a line {needed};…")
    budget = _number(meta, at, "budget")
    if budget < 0:
        fail("META", at["budget"], f"the budget must be 0 or more, found {budget:g}")
    vote_type = meta["vote_type"].lower()
    if vote_type not in VOTE_TYPES:
        fail("META", at["vote_type"], f"vote_type must be one of {', '.join(VOTE_TYPES)}; found {vote_type!r}")
    counts = {}
    for name in ("num_projects", "num_votes"):
        if meta.get(name):
            counts[name] = (_whole(meta, at, name), at[name])
        else:
            notes.add("META", section.line, f"{name} is missing, so nobody can see whether the file is complete")
    limits = {}
    for name in _LIMITS:
        if meta.get(name):
            try:
                limits[name] = number(meta[name])
            except ValueError as error:
                notes.add("META", at[name], f"{name} is not checked: {error}")
    return meta, Rules(budget, vote_type, counts, limits)


def _entries(section: Section, notes: Notes) -> tuple[dict[str, str], dict[str, int]]:
    meta: dict[str, str] = {}
    at: dict[str, int] = {}
    for line, cells in section.rows:
        key = cells[0].lower()
        value = ";".join(cells[1:]).rstrip(";") if len(cells) > 1 else ""
        if len(cells) == 1:
            notes.add("META", line, f"no semicolon after {cells[0][:40]!r}, taken as an empty entry")
        if meta.get(key, value) != value:
            fail("META", line, f"{key!r} is {value!r} here and {meta[key]!r} in line {at[key]}; keep one")
        meta[key] = value
        at.setdefault(key, line)
    return meta, at


def _whole(meta: dict[str, str], at: dict[str, int], name: str) -> int:
    count = _number(meta, at, name)
    if count < 0 or not count.is_integer():
        fail("META", at[name], f"{name} must be a whole number of 0 or more, found {meta[name]!r}")
    return int(count)


def _number(meta: dict[str, str], at: dict[str, int], name: str) -> float:
    try:
        return number(meta[name])
    except ValueError as error:
        fail("META", at[name], f"{name}: {error}")
