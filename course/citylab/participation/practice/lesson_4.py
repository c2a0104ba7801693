"""Self-checks of *Publish without exposing anyone*."""

import math
from functools import cache

import pandas as pd

from citylab import data
from citylab.participation import privacy
from citylab.participation.practice.lesson_3 import Printed
from citylab.practice import Exercise, Mistake

LESSON = "04-public-participation/04_publish_safely"
BANDS = [16, 30, 40, 50, 60, 70, 80]
WIDE_BANDS = [16, 30, 45, 60, 75]
KNOWN = ["age", "sex", "ward"]
DAY = pd.Timestamp("2026-05-04")


@cache
def _people() -> dict[str, pd.DataFrame]:
    tables: dict[str, pd.DataFrame] = data.load("millfield_people_synthetic")
    return tables


def _survey() -> pd.DataFrame:
    survey = _people()["survey"]
    bands = {"age": BANDS, "wide": WIDE_BANDS}
    ages = {name: privacy.age_band(survey["birth_date"], on="2026-03-02", edges=edges) for name, edges in bands.items()}
    return survey.assign(**ages)


def _linked(columns: list[str], name: str = "name") -> pd.DataFrame:
    return privacy.link(_people()["survey"], _people()["voters"], on=columns, name=name)


def _named(columns: list[str]) -> int:
    return int(_linked(columns)["name"].notna().sum())


def _rightly_named(columns: list[str]) -> int:
    key = _people()["key"].set_index("answer")["voter"]
    found = _linked(columns, name="voter")
    return int((found["voter"] == found["answer"].map(key)).sum())


def _left_out(minimum: int, *, age: str = "age") -> int:
    return len(_survey()) - len(privacy.keep_crowds(_survey(), [age, "sex", "ward"], minimum=minimum))


def _left_out_of_kept() -> int:
    kept = privacy.keep_crowds(_survey(), KNOWN, minimum=5)
    return len(kept) - len(privacy.keep_crowds(kept, KNOWN, minimum=10))


def _ranges(
    minimum: int = 5, *, by: str = "age", sexes: tuple[str, ...] = ("female",), complementary: bool = False
) -> pd.DataFrame:
    rows = _survey()[_survey()["sex"].isin(sexes)]
    counts = pd.crosstab(rows[by], rows["worry"])
    return privacy.attack(privacy.suppress(counts, minimum=minimum, complementary=complementary))


def _exact(ranges: pd.DataFrame) -> int:
    return int((ranges["low"] == ranges["high"]).sum())


def _agreed() -> pd.DataFrame:
    consents = _people()["consents"]
    return consents[consents["purpose"] == "open data"]


def _standing(table: pd.DataFrame) -> int:
    return int(((table["given"] <= DAY) & ~(table["withdrawn"] <= DAY)).sum())


def _budget(tables: int) -> float:
    return tables * math.log(20) / 5


def _all_cells() -> float:
    """Return the ε with which all 30 cells of a table keep within 5 people with probability 0.95. [1]"""
    return math.log(1 / (1 - 0.95 ** (1 / 30))) / 5


