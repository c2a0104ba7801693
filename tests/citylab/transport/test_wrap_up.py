"""The figures that the wrap-up of module 03, its quiz, its take-away and its instructor's page print."""

import math
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from citylab import data
from citylab.practice import judge
from citylab.quizzes import read_quiz
from citylab.transport import access, choice, emissions, gtfs, network, router, signals
from citylab.transport.practice import wrap_up

COURSE = Path(__file__).parents[3] / "course"
MODULE = COURSE / "lessons/03-green-transport"
PAGE = (MODULE / "06_wrap_up.py").read_text(encoding="utf-8")
GUIDE = (COURSE / "guide/03-green-transport.md").read_text(encoding="utf-8")


def exercise(name):
    return next(one for one in wrap_up.EXERCISES if one.id == name)


def homes():
    return data.load("ferry_town_synthetic", "homes")


def test_answers_are_those_of_the_instructors_page():
    names = ["night", "long", "holm", "boat", "carbon", "cycle"]
    answers = [exercise(f"transport-w-{name}").expected() for name in names]
    assert answers == pytest.approx([188, 0.207, 628.3, 344.8, 40.0, 66.7], abs=0.06)
    assert "188 trips (14 of them" in GUIDE
    assert "40.0 t CO₂e saved (cars 109.3 t, boats 69.4 t)" in GUIDE
    assert [wrap_up._car_t(), wrap_up._boat_t()] == pytest.approx([109.3, 69.4], abs=0.06)


def test_saturday_by_the_clock_counted_by_moments_of_real_time():
    feed = wrap_up._feed()
    moments = []
    for date in ("2026-06-12", "2026-06-13"):
        midnight = pd.Timestamp(f"{date} 12:00", tz="Europe/London") - pd.Timedelta(hours=12)
        times = feed.stop_times[feed.stop_times["trip_id"].isin(gtfs.trips_on(feed, date)["trip_id"])]
        first = times[times["stop_sequence"] == 1]["departure_time"].str.split(":", expand=True).astype(int)
        moments += [midnight + pd.Timedelta(hours=h, minutes=m) for h, m in zip(first[0], first[1], strict=True)]
    assert sum(moment.date().isoformat() == "2026-06-13" for moment in moments) == 188
    assert 188 - wrap_up._saturday_trips(after=False) == 14


def test_share_of_long_waits_agrees_with_passengers_asked_one_by_one():
    leaves_min = np.cumsum(np.append(0, wrap_up._gaps_min()))
    comes_min = np.random.default_rng(1).uniform(0, leaves_min[-1], size=100_000)
    waits_min = leaves_min[np.searchsorted(leaves_min, comes_min)] - comes_min
    assert (waits_min > 12).mean() == pytest.approx(wrap_up._long_share(), abs=0.005)
    assert judge(exercise("transport-w-long"), float((waits_min > 12).mean())).kind == "right"


def test_the_planned_bus_keeps_twelve_minutes_and_the_real_one_hardly_differs_in_the_mean():
    assert set(wrap_up._gaps_min("planned.zip")) == {12.0}
    assert wrap_up._gaps_min().mean() == pytest.approx(12.5, abs=0.05)


def test_the_limit_of_time_turns_the_answer_round():
    gains = {limit: wrap_up._boat_minus_bus(who="poorest", limit_min=limit) for limit in (30, 40)}
    assert gains == pytest.approx({30: -131.4, 40: 344.8}, abs=0.1)
    assert "gains 131 jobs *more from the bus*, with 40 it gains 345 more" in GUIDE


def test_who_of_the_poorest_lives_where_is_as_the_page_says():
    poorest = homes().query("income_fifth == 1").groupby("area")["people"].sum()
    assert (poorest / poorest.sum()).to_dict() == pytest.approx({"Holm": 0.616, "Beacon Hill": 0.384}, abs=0.001)
    assert homes().query("area == 'Holm'")["people"].sum() == 3224
    assert "3,224 people" in PAGE


def test_each_proposal_serves_other_people_of_the_poorest_fifth_within_half_an_hour():
    blocks = homes()
    work = data.load("ferry_town_synthetic", "workplaces")["jobs"]
    jobs = {more: access.cumulative(wrap_up._times_s(more), work, 1800).mean(axis=1) for more in ("", "F", "07")}
    poor = blocks["income_fifth"] == 1
    gain = {
        (area, more): np.average((jobs[more] - jobs[""])[rows], weights=blocks.loc[rows, "people"])
        for area in ("Holm", "Beacon Hill")
        for rows in [poor & (blocks["area"] == area)]
        for more in ("F", "07")
    }
    assert gain["Holm", "F"] > 10 * gain["Holm", "07"]
    assert gain["Beacon Hill", "F"] < 1 < 100 < gain["Beacon Hill", "07"]


