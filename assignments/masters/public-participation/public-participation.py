# %% [markdown]
# # Run the neighbourhood vote
#
# The *council of Ancoats Quay* was glad of the vote in Millfield. Now **Old Harbour** has €200,000 for itself: 2,600 residents of 16 and over in four wards. In Cannery, people own flats with
# a view; in Sailors Row they rent, are young, and vote seldom. "The ballots lie in a box, as they came. Last time a car park won. Count them, tell us whether it was fair and to whom, and publish what can be published."
#
# This assignment is worth [[total]]. It takes seven to eight hours.
#
# | part | what you do | lesson that helps | minutes |
# |---|---|---|--:|
# | A | clean the ballots, weight the survey | 1 | 105 |
# | B | count the vote | 2 | 115 |
# | C | map opinions | 3 | 70 |
# | D | publish | 4 | 80 |
# | E | report, and write to residents and council | all | 85 |
#
# **How it is marked.**
#
# * Most answers are functions. The tests that you see check the *form*: name, kind of answer, length, unit. When you
#   hand in, hidden tests call your functions with *other* ballots, projects and people, and check the values.
# * A test of one question never needs your answer to another. Each question can be solved alone.
# * A test that takes longer than a minute fails.
# * Return the answer; printing it is not enough. Don't round inside a function. Don't change what the function is given. Tables may have any index, also one in which labels come twice, unless the question says what the index is. They may have more columns than you need.
# * Where a limit could matter, the question says whether *equal* counts. Numbers are compared with a tolerance, never finer than a millionth.
# * Keep the names that are given, and don't assign to them. You may add cells of your own for trying out.
# * You may use everything from the lessons, pandas, NumPy, SciPy and `math`. Before you hand in: *Kernel*, then
#   *Restart Kernel and Run All Cells*.
#
# **Data** `harbour_vote_synthetic`: Old Harbour in spring 2026, simulated, CC0. No real person is in it. `data.describe("harbour_vote_synthetic")` explains every column.

# %%
import math

import numpy as np
import pandas as pd

from citylab import data

harbour = data.load("harbour_vote_synthetic")

# %% [markdown]
# ## Part A: clean the ballots, weight the survey
#
# Everybody on the register could send a ballot, on paper or online, with up to five projects. Whoever had second thoughts could send another.

# %%
register, projects, ballots = harbour["register"], harbour["projects"], harbour["ballots"]
closes = pd.Timestamp("2026-05-17 23:59:59")
ballots.head(3)

# %% [markdown] question="clean"
# ### 1. Which ballots count? ([[points]])
#
# Write `counted_ballots(ballots, voters, projects, closes, most)`.
#
# * `ballots`: a table with the columns `voter`, `received` (moments, no two alike) and `choices`, in any order. `choices` is text such as `"P04; P01;P04"`: identifiers with semicolons between them. Blanks may stand around an identifier, and nothing at all between two semicolons or at the end. One named twice counts once. `voter` and `choices` may be empty or missing (NaN). The table may have no row.
# * `voters`: a Series with the codes of all who may vote. `projects`: a table with the identifiers as index. Codes and identifiers are compared as they are written: `p04` is not `P04`.
# * A ballot is **valid** if its voter may vote, it was received by `closes` (equal is in time), it names at least one and at most `most` *different* identifiers, and each of them is a project. Otherwise *all* of it is void.
# * Of several valid ballots of one voter the one received **last** counts. A void ballot changes nothing: the valid one before it stands.
# * Returns a dictionary: for each voter with a valid ballot, the `set` of identifiers. The order of the voters doesn't matter.


# %% solution="clean"
def counted_ballots(
    ballots: pd.DataFrame, voters: pd.Series, projects: pd.DataFrame, closes: pd.Timestamp, most: int
) -> dict[str, set[str]]:
    """Return the projects that each voter chose on the last valid ballot."""
    ### BEGIN SOLUTION
    allowed, listed = set(voters), set(projects.index)
    found = {}
    in_time = ballots[ballots["received"] <= closes].sort_values("received")
    for voter, text in zip(in_time["voter"], in_time["choices"].fillna(""), strict=True):
        names = {name.strip() for name in text.split(";")} - {""}
        if voter in allowed and 1 <= len(names) <= most and names <= listed:
            found[voter] = names
    return found
    ### END SOLUTION


# %% [markdown] discussion="clean"
# In the order of arrival, each valid ballot overwrites the one before, and a void one touches nothing: so the
# dictionary holds the last valid ballot at the end. Comparing sets says it briefly: `names <= listed` is true if all
# names are projects, and a name written twice counts once. Taking the last ballot of each voter first, and asking then
# whether it is valid, loses people whose last attempt was void. With `groupby("voter").last()` on the valid rows alone
# the same can be done in pandas.

# %% tests="clean" points=2
# Form: a dictionary from voters to sets. Hidden: other ballots, one of each voter.
_called = "counted_ballots(ballots, voters, projects, closes, most)"
_value = counted_ballots(ballots.copy(), register["voter"].copy(), projects.copy(), closes, 5)
assert _value is not None, f"{_called} gave None: does the function end with a return?"
assert type(_value) is dict, f"{_called} should be a dictionary; yours is of type {type(_value).__name__}"
assert len(_value) > 0, f"{_called} should have one entry for each voter with a valid ballot"
for _voter, _names in _value.items():
    assert type(_voter) in (str, np.str_), f"{_called} should have the codes of voters as keys; yours has {_voter!r}"
    assert type(_names) is set, f"{_called} should hold one set for each voter; yours holds a {type(_names).__name__}"
    assert _names, f"{_called} holds an empty set for {_voter!r}: leave out who has no valid ballot"
    assert _names <= set(projects.index), f"{_called} should hold identifiers of projects only; yours holds {min(_names - set(projects.index), key=str)!r}"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(rows, voters, names, closes, most, say):
    _table = pd.DataFrame(rows, columns=["voter", "received", "choices"]).astype({"voter": object, "choices": object, "received": "datetime64[ns]"})
    _table = _table.assign(ballot="x")[["choices", "ballot", "received", "voter"]].set_index(pd.Index([_one % 3 for _one in range(len(rows))]))
    _listed = pd.DataFrame({"cost_eur": 1.0}, index=names)
    _given = _table.copy(), pd.Series(voters, index=range(len(voters), 0, -1)), _listed.copy()
    _value = counted_ballots(*_given, pd.Timestamp(closes), most)
    assert _given[0].equals(_table), "don't change the table that is given"
    assert _given[2].equals(_listed), "don't change the table that is given"
    _truth, _when = {}, {}
    for _voter, _moment, _text in rows:
        _parts = [] if type(_text) is not str else [_one.strip(" ") for _one in _text.split(";")]
        _set = set(_one for _one in _parts if _one)
        if _voter not in voters or pd.Timestamp(_moment) > pd.Timestamp(closes) or not _set or len(_set) > most or _set - set(names):
            continue
        if _voter not in _when or pd.Timestamp(_moment) > _when[_voter]:
            _truth[_voter], _when[_voter] = _set, pd.Timestamp(_moment)
    assert type(_value) is dict, "a dictionary"
    assert all(type(_one) is set for _one in _value.values()), "one set for each voter"
    assert _value == _truth, say


_gap = float("nan")
_names = ["P1", "P2", "P10", "Q 7", "P3", "P4"]
_rows = [
    ("a", "2026-01-05 10:00:00", "P1;P2"), ("b", "2026-01-05 11:00:00", " P1 ; P10 ;"), ("c", "2026-01-05 12:00:00", "P1;P1;P2;P3"), ("d", "2026-01-05 12:00:01", "P2;P9"),
    ("e", "2026-01-05 13:00:00", "P1;P2;P3;P4"), ("f", "2026-01-06 00:00:00", "P3"), ("g", "2026-01-06 00:00:01", "P3"), ("zz", "2026-01-02 00:00:00", "P3"), ("h", "2026-01-03 00:00:00", ""),
    ("i", "2026-01-03 00:00:02", _gap), (_gap, "2026-01-03 00:00:03", "P1"), ("", "2026-01-03 00:00:04", "P1"), ("j", "2026-01-03 00:00:05", "p1"), ("k", "2026-01-03 00:00:06", ";;Q 7;;P2;"), ("l", "2026-01-03 00:00:07", " ; "),
    ("A", "2026-01-03 00:00:08", "P1"), ("m", "2026-01-03 00:00:09", "P1;P2;P3"), ("n", "2026-01-01 00:00:09", "P1,P2")]
_voters = list("nmlkjihgfedcba")
_check(_rows, _voters, _names, "2026-01-06 00:00:00", 3, "a ballot is valid or void as a whole: voter, time (equal is in time), one to `most` different identifiers, each of them a project")
_check(_rows, _voters, _names, "2026-01-05 11:30:00", 4, "use the closing time and the limit that are given")
_check(_rows, _voters, _names, "2027-01-05 11:30:00", 1, "use the closing time and the limit that are given")
_check([], _voters, _names, "2026-01-06 00:00:00", 3, "without ballots the dictionary is empty")
_more = [*_rows, ("n ", "2026-01-01 00:00:10", "P1"), ("o", "2026-01-06 00:00:00.4", "P3"), ("p", "2026-01-05 23:59:59.8", "P1;   P10  ")]
_check(_more, [*_voters, "o", "p"], _names, "2026-01-06 00:00:00", 3, "codes are compared as written; several blanks are blanks; a part of a second too late is too late")
_check(_more, [*_voters, "o", "p"], _names, "2026-01-05 23:59:59.9", 3, "a part of a second in time is in time")
_draw = np.random.default_rng([_class_seed(), 1])
_moments = pd.Timestamp("2026-01-01") + pd.to_timedelta(_draw.choice(200_000, 250, replace=False), unit="s")
_rows = [(f"v{_one}", _moment, " ;".join(_draw.choice([*_names, "P5", "p3"], _draw.integers(0, 6), p=[0.15] * 6 + [0.05] * 2))) for _one, _moment in enumerate(_moments)]
_check(_rows, [f"v{_one}" for _one in range(20, 300)], _names, "2026-01-02 20:00:00", 3, "a ballot is valid or void as a whole: voter, time, one to `most` different identifiers, each of them a project")
### END HIDDEN TESTS

# %% tests="clean" points=2
# Form: the same, where voters sent several ballots. Hidden: which of them counts. (Void is only who names an unknown project.)
_called = "counted_ballots(ballots, voters, projects, closes, most)"
_rows = [("V1", pd.Timestamp("2026-05-05"), "P02"), ("V1", pd.Timestamp("2026-05-04"), "P01; P03")]
_value = counted_ballots(pd.DataFrame(_rows, columns=["voter", "received", "choices"]), pd.Series(["V1", "V2"]), projects.copy(), closes, 5)
assert _value is not None, f"{_called} gave None: does the function end with a return?"
assert type(_value) is dict, f"{_called} should be a dictionary; yours is of type {type(_value).__name__}"
assert len(_value) in (1,), f"{_called} should have one entry for each voter with a valid ballot: here 1; yours has {len(_value)}"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(rows, voters, names, closes, most, say):
    _table = pd.DataFrame(rows, columns=["voter", "received", "choices"]).astype({"received": "datetime64[ns]"})
    _value = counted_ballots(_table, pd.Series(voters), pd.DataFrame({"cost_eur": 1.0}, index=names), pd.Timestamp(closes), most)
    _truth, _when = {}, {}
    for _voter, _moment, _text in rows:
        _set = {_one.strip() for _one in _text.split(";") if _one.strip()}
        _valid = _voter in voters and pd.Timestamp(_moment) <= pd.Timestamp(closes) and 1 <= len(_set) <= most and not _set - set(names)
        if _valid and (_voter not in _when or pd.Timestamp(_moment) > _when[_voter]):
            _truth[_voter], _when[_voter] = _set, pd.Timestamp(_moment)
    assert type(_value) is dict, "a dictionary"
    assert all(type(_one) is set for _one in _value.values()), "one set for each voter"
    assert _value == _truth, say


_rows = [("a", "2026-01-03", "P2"), ("a", "2026-01-02", "P1"), ("b", "2026-01-01", "P1;P2"), ("b", "2026-01-04", "P1;P9"), ("c", "2026-01-01", "P3"), ("c", "2026-01-09", "P4;P7"), ("d", "2026-01-02", "P9"), ("d", "2026-01-01", "P2;P3"),
    ("e", "2026-01-04", "P8"), ("e", "2026-01-03", "P1"), ("e", "2026-01-02", "P2"), ("f", "2026-01-01", "P9"), ("f", "2026-01-02", "P8")]
_check(_rows, list("abcdef"), ["P1", "P2", "P3", "P4"], "2026-02-05", 3, "the last valid ballot counts, by arrival and not by the order of the table; a void one changes nothing")
_check([("a", "2026-01-03 10:00:00.7", "P2"), ("a", "2026-01-03 10:00:00.2", "P1"), ("b", "2026-01-03 10:00:30", "P2"), ("b", "2026-01-03 10:00:10", "P1")], list("ab"), ["P1", "P2"], "2026-01-05", 3, "the last one, also within a minute")
_names = [f"P{_one:02d}" for _one in range(12)]
for _seed in (5, [_class_seed(), 2]):
    _draw = np.random.default_rng(_seed)
    _moments = pd.Timestamp("2026-02-01") + pd.to_timedelta(_draw.choice(900_000, 700, replace=False), unit="s")
    _texts = [";".join(_draw.choice([*_names, "P77"], _draw.integers(1, 8), replace=False)) for _ in range(700)]
    _rows = [(f"v{_one}", _moment, _text) for _one, _moment, _text in zip(_draw.integers(0, 260, 700), _moments, _texts, strict=True)]
    _check(_rows, [f"v{_one}" for _one in range(260)], _names, "2026-03-01", 9, "the last valid ballot counts, by arrival and not by the order of the table; a void one changes nothing")
### END HIDDEN TESTS

# %% [markdown]
# The council also asked in a survey whether people want the car park. 477 of 2,600 answered.

# %%
survey = harbour["survey"]
margins = {name: part.set_index("category")["people"] for name, part in harbour["margins"].groupby("variable", sort=False)}
survey.head(3)

# %% [markdown] question="strata"
# ### 2. Weights by cell ([[points]])
#
# A *cell* is one combination of categories, such as owners in Ropewalk. Post-stratification gives every answer of a cell the same weight: residents of the cell, divided by its answers. Write `cell_weights(sample, by, population)`.
#
# * `sample`: a table, one row per answer. `by`: a list of one or more of its columns.
# * `population`: a table with the columns in `by` and `people`; each cell stands in one row. A cell may have no answer; a cell of 0 people has none. Every answer's cell stands in the table. No entry is missing.
# * Returns a tuple `(weights, unheard)`: a Series on the index of `sample`, in residents per answer, and the number of residents who live in cells without an answer, one number.


# %% solution="strata"
def cell_weights(sample: pd.DataFrame, by: list[str], population: pd.DataFrame) -> tuple[pd.Series, float]:
    """Return the weight of each answer, and how many residents nobody speaks for. [residents]"""
    ### BEGIN SOLUTION
    answers = sample.groupby(by).size().rename("answers").reset_index()
    cells = population.merge(answers, on=by, how="left")
    weights = sample[by].merge(cells, on=by, how="left")
    unheard = cells.loc[cells["answers"].isna(), "people"].sum()
    return (weights["people"] / weights["answers"]).set_axis(sample.index), float(unheard)
    ### END SOLUTION


# %% [markdown] discussion="strata"
# Count the answers by cell, put them beside the residents, and divide: two joins, and every answer finds its own cell.
# `how="left"` from the population keeps the cells that nobody answered from, and their residents are the second number.
# Grouping both tables with the same `by` and dividing the two Series is as good. Joining the labels to one text is a
# slip that hides: `"ab"` with `"c"` then reads like `"a"` with `"bc"`. The index of the sample has to be put back after
# a merge.

# %% tests="strata" points=2
# Form: a tuple of a Series and a number. Hidden: other samples.
from citylab.forms import number as _number
from citylab.forms import pair as _pair
from citylab.forms import series as _series

_called = "cell_weights(sample, by, population)"
_people = register.groupby(["ward", "tenure"]).size().rename("people").reset_index()
_value = _pair(cell_weights(survey.copy(), ["ward", "tenure"], _people), _called, "weights, unheard")
_weights = _series(_value[0], "the weights", index=survey.index)
_unheard = _number(_value[1], "the residents in cells without an answer")
assert 0 <= _unheard <= 2600, f"the residents in cells without an answer are some of the 2,600; yours are {_unheard:g}"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(sample, by, population, say):
    _given = sample.copy(), list(by), population.copy()
    _value = _pair(cell_weights(*_given), _called, "weights, unheard")
    assert _given[0].equals(sample), "don't change the table that is given"
    assert _given[1] == list(by), "don't change the list that is given"
    assert _given[2].equals(population), "don't change the table that is given"
    _weights = _series(_value[0], "the weights", index=sample.index).to_numpy()
    _keys = [tuple(_row[_name] for _name in by) for _row in sample.to_dict("records")]
    _people = {tuple(_row[_name] for _name in by): _row["people"] for _row in population.to_dict("records")}
    _truth = np.array([_people[_key] / _keys.count(_key) for _key in _keys])
    assert np.abs(_weights - _truth).max() < 1e-4 * _truth.max(), "residents of the cell, divided by its answers: " + say
    assert abs(_number(_value[1], "unheard") - sum(_count for _key, _count in _people.items() if _key not in _keys)) < 1e-4, "residents of all cells without an answer: " + say


