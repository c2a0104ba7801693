"""A page for an intern, and the report for the coordinator: HTML files that need nothing else and run nothing."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from classroom.internship.matching import groups, limits, scoring
from classroom.internship.matching.explaining import ordinal
from classroom.internship.matching.result import Matching
from classroom.internship.people.model import Host

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent


def explanation(matching: Matching, intern_id: str) -> str:
    """Return the page that explains to one intern what became of her wishes."""
    first, *others = matching.explain(intern_id).split("\n")
    market = matching.market
    host = market.hosts.get(matching.pairs.get(intern_id, ""))
    ranked = [market.hosts[one].name for one in market.choices.get(intern_id, ()) if market.ranks[one]]
    return _render(
        "explanation.html",
        intern=market.interns[intern_id],
        host=host,
        first=first,
        others=others,
        ranked=ranked,
        matching=matching,
        scoring=scoring,
    )


def report(matching: Matching) -> str:
    """Return the coordinator's report."""
    market = matching.market
    visas = [one for one, host in matching.pairs.items() if limits.needs_visa(market.interns[one], market.hosts[host])]
    restricted = [host for host in market.hosts.values() if host.restrictions and host.id in matching.pairs.values()]
    native = [host for host in market.hosts.values() if "native" in host.languages.values()]
    compared = groups.compare(matching)
    return _render(
        "report.html",
        matching=matching,
        groups=compared,
        unusual=[group for group in compared if not (group.placed.is_usual and group.first.is_usual)],
        visas=[one for one in visas if matching.way(one) != limits.REMOTELY],
        restricted=restricted,
        native=native,
        unheard=[(host, skill) for host in market.hosts.values() for skill in _unheard(matching, host)],
        places=sum(host.places for host in market.hosts.values()),
        blocking=matching.blocking_pairs(),
    )


def _unheard(matching: Matching, host: Host) -> list[str]:
    """Return the skills that a host asks for and no intern named."""
    named = {skill for intern in matching.market.interns.values() for skill in intern.skills}
    return [skill for skill in (*host.skills_needed, *host.skills_wanted) if skill not in named]


def _render(name: str, **values: object) -> str:
    style = (HERE / "page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        _environment().get_template(name).render(style=Markup(style), style_hash=Markup(f"sha256-{digest}"), **values)
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["ordinal"] = ordinal
    return made
