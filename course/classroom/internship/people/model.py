"""An intern and a host, as the rest of the internship knows them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from classroom.internship.people.codes import country_name, with_article


@dataclass(frozen=True)
class Spot:
    """
    Where somebody can be.

    Attributes
    ----------
    city : str
        Empty if every place of the country will do.
    country : str
        Code such as ``GB``; empty if every country will do.
    """

    city: str = ""
    country: str = ""

    def holds(self, city: str, country: str) -> bool:
        """Say whether a place lies here."""
        same_city = not self.city or _plain(self.city) == _plain(city)
        return same_city and self.country in ("", country)

    def __str__(self) -> str:
        if not self.country:
            return "anywhere"
        name = country_name(self.country)
        return f"{self.city} ({name})" if self.city not in ("", name) else with_article(self.country)


def _plain(text: str) -> str:
    """Return a text in small letters without accents."""
    return "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))


@dataclass(frozen=True)
class Intern:
    """
    Somebody who looks for a placement.

    Attributes
    ----------
    id, name, email : str
        The id is also the name of her folder.
    preferences : tuple of str
        Ids of hosts, the most wanted first.
    skills : tuple of str
        In small letters.
    languages : mapping of str to str
        Code of the language to level, such as ``{"en": "C1"}``.
    right_to_work : tuple of str
        Codes of the countries in which she may work without a new permit.
    where : tuple of Spot
        Where she can be.
    remote : str
        ``yes`` (on site or remotely), ``no`` (on site only) or ``only`` (remotely only).
    earliest_start : datetime.date or None
        First day on which she can start.
    hours : float or None
        Working time that she has. [h per week]
    modules_done : tuple of str
        Modules of the course, such as ``smart-grids``.
    """

    id: str
    name: str
    email: str
    preferences: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    languages: Mapping[str, str] = field(default_factory=dict)
    right_to_work: tuple[str, ...] = ()
    where: tuple[Spot, ...] = (Spot(),)
    remote: str = "yes"
    earliest_start: date | None = None
    hours: float | None = None
    modules_done: tuple[str, ...] = ()

    def rank_of(self, host_id: str) -> int | None:
        """Return the place of a host among her preferences, 1 for the first; None if she did not name it."""
        return self.preferences.index(host_id) + 1 if host_id in self.preferences else None


@dataclass(frozen=True)
class Host:
    """
    An organisation that takes interns.

    Attributes
    ----------
    id, name, kind : str
        The kind is the host's trade in words, such as *port*.
    place, country : str
        City, and the code of its country.
    remote : str
        ``yes`` (on site or remotely), ``no`` (on site only) or ``only`` (remotely only).
    places : int
        How many interns it takes.
    supervisor_name, supervisor_email : str
        Who looks after them.
    languages : mapping of str to str
        Code of each language needed to the level needed.
    skills_needed, skills_wanted, modules_wanted : tuple of str
        Needed is a condition; wanted gives points where the host ranks nobody itself.
    sponsors_visas : bool
        Whether it helps somebody without the right to work in its country.
    start : datetime.date or None
        First day of the placement.
    hours : float or None
        Working time that it needs. [h per week]
    preferences : tuple of str
        Ids of interns, the most wanted first; may be empty.
    restrictions : str
        What a person has to check, in words.
    """

    id: str
    name: str
    kind: str
    place: str
    country: str
    places: int
    supervisor_name: str = ""
    supervisor_email: str = ""
    remote: str = "no"
    languages: Mapping[str, str] = field(default_factory=dict)
    skills_needed: tuple[str, ...] = ()
    skills_wanted: tuple[str, ...] = ()
    modules_wanted: tuple[str, ...] = ()
    sponsors_visas: bool = False
    start: date | None = None
    hours: float | None = None
    preferences: tuple[str, ...] = ()
    restrictions: str = ""
