"""A name on a file leads to one person or to nobody; platforms' names are read as they write them."""

from datetime import UTC, datetime

import pytest

from classroom.errors import CitylabError
from classroom.intake.naming import person_of, plain_stem, read_path
from classroom.intake.roster import Person, Roster, UnknownPersonError, read_roster

ROSTER = Roster(
    [
        Person("s1", "Zoë", "Müller-Łuczak", "zoe@example.org", "901"),
        Person("s2", "Anna Maria", "O'Brien", "anna@example.org", "902"),
        Person("s3", "Wei", "Chen", "wei@example.org"),
        Person("s4", "Chen", "Wei", "chen@example.org"),
        Person("s5", "小明", "王"),
        Person("s6", "Sam", "Lee", lms_user_id="906"),
        Person("s7", "Sam", "Lee", lms_user_id="907"),
        Person("s10", "Jo", "Van Der Berg"),
    ]
)


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Zoë Müller-Łuczak", "s1"),
        ("MULLER LUCZAK ZOE", "s1"),
        ("zoe mueller luczak", "s1"),
        ("müllerłuczakzoë", "s1"),
        ("Anna O'Brien", "s2"),
        ("Anna OBrien", "s2"),
        ("O’Brien, Anna Maria", "s2"),
        ("王小明", "s5"),
        ("小明 王", "s5"),
        ("Jo van der Berg", "s10"),
        ("vanderbergjo", "s10"),
        ("Jo Elisabeth van der Berg", "s10"),
    ],
)
def test_accents_case_order_and_middle_names_do_not_matter(name, person):
    assert ROSTER.by_name(name).id == person


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Wei Chen", r"fits several people \(s3, s4\); rename"),
        ("Sam Lee", r"fits several people \(s6, s7\)"),
        ("Anna", "nobody on the roster is called 'Anna'"),
        ("Anna Miller", "nobody"),
        ("", "nobody"),
    ],
)
def test_nobody_is_guessed(name, message):
    with pytest.raises(UnknownPersonError, match=message):
        ROSTER.by_name(name)


def whose(path):
    parts = tuple(path.split("/"))
    return person_of(read_path(parts), parts, ROSTER).id


@pytest.mark.parametrize(
    ("path", "person", "file"),
    [
        ("Zoë Müller-Łuczak_123456_assignsubmission_file_/lab.ipynb", "s1", "lab.ipynb"),
        ("Zoë Müller-Łuczak_123456_assignsubmission_file/lab.ipynb", "s1", "lab.ipynb"),
        ("Lab-1-77/Anna Maria O'Brien_5_assignsubmission_file_/sub/my lab.ipynb", "s2", "my lab.ipynb"),
        ("Anna Maria O'Brien_5_assignsubmission_file_lab_2.ipynb", "s2", "lab_2.ipynb"),
        ("mullerluczakzoe_901_5555_lab-1.ipynb", "s1", "lab-1.ipynb"),
        ("leesam_LATE_907_5555_lab.ipynb", "s7", "lab.ipynb"),
        ("obrienannamaria_LATE_1_2_3_lab.ipynb", "s2", "3_lab.ipynb"),
        ("s6+lab+2025-03-14 16:00:00.000000 UTC+aB_-c/lab.ipynb", "s6", "lab.ipynb"),
        ("s1_lab.ipynb", "s1", "s1_lab.ipynb"),
        ("downloads/S10/lab.ipynb", "s10", "lab.ipynb"),
        ("downloads/Jo Van Der Berg/lab.ipynb", "s10", "lab.ipynb"),
        ("anna@example.org/lab.ipynb", "s2", "lab.ipynb"),
        ("lab_Zoe_Muller_Luczak.ipynb", "s1", "lab_Zoe_Muller_Luczak.ipynb"),
    ],
)
def test_each_platforms_names_are_read(path, person, file):
    assert whose(path) == person
    assert read_path(tuple(path.split("/"))).file == file


def test_moodles_number_is_not_taken_for_a_user_id():
    assert whose("Zoë Müller-Łuczak_902_assignsubmission_file_/lab.ipynb") == "s1"


def test_canvas_says_late_and_the_exchange_the_time():
    assert read_path(("leesam_LATE_907_5555_lab.ipynb",)).is_late
    assert not read_path(("leesam_907_5555_lab.ipynb",)).is_late
    time = read_path(("s6+lab+2025-03-14 16:00:00.000000 UTC", "lab.ipynb")).time
    assert time == datetime(2025, 3, 14, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("Participant_77_assignsubmission_file_/lab.ipynb", "hid the names"),
        ("anon_a1B2c_5555_lab.ipynb", "hid the names"),
        ("leesam_1_2_lab.ipynb", "several people"),
        ("s99+lab+2025-03-14 16:00:00 UTC/lab.ipynb", "'s99'; add them"),
        ("s1/s2/lab.ipynb", r"several people \(s1, s2\)"),
        ("s100/lab.ipynb", "no student's id or name"),
        ("lab.ipynb", "no student's id or name"),
    ],
)
def test_what_belongs_to_nobody_has_a_reason(path, message):
    with pytest.raises(UnknownPersonError, match=message):
        whose(path)


@pytest.mark.parametrize(
    ("file", "stem", "number"),
    [
        ("lab.ipynb", "lab", 0),
        ("lab (1).ipynb", "lab", 1),
        ("lab(12).ipynb", "lab", 12),
        ("lab-1.ipynb", "lab", 1),
        ("lab - Copy.ipynb", "lab", 1),
        ("lab - Copy (3).ipynb", "lab", 3),
        ("lab - Kopie.ipynb", "lab", 1),
        ("lab copy 2.ipynb", "lab", 2),
        ("lab.ipynb.txt", "lab", 0),
        ("lab (1).json", "lab", 1),
    ],
)
def test_marks_of_a_copy_are_taken_off(file, stem, number):
    assert plain_stem(file) == (stem, number)


def test_a_roster_is_read_from_csv_with_either_separator(tmp_path):
    for text in ("id,first_name,last_name\ns1,Zoë,M\n", "\ufeffid;first_name;last_name;x\ns1;Zoë;M;9\n\n"):
        (tmp_path / "r.csv").write_text(text, encoding="utf-8")
        assert read_roster(tmp_path / "r.csv").people == [Person("s1", "Zoë", "M")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "lists nobody"),
        ("name\nZoë\n", "no column id"),
        ("id\ns1\nS1\n", "'S1' stands twice"),
        ("id\n../s1\n", "cannot be a folder's name"),
        ("id\na/b\n", "cannot be a folder's name"),
    ],
)
def test_a_wrong_roster_is_refused(tmp_path, text, message):
    (tmp_path / "r.csv").write_text(text, encoding="utf-8")
    with pytest.raises(CitylabError, match=message):
        read_roster(tmp_path / "r.csv")


def test_a_missing_roster_is_one_line(tmp_path):
    with pytest.raises(CitylabError, match=r"gone\.csv: cannot be read.*id,first_name"):
        read_roster(tmp_path / "gone.csv")
