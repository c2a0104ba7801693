"""Interns and hosts that fit each other, of which a test changes one thing."""

import pytest

from classroom.internship.people import Host, Intern


def _intern(name, /, *preferences, **others):
    return Intern(
        **{"id": name, "name": name.title(), "email": "", "preferences": preferences, "right_to_work": ("GB",)} | others
    )


def _host(name, /, places=1, preferences=(), **others):
    usual = {"id": name, "name": name.title(), "kind": "port", "place": "Manchester", "country": "GB"}
    return Host(**{**usual, "places": places, "preferences": tuple(preferences), **others})


@pytest.fixture(scope="session")
def intern():
    """Make an intern: id, preferences, and what differs from the usual."""
    return _intern


@pytest.fixture(scope="session")
def host():
    """Make a host: id, places, preferences, and what differs from the usual."""
    return _host


@pytest.fixture(scope="session")
def crowd():
    """Make many interns and hosts, drawn by a seed; about a third of the pairs are impossible."""
    import numpy as np

    def make(interns, hosts, *, seed=1, named=6):
        draw = np.random.default_rng(seed)
        skills = ["python", "sql", "maps"]
        offers = [
            _host(
                f"h{at:03}", int(draw.integers(1, 5)), skills_needed=(str(draw.choice(skills)),), skills_wanted=("r",)
            )
            for at in range(hosts)
        ]
        people = []
        for at in range(interns):
            wanted = draw.choice(hosts, size=min(named, hosts), replace=False)
            known = tuple(map(str, draw.choice(skills, size=2, replace=False)))
            people.append(_intern(f"i{at:03}", *(f"h{one:03}" for one in wanted), skills=(*known, *("r",) * (at % 2))))
        return people, offers

    return make
