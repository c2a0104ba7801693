"""A supervisor's form from a file on disk: by keyboard, on a phone, for a screen reader; what it saves is read back."""

import json
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lab_session import open_browser

from citylab.internship import answers
from classroom.internship import forms

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

STRENGTH = (
    "In week 4 Ines found that three meters reported in local time and the others in UTC. "
    "She showed it to the metering team with one figure, and they mended the clocks."
)
TO_WORK_ON = (
    "In week 5 she waited three days for an answer before she told me. "
    'Next time I would like to hear of it on the same day; "soon" is too late.'
)
LEVELS = [field.name for field in answers.form("supervisor-evaluation").section("levels").fields]
FIRST_WRONG = "[...document.querySelectorAll('#problems li')].map(one => one.textContent)"


@contextmanager
def opened(document, folder):
    """The form in a browser without a network; `said` lists complaints of the page."""
    path = forms.write(
        document,
        folder,
        intern="ines-calder",
        intern_name="Ines <b>Calder</b> & 王",
        supervisor="Tomasz Hale",
        supervisor_email="tomasz.hale@example.org",
        host="Northgate Networks (fictional)",
        coordinator_email="internship@example.org",
        due_on=date(2027, 4, 23),
    )
    with open_browser() as page:
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.context.route(path.as_uri(), lambda route: route.continue_())
        page.document, page.address = document, path.as_uri()
        page.goto(page.address)
        yield page


def fresh(page):
    """Return the page as it was received, without a draft."""
    page.evaluate("localStorage.clear()")
    page.set_viewport_size({"width": 1000, "height": 900})
    page.emulate_media(color_scheme="light")
    page.reload()
    return page


@pytest.fixture(scope="module", params=forms.for_supervisors())
def _each(request, tmp_path_factory):
    with opened(request.param, tmp_path_factory.mktemp("form")) as page:
        yield page


@pytest.fixture(scope="module")
def _evaluation(tmp_path_factory):
    with opened("supervisor-evaluation", tmp_path_factory.mktemp("form")) as page:
        yield page


@pytest.fixture
def page(_each):
    """The form of each document."""
    return fresh(_each)


@pytest.fixture
def evaluation(_evaluation):
    return fresh(_evaluation)


def type_in(page, name, text):
    page.locator(f"#{name}").fill(text)


def fill_in_by_keyboard(page):
    """Go through the evaluation with Tab, arrows and letters only."""
    press, kind = page.keyboard.press, page.keyboard.type
    page.locator("#supervisor_email").focus()
    press("Tab")  # how often met: the first button of the group
    press("ArrowDown")
    press("Tab")
    press("ArrowUp")  # from the first choice round to the last: no
    for _ in LEVELS:
        press("Tab")
        press("Space")
    for text in (STRENGTH, TO_WORK_ON, ""):
        press("Tab")
        kind(text)
    press("Tab")
    press("ArrowDown")  # good
    press("Tab")
    press("Space")
    press("Tab")
    press("Space")
    press("Tab")
    kind("Tomasz Hale")
    press("Tab")
    kind("04232027")


def saved(page, folder):
    with page.expect_download() as download:
        page.get_by_role("button", name="Check and save the file").click()
    path = Path(folder) / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_page_opens_without_a_complaint_and_asks_for_nothing(page):
    assert page.locator("h1").inner_text() == answers.form(page.document).title
    assert page.said == []
    assert page.outside == []
    assert page.locator("dd").first.inner_text() == "Ines <b>Calder</b> & 王"


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing(page, colours):
    page.emulate_media(color_scheme=colours)
    page.get_by_role("button", name="Check and save the file").click()  # with the problems on it
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:80]) for one in found] == []


