"""
Record the winners of pabutools, as an independent truth for the tests.

pabutools is GPL, so it is no part of the course and runs in an environment of its own:

    python -m venv ENV
    ENV/bin/pip install pabutools==1.2.3
    ENV/bin/python tests/citylab/participation/reference/record.py [FOLDER OF PABULIB FILES]

It counts the elections of `elections.py` with exact fractions, and the files of the folder if there is one; files that
are recorded already are left alone. A count that takes longer than `PATIENCE_S` is recorded as null. Ties are broken as
in our default: more points, then lower cost, then the identifier. Projects without any points are dropped from the
winners: our rules never fund them.
"""

import json
import signal
import sys
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path

from elections import elections
from pabutools.election import (
    AdditiveSatisfaction,
    ApprovalBallot,
    ApprovalProfile,
    CardinalBallot,
    CardinalProfile,
    Instance,
    Project,
    parse_pabulib,
)
from pabutools.fractions import str_as_frac
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule

PATIENCE_S = 200  # of the processor


class Points(AdditiveSatisfaction):
    """Points of the ballot, 1 for an approval."""

    def __init__(self, instance, profile, ballot):
        super().__init__(instance, profile, ballot, lambda inst, prof, ballot, project, known: given(ballot, project))


class PointsTimesCost(AdditiveSatisfaction):
    """Points of the ballot times the cost of the project."""

    def __init__(self, instance, profile, ballot):
        def worth(inst, prof, ballot, project, known):
            return given(ballot, project) * project.cost

        super().__init__(instance, profile, ballot, worth)


def given(ballot, project):
    """Return the points that a ballot gives."""
    if isinstance(ballot, CardinalBallot):
        return ballot.get(project, 0)
    return int(project in ballot)


def made_up(election: dict):
    """Return instance and profile of a made-up election."""
    projects = {name: Project(name, str_as_frac(cost)) for name, cost in election["costs"].items()}
    instance = Instance(projects.values(), budget_limit=str_as_frac(election["budget"]))
    return instance, profile_of(election["vote_type"], election["ballots"], projects)


def profile_of(vote_type: str, ballots: list, projects: dict):
    """Return approvals, or points; a ranking of k projects gives k points down to 1."""
    if vote_type in ("approval", "choose-1"):
        return ApprovalProfile([ApprovalBallot([projects[name] for name in ballot]) for ballot in ballots])
    if vote_type == "ordinal":
        ballots = [{name: str(len(ballot) - rank) for rank, name in enumerate(ballot)} for ballot in ballots]
    points = [{projects[name]: str_as_frac(value) for name, value in ballot.items()} for ballot in ballots]
    return CardinalProfile([CardinalBallot(ballot) for ballot in points])


def from_file(path: Path):
    """Return instance and profile of a file."""
    instance, profile = parse_pabulib(str(path))
    kind, projects = instance.meta["vote_type"], {project.name: project for project in instance}
    if kind in ("approval", "choose-1"):
        return instance, profile
    if kind == "ordinal":
        return instance, profile_of(kind, [[project.name for project in ballot] for ballot in profile], projects)
    named = [{project.name: str(points) for project, points in ballot.items()} for ballot in profile]
    return instance, profile_of(kind, named, projects)


def count(instance, profile) -> dict[str, list[str] | None]:
    """Return the winners of each rule, in the order of selection; None where it takes too long."""
    score = {project.name: sum(given(ballot, project) for ballot in profile) for project in instance}
    ties = TieBreakingRule(lambda inst, prof, project: (-score[project.name], project.cost, project.name))

    def greedy(satisfaction, begin=()):
        return greedy_utilitarian_welfare(
            instance, profile, satisfaction, tie_breaking=ties, initial_budget_allocation=list(begin)
        )

    def shares(satisfaction, **more):
        return method_of_equal_shares(instance, profile, satisfaction, tie_breaking=ties, **more)

    rules = {"greedy votes": lambda: greedy(PointsTimesCost), "greedy votes per cost": lambda: greedy(Points)}
    for utility, satisfaction in (("cost", PointsTimesCost), ("cardinality", Points)):
        # A free project is worth nothing where cost is worth, so pabutools leaves it out; we do not.
        if utility == "cost" and any(project.cost == 0 for project in instance):
            continue
        rules[f"{utility} none"] = lambda kind=satisfaction: shares(kind)
        rules[f"{utility} add1"] = lambda kind=satisfaction: shares(kind, voter_budget_increment=1)
        rules[f"{utility} utilitarian"] = lambda kind=satisfaction: greedy(PointsTimesCost, shares(kind))
    return {
        name: None if winners is None else [one.name for one in winners if score[one.name] > 0]
        for name, winners in ((name, patiently(rule)) for name, rule in rules.items())
    }


def patiently(rule):
    """Return the result, or None after `PATIENCE_S`."""

    def stop(*_):
        raise TimeoutError

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE_S)
    try:
        return rule()
    except TimeoutError:
        return None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def read(path: Path) -> dict:
    """Return budget, costs and points as pabutools reads them."""
    instance, profile = from_file(path)
    return {
        "budget": str(Fraction(instance.budget_limit)),
        "costs": {project.name: str(Fraction(project.cost)) for project in sorted(instance, key=lambda one: one.name)},
        "scores": {
            project.name: str(Fraction(sum(given(ballot, project) for ballot in profile)))
            for project in sorted(instance, key=lambda one: one.name)
        },
        "voters": len(profile),
    }


def save(name: str, results: dict) -> None:
    """Write the results beside this script."""
    about = {"made_by": f"pabutools {version('pabutools')}", "results": results}
    text = json.dumps(about, indent=1, ensure_ascii=False)
    (Path(__file__).parent / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Write the winners of the made-up elections, and of the files."""
    save("winners_synthetic", {election["name"]: count(*made_up(election)) for election in elections()})
    files = sorted(Path(sys.argv[1]).glob("*.pb"), key=lambda path: path.stat().st_size) if len(sys.argv) > 1 else []
    known = Path(__file__).with_name("winners_pabulib.json")
    results: dict = json.loads(known.read_text(encoding="utf-8"))["results"] if known.exists() else {}
    for path in files:
        if path.name in results:
            continue
        results[path.name] = read(path) | {"winners": count(*from_file(path))}
        save("winners_pabulib", results)


if __name__ == "__main__":
    main()
