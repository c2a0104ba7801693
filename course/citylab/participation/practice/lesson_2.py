"""Self-checks of *Share out a budget fairly*."""

from collections.abc import Callable
from functools import cache
from math import isnan
from typing import Any

import numpy as np
import pandas as pd

from citylab import data
from citylab.participation import pabulib, rules
from citylab.participation.budget_pictures import money_by_ward, winners_per_voter, with_turnout
from citylab.participation.pabulib import Election
from citylab.participation.rules import Outcome
from citylab.practice import Exercise, Mistake
from citylab.practice.exercise import computed

LESSON = "04-public-participation/02_share_a_budget"
WARD = "Weir Estate"
YOUTH_HOUSE = "19"
CAST = 320
BALLOTS = round(2900 / 3)  # if one resident in three had voted


def _near(*values: Callable[[], float] | float, within: float) -> Callable[[Any], bool]:
    """Return a question: does the answer lie near one of the values, as figures read off the page do?"""
    return lambda answer: any(abs(float(answer) - computed(value)) <= within for value in values)


def _is_column(answer: object) -> bool:
    return isinstance(answer, pd.Series)


@cache
def _vote() -> Election:
    return pabulib.read(data.path("millfield_vote_synthetic", "millfield_vote.pb"))


@cache
def _counted(rule: str, ballots: int | None = None) -> tuple[Election, Outcome]:
    """Return the vote, with another number of ballots from Weir Estate if one is given, and its result by a rule."""
    vote = _vote() if ballots is None else with_turnout(_vote(), ward=WARD, ballots=ballots)
    if rule in ("votes", "votes per cost"):
        return vote, rules.greedy(vote, by=rule)
    return vote, rules.equal_shares(vote, completion=None if rule == "no completion" else rule)


def _without(rule: str, ward: str | None = WARD) -> int:
    """Return the voters without a winner, of one ward or of all. [voters]"""
    vote, outcome = _counted(rule)
    nothing = winners_per_voter(vote, outcome).to_numpy() == 0
    return int(nothing[(vote.voters["ward"] == ward).to_numpy()].sum() if ward else nothing.sum())


@cache
def _youth_house() -> tuple[np.ndarray, np.ndarray]:
    """Return what each voter paid for the Youth house [EUR], and whether the voter is of another ward."""
    vote, outcome = _counted("add1")
    paid = outcome.payments.toarray()[:, vote.projects.index.get_loc(YOUTH_HOUSE)]
    return paid, (vote.voters["ward"] != WARD).to_numpy()


@cache
def _chose() -> np.ndarray:
    """Return whether each voter chose the Youth house."""
    vote = _vote()
    return (vote.ballots.toarray()[:, vote.projects.index.get_loc(YOUTH_HOUSE)] > 0).astype(bool)


def _winners() -> int:
    """Return the winners by votes per cost on the ballots of Weir Estate, added up."""
    vote, outcome = _counted("votes per cost")
    return int(winners_per_voter(vote, outcome)[vote.voters["ward"] == WARD].sum())


def _euros(*, others: bool) -> float:
    """Return what voters of other wards, or those of Weir Estate, paid for the Youth house. [EUR]"""
    paid, other = _youth_house()
    return float(paid[other == others].sum())


def _others() -> float:
    paid, other = _youth_house()
    return float(100 * paid[other].sum() / paid.sum())


def _heads() -> float:
    paid, other = _youth_house()
    return float(100 * (paid[other] > 0).sum() / (paid > 0).sum())


def _street(*, ben_stays: bool) -> float:
    """Return what Dora has in the end. [EUR]"""
    ballots = [["playground", "trees"], ["trees"], ["playground", "bench"], ["bench"]]
    ballots[1] += ["playground"] if ben_stays else []
    street = pabulib.build({"playground": 75, "trees": 30, "bench": 34}, ballots, budget=120)
    outcome = rules.equal_shares(street)
    return float(outcome.share - outcome.payments.toarray()[3].sum())


def _money(rule: str, ballots: int | None = BALLOTS) -> float:
    return float(money_by_ward(*_counted(rule, ballots))[WARD])


