"""Reports say the same as page and PDF, in any script, and are the same bytes each time."""

import re
from datetime import date

import pytest
from typer.testing import CliRunner

from classroom.cli import app
from classroom.internship.marks import finals
from classroom.internship.marks.disputes import decide, dispute
from classroom.internship.reports import Report, Section, page, pdf, report
from classroom.internship.reports.fonts import marked_up, register

pytestmark = pytest.mark.filterwarnings("default")  # nbgrader uses calls that SQLAlchemy advises against


def made_of(running, one, kind="final", week=13):
    day = running.day(week)
    return report(running.records.read(one), running.records.cohort, finals(running.records, day)[one], kind, day)


def section(made, title):
    return next(one for one in made.sections if one.title == title)


def test_facts_documents_and_final_mark_are_told(finished):
    made = made_of(finished, "ada")
    assert made.headline == "Final mark: 100.0 %"
    assert ("Weekly log", "12 of 12 weeks, 420 hours") in section(made, "Facts").rows
    rows = {row[0]: row[1:] for row in section(made, "Documents and marks").rows}
    assert rows["Scoping sheet"] == ("2027-02-12", "2027-02-12", "10 of 10", "–", "10.0 of 10 %")
    assert rows["Weekly log"][:2] == ("every week", "12 of 12 due")


def test_missing_and_late_documents_are_told(running):
    running.hand_in("ada", "learning-agreement", week=1)
    rows = {row[0]: row[1:] for row in section(made_of(running, "ada", "mid-term", 6), "Documents and marks").rows}
    assert rows["Learning agreement"][1] == "2027-02-05, 7 d late"
    assert rows["Scoping sheet"][1] == "missing"
    assert rows["Final report"][1] == "not yet due"


def test_comment_of_the_marker_and_own_words_are_quoted(finished):
    finished.mark("ada", "final-report", comment="a clear result")
    words = {"executive_summary": "The peak moves by an hour.", "advice": "Ask forty homes."}
    content = finished.notebook("final-report", f"summary = {words!r}")
    finished.hand_in("ada", "final-report", content=content)
    made = made_of(finished, "ada")
    assert ("Final report", "what it shows", "4 of 4", "a clear result") in section(
        made, "Marks given by a person"
    ).rows
    assert ("Executive summary", "The peak moves by an hour.") in section(made, "In the intern's own words").paragraphs


def test_disputed_mark_is_told_with_its_outcome(finished):
    dispute(finished.records, "ada", "final-report", "page 3 answers it", at=finished.at(13))
    decide(finished.records, "ada", "final-report", 9, by="Dr Sam Second", why="it does", at=finished.at(13))
    row = section(made_of(finished, "ada"), "Disputed marks").rows[0]
    assert row == ("final report", "2027-04-30: page 3 answers it", "10 points", "9 points by Dr Sam Second: it does")


def test_page_escapes_and_loads_nothing(running):
    made = page.render(made_of(running, "bo"))
    assert "Bo &lt;b&gt;Sample&lt;/b&gt;" in made
    assert not any(word in made for word in ("<b>Sample", "src=", "href=", "http"))


def test_pdf_is_the_same_bytes_each_time_and_takes_any_name(finished):
    made = made_of(finished, "li")
    assert made.name == "李小明"
    data = pdf.render(made)
    assert data == pdf.render(made)
    assert data.startswith(b"%PDF")
    assert b"STSong-Light" in data


@pytest.mark.parametrize(
    "text", ["<b>&amp;</b> " * 200, "x" * 3000, "字" * 2000, "한국어 かな 漢字 Ωжé", "🚲\x00\u202e", ""]
)
def test_pdf_stands_any_text(text):
    rows = ((text, text), ("a", text))
    made = Report("T", text[:80], date(2027, 1, 1), text[:80], (Section("S", (("l", text),), ("", ""), rows),))
    assert pdf.render(made).startswith(b"%PDF")


def test_each_script_gets_a_font_that_has_it():
    register()
    marked = marked_up("Li 李 & 김 か")
    assert re.findall(r'font name="([\w-]+)">(.)', marked) == [
        *(("STSong-Light", "李"), ("HYSMyeongJo-Medium", "김"), ("HeiseiMin-W3", "か"))
    ]
    assert "&amp;" in marked


def test_command_writes_page_and_pdf_of_everybody(running):
    call = ["internship", "report", "--kind", "mid-term", "--today", "2027-03-12"]
    ended = CliRunner().invoke(app, [*call, "--records", str(running.records.folder)])
    assert ended.exit_code == 0, ended.exception
    names = sorted(path.name for path in running.records.folder.glob("interns/*/reports/*"))
    assert names == ["mid-term-2027-03-12.html"] * 4 + ["mid-term-2027-03-12.pdf"] * 4
    wrong = CliRunner().invoke(
        app, ["internship", "report", "--kind", "half", "--records", str(running.records.folder)]
    )
    assert "--kind must be one of: mid-term, final" in str(wrong.exception)
