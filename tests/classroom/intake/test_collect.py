"""What a class hands in, by whatever way, comes to its place; the rest lies aside with a reason."""

import csv
import errno
import io
import json
import os
import random
import shutil
import struct
import sys
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from classroom.cli import app
from classroom.errors import CitylabError
from classroom.intake import sources
from classroom.intake.collecting import collect
from classroom.intake.report import print_report

NAME = "street-lamps"
ROSTER = """id,first_name,last_name,email,lms_user_id
ada,Ada,Núñez,ada@example.org,11
ben,Ben,Okafor,ben@example.org,12
cai,Cai,Lin,cai@example.org,13
"""
ADA = "Ada Núñez_501_assignsubmission_file_"
BEN = "Ben Okafor_502_assignsubmission_file_"
NOON = (2025, 3, 14, 12, 0, 0)
EVENING = (2025, 3, 14, 18, 0, 0)


@pytest.fixture
def course(small_course, tmp_path):
    folder = tmp_path / "assignments"
    shutil.copytree(small_course / "assignments", folder)
    (folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
    return folder


@pytest.fixture
def answered(street_lamps):
    """Return the bytes of a notebook with this answer to one question."""

    def make(answer="dark_h = 17"):
        return json.dumps(street_lamps.handed_in({"dark-hours": answer})).encode()

    return make


def make_zip(path, files, *, time=NOON):
    """Write a zip file from (name, content) or (name, content, time)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content, *when in files:
            archive.writestr(zipfile.ZipInfo(name, when[0] if when else time), content)
    return path


def take(course, *given):
    return collect(course, NAME, given, roster=course / "roster.csv")


def rows(collected):
    return {(row.student, row.status) for row in collected.rows}


def why(collected, student=""):
    return [row.remarks[0].text for row in collected.rows if row.student == student and row.status == "put aside"]


def submitted(course, student):
    return course / "submitted" / student / NAME / f"{NAME}.ipynb"


def files_of(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def stamp(course, student):
    return (submitted(course, student).parent / "timestamp.txt").read_text()


def local(*when):
    return datetime(*when).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC")


def test_a_moodle_zip_is_taken_byte_by_byte_with_its_times(course, tmp_path, answered):
    moodle = make_zip(
        tmp_path / "C-Lamps-77.zip", [(f"{ADA}/{NAME}.ipynb", answered()), (f"{BEN}/work (1).ipynb", answered("x = 1"))]
    )
    collected = take(course, moodle)
    assert rows(collected) == {("ada", "taken"), ("ben", "taken"), ("cai", "missing")}
    assert submitted(course, "ada").read_bytes() == answered()
    assert stamp(course, "ada") == local(*NOON)
    assert [remark.text for remark in collected.rows[1].remarks] == ["The file was called work (1).ipynb."]


def test_a_canvas_zip_is_taken_and_late_marks_are_told(course, tmp_path, answered):
    canvas = make_zip(
        tmp_path / "submissions.zip",
        [(f"nunezada_11_9001_{NAME}-1.ipynb", answered()), (f"okaforben_LATE_12_9002_{NAME}.ipynb", answered())],
    )
    collected = take(course, canvas)
    assert rows(collected) == {("ada", "taken"), ("ben", "taken"), ("cai", "missing")}
    assert any("LATE" in remark.text for remark in collected.rows[1].remarks)
    assert any("Canvas does not say" in note for note in collected.notes)


def test_work_that_canvas_calls_in_time_is_not_late_because_of_the_download(course, tmp_path, answered):
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.add_assignment(NAME, duedate=datetime(2025, 3, 1))
        gradebook.add_student("ada", first_name="Ada", last_name="Núñez")
    canvas = make_zip(tmp_path / "c.zip", [(f"nunezada_11_9001_{NAME}.ipynb", answered())])
    collected = collect(course, NAME, [canvas])
    assert rows(collected) == {("ada", "taken")}
    assert stamp(course, "ada") == "2025-03-01 00:00:00.000000 UTC"


def test_the_exchange_gives_the_time_and_other_assignments_are_left_alone(course, tmp_path, answered):
    inbound = tmp_path / "inbound"
    for folder, answer in [
        (f"ada+{NAME}+2025-03-14 16:00:00.000000 UTC+abc", "old"),
        (f"ada+{NAME}+2025-03-14 17:30:00.250000 UTC+def", "new"),
        ("ada+other+2025-03-15 16:00:00.000000 UTC", "other"),
    ]:
        (inbound / folder).mkdir(parents=True)
        (inbound / folder / f"{NAME}.ipynb").write_bytes(answered(f"dark_h = '{answer}'"))
        (inbound / folder / "timestamp.txt").write_text("1999-01-01 00:00:00 UTC")
    collected = take(course, inbound)
    assert submitted(course, "ada").read_bytes() == answered("dark_h = 'new'")
    assert stamp(course, "ada") == "2025-03-14 17:30:00.250000 UTC"
    assert ["an older version" in text for text in why(collected, "ada")] == [True]


def test_a_folder_of_plain_files_is_taken_with_the_files_times(course, tmp_path, answered):
    work = tmp_path / "work" / "ada" / f"{NAME}.ipynb"
    work.parent.mkdir(parents=True)
    work.write_bytes(answered())
    os.utime(work, (1_700_000_000, 1_700_000_000))
    (tmp_path / "work" / f"ben_{NAME}.ipynb.txt").write_bytes(answered())
    collected = take(course, tmp_path / "work")
    assert rows(collected) == {("ada", "taken"), ("ben", "taken"), ("cai", "missing")}
    assert stamp(course, "ada") == "2023-11-14 22:13:20.000000 UTC"
    assert any("copying" in note for note in collected.notes)


def test_an_exact_time_in_the_zip_file_counts(course, tmp_path, answered):
    info = zipfile.ZipInfo(f"{ADA}/{NAME}.ipynb", NOON)
    info.extra = struct.pack("<HHBI", 0x5455, 5, 1, 1_700_000_000)
    with zipfile.ZipFile(tmp_path / "m.zip", "w") as archive:
        archive.writestr(info, answered())
    take(course, tmp_path / "m.zip")
    assert stamp(course, "ada") == "2023-11-14 22:13:20.000000 UTC"


def test_a_missing_time_is_flagged(course, tmp_path, answered):
    collected = take(course, make_zip(tmp_path / "m.zip", [(f"{ADA}/a.ipynb", answered(), (1980, 1, 1, 0, 0, 0))]))
    assert not (submitted(course, "ada").parent / "timestamp.txt").exists()
    assert "Nothing says when" in collected.rows[0].remarks[-1].text


def test_the_same_call_twice_changes_nothing(course, tmp_path, answered):
    moodle = make_zip(
        tmp_path / "m.zip",
        [
            (f"{ADA}/{NAME}.ipynb", answered()),
            (f"{ADA}/{NAME} (1).ipynb", answered("x = 2"), EVENING),
            (f"{BEN}/broken.ipynb", b'{"cells": ['),
            ("Nobody Known_7_assignsubmission_file_/a.ipynb", answered()),
        ],
    )
    first = take(course, moodle)
    before = files_of(course)
    second = take(course, moodle)
    assert files_of(course) == before
    assert first.rows == second.rows
    assert (first.written["new"], second.written["new"], second.written["there already"]) == (1, 0, 1)


def test_a_newer_one_replaces_and_an_older_one_never_does(course, tmp_path, answered):
    old = make_zip(tmp_path / "old.zip", [(f"{ADA}/{NAME}.ipynb", answered("old = 1"))], time=NOON)
    new = make_zip(tmp_path / "new.zip", [(f"{ADA}/{NAME}.ipynb", answered("new = 1"))], time=EVENING)
    take(course, old)
    assert take(course, new).written["replaced an older one"] == 1
    collected = take(course, old)
    assert submitted(course, "ada").read_bytes() == answered("new = 1")
    assert stamp(course, "ada") == local(*EVENING)
    assert ("ada", "taken earlier") in rows(collected)
    assert why(collected, "ada") == ["a newer one was collected before"]


def test_without_a_time_nothing_is_overwritten(course, tmp_path, answered):
    take(course, make_zip(tmp_path / "a.zip", [(f"{ADA}/{NAME}.ipynb", answered("old = 1"))]))
    none = (1980, 1, 1, 0, 0, 0)
    collected = take(course, make_zip(tmp_path / "b.zip", [(f"{ADA}/{NAME}.ipynb", answered("b = 1"), none)]))
    assert submitted(course, "ada").read_bytes() == answered("old = 1")
    assert "no time says which is newer" in why(collected, "ada")[0]


def test_of_several_the_newest_is_taken_by_time_then_by_number(course, tmp_path, answered):
    moodle = make_zip(
        tmp_path / "m.zip",
        [
            (f"{ADA}/{NAME}.ipynb", answered("a = 1"), EVENING),
            (f"{ADA}/{NAME} (2).ipynb", answered("a = 2"), NOON),
            (f"{BEN}/{NAME}-2.ipynb", answered("b = 2")),
            (f"{BEN}/{NAME}-10.ipynb", answered("b = 10")),
            (f"{BEN}/{NAME}.ipynb", answered("b = 0")),
        ],
    )
    collected = take(course, moodle)
    assert submitted(course, "ada").read_bytes() == answered("a = 1")
    assert submitted(course, "ben").read_bytes() == answered("b = 10")
    assert any("newest of 3" in remark.text for row in collected.rows for remark in row.remarks)


def test_an_ambiguous_or_unknown_name_is_put_aside_with_its_file(course, tmp_path, answered):
    with (course / "roster.csv").open("a") as roster:
        roster.write("ad2,Ada,Nuñez,,\n")
    moodle = make_zip(
        tmp_path / "m.zip", [(f"{ADA}/{NAME}.ipynb", answered()), ("Eve X_1_assignsubmission_file_/e.ipynb", b"{}")]
    )
    collected = take(course, moodle)
    assert {status for _, status in rows(collected)} == {"missing", "put aside"}
    assert ["several people" in text or "nobody" in text for text in why(collected)] == [True, True]
    kept = list((course / "aside" / NAME / "nobody").iterdir())
    assert sorted(path.read_bytes() for path in kept) == sorted([answered(), b"{}"])


def test_files_that_nobody_asked_for_are_put_aside(course, tmp_path, answered):
    moodle = make_zip(
        tmp_path / "m.zip",
        [
            (f"{ADA}/{NAME}.ipynb", answered()),
            (f"{ADA}/numpy.py", b"x = 1"),
            (f"{ADA}/timestamp.txt", b"1999-01-01 00:00:00 UTC"),
            (f"{ADA}/work.rar", b"Rar!"),
            (f"{ADA}/.ipynb_checkpoints/{NAME}-checkpoint.ipynb", answered("z = 1")),
            (f"__MACOSX/{ADA}/._{NAME}.ipynb", b"\0"),
            ("Ben Okafor_502_assignsubmission_onlinetext_/onlinetext.html", b"<p>my answer"),
        ],
    )
    collected = take(course, moodle)
    assert sorted(path.name for path in submitted(course, "ada").parent.iterdir()) == [f"{NAME}.ipynb", "timestamp.txt"]
    assert stamp(course, "ada") == local(*NOON)
    assert sorted(path.name for path in (course / "aside" / NAME / "ada").iterdir()) == ["numpy.py", "work.rar"]
    assert ("ben", "put aside") in rows(collected)
    assert "text box" in why(collected, "ben")[0]


def test_data_files_that_the_assignment_asks_for_are_taken(course, tmp_path, answered):
    path = course / "source" / NAME / f"{NAME}.ipynb"
    source = json.loads(path.read_text())
    source["metadata"]["citylab"] = {"hand_in": ["photo.csv", "evil.py", "../up.csv"]}
    path.write_text(json.dumps(source))
    files = [(f"{ADA}/{NAME}.ipynb", answered()), (f"{ADA}/photo.csv", b"1"), (f"{ADA}/evil.py", b"2")]
    take(course, make_zip(tmp_path / "m.zip", files))
    names = sorted(path.name for path in submitted(course, "ada").parent.iterdir())
    assert names == ["photo.csv", f"{NAME}.ipynb", "timestamp.txt"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"not json", "not JSON"),
        (b'{"cells": [], "nbformat": 4}', "no cells"),
        (json.dumps({"cells": [{"cell_type": "code", "source": "1"}] * 9}).encode(), f"not of {NAME}"),
    ],
)
def test_what_cannot_be_marked_is_put_aside_with_the_reason(course, tmp_path, content, message):
    collected = take(course, make_zip(tmp_path / "m.zip", [(f"{ADA}/{NAME}.ipynb", content)]))
    assert ("ada", "put aside") in rows(collected)
    assert message in why(collected, "ada")[0]
    assert not (course / "submitted").exists()


def test_what_was_mended_in_the_notebook_is_told(course, tmp_path, street_lamps):
    notebook = street_lamps.handed_in({})
    del notebook.cells[3]
    collected = take(course, make_zip(tmp_path / "m.zip", [(f"{ADA}/{NAME}.ipynb", json.dumps(notebook))]))
    assert [(remark.kind, remark.cell) for remark in collected.rows[0].remarks] == [("flagged", "energy")]


# Archives that mean harm.


def test_no_path_leads_out_of_the_folder(course, tmp_path, answered):
    evil = [
        ("../../../up.ipynb", answered()),
        ("/etc/root.ipynb", answered()),
        ("..\\..\\win.ipynb", answered()),
        (f"../../{ADA}/../../{NAME}.ipynb", answered()),
    ]
    around = files_of(tmp_path).keys()
    take(course, make_zip(tmp_path / "m.zip", evil))
    new = set(files_of(tmp_path)) - set(around) - {tmp_path / "m.zip"}
    allowed = (course / "aside", course / "submitted")
    assert new
    assert all(any(path.is_relative_to(folder) for folder in allowed) for path in new)


def test_links_in_a_zip_file_and_in_a_folder_are_not_followed(course, tmp_path, answered):
    secret = tmp_path / "secret.ipynb"
    secret.write_bytes(answered())
    info = zipfile.ZipInfo(f"{ADA}/{NAME}.ipynb", NOON)
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "m.zip", "w") as archive:
        archive.writestr(info, str(secret))
    folder = tmp_path / "work" / "ben"
    folder.mkdir(parents=True)
    (folder / f"{NAME}.ipynb").symlink_to(secret)
    (tmp_path / "work" / "cai").symlink_to(tmp_path)
    if sys.platform != "win32":
        os.mkfifo(folder / "pipe.ipynb")
    collected = take(course, tmp_path / "m.zip", tmp_path / "work")
    assert {row.status for row in collected.rows} == {"put aside"}
    assert not (course / "submitted").exists()


def test_a_zip_bomb_is_not_unpacked(course, tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MAX_FILE_BYTES", 1_000_000)
    bomb = make_zip(tmp_path / "m.zip", [(f"{ADA}/{NAME}.ipynb", b"0" * 5_000_000)])
    collected = take(course, bomb)
    assert "5 MB, the limit is 1 MB" in why(collected, "ada")[0]
    data = bomb.read_bytes().replace(struct.pack("<I", 5_000_000), struct.pack("<I", 10))  # says it is small
    bomb.write_bytes(data)
    assert "damaged" in why(take(course, bomb), "ada")[0]


def test_zip_files_in_zip_files_are_opened_to_a_depth(course, tmp_path, answered):
    def inside(name, content):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(name, content)
        return buffer.getvalue()

    one = inside("folder/mine.ipynb", answered())
    deep = inside("c.zip", inside("b.zip", inside("a.zip", one)))
    collected = take(course, make_zip(tmp_path / "m.zip", [(f"{ADA}/work.zip", one), (f"{BEN}/deep.zip", deep)]))
    assert submitted(course, "ada").read_bytes() == answered()
    assert stamp(course, "ada") == local(*NOON)  # not what the student's own zip file says
    assert "deep in each other" in why(collected, "ben")[0]


def test_too_many_files_in_a_zip_file_are_refused(course, tmp_path, monkeypatch, answered):
    monkeypatch.setattr(sources, "MAX_ENTRIES", 2)
    files = [(f"{ADA}/{NAME}.ipynb", answered()), *[(f"{BEN}/{n}.txt", b"x") for n in range(5)]]
    collected = take(course, make_zip(tmp_path / "m.zip", files))
    assert ("ada", "taken") in rows(collected)
    assert any("more than 2 files" in text for text in why(collected, "ben"))


def test_names_without_end_take_no_time(course, tmp_path):
    names = ["-1" * 20_000 + ".ipynb", "_1" * 20_000, "a/" * 20_000 + "b.ipynb", "copy " * 10_000 + ".ipynb"]
    start = time.process_time()
    collected = take(course, make_zip(tmp_path / "m.zip", [(name, b"{}") for name in names]))
    assert len(why(collected)) == 4
    assert time.process_time() - start < 5


def test_an_encrypted_zip_file_is_put_aside(course, tmp_path, answered):
    moodle = make_zip(tmp_path / "m.zip", [(f"{ADA}/{NAME}.ipynb", answered())])
    data = bytearray(moodle.read_bytes())
    data[6] |= 1  # the local header's flag, and the directory's
    data[data.index(b"PK\x01\x02") + 8] |= 1
    moodle.write_bytes(data)
    assert "encrypted" in why(take(course, moodle), "ada")[0]


def test_nothing_is_written_through_a_link(course, tmp_path, answered):
    (course / "submitted" / "ada").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (course / "submitted" / "ada" / NAME).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CitylabError, match="a link, which is not written through"):
        take(course, make_zip(tmp_path / "m.zip", [(f"{ADA}/{NAME}.ipynb", answered())]))


def test_a_students_zip_file_that_lists_files_without_end_is_not_opened(course, tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MAX_ENTRIES", 3)
    work = tmp_path / "work" / "ada.zip"
    work.parent.mkdir()
    make_zip(work, [(f"{n}.txt", b"x") for n in range(4)])
    assert "damaged" in why(take(course, work.parent), "ada")[0]


def test_damaged_zip_files_are_put_aside_whatever_the_damage(course, tmp_path, answered):
    whole = make_zip(tmp_path / "ada.zip", [(f"{NAME}.ipynb", answered())]).read_bytes()
    work = tmp_path / "work"
    work.mkdir()
    draw = random.Random(1)
    for number in range(60):
        damaged = bytearray(whole)
        for _ in range(draw.randrange(1, 6)):
            damaged[draw.randrange(len(damaged))] = draw.randrange(256)
        (work / f"ada_{number}.zip").write_bytes(damaged[: draw.randrange(len(damaged) // 2, len(damaged) + 1)])
    assert {row.student for row in take(course, work).rows} == {"ada", "ben", "cai"}


def test_a_full_disk_is_one_line_and_leaves_no_half_file(course, tmp_path, monkeypatch, answered):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device", "submitted")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(CitylabError, match="No space left on device; mend it and collect again"):
        take(course, make_zip(tmp_path / "m.zip", [(f"{ADA}/{NAME}.ipynb", answered())]))
    assert not list(course.rglob("*.part"))


# What is said.


def test_the_table_is_written_as_csv_without_formulas(course, tmp_path, answered):
    collected = take(
        course, make_zip(tmp_path / "m.zip", [("=cmd()\x1b[31m/x.ipynb", answered()), (f"{ADA}/a.ipynb", answered())])
    )
    with collected.table.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [(line["student"], line["status"]) for line in lines] == [
        ("ada", "taken"),
        ("ben", "missing"),
        ("cai", "missing"),
        ("", "put aside"),
    ]
    assert lines[-1]["file"] == "'=cmd()�[31m/x.ipynb"


def test_the_report_names_who_is_missing(course, tmp_path, answered):
    collected = take(course, make_zip(tmp_path / "m.zip", [(f"{ADA}/[bold].ipynb", answered())]))
    console = Console(width=200, file=io.StringIO())
    print_report(collected, console)
    text = console.file.getvalue()
    assert "Missing (2): ben Ben Okafor, cai Cai Lin" in text
    assert "Taken: 1 new. Put aside: 0." in text
    assert "[bold].ipynb" in text


def test_the_command_takes_in_a_zip_file(course, tmp_path, answered):
    moodle = make_zip(tmp_path / "m.zip", [(f"{ADA}/{NAME}.ipynb", answered())])
    call = ["collect", NAME, str(moodle), "--course", str(course), "--roster", str(course / "roster.csv")]
    ended = CliRunner().invoke(app, call)
    assert (ended.exit_code, "Taken: 1 new" in ended.output) == (0, True)


@pytest.mark.parametrize(
    ("name", "given", "roster", "message"),
    [
        ("street-lamp", ".", "roster.csv", "no assignment named street-lamp in source; there are: street-lamps"),
        ("../x", ".", "roster.csv", "no assignment named"),
        (NAME, "gone.zip", "roster.csv", "gone.zip: no such file or folder"),
        (NAME, "text.zip", "roster.csv", "not a zip file, or a damaged one"),
        (NAME, "work.rar", "roster.csv", "not a zip file; unpack it"),
        (NAME, "empty", "roster.csv", "holds no submission"),
        (NAME, "empty.zip", "roster.csv", "holds no submission"),
        (NAME, "empty", "gone.csv", "gone.csv: cannot be read"),
        (NAME, "empty", None, "the gradebook has no students; name a roster: --roster"),
    ],
)
def test_a_wrong_call_is_one_clear_line(course, name, given, roster, message):
    (course / "text.zip").write_text("hello")
    (course / "work.rar").write_text("Rar!")
    (course / "empty").mkdir()
    make_zip(course / "empty.zip", [])
    with pytest.raises(CitylabError, match=message) as caught:
        collect(course, name, [course / given], roster=course / roster if roster else None)
    assert "\n" not in str(caught.value)


def test_without_a_source_the_exchange_is_read(course):
    with pytest.raises(CitylabError, match=r"inbound: nothing was handed in through the exchange"):
        collect(course, NAME, roster=course / "roster.csv")


def test_a_class_of_200_is_taken_in_within_seconds(course, tmp_path, answered):
    people = [f"p{number},Pat,Person{chr(65 + number % 26)}{chr(65 + number // 26)},," for number in range(200)]
    (course / "roster.csv").write_text("id,first_name,last_name,email,lms_user_id\n" + "\n".join(people))
    files = [
        (
            f"Pat Person{chr(65 + n % 26)}{chr(65 + n // 26)}_{n}_assignsubmission_file_/{NAME}.ipynb",
            answered(f"x = {n}"),
        )
        for n in range(200)
    ]
    collected = take(course, make_zip(tmp_path / "m.zip", files))
    assert collected.written["new"] == 200
    assert Path(submitted(course, "p7")).read_bytes() == answered("x = 7")
