"""Say why an intern has no place, and why a place is free."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from classroom.internship.matching.result import Matching

_MOST = 6  # reasons that are listed


def why_unmatched(matching: Matching, intern_id: str) -> str:
    """Return why an intern has no place, spoken to her: what became of her choices, and what else there is."""
    named = matching.market.interns[intern_id].preferences
    anywhere = _anywhere(matching, intern_id)
    full = [host for host in named if host in anywhere]
    unable = [host for host in named if host not in anywhere and host not in matching.left]
    parts = [in_short(matching, intern_id)]
    if unable:
        parts.append(
            f"{'Others that you named cannot take you: ' if full else ''}{_reasons(matching, intern_id, unable)}."
        )
    parts.append(elsewhere(matching, intern_id))
    return " ".join(part for part in parts if part)


def in_short(matching: Matching, intern_id: str) -> str:
    """Return what became of her choices, without the conditions that keep her from single hosts."""
    market = matching.market
    named = market.interns[intern_id].preferences
    anywhere = _anywhere(matching, intern_id)
    full = [host for host in named if host in anywhere]
    parts = [f"{market.hosts[host].name} left in week {week}." for host, week in matching.left.items() if host in named]
    if not named:
        parts.append("You named no host.")
    if not anywhere:
        parts.append(f"No host can take you.{_common(matching, intern_id)}")
    elif full:
        parts.append(_full(matching, intern_id, full))
    elif any(host not in matching.left for host in named):
        parts.append(f"None of the {'others' if parts else 'hosts'} you named can take you.")
    return " ".join(parts)


def elsewhere(matching: Matching, intern_id: str) -> str:
    """Return which hosts that she did not name could take her, or an empty text if none could at all."""
    market = matching.market
    anywhere = _anywhere(matching, intern_id)
    asked = () if intern_id in market.waiting else market.interns[intern_id].preferences
    free = [market.hosts[host].name for host in anywhere if host not in asked and matching.free.get(host)]
    if free:
        not_named = " and that you did not name" if intern_id not in market.waiting else ""
        return f"Hosts with a free place that can take you{not_named}: {', '.join(free)}."
    return "No other host that can take you has a free place." if anywhere else ""


def _anywhere(matching: Matching, intern_id: str) -> list[str]:
    """Return the hosts that can take an intern, whether or not they have a place."""
    market = matching.market
    return [host for host in market.hosts if host not in matching.left and market.possible(intern_id, host)]


def _full(matching: Matching, intern_id: str, hosts: list[str]) -> str:
    if intern_id in matching.market.waiting:
        return "You had no place before, and this round was for those who lost theirs."
    names = ", ".join(matching.market.hosts[host].name for host in hosts)
    one = len(hosts) == 1
    who = (
        "The one host you named that can take you is"
        if one
        else f"All {len(hosts)} hosts you named that can take you are"
    )
    higher = f" with interns {'it ranks' if one else 'they rank'} higher"
    return f"{who} full{higher * all(_ranks_higher(matching, intern_id, host) for host in hosts)}: {names}."


def _ranks_higher(matching: Matching, intern_id: str, host: str) -> bool:
    """Say whether a host ranks everybody whom it took above an intern, and nobody came before the ranking."""
    ranks, taken = matching.market.ranks[host], matching.taken(host)
    return len(taken) == matching.market.hosts[host].places > 0 and ranks[taken[-1]] < ranks[intern_id]


def _common(matching: Matching, intern_id: str) -> str:
    """Say what keeps an intern from most hosts, where there are several."""
    hosts = [host for host in matching.market.hosts if host not in matching.left]
    if len(hosts) < 2:
        return ""
    found = Counter(
        about
        for host in hosts
        for about in {reason.about for reason in matching.market.possible(intern_id, host).reasons}
    )
    most = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:3]
    return (
        f" What stands in the way, of {len(hosts)} hosts: {', '.join(f'{about} at {count}' for about, count in most)}."
    )


def _reasons(matching: Matching, intern_id: str, hosts: list[str]) -> str:
    market = matching.market
    by_reason: dict[str, list[str]] = {}
    for host in hosts:
        by_reason.setdefault(market.possible(intern_id, host).why_not, []).append(market.hosts[host].name)
    told = [f"{', '.join(names)}{': each' if len(names) > 1 else ''} {why}" for why, names in by_reason.items()]
    more = len(told) - _MOST
    return ". ".join(told[:_MOST]) + (f". And {more} more" if more > 0 else "")


def why_free(matching: Matching, host_id: str) -> str:
    """Return how many places of a host are free, and why; no intern is named."""
    market = matching.market
    places, free = market.hosts[host_id].places, matching.free[host_id]
    asked = [one for one, intern in market.interns.items() if host_id in intern.preferences]
    count = f"{free} of {places} {'places' if places > 1 else 'place'} free"
    if not asked:
        return f"{count}: no intern named this host."
    unable = [one for one in asked if not market.possible(one, host_id)]
    here = [one for one in asked if matching.pairs.get(one) == host_id]
    elsewhere = [one for one in asked if one not in unable and matching.pairs.get(one, host_id) != host_id]
    waiting = [one for one in asked if one not in (*unable, *here, *elsewhere)]
    parts = [f"{len(asked)} {'interns' if len(asked) > 1 else 'intern'} named this host"]
    parts += [f"{len(here)} got it"] * bool(here)
    parts += [f"{len(elsewhere)} got another host"] * bool(elsewhere)
    parts += [f"{len(waiting)} had no place before and were not in this round"] * bool(waiting)
    parts += [f"{len(unable)} cannot be taken (it {_limits(matching, unable, host_id)})"] * bool(unable)
    return f"{count}: {', '.join(parts)}."


def _limits(matching: Matching, interns: list[str], host_id: str) -> str:
    """Return which limits keep interns from a host."""
    reasons = [reason.host for one in interns for reason in matching.market.possible(one, host_id).reasons]
    return "; it ".join(dict.fromkeys(reasons))