for _seed, _by in ((1, ["b"]), (2, ["b", "a"]), (3, ["c", "a", "b"]), ([_class_seed(), 3], ["b", "a"])):
    _draw = np.random.default_rng(_seed)
    _sample = pd.DataFrame({"a": _draw.choice(list("uvwx"), 90, p=(0.7, 0.2, 0.08, 0.02)), "b": _draw.choice([1, 2, 3], 90), "extra": 5, "c": _draw.choice(["yes", "no"], 90, p=(0.95, 0.05))}, index=_draw.integers(0, 40, 90))
    _cells = pd.MultiIndex.from_product([{"a": list("zxwvu"), "b": [3, 1, 2, 4], "c": ["no", "yes"]}[_name] for _name in _by], names=_by).to_frame(index=False)
    _cells = _cells.assign(share=0.5, people=_draw.integers(1, 400, len(_cells))).iloc[_draw.permutation(len(_cells))]
    _check(_sample, _by, _cells[[*_cells.columns[::-1]]], "one, two or three columns; by category, not by place")
_check(pd.DataFrame({"a": ["u", "u"]}), ["a"], pd.DataFrame({"a": ["u", "w", "v"], "people": [9, 0, 3]}), "4.5 each here, and 3 unheard")
_marks = ("", " ", "_", "-", ",", ";", "|")
_cells = pd.DataFrame([_cell for _mark in _marks for _cell in ((f"x{_mark}y", "z"), ("x", f"y{_mark}z"))], columns=["a", "b"]).assign(people=range(40, 54))
_check(_cells[["a", "b"]].iloc[[*range(14), *range(0, 14, 2), 0, 0, 5]], ["a", "b"], _cells, "cells whose names read alike when strung together are two")
_cells = pd.MultiIndex.from_product([[1, 2]] * 4, names=list("abcd")).to_frame(index=False).assign(people=range(10, 26))
_check(_cells.iloc[[0, 1, 1, 4, 9, 9, 9, 15]], list("dbca"), _cells, "`by` may have more than three columns")
### END HIDDEN TESTS

# %% [markdown] question="rake"
# ### 3. Rake to the margins ([[points]])
#
# Write `raked_weights(sample, margins, rounds)`. All weights begin at 1. One *round* takes the variables in the order of `margins`; for each of them it multiplies the weights of each category with one factor, so that they add up to the category's people. After `rounds` rounds the weights are the answer.
#
# * `sample`: a table, one row per answer, without missing entries. `margins`: a dictionary from columns of `sample` to a Series with categories as index and people as values. `rounds`: a whole number, 1 or more. Do all of them, even if nothing changes any more.
# * A category of 0 people has no answer. Every category that is in `sample` is in its margin.
# * Returns a Series of weights on the index of `sample`. They are compared with a tolerance of 0.1 %.
# * Raises a `ValueError` if a category with people has no answer, or if two margins differ in their total by more than 1 person. (`weighting.rake` of lesson 1 is stricter about totals.)


# %% solution="rake"
def raked_weights(sample: pd.DataFrame, margins: dict[str, pd.Series], rounds: int) -> pd.Series:
    """Return weights that approach all margins. [residents per answer]"""
    ### BEGIN SOLUTION
    totals = [people.sum() for people in margins.values()]
    if max(totals) - min(totals) > 1:
        raise ValueError("the margins differ in their total")
    for name, people in margins.items():
        if missing := set(people.index[people > 0]) - set(sample[name]):
            raise ValueError(f"nobody answered in {missing}")
    numbers, goals = {}, {}
    for name, people in margins.items():
        numbers[name], found = pd.factorize(sample[name])
        goals[name] = people.loc[found].to_numpy()
    weights = np.ones(len(sample))
    for _ in range(rounds):
        for name in margins:
            factors = goals[name] / np.bincount(numbers[name], weights)
            weights = weights * factors[numbers[name]]
    return pd.Series(weights, index=sample.index)
    ### END SOLUTION


# %% [markdown] discussion="rake"
# A round is one multiplication per variable: people of the category, divided by the weights it has now. `factorize`
# numbers the categories once, `bincount` adds up the weights by number, and `factors[numbers]` hands each answer its
# factor; `groupby(...).transform("sum")` does the same, but finds the categories anew in every round. What can't work is
# refused before the first round: margins that disagree, and people for whom nobody answered. Stopping when little
# changes is sensible in practice, but here the number of rounds is given. After each variable its own margin is met and
# the others are a little off, so the order counts.

# %% tests="rake" points=2
# Form: a Series of numbers on the index of the sample. Hidden: other samples, after few and many rounds.
from citylab.forms import series as _series

_called = "raked_weights(sample, margins, rounds)"
_value = _series(raked_weights(survey.copy(), dict(margins), 3), _called, index=survey.index, unit="residents per answer")
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(sample, margins, rounds, say):
    _given = sample.copy(), {_name: _one.copy() for _name, _one in margins.items()}
    _value = raked_weights(*_given, rounds)
    assert _given[0].equals(sample), "don't change the table that is given"
    assert list(_given[1]) == list(margins), "don't change the margins that are given"
    assert all(_given[1][_name].equals(margins[_name]) for _name in margins), "don't change the margins that are given"
    _value = _series(_value, _called, index=sample.index).to_numpy()
    _truth = np.ones(len(sample))
    for _ in range(rounds):
        for _name, _people in margins.items():
            _column = sample[_name].to_numpy()
            for _category in set(_column):
                _truth[_column == _category] *= _people[_category] / _truth[_column == _category].sum()
    assert (np.abs(_value / _truth - 1) < 1e-3).all(), say


_small = pd.DataFrame({"ward": ["a", "a", "a", "b"], "age": ["old", "old", "young", "young"]}, index=[7, 7, 1, 2])
_two = {"ward": pd.Series({"b": 60, "a": 40}), "age": pd.Series({"young": 70, "old": 30, "newborn": 0})}
for _rounds in (1, 2):
    _check(_small, _two, _rounds, f"{_rounds} rounds: the variables in the order of the margins, each category with one factor")
_check(_small, dict(reversed(_two.items())), 1, "take the variables in the order of `margins`, not of the table")
for _seed, _rounds in ((1, 1), (2, 4), (3, 4), ([_class_seed(), 4], 6)):
    _draw = np.random.default_rng(_seed)
    _sample = pd.DataFrame({"x": _draw.choice(list("pqr"), 300, p=(0.8, 0.15, 0.05)), "y": _draw.choice([1, 2, 3, 4], 300), "z": _draw.choice(["n", "m"], 300, p=(0.85, 0.15)), "w": 1}, index=_draw.integers(0, 50, 300))
    _all = {"z": pd.Series({"m": 700, "n": 300}), "x": pd.Series({"p": 200.0, "r": 500.0, "q": 300.4}), "y": pd.Series({4: 100, 3: 200, 2: 300, 1: 400})}
    _check(_sample, {_name: _all[_name] for _name in (["x", "z", "y"] if _seed != 3 else ["y", "x"])}, _rounds, f"{_rounds} rounds: the variables in the order of the margins, each category with one factor; by category, not by place")
_slow = pd.DataFrame({"ward": list("aab"), "age": ["old", "young", "young"]})
_check(_slow, {"ward": pd.Series({"a": 50, "b": 50}), "age": pd.Series({"old": 50, "young": 50})}, 45, "do all rounds, also if little changes")
_near = pd.DataFrame({"ward": list("a" * 31 + "b" * 31), "age": ["old"] * 30 + ["young", "old"] + ["young"] * 30})
_check(_near, {"ward": pd.Series({"a": 31.0, "b": 31.0}), "age": pd.Series({"old": 31.03, "young": 30.97})}, 20, "do all rounds, also if little changes")
_check(_small, {"ward": pd.Series({"b": 6.0, "a": 4.0}), "age": pd.Series({"young": 7.0, "old": 3.9})}, 2, "margins that differ by less than 1 are used as they are")
### END HIDDEN TESTS

# %% tests="rake" points=1
# Form: the same with one margin. Hidden: which margins are refused, and which aren't.
from citylab.forms import series as _series

_called = "raked_weights(sample, margins, rounds)"
_few = pd.DataFrame({"ward": ["a", "a", "b"]})
_value = _series(raked_weights(_few.copy(), {"ward": pd.Series({"a": 60, "b": 40})}, 1), _called, index=_few.index)
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _refused(sample, margins):
    try:
        raked_weights(sample.copy(), {_name: pd.Series(_one) for _name, _one in margins.items()}, 3)
    except ValueError:
        return True
    return False


_table = pd.DataFrame({"w": ["a", "a", "b"], "v": ["x", "y", "y"]}, index=[1, 1, 2])
assert _refused(_table, {"w": {"a": 50, "b": 30, "c": 20}, "v": {"x": 60, "y": 40}}), "a category with people but without answers: ValueError"
assert _refused(_table, {"w": {"a": 60, "b": 40}, "v": {"x": 50, "y": 48, "z": 2}}), "look at every margin: ValueError"
assert _refused(_table, {"w": {"a": 60, "b": 40}, "v": {"x": 60, "y": 42}}), "totals that differ by more than 1 person: ValueError"
assert _refused(_table, {"v": {"x": 60, "y": 38}, "w": {"a": 60, "b": 40}}), "totals that differ by more than 1 person, in either direction: ValueError"
assert not _refused(_table, {"w": {"a": 60, "b": 40}, "v": {"x": 60, "y": 40.5}}), "half a person is within the allowed difference"
assert not _refused(_table, {"w": {"a": 60, "b": 40, "c": 0}, "v": {"x": 60, "y": 40}}), "a category of 0 people needs no answer"
_value = _series(raked_weights(_table.copy(), {"w": pd.Series({"a": 60, "b": 40})}, 2), _called, index=_table.index).to_numpy()
assert np.abs(_value - np.array([30, 30, 40])).max() < 0.01, "margins that can be met are met"
for _w, _v in (((60, 40), (60, 41.3)), ((60, 41.3), (60, 40)), ((60_000, 40_000), (60_000, 40_002))):
    assert _refused(_table, {"w": dict(zip("ab", _w, strict=True)), "v": dict(zip("xy", _v, strict=True))}), "totals that differ by more than 1 person: ValueError"
assert not _refused(_table, {"w": {"a": 60, "b": 40}, "v": {"x": 60, "y": 41}}), "1 person is not more than 1 person"
assert not _refused(_table, {"w": {"a": 60, "b": 40}, "v": {"x": 60, "y": 39.1}}), "less than 1 person is within the allowed difference"
_three = _table.assign(u=["k", "k", "m"])
for _parts in ((40.0, 40.8, 41.6), (40.8, 41.6, 40.0), (40.0, 41.6, 40.0), (40.8, 40.0, 41.6), (40.0, 40.6, 41.2)):
    assert _refused(_three, {_name: dict(zip(_both, (60, _part), strict=True)) for _name, _both, _part in zip("wvu", ("ab", "xy", "km"), _parts, strict=True)}), "any two margins: ValueError"
assert _refused(_table, {"w": {"a": 60, "b": 40}, "v": {"x": 60, "y": 39.5, "z": 0.5}}), "half a person is a category with people: ValueError"
_draw = np.random.default_rng([_class_seed(), 5])
for _more, _is_refused in ((_draw.uniform(0.1, 0.9), False), (_draw.uniform(-0.9, -0.1), False), (_draw.uniform(1.2, 1.9), True), (_draw.uniform(-90.0, -3.0), True)):
    _a, _b, _x = _draw.integers(200, 3000, 3)
    _both = {"w": {"a": _a, "b": _b}, "v": {"x": 0.1 * _x, "y": _a + _b - 0.1 * _x + _more}}
    assert _refused(_table, _both) == _is_refused, "totals that differ by more than 1 person: ValueError; by less: none"
### END HIDDEN TESTS

# %% [markdown] question="worth"
# ### 4. A share, and what it rests on ([[points]])
#
# Write `weighted_share(values, weights)`.
#
# * `values`: a Series of 1 (yes), 0 (no) and NaN (skipped). `weights`: a Series with the weights of the same answers in the same order, each above 0. Both have the same index. Somebody answered.
# * Who skipped is left out of everything. Returns a tuple `(share, effective)`: the weighted share of yes among those who answered, **between 0 and 1**, and Kish's effective number of their answers, $(\sum w)^2 / \sum w^2$.


# %% solution="worth"
def weighted_share(values: pd.Series, weights: pd.Series) -> tuple[float, float]:
    """Return the weighted share of yes [1], and the effective number of answers [answers]."""
    ### BEGIN SOLUTION
    answered = values.notna().to_numpy()
    yes, weight = values.to_numpy()[answered], weights.to_numpy()[answered]
    return float((yes * weight).sum() / weight.sum()), float(weight.sum() ** 2 / (weight**2).sum())
    ### END SOLUTION


# %% [markdown] discussion="worth"
# Who skipped is left out of numerator and denominator alike; leaving them in the denominator makes every skipped answer
# a no. `np.average(yes, weights=weight)` is the same share. The effective number is never above the number of answers,
# and falls as the weights grow uneven: it says what the weighting costs. It is computed from those who answered, too,
# not from all rows.

# %% tests="worth" points=2
# Form: a tuple of two numbers. Hidden: values for other surveys.
from citylab.forms import number as _number
from citylab.forms import pair as _pair

_called = "weighted_share(values, weights)"
_value = _pair(weighted_share(pd.Series([1.0, 0.0, float("nan")]), pd.Series([3.0, 1.0, 2.0])), _called, "share, effective")
_share = _number(_value[0], "the share")
assert 0 <= _share <= 1, f"the share should be between 0 and 1; yours is {_share:g}"
_effective = _number(_value[1], "the effective number of answers")
assert 1 <= _effective <= 3, f"the effective number can't be below 1, or above the number of people; yours is {_effective:g}"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(values, weights, share, effective, say):
    _given = values.copy(), weights.copy()
    _value = _pair(weighted_share(*_given), _called, "share, effective")
    assert _given[0].equals(values), "don't change what is given"
    assert _given[1].equals(weights), "don't change what is given"
    assert abs(_number(_value[0], "the share") - share) < 1e-6, "sum of the weights of yes, divided by the weights of all who answered: " + say
    assert abs(_number(_value[1], "the effective number") / effective - 1) < 1e-6, "square of the sum, divided by the sum of squares, of those who answered: " + say


_gap = float("nan")
_check(pd.Series([1.0, 0.0, _gap]), pd.Series([3.0, 1.0, 2.0]), 0.75, 1.6, "who skipped is left out")
_check(pd.Series([1.0, 1.0, 0.0, 0.0]), pd.Series([5.0, 5.0, 5.0, 5.0]), 0.5, 4.0, "equal weights")
_check(pd.Series([_gap, 0.0]), pd.Series([900.0, 2.0]), 0.0, 1.0, "one answer")
for _seed in (1, [_class_seed(), 6]):
    _draw = np.random.default_rng(_seed)
    _x, _w = _draw.choice([0.0, 1.0, _gap], 400, p=(0.5, 0.3, 0.2)), _draw.gamma(1.0, 30.0, 400) + 0.1
    _index = _draw.integers(0, 90, 400)
    _pairs = [(_a, _b) for _a, _b in zip(_x, _w, strict=True) if _a == _a]
    _sum = sum(_b for _, _b in _pairs)
    _check(pd.Series(_x, index=_index), pd.Series(_w, index=_index), sum(_b for _a, _b in _pairs if _a == 1) / _sum, _sum**2 / sum(_b**2 for _, _b in _pairs), "labels may come twice")
### END HIDDEN TESTS

# %% [markdown]
# Residents also report potholes. A model like that of lesson 1 says how many to expect in each street.

# %%
streets, requests = harbour["streets"], harbour["requests"]
requests.head(3)

# %% [markdown] question="reporting"
# ### 5. Who reports what is broken? ([[points]])
#
# People report the same pothole again. On each street the earliest request counts. Each later one counts if at least `window_days` days have passed since the last request on that street that *counted* (equal counts); otherwise it is a repeat. Write `reporting_rates(requests, streets, window_days)`.
#
# * `requests`: a table with the columns `street` and `requested` (moments), in any order; it may have no row. Requests on streets that aren't in `streets` are left out. A day is 24 hours.
# * `streets`: a table with the street as index and the columns `ward` and `expected`, the number of potholes expected, 0 or more; above 0 in total for each ward.
# * Returns a Series with all wards as index, in alphabetical order: requests that count, divided by the potholes expected in the ward. It is 0 where nobody reported, and may exceed 1.


# %% solution="reporting"
def reporting_rates(requests: pd.DataFrame, streets: pd.DataFrame, window_days: float) -> pd.Series:
    """Return requests that count per expected pothole, by ward. [1]"""
    ### BEGIN SOLUTION
    window = pd.Timedelta(days=window_days)
    counted = pd.Series(0.0, index=streets.index)
    for street, moments in requests.groupby("street")["requested"]:
        last = None
        for moment in moments.sort_values():
            if street in counted.index and (last is None or moment - last >= window):
                counted[street] += 1
                last = moment
    return counted.groupby(streets["ward"]).sum() / streets.groupby("ward")["expected"].sum()
    ### END SOLUTION


# %% [markdown] discussion="reporting"
# Whether a request counts depends on the last one that *counted*, so the requests of a street are gone through in
# order, with one moment to remember. Comparing with the request right before is the tempting slip: a weekly complaint
# would then never count again. A full `pd.Timedelta` is compared and not `.dt.days`, which cuts hours off. Counting on
# an index of all streets brings wards without requests into the answer with 0, and dividing ward by ward adds up before
# it divides.

# %% tests="reporting" points=2
# Form: a Series of numbers by ward. Hidden: other requests.
from citylab.forms import series as _series

