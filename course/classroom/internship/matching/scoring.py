"""
The published score, by which a host ranks interns whom it did not rank itself.

3 points for each skill wanted that she has, 1 for each module wanted that she has done, 1 for each language needed in
which she is above the level needed (``native`` counts as C2: what she can do counts, not where she learnt it). Name,
country and visa give and take nothing. Equal scores: lots are drawn, one for each intern that holds at every
host: such lots are enough to reach each stable matching that is best for the interns ([1]_).

References
----------
.. [1] A. Abdulkadiroğlu, P. A. Pathak, A. E. Roth, "Strategy-proofness versus Efficiency in Matching with
   Indifferences: Redesigning the NYC High School Match", working paper, 2006.
"""

from __future__ import annotations

from classroom.internship.matching.lots import lot
from classroom.internship.people.levels import steps_above
from classroom.internship.people.model import Host, Intern

PER_SKILL, PER_MODULE, PER_LANGUAGE = 3, 1, 1


def score(intern: Intern, host: Host) -> int:
    """Return the points of an intern for a host that can take her. [points]"""
    skills = sum(skill in intern.skills for skill in host.skills_wanted)
    modules = sum(module in intern.modules_done for module in host.modules_wanted)
    above = sum(
        steps_above(intern.languages[code], level) > 0
        for code, level in host.languages.items()
        if code in intern.languages
    )
    return PER_SKILL * skills + PER_MODULE * modules + PER_LANGUAGE * above


def most(host: Host) -> int:
    """Return the most points that anybody can have with a host. [points]"""
    return (
        PER_SKILL * len(host.skills_wanted) + PER_MODULE * len(host.modules_wanted) + PER_LANGUAGE * len(host.languages)
    )


def ranking_key(intern: Intern, host: Host, seed: int) -> tuple[int, int, int, str]:
    """Return what sorts interns as a host ranks them: its own list, then the score, then lots."""
    named = intern.id in host.preferences
    own = host.preferences.index(intern.id) if named else len(host.preferences)
    return (own, -score(intern, host), lot(seed, intern.id), intern.id)
