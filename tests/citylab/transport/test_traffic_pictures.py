"""Pictures of traffic show what was simulated."""

import pandas as pd
import pytest

from citylab.transport import simulation, traffic_pictures


@pytest.fixture(scope="module")
def result():
    return simulation.run(simulation.north_road(), simulation.fixed(70), seed=3, measured_s=200, after_s=0, paths=True)


def test_time_space_has_a_panel_per_plan_and_bars_per_junction(result):
    figure = traffic_pictures.time_space({"a": result, "b": result}, from_s=300, to_s=450, title="t")
    assert [ax.get_title() for ax in figure.axes] == ["a", "b"]
    assert len(figure.axes[0].texts) == 5
    assert "[m]" in figure.axes[0].get_ylabel()
    assert "[s]" in figure.axes[1].get_xlabel()


def test_paths_lead_from_one_end_to_the_other(result):
    south = result.paths.query("headed == 'south'")
    moves = south.groupby("vehicle")["place_m"]
    assert moves.diff().min() >= -1e-6
    assert south["place_m"].max() > 2900


def test_interval_picture_names_its_rows():
    rows = pd.DataFrame({"mean": [1.0, -2], "low": [0.5, -3], "high": [1.5, -1]}, index=["x", "y"])
    ax = traffic_pictures.interval_picture(rows, xlabel="Change [s]").axes[0]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["x", "y"]
    assert ax.get_xlabel() == "Change [s]"


def test_unknown_direction_is_refused(result):
    with pytest.raises(ValueError, match="'south' or 'north'"):
        traffic_pictures.time_space({"a": result}, from_s=0, to_s=9, headed="east")
