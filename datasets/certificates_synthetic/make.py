"""
Make `certificates_synthetic`: a quarter at a public-service office, its applications, steps and verifications.

    PYTHONPATH=course python datasets/certificates_synthetic/make.py

Office, applicants and certificates are made up, with a seed; all rates and durations are our choice. Clerks and
officers serve in the order of arrival during office hours; the signatory signs twice a day. An application with a wrong
attachment goes back to the applicant, who answers late, or never, or comes to the counter and applies anew.
"""

import heapq
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from classroom.datapackages import write_package

SEED = 808
ZONE, DAYS = "Asia/Kuala_Lumpur", 91
START = pd.Timestamp("2026-01-05", tz=ZONE)  # a Monday
OPEN_H, DAY_MIN = 8, 510  # from 8:00 to 16:30, Monday to Friday
CHECKERS, REVIEWERS, SIGNING_MIN = 2, 2, (180.0, 450.0)  # at 11:00 and 15:30
CHECK_MIN, REVIEW_MIN = 10.0, 15.0
KINDS = {"residence": 0.45, "income": 0.25, "trade": 0.18, "birth": 0.12}
# Share of applicants; share who begin online, with help, at the counter; share of online applications sent back; share
# of those sent back who give up online
AGES = {
    "18-39": (0.38, (0.86, 0.04, 0.10), 0.24, 0.10),
    "40-59": (0.32, (0.72, 0.08, 0.20), 0.30, 0.16),
    "60-74": (0.20, (0.50, 0.15, 0.35), 0.45, 0.38),
    "75+": (0.10, (0.28, 0.22, 0.50), 0.58, 0.55),
}
SENT_BACK = {"assisted": 0.07, "counter": 0.11}
TO_COUNTER, REFUSED = 0.6, 0.04
VERIFIERS, PER_DAY, TYPED, SLIP, SECOND_TRY, FORGED, REVOKED = 60, 45, 0.35, 0.11, 0.85, 0.003, 0.015
META: dict[str, Any] = {
    "name": "certificates_synthetic",
    "title": "Synthetic: a quarter at a public-service office: applications, steps, verifications of certificates",
    "description": (
        "Made by a seeded simulator: no real office, person or certificate. All rates and durations are "
        "assumptions. steps: each turn of a clerk, officer or signatory. An application that goes back to the "
        "applicant waits outside the office; its clock stops. verifications: questions that banks, employers "
        "and schools put to the register. Public holidays are left out: the office is open from Monday to Friday, "
        "8:00 to 16:30."
    ),
    "synthetic": True,
    "licenses": [
        {
            "name": "CC0-1.0",
            "title": "CC0 1.0 Universal",
            "path": "https://creativecommons.org/publicdomain/zero/1.0/",
        }
    ],
    "sources": [
        {
            "title": (
                "The frame, a log of cases, activities and times: W. van der Aalst, Process Mining (2nd edition, 2016)"
            ),
            "path": "https://doi.org/10.1007/978-3-662-49851-4",
        }
    ],
    "period": "2026-01-05 to 2026-04-05",
    "tables": {
        "applications": {
            "description": "All applications, in the order in which they came.",
            "primaryKey": ["application"],
            "fields": {
                "application": ("-", "Number of the application"),
                "person": ("-", "Number that stands for the applicant"),
                "age": ("year", "Age band of the applicant"),
                "channel": ("-", "online, assisted (online with help in a library) or counter"),
                "kind": ("-", "Kind of certificate: residence, income, trade or birth"),
                "submitted": ("-", "Time of the application, local time"),
                "status": ("-", "At the end of the period: issued, refused, with applicant or in office"),
                "certificate": ("-", "Number of the certificate, if issued"),
                "revoked": ("-", "Time at which the certificate was revoked, local time; empty if it stands"),
            },
        },
        "steps": {
            "description": "Steps in the office.",
            "primaryKey": ["application", "turn"],
            "fields": {
                "application": ("-", "Number of the application"),
                "turn": ("1", "1 for the first step of the application, and so on"),
                "step": ("-", "check (clerk), review (officer) or sign (signatory)"),
                "queued": ("-", "Time from which the step could have begun, local time, within office hours"),
                "started": ("-", "Time at which it began, local time"),
                "ended": ("-", "Time at which it ended, local time"),
                "result": ("-", "passed, sent back or refused"),
            },
        },
        "verifications": {
            "description": "Questions to the register.",
            "primaryKey": ["verification"],
            "fields": {
                "verification": ("-", "Number of the question"),
                "time": ("-", "Time, local time"),
                "verifier": ("-", "Number that stands for the bank, employer or school"),
                "method": ("-", "scan (of the square code) or typed"),
                "code": ("-", "Number of the certificate as it was asked for"),
                "answer": ("-", "valid, revoked, or not found"),
            },
        },
    },
}


