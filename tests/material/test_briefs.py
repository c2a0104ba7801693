"""The placement briefs keep one frame, agree with the passports of their data, and their first steps run."""

import json
import os
import re
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "course" / "internship" / "briefs"
BRIEFS = sorted(FOLDER.glob("[0-9][0-9]-*.md"))
HEADINGS = [
    "## Context",
    "## Question",
    "## Data",
    "### Dictionary",
    "## First steps",
    "## Three levels of ambition",
    "### Must",
    "### Should",
    "### Could",
    "## Deliverables",
    "## What a good result looks like",
    "## Risks",
    "## Builds on",
]
HOSTS = {
    1: "electricity network operator",
    2: "tram and bus authority",
    3: "district command centre",
    4: "inland port",
    5: "housing association",
    6: "council participation team",
    7: "environment agency",
    8: "public-service office",
    9: "broadband planner",
    10: "start-up",
}
BLOCK = re.compile(r"^( *)```python\n(.*?)^ *```\n(.*?)(?=^#|^ *```|^\d+\. |\Z)", re.MULTILINE | re.DOTALL)
MODULES = {
    module["number"]: module
    for module in tomllib.loads((ROOT / "course/lessons/course.toml").read_text(encoding="utf-8"))["module"]
}

# Runs the blocks of all briefs, each brief in names of its own, without a network.
RUNNER = """
import contextlib, io, json, socket, sys, time

def refuse(self, address):
    raise OSError(f"a brief asked for {address}, but first steps work without a network")

socket.socket.connect = refuse
told = {}
for name, blocks in json.load(sys.stdin).items():
    names, told[name] = {"__name__": "__main__"}, []
    for block in blocks:
        printed, start = io.StringIO(), time.process_time()
        with contextlib.redirect_stdout(printed):
            exec(compile(block, name, "exec"), names)
        told[name].append([printed.getvalue(), time.process_time() - start])
print(json.dumps(told))
"""


def text(brief):
    return brief.read_text(encoding="utf-8")


def section(brief, heading):
    """Return what stands under a heading, up to the next of its level or above."""
    level = heading.split()[0]
    return re.split(rf"^#{{1,{len(level)}}} ", text(brief).split(f"\n{heading}\n", 1)[1], flags=re.MULTILINE)[0]


def table(part):
    """Return the rows of the first Markdown table as dictionaries by its lower-case headings."""
    lines = [line.strip() for line in part.splitlines()]
    start = next(number for number, line in enumerate(lines) if line.startswith("|"))
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return [dict(zip([name.lower() for name in rows[0]], row, strict=True)) for row in rows[2:]]


def blocks(brief):
    return [(textwrap.dedent(match[2]), match[3]) for match in BLOCK.finditer(text(brief))]


def sets_of(brief):
    """Return the passport of each data set that the table of data names, by name, with its row."""
    found = {}
    for row in table(section(brief, "## Data")):
        name = re.search(r"[a-z0-9_]+", row["data set"].split("](")[0].strip("[`"))[0]
        passport = ROOT / "datasets" / name / "datapackage.json"
        assert passport.is_file(), f"{brief.name}: no data set {name} under datasets/"
        found[name] = (json.loads(passport.read_text(encoding="utf-8")), row)
    return found


def fields_of(brief):
    """Return all (table, field) of the brief's data sets, with type and unit."""
    return {
        (resource["name"], field["name"], field["type"], field["unit"])
        for passport, _ in sets_of(brief).values()
        for resource in passport["resources"]
        for field in resource.get("schema", {"fields": []})["fields"]
    }


every_brief = pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: brief.stem)


def test_all_ten_briefs_are_there():
    missing = [f"{number:02d} {host}" for number, host in HOSTS.items() if not list(FOLDER.glob(f"{number:02d}-*.md"))]
    assert missing == []


def test_readme_has_a_row_for_each_brief_with_its_link():
    rows = table((FOLDER / "README.md").read_text(encoding="utf-8"))
    assert len(rows) == len(HOSTS)
    linked = " ".join(row["brief"] for row in rows)
    assert [brief.name for brief in BRIEFS if f"({brief.name})" not in linked] == []
    assert all(all(row.values()) for row in rows)


