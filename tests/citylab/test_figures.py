import base64
import io
import re

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

import citylab

ALT = 'Line chart: the load peaks at six in the evening & falls "fast"'


@pytest.fixture
def published(monkeypatch):
    """What would be displayed in a notebook: pairs of HTML and text."""
    seen = []
    monkeypatch.setattr("citylab.figures.publish", lambda html, text: seen.append((html, text)))
    return seen


@pytest.fixture
def fig():
    fig, ax = plt.subplots()
    hours = np.linspace(0, 24, 96)
    for homes in range(8):
        ax.plot(hours, np.sin(hours / 4 + homes))
    yield fig
    plt.close(fig)


def test_show_carries_the_alternative_text_escaped(fig, published):
    citylab.show(fig, alt=ALT)
    html, text = published[0]
    assert 'in the evening &amp; falls &quot;fast&quot;"' in html
    assert text == f"[Figure: {ALT}]"


def test_show_closes_the_figure_so_that_it_appears_once(fig, published):
    citylab.show(fig, alt=ALT)
    assert not plt.fignum_exists(fig.number)


def test_picture_has_two_dots_per_pixel_and_is_small(fig, published):
    citylab.show(fig, alt=ALT)
    html = published[0][0]
    png = base64.b64decode(re.search(r"base64,([^\"]+)", html)[1])
    width_px = int(re.search(r'width="(\d+)"', html)[1])
    assert Image.open(io.BytesIO(png)).width == pytest.approx(2 * width_px, abs=2)
    assert len(png) < 60_000


def test_axes_are_taken_for_their_figure(fig, published):
    citylab.show(fig.axes[0], alt=ALT)
    assert published


@pytest.mark.parametrize("alt", ["", "figure", "   a plot    of loads  ", None, 3])
def test_useless_alternative_text_is_refused_with_the_remedy(fig, alt):
    with pytest.raises(ValueError, match=r"at least 20 characters what the figure.*alt="):
        citylab.show(fig, alt=alt)


def test_what_is_no_figure_is_refused_with_the_remedy():
    with pytest.raises(TypeError, match=r"got list; start with fig, ax = plt\.subplots"):
        citylab.show([1, 2], alt=ALT)


def test_outside_a_notebook_the_text_is_printed(fig, capsys):
    citylab.show(fig, alt=ALT)
    assert capsys.readouterr().out == f"[Figure: {ALT}]\n"
