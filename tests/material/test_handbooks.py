"""The handbooks of the internship: commands that exist, numbers that agree, one place for whom to call."""

import math
import re
import shlex
from pathlib import Path

import pytest
import typer.main

from citylab.internship.documents import WEEKS, documents
from classroom.cli import app
from classroom.internship.records.cohort import Cohort, LateRule, PassRule

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "course" / "internship"
LIMITS = {"handbook-interns": 2500, "handbook-hosts": 1500, "handbook-coordinators": 3000, "twelve-weeks": 1200}
HANDBOOKS = [name for name in LIMITS if name.startswith("handbook")]
COMMANDS = typer.main.get_command(app)
TOO_EASY = re.compile(r"\b(simply|just|easy|easily|of course|obviously)\b", re.IGNORECASE)
NUMBER = r"(\d+(?:\.\d+)?)"
ROLES = ("Intern", "Supervisor", "Tutor")


def text_of(name):
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def section(text, heading):
    return re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)[1]


def words(text):
    """What somebody reads: tables too; no addresses of links, no commands in blocks."""
    prose = re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL)
    prose = re.sub(r"\]\([^)]*\)", "]", prose)
    return len([word for word in prose.split() if re.search(r"\w", word)])


def rows(text, *, cells):
    """Return the cells of each table row with so many cells, headings and rules left out."""
    found = [
        [cell.strip(" *") for cell in line.strip()[1:-1].split("|")] for line in text.splitlines() if line[:1] == "|"
    ]
    return [row for row in found if len(row) == cells and not set(row[0]) <= set("-: ")]


def titled(text, *, cells):
    """Return the rows of the tables that begin with a document's title, by that title."""
    titles = [one.title for one in documents()]
    found = [row for row in rows(text, cells=cells) if row[0].split(",")[0] in titles]
    return {row[0].split(",")[0]: row[1:] for row in found}


