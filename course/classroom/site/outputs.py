"""Turn what cells showed in the kernel into what a page of the site shows."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import nbformat

from classroom.site.files import Files
from classroom.site.maps import place_map
from classroom.site.quiz_page import quiz_as_html
from classroom.site.widgets import VIEW, Widgets

__all__ = ["still_outputs"]

_PICTURE = re.compile(r'src="data:image/png;base64,([A-Za-z0-9+/=]+)"')
# The frame of a picture on the page is the style sheet's matter.
_FIGURE_STYLE = re.compile(r'<figure style="[^"]*">')


def still_outputs(notebook: nbformat.NotebookNode, files: Files, *, quiz: Path) -> None:
    """
    Replace, in place, the outputs of a notebook by what needs no kernel.

    Pictures and maps become files; a slider's figure stands at its starting value; the quiz becomes text.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        An executed notebook.
    files : Files
        Where pictures and maps go.
    quiz : pathlib.Path
        The quiz file of the notebook's module.
    """
    widgets = Widgets(notebook)
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [
                _with_files(part, files) for output in cell.outputs for part in _parts(output, widgets, quiz)
            ]


def _parts(output: nbformat.NotebookNode, widgets: Widgets, quiz: Path) -> list[nbformat.NotebookNode]:
    view = output.get("data", {}).get(VIEW)
    if not view:
        return [output]
    if widgets.is_quiz(view):
        return [nbformat.v4.new_output("display_data", {"text/html": quiz_as_html(quiz)})]
    return widgets.still(view)


def _with_files(output: nbformat.NotebookNode, files: Files) -> nbformat.NotebookNode:
    page = output.get("data", {}).get("text/html")
    if page is None:
        return output
    page = page if isinstance(page, str) else "".join(page)
    output.data["text/html"] = place_map(page, files) or _with_pictures(page, files)
    output.metadata = {}
    return output


def _with_pictures(page: str, files: Files) -> str:
    def place(found: re.Match[str]) -> str:
        path = files.put("figures", ".png", base64.b64decode(found[1]))
        return f'loading="lazy" src="{files.url(path)}"'

    page, found = _PICTURE.subn(place, page)
    return _FIGURE_STYLE.sub('<figure class="course-figure">', page) if found else page
