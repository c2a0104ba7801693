"""Check the weekly log: each week for itself, in order, and none copied from another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from citylab.internship.answers import FormError, check, given, tell
from citylab.internship.documents import WEEKS
from citylab.internship.form import form
from citylab.internship.problems import clean

__all__ = ["check_week", "require_week"]

FORM = "weekly-log"
MOST_HOURS = 48  # above, a week needs a word about why: Working Time Regulations 1998, regulation 4 [h]
_TOLD_ANEW = ("did", "learned")  # a week in which these two are those of another week was copied


def require_week(number: int, week: Any, earlier: Sequence[Any] = ()) -> None:
    """
    Raise with the first problems of a week of the log, if it has any.

    Parameters
    ----------
    number : int
        Of the week, 1 to 12.
    week : dict or callable
        The entry, or a function without arguments that gives it: ``lambda: week_05``.
    earlier : sequence of dict or callable
        The entries of weeks 1 to `number` - 1, filled in or not.

    Raises
    ------
    FormError
        If there is a problem; the message has a line for each of the first ones.
    """
    tell(check_week(number, given(week), [_quietly(one) for one in earlier]))


def check_week(number: int, week: Any, earlier: Sequence[Any] = ()) -> list[str]:
    """
    Say what is missing or wrong in a week of the log; see `require_week`.

    Returns
    -------
    list of str
        One sentence for each problem; empty if the week is complete.
    """
    found = check(FORM, week)
    if not isinstance(week, Mapping):
        return found
    own = clean(form(FORM), week)
    before = {place: _cleaned(one) for place, one in enumerate(earlier, start=1)}
    return [*found, *_long_week(own), *_order(number, own, before), *_copied(own, before)]


def _long_week(own: Mapping[str, Any]) -> list[str]:
    if own.get("hours", 0) <= MOST_HOURS:
        return []
    return [
        f"hours: {own['hours']:g} hours are more than {MOST_HOURS}; look whether it is right, and speak with your tutor"
    ]


def _order(number: int, own: Mapping[str, Any], before: Mapping[int, Mapping[str, Any]]) -> list[str]:
    """Compare the Monday with the start on which most earlier weeks agree: one wrong week spoils no other."""
    starts = [entry["monday"] - timedelta(weeks=place - 1) for place, entry in before.items() if "monday" in entry]
    if not starts or "monday" not in own:
        return []
    expected = Counter(starts).most_common(1)[0][0] + timedelta(weeks=number - 1)
    if own["monday"] == expected:
        return []
    return [
        f"monday: {own['monday']} does not follow the weeks before; week {number} of {WEEKS} begins on {expected}: "
        "mend this Monday, or the earlier ones"
    ]


def _copied(own: Mapping[str, Any], before: Mapping[int, Mapping[str, Any]]) -> list[str]:
    for place, entry in before.items():
        for name in _TOLD_ANEW:
            if name in own and _plain(own[name]) == _plain(entry.get(name, "")):
                return [f"{name}: it is the text of week {place}; write what was new this week"]
    return []


def _cleaned(entry: Any) -> dict[str, Any]:
    return clean(form(FORM), entry) if isinstance(entry, Mapping) else {}


def _quietly(entry: Any | Callable[[], Any]) -> Any:
    """Return an earlier week, or None if its cell has not run: that is told where the week is marked itself."""
    try:
        return given(entry)
    except FormError:
        return None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
