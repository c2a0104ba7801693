"""Hard limits: who can be taken, in which way, and the reason where somebody cannot."""

from datetime import date

import pytest

from classroom.internship.matching.limits import check
from classroom.internship.people import Spot

MANCHESTER, BONN = Spot("Manchester", "GB"), Spot("Bonn", "DE")


def test_who_fits_can_be_taken(intern, host):
    possible = check(intern("ada"), host("port"))
    assert possible
    assert possible.ways == ("on site",)


@pytest.mark.parametrize(
    ("hers", "its", "why"),
    [
        ({}, {"skills_needed": ("sql",)}, "needs sql, which is not among your skills"),
        ({"languages": {"de": "A2"}}, {"languages": {"de": "B2"}}, "needs German B2, you have A2"),
        ({}, {"languages": {"de": "B2"}}, "needs German B2, you named no German"),
        ({"languages": {"zh": "C2"}}, {"languages": {"zh": "native"}}, "needs Chinese native, you have C2"),
        (
            {"earliest_start": date(2027, 2, 1)},
            {"start": date(2027, 1, 11)},
            "starts on 2027-01-11, you can start from 2027-02-01",
        ),
        ({"hours": 20.0}, {"hours": 37.5}, "needs 37.5 hours a week, you have 20"),
        ({"remote": "only"}, {"remote": "no"}, "takes nobody remotely, you can work remotely only"),
        ({"remote": "no"}, {"remote": "only"}, "takes interns remotely only, you do not want to work remotely"),
        (
            {"where": (BONN,)},
            {"remote": "no"},
            "is in Manchester (United Kingdom) and takes nobody remotely, you can be in Bonn (Germany)",
        ),
        (
            {"right_to_work": ("DE",)},
            {"remote": "no"},
            "does not help with a visa and takes nobody remotely, "
            "you may not work in the United Kingdom without a visa",
        ),
        (
            {"where": (MANCHESTER,), "right_to_work": ("DE",)},
            {"remote": "only"},
            "takes interns remotely only, you named no country where you can be and may work",
        ),
    ],
)
def test_each_limit_keeps_a_pair_apart_with_its_reason(intern, host, hers, its, why):
    possible = check(intern("ada", **hers), host("port", **its))
    assert not possible
    assert possible.why_not == why


def test_every_broken_limit_is_told(intern, host):
    possible = check(intern("ada", hours=10.0), host("port", skills_needed=("sql", "r"), hours=35.0))
    assert [reason.about for reason in possible.reasons] == ["sql", "r", "the hours"]


@pytest.mark.parametrize(
    ("hers", "its", "ways"),
    [
        ({"remote": "yes"}, {"remote": "yes"}, ("on site", "remotely")),
        ({"remote": "only"}, {"remote": "yes"}, ("remotely",)),
        ({"remote": "yes"}, {"remote": "only"}, ("remotely",)),
        ({"where": (BONN,), "right_to_work": ("DE",)}, {"remote": "yes"}, ("remotely",)),
        ({"right_to_work": ("DE",)}, {"sponsors_visas": True}, ("on site",)),
        ({"where": (Spot("Mánchester", "GB"),)}, {}, ("on site",)),
        ({"where": (Spot("", "GB"),)}, {}, ("on site",)),
        ({"languages": {"en": "native"}}, {"languages": {"en": "C2"}}, ("on site",)),
        (
            {"hours": 35.0, "earliest_start": date(2027, 1, 11)},
            {"hours": 35.0, "start": date(2027, 1, 11)},
            ("on site",),
        ),
    ],
)
def test_what_is_just_enough_is_enough(intern, host, hers, its, ways):
    assert check(intern("ada", **hers), host("port", **its)).ways == ways
