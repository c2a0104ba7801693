"""
Make `millfield_people_synthetic`: a voters' list and a survey of the same made-up people.

    python datasets/millfield_people_synthetic/make.py

Every person is drawn by a seeded generator; first names and surnames are put together at random. Wards,
ages and worries are choices of ours, not estimates of a real town. Two things are planned, so that the
lesson can show them: one resident in eleven is not on the voters' list, and in the ward Station everybody
from 80 on lives in one care home, where illness is everybody's worry.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from classroom.datapackages import write_package

SEED = 404
DAY = pd.Timestamp("2026-03-02")  # the survey's first day; ages are those of this day
RESPONDENTS = 1500
CARE_HOME = 100  # residents of 80 and over in the ward Station, seven in ten of them women
# residents of 16 and over, mean and spread of their age, share that answers, share on the voters' list
WARDS = {
    "Riverside": (2700, 56, 18, 1.35, 0.96),
    "Mill Lane": (2800, 47, 18, 1.05, 0.93),
    "Station": (2300, 42, 19, 0.90, 0.90),
    "Weir Estate": (2900, 38, 16, 0.65, 0.82),
    "Quarry Hill": (1700, 50, 18, 1.15, 0.95),
}
WORRIES = ["none", "rent", "debt", "illness", "loneliness", "violence at home"]
WORRY_SHARES = {
    "Riverside": [0.56, 0.05, 0.04, 0.20, 0.13, 0.02],
    "Mill Lane": [0.44, 0.19, 0.11, 0.15, 0.09, 0.02],
    "Station": [0.38, 0.25, 0.15, 0.12, 0.08, 0.02],
    "Weir Estate": [0.25, 0.34, 0.24, 0.09, 0.05, 0.03],
    "Quarry Hill": [0.54, 0.09, 0.08, 0.17, 0.11, 0.01],
}
FIRST_NAMES = {
    "female": """Ada Alma Amina Bea Carla Chen Dina Edith Elif Fay Greta Hana Ida Iris Jun Kaya Lena Lin Maud Mei
        Nadia Nell Olga Pia Rosa Ruth Sana Thea Uma Vera Wanda Yasmin Zoe""",
    "male": """Abel Aldo Amir Ben Bram Carl Dev Elias Emil Finn Gus Hugo Ivan Jamal Jonas Karim Leo Luka Milo Musa
        Nico Noel Omar Otto Pavel Rafi Rolf Sami Tariq Theo Viktor Wei Yuri""",
}
STARTS = "Al Bar Cor Dal Esk Far Gal Hol Ing Kar Lor Mal Nor Ost Pel Quin Ral Sel Tor Ul Ven Wex Yar Zan"
ENDS = "ben combe den dor fell gate ham ick ler man nett olm por quist rick sen ster tov vik wen"
PURPOSES = {"statistics": 0.97, "open data": 0.62, "contact": 0.35}
META = {
    "name": "millfield_people_synthetic",
    "title": "Synthetic: a voters' list and a survey of the people of Millfield",
    "description": (
        "Made by a seeded generator: no real person is in it, and a name that somebody bears is chance. The voters' "
        "list that anybody may inspect in the town hall, 1,500 answers to a survey without names, and what each "
        "person explicitly agreed to. The table key, which a council would destroy or keep apart, says whose answer is "
        "whose; it is here only to count how often an attack is right."
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
            "title": "The attack it allows: L. Sweeney, k-anonymity: a model for protecting privacy, International "
            "Journal on Uncertainty, Fuzziness and Knowledge-based Systems 10 (5), 2002, 557-570",
            "path": "https://doi.org/10.1142/S0218488502001648",
        }
    ],
    "period": "2026-03-02 to 2026-06-14",
    "tables": {
        "voters": {
            "description": "The voters' list: about nine in ten residents of 16 and over.",
            "primaryKey": ["voter"],
            "fields": {
                "voter": ("-", "Number on the voters' list"),
                "name": ("-", "First name and surname, made up"),
                "birth_date": ("-", "Day of birth"),
                "sex": ("-", "female or male, as the list has it"),
                "ward": ("-", "Ward of Millfield"),
            },
        },
        "survey": {
            "description": "Answers to the survey of March 2026, in random order, without names.",
            "primaryKey": ["answer"],
            "fields": {
                "answer": ("-", "Number of the answer"),
                "birth_date": ("-", "Day of birth, as given"),
                "sex": ("-", "female or male, as given"),
                "ward": ("-", "Ward of Millfield"),
                "worry": ("-", "What keeps you awake? One of six answers"),
            },
        },
        "consents": {
            "description": "What each person explicitly agreed to: one row per answer and purpose agreed to.",
            "primaryKey": ["answer", "purpose"],
            "fields": {
                "answer": ("-", "Number of the answer"),
                "purpose": ("-", "statistics, open data or contact"),
                "given": ("-", "Day on which the person agreed"),
                "withdrawn": ("-", "Day on which the person withdrew; empty if not"),
            },
        },
        "key": {
            "description": "Whose answer is whose. Never published; used to count right and wrong matches.",
            "primaryKey": ["answer"],
            "fields": {
                "answer": ("-", "Number of the answer"),
                "voter": ("-", "Number on the voters' list; empty if the person is not on it"),
            },
        },
    },
}


def residents(rng: np.random.Generator) -> pd.DataFrame:
    """Return all residents of 16 and over, one row each."""
    parts = []
    for ward, (count, mean_years, spread_years, _, _) in WARDS.items():
        ages_years = rng.normal(mean_years, spread_years, 4 * count)
        ages_years = ages_years[(ages_years >= 16.01) & (ages_years < 99)][:count]
        if ward == "Station":
            ages_years[:CARE_HOME] = rng.uniform(80.1, 97, CARE_HOME)
        in_home = (ages_years >= 80) & (ward == "Station")
        worries = np.where(in_home, "illness", rng.choice(WORRIES, size=count, p=WORRY_SHARES[ward]))
        sexes = np.where(rng.random(count) < np.where(in_home, 0.7, 0.51), "female", "male")
        born = DAY - pd.to_timedelta(np.floor(ages_years * 365.25), unit="D")
        parts.append(pd.DataFrame({"birth_date": born, "sex": sexes, "ward": ward, "worry": worries}))
    people = pd.concat(parts, ignore_index=True)
    people["birth_date"] = people["birth_date"].astype("datetime64[s]")
    return people


def voters(people: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the voters' list in the order of surnames; its index is the person's number."""
    listed = people[rng.random(len(people)) < people["ward"].map(lambda ward: WARDS[ward][4])].copy()
    starts, ends = STARTS.split(), ENDS.split()
    first_names = {sex: names.split() for sex, names in FIRST_NAMES.items()}
    first = [rng.choice(first_names[sex]) for sex in listed["sex"]]
    last = [rng.choice(starts) + rng.choice(ends) for _ in range(len(listed))]
    listed["name"] = [f"{one} {two}" for one, two in zip(first, last, strict=True)]
    listed = listed.assign(last=last).sort_values(["last", "name", "birth_date"])
    listed["voter"] = [f"V{number:05d}" for number in range(1, len(listed) + 1)]
    return listed[["voter", "name", "birth_date", "sex", "ward"]]