@pytest.mark.parametrize("width_px", [320, 390, 1200])
def test_page_fits_the_screen(page, width_px):
    page.set_viewport_size({"width": width_px, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width_px


def test_what_is_typed_by_keyboard_comes_back_as_it_was(evaluation, tmp_path):
    fill_in_by_keyboard(evaluation)
    while evaluation.evaluate("document.activeElement.id") == "signed_on":
        evaluation.keyboard.press("Tab")  # day, month, year, and the calendar
    with evaluation.expect_download() as download:
        evaluation.keyboard.press("Enter")
    assert download.value.suggested_filename == "supervisor-evaluation-ines-calder.json"
    download.value.save_as(tmp_path / "sent.json")
    filled = forms.read(tmp_path / "sent.json")
    assert (filled.document, filled.intern) == ("supervisor-evaluation", "ines-calder")
    assert (filled.supervisor_name, filled.supervisor_email) == ("Tomasz Hale", "tomasz.hale@example.org")
    assert filled.signed_on == date(2027, 4, 23)
    assert filled.answers["strength"] == STRENGTH
    assert filled.answers["to_work_on"] == TO_WORK_ON
    assert [filled.answers[name] for name in LEVELS] == ["3"] * 8
    assert (filled.answers["has_conflict"], filled.answers["overall_level"]) == (False, "good")
    assert evaluation.locator("#saved").get_by_text("internship@example.org").is_visible()


def test_an_empty_form_is_not_saved_and_the_first_problem_can_be_reached(evaluation):
    evaluation.get_by_role("button", name="Check and save the file").click()
    assert evaluation.evaluate("document.activeElement.id") == "problems"
    told = evaluation.evaluate(FIRST_WRONG)
    assert told[0] == "How often did the two of you speak about the work: it is empty; fill it in"
    evaluation.locator("#problems a").first.click()
    assert evaluation.evaluate("document.activeElement.name") == "how_often_met"
    assert evaluation.locator("#saved").is_hidden()


WRONG = {
    "strength": "Went well",
    "to_work_on": "well well well well well well well well well well well well well well well well",
    "supervisor_email": "tomasz at example",
    "signed_name": "Maryam Osei",
    "signed_on": "1999-04-23",
}


def test_sentences_of_the_page_are_those_of_the_course(evaluation, tmp_path):
    fill_in_by_keyboard(evaluation)
    for name, text in WRONG.items():
        type_in(evaluation, name, text)
    evaluation.locator("#quality-0").check()
    for name in LEVELS[3:6]:
        evaluation.locator(f"#{name}-not-seen").check()
    evaluation.get_by_role("button", name="Check and save the file").click()
    told = {name: evaluation.locator(f"#wrong-{name}").inner_text() for name in (*WRONG, "reason_for_none", LEVELS[3])}
    given = json.loads(evaluation.evaluate("localStorage.getItem('citylab-form/supervisor-evaluation/ines-calder')"))
    expected = {problem.field: problem.says for problem in answers.problems(evaluation_form(), given)}
    assert told == {name: as_sentence(expected[name], name) for name in told}


def evaluation_form():
    return answers.form("supervisor-evaluation")


def as_sentence(says, name):
    """Return a sentence as the page shows it beside its field."""
    plain = says.removeprefix(f"{name}: ").split(" (")[0]
    return plain[0].upper() + plain[1:] + "."


def test_words_are_counted_as_the_course_counts_them(evaluation):
    from citylab.internship.kinds import words_in

    for text in ("well-known, 3.5 kW isn't “much”", "城市 data 是", "naïve – Ü ber_lang", "a--b  c", ""):
        type_in(evaluation, "strength", text)
        number = len(words_in(text))
        counted = evaluation.locator("#count-strength").inner_text()
        assert counted.startswith({0: "15 to", 1: "1 word;"}.get(number, f"{number} words;")), text


def test_a_draft_survives_closing_the_page_until_it_is_deleted(evaluation):
    type_in(evaluation, "strength", STRENGTH)
    evaluation.locator("#quality-2").check()
    evaluation.reload()
    assert evaluation.locator("#strength").input_value() == STRENGTH
    assert evaluation.locator("#quality-2").is_checked()
    assert "filled in again" in evaluation.locator("#draft").inner_text()
    evaluation.once("dialog", lambda dialog: dialog.accept())
    evaluation.get_by_role("button", name="Delete the draft").click()
    assert evaluation.locator("#strength").input_value() == ""
    evaluation.reload()
    assert evaluation.locator("#strength").input_value() == ""
    assert evaluation.locator("#supervisor_name").input_value() == "Tomasz Hale"


def test_a_browser_that_keeps_nothing_says_so_and_saves_all_the_same(evaluation, tmp_path):
    with open_browser() as closed:
        closed.context.route(evaluation.address, lambda route: route.continue_())
        closed.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('shut'); }})")
        closed.goto(evaluation.address)
        fill_in_by_keyboard(closed)
        assert "keeps no draft" in closed.locator("#draft").inner_text()
        assert forms.read(saved(closed, tmp_path)).intern == "ines-calder"


def test_a_question_that_hangs_on_another_is_asked_only_then(evaluation):
    assert evaluation.locator("#conflict").is_hidden()
    evaluation.locator("#has_conflict-yes").check()
    assert evaluation.locator("#conflict").is_visible()


def test_feedback_of_a_host_comes_back_as_it_was(tmp_path):
    with opened("host-feedback", tmp_path) as page:
        fill_in_feedback(page)
        filled = forms.read(saved(page, tmp_path))
    assert filled.answers["hours_a_week"] == 3.5
    assert filled.answers["support"] == "not needed"
    assert filled.answers["had_incident"] is False


def fill_in_feedback(page):
    for choice in ("papers-2", "match-3", "support-not-needed", "had_incident-no", "host_again-yes", "may_quote-no"):
        page.locator(f"#{choice}").check()
    texts = {
        "hours_a_week": "3.5",
        "useful_skills": "Time series with gaps, and tests",
        "missing_skills": "Reading a diagram of the network",
        "use_of_result": "One of our engineers runs it daily",
        "signed_name": "tomasz  hale",
        "signed_on": "2027-04-23",
    }
    for name, text in texts.items():
        type_in(page, name, text)
