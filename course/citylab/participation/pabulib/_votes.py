"""The section VOTES: who chose what."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from citylab.participation.pabulib._election import Election, tally
from citylab.participation.pabulib._meta import Rules
from citylab.participation.pabulib._projects import check_count, fit
from citylab.participation.pabulib._text import Notes, Section, fail, number

__all__ = ["read_votes"]

_WITH_POINTS = ("cumulative", "scoring")
_EMPTY = ("", "none")


@dataclass
class _Ballots:
    """Ballots while they are read: columns and points one after the other, and where each ballot ends."""

    columns: list[int] = field(default_factory=list)
    points: list[float] = field(default_factory=list)
    ends: list[int] = field(default_factory=lambda: [0])


def read_votes(section: Section, projects: pd.DataFrame, meta: dict[str, str], rules: Rules, notes: Notes) -> Election:
    """Return the election, with its ballots counted and checked."""
    at_id, at_vote = section.column("voter_id"), section.column("vote")
    if rules.vote_type in _WITH_POINTS:
        section.column("points")
    check_count(section, rules, "num_votes")
    if "weight" in section.columns:
        notes.add("VOTES", section.line + 1, "the column weight is not used; each ballot counts once")
    place = {identifier: position for position, identifier in enumerate(projects.index)}
    seen: dict[str, int] = {}
    read, rows = _Ballots(), []
    at_points = section.columns.index("points") if "points" in section.columns else None
    weighs = rules.vote_type in (*_WITH_POINTS, "ordinal")
    for line, cells in section.rows:
        if len(cells) != len(section.columns):
            cells = fit(section, (line, cells), notes)
        _know(seen, cells[at_id], line)
        chosen = _chosen(line, cells[at_vote], place, notes)
        points = cells[at_points] if at_points is not None and weighs else ""
        _take(read, line, chosen, points, rules.vote_type, notes, projects.index)
        rows.append(cells)
    ballots = _matrix(read, len(projects), rules)
    _check_limits(ballots, projects["cost"].to_numpy(), rules, [line for line, _ in section.rows], notes)
    voters = _voters(section.columns, rows, list(seen))
    tallied = tally(projects, ballots, lambda message: notes.add("PROJECTS", section.line, message))
    return Election(tallied, voters, ballots, rules.budget, rules.vote_type, meta, notes.listed())


def _know(seen: dict[str, int], voter: str, line: int) -> None:
    if not voter:
        fail("VOTES", line, "voter_id is empty")
    if voter in seen:
        fail("VOTES", line, f"voter {voter!r} has voted in line {seen[voter]} already; keep one of the two")
    seen[voter] = line


def _chosen(line: int, vote: str, place: dict[str, int], notes: Notes) -> list[int]:
    if vote.lower() in _EMPTY:
        return []
    names = vote.split(",")
    try:
        return [place[name] for name in names]
    except KeyError:
        found = [name.strip() for name in names]
        names = [name for name in found if name]
        if len(names) < len(found):
            notes.add("VOTES", line, "a comma with no project beside it; is the ballot cut off?")
    unknown = next((name for name in names if name not in place), None)
    if unknown is not None:
        fail("VOTES", line, f"the vote names project {unknown!r}, which is not in PROJECTS")
    return [place[name] for name in names]


def _take(read: _Ballots, line: int, chosen: list[int], text: str, vote_type: str, notes: Notes, ids: pd.Index) -> None:
    """Append one ballot."""
    given = _points(line, text, vote_type)
    if given is not None and len(given) != len(chosen):
        fail("VOTES", line, f"{len(chosen)} projects but {len(given)} points; each project needs its own")
    if given is None and vote_type in _WITH_POINTS and chosen:
        fail("VOTES", line, f"{len(chosen)} projects but no points")
    if len(set(chosen)) < len(chosen):
        if given is not None:
            double = ids[next(one for one in chosen if chosen.count(one) > 1)]
            fail("VOTES", line, f"project {double!r} gets points twice; keep one of them")
        notes.add("VOTES", line, "a ballot names a project twice; counted once")
        chosen = list(dict.fromkeys(chosen))
    if given is None:
        # Borda: the last of k ranked projects gets 1 point, the first k; this gives the published scores.
        given = [float(len(chosen) - rank) if vote_type == "ordinal" else 1.0 for rank in range(len(chosen))]
    read.columns.extend(chosen)
    read.points.extend(given)
    read.ends.append(len(read.columns))


def _points(line: int, text: str, vote_type: str) -> list[float] | None:
    if text.lower() in _EMPTY:
        return None
    try:
        given = [number(point.strip()) for point in text.rstrip(", ").split(",")]
    except ValueError as error:
        fail("VOTES", line, f"points: {error}")
    if vote_type != "scoring" and min(given) < 0:
        fail("VOTES", line, f"points must be 0 or more in a {vote_type} vote, found {min(given):g}")
    return given


def _matrix(read: _Ballots, projects: int, rules: Rules) -> csr_array:
    shape = (len(read.ends) - 1, projects)
    # intp would double the memory of large elections.
    indices, ends = np.array(read.columns, dtype=np.int32), np.array(read.ends, dtype=np.int32)
    ballots = csr_array((np.array(read.points, dtype=float), indices, ends), shape=shape)
    default = rules.limits.get("default_score", 0.0)
    if rules.vote_type == "scoring" and default:
        full = np.full(shape, default)
        full[np.repeat(np.arange(shape[0]), np.diff(ends)), indices] = ballots.data
        ballots = csr_array(full)
    ballots.sort_indices()
    return ballots


def _check_limits(ballots: csr_array, costs: np.ndarray, rules: Rules, lines: list[int], notes: Notes) -> None:
    """List ballots that break the rules of the vote; whether they count is for the city to say."""
    lengths = np.diff(ballots.indptr)
    named = csr_array((np.ones_like(ballots.data), ballots.indices, ballots.indptr), shape=ballots.shape)
    measured = {"length": lengths.astype(float), "sum_cost": named @ costs, "sum_points": ballots.sum(axis=1)}
    for what, values in measured.items():
        if what == "sum_points" and rules.vote_type not in _WITH_POINTS:
            continue
        for end, sign in (("min", 1.0), ("max", -1.0)):
            limit = rules.limits.get(f"{end}_{what}")
            if limit is not None:
                _note(f"{end}_{what} {limit:g}", (sign * values < sign * limit) & (lengths > 0), lines, notes)
    if rules.vote_type == "choose-1" and "max_length" not in rules.limits:
        _note("one choice (choose-1)", lengths > 1, lines, notes)


def _note(rule: str, broken: np.ndarray, lines: list[int], notes: Notes) -> None:
    if broken.any():
        first = lines[int(broken.argmax())]
        notes.add("VOTES", first, f"the ballot breaks {rule}; counted as it is", int(broken.sum()))


def _voters(columns: list[str], rows: list[list[str]], ids: list[str]) -> pd.DataFrame:
    kept = [(place, name) for place, name in enumerate(columns) if name not in ("voter_id", "vote", "points", "")]
    table = {name: [cells[place] for cells in rows] for place, name in kept}
    return pd.DataFrame(table, index=pd.Index(ids, name="voter_id", dtype="str"))