def test_fifths_of_income_hold_a_fifth_of_the_people_each():
    people = homes().groupby("income_fifth")["people"].sum()
    assert (people / people.sum()).tolist() == pytest.approx([0.2] * 5, abs=0.005)


def test_largest_piece_drowns_the_island_and_the_router_does_not():
    town = wrap_up._town().largest()
    with pytest.raises(network.NetworkError, match="no node"):
        town.positions(homes()["node"])
    assert np.isfinite(wrap_up._times_s()).all()


def test_the_feed_has_one_slip_on_a_day_that_no_question_asks_for():
    problems = gtfs.check(wrap_up._feed())
    assert problems["message"].str.contains("07-su-0-0950").tolist() == [True]
    assert gtfs.check(wrap_up._feed("actual.zip")).empty
    assert "07-su-0-0950" not in set(wrap_up._departures(date="2026-06-13")["trip_id"])


def test_saved_carbon_agrees_with_a_binary_logit_worked_by_hand():
    wide = data.load("ferry_town_synthetic", "commuters").pivot(index="person", columns="mode").dropna()
    score = 0.30 - 0.045 * (wide["time_min"]["boat"] - wide["time_min"]["car"])
    score = score - 0.28 * (wide["cost_gbp"]["boat"] - wide["cost_gbp"]["car"])
    km = sum(
        sign * wide["distance_km"]["car"] / (1 + np.exp(score - 0.07 * wait_min))
        for sign, wait_min in ((1, 15), (-1, 7.5))
    ).sum()
    assert km * 440 * 167.25 / 1.07 / 1e6 - 74 * 250 * 25 * 150 / 1e6 == pytest.approx(wrap_up._saved_t(), rel=1e-9)


def test_cycles_agree_with_webster_by_hand():
    by_hand = [20 / (1 - 610 / 1800 - 455 / 1800), 20 / (1 - 1480 / 3600 - 520 / 1800)]
    assert wrap_up._cycles_s() == pytest.approx(by_hand)


def test_webster_cycle_agrees_with_a_published_worked_example():
    # A published examination question: 500 and 300 pcu/h, saturation 1,600 each, 16 s lost; its answer is 58 s.
    assert signals.webster_cycle_s(16, [500 / 1600, 300 / 1600]) == pytest.approx(58)


def test_no_answer_equals_what_one_of_its_mistakes_gives():
    for one in wrap_up.EXERCISES:
        for mistake in [mistake for mistake in one.mistakes if mistake.when is None]:
            wrong = mistake.gives() if callable(mistake.gives) else mistake.gives
            assert judge(one, wrong).kind != "right"
            assert judge(one, wrong).say == mistake.say


def feedback(name, answer):
    verdict = judge(exercise(f"transport-w-{name}"), answer)
    assert verdict.kind == "mistake"
    return verdict.say


def test_table_of_commuters_changed_in_place_is_recognised_and_restored_by_its_cell():
    places = {"commuters": data.load("ferry_town_synthetic", "commuters")}
    places["preferences"] = data.load("ferry_town_synthetic", "preferences")
    names, cell = {"places": places}, re.search(r"^commuters, weights = .*$", PAGE, flags=re.MULTILINE).group()
    exec(cell, names)
    names["commuters"].loc[names["commuters"]["mode"] == "boat", "wait_min"] = 7.5
    changed, weights = names["commuters"], names["weights"]
    less_km = choice.mode_km(weights, changed, "car") - choice.mode_km(weights, changed, "car")
    assert "not a copy" in feedback("carbon", less_km - wrap_up._boat_t())
    exec(cell, names)
    assert names["commuters"].equals(data.load("ferry_town_synthetic", "commuters"))


def test_change_of_a_mode_that_is_not_there_is_recognised():
    plan = data.load("ferry_town_synthetic", "commuters")
    plan.loc[plan["mode"] == "ferry", "wait_min"] = 7.5
    assert plan.equals(data.load("ferry_town_synthetic", "commuters"))
    assert '`"boat"`' in feedback("carbon", -wrap_up._boat_t())