_called = "reporting_rates(requests, streets, window_days)"
_value = _series(reporting_rates(requests.copy(), streets.copy(), 30), _called, index=pd.Index(sorted(set(streets["ward"]))))
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(requests, streets, window, say):
    _given = requests.copy(), streets.copy()
    _value = reporting_rates(*_given, window)
    assert _given[0].equals(requests), "don't change the table that is given"
    assert _given[1].equals(streets), "don't change the table that is given"
    _count, _last = dict.fromkeys(sorted(set(streets["ward"])), 0), {}
    for _moment, _street in sorted(zip(requests["requested"], requests["street"], strict=True)):
        if _street in streets.index and (_street not in _last or (_moment - _last[_street]).total_seconds() >= 86400 * window):
            _last[_street] = _moment
            _count[streets.loc[_street, "ward"]] += 1
    _value = _series(_value.astype(float) if type(_value) is pd.Series else _value, _called, index=pd.Index(list(_count))).to_numpy()
    _truth = np.array([_count[_ward] / streets.loc[streets["ward"] == _ward, "expected"].sum() for _ward in _count])
    assert np.abs(_value - _truth).max() < 1e-6, say


_two = pd.DataFrame({"expected": [2.0, 0.0, 5.0, 1.5], "ward": ["b", "b", "c", "a"]}, index=["s1", "s2", "s3", "s4"])
_days = [0, 20, 35, 50, 3, 1, 40, 41, 41.1, 70, 70.75, 71.5]
_many = pd.DataFrame({"street": ["s1", "s1", "s1", "s1", "s2", "s9", "s4", "s4", "s4", "s3", "s3", "s3"], "requested": pd.Timestamp("2025-12-20 23:00") + pd.to_timedelta(_days, unit="D"), "n": 1}, index=[1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 6, 7])
for _window in (30, 20, 15, 0.5, 14.9):
    _check(_many.iloc[::-1], _two, _window, "days since the last request that counted, not since the last repeat; equal counts; wards without requests have 0")
_check(_many.iloc[:0], _two, 30, "without requests all wards have 0")
for _seed in (1, [_class_seed(), 7]):
    _draw = np.random.default_rng(_seed)
    _streets = pd.DataFrame({"ward": _draw.choice(["Quay", "Hill", "Park"], 30), "expected": _draw.gamma(2, 1, 30).round(2)}, index=_draw.permutation([f"s{_one}" for _one in range(30)]))
    _moments = pd.Timestamp("2025-03-01") + pd.to_timedelta(_draw.choice(400 * 1440, 260, replace=False), unit="min")
    _check(pd.DataFrame({"requested": _moments, "street": [f"s{_one}" for _one in _draw.integers(0, 33, 260)]}), _streets, 21, "days since the last request that counted, on the same street; divide by the potholes of the whole ward")
_close = pd.DataFrame({"street": ["s1", "s1", "s3", "s3", "s4", "s4"], "requested": pd.Timestamp("2026-03-01 10:00") + pd.to_timedelta([0, 30 * 86400 - 1, 0, 42_348, 0, 30 * 86400], unit="s")})
for _window in (30, 0.49):
    _check(_close, _two, _window, "a second short of the window is a repeat; days may be no whole hours")
### END HIDDEN TESTS

# %% [markdown]
# ## Part B: count the vote
#
# From here on, `votes` is what question 1 returns: a dictionary from each voter to the `set` of projects on the ballot, never empty. `projects` is a table with the identifier as index (text, each once) and the column `cost_eur`, above 0, in whole euros. A project may have no vote at all.

# %%
projects.head(3)

# %% [markdown] question="greedy"
# ### 6. The usual count ([[points]])
#
# The usual rule goes through the projects from most votes to fewest, and funds each one that still fits into the money left; one that doesn't fit is skipped. Write `most_votes(projects, votes, budget_eur, taken)`.
#
# * `taken`: a list of projects that are funded already; it may be empty. Their cost is off the budget from the beginning, and they aren't funded again. They never cost more than the budget.
# * A project's votes are the voters who named it. Of projects with equal votes the cheaper one comes first; at equal cost the one whose identifier comes first in the order of text (as `sorted` does it: capitals first). A project without a vote is never funded. A project that costs exactly what is left fits. The budget is in whole euros.
# * Returns a list of the projects *added*, without those in `taken`, in the order in which they were funded.


# %% solution="greedy"
def most_votes(projects: pd.DataFrame, votes: dict[str, set[str]], budget_eur: float, taken: list[str]) -> list[str]:
    """Return the projects that are added from most votes down."""
    ### BEGIN SOLUTION
    cost = projects["cost_eur"]
    named = {project: sum(project in ballot for ballot in votes.values()) for project in projects.index}
    left, added = budget_eur - cost[taken].sum(), []
    for project in sorted(projects.index, key=lambda one: (-named[one], cost[one], one)):
        if named[project] > 0 and project not in taken and cost[project] <= left:
            added.append(project)
            left -= cost[project]
    return added
    ### END SOLUTION


# %% [markdown] discussion="greedy"
# One sorted list holds the whole order: votes downwards by a minus sign, then cost, then identifier. A project that
# doesn't fit is skipped, and the loop goes on; `break` in its place would be another rule. `sort_values` with three
# columns and `ascending=[False, True, True]` is as good. What is taken already is off the budget and out of the list,
# but the votes of the others don't change by it.

# %% tests="greedy" points=2
# Form: a list of identifiers. Hidden: other votes.
_called = "most_votes(projects, votes, budget_eur, taken)"
_value = most_votes(projects.copy(), {"V1": {"P01", "P02"}, "V2": {"P02"}}, 100000, [])
assert _value is not None, f"{_called} gave None: does the function end with a return?"
assert type(_value) is list, f"{_called} should be a list; yours is of type {type(_value).__name__}"
for _one in _value:
    assert type(_one) in (str, np.str_), f"{_called} should hold identifiers, which are text; yours holds {_one!r}"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(costs, votes, budget, taken, say):
    _table = pd.DataFrame({"title": "x", "cost_eur": costs})
    _given = _table.copy(), {_one: set(_two) for _one, _two in votes.items()}, list(taken)
    _value = most_votes(_given[0], _given[1], budget, _given[2])
    assert _given[0].equals(_table), "don't change the table that is given"
    assert _given[1] == votes, "don't change the votes that are given"
    assert _given[2] == list(taken), "don't change the list that is given"
    _named = [_one for _ballot in votes.values() for _one in _ballot]
    _left, _truth = budget - sum(costs[_one] for _one in taken), []
    for _, _cost, _one in sorted((-_named.count(_one), _cost, _one) for _one, _cost in costs.items()):
        if _one in _named and _one not in taken and _left - _cost >= 0:
            _truth.append(_one)
            _left -= _cost
    assert type(_value) is list, "a list of identifiers"
    assert all(type(_one) in (str, np.str_) for _one in _value), "a list of identifiers"
    assert _value == _truth, say


_costs = {"P9": 50, "P10": 50, "P2": 70, "A1": 30, "Z": 10, "B": 1}
_ballots = {"v1": {"P9", "P10"}, "v2": {"P9", "P10", "P2"}, "v3": {"P2", "A1"}, "v4": {"P2", "Z"}}
for _budget in (1000, 100, 120, 119, 80, 70, 9):
    _check(_costs, _ballots, _budget, [], "most votes first; of equals the cheaper, then by identifier (P10 before P9); skip what doesn't fit and go on; exactly what is left fits")
for _taken in (["P2"], ["B", "P9"], ["P9", "P10", "P2", "A1", "Z"]):
    _check(_costs, _ballots, 211, _taken, "what is funded already is off the budget, and isn't funded again")
_check(_costs, {}, 100, [], "without votes nothing is funded")
for _seed in (1, 2, 3, [_class_seed(), 8]):
    _draw = np.random.default_rng(_seed)
    _names = [f"P{_one}" for _one in _draw.permutation(25)]
    _costs = {_one: int(_draw.integers(1, 12)) * 1000 for _one in _names}
    _ballots = {f"v{_one}": set(_draw.choice(_names[:20], _draw.integers(1, 6), replace=False).tolist()) for _one in range(40)}
    _check(_costs, _ballots, 60000, _names[18:21] if _seed != 2 else [], "most votes first; of equals the cheaper, then by identifier; skip what doesn't fit and go on")
_check({"a": 50, "B": 50, "b": 40}, {"v": {"a", "B"}, "w": {"b"}}, 100, [], "the order of text: capitals come first")
_costs = {f"P{_one}": 1000 + _one % 7 for _one in range(90)}
_check(_costs, {f"v{_one}": {f"P{_one}", f"P{_one // 2}"} for _one in range(80)}, 100_000, ["P3"], "there may be many projects")
### END HIDDEN TESTS

# %% [markdown] question="price"
# ### 7. What each supporter pays ([[points]])
#
# In the method of equal shares, the supporters of a project pay for it together, each the same amount. Whoever has less gives all they have, and the others pay the rest, again each the same. That same amount is the *price*.
#
# Write `price_eur(money_eur, supporters, cost_eur)`.
#
# * `money_eur`: a dictionary from each voter to the euros that the voter still has, 0 or more. `supporters`: a `set` of some of these voters; it may be empty. `cost_eur`: above 0.
# * Returns the smallest amount such that the project is paid for if each supporter gives this amount, or all they have where that is less; in euros, a `float`. `math.inf` if all supporters together have less than the cost. (Short by less than a millionth of a euro counts as enough; otherwise no test is nearer than a cent.)
# * An example: three supporters have 10, 50 and 90 euros. For a cost of 100 the price is 45: 10 + 45 + 45.


# %% solution="price"
def price_eur(money_eur: dict[str, float], supporters: set[str], cost_eur: float) -> float:
    """Return what each supporter pays who has enough. [EUR]"""
    ### BEGIN SOLUTION
    amounts = sorted(money_eur[voter] for voter in supporters)
    if sum(amounts) < cost_eur - 1e-6:
        return math.inf
    left = cost_eur
    for place, amount in enumerate(amounts):
        each = left / (len(amounts) - place)
        if amount >= each:
            return float(each)
        left -= amount
    return float(amounts[-1])
    ### END SOLUTION


# %% [markdown] discussion="price"
# Sorted from the poorest on, each supporter either has the equal part of what is left, and then all others have it too,
# or gives everything and leaves the rest to the others. So one pass is enough. Dividing the cost once and forgetting
# those who have less is the common slip; taking them out once isn't enough either, because the price then rises and
# others fall short. Halving an interval until the payments fit finds the same price without thinking, in some dozens of
# passes. The last line is for a rounding of less than a millionth.

# %% tests="price" points=2
# Form: one number in euros. Hidden: other voters.
_called = "price_eur(money_eur, supporters, cost_eur)"
_value = price_eur({"V1": 30.0, "V2": 30.0, "V3": 30.0}, {"V1", "V2"}, 40.0)
assert _value is not None, f"{_called} gave None: does the function end with a return?"
assert type(_value) in (float, np.float64, int, np.int64), f"{_called} should be one number in euros; yours is of type {type(_value).__name__}"
assert 0 < _value < math.inf, f"{_called} should be a finite number above 0 where the supporters have enough; yours is {_value}"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(money, supporters, cost, say):
    _given = dict(money), set(supporters)
    _value = price_eur(*_given, cost)
    assert _given == (money, set(supporters)), "don't change what is given"
    assert type(_value) in (float, np.float64, int, np.int64), "one number in euros"
    _amounts = np.array([float(money[_one]) for _one in supporters])
    if _amounts.sum() < cost - 1e-3:
        assert _value == math.inf, "math.inf where the supporters have less than the cost: " + say
        return
    _low, _high = 0.0, float(_amounts.max())
    for _ in range(200):
        _middle = (_low + _high) / 2
        _low, _high = (_middle, _high) if np.minimum(_amounts, _middle).sum() < cost - 1e-9 else (_low, _middle)
    assert math.isfinite(_value), "the supporters have enough: " + say
    assert abs(_value - _high) < 1e-4 * max(1.0, _high), say


_money = {"a": 10.0, "b": 50.0, "c": 90.0, "d": 0.0, "e": 1000.0}
for _who, _cost in (("abc", 100.0), ("abc", 150.0), ("abc", 151.0), ("abc", 30.0), ("abc", 29.0), ("abcd", 100.0), ("abcd", 120.0), ("d", 5.0), ("", 5.0), ("e", 999.5), ("cba", 111.0), ("de", 0.5)):
    _check(_money, set(_who), _cost, "whoever has less gives all they have, and the others share the rest equally")
_check(dict.fromkeys("abc", 7 - 7 / 3), {"a", "b", "c"}, 14.0, "short by less than a millionth of a euro is enough")
for _seed in (0, 1, 2, 3, [_class_seed(), 9]):
    _draw = np.random.default_rng(_seed)
    _all = {f"v{_one}": float(_amount) for _one, _amount in enumerate(_draw.gamma(0.6, 80.0, 200).round(2) * (_draw.random(200) < 0.8))}
    _who = set(_draw.choice(list(_all), 80, replace=False).tolist())
    _sum = sum(_all[_one] for _one in _who)
    for _part in (0.02, 0.3, 0.7, 0.97, 1.0, 1.05):
        _check(_all, _who, _part * _sum, "whoever has less gives all they have, and the others share the rest equally, more than once if need be")
for _who, _cost in (("abc", 150.02), ("abc", 149.98), ("a", 10.02), ("e", 1000.02)):
    _check(_money, set(_who), _cost, "a cent or two short is too little")
_check({"a": 3_000_000.0, "b": 400_000.0, "c": 0.0}, {"a", "b", "c"}, 2_500_000.0, "amounts may be large")
_check({"a": 50_000.0, "b": 40_000.0}, {"a", "b"}, 90_000.05, "a few cents short is too little, also of a large cost")
### END HIDDEN TESTS

# %% [markdown] question="shares"
# ### 8. Equal shares, step by step ([[points]])
#
# Every voter gets some of the budget. Then, again and again: of all projects that aren't bought yet and that their supporters can pay for, the one with the smallest $\rho$ = price / cost of the project is bought, and its supporters pay: the price each, or all they have where that is less. It ends when no project can be paid for.
#
# Write `equal_shares(projects, votes, shares_eur)`.
#
# * `shares_eur`: a dictionary from each voter in `votes` to the euros that the voter begins with, 0 or more. *They may differ.* The price is that of question 7; supporters are the voters who named the project. Write everything that you need into this cell again.
# * Values of $\rho$ that differ by less than one part in a billion count as equal. Then more voters who named the project come first; then the cheaper project; then the one whose identifier comes first in the order of text.
# * Supporters who together are short by less than a millionth of a euro can pay (otherwise no test is nearer than a cent). A project without supporters can't be paid for.
# * Returns a list of tuples `(project, price)` in the order in which they were bought, prices in euros. The list may be empty.


# %% solution="shares"
def equal_shares(
    projects: pd.DataFrame, votes: dict[str, set[str]], shares_eur: dict[str, float]
) -> list[tuple[str, float]]:
    """Return what is bought with the voters' shares, and its price. [EUR]"""
    ### BEGIN SOLUTION
    def price(amounts, cost):
        if sum(amounts) < cost - 1e-6:
            return math.inf
        for place, amount in enumerate(sorted(amounts)):
            each = cost / (len(amounts) - place)
            if amount >= each:
                return each
            cost -= amount
        return max(amounts)

    costs = projects["cost_eur"].to_dict()
    supporters = {project: [voter for voter in votes if project in votes[voter]] for project in costs}
    money, bought = dict(shares_eur), []
    while True:
        prices = {one: price([money[voter] for voter in supporters[one]], costs[one]) for one in costs if supporters[one]}
        prices = {one: paid for one, paid in prices.items() if paid < math.inf}
        if not prices:
            return bought
        lowest = min(paid / costs[one] for one, paid in prices.items())
        equal = [one for one, paid in prices.items() if paid / costs[one] <= lowest * (1 + 1e-9)]
        best = min(equal, key=lambda one: (-len(supporters[one]), costs[one], one))
        for voter in supporters[best]:
            money[voter] = max(money[voter] - prices[best], 0.0)
        bought.append((best, float(prices[best])))
        del costs[best]
    ### END SOLUTION


# %% [markdown] discussion="shares"
# Prices change with every purchase, so they are worked out anew in each round; that is the slow part, and for a town's
# vote quick enough. The tie is settled in two steps, first all within a billionth of the lowest, then by voters, cost
# and identifier, because rounding can separate what is equal. Whoever has less than the price pays all they have, and
# `max(..., 0.0)` keeps money from falling below 0. Choosing by price instead of price over cost prefers small projects.
# A price never falls while money is spent, so a heap with old prices as lower bounds would save most of the work.

# %% tests="shares" points=2
# Form: a list of tuples. Hidden: other votes, where all voters begin with the same.
from citylab.forms import number as _number

_called = "equal_shares(projects, votes, shares_eur)"
_table = pd.DataFrame({"cost_eur": [40, 30]}, index=["P1", "P2"])
_value = equal_shares(_table, {"V1": {"P1"}, "V2": {"P1", "P2"}}, {"V1": 35.0, "V2": 35.0})
assert _value is not None, f"{_called} gave None: does the function end with a return?"
assert type(_value) is list, f"{_called} should be a list; yours is of type {type(_value).__name__}"
for _one in _value:
    assert type(_one) is tuple, f"{_called} should hold tuples (project, price); yours holds {_one!r}"
    assert len(_one) in (2,), f"{_called} should hold tuples (project, price); yours holds {_one!r}"
    assert type(_one[0]) in (str, np.str_), f"{_called} should hold tuples (project, price), the project first, as text; yours holds {_one!r}"
    _price = _number(_one[1], f"the price in {_one!r}", unit="euros")
    assert _price > 0, f"the price in {_one!r} should be above 0"
