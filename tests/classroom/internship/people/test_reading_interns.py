"""The list of interns: what is read, and the line and remedy for what cannot be."""

from datetime import date

import pytest

from classroom.internship.people import PeopleError, Spot, read_interns


def test_every_column_of_a_row_is_read(interns_csv):
    (intern,) = read_interns(interns_csv())
    assert (intern.id, intern.name, intern.email) == ("ada", "Ada Byron", "ada@example.org")
    assert intern.preferences == ("port",)
    assert intern.skills == ("python", "sql")
    assert intern.languages == {"en": "C1"}
    assert intern.where == (Spot("Manchester", "GB"),)
    assert (intern.right_to_work, intern.remote, intern.hours) == (("GB",), "yes", 35)
    assert intern.earliest_start == date(2027, 1, 4)
    assert intern.modules_done == ("smart-grids",)


@pytest.mark.parametrize("between", [";", ">", "|", " > "])
def test_a_list_may_be_separated_in_several_ways(interns_csv, between):
    (intern,) = read_interns(interns_csv({"preferences": f"port{between}tram"}))
    assert intern.preferences == ("port", "tram")


def test_languages_and_countries_may_be_written_in_english(interns_csv):
    path = interns_csv({"languages": "German: b2;Chinese=Native", "right_to_work": "uk;Germany;cn", "where": "any;gb"})
    (intern,) = read_interns(path)
    assert intern.languages == {"de": "B2", "zh": "native"}
    assert intern.right_to_work == ("GB", "DE", "CN")
    assert intern.where == (Spot(), Spot("", "GB"))


def test_names_in_any_script_are_kept_as_they_are(interns_csv):
    names = ["陈思远", "Zofia Wiśniewska", "نور حداد", "می\u200cنا"]
    path = interns_csv(
        *({"id": f"i{at}", "email": f"i{at}@example.org", "name": name} for at, name in enumerate(names))
    )
    assert [intern.name for intern in read_interns(path)] == names


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"id": ""}, "no id; fill it in"),
        ({"id": "../x"}, "the id '../x' cannot be a folder's name"),
        ({"id": "a b"}, "the id 'a b' cannot be a folder's name"),
        ({"id": "con"}, "the id 'con' cannot be a folder's name"),
        ({"id": "=1+1"}, "the id '=1[+]1' cannot be a folder's name"),
        ({"name": ""}, "no name"),
        ({"name": "Ada\u202eByron"}, "name holds a line break or a character that cannot be seen: 'Ada\ufffdByron'"),
        ({"email": "ada"}, "email 'ada' is no e-mail address"),
        ({"preferences": "port;port"}, "preferences names 'port' twice"),
        ({"languages": "en:D1"}, "'en:D1' has no known level; write one of A1, A2"),
        ({"languages": "en"}, "'en' has no known level"),
        ({"languages": "xx:B2"}, "'xx' is no language"),
        ({"languages": "en:B2;English:C1"}, "languages names 'English' twice"),
        ({"right_to_work": "Narnia"}, "'Narnia' is no country; write its code"),
        ({"where": "Manchester"}, "'Manchester' is no country; write Manchester/GB for a city"),
        ({"where": ""}, "where is empty"),
        ({"remote": ""}, "remote is empty; write one of: yes, no, only"),
        ({"remote": "maybe"}, "remote is 'maybe'"),
        ({"earliest_start": "11/01/2027"}, "earliest_start is '11/01/2027'; write year-month-day"),
        ({"hours": "-3"}, "hours is '-3'; write a number from 1 to 60"),
        ({"hours": "nan"}, "hours is 'nan'"),
        ({"modules_done": "smart-gird"}, "modules_done names 'smart-gird', which is none of: internet-of-things"),
    ],
)
def test_each_wrong_value_is_told_with_its_line_and_the_remedy(interns_csv, change, says):
    with pytest.raises(PeopleError, match=says) as caught:
        read_interns(interns_csv({**{"id": "eve", "email": "eve@example.org"}}, change))
    assert str(caught.value).startswith("interns.csv, line 3: ")


def test_all_wrong_rows_are_told_at_once(interns_csv):
    path = interns_csv({"hours": "x"}, {"id": "b", "email": "b@example.org", "remote": "x", "languages": "en:Z9"})
    with pytest.raises(PeopleError, match="3 things to mend") as caught:
        read_interns(path)
    assert [problem.line for problem in caught.value.problems] == [2, 3, 3]


@pytest.mark.parametrize(
    ("second", "says"),
    [
        ({"email": "eve@example.org"}, "the id 'ada' stands already in line 2"),
        ({"id": "ADA", "email": "eve@example.org"}, "the id 'ADA' stands already in line 2"),
        ({"id": "eve", "email": "Ada@Example.org"}, "the e-mail address 'Ada@Example.org' stands already in line 2"),
    ],
)
def test_a_person_who_stands_twice_is_refused(interns_csv, second, says):
    with pytest.raises(PeopleError, match=says):
        read_interns(interns_csv({}, second))


def test_two_people_may_have_the_same_name(interns_csv):
    assert len(read_interns(interns_csv({}, {"id": "ada2", "email": "ada2@example.org"}))) == 2