def survey(people: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the answers in random order; the column person is the person's number."""
    eager = people["ward"].map(lambda ward: WARDS[ward][3]).to_numpy()
    chosen = rng.choice(len(people), size=RESPONDENTS, replace=False, p=eager / eager.sum())
    answers = people.iloc[chosen].reset_index(names="person")
    answers["answer"] = [f"A{number:04d}" for number in range(1, len(answers) + 1)]
    return answers[["person", "answer", "birth_date", "sex", "ward", "worry"]]


def consents(answers: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return what each person agreed to, and when it was withdrawn."""
    given = DAY + pd.to_timedelta(rng.integers(0, 28, len(answers)), unit="D")
    rows = []
    for purpose, share in PURPOSES.items():
        agrees = rng.random(len(answers)) < share
        after_days = rng.integers(3, 77, len(answers))
        withdraws = rng.random(len(answers)) < 0.07
        ends = (given + pd.to_timedelta(after_days, unit="D")).where(withdraws)
        part = pd.DataFrame({"answer": answers["answer"], "purpose": purpose, "given": given, "withdrawn": ends})
        rows.append(part[agrees])
    table = pd.concat(rows).sort_values(["answer", "purpose"], ignore_index=True)
    return table.astype({"given": "datetime64[s]", "withdrawn": "datetime64[s]"})


def make() -> None:
    """Write the package."""
    rng = np.random.default_rng(SEED)
    people = residents(rng)
    listed = voters(people, rng)
    answers = survey(people, rng)
    key = answers[["answer"]].assign(voter=answers["person"].map(listed["voter"]))
    tables = {
        "voters": listed,
        "survey": answers.drop(columns="person"),
        "consents": consents(answers, rng),
        "key": key,
    }
    for name, table in tables.items():
        tables[name] = table.reset_index(drop=True)
    write_package(Path(__file__).parent, META, tables)


if __name__ == "__main__":
    make()