@every_brief
def test_title_begins_with_a_verb_and_the_host_follows(brief):
    lines = [line for line in text(brief).splitlines() if line]
    assert re.match(r"# [A-Z][a-z]+ ", lines[0])
    assert lines[1].startswith("**Host** ")
    assert "ictional" in text(brief).split("## Context")[0]


@pytest.mark.parametrize("written", [*BRIEFS, FOLDER / "template.md"], ids=lambda written: written.stem)
def test_headings_stand_in_their_order(written):
    outside = re.sub(r"^ *```.*?^ *```", "", text(written), flags=re.MULTILINE | re.DOTALL)
    assert [line.strip() for line in outside.splitlines() if line.startswith("##")] == HEADINGS


@every_brief
def test_brief_has_600_to_1000_words_of_prose(brief):
    prose = re.sub(r"^ *```.*?^ *```", "", text(brief), flags=re.MULTILINE | re.DOTALL)
    prose = re.sub(r"\]\([^)\s]*(?:\([^)]*\)[^)\s]*)?\)", "]", prose)
    words = [word for line in prose.splitlines() if not line.lstrip().startswith(("|", "#")) for word in line.split()]
    assert 600 <= sum(bool(re.search(r"\w", word)) for word in words) <= 1000


@every_brief
def test_words_that_help_nobody_are_absent(brief):
    assert re.findall(r"\b(simply|just|easy|easily|of course|obviously)\b", text(brief), flags=re.IGNORECASE) == []


@every_brief
def test_table_of_data_tells_the_licence_of_the_passport(brief):
    for name, (passport, row) in sets_of(brief).items():
        for licence in passport["licenses"]:
            assert licence["name"] in row["licence"], name
        assert not passport["synthetic"] or "synthetic" in " ".join(row.values()).lower()


@every_brief
def test_dictionary_agrees_with_the_passports(brief):
    known = fields_of(brief)
    rows = table(section(brief, "### Dictionary"))
    assert len(rows) >= 5
    for row in rows:
        *where, name = re.search(r"[\w.]+", row["field"])[0].split(".")
        where = where or ([row["table"].strip("`")] if row.get("table") else [])
        fitting = {entry for entry in known if entry[1] == name and (not where or entry[0] == where[-1])}
        assert fitting, f"{row['field']} stands in no passport"
        assert (row["type"], row["unit"]) in {entry[2:] for entry in fitting}, row["field"]
        assert row["meaning"]


@pytest.fixture(scope="module")
def told():
    """Return what each block of each brief printed, and the seconds of processor time it took."""
    code = json.dumps({brief.name: [block for block, _ in blocks(brief)] for brief in BRIEFS})
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", RUNNER], input=code, cwd=ROOT, capture_output=True,
        text=True, encoding="utf-8", timeout=120, check=False, env={**os.environ, "MPLBACKEND": "Agg"},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    return json.loads(run.stdout.splitlines()[-1])


@every_brief
def test_first_steps_run_in_ten_seconds_and_print_something(brief, told):
    assert "```python" in section(brief, "## First steps")
    assert told[brief.name]
    for printed, seconds in told[brief.name]:
        assert printed.strip()
        assert seconds < 10


@every_brief
def test_sentence_after_the_first_block_tells_a_figure_that_was_printed(brief, told):
    printed = set(re.findall(r"\d+(?:\.\d+)?", told[brief.name][0][0].replace(",", "")))
    after = set(re.findall(r"\d+(?:\.\d+)?", blocks(brief)[0][1].replace(",", "")))
    assert printed & after


@every_brief
def test_links_lead_to_files(brief):
    links = re.findall(r"\]\(([^)\s]+)\)", text(brief))
    assert [link for link in links if "://" not in link and not (brief.parent / link.split("#")[0]).exists()] == []


@every_brief
def test_modules_named_exist_and_planned_ones_are_called_so(brief):
    entries = re.split(r"^\* ", section(brief, "## Builds on"), flags=re.MULTILINE)[1:]
    assert entries
    for entry in entries:
        entry = " ".join(entry.split())
        module = MODULES[int(re.search(r"\b[Mm]odule (\d+)", entry)[1])]
        assert module["title"].lower() in entry.lower() or module["slug"] in entry
        assert ("lesson" in entry) if module["status"] == "ready" else ("when it is ready" in entry)
