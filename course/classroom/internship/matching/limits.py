"""The hard limits: can this host take this intern at all, and if not, why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from classroom.internship.people.codes import language_name, with_article
from classroom.internship.people.levels import reaches
from classroom.internship.people.model import Host, Intern, Spot

ON_SITE, REMOTELY = "on site", "remotely"


@dataclass(frozen=True)
class Reason:
    """
    One limit that is broken.

    Attributes
    ----------
    about : str
        What it is about in a word or two: a skill, a language, *the start*, *the place*, *the right to work*.
    host : str
        The host's side; goes on after its name: *needs German B2*.
    intern : str
        Her side, spoken to her: *you have A2*.
    """

    about: str
    host: str
    intern: str

    def __str__(self) -> str:
        return f"{self.host}, {self.intern}"


@dataclass(frozen=True)
class Possible:
    """
    Whether a host can take an intern.

    Attributes
    ----------
    ways : tuple of str
        ``on site``, ``remotely``, both or none.
    reasons : tuple of Reason
        Each limit that is broken.
    """

    ways: tuple[str, ...]
    reasons: tuple[Reason, ...]

    def __bool__(self) -> bool:
        return not self.reasons

    @property
    def why_not(self) -> str:
        """All reasons, to go on after the host's name: *needs German B2, you have A2; it starts on …*."""
        return "; it ".join(map(str, self.reasons))


def check(intern: Intern, host: Host) -> Possible:
    """Return in which ways a host can take an intern, or all reasons why it cannot."""
    ways, reasons = _ways(intern, host)
    reasons = [*_skills(intern, host), *_languages(intern, host), *_dates(intern, host), *reasons]
    return Possible(() if reasons else ways, tuple(reasons))


def needs_visa(intern: Intern, host: Host) -> bool:
    """Say whether an intern would need a permit to work at the host's place."""
    return host.country not in intern.right_to_work


def _skills(intern: Intern, host: Host) -> list[Reason]:
    missing = [skill for skill in host.skills_needed if skill not in intern.skills]
    return [Reason(skill, f"needs {skill}", "which is not among your skills") for skill in missing]


def _languages(intern: Intern, host: Host) -> list[Reason]:
    return [
        Reason(language_name(code), f"needs {language_name(code)} {level}", f"you {_has(intern, code)}")
        for code, level in host.languages.items()
        if not reaches(intern.languages.get(code), level)
    ]


def _has(intern: Intern, code: str) -> str:
    level = intern.languages.get(code)
    return f"have {level}" if level else f"named no {language_name(code)}"


def _dates(intern: Intern, host: Host) -> list[Reason]:
    broken = []
    if intern.earliest_start and host.start and intern.earliest_start > host.start:
        broken.append(Reason("the start", f"starts on {host.start}", f"you can start from {intern.earliest_start}"))
    if intern.hours and host.hours and intern.hours < host.hours:
        broken.append(Reason("the hours", f"needs {host.hours:g} hours a week", f"you have {intern.hours:g}"))
    return broken


def _ways(intern: Intern, host: Host) -> tuple[tuple[str, ...], list[Reason]]:
    """Return the ways in which place, remote work and right to work allow it, or why none does."""
    if host.remote == "no" and intern.remote == "only":
        return (), [Reason("remote work", "takes nobody remotely", "you can work remotely only")]
    if host.remote == "only" and intern.remote == "no":
        return (), [Reason("remote work", "takes interns remotely only", "you do not want to work remotely")]
    on_site = None if "only" in (host.remote, intern.remote) else _on_site(intern, host)
    allowed = {ON_SITE: "only" not in (host.remote, intern.remote) and on_site is None}
    allowed[REMOTELY] = "no" not in (host.remote, intern.remote) and _has_remote_country(intern)
    ways = tuple(way for way, is_allowed in allowed.items() if is_allowed)
    if ways:
        return ways, []
    return (), [_with_remote(intern, host, on_site)]


def _on_site(intern: Intern, host: Host) -> Reason | None:
    """Return what keeps an intern from the host's place, if something does."""
    if not any(spot.holds(host.place, host.country) for spot in intern.where):
        at = Spot(host.place, host.country)
        return Reason("the place", f"is in {at}", f"you can be in {_listed(map(str, intern.where))}")
    if needs_visa(intern, host) and not host.sponsors_visas:
        return Reason(
            "the right to work",
            "does not help with a visa",
            f"you may not work in {with_article(host.country)} without a visa",
        )
    return None


def _with_remote(intern: Intern, host: Host, on_site: Reason | None) -> Reason:
    """Return why neither the host's place nor remote work will do."""
    if on_site is None:
        takes = "takes interns remotely only" if host.remote == "only" else "could take you remotely only"
        return Reason("the right to work", takes, "you named no country where you can be and may work")
    if host.remote == "no":
        return Reason(on_site.about, f"{on_site.host} and takes nobody remotely", on_site.intern)
    if intern.remote == "no":
        return Reason(on_site.about, on_site.host, f"{on_site.intern} and do not want to work remotely")
    return Reason(
        on_site.about, on_site.host, f"{on_site.intern}, and for remote work you may work in none of these countries"
    )


def _has_remote_country(intern: Intern) -> bool:
    """Say whether there is a country in which she can be and may work: remote work happens where she sits."""
    return any(spot.country in ("", country) for spot in intern.where for country in intern.right_to_work)


def _listed(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last
