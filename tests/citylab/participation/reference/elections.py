"""
Made-up elections for comparing counts; the standard library is enough to make them.

Each is a dictionary: `name`, `vote_type`, `budget`, `costs` (text, as a file would hold them) and `ballots`, lists of
projects or dictionaries from project to points (text). *Synthetic*.
"""

import random

SEED = 2021
TOO_DEAR = 1_000_000


def elections() -> list[dict]:
    """Return 54 elections, the same ones each time."""
    draw = random.Random(SEED)
    makers = (approvals, alike, decimals, cumulative, scoring, rankings, lopsided, round_numbers, free_project)
    return [dict(maker(draw), name=f"{maker.__name__} {number}") for maker in makers for number in range(6)]


def _ids(count: int) -> list[str]:
    return [f"p{number}" for number in range(1, count + 1)]


def _election(vote_type: str, costs: dict, ballots: list, part: float) -> dict:
    total = sum(float(cost) for cost in costs.values() if float(cost) < TOO_DEAR)
    return {"vote_type": vote_type, "budget": str(max(1, round(part * total))), "costs": costs, "ballots": ballots}


def _subset(draw, ids: list[str], most: int) -> list[str]:
    return draw.sample(ids, draw.randint(0, min(most, len(ids))))


def approvals(draw) -> dict:
    """Approvals of 20 to 120 voters; one project is dearer than any budget."""
    ids = _ids(draw.randint(5, 14))
    costs = {one: str(draw.randint(20, 400)) for one in ids} | {ids[0]: str(TOO_DEAR)}
    ballots = [_subset(draw, ids, 6) for _ in range(draw.randint(20, 120))]
    return _election("approval", costs, ballots, draw.uniform(0.2, 0.7))


def alike(draw) -> dict:
    """Equal costs and few voters: ties everywhere."""
    ids = _ids(draw.randint(4, 9))
    costs = dict.fromkeys(ids, str(draw.choice([6, 10, 12])))
    ballots = [_subset(draw, ids, 4) for _ in range(draw.randint(4, 12))]
    return _election("approval", costs, ballots, draw.uniform(0.3, 0.8))


def decimals(draw) -> dict:
    """Costs with two decimals."""
    ids = _ids(draw.randint(4, 10))
    costs = {one: f"{draw.uniform(5, 90):.2f}" for one in ids}
    ballots = [_subset(draw, ids, 5) for _ in range(draw.randint(10, 40))]
    return _election("approval", costs, ballots, draw.uniform(0.3, 0.7))


def cumulative(draw) -> dict:
    """Up to ten points to share out."""
    ids = _ids(draw.randint(4, 9))
    ballots = []
    for _ in range(draw.randint(10, 50)):
        points: dict[str, int] = {}
        for _ in range(draw.randint(0, 10)):
            one = draw.choice(ids)
            points[one] = points.get(one, 0) + 1
        ballots.append({one: str(given) for one, given in points.items()})
    costs = {one: str(draw.randint(20, 200)) for one in ids}
    return _election("cumulative", costs, ballots, draw.uniform(0.3, 0.7))


def scoring(draw) -> dict:
    """Scores from 0 to 5 in halves."""
    ids = _ids(draw.randint(4, 8))
    ballots = [{one: str(draw.randint(0, 10) / 2) for one in _subset(draw, ids, 8)} for _ in range(draw.randint(8, 40))]
    costs = {one: str(draw.randint(5, 40) * 5) for one in ids}
    return _election("scoring", costs, ballots, draw.uniform(0.3, 0.7))


def rankings(draw) -> dict:
    """Rankings of some projects."""
    ids = _ids(draw.randint(4, 9))
    ballots = [_subset(draw, ids, 5) for _ in range(draw.randint(10, 50))]
    costs = {one: str(draw.randint(20, 200)) for one in ids}
    return _election("ordinal", costs, ballots, draw.uniform(0.3, 0.7))


def lopsided(draw) -> dict:
    """A majority and a minority with projects of their own, 300 voters."""
    ids = _ids(20)
    costs = {one: str(draw.randint(200, 3000)) for one in ids}
    ballots = [_subset(draw, ids[:12] if draw.random() < 0.7 else ids[12:], 7) for _ in range(300)]
    return _election("approval", costs, ballots, draw.uniform(0.3, 0.6))


def round_numbers(draw) -> dict:
    """Shares and costs that divide evenly, so that money runs out to the last coin."""
    ids = _ids(draw.randint(4, 7))
    voters = draw.choice([6, 8, 12])
    costs = {one: str(draw.choice([12, 24, 36, 48])) for one in ids}
    ballots = [_subset(draw, ids, 4) for _ in range(voters)]
    return {"vote_type": "approval", "budget": str(12 * voters), "costs": costs, "ballots": ballots}


def free_project(draw) -> dict:
    """One project costs nothing."""
    election = approvals(draw)
    return election | {"costs": election["costs"] | {"p2": "0"}}