def queue(arrived: np.ndarray, service: np.ndarray, servers: int) -> np.ndarray:
    """Return when each customer is served, first come first served; arrivals in order, all in one unit of time."""
    free = [0.0] * servers
    began = np.empty(len(arrived))
    for number, (time, spent) in enumerate(zip(arrived, service, strict=True)):
        began[number] = max(time, heapq.heappop(free))
        heapq.heappush(free, began[number] + spent)
    return began


def office_min(hours: float) -> float:
    """Return the minutes of office time that have passed at `hours` since the start [h]. [min]"""
    day, hour = int(hours // 24), hours % 24
    week, weekday = divmod(day, 7)
    if weekday > 4:
        return (week * 5 + 5) * DAY_MIN
    return (week * 5 + weekday) * DAY_MIN + min(max((hour - OPEN_H) * 60, 0.0), DAY_MIN)


def hours_of(office: float) -> float:
    """Return the hours since the start at which so many minutes of office time have passed [min]. [h]"""
    day, minute = divmod(office, DAY_MIN)
    week, weekday = divmod(day, 5)
    return (week * 7 + weekday) * 24 + OPEN_H + minute / 60


def next_signing(office: float) -> float:
    """Return the next round of signing, in minutes of office time. [min]"""
    day = office // DAY_MIN
    rounds = [(day + later) * DAY_MIN + minute for later in (0, 1) for minute in SIGNING_MIN]
    return next(time for time in rounds if time >= office)


def applicants(rng: np.random.Generator) -> list[tuple]:
    """Return who applies: hour [h], person, age band, channel, kind."""
    rows = []
    for day in range(DAYS):
        for _ in range(rng.poisson(42 if day % 7 < 5 else 16)):
            age = rng.choice(list(AGES), p=[about[0] for about in AGES.values()])
            channel = rng.choice(["online", "assisted", "counter"], p=AGES[age][1])
            if channel != "online" and day % 7 > 4:
                continue
            hour = rng.normal(15, 4.5) % 24 if channel == "online" else rng.uniform(OPEN_H, OPEN_H + DAY_MIN / 60)
            rows.append((day * 24 + hour, age, channel, rng.choice(list(KINDS), p=list(KINDS.values()))))
    return [(hour, person, *rest) for person, (hour, *rest) in enumerate(sorted(rows), start=1)]


def serve(people: list[tuple], rng: np.random.Generator) -> tuple[list[dict], list[dict]]:
    """Return applications and steps; times in hours [h], waiting in minutes of office time [min]."""
    free = {"check": [0.0] * CHECKERS, "review": [0.0] * REVIEWERS}
    mean_min = {"check": CHECK_MIN, "review": REVIEW_MIN}
    cases: list[dict] = []
    steps: list[dict] = []
    todo: list[tuple] = []

    def submit(hour: float, person: int, age: str, channel: str, kind: str) -> None:
        cases.append({"person": person, "age": age, "channel": channel, "kind": kind, "hour": hour, "turns": 0})
        heapq.heappush(todo, (office_min(hour), len(cases) - 1, "check"))

    for person in people:
        submit(*person)
    while todo:
        queued, number, step = heapq.heappop(todo)
        case = cases[number]
        if step == "sign":
            began = ended = next_signing(queued)
        else:
            began = max(queued, heapq.heappop(free[step]))
            ended = began + rng.exponential(mean_min[step])
            heapq.heappush(free[step], ended)
        case["turns"] += 1
        row = {
            "number": number,
            "turn": case["turns"],
            "step": step,
            "queued": queued,
            "started": began,
            "ended": ended,
        }
        steps.append(row | {"result": "passed"})
        share = AGES[case["age"]][2] if case["channel"] == "online" else SENT_BACK[case["channel"]]
        if step == "check" and rng.random() < share:
            steps[-1]["result"] = "sent back"
            back = hours_of(ended) + 24 * rng.lognormal(np.log(3.5), 0.8)
            if case["channel"] == "online" and rng.random() < AGES[case["age"]][3]:
                if rng.random() < TO_COUNTER and back < DAYS * 24:
                    at_counter = hours_of(office_min(back) + rng.uniform(1, 200))
                    submit(at_counter, case["person"], case["age"], "counter", case["kind"])
            else:
                heapq.heappush(todo, (office_min(back), number, "check"))
        elif step == "check":
            heapq.heappush(todo, (ended, number, "review"))
        elif step == "review" and rng.random() < REFUSED:
            steps[-1]["result"] = "refused"
        elif step == "review":
            heapq.heappush(todo, (ended, number, "sign"))
    return cases, steps


def clock(hours: pd.Series) -> pd.Series:
    """Return local times from hours since the start, to the whole minute before."""
    return START + pd.to_timedelta(np.floor(hours * 60 + 1e-6), unit="min")


def slip(code: str, rng: np.random.Generator) -> str:
    """Return a code with one digit mistyped."""
    place = int(rng.integers(2, len(code)))
    return code[:place] + str((int(code[place]) + int(rng.integers(1, 10))) % 10) + code[place + 1 :]


def verifications(issued: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the questions to the register; `issued` has the hours of issue and revocation. [h]"""
    register = issued.set_index("certificate")
    codes, since = issued["certificate"].to_numpy(), issued["issued_hour"].to_numpy()
    rows = []
    for day in range(1, DAYS):
        there = np.searchsorted(since, day * 24)
        for _ in range(rng.poisson(PER_DAY if day % 7 < 5 else 6) if there > 20 else 0):
            hour, verifier = day * 24 + rng.uniform(8, 18), int(rng.integers(1, VERIFIERS + 1))
            method = "typed" if rng.random() < TYPED else "scan"
            true = codes[int(rng.integers(there))] if rng.random() >= FORGED else f"KC{rng.integers(900000, 999999)}"
            asked = slip(true, rng) if method == "typed" and rng.random() < SLIP else true
            rows.append((hour, verifier, method, asked))
            if asked != true and rng.random() < SECOND_TRY:
                rows.append((hour + rng.uniform(0.01, 0.06), verifier, method, true))
    table = pd.DataFrame(sorted(rows), columns=["hour", "verifier", "method", "code"])
    table["answer"] = np.where(table["hour"] >= table["code"].map(register["revoked_hour"]), "revoked", "valid")
    table.loc[~(table["hour"] >= table["code"].map(register["issued_hour"])), "answer"] = "not found"
    table["verifier"] = table["verifier"].map("T{:02d}".format)
    table["verification"] = [f"Q{number:05d}" for number in range(1, len(table) + 1)]
    return table.assign(time=clock(table["hour"]))


def tables() -> dict[str, pd.DataFrame]:
    """Return all tables."""
    rng = np.random.default_rng(SEED)
    cases, done = (pd.DataFrame(rows) for rows in serve(applicants(rng), rng))
    end = DAYS * 24
    for column in ("queued", "started", "ended"):
        done[column] = done[column].map(hours_of)
    done = done[done["ended"] < end]
    final = done.sort_values("turn").groupby("number").last()
    step, result = (cases.index.map(final[column]) for column in ("step", "result"))
    names = {"refused": "refused", "sent back": "with applicant"}
    cases["status"] = np.where(step == "sign", "issued", pd.Series(result).map(names).fillna("in office"))
    cases["issued_hour"] = cases.index.map(final["ended"]).where(cases["status"] == "issued")
    issued = cases[cases["status"] == "issued"].sort_values("issued_hour", kind="stable").index
    cases["certificate"] = pd.Series(
        [f"KC{500000 + 137 * number % 90001:06d}" for number in range(len(issued))], index=issued
    )
    after = cases["issued_hour"] + 24 * rng.exponential(25, len(cases))
    cases["revoked_hour"] = after.where((rng.random(len(cases)) < REVOKED) & (after < end))
    asked = verifications(cases.loc[issued], rng)
    cases = cases.sort_values("hour", kind="stable")
    cases["application"] = [f"A{number:05d}" for number in range(1, len(cases) + 1)]
    cases["person"] = cases["person"].map("P{:05d}".format)
    done["application"] = done["number"].map(cases["application"])
    done = done.sort_values(["application", "turn"])
    cases["submitted"], cases["revoked"] = clock(cases["hour"]), clock(cases["revoked_hour"])
    for column in ("queued", "started", "ended"):
        done[column] = clock(done[column])
    found = {"applications": cases, "steps": done, "verifications": asked}
    return {name: table[list(META["tables"][name]["fields"])] for name, table in found.items()}


if __name__ == "__main__":
    write_package(Path(__file__).parent, META, tables())
