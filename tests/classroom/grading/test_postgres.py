"""The gradebook on a PostgreSQL server, as a class of thousands needs it."""

import csv
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from classroom.course_root import CONFIG, copy_root, open_api
from classroom.errors import CitylabError
from classroom.grading.grade import Order, grade

NAME = "street-lamps"
STUDENTS = ("ada", "bo", "cy", "di", "ed", "flo")
PASSWORD = "kept in a file of its own"
# Debian puts the server's programs beside each other, by version, and not on PATH.
FOUND = [*sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))] if sys.platform == "linux" else []
ON_PATH = shutil.which("initdb")
PROGRAMS = FOUND[-1].parent if FOUND else Path(ON_PATH).parent if ON_PATH else None

pytestmark = [
    pytest.mark.filterwarnings("ignore:::nbgrader", "ignore:::sqlalchemy", "ignore:.*fork:DeprecationWarning"),
    pytest.mark.skipif(PROGRAMS is None, reason="no PostgreSQL server is installed"),
]
# Formgrader's list of submissions repeats a constant in SELECT and GROUP BY. Drivers that send constants apart from
# the statement, such as pg8000, make two parameters of it, and the server refuses.
pytest.importorskip("psycopg2", reason="the extra `cluster` is not installed")


class Server:
    """A PostgreSQL server of these tests alone, in a folder of its own."""

    def __init__(self, folder):
        self.data, self.port = folder / "data", _free_port()
        # The server refuses to run as root.
        self._user = {"user": pwd.getpwnam("nobody").pw_uid, "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}
        self._user = self._user if os.getuid() == 0 else {}
        secret = folder / "password"
        secret.write_text(PASSWORD)
        if self._user:
            for path in (folder, secret):
                os.chown(path, self._user["user"], self._user["group"])
        rules = ["--auth=scram-sha-256", "--username=marker", f"--pwfile={secret}", "--encoding=UTF8", "--no-sync"]
        self._run("initdb", "--locale=C.UTF-8", *rules)
        self._log = folder / "log"

    def _run(self, program, *arguments):
        command = [PROGRAMS / program, "-D", self.data, *arguments]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, **self._user)

    def start(self):
        # Nothing that these tests write must outlive a loss of power.
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        self._run("pg_ctl", "start", "-w", "-l", self._log, "-o", options)

    def stop(self):
        self._run("pg_ctl", "stop", "-w", "-m", "immediate")

    def url(self, database="postgres"):
        return f"postgresql+psycopg2://marker:{PASSWORD.replace(' ', '%20')}@127.0.0.1:{self.port}/{database}"

    def create(self, database):
        from sqlalchemy import create_engine, text

        engine = create_engine(self.url(), isolation_level="AUTOCOMMIT")
        with engine.connect() as db:
            db.execute(text(f'CREATE DATABASE "{database}"'))
        engine.dispose()


def _free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture(scope="module")
def server():
    # A server's user cannot enter pytest's own folder.
    with tempfile.TemporaryDirectory(prefix="citylab-postgres-") as folder:
        server = Server(Path(folder))
        server.start()
        yield server
        server.stop()


@pytest.fixture(autouse=True)
def quiet():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def hand_in(small_course, street_lamps, folder):
    """Make a course where six students have handed in, four of them something wrong."""
    copy_root(small_course / "assignments", folder, assignment=NAME)
    shutil.copytree(small_course / "assignments" / "release" / NAME, folder / "release" / NAME)
    wrong = [{key: "raise ValueError('no idea')"} for key in [*street_lamps.reference][:4]]
    for student, answers in zip(STUDENTS, [{}, {}, *wrong], strict=False):
        place = folder / "submitted" / student / NAME
        place.mkdir(parents=True)
        nbformat.write(street_lamps.handed_in({**street_lamps.reference, **answers}), place / f"{NAME}.ipynb")
        (place / "timestamp.txt").write_text("2026-03-01 10:00:00 UTC")
    return folder


@pytest.fixture
def course(small_course, street_lamps, server, tmp_path, request):
    """The course on the server, in a database of its own."""
    database = request.node.name
    server.create(database)
    folder = hand_in(small_course, street_lamps, tmp_path / "course")
    with (folder / CONFIG).open("a") as settings:
        settings.write(f"\nc.CourseDirectory.db_url = {server.url(database)!r}\n")
    return folder


