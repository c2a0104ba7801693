"""An instructor certifies what the gradebook says, which is never written."""

import json

import pytest
from typer.testing import CliRunner

from classroom.certificates import did_key, keys, verify
from classroom.certificates.dates import now
from classroom.cli import app
from classroom.errors import CitylabError
from classroom.grading.book_gradebook import address, open_gradebook

pytestmark = pytest.mark.filterwarnings("default")  # nbgrader uses calls that SQLAlchemy advises against
# Points of each, in tests and in a written answer that a person marks; None waits for one.
MARKS = {"anna": (6.0, 3.0), "ben": (2.0, 0.0), "cleo": (6.0, None), "dora": (5.0, 2.0)}
EMAIL = {"anna": "anna@example.org", "ben": "ben@example.org", "cleo": "cleo@example.org", "eve": "eve@example.org"}


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """A course root with a gradebook: one passes, one fails, one waits, one has no address, one handed in nothing."""
    root = tmp_path_factory.mktemp("class ü #1") / "assignments"
    release = root / "release" / "smart-grids"
    release.mkdir(parents=True)
    (release / "smart-grids.ipynb").write_text("{}")
    with open_gradebook(address(f"sqlite:///{root / 'gradebook.db'}"), course="default_course") as book:
        book.add_assignment("smart-grids")
        book.add_notebook("smart-grids", "smart-grids")
        for name, kind, points in (("tests", "code", 6), ("memo", "markdown", 4)):
            cell = {"max_score": points, "cell_type": kind}
            book.add_grade_cell(name, "smart-grids", "smart-grids", **cell)
        for student in [*MARKS, "eve"]:
            book.add_student(student, email=EMAIL.get(student))
        for student, (tests, memo) in MARKS.items():
            book.add_submission("smart-grids", student)
            grade = book.find_grade("tests", "smart-grids", "smart-grids", student)
            grade.auto_score, grade.needs_manual_grade = tests, False
            written = book.find_grade("memo", "smart-grids", "smart-grids", student)
            written.manual_score = memo
            written.needs_manual_grade = memo is None
        document = "internship-scoping-sheet"
        book.add_assignment(document)
        book.add_notebook(document, document)
        book.add_grade_cell("tests", document, document, max_score=6, cell_type="code")
        book.add_submission(document, "anna")
        grade = book.find_grade("tests", document, document, "anna")
        grade.auto_score, grade.needs_manual_grade = 6, False
        book.db.commit()
    return root


def certify(marked, *arguments, folder):
    call = ["certify", "--gradebook", str(marked / "gradebook.db"), "--folder", str(folder), *arguments]
    return CliRunner().invoke(app, call, env={"COLUMNS": "200"})


def own_did():
    return did_key.from_public(keys.own_key()[0].public_key())


def test_class_gets_what_it_deserves_and_hears_why_not(marked, tmp_path):
    ended = certify(marked, "smart-grids", folder=tmp_path / "out")
    assert ended.exit_code == 0, ended.exception
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["anna"]
    for reason in ("2 of 10 points, below 50%", "1 answer waits", "no e-mail address", "nothing is marked"):
        assert reason in ended.output
    assert "1 of 5 written" in ended.output


def test_gradebook_is_not_written(marked, tmp_path):
    before = (marked / "gradebook.db").read_bytes()
    certify(marked, "smart-grids", folder=tmp_path / "out")
    assert (marked / "gradebook.db").read_bytes() == before
    assert not list(marked.glob("gradebook.db-*"))


def test_certificate_of_the_class_is_trusted_by_whoever_knows_the_key(marked, tmp_path):
    certify(marked, "smart-grids", "--issuer", "School of Examples", folder=tmp_path)
    data = (tmp_path / "anna" / "smart-grids.html").read_bytes()
    verdict = verify(data, at=now(), trusted={own_did()}, email="anna@example.org")
    assert (verdict.holds, verdict.kind) == (True, "trusted")
    assert verify(data, at=now()).kind == "unknown"


def test_evidence_names_release_and_version_but_marks_only_if_asked(marked, tmp_path):
    certify(marked, "smart-grids", folder=tmp_path / "plain")
    certify(marked, "smart-grids", "--with-marks", folder=tmp_path / "marks")
    plain, marks = ((tmp_path / where / "anna" / "smart-grids.json").read_text() for where in ("plain", "marks"))
    assert "9 of 10 points" in marks
    assert "9 of 10" not in plain
    assert "at least 50% of the points" in plain
    # SHA-256 of "{}", the released notebook of this test
    assert "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a" in plain
    assert "version 0.1.0" in plain


def test_names_of_students_are_not_in_it(marked, tmp_path):
    certify(marked, "smart-grids", folder=tmp_path)
    text = (tmp_path / "anna" / "smart-grids.json").read_text()
    assert "anna" not in text
    assert json.loads(text)["credentialSubject"]["identifier"][0]["hashed"] is True


