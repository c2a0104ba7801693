"""Winners are those of pabutools, recorded by reference/record.py, in elections made up and real."""

import importlib.util
import json
from fractions import Fraction
from pathlib import Path

import pytest

from citylab.participation import pabulib, rules

HERE = Path(__file__).parent / "reference"
FILES = Path(__file__).resolve().parents[4] / "shared" / "data" / "pabulib"
_spec = importlib.util.spec_from_file_location("elections", HERE / "elections.py")
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)
ELECTIONS = {election["name"]: election for election in _module.elections()}
SYNTHETIC = json.loads((HERE / "winners_synthetic.json").read_text(encoding="utf-8"))["results"]
REAL = json.loads((HERE / "winners_pabulib.json").read_text(encoding="utf-8"))["results"]


def made_up(name):
    election = ELECTIONS[name]
    costs = {project: float(cost) for project, cost in election["costs"].items()}
    ballots = [
        ballot if isinstance(ballot, list) else {project: float(points) for project, points in ballot.items()}
        for ballot in election["ballots"]
    ]
    return pabulib.build(costs, ballots, budget=float(election["budget"]), vote_type=election["vote_type"])


def winners(election, rule):
    kind, how = rule.split(" ", maxsplit=1)
    if kind == "greedy":
        return list(rules.greedy(election, by=how).winners)
    completion = None if how == "none" else how
    return list(rules.equal_shares(election, utility=kind, completion=completion).winners)


def real(name):
    if not (FILES / name).exists():
        pytest.skip("the real files are not here")
    return pabulib.read(FILES / name)


def test_every_made_up_election_is_recorded():
    assert list(ELECTIONS) == list(SYNTHETIC)
    assert len(SYNTHETIC) >= 30


@pytest.mark.parametrize("name", SYNTHETIC)
def test_made_up_winners_are_those_recorded(name):
    election = made_up(name)
    found = {rule: winners(election, rule) for rule in SYNTHETIC[name]}
    expected = dict(SYNTHETIC[name])
    if 0 in election.projects["cost"].to_numpy():
        # pabutools ranks a free project last by votes, as it multiplies votes by cost.
        expected["greedy votes"] = sorted(expected["greedy votes"])
        found["greedy votes"] = sorted(found["greedy votes"])
    assert found == expected


@pytest.mark.parametrize("name", REAL)
def test_real_winners_are_those_recorded(name):
    election = real(name)
    expected = {rule: chosen for rule, chosen in REAL[name]["winners"].items() if chosen is not None}
    assert {rule: winners(election, rule) for rule in expected} == expected


@pytest.mark.parametrize("name", REAL)
def test_real_files_are_read_as_pabutools_reads_them(name):
    election, expected = real(name), REAL[name]
    assert Fraction(str(election.budget)) == Fraction(expected["budget"])
    assert len(election.voters) == expected["voters"]
    for column, recorded in (("cost", "costs"), ("score", "scores")):
        values = {project: Fraction(text) for project, text in expected[recorded].items()}
        assert {project: Fraction(str(value)) for project, value in election.projects[column].items()} == values


def test_all_real_files_are_read_without_a_warning():
    paths = sorted(FILES.glob("*.pb"))
    if not paths:
        pytest.skip("the real files are not here")
    assert {path.name: pabulib.read(path).warnings for path in paths} == {path.name: () for path in paths}


def test_greedy_gives_what_krakow_announced():
    election = real("Poland_Krakow_2022_Zwierzyniec.pb")
    announced = election.projects.index[election.projects["selected"] == 1]
    assert set(rules.greedy(election).winners) == set(announced)
