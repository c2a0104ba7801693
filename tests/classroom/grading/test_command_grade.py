"""What `citylab grade` and `citylab doctor --sandbox` print, and how they end."""

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import warnings
from contextlib import suppress
from pathlib import Path

import nbformat
import pytest
from rich.console import Console

from classroom import cli
from classroom.course_root import copy_root
from classroom.errors import CitylabError
from classroom.grading import command, rules
from classroom.grading.book import Book
from classroom.grading.class_seed import VARIABLE
from classroom.grading.submissions import Record
from classroom.sandbox import container, probe, report
from classroom.sandbox.probe import Finding, why_not_sealed

NAME = "street-lamps"
WHY_NOT = why_not_sealed()

pytestmark = pytest.mark.filterwarnings("ignore:::nbgrader", "ignore:::sqlalchemy", "ignore:.*fork:DeprecationWarning")
sealed_only = pytest.mark.skipif(bool(WHY_NOT), reason=f"submissions cannot be sealed here: {WHY_NOT}")


@pytest.fixture(autouse=True)
def _private(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "class-seed"))
    (tmp_path / "class-seed").write_text("0\n")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(rules, "_engine", lambda: iter(()))


@pytest.fixture(scope="module")
def template(small_course, street_lamps, tmp_path_factory):
    """A class of three: right, wrong, unreadable."""
    folder = tmp_path_factory.mktemp("template") / "course"
    copy_root(small_course / "assignments", folder, assignment=NAME)
    shutil.copytree(small_course / "assignments" / "release" / NAME, folder / "release" / NAME)
    right = street_lamps.handed_in(street_lamps.reference)
    wrong = street_lamps.handed_in({**street_lamps.reference, "dark-hours": "dark_h = 16"})
    for student, content in (("anna", nbformat.writes(right)), ("ben", nbformat.writes(wrong)), ("eve", "no")):
        place = folder / "submitted" / student / NAME
        place.mkdir(parents=True)
        (place / f"{NAME}.ipynb").write_text(content, encoding="utf-8")
    with warnings.catch_warnings(action="ignore"), Book(folder, NAME):
        pass  # a new gradebook takes seconds
    return folder


@pytest.fixture
def course(template, tmp_path):
    return shutil.copytree(template, tmp_path / "course")


def call(monkeypatch, capsys, *words):
    """Run the command line in this process; return exit code, output and errors."""
    monkeypatch.setattr(sys, "argv", ["citylab", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    printed = capsys.readouterr()
    return ended.value.code or 0, printed.out, printed.err


@pytest.fixture
def citylab(monkeypatch, capsys):
    return lambda *words: call(monkeypatch, capsys, *words)


@sealed_only
def test_the_table_shows_who_needs_a_person_first_and_where_the_report_lies(citylab, course):
    code, out, err = citylab("grade", NAME, "--course", course)
    assert (code, err) == (0, "")
    assert re.search(r"eve .*failed .*–.*\n.*anna .*marked .*10 of 10.*\n.*ben .*marked .*8 of 10", out)
    assert "1 failed, 0 flagged, 2 marked." in out
    assert "3 marked now in" in out
    assert f"Report  {course}/marking/{NAME}.csv" in out
    with (course / "marking" / f"{NAME}.csv").open(encoding="utf-8") as file:
        assert [row["status"] for row in csv.DictReader(file)] == ["marked", "marked", "failed"]
    code, out, _ = citylab("grade", NAME, "--course", course, "--student", "ben")
    assert "0 marked now" in out
    assert "1 as before" in out
    assert len(json.loads((course / "marking" / f"{NAME}.json").read_text())) == 3


@sealed_only
def test_json_is_all_that_is_printed(citylab, course):
    code, out, _ = citylab("grade", NAME, "--course", course, "--json", "--workers", 1)
    students = {one["student"]: one for one in json.loads(out)["students"]}
    assert code == 0
    assert [students[name]["auto"] for name in ("anna", "ben", "eve")] == [10, 8, 0]
    assert "not" in students["eve"]["reason"]
    assert {
        one["fresh"] for one in json.loads(citylab("grade", NAME, "--course", course, "--json")[1])["students"]
    } == {False}


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["grade", "street-lamp"], "no assignment named street-lamp in source/; there are: street-lamps"),
        (["grade", NAME, "--student", "bem"], "bem has handed in nothing for street-lamps; there are: ben"),
    ],
)
def test_what_is_wrong_is_one_line_and_as_json_an_object(citylab, course, monkeypatch, words, reason):
    monkeypatch.setattr(command, "why_not_sealed", lambda: "")
    code, out, err = citylab(*words, "--course", course)
    assert (code, out) == (1, "")
    assert err.startswith("citylab: ")
    assert reason in err
    assert err.count("\n") == 1
    code, out, err = citylab(*words, "--course", course, "--json")
    assert code == 1
    assert reason in json.loads(out)["error"]


