"""Interns and hosts together: preferences name people who are there; all problems of both files at once."""

import pytest

from classroom.internship.people import Host, Intern, PeopleError, check_people, read_people


def test_both_lists_are_read(interns_csv, hosts_csv):
    (intern,), (host,) = read_people(interns_csv(), hosts_csv())
    assert intern.preferences == (host.id,)


def test_preferences_for_somebody_unknown_are_told_with_a_likely_name(interns_csv, hosts_csv):
    with pytest.raises(PeopleError) as caught:
        read_people(interns_csv({"preferences": "prot;moon"}), hosts_csv({"preferences": "ADA"}))
    assert [str(problem) for problem in caught.value.problems] == [
        "hosts.csv, line 2: the preferences of 'port' name 'ADA', but no intern has this id; did you mean ada?",
        "interns.csv, line 2: the preferences of 'ada' name 'moon', but no host has this id; there are: port",
        "interns.csv, line 2: the preferences of 'ada' name 'prot', but no host has this id; did you mean port?",
    ]


def test_the_problems_of_both_files_come_at_once(interns_csv, hosts_csv):
    with pytest.raises(PeopleError, match="2 things to mend; nothing was written") as caught:
        read_people(interns_csv({"hours": "x"}), hosts_csv({"places": "x"}))
    assert [problem.file for problem in caught.value.problems] == ["hosts.csv", "interns.csv"]


def test_one_file_that_cannot_be_read_does_not_hide_the_other(interns_csv, tmp_path):
    with pytest.raises(PeopleError) as caught:
        read_people(interns_csv({"hours": "x"}), tmp_path / "hosts.csv")
    assert [problem.file for problem in caught.value.problems] == ["hosts.csv", "interns.csv"]


@pytest.mark.parametrize(
    ("interns", "hosts", "says"),
    [
        ([], ["h"], "there is no intern"),
        (["i"], [], "there is no host"),
        (["i", "i"], ["h"], "the id 'i' stands twice"),
    ],
)
def test_people_made_in_python_are_checked_too(interns, hosts, says):
    people = [Intern(id=one, name=one, email="") for one in interns]
    offers = [Host(id=one, name=one, kind="", place="", country="GB", places=1) for one in hosts]
    with pytest.raises(PeopleError, match=says):
        check_people(people, offers)