### BEGIN HIDDEN TESTS
from fractions import Fraction as _Fraction

from citylab.forms import class_seed as _class_seed


def _by_hand(costs, votes, shares):
    """Count once more, in fractions."""
    _money = {_one: _Fraction(_share) for _one, _share in shares.items()}
    _bought = []
    while True:
        _offers = []
        for _one in set(costs) - {_done for _done, _ in _bought}:
            _who = [_voter for _voter in votes if _one in votes[_voter]]
            if not _who or sum(_money[_voter] for _voter in _who) < costs[_one]:
                continue
            _poor = set()
            while True:
                _q = (costs[_one] - sum(_money[_voter] for _voter in _poor)) / _Fraction(len(_who) - len(_poor)) if len(_poor) < len(_who) else max(_money[_voter] for _voter in _who)
                _more = {_voter for _voter in _who if _voter not in _poor and _money[_voter] < _q}
                if not _more:
                    break
                _poor |= _more
            _offers.append((_q / costs[_one], -len(_who), costs[_one], _one, _q))
        if not _offers:
            return _bought
        _, _, _, _best, _q = min(_offers)
        for _voter in votes:
            if _best in votes[_voter]:
                _money[_voter] = max(_money[_voter] - _q, _Fraction(0))
        _bought.append((_best, float(_q)))


def _check(costs, votes, shares, say):
    _table = pd.DataFrame({"ward": "x", "cost_eur": costs})
    _given = _table.copy(), {_one: set(_two) for _one, _two in votes.items()}, dict(shares)
    _value = equal_shares(*_given)
    assert _given[0].equals(_table), "don't change the table that is given"
    assert _given[1:] == (votes, shares), "don't change what is given"
    _truth = _by_hand(costs, votes, shares)
    assert type(_value) is list, "a list of tuples (project, price)"
    for _one in _value:
        assert type(_one) is tuple, "a list of tuples (project, price)"
        assert len(_one) == 2, "a list of tuples (project, price)"
        assert type(_one[0]) in (str, np.str_), "a list of tuples (project, price)"
    assert [_one[0] for _one in _value] == [_one for _one, _ in _truth], say
    for (_, _paid), (_, _right) in zip(_value, _truth, strict=True):
        assert abs(_number(_paid, "each price", unit="euros") - _right) < 1e-4 * _right, "the price that is paid then: " + say


_check({"P1": 40, "P2": 30}, {"a": {"P1"}, "b": {"P1", "P2"}}, {"a": 35.0, "b": 35.0}, "P1 for 20 each; then P2's supporter has too little")
_check({"P9": 40, "P10": 40, "P1": 60}, {"a": {"P9"}, "b": {"P10"}, "c": {"P1"}, "d": {"P1"}}, dict.fromkeys("abcd", 50.0), "of equal rho: more voters, then cheaper, then by identifier")
_check({"B": 60, "A": 60, "C": 20}, {"a": {"A", "C"}, "b": {"B", "C"}, "c": {"A", "B"}, "d": {"B", "A"}}, dict.fromkeys("abcd", 40.0), "of equal rho: more voters, then cheaper, then by identifier")
_check({"A": 60, "B": 40}, {"a": {"A"}, "b": {"A", "B"}, "c": {"B"}}, dict.fromkeys("abc", 40.0), "of equal rho and equal votes: the cheaper")
_check({"A": 11, "B": 10}, {_one: {"A", "B"} for _one in "abc"}, dict.fromkeys("abc", 10.0), "rho that differ in the last digits only are equal: the cheaper first")
_check({"A": 7, "B": 14}, {_one: {"A", "B"} for _one in "abc"}, dict.fromkeys("abc", 7.0), "short by less than a millionth of a euro is enough")
_check({"A": 500}, {"a": {"A"}, "b": {"A"}}, {"a": 100.0, "b": 100.0}, "the list may be empty")
for _step, _seed in enumerate((0, 1, 2, [_class_seed(), 10])):
    _draw = np.random.default_rng(_seed)
    _names = [f"P{_one}" for _one in _draw.permutation(14)]
    _costs = {_one: int(_draw.integers(40, 400)) * 100 for _one in _names}
    _pull = _draw.dirichlet(np.ones(14) * 0.6, 3)
    _ballots = {f"v{_one}": set(_draw.choice(_names, _draw.integers(1, 5), replace=False, p=0.8 * _pull[_one % 3] + 0.2 / 14).tolist()) for _one in range(60)}
    _check(_costs, _ballots, dict.fromkeys(_ballots, 1500.0 + 250 * _step), "the smallest rho first; whoever has less gives all; what was paid is gone")
_check({f"P{_one}": 10 + _one for _one in range(25)}, {f"v{_one}": {f"P{_one}"} for _one in range(25)}, {f"v{_one}": 100.0 for _one in range(25)}, "there may be many projects")
_check({"A": 100}, {"a": {"A"}, "b": {"A"}}, {"a": 49.99, "b": 49.99}, "two cents short is too little")
_check({"A": 10, "B": 60}, {_one: {"A", "B"} for _one in "abcdefg"}, dict.fromkeys("abcdefg", 10.0), "don't round what is left")
_ballots = {**{f"p{_one}": {"X"} for _one in range(10)}, "p1": {"X", "A"}, "p2": {"X", "B"}, "p3": {"X", "B"}, "a": {"A"}, "b": {"A"}, "c": {"B"}, "d": {"B"}}
_check({"X": 9990, "A": 100, "B": 1400}, _ballots, dict.fromkeys(_ballots, 1000.0), "rho that differ by one percent aren't equal")
### END HIDDEN TESTS

# %% tests="shares" points=2
# Form: the same, with other shares. Hidden: voters who begin with different amounts.
from citylab.forms import number as _number

_called = "equal_shares(projects, votes, shares_eur)"
_table = pd.DataFrame({"cost_eur": [40, 30]}, index=["P1", "P2"])
_value = equal_shares(_table, {"V1": {"P1"}, "V2": {"P1", "P2"}}, {"V1": 5.0, "V2": 70.0})
assert _value is not None, f"{_called} gave None: does the function end with a return?"
assert type(_value) is list, f"{_called} should be a list; yours is of type {type(_value).__name__}"
for _one in _value:
    assert type(_one) is tuple, f"{_called} should hold tuples (project, price); yours holds {_one!r}"
    assert len(_one) in (2,), f"{_called} should hold tuples (project, price); yours holds {_one!r}"
    assert type(_one[0]) in (str, np.str_), f"{_called} should hold tuples (project, price), the project first, as text; yours holds {_one!r}"
    _price = _number(_one[1], f"the price in {_one!r}", unit="euros")
    assert _price > 0, f"the price in {_one!r} should be above 0"
### BEGIN HIDDEN TESTS
from fractions import Fraction as _Fraction

from citylab.forms import class_seed as _class_seed


def _by_hand(costs, votes, shares):
    """Count once more, in fractions."""
    _money = {_one: _Fraction(_share) for _one, _share in shares.items()}
    _bought = []
    while True:
        _offers = []
        for _one in set(costs) - {_done for _done, _ in _bought}:
            _who = [_voter for _voter in votes if _one in votes[_voter]]
            if not _who or sum(_money[_voter] for _voter in _who) < costs[_one]:
                continue
            _poor = set()
            while True:
                _q = (costs[_one] - sum(_money[_voter] for _voter in _poor)) / _Fraction(len(_who) - len(_poor)) if len(_poor) < len(_who) else max(_money[_voter] for _voter in _who)
                _more = {_voter for _voter in _who if _voter not in _poor and _money[_voter] < _q}
                if not _more:
                    break
                _poor |= _more
            _offers.append((_q / costs[_one], -len(_who), costs[_one], _one, _q))
        if not _offers:
            return _bought
        _, _, _, _best, _q = min(_offers)
        for _voter in votes:
            if _best in votes[_voter]:
                _money[_voter] = max(_money[_voter] - _q, _Fraction(0))
        _bought.append((_best, float(_q)))


def _check(costs, votes, shares, say):
    _value = equal_shares(pd.DataFrame({"cost_eur": costs}), {_one: set(_two) for _one, _two in votes.items()}, dict(shares))
    _truth = _by_hand(costs, votes, shares)
    assert type(_value) is list, "a list of tuples (project, price)"
    assert all(type(_one) is tuple for _one in _value), "a list of tuples (project, price)"
    assert [_one[0] for _one in _value] == [_one for _one, _ in _truth], say
    for _one, (_, _right) in zip(_value, _truth, strict=True):
        assert abs(_number(_one[1], "each price", unit="euros") - _right) < 1e-4 * _right, "the price that is paid then: " + say


_check({"P1": 40, "P2": 30}, {"a": {"P1"}, "b": {"P1", "P2"}}, {"a": 5.0, "b": 70.0}, "P2 at rho 30/30 comes after P1 at rho 35/40")
_check({"A": 50, "B": 90}, {"a": {"A"}, "b": {"A"}, "c": {"B"}, "d": {"B"}, "e": {"B"}}, {"a": 60.0, "b": 60.0, "c": 45.0, "d": 45.0, "e": 0.0}, "of equal rho: more voters who named it, also if one has nothing left")
_check({"A": 50, "B": 40}, {"a": {"A"}, "b": {"A"}, "c": {"B"}, "d": {"B"}}, dict(zip("abcd", (60.0, 60.0, 40.0, 90.0), strict=True)), "of equal rho and equal votes: the cheaper")
_check({"A": 50}, {"a": {"A"}, "b": {"A"}}, {"a": 0.0, "b": 49.0}, "the list may be empty")
for _seed in (100, 101, [_class_seed(), 11]):
    _draw = np.random.default_rng(_seed)
    _names = [f"P{_one}" for _one in _draw.permutation(16)]
    _costs = {_one: int(_draw.integers(40, 400)) * 100 for _one in _names}
    _pull = _draw.dirichlet(np.ones(16) * 0.6, 4)
    _ballots = {f"v{_one}": set(_draw.choice(_names, _draw.integers(1, 5), replace=False, p=0.8 * _pull[_one % 4] + 0.2 / 16).tolist()) for _one in range(70)}
    _shares = {_one: float(_draw.choice([0, 250, 1500, 4000])) for _one in _ballots}
    _check(_costs, _ballots, _shares, "each voter begins with the own share; the smallest rho = price / cost first, which isn't always the project with most votes")
_check({"A": 11, "B": 10}, {_one: {"A", "B"} for _one in "abc"}, dict(zip("abc", (10.0, 11.0, 12.0), strict=True)), "rho that differ in the last digits only are equal: the cheaper first")
_check({"A": 50_000, "B": 60_000}, {"a": {"A", "B"}, "b": {"A", "B"}, "c": {"A"}, "d": {"B"}, "e": {"B"}}, {"a": 70_000.0, "b": 70_000.0, "c": 0.005, "d": 0.0, "e": 0.0}, "rho that differ by more than one part in a billion aren't equal")
for _seed in (201, 202):
    _draw = np.random.default_rng(_seed)
    _costs = {f"P{_one}": int(_draw.integers(20, 300)) * 100 for _one in range(14)}
    _ballots = {f"v{_one}": set(_draw.choice(list(_costs), _draw.integers(2, 7), replace=False).tolist()) for _one in range(60)}
    _check(_costs, _ballots, {_one: float(_draw.choice([700, 1200, 2500])) for _one in _ballots}, "rho changes with every purchase: look at all projects again")
### END HIDDEN TESTS

# %% [markdown] question="compare"
# ### 9. Who prefers which result? ([[points]])
#
# Some towns let equal shares stand only if not more voters prefer the usual result. A voter prefers the result that holds more of the projects on the own ballot, whatever they cost. Write `preferences(votes, first, second)`.
#
# * `first`, `second`: two lists of funded projects, each named once. A list may be empty.
# * Returns a tuple of three whole numbers: voters who prefer `first`, who prefer `second`, and those to whom both hold the same number of their projects.


# %% solution="compare"
def preferences(votes: dict[str, set[str]], first: list[str], second: list[str]) -> tuple[int, int, int]:
    """Return how many voters prefer the first result, the second, neither. [voters]"""
    ### BEGIN SOLUTION
    gains = [len(ballot & set(first)) - len(ballot & set(second)) for ballot in votes.values()]
    return sum(gain > 0 for gain in gains), sum(gain < 0 for gain in gains), sum(gain == 0 for gain in gains)
    ### END SOLUTION


# %% [markdown] discussion="compare"
# Intersection of the ballot with each result, and the difference of their sizes: one number per voter, and three counts
# of its sign. Whether the two results share projects doesn't matter, for these cancel. `np.sign` and `np.bincount`
# count the same. Weighing projects by their cost is a slip here: the question asks how many, whatever they cost.

# %% tests="compare" points=1
# Form: a tuple of three whole numbers. Hidden: other votes.
from citylab.forms import whole as _whole

_called = "preferences(votes, first, second)"
_value = preferences({"V1": {"P01"}, "V2": {"P02"}}, ["P01"], ["P03"])
assert _value is not None, f"{_called} gave None: does the function end with a return?"
assert type(_value) is tuple, f"{_called} should be a tuple; yours is of type {type(_value).__name__}"
assert len(_value) in (3,), f"{_called} should have three numbers; yours has {len(_value)}"
_counts = [_whole(_one, f"each part of {_called}") for _one in _value]
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(votes, first, second):
    _given = {_one: set(_two) for _one, _two in votes.items()}, list(first), list(second)
    _value = preferences(*_given)
    assert _given == (votes, list(first), list(second)), "don't change what is given"
    assert type(_value) is tuple, "a tuple of three whole numbers"
    assert len(_value) == 3, "a tuple of three whole numbers"
    _truth = [0, 0, 0]
    for _ballot in votes.values():
        _a, _b = sum(_one in first for _one in _ballot), sum(_one in second for _one in _ballot)
        _truth[0 if _a > _b else 1 if _b > _a else 2] += 1
    assert [_whole(_one, "each part") for _one in _value] == _truth, "count the projects on the ballot that each result holds: more in the first, more in the second, as many"


_ballots = {"a": {"P1", "P2"}, "b": {"P3"}, "c": {"P1", "P3", "P4"}, "d": {"P5"}, "e": {"P2", "P6"}, "f": {"P3", "P4"}}
for _first, _second in ((["P1", "P2"], ["P3", "P4"]), (["P3", "P4"], ["P1", "P2"]), (["P1"], ["P1", "P2"]), ([], ["P1"]), ([], []), (["P1", "P3"], ["P3", "P4"])):
    _check(_ballots, _first, _second)
_draw = np.random.default_rng([_class_seed(), 12])
_names = [f"P{_one}" for _one in range(12)]
_check({f"v{_one}": set(_draw.choice(_names, _draw.integers(1, 6), replace=False).tolist()) for _one in range(300)}, _names[:5], _names[3:10])
_check({**{f"v{_one}": set(_names[_one:]) for _one in range(11)}, "all": set(_names)}, _names[:6], _names[::-1][:5])
_check({"all": set(_names), "some": set(_names[5:])}, _names[1:11], _names[4:])
### END HIDDEN TESTS

# %% [markdown] question="fairness"
# ### 10. Fair to whom? ([[points]])
#
# Write `fairness(projects, votes, homes, winners)`: what each ward's voters get from a result.
#
# * `homes`: a Series from the voter's code (index) to the ward in which the voter **lives**. It holds all residents; every voter in `votes` is in it. `winners`: a list of funded projects; it may be empty.
# * The cost of a winner is divided evenly among all voters who named it, wherever they live and wherever the project stands. The cost of a winner that nobody named goes to nobody.
# * Returns a table with all wards in `homes` as index, in alphabetical order, and three columns: `voters`, the number of the ward's voters (those in `votes`); `empty_percent`, the percentage of the ward's voters who named no winner; `eur_per_voter`, what the ward's voters get on average, those with nothing included, in euros. A ward without a voter has 0, NaN and NaN.


# %% solution="fairness"
def fairness(projects: pd.DataFrame, votes: dict[str, set[str]], homes: pd.Series, winners: list[str]) -> pd.DataFrame:
    """Return voters, the percentage of them who get nothing, and euros per voter, by ward."""
    ### BEGIN SOLUTION
    supporters = {one: sum(one in ballot for ballot in votes.values()) for one in winners}
    worth = {one: projects.loc[one, "cost_eur"] / count for one, count in supporters.items() if count}
    rows = [(homes[voter], 100.0 * (not ballot & set(winners)), sum(worth.get(one, 0.0) for one in ballot)) for voter, ballot in votes.items()]
    table = pd.DataFrame(rows, columns=["ward", "empty_percent", "eur_per_voter"]).groupby("ward").mean()
    table = table.reindex(sorted(set(homes)))
    table.insert(0, "voters", [sum(row[0] == ward for row in rows) for ward in table.index])
    return table.astype({"empty_percent": float, "eur_per_voter": float})
    ### END SOLUTION


# %% [markdown] discussion="fairness"
# What a winner is worth to one voter is worked out once, cost over supporters, and added up along each ballot.
# Everybody with a ballot is a row, also those with nothing, or the average would be that of the lucky ones. Wards come
# from where the voter lives, not from where the project stands. `reindex` brings in wards without a voter, with NaN
# where there is nothing to divide. A table of voters by projects and two matrix products would be quicker for a large
# town.

