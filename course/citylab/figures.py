"""Show a matplotlib figure together with its alternative text."""

import base64
import html
import io
from typing import TYPE_CHECKING, Union

from citylab.output import checked_alt, publish

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["show"]

_CSS_PIXELS_PER_INCH = 80
_DOTS_PER_INCH = 2 * _CSS_PIXELS_PER_INCH  # sharp on screens with two dots per CSS pixel


def show(fig: Union["Figure", "Axes"], *, alt: str) -> None:
    """
    Display a figure with its alternative text, then close it.

    Parameters
    ----------
    fig : matplotlib.figure.Figure or matplotlib.axes.Axes
        The figure, or any axes in it.
    alt : str
        A sentence that says what the figure shows, for someone who does not see it.

    Raises
    ------
    TypeError
        If `fig` is no matplotlib figure or axes.
    ValueError
        If `alt` says too little.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> fig, ax = plt.subplots()
    >>> _ = ax.plot([0, 6, 12, 18, 24], [1, 1, 2, 5, 1])
    >>> show(fig, alt="Line chart: the load of a street peaks at six in the evening.")
    [Figure: Line chart: the load of a street peaks at six in the evening.]
    """
    import matplotlib.pyplot as plt

    figure = _figure_of(fig)
    alt = checked_alt(alt, what="figure")
    png, width_px = _png(figure)
    plt.close(figure)
    picture = base64.b64encode(png).decode("ascii")
    publish(
        f'<figure style="margin: 0.5em 0"><img alt="{html.escape(alt)}" width="{width_px}" '
        'style="max-width: 100%; height: auto; background: white; border-radius: 4px" '
        f'src="data:image/png;base64,{picture}"></figure>',
        f"[Figure: {alt}]",
    )


def _figure_of(fig: object) -> "Figure":
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    figure = fig.get_figure(root=True) if isinstance(fig, Axes) else fig
    if not isinstance(figure, Figure):
        raise TypeError(
            f"show needs a matplotlib figure or axes, got {type(fig).__name__}; "
            "start with fig, ax = plt.subplots() and call citylab.show(fig, alt=...)"
        )
    return figure


def _png(figure: "Figure") -> tuple[bytes, int]:
    """Return the picture, and its width on the page. [CSS pixel]"""
    from PIL import Image

    drawn = io.BytesIO()
    figure.savefig(drawn, format="png", dpi=_DOTS_PER_INCH, bbox_inches="tight", facecolor="white")
    # A palette makes the file about three times smaller; charts have few colours.
    with Image.open(drawn) as image:
        small = image.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    packed = io.BytesIO()
    small.save(packed, format="png", optimize=True)
    return packed.getvalue(), round(small.width / _DOTS_PER_INCH * _CSS_PIXELS_PER_INCH)
