"""Which cells to hide: the mixed-integer program, and a way that takes one cell at a time."""

import warnings
from collections.abc import Iterator

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csc_array

__all__ = ["additivity", "choose"]

_MOVED = 1e-6
# The heuristic looks for a first pattern; without it a table of this size takes a third to a half less time.
_HIGHS = {"mip_rel_gap": 0.0, "mip_heuristic_run_feasibility_jump": False}


def additivity(n_rows: int, n_columns: int) -> np.ndarray:
    """Return one equation per row and column, totals included: the cells minus their total is zero."""
    cells = np.eye(n_rows * n_columns).reshape(-1, n_rows, n_columns)
    signs_of_rows, signs_of_columns = np.ones(n_columns), np.ones(n_rows)
    signs_of_rows[-1] = signs_of_columns[-1] = -1
    return np.hstack([cells @ signs_of_rows, np.einsum("cij,i->cj", cells, signs_of_columns)]).T


def choose(full: np.ndarray, small: np.ndarray, *, minimum: int, method: str) -> np.ndarray:
    """Return which cells of a table with totals are hidden; see `tables.suppress`."""
    if method not in ("optimal", "stepwise"):
        raise ValueError(f'method must be "optimal" or "stepwise", got {method!r}')
    cells, sums = full.ravel().astype(float), additivity(*full.shape)
    weights = _weights(full).ravel()
    moves = list(_moves(cells, np.flatnonzero(small), minimum))
    pattern = _optimal if method == "optimal" else _stepwise
    return pattern(cells, small.ravel(), sums, weights, moves).reshape(full.shape)


def _weights(full: np.ndarray) -> np.ndarray:
    """Weigh a cell as one and a little for its people; a total as more than all cells together."""
    weights = 1 + full / (1 + full.sum())
    weights[-1, :] += full.size
    weights[:, -1] += full.size
    return weights


def _moves(cells: np.ndarray, small: np.ndarray, minimum: int) -> Iterator[tuple[int, float]]:
    """Yield how far each small cell must be able to move: down to 1 and up to the minimum."""
    for cell in small:
        yield cell, minimum - cells[cell]
        if cells[cell] > 1:
            yield cell, 1 - cells[cell]


def _optimal(
    cells: np.ndarray, small: np.ndarray, sums: np.ndarray, weights: np.ndarray, moves: list[tuple[int, float]]
) -> np.ndarray:
    """Solve for hidden (0 or 1) and, for each move, how far each cell goes with it."""
    n_cells, n_moves = len(cells), len(moves)
    reach = np.array([abs(size) for _, size in moves])
    low, high = -np.minimum(cells, reach[:, None]), np.repeat(reach[:, None], n_cells, axis=1)
    constraints = _constraints(sums, low, high)
    for number, (cell, size) in enumerate(moves):
        low[number, cell] = high[number, cell] = size
    with warnings.catch_warnings():
        # SciPy says that it does not know an option, and hands it on to HiGHS, which does.
        warnings.filterwarnings("ignore", "Unrecognized options", RuntimeWarning)
        solved = milp(
            np.concatenate([weights, np.zeros(n_moves * n_cells)]),
            constraints=constraints,
            integrality=np.concatenate([np.ones(n_cells), np.zeros(n_moves * n_cells)]),
            bounds=Bounds(
                np.concatenate([small.astype(float), low.ravel()]), np.concatenate([np.ones(n_cells), high.ravel()])
            ),
            options=_HIGHS,
        )
    if solved.x is None:
        raise RuntimeError(f"no pattern was found: {solved.message}")
    return np.asarray(solved.x[:n_cells] > 0.5)


def _constraints(sums: np.ndarray, low: np.ndarray, high: np.ndarray) -> LinearConstraint:
    """Keep all totals in every move, and let only hidden cells go, between `low` and `high`."""
    (n_moves, n_cells), n_sums = low.shape, len(sums)
    steps = np.arange(low.size).reshape(low.shape)  # of each move and cell
    hidden = np.broadcast_to(np.arange(n_cells), low.shape)
    ones = np.ones(low.shape)
    line, cell = np.nonzero(sums)
    signs = np.broadcast_to(sums[line, cell], (n_moves, len(line)))
    above, below = n_moves * n_sums, n_moves * n_sums + low.size  # the first rows of the two
    parts = [  # row, column, value
        (n_sums * np.arange(n_moves)[:, None] + line, n_cells + steps[:, cell], signs),
        (above + steps, hidden, -high),
        (above + steps, n_cells + steps, ones),
        (below + steps, hidden, -low),
        (below + steps, n_cells + steps, ones),
    ]
    rows, columns, values = (np.concatenate([part[place].ravel() for part in parts]) for place in range(3))
    matrix = csc_array((values, (rows, columns)), shape=(below + low.size, n_cells + low.size))
    matrix.eliminate_zeros()
    sizes = [above, low.size, low.size]
    return LinearConstraint(matrix, np.repeat([0.0, -np.inf, 0.0], sizes), np.repeat([0.0, 0.0, np.inf], sizes))


def _stepwise(
    cells: np.ndarray, small: np.ndarray, sums: np.ndarray, weights: np.ndarray, moves: list[tuple[int, float]]
) -> np.ndarray:
    """Hide what the cheapest way of each move touches; then show again what no move needs."""
    hidden = small.copy()
    for move in moves:
        hidden |= np.abs(_cheapest(cells, sums, np.where(hidden, 0.0, weights), move)) > _MOVED
    for cell in sorted(np.flatnonzero(hidden & ~small), key=lambda cell: -weights[cell]):
        fewer = hidden.copy()
        fewer[cell] = False
        if all(_cheapest(cells, sums, None, move, within=fewer) is not None for move in moves):
            hidden = fewer
    return hidden


def _cheapest(cells, sums, cost, move, within=None):  # type: ignore[no-untyped-def]
    """Return how all cells go with one move at the least cost; None if they cannot."""
    cell, size = move
    free = np.ones(len(cells), dtype=bool) if within is None else within
    up = [(0, None if one else 0) for one in free]
    down = [(0, count if one else 0) for count, one in zip(cells, free, strict=True)]
    up[cell] = (max(size, 0), max(size, 0))
    down[cell] = (max(-size, 0), max(-size, 0))
    cost = np.zeros(len(cells)) if cost is None else cost
    solved = linprog(
        np.concatenate([cost, cost]),
        A_eq=np.hstack([sums, -sums]),
        b_eq=np.zeros(len(sums)),
        bounds=[*up, *down],
        method="highs",
    )
    return solved.x[: len(cells)] - solved.x[len(cells) :] if solved.status == 0 else None
