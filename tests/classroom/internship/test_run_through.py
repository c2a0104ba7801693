"""
One cohort from matching to certificates.

Real: the matching of the example lists, the eleven documents as released, filled in with their authors' answers,
taking them in, the supervisors' forms, the gradebook of nbgrader, the marking behind walls of two documents of one
intern, the check of one (broken) project, reports, certificates, dossier and deletion. Not real: the other marks,
written into the gradebook as tests and people in formgrader would write them, because 250 runs would take minutes;
the verdicts on the other projects, noted as a person would; and the calendar.
"""

import importlib.util
import io
import json
import warnings
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from citylab.internship.documents import documents
from classroom.certificates import verify
from classroom.certificates.dates import now
from classroom.cli import app
from classroom.grading.grade import Order, grade
from classroom.internship import matching, people
from classroom.internship.board import row
from classroom.internship.marks import finals
from classroom.internship.marks.disputes import decide, dispute
from classroom.internship.marks.verdicts import note, note_verified
from classroom.internship.records.gradebook import open_book
from classroom.sandbox.probe import why_not_sealed

pytestmark = pytest.mark.filterwarnings("default")  # nbgrader uses calls that SQLAlchemy advises against
_spec = importlib.util.spec_from_file_location("simulated_cohort", Path(__file__).with_name("simulated_cohort.py"))
simulated = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(simulated)

LEAVING = "network-operator"
# Who is what; all others do everything in time, with four fifths of the points.
BEST, LATE, SILENT, ABSENT, WITHDRAWN, FAILING = "i01", "i02", "i03", "i05", "i06", "i07"
WRONG_FORM, EMPTY_LOG, DISPUTED, FORGOTTEN, BROKEN_PROJECT = "i08", "i11", "i12", "i14", "i15"
ENDED = "2027-05-07"  # two weeks after the last day


def call(cohort_or_root, *words):
    """Run a command of the internship on these records, as a coordinator does."""
    root = cohort_or_root if isinstance(cohort_or_root, Path) else cohort_or_root.root
    ended = CliRunner().invoke(app, ["internship", *words, "--records", str(root / "internship-records")])
    assert ended.exit_code == 0, (words, ended.output, ended.exception)
    return ended.output


def board(cohort, week, weekday=4):
    """Return how many interns are in each state on a day, and the states by intern."""
    day = cohort.at(week, weekday).date()
    shown = json.loads(call(cohort, "status", "--json", "--today", str(day)))
    assert shown["week"] == week
    return shown["counts"], {one["id"]: one["state"] for one in shown["interns"]}


def begin(root, repository):
    """Match the example lists, and begin the cohort."""
    examples = repository / "course" / "internship" / "examples"
    lists = people.read_people(examples / "interns.csv", examples / "hosts.csv")
    made = matching.match(*lists, seed=0)
    matching.write(made, root / "internship-records" / "matching")
    simulated.copy_course(repository, root)
    table = str(root / "internship-records" / "matching" / "match.csv")
    names = ["--interns", str(examples / "interns.csv"), "--hosts", str(examples / "hosts.csv")]
    tutor = ["--tutor", "Dr Tess Tutor", "--tutor-email", "tess@example.org", "--course", str(root / "assignments")]
    said = call(root, "new", "Spring 2027", "--starts", str(simulated.START), "--match", table, *names, *tutor)
    assert "21 interns at 9 hosts" in said
    return simulated.Cohort(root, repository), lists, made


def weeks_0_and_1(cohort):
    for one in cohort.interns:
        cohort.hand_in(one, "learning-agreement")
        if one != EMPTY_LOG:
            cohort.hand_in(one, "weekly-log", week=1, weeks=1)
    refused = cohort.hand_in(EMPTY_LOG, "weekly-log", week=1, weeks=0)
    assert "is empty: no week is filled in" in refused.says
    counts, states = board(cohort, 1, 5)
    assert counts == {"late": 1, "on time": 20}
    assert states[EMPTY_LOG] == "late"


def there(cohort, week):
    """Return who still hands in things in a week."""
    gone = {SILENT: 3, WITHDRAWN: 4}
    return [one for one in cohort.interns if week < gone.get(one, 99)]


def weeks_2_to_5(cohort):
    for week in range(2, 6):
        for one in there(cohort, week):
            if (one, week) != (ABSENT, 5):
                cohort.hand_in(one, "weekly-log", week=week, weeks=week)
    for one in there(cohort, 2):
        # The late one: due on Friday of week 2, handed in on the Wednesday after, five days late
        cohort.hand_in(one, "scoping-sheet", **({"week": 3, "weekday": 2} if one == LATE else {}))
    for one in there(cohort, 3):
        cohort.hand_in(one, "data-protection-assessment")
    call(cohort, "event", "withdrawn", WITHDRAWN, "--on", "2027-02-22")  # Monday of week 4
    call(cohort, "event", "absent", ABSENT, "--first", "2027-03-01", "--last", "2027-03-05")  # week 5
    counts, states = board(cohort, 5)
    assert counts == {"silent": 1, "absent": 1, "on time": 18, "withdrawn": 1}
    assert (states[SILENT], states[ABSENT], states[WITHDRAWN]) == ("silent", "absent", "withdrawn")


