"""Files as spreadsheets write them are read; a damaged file loses nothing in silence."""

import pytest

from classroom.internship.people import PeopleError, read_hosts, read_interns


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(";", ">").replace(",", ";"),
        lambda text: text.replace(",", "\t"),
        lambda text: "sep=,\n" + text,
        lambda text: text.replace("right_to_work", " Right to Work ").replace("email", "E-Mail"),
        lambda text: text.replace(",", " , "),
        lambda text: text + ",,,,,,,,,,,\n\n",
        lambda text: text.replace("\n", ",,\n"),
        lambda text: text.replace("id,name", "id,name,notes").replace("ada,Ada Byron", "ada,Ada Byron,tall"),
    ],
    ids=["mark", "windows", "semicolon", "tab", "sep", "header", "blanks", "empty rows", "empty columns", "notes"],
)
def test_what_spreadsheets_do_to_a_file_makes_no_difference(interns_csv, change):
    path = interns_csv()
    plain = read_interns(path)
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8", newline="")
    assert read_interns(path) == plain


def test_unicode_text_of_excel_is_read(interns_csv):
    path = interns_csv({"name": "Zoë"})
    path.write_bytes(path.read_text(encoding="utf-8").replace(",", "\t").encode("utf-16"))
    assert read_interns(path)[0].name == "Zoë"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "interns.csv: the file is empty; write the names of the columns"),
        (b"\n \n", "the file is empty"),
        (b"PK\x03\x04", "a spreadsheet or zip file, no CSV"),
        ("id,name\nada,Zoë\n".encode("cp1252"), "line 2 is not in UTF-8"),
        (b"id,name\n", "line 1: no column email, preferences"),
        (b"x" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_what_is_no_list_is_refused_with_the_remedy(tmp_path, content, says):
    path = tmp_path / "interns.csv"
    path.write_bytes(content)
    with pytest.raises(PeopleError, match=says):
        read_interns(path)


def test_more_rows_than_a_cohort_has_are_refused_at_once(interns_csv):
    path = interns_csv({"id": "a0"})
    head, row = path.read_text(encoding="utf-8").splitlines()[:2]
    path.write_text("\n".join([head, *[row] * 5_001]), encoding="utf-8")
    with pytest.raises(PeopleError, match="more than 5,000 rows"):
        read_interns(path)


def test_of_very_many_problems_the_first_are_listed(interns_csv):
    path = interns_csv({"id": "a0"})
    head, row = path.read_text(encoding="utf-8").splitlines()[:2]
    path.write_text("\n".join([head, *[row] * 201]), encoding="utf-8")
    with pytest.raises(PeopleError, match=r"and \d+ more; mend these first") as refused:
        read_interns(path)
    assert len(str(refused.value).splitlines()) == 102


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(PeopleError, match=r"hosts.csv: cannot be read .*; check the name"):
        read_hosts(tmp_path / "hosts.csv")


def test_a_header_without_rows_is_told(hosts_csv):
    path = hosts_csv()
    path.write_text(path.read_text(encoding="utf-8").split("\n")[0], encoding="utf-8")
    with pytest.raises(PeopleError, match="lists no host"):
        read_hosts(path)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("earliest_start", "earliest_strat", "no column is called 'earliest_strat'; did you mean earliest_start"),
        ("hours", "id", "the column id stands twice"),
    ],
)
def test_a_slip_in_the_header_is_told(interns_csv, old, new, says):
    path = interns_csv()
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(PeopleError, match=says):
        read_interns(path)


@pytest.mark.parametrize("row", [0, 1, 2])
@pytest.mark.parametrize("column", ["name", "skills", "modules_done"])
def test_an_open_quotation_mark_swallows_no_row_in_silence(interns_csv, row, column):
    people = [{"id": f"i{at}", "email": f"i{at}@example.org", "modules_done": "smart-grids"} for at in range(3)]
    people[row][column] = '"x'
    with pytest.raises(PeopleError, match=f"line {row + 2}: a quotation mark is not closed"):
        read_interns(interns_csv(*people))


def test_two_open_quotation_marks_are_found_by_the_line_break_between(interns_csv):
    people = [{"id": f"i{at}", "email": f"i{at}@example.org"} for at in range(3)]
    path = interns_csv(people[0], {**people[1], "skills": '"x'}, {**people[2], "skills": 'y"'})
    with pytest.raises(PeopleError, match="line 3"):
        read_interns(path)


@pytest.mark.parametrize("row", ["ada,Ada", "ada" + ",x" * 20])
def test_a_row_that_does_not_fit_the_header_is_told(interns_csv, row):
    path = interns_csv()
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    with pytest.raises(PeopleError, match=r"line 3: \d+ values, but the header names 12 columns"):
        read_interns(path)
