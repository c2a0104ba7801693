"""The pictures of a feeder: where nodes stand, what is drawn, what is refused."""

import numpy as np
import pytest

from citylab import grid
from citylab.grid import pictures
from citylab.grid._layout import tree_layout

NETWORKS = ("lv_rural_simbench", "lv_cigre", "lv_kerber")


@pytest.fixture(scope="module")
def cigre():
    feeder = grid.network("lv_cigre")
    return feeder, grid.solve(feeder).nodes["voltage_pu"]


def legend_texts(figure) -> list[str]:
    return [text.get_text() for legend in figure.legends for text in legend.get_texts()]


@pytest.mark.parametrize("name", NETWORKS)
def test_every_node_stands_at_its_distance(name):
    feeder = grid.network(name)
    place = tree_layout(feeder).loc[feeder.low_voltage_nodes]
    assert (place["x"] == feeder.distance_from_transformer_m[feeder.low_voltage_nodes]).all()


@pytest.mark.parametrize("name", NETWORKS)
def test_no_two_nodes_stand_in_the_same_place(name):
    assert not tree_layout(grid.network(name))[["x", "y"]].duplicated().any()


@pytest.mark.parametrize("name", NETWORKS)
def test_branches_in_one_row_do_not_overlap(name):
    place = tree_layout(grid.network(name))
    for _, row in place.groupby("y"):
        # In a row, each node follows its parent, or begins a branch further right.
        ordered = row.sort_values("x")
        begins = ordered[~ordered["parent"].isin(row.index)]
        starts = place["x"].reindex(begins["parent"]).to_numpy()[1:]
        before = [ordered["x"][ordered["x"] < x].max() for x in begins["x"].iloc[1:]]
        assert (np.array(before) <= starts).all()


def test_source_stands_left_of_the_transformer():
    assert tree_layout(grid.network("lv_cigre")).loc[0, "x"] < 0


def test_picture_names_its_axis_and_colours_with_units(cigre):
    figure = pictures.feeder_picture(*cigre, title="The voltage falls")
    feeder_axes, colours = figure.axes
    assert feeder_axes.get_title() == "The voltage falls"
    assert feeder_axes.get_xlabel() == "Distance from the transformer (m)"
    assert colours.get_ylabel() == "Voltage (per unit)"


def test_picture_draws_one_dot_per_low_voltage_node(cigre):
    dots = pictures.feeder_picture(*cigre).axes[0].collections[0]
    assert len(dots.get_offsets()) == len(cigre[0].low_voltage_nodes) == 40


def test_colours_keep_the_given_range(cigre):
    dots = pictures.feeder_picture(*cigre, range_pu=(0.9, 1.1)).axes[0].collections[0]
    assert dots.get_clim() == (0.9, 1.1)


def test_nodes_outside_the_limits_get_a_ring_and_a_legend(cigre):
    figure = pictures.feeder_picture(*cigre, limits_pu=(0.92, 1.1))
    rings = figure.axes[0].collections[1]
    assert len(rings.get_offsets()) == (cigre[1] < 0.92).sum() > 0
    assert legend_texts(figure) == ["outside 0.92 to 1.10 per unit"]


def test_picture_within_limits_has_no_legend(cigre):
    assert legend_texts(pictures.feeder_picture(*cigre)) == []


def test_close_nodes_share_a_label():
    feeder = grid.network("lv_rural_simbench")
    figure = pictures.feeder_picture(feeder, np.ones(15))
    assert "6, 11" in [text.get_text() for text in figure.axes[0].texts]


def test_profile_labels_its_cases(cigre):
    feeder, voltage = cigre
    figure = pictures.voltage_profile(feeder, {"evening": voltage, "noon": voltage + 0.02})
    assert legend_texts(figure) == ["evening", "noon"]


def test_profile_shows_the_limits_and_both_units(cigre):
    axes = pictures.voltage_profile(*cigre).axes[0]
    assert [text.get_text() for text in axes.texts] == ["limit 0.90", "limit 1.10"]
    assert axes.child_axes[0].get_ylabel() == "Phase to neutral (V)"


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("draw", [pictures.feeder_picture, pictures.voltage_profile])
def test_pictures_of_every_network_can_be_saved(name, draw, tmp_path):
    feeder = grid.network(name)
    draw(feeder, grid.solve(feeder).nodes["voltage_pu"]).savefig(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").stat().st_size > 10_000


@pytest.mark.parametrize("draw", [pictures.feeder_picture, pictures.voltage_profile])
@pytest.mark.parametrize("voltage_pu", [np.ones(3), np.full(41, np.nan)])
def test_voltages_that_do_not_fit_are_refused(draw, voltage_pu):
    with pytest.raises(ValueError, match="one number for each of the 41 nodes"):
        draw(grid.network("lv_cigre"), voltage_pu)


def test_a_sixth_case_is_refused(cigre):
    feeder, voltage = cigre
    with pytest.raises(ValueError, match="up to 5 cases, found 6"):
        pictures.voltage_profile(feeder, {str(case): voltage for case in range(6)})
