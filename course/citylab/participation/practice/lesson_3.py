"""Self-checks of *Map opinions*."""

import math
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pandas as pd

from citylab import data
from citylab.participation import comments, opinions
from citylab.practice import Exercise, Mistake

LESSON = "04-public-participation/03_map_opinions"
SET = "millfield_opinions_synthetic"
LATE, ENOUGH = 35, 0.55


class Printed:
    """
    Whether an answer is a known wrong number, in full or as people copy it from the page.

    Parameters
    ----------
    *values : callable
        Each computes such a number.
    """

    def __init__(self, *values: Callable[[], float]) -> None:
        self.values = values

    @property
    def forms(self) -> Iterator[float]:
        """Each number itself, and with two to four digits or two and three decimals."""
        for value in (float(compute()) for compute in self.values):
            yield from (value, round(value, 2), round(value, 3))
            yield from (float(f"{value:.{digits}g}") for digits in (2, 3, 4))

    def __call__(self, answer: Any) -> bool:
        """Compare with each form."""
        return any(math.isclose(answer, form, rel_tol=1e-9) for form in self.forms)


@cache
def _votes() -> pd.DataFrame:
    return opinions.read_votes(data.load(SET, "votes"))


@cache
def _kept() -> pd.DataFrame:
    return opinions.enough_votes(_votes())


@cache
def _unite() -> pd.DataFrame:
    return opinions.uniting(_kept(), opinions.groups(_kept(), 3).labels)


def _fall(column: pd.Series) -> float:
    """Return by how much zeros in the holes lower a mean. [1]"""
    return float(column.mean() - column.fillna(0).mean())


def _in_each_group() -> pd.DataFrame:
    return _unite()[["A", "B", "C"]]


@cache
def _stability(number: int, *, seed: int = 1, draws: int = 30, everybody: bool = False) -> pd.Series:
    return opinions.stability(_votes() if everybody else _kept(), number=number, draws=draws, seed=seed)


def _at_least(*names: str) -> int:
    """Return how many statements reach the limit in each of these groups."""
    return int((_in_each_group()[list(names)].min(axis=1) >= ENOUGH).sum())


def _decisions() -> pd.DataFrame:
    return data.load(SET, "statements")


def _rejected_percent(of: str) -> float:
    """Return how many in a hundred of a ward's statements, or of all rejected ones, are the ward's rejected ones."""
    table = _decisions()
    theirs, rejected = table["ward"] == "Weir Estate", table["decision"] == "rejected"
    whole = {"ward": theirs, "rejected": rejected, "all": theirs | True}[of]
    return float(100 * (theirs & rejected).sum() / whole.sum())


def _off_topic_percent(of: str) -> float:
    """Return how many in a hundred of a whole are Weir Estate's statements rejected as off topic."""
    table = _decisions()
    theirs, off = table["ward"] == "Weir Estate", table["reason"] == "off topic"
    whole = {"off topic": off, "rejected": table["decision"] == "rejected", "ward": theirs}[of]
    return float(100 * (theirs & off).sum() / whole.sum())


def _codes(*, merged: bool = True, repeats: bool = False) -> pd.DataFrame:
    written = data.load(SET, "comments")
    kept = written if repeats else written[~comments.clean(written["text"]).duplicated()]
    codes = kept[["coder_a", "coder_b"]]
    return codes.replace("safety", "traffic") if merged else codes


def _same_share(*, merged: bool = True) -> float:
    both = _codes(merged=merged).dropna()
    return float((both["coder_a"] == both["coder_b"]).mean())


def _alpha(*, merged: bool = True, repeats: bool = False) -> float:
    return comments.krippendorffs_alpha(_codes(merged=merged, repeats=repeats))


def _is_rounded_alpha(answer: Any) -> bool:
    return round(answer, 3) == answer and Printed(_alpha)(answer)


