"""Self-checks of *Share out a budget fairly*."""

from functools import cache

import numpy as np

from citylab import data
from citylab.participation import pabulib, rules
from citylab.participation.budget_pictures import money_by_ward, winners_per_voter, with_turnout
from citylab.participation.pabulib import Election
from citylab.participation.rules import Outcome
from citylab.practice import Exercise, Mistake

LESSON = "04-public-participation/02_share_a_budget"
WARD = "Weir Estate"
YOUTH_HOUSE = "19"
CAST = 320
BALLOTS = round(2900 * 590 / 2800)  # at the turnout of Mill Lane


@cache
def _vote() -> Election:
    return pabulib.read(data.path("millfield_vote_synthetic", "millfield_vote.pb"))


@cache
def _counted(rule: str, ballots: int | None = None) -> tuple[Election, Outcome]:
    """Return the vote, with another number of ballots from Weir Estate if one is given, and its result by a rule."""
    vote = _vote() if ballots is None else with_turnout(_vote(), ward=WARD, ballots=ballots)
    if rule == "add1":
        return vote, rules.equal_shares(vote, completion="add1")
    return vote, rules.greedy(vote, by=rule)


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
        id="participation-2-nothing",
        lesson=LESSON,
        expected=lambda: _without("votes per cost"),
        unit="voters",
        tolerance=0.4,
        mistakes=[
            Mistake(gives=lambda: _without("votes"), say="You counted by votes; the question is about votes per cost."),
            Mistake(
                gives=lambda: _without("votes per cost", None),
                say="This is the whole town; the question is about the voters of Weir Estate.",
            ),
            Mistake(
                gives=lambda: CAST - _without("votes per cost"),
                say="These are the voters who do have a winner; the question asks for the others.",
            ),
            Mistake(
                gives=lambda: _without("votes per cost") / CAST, say="This is a share; the question asks for a number."
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
                gives=30.0, say="Dora and Cem still have all their money when the bench's turn comes. Can they pay it?"
            ),
            Mistake(gives=15.0, say="This is what Ada and Ben have left; Dora pays for another project."),
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
            Mistake(gives=lambda: 100 - _others(), say="This is what the voters of Weir Estate paid; take the others."),
            Mistake(
                gives=lambda: _others() / 100, say="This is a share between 0 and 1; the question asks for percent."
            ),
            Mistake(
                gives=lambda: float(_youth_house()[0][_youth_house()[1]].sum()),
                say="This is in euros; divide by the cost of the Youth house.",
            ),
            Mistake(
                gives=lambda: _heads(), say="This is the share of the *people* who paid; the question asks for money."
            ),
            Mistake(
                gives=lambda: float(100 * (_youth_house()[1] & _chose()).sum() / _chose().sum()),
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
            Mistake(
                gives=lambda: _money("votes"),
                say="This is the result by votes, or of today's 320 ballots; change the ballots and count by Add1.",
            ),
            Mistake(
                gives=lambda: _money("votes per cost"), say="You counted votes per cost; use equal_shares with Add1."
            ),
            Mistake(
                gives=lambda: 500_000 * BALLOTS / (2400 - CAST + BALLOTS),
                say="This is what the shares of its voters are worth; the question asks what is spent in the ward.",
            ),
            Mistake(gives=BALLOTS, say="This is the number of ballots; count them, and look up the money."),
        ],
        hints=[
            "How many of 2,900 residents is the share 590 / 2800?",
            'budget_pictures.with_turnout(vote, ward="Weir Estate", ballots=...) gives a new vote: count that one.',
            'rules.equal_shares(case, completion="add1"), then money_by_ward(case, ...)["Weir Estate"].',
        ],
        note="Youth house and Homework club, for 23 % of the voters. By votes it would be the Youth house alone.",
    ),
]
