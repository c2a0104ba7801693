"""Check the weekly log: each week for itself, in order, and none copied from another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from itertools import combinations
from typing import Any

from citylab.internship.answers import FormError, check, given, tell
from citylab.internship.documents import WEEKS
from citylab.internship.form import form
from citylab.internship.kinds import words_in
from citylab.internship.problems import clean

__all__ = ["check_week", "require_week"]

FORM = "weekly-log"
MOST_HOURS = 48  # above, a week needs a word about why: Working Time Regulations 1998, regulation 4 [h]
_ABOUT_HOURS = re.compile(r"\bhours?\b|\bovertime\b|小时|加班", re.IGNORECASE)
_TOLD_ANEW = ("did", "learned")  # a week in which these two are those of another week was copied
_TEXTS = ("did", "learned", "evidence", "blocks", "next_week")
_FEWEST_WORDS = 10  # of a text that may be nearly another; shorter ones resemble each other by chance
_LETTERS = 8  # in a group: longer than most words, so that the same words in another order are another text
_MOST_ALIKE = 0.7  # share of these groups that two texts have in common, above which one was copied


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
    return [*found, *_long_week(own), *_order(number, own, before), *_repeated(own), *_copied(own, before)]


def _long_week(own: Mapping[str, Any]) -> list[str]:
    if own.get("hours", 0) <= MOST_HOURS or _ABOUT_HOURS.search(own.get("blocks", "")):
        return []
    return [
        f"hours: {own['hours']:g} hours are more than {MOST_HOURS}; if that is right, keep it, say in blocks why, with "
        "the word hours (such as 'Long hours: three nights of storm'), and speak with your tutor"
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
    text = _together(own)
    for place, entry in before.items():
        if own.get("hours") == entry.get("hours") == 0:  # two weeks away: there is nothing new to tell
            continue
        for name in _TOLD_ANEW:
            if name in own and _plain(own[name]) == _plain(entry.get(name, "")):
                return [f"{name}: it is the text of week {place}; write what was new this week"]
        if _is_nearly(text, _together(entry)):
            return [f"did: with learned it is nearly the text of week {place}; write what was new this week"]
    return []


def _repeated(own: Mapping[str, Any]) -> list[str]:
    """Refuse one text in two fields; whoever was away has little to tell."""
    if own.get("hours") == 0:
        return []
    for first, second in combinations([name for name in _TEXTS if name in own], 2):
        if _plain(own[first]) == _plain(own[second]) or _is_nearly(own[first], own[second]):
            asked = form(FORM).fields[second].label
            return [f"{second}: it is the text of {first}; write what is asked here ({asked})"]
    return []


def _is_nearly(text: str, other: str) -> bool:
    """
    Return whether two texts of some length are the same but for a few letters, or for the order of their sentences.

    Groups of letters are counted, since looking for the longest parts in common takes minutes on texts made for that.
    """
    if min(len(words_in(text)), len(words_in(other))) < _FEWEST_WORDS:
        return False
    first, second = _in_groups(text), _in_groups(other)
    return 2 * (first & second).total() > _MOST_ALIKE * (first.total() + second.total())


def _in_groups(text: str) -> Counter[str]:
    letters = _plain(text)
    return Counter(letters[place : place + _LETTERS] for place in range(len(letters) - _LETTERS + 1))


def _together(entry: Mapping[str, Any]) -> str:
    return " ".join(entry[name] for name in _TOLD_ANEW if name in entry)


def _cleaned(entry: Any) -> dict[str, Any]:
    return clean(form(FORM), entry) if isinstance(entry, Mapping) else {}


def _quietly(entry: Any | Callable[[], Any]) -> Any:
    """Return an earlier week, or None if its cell has not run: that is told where the week is marked itself."""
    try:
        return given(entry)
    except FormError:
        return None


def _plain(text: str) -> str:
    return " ".join(words_in(text.casefold()))
