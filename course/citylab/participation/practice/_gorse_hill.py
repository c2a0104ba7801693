"""The data of *Gorse Hill*, those of the text or newly drawn."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from citylab import data
from citylab.practice.problems import Problem

HILL = "hillside_vote_synthetic"


@dataclass(frozen=True, eq=False)
class GorseHill(Problem):
    """
    The tables of the hill, and the figures of its questions.

    Attributes
    ----------
    share_eur : int
        What each voter stands for when projects are paid by their supporters. [€]
    likely : float
        The probability of an agree that each ward must reach. [1]
    tables : int
        How many noisy tables are published.
    epsilon : float
        The budget for all of them.
    probability : float
        How sure one wants to be of the error of a cell. [1]
    """

    share_eur: int = 200
    likely: float = 0.6
    tables: int = 4
    epsilon: float = 1.0
    probability: float = 0.95
    _draw: int | None = field(default=None, repr=False)

    @cached_property
    def hill(self) -> dict[str, Any]:
        """The tables of the hill; a drawn problem has another poll, and fewer people on the map."""
        tables = dict(data.load(HILL))
        if self._draw is None:
            return tables
        rng = np.random.default_rng([self.seed, self._draw, 4])
        poll = tables["poll"]
        drawn = poll.iloc[np.sort(rng.integers(0, len(poll), len(poll)))].reset_index(drop=True)
        votes = tables["votes"]
        persons = rng.choice(votes["person"].unique(), 120, replace=False)
        return tables | {
            "poll": drawn.assign(answer=np.arange(1, len(poll) + 1)),
            "votes": votes[votes["person"].isin(persons)].reset_index(drop=True),
        }


def draws(seed: int) -> Iterator[GorseHill]:
    """Draw one set of questions after another."""
    rng = np.random.default_rng([seed, 604])
    for attempt in range(10**6):
        yield GorseHill(
            seed=seed,
            share_eur=int(rng.integers(28, 61)) * 5,
            likely=float(rng.choice([0.5, 0.55, 0.6, 0.65])),
            tables=int(rng.integers(3, 9)),
            epsilon=float(rng.choice([0.5, 0.8, 1.2, 1.5, 2.0])),
            probability=float(rng.choice([0.8, 0.9, 0.98, 0.99])),
            _draw=attempt,
        )
