"""
Stable matching: no intern and host would both rather have each other.

Interns ask in the order of their wishes; a host keeps the best so far, up to its places, and turns the others down
(deferred acceptance [1]_). Of all stable matchings this one is the best for every intern, and no intern can gain by
hiding her true order.

References
----------
.. [1] D. Gale and L. S. Shapley, "College Admissions and the Stability of Marriage", The American Mathematical Monthly
   69(1), 1962.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappush, heappushpop


def deferred_acceptance(
    choices: Mapping[str, Sequence[str]], ranks: Mapping[str, Mapping[str, int]], places: Mapping[str, int]
) -> dict[str, str]:
    """
    Return the stable matching that is best for the interns.

    Parameters
    ----------
    choices : mapping of str to sequence of str
        For each intern the hosts that she accepts, the most wanted first.
    ranks : mapping of str to mapping of str to int
        For each host the rank of each intern who chose it, 1 for the most wanted; no two are equal.
    places : mapping of str to int
        Of each host.

    Returns
    -------
    dict of str to str
        Intern to host; who is not in it found no place.
    """
    asking = list(choices)
    next_choice = dict.fromkeys(choices, 0)
    kept: dict[str, list[tuple[int, str]]] = {host: [] for host in places}
    while asking:
        intern = asking.pop()
        at = next_choice[intern]
        if at == len(choices[intern]):
            continue
        next_choice[intern] += 1
        host = choices[intern][at]
        entry = (-ranks[host][intern], intern)  # the least wanted of those kept is on top of the heap
        if len(kept[host]) < places[host]:
            heappush(kept[host], entry)
        else:
            asking.append(heappushpop(kept[host], entry)[1] if places[host] else intern)
    return {intern: host for host, entries in kept.items() for _, intern in entries}