EXERCISES = [
    Exercise(
        id="participation-4-link",
        lesson=LESSON,
        expected=lambda: _named(["birth_date"]),
        unit="answers",
        tolerance=0,
        mistakes=[
            Mistake(
                gives=lambda: _named(["birth_date", "sex", "ward"]),
                say="You still compare sex and ward; the attacker now knows the day of birth alone.",
            ),
            Mistake(
                gives=lambda: _rightly_named(["birth_date"]),
                say="These are the right names; the question asks for all names, wrong ones included.",
            ),
            Mistake(
                gives=lambda: int((privacy.crowd_sizes(_people()["survey"], ["birth_date"]) == 1).sum()),
                say="These answers are alone in the survey; the question is whether exactly one voter fits.",
            ),
            Mistake(
                gives=lambda: int((_linked(["birth_date"])["candidates"] >= 1).sum()),
                say="Here at least one voter fits; a name needs exactly one.",
            ),
            Mistake(
                gives=lambda: len(_people()["survey"]),
                say="These are all answers, named or not; count those with a name by .notna().sum().",
            ),
            Mistake(
                gives=lambda: len(_people()["survey"]) - _named(["birth_date"]),
                say="These are the answers without a name; count the others.",
            ),
        ],
        hints=[
            "The attack is the same as before, with another list of columns.",
            'privacy.link(survey, voters, on=["birth_date"]) gives one row per answer.',
            "An answer without a name has a missing value: count the others with .notna().sum().",
        ],
        note="More than half, by the birthday alone.",
    ),
    Exercise(
        id="participation-4-crowd",
        lesson=LESSON,
        expected=lambda: _left_out(10),
        unit="answers",
        tolerance=0,
        mistakes=[
            Mistake(gives=lambda: _left_out(5), say="This is for crowds of five; the lawyer asks for ten."),
            Mistake(
                gives=lambda: len(_survey()) - _left_out(10),
                say="These are the answers that stay; the question asks for those left out.",
            ),
            Mistake(
                gives=lambda: _left_out(11),
                say="A crowd of exactly ten may stay.",
            ),
            Mistake(
                gives=lambda: int((_survey().groupby(KNOWN).size() < 10).sum()),
                say="You counted the crowds; count the answers in them.",
            ),
            Mistake(
                gives=_left_out_of_kept,
                say="You began from `kept` or `public`, from which answers are missing already; begin from `survey`.",
            ),
            Mistake(
                gives=lambda: _left_out(10, age="wide"),
                say="This is for the bands in `wide`; the lawyer wants those in `age`: the columns in `known`.",
            ),
        ],
        note="34 of them are 80 or older, though those gave only 69 of all answers.",
        hints=[
            "privacy.keep_crowds returns the answers that stay.",
            "Ask it for minimum=10, with the columns in known.",
            "The difference of two lengths is what was left out: len(survey) - len(...).",
        ],
    ),
    Exercise(
        id="participation-4-attack",
        lesson=LESSON,
        expected=lambda: _exact(_ranges()),
        unit="cells",
        tolerance=0,
        mistakes=[
            Mistake(
                gives=lambda: len(_ranges()),
                say="You counted all hidden cells; some of them keep a range.",
            ),
            Mistake(
                gives=lambda: len(_ranges()) - _exact(_ranges()),
                say="These cells keep a range; the question asks for those found exactly.",
            ),
            Mistake(
                gives=lambda: _exact(_ranges(sexes=("female", "male"))),
                say="Did you count the women's answers alone, by `age` (not `wide`, not by ward), "
                "and hide counts below 5?",
            ),
            Mistake(
                gives=lambda: _exact(_ranges(sexes=("male",))),
                say="These are the men's answers; the question is about the women's.",
            ),
            Mistake(
                gives=lambda: _exact(_ranges(6)),
                say="You hid counts of 5, too; counts below 5 are hidden.",
            ),
            Mistake(
                gives=lambda: _exact(_ranges(by="ward", sexes=("female", "male"))),
                say="This is the table by ward; make a new one, `by_age`, of the women's answers.",
            ),
            Mistake(
                gives=lambda: _exact(_ranges(complementary=True)),
                say="You hid complementary cells, too; this table is to be a careless one.",
            ),
        ],
        hints=[
            'women = survey[survey["sex"] == "female"] keeps the rows of the women.',
            'Count with by_age = pd.crosstab(women["age"], women["worry"]). '
            "Hide with privacy.suppress(by_age, minimum=5, complementary=False), then attack the result.",
            'If the result is called ranges, compare its columns: (ranges["low"] == ranges["high"]).sum().',
        ],
        note="Each of them is the only hidden cell of its row or its column. The others cover for one another.",
    ),
    Exercise(
        id="participation-4-budget",
        lesson=LESSON,
        expected=lambda: _budget(3),
        tolerance=0.0006,
        mistakes=[
            Mistake(
                when=Printed(lambda: _budget(1)),
                say="If this is ln(20)/5, it is the ε of one table; the same people are in three. "
                "If it is 3/5, you took the mean error, 1/ε; here 95 of 100 cells must keep within 5 people.",
            ),
            Mistake(
                when=Printed(lambda: _budget(1) / 3),
                say="You shared the ε of one table among three; each would err three times as far.",
            ),
            Mistake(
                when=Printed(lambda: 3 * math.log10(20) / 5),
                say="You took the logarithm to the base 10; the formula has the natural one, np.log.",
            ),
            Mistake(
                when=Printed(lambda: 3 * math.log2(20) / 5),
                say="You took the logarithm to the base 2; the formula has the natural one, np.log.",
            ),
            Mistake(
                when=Printed(lambda: math.log(1 / 0.95) / 5, lambda: 3 * math.log(1 / 0.95) / 5),
                say="You put 0.95 where the formula has 1 - p, the probability to miss.",
            ),
            Mistake(
                when=Printed(lambda: -_budget(1), lambda: -_budget(3)),
                say="np.log(1 - p) is negative; the formula has the logarithm of 1 / (1 - p).",
            ),
            Mistake(
                when=Printed(lambda: 5 * _budget(1), lambda: 5 * _budget(3)),
                say="You left out the error: for one table, ε is the logarithm divided by 5 people.",
            ),
            Mistake(
                when=Printed(lambda: 5 / math.log(20), lambda: 3 * 5 / math.log(20)),
                say="This is upside down: ε is the logarithm divided by the error.",
            ),
            Mistake(
                when=Printed(_all_cells, lambda: 3 * _all_cells()),
                say="This keeps all 30 cells of a table within 5 people; asked is each cell for itself.",
            ),
        ],
        hints=[
            "Begin with one table: the error 5 and the probability 0.95 are given, ε is wanted.",
            "Solve for ε: it is np.log(1 / (1 - p)) divided by the error.",
            "Losses about the same people add up, so take three times the ε of one table.",
        ],
        note="All 30 cells of a table keep within 5 only with probability 0.95 ** 30 = 0.21; and e ** 1.8 is 6.0.",
    ),
    Exercise(
        id="participation-4-consent",
        lesson=LESSON,
        expected=lambda: _standing(_agreed()),
        unit="people",
        tolerance=0,
        mistakes=[
            Mistake(gives=lambda: len(_agreed()), say="Some of these had withdrawn before 4 May."),
            Mistake(
                gives=lambda: int(_agreed()["withdrawn"].isna().sum()),
                say="You left out those who withdrew after 4 May, too; on that day their consent still stood.",
            ),
            Mistake(
                gives=lambda: int((_agreed()["withdrawn"] > DAY).sum()),
                say="A missing day is not later than any day: you lost those who never withdrew.",
            ),
            Mistake(
                gives=lambda: _standing(_people()["consents"]),
                say="You counted all purposes; only open data allows publishing.",
            ),
            Mistake(
                gives=lambda: int((_agreed()["withdrawn"] <= DAY).sum()),
                say="These had withdrawn by then; count those whose consent still stood.",
            ),
            Mistake(
                gives=lambda: int(_agreed()["withdrawn"].notna().sum()),
                say="These withdrew at some time; count those whose consent still stood on 4 May.",
            ),
            Mistake(
                gives=lambda: len(_people()["consents"]),
                say="These are all consents; keep one purpose, and those that stood on 4 May.",
            ),
        ],
        note="46 had withdrawn by then. The 16 who withdraw later are the question below.",
        hints=[
            'Keep the rows with the right purpose first: consents[consents["purpose"] == "open data"].',
            'Who agreed or withdrew in time? Compare "given" and "withdrawn" with pd.Timestamp("2026-05-04") by <=.',
            "A missing day gives False. Keep the rows with given <= day and not withdrawn <= day: & is and, ~ is not.",
        ],
    ),
]
