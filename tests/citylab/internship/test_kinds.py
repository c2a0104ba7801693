"""One answer of each kind: what is read, and what is refused in a sentence with the remedy."""

from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest

from citylab.internship.form import Field
from citylab.internship.kinds import AnswerError, is_empty, read, words_in


def field(kind, **options):
    return Field("one", kind, "one", when={}, **{"choices": {}, **options})


AREAS = {"gb": "Great Britain", "cn": "China"}


@pytest.mark.parametrize(
    ("asked", "given", "expected"),
    [
        (field("text"), "  Zoë O’Neill-Smith ", "Zoë O’Neill-Smith"),
        (field("text", words=(2, 2)), "李明", "李明"),
        (field("date"), " 2027-02-01 ", date(2027, 2, 1)),
        (field("date"), datetime(2027, 2, 1, 9, 30), date(2027, 2, 1)),
        (field("date", weekday="Monday"), date(2027, 2, 1), date(2027, 2, 1)),
        (field("number", low=0, high=48), 0, 0),
        (field("number", low=0, high=48, whole=True), 48.0, 48),
        (field("number"), np.int64(35), 35),
        (field("date"), pd.Timestamp("2027-02-01 09:30"), date(2027, 2, 1)),
        (field("choice", choices=AREAS), " GB ", "gb"),
        (field("choices", choices=AREAS, items=(1, 2)), ["cn", "gb", ""], ["cn", "gb"]),
        (field("yes_no"), "Yes", True),
        (field("yes_no"), False, False),
        (field("email"), " a.b+c@city.example.org ", "a.b+c@city.example.org"),
        (field("list", items=(1, 3)), ("one thing", "another", None), ["one thing", "another"]),
    ],
)
def test_an_answer_is_read_in_its_own_type(asked, given, expected):
    made = read(asked, given)
    assert made == expected
    assert type(made) is not datetime


@pytest.mark.parametrize(
    ("asked", "given", "told"),
    [
        (field("text"), 7, "it is 7; write text in quotation marks"),
        (field("text"), ["a"], "it is a list; write text"),
        (field("text", words=(3, 9)), "too few", "it has 2 words; write 3 to 9 words (one)"),
        (field("text", words=(1, 9)), "word " * 10_000, "it has 10000 words; write 1 to 9 words"),
        (field("text"), "🙂", "it has no words"),
        (field("text"), "TBC…", "ask the person who knows"),
        (field("text", example="Your own aim"), "your  own aim.", "still the example text"),
        (field("text", words=(8, 90)), "very " * 20, "repeats the same few words"),
        (field("date"), "1/2/27", "write year-month-day, such as '2027-02-01'"),
        (field("date"), "2027-02-30", "no day of the calendar"),
        (field("date"), 20270201, "no date that can be read"),
        (field("date"), "1027-02-01", "look at the year"),
        (field("date", weekday="Monday"), "2027-02-02", "is a Tuesday; give a Monday"),
        (field("number"), "35", "it is '35', not a number; write a number without quotation marks"),
        (field("number"), True, "it is True, not a number"),
        (field("number"), float("nan"), "it is nan; look at the digits"),
        (field("text", words=(1, 8)), "a" * 10_000, "it has 10000 characters; write 1 to 8 words"),
        (field("date"), pd.NaT, "no date that can be read"),
        (field("number", low=0, high=48, unit="hours"), 49, "it is 49 hours; a number from 0 to 48 is asked"),
        (field("number", whole=True), 2.5, "write a whole number"),
        (field("choice", choices=AREAS), "UK", "write one of: gb, cn"),
        (field("choices", choices=AREAS), "gb", "write a list, in square brackets"),
        (field("choices", choices=AREAS), ["gb", "GB"], "names a choice twice"),
        (field("yes_no"), "maybe", "write True or False, without quotation marks"),
        (field("yes_no"), 1, "write True or False"),
        (field("email"), "ines at example", "no e-mail address"),
        (field("email", example="you@example.org"), "You@example.org", "still the example address"),
        (field("list", items=(2, 5)), ["only one"], "1 entry is filled in; give 2 to 5"),
        (field("list", items=(3, 3)), ["one", "two"], "2 entries are filled in; give exactly 3"),
        (field("list"), ["the same", "The same."], "entry 2 repeats an earlier one"),
        (field("list", example=["Group, and how"]), ["Group, and how"], "entry 1 is still the example text"),
        (field("list"), ["fine", 3], "entry 2: it is 3; write text"),
        (field("rows", items=(1, 2)), {}, "write a list"),
    ],
)
def test_a_wrong_answer_is_refused_with_the_remedy(asked, given, told):
    with pytest.raises(AnswerError) as refused:
        read(asked, given)
    assert told in str(refused.value)


@pytest.mark.parametrize("kind", ["number", "text", "date", "choice", "yes_no", "list"])
def test_a_number_too_long_to_be_printed_is_refused_in_a_sentence(kind):
    with pytest.raises(AnswerError, match="a number of very many digits"):
        read(field(kind), -(10**5000))


@pytest.mark.parametrize("given", [None, ..., "", "  ", [], [""], [{}], {"a": None, "b": [""]}])
def test_nothing_filled_in_is_empty(given):
    assert is_empty(given)


@pytest.mark.parametrize("given", [0, False, "a", ["", "a"], {"a": 0}])
def test_zero_and_no_are_answers(given):
    assert not is_empty(given)


def test_words_of_scripts_without_spaces_are_counted_by_character():
    assert len(words_in("Load of 40 feeders, 50% of the day-ahead plan")) == 9
    assert len(words_in("深圳市 Longgang")) == 4