# %% tests="fairness" points=2
# Form: a table with three columns of numbers, by ward. Hidden: other votes.
_called = "fairness(projects, votes, homes, winners)"
_homes = pd.Series({"V1": "Quay", "V2": "Quay", "V3": "Hill"})
_value = fairness(projects.copy(), {"V1": {"P01"}, "V3": {"P02"}}, _homes.copy(), ["P01"])
assert _value is not None, f"{_called} gave None: does the function end with a return?"
assert type(_value) is pd.DataFrame, f"{_called} should be a DataFrame; yours is of type {type(_value).__name__}"
assert list(_value.index) in (["Hill", "Quay"],), f"{_called} should have the wards as index, in alphabetical order; yours has {list(_value.index)}"
assert set(_value.columns) >= {"voters", "empty_percent", "eur_per_voter"}, f"{_called} should have the columns voters, empty_percent, eur_per_voter; yours has {list(_value.columns)}"
for _column in ("voters", "empty_percent", "eur_per_voter"):
    assert _value[_column].dtype.kind in "iuf", f"{_called}: {_column} should hold numbers; yours holds {_value[_column].dtype}: add .astype(float)"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(costs, votes, homes, winners, say):
    _table = pd.DataFrame({"ward": "x", "cost_eur": costs})
    _given = _table.copy(), {_one: set(_two) for _one, _two in votes.items()}, homes.copy(), list(winners)
    _value = fairness(*_given)
    assert _given[0].equals(_table), "don't change the table that is given"
    assert _given[2].equals(homes), "don't change what is given"
    assert (_given[1], _given[3]) == (votes, list(winners)), "don't change what is given"
    _wards = sorted(set(homes))
    assert type(_value) is pd.DataFrame, "a DataFrame"
    assert list(_value.index) == _wards, "all wards, in alphabetical order"
    _found = {_column: dict(zip(_wards, _value[_column].to_numpy(dtype=float, na_value=float("nan")), strict=True)) for _column in ("voters", "empty_percent", "eur_per_voter")}
    for _ward in _wards:
        _here = [_one for _one in votes if homes[_one] == _ward]
        _row = {_column: _found[_column][_ward] for _column in _found}
        assert abs((_row["voters"]) - len(_here)) < 1e-9, "voters are those with a ballot, counted where they live"
        if not _here:
            assert math.isnan(_row["empty_percent"]) and math.isnan(_row["eur_per_voter"]), "NaN where a ward has no voter"
            continue
        _none = 100 * sum(not any(_one in votes[_who] for _one in winners) for _who in _here) / len(_here)
        _euros = sum(costs[_one] / sum(_one in _ballot for _ballot in votes.values()) for _who in _here for _one in winners if _one in votes[_who]) / len(_here)
        assert abs((_row["empty_percent"]) - _none) < 1e-4, "empty_percent is the percentage, from 0 to 100, of the ward's voters who named no winner"
        assert abs((_row["eur_per_voter"]) - _euros) < 1e-4 * max(1.0, _euros), "each winner's cost, divided evenly among all who named it, on average over all voters of the ward: " + say


_homes = pd.Series({"e": "Hill", "a": "Quay", "b": "Quay", "c": "Dock", "d": "Dock", "f": "Mill"})
_ballots = {"d": {"P1"}, "a": {"P1", "P2"}, "c": {"P3"}, "b": {"P4"}, "f": {"P1"}}
for _winners in (["P1", "P2"], ["P9", "P1"], ["P3"], [], ["P9"]):
    _check({"P1": 90, "P2": 50, "P3": 40, "P4": 10, "P9": 500}, _ballots, _homes, _winners, "a winner that nobody named goes to nobody")
_names = [f"P{_one}" for _one in range(11)]
for _seed in (1, [_class_seed(), 13]):
    _draw = np.random.default_rng(_seed)
    _homes = pd.Series({f"v{_one}": str(_draw.choice(["North", "East", "West"])) for _one in _draw.permutation(400)})
    _ballots = {f"v{_one}": set(_draw.choice(_names, _draw.integers(1, 5), replace=False).tolist()) for _one in _draw.choice(400, 150, replace=False)}
    _check({_one: int(_draw.integers(1, 90)) * 1000 for _one in _names}, _ballots, _homes, _names[2:5], "by home of the voter, not by place of the project")
_check({_one: 1000 * (_place + 1) for _place, _one in enumerate(_names)}, _ballots, _homes, _names[1:], "there may be many winners")
### END HIDDEN TESTS

# %% [markdown]
# ## Part C: map opinions
#
# For three weeks, 160 residents voted on each other's statements. In this part `votes` is a table: one row per person, one column per statement, NaN where a vote is missing. `camps` says for each person in which group a clustering put them.

# %%
from citylab.participation import opinions

statements, camps = harbour["statements"], harbour["camps"]["camp"]
opinion_votes = opinions.read_votes(harbour["opinions"])
opinion_votes.iloc[:3, :8]

# %% [markdown] question="locate"
# ### 11. Where do latecomers stand? ([[points]])
#
# A map is drawn from `votes`: subtract from each column its mean vote, put 0 where a vote is missing, and take the first two principal components of this table (each of length 1; nothing is divided by a standard deviation). Then people come who were not there. They must not move the map. Write `place_latecomers(votes, late)`.
#
# * `votes`: a table with one row per person, one column per statement, and 1, −1, 0 or NaN (no vote). Every statement has a vote, and so has every person. `opinions.project(votes)` of lesson 3 holds the means (`.means`) and the components (`.statements`, with the columns x and y).
# * `late`: the same for the latecomers, with the same statements, perhaps in another order. From their votes, too, subtract the means *of `votes`*; a missing vote becomes 0. Their place along a component is the sum over the statements of value × component, times $\sqrt{\text{statements} / \text{votes cast}}$ of that person. A pass (0) is a vote cast. Who cast none stands at 0, 0.
# * Returns a table with the index of `late` and the columns `x` (first component) and `y` (second). The *sign* of each component has no meaning: each column is compared up to its sign, which is the same for all latecomers.


# %% solution="locate"
def place_latecomers(votes: pd.DataFrame, late: pd.DataFrame) -> pd.DataFrame:
    """Return the places of latecomers on a map that was drawn without them. [1]"""
    ### BEGIN SOLUTION
    means = votes.mean()
    components = np.linalg.svd((votes - means).fillna(0.0).to_numpy(), full_matrices=False)[2][:2]
    late = late[list(votes.columns)]
    cast = late.notna().sum(axis=1).to_numpy()
    outwards = np.sqrt(votes.shape[1] / np.maximum(cast, 1))
    places = (late - means).fillna(0.0).to_numpy() @ components.T * outwards[:, None]
    return pd.DataFrame(places, index=late.index, columns=["x", "y"])
    ### END SOLUTION


# %% [markdown] discussion="locate"
# Means and components come from `votes` alone, so latecomers are placed and don't move the map. Selecting the columns
# of `late` by name puts the statements into the order of the components. The mean is taken off first and the gaps are
# filled with 0 afterwards; the other way round, a missing vote becomes an opinion against the mean.
# `opinions.project(votes)` gives the same axes, up to their sign. The root moves those who cast few votes outwards,
# since each missing vote pulled them to the middle.

# %% tests="locate" points=2
# Form: a table with x and y. Hidden: other people, up to the signs.
_called = "place_latecomers(votes, late)"
_late = opinion_votes.iloc[:4].set_axis(["ann", "bo", "cy", "di"])
_value = place_latecomers(opinion_votes.copy(), _late.copy())
assert _value is not None, f"{_called} gave None: does the function end with a return?"
assert type(_value) is pd.DataFrame, f"{_called} should be a DataFrame; yours is of type {type(_value).__name__}"
assert _value.index.equals(_late.index), f"{_called} should have the index of `late`, {list(_late.index)}; yours has {list(_value.index)}"
assert list(_value.columns)[:2] in (["x", "y"],), f"{_called} should have the columns x and y; yours has {list(_value.columns)}"
for _column in ("x", "y"):
    assert _value[_column].dtype.kind in "iuf", f"{_called}: {_column} should hold numbers; yours holds {_value[_column].dtype}: add .astype(float)"
    assert _value[_column].notna().all(), f"{_called}: {_column} should have a number for everybody; yours has NaN"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(votes, late, say):
    _given = votes.copy(), late.copy()
    _value = place_latecomers(*_given)
    assert _given[0].equals(votes), "don't change the tables that are given"
    assert _given[1].equals(late), "don't change the tables that are given"
    assert type(_value) is pd.DataFrame, "a DataFrame"
    assert list(_value.index) == list(late.index), "the index of `late`"
    _raw, _names = votes.to_numpy(), list(votes.columns)
    _mean = np.nanmean(_raw, axis=0)
    _full = np.where(np.isnan(_raw), 0.0, _raw - _mean)
    _sizes, _vectors = np.linalg.eigh(_full.T @ _full)
    assert _sizes[-1] > 1.15 * _sizes[-2] > 1.3 * _sizes[-3], "the axes of this test are clear"
    _new = late[_names].to_numpy()
    _factor = np.sqrt(len(_names) / np.maximum((~np.isnan(_new)).sum(axis=1), 1))
    for _column, _axis in (("x", -1), ("y", -2)):
        _truth = np.where(np.isnan(_new), 0.0, _new - _mean) @ _vectors[:, _axis] * _factor
        _found = _value[_column].to_numpy(dtype=float, na_value=float("nan"))
        assert not np.isnan(_found).any(), "every latecomer has a place"
        assert min(np.abs(_found - _truth).max(), np.abs(_found + _truth).max()) < 1e-3, say


for _seed, _share, _count in ((1, 0.0, 16), (2, 0.35, 16), (3, 0.6, 16), ([_class_seed(), 14], 0.3, 19)):
    _draw = np.random.default_rng(_seed)
    _pull = np.array([[2.2] * 7 + [0.0] * 7 + [-0.6] * 2 + [0.0] * (_count - 16), [0.0] * 7 + [2.0] * 5 + [0.0] * (_count - 12)])[:, _draw.permutation(_count)]

    def _crowd(count, shift):
        _lean = _draw.normal(shift, 1, (count, 2)) @ _pull + _draw.normal(0.4, 0.8, (count, _count))
        _table = np.where(np.abs(_lean) < 0.2, 0.0, np.sign(_lean))
        _table = np.where(_draw.random((count, _count)) < _share, np.nan, _table)
        _table[np.isnan(_table).all(axis=1), 0] = 1.0
        return _table

    _names = [f"s{_one}" for _one in _draw.permutation(_count)]
    _votes = pd.DataFrame(_crowd(240, 0.0), columns=_names, index=_draw.integers(0, 60, 240))
    _late = pd.DataFrame(_crowd(9, 1.0), columns=_names, index=list("aabcdefgh"))
    _late.iloc[3] = np.nan
    _late.iloc[4] = np.nan
    _late.iloc[4, 2] = 0.0
    _check(_votes, _late[_draw.permutation(_names)], "means and components of `votes`, statements by their labels, outwards by the root of statements / votes cast, missing votes are 0 after the mean is off")
### END HIDDEN TESTS

# %% [markdown] question="chance"
# ### 12. Is it more than chance? ([[points]])
#
# The silhouette was measured for several numbers of groups, and again on shuffled votes. Write `groups_beyond_chance(found, chance)`.
#
# * `found`: a Series with numbers of groups as index (whole numbers from 2) and silhouettes as values. `chance`: a table with one row per shuffle and the same numbers as columns, perhaps in another order. Nothing is missing.
# * A number of groups is *real* if its silhouette is higher than the highest of its own column in `chance`; equal is not higher. Of the real ones, take that with the largest difference between its silhouette and the **mean** of its column. (Differences in the tests are equal or more than 0.0001 apart; of equal ones take the smaller number of groups.)
# * Returns that number of groups, a whole number; 1 if none is real.


# %% solution="chance"
def groups_beyond_chance(found: pd.Series, chance: pd.DataFrame) -> int:
    """Return the number of groups that most exceeds chance; 1 if none does."""
    ### BEGIN SOLUTION
    best, most = 1, -math.inf
    for number in sorted(found.index):
        gain = found[number] - chance[number].mean()
        if found[number] > chance[number].max() and gain > most + 1e-9:
            best, most = int(number), gain
    return best
    ### END SOLUTION


# %% [markdown] discussion="chance"
# Two questions are kept apart: is it higher than every shuffle, and by how much does it exceed their mean? The largest
# silhouette alone often belongs to a number of groups that does as well on shuffled votes. Going by labels,
# `found[number]` and `chance[number]`, makes the order of the columns irrelevant. With pandas, `(found -
# chance.mean())[found > chance.max()]` and its `idxmax` do it in one line, once the empty case is treated.

# %% tests="chance" points=1
# Form: one whole number. Hidden: other silhouettes.
from citylab.forms import whole as _whole

_called = "groups_beyond_chance(found, chance)"
_value = _whole(groups_beyond_chance(pd.Series({2: 0.4, 3: 0.5}), pd.DataFrame({2: [0.3, 0.2], 3: [0.3, 0.4]})), _called)
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(found, chance, truth, say):
    _given = found.copy(), chance.copy()
    _value = groups_beyond_chance(*_given)
    assert _given[0].equals(found), "don't change what is given"
    assert _given[1].equals(chance), "don't change what is given"
    assert _whole(_value, _called) == truth, say


_check(pd.Series({2: 0.4, 3: 0.5, 4: 0.45}), pd.DataFrame({4: [0.2, 0.2], 2: [0.3, 0.2], 3: [0.48, 0.46]}), 4, "the largest difference to chance, not the largest silhouette; go by the labels")
_check(pd.Series({2: 0.4, 3: 0.5}), pd.DataFrame({2: [0.41, 0.0], 3: [0.5, 0.1]}), 1, "higher than every shuffle, equal is not higher; 1 if none is")
_check(pd.Series({3: 0.5, 2: 0.4}), pd.DataFrame({2: [0.41, 0.0, 0.0], 3: [0.45, 0.45, 0.3]}), 3, "a number that one shuffle reaches isn't real, however low the mean")
_check(pd.Series({5: 0.5, 3: 0.375, 4: 0.2}), pd.DataFrame({3: [0.25, 0.25], 4: [0.1, 0.15], 5: [0.375, 0.375]}), 3, "of equal differences the smaller number of groups")
_check(pd.Series({2: 0.5, 7: 0.56}), pd.DataFrame({2: [0.1, 0.49, 0.48], 7: [0.32, 0.33, 0.34]}), 7, "the mean of the column, not its maximum")
_check(pd.Series({2: 0.62, 4: 0.56}), pd.DataFrame({2: [0.0, 0.0, 0.0, 0.5], 4: [0.3, 0.3, 0.3, 0.3]}), 2, "the mean of the column, not its maximum")
_check(pd.Series({2: 0.45, 3: 0.5}), pd.DataFrame({2: [0.4, 0.0, 0.0, 0.0], 3: [0.1, 0.1, 0.1, 0.1]}), 3, "the mean of the column, not its median")
_check(pd.Series({2: -0.1}), pd.DataFrame({2: [-0.3]}), 2, "silhouettes may be negative")
_check(pd.Series({2: 0.5, 3: 0.5003}), pd.DataFrame({2: [0.2, 0.2], 3: [0.2, 0.2]}), 3, "a small difference is one")
_check(pd.Series({2: 0.5}), pd.DataFrame({2: [0.4996, 0.499]}), 2, "a little higher is higher")
_check(pd.Series({2: 0.3, 12: 0.4, 25: 0.35}), pd.DataFrame({2: [0.2], 12: [0.2], 25: [0.2]}), 12, "there may be many groups, and one shuffle")
_draw = np.random.default_rng([_class_seed(), 15])
for _ in range(4):
    _gains = dict(zip(_draw.permutation(range(2, 9)).tolist(), 0.03 * np.arange(1, 8), strict=True))
    _middle = {_one: _draw.uniform(0.0, 0.5) for _one in _gains}
    _reach = {_one: _gain * _draw.choice([0.5, 1.5]) for _one, _gain in _gains.items()}
    _chance = pd.DataFrame({_one: _middle[_one] + _reach[_one] * np.array([0.0, 1.0, -1.0, 0.5, -0.5]) for _one in sorted(_gains)})
    _real = [_one for _one in _gains if _reach[_one] < _gains[_one]]
    _check(pd.Series({_one: _middle[_one] + _gains[_one] for _one in _gains}), _chance, max(_real, key=_gains.get, default=1), "of the real ones that with the largest difference to the mean of its column")
### END HIDDEN TESTS

# %% [markdown] question="weakest"
# ### 13. What nobody is against ([[points]])
#
# Three agrees of three are weaker evidence than 92 of 92. The corrected share adds one imagined agree and one imagined other vote: (agrees + 1) / (votes + 2). Passes (0) are votes, missing ones (NaN) are not. Write `weakest_support(votes, labels)`.
#
# * `votes`: a table with people as index (each once), statements as columns, and 1, −1, 0 or NaN.
# * `labels`: a Series from people to the name of their group. People whose label is missing (NaN), who have no label, or who have no row in `votes` are left out. Go by the people, not by the order. Every group has at least one person in `votes`.
# * Returns a Series with the statements as index, in the order of `votes`: the corrected share of agrees in the group where it is **lowest**. A group that cast no vote on a statement has 0.5 there.


# %% solution="weakest"
def weakest_support(votes: pd.DataFrame, labels: pd.Series) -> pd.Series:
    """Return the lowest corrected share of agrees over the groups, by statement. [1]"""
    ### BEGIN SOLUTION
    group = labels.reindex(votes.index)
    agrees, cast = (votes == 1).groupby(group).sum(), votes.notna().groupby(group).sum()
    return ((agrees + 1) / (cast + 2)).min()
    ### END SOLUTION


