"""Self-checks of *Wrap up: a lift for Gorse Hill*, for the data of any seed."""

import math
from functools import cache

import numpy as np
import pandas as pd

from citylab import data
from citylab.participation import budget_pictures, opinions, pabulib, privacy, rules, weighting
from citylab.participation.practice._gorse_hill import HILL, GorseHill, draws
from citylab.practice import Exercise, Mistake
from citylab.practice.problems import DEFAULT_SEED, Problems

LESSON = "04-public-participation/06_wrap_up"
WARDS = ["Crest", "Terraces", "Foot"]
RENTERS = ("private renter", "social renter")
TEXT = GorseHill(seed=DEFAULT_SEED)  # the numbers of the page: 200 € are 120,000 among 600 voters


def _margins(names: dict[str, str]) -> dict[str, pd.Series]:
    margins = weighting.read_margins(data.load(HILL, "margins"))
    return margins | {"tenure": margins["tenure"].rename(names).groupby(level=0).sum()}


@cache
def _lift(by: tuple[str, ...] = ("ward", "tenure"), into: str = "renter", given: GorseHill = TEXT) -> float:
    """Return the weighted share that wants the lift, with both kinds of renters under one name. [1]"""
    names = dict.fromkeys(RENTERS if into == "renter" else ("social renter",), into)
    poll, margins = given.hill["poll"], _margins(names)
    poll = poll.assign(tenure=poll["tenure"].replace(names))
    weights = weighting.rake(poll, {name: margins[name] for name in by}).weights if by else None
    return float(np.average(poll["lift"], weights=weights))


def _without_social(given: GorseHill = TEXT) -> float:
    """Return the share if the council's tenants are left out of the margins, and wards scaled to what remains. [1]"""
    margins, poll = weighting.read_margins(data.load(HILL, "margins")), given.hill["poll"]
    tenure = margins["tenure"].drop("social renter")
    ward = margins["ward"] * tenure.sum() / margins["ward"].sum()
    return float(np.average(poll["lift"], weights=weighting.rake(poll, {"ward": ward, "tenure": tenure}).weights))


@cache
def _vote() -> pabulib.Election:
    return pabulib.read(data.path(HILL, "hillside_vote.pb"))


@cache
def _winners(rule: str) -> tuple[np.ndarray, tuple[str, ...]]:
    """Return winners on each ballot, and the list of winners."""
    outcome = rules.greedy(_vote()) if rule == "votes" else rules.equal_shares(_vote(), completion="add1")
    return budget_pictures.winners_per_voter(_vote(), outcome).to_numpy(), outcome.winners


def _without(rule: str) -> int:
    return int((_winners(rule)[0] == 0).sum())


def _lose(by: str = "votes", none_by: str = "add1") -> int:
    return int(((_winners(by)[0] > 0) & (_winners(none_by)[0] == 0)).sum())


def _without_both() -> int:
    return int(((_winners("votes")[0] == 0) & (_winners("add1")[0] == 0)).sum())


def _fewer() -> int:
    return int((_winners("votes")[0] > _winners("add1")[0]).sum())


def _could_pay(
    *, funded: bool | None = False, covered: bool | None = True, by: str = "votes", given: GorseHill = TEXT
) -> list[str]:
    """Return the projects that are funded or not, and covered by shares or not; None takes both."""
    projects = _vote().projects
    chosen = np.ones(len(projects), dtype=bool)
    if funded is not None:
        chosen &= projects.index.isin(_winners(by)[1]) == funded
    if covered is not None:
        chosen &= (projects["votes"] * given.share_eur >= projects["cost"]).to_numpy() == covered
    return list(projects.index[chosen])


@cache
def _unite(given: GorseHill = TEXT) -> pd.DataFrame:
    kept = opinions.enough_votes(opinions.read_votes(given.hill["votes"]), minimum=7)
    homes = data.load(HILL, "people").set_index("person")["ward"][kept.index]
    return opinions.uniting(kept, homes)


def _united(columns: list[str], *, some: bool = False, given: GorseHill = TEXT) -> int:
    values = _unite(given)[columns]
    return int(((values.max(axis=1) if some else values.min(axis=1)) >= given.likely).sum())


def _hidden(cell: str) -> float:
    """Return the least or the most that the attack on one table leaves possible. [people]"""
    return float(privacy.attack(data.load(HILL, "published_7_may")).loc[("Foot", "violence at home"), cell])


def _published(ward: str = "Foot", worry: str = "violence at home") -> float:
    return float(data.load(HILL, "published_9_may").loc[ward, worry])


def _off_by(parts: int | None = None, level: float | None = None, given: GorseHill = TEXT) -> float:
    return privacy.error_bound(given.epsilon / (parts or given.tables), level=level or given.probability)


