"""Certificates only for those who passed; a dossier holds all of one and nothing of others; deletion deletes."""

import io
import json
import zipfile

import pytest
from typer.testing import CliRunner

from classroom.certificates import verify
from classroom.certificates.dates import now
from classroom.cli import app
from classroom.internship.board.reminding import remind
from classroom.internship.closing.dossier import dossier
from classroom.internship.closing.forgetting import forget
from classroom.internship.records.gradebook import open_book

pytestmark = pytest.mark.filterwarnings("default")  # nbgrader uses calls that SQLAlchemy advises against
AFTER = "2027-05-03"
PAIRS = [{"intern": "ada", "host": "grid"}, {"intern": "li", "host": "port"}]


@pytest.fixture(autouse=True)
def own_key(monkeypatch, tmp_path):
    monkeypatch.setenv("CITYLAB_KEY_FILE", str(tmp_path / "key.pem"))


def run(running, *call):
    return CliRunner().invoke(app, ["internship", *call, "--records", str(running.records.folder)])


def certify(running, *call):
    return run(running, "certify", *call, "--issuer", "University of Examples", "--today", AFTER)


def test_certificate_holds_and_tells_project_weeks_and_hours(finished):
    ended = certify(finished, "ada", "--with-name")
    assert "1 written" in ended.output, ended.exception
    path = finished.records.folder_of("ada") / "certificate" / "internship.json"
    verdict = verify(path.read_bytes(), at=now(), email="ada@example.org")
    assert verdict.holds
    text = path.read_text(encoding="utf-8")
    for fact in ("Internship of twelve weeks", "Peaks & feeders", "12 weeks, 420 hours", "Millfield Grid Co."):
        assert fact in text
    assert "has one already" in certify(finished, "ada").output


@pytest.mark.parametrize(
    ("but", "why"),
    [
        (("verdict",), "the project was not verified"),
        (("learning-agreement",), "no learning agreement"),
        (("weekly-log",), "0 hours in the log, 300 are asked"),
        (("supervisor-evaluation",), "marks are open: Supervisor's evaluation (not handed in)"),
        (
            ("portfolio", "final-report", "data-protection-assessment", "mid-term-review"),
            "final mark 40.0 %, 50 % are asked",
        ),
    ],
)
def test_each_condition_that_fails_is_named(running, but, why):
    running.finish("ada", but=but)
    ended = certify(running, "ada")
    assert why in ended.output
    assert "no certificate for ada" in str(ended.exception)
    assert not (running.records.folder_of("ada") / "certificate").exists()


def test_hours_agreed_for_part_time_are_asked_instead_of_the_cohorts(running):
    running.finish("ada")
    running.change("ada", hours_asked=500)
    assert "420 hours in the log, 500 are asked" in certify(running, "ada").output
    running.change("ada", hours_asked=210)
    assert "1 written" in certify(running, "ada").output
    assert "at least 210 hours" in (running.records.folder_of("ada") / "certificate" / "internship.json").read_text()


@pytest.mark.parametrize("asked", [-1, "many", True, 5000])
def test_hours_that_cannot_be_asked_are_refused_with_the_remedy(running, asked):
    running.change("ada", hours_asked=asked)
    assert "hours_asked must be a number of hours up to 1,000" in str(certify(running, "ada").exception)


def test_withdrawn_and_unfinished_interns_get_none(running):
    running.change("bo", withdrawn_on=running.day(3))
    output = certify(running).output
    assert "bo: none: withdrew on 2027-02-19" in output
    assert "0 written" in output
    early = run(running, "certify", "--issuer", "U", "--today", "2027-03-01")
    assert "the internship ends on 2027-04-23" in early.output


def members(running, one):
    made = dossier(running.records, one, running.day(13))
    with zipfile.ZipFile(io.BytesIO(made.data)) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def test_dossier_holds_everything_of_her_and_nothing_of_others(finished):
    finished.mark("ada", "final-report", comment="a clear result")
    folder = finished.records.folder / "matching"
    folder.mkdir()
    (folder / "match.csv").write_text("intern;host\nada;grid\nli;port\n", encoding="utf-8-sig")
    found = members(finished, "ada")
    everything = json.loads(found["everything.json"])
    assert everything["matching"] == ["ada, grid"]
    assert everything["final_mark"] == 100.0
    assert "a clear result" in found["everything.json"].decode()
    assert any(name.startswith("course/submitted/ada/") for name in found)
    assert sum(name.startswith("records/received/") for name in found) == 9 + 11
    for data in found.values():
        assert not any(
            word in data for word in ("李小明".encode(), b"li@example.org", b"Zo\xc3\xab", b"bo@example.org")
        )


def test_dossier_escapes_names_and_warns_where_another_intern_is_named(running):
    running.hand_in(
        "bo", "scoping-sheet", content=b'{"cells": [{"cell_type": "markdown", "source": "with Ada Example"}]}'
    )
    made = dossier(running.records, "bo", running.day(13))
    assert len(made.names_others) == 2  # as it was received, and as it waits for marking
    assert b"Bo &lt;b&gt;Sample" in members(running, "bo")["index.html"]


