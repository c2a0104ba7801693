"""
Make `harbour_vote_synthetic`: the vote of the assignment *Run the neighbourhood vote*.

Run in the course's environment, a few seconds:

    python datasets/harbour_vote_synthetic/make.py

Old Harbour is made up: its residents, ballots, answers, opinions and requests are drawn below. Four wards: Cannery has
many new owners who vote often; Sailors Row is young, rents, and votes seldom and for its own projects.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from classroom.datapackages import write_package

HERE = Path(__file__).parent
SEED = 44
MOST = 5

# ward: residents, ages, tenures, sent a ballot [share], answered the survey [share]
WARDS = {
    "Cannery": (940, (0.16, 0.40, 0.26, 0.18), (0.68, 0.24, 0.08), 0.42, 0.24),
    "Fish Quay": (620, (0.18, 0.28, 0.26, 0.28), (0.52, 0.26, 0.22), 0.33, 0.20),
    "Ropewalk": (560, (0.20, 0.30, 0.25, 0.25), (0.48, 0.30, 0.22), 0.30, 0.18),
    "Sailors Row": (480, (0.36, 0.34, 0.19, 0.11), (0.10, 0.42, 0.48), 0.26, 0.09),
}
AGES = ["16-29", "30-49", "50-64", "65+"]
TENURES = ["owner", "private renter", "social renter"]
KEEN = {"16-29": 0.75, "30-49": 0.95, "50-64": 1.1, "65+": 1.25}

# title, ward, cost [EUR], how much people of each ward like it
PROJECTS = {
    "P01": ("Covered car park at the marina", "Cannery", 84000, (0.62, 0.22, 0.16, 0.08)),
    "P02": ("Lights along the promenade", "Cannery", 38000, (0.58, 0.34, 0.22, 0.12)),
    "P03": ("Marina playground", "Cannery", 46000, (0.55, 0.16, 0.14, 0.12)),
    "P04": ("Boat ramp for sea rescue", "Fish Quay", 28000, (0.46, 0.50, 0.30, 0.10)),
    "P05": ("Roof for the fish market", "Fish Quay", 62000, (0.20, 0.58, 0.24, 0.14)),
    "P06": ("Benches on the quay", "Fish Quay", 9000, (0.24, 0.46, 0.28, 0.16)),
    "P07": ("Workshop for the rope museum", "Ropewalk", 41000, (0.14, 0.18, 0.56, 0.08)),
    "P08": ("Trees in Hemp Street", "Ropewalk", 14000, (0.22, 0.24, 0.52, 0.20)),
    "P09": ("Safe crossing at the school", "Ropewalk", 24000, (0.30, 0.26, 0.50, 0.30)),
    "P10": ("Night bus to Sailors Row", "Sailors Row", 18000, (0.05, 0.06, 0.10, 0.66)),
    "P11": ("Laundry and repair room", "Sailors Row", 12000, (0.03, 0.06, 0.07, 0.62)),
    "P12": ("Football cage under the bridge", "Sailors Row", 21000, (0.07, 0.05, 0.09, 0.48)),
    "P13": ("Free wireless network on the quay", "Fish Quay", 35000, (0.24, 0.18, 0.14, 0.26)),
    "P14": ("Fountain with coloured water", "Cannery", 58000, (0.20, 0.06, 0.04, 0.02)),
}
WORRIES = ["rent", "work", "health", "noise", "debt"]

META = {
    "name": "harbour_vote_synthetic",
    "title": "Synthetic: the vote of Old Harbour, with ballots, register, survey, opinions and requests",
    "description": (
        "A simulated neighbourhood vote in a fictional harbour town: raw ballots with all that goes wrong, projects, "
        "register of residents, a survey with unequal response, opinions on statements, coded comments, street "
        "requests and plans for publication. All of it is our assumption; no real place or person is in it."
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
        {
            "title": "The rule of the count: D. Peters, G. Pierczyński, P. Skowron, Proportional Participatory "
            "Budgeting with Additive Utilities, NeurIPS 2021",
            "path": "https://arxiv.org/abs/2008.13276",
        }
    ],
    "period": "2026-03-01 to 2026-05-31",
    "tables": {
        "register": {
            "fields": {
                "voter": ("-", "Code of a resident of 16 and over"),
                "ward": ("-", "Ward of the home"),
                "age": ("-", "Age band, in years"),
                "tenure": ("-", "Owner, private renter or social renter"),
            },
            "primaryKey": ["voter"],
        },
        "projects": {
            "fields": {
                "project": ("-", "Identifier on the ballot"),
                "title": ("-", "Title"),
                "ward": ("-", "Ward in which it stands"),
                "cost_eur": ("EUR", "Cost"),
            }
        },
        "ballots": {
            "description": "In the order in which the office typed them in, not in that of arrival",
            "fields": {
                "ballot": ("-", "Number of the ballot"),
                "voter": ("-", "Code that the voter wrote down; empty if none"),
                "received": ("-", "Arrival, by the town's clock"),
                "choices": ("-", "Identifiers, with semicolons between them, as written; empty if none"),
            },
            "primaryKey": ["ballot"],
        },
        "survey": {
            "fields": {
                "answer": ("-", "Number of the answer"),
                "ward": ("-", "Ward of the home"),
                "age": ("-", "Age band, in years"),
                "tenure": ("-", "Owner, private renter or social renter"),
                "sex": ("-", "f or m, as written down"),
                "wants_car_park": ("1", "1 yes, 0 no; empty if skipped"),
                "worry": ("-", "What keeps you awake?"),
            },
            "primaryKey": ["answer"],
        },
        "margins": {
            "fields": {
                "variable": ("-", "Column of the survey"),
                "category": ("-", "Category"),
                "people": ("1", "Residents of 16 and over, by the register"),
            },
            "primaryKey": ["variable", "category"],
        },
        "statements": {"fields": {"statement": ("-", "Number"), "text": ("-", "Statement")}},
        "opinions": {
            "fields": {
                "person": ("-", "Number of the person"),
                "statement": ("-", "Number of the statement"),
                "vote": ("1", "1 agree, -1 disagree, 0 pass"),
            },
            "primaryKey": ["person", "statement"],
        },
        "camps": {"fields": {"person": ("-", "Number of the person"), "camp": ("-", "Group, by k-means on the map")}},
        "codes": {
            "fields": {
                "comment": ("-", "Number of the comment"),
                "coder_a": ("-", "Topic by the first coder"),
                "coder_b": ("-", "Topic by the second coder; empty if not read"),
            },
            "primaryKey": ["comment"],
        },
        "streets": {
            "fields": {
                "street": ("-", "Street"),
                "ward": ("-", "Ward"),
                "expected": ("1", "Potholes to be expected in a year, by age and traffic"),
            }
        },
        "requests": {
            "fields": {
                "request": ("-", "Number of the request"),
                "street": ("-", "Street"),
                "requested": ("-", "When it came in"),
            },
            "primaryKey": ["request"],
        },
        "publications": {
            "fields": {
                "what": ("-", "What the council would like to publish with noise"),
                "epsilon": ("1", "Privacy loss"),
                "division": ("-", "How people are divided; empty if it is about all of them"),
                "part": ("-", "Part of the division; empty if it is about all of them"),
            }
        },
    },
}


def residents(rng: np.random.Generator) -> pd.DataFrame:
    """Return the register in random order."""
    rows = []
    for ward, (people, ages, tenures, _, _) in WARDS.items():
        rows += [(ward, rng.choice(AGES, p=ages), rng.choice(TENURES, p=tenures)) for _ in range(people)]
    table = pd.DataFrame(rows, columns=["ward", "age", "tenure"])
    table = table.iloc[rng.permutation(len(table))].reset_index(drop=True)
    codes = rng.choice(90000, len(table), replace=False) + 10000
    table.insert(0, "voter", [f"V{code}" for code in codes])
    return table


def ballots(register: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return ballots with second thoughts, strangers, long lists, blank and late ones."""
    names, wards = list(PROJECTS), list(WARDS)
    rows = []
    for person in register.itertuples():
        if rng.random() > WARDS[person.ward][3] * KEEN[person.age]:
            continue
        liked = [name for name in names if rng.random() < PROJECTS[name][3][wards.index(person.ward)]]
        chosen = list(rng.permutation(liked)[:MOST]) or [names[rng.integers(len(names))]]
        day = rng.uniform(0, 13.9)
        if rng.random() < 0.05:
            chosen = list(rng.choice(names, rng.integers(6, 9), replace=False))
        if rng.random() < 0.03:
            chosen = [*chosen, rng.choice(["P15", "P99", "car park"])]
        if rng.random() < 0.04:
            day = rng.uniform(14.01, 16)
        rows.append((person.voter, day, _written(chosen, rng) if rng.random() > 0.02 else ""))
        if rng.random() < 0.07:  # second thoughts, some of them spoilt
            again = list(rng.choice(names, rng.integers(1, 8), replace=False))
            rows.append((person.voter, rng.uniform(0, 14.6), _written(again, rng)))
    for _ in range(22):
        code = f"V{rng.integers(1000, 9999)}" if rng.random() < 0.7 else ""
        rows.append((code, rng.uniform(0, 14), _written(list(rng.choice(names, 3, replace=False)), rng)))
    table = pd.DataFrame(rows, columns=["voter", "day", "choices"])
    start = pd.Timestamp("2026-05-04 00:00")
    table["received"] = (start + pd.to_timedelta(table["day"], unit="D")).dt.floor("s")
    table = table.iloc[rng.permutation(len(table))].reset_index(drop=True)
    table.insert(0, "ballot", [f"B{number:04d}" for number in range(1, len(table) + 1)])
    return table[["ballot", "voter", "received", "choices"]]


