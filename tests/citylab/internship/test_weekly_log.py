"""The weekly log: each week for itself, in order, not copied."""

from datetime import date, timedelta

import pytest

from citylab.forms import FormError
from citylab.internship.weekly_log import check_week, require_week


def week(number, **change):
    entry = {
        "monday": date(2027, 2, 1) + timedelta(weeks=number - 1),
        "hours": 35,
        "did": f"Counted gaps in export {number}, and showed the table to the two engineers of the shift.",
        "learned": f"To read the status code of column {number} before filtering.",
        "evidence": f"notebooks/{number:02d}.ipynb",
        "blocks": "Nothing.",
        "next_week": "Draw three streets on one page.",
        "met_supervisor": True,
    }
    return {**entry, **change}


def test_twelve_weeks_are_complete():
    weeks = [week(number) for number in range(1, 13)]
    assert [check_week(number, weeks[number - 1], weeks[: number - 1]) for number in range(1, 13)] == [[]] * 12


def test_a_week_that_was_forgotten_does_not_move_the_next():
    assert check_week(4, week(4), [week(1), None, {}]) == []


def test_one_wrong_monday_costs_its_own_week_only():
    wrong = week(3, monday="2027-02-22")
    (told,) = check_week(3, wrong, [week(1), week(2)])
    assert told.startswith("monday: 2027-02-22 does not follow the weeks before; week 3 of 12 begins on 2027-02-15")
    assert check_week(4, week(4), [week(1), week(2), wrong]) == []


@pytest.mark.parametrize("name", ["did", "learned"])
def test_a_text_copied_from_an_earlier_week_is_refused(name):
    copied = week(5, **{name: week(2)[name].upper()})
    (told,) = check_week(5, copied, [week(number) for number in range(1, 5)])
    assert told == f"{name}: it is the text of week 2; write what was new this week"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"hours": 55}, "hours: 55 hours are more than 48"),
        ({"hours": 61}, "hours: it is 61 hours; a number from 0 to 60 is asked"),
        ({"met_supervisor": False}, "met_note: it is missing"),
        ({"monday": "2027-02-05"}, "monday: 2027-02-05 is a Friday; give a Monday"),
        ({"did": "Went on."}, "did: it has 2 words; write 10 to 150 words"),
    ],
)
def test_a_slip_is_told_in_one_sentence(change, told):
    (only,) = check_week(1, week(1, **change))
    assert only.startswith(told)


def test_a_week_away_is_an_answer():
    away = week(5, hours=0, met_supervisor=False, met_note="Away all week; we meet on Monday at nine.")
    assert check_week(5, away, [week(1)]) == []


def test_a_week_is_read_when_an_earlier_cell_has_not_run():
    def missing():
        return week_01  # noqa: F821

    require_week(2, lambda: week(2), [missing])
    with pytest.raises(FormError, match="there is no week_01"):
        require_week(1, missing)
