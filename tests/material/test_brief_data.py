"""The data sets of the placement briefs obey the laws that they were made to obey, computed here by another way."""

import heapq
import importlib.util
import math
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from citylab import data
from classroom.datapackages import write_package

DATASETS = Path(__file__).resolve().parents[2] / "datasets"
MADE = ("broadband", "certificates", "command_centre", "heated_homes", "inland_port")


@cache
def maker(name):
    """Return the module `make.py` of a data set."""
    spec = importlib.util.spec_from_file_location(f"make_{name}", DATASETS / f"{name}_synthetic" / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def loaded(name):
    return data.load(f"{name}_synthetic")


def most_at_once(begin, end):
    """Return how many intervals hold the same moment at most; an interval does not hold its end."""
    begin, end = begin[end > begin], end[end > begin]
    events = (
        pd.concat([pd.Series(1, index=begin), pd.Series(-1, index=end)])
        .rename("step")
        .rename_axis("time")
        .reset_index()
    )
    return int(events.sort_values(["time", "step"])["step"].cumsum().max())


def minutes(spans):
    return spans.dt.total_seconds() / 60


def erlang_c_wait(arrivals, service, servers):
    """Return the mean time in the queue of an M/M/c system by Erlang's formula."""
    load = arrivals / service
    last = load**servers / math.factorial(servers) * servers / (servers - load)
    waits = last / (sum(load**k / math.factorial(k) for k in range(servers)) + last)
    return waits / (servers * service - arrivals)


@pytest.mark.parametrize("name", MADE)
def test_make_gives_the_same_bytes_again(name, tmp_path):
    folder = tmp_path / f"{name}_synthetic"
    folder.mkdir()
    write_package(folder, maker(name).META, maker(name).tables())
    for file in folder.iterdir():
        assert file.read_bytes() == (DATASETS / folder.name / file.name).read_bytes()


@pytest.mark.parametrize("name", MADE)
def test_set_is_smaller_than_600_kilobytes(name):
    assert data.catalogue().loc[f"{name}_synthetic", "size_kb"] < 600


@pytest.mark.parametrize(("name", "servers", "load"), [("inland_port", 2, 0.7), ("certificates", 3, 0.6)])
def test_queue_of_the_simulators_waits_as_erlang_c_says(name, servers, load):
    rng = np.random.default_rng(12)
    arrived = np.cumsum(rng.exponential(1 / (servers * load), 60_000))
    waited = maker(name).queue(arrived, rng.exponential(1.0, len(arrived)), servers) - arrived
    batches = waited.reshape(30, -1).mean(axis=1)
    error = batches.std(ddof=1) / math.sqrt(len(batches))
    assert error < 0.1 * batches.mean()
    assert batches.mean() == pytest.approx(erlang_c_wait(servers * load, 1.0, servers), abs=3 * error)


def test_erlang_c_of_one_server_is_the_textbook_queue():
    assert erlang_c_wait(0.5, 1.0, 1) == pytest.approx(1.0)  # rho / (mu - lambda)


# ---- the command centre


def test_visits_of_the_command_centre_run_forward_in_time():
    visits = loaded("command_centre")["visits"]
    reported = visits["report"].map(loaded("command_centre")["reports"].set_index("report")["reported"])
    steps = [reported, *(visits[name] for name in ("assigned", "dispatched", "arrived", "left"))]
    for earlier, later in pairwise(steps):
        assert (later.isna() | (earlier <= later)).all()
    legs = visits.pivot(index="report", columns="leg")
    assert (legs["assigned"][2].isna() | (legs["left"][1] <= legs["assigned"][2])).all()


def test_agencies_never_send_more_teams_than_are_on_duty():
    found = loaded("command_centre")
    teams = found["agencies"].set_index("agency")["teams"]
    for agency, part in found["visits"].dropna().groupby("agency"):
        assert most_at_once(part["dispatched"], part["left"]) == teams[agency]


def test_no_report_waits_while_a_team_is_free():
    found = loaded("command_centre")
    teams = found["agencies"].set_index("agency")["teams"]
    end = pd.Timestamp("2025-10-27", tz="Asia/Shanghai")  # who is out at the end of the period comes back later
    for agency, part in found["visits"].groupby("agency"):
        ordered = part.dropna(subset="dispatched").sort_values(["assigned", "dispatched"])
        left = ordered["left"].fillna(end).to_list()
        for number, row in enumerate(ordered.itertuples()):
            busy_until = heapq.nlargest(teams[agency], left[:number])[::-1]
            free = busy_until[0] if len(busy_until) == teams[agency] else row.assigned
            assert row.dispatched == max(row.assigned, free)


def test_every_report_is_sent_out_or_marked_as_a_duplicate_of_an_earlier_one():
    found = loaded("command_centre")
    reports = found["reports"].set_index("report")
    sent = reports.index.isin(found["visits"]["report"])
    duplicate = reports["duplicate_of"].notna()
    assert not (sent & duplicate).any()
    assert (~sent & ~duplicate).sum() <= 5  # those of the last minutes
    marked = reports[duplicate]
    assert (marked["reported"].to_numpy() >= reports.loc[marked["duplicate_of"], "reported"].to_numpy()).all()


# ---- the inland port


def test_count_of_the_yard_is_what_came_less_what_left():
    found = loaded("inland_port")
    boxes = found["containers"]
    for row in found["yard"].itertuples():
        there = (boxes["arrived"] <= row.time) & ~(boxes["left"] <= row.time)
        assert (row.containers, row.teu) == (there.sum(), boxes.loc[there, "teu"].sum())


def test_yard_obeys_littles_law():
    """Stock = arrivals a day x days in the yard: all who came in the first half, and the counts of the whole period."""
    found = loaded("inland_port")
    boxes = found["containers"]
    begin, end = (pd.Timestamp(day, tz="Europe/Berlin") for day in ("2026-02-02", "2026-03-16"))
    came = boxes[(boxes["arrived"] >= begin) & (boxes["arrived"] < begin + pd.Timedelta(days=21))]
    dwell_days = minutes(came["left"].fillna(end) - came["arrived"]) / 1440
    error = len(came) / 21 * dwell_days.std() / math.sqrt(len(came))
    assert found["yard"]["containers"].mean() == pytest.approx(len(came) / 21 * dwell_days.mean(), abs=3 * error)


def test_counts_at_six_stand_for_the_whole_day():
    found = loaded("inland_port")
    boxes = found["containers"]
    begin, end = (pd.Timestamp(day, tz="Europe/Berlin") for day in ("2026-02-02", "2026-03-16"))
    spent = minutes(boxes["left"].fillna(end) - boxes["arrived"].clip(lower=begin)).sum() / 1440
    assert found["yard"]["containers"].mean() == pytest.approx(spent / 42, rel=0.02)


def test_gate_never_serves_more_trucks_than_it_has_lanes():
    visits = loaded("inland_port")["gate"].dropna(subset="called")
    assert most_at_once(visits["called"], visits["admitted"]) == maker("inland_port").LANES


def test_times_at_the_gate_run_forward():
    visits = loaded("inland_port")["gate"].dropna(subset="called")
    for earlier, later in (("queued", "called"), ("called", "admitted"), ("admitted", "gone")):
        assert (visits[earlier] <= visits[later]).all()


def test_trucks_carry_the_containers_that_came_or_left_by_truck():
    found = loaded("inland_port")
    boxes = found["containers"].set_index("container")
    for purpose, mode, time in (("deliver", "mode_in", "arrived"), ("collect", "mode_out", "left")):
        gate = found["gate"]
        carried = gate[gate["purpose"] == purpose].dropna(subset="container").set_index("container")
        there = boxes.loc[carried.index]
        assert (there[mode] == "truck").all()
        assert ((there[time] == carried["gone"]) | there[time].isna()).all()


def test_barges_lie_at_the_berth_one_after_another_and_carry_what_the_yard_gives():
    found = loaded("inland_port")
    calls = found["barges"].sort_values("berthed")
    assert (calls["berthed"].iloc[1:].to_numpy() >= calls["departed"].iloc[:-1].to_numpy()).all()
    boxes = found["containers"]
    for call in calls.itertuples():
        assert ((boxes["mode_out"] == "barge") & (boxes["left"] == call.departed)).sum() == call.boxes_out
        came = (boxes["mode_in"] == "barge") & boxes["arrived"].between(call.berthed, call.departed)
        assert came.sum() == call.boxes_in


# ---- the public-service office


def test_office_has_as_many_clerks_as_it_says_and_keeps_its_hours():
    steps = loaded("certificates")["steps"]
    for step, servers in (("check", 2), ("review", 2)):
        part = steps[steps["step"] == step]
        assert most_at_once(part["started"], part["ended"]) == servers
    hour = steps["started"].dt.hour + steps["started"].dt.minute / 60
    assert hour.between(8, 16.5).all()
    assert (steps["started"].dt.day_of_week < 5).all()


def test_signatory_signs_twice_a_day():
    steps = loaded("certificates")["steps"].query("step == 'sign'")
    assert set(steps["started"].dt.strftime("%H:%M")) == {"11:00", "15:30"}


def test_issued_certificates_went_through_all_steps_in_order():
    found = loaded("certificates")
    passed = found["steps"].query("result == 'passed'").groupby("application")["step"].agg(list)
    issued = found["applications"].query("status == 'issued'")
    assert (passed[issued["application"]].map(tuple) == ("check", "review", "sign")).all()
    assert found["applications"]["certificate"].dropna().is_unique
    assert found["applications"]["certificate"].notna().sum() == len(issued)


def test_answers_of_the_register_agree_with_the_applications():
    found = loaded("certificates")
    ended = found["steps"].query("step == 'sign'").set_index("application")["ended"]
    register = found["applications"].dropna(subset="certificate").set_index("certificate")
    asked = found["verifications"]
    since, until = asked["code"].map(register["application"].map(ended)), asked["code"].map(register["revoked"])
    stands = (asked["time"] >= since) & ~(asked["time"] >= until)
    told = asked["answer"]
    assert (told[asked["time"] < since] == "not found").all()
    assert (told[since.isna()] == "not found").all()
    assert (told == "valid").sum() == pytest.approx(stands.sum(), abs=2)  # times are cut to the minute


# ---- broadband


def test_block_counts_as_covered_if_one_of_its_premises_has_fibre():
    found = loaded("broadband")
    has = found["premises"].groupby("block")["fibre"].any()
    covered = found["blocks"].set_index("block")["covered"]
    assert covered.equals(has.reindex(covered.index, fill_value=False).rename("covered"))


def test_path_loss_is_that_of_the_standard():
    # 100 m apart, 25 m and 1.5 m high, 3.5 GHz: by hand 13.54 + 78.62 + 10.88
    assert float(maker("broadband").path_loss_db(np.array([100.0]))[0]) == pytest.approx(103.04, abs=0.005)


def test_drive_test_scatters_round_the_path_loss_by_six_decibels():
    found = loaded("broadband")
    points, masts = found["drive_test"], found["masts"].query("stands").set_index("mast")
    away = pd.DataFrame(
        {m: np.hypot(points["x_m"] - row["x_m"], points["y_m"] - row["y_m"]) for m, row in masts.iterrows()}
    )
    mean = 33 - (13.54 + 39.08 * np.log10(np.hypot(away, 23.5)) + 20 * np.log10(3.5))
    clear = mean.max(axis=1) - mean.min(axis=1) > 20  # where the other mast cannot win
    residual = points.loc[clear, "signal_dbm"] - mean[clear].max(axis=1)
    assert len(residual) > 60
    assert abs(residual.mean()) < 3 * 6 / math.sqrt(len(residual))
    assert 4.8 < residual.std() < 7.2


# ---- heated homes


@pytest.fixture(scope="module")
def heated_days():
    """Return the days with a reading indoors, the degrees between in and out [K], and the heat of the boiler [W]."""
    outside = data.load("weather_piedmont")["temp_air_c"].resample("D").mean().tz_localize(None)
    days = loaded("heated_homes")["days"].dropna()
    return days.assign(gap_k=days["indoor_c"] - days["day"].map(outside), heat_w=days["gas_kwh"] * 0.85 * 1000 / 24)


@pytest.fixture(scope="module")
def estimates(heated_days):
    """Return the heat loss by regression, the true one [W/K], gas [kWh] and floor [m²] of each home."""
    days = heated_days
    truth = maker("heated_homes").homes(np.random.default_rng(maker("heated_homes").SEED)).set_index("home")
    slope = {home: np.polyfit(part["gap_k"], part["heat_w"], 1)[0] for home, part in days.groupby("home")}
    gas = days.groupby("home")["gas_kwh"].sum()
    means = days.groupby("home")[["heat_w", "gap_k"]].mean()
    ratio = means["heat_w"] / means["gap_k"]
    return pd.DataFrame(
        {"slope": slope, "ratio": ratio, "true": truth["loss_wk"], "gas": gas, "floor": truth["floor_m2"]}
    )


def test_slope_of_heat_on_degrees_is_the_heat_loss(estimates):
    assert np.corrcoef(estimates["slope"], estimates["true"])[0, 1] > 0.95
    assert abs(estimates["slope"] / estimates["true"] - 1).median() < 0.05


def test_ratio_of_means_forgets_the_gains(estimates):
    assert (estimates["ratio"] / estimates["true"] - 1).median() < -0.15


def test_brief_says_truly_how_many_leaky_homes_each_ranking_finds(estimates):
    def worst(column):
        return set((estimates[column] / estimates["floor"]).nlargest(15).index)

    assert len(worst("true") & worst("gas")) == 6
    assert len(worst("true") & worst("slope")) == 12
    assert len(worst("true") & worst("ratio")) == 12  # the list alone does not tell a good method


def homes_covered(days, true):
    """Return the number of homes whose true heat loss lies within two standard errors of the slope."""
    covered = 0
    for home, part in days.groupby("home"):
        slope, residuals, *_ = np.polyfit(part["gap_k"], part["heat_w"], 1, full=True)
        spread = math.sqrt(residuals[0] / (len(part) - 2)) / (part["gap_k"].std(ddof=0) * math.sqrt(len(part)))
        covered += abs(slope[0] - true[home]) < 2 * spread
    return covered


def test_intervals_hold_the_truth_once_days_of_absence_are_set_aside(heated_days, estimates):
    usual_c = heated_days.groupby("home")["indoor_c"].transform("median")
    at_home = heated_days[abs(heated_days["indoor_c"] - usual_c) < 2.5]
    assert homes_covered(heated_days, estimates["true"]) == 44
    assert homes_covered(at_home, estimates["true"]) >= 52


def test_coarser_sums_keep_twelve_of_the_fifteen_homes(heated_days, estimates):
    def fifteen(days_each):
        period = (heated_days["day"] - heated_days["day"].min()).dt.days // days_each
        means = heated_days.groupby(["home", period])[["gap_k", "heat_w"]].mean()
        slope = {home: np.polyfit(part["gap_k"], part["heat_w"], 1)[0] for home, part in means.groupby("home")}
        return set((pd.Series(slope) / estimates["floor"]).nlargest(15).index)

    assert len(fifteen(7) & fifteen(1)) >= 12


def test_true_waits_at_the_gate_are_those_that_the_brief_tells(monkeypatch):
    """The make.py forgets when unbooked trucks joined the queue; its own queue still knows."""
    port, seen = maker("inland_port"), {}
    queue = port.queue

    def watched(arrived, service, servers):
        seen[servers] = arrived, queue(arrived, service, servers)
        return seen[servers][1]

    monkeypatch.setattr(port, "queue", watched)
    rng = np.random.default_rng(port.SEED)
    port.trucks(port.came(port.barges(rng), rng), rng)
    arrived, called = seen[port.LANES]
    period = (arrived >= port.WARM_UP_DAYS * 24) & (arrived < (port.WARM_UP_DAYS + port.DAYS) * 24)
    wait_min = (called - arrived)[period] * 60
    assert wait_min.mean() == pytest.approx(10.8, abs=0.1)
    assert np.quantile(wait_min, 0.9) == pytest.approx(39, abs=1)
