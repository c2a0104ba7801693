"""Explain to one intern, in plain sentences, what became of her wishes; no other intern is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from classroom.internship.matching import scoring, unplaced

if TYPE_CHECKING:
    from classroom.internship.matching.result import Matching

_FIRST = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def ordinal(number: int) -> str:
    """Return *first*, *second* … or *11th*."""
    if number <= len(_FIRST):
        return _FIRST[number - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 <= number % 100 <= 20 else ending}"


def explain(matching: Matching, intern_id: str) -> str:
    """
    Return why an intern got her host, and why not each that she wanted more.

    Raises
    ------
    KeyError
        If there is no such intern.
    """
    market = matching.market
    if intern_id not in market.interns:
        raise KeyError(f"no intern has the id {intern_id}")
    host_id = matching.pairs.get(intern_id)
    intern = market.interns[intern_id]
    if intern_id in market.fixed:
        return _got(matching, intern_id)
    if host_id is None:
        told = [_why_not(matching, intern_id, host) for host in intern.preferences]
        rest = [unplaced.elsewhere(matching, intern_id)]
        return "\n".join(
            filter(None, [f"You have no place yet. {unplaced.in_short(matching, intern_id)}", *told, *rest])
        )
    better = intern.preferences[: intern.preferences.index(host_id)]
    return "\n".join([_got(matching, intern_id), *(_why_not(matching, intern_id, host) for host in better)])


def _got(matching: Matching, intern_id: str) -> str:
    market = matching.market
    host = market.hosts[matching.pairs[intern_id]]
    rank, of = matching.rank(intern_id), len(market.interns[intern_id].preferences)
    choice = f"your {ordinal(rank)} choice of {of}" if rank else "which was not among your choices"
    text = f"You are matched with {host.name} in {host.place}, {choice}. You would work {matching.way(intern_id)}."
    if intern_id in market.fixed:
        return f"{text} This pair was fixed before; it stays."
    return f"{text} You meet all its conditions. {_standing(matching, intern_id, host.id)}"


def _standing(matching: Matching, intern_id: str, host_id: str) -> str:
    market = matching.market
    host, ranks = market.hosts[host_id], market.ranks[host_id]
    how = "In its own list" if intern_id in host.preferences else "By the published score"
    points = "" if intern_id in host.preferences else f", with {_points(matching, intern_id, host_id)},"
    return f"{how}{points} you are number {ranks[intern_id]} of {len(ranks)} who chose it."


def _points(matching: Matching, intern_id: str, host_id: str) -> str:
    intern, host = matching.market.interns[intern_id], matching.market.hosts[host_id]
    return f"{scoring.score(intern, host)} of {scoring.most(host)} points"


def _why_not(matching: Matching, intern_id: str, host_id: str) -> str:
    market = matching.market
    host = market.hosts[host_id]
    start = f"Not {host.name}, your {ordinal(market.interns[intern_id].rank_of(host_id) or 0)} choice:"
    if host_id in matching.left:
        return f"{start} it left in week {matching.left[host_id]}."
    possible = market.possible(intern_id, host_id)
    if not possible:
        return f"{start} it {possible.why_not}."
    if not host.places:
        return f"{start} it has no places."
    if intern_id in market.waiting:
        free = "it has a free place, but this round was for those who lost theirs"
        return f"{start} {free if matching.free.get(host_id) else 'its places were given before and stay as they are'}."
    return f"{start} {_taken(matching, intern_id, host_id)}"


def _taken(matching: Matching, intern_id: str, host_id: str) -> str:
    """Say by whom the places of a host are taken that could have had her, and would have been better."""
    market = matching.market
    host, ranks, taken = market.hosts[host_id], market.ranks[host_id], matching.taken(host_id)
    if not taken:
        return "its places were given before and stay as they are."
    full = "it has one place, which is taken" if host.places == 1 else f"it has {host.places} places, all taken"
    before = ", or who had theirs before" if len(taken) < host.places else ""
    if ranks[intern_id] < ranks[taken[-1]]:
        return (
            f"{full}. It ranks you above somebody whom it took. The fair method does not follow the hosts' rankings: "
            "it places as many interns as it can, and then keeps the choices of all as good as it can."
        )
    standing = _standing(matching, intern_id, host_id)
    return f"{full} by interns whom it ranks higher{before}. {standing}{_lots(matching, intern_id, host_id)}"


def _lots(matching: Matching, intern_id: str, host_id: str) -> str:
    """Say so where lots decided between her and the last one whom the host took."""
    if matching.method == "fair":
        return ""
    market = matching.market
    host = market.hosts[host_id]
    last = matching.taken(host_id)[-1]
    mine, theirs = (scoring.ranking_key(market.interns[one], host, market.seed)[:2] for one in (intern_id, last))
    return f" The last one taken has as many points; lots decided (seed {market.seed})." if mine == theirs else ""
