"""The voting page in a browser without a network: by keyboard, on a phone, and from two visitors' sides."""

import json
import os
import re
import subprocess
import sys
import time

import pytest
from lab_session import LOCAL, PATIENCE_MS, errors_in, open_notebook, output_of, run_all

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PHONE = {"width": 390, "height": 844}
START_S = 90
COMMAND = [sys.executable, "-c", "from classroom.cli import main; main()", "vote", "--no-browser"]
NOTEBOOK = """from citylab.participation import voting
voting.app(ballots={path!r})"""


@pytest.fixture(scope="module")
def vote(tmp_path_factory):
    """The address of a voting page; `stop` ends it."""
    folder = tmp_path_factory.mktemp("vote")
    log = folder / "said.txt"
    with log.open("w") as said:
        process = subprocess.Popen(
            [*COMMAND, "--ballots", str(folder / "class.sqlite")], stdout=said, stderr=said, env={**os.environ}
        )
    until = time.monotonic() + START_S
    while "Ctrl-C" not in log.read_text() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.1)
    found = re.search(r"http://127\.0\.0\.1:\d+/", log.read_text())
    assert found, log.read_text()
    yield found.group(), process
    process.terminate()
    process.wait(timeout=60)


@pytest.fixture
def visitor(window, vote):
    """Open the page as one more visitor, in a browser of its own; `outside` lists what it asked of the world."""
    contexts = []

    def visit(viewport=None):
        contexts.append(window.context.browser.new_context(viewport=viewport or {"width": 1200, "height": 900}))
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.outside = []

        def route(found):
            if found.request.url.startswith(LOCAL):
                found.continue_()
            else:
                page.outside.append(found.request.url)
                found.abort()

        contexts[-1].route("**/*", route)
        page.goto(vote[0])
        page.get_by_role("button", name="Cast my ballot").wait_for()
        return page

    yield visit
    for context in contexts:
        context.close()


def cast(page, name, *projects):
    """Vote with the mouse, and return what the page answers."""
    page.get_by_label("Your name").fill(name)
    for project in projects:
        page.get_by_role("checkbox", name=project).check()
    page.get_by_role("button", name="Cast my ballot").click()
    page.get_by_role("alert").filter(has_text=re.compile("[✓✗]")).wait_for()
    return page.locator(".citylab-vote [role=alert]").inner_text()


def test_page_asks_nothing_of_the_world_and_lists_the_projects(visitor):
    page = visitor()
    page.wait_for_timeout(1000)  # [ms] late requests
    assert page.outside == []
    assert page.get_by_role("checkbox").count() == 30
    assert page.title() == "Neighbourhood vote"
    assert page.get_by_role("heading", name="Weir Estate").count() == 1


def test_ballot_is_cast_by_keyboard_alone(visitor):
    page = visitor()
    page.get_by_label("Your name").focus()
    for key in ["K", "i", "m", "Tab", "Space", "Tab", "Tab", "Space", *["Tab"] * 28, "Enter"]:
        page.keyboard.press(key)
    page.get_by_text("✓ Thank you, Kim: your ballot is in the box.").wait_for()
    page.get_by_role("button", name="Next voter").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Your name").wait_for()
    page.wait_for_function("document.activeElement.matches('input[type=text]')")
    assert page.get_by_role("checkbox", checked=True).count() == 0


def test_other_visitor_sees_the_ballot_and_cannot_vote_with_the_same_name(visitor):
    one, other = visitor(), visitor()
    assert "Thank you, Ann" in cast(one, "Ann", "Youth house")
    other.locator(".citylab-vote-row", has_text="Youth house").wait_for()
    chart = other.get_by_role("img", name=re.compile(r"Bar chart: votes for each project out of \d+ ballots?\."))
    assert chart.count() == 1
    assert "“ANN” has voted already" in cast(other, "ANN ", "Street trees")


def test_blank_ballot_asks_first(visitor):
    page = visitor()
    assert "A blank ballot says" in cast(page, "Bo")
    page.get_by_role("button", name="Yes, cast a blank ballot").click()
    page.get_by_text("✓ Thank you, Bo").wait_for()


def test_everything_fits_on_a_phone(visitor):
    page = visitor(PHONE)
    cast(page, "Di", "Promenade with lights and benches")
    page.locator(".citylab-vote-row").first.wait_for()
    too_wide = """() => [...document.querySelectorAll(".citylab-vote *")]
      .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1).map(e => e.className)"""
    assert page.evaluate(too_wide) == []
    page.get_by_role("button", name="Next voter").click()
    label = page.locator(".citylab-vote label.widget-label-basic").first
    label.wait_for()
    assert page.evaluate(too_wide) == []
    assert label.bounding_box()["height"] >= 24


def test_page_that_is_left_ends_its_kernel(visitor):
    page, other = visitor(), visitor()
    kernel = page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")
    page.goto("about:blank")
    gone = "async id => (await fetch(`/api/kernels/${id}`)).status === 404"
    other.wait_for_function(gone, arg=kernel, polling=200)


def test_app_works_in_a_notebook(window, served, tmp_path):
    code = NOTEBOOK.format(path=str(tmp_path / "class.sqlite"))
    cell = {"cell_type": "code", "execution_count": None, "id": "a", "metadata": {}, "outputs": [], "source": code}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    book = {"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (served / "vote.ipynb").write_text(json.dumps(book))
    open_notebook(window, "vote.ipynb")
    assert errors_in(run_all(window)) == []
    app = output_of(window.locator(".citylab-vote").first)
    app.get_by_label("Your name").fill("Ann")
    app.get_by_role("checkbox", name="Street trees").check()
    app.get_by_role("button", name="Cast my ballot").click()
    app.get_by_text("Thank you, Ann").wait_for()
    app.locator(".citylab-vote-row", has_text="Street trees").wait_for()
    assert window.outside == []


def test_page_says_when_the_vote_is_over(visitor, vote):
    page = visitor()
    vote[1].terminate()
    page.get_by_text("This page has lost its connection. A ballot that was confirmed is safe.").wait_for()
    assert page.get_by_role("button", name="Load the page again").is_visible()
