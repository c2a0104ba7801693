"""A walking network as a sparse matrix."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

__all__ = ["metric_graph", "with_hall"]


def metric_graph(n_nodes: int, ends: Sequence[np.ndarray], length_m: np.ndarray) -> csr_array:
    """Return the lengths as a symmetric matrix; of parallel edges the shortest, of zero lengths a hair."""
    low, high = np.minimum(*ends), np.maximum(*ends)
    order = np.lexsort((length_m, high, low))
    low, high, length_m = low[order], high[order], np.maximum(length_m[order], 1e-6)
    first = np.r_[True, (np.diff(low) != 0) | (np.diff(high) != 0)][: len(low)] & (low != high)
    low, high, length_m = low[first], high[first], length_m[first]
    rows, columns = np.r_[low, high], np.r_[high, low]
    return csr_array((np.r_[length_m, length_m], (rows, columns)), shape=(n_nodes, n_nodes))


def with_hall(graph: csr_array, sources: np.ndarray, weights: np.ndarray) -> csr_array:
    """Return the graph with one more node, from which a way of the given weight leads to each source."""
    n = graph.shape[0]
    order = np.lexsort((weights, sources))
    sources, weights = sources[order], weights[order]
    first = np.r_[True, np.diff(sources) != 0]
    sources, weights = sources[first], weights[first]
    pointers = np.r_[graph.indptr, graph.indptr[-1] + len(sources)]
    return csr_array(
        (np.r_[graph.data, weights], np.r_[graph.indices, sources], pointers),
        shape=(n + 1, n + 1),
    )