def host_leaves(cohort, lists, made):
    """The host leaves on Friday of week 5; from Monday of week 6 two of its three interns have another."""
    lost = [one for one, host in made.pairs.items() if host == LEAVING]
    assert "without a host: " + ", ".join(lost) in call(cohort, "event", "host-left", LEAVING, "--on", "2027-03-05")
    assert board(cohort, 6, 0)[0] == {"without a host": 3, "silent": 1, "on time": 16, "withdrawn": 1}
    anew = matching.rematch(made, *lists, LEAVING, 5)
    folder = cohort.root / "internship-records" / "matching" / "week-6"
    matching.write(anew, folder)
    hosts = str(Path(simulated.__file__).parents[3] / "course" / "internship" / "examples" / "hosts.csv")
    said = call(cohort, "event", "placed", "--match", str(folder / "match.csv"), "--hosts", hosts, "--on", "2027-03-08")
    assert f"{lost[0]}: still without a host" in said
    assert {one: cohort.records.read(one).intern.placements[-1].host for one in lost[1:]} == {
        one: anew.pairs[one] for one in lost[1:]
    }
    return lost


def week_6(cohort, homeless):
    for one in there(cohort, 6):
        if one != homeless:
            weeks = [1, 2, 3, 4, 6] if one == ABSENT else 6
            cohort.hand_in(one, "weekly-log", week=6, weeks=weeks)
            cohort.hand_in(one, "mid-term-review")
    assert board(cohort, 6)[0] == {"without a host": 1, "silent": 1, "on time": 18, "withdrawn": 1}
    asked = call(cohort, "remind", "--to", "interns", "--today", "2027-03-13")
    assert f"{SILENT}, to the intern" in asked
    assert WITHDRAWN not in asked
    assert "nobody has to be reminded" in call(cohort, "remind", "--to", "interns", "--today", "2027-03-13")
    call(cohort, "report", "--kind", "mid-term", "--today", "2027-03-13")
    assert len(list(cohort.root.glob("internship-records/interns/*/reports/mid-term-*.pdf"))) == 21


def weeks_7_to_12(cohort, homeless):
    for one in there(cohort, 7):
        if one == homeless:
            continue
        for week in range(7, 13):
            weeks = [number for number in range(1, week + 1) if (one, number) != (ABSENT, 5)]
            cohort.hand_in(one, "weekly-log", week=week, weeks=weeks)
        for name in ("portfolio", "final-report", "presentation", "self-evaluation"):
            if (one, name) != (FAILING, "final-report"):
                cohort.hand_in(one, name)
        if one == WRONG_FORM:
            other = cohort.interns[BEST].placements[0]
            assert "who does not supervise i08" in cohort.evaluate(one, "supervisor-evaluation", by=other).says
        for name in simulated.SUPERVISORS:
            assert cohort.evaluate(one, name).outcome.startswith("taken"), cohort.evaluate(one, name)
    counts, states = board(cohort, 12, 5)
    assert counts == {"without a host": 1, "silent": 1, "late": 1, "complete": 17, "withdrawn": 1}
    assert states[FAILING] == "late"


def share_of(one, name):
    """Return the share of the points of a document that an intern gets."""
    return {BEST: 1.0, FAILING: 0.4}.get(one, 0.8)


def marks(cohort):
    """Mark the class: two documents with the real engine, then as a person would, the others as told above."""
    really = []
    if not why_not_sealed():
        for name in ("internship-learning-agreement", "internship-scoping-sheet"):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                record = grade(Order(cohort.course, name, student=BEST, workers=1)).records[0]
            assert (record.status, record.auto) == ("marked", record.max_auto)
            really.append((BEST, name.removeprefix("internship-")))
        with open_book(cohort.course) as book:
            for _, name in really:
                for notebook in book.find_submission(f"internship-{name}", BEST).notebooks:
                    for one in notebook.grades:
                        if one.needs_manual_grade:
                            one.manual_score, one.needs_manual_grade = one.max_score, False
            book.db.commit()
    cohort.mark(share_of, but=really)


def verdicts(cohort, homeless):
    broken = cohort.root / "broken-project"
    broken.mkdir()
    (broken / "README.md").write_text("# Nothing but a promise\n", encoding="utf-8")
    says = note_verified(cohort.records, BROKEN_PROJECT, broken, at=cohort.at(12))
    assert "refused" in says
    for one in there(cohort, 12):
        if one not in (BROKEN_PROJECT, homeless):
            with cohort.records.lock():
                note(
                    cohort.records, one, True, by="Dr Tess Tutor", title=f"Project of {one}", says=(), at=cohort.at(12)
                )


