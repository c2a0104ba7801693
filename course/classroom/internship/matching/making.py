"""Make a matching, and make it again when a host leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from citylab.internship.documents import WEEKS
from classroom.errors import CitylabError
from classroom.internship.matching.market import Market
from classroom.internship.matching.result import Matching
from classroom.internship.matching.stable import deferred_acceptance
from classroom.internship.people.model import Host, Intern
from classroom.internship.people.problems import PeopleError, Problem, quoted
from classroom.internship.people.together import check_people

Method = Literal["stable", "fair"]


def match(
    interns: Sequence[Intern],
    hosts: Sequence[Host],
    *,
    method: Method = "stable",
    seed: int = 0,
    fixed: Mapping[str, str] | None = None,
) -> Matching:
    """
    Match interns to hosts; the order in which they are given makes no difference.

    Parameters
    ----------
    interns, hosts : sequence
        From `classroom.internship.people`.
    method : {"stable", "fair"}
        See `classroom.internship.matching.stable` and `classroom.internship.matching.fair`.
    seed : int
        Of the lots between equals.
    fixed : mapping of str to str, optional
        Pairs that must stay, intern id to host id. The intern need not have named the host; the hard limits hold.

    Raises
    ------
    PeopleError
        If people or fixed pairs cannot be used; the message lists all problems.
    CitylabError
        If the method is unknown.
    """
    check_people(interns, hosts)
    return _made(Market(interns, hosts, seed, _checked(interns, hosts, fixed or {})), method)


def resume(
    interns: Sequence[Intern], hosts: Sequence[Host], pairs: Mapping[str, str], *, method: str = "stable", seed: int = 0
) -> Matching:
    """
    Return pairs that were made earlier as a matching, to go on from with `rematch`.

    Parameters
    ----------
    interns, hosts : sequence
        Everybody.
    pairs : mapping of str to str
        Intern id to host id.
    method : {"stable", "fair"}
        With which to go on.
    seed : int
        Of the lots between equals.
    """
    return Matching(dict(sorted(pairs.items())), method, Market(interns, hosts, seed, pairs))


def rematch(
    matching: Matching,
    interns: Sequence[Intern],
    hosts: Sequence[Host],
    leaving_host: str,
    week: int,
) -> Matching:
    """
    Give those who lose their place in a running internship another, from free places; nobody else moves.

    Parameters
    ----------
    matching : Matching
        As it stands; its method and seed are used again.
    interns : sequence of Intern
        Who is still there: the places of others are free. Whoever lost her place may have named more hosts since.
    hosts : sequence of Host
        With the leaving one.
    leaving_host : str
        Its id.
    week : int
        In which it leaves, 1 to 12.

    Returns
    -------
    Matching
        Its `unmatched` lists who lost the place and got no other, and who had none before.

    Raises
    ------
    CitylabError
        If the host is unknown, or there is no such week.
    """
    if leaving_host not in {host.id for host in hosts}:
        raise CitylabError(
            f"no host has the id {quoted(leaving_host)}; there are: {', '.join(host.id for host in hosts)}"
        )
    if not 1 <= week <= WEEKS:
        raise CitylabError(f"week {week}: an internship has the weeks 1 to {WEEKS}; give one of them")
    there = {intern.id for intern in interns}
    left = {**matching.left, leaving_host: week}
    still = [
        replace(host, places=0 if host.id in left else host.places, preferences=_present(host.preferences, there))
        for host in hosts
    ]
    stay = {one: host for one, host in matching.pairs.items() if one in there and host not in left}
    moving = {one for one, host in matching.pairs.items() if one in there and host == leaving_host}
    waiting = there - stay.keys() - moving
    check_people(interns, still)
    return _made(Market(interns, still, matching.seed, _checked(interns, still, stay), waiting), matching.method, left)


def _made(market: Market, method: str, left: dict[str, int] | None = None) -> Matching:
    if method == "stable":
        made = deferred_acceptance(market.choices, market.ranks, market.open_places)
    elif method == "fair":
        from classroom.internship.matching import fair

        made = fair.assign(market.choices, market.open_places, seed=market.seed)
    else:
        raise CitylabError(f"no method {quoted(method)}; there are: stable, fair")
    return Matching(dict(sorted({**made, **market.fixed}.items())), method, market, left or {})


def _present(preferences: Sequence[str], there: set[str]) -> tuple[str, ...]:
    return tuple(one for one in preferences if one in there)


def _checked(interns: Sequence[Intern], hosts: Sequence[Host], fixed: Mapping[str, str]) -> Mapping[str, str]:
    """Refuse fixed pairs that cannot stay."""
    by_id, host_by_id = {one.id: one for one in interns}, {one.id: one for one in hosts}
    market = Market(interns, hosts, 0)
    wrong = []
    for one, host in fixed.items():
        if one not in by_id or host not in host_by_id:
            what = f"intern has the id {quoted(one)}" if one not in by_id else f"host has the id {quoted(host)}"
            wrong.append(f"no {what}; take the pair out, or correct it")
        elif not market.possible(one, host):
            why_not = market.possible(one, host).why_not
            wrong.append(f"{one} cannot stay with {host}: it {why_not}. Correct the lists, or take the pair out")
    for host, number in Counter(fixed.values()).items():
        if host in host_by_id and number > host_by_id[host].places:
            wrong.append(
                f"{number} pairs are fixed with {host}, which has {host_by_id[host].places} places; take some out"
            )
    if wrong:
        raise PeopleError([Problem("fixed pairs", 0, says) for says in wrong])
    return fixed
