"""Honest answers that are unusual are taken; what they resemble is still refused."""

from datetime import date

import pytest

from citylab.internship import answers
from citylab.internship.rules import learning_agreement, signed
from citylab.internship.weekly_log import check_week

FIRST = date(2027, 2, 1)
AGREEMENT = answers.form("learning-agreement")


def told(module, **given):
    return [problem.says for problem in module.problems(given)]


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        ("intern", "Suharto"),
        ("intern", "María del Carmen de los Ángeles Fernández de la Vega y García"),
        ("supervisor", "阿卜杜拉·买买提 (Abdulla Mamat)"),
        ("place", "Duisburg-Ruhrort"),
        ("days_per_week", 2.5),
        ("hours_per_week", 7),
        ("remote_rules", "No days away."),
        ("adjustments", "None needed."),
        ("confidentiality", "Nothing is secret; all data are public."),
        ("meeting_weekday", "sunday"),
        ("later_end", ""),
    ],
)
def test_an_unusual_answer_of_a_learning_agreement_is_taken(field, answer):
    assert answers.check(AGREEMENT.name, {field: answer}, fields=[field]) == []


@pytest.mark.parametrize(
    ("last", "why", "is_right"),
    [
        (date(2027, 4, 23), {}, True),
        (date(2027, 7, 16), {"later_end": "half days over 24 weeks"}, True),
        (date(2027, 7, 16), {}, False),
        (date(2027, 4, 9), {"later_end": "it was agreed"}, False),
        (date(2028, 4, 23), {"later_end": "it was agreed"}, False),
    ],
)
def test_a_later_end_is_taken_with_a_reason(last, why, is_right):
    assert (told(learning_agreement, first_day=FIRST, last_day=last, **why) == []) is is_right


@pytest.mark.parametrize(("day", "is_right"), [(date(2027, 2, 1), True), (date(2027, 2, 2), False)])
def test_insurance_is_confirmed_before_work_begins(day, is_right):
    assert (told(learning_agreement, first_day=FIRST, insurance_confirmed_on=day) == []) is is_right


@pytest.mark.parametrize(
    ("written", "signature", "is_same"),
    [
        ("Siobhán O’Brien-Hale", "siobhán  o'brien‐hale", True),
        ("王芳", "王芳", True),
        ("Siobhán O’Brien", "Maryam Osei", False),
    ],
)
def test_a_signature_is_compared_as_people_do(written, signature, is_same):
    assert (told(signed, supervisor_name=written, signed_name=signature) == []) is is_same
    assert (told(learning_agreement, supervisor=written, supervisor_signature=signature) == []) is is_same


def test_the_supervisor_may_sign_first_and_the_tutor_may_not():
    days = [date(2027, 1, day) for day in (11, 12, 13)]
    names = ("supervisor_signed_on", "intern_signed_on", "tutor_signed_on")
    in_order = dict(zip(names, days, strict=True))
    assert told(learning_agreement, **in_order) == []
    (only,) = told(learning_agreement, **in_order | {"tutor_signed_on": date(2027, 1, 11)})
    assert "the tutor signs last; if a date is mistyped, mend it" in only


@pytest.mark.parametrize("supervisor", ["2027-01-11", "2027-01-20"])
def test_a_tutor_who_signed_too_early_is_told_once(supervisor):
    days = {"intern_signed_on": "2027-01-19", "supervisor_signed_on": supervisor, "tutor_signed_on": "2027-01-18"}
    (only,) = answers.check(AGREEMENT.name, days, fields=["tutor_signed_on"])
    assert only.endswith("if they signed in this order, the later person signs again")


@pytest.mark.parametrize(
    ("able_to", "is_right"),
    [
        ("Understand timetables of the trams of a city", False),
        ("to know how a network is planned", False),
        ("Understanding what a forecast can say", False),
        ("Explain to engineers what I understand", True),
        ("Knit two time tables into one", True),
    ],
)
def test_an_aim_is_something_that_one_can_watch(able_to, is_right):
    assert (told(learning_agreement, outcomes=[{"able_to": able_to}, {}]) == []) is is_right


@pytest.mark.parametrize(
    ("supervisor", "person", "is_right"),
    [
        ("Li", "Julia Oliver, equality office", True),
        ("Li", "Li, head of office", False),
        ("王芳", "王芳（主管）", False),
    ],
)
def test_whom_to_call_is_not_the_supervisor(supervisor, person, is_right):
    contacts = [{"trouble": name, "person": "Ada"} for name in sorted(learning_agreement.TROUBLES - {"harassment"})]
    contacts.append({"trouble": "harassment", "person": person})
    assert (told(learning_agreement, supervisor=supervisor, contacts=contacts) == []) is is_right


@pytest.mark.parametrize(("third", "is_right"), [("2027-03-01", True), ("2027-02-22", False)])
def test_a_log_may_have_an_entry_for_every_two_weeks(third, is_right):
    weeks = [{"monday": "2027-02-01"}, {"monday": "2027-02-15"}]
    about = [one for one in check_week(3, {"monday": third}, weeks) if one.startswith("monday")]
    assert (about == []) is is_right


@pytest.mark.parametrize(
    ("blocks", "is_right"), [("Long hours: three nights of storm.", True), ("Still no data.", False)]
)
def test_long_hours_are_taken_with_a_reason(blocks, is_right):
    about = [one for one in check_week(1, {"hours": 52, "blocks": blocks}) if one.startswith("hours")]
    assert (about == []) is is_right


@pytest.mark.parametrize(("hours", "is_right"), [(0, True), (35, False)])
def test_two_weeks_away_may_have_the_same_words(hours, is_right):
    away = {"hours": hours, "did": "Away, ill, as agreed with the coordinator; back on the Monday after next."}
    about = [one for one in check_week(2, away, [away]) if one.startswith("did")]
    assert (about == []) is is_right
