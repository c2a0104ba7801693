"""What the doctor runs inside a kernel; it answers in JSON."""

import html
import importlib
import io
import json
import os
import re
import socket
import sys
from typing import Any

# By the name of the package, as a learner meets it, and the name that is imported.
ENGINES = {
    "numpy": "numpy",
    "pandas": "pandas",
    "scipy": "scipy.stats",
    "scikit-learn": "sklearn.ensemble",
    "matplotlib": "matplotlib.pyplot",
    "folium": "folium",
    "ipywidgets": "ipywidgets",
    "pandera": "pandera",
    "power-grid-model": "power_grid_model",
    "pvlib": "pvlib",
    "uxsim": "uxsim",
    "paho-mqtt": "paho.mqtt.client",
    "amqtt": "amqtt.broker",
}
HERE = ("127.0.0.1", "::1", "localhost")


def look() -> str:
    """Import every engine, make a figure and a map without a network, and return what was seen as JSON."""
    refuse_network()
    engines = {name: _import(module) for name, module in ENGINES.items()}
    return json.dumps(
        {
            "prefix": sys.prefix,
            "engines": engines,
            "pictures": _pictures(),
            "threads": _threads(),
            "memory_mb": _memory_mb(),
        }
    )


def refuse_network() -> None:
    """Let connections out of this computer fail, in this process."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in HERE:
            raise OSError(f"asked for {address[0]}, which is outside this computer")
        connect(self, address)

    socket.socket.connect = only_here  # type: ignore[method-assign, assignment]


def _import(module: str) -> str:
    """Return why a module cannot be imported, or nothing."""
    try:
        importlib.import_module(module)
    except Exception as error:  # a compiled package can fail in many ways; each of them is the finding
        return f"{type(error).__name__}: {error}"
    return ""


def _pictures() -> str:
    """Return why no figure or no map can be made, or nothing."""
    try:
        return _figure() or _map()
    except Exception as error:  # a font, a library, a file: each of them is the finding
        return f"{type(error).__name__}: {error}"


def _figure() -> str:
    from matplotlib.figure import Figure

    figure = Figure()
    figure.subplots().plot([0, 6, 12, 18, 24], [1, 1, 2, 5, 1])
    file = io.BytesIO()
    figure.savefig(file, format="png")
    return "" if file.getvalue().startswith(b"\x89PNG") else "matplotlib made no picture"


def _map() -> str:
    from citylab import maps

    drawn = maps.Map(alt="Map of one circle that shows that maps work here.", location=(53.48, -2.24))
    page = html.unescape(drawn._repr_html_())
    asked = re.findall(r"<(?:script|link|img)[^>]+(?:src|href)=\"(https?:[^\"]+)", page)
    if "leaflet" not in page:
        return "the map is empty"
    return f"the map asks for {asked[0]}" if asked else ""


def _threads() -> dict[str, int]:
    """Return how many threads each compiled library would use."""
    from threadpoolctl import threadpool_info

    return {os.path.basename(info["filepath"]): info["num_threads"] for info in threadpool_info()}


def _memory_mb() -> float:
    import psutil

    return float(psutil.Process().memory_info().rss / 1e6)
