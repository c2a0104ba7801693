"""
Make the two example lists, `interns.csv` and `hosts.csv`: synthetic people and hosts, for trying the matching.

    python course/internship/examples/make.py

The same seed gives the same bytes. Hosts are fictional, in cities that exist; the interns are invented.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from classroom.internship.matching import limits
from classroom.internship.people import Host, Intern, Spot

SEED = 10
HERE = Path(__file__).parent
START = "2027-01-11"  # a Monday
HOSTS = """
network-operator|Northfold Networks|electricity network operator|Manchester|GB|yes|3|en:B2|python|pandas;statistics|smart-grids;energy-and-environment|yes
tram-and-bus|Linden Tram and Bus|tram and bus authority|Manchester|GB|no|3|en:B2|python|pandas;maps|green-transport|no
command-centre|Longgang Example District Centre|district command centre|Longgang|CN|no|3|zh:B1|python|statistics;sql|city-operations|yes
inland-port|Rheinwinkel Port|inland port|Duisburg|DE|yes|3|en:B2|python|sql;optimisation|port-logistics|no
housing-association|Brookside Homes|housing association|Manchester|GB|yes|2|en:B2|pandas|statistics;interviews|intelligent-homes|no
participation-team|Hartwell Council, Participation|council participation team|Manchester|GB|only|3|en:C1|interviews|pandas;statistics|public-participation|no
environment-agency|Seenland Environment Office|environment agency|Duisburg|DE|no|2|de:B1|statistics|maps;pandas|energy-and-environment;internet-of-things|no
public-service-office|Longgang Example Service Office|public-service office|Longgang|CN|yes|2|zh:B2|sql|python|public-services;data-exchange|no
broadband-planner|Straits Broadband Planning|broadband planner|Singapore|SG|yes|3|en:B2|python|maps;optimisation|connectivity|yes
sensor-startup|Kestrel Sensors|start-up, sensor product|Manchester|GB|only|2|en:B1|python|electronics;statistics|internet-of-things|no
"""  # noqa: E501
COLUMNS = (
    *("id", "name", "kind", "place", "country", "remote", "places", "languages", "skills_needed", "skills_wanted"),
    *("modules_wanted", "sponsors_visas"),
)
SUPERVISORS = (
    *("Maya Okafor", "Tom Ashworth", "Chen Yulan", "Jana Brandt", "Priya Nair"),
    *("Owen Pryce", "Lukas Weber", "Liu Haoran", "Tan Hui Min", "Sofia Marques"),
)
NAMES = (
    *("Aisha Rahman", "Ben Carver", "Chiara Rossi", "Dmitri Volkov", "Elif Yıldız", "Femi Adeyemi", "Grace Lim"),
    *("Hannah Köhler", "Imran Malik", "Julie Dubois", "陈思远", "李雨桐", "王子涵", "Marta Nowak", "Noor Haddad"),
    *("Oluchi Eze", "Paulo Mendes", "Rosa Jiménez", "Siân Evans", "Tomáš Dvořák", "Uma Krishnan", "Viktor Berg"),
    *("Wei Ling Goh", "Zofia Wiśniewska"),
)
# Home, its languages, the countries in which she may work, and how often it is drawn.
HOMES = (
    ("Manchester/GB", {"en": "native"}, ("GB",), 8),
    ("Longgang/CN", {"zh": "native", "en": "B2"}, ("CN",), 6),
    ("Duisburg/DE", {"de": "native", "en": "C1"}, ("DE",), 4),
    ("Singapore/SG", {"en": "native", "zh": "B2"}, ("SG",), 3),
    ("Manchester/GB", {"en": "C1", "de": "B1"}, ("DE",), 3),
)
SKILLS = ("python", "pandas", "statistics", "sql", "maps", "optimisation", "interviews", "electronics")
MODULES = ("internet-of-things", "smart-grids", "green-transport", "public-participation")
COUNTRIES = ("GB", "CN", "DE", "SG")
INTERN_COLUMNS = (
    *("id", "name", "email", "preferences", "skills", "languages", "right_to_work", "where", "remote"),
    *("earliest_start", "hours", "modules_done"),
)
HOST_COLUMNS = (
    *("id", "name", "kind", "place", "country", "remote", "places", "supervisor_name", "supervisor_email"),
    *("languages", "skills_needed", "skills_wanted", "modules_wanted", "sponsors_visas", "start", "hours"),
    *("preferences", "restrictions"),
)


def main() -> None:
    """Write both files."""
    draw = np.random.default_rng(SEED)
    rows = [dict(zip(COLUMNS, line.split("|"), strict=True)) for line in HOSTS.strip().splitlines()]
    hosts = [_host(row) for row in rows]
    interns = [_intern(number, name, hosts, draw) for number, name in enumerate(NAMES, start=1)]
    _write("interns.csv", INTERN_COLUMNS, [_intern_row(intern) for intern in interns])
    _write("hosts.csv", HOST_COLUMNS, [_host_row(*pair, interns, draw) for pair in zip(rows, SUPERVISORS, strict=True)])


def _host(row: dict[str, str]) -> Host:
    plain = {name: row[name] for name in ("id", "name", "kind", "place", "country", "remote")}
    return Host(
        **plain,
        places=int(row["places"]),
        languages=dict([row["languages"].split(":")]),
        skills_needed=(row["skills_needed"],),
        sponsors_visas=row["sponsors_visas"] == "yes",
    )


def _intern(number: int, name: str, hosts: list[Host], draw: np.random.Generator) -> Intern:
    share = np.array([home[3] for home in HOMES])
    home, languages, work, _ = HOMES[draw.choice(len(HOMES), p=share / share.sum())]
    city, country = home.split("/")
    skills = ("python", *draw.choice(SKILLS[1:], size=draw.integers(1, 5), replace=False))
    intern = Intern(
        id=f"i{number:02}",
        name=name,
        email=f"i{number:02}@students.example.org",
        skills=skills if draw.random() < 0.9 else skills[1:],
        languages=languages,
        right_to_work=work,
        where=(Spot(city, country), *(Spot("", other) for other in _travels(country, draw))),
        remote=str(draw.choice(["yes", "no", "only"], p=[0.7, 0.15, 0.15])),
        hours=float(draw.choice([20, 35], p=[0.1, 0.9])),
        modules_done=tuple(sorted(draw.choice(MODULES, size=draw.integers(1, 5), replace=False))),
    )
    named = _preferences(intern, hosts, draw)
    return Intern(**{**vars(intern), "preferences": named})


def _travels(country: str, draw: np.random.Generator) -> list[str]:
    others = [other for other in COUNTRIES if other != country]
    return list(draw.choice(others, size=draw.integers(0, 3), replace=False))


def _preferences(intern: Intern, hosts: list[Host], draw: np.random.Generator) -> tuple[str, ...]:
    """Name four to six hosts, mostly those that could take the intern, in an order in which some are more liked."""
    liked = np.linspace(1, 0, len(hosts)) + 1.5 * draw.gumbel(size=len(hosts))
    liked += np.array([4.0 if limits.check(intern, host) else 0.0 for host in hosts])
    best = np.argsort(-liked)[: draw.integers(4, 7)]
    return tuple(hosts[at].id for at in best)


def _intern_row(intern: Intern) -> list[str]:
    places = ";".join(f"{spot.city}/{spot.country}" if spot.city else spot.country for spot in intern.where)
    levels = ";".join(f"{code}:{level}" for code, level in intern.languages.items())
    start = "2027-02-01" if intern.id == "i17" else "2027-01-04"
    return [
        *(intern.id, intern.name, intern.email, ">".join(intern.preferences), ";".join(intern.skills), levels),
        *(";".join(intern.right_to_work), places, intern.remote, start, f"{intern.hours:g}"),
        ";".join(intern.modules_done),
    ]


def _host_row(row: dict[str, str], supervisor: str, interns: list[Intern], draw: np.random.Generator) -> list[str]:
    asked = [intern.id for intern in interns if row["id"] in intern.preferences]
    ranks_itself = draw.random() < 0.5  # the others leave it to the published score
    is_operator = row["id"] == "network-operator"
    more = {
        "kind": f"{row['kind']} (fictional)",
        "supervisor_name": supervisor,
        "supervisor_email": f"{supervisor.split()[0].lower()}@{row['id']}.example.org",
        "start": START,
        "hours": "35" if row["id"] in ("network-operator", "inland-port") else "",
        "preferences": ">".join(draw.permutation(asked)[:4]) if ranks_itself else "",
        "restrictions": "visit to a substation: safety shoes, adults only" if is_operator else "",
    }
    return [{**row, **more}[column] for column in HOST_COLUMNS]


def _write(name: str, columns: tuple[str, ...], rows: list[list[str]]) -> None:
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
