"""
Make `millfield_vote_synthetic`: 2,400 ballots on 30 projects in Millfield, in the Pabulib format, seed 500.

    PYTHONPATH=course python datasets/millfield_vote_synthetic/make.py

Projects, costs and ballots are made up. Each ballot approves one to five projects; a voter chooses them by their
general appeal, and more often in the own ward. The wards lie where `service_requests_synthetic` has them. Turnout falls
from Riverside (28 % of the residents) to Weir Estate (11 %); all of this is our choice.

Planned, so that the lesson can show it: people of Weir Estate agree with each other and with few others, so that
counting votes leaves them without any project; some large projects of the richer wards are liked by many a little.
"""

from pathlib import Path

import numpy as np

from classroom.datapackages import write_package

SEED = 500
BUDGET = 500_000
MOST = 5  # approvals on a ballot
LENGTHS = (0.10, 0.18, 0.27, 0.22, 0.23)  # shares of ballots with 1, 2, ... approvals
# Middle (latitude, longitude), ballots, how much more often a voter picks a project of the own ward
WARDS = {
    "Riverside": (60.2010, 24.9220, 760, 5.0),
    "Mill Lane": (60.1885, 24.9215, 590, 4.0),
    "Station": (60.1950, 24.9375, 420, 4.0),
    "Weir Estate": (60.1910, 24.9040, 320, 24.0),
    "Quarry Hill": (60.2030, 24.9550, 310, 6.0),
}
# Ward, name, cost [EUR], appeal
PROJECTS = [
    ("Riverside", "Promenade with lights and benches", 112_000, 3.2),
    ("Riverside", "Second deck for the car park", 96_000, 2.3),
    ("Riverside", "Boat ramp", 44_000, 1.1),
    ("Riverside", "Flower beds on the quay", 22_000, 1.9),
    ("Riverside", "Concerts by the river", 16_000, 1.7),
    ("Riverside", "Dog run", 12_000, 0.8),
    ("Mill Lane", "Cycle lane on Mill Lane", 89_000, 2.7),
    ("Mill Lane", "Playground on the green", 74_000, 2.9),
    ("Mill Lane", "Toilets in the park", 58_000, 1.4),
    ("Mill Lane", "Street trees", 33_000, 2.3),
    ("Mill Lane", "Drinking fountains", 18_000, 1.6),
    ("Mill Lane", "Repair workshop", 11_000, 0.9),
    ("Station", "Station square without cars", 98_000, 3.0),
    ("Station", "Shared offices in the ticket hall", 67_000, 0.9),
    ("Station", "Light for the underpass", 47_000, 2.1),
    ("Station", "Covered bicycle stands", 39_000, 1.8),
    ("Station", "Bus shelters", 28_000, 1.5),
    ("Station", "Mural on the bridge", 13_000, 0.8),
    ("Weir Estate", "Youth house", 61_000, 1.5),
    ("Weir Estate", "Football pitch", 72_000, 0.8),
    ("Weir Estate", "Light for the courtyards", 46_000, 0.8),
    ("Weir Estate", "Garden plots between the blocks", 37_000, 0.5),
    ("Weir Estate", "Homework club", 31_000, 0.7),
    ("Weir Estate", "Language café", 24_000, 0.4),
    ("Quarry Hill", "Steps to Chapel Street", 76_000, 1.0),
    ("Quarry Hill", "Crossing at the school", 49_000, 1.9),
    ("Quarry Hill", "Viewpoint with tables", 36_000, 1.4),
    ("Quarry Hill", "Path through the quarry", 29_000, 1.2),
    ("Quarry Hill", "Bird hide", 17_000, 0.8),
    ("Quarry Hill", "Toy library", 9_000, 0.6),
]
META = {
    "name": "millfield_vote_synthetic",
    "title": "Synthetic: 2,400 ballots of Millfield on how to spend 500,000 euros",
    "description": (
        "Made by a seeded generator: no real person voted. In April 2026 the people of Millfield approved one to five "
        "of 30 projects in five wards. The file is in the Pabulib format, with the ward and place of "
        "each project and the ward of each voter."
    ),
    "synthetic": True,
    "licenses": [
        {
            "name": "CC0-1.0",
            "title": "CC0 1.0 Universal",
            "path": "https://creativecommons.org/publicdomain/zero/1.0/",
        }
    ],
    "sources": [
        {"title": "The format: Pabulib, participatory budgeting library", "path": "https://pabulib.org/format"}
    ],
    "period": "April 2026",
    "tables": {},
    "files": {
        "millfield_vote.pb": (
            "In the Pabulib format: META, PROJECTS (cost in EUR; latitude and longitude in degrees, WGS 84) and VOTES "
            "(approvals)."
        )
    },
}


