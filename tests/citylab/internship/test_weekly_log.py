"""The weekly log: each week for itself, in order, not copied."""

import time
from datetime import date, timedelta

import pytest

from citylab.forms import FormError
from citylab.internship.weekly_log import check_week, require_week

DID = [
    "Counted gaps in the export, and showed the table to the two engineers of the shift.",
    "Wrote the scoping sheet with my supervisor, who struck out half of it.",
    "Asked for meter totals, and answered eleven questions of the officer about them.",
    "Drew three streets on the coldest evening; one line was upside down.",
    "Fitted a line through temperatures and found that wind explains the rest.",
    "Reviewed the first half in the control room, with many hard questions.",
    "Tested thresholds against old alarms, and threw two of the four away.",
    "Repaired late exports, after a night in which nothing had arrived at all.",
    "Packed the code so that somebody at another desk could install it.",
    "Watched the crew leader use my list, and said nothing for an hour.",
    "Published a made-up data set, checked by the host for names and places.",
    "Explained forecast and doubt to fourteen people, two of whom disagreed loudly.",
]


def week(number, **change):
    entry = {
        "monday": date(2027, 2, 1) + timedelta(weeks=number - 1),
        "hours": 35,
        "did": DID[number - 1],
        "learned": f"To {DID[-number].split()[0].casefold()} it sooner, and to ask people earlier.",
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
        (
            {"hours": 55},
            "hours: 55 hours are more than 48; if that is right, keep it, say in blocks why, with the word",
        ),
        ({"hours": 61}, "hours: it is 61 hours; a number from 0 to 60 is asked"),
        ({"met_supervisor": False}, "met_note: it is missing"),
        ({"monday": "2027-02-05"}, "monday: 2027-02-05 is a Friday; give a Monday"),
        ({"did": "Went on."}, "did: it has 2 words; write 10 to 150 words"),
    ],
)
def test_a_slip_is_told_in_one_sentence(change, told):
    (only,) = check_week(1, week(1, **change))
    assert only.startswith(told)


@pytest.mark.parametrize("name", ["did", "learned"])
def test_a_week_copied_with_a_letter_changed_is_refused(name):
    copied = {**week(2, monday="2027-03-01"), name: week(2)[name].replace("e", "a", 1)}
    other = "learned" if name == "did" else "did"
    copied[other] = copied[other].replace("i", "y", 1)
    (told,) = check_week(5, copied, [week(number) for number in range(1, 5)])
    assert told == "did: with learned it is nearly the text of week 2; write what was new this week"


@pytest.mark.parametrize("name", ["learned", "evidence", "blocks", "next_week"])
def test_one_text_in_two_fields_is_refused(name):
    for text in (DID[0], DID[0].replace("Counted", "counted the")):
        (told,) = check_week(1, week(1, **{name: text}))
        assert told.startswith(f"{name}: it is the text of did; write what is asked here (")


@pytest.mark.parametrize(("hours", "is_right"), [(0, True), (35, False)])
def test_only_two_weeks_away_may_be_alike(hours, is_right):
    away = {"did": "Away, ill, as agreed with the coordinator; back on the Monday after next.", "hours": hours}
    again = {**away, "did": away["did"].replace("next", "this"), "hours": 0}
    about = [one for one in check_week(2, again, [away]) if one.startswith("did")]
    assert (about == []) is is_right


@pytest.mark.parametrize("text", ["ab ba cd dc ef ", "fe dc cd ba ab "])
def test_twelve_long_weeks_are_compared_in_a_moment(text):
    weeks = [week(number, did=text * 20 + "ab " * number) for number in range(1, 13)]
    before = time.process_time()
    check_week(12, weeks[11] | {"did": "".join(reversed(text)) * 20}, weeks[:11])
    assert time.process_time() - before < 1


def test_a_week_away_is_an_answer():
    away = week(5, hours=0, met_supervisor=False, met_note="Away all week; we meet on Monday at nine.")
    assert check_week(5, away, [week(1)]) == []


def test_a_week_is_read_when_an_earlier_cell_has_not_run():
    def missing():
        return week_01  # noqa: F821

    require_week(2, lambda: week(2), [missing])
    with pytest.raises(FormError, match="there is no week_01"):
        require_week(1, missing)