def test_difference_of_shares_alone_is_told_from_no_change():
    assert "difference of shares" in feedback("carbon", wrap_up._saved_t(how="share"))


def test_the_way_of_lesson_3_leads_to_the_saved_carbon():
    now, weights = (data.load("ferry_town_synthetic", name) for name in ("commuters", "preferences"))
    plan = now.copy()
    plan.loc[plan["mode"] == "boat", "wait_min"] = 7.5
    less_km = choice.mode_km(weights["value"], now, "car") - choice.mode_km(weights["value"], plan, "car")
    assert less_km == pytest.approx(wrap_up._car_km())
    assert 'lesson 3\'s `choice.mode_km(weights, commuters, "car")` gives one number in all' in PAGE


def test_departures_overwritten_by_those_of_a_proposal_are_recognised():
    code = re.search(r"^def twice_as_often.*?(?=\n\n\n)", PAGE, flags=re.MULTILINE | re.DOTALL).group()
    names = {"pd": pd}
    exec(code, names)
    day = names["twice_as_often"](wrap_up._departures(), "F", 900)
    boats = [one[one["route_id"] == "F"]["trip_id"].nunique() for one in (wrap_up._departures(), day)]
    assert boats == [74, 148]
    saved_t = wrap_up._car_t() - boats[1] * 250 * 25 * 150 / 1e6
    assert "both directions" in feedback("carbon", saved_t)


def test_ratios_that_add_up_to_more_than_1_are_recognised_even_without_the_library():
    table = data.load("ferry_town_synthetic", "junctions")
    ratios = table["flow_vehh"] / (1800 * table["lanes"])
    assert "more than 1" in feedback("cycle", 20 / (1 - ratios.sum()))
    with pytest.raises(signals.SignalError, match=r"add up to 1\.10"):
        signals.webster_cycle_s(10, ratios[table["junction"] == "Custom House"])
    assert "complain that the flow ratios add up to 1 or more" in PAGE


def test_every_example_in_the_table_of_tools_runs():
    table = PAGE.split("| to do this")[1].split("# Lesson 2's function")[0]
    examples = [row.rsplit("| `", 1)[1].removesuffix("` |") for row in table.splitlines() if row.endswith("` |")]
    rows = pd.DataFrame({"kind": ["a", "b"], "people": [1, 3], "value": [2.0, 4.0]})
    names = {"np": np, "emissions": emissions, "table": rows, "day": wrap_up._departures(), "access": access}
    names |= {"times_s": np.array([[300, 700], [900, 600]]), "jobs": [5, 2], "counts": np.array([[1, 3], [2, 2]])}
    for example in examples:
        exec(example, names)
    assert len(examples) == 12
    assert eval(examples[4], names).tolist() == [5, 2]
    assert eval(examples[5], names).tolist() == [2, 2]
    assert names["new"]["value"].tolist() == [2, 4]
    assert names["table"]["ratio"].tolist() == pytest.approx([7.5, 4 / 3])


def test_town_is_the_same_with_the_lessons_own_function_for_a_line_twice_as_often():
    code = re.search(r"^def twice_as_often.*?(?=\n\n\n)", PAGE, flags=re.MULTILINE | re.DOTALL).group()
    names = {"pd": pd}
    exec(code, names)
    departures = names["twice_as_often"](wrap_up._departures(), "F", 900)
    gaps_min = gtfs.headways(departures, "H1", route_id="F", direction_id=0, from_s=6 * 3600, to_s=20 * 3600).gaps_min
    assert set(gaps_min) == {15.0}
    timetable = router.Timetable(departures, stops=wrap_up._feed().stops, min_transfer_s=60)
    assert len(timetable.stop_ids) == 8


QUIZ = {question.id: question for question in read_quiz(MODULE / "quiz.toml")}


def test_numbers_of_the_quiz_agree_with_the_library():
    answers = {
        "bunched": gtfs.mean_wait([5, 5, 20]),
        "vehicle-hours": 6 * 12 * 2 * 0.5,
        "gini": access.gini([0, 1]),
        "value-of-time": 60 * -0.06 / -0.30,
        "cycle": signals.webster_cycle_s(10, [0.35, 0.25]),
        "people": 900 * 1.5 * 4 - 20 * 40 * 30,
    }
    assert {name: QUIZ[name].answer for name in answers} == pytest.approx(answers)
    assert len(QUIZ) == 12


