"""Rules between the fields of the mid-term review, portfolio, final report and presentation, at their borders."""

import time
from datetime import date

import pytest

from citylab.internship import answers
from citylab.internship.rules import final_report, mid_term_review, portfolio, presentation

SECTIONS = [field.name for field in answers.form("final-report").section("report").fields]


def told(module, **given):
    return [problem.says for problem in module.problems(given)]


def report_of(words):
    """A report with so many words in all."""
    return {name: "word " * (words if name == SECTIONS[0] else 0) for name in SECTIONS}


@pytest.mark.parametrize(("words", "is_right"), [(499, False), (500, True), (3000, True), (3001, False)])
def test_a_report_has_500_to_3000_words(words, is_right):
    assert (told(final_report, **report_of(words)) == []) is is_right


@pytest.mark.parametrize(
    ("evidence", "is_right"),
    [
        ("outputs/alarms.csv, row 33", True),
        ("src/evening/forecast.py, lines 12 to 20", True),
        ("notebooks/02.ipynb, cell 14", True),
        ("Figure 1", True),
        ("Figure 2", False),
        ("outputs/alarms.csv", False),
        ("row 33", False),
        ("my own calculation", False),
    ],
)
def test_evidence_is_a_place_that_can_be_looked_up(evidence, is_right):
    rows = [{"claim": "27 of 31 were announced", "evidence": evidence}] * 3
    assert (told(final_report, claim_list=rows, figure_list=[{}]) == []) is is_right


def test_long_evidence_takes_no_time():
    rows = [{"claim": "27 of 31", "evidence": ("a." * 400_000)}]
    before = time.process_time()
    told(final_report, claim_list=rows)
    assert time.process_time() - before < 1


@pytest.mark.parametrize(("last", "is_right"), [(4.0, True), (4.1, False)])
def test_minutes_add_up_to_ten(last, is_right):
    parts = [{"minutes": minutes} for minutes in (3, 2.7, 0.3, last)]
    assert (told(presentation, parts=parts) == []) is is_right


@pytest.mark.parametrize(
    "path", ["/home/me/a.ipynb", "~/a.ipynb", "C:/a.ipynb", "..\\a.ipynb", "x/../../a.ipynb", "../a.ipynb", "a.py"]
)
def test_a_path_that_holds_on_one_computer_only_is_refused(path):
    assert len(told(portfolio, notebooks=[path, "notebooks/a..b.ipynb"])) == 1


@pytest.mark.parametrize(("findings", "count"), [("verdict: ACCEPTED", 0), ("refused: lock", 1), ("all fine", 1)])
def test_the_verdict_is_that_of_the_findings(findings, count):
    assert len(told(portfolio, verdict="accepted", findings=findings)) == count


@pytest.mark.parametrize(("day", "count"), [(11, 1), (12, 0), (28, 0), (29, 1)])
def test_a_change_is_agreed_between_scoping_sheet_and_review(day, count):
    rows = [{"agreed_on": date(2027, 2, day)}] if day < 29 else [{"agreed_on": date(2027, 3, 1)}]
    found = told(mid_term_review, scoping_sheet_on=date(2027, 2, 12), met_on=date(2027, 2, 28), agreed_changes=rows)
    assert len(found) == count


@pytest.mark.parametrize("module", [final_report, mid_term_review, portfolio, presentation])
def test_an_empty_form_breaks_no_rule(module):
    assert told(module) == []