def test_second_call_leaves_what_was_issued(marked, tmp_path):
    certify(marked, "smart-grids", folder=tmp_path)
    before = (tmp_path / "anna" / "smart-grids.json").read_bytes()
    ended = certify(marked, "smart-grids", folder=tmp_path)
    assert "has one already" in ended.output
    assert (tmp_path / "anna" / "smart-grids.json").read_bytes() == before


def test_student_without_address_is_known_by_a_key(marked, tmp_path):
    holder = "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp"
    call = ("--assignment", "smart-grids", "--student", "dora", "--did", holder, "--name", "Dora Example")
    assert certify(marked, *call, folder=tmp_path).exit_code == 0
    subject = json.loads((tmp_path / "dora" / "smart-grids.json").read_text())["credentialSubject"]
    assert subject["id"] == holder
    assert subject["identifier"] == [
        {"type": "IdentityObject", "hashed": False, "identityHash": "Dora Example", "identityType": "name"}
    ]


def test_higher_share_can_be_asked_for(marked, tmp_path):
    ended = certify(marked, "smart-grids", "--pass", "95", folder=tmp_path)
    assert "9 of 10 points, below 95%" in ended.output
    assert "0 of 5 written" in ended.output


def test_course_needs_every_module_in_the_gradebook(marked, tmp_path):
    ended = certify(marked, "--course", folder=tmp_path)
    assert "green-transport: nothing is marked" in ended.output


def test_all_means_each_assignment_but_no_document_of_the_internship(marked, tmp_path):
    ended = certify(marked, "--all", folder=tmp_path)
    assert "1 of 5 written" in ended.output
    assert "scoping-sheet" not in ended.output


def test_instructor_cannot_certify_herself_as_a_class(marked, tmp_path):
    ended = certify(marked, "smart-grids", "--student", "anna", "--did", own_did(), folder=tmp_path)
    assert "self-issued" in str(ended.exception)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["smart-gird"], "in the gradebook; there are: internship-scoping-sheet, smart-grids"),
        (["smart-grids", "--student", "zoe"], "no student named zoe"),
        (["smart-grids", "--student", "ben"], "no certificate for ben"),
        (["smart-grids", "--name", "Anna"], "name the student with --student"),
        (["smart-grids", "--student", "dora", "--did", "did:web:example.org"], "would have to be looked up"),
        (["smart-grids", "--assignment", "green-transport"], "name one of them"),
    ],
)
def test_wrong_call_is_told(marked, tmp_path, arguments, why):
    ended = certify(marked, *arguments, folder=tmp_path)
    assert isinstance(ended.exception, CitylabError)
    assert why in str(ended.exception)


@pytest.mark.parametrize(("content", "why"), [(None, "there is no gradebook"), (b"junk" * 500, "that can be read")])
def test_missing_or_damaged_gradebook_is_told(tmp_path, content, why):
    path = tmp_path / "gradebook.db"
    if content:
        path.write_bytes(content)
    ended = CliRunner().invoke(app, ["certify", "smart-grids", "--gradebook", str(path)])
    assert why in str(ended.exception)


def test_folder_of_a_course_names_its_gradebook(marked, tmp_path, repository):
    config = (repository / "assignments" / "nbgrader_config.py").read_text(encoding="utf-8")
    (marked / "nbgrader_config.py").write_text(config, encoding="utf-8")
    call = ["certify", "smart-grids", "--gradebook", str(marked), "--folder", str(tmp_path)]
    assert "1 of 5 written" in CliRunner().invoke(app, call, env={"COLUMNS": "200"}).output


@pytest.fixture
def strange(tmp_path):
    """A class in which names of students and assignments are no names of files; all have full marks."""
    names, students = (
        ("smart-grids", "../../pwn", "/pwn", "a\\b"),
        ("anna", "..", ".", "", "../ben", "a\x1b[2Jb", "con"),
    )
    with open_gradebook(address(f"sqlite:///{tmp_path / 'gradebook.db'}"), course="default_course") as book:
        for student in students:
            book.add_student(student, email="anna@example.org")
        for name in names:
            book.add_assignment(name)
            book.add_notebook("n", name)
            book.add_grade_cell("tests", "n", name, max_score=6, cell_type="code")
            for student in students:
                book.add_submission(name, student)
                grade = book.find_grade("tests", "n", name, student)
                grade.auto_score, grade.needs_manual_grade = 6.0, False
        book.db.commit()
    return tmp_path


def test_names_that_lead_elsewhere_are_skipped_with_the_reason(strange, tmp_path):
    own_did()  # makes the key
    before = set(tmp_path.rglob("*"))
    ended = certify(strange, "--all", folder=tmp_path / "a" / "b" / "out")
    assert ended.exit_code == 0, ended.exception
    made = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert made == {tmp_path / "a" / "b" / "out" / "anna" / f"smart-grids.{kind}" for kind in ("json", "html")}
    assert "1 of 28 written" in ended.output
    assert "cannot be the name of a folder" in ended.output
    assert "cannot be the name of a file" in ended.output
    assert "\x1b" not in ended.output
