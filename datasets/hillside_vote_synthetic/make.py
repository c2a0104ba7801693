"""
Make `hillside_vote_synthetic`: a poll, a vote, opinions and two published tables, for the wrap-up of module 04.

    PYTHONPATH=course python datasets/hillside_vote_synthetic/make.py

Gorse Hill does not exist. Its residents, answers, ballots and opinions are drawn below, with a seed; all numbers are
our choice. Planned, so that the wrap-up can ask for it: the poll reached nobody who rents from the council; Foot
votes seldom and for its own projects; opinions differ a little from ward to ward, and form no groups beyond chance;
between the two published tables one person more has answered.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from citylab.participation import privacy
from classroom.datapackages import write_package

HERE = Path(__file__).parent
SEED = 404
BUDGET, MOST = 120_000, 4
LENGTHS = (0.15, 0.30, 0.30, 0.25)  # shares of ballots with 1, 2, 3, 4 approvals
TENURES = ["owner", "private renter", "social renter"]
# Ward: residents of 16 and over by tenure, answers by owners and private renters, ballots, own ward's pull
WARDS = {
    "Crest": ((760, 120, 20), (112, 10), 330, 4.0),
    "Terraces": ((350, 280, 70), (52, 24), 165, 4.0),
    "Foot": ((120, 400, 280), (18, 24), 105, 30.0),
}
# Chance to want the hill lift: ward, and what is added for people who rent
LIFT = {"Crest": 0.26, "Terraces": 0.50, "Foot": 0.72}
RENTS = 0.12
# Ward, name, cost [EUR], appeal
PROJECTS = [
    ("Crest", "Panorama terrace", 46_000, 2.6),
    ("Crest", "Charging points at the chapel", 27_000, 1.6),
    ("Crest", "Restored fountain", 21_000, 1.9),
    ("Crest", "Hedge labyrinth", 14_000, 0.9),
    ("Terraces", "Shade over the playground", 32_000, 2.0),
    ("Terraces", "Handrails on the long stairs", 18_000, 2.2),
    ("Terraces", "Rain gardens", 23_000, 1.3),
    ("Terraces", "Tool library", 6_000, 0.8),
    ("Foot", "Shelter at the bus stop", 15_000, 0.8),
    ("Foot", "Drying room and laundrette", 19_000, 0.5),
    ("Foot", "Evening classes", 11_000, 0.6),
    ("Foot", "Quiet room for homework", 8_000, 0.5),
    ("Foot", "Ball court under the viaduct", 26_000, 0.5),
]
VOTERS = {"Crest": 62, "Terraces": 50, "Foot": 44}
# Statement, chance of an agree in Crest, Terraces and Foot
STATEMENTS = [
    ("The long stairs need handrails on both sides.", 0.84, 0.90, 0.88),
    ("The night bus should climb to the Crest.", 0.62, 0.70, 0.78),
    ("The view from the Crest belongs to everybody.", 0.80, 0.78, 0.74),
    ("The lift should be free for residents.", 0.46, 0.66, 0.90),
    ("Cars should stay below the chapel on Sundays.", 0.52, 0.56, 0.48),
    ("Rain should soak into the slope, not run down the lanes.", 0.76, 0.88, 0.82),
    ("Holiday flats should be limited.", 0.44, 0.68, 0.76),
    ("The council should publish what became of last year's money.", 0.90, 0.88, 0.94),
    ("Benches every fifty steps would help more than a lift.", 0.70, 0.58, 0.40),
    ("Bins should be emptied before eight.", 0.58, 0.60, 0.62),
    ("The laundrette should come back.", 0.30, 0.54, 0.92),
    ("Loud deliveries should wait until seven.", 0.78, 0.70, 0.60),
    ("Part of the money should go where fewest people voted.", 0.34, 0.60, 0.88),
    ("Dogs belong on a lead on the stairs.", 0.66, 0.62, 0.58),
    ("Street trees should be watered by neighbours.", 0.56, 0.64, 0.50),
    ("Snow should be cleared on the stairs first, then on the road.", 0.86, 0.92, 0.90),
]
SEEN = 0.62
PASSES = 0.12
WORRIES = ["rent", "stairs", "noise", "violence at home", "loneliness"]
# Answers by 7 May; one more comes later, in Foot.
COUNTS = {"Crest": (14, 36, 41, 11, 27), "Terraces": (31, 29, 22, 16, 19), "Foot": (44, 17, 26, 9, 13)}
LATE = ("Foot", "violence at home")
SMALLEST = 10

FIELDS = {
    "poll": {
        "description": "Answers to the poll of May 2026.",
        "primaryKey": ["answer"],
        "fields": {
            "answer": ("-", "Number of the answer"),
            "ward": ("-", "Ward"),
            "tenure": ("-", "Owner or private renter; nobody who rents from the council was asked"),
            "lift": ("-", "Whether the person wants the hill lift"),
        },
    },
    "margins": {
        "description": "Residents of 16 and over.",
        "fields": {
            "variable": ("-", "Ward or tenure"),
            "category": ("-", "Category of the variable"),
            "residents": ("people", "Residents of 16 and over"),
        },
    },
    "people": {
        "description": "Who voted on statements.",
        "primaryKey": ["person"],
        "fields": {"person": ("-", "Number of the person"), "ward": ("-", "Ward")},
    },
    "statements": {
        "description": "What they voted on.",
        "primaryKey": ["statement"],
        "fields": {"statement": ("-", "Number of the statement"), "text": ("-", "The statement")},
    },
    "votes": {
        "description": "One row per vote.",
        "primaryKey": ["person", "statement"],
        "fields": {
            "person": ("-", "Number of the person"),
            "statement": ("-", "Number of the statement"),
            "vote": ("1", "1 agree, -1 disagree, 0 pass"),
        },
    },
}
WORRY_FIELDS = {
    "ward": ("-", "Ward, or the total"),
    **{name: ("people", f"Answers with the worry {name}; blank where hidden") for name in WORRIES},
    "total": ("people", "All answers; blank where hidden"),
}
META = {
    "name": "hillside_vote_synthetic",
    "title": "Synthetic: Gorse Hill, a poll, a vote, opinions and two published tables",
    "description": (
        "A made-up neighbourhood of 2,400 residents in three wards: a poll about a hill lift, 600 ballots on how to "
        "spend 120,000 euros, votes on statements, and a table of worries as it was published on two days."
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
    "period": "April to May 2026",
    "tables": {
        **FIELDS,
        "published_7_may": {
            "description": "As published on 7 May 2026; counts of 1 to 9 hidden.",
            "fields": WORRY_FIELDS,
        },
        "published_9_may": {"description": "As published on 9 May 2026, with one answer more.", "fields": WORRY_FIELDS},
    },
    "files": {"hillside_vote.pb": "Pabulib format: META, PROJECTS (cost in EUR, ward) and VOTES (approvals, ward)."},
}


def poll(rng: np.random.Generator) -> pd.DataFrame:
    """Return the answers, in the order in which they came."""
    rows = []
    for ward, (_, answers, _, _) in WARDS.items():
        for number, count in enumerate(answers):
            wants = rng.random(count) < LIFT[ward] + RENTS * number
            rows += [(ward, TENURES[number], bool(want)) for want in wants]
    mixed = [rows[place] for place in rng.permutation(len(rows))]
    table = pd.DataFrame(mixed, columns=["ward", "tenure", "lift"])
    table.insert(0, "answer", np.arange(1, len(table) + 1))
    return table


def margins() -> pd.DataFrame:
    """Return the residents by ward and by tenure. [people]"""
    counts = pd.DataFrame({ward: residents for ward, (residents, *_) in WARDS.items()}, index=TENURES)
    rows = [("ward", ward, int(count)) for ward, count in counts.sum().items()]
    rows += [("tenure", tenure, int(count)) for tenure, count in counts.sum(axis=1).items()]
    return pd.DataFrame(rows, columns=["variable", "category", "residents"])


def lift_truth() -> float:
    """Return the share of all residents who want the lift, by the chances above. [1]"""
    wants = sum(
        count * (LIFT[ward] + RENTS * (number > 0))
        for ward, (residents, *_) in WARDS.items()
        for number, count in enumerate(residents)
    )
    return float(wants / sum(sum(residents) for residents, *_ in WARDS.values()))


def ballots(rng: np.random.Generator) -> list[tuple[str, list[int]]]:
    """Return ward and approved projects of each voter, in the order in which they came."""
    appeal = np.array([project[3] for project in PROJECTS])
    homes = np.array([project[0] for project in PROJECTS])
    cast = []
    for ward, (*_, count, pull) in WARDS.items():
        weight = np.where(homes == ward, pull, 1.0) * appeal
        for length in rng.choice(MOST, count, p=LENGTHS) + 1:
            chosen = rng.choice(len(PROJECTS), length, replace=False, p=weight / weight.sum())
            cast.append((ward, sorted(int(number) for number in chosen)))
    return [cast[place] for place in rng.permutation(len(cast))]


def pabulib(cast: list[tuple[str, list[int]]]) -> str:
    """Return the file of the vote."""
    ids = [f"G{number + 1:02}" for number in range(len(PROJECTS))]
    counts = np.bincount([number for _, chosen in cast for number in chosen], minlength=len(PROJECTS))
    meta = {
        "description": "Synthetic: share of the budget for Gorse Hill", "country": "fictional", "unit": "Gorse Hill",
        "instance": "2026", "num_projects": len(PROJECTS), "num_votes": len(cast), "budget": BUDGET, "currency": "EUR",
        "vote_type": "approval", "rule": "unknown", "date_begin": "13.04.2026", "date_end": "26.04.2026",
        "min_length": 1, "max_length": MOST, "language": "en",
    }  # fmt: skip
    rows = ["META", "key;value", *(f"{key};{value}" for key, value in meta.items())]
    rows += ["PROJECTS", "project_id;cost;votes;name;ward"]
    for number, (ward, name, cost, _) in enumerate(PROJECTS):
        rows.append(f"{ids[number]};{cost};{counts[number]};{name};{ward}")
    rows += ["VOTES", "voter_id;ward;vote"]
    for number, (ward, chosen) in enumerate(cast, start=1):
        rows.append(f"{number};{ward};{','.join(ids[project] for project in chosen)}")
    return "\n".join(rows) + "\n"


def opinions(rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    """Return people, statements and votes."""
    wards = list(WARDS)
    homes = rng.permutation(np.repeat(wards, [VOTERS[ward] for ward in wards]))
    rows = []
    for person, ward in enumerate(homes, start=1):
        for statement, (_, *chances) in enumerate(STATEMENTS, start=1):
            if rng.random() < SEEN:
                agrees = rng.random() < chances[wards.index(ward)]
                vote = 0 if rng.random() < PASSES else (1 if agrees else -1)
                rows.append((person, statement, vote))
    texts = [text for text, *_ in STATEMENTS]
    return {
        "people": pd.DataFrame({"person": np.arange(1, len(homes) + 1), "ward": homes}),
        "statements": pd.DataFrame({"statement": np.arange(1, len(texts) + 1), "text": texts}),
        "votes": pd.DataFrame(rows, columns=["person", "statement", "vote"]),
    }


def published() -> dict[str, pd.DataFrame]:
    """Return the table of worries as it was published on each day; hidden counts are missing. [people]"""
    first = pd.DataFrame(COUNTS, index=pd.Index(WORRIES, name="worry")).T.rename_axis("ward")
    second = first.copy()
    second.loc[LATE] += 1
    days = {"published_7_may": first, "published_9_may": second}
    return {name: privacy.suppress(counts, minimum=SMALLEST).rename_axis("ward") for name, counts in days.items()}


def make() -> None:
    """Write the package."""
    rng = np.random.default_rng(SEED)
    tables = {"poll": poll(rng), "margins": margins()}
    file = pabulib(ballots(rng)).encode("utf-8")
    tables |= opinions(rng) | published()
    write_package(HERE, META, tables, {"hillside_vote.pb": file})


if __name__ == "__main__":
    make()