def _written(chosen: list[str], rng: np.random.Generator) -> str:
    """Return choices as people write them."""
    if rng.random() < 0.06:
        chosen = [*chosen, chosen[0]]
    text = (";" if rng.random() < 0.6 else "; ").join(chosen)
    return text + ";" if rng.random() < 0.05 else text


def survey(register: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the answers of those who answered."""
    chance = register["ward"].map({ward: about[4] for ward, about in WARDS.items()}) * register["age"].map(KEEN)
    chance *= register["tenure"].map({"owner": 1.2, "private renter": 0.8, "social renter": 0.8})
    table = register[rng.random(len(register)) < chance].drop(columns="voter").reset_index(drop=True)
    table.insert(0, "answer", range(1, len(table) + 1))
    table["sex"] = rng.choice(["f", "m"], len(table))
    wants = table["ward"].map({"Cannery": 0.6, "Fish Quay": 0.32, "Ropewalk": 0.25, "Sailors Row": 0.12})
    wants *= table["tenure"].map({"owner": 1.15, "private renter": 0.8, "social renter": 0.6})
    table["wants_car_park"] = (rng.random(len(table)) < wants).astype(float)
    table.loc[rng.random(len(table)) < 0.04, "wants_car_park"] = np.nan
    poor = table["tenure"].ne("owner").to_numpy()
    draw = [
        rng.choice(WORRIES, p=(0.36, 0.2, 0.15, 0.17, 0.12) if one else (0.05, 0.22, 0.33, 0.37, 0.03)) for one in poor
    ]
    table["worry"] = np.where(
        table["ward"].eq("Ropewalk") & table["age"].eq("65+") & table["sex"].eq("m"), "health", draw
    )
    return table


STATEMENTS = [
    ("More places for cars at the marina", (0.85, 0.1, 0.3)),
    ("A street without cars at the quay", (0.1, 0.8, 0.5)),
    ("Cruise ships should plug in while they are moored", (0.7, 0.85, 0.75)),
    ("Flats by the water should be let by the town", (0.15, 0.6, 0.9)),
    ("The night bus should run to Sailors Row", (0.3, 0.55, 0.95)),
    ("The harbour needs more restaurants", (0.75, 0.35, 0.2)),
    ("Trees before parking", (0.25, 0.9, 0.5)),
    ("The crossing at the school is dangerous", (0.8, 0.85, 0.8)),
    ("Rents here rise too fast", (0.3, 0.6, 0.95)),
    ("The promenade is too dark", (0.75, 0.6, 0.6)),
    ("Cyclists ride too fast on the quay", (0.8, 0.2, 0.4)),
    ("The council listens to us", (0.65, 0.4, 0.1)),
    ("Noise of the ferries should end at ten", (0.8, 0.6, 0.35)),
    ("Work at the docks must stay", (0.35, 0.5, 0.9)),
    ("A public toilet at the fish market", (0.85, 0.88, 0.95)),
    ("Fishing boats belong in the harbour", (0.75, 0.75, 0.85)),
]


def opinions(rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return votes on statements, and the group that k-means finds for each person."""
    from citylab.participation import opinions as maps

    rows = []
    for person in range(1, 161):
        kind = int(rng.choice(3, p=(0.48, 0.36, 0.16)))
        for number, (_, agree) in enumerate(STATEMENTS, start=1):
            seen = 0.07 if number == 15 else 0.78 if number < 12 else 0.55
            if rng.random() < seen:
                vote = 0 if rng.random() < 0.08 else 1 if rng.random() < agree[kind] else -1
                rows.append((person, number, vote))
    votes = pd.DataFrame(rows, columns=["person", "statement", "vote"])
    labels = maps.groups(maps.enough_votes(maps.read_votes(votes), minimum=5), 3).labels
    return votes, labels.rename("camp").rename_axis("person").reset_index()


def codes(rng: np.random.Generator) -> pd.DataFrame:
    """Return the topics that two coders gave."""
    topics = ["cars", "green", "rent", "safety", "crossing"]
    first = rng.choice(topics, 120, p=(0.3, 0.22, 0.18, 0.18, 0.12))
    second = [one if rng.random() < 0.8 else rng.choice(topics) for one in first]
    mixed = {"safety": "crossing", "crossing": "safety"}
    second = [mixed[one] if one in mixed and rng.random() < 0.25 else one for one in second]
    table = pd.DataFrame({"comment": range(1, 121), "coder_a": first, "coder_b": second})
    table.loc[rng.random(120) < 0.1, "coder_b"] = np.nan
    return table


def potholes(rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return streets with what to expect, and a year of requests with repeats."""
    eager = {"Cannery": 0.8, "Fish Quay": 0.55, "Ropewalk": 0.5, "Sailors Row": 0.2}
    streets, requests = [], []
    for number in range(1, 41):
        ward = list(WARDS)[number % 4]
        expected = round(float(rng.gamma(3, 1.0 if ward == "Sailors Row" else 0.6)), 2)
        streets.append((f"S{number:02d}", ward, expected))
        for _ in range(rng.poisson(expected * eager[ward])):
            day = rng.uniform(0, 360)
            again = rng.poisson(1.0 if ward == "Cannery" else 0.4)
            requests += [(f"S{number:02d}", day + extra) for extra in [0, *rng.uniform(0, 20, again)]]
    table = pd.DataFrame(requests, columns=["street", "day"])
    table["requested"] = (pd.Timestamp("2025-01-01") + pd.to_timedelta(table["day"], unit="D")).dt.floor("min")
    table = table.iloc[rng.permutation(len(table))].reset_index(drop=True)
    table.insert(0, "request", range(1, len(table) + 1))
    return pd.DataFrame(streets, columns=["street", "ward", "expected"]), table[["request", "street", "requested"]]


PUBLICATIONS = [
    ("votes by project", 0.4, "", ""),
    ("worries in Cannery", 0.3, "ward", "Cannery"),
    ("worries in Fish Quay", 0.3, "ward", "Fish Quay"),
    ("worries in Ropewalk", 0.2, "ward", "Ropewalk"),
    ("worries by street", 0.5, "", ""),
    ("worries in Sailors Row", 0.3, "ward", "Sailors Row"),
    ("opinions by age", 0.3, "", ""),
    ("requests by ward", 0.1, "", ""),
]


def main() -> None:
    """Make the tables and write them."""
    rng = np.random.default_rng(SEED)
    register = residents(rng)
    counted = [
        (name, category, int((register[name] == category).sum()))
        for name in ("ward", "age", "tenure")
        for category in sorted(set(register[name]))
    ]
    votes, camps = opinions(rng)
    streets, requests = potholes(rng)
    tables = {
        "register": register,
        "projects": pd.DataFrame(
            [(name, *about[:3]) for name, about in PROJECTS.items()], columns=["project", "title", "ward", "cost_eur"]
        ).set_index("project"),
        "ballots": ballots(register, rng),
        "survey": survey(register, rng),
        "margins": pd.DataFrame(counted, columns=["variable", "category", "people"]),
        "statements": pd.DataFrame(
            {"text": [text for text, _ in STATEMENTS]}, index=pd.RangeIndex(1, 17, name="statement")
        ),
        "opinions": votes,
        "camps": camps.set_index("person"),
        "codes": codes(rng),
        "streets": streets.set_index("street"),
        "requests": requests,
        "publications": pd.DataFrame(PUBLICATIONS, columns=["what", "epsilon", "division", "part"]),
    }
    write_package(HERE, META, tables)


if __name__ == "__main__":
    main()
