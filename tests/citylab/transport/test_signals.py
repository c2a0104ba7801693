"""Webster's formulas, against published examples, a queue simulated car by car, and limits."""

import numpy as np
import pytest

from citylab.transport import signals

# Published worked examples: lost time, flow ratios, cycle.
EXAMPLES = [
    pytest.param(16, [500 / 1600, 300 / 1600], 58.0, 0.5, id="two roads, 16 s lost"),
    pytest.param(12, [1000 / 2500, 900 / 3000], 77.0, 0.5, id="two stages, 12 s lost"),
    pytest.param(6, [0.37, 0.40], 60.8, 0.5, id="GATE 2024, 3 s lost in each of two stages"),
    pytest.param(10, [0.25 / 0.5, 0.15 / 0.5], 100.0, 1e-9, id="Y = 0.8, 10 s lost"),
]


@pytest.mark.parametrize(("lost_s", "ratios", "cycle_s", "within_s"), EXAMPLES)
def test_cycle_is_that_of_published_examples(lost_s, ratios, cycle_s, within_s):
    assert signals.webster_cycle_s(lost_s, ratios) == pytest.approx(cycle_s, abs=within_s)


def test_greens_are_those_of_the_published_example():
    assert signals.green_splits_s(100, 10, [0.5, 0.3]) == pytest.approx([56.25, 33.75])


def test_both_stages_are_equally_full_with_webster_s_greens():
    greens = signals.green_splits_s(80, 12, [0.4, 0.25])
    assert 0.4 / (greens[0] / 80) == pytest.approx(0.25 / (greens[1] / 80))


def queue_delay_s(cycle_s, green_s, vehh, headway_s, hours=100, seed=0):
    """Return the mean wait of random arrivals, each taking one headway of green, car by car."""
    random = np.random.default_rng(seed)
    arrivals = np.sort(random.uniform(0, 3600 * hours, random.poisson(vehh * hours)))
    free_s = waited_s = 0.0
    for arrival in arrivals:
        start = max(arrival, free_s)
        if start % cycle_s >= green_s:
            start = (start // cycle_s + 1) * cycle_s
        waited_s += start - arrival
        free_s, over = start + headway_s, start % cycle_s + headway_s - green_s
        if over > 0:
            free_s = (start // cycle_s + 1) * cycle_s + over
    return waited_s / len(arrivals)


@pytest.mark.parametrize(("cycle_s", "green_s", "vehh"), [(60, 30, 600), (60, 24, 600), (90, 36, 650), (120, 60, 800)])
def test_delay_is_that_of_a_queue_simulated_car_by_car(cycle_s, green_s, vehh):
    found = signals.webster_delay_s(cycle_s, green_s, flow_vehh=vehh)
    assert found == pytest.approx(queue_delay_s(cycle_s, green_s, vehh, 2.0), rel=0.12)


def test_first_term_is_the_wait_of_regular_arrivals():
    # 30 s red of 60 s; 10 cars wait 15 s on average in the red, the queue of 5 + arrivals is gone after 15 s of green
    regular, _, _ = signals.webster_delay_parts_s(60, 30, flow_vehh=600)
    arrivals = np.linspace(0, 60, 6001)[:-1]  # from the begin of red
    leaves = np.maximum(arrivals, 30 + arrivals * 600 / 3600 * 2)
    assert regular == pytest.approx((leaves - arrivals).mean(), abs=0.02)


def test_terms_add_up_to_the_delay():
    parts = signals.webster_delay_parts_s(75, 30, flow_vehh=500)
    assert sum(parts) == signals.webster_delay_s(75, 30, flow_vehh=500)


def test_least_delay_by_formula_lies_near_webster_s_cycle():
    ratios = [0.4, 0.3]
    best = signals.webster_cycle_s(10, ratios)
    cycles = np.arange(35, 160)

    def delay_s(cycle_s):
        greens = signals.green_splits_s(cycle_s, 10, ratios)
        waits = [signals.webster_delay_s(cycle_s, g, flow_vehh=1800 * y) for g, y in zip(greens, ratios, strict=True)]
        return np.average(waits, weights=ratios)

    delays = np.array([delay_s(cycle) for cycle in cycles])
    assert delay_s(best) < 1.05 * delays.min()
    assert 0.6 * best < cycles[delays.argmin()] < 1.2 * best


def test_pedestrians_wait_as_if_they_came_at_any_time():
    comes = np.linspace(0, 90, 9001)[:-1]
    waits = np.where(comes < 12, 0, 90 - comes)
    assert signals.pedestrian_wait_s(90, 12) == pytest.approx(waits.mean(), abs=0.01)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: signals.webster_cycle_s(10, [0.6, 0.4]), "no cycle is long enough: add a lane"),
        (lambda: signals.webster_cycle_s(10, [-0.1, 0.4]), "cannot be negative"),
        (lambda: signals.webster_cycle_s(-1, [0.1]), "lost time must be 0 s or more"),
        (lambda: signals.green_splits_s(10, 10, [0.1, 0.2]), "longer than its lost time"),
        (lambda: signals.green_splits_s(60, 10, [0, 0]), "give at least one flow"),
        (lambda: signals.webster_delay_s(60, 61, flow_vehh=300), "shorten the green or lengthen the cycle"),
        (lambda: signals.webster_delay_s(60, 30, flow_vehh=900), "the queue grows for ever; give more green"),
        (lambda: signals.webster_delay_s(60, 30, flow_vehh=-5), "flows must be above 0"),
        (lambda: signals.pedestrian_wait_s(60, 70), "walk time must be within"),
    ],
)
def test_bad_input_is_refused_with_a_remedy(call, says):
    with pytest.raises(signals.SignalError, match=says):
        call()