def dispute_one(cohort):
    """The final report has 20 % of the final mark: 0.8 before, and all points after, add four."""
    with cohort.records.lock():
        before = dispute(cohort.records, DISPUTED, "final-report", "section 4 answers it", at=cohort.at(13))
        decide(
            cohort.records,
            DISPUTED,
            "final-report",
            round(before / 0.8, 6),
            by="Dr Sam Second",
            why="it does",
            at=cohort.at(14),
        )


def final_marks(cohort, lost):
    call(cohort, "marks", "--today", ENDED)
    found = {one: made.mark for one, made in finals(cohort.records, cohort.at(14).date()).items()}
    assert found[BEST] == 100.0
    assert found["i10"] == 80.0  # lost the host, and all in time
    assert found[ABSENT] == 80.0  # away in week 5: no log was due
    assert found[LATE] == 78.8  # 5 days late, 2 of grace: 3 · 5 % of 0.8 · 10
    assert found[EMPTY_LOG] == 79.8  # week 1 came a week late, 5 · 5 % of 0.8 · 10 / 12
    assert found[DISPUTED] == 84.0
    assert found[FAILING] == 30.0  # 0.4 · (100 − 20 of the report − 5 of the presentation, which needs it)
    # learning agreement 5, log 10 with two of twelve weeks in time, scoping sheet 10; the rest never came
    assert found[SILENT] == round(0.8 * (5 + 10 * (1 - 10 * 0.30 / 12) + 10), 1)
    with open_book(cohort.course) as book:
        exported = {one.student_id: one.score for one in book.find_assignment("internship-final-mark").submissions}
        assert exported == {one: pytest.approx(mark) for one, mark in found.items()}
        verified = {
            one.student_id: one.score for one in book.find_assignment("internship-project-verified").submissions
        }
    assert (verified[BEST], verified[BROKEN_PROJECT], sum(verified.values())) == (1.0, 0.0, 17.0)


def certificates(cohort):
    said = call(cohort, "certify", "--issuer", "University of Examples", "--today", ENDED)
    files = sorted(cohort.root.glob("internship-records/interns/*/certificate/internship.json"))
    assert f"{len(files)} written" in said
    assert len(files) == 16
    for path in files:
        email = cohort.interns[path.parts[-3]].email
        assert verify(path.read_bytes(), at=now(), email=email).holds
    lines = dict(line.split(": none: ", 1) for line in said.splitlines() if ": none: " in line)
    assert "final mark 30.0 %, 50 % are asked" in lines[FAILING]
    assert "the project was refused" in lines[BROKEN_PROJECT]
    assert lines[WITHDRAWN].startswith("withdrew on 2027-02-22")
    assert "the project was not verified" in lines[SILENT]


def copy_for_one(cohort):
    path = cohort.root / "copy.zip"
    call(cohort, "dossier", DISPUTED, "--to", str(path), "--today", ENDED)
    with zipfile.ZipFile(path) as bundle:
        members = {name: bundle.read(name) for name in bundle.namelist()}
    everything = json.loads(members["everything.json"])
    assert everything["final_mark"] == 84.0
    assert len(everything["marks"]) == len(documents())
    others = [one for name, one in cohort.interns.items() if name != DISPUTED]
    for name, data in members.items():
        text = io.BytesIO(data).getvalue()
        assert not [one.id for one in others if one.name.encode() in text or one.email.encode() in text], name
    path.unlink()


def one_is_forgotten(cohort):
    said = call(cohort, "forget", FORGOTTEN, "--yes", "--count")
    assert "still named" not in said
    assert "backups" in said
    assert FORGOTTEN not in cohort.records.ids()
    name = cohort.interns[FORGOTTEN].name.encode()
    left = [path for path in cohort.root.rglob("*") if path.is_file() and name in path.read_bytes()]
    assert [path for path in left if path.parent != cohort.root] == []


def test_cohort_of_24_goes_from_matching_to_certificates(tmp_path, repository, monkeypatch):
    monkeypatch.setenv("CITYLAB_KEY_FILE", str(tmp_path / "key.pem"))
    monkeypatch.setenv("CITYLAB_CLASS_SEED_FILE", str(tmp_path / "seed"))
    root = tmp_path / "city"
    root.mkdir()
    cohort, lists, made = begin(root, repository)
    assert sorted(made.unmatched) == ["i09", "i17", "i20"]
    weeks_0_and_1(cohort)
    weeks_2_to_5(cohort)
    lost = host_leaves(cohort, lists, made)
    homeless = lost[0]
    week_6(cohort, homeless)
    weeks_7_to_12(cohort, homeless)
    marks(cohort)
    verdicts(cohort, homeless)
    dispute_one(cohort)
    final_marks(cohort, lost)
    certificates(cohort)
    call(cohort, "report", "--kind", "final", "--today", ENDED)
    copy_for_one(cohort)
    one_is_forgotten(cohort)
    assert row(cohort.records.read(homeless), cohort.records.cohort, cohort.at(12).date()).state == "without a host"