def test_an_error_that_nobody_foresaw_is_json_too(course, monkeypatch, capsys):
    def fail():
        raise ZeroDivisionError

    monkeypatch.setattr(command, "why_not_sealed", fail)
    settings = {"student": None, "workers": 1, "regrade": False, "sealed": True}
    with pytest.raises(ZeroDivisionError):
        command.run(course, NAME, **settings, as_json=True)
    assert json.loads(capsys.readouterr().out) == {"assignment": NAME, "error": "ZeroDivisionError"}


# Walls


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_where_nothing_can_be_sealed_it_refuses_and_says_what_to_do(citylab, course, monkeypatch, more):
    monkeypatch.setattr(command, "why_not_sealed", lambda: "Operation not permitted: unshare")
    code, _, err = citylab("grade", NAME, "--course", course, *more)
    assert code == 1
    assert "submissions cannot be sealed here: Operation not permitted: unshare" in err
    assert "docker run --rm --network none" in err
    assert "--unsealed" in err
    assert not (course / "marking").exists()


def test_unsealed_it_warns_marks_and_says_so_in_the_records(citylab, course, monkeypatch):
    monkeypatch.setattr(command, "why_not_sealed", lambda: "Operation not permitted: unshare")
    code, out, _ = citylab("grade", NAME, "--course", course, "--unsealed")
    assert code == 0
    assert out.startswith("UNSEALED: submissions run with your rights")
    assert out.count("ran unsealed") == 3
    listed = json.loads((course / "marking" / f"{NAME}.json").read_text())
    assert [one["sealed"] for one in listed] == [False] * 3
    assert "as before" in citylab("grade", NAME, "--course", course, "--unsealed")[1]


def test_the_warning_is_red(monkeypatch, course):
    shown = io.StringIO()
    monkeypatch.setattr(
        command, "Console", lambda **_: Console(file=shown, force_terminal=True, color_system="standard")
    )
    settings = {"student": "nobody", "workers": 1, "regrade": False, "sealed": False}
    with pytest.raises(CitylabError, match="nobody has handed in nothing"):
        command.run(course, NAME, **settings, as_json=False)
    assert "\x1b[1;31mUNSEALED" in shown.getvalue()


def test_the_recipe_names_what_there_is(repository):
    named = re.search(r"--file (\S+)", container.REMEDY).group(1)
    recipe = (repository / named).read_text()
    for name in re.findall(r"course/[\w./]+\.py", recipe):
        assert (repository / name).exists()
    assert "assignments/submitted" in (repository / f"{named}.dockerignore").read_text()
    assert "citylab grade NAME --unsealed" in container.REMEDY


@pytest.mark.parametrize(("holds", "code"), [(True, 0), (False, 1)])
def test_the_doctor_shows_each_wall_and_fails_if_one_does_not_hold(citylab, monkeypatch, holds, code):
    found = [Finding("network", "connect", True, "[Errno 101] unreachable"), Finding("files", "read [a]", holds, "it")]
    monkeypatch.setattr(probe, "why_not_sealed", lambda: "")
    monkeypatch.setattr(probe, "probe", lambda: found)
    ended, out, err = citylab("doctor", "--sandbox")
    assert ended == code
    assert re.search(r"network .*connect .*yes .*\[Errno 101\] unreachable", out)
    assert ("NO" in out) == (not holds)
    assert ("not every wall holds" in err) == (not holds)


