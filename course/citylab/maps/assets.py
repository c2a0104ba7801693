"""Leaflet, jQuery and D3, read from the packages that carry them."""

import base64
import re
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

__all__ = ["CARRIED", "FREE_OF", "default_icon", "script", "style"]

# What folium asks for by the end of its address, and the file that stands in for it.
CARRIED = {
    "leaflet.js": ("xstatic-leaflet", "leaflet.js"),
    "leaflet.css": ("xstatic-leaflet", "leaflet.css"),
    "jquery-3.7.1.min.js": ("xstatic-jquery", "jquery.min.js"),
    "d3.min.js": ("xstatic-d3", "d3.js"),
}
# What folium asks for in every map although ours do without: icons and their fonts.
FREE_OF = ("bootstrap", "awesome", "glyphicons")
_ICONS = {
    "iconUrl": "marker-icon.png",
    "iconRetinaUrl": "marker-icon-2x.png",
    "shadowUrl": "marker-shadow.png",
}


@cache
def script(name: str) -> str:
    """Return a carried script as an HTML element."""
    code = _file(*CARRIED[name]).read_text(encoding="utf-8")
    code = re.sub(r"(?m)^\s+|//# sourceMappingURL=.*$", "", code)
    return "<script>" + code.replace("</script", r"<\/script") + "</script>"


@cache
def style(name: str) -> str:
    """Return a carried style sheet as an HTML element, its pictures included."""
    package, file = CARRIED[name]
    code = _file(package, file).read_text(encoding="utf-8")
    code = re.sub(r"url\(images/([\w.-]+)\)", lambda found: f"url({_picture(found[1])})", code)
    return f"<style>{code}</style>"


@cache
def default_icon() -> str:
    """Return the script that gives markers a carried picture."""
    options = ",".join(f"{key}:'{_picture(name)}'" for key, name in _ICONS.items())
    return f"<script>delete L.Icon.Default.prototype._getIconUrl;L.Icon.Default.mergeOptions({{{options}}});</script>"


@cache
def _picture(name: str) -> str:
    content = _file("xstatic-leaflet", name).read_bytes()
    return f"data:image/png;base64,{base64.b64encode(content).decode('ascii')}"


@cache
def _file(package: str, name: str) -> Path:
    # Looked up by its record: importing a namespace package would run its code for nothing.
    for file in distribution(package).files or ():
        if file.name == name:
            return Path(str(file.locate()))
    raise FileNotFoundError(f"{name} is missing from the package {package}; install the course's environment again")
