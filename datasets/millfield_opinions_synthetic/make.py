"""
Make `millfield_opinions_synthetic`: votes on statements, comments with two coders, and a moderator's decisions.

Run in the course's environment, about two seconds:

    python datasets/millfield_opinions_synthetic/make.py

All people, statements, votes and comments are made up, with a seed. Three leanings are drawn for the
people (drivers, greens, the estate), with a mixture for each ward; each statement has a chance of
agreement for each leaning. The first forty people come from a list of drivers. Statements come in one
after the other, so that late ones have few votes. These numbers are our choice and describe no town;
the shape of the data (agree, disagree, pass, holes) is that of a Polis conversation. Addresses end in
example.org, which RFC 2606 reserves for examples.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from classroom.datapackages import write_package

HERE = Path(__file__).parent
SEED = 41
WARDS = ["Riverside", "Mill Lane", "Station", "Weir Estate", "Quarry Hill"]
PEOPLE = [112, 68, 58, 46, 36]
# Chance of each leaning, by ward: drivers, greens, estate.
LEANING = {
    "Riverside": (0.62, 0.33, 0.05),
    "Mill Lane": (0.30, 0.58, 0.12),
    "Station": (0.22, 0.58, 0.20),
    "Weir Estate": (0.12, 0.13, 0.75),
    "Quarry Hill": (0.62, 0.23, 0.15),
}
EARLY = 40
SEEDS = 14

# Statement, chance of an agree among drivers, greens and the estate; the rest is mostly disagree.
ACCEPTED = [
    ("A second car park at the harbour would bring customers back.", 0.88, 0.12, 0.35),
    ("Mill Lane should be closed to through traffic at school times.", 0.22, 0.90, 0.55),
    ("Crossings near schools should be made safer first of all.", 0.86, 0.93, 0.92),
    ("Trees should replace some of the parking on Station Road.", 0.10, 0.88, 0.45),
    ("The stairwells of Weir Estate should be repaired before anything new is built.", 0.30, 0.48, 0.95),
    ("Street lights that are broken should be mended within a week.", 0.90, 0.86, 0.94),
    ("Parking fees should fall.", 0.90, 0.15, 0.55),
    ("A protected cycle lane should run along the river.", 0.18, 0.93, 0.40),
    ("Each ward should get a fair part of the money.", 0.60, 0.70, 0.90),
    ("The bus to Weir Estate should run after nine in the evening.", 0.42, 0.72, 0.95),
    ("Public toilets at the harbour should open all year.", 0.84, 0.80, 0.82),
    ("The speed limit should be 30 km/h in all side streets.", 0.20, 0.85, 0.50),
    ("Millfield has enough playgrounds.", 0.62, 0.35, 0.08),
    ("Cars bring the trade that Millfield lives on.", 0.85, 0.12, 0.30),
    ("The council should say each year what became of the money.", 0.91, 0.90, 0.93),
    ("Rents should be part of this discussion.", 0.15, 0.45, 0.93),
    ("Bins should be emptied twice a week in summer.", 0.78, 0.74, 0.83),
    ("The library should open on Sundays.", 0.52, 0.74, 0.70),
    ("A heated meeting room on Weir Estate should come first.", 0.14, 0.34, 0.90),
    ("Delivery vans should be kept out of the old town before ten.", 0.25, 0.78, 0.48),
    ("Residents of Riverside pay more tax and should get more back.", 0.58, 0.14, 0.04),
    ("Benches with backs should stand every 200 metres.", 0.72, 0.82, 0.84),
    ("A garage roof with solar panels should pay for street lights.", 0.48, 0.80, 0.62),
    ("Homework help in the evening deserves a part of the money.", 0.44, 0.66, 0.93),
    ("The money should go to few large projects.", 0.56, 0.40, 0.28),
    ("Signs and forms should come in more languages.", 0.24, 0.58, 0.90),
    ("Dogs should be on a lead in the park.", 0.60, 0.50, 0.55),
    ("The harbour crane should be lit at night.", 0.42, 0.32, 0.30),
    ("The Friday market should move to the square.", 0.48, 0.60, 0.52),
    ("Footpaths should be gritted before the roads.", 0.50, 0.76, 0.80),
    ("Lifts on the estate should be checked every month.", 0.55, 0.62, 0.96),
    ("Electric cars should park for nothing.", 0.66, 0.44, 0.28),
    ("The weir should get a fish ladder.", 0.40, 0.74, 0.36),
    ("Children should paint the walls of the underpass.", 0.76, 0.86, 0.88),
    ("Drinking fountains should be set up in the park.", 0.82, 0.90, 0.86),
    ("Night buses should cost the same as day buses.", 0.60, 0.76, 0.92),
]
REJECTED = [
    ("Why does nobody answer when the heating fails on Weir Estate?", "Weir Estate", "a question"),
    ("Rents rose by a third, and the landlord sits on the council.", "Weir Estate", "about a person"),
    ("The lift in Weir House has been out since March.", "Weir Estate", "off topic"),
    ("Let us vote in our own languages.", "Weir Estate", "off topic"),
    ("We were promised a nursery in 2019.", "Weir Estate", "off topic"),
    ("Mould in the flats makes our children ill.", "Weir Estate", "off topic"),
    ("Is this money only for owners?", "Weir Estate", "a question"),
    ("Wages at the harbour are too low.", "Weir Estate", "off topic"),
    ("All of them are crooks.", "Riverside", "insult"),
    ("More parking more parking more parking", "Riverside", "repeats another"),
    ("Buy cheap tyres at example.org", "Quarry Hill", "advertising"),
    ("Car parks!", "Riverside", "repeats another"),
    ("The mayor should resign.", "Mill Lane", "off topic"),
    ("asdf", "Station", "no sense"),
]

# A comment is made of two clauses of its topic.
TOPICS = {
    "traffic": [
        "cars race down {street} all day",
        "there is nowhere to park after six",
        "parking costs too much for a short stop",
        "lorries use {street} as a short cut",
        "drivers circle the car park on Saturdays",
        "cars should stay out of {street} at school times",
        "the traffic has doubled in ten years",
        "shops need customers who come by car",
        "the parking fees drive people away",
    ],
    "green": [
        "we need trees along {street}",
        "there is no shade in summer",
        "the park is all concrete",
        "a garden would bring neighbours together",
        "the playground in the park is worn out",
        "children need grass to play on",
        "let flowers grow in the park for the bees",
        "old people would sit in the shade of trees",
        "plant trees before it gets hotter",
    ],
    "safety": [
        "the lights on {street} have been out for weeks",
        "the underpass is dark",
        "my daughter does not walk home alone at night",
        "I am afraid at night near {street}",
        "we need more lights on the path",
        "it is dark at the crossing and drivers do not see us",
        "women avoid {street} at night",
        "broken lights make the walk home dark",
    ],
    "repairs": [
        "the lift in our block fails every week",
        "there is mould in the flats",
        "the landlord sends nobody",
        "repairs take months",
        "the stairs of our block are broken",
        "the heating fails every winter",
        "water comes through the roof of the block",
        "rents rise and repairs never come",
    ],
    "services": [
        "the library should open on Sundays",
        "the last bus leaves at nine",
        "forms come in English only",
        "homework help at the library is full",
        "the bus is late every day",
        "the office closes before people finish work",
        "a later bus would help people on shifts",
        "the library staff are wonderful",
    ],
}
STREETS = ["Mill Lane", "Station Road", "Quay Street", "Weir Road", "Quarry Hill", "Chapel Street"]
SHARES = {
    "Riverside": (0.48, 0.18, 0.16, 0.02, 0.16),
    "Mill Lane": (0.30, 0.34, 0.16, 0.06, 0.14),
    "Station": (0.24, 0.26, 0.24, 0.10, 0.16),
    "Weir Estate": (0.06, 0.12, 0.20, 0.42, 0.20),
    "Quarry Hill": (0.44, 0.20, 0.14, 0.06, 0.16),
}
LINK, MAIL = " see https://photos.example.org/{n}", " write to p{n}@example.org"
EXTRAS = ["", "", "", "", "!!", " thank you", " PLEASE", LINK, MAIL]
# Chance that a coder gives another code, and which one.
SLIPS = {"traffic": "safety", "green": "services", "safety": "traffic", "repairs": "services", "services": "green"}

META = {
    "name": "millfield_opinions_synthetic",
    "title": "Synthetic: what people of Millfield think, votes on statements and comments",
    "description": (
        "320 made-up people of a fictional neighbourhood vote on 36 statements (agree, disagree, pass, or not seen), "
        "in the order in which they came; 50 statements with the moderator's decision; 240 comments with the codes of "
        "two coders, one of whom did not finish. No real person, place or opinion is in it."
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
            "title": (
                "C. Small et al., Polis: Scaling deliberation by mapping high dimensional opinion spaces, "
                "Recerca 26 (2), 2021 (the shape of the data)"
            ),
            "path": "https://doi.org/10.6035/recerca.5516",
        }
    ],
    "period": "2026-03-02 to 2026-03-22",
    "tables": {
        "people": {
            "description": "Who took part.",
            "primaryKey": ["person"],
            "fields": {
                "person": ("-", "Number of the person, in the order of arrival"),
                "ward": ("-", "Ward of Millfield they live in"),
                "link": ("-", "Whose link they followed: that of the drivers' club or that of the council"),
            },
        },
        "statements": {
            "description": "Statements handed in, and what the moderator decided.",
            "primaryKey": ["statement"],
            "fields": {
                "statement": ("-", "Number of the statement"),
                "text": ("-", "The statement"),
                "ward": ("-", "Ward of its author; the council itself wrote the first fourteen"),
                "decision": ("-", "accepted or rejected"),
                "reason": ("-", "The moderator's reason for a rejection"),
            },
        },
        "votes": {
            "description": "Every vote, in the order in which it was cast.",
            "primaryKey": ["person", "statement"],
            "fields": {
                "person": ("-", "Number of the person"),
                "statement": ("-", "Number of the statement"),
                "vote": ("1", "1 agree, -1 disagree, 0 pass"),
            },
        },
        "comments": {
            "description": "Free comments, and the topic that each of two coders gave.",
            "primaryKey": ["comment"],
            "fields": {
                "comment": ("-", "Number of the comment"),
                "ward": ("-", "Ward of its author"),
                "text": ("-", "The comment as it was written"),
                "coder_a": ("-", "Topic given by coder A"),
                "coder_b": ("-", "Topic given by coder B; empty where B did not get to it"),
            },
        },
    },
}


def people(rng: np.random.Generator) -> pd.DataFrame:
    """Return people with ward and leaning, in the order of arrival."""
    table = pd.DataFrame({"ward": np.repeat(WARDS, PEOPLE)})
    table["leaning"] = [rng.choice(3, p=LEANING[ward]) for ward in table["ward"]]
    drivers = table.index[table["leaning"] == 0].to_numpy()
    first = rng.permutation(drivers)[:EARLY]
    rest = rng.permutation(np.setdiff1d(table.index.to_numpy(), first))
    table = table.loc[np.concatenate([first, rest])].reset_index(drop=True)
    table.insert(0, "person", np.arange(1, len(table) + 1))
    table["link"] = np.where(table["person"] <= EARLY, "club", "council")
    return table


def votes(who: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return all votes in order; statements become visible one after the other."""
    rows = []
    later = np.linspace(30, len(who) - 12, len(ACCEPTED) - SEEDS).astype(int)
    for person, leaning in who[["person", "leaning"]].itertuples(index=False):
        visible = SEEDS + int((later < person).sum())
        many = min(visible, 3 + int(rng.gamma(2.4, 8.0)))
        shift = rng.normal(0, 0.08)
        for number in rng.permutation(visible)[:many]:
            agree = float(np.clip(ACCEPTED[number][1 + leaning] + shift, 0.03, 0.97))
            chances = np.array([agree, 0.15 * (1 - agree) + 0.05, 0.0])
            chances[2] = max(0.0, 1 - chances.sum())
            rows.append((person, number + 1, int(rng.choice([1, 0, -1], p=chances / chances.sum()))))
    return pd.DataFrame(rows, columns=["person", "statement", "vote"])