def test_the_doctor_says_why_nothing_can_be_sealed(citylab, monkeypatch):
    monkeypatch.setattr(probe, "why_not_sealed", lambda: "[no] namespaces")
    code, out, _ = citylab("doctor", "--sandbox")
    assert code == 1
    assert "No submission can be sealed here: [no] namespaces" in out
    assert "docker build" in out


@sealed_only
def test_here_every_wall_holds():
    shown = io.StringIO()
    assert report.print_walls(Console(file=shown, width=160)), shown.getvalue()


# Shown to people


def printed(records, width=200):
    shown = io.StringIO()
    command._print_table(Console(file=shown, width=width), NAME, records)
    return shown.getvalue()


def test_names_and_reasons_of_strangers_steer_no_terminal():
    flags = [{"kind": "flagged", "cell": "", "text": "[bold]\x1b[2Jgone\nnext"}]
    shown = printed([Record("[red]a\x07", "", "flagged", remarks=flags)])
    assert "[red]a\ufffd" in shown
    assert "[bold]\ufffd[2Jgone\ufffdnext" in shown


def test_of_a_long_class_only_those_who_need_a_person_are_shown():
    records = [Record(f"s{number:03}", "", "marked") for number in range(100)]
    shown = printed([*records, Record("zoe", "", "failed", reason="no notebook")])
    assert "zoe" in shown
    assert "s001" not in shown
    assert "1 failed, 0 flagged, 100 marked; the report has all." in shown


def test_many_flags_are_counted():
    remarks = [{"kind": "flagged", "cell": "", "text": f"flag {number}"} for number in range(5)]
    assert "flag 2; 2 more; 1 mended" in printed(
        [Record("eve", "", "flagged", remarks=[*remarks, {"kind": "mended", "cell": "", "text": "x"}])]
    )


def test_the_bar_counts_and_says_how_long_it_takes():
    shown = io.StringIO()
    with command._Bar(Console(file=shown, force_terminal=True, width=120)) as bar:
        bar.tell("begin", 3, None)
        for left, status in ((2, "failed"), (1, "flagged")):
            bar.tell("done", left, Record("anna", "", status))
        bar._progress.refresh()
    assert re.search(r"2/3.*1 failed, 1 flagged.*left", shown.getvalue())
    assert bar.left == 1


def test_a_report_holds_any_name(tmp_path):
    for path in command.write_reports(tmp_path, NAME, [Record('a\udcff,"b\n', "", "failed", reason="é")]):
        assert "é" in path.read_text(encoding="utf-8")


# The real command


def environment(tmp_path):
    kept = {key: value for key, value in os.environ.items() if not key.startswith("CITYLAB")}
    return {**kept, "TMPDIR": str(tmp_path), VARIABLE: str(tmp_path / "class-seed")}


@sealed_only
def test_ctrl_c_ends_it_with_one_line_and_the_next_call_goes_on(course, tmp_path):
    for number in range(30):
        shutil.copytree(course / "submitted" / "ben", course / "submitted" / f"s{number:02}")
    words = [sys.executable, "-c", "from classroom.cli import main; main()", "grade", NAME, "--course", str(course)]
    running = subprocess.Popen(
        [*words, "--json"], env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    records = course / "marking" / NAME
    end = time.monotonic() + 60
    while not any(records.glob("s*.json")) and time.monotonic() < end:
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert running.returncode == 1
    assert re.fullmatch(r"interrupted; \d+ are left; run the command again to go on", json.loads(out)["error"])
    assert "Traceback" not in err
    assert not left_behind(tmp_path)
    done = len(list(records.glob("[!.]*.json")))
    ended = subprocess.run([*words, "--json"], env=environment(tmp_path), capture_output=True, text=True, check=True)
    students = json.loads(ended.stdout)["students"]
    assert sum(one["fresh"] for one in students) == 33 - done
    assert {one["auto"] for one in students if one["student"].startswith("s")} == {8.0}


def left_behind(folder):
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"{folder}/citylab-marking-".encode() in (place / "environ").read_bytes():
                found.append((place / "cmdline").read_bytes())
    return found + [path for path in folder.iterdir() if path.name.startswith("citylab-marking-")]
