"""
Make `census_margins`: published shares of the Census 2021 of England and Wales.

    PYTHONPATH=course python datasets/census_margins/make.py

Each row says what was counted, where it was published and in what it was looked up again (November 2026).
A share that could not be looked up twice is not in the table.
"""

from pathlib import Path

import pandas as pd

from classroom.datapackages import write_package

HOUSING = "Office for National Statistics, Housing, England and Wales: Census 2021, 2023"
LANGUAGE = "Office for National Statistics, Language, England and Wales: Census 2021, 2022"
PEOPLE = "Office for National Statistics, Population and household estimates, England and Wales: Census 2021"
TENURE_CHECK = "House of Commons Library, housing tenure (62 %, 20 %, 17 %); The Times, 6 January 2023 (62.5 %)"
LANGUAGE_CHECK = "censusdata.uk, table TS024: 52,569,816 of 57,704,270; The Conversation, 2022 (91.1 % and 8.9 %)"
AGE_CHECK = "The Guardian, 28 June 2022: 11.1 and 10.4 million of 59,597,300; Financial Planning Today, June 2022"
SEX_CHECK = "unrounded counts of the same census: 30,420,202 women of 59,597,542"
HOUSEHOLDS, PERSONS, PERSONS_3 = "households", "usual residents", "usual residents of 3 and over"
ROWS = [
    ("tenure", "owned", 62.5, HOUSEHOLDS, HOUSING, TENURE_CHECK),
    ("tenure", "social rented", 17.1, HOUSEHOLDS, HOUSING, TENURE_CHECK),
    ("tenure", "private rented", 20.3, HOUSEHOLDS, HOUSING, TENURE_CHECK),
    ("tenure", "rent free", 0.1, HOUSEHOLDS, HOUSING, "33,000 of 24,783,199 households of the same census"),
    ("main language", "English, or Welsh in Wales", 91.1, PERSONS_3, LANGUAGE, LANGUAGE_CHECK),
    ("main language", "other", 8.9, PERSONS_3, LANGUAGE, LANGUAGE_CHECK),
    ("age", "under 15", 17.4, PERSONS, PEOPLE, AGE_CHECK),
    ("age", "15 to 64", 64.1, PERSONS, PEOPLE, "the remainder: 59.6 less 10.4 and 11.1 million"),
    ("age", "65 and over", 18.6, PERSONS, PEOPLE, AGE_CHECK),
    ("sex", "female", 51.0, PERSONS, PEOPLE, SEX_CHECK),
    ("sex", "male", 49.0, PERSONS, PEOPLE, SEX_CHECK),
]
META = {
    "name": "census_margins",
    "title": "Shares of tenure, main language, age and sex, England and Wales, Census 2021",
    "description": (
        "Published shares, rounded to 0.1 percentage points as published; those of age add up to 100.1. Tenure is "
        "a share of households, all else of people. Source: Office for National Statistics, licensed under the "
        "Open Government Licence v.3.0."
    ),
    "synthetic": False,
    "licenses": [
        {
            "name": "OGL-UK-3.0",
            "title": "Open Government Licence v3.0",
            "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        }
    ],
    "sources": [
        {
            "title": HOUSING,
            "path": "https://www.ons.gov.uk/peoplepopulationandcommunity/housing/bulletins/housingenglandandwales/census2021",
        },
        {
            "title": LANGUAGE,
            "path": "https://www.ons.gov.uk/peoplepopulationandcommunity/culturalidentity/language",
        },
        {
            "title": PEOPLE,
            "path": "https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/populationestimates",
        },
    ],
    "period": "2021-03-21",
    "tables": {
        "shares": {
            "primaryKey": ["variable", "category"],
            "fields": {
                "variable": ("-", "What was asked"),
                "category": ("-", "Answer"),
                "share_percent": ("%", "Share of the base"),
                "base": ("-", "What was counted: households or usual residents"),
                "source": ("-", "Where it is published"),
                "checked_with": ("-", "Where it was looked up a second time"),
            },
        }
    },
}


def make() -> None:
    """Write the package."""
    table = pd.DataFrame(ROWS, columns=list(META["tables"]["shares"]["fields"]))
    write_package(Path(__file__).parent, META, {"shares": table})


if __name__ == "__main__":
    make()
