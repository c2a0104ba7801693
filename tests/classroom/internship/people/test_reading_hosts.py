"""The list of hosts: what is read, and the line and remedy for what cannot be."""

from datetime import date

import pytest

from classroom.internship.people import PeopleError, read_hosts


def test_every_column_of_a_row_is_read(hosts_csv):
    change = {"skills_wanted": "SQL;maps", "sponsors_visas": "Yes", "restrictions": "adults only"}
    (host,) = read_hosts(hosts_csv({**change, "modules_wanted": "smart-grids"}))
    assert (host.id, host.name, host.kind, host.place, host.country) == (
        "port",
        "Inland Port",
        "port",
        "Manchester",
        "GB",
    )
    assert (host.places, host.remote, host.hours, host.start) == (2, "no", 35, date(2027, 1, 11))
    assert (host.supervisor_name, host.supervisor_email) == ("Jo", "jo@example.org")
    assert (host.skills_needed, host.skills_wanted, host.modules_wanted) == (
        ("python",),
        ("sql", "maps"),
        ("smart-grids",),
    )
    assert (host.languages, host.preferences) == ({"en": "B2"}, ("ada",))
    assert host.sponsors_visas
    assert host.restrictions == "adults only"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"places": "-1"}, "places is '-1'; write a whole number from 0 to 500"),
        ({"places": "two"}, "places is 'two'"),
        ({"places": "1.5"}, "places is '1.5'"),
        ({"places": ""}, "places is empty"),
        ({"supervisor_email": ""}, "no supervisor email; fill it in"),
        ({"supervisor_name": ""}, "no supervisor name"),
        ({"country": "Atlantis"}, "'Atlantis' is no country"),
        ({"sponsors_visas": "only"}, "sponsors_visas is 'only'; write one of: yes, no"),
        ({"start": "2027-02-30"}, "start is '2027-02-30'"),
    ],
)
def test_each_wrong_value_is_told_with_its_line_and_the_remedy(hosts_csv, change, says):
    with pytest.raises(PeopleError, match=says) as caught:
        read_hosts(hosts_csv(change))
    assert all(problem.line == 2 for problem in caught.value.problems)


def test_no_places_anywhere_is_refused(hosts_csv):
    with pytest.raises(PeopleError, match="no host has a place; write in the column places"):
        read_hosts(hosts_csv({"places": "0"}))


def test_a_host_that_stands_twice_is_refused(hosts_csv):
    with pytest.raises(PeopleError, match="the host 'inland port, Manchester' stands already in line 2"):
        read_hosts(hosts_csv({}, {"id": "port2", "name": "inland port"}))