# %% [markdown] discussion="weakest"
# Agrees and votes are counted by group, the correction is added to the counts, and the minimum is taken over the
# groups: in this order. `labels.reindex(votes.index)` goes by person, and whoever has no label drops out of `groupby`
# by itself. `(votes == 1).mean()` counts missing votes as no agreement, and punishes statements that few have seen. A
# loop over the groups with `votes[group == name]` is as good. The lowest group counts, so a statement can't win by the
# size of one camp.

# %% tests="weakest" points=2
# Form: a Series of numbers by statement. Hidden: other votes.
from citylab.forms import series as _series

_called = "weakest_support(votes, labels)"
_value = _series(weakest_support(opinion_votes.copy(), camps.copy()), _called, index=opinion_votes.columns)
assert _value.between(0, 1).all(), f"{_called} should hold shares between 0 and 1; yours go from {_value.min():g} to {_value.max():g}"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(votes, labels, say):
    _given = votes.copy(), labels.copy()
    _value = weakest_support(*_given)
    assert _given[0].equals(votes), "don't change what is given"
    assert _given[1].equals(labels), "don't change what is given"
    _value = _series(_value, _called, index=votes.columns)
    _of = labels.dropna().to_dict()
    _members = {_name: [_place for _place, _one in enumerate(votes.index) if _one in _of and _of[_one] == _name] for _name in set(_of.values())}
    for _statement in votes.columns:
        _low, _column = 1.0, votes[_statement].tolist()
        for _places in _members.values():
            _here = [_column[_place] for _place in _places if _column[_place] == _column[_place]]
            _low = min(_low, (_here.count(1.0) + 1) / (len(_here) + 2))
        assert abs(_value[_statement] - _low) < 1e-6, say


_gap = float("nan")
_votes = pd.DataFrame({"s2": [1, 1, _gap, _gap, -1], "s1": [1.0, 0.0, 1.0, -1.0, 1.0], "s9": [_gap, _gap, _gap, 1.0, 1.0]}, index=["a", "b", "c", "d", "e"])
_check(_votes, pd.Series({"c": "X", "b": "X", "a": "Y", "d": "X"}), "who has no label is left out; passes are votes; no vote gives 0.5")
_check(_votes, pd.Series({"e": "Z", "zz": "Y", "c": None, "b": "X", "a": "Y", "d": "X"}), "who has a missing label, or no row, is left out")
for _seed in (1, [_class_seed(), 16]):
    _draw = np.random.default_rng(_seed)
    _table = _draw.choice([1.0, -1.0, 0.0, _gap], (120, 14), p=(0.4, 0.2, 0.1, 0.3))
    _table[:, 3] = np.where(_draw.random(120) < 0.95, _gap, 1.0)
    _people = _draw.permutation(200)[:120]
    _labels = pd.Series(_draw.choice(["A", "B", "C", "D"], 200, p=(0.6, 0.25, 0.1, 0.05)), index=_draw.permutation(200)).iloc[:170]
    _check(pd.DataFrame(_table, index=_people), _labels[_labels.isin(_labels[_labels.index.isin(_people)])], "agrees + 1, divided by votes + 2, passes included; the lowest of all groups; by person, not by order")
_check(pd.DataFrame({"s1": [1.0] * 6 + [-1.0], "s2": [1.0, 0.0] * 3 + [1.0]}, index=list("abcdefg")), pd.Series(dict(zip("abcdefg", "TUVWXYZ", strict=True))), "there may be more than four groups, and groups of one")
### END HIDDEN TESTS

# %% [markdown] question="kappa"
# ### 14. Do two readers agree? ([[points]])
#
# Two coders gave each comment one topic. Write `agreement(first, second, merged)`: Cohen's $\kappa = (p_o - p_e) / (1 - p_e)$ after some topics were made one. $p_o$ is the share of comments with the same topic; $p_e$ is the share that chance would give: over all topics, the sum of (share of the first coder) × (share of the second).
#
# * `first`, `second`: two Series from comments (index, each once) to topics, perhaps in another order, and not with all the same comments. A topic may be missing (NaN). Only comments to which *both* coders gave a topic count, also for the shares.
# * `merged`: a dictionary from a topic to the topic that replaces it, such as `{"safety": "traffic"}`; it may be empty. It is applied once: with `{"a": "b", "b": "c"}` an `a` becomes `b`.
# * Returns a `float`; `math.nan` if no comment counts, or if $p_e$ is 1. (`harbour["codes"]` holds the topics of Old Harbour's comments, to try it on.)


# %% solution="kappa"
def agreement(first: pd.Series, second: pd.Series, merged: dict[str, str]) -> float:
    """Return Cohen's kappa of two coders, after merging topics. [1]"""
    ### BEGIN SOLUTION
    both = pd.concat([first, second], axis=1, keys=["a", "b"]).dropna()
    if both.empty:
        return math.nan
    a, b = (both[name].map(lambda topic: merged.get(topic, topic)) for name in ["a", "b"])
    chance = sum((a == topic).mean() * (b == topic).mean() for topic in set(a))
    return math.nan if chance > 1 - 1e-12 else float(((a == b).mean() - chance) / (1 - chance))
    ### END SOLUTION


# %% [markdown] discussion="kappa"
# First the comments that both coded, then the merging, then shares and agreement, all on the same rows. `pd.concat(...,
# axis=1)` matches by comment; comparing bare arrays compares neighbours. `merged.get(topic, topic)` replaces once,
# while replacing pair after pair turns an `a` into a `c`. A topic that only one coder used adds nothing to the chance
# agreement, so summing over the topics of either is enough. Where chance alone gives 1, there is nothing to divide by,
# and the honest answer is NaN.

# %% tests="kappa" points=2
# Form: one number. Hidden: other coders.
from citylab.forms import number as _number

_called = "agreement(first, second, merged)"
_value = _number(agreement(pd.Series(list("abab")), pd.Series(list("abbb")), {}), _called)
assert -1 <= _value <= 1, f"{_called} should be between -1 and 1; yours is {_value:g}"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(first, second, merged, say):
    _given = first.copy(), second.copy(), dict(merged)
    _value = agreement(*_given)
    assert _given[0].equals(first), "don't change what is given"
    assert _given[1].equals(second), "don't change what is given"
    assert _given[2] == merged, "don't change what is given"
    _pairs = [(merged.get(first[_one], first[_one]), merged.get(second[_one], second[_one])) for _one in first.index if _one in second.index and type(first[_one]) is str and type(second[_one]) is str]
    assert type(_value) in (float, np.float64, int), "one number"
    _n = len(_pairs)
    _chance = sum(sum(_a == _topic for _a, _ in _pairs) * sum(_b == _topic for _, _b in _pairs) for _topic in {_a for _a, _ in _pairs}) / max(_n, 1) ** 2
    if not _pairs or _chance > 1 - 1e-9:
        assert math.isnan(_value), "math.nan where kappa says nothing: " + say
        return
    assert math.isfinite(_value), "a number: " + say
    assert abs(_value - (sum(_a == _b for _a, _b in _pairs) / _n - _chance) / (1 - _chance)) < 1e-6, say