def test_dossier_follows_no_link(running, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.txt").write_text("secret", encoding="utf-8")
    folder = running.records.folder_of("ada")
    (folder / "notes.txt").symlink_to(running.records.folder_of("bo") / "intern.toml")
    (folder / "project").symlink_to(tmp_path / "elsewhere")
    handed_in = running.course / "submitted" / "ada"
    handed_in.mkdir(parents=True)
    (handed_in / "notes.txt").symlink_to(running.records.folder_of("bo") / "intern.toml")
    assert not [name for name in members(running, "ada") if "notes.txt" in name or "secret" in name]


def test_certificate_says_no_more_of_the_agreement_than_is_known(finished):
    certify(finished, "ada")
    made = (finished.records.folder_of("ada") / "certificate" / "internship.json").read_text(encoding="utf-8")
    assert "A learning agreement with the names of intern, host and tutor under it" in made
    assert "signed by intern" not in made


def test_same_records_give_the_same_bytes(finished):
    assert (
        dossier(finished.records, "li", finished.day(13)).data == dossier(finished.records, "li", finished.day(13)).data
    )


def test_forgetting_leaves_no_trace_and_touches_nobody_else(finished):
    remind(finished.records, finished.day(13), at=finished.at(13))
    folder = finished.records.folder / "matching"
    folder.mkdir()
    (folder / "match.csv").write_text("intern,host\nada,grid\nli,port\n", encoding="utf-8")
    (folder / "match.json").write_text(
        json.dumps({"pairs": PAIRS, "unmatched": {"ada": "full"}, "why": {"li": "Ada Example (ada) was before her"}})
    )
    (finished.records.folder / "hosts.csv").write_text("id,name,preferences\ngrid,Grid,li>ada>bo\n", encoding="utf-8")
    done = forget(finished.records, "ada", counted=True)
    assert done.remains == ()
    assert "ada" not in finished.records.ids()
    with open_book(finished.course) as book:
        assert sorted(one.id for one in book.students) == ["bo", "li", "zoe"]
        assert len(book.find_student("li").submissions) == 11
    assert (folder / "match.csv").read_text() == "intern,host\nli,port\n"
    assert json.loads((folder / "match.json").read_text()) == {
        "pairs": PAIRS[1:],
        "unmatched": {},
        "why": {"li": "[deleted] ([deleted]) was before her"},
    }
    assert "grid,Grid,li>bo" in (finished.records.folder / "hosts.csv").read_text(encoding="utf-8")
    data = (finished.course / "gradebook.db").read_bytes()
    assert b"ada@example.org" not in data
    assert json.loads((finished.records.folder / "forgotten.json").read_text()) == {"forgotten": 1}


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_her_row_goes_wherever_the_column_of_ids_stands(running, sign):
    path = running.records.folder / "interns.csv"
    rows = [["Name", "ID ", "skills"], ["Ada Example", "ada", "python"], ["Zoë Ōmoto", "zoe", "sql"]]
    path.write_text("".join(sign.join(one) + "\n" for one in rows), encoding="utf-8-sig")
    told = json.loads(members(running, "ada")["everything.json"])["matching"]
    assert told == ["Ada Example, ada, python"]
    forget(running.records, "ada")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert path.read_text(encoding="utf-8-sig") == f"Name{sign}ID {sign}skills\nZoë Ōmoto{sign}zoe{sign}sql\n"


def test_namesake_of_an_id_keeps_her_name(running):
    path = running.records.folder / "hosts.csv"
    path.write_text("id,name,supervisor_name\ngrid,Grid,Ada Other\n", encoding="utf-8")
    assert forget(running.records, "ada").remains == ()
    assert "Ada Other" in path.read_text(encoding="utf-8")


def test_saved_mails_and_tables_of_marking_are_forgotten_too(running):
    mail = running.records.folder / "inbox" / "ada" / "log.ipynb"
    mail.parent.mkdir(parents=True)
    mail.write_text("{}")
    table = running.course / "marking" / "internship-weekly-log.csv"
    table.parent.mkdir()
    table.write_text("student,auto\nada,3\nbo,4\n")
    table.with_suffix(".json").write_text('[{"student": "ada", "auto": 3}, {"student": "bo", "auto": 4}]')
    assert forget(running.records, "ada").remains == ()
    assert table.read_text() == "student,auto\nbo,4\n"
    assert json.loads(table.with_suffix(".json").read_text()) == [{"student": "bo", "auto": 4}]
    assert not mail.parent.exists()


def test_saved_mails_of_her_supervisor_are_forgotten_too(running):
    saved = running.records.folder / "inbox-supervisors" / "ada"
    saved.mkdir(parents=True)
    (saved / "evaluation.json").write_text("{}", encoding="utf-8")
    forget(running.records, "ada")
    assert not saved.exists()


def test_what_still_names_her_is_listed(running):
    running.hand_in(
        "bo", "scoping-sheet", content=b'{"cells": [{"cell_type": "markdown", "source": "with Ada Example"}]}'
    )
    copy = running.records.folder / "copy.zip"
    copy.write_bytes(dossier(running.records, "ada", running.day(1)).data)
    done = forget(running.records, "ada")
    assert len(done.remains) == 3
    assert str(copy) in done.remains
    assert sum("scoping-sheet" in one for one in done.remains) == 2


def test_forgetting_works_for_a_damaged_folder(running):
    (running.records.folder_of("ada") / "intern.toml").write_text("name =", encoding="utf-8")
    assert forget(running.records, "ada").remains == ()


def test_command_asks_first_and_tells_what_is_out_of_reach(running):
    call = ["internship", "forget", "ada", "--records", str(running.records.folder)]
    assert CliRunner().invoke(app, call, input="n\n").exit_code == 1
    assert "ada" in running.records.ids()
    ended = run(running, "forget", "ada", "--yes")
    assert "Out of reach, and yours to delete: backups, e-mails" in ended.output
    assert "no intern with the id 'ada'" in str(run(running, "forget", "ada", "--yes").exception)


def test_dossier_is_not_written_over(running, tmp_path):
    to = tmp_path / "mine.zip"
    assert run(running, "dossier", "ada", "--to", str(to)).exit_code == 0
    assert "is there already" in str(run(running, "dossier", "ada", "--to", str(to)).exception)
