"""The list of documents fits together."""

from datetime import date

import pytest

from citylab.internship.documents import document, documents

MONDAY = date(2027, 2, 1)


def test_the_shares_of_the_final_mark_add_up_to_100():
    assert sum(one.share for one in documents()) == 100


def test_documents_stand_in_the_order_in_which_they_are_first_due():
    first = [one.due_on(MONDAY)[0] for one in documents()]
    assert first == sorted(first)


def test_what_a_document_needs_is_due_before_it():
    for one in documents():
        for needed in one.needs:
            assert document(needed).due_on(MONDAY)[0] < one.due_on(MONDAY)[0], (one.name, needed)


def test_the_agreement_is_due_on_the_friday_before_and_the_log_on_twelve_fridays():
    assert document("learning-agreement").due_on(MONDAY) == (date(2027, 1, 29),)
    log = document("weekly-log").due_on(MONDAY)
    assert (len(log), log[0], log[-1]) == (12, date(2027, 2, 5), date(2027, 4, 23))


def test_another_day_than_monday_is_refused_with_the_remedy():
    with pytest.raises(ValueError, match=r"2027-02-02 is a Tuesday\. Give the Monday"):
        document("portfolio").due_on(date(2027, 2, 2))


def test_an_unknown_document_is_refused_with_the_list():
    with pytest.raises(KeyError, match="there are: learning-agreement, weekly-log"):
        document("diary")