_gap = float("nan")
_yes = pd.Series(["yes"] * 25 + ["no"] * 25)
_no = pd.Series(["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15)
_check(_yes, _no, {}, "0.4 here")
_check(_yes, _no.iloc[::-1], {}, "go by the comments, not by the order")
_check(pd.Series(["a", "b"]), pd.Series(["a", "b"], index=[7, 8]), {}, "no comment counts")
_check(_yes, _no, {"no": "yes"}, "both used one topic throughout")
for _seed, _merged in ((1, {}), (2, {"a": "b"}), (3, {"a": "b", "b": "c"}), (4, {"d": "new", "a": "new"}), ([_class_seed(), 17], {"zzz": "a"})):
    _draw = np.random.default_rng(_seed)
    _first = pd.Series(_draw.choice(list("abcd"), 150, p=(0.4, 0.3, 0.2, 0.1)), index=range(150)).astype(object)
    _second = _first.where(_draw.random(150) < 0.6, pd.Series(_draw.choice(list("abce"), 150), dtype=object))
    _first, _second = _first.mask(_draw.random(150) < 0.1), _second.mask(_draw.random(150) < 0.25)
    _check(_first.iloc[_draw.permutation(150)[:130]], _second.iloc[_draw.permutation(150)[:120]], _merged, "only comments that both coded, also for the shares; replaced once; topics that only one coder used count as well")
_check(pd.Series(list("xyxyyx")), pd.Series(list("yxyxyx")), {}, "kappa may be negative")
_check(pd.Series(list("xyxyyx")), pd.Series(list("xyxyyx")), {}, "1 where they always agree")
_check(pd.Series(["x"] * 60 + ["y", "z"]), pd.Series(["x"] * 60 + ["z", "y"]), {}, "also where chance gives nearly all")
_check(pd.Series(["x"]), pd.Series(["y"]), {}, "one comment is enough")
### END HIDDEN TESTS

# %% [markdown]
# ## Part D: publish
#
# The council promised open data. The survey asked "What keeps you awake?", and neighbours know each other's ward, age and sex.

# %%
from citylab.participation import privacy

survey[["ward", "age", "sex", "worry"]].head(3)

# %% [markdown] question="crowds"
# ### 15. Which rows may stay? ([[points]])
#
# A *crowd* is all rows that are alike in what a neighbour may know. Write `publishable(table, known, secret, k_min, l_min)`: the table without the rows of bad crowds. A crowd is bad if it has fewer than `k_min` rows, or fewer than `l_min` *different* values of the secret; exactly `k_min` and exactly `l_min` are good.
#
# * `table`: a table, one row per person; it may have no row. `known`: a list of one or more of its columns; a missing entry (NaN) there is like another missing entry. `secret`: another column; a missing entry there is *no* value, but its row counts for `k_min`.
# * Returns the rows that stay, with all columns, in their old order and with their old index.


# %% solution="crowds"
def publishable(table: pd.DataFrame, known: list[str], secret: str, k_min: int, l_min: int) -> pd.DataFrame:
    """Return the rows whose crowd has `k_min` rows and `l_min` different secrets."""
    ### BEGIN SOLUTION
    crowds = table.reset_index(drop=True).groupby(known, dropna=False)[secret]
    is_good = (crowds.transform("size") >= k_min) & (crowds.transform("nunique") >= l_min)
    return table[is_good.to_numpy(dtype=bool)]
    ### END SOLUTION


# %% [markdown] discussion="crowds"
# `transform` hands each row the size of its crowd and the number of different secrets in it, so two comparisons decide
# row by row, and order and index stay. `dropna=False` keeps rows with a missing entry, which would otherwise belong to
# no crowd. `size` counts rows with a missing secret, `nunique` leaves the missing value out: both as the question asks.
# `groupby(...).filter(...)` works too, but calls a function per crowd. A crowd large enough can still betray its secret
# if all share it, hence the second rule.

# %% tests="crowds" points=2
# Form: a table with rows of the one given. Hidden: other people.
_called = "publishable(table, known, secret, k_min, l_min)"
_part = survey.iloc[100:]
_value = publishable(_part.copy(), ["ward", "age", "sex"], "worry", 3, 1)
assert _value is not None, f"{_called} gave None: does the function end with a return?"
assert type(_value) is pd.DataFrame, f"{_called} should be a DataFrame; yours is of type {type(_value).__name__}"
assert list(_value.columns) in (list(survey.columns),), f"{_called} should have the columns of the table; yours has {list(_value.columns)}"
assert _value.index.isin(_part.index).all(), f"{_called} should have rows of the table, with their old index"
assert _value.index.is_monotonic_increasing, f"{_called} should have the rows in their old order"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _plain(table):
    """Return the entries without index and types, each missing one as None."""
    return table.reset_index(drop=True).astype(object).where(table.reset_index(drop=True).notna(), None)


def _check(table, known, secret, k_min, l_min, say):
    _given = table.copy(), list(known)
    _value = publishable(*_given, secret, k_min, l_min)
    assert _given[0].equals(table), "don't change the table that is given"
    assert _given[1] == list(known), "don't change the list that is given"
    _keys = [tuple("missing" if _row[_one] != _row[_one] or _row[_one] is None else _row[_one] for _one in known) for _row in table.to_dict("records")]
    _crowds = {}
    for _key, _value_here in zip(_keys, table[secret], strict=True):
        _crowds.setdefault(_key, []).append(_value_here)
    _good = [len(_crowds[_key]) >= k_min and len({_one for _one in _crowds[_key] if _one == _one and _one is not None}) >= l_min for _key in _keys]
    _truth = table[np.array(_good, dtype=bool)]
    assert type(_value) is pd.DataFrame, "a DataFrame"
    assert list(_value.columns) == list(table.columns), "all columns, in their order"
    assert list(_value.index) == list(_truth.index), say
    assert _plain(_value).equals(_plain(_truth)), "the rows that stay are as they were"


_gap = float("nan")
_small = pd.DataFrame({"n": range(9), "ward": ["a", "a", "a", "b", "b", _gap, _gap, _gap, "c"], "worry": ["x", "y", "x", "x", "x", "x", _gap, "y", "z"]}, index=[4, 4, 2, 2, 1, 1, 0, 0, 9])
for _k, _l in ((1, 1), (2, 1), (3, 1), (4, 1), (1, 2), (3, 2), (3, 3), (2, 0)):
    _check(_small, ["ward"], "worry", _k, _l, "exactly k rows and exactly l different secrets are good; missing entries in `known` are alike; a missing secret is no value, its row counts")
_check(_small.iloc[:0], ["ward"], "worry", 2, 2, "a table without rows stays as it is")
for _seed, _known, _limits in ((1, ["age", "ward"], ((5, 1),)), (2, ["sex"], ((3, 2),)), (3, ["ward", "sex", "age"], ((12, 3), (3, 2))), ([_class_seed(), 18], ["sex", "ward"], ((5, 1), (12, 3)))):
    _draw = np.random.default_rng(_seed)
    _people = pd.DataFrame({"debt": _draw.choice(["rent", "work", "love"], 260, p=(0.8, 0.15, 0.05)), "age": _draw.choice([20, 30, 80], 260, p=(0.6, 0.35, 0.05)), "ward": _draw.choice(list("pqrs"), 260, p=(0.6, 0.25, 0.1, 0.05)), "sex": _draw.choice(["f", "m", "x"], 260, p=(0.5, 0.48, 0.02))}, index=_draw.integers(0, 99, 260))
    _people["ward"] = _people["ward"].mask(_draw.random(260) < 0.1)
    _people["debt"] = _people["debt"].mask(_draw.random(260) < 0.1)
    for _k, _l in _limits:
        _check(_people, _known, "debt", _k, _l, "rows of the crowd, and different secrets in it")
_marks = ("", " ", "_", "-", ",", ";", "|")
_check(pd.DataFrame([_crowd for _mark in _marks for _crowd in ((f"x{_mark}y", "z", "k"), ("x", f"y{_mark}z", "m"))], columns=["a", "b", "s"]), ["a", "b"], "s", 2, 1, "crowds whose entries read alike when strung together are two")
_check(pd.DataFrame({"a": ["u", "u", "v", "v"], "s": [None, None, "Rent", "rent"]}), ["a"], "s", 2, 0, "no secret at all is enough for `l_min` 0")
_check(pd.DataFrame({"a": ["u", "u", "v", "v"], "s": [None, None, "Rent", "rent"]}), ["a"], "s", 2, 2, "secrets are compared as they are written")
_four = pd.DataFrame({"a": [1] * 6, "b": [1] * 6, "c": [1] * 6, "d": [1, 1, 1, 2, 2, 1], "s": list("xyzxyz")})
_check(_four, list("abcd"), "s", 3, 2, "`known` may have more than three columns")
### END HIDDEN TESTS

# %% [markdown] question="table"
# ### 16. A table of counts that keeps its secrets ([[points]])
#
# Write `safe_table(people, row, column, rows, columns, minimum)`: counts with totals, in which small counts are hidden and stay hidden.
#
# * `people`: a table, one row per person. `row`, `column`: two of its columns. `rows`, `columns`: lists of *all* their categories, in the order in which they shall stand; a category may be empty. People with a missing entry (NaN) in either column are left out.
# * Returns a table with the index `[*rows, "total"]` and the columns `[*columns, "total"]`: counts, and NaN where one is hidden.
# * *Small* is a count from 1 to `minimum` − 1, totals included: a total may be small, too. `minimum` is 2 or more. Every small count is hidden; zeros are not small. Hide as few other cells as you can, so that who sees the table, and knows that counts are whole numbers from 0 on, must still think every number from 1 to `minimum` possible for each small count.
# * Where nothing is small, nothing is hidden. Otherwise one cell more than necessary is accepted. Every test has a solution. `privacy` of lesson 4 can hide and attack.


# %% solution="table"
def safe_table(
    people: pd.DataFrame, row: str, column: str, rows: list[str], columns: list[str], minimum: int
) -> pd.DataFrame:
    """Return counts with totals; NaN where one is hidden. [people]"""
    ### BEGIN SOLUTION
    counts = pd.crosstab(people[row].to_numpy(), people[column].to_numpy())
    counts = counts.reindex(index=rows, columns=columns, fill_value=0)
    return privacy.suppress(counts, minimum=minimum)
    ### END SOLUTION


# %% [markdown] discussion="table"
# Counting with `crosstab` on all categories, and leaving the hiding to a tested function, is the safe way. To hide the
# small counts alone isn't enough: with the totals in view, a single hidden cell in a row is found by subtraction.
# Adding a second hidden cell in each such row and column is the usual method by hand, and it may still leave too little
# room; so the answer has to be attacked, as `privacy` of lesson 4 does. Empty categories belong into the table, or
# their absence tells something.

# %% tests="table" points=2
# Form: a table with totals. Hidden: other people; is it right, and can it be attacked?
_called = "safe_table(people, row, column, rows, columns, minimum)"
_rows, _columns = sorted(set(survey["ward"])), sorted(set(survey["worry"]))
_value = safe_table(survey.copy(), "ward", "worry", list(_rows), list(_columns), 5)
assert _value is not None, f"{_called} gave None: does the function end with a return?"
assert type(_value) is pd.DataFrame, f"{_called} should be a DataFrame; yours is of type {type(_value).__name__}"
assert list(_value.index) in ([*_rows, "total"],), f"{_called} should have the index [*rows, 'total']; yours has {list(_value.index)}"
assert list(_value.columns) in ([*_columns, "total"],), f"{_called} should have the columns [*columns, 'total']; yours has {list(_value.columns)}"
for _name in _value.columns:
    assert _value[_name].dtype.kind in "iuf", f"{_called} should hold numbers, and NaN where one is hidden; column {_name!r} holds {_value[_name].dtype}: add .astype(float)"
### BEGIN HIDDEN TESTS
from scipy.optimize import linprog as _linprog
from scipy.sparse import block_diag as _block_diag

from citylab.forms import class_seed as _class_seed


def _reach(shown, cells):
    """Return the least and the most that each of the hidden cells can be, a million at most; one program for all of them."""
    _n, _m = shown.shape
    _free = np.flatnonzero(np.isnan(shown))
    _sums = []
    for _line in [*(np.arange(_m) + _m * _r for _r in range(_n)), *(_m * np.arange(_n) + _c for _c in range(_m))]:
        _signs = np.zeros(_n * _m)
        _signs[_line] = [1.0] * (len(_line) - 1) + [-1.0]
        _sums.append(_signs)
    _known, _wanted = np.array(_sums) @ np.nan_to_num(shown.ravel()), [*cells, *cells]
    _goal = np.concatenate([(1.0 if _place < len(cells) else -1.0) * (_free == _cell) for _place, _cell in enumerate(_wanted)])
    _rules = _block_diag([np.array(_sums)[:, _free]] * len(_wanted), format="csr")
    _solved = _linprog(_goal, A_eq=_rules, b_eq=np.tile(-_known, len(_wanted)), bounds=(0, 1e6))
    assert _solved.status == 0, "what is shown adds up"
    _parts = zip(_wanted, _solved.x.reshape(len(_wanted), -1), strict=True)
    _ends = [float(_part[_free == _cell][0]) for _cell, _part in _parts]
    return _ends[: len(cells)], _ends[len(cells) :]


def _check(people, rows, columns, minimum, most, say=""):
    _given = people.copy(), list(rows), list(columns)
    _value = safe_table(_given[0], "place", "worry", _given[1], _given[2], minimum)
    assert _given[0].equals(people), "don't change the table that is given"
    assert _given[1:] == (list(rows), list(columns)), "don't change the lists that are given"
    _full = pd.DataFrame([[int(((people["place"] == _r) & (people["worry"] == _c)).sum()) for _c in columns] for _r in rows], index=rows, columns=columns)
    _full.loc["total"] = _full.sum()
    _full["total"] = _full.sum(axis=1)
    assert type(_value) is pd.DataFrame, "a DataFrame"
    assert list(_value.index) == list(_full.index), "all categories and the total, in their order"
    assert list(_value.columns) == list(_full.columns), "all categories and the total, in their order"
    _shown = _value.to_numpy(dtype=float, na_value=float("nan"))
    _true = _full.to_numpy(dtype=float)
    _hidden = np.isnan(_shown)
    assert np.abs(np.where(_hidden, 0.0, _shown - _true)).max() < 1e-6, "counts that are shown are right; people with a missing entry are left out"
    _small = (_true >= 1) & (_true < minimum)
    assert _hidden[_small].all(), "every count from 1 to minimum - 1 is hidden, totals included"
    assert _small.any() or not _hidden.any(), "where nothing is small, nothing is hidden"
    if _small.any():
        _least, _most = _reach(_shown, np.flatnonzero(_small))
        assert max(_least) <= 1.000001, "an attack on the table rules out a count of 1 where a small count is hidden"
        assert min(_most) >= minimum - 0.000001, "an attack on the table finds that a hidden count is small"
    assert _hidden.sum() <= most + 1, "more cells are hidden than necessary" + say


def _people(counts, seed=1):
    _rows = [(_r, _c) for _r, _line in counts.items() for _c, _n in _line.items() for _ in range(_n)]
    _table = pd.DataFrame([*_rows, ("a", None), (None, "x"), (None, None)], columns=["place", "worry"]).assign(n=1)
    return _table.sample(frac=1, random_state=seed).set_index(pd.Index(np.arange(len(_table)) % 7))


_one = {"a": {"x": 20, "y": 3, "z": 9}, "b": {"x": 12, "y": 8, "z": 30}, "c": {"x": 7, "y": 16, "z": 11}}
_check(_people(_one), ["b", "a", "c"], ["z", "y", "x"], 5, 4)
_check(_people(_one), ["b", "a", "c", "d"], ["w", "z", "y", "x"], 5, 4)
_check(_people(_one), ["a", "b", "c"], ["x", "y", "z"], 3, 0)
_check(_people(_one), ["a", "b", "c"], ["x", "y", "z"], 2, 0)
for _seed, _lowest, _best in ((11, 4, 6), (12, 6, 6)):
    _draw = np.random.default_rng(_seed)
    _counts = {_r: {_c: int(_n) for _c, _n in zip("vwxy", _draw.integers(_lowest + 2, 40, 4), strict=True)} for _r in "abcd"}
    _counts["b"]["w"], _counts["d"]["y"], _counts["a"]["x"] = 1, _lowest - 1, 0
    _check(_people(_counts, _seed), list("dcba"), list("vwxy"), _lowest, _best)
_pairs = {"a": {"x": 2, "y": 20, "z": 30}, "b": {"x": 15, "y": 2, "z": 9}, "c": {"x": 7, "y": 16, "z": 11}}
_check(_people(_pairs), list("abc"), list("xyz"), 3, 4, ": four are enough here")
_low = {"a": {"x": 20, "y": 8, "z": 9}, "b": {"x": 12, "y": 8, "z": 30}, "c": {"x": 2, "y": 0, "z": 2}}
_check(_people(_low), list("abc"), list("xyz"), 5, 6, "; a total may be small")
_check(_people(_one | {"b": {"x": 12, "y": 8, "z": 30}, "a": {"x": 20, "y": 7, "z": 9}}), list("abc"), list("xyz"), 7, 0)
_draw = np.random.default_rng([_class_seed(), 19])
_lowest = int(_draw.integers(3, 7))
_count = int(_draw.integers(1, _lowest))
_counts = {_r: {_c: int(_draw.integers(_lowest + 5, 30)) for _c in "xyz"} for _r in "abc"}
for _r, _c in zip(_draw.permutation(list("abc"))[:2], _draw.permutation(list("xyz"))[:2], strict=True):
    _counts[str(_r)][str(_c)] = _count
_check(_people(_counts), list("cab"), list("zyx"), _lowest, 4, ": four are enough here")
### END HIDDEN TESTS

# %% [markdown] question="noise"
# ### 17. Noise from given draws ([[points]])
#
# A program that adds noise begins with numbers between 0 and 1 that are drawn evenly. So that your noise can be checked, they are given. Write `noise(draws, epsilon, kind)` for counts that one person changes by 1 at most.
#
# * `draws`: a Series of numbers $u$ between 0 and 1, both excluded. `epsilon`: ε, above 0. `kind`: `"laplace"` or `"geometric"`.
# * The noise of a draw $u$ is the smallest $x$ for which the probability of a noise of $x$ or less is at least $u$.
# * *Laplace*: the probability of $x$ or less is $\frac12 e^{\varepsilon x}$ for $x < 0$, and $1 - \frac12 e^{-\varepsilon x}$ from 0 on.
# * *Geometric*: $x$ is a whole number, negative, 0 or positive, and has the probability $\frac{1-a}{1+a}\,a^{|x|}$ with $a = e^{-\varepsilon}$. So the probability of $x$ or less is $a^{-x}/(1+a)$ for $x < 0$, and $1 - a^{x+1}/(1+a)$ from 0 on. (No draw in the tests lies on a step.)
# * Returns a Series of noise on the index of `draws`; whole numbers may be `int` or `float`. An example: with ε = ln 2, the draw 0.9 gives 2.32 (Laplace) and 2 (geometric).


# %% solution="noise"
def noise(draws: pd.Series, epsilon: float, kind: str) -> pd.Series:
    """Return Laplace or geometric noise for draws between 0 and 1. [people]"""
    ### BEGIN SOLUTION
    if kind == "laplace":
        below = np.log(2 * np.minimum(draws, 0.5)) / epsilon
        above = -np.log(2 * np.minimum(1 - draws, 0.5)) / epsilon
        return below + above
    a = math.exp(-epsilon)
    below = np.ceil(np.log(draws * (1 + a)) / epsilon)
    above = np.ceil(-np.log((1 - draws) * (1 + a)) / epsilon - 1)
    return below.where(draws <= a / (1 + a), above)
    ### END SOLUTION


# %% [markdown] discussion="noise"
# Noise from a draw is the distribution turned round: for each half its own formula, and `np.minimum(..., 0.5)` makes
# the other half's logarithm 0. For whole numbers the smallest *x* that reaches the draw is a ceiling, not a rounding;
# rounding Laplace noise gives another distribution. Trying whole numbers from far below upwards finds the same and
# needs an end for draws close to 0. `np.where` on both formulas works as well. In a real publication the draws must
# come from a secure source, and floating numbers themselves can betray something.

# %% tests="noise" points=2
# Form: a Series of numbers. Hidden: values of Laplace noise.
from citylab.forms import series as _series

_called = "noise(draws, epsilon, kind)"
_draws = pd.Series([0.2, 0.7, 0.9], index=["a", "b", "c"])
_value = _series(noise(_draws.copy(), 0.5, "laplace"), _called, index=_draws.index, unit="people")
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed

_draw, _mine = np.random.default_rng(6), np.random.default_rng([_class_seed(), 20])
for _epsilon, _given in ((0.5, [0.2, 0.7, 0.9, 0.4999, 0.5001]), (math.log(2), [0.9, 0.1, 0.3]), (3.0, _draw.uniform(0.001, 0.999, 200)), (0.02, _draw.uniform(0.001, 0.999, 200)), (1.0, [1e-9, 1 - 1e-9]), (_mine.uniform(0.05, 4.0), _mine.uniform(0.001, 0.999, 100))):
    _draws = pd.Series(_given, index=[_one % 4 for _one in range(len(_given))])
    _before = _draws.copy()
    _value = noise(_draws, _epsilon, "laplace")
    assert _draws.equals(_before), "don't change the draws that are given"
    _value = _series(_value, _called, index=_before.index).to_numpy()
    _back = np.array([0.5 * math.exp(_epsilon * _x) if _x < 0 else 1 - 0.5 * math.exp(-_epsilon * _x) for _x in _value])
    assert np.abs(_back / _before.to_numpy() - 1).max() < 1e-4, "the probability of the noise or less must be the draw: ln(2u)/epsilon below a half, -ln(2(1-u))/epsilon above"
    assert np.abs((1 - _back) / (1 - _before.to_numpy()) - 1).max() < 1e-4, "the probability of the noise or less must be the draw, also near 1"
for _epsilon in (0.001, 8.0):
    _draws = pd.Series([1e-9, 0.003, 0.4, 0.5, 0.6, 0.997, 1 - 1e-9])
    _value = _series(noise(_draws.copy(), _epsilon, "laplace"), _called, index=_draws.index).to_numpy()
    _truth = np.array([math.log(2 * _u) if _u < 0.5 else -math.log(2 * (1 - _u)) for _u in _draws]) / _epsilon
    assert np.abs(_value - _truth).max() < 1e-6 * np.abs(_truth).max(), "noise has no bound"
### END HIDDEN TESTS

# %% tests="noise" points=1
# Form: the same with geometric noise. Hidden: values.
from citylab.forms import series as _series

_called = "noise(draws, epsilon, kind)"
_draws = pd.Series([0.2, 0.7, 0.9], index=["a", "b", "c"])
_value = _series(noise(_draws.copy(), 0.5, "geometric"), _called, index=_draws.index, unit="people")
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed

_draw, _mine = np.random.default_rng(8), np.random.default_rng([_class_seed(), 21])
_numbers = np.arange(-2000, 2001)
for _epsilon, _some in ((0.05, _draw.uniform(0.002, 0.998, 300)), (0.4, _draw.uniform(0.002, 0.998, 100)), (math.log(2), _draw.uniform(0.002, 0.998, 300)), (2.0, _draw.uniform(0.002, 0.998, 100)), (0.01, [0.0008, 0.0012, 0.0016, 0.9991, *_draw.uniform(0.002, 0.998, 30)]), (_mine.uniform(0.1, 1.5), _mine.uniform(0.002, 0.998, 60))):
    _a = math.exp(-_epsilon)
    _cumulated = np.cumsum((1 - _a) / (1 + _a) * _a ** np.abs(_numbers))
    _given = np.array([*_some, 0.9, 0.1, 0.4, 0.6, 0.5])
    _given = _given[np.abs(_cumulated[:, None] - _given).min(axis=0) > 1e-6]
    _truth = _numbers[np.searchsorted(_cumulated, _given)]
    _value = _series(noise(pd.Series(_given, index=range(len(_given), 0, -1)), _epsilon, "geometric"), _called, index=pd.RangeIndex(len(_given), 0, -1)).to_numpy()
    assert np.abs(_value - _truth).max() < 1e-6, "the smallest whole number for which the probability of it or less is at least the draw"
### END HIDDEN TESTS

# %% [markdown] question="budget"
# ### 18. Keep to the privacy budget ([[points]])
#
# Whoever publishes about the same people again and again spends privacy. Write `within_budget(plans, epsilon)`: which plans may be published.
#
# * `plans`: a table with the columns `what` (each once), `epsilon` (above 0), `division` and `part`, in the order in which they are asked for. Where a plan is about everybody, `division` and `part` are missing (NaN). Otherwise `division` says how people are divided, such as `"ward"`, so that nobody is in two parts, and `part` is the part that the plan is about.
# * What accepted plans cost together: those about everybody, all of them added up; and for each division the cost of its *dearest* part, where all plans about one part are added up. Different divisions add up.
# * Go through the plans from the top. One is accepted if then all accepted plans cost at most `epsilon`; equal is allowed. Otherwise it is refused, costs nothing, and the next is looked at. ε are given with two decimals; add so that 0.1 + 0.2 is allowed where 0.3 is.
# * Returns a list of `what` of the accepted plans, in their order.


# %% solution="budget"
def within_budget(plans: pd.DataFrame, epsilon: float) -> list[str]:
    """Return the plans that are accepted, in their order."""
    ### BEGIN SOLUTION
    def cost(spent):
        dearest = {}
        for (division, _), hundredths in spent.items():
            dearest[division] = max(hundredths, dearest.get(division, 0))
        return sum(dearest.values())

    accepted, spent = [], {}
    for plan in plans.itertuples():
        place = ("", "") if pd.isna(plan.division) else (plan.division, plan.part)
        tried = {**spent, place: spent.get(place, 0) + round(100 * plan.epsilon)}
        if cost(tried) <= round(100 * epsilon):
            accepted.append(str(plan.what))
            spent = tried
    return accepted
    ### END SOLUTION


# %% [markdown] discussion="budget"
# `spent` holds what each part has cost so far. Everybody is a division with one part, so plans about all need no rule
# of their own. Each plan is tried on a copy, and the copy is kept if it is accepted: a refused plan then costs nothing,
# and a smaller one may still fit. Parts of one division don't overlap, so the dearest part counts; the plans about one
# part are added up first. Whole hundredths let 0.1 + 0.2 count as 0.3, which binary fractions miss by a hair; the
# `Budget` of lesson 4 adds decimal numbers for that reason.

# %% tests="budget" points=1
# Form: a list of names. Hidden: other plans.
_called = "within_budget(plans, epsilon)"
_value = within_budget(harbour["publications"].copy(), 1.0)
assert _value is not None, f"{_called} gave None: does the function end with a return?"
assert type(_value) is list, f"{_called} should be a list; yours is of type {type(_value).__name__}"
for _one in _value:
    assert type(_one) in (str, np.str_), f"{_called} should hold the names of plans, which are text; yours holds {_one!r}"
### BEGIN HIDDEN TESTS
from citylab.forms import class_seed as _class_seed


def _check(rows, epsilon, say):
    _table = pd.DataFrame(rows, columns=["what", "epsilon", "division", "part"]).astype({"division": object, "part": object})
    _table.index = [_one % 2 for _one in range(len(rows))]
    _given = _table.copy()
    _value = within_budget(_given, epsilon)
    assert _given.equals(_table), "don't change the table that is given"
    _truth, _cents = [], {}
    for _what, _cost, _division, _part in rows:
        _try = dict(_cents)
        _key = (_division, _part) if type(_division) is str else (_what,)
        _try[_key] = _try.get(_key, 0) + round(100 * _cost)
        _divisions = {_one[0] if len(_one) == 2 else _one for _one in _try}
        _sum = sum(max(_n for _one, _n in _try.items() if (_one[0] if len(_one) == 2 else _one) == _name) for _name in _divisions)
        if _sum <= round(100 * epsilon):
            _truth.append(_what)
            _cents = _try
    assert type(_value) is list, "a list of names"
    assert _value == _truth, say


_gap = float("nan")
_check([("a", 0.1, _gap, _gap), ("b", 0.2, _gap, _gap), ("c", 0.01, _gap, _gap)], 0.3, "0.1 + 0.2 is allowed where 0.3 is")
_check([("a", 0.3, "ward", "x"), ("b", 0.3, "ward", "y"), ("c", 0.3, "ward", "x"), ("d", 0.2, "age", "x"), ("e", 0.1, "age", "old")], 0.6, "the dearest part of a division counts, one part adds up")
_check([("a", 0.5, _gap, _gap), ("b", 0.7, _gap, _gap), ("c", 0.4, _gap, _gap), ("d", 0.1, "w", "x"), ("e", 0.1, "v", "x")], 1.0, "a refused plan costs nothing, and the next is looked at; different divisions add up")
for _seed, _epsilon in ((4, 0.8), ([_class_seed(), 22], 2.0)):
    _draw = np.random.default_rng(_seed)
    _rows = []
    for _one in range(16):
        _division = [_gap, "ward", "age"][_draw.integers(0, 3)]
        _rows.append((f"p{_one}", float(_draw.integers(1, 40)) / 100, _division, str(_draw.choice(list("uvw"))) if type(_division) is str else _gap))
    _check(_rows, _epsilon, "those about everybody add up; of each division the dearest part, all plans about one part added up; refused ones cost nothing")
_check([("a", 1.1, _gap, _gap), ("b", 2.2, _gap, _gap), ("c", 0.7, "w", "x"), ("d", 0.01, "w", "x")], 4.0, "1.1 + 2.2 + 0.7 is allowed where 4 is")
_check([("a", 1.1, _gap, _gap), ("b", 2.2, _gap, _gap)], 3.3, "1.1 + 2.2 is allowed where 3.3 is")
_check([("a", 0.29, _gap, _gap), ("b", 0.71, _gap, _gap), ("c", 0.01, _gap, _gap)], 1.0, "0.29 + 0.71 leave nothing of 1")
### END HIDDEN TESTS

# %% [markdown]
# ## Part E: report, and write to residents and council
#
# The council decided beforehand: ballots as in question 1, with five projects at most, until `closes`. Two results are to be compared. *Usual*: most votes first. *Equal*: every voter with a valid ballot gets the same share of the budget; what is left is filled up by most votes.

# %%
budget_eur, most = 200_000, 5
homes = register.set_index("voter")["ward"]

# %% [markdown] question="report"
# ### 19. The result ([[points]])
#
# Put the figures of Old Harbour into a dictionary `report`, made with your functions:
#
# * `ballots`: the number of voters whose ballot counts.
# * `usual`: the list of projects funded by most votes (question 6, nothing taken before). `equal`: the list of projects bought by equal shares (question 8), each voter beginning with `budget_eur` divided by the number of voters; and then those that `most_votes` adds, with these as `taken`.
# * `prefer`: the tuple of question 9, with `equal` first and `usual` second.
# * `empty_percent`: a tuple of two, `empty_percent` of **Sailors Row** (question 10), again by `equal` first and by `usual` second.
# * `car_park`: the tuple `(share, effective)` of question 4 for `survey["wants_car_park"]`, with weights raked to `margins` in 50 rounds.
# * `rows`: how many rows of `survey` may stay (question 15): known are ward, age and sex, the secret is the worry, `k_min` is 5 and `l_min` 2.
# * `unites`: the *text* of the statement with the highest weakest support (question 13), from `opinion_votes` and `camps`.
#
# Where a function of yours has a slip, what it gives still counts here, unless it ignores what it is given. (Of `counted_ballots` the number of voters must be right to within a fifth.)


# %% solution="report"
### BEGIN SOLUTION
votes = counted_ballots(ballots, register["voter"], projects, closes, most)
usual = most_votes(projects, votes, budget_eur, [])
bought = [one for one, _ in equal_shares(projects, votes, dict.fromkeys(votes, budget_eur / len(votes)))]
equal = bought + most_votes(projects, votes, budget_eur, bought)
report = {
    "ballots": len(votes),
    "usual": usual,
    "equal": equal,
    "prefer": preferences(votes, equal, usual),
    "empty_percent": tuple(float(fairness(projects, votes, homes, won).loc["Sailors Row", "empty_percent"]) for won in (equal, usual)),
    "car_park": weighted_share(survey["wants_car_park"], raked_weights(survey, margins, 50)),
    "rows": len(publishable(survey, ["ward", "age", "sex"], "worry", 5, 2)),
    "unites": statements.loc[weakest_support(opinion_votes, camps).idxmax(), "text"],
}
### END SOLUTION

# %% [markdown] discussion="report"
# The figures come from the functions, one after the other, in the order in which a count goes: clean, count, compare,
# explain. The weights rest on all margins, and the share only on those who answered. `taken` prevents that a project
# bought by equal shares is funded again by most votes. Mixing up the order of *equal* and *usual* in a tuple is the
# slip that turns the message round; a result that looks surprising is a good reason to read the order once more.

# %% tests="report" points=3
# Form: number of ballots, two lists of projects, a tuple of three. Hidden: are they right?
from citylab.forms import fields as _fields
from citylab.forms import whole as _whole
from citylab.forms import words as _words


def _named(value):
    """Return a list of names as plain text."""
    return [str(_one) if type(_one) is np.str_ else _one for _one in value] if type(value) in (list, tuple, set) else value


assert type(report) is dict, f"report should be a dictionary; yours is of type {type(report).__name__}"
_given = _fields(report, "report", names=["ballots", "usual", "equal", "prefer"])
_ballots = _whole(_given["ballots"], 'report["ballots"]')
_usual = _words(_named(_given["usual"]), 'report["usual"]', allowed=list(projects.index))
_equal = _words(_named(_given["equal"]), 'report["equal"]', allowed=list(projects.index))
assert type(_given["prefer"]) is tuple, f'report["prefer"] should be a tuple of three whole numbers; yours is {_given["prefer"]!r}, of type {type(_given["prefer"]).__name__}'
assert len(_given["prefer"]) in (3,), f'report["prefer"] should be a tuple of three whole numbers; yours is {_given["prefer"]!r}'
_prefer = tuple(_whole(_one, 'each part of report["prefer"]') for _one in _given["prefer"])
### BEGIN HIDDEN TESTS
_old = data.load("harbour_vote_synthetic")
_end = pd.Timestamp("2026-05-17 23:59:59")
_truth = (852, {"P04", "P02", "P01", "P03"}, {"P04", "P02", "P09", "P06", "P08", "P11", "P03", "P10"}, (471, 104, 277))


def _own():
    """Return what the student's functions give, if they look at what they are given."""
    _cost = _old["projects"]
    _found = counted_ballots(_old["ballots"].copy(), _old["register"]["voter"].copy(), _cost.copy(), _end, 5)
    assert type(_found) is dict and 0.8 * _truth[0] < len(_found) < 1.2 * _truth[0], "not far from right"
    assert all(type(_one) is set for _one in _found.values()), "sets"
    _first = most_votes(_cost.copy(), _found, 200_000, [])
    assert most_votes(_cost.copy(), _found, 60_000, []) != _first, "the budget counts"
    assert most_votes(_cost.copy(), {"x": {"P14"}}, 200_000, []) != most_votes(_cost.copy(), {"x": {"P12"}}, 200_000, []), "the votes count"
    _some = [_one for _one, _ in equal_shares(_cost.copy(), _found, dict.fromkeys(_found, 200_000 / len(_found)))]
    assert [_one for _one, _ in equal_shares(_cost.copy(), _found, dict.fromkeys(_found, 60.0))] != _some, "the shares count"
    assert equal_shares(_cost.copy(), {"x": {"P14"}}, {"x": 99_000.0}) != equal_shares(_cost.copy(), {"x": {"P12"}}, {"x": 99_000.0}), "the votes count"
    _second = _some + most_votes(_cost.copy(), _found, 200_000, list(_some))
    _tuple = tuple(int(_one) for _one in preferences(_found, list(_second), list(_first)))
    assert tuple(preferences(_found, ["P10"], ["P01"])) != _tuple, "the results count"
    assert tuple(preferences(dict.fromkeys("xyz", {"P02"}), ["P02"], ["P05"])) != tuple(preferences(dict.fromkeys("xyz", {"P05"}), ["P02"], ["P05"])), "the ballots count"
    return len(_found), set(_first), set(_second), _tuple


_mine = _truth
try:
    _mine = _own()
except Exception:
    pass
assert _ballots in (_truth[0], _mine[0]), "ballots: the number of voters whose ballot counts"
assert _usual in (_truth[1], _mine[1]), "usual: the projects that most votes fund"
assert _equal in (_truth[2], _mine[2]), "equal: the projects bought by equal shares, and those that most votes add"
assert _prefer in (_truth[3], _mine[3]), "prefer: voters who prefer the equal result, the usual one, neither"
### END HIDDEN TESTS

# %% tests="report" points=2
# Form: the other figures of the report. Hidden: are they right?
from citylab.forms import fields as _fields
from citylab.forms import number as _number
from citylab.forms import pair as _pair
from citylab.forms import text as _one_of
from citylab.forms import whole as _whole

assert type(report) is dict, f"report should be a dictionary; yours is of type {type(report).__name__}"
_given = _fields(report, "report", names=["empty_percent", "car_park", "rows", "unites"])
_empty = [_number(_one, 'each part of report["empty_percent"]', unit="percent") for _one in _pair(_given["empty_percent"], 'report["empty_percent"]', "equal, usual")]
assert 0 <= min(_empty) <= max(_empty) <= 100, f'report["empty_percent"] should be between 0 and 100 percent; yours is {_given["empty_percent"]!r}'
_car_park = _pair(_given["car_park"], 'report["car_park"]', "share, effective")
_share = _number(_car_park[0], 'the share of report["car_park"]')
assert 0 <= _share <= 1, f'the share of report["car_park"] should be between 0 and 1; yours is {_share:g}'
_effective = _number(_car_park[1], 'the effective number of report["car_park"]')
assert 1 <= _effective <= 477, f'the effective number of report["car_park"] should be between 1 and the 477 answers; yours is {_effective:g}'
_rows = _whole(_given["rows"], 'report["rows"]')
_unites = _one_of(str(_given["unites"]) if type(_given["unites"]) is np.str_ else _given["unites"], 'report["unites"]', allowed=list(statements["text"]))
### BEGIN HIDDEN TESTS
from citylab.participation import opinions as _opinions

_old = data.load("harbour_vote_synthetic")
_end = pd.Timestamp("2026-05-17 23:59:59")


def _close(found, truth, tolerance, compute):
    """Say whether figures are the true ones, or those of the student's functions if they look at what they are given."""
    _found = np.array(found, dtype=float)
    if np.abs(_found - truth).max() <= tolerance:
        return True
    try:
        return bool(np.abs(_found - np.array(compute(), dtype=float)).max() <= tolerance)
    except Exception:
        return False


def _none(equal, usual):
    _found = counted_ballots(_old["ballots"].copy(), _old["register"]["voter"].copy(), _old["projects"].copy(), _end, 5)
    _places = _old["register"].set_index("voter")["ward"]
    _two = fairness(_old["projects"].copy(), {"x": {"P01"}, "y": {"P02"}}, pd.Series({"x": "Hill", "y": "Quay"}), ["P01"])["empty_percent"]
    assert abs(_two["Hill"] - _two["Quay"]) > 1e-6, "ballots, homes and winners count"
    return [float(fairness(_old["projects"].copy(), _found, _places, list(_one)).loc["Sailors Row", "empty_percent"]) for _one in (equal, usual)]


def _parking():
    _margins = {_name: _part.set_index("category")["people"] for _name, _part in _old["margins"].groupby("variable", sort=False)}
    _weights = raked_weights(_old["survey"].copy(), _margins, 50)
    assert _weights.nunique() > 3, "the margins count"
    _answers, _even, _uneven = pd.Series([1.0, 0.0, 1.0]), pd.Series([1.0, 1.0, 1.0]), pd.Series([1.0, 9.0, 2.0])
    for _even_part, _uneven_part in zip(weighted_share(_answers, _even), weighted_share(_answers, _uneven), strict=True):
        assert abs(_even_part - _uneven_part) > 1e-6, "the weights count"
    return weighted_share(_old["survey"]["wants_car_park"].copy(), _weights)


def _stay():
    _kept = []
    for _letters in ("abaa", "abbb"):
        _four = pd.DataFrame({"ward": list(_letters), "age": 1, "sex": 1, "worry": list("xyzw")})
        _kept.append(list(publishable(_four, ["ward", "age", "sex"], "worry", 2, 1)["worry"]))
    assert _kept[0] != _kept[1], "crowds count"
    _survey = _old["survey"]
    assert len(publishable(_survey.copy(), ["ward", "age", "sex"], "worry", 30, 2)) != len(publishable(_survey.copy(), ["ward", "age", "sex"], "worry", 5, 2)), "k counts"
    return [len(publishable(_survey.copy(), ["ward", "age", "sex"], "worry", 5, 2))]


def _best():
    _two = pd.DataFrame({"s": [1.0] * 4 + [-1.0] * 4, "t": [1.0, -1.0] * 4})
    assert not weakest_support(_two, pd.Series(list("XXXXYYYY"))).equals(weakest_support(_two, pd.Series(list("XYXYXYXY")))), "groups count"
    return _old["statements"].loc[weakest_support(_opinions.read_votes(_old["opinions"]), _old["camps"]["camp"].copy()).idxmax(), "text"]


assert _close(_empty, [4.9180, 66.3934], 0.02, lambda: _none(report["equal"], report["usual"])), "empty_percent: percent of the voters of Sailors Row who named no winner, by the equal result and by the usual one"
assert _close([_share], [0.37167], 0.001, lambda: _parking()[:1]), "car_park: share of those who answered who want it, raked to all three margins in 50 rounds"
assert _close([_effective], [363.534], 0.5, lambda: _parking()[1:]), "car_park: effective number of the answers about it, raked to all three margins in 50 rounds"
assert _close([_rows], [458], 0, _stay), "rows that may stay with k = 5 and l = 2"
_right = _unites in ("Cruise ships should plug in while they are moored",)
if not _right:
    try:
        _right = _best() == _unites
    except Exception:
        pass
assert _right, "unites: the text of the statement whose weakest support is highest"
### END HIDDEN TESTS

# %% [markdown] question="explain"
# ### 20. Explain it to those who lost ([[points]])
#
# The council follows the *equal* result. Many people in Cannery are angry: their project had more votes than most that won. Write to them, in at most 280 words (what stands between two blanks is a word): what was decided, why, and what it means to them. They are neighbours, no statisticians. You may use everything you found in parts A to C.
#
# *How it is marked, 2 points each:*
#
# * **Result**: says at the beginning which projects are funded and which popular one isn't, with its votes and cost, and follows from your numbers.
# * **Rule**: explains in plain words how equal shares choose, without formula, so that a reader could say why this project lost.
# * **Fairness**: at least three numbers, two of which compare wards or the two results; one of them supports the readers' complaint.
# * **Honesty**: names two weaknesses of the vote or of the rule, and what each could change.
# * **Respect**: takes the readers' wish seriously, blames nobody, says what they can still do; no more than 280 words.

# %% [markdown] manual="explain" points=10
# **Eight projects are funded: boat ramp, promenade lights, safe crossing, quay benches, trees in Hemp Street, laundry room, marina playground, night bus. They cost €189,000 of €200,000. The car park, with 280 votes for €84,000, isn't among them.**
#
# You will say: only two projects had more votes. That is true. By most votes it would have won, with three others.
#
# The council chose another rule before the vote. Each of 852 voters got the same €235 for the projects on their own ballot. Supporters pay for a project together; where many share a low cost, it is bought first. The car park's 280 supporters had €65,700 together. That doesn't pay €84,000, even before they gave for anything else.
#
# Is that fair? By most votes, 66 % of the voters of Sailors Row would have got nothing; now 5 %. You pay for that: on average a voter in Cannery gets €253, not €358. That is still the most of all wards. 471 voters have more of their projects funded than by most votes, 104 fewer.
#
# Two things are weak. From Sailors Row 122 of 480 residents voted, in Cannery 366 of 940; had more come, other projects could have won. And playground and night bus came in with left-over money; another way to fill up could have chosen others.
#
# In our survey 37 % of residents want the car park. Propose a smaller one next year; the count is open to questions.

# %% [markdown] question="withheld"
# ### 21. What did you not publish, and why? ([[points]])
#
# The council asks for open data: ballots, survey, opinions and comments of Old Harbour. The voter's code stands on each ballot; the register says whose code it is, and only the council's office may read it. Of the comments you have only the topics. In at most 200 words: what do you publish only after a change, what not at all, and why?
#
# *How it is marked, 2 points each:*
#
# * **Withheld**: names two things that stay closed or are changed, each with the person or group who could be exposed, and how an attacker would do it.
# * **Protection**: says what was done instead, with at least two numbers of your own (such as rows left out, k, a budget).
# * **Price**: says what readers can no longer check or see, who becomes invisible, and who decides about it or may object.

# %% [markdown] manual="withheld" points=6
# *Ballots.* We publish counts by project, not ballots. A neighbour who knows two choices of yours may find the other three. So the counts get noise, for 0.4 of a privacy budget of 1; worries by street (0.5) were refused, as they would have exceeded it.
#
# *Survey.* Rows with ward, age and sex could be matched with the register. We left out 19 of 477: crowds below five, and the old men of Ropewalk, who all gave the same worry: no name was needed to know it. In the table of worries by ward the single debtor of Sailors Row is hidden, with three other cells against subtraction.
#
# *Comments* stay closed: words give writers away. We publish only topics that both coders gave.
#
# *The price.* Nobody outside can recount the vote: three residents drawn by lot may, in the office. Six people over 50 in Sailors Row and thirteen in Ropewalk disappear from the file, so nobody can plan for them with it. The council's data officer decides, and residents may object until 30 June.
