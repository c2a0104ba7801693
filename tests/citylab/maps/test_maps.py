import re
import subprocess
import sys

import folium
import pytest

from citylab import maps

ALT = "Map of a feeder: only its far end is above the limit."
SQUARE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "Mill"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[-2.3, 53.4], [-2.2, 53.4], [-2.2, 53.5], [-2.3, 53.4]]],
            },
        }
    ],
}
MAKE = f"""
from citylab import maps
m = maps.Map(alt={ALT!r})
maps.add_outline(m, {SQUARE!r}, tooltip="name")
maps.add_circle(m, 53.45, -2.25, tooltip="bus 1")
"""


@pytest.fixture
def feeder():
    feeder = maps.Map(alt=ALT)
    maps.add_outline(feeder, SQUARE, tooltip="name", fill="#cccccc")
    maps.add_line(feeder, [(53.4, -2.3), (53.45, -2.25)], tooltip="line 1", dashed=True)
    maps.add_circle(feeder, 53.45, -2.25, tooltip="bus 1")
    maps.add_legend(feeder, "Voltage (pu)", {"#0072b2": "up to 1.10", "#d55e00": "above 1.10"})
    return feeder


def loaded(page):
    """Addresses that the page itself would load."""
    return re.findall(r'<(?:script|img|iframe)[^>]*src="(?!data:)[^"]*|<link[^>]*href="[^"]*', page)


def test_page_loads_nothing(feeder):
    page = feeder.page()
    assert loaded(page) == []
    assert not re.search(r"url\((?!data:|#)", page)


def test_map_is_below_a_quarter_of_a_megabyte(feeder):
    assert len(feeder._repr_html_().encode()) < 250_000


def test_page_has_equal_bytes_in_every_run(feeder):
    runs = [
        subprocess.run([sys.executable, "-c", MAKE + "print(m.page())"], capture_output=True, check=True).stdout
        for _ in range(2)
    ]
    assert runs[0] == runs[1]
    assert feeder.page() == feeder.page()


def test_popups_and_choropleths_have_equal_bytes_too():
    def page():
        city = maps.Map(alt=ALT)
        folium.Choropleth(SQUARE, data={"Mill": 3, "Quay": 5}, key_on="feature.properties.name").add_to(city)
        folium.Marker((53.4, -2.2), popup="Quay").add_to(city)
        return city.page()

    assert page() == page()
    assert loaded(page()) == []


def test_only_what_a_map_uses_is_carried(feeder):
    plain = feeder.page()
    folium.Marker((53.4, -2.2), popup="Quay").add_to(feeder)
    assert "jQuery v3" not in plain
    assert "jQuery v3" in feeder.page()
    assert "L.Icon.Default.mergeOptions({iconUrl:'data:image/png" in feeder.page()


def test_map_carries_its_alternative_text_in_a_notebook(feeder):
    bundle = feeder._repr_mimebundle_()
    assert f'<iframe title="{ALT}"' in bundle["text/html"]
    assert bundle["text/plain"] == f"[Map: {ALT}]"


@pytest.mark.parametrize("alt", ["", "map", None])
def test_useless_alternative_text_is_refused(alt):
    with pytest.raises(ValueError, match="at least 20 characters what the map shows"):
        maps.Map(alt=alt)


def test_map_without_location_shows_all_that_is_on_it(feeder):
    assert re.search(r"fitBounds\(\s*\[\[53.4, -2.3\], \[53.5, -2.2\]\]", feeder.page())


def test_map_with_location_stays_there():
    city = maps.Map(alt=ALT, location=(53.48, -2.24), zoom_start=10)
    maps.add_circle(city, 10, 10)
    assert "fitBounds" not in city.page().split("<body>")[1]
    assert '"zoom": 10' in city.page()


def test_legend_can_be_reached_and_read_by_keyboard(feeder):
    page = feeder.page()
    assert 'tabindex="0" aria-label="Legend: Voltage (pu)"' in page
    assert "above 1.10</li>" in page


def test_tiles_come_only_on_request_and_with_a_note():
    plain, tiled = maps.Map(alt=ALT), maps.Map(alt=ALT, tiles=True)
    assert "tileLayer" not in plain.page().split("<body>")[1]
    assert "tile.openstreetmap.org" in tiled.page()
    assert "come from the network" in tiled._repr_html_()


def test_credit_is_shown_below_the_map():
    city = maps.Map(alt=ALT, credit="© OpenStreetMap contributors")
    assert "© OpenStreetMap contributors</figcaption>" in city._repr_html_()


def test_saved_file_is_the_page(feeder, tmp_path):
    feeder.save(tmp_path / "feeder.html")
    assert (tmp_path / "feeder.html").read_text(encoding="utf-8") == feeder.page()


@pytest.mark.parametrize(
    ("layer", "message"),
    [
        (folium.TileLayer("OpenStreetMap"), r"ask for it with Map\(\.\.\., tiles=True\)"),
        (folium.Marker((53, -2), icon=folium.Icon()), "folium.Icon needs fonts"),
    ],
)
def test_layer_that_needs_the_network_is_refused_with_the_remedy(feeder, layer, message):
    layer.add_to(feeder)
    with pytest.raises(maps.MapError, match=message):
        feeder.page()


def test_plugin_that_is_not_carried_is_refused_with_the_remedy(feeder):
    from folium.plugins import MarkerCluster

    MarkerCluster().add_to(feeder)
    with pytest.raises(maps.MapError, match=r"would load leaflet\.markercluster\.js.*add_circle"):
        feeder.page()


def test_tooltip_is_plain_text(feeder):
    maps.add_circle(feeder, 53, -2, tooltip="<b>`${alert(1)}`</b>\\\nnext")
    assert "&lt;b&gt;&#96;&#36;{alert(1)}&#96;&lt;/b&gt;&#92;<br>next" in feeder.page()


def test_outline_does_not_change_what_it_is_given(feeder):
    before = repr(SQUARE)
    feeder.page()
    assert repr(SQUARE) == before


@pytest.mark.parametrize("place", [(-200, 0), (53.4, 500_000.0), (float("nan"), 0)])
def test_place_outside_the_earth_is_refused(feeder, place):
    with pytest.raises(ValueError, match=r"latitude .* then longitude"):
        maps.add_circle(feeder, *place)


@pytest.mark.parametrize("wrong", [[], {"type": "Feature"}, "file.geojson"])
def test_what_is_no_feature_collection_is_refused(feeder, wrong):
    with pytest.raises(TypeError, match="must be a FeatureCollection"):
        maps.add_outline(feeder, wrong)


def test_colour_that_is_none_is_refused(feeder):
    with pytest.raises(ValueError, match="a colour must be like"):
        maps.add_legend(feeder, "Voltage", {'red" onload="x': "high"})