def test_plain_logit_takes_an_express_bus_from_all_in_proportion_as_the_quiz_says():
    before = pd.Series({"car": 0.6, "bus": 0.3, "bicycle": 0.1})
    scores = pd.concat([np.log(before), pd.Series({"express": -1.0})])
    after = choice.nested_probabilities(scores, {}, 1.0)
    lost = before - after.drop("express")
    assert (lost / before).tolist() == pytest.approx([lost["car"] / 0.6] * 3)


def test_formulas_of_the_take_away_agree_with_the_library():
    # Worked by hand from the table, one line each.
    share, flow, cycle = 0.5, 600 / 3600, 60.0
    degree = flow / (share * 0.5)
    delay = cycle * (1 - share) ** 2 / (2 * (1 - share * degree)) + degree**2 / (2 * flow * (1 - degree))
    delay -= 0.65 * (cycle / flow**2) ** (1 / 3) * degree ** (2 + 5 * share)
    assert signals.webster_delay_s(60, 30, flow_vehh=600) == pytest.approx(delay)
    assert signals.pedestrian_wait_s(90, 12) == pytest.approx((90 - 12) ** 2 / 180)
    people, value = access.lorenz([1, 2, 5], [3, 2, 1])
    assert access.gini([1, 2, 5], [3, 2, 1]) == pytest.approx(1 - np.sum(np.diff(people) * (value[1:] + value[:-1])))
    assert float(access.gravity([600.0], [8], decay=math.log(2) / 10)) == pytest.approx(4)


def test_nested_formula_of_the_take_away_agrees_with_the_library():
    scores, size = {"car": 0.2, "bus": -0.3, "tram": 0.4}, 0.4
    nest = {name: math.exp(scores[name] / size) for name in ("bus", "tram")}
    total = sum(nest.values()) ** size + math.exp(scores["car"])
    tram = nest["tram"] / sum(nest.values()) * sum(nest.values()) ** size / total
    found = choice.nested_probabilities(pd.Series(scores), {"transit": ["bus", "tram"]}, size)
    assert found["tram"] == pytest.approx(tram)


def test_hours_of_the_overview_add_up_to_those_of_the_course_page():
    rows = re.findall(
        r"\|\s*(\d+ min)?\s*\|\s*(\d+ min)?\s*\|$", (MODULE / "00_overview.py").read_text("utf-8"), re.MULTILINE
    )
    minutes = [sum(int(cell.split()[0]) for cell in row if cell) for row in rows]
    assignment = minutes.pop(6)
    assert assignment == 370
    assert 10 <= sum(minutes) / 60 <= 11
    assert "ten to eleven hours" in (MODULE / "00_overview.py").read_text("utf-8")
    green = (COURSE / "lessons/course.toml").read_text(encoding="utf-8").split('slug = "green-transport"')[1]
    assert green.split("hours = ")[1].startswith('"10–11, and 6 for the assignment"')


@pytest.mark.parametrize(
    "page", ["01_read_a_timetable", "02_reach_a_job", "03_predict_a_switch", "04_time_the_lights", "06_wrap_up"]
)
def test_times_of_the_overview_are_those_that_the_lesson_promises(page):
    promised = re.search(r"\*\*Time\*\* (\d+) min reading, (\d+) min doing", (MODULE / f"{page}.py").read_text("utf-8"))
    row = next(row for row in (MODULE / "00_overview.py").read_text("utf-8").splitlines() if f"({page}.ipynb)" in row)
    assert row.endswith(f"| {promised[1]} min | {promised[2]} min |")


def test_figures_quoted_from_lessons_3_and_4_are_those_of_the_lessons():
    lesson = (MODULE / "03_predict_a_switch.py").read_text("utf-8")
    assert "The cars save 36 t. The extra trams emit 27 t on average electricity" in lesson
    assert "the bus lane saves buses 24 s and costs cars 25 s" in (MODULE / "04_time_the_lights.py").read_text("utf-8")
    assert "the bus lane saves buses 24 s and costs cars 25 s" in GUIDE
    assert "they emitted 27 t on average electricity, while the cars saved 36 t" in (MODULE / "quiz.toml").read_text(
        "utf-8"
    )


def test_on_electricity_from_gas_the_second_boat_adds_emissions():
    gas_gkwh = data.load("smart_grid_figures").loc["carbon_gas", "value"]
    assert wrap_up._car_t() < wrap_up._boat_t() * gas_gkwh / 150