def marks(url):
    with Gradebook(url) as gradebook:
        return {
            (work.student.id, mark.name): (mark.auto_score, mark.manual_score, mark.needs_manual_grade)
            for work in gradebook.assignment_submissions(NAME)
            for notebook in work.notebooks
            for mark in notebook.grades
        }


def test_marks_are_those_of_sqlite(course, small_course, street_lamps, server, tmp_path, request):
    grade(Order(course, NAME))
    other = hand_in(small_course, street_lamps, tmp_path / "sqlite")
    grade(Order(other, NAME))
    found = marks(server.url(request.node.name))
    assert found == marks(f"sqlite:///{other / 'gradebook.db'}")
    assert {student for student, _ in found} == set(STUDENTS)
    assert len({sum(auto or 0 for (who, _), (auto, *_) in found.items() if who == one) for one in STUDENTS}) > 1
    assert not (course / "gradebook.db").exists()


def test_formgrader_feedback_and_export_read_it(course, server, request):
    from nbgrader.plugins import CsvExportPlugin

    grade(Order(course, NAME))
    api = open_api(course)
    listed = {work["student"]: work for work in api.get_submissions(NAME)}
    assert set(listed) == set(STUDENTS)
    assert listed["ada"]["code_score"] == listed["bo"]["code_score"] > listed["cy"]["code_score"]
    assert api.generate_feedback(NAME)["success"]
    assert len([*(course / "feedback").glob(f"*/{NAME}/*.html")]) == len(STUDENTS)
    with api.gradebook as gradebook:
        CsvExportPlugin(to=str(course / "grades.csv")).export(gradebook)
    with (course / "grades.csv").open(newline="") as file:
        exported = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert exported == {student: work["score"] for student, work in listed.items()}


def test_a_person_s_marks_stay_when_a_class_is_marked_again(course, server, request):
    grade(Order(course, NAME))
    with Gradebook(server.url(request.node.name)) as gradebook:
        notebook = gradebook.find_submission_notebook(NAME, NAME, "ada")
        own = next(mark for mark in notebook.grades if mark.needs_manual_grade)
        own.manual_score, own.needs_manual_grade, name = 1.0, False, own.name
        gradebook.db.commit()
    before = marks(server.url(request.node.name))
    grade(Order(course, NAME, regrade=True))
    assert marks(server.url(request.node.name)) == before
    assert before["ada", name] == (None, 1.0, False)


def test_a_server_that_stops_costs_nothing_but_time(course, server, request):
    done = []

    def stop_after_two(what, left, record):
        if record:
            done.append(record.student)
            if len(done) == 2:
                server.stop()

    try:
        with pytest.raises(CitylabError) as raised:
            grade(Order(course, NAME), tell=stop_after_two)
    finally:
        server.start()
    said = str(raised.value)
    assert "\n" not in said
    assert PASSWORD not in said
    assert PASSWORD.replace(" ", "%20") not in said
    assert f"127.0.0.1:{server.port}" in said
    result = grade(Order(course, NAME))
    assert {record.student for record in result.records} == set(STUDENTS)
    assert {record.status for record in result.records} == {"marked"}
    assert not result.fresh & set(done)
    assert {student for student, _ in marks(server.url(request.node.name))} == set(STUDENTS)


def test_a_server_out_of_reach_is_one_line(course, server, request):
    settings = (course / CONFIG).read_text()
    (course / CONFIG).write_text(settings.replace(f":{server.port}/", f":{_free_port()}/"))
    with pytest.raises(CitylabError, match=r"127\.0\.0\.1:\d+") as raised:
        grade(Order(course, NAME))
    assert "\n" not in str(raised.value)
    assert "***" in str(raised.value)


def test_a_wrong_password_is_one_line(course):
    settings = (course / CONFIG).read_text()
    (course / CONFIG).write_text(settings.replace("kept%20in", "guessed%20in"))
    with pytest.raises(CitylabError, match="password authentication failed") as raised:
        grade(Order(course, NAME))
    assert "\n" not in str(raised.value)
    assert "guessed" not in str(raised.value)
