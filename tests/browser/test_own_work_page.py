"""The feedback page of a learner's own copy, in a browser: readable, by keyboard, on a phone, and from a file alone."""

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from lab_session import open_browser
from test_feedback_page import LOW_CONTRAST

from classroom.assignment import open_assignment
from classroom.own_work import mark, marking
from classroom.own_work.running import Outcome

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

NAME = "smart-grids"
FAILED = {"ename": "AssertionError", "evalue": "the sizes may come in any order", "traceback": []}


def unmarked(source, notebook, *, seed, in_kernel=None):
    """Stand in for the engine: two questions are wrong, all others right; nothing is run."""
    scores = {}
    for cell in notebook.cells:
        tags = cell.metadata.get("nbgrader", {})
        if tags.get("grade") and not tags.get("solution"):
            is_wrong = tags.grade_id.startswith(("test-size", "test-evening"))
            cell.execution_count = 1
            cell.outputs = [nbformat.v4.new_output("error", **FAILED)] if is_wrong else []
            scores[tags.grade_id] = 0.0 if is_wrong else float(tags.points)
    return Outcome(notebook, scores, [])


@pytest.fixture(scope="module")
def made(tmp_path_factory, repository):
    """The page of a notebook from which a cell was deleted, with one written answer and one left out."""
    asked = open_assignment(repository, NAME)
    stubs = {cell.metadata.nbgrader.grade_id: cell.source for cell in asked.released.cells}
    notebook = asked.handed_in({**asked.reference, "cost": stubs["cost"]})
    notebook.cells = [cell for cell in notebook.cells if cell.metadata.nbgrader.grade_id != "test-roofs-1"]
    folder = tmp_path_factory.mktemp("own-work")
    nbformat.write(notebook, folder / f"{NAME}.ipynb")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marking, "run", unmarked)
        patch.setattr(marking.copies, "place_of", lambda root, name: folder / f"{name}.ipynb")
        patch.setenv("CITYLAB_PROGRESS", str(folder / "progress.json"))
        return mark(repository, folder / f"{NAME}.ipynb", home="http://localhost:8888").page


@pytest.fixture(scope="module")
def browser():
    with open_browser() as page:
        page.set_default_timeout(30_000)
        page.route("file://**", lambda route: route.continue_())
        yield page


def show(browser, made):
    browser.goto(made.as_uri())
    browser.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility_has_no_serious_findings(made, browser, scheme):
    browser.emulate_media(color_scheme=scheme)
    show(browser, made)
    found = Axe().run(browser).response["violations"]
    browser.emulate_media(color_scheme=None)
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    assert "heading-order" not in [one["id"] for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_background(made, browser, scheme):
    browser.emulate_media(color_scheme=scheme)
    show(browser, made)
    low = browser.evaluate(LOW_CONTRAST)
    browser.emulate_media(color_scheme=None)
    assert low == []


@pytest.mark.parametrize("width_px", [390, 1200])
def test_page_is_as_wide_as_the_screen(made, browser, width_px):
    before = browser.viewport_size
    browser.set_viewport_size({"width": width_px, "height": 800})
    show(browser, made)
    width = browser.evaluate("document.documentElement.scrollWidth")
    browser.set_viewport_size(before)
    assert width <= width_px


def test_page_asks_nothing_of_the_world(made, browser):
    browser.outside.clear()
    show(browser, made)
    assert browser.outside == []
    assert browser.evaluate("document.scripts.length + document.querySelectorAll('[src], link, form').length") == 0
    assert made.stat().st_size < 200_000


def test_solution_opens_by_keyboard(made, browser):
    browser.goto(made.as_uri())
    summary = browser.locator("details.reference summary").first
    code = browser.get_by_label("Reference solution").first
    assert not code.is_visible()
    summary.focus()
    browser.keyboard.press("Enter")
    assert code.is_visible()
    assert browser.locator(".discussion").first.is_visible()


def test_closed_solutions_are_not_in_the_page_at_all(made, browser):
    browser.goto(made.as_uri())
    assert browser.get_by_text("So far: 1 of 3").count() == 2
    assert browser.locator("details.reference").count() == 15  # 14 right answers and one that is written


def test_written_answers_are_for_the_learner_to_judge(made, browser):
    browser.goto(made.as_uri())
    assert browser.get_by_text("you judge it").count() == 4
    assert browser.get_by_text("at least 40 words. So far: 0.").count() == 1
    assert browser.get_by_text("waits for a person").count() == 0
