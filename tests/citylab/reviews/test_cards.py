import random
import time
from datetime import UTC, datetime, timedelta

import pytest

from citylab import progress, reviews
from citylab.reviews.cards import due_day, is_due, rated

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def days_until_due(card):
    return (datetime.fromisoformat(card["due"]) - datetime.fromisoformat(card["last_review"])).days


def test_first_right_answer_comes_back_after_two_days_and_a_wrong_one_tomorrow():
    # FSRS 6: initial stability 2.3065 for Good, 0.2120 for Again; whole days, at least one.
    good, again = (rated(None, right=right, now=NOON) for right in (True, False))
    assert (good["stability"], days_until_due(good)) == (2.3065, 2)
    assert (again["stability"], days_until_due(again)) == (0.212, 1)


def test_intervals_grow_while_answers_are_right_and_shrink_after_a_wrong_one():
    card, now, intervals = None, NOON, []
    for right in (True, True, True, False):
        card = rated(card, right=right, now=now)
        intervals.append(days_until_due(card))
        now = datetime.fromisoformat(card["due"])
    assert intervals[0] < intervals[1] < intervals[2]
    assert intervals[3] < intervals[2]


def test_second_interval_follows_the_published_formula():
    # Stability after recall, FSRS 6: S (1 + e^w8 (11 - D) S^-w9 (e^(w10 (1 - R)) - 1)), with the default weights.
    w = {4: 6.4133, 5: 0.8334, 8: 1.8722, 9: 0.1666, 10: 0.796, 20: 0.1542}
    e, stability = 2.718281828459045, 2.3065
    difficulty = w[4] - e ** (2 * w[5]) + 1
    factor = 0.9 ** (-1 / w[20]) - 1
    recall = (1 + factor * 2 / stability) ** -w[20]
    growth = e ** w[8] * (11 - difficulty) * stability ** -w[9] * (e ** (w[10] * (1 - recall)) - 1)
    second = rated(rated(None, right=True, now=NOON), right=True, now=NOON + 2 * DAY)
    assert second["stability"] == pytest.approx(stability * (1 + growth))


def test_right_answer_soon_after_a_wrong_one_counts_less():
    wrong = rated(None, right=False, now=NOON)
    soon = rated(wrong, right=True, now=NOON + timedelta(minutes=5))
    later = rated(wrong, right=True, now=NOON + 2 * DAY)
    assert soon["difficulty"] > later["difficulty"]


def test_same_answers_give_the_same_dates_whatever_is_drawn():
    found = set()
    for seed in range(3):
        random.seed(seed)
        card = rated(None, right=True, now=NOON)
        for days in (2, 9, 40):
            card = rated(card, right=True, now=NOON + days * DAY)
        found.add(card["due"])
    assert len(found) == 1


def test_clock_set_back_gives_no_negative_interval():
    card = rated(None, right=True, now=NOON)
    back = rated(card, right=True, now=NOON - 400 * DAY)
    assert back["stability"] >= card["stability"]
    assert days_until_due(back) >= 1
    assert back["last_review"] == (NOON - 400 * DAY).isoformat()


def test_question_answered_in_the_future_is_due_now():
    card = rated(None, right=True, now=NOON + 3000 * DAY)
    assert is_due(card, NOON)


def test_question_is_due_from_the_morning_of_its_day():
    card = rated(None, right=True, now=NOON)
    assert not is_due(card, NOON + DAY)
    assert is_due(card, (NOON + 2 * DAY).replace(hour=13))


@pytest.mark.parametrize(
    "kept",
    [{}, "x", {"state": 2}, {"state": 9, "due": "soon"}, {"due": None, "last_review": 3}],
)
def test_card_that_cannot_be_read_begins_anew_and_is_due(kept):
    assert is_due(kept, NOON)
    assert due_day(kept) is None
    assert rated(kept, right=True, now=NOON)["stability"] == 2.3065


@pytest.mark.parametrize("stability", [float("inf"), float("nan"), -1.0, 0.0, "x"])
def test_card_with_an_impossible_stability_begins_anew(stability):
    card = {**rated(None, right=True, now=NOON), "stability": stability}
    assert rated(card, right=True, now=NOON + DAY)["stability"] == 2.3065


def test_what_a_newer_version_noted_in_a_card_is_kept():
    card = rated(None, right=True, now=NOON)
    assert rated({**card, "confidence": 3}, right=True, now=NOON + DAY)["confidence"] == 3


def test_answer_is_kept_in_the_progress_file():
    reviews.answered("smart-grids", "draws", False)
    reviews.answered("smart-grids", "draws", True)
    kept = progress.everything()["review"]["smart-grids"]["draws"]
    assert (kept["times"], kept["right"]) == (2, True)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system cannot change the zone of a process")
@pytest.mark.parametrize(
    ("zone", "due"), [("Asia/Tokyo", "9999-12-31T23:59:59+00:00"), ("America/New_York", "0001-01-01T00:00:00+00:00")]
)
def test_day_outside_the_calendar_is_no_day(monkeypatch, zone, due):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        kept = {"due": due, "last_review": "2026-01-01T00:00:00+00:00"}
        assert due_day(kept) is None
        assert is_due(kept, datetime.now(UTC))
    finally:
        monkeypatch.undo()
        time.tzset()