def statements(rng: np.random.Generator) -> pd.DataFrame:
    """Return all statements with the moderator's decision; the rejected ones come last."""
    wards = ["council"] * SEEDS + [str(rng.choice(WARDS, p=[0.34, 0.22, 0.18, 0.14, 0.12])) for _ in ACCEPTED[SEEDS:]]
    rows = [(row[0], ward, "accepted", None) for row, ward in zip(ACCEPTED, wards, strict=True)]
    rows += [(text, ward, "rejected", reason) for text, ward, reason in REJECTED]
    table = pd.DataFrame(rows, columns=["text", "ward", "decision", "reason"])
    table.insert(0, "statement", np.arange(1, len(table) + 1))
    return table


def comments(rng: np.random.Generator) -> pd.DataFrame:
    """Return comments with two coders' topics."""
    rows = []
    for number in range(1, 241):
        ward = str(rng.choice(WARDS, p=np.array(PEOPLE) / sum(PEOPLE)))
        topic = str(rng.choice(list(TOPICS), p=SHARES[ward]))
        text = ", and ".join(rng.choice(TOPICS[topic], 2, replace=False)).format(street=rng.choice(STREETS))
        text += str(rng.choice(EXTRAS)).format(n=number)
        text = text.upper() if rng.random() < 0.05 else text[0].upper() + text[1:]
        a, b = (SLIPS[topic] if rng.random() < slip else topic for slip in (0.08, 0.16))
        rows.append((number, ward, text, a, b if number <= 200 else None))
    return pd.DataFrame(rows, columns=["comment", "ward", "text", "coder_a", "coder_b"])


def main() -> None:
    """Write the package."""
    who = people(np.random.default_rng(SEED))
    tables = {
        "people": who[["person", "ward", "link"]],
        "statements": statements(np.random.default_rng(SEED + 1)),
        "votes": votes(who, np.random.default_rng(SEED + 2)),
        "comments": comments(np.random.default_rng(SEED + 3)),
    }
    write_package(HERE, META, tables)


if __name__ == "__main__":
    main()
