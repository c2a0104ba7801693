"""Marking on Dask's distributed scheduler, with worker processes that may be lost."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import warnings
from contextlib import closing

import nbformat
import pytest

from classroom.course_root import copy_root
from classroom.errors import CitylabError
from classroom.grading import cluster as marking
from classroom.grading import cluster_worker
from classroom.grading.book import Book
from classroom.grading.grade import Order, grade
from classroom.sandbox.probe import why_not_sealed

distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

NAME = "street-lamps"
SLOW = "import time\ntime.sleep(0.5)\n"
MARKS = (
    "SELECT student_id, c.name, auto_score FROM grade g JOIN base_cell c ON c.id = g.cell_id "
    "JOIN submitted_notebook n ON n.id = g.notebook_id JOIN submitted_assignment a ON a.id = n.assignment_id"
)
# It stands for a computer on which the course is not installed.
WITHOUT_COURSE = "import sys; sys.modules['classroom'] = None; from distributed.cli.dask_worker import main; main()"

pytestmark = [
    pytest.mark.filterwarnings("ignore"),  # of Dask, nbgrader and SQLAlchemy, and their threads
    pytest.mark.skipif(sys.platform != "linux", reason="submissions are sealed on Linux"),
]


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    # Workers inherit it. Without, each would start a page of its own about what it does.
    monkeypatch.setenv("DASK_DISTRIBUTED__DASHBOARD__ENABLED", "False")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.fixture(scope="module", autouse=True)
def sealed():
    if why := why_not_sealed():
        pytest.skip(f"submissions cannot be sealed here: {why}")


def start(n_workers):
    return distributed.LocalCluster(
        n_workers=n_workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        silence_logs="CRITICAL",
    )


@pytest.fixture(scope="module")
def workers():
    with start(2) as cluster:
        yield cluster


@pytest.fixture
def nobody():
    """A scheduler without workers."""
    with start(0) as cluster:
        yield cluster


@pytest.fixture
def course(small_course, street_lamps, tmp_path):
    """Eight students have handed in: right and slow, wrong in several ways, and nothing that is a notebook."""
    folder = tmp_path / "course"
    copy_root(small_course / "assignments", folder, assignment=NAME)
    shutil.copytree(small_course / "assignments" / "release" / NAME, folder / "release" / NAME)
    right = street_lamps.reference
    wrong = [{**right, key: "raise ValueError('no idea')"} for key in [*right][:3]]
    slow = [{**right, key: SLOW + right[key]} for key in [*right][:3]]
    for number, answers in enumerate([right, *wrong, *slow]):
        hand_in(folder, f"s{number}", nbformat.writes(street_lamps.handed_in(answers)))
    hand_in(folder, "s7", "no notebook")
    return folder


def hand_in(course, student, text):
    place = course / "submitted" / student / NAME
    place.mkdir(parents=True)
    (place / f"{NAME}.ipynb").write_text(text)


def marks(course):
    with closing(sqlite3.connect(course / "gradebook.db")) as db:
        return {(student, cell): score for student, cell, score in db.execute(MARKS)}


@pytest.fixture
def written(monkeypatch):
    """Who was written into the gradebook, in order."""
    students, write = [], Book.write

    def count(book, student, notebook, *, handed_in):
        students.append(student)
        return write(book, student, notebook, handed_in=handed_in)

    monkeypatch.setattr(Book, "write", count)
    return students


def test_marks_are_those_of_one_computer(course, workers, tmp_path):
    shutil.copytree(course, tmp_path / "here")
    far = grade(Order(course, NAME, scheduler=workers.scheduler_address))
    near = grade(Order(tmp_path / "here", NAME))
    assert marks(course) == marks(tmp_path / "here")
    for there, here in zip(far.records, near.records, strict=True):
        assert (there.status, there.reason, there.remarks) == (here.status, here.reason, here.remarks)
    assert [record.status for record in far.records] == ["marked"] * 7 + ["failed"]
    assert len({record.auto for record in far.records}) > 2


def test_what_was_marked_on_a_cluster_is_not_marked_again_here(course, workers):
    grade(Order(course, NAME, scheduler=workers.scheduler_address))
    assert not grade(Order(course, NAME)).fresh


def test_hidden_tests_draw_from_the_class_seed_there_too(course, workers, monkeypatch):
    seeds, setting = [], cluster_worker.Setting
    monkeypatch.setattr(marking, "Setting", lambda *args, **more: seeds.append(more) or setting(*args, **more))
    grade(Order(course, NAME, scheduler=workers.scheduler_address, class_seed=7))
    assert [more["class_seed"] for more in seeds] == [7]


def test_a_lost_worker_loses_nothing_and_marks_nobody_twice(course, written):
    killed = []
    with start(2) as cluster:

        def kill_one(what, left, record):
            if record and record.status != "failed" and not killed:
                killed.append(next(iter(cluster.workers.values())).pid)
                os.kill(killed[0], signal.SIGKILL)

        result = grade(Order(course, NAME, scheduler=cluster.scheduler_address), tell=kill_one)
        pids = {worker.pid for worker in cluster.workers.values()}
    assert killed
    assert killed[0] not in pids
    assert [record.status for record in result.records] == ["marked"] * 7 + ["failed"]
    assert sorted(written) == [f"s{number}" for number in range(7)]


def test_a_scheduler_that_ends_is_one_line_and_the_next_call_goes_on(course, written):
    cluster = start(1)

    def end(what, left, record):
        if record and record.status != "failed" and cluster.status.name == "running":
            cluster.close()

    with pytest.raises(CitylabError, match="scheduler is gone") as raised:
        grade(Order(course, NAME, scheduler=cluster.scheduler_address), tell=end)
    assert "\n" not in str(raised.value)
    assert 0 < len(written) < 7
    grade(Order(course, NAME))
    assert sorted(written) == [f"s{number}" for number in range(7)]


def test_the_command_takes_the_address(course, workers, tmp_path, monkeypatch, capsys):
    from classroom.cli import app

    monkeypatch.setenv("CITYLAB_CLASS_SEED_FILE", str(tmp_path / "seed"))
    address = ["--course", str(course), "--scheduler", workers.scheduler_address]
    app(["grade", NAME, "--json", *address], standalone_mode=False)
    marked = json.loads(capsys.readouterr().out)["students"]
    assert [one["status"] for one in marked] == ["marked"] * 7 + ["failed"]


def test_no_scheduler_is_one_line(course, monkeypatch):
    monkeypatch.setattr(marking, "ANSWER_S", 0.5)
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{one.getsockname()[1]}"
        with pytest.raises(CitylabError, match=f"^{address}: no scheduler answers there; .*dask scheduler$"):
            grade(Order(course, NAME, scheduler=address))


def test_an_address_that_is_none_is_one_line(course):
    with pytest.raises(CitylabError, match="no scheduler answers there"):
        grade(Order(course, NAME, scheduler="tcp://nobody"))


def test_no_worker_is_one_line(course, nobody, monkeypatch):
    monkeypatch.setattr(marking, "WORKERS_S", 0.5)
    with pytest.raises(CitylabError, match=r"no workers; start some with: dask worker tcp://\S+ --nthreads 1$"):
        grade(Order(course, NAME, scheduler=nobody.scheduler_address))


def test_a_worker_with_another_version_is_one_line(course, workers, monkeypatch):
    monkeypatch.setattr(cluster_worker, "installed", lambda folders: ["numpy-0.1.dist-info"])
    with pytest.raises(CitylabError, match=r"numpy is \d\S+ and not 0\.1; install on every computer"):
        grade(Order(course, NAME, scheduler=workers.scheduler_address))


def test_a_worker_without_the_course_is_one_line(course, nobody):
    command = [sys.executable, "-c", WITHOUT_COURSE, nobody.scheduler_address, "--nthreads", "1", "--no-nanny"]
    worker = subprocess.Popen([*command, "--no-dashboard"], stderr=subprocess.DEVNULL)
    try:
        with pytest.raises(CitylabError, match=r"cannot run the course .*classroom.*; install on every") as raised:
            grade(Order(course, NAME, scheduler=nobody.scheduler_address))
    finally:
        worker.terminate()
        worker.wait()
    assert "\n" not in str(raised.value)


def test_workers_keep_no_process_of_the_assignment_at_the_end(course, workers):
    grade(Order(course, NAME, scheduler=workers.scheduler_address))
    with distributed.Client(workers.scheduler_address, set_as_default=False) as client:
        patience = time.monotonic() + 20
        while any(client.run(lambda: len(cluster_worker._idle)).values()) and time.monotonic() < patience:
            time.sleep(0.2)
        assert not any(client.run(lambda: len(cluster_worker._idle)).values())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({"python": "3.99.0"}, "Python is 3.99.0 and not 3.11.0"),
        ({"packages": {"numpy": "2.0", "only-here": "1"}}, ""),
        ({"packages": {"numpy": "1.0"}}, "numpy is 1.0 and not 2.0"),
        ({"course": "b"}, "the course is another version"),
    ],
)
def test_what_differs_is_named(change, said):
    own = {"python": "3.11.0", "packages": {"numpy": "2.0", "pytest": "9"}, "course": "a"}
    assert cluster_worker.difference(own, {**own, **change}) == said


def test_this_computer_does_not_differ_from_itself():
    found = cluster_worker.installation()
    assert found["packages"]["numpy"]
    assert cluster_worker.difference(found, cluster_worker.installation()) == ""
