"""Check the weekly log: each week for itself, in order, and none copied from another."""

from __future__ import annotations

import re
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
_ABOUT_HOURS = re.compile(r"\bhours?\b|\bovertime\b|小时|加班", re.IGNORECASE)
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
    if own.get("hours", 0) <= MOST_HOURS or _ABOUT_HOURS.search(own.get("blocks", "")):
        return []
    return [
        f"hours: {own['hours']:g} hours are more than {MOST_HOURS}; if that is right, keep it, say in blocks how "
        "these hours came, and speak with your tutor"
    ]


def _order(number: int, own: Mapping[str, Any], before: Mapping[int, Mapping[str, Any]]) -> list[str]:
    """
    Compare the Monday with the start on which most earlier weeks agree: one wrong week spoils no other.

    Whoever works half the hours over twice the weeks writes an entry for every two weeks.
    """
    fortnightly = {
        entry["monday"] - timedelta(weeks=2 * (place - 1)) for place, entry in before.items() if "monday" in entry
    }
    if "monday" in own and fortnightly == {own["monday"] - timedelta(weeks=2 * (number - 1))}:
        return []
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
    if own.get("hours") == 0:  # away: there is nothing new to tell
        return []
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
