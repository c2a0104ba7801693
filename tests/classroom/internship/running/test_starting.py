"""A cohort begins with a folder, notebooks, forms and a line in the gradebook for each; or with a clear refusal."""

import json
import shutil
import subprocess

import pytest
from typer.testing import CliRunner

from classroom.cli import app
from classroom.internship.records import open_records
from classroom.internship.records.gradebook import open_book

pytestmark = pytest.mark.filterwarnings("default")  # nbgrader uses calls that SQLAlchemy advises against
INTERNS = (
    "id;name;email;preferences;skills;languages;right_to_work;where;remote\n"
    "mei;王小明;mei@example.org;grid;python;en:C1;GB;any;yes\n"
    "tom;Tom O'Neil <i>;tom@example.org;grid;python;en:C1;GB;any;yes\n"
)
HOSTS = (
    "id,name,kind,place,country,remote,places,supervisor_name,supervisor_email,languages,skills_needed\n"
    "grid,Millfield Grid Co.,network (fictional),Manchester,GB,yes,2,Grit Host,grit@example.org,en:B2,python\n"
)


@pytest.fixture
def city(course_template, tmp_path):
    (tmp_path / "interns.csv").write_text(INTERNS, encoding="utf-8-sig")
    (tmp_path / "hosts.csv").write_text(HOSTS, encoding="utf-8")
    (tmp_path / "match.csv").write_text("intern;host\n mei ;grid\ntom;grid\nzoe;\n", encoding="utf-8-sig")
    shutil.copytree(course_template, tmp_path / "assignments")
    return tmp_path


def new(city, *more, match="match.csv", starts="2027-02-01"):
    lists = ["--interns", str(city / "interns.csv"), "--hosts", str(city / "hosts.csv"), "--match", str(city / match)]
    places = ["--records", str(city / "records"), "--course", str(city / "assignments")]
    return CliRunner().invoke(app, ["internship", "new", "Spring", "--starts", starts, *lists, *places, *more])


def test_each_intern_gets_notebooks_forms_and_a_line_in_the_gradebook(city):
    ended = new(city, "--tutor", "Dr Tess Tutor")
    assert ended.exit_code == 0, ended.exception
    folder = city / "records" / "interns" / "mei"
    assert len(list(folder.glob("to-fill-in/internship-*.ipynb"))) == 9
    assert sorted(path.name for path in folder.glob("for-the-supervisor/*")) == [
        *("host-feedback-mei.html", "supervisor-evaluation-mei.html")
    ]
    one = open_records(city / "records").read("mei").intern
    assert (one.name, one.tutor, one.placements[0].supervisor) == ("王小明", "Dr Tess Tutor", "Grit Host")
    with open_book(city / "assignments") as book:
        assert {one.id: one.email for one in book.students} == {"mei": "mei@example.org", "tom": "tom@example.org"}


def test_git_overlooks_the_records(city):
    new(city)
    subprocess.run(["git", "init", "-q"], cwd=city, check=True)
    listed = subprocess.run(
        ["git", "status", "--porcelain", "-uall", "records"], cwd=city, check=True, capture_output=True, text=True
    )
    assert listed.stdout == ""


def test_result_as_json_is_taken_too(city):
    pairs = {"pairs": [{"intern": "mei", "host": "grid"}]}
    (city / "match.json").write_text(json.dumps(pairs), encoding="utf-8")
    assert "1 interns at 1 hosts" in new(city, match="match.json").output


def test_second_call_is_refused_and_changes_nothing(city):
    new(city)
    before = (city / "records" / "cohort.toml").read_bytes()
    assert "holds the records of a cohort already" in str(new(city).exception)
    assert (city / "records" / "cohort.toml").read_bytes() == before


def test_what_a_crash_began_is_done_once_more(city):
    new(city)
    (city / "records" / "cohort.toml").unlink()
    assert new(city).exit_code == 0
    assert open_records(city / "records").ids() == ["mei", "tom"]


@pytest.mark.parametrize(
    ("starts", "match", "why"),
    [
        ("2027-02-02", "match.csv", "starts on a Monday; 2027-02-02 is a Tuesday"),
        ("soon", "match.csv", "--starts must be a day such as 2027-02-01"),
        ("2027-02-01", "none.csv", "name the result of citylab internship match"),
        ("2027-02-01", "strange.csv", "needs the columns intern and host"),
        ("2027-02-01", "twice.csv", "line 3 names 'mei' a second time"),
        ("2027-02-01", "unknown.csv", "names 'adam', who is not in"),
        ("2027-02-01", "empty.csv", "the match places nobody"),
        ("2027-02-01", "bad.json", "holds no pairs"),
    ],
)
def test_wrong_input_gets_one_clear_line_and_writes_nothing(city, starts, match, why):
    contents = {
        "strange.csv": "a,b\n1,2\n",
        "twice.csv": "intern,host\nmei,grid\nmei,grid\n",
        "unknown.csv": "intern,host\nadam,grid\n",
        "empty.csv": "intern,host\n",
        "bad.json": '{"pairs": 3}',
    }
    for name, text in contents.items():
        (city / name).write_text(text, encoding="utf-8")
    ended = new(city, starts=starts, match=match)
    assert why in str(ended.exception)
    assert not (city / "records").exists()


def test_somebody_else_under_the_same_id_in_the_gradebook_is_not_renamed(city):
    with open_book(city / "assignments") as book:
        book.add_student("mei", first_name="Mei", last_name="Other", email="other@example.org")
    assert "has a student mei with another address" in str(new(city).exception)
