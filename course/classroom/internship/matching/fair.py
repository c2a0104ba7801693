"""
Fair matching by mixed-integer programming: place as many as possible, then spare everybody a bad choice.

In this order: the most interns placed; among these the best outcome for who fares worst; among these the smallest sum
of the squares of the choices (a fourth choice costs 16, two second ones 8). Lots decide between what is still equal.
Only hosts that can take an intern are counted among her choices, so that naming an impossible host first gains nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from classroom.internship.matching.lots import lot

_LOTS = 100  # so many different lots; small, so that the solver's numbers stay exact


def squared(choice: int) -> int:
    """Return the cost of a choice, 1 for the first."""
    return choice**2


def assign(
    choices: Mapping[str, Sequence[str]],
    places: Mapping[str, int],
    *,
    seed: int,
    cost: Callable[[int], int] = squared,
    spares_the_worst: bool = True,
) -> dict[str, str]:
    """
    Return the fairest matching.

    Parameters
    ----------
    choices : mapping of str to sequence of str
        For each intern the hosts that she accepts and that accept her, the most wanted first.
    places : mapping of str to int
        Of each host.
    seed : int
        Of the lots between equal solutions.
    cost : callable
        Whole number for a choice, 1 for the first; it must not fall.
    spares_the_worst : bool
        Without, the sum of the costs decides at once.

    Returns
    -------
    dict of str to str
        Intern to host; who is not in it found no place.
    """
    drawn = sorted(choices, key=partial(lot, seed))  # the solver must not see the order of the file
    pairs = [(intern, host, at) for intern in drawn for at, host in enumerate(choices[intern], start=1)]
    placed = _most(pairs, places)
    if not placed:
        return {}
    if spares_the_worst:
        pairs = _up_to(pairs, _worst(pairs, places, placed))
    unit = _LOTS * placed  # one step of cost outweighs all lots together
    costs = [cost(at) * unit + lot(seed, intern, host) % _LOTS for intern, host, at in pairs]
    taken = _solve(pairs, places, costs, placed)
    return {intern: host for (intern, host, _), is_taken in zip(pairs, taken, strict=True) if is_taken}


def _worst(pairs: list[tuple[str, str, int]], places: Mapping[str, int], placed: int) -> int:
    """Return the smallest number of choices that suffices to place as many."""
    low, high = 1, max(at for _, _, at in pairs)
    while low < high:
        middle = (low + high) // 2
        if _most(_up_to(pairs, middle), places) == placed:
            high = middle
        else:
            low = middle + 1
    return low


def _up_to(pairs: list[tuple[str, str, int]], worst: int) -> list[tuple[str, str, int]]:
    return [pair for pair in pairs if pair[2] <= worst]


def _most(pairs: list[tuple[str, str, int]], places: Mapping[str, int]) -> int:
    """Return how many can be placed at most."""
    return int(_solve(pairs, places, [-1] * len(pairs), None).sum()) if pairs else 0


def _solve(
    pairs: list[tuple[str, str, int]], places: Mapping[str, int], costs: Sequence[int], placed: int | None
) -> np.ndarray:
    """Return which pairs the cheapest matching takes, shape (n_pairs,); `placed` is how many it must place."""
    interns = {intern: row for row, intern in enumerate(dict.fromkeys(intern for intern, _, _ in pairs))}
    hosts = {host: len(interns) + row for row, host in enumerate(dict.fromkeys(host for _, host, _ in pairs))}
    columns = np.arange(len(pairs))
    rows = np.array([[interns[intern], hosts[host]] for intern, host, _ in pairs])
    ones = np.ones(2 * len(pairs))
    matrix = csr_array((ones, (rows.T.ravel(), np.tile(columns, 2))), shape=(len(interns) + len(hosts), len(pairs)))
    most = np.array([1] * len(interns) + [places[host] for host in hosts])
    least = np.full(len(most), -np.inf)
    if placed is not None:
        matrix = vstack([matrix, csr_array(np.ones((1, len(pairs))))], format="csr")
        most, least = np.append(most, placed), np.append(least, placed)
    found = milp(
        np.asarray(costs, dtype=float),
        constraints=LinearConstraint(matrix, least, most),
        bounds=Bounds(0, 1),
        integrality=np.ones(len(pairs)),
        options={"mip_rel_gap": 0},
    )
    if found.x is None:
        raise RuntimeError(f"the solver found no matching, though there is one: {found.message}")
    return found.x > 0.5
