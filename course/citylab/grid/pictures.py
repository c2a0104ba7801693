"""Pictures of a feeder: its one-line diagram, and its voltage along the way."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from citylab.grid import _drawing as drawing
from citylab.grid._layout import tree_layout
from citylab.grid.network import Network

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["feeder_picture", "voltage_profile"]

PHASE_VOLTAGE_V = 230.0


def feeder_picture(
    network: Network,
    voltage_pu: Any,
    *,
    title: str = "",
    range_pu: tuple[float, float] | None = None,
    limits_pu: tuple[float, float] = (0.90, 1.10),
) -> "Figure":
    """
    Draw the feeder as a one-line diagram, coloured by voltage.

    Distance from the transformer runs to the right; rows only keep the branches
    apart. Large dots have a load or a generator, with the number of the node.

    Parameters
    ----------
    network : Network
        The feeder.
    voltage_pu : pandas.Series or array-like, shape (n_nodes,)
        Voltage of each node, such as ``solve(network).nodes["voltage_pu"]``.
        [per unit]
    title : str
        What the picture shows, as a finding.
    range_pu : tuple of float, optional
        Voltages at the ends of the colours, to compare pictures; those found, if
        left out. [per unit]
    limits_pu : tuple of float
        Voltages outside them get a ring. [per unit]

    Returns
    -------
    matplotlib.figure.Figure
        The figure; show it with ``citylab.show(fig, alt="...")``.

    Raises
    ------
    ValueError
        If there is not one voltage for each node.

    Examples
    --------
    >>> from citylab import grid
    >>> feeder = grid.network("lv_cigre")
    >>> figure = feeder_picture(feeder, grid.solve(feeder).nodes["voltage_pu"])
    """
    voltage = drawing.by_node(network, voltage_pu)[network.low_voltage_nodes]
    place = tree_layout(network)
    figure = drawing.new_figure(1.6 + 0.4 * (place["y"].max() - place["y"].min()))
    ax = figure.add_subplot()
    drawing.draw_feeder(ax, network, place)
    dots = drawing.draw_nodes(ax, network, place, voltage, range_pu or drawing.rounded(voltage))
    drawing.draw_outside(ax, place, voltage, limits_pu)
    bar = figure.colorbar(dots, ax=ax, pad=0.01, fraction=0.05)
    bar.set_label("Voltage (per unit)")
    ax.set(xlabel="Distance from the transformer (m)", yticks=[], title=title)
    ax.set_ylim(place["y"].max() + 0.7, place["y"].min() - 0.7)
    ax.spines[["left", "right", "top"]].set_visible(False)
    return figure


def voltage_profile(
    network: Network,
    voltage_pu: Any,
    *,
    title: str = "",
    limits_pu: tuple[float, float] | None = (0.90, 1.10),
) -> "Figure":
    """
    Draw the voltage against the distance from the transformer.

    Parameters
    ----------
    network : Network
        The feeder.
    voltage_pu : pandas.Series, array-like or dict
        Voltage of each node; a dictionary from label to voltages draws up to
        five cases. [per unit]
    title : str
        What the picture shows, as a finding.
    limits_pu : tuple of float, optional
        Lowest and highest voltage allowed, as dashed lines. [per unit]

    Returns
    -------
    matplotlib.figure.Figure
        The figure; show it with ``citylab.show(fig, alt="...")``.

    Raises
    ------
    ValueError
        If there is not one voltage for each node, or there are more than five
        cases.

    Examples
    --------
    >>> from citylab import grid
    >>> feeder = grid.network("lv_cigre")
    >>> figure = voltage_profile(feeder, grid.solve(feeder).nodes["voltage_pu"])
    """
    cases = voltage_pu if isinstance(voltage_pu, Mapping) else {"": voltage_pu}
    if len(cases) > len(drawing.CASE_COLOURS):
        raise ValueError(f"a picture shows up to 5 cases, found {len(cases)}; draw two pictures")
    figure = drawing.new_figure(4.0)
    ax = figure.add_subplot()
    if limits_pu:
        drawing.draw_limits(ax, limits_pu)
    styles = zip(cases.items(), drawing.CASE_COLOURS, drawing.CASE_STYLES, strict=False)
    for (label, values), colour, style in styles:
        drawing.draw_profile(ax, network, drawing.by_node(network, values), label, colour, style)
    if len(cases) > 1:
        figure.legend(frameon=False, loc="outside lower center", ncols=len(cases))
    ax.set(xlabel="Distance from the transformer (m)", ylabel="Voltage (per unit)", title=title)
    volts = ax.secondary_yaxis("right", functions=(_to_volts, _to_per_unit))
    volts.set_ylabel("Phase to neutral (V)")
    ax.spines["top"].set_visible(False)
    return figure


def _to_volts(voltage_pu: Any) -> Any:
    return voltage_pu * PHASE_VOLTAGE_V


def _to_per_unit(voltage_v: Any) -> Any:
    return voltage_v / PHASE_VOLTAGE_V
