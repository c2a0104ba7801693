"""
Notebooks of the course open and run in JupyterLab, and ask nothing of the world.

`make test` opens those with something that only a browser can judge: a slider, a map, a quiz, the start page.
`make test-browser` opens every one.
"""

import os
import re
from pathlib import Path

import pytest
from lab_session import (
    cells_never_run,
    errors_in,
    maps_drawn,
    open_notebook,
    output_of,
    run_all,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

REPOSITORY = Path(__file__).resolve().parents[2]
ALIVE = re.compile(r"slider|\bmaps\.|\bas_map\b|\bquiz\(|start_page")
NOTEBOOKS = sorted(
    path.relative_to(REPOSITORY).as_posix()
    for path in (REPOSITORY / "course" / "notebooks").rglob("*.ipynb")
    if ".ipynb_checkpoints" not in path.parts
    and (os.environ.get("CITYLAB_EVERY_PAGE") or ALIVE.search(path.read_text(encoding="utf-8")))
)


def test_every_module_has_pages_to_look_at():
    folders = {Path(path).parent.name for path in NOTEBOOKS}
    assert {"notebooks", *(path.name for path in (REPOSITORY / "course" / "lessons").glob("[0-9]*"))} == folders


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_notebook_runs_in_lab_without_a_network(page, path):
    open_notebook(page, path)
    cells = run_all(page)
    assert errors_in(cells) == []
    assert cells_never_run(cells) == []
    assert page.outside == []
    assert 0 not in maps_drawn(page), "a map is blank"
    assert pictures_without_text(page) == []
    _move_first_slider(page)


def pictures_without_text(page):
    """Return the sources of pictures and frames in outputs that say nothing to a screen reader."""
    return page.evaluate(
        """() => [...document.querySelectorAll(".jp-OutputArea img, .jp-OutputArea iframe")]
        .filter(element => !(element.alt || element.title || "").trim())
        .map(element => element.outerHTML.slice(0, 80))"""
    )


def _move_first_slider(page):
    """Move a slider by keyboard, if there is one, and wait until its output differs."""
    handle = page.locator(".jp-OutputArea .noUi-handle").first
    if not handle.count():
        return
    output = output_of(handle)
    before = output.inner_html()
    handle.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "([element, before]) => element.innerHTML !== before && !element.querySelector('.jp-mod-error')",
        arg=[output.element_handle(), before],
        timeout=30_000,
    )