def ballots(rng: np.random.Generator) -> list[tuple[str, list[int]]]:
    """Return the ward and the approved projects of each voter, in the order in which they came."""
    appeal = np.array([project[3] for project in PROJECTS])
    wards = np.array([project[0] for project in PROJECTS])
    cast = []
    for ward, (_, _, count, own) in WARDS.items():
        weight = np.where(wards == ward, own, 1.0) * appeal
        for length in rng.choice(MOST, count, p=LENGTHS) + 1:
            chosen = rng.choice(len(PROJECTS), length, replace=False, p=weight / weight.sum())
            cast.append((ward, sorted(int(number) for number in chosen)))
    return [cast[number] for number in rng.permutation(len(cast))]


def places(rng: np.random.Generator) -> list[tuple[float, float]]:
    """Return latitude and longitude of each project, six in each ward, on a circle around its middle. [degree]"""
    found = []
    for number, (ward, *_) in enumerate(PROJECTS):
        angle = 2 * np.pi * (number % 6) / 6 + rng.uniform(-0.3, 0.3)
        north, east = 0.0026 * np.sin(angle), 0.0052 * np.cos(angle)
        found.append((WARDS[ward][0] + north, WARDS[ward][1] + east))
    return found


def pabulib(cast: list[tuple[str, list[int]]], where: list[tuple[float, float]]) -> str:
    """Return the file."""
    ids = [str(number + 1) for number in range(len(PROJECTS))]
    votes = np.bincount([number for _, chosen in cast for number in chosen], minlength=len(PROJECTS))
    meta = {
        "description": "Synthetic: share of the budget for Millfield", "country": "fictional", "unit": "Ancoats Quay",
        "subunit": "Millfield", "instance": "2026", "num_projects": len(PROJECTS), "num_votes": len(cast),
        "budget": BUDGET, "currency": "EUR", "vote_type": "approval", "rule": "unknown", "date_begin": "07.04.2026",
        "date_end": "21.04.2026", "min_length": 1, "max_length": MOST, "language": "en",
    }  # fmt: skip
    rows = ["META", "key;value", *(f"{key};{value}" for key, value in meta.items())]
    rows += ["PROJECTS", "project_id;cost;votes;name;ward;latitude;longitude"]
    for number, (ward, name, cost, _) in enumerate(PROJECTS):
        lat, long = where[number]
        rows.append(f"{ids[number]};{cost};{votes[number]};{name};{ward};{lat:.4f};{long:.4f}")
    rows += ["VOTES", "voter_id;ward;vote"]
    for number, (ward, chosen) in enumerate(cast, start=1):
        rows.append(f"{number};{ward};{','.join(ids[project] for project in chosen)}")
    return "\n".join(rows) + "\n"


def make() -> None:
    """Write the package."""
    rng = np.random.default_rng(SEED)
    where = places(rng)
    write_package(Path(__file__).parent, META, {}, {"millfield_vote.pb": pabulib(ballots(rng), where).encode("utf-8")})


if __name__ == "__main__":
    make()