def lines_of_blocks(text):
    """Return the command lines of all blocks that call citylab, from that word on."""
    blocks = re.findall(r"^ *```(?:sh|text)\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    joined = re.sub(r"\\\n\s*", "", "\n".join(blocks))
    return [line[line.index("citylab ") :].split(";")[0] for line in joined.splitlines() if "citylab " in line]


def inline(text):
    return re.findall(r"`(?:\.venv/bin/)?(citylab [a-z][^`]*)`", text)


def command_of(tokens):
    """Walk down the command line; return the command, and what is left of the tokens."""
    command, rest = COMMANDS, tokens[1:]
    while rest and hasattr(command, "commands"):
        assert rest[0] in command.commands, f"no command {rest[0]} in {' '.join(tokens)}"
        command, rest = command.commands[rest[0]], rest[1:]
    return command, rest


FRONT = section((ROOT / "README.md").read_text(encoding="utf-8"), "The internship")
TEXTS = {name: text_of(name) for name in (*LIMITS, "README")} | {"front": FRONT}
PARSED = [(name, line) for name, text in TEXTS.items() for line in lines_of_blocks(text)]
NAMED = [(name, line) for name, text in TEXTS.items() for line in inline(text)]


@pytest.mark.parametrize(("name", "line"), PARSED)
def test_command_line_of_a_block_is_accepted_by_the_parser(name, line):
    command, rest = command_of(shlex.split(line, comments=True))
    assert not hasattr(command, "commands"), f"{name}: {line} names no command"
    with command.make_context(command.name, list(rest)) as context:
        assert context.args == []


@pytest.mark.parametrize(("name", "line"), NAMED)
def test_command_in_a_sentence_has_the_options_that_it_names(name, line):
    command, rest = command_of(shlex.split(line))
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    assert {token for token in rest if token.startswith("--")} <= known


def test_coordinators_meet_every_command_of_the_internship():
    told = text_of("handbook-coordinators") + text_of("handbook-interns")
    groups = COMMANDS.commands["internship"].commands
    wanted = [name for name in groups if name != "event"] + [f"event {name}" for name in groups["event"].commands]
    assert [name for name in wanted if f"citylab internship {name}" not in told] == []


@pytest.mark.parametrize("name", LIMITS)
def test_reading_time_is_words_over_200_and_the_text_is_no_longer_than_promised(name):
    count = words(text_of(name))
    assert count <= LIMITS[name]
    assert f"**Reading time** {math.ceil(count / 200)} minutes." in text_of(name), f"{count} words"


@pytest.mark.parametrize("name", HANDBOOKS)
def test_every_handbook_ends_with_the_same_table_of_whom_to_call(name):
    assert section(text_of(name), "Who to call") == section(text_of("handbook-interns"), "Who to call")


@pytest.mark.parametrize("name", HANDBOOKS)
def test_every_handbook_says_that_it_is_no_legal_advice_and_what_to_check(name):
    assert "no legal advice" in text_of(name)
    assert len(re.findall(r"check with", text_of(name))) >= 4


@pytest.mark.parametrize("name", [*LIMITS, "README"])
def test_text_calls_nothing_easy(name):
    assert TOO_EASY.findall(text_of(name)) == []


@pytest.mark.parametrize("week", range(WEEKS + 1))
def test_each_week_names_what_is_due_in_it_and_on_which_day(week):
    told = re.search(r"^\*\*Due\*\* (.*)$", section(text_of("twelve-weeks"), f"Week {week}"), re.MULTILINE)[1]
    due = {f"{one.title} ({one.weekday})" for one in documents() if week in one.weeks}
    assert set(told.split(", ")) == due


@pytest.mark.parametrize("role", ROLES)
def test_minutes_of_all_weeks_add_up_to_the_hours_that_are_promised(role):
    text = text_of("twelve-weeks")
    minutes = [int(found) for found in re.findall(rf"^\*\*{role}\*\* \((\d+) min\)", text, re.MULTILINE)]
    promised = re.search(rf"\*\*{NUMBER} hours\*\* for the {role.lower()}", text)[1]
    assert len(minutes) == WEEKS + 1
    assert sum(minutes) / 60 == float(promised)


def test_hosts_are_promised_the_same_hours_everywhere():
    promised = re.search(rf"\*\*{NUMBER} hours\*\* for the supervisor", text_of("twelve-weeks"))[1]
    for name in ("handbook-hosts", "handbook-coordinators"):
        assert f"{promised} hours" in text_of(name)


def test_interns_table_has_the_due_days_needs_and_shares_of_the_list():
    told = titled(section(text_of("handbook-interns"), "The documents"), cells=5)
    titles = {one.name: one.title for one in documents()}
    for one in documents():
        due, _, needs, share = told[one.title]
        weekly = f"each {one.weekday}, weeks 1 to {WEEKS}"
        assert due == (weekly if len(one.weeks) > 1 else f"week {one.weeks[0]}, {one.weekday}")
        assert needs == ", ".join(titles[name] for name in one.needs)
        assert share == f"{one.share} %"


def test_time_for_each_document_is_the_one_that_stands_in_its_notebook():
    told = titled(section(text_of("handbook-interns"), "The documents"), cells=5)
    for one in documents():
        master = ROOT / "assignments" / "masters" / one.assignment / f"{one.assignment}.py"
        asked = re.search(r"^# \*\*Time\*\* (.*)$", master.read_text(encoding="utf-8"), re.MULTILINE)[1]
        assert asked.startswith(told[one.title][1]), f"{one.title}: {asked}"


def test_coordinators_shares_are_those_of_the_list():
    told = titled(section(text_of("handbook-coordinators"), "5. Marks"), cells=2)
    assert told == {one.title: [f"{one.share} %"] for one in documents()}


@pytest.mark.parametrize("name", ["handbook-interns", "handbook-coordinators"])
def test_rules_for_late_work_and_for_the_certificate_are_those_of_a_new_cohort(name):
    text = text_of(name)
    assert LateRule().in_words() in text
    assert f"{PassRule().hours:g} hours" in text
    assert f"{PassRule().mark:g} %" in text


def test_example_of_late_work_is_computed_by_the_rule():
    days, taken_off, points, of, remain = map(
        int,
        re.search(
            r"is (\d+) days late, and loses (\d+) %: with (\d+) of (\d+) points, (\d+) remain",
            text_of("handbook-interns"),
        ).groups(),
    )
    assert LateRule().taken_off(days) == taken_off
    assert points <= of
    assert points * (1 - taken_off / 100) == remain


def test_days_of_silence_are_those_of_a_new_cohort():
    silent = Cohort.__dataclass_fields__["silent_days"].default
    assert silent == 10
    assert "*Silent* means ten days without a sign" in text_of("handbook-coordinators")


def test_minutes_of_marking_add_up_and_name_every_document():
    work = section(text_of("handbook-coordinators"), "How much work it is")
    table = rows(work, cells=4)[1:]
    assert {row[0].split(",")[0] for row in table} >= {one.title for one in documents()}
    minutes = [[int(cell) for cell in row[1:]] for row in table]
    assert table[-1][0] == "together"
    assert [sum(column) for column in zip(*minutes[:-1], strict=True)] == minutes[-1]


def test_tutors_minutes_in_both_texts_agree():
    work = section(text_of("handbook-coordinators"), "How much work it is")
    promised = re.search(rf"\*\*{NUMBER} hours\*\* for the tutor", text_of("twelve-weeks"))[1]
    assert int(rows(work, cells=4)[-1][1]) / 60 == float(promised)


def test_hours_for_3_30_and_300_interns_follow_from_the_minutes():
    work = section(text_of("handbook-coordinators"), "How much work it is")
    tutor, second, coordinator = (int(cell) for cell in rows(work, cells=4)[-1][1:])
    per_host, per_cohort = map(int, re.search(r"(\d+) minutes for each host and (\d+) hours", work).groups())
    weekly, weeks, carried = map(
        int, re.search(r"at (\d+) hours a week for (\d+) weeks a tutor carries (\d+) interns", work).groups()
    )
    assert weeks == WEEKS + 1
    assert weekly * weeks * 60 // tutor == carried
    table = [[float(cell) for cell in row] for row in rows(work, cells=7)[1:]]
    assert [row[0] for row in table] == [3, 30, 300]
    for interns, hosts, tutors_h, seconds_h, coordinator_h, all_h, tutors in table:
        assert tutors_h == interns * tutor / 60
        assert seconds_h == interns * second / 60
        assert coordinator_h == interns * coordinator / 60 + hosts * per_host / 60 + per_cohort
        assert all_h == tutors_h + seconds_h + coordinator_h
        assert tutors == math.ceil(interns / carried)


def test_minutes_of_reading_in_the_overview_are_those_of_the_texts():
    overview = text_of("README")
    for name in LIMITS:
        minutes = re.search(r"\*\*Reading time\*\* (\d+) minutes", text_of(name))[1]
        assert re.search(rf"\({name}\.md\).*\| {minutes} \|", overview), name


def test_template_texts_promise_the_reading_times_of_the_handbooks():
    templates = section(text_of("handbook-coordinators"), "Template texts")
    for name, promise in (
        ("hosts", r"handbook for hosts \((\d+) minutes\)"),
        ("interns", r"interns takes (\d+) minutes"),
    ):
        assert f"**Reading time** {re.search(promise, templates)[1]} minutes" in text_of(f"handbook-{name}")


def test_the_front_page_says_it_in_twelve_lines():
    assert len([line for line in f"## The internship\n{FRONT}".splitlines() if line.strip()]) <= 12
