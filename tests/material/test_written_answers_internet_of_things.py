"""The delivery and the answers for practising agree with the assignment: numbers, criteria and sums of marks."""

import re

import numpy as np
import pandas as pd
import pytest

from citylab import data
from classroom.assignment import open_assignment

LIMITS = {"report": 250, "misuse": 150}
REFUSED = ["AQ05", "AQ08", "AQ12", "AQ19", "AQ23", "AQ30"]


@pytest.fixture(scope="module")
def guide(repository):
    return (repository / "course/guide/01-internet-of-things-written-answers.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def assignment(repository):
    return open_assignment(repository, "internet-of-things")


@pytest.fixture(scope="module")
def delivery():
    return data.load("sensor_delivery_synthetic")


@pytest.fixture(scope="module")
def solved(assignment):
    """Names that the author's answers leave behind."""
    names: dict = {}
    for cell in assignment.source.cells:
        kind = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and not (kind.get("grade") and not kind.get("solution")):
            exec(assignment.reference.get(kind.get("grade_id"), cell.source), names)
    return names


@pytest.fixture(scope="module")
def found(solved):
    """Error [µg/m³] and trusted days of each air sensor, by the author's answers."""
    rows = {}
    for sensor in solved["air_sensors"]:
        hours = solved["hours"][sensor]
        days = solved["trusted_days"](hours.notna() & ~solved["stuck"](hours, 6))
        rows[sensor] = (solved["honest_rmse"](solved["beside"][sensor], solved["split"]), days)
    return pd.DataFrame(rows, index=["error_ugm3", "days"]).T


def test_the_rules_refuse_six_sensors_and_leave_no_doubt_about_any(found):
    refused = found[(found["error_ugm3"] > 2.5) | (found["days"] < 20)]
    assert list(refused.index) == REFUSED
    assert not found["error_ugm3"].between(2.0, 3.5).any()
    assert not found["days"].between(18, 24).any()


def test_numbers_in_the_guide_are_those_of_the_delivery(guide, found):
    rows = re.findall(r"^\| (AQ\d\d) \| ([\d.]+) \| (\d+) \| .* \| (yes|no) \|$", guide, flags=re.MULTILINE)
    assert len(rows) == 10
    for sensor, error, days, is_seen in rows:
        assert float(error) == pytest.approx(found.loc[sensor, "error_ugm3"], abs=0.006)
        assert int(days) == found.loc[sensor, "days"]
        assert (is_seen == "yes") == (sensor in REFUSED)
    assert found["error_ugm3"].drop(["AQ08", "AQ23", "AQ30"]).between(1.2, 1.9).all()


def test_the_roofs_in_the_guide_are_the_only_best_choice_and_greedy_misses_it(solved):
    reaches, costs = solved["reaches"], np.array(solved["costs"])
    counts = {}
    for code in range(2 ** len(costs)):
        roofs = [roof for roof in range(len(costs)) if code >> roof & 1]
        if costs[roofs].sum() <= solved["budget"]:
            counts[tuple(roofs)] = int(reaches[roofs].any(axis=0).sum())
    best = [roofs for roofs, count in counts.items() if count == max(counts.values())]
    assert [list(solved["sites"].index[list(roofs)]) for roofs in best] == [
        ["town hall", "harbour crane", "fire station", "bus depot", "hospital"]
    ]
    assert (max(counts.values()), costs[list(best[0])].sum()) == (38, 4100)
    chosen: list[int] = []
    while fits := [roof for roof in range(10) if (*sorted([*chosen, roof]),) in counts and roof not in chosen]:
        chosen.append(max(fits, key=lambda roof: counts[(*sorted([*chosen, roof]),)]))
    assert counts[(*sorted(chosen),)] == 37


def test_the_readings_of_the_delivery_are_those_of_its_messages(delivery, solved):
    rows = []
    for received, payload in zip(delivery["messages"]["received"], delivery["messages"]["payload"], strict=True):
        if solved["why_refused"](payload) == "fine":
            for name, time_s, unit, value in solved["read_pack"](payload, received.timestamp()):
                if name.endswith("/pm25"):
                    rows.append((name[:4], pd.Timestamp(round(time_s / 3600) * 3600, unit="s", tz="UTC"), value, unit))
    made = pd.DataFrame(rows, columns=["sensor", "time", "value", "unit"]).sort_values(
        ["sensor", "time"], kind="stable"
    )
    kept = delivery["readings"][list(made.columns)].sort_values(["sensor", "time"], kind="stable")
    assert (made.to_numpy() == kept.to_numpy()).all()


def test_every_reason_for_putting_a_message_aside_occurs(delivery, solved):
    reasons = delivery["messages"]["payload"].map(solved["why_refused"]).value_counts()
    assert set(reasons.index) == {"fine", "not JSON", "not a list", "no name", "no value", "not a number"}
    assert reasons["fine"] / reasons.sum() > 0.95


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ("[" * 200_000, "not JSON"),
        (f'[{{"n":"a","v":1{"0" * 400}}}]', "fine"),
        ('[{"n":"a","v":1e999}]', "not a number"),
    ],
    ids=["nested too deeply", "a very large whole number", "larger than a float"],
)
def test_the_authors_answer_has_a_word_for_any_text(solved, payload, reason):
    assert solved["why_refused"](payload) == reason


def test_a_factor_brings_back_what_the_guide_says_it_does(delivery):
    rows = delivery["readings"].drop_duplicates(["sensor", "time"])
    values = rows.pivot(index="time", columns="sensor", values="value").loc["2025-10-20 08:00+00:00":]
    low, others = values["AQ21"], values[["AQ01", "AQ22", "AQ24"]].median(axis=1)
    assert low.corr(others) > 0.9
    assert 500 < (others / low).median() < 2000


def test_sound_messages_are_sound_by_the_reader_of_the_course(delivery, solved):
    from citylab.iot import senml

    some = delivery["messages"].iloc[::60]
    for received, payload in zip(some["received"], some["payload"], strict=True):
        if solved["why_refused"](payload) == "fine":
            assert len(senml.read(payload, received=received)) == len(solved["read_pack"](payload, 0.0))


def test_marks_of_the_criteria_add_up_to_the_heading(guide):
    answers = re.findall(r"### Answer \w: (\d+) points?\n(.*?)(?=\n##|\Z)", guide, flags=re.DOTALL)
    assert len(answers) == 6
    for total, text in answers:
        assert sum(int(marks) for marks in re.findall(r"^\| [A-Z][\w ]+ \| ([012]) \|", text, flags=re.M)) == int(total)


@pytest.mark.parametrize("question", LIMITS)
def test_criteria_are_those_that_students_see_with_two_points_each(guide, assignment, question):
    text = next(c.source for c in assignment.released.cells if c.metadata.nbgrader.grade_id == f"question-{question}")
    criteria = re.findall(r"^\* \*\*([^*]+)\*\*", text, flags=re.MULTILINE)
    assert 2 * len(criteria) == assignment.written_points[question]
    for criterion in criteria:
        assert len(re.findall(rf"^\| {criterion} \|", guide, flags=re.MULTILINE)) == 3


@pytest.mark.parametrize("question", LIMITS)
def test_sample_answers_keep_their_own_limit_of_words(guide, assignment, question):
    assert len(assignment.reference[question].split()) <= LIMITS[question]
    part = guide.split("## Question ")[list(LIMITS).index(question) + 1]
    for answer in re.findall(r"(?:^> ?.*\n)+", part, flags=re.MULTILINE):
        assert len(answer.replace(">", " ").split()) <= LIMITS[question]
