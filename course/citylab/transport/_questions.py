"""What the router refuses to answer, and in which words."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from citylab.transport._hops import RouterError
from citylab.transport._numbers import as_numbers
from citylab.transport._timetable import Timetable

__all__ = ["check_timetable", "checked_access", "checked_moments"]

_CLOCK = "seconds of the service day are wanted, such as 7.5 * 3600 for 7:30"


def checked_access(timetable: Timetable, access_s: ArrayLike, depart_s: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Return the walks to the stops and the moments of departure, or refuse them."""
    check_timetable(timetable)
    access = as_numbers(access_s, "access_s", RouterError, "timetable.access_s({'stop': seconds}) makes it").astype(
        float
    )
    depart = as_numbers(depart_s, "depart_s", RouterError, _CLOCK).astype(float)
    if access.ndim == 0 or access.shape[-1] != len(timetable.stop_ids):
        raise RouterError(
            f"access_s needs one time per stop, {len(timetable.stop_ids)}, got shape {access.shape}; "
            "timetable.access_s({'stop': seconds}) makes it"
        )
    if not (access >= 0).all():
        raise RouterError("access_s must be at least 0 s, or inf for a stop that cannot be reached")
    if not np.isfinite(depart).all():
        raise RouterError("depart_s must be finite: seconds of the service day")
    return access, depart


def checked_moments(depart_s: ArrayLike) -> np.ndarray:
    """Return the moments of departure as a list, or refuse them."""
    moments = np.atleast_1d(as_numbers(depart_s, "depart_s", RouterError, _CLOCK).astype(float))
    if moments.ndim != 1 or moments.size == 0 or not np.isfinite(moments).all():
        raise RouterError(f"depart_s must be finite: one moment or a list of them, got shape {moments.shape}; {_CLOCK}")
    return moments


def check_timetable(timetable: Any) -> None:
    """Refuse what is no timetable."""
    if not isinstance(timetable, Timetable):
        raise RouterError(
            f"timetable must be a router.Timetable, got {type(timetable).__name__}; "
            "router.Timetable(departures, stops=feed.stops) makes it"
        )