EXERCISES = [
    Exercise(
        id="participation-3-holes",
        lesson=LESSON,
        expected=lambda: _fall(_votes()[LATE]),
        tolerance=0.001,
        mistakes=[
            Mistake(
                gives=0.0,
                say="The holes are gone from `votes`: it was overwritten. Run the cell that makes `votes` again, "
                "and do not write into it.",
            ),
            Mistake(
                when=Printed(lambda: _votes()[LATE].fillna(0).mean()),
                say="This is the colleague's mean; asked is how far it lies below the mean of those who saw it.",
            ),
            Mistake(
                when=Printed(lambda: _votes()[LATE].mean()),
                say="This is the mean of those who saw the statement; subtract the mean with holes filled.",
            ),
            Mistake(
                when=Printed(lambda: -_fall(_votes()[LATE])),
                say="The size is right; a positive number is asked for: the mean without filling comes first.",
            ),
            Mistake(
                when=lambda answer: Printed(lambda: _fall(_kept()[LATE]))(answer) and round(answer, 2) != answer,
                say="This is for `kept`, from which people with few votes are gone; take `votes`.",
            ),
            Mistake(
                when=Printed(lambda: _fall(_votes().loc[LATE]), lambda: _fall(_votes().iloc[LATE])),
                say="This is a row, so a person; the column of the statement is `votes[35]`.",
            ),
            Mistake(
                when=Printed(lambda: _fall(_votes()[LATE - 1]), lambda: _fall(_votes()[LATE + 1])),
                say="This is a neighbouring statement: `iloc` counts from 0, the statements from 1. Take `votes[35]`.",
            ),
            Mistake(
                when=Printed(lambda: _votes()[LATE].isna().mean()),
                say="This is the share of holes in the column; asked is the difference of two means.",
            ),
        ],
        note="A late statement would look as if nobody cared. That is why a hole is no zero.",
        hints=[
            "A column of the table is votes[35]; its mean leaves holes out.",
            "votes[35].fillna(0) has a 0 in each hole.",
            "Subtract the mean of the filled column from the mean of the column.",
        ],
    ),
    Exercise(
        id="participation-3-stability",
        lesson=LESSON,
        expected=lambda: float(_stability(4).mean()),
        tolerance=0.005,
        mistakes=[
            Mistake(
                when=lambda answer: isinstance(answer, pd.Series),
                say="These are thirty values, one for each draw; their .mean() is one number.",
            ),
            Mistake(
                when=Printed(lambda: _stability(3).mean()),
                say="This is the stability of three groups; ask for number=4.",
            ),
            Mistake(
                when=Printed(lambda: _stability(2).mean()),
                say="This is the stability of two groups; ask for number=4.",
            ),
            Mistake(
                when=Printed(lambda: _stability(4).min()),
                say="This is the lowest of the draws; their mean is asked for.",
            ),
            Mistake(
                when=Printed(lambda: _stability(4, seed=0).mean()),
                say="These are other draws; take seed=1, so that yours equal ours.",
            ),
            Mistake(
                when=Printed(lambda: _stability(4, everybody=True).mean()),
                say="This is for `votes`, with the people who cast few votes; take `kept`.",
            ),
            Mistake(
                when=Printed(lambda: _stability(4).head(10).mean(), lambda: _stability(4, draws=50).mean()),
                say="This is another number of draws (50 if you leave `draws` out); take draws=30.",
            ),
        ],
        note="Less than for two and three: the fourth group changes its people from draw to draw.",
        hints=[
            "The loop above does it for 2 and 3.",
            "opinions.stability(kept, number=4, draws=30, seed=1) gives thirty values.",
            "Take their .mean().",
        ],
    ),
    Exercise(
        id="participation-3-united",
        lesson=LESSON,
        expected=lambda: _at_least("A", "B", "C"),
        unit="statements",
        mistakes=[
            Mistake(
                when=lambda answer: isinstance(answer, pd.Series),
                say="There is still one value for each statement or group; one number is asked for. "
                ".min(axis=1) makes one value of each row, and .sum() counts the True.",
            ),
            Mistake(
                gives=lambda: int((_unite()["plain"] >= ENOUGH).sum()),
                say="This counts the plain share of all votes; a large group can hide a small one in it.",
            ),
            Mistake(
                gives=lambda: int((_in_each_group().max(axis=1) >= ENOUGH).sum()),
                say="This counts statements with at least one such group; every group is asked for.",
            ),
            Mistake(
                gives=lambda: int((_unite()["consensus"] >= ENOUGH).sum()),
                say="This compares the product, `consensus`, with the limit; compare the probabilities A, B and C.",
            ),
            Mistake(
                gives=lambda: int((_in_each_group().mean(axis=1) >= ENOUGH).sum()),
                say="This takes the mean of the groups; the lowest has to reach the limit.",
            ),
            Mistake(
                when=lambda answer: answer in {_at_least(*names) for names in ("A", "B", "C", "AB", "AC", "BC")},
                say="You left out at least one group; take all three, A, B and C.",
            ),
            Mistake(
                gives=lambda: int((_in_each_group() >= ENOUGH).sum().sum()),
                say="This counts each group of each statement; a statement counts once, if its lowest group passes.",
            ),
            Mistake(
                gives=lambda: int((_in_each_group().min(axis=0) >= ENOUGH).sum()),
                say="axis=0 gives the lowest value of each column; axis=1 that of each row, so of each statement.",
            ),
            Mistake(
                gives=lambda: int(((_in_each_group().min(axis=1) >= ENOUGH) & (_unite()["fewest"] >= 10)).sum()),
                say="You left out what few have seen. A good habit, but here all statements count.",
            ),
        ],
        note="None of them is about parking or cycle lanes. Two, fountains and the fish ladder, are hardly tested.",
        hints=[
            'unite[["A", "B", "C"]] holds the three probabilities of each statement.',
            "All three reach the limit when the lowest does: .min(axis=1).",
            "Compare by >=; the sum of True and False is the number of True.",
        ],
    ),
    Exercise(
        id="participation-3-rejected",
        lesson=LESSON,
        expected=lambda: _rejected_percent("ward"),
        unit="%",
        tolerance=0.5,
        mistakes=[
            Mistake(
                when=Printed(lambda: _rejected_percent("rejected")),
                say="This is Weir Estate's share of all rejected statements; take the share of its own statements.",
            ),
            Mistake(
                when=Printed(lambda: _rejected_percent("all")),
                say="You divided by the statements of everybody; divide by those from Weir Estate.",
            ),
            Mistake(
                when=Printed(lambda: 100 - _rejected_percent("ward")),
                say="This is the share that was accepted.",
            ),
            Mistake(
                when=Printed(lambda: _rejected_percent("ward") / 100),
                say="This is a fraction; percent is asked for.",
            ),
            Mistake(
                when=Printed(lambda: _off_topic_percent("off topic")),
                say="This is five of six, Weir Estate's share of what was off topic; count all reasons, "
                "and divide by its own statements.",
            ),
            Mistake(
                when=Printed(lambda: _off_topic_percent("rejected")),
                say="This is five of fourteen; count all rejected statements of Weir Estate, "
                "and divide by all that it handed in.",
            ),
            Mistake(
                when=Printed(lambda: _off_topic_percent("ward")),
                say="You counted those that were off topic; others were rejected for other reasons.",
            ),
            Mistake(
                when=Printed(lambda: 100 * (_decisions()["decision"] == "rejected").mean()),
                say="This is the share of all statements that was rejected; keep those from Weir Estate first.",
            ),
            Mistake(
                when=lambda answer: answer in (5, 7, 8, 15),
                say="This is a number of statements; divide by how many Weir Estate handed in, and take percent.",
            ),
        ],
        note="Among the residents of all other wards it was 6 of 21. Few cases: a question to the officer, no proof.",
        hints=[
            'Keep the rows with statements["ward"] == "Weir Estate".',
            'Among them, compare the column "decision" with "rejected".',
            "The mean of True and False is the share; percent are a hundred times that.",
        ],
    ),
    Exercise(
        id="participation-3-alpha",
        lesson=LESSON,
        expected=_alpha,
        tolerance=0.0002,
        mistakes=[
            Mistake(
                when=_is_rounded_alpha,
                say="So far right, but rounded, and rounded it could be another coefficient: "
                "hand over the number as it comes.",
            ),
            Mistake(
                when=Printed(lambda: _alpha(merged=False)),
                say="This is alpha before the codes were merged; replace gives a new table, so hand that one over.",
            ),
            Mistake(
                when=Printed(lambda: _alpha(repeats=True)),
                say="This counts repeated comments too; codes above holds each text once.",
            ),
            Mistake(
                when=Printed(_same_share),
                say="This is the share of equal codes; alpha takes off what chance would give.",
            ),
            Mistake(
                when=Printed(lambda: _same_share(merged=False)),
                say="This is the share of equal codes before merging; asked is alpha, after it.",
            ),
            Mistake(
                when=Printed(lambda: comments.cohens_kappa(*(_codes()[coder] for coder in ("coder_a", "coder_b")))),
                say="This is Cohen's kappa; it is near, but asked is Krippendorff's alpha.",
            ),
        ],
        note="On the comments that told you what to merge. A fresh sample, coded by the new rule, may give less.",
        hints=[
            'codes.replace("safety", "traffic") is a table with four codes.',
            "Give that table to comments.krippendorffs_alpha.",
            "Both coders' columns go in together; rows with one code only are left out for you.",
        ],
    ),
]