def exercises_for(given: GorseHill) -> list[Exercise]:
    """Return the six exercises; four of them depend on the data that are given."""
    return [
        Exercise(
            id="participation-w-lift",
            lesson=LESSON,
            expected=lambda: _lift(given=given),
            tolerance=0.0005,
            mistakes=[
                Mistake(
                    gives=lambda: _lift(by=(), given=given), say="This is the share of the answers, without weights."
                ),
                Mistake(
                    gives=lambda: _lift(by=("ward",), given=given),
                    say="This is weighted by ward alone. Rake to tenure, too.",
                ),
                Mistake(
                    gives=lambda: _lift(by=("tenure",), given=given),
                    say="This is weighted by tenure alone. Rake to ward, too.",
                ),
                Mistake(
                    gives=lambda: _without_social(given),
                    say="You left the council's tenants out of the town. They live there: let others who rent speak "
                    "for them.",
                ),
                Mistake(
                    gives=lambda: _lift(into="owner", given=given),
                    say="You put the council's tenants with the owners. Nearest to them are those who rent.",
                ),
                Mistake(
                    when=lambda answer: abs(answer - 100 * _lift(given=given)) < 0.51,
                    say="This is in percent; a share between 0 and 1 is asked for.",
                ),
                Mistake(gives=lambda: 1 - _lift(given=given), say="This is the share that does not want the lift."),
            ],
            hints=[
                "Both sides need the same categories: change the tenure in a copy of the poll, and in the margins.",
                'names = {"private renter": "renter", "social renter": "renter"}; the first rows of the table of tools '
                "show what to do with it. The margin of the ward stays.",
                'With the copy two_tenures and two_margins = {"ward": margins["ward"], "tenure": merged}: '
                'np.average(two_tenures["lift"], weights=weighting.rake(two_tenures, two_margins).weights).',
            ],
            note="How sure it is, you ask at the end. In the whole (made-up) town it is 54 %. "
            "That private tenants may speak for the council's tenants is an assumption: say it beside the figure.",
        ),
        Exercise(
            id="participation-w-lose",
            lesson=LESSON,
            expected=_lose,
            unit="voters",
            mistakes=[
                Mistake(
                    gives=lambda: _lose("add1", "votes"),
                    say="These are the ones who gain: no winner by votes, one with Add1. Turn it round.",
                ),
                Mistake(
                    gives=lambda: _without("add1"),
                    say="These have no winner with Add1. Some of them have none by votes either, so they lose nothing.",
                ),
                Mistake(
                    gives=lambda: _without("votes"), say="These have no winner by votes: they have nothing to lose."
                ),
                Mistake(
                    gives=lambda: _without("votes") - _without("add1"),
                    say="This is a difference of two totals. It hides those who lose behind those who gain.",
                ),
                Mistake(
                    gives=_fewer,
                    say="These have fewer winners with Add1 than by votes. Count those left with none.",
                ),
                Mistake(
                    gives=lambda: _without_both(),
                    say="These have no winner under either rule. Who had one by votes?",
                ),
                Mistake(
                    gives=lambda: len(_winners("votes")[0]),
                    say="These are all voters: len counts True and False alike. (...).sum() counts True only.",
                ),
            ],
            hints=[
                "Two things must hold for a voter at once. Which ones?",
                "by_greedy > 0 is True for a voter with a winner by votes. Write the other condition with by_add1.",
                "((by_greedy > 0) & (by_add1 == 0)).sum().",
            ],
            note="Every rule has such people. It is better to count them than to be told of them.",
        ),
        Exercise(
            id="participation-w-owed",
            lesson=LESSON,
            expected=lambda: _could_pay(given=given),
            any_order=True,
            mistakes=[
                Mistake(
                    gives=lambda: _could_pay(funded=None, given=given),
                    say="Some of these are funded by votes already. Leave them out.",
                ),
                Mistake(
                    gives=lambda: _could_pay(funded=True, given=given),
                    say="These are funded by votes. The question asks for those that are not: ~ turns True into False.",
                ),
                Mistake(
                    gives=lambda: _could_pay(by="add1", given=given),
                    say="You left out the winners of equal shares. Leave out those that win by votes.",
                ),
                Mistake(
                    gives=lambda: _could_pay(covered=None, given=given),
                    say="These are all projects that are not funded. Which could be paid?",
                ),
                Mistake(
                    gives=lambda: _could_pay(covered=False, given=given),
                    say="Shares do not reach for these. Is the comparison the right way round, or is a ~ too much?",
                ),
                Mistake(
                    when=lambda answer: answer == len(_could_pay(given=given)),
                    say="This is how many they are. Put their numbers into a list: which ones?",
                ),
            ],
            hints=[
                "A supporter brings one share. What do all supporters of a project bring, and what does it cost?",
                'vote.projects["votes"] * problem.share_eur >= vote.projects["cost"] is True where it is covered; '
                "vote.projects.index.isin(greedy.winners) is True for a winner.",
                "Call the first covered and the second funded: list(vote.projects.index[covered & ~funded]).",
            ],
            note="Look at their wards. Each could be paid alone, not all of them together: supporters overlap, "
            "and have one share each.",
        ),
        Exercise(
            id="participation-w-unite",
            lesson=LESSON,
            expected=lambda: _united(WARDS, given=given),
            unit="statements",
            mistakes=[
                Mistake(
                    gives=lambda: _united(["plain"], given=given),
                    say="So many reach it among all votes, or in the mean. One ward can carry both; ask each.",
                ),
                Mistake(
                    gives=lambda: _united(WARDS, some=True, given=given),
                    say="In these at least one ward agrees. Each must.",
                ),
                Mistake(
                    gives=lambda: _united(["consensus"], given=given),
                    say="The product of three probabilities is far below each of them. Compare each ward.",
                ),
                Mistake(
                    gives=lambda: int((_unite(given)["consensus"] >= given.likely**3).sum()),
                    say="A product can be large enough with one ward far too low. Ask each of them.",
                ),
                *(
                    Mistake(
                        gives=lambda ward=ward: _united([ward], given=given),
                        say=f"So many in {ward} alone. Each ward must reach it.",
                    )
                    for ward in WARDS
                ),
                Mistake(
                    gives=lambda: sum(_united([ward], given=given) for ward in WARDS),
                    say="This adds up the wards. A statement counts once, and only if all three reach it.",
                ),
            ],
            hints=[
                "A ward that does not agree is enough to leave a statement out. So look at the ward that agrees least.",
                'unite[["Crest", "Terraces", "Foot"]] are the three columns; min(axis=1) gives the lowest of each row.',
                '(unite[["Crest", "Terraces", "Foot"]].min(axis=1) >= problem.likely).sum().',
            ],
            note="Read them: the hill is not so divided.",
        ),
        Exercise(
            id="participation-w-late",
            lesson=LESSON,
            expected=lambda: int(_published()) - 1,
            unit="people",
            mistakes=[
                Mistake(gives=_published, say="This stands in the table of 9 May. Who came between the two days?"),
                Mistake(
                    gives=lambda: _hidden("low"),
                    say="This is the least that the first table alone allows. The second table tells more.",
                ),
                Mistake(
                    gives=lambda: _hidden("high"),
                    say="This is the most that the first table alone allows. The second table tells more.",
                ),
                Mistake(
                    gives=lambda: _published() + 1,
                    say="The late answer is part of the second table. Take it off, to go back to 7 May.",
                ),
                Mistake(gives=1, say="One letter came between the two days. How many had there been before it?"),
                Mistake(
                    gives=lambda: _published("Foot", "loneliness"),
                    say="This is loneliness. Look in the column of violence at home.",
                ),
                Mistake(
                    gives=lambda: _published("Terraces"),
                    say="This is the row of Terraces. Look in that of Foot.",
                ),
            ],
            hints=[
                "Compare the totals of both days: by one, but in which row and in which column?",
                'second["total"] - first["total"] gives the rows, the same of .loc["total"] the columns.',
                "The late letter is in Foot, under violence at home: so the cell of 7 May is that of 9 May less one.",
            ],
            note="All four hidden cells fall with it. Each table was safe alone; two about nearly the same people "
            "were not.",
        ),
        Exercise(
            id="participation-w-noise",
            lesson=LESSON,
            expected=lambda: _off_by(given=given),
            unit="people",
            tolerance=0.05,
            mistakes=[
                Mistake(
                    gives=lambda: _off_by(1, given=given),
                    say="This spends all of the budget on one table. There are more.",
                ),
                Mistake(
                    gives=lambda: _off_by(2, given=given),
                    say="You counted two tables. They come on two days, and most of the people are the same.",
                ),
                Mistake(
                    gives=lambda: given.tables / given.epsilon,
                    say="This is the mean error. With a high probability it stays within a larger number.",
                ),
                Mistake(
                    gives=lambda: math.log(1 / (1 - given.probability)) / given.tables,
                    say="You divided by the number of tables where you should multiply: less ε means more noise.",
                ),
                Mistake(
                    gives=lambda: _off_by(level=1 - given.probability, given=given),
                    say="You took ln(1 / p). The formula has 1 - p below.",
                ),
                Mistake(
                    gives=lambda: given.tables / given.epsilon * math.log10(1 / (1 - given.probability)),
                    say="This is the logarithm with base 10. The formula has the natural one, np.log.",
                ),
            ],
            hints=[
                "First the ε of one table: losses about the same people add up.",
                "Then ln(1 / (1 - p)) / ε with p the probability; ln is np.log.",
                "np.log(1 / (1 - problem.probability)) / (problem.epsilon / problem.tables).",
            ],
            note="A count of 9 with such noise is hardly a count. Fewer tables, or none of the small ones, may serve "
            "people better.",
        ),
    ]


def _is_fair(given: GorseHill) -> bool:
    """Ask whether the poll can be raked, and nothing stands on a border."""
    if len(given.hill["poll"].value_counts(["ward", "tenure"])) < 5 or not 0 < len(_could_pay(given=given)) < 9:
        return False
    surplus_eur = _vote().projects["votes"] * given.share_eur - _vote().projects["cost"]
    lowest = _unite(given)[WARDS].min(axis=1)
    return bool((surplus_eur != 0).all() and (lowest - given.likely).abs().min() > 0.002)


new_problem = Problems(TEXT, draws, exercises_for=exercises_for, is_fair=_is_fair)
EXERCISES = exercises_for(TEXT)