EXERCISES = [
    Exercise(
        id="participation-2-nothing",  # a count: no unit, or a check would suspect hours and minutes
        lesson=LESSON,
        expected=lambda: _without("votes per cost"),
        tolerance=0.4,
        mistakes=[
            Mistake(when=_is_column, say="This is a whole column; `.sum()` at the end counts what is True in it."),
            Mistake(
                when=_near(lambda: _without("votes"), 0.59 * CAST, 189, within=1),
                say="You counted by votes; the question is about votes per cost.",
            ),
            Mistake(
                when=_near(lambda: _without("votes per cost", None), within=0.4),
                say="This is the whole town; the question is about the voters of Weir Estate.",
            ),
            Mistake(
                when=_near(lambda: _without("votes", None), within=0.4),
                say="This is the whole town, counted by votes; take Weir Estate, and votes per cost.",
            ),
            Mistake(
                when=_near(CAST, within=0.4),
                say="These are all voters of Weir Estate; keep those without a winner, with `== 0`.",
            ),
            Mistake(
                when=_near(lambda: CAST - _without("votes per cost"), within=0.4),
                say="These are the voters who do have a winner; the question asks for the others.",
            ),
            Mistake(
                when=_near(_winners, within=0.4),
                say="You added up winners; count the voters whose number of winners is 0.",
            ),
            Mistake(
                when=_near(lambda: _without("votes per cost") / CAST, lambda: _without("votes") / CAST, within=0.005),
                say="This is a share; the question asks for a number.",
            ),
            Mistake(
                when=_near(lambda: 100 * _without("votes per cost") / CAST, within=0.5),
                say="This is in percent; the question asks for a number of voters.",
            ),
        ],
        hints=[
            "The cell above does the same for the other rule: True for each voter without a winner.",
            "budget_pictures.winners_per_voter(vote, per_cost) == 0 is that column.",
            'Keep the rows where vote.voters["ward"] == "Weir Estate", and add them up with .sum().',
        ],
        note="More than half of those without a winner by votes now have one: the Homework club was cheap enough.",
    ),
    Exercise(
        id="participation-2-round",
        lesson=LESSON,
        expected=lambda: _street(ben_stays=False),
        unit="€",
        tolerance=0.005,
        mistakes=[
            Mistake(
                gives=lambda: _street(ben_stays=True),
                say="This is Dora's money with Ben's vote for the playground. Who can pay for it without him?",
            ),
            Mistake(
                gives=17.0, say="This is what Dora pays for the bench; the question asks for what she has afterwards."
            ),
            Mistake(
                gives=29.0,
                say="Dora pays so much if Cem has paid the playground first. Without Ben, can it be paid at all?",
            ),
            Mistake(
                gives=30.0, say="Dora and Cem still have all their money when the bench's turn comes. Can they pay it?"
            ),
            Mistake(gives=15.0, say="This is what Ada and Ben have left; Dora pays for another project."),
            Mistake(
                when=_near(26, 56, within=0.005),
                say="This is the money of several people; the question asks for Dora's alone.",
            ),
        ],
        hints=[
            "Begin with the playground: Ada and Cem alone would have to pay 75 € out of 30 € each.",
            "Trees and bench are left, both at a price of 0.50. The cheaper one is first: Ada and Ben pay the trees.",
            "Cem has not paid anything yet, so he and Dora pay half of the bench each.",
        ],
        note="Ben, who asked for less, changed what the others got: no playground, but trees and bench for everybody.",
    ),
    Exercise(
        id="participation-2-payments",
        lesson=LESSON,
        expected=lambda: _others(),
        unit="%",
        tolerance=0.06,
        mistakes=[
            Mistake(
                when=lambda answer: isnan(answer),
                say="Nobody paid anything in this column. The Youth house is column 18: Python counts from 0.",
            ),
            Mistake(
                when=_near(lambda: 100 - _others(), within=0.2),
                say="This is what the voters of Weir Estate paid; take the others.",
            ),
            Mistake(
                when=_near(lambda: _others() / 100, within=0.002),
                say="This is a share between 0 and 1; the question asks for percent.",
            ),
            Mistake(
                when=_near(lambda: 1 - _others() / 100, within=0.002),
                say="This is the share of Weir Estate's own voters; take the others, in percent.",
            ),
            Mistake(
                when=_near(lambda: _euros(others=True), within=3),
                say="This is in euros; divide by the cost of the Youth house.",
            ),
            Mistake(
                when=_near(lambda: _euros(others=False), within=3),
                say="These are the euros of Weir Estate's own voters; take the others, in percent of the cost.",
            ),
            Mistake(
                when=_near(61_000, within=3),
                say="This is the whole cost; the question asks for the part that other wards paid, in percent.",
            ),
            Mistake(
                when=_near(lambda: _heads(), within=0.06),
                say="This is the share of the *people* who paid; the question asks for money.",
            ),
            Mistake(
                when=_near(lambda: float(100 * (_youth_house()[1] & _chose()).sum() / _chose().sum()), within=0.06),
                say="This is the share of the people who chose it; the question asks for the money they paid.",
            ),
        ],
        hints=[
            "One column has what each voter paid. Add up a part of it, and divide by the whole.",
            'vote.voters["ward"] != "Weir Estate" is True for the voters of other wards.',
            "100 * column[mask].sum() / column.sum(), with the column and the mask of the first two hints.",
        ],
        note="Two thirds are the estate's own money. Votes from elsewhere count as much as its own.",
    ),
    Exercise(
        id="participation-2-turnout",
        lesson=LESSON,
        expected=lambda: _money("add1"),
        unit="€",
        tolerance=0.5,
        mistakes=[
            Mistake(when=_is_column, say='These are all wards; `["Weir Estate"]` at the end takes one.'),
            Mistake(
                when=_near(lambda: _money("add1", CAST), within=0.5),
                say=(
                    "This is the result of today's 320 ballots, or of a third more than these. One in three of 2,900 "
                    "residents is asked: make a new vote with so many ballots, and count that one."
                ),
            ),
            Mistake(
                when=_near(lambda: _money("no completion"), within=0.5),
                say=(
                    "Two slips lead here. Is it a third of the estate's 2,900 residents, not of the 2,400 voters? "
                    'And did you count with completion="add1"?'
                ),
            ),
            Mistake(
                when=_near(lambda: _money("votes"), within=0.5),
                say="You counted by votes; use equal_shares with Add1.",
            ),
            Mistake(
                when=_near(lambda: _money("votes per cost"), lambda: _money("votes per cost", CAST), within=0.5),
                say="You counted votes per cost; use equal_shares with Add1.",
            ),
            Mistake(
                when=_near(lambda: _money("votes", CAST), within=0.5),
                say="This is the result of today's ballots, by votes or without completion: change both.",
            ),
            Mistake(
                when=_near(lambda: _money("add1", 1200), within=0.5),
                say=(
                    "The projects of Riverside get so much, and so do those of Weir Estate with 1,200 ballots; look up "
                    "Weir Estate, with one ballot for every three residents."
                ),
            ),
            Mistake(
                when=_near(lambda: _money("votes", 1200), within=0.5),
                say="This is by votes, with more ballots; count one ballot for every three residents, by Add1.",
            ),
            Mistake(
                when=_near(lambda: 500_000 * BALLOTS / (2400 - CAST + BALLOTS), within=100),
                say="This is what the shares of its voters are worth; the question asks what is spent in the ward.",
            ),
            Mistake(
                when=_near(BALLOTS, within=1), say="This is the number of ballots; count them, and look up the money."
            ),
            Mistake(
                when=_near(lambda: _counted("add1", BALLOTS)[1].cost, within=0.5),
                say="This is the money of the whole town; look up Weir Estate.",
            ),
            Mistake(when=_near(lambda: _money("add1") / 1000, within=0.5), say="This is in thousands of euros."),
        ],
        hints=[
            "How many ballots are a third of 2,900 residents? round(...) makes it a whole number.",
            'budget_pictures.with_turnout(vote, ward="Weir Estate", ballots=...) gives a new vote: count that one.',
            'rules.equal_shares(case, completion="add1"), then money_by_ward(case, ...)["Weir Estate"].',
        ],
        note="Youth house, lights and Homework club, for 32 % of the voters. By votes it would be 107,000 €.",
    ),
]
