"""Self-checks of *Map opinions*."""

from functools import cache

import pandas as pd

from citylab import data
from citylab.participation import comments, opinions
from citylab.practice import Exercise, Mistake

LESSON = "04-public-participation/03_map_opinions"
SET = "millfield_opinions_synthetic"
LATE, ENOUGH = 35, 0.7


@cache
def _votes() -> pd.DataFrame:
    return opinions.read_votes(data.load(SET, "votes"))


@cache
def _kept() -> pd.DataFrame:
    return opinions.enough_votes(_votes())


@cache
def _unite() -> pd.DataFrame:
    return opinions.uniting(_kept(), opinions.groups(_kept(), 3).labels)


def _in_each_group() -> pd.DataFrame:
    return _unite()[["A", "B", "C"]]


@cache
def _stability(number: int, seed: int = 1) -> pd.Series:
    return opinions.stability(_kept(), number=number, draws=30, seed=seed)


def _decisions() -> pd.DataFrame:
    return data.load(SET, "statements")


def _rejected_percent(of: str) -> float:
    """Return how many in a hundred of a ward's statements, or of all rejected ones, are the ward's rejected ones."""
    table = _decisions()
    theirs, rejected = table["ward"] == "Weir Estate", table["decision"] == "rejected"
    whole = {"ward": theirs, "rejected": rejected, "all": theirs | True}[of]
    return float(100 * (theirs & rejected).sum() / whole.sum())


def _codes(*, merged: bool = True, repeats: bool = False) -> pd.DataFrame:
    written = data.load(SET, "comments")
    kept = written if repeats else written[~comments.clean(written["text"]).duplicated()]
    codes = kept[["coder_a", "coder_b"]]
    return codes.replace("safety", "traffic") if merged else codes


def _same_share() -> float:
    both = _codes().dropna()
    return float((both["coder_a"] == both["coder_b"]).mean())


EXERCISES = [
    Exercise(
        id="participation-3-holes",
        lesson=LESSON,
        expected=lambda: float(_votes()[LATE].mean() - _votes()[LATE].fillna(0).mean()),
        tolerance=0.001,
        mistakes=[
            Mistake(
                gives=lambda: float(_votes()[LATE].fillna(0).mean()),
                say="This is the colleague's mean; asked is how far it lies below the mean of those who saw it.",
            ),
            Mistake(
                gives=lambda: float(_votes()[LATE].mean()),
                say="This is the mean of those who saw the statement; subtract the mean with holes filled.",
            ),
            Mistake(
                gives=lambda: float(_votes()[LATE].fillna(0).mean() - _votes()[LATE].mean()),
                say="The size is right; a positive number is asked for: the mean without filling comes first.",
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
                gives=lambda: float(_stability(3).mean()),
                say="This is the stability of three groups; ask for number=4.",
            ),
            Mistake(
                gives=lambda: float(_stability(4).min()),
                say="This is the lowest of the draws; their mean is asked for.",
            ),
            Mistake(
                gives=lambda: float(_stability(4, seed=0).mean()),
                say="These are other draws; take seed=1, so that yours equal ours.",
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
        expected=lambda: int((_in_each_group().min(axis=1) >= ENOUGH).sum()),
        mistakes=[
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
                say="This compares the product with 0.7; compare each group's probability.",
            ),
            Mistake(
                gives=lambda: int((_in_each_group().mean(axis=1) >= ENOUGH).sum()),
                say="This takes the mean of the groups; the lowest has to reach 0.7.",
            ),
        ],
        note="None of them is about cars. What unites is seldom what the meeting quarrelled about.",
        hints=[
            'unite[["A", "B", "C"]] holds the three probabilities of each statement.',
            "All three reach 0.7 when the lowest does: .min(axis=1).",
            "Compare with >= 0.7; the sum of True and False is the number of True.",
        ],
    ),
    Exercise(
        id="participation-3-rejected",
        lesson=LESSON,
        expected=lambda: _rejected_percent("ward"),
        unit="%",
        tolerance=0.1,
        mistakes=[
            Mistake(
                gives=lambda: _rejected_percent("rejected"),
                say="This is Weir Estate's share of all rejected statements; take the share of its own statements.",
            ),
            Mistake(
                gives=lambda: _rejected_percent("all"),
                say="You divided by the statements of everybody; divide by those from Weir Estate.",
            ),
            Mistake(
                gives=lambda: 100 - _rejected_percent("ward"),
                say="This is the share that was accepted.",
            ),
            Mistake(
                gives=lambda: _rejected_percent("ward") / 100,
                say="This is a fraction; percent is asked for.",
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
        expected=lambda: comments.krippendorffs_alpha(_codes()),
        tolerance=0.0002,
        mistakes=[
            Mistake(
                gives=lambda: comments.krippendorffs_alpha(_codes(merged=False)),
                say="This is alpha before the codes were merged; replace gives a new table, so hand that one over.",
            ),
            Mistake(
                gives=lambda: comments.krippendorffs_alpha(_codes(repeats=True)),
                say="This counts repeated comments too; codes above holds each text once.",
            ),
            Mistake(
                gives=_same_share,
                say="This is the share of equal codes; alpha takes off what chance would give.",
            ),
            Mistake(
                gives=lambda: comments.cohens_kappa(*(_codes()[coder] for coder in ("coder_a", "coder_b"))),
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
