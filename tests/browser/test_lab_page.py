"""The course's own buttons in JupyterLab: mark, save, bring back; and a session that ends and forgets."""

import time
import zipfile
from pathlib import Path

import pytest
from course_sessions import COPY, LESSON_PATH, TOKEN, Place, ship
from lab_session import PATIENCE_MS, open_browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

BINDER = {"BINDER_LAUNCH_HOST": "https://example.org/", "BINDER_REPO_URL": "https://example.org/course"}
RIGHT = "def energy_kwh(power_w, hours):\n    return power_w * hours / 1000"
BANNER = "This session is temporary"
OPENED = """path => window.jupyterapp?.shell.currentWidget?.context?.path === path
  && jupyterapp.shell.currentWidget.context.isReady"""
REWRITE = """([text, source]) => {
  const cells = [...jupyterapp.shell.currentWidget.content.model.cells];
  cells.find(cell => cell.sharedModel.source.includes(text)).sharedModel.source = source;
}"""
SOURCES = "() => [...jupyterapp.shell.currentWidget.content.model.cells].map(cell => cell.sharedModel.source)"
SAVE = "() => jupyterapp.shell.currentWidget.context.save()"
COPIES = """async () => {
  const done = request => new Promise((yes, no) => {
    request.onsuccess = () => yes(request.result);
    request.onerror = () => no(request.error);
  });
  if (!(await indexedDB.databases()).some(one => one.name === "smart-cities-lab")) return 0;
  const database = await done(indexedDB.open("smart-cities-lab"));
  const found = await done(database.transaction("copies").objectStore("copies").getAll());
  database.close();
  return found.length;
}"""


@pytest.fixture(scope="module")
def shipped(tmp_path_factory, repository) -> Path:
    """A course as it was built."""
    return ship(repository, tmp_path_factory.mktemp("shipped") / "course")


@pytest.fixture
def place(tmp_path, shipped):
    """Where one session on Binder follows another, always at the same address."""
    return Place(tmp_path, shipped)


@pytest.fixture(scope="module")
def window():
    with open_browser() as page:
        page.set_default_timeout(PATIENCE_MS)
        yield page


@pytest.fixture(scope="module")
def here(tmp_path_factory, shipped):
    """A session that stays, on the learner's own computer; gives the address."""
    with Place(tmp_path_factory.mktemp("here"), shipped).served() as address:
        yield address


def visit(page, address, path):
    """Open a notebook as a link does."""
    page.goto(f"{address}/lab/tree/{path}?reset&token={TOKEN}")
    page.wait_for_function(OPENED, arg=path)
    # Our commands come from a file of their own, shortly after JupyterLab's.
    page.wait_for_function("() => jupyterapp.commands.hasCommand('citylab:forget')")


def button(page):
    return page.get_by_role("button", name="Mark my work")


def choose_from_menu(page, name):
    """Choose from the menu by keyboard alone."""
    page.get_by_role("menuitem", name="My work").click()
    page.get_by_role("menuitem", name=name).wait_for()
    while page.locator(".lm-Menu-item.lm-mod-active").filter(has_text=name).count() == 0:
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def wait_for_a_copy(page):
    """Wait until the browser keeps something; the first copy compares with all notebooks that the course ships."""
    until = time.monotonic() + PATIENCE_MS / 1000
    while page.evaluate(COPIES) == 0:
        assert time.monotonic() < until, "nothing was kept in the browser"
        page.wait_for_timeout(200)


def test_lesson_has_no_button_to_mark_it(window, here):
    visit(window, here, LESSON_PATH)
    window.get_by_role("button", name="Cut this cell").wait_for()
    assert button(window).count() == 0
    assert window.evaluate("() => jupyterapp.commands.isEnabled('citylab:mark')") is False


def test_empty_assignment_gets_no_points_and_its_page_stands_beside_it(window, here):
    visit(window, here, COPY)
    button(window).click()
    page = window.frame_locator("iframe[title='Marks of street-lamps']")
    page.get_by_text("of 10 points").first.wait_for()
    assert "0 of 10 points" in page.locator(".total").inner_text()
    assert window.locator(".jp-NotebookPanel").is_visible()
    assert window.locator("iframe[title='Marks of street-lamps']").get_attribute("sandbox").split() == [
        "allow-popups",
        "allow-popups-to-escape-sandbox",
    ]


def test_right_answer_gets_its_points_by_keyboard_and_unsaved(window, here):
    window.get_by_role("tab", name="street-lamps.ipynb").click()
    window.wait_for_function(OPENED, arg=COPY)
    window.evaluate(REWRITE, ["def energy_kwh", RIGHT])
    choose_from_menu(window, "Mark my work")
    window.get_by_text("Marked: 3 of 10 points").wait_for()
    page = window.frame_locator("iframe[title='Marks of street-lamps']")
    page.get_by_text("3 of 10 points").first.wait_for()
    assert window.get_by_role("tab", name="Marks: street-lamps").count() == 1


def test_saved_file_brings_a_cell_back_into_the_open_notebook(window, here, tmp_path):
    visit(window, here, LESSON_PATH)
    window.evaluate(REWRITE, ["buses = 10", "buses = 10  # mine"])
    with window.expect_download() as found:
        choose_from_menu(window, "Save my work")
    saved = tmp_path / found.value.suggested_filename
    found.value.save_as(saved)
    assert any(name.endswith(LESSON_PATH) for name in zipfile.ZipFile(saved).namelist())
    window.evaluate(REWRITE, ["# mine", "buses = 10"])
    window.evaluate(SAVE)
    with window.expect_file_chooser() as chooser:
        choose_from_menu(window, "Bring work back …")
    chooser.value.set_files(saved)
    dialog = window.get_by_role("dialog").filter(has_text="Your work is back")
    assert LESSON_PATH in dialog.inner_text()
    window.keyboard.press("Enter")
    assert any("# mine" in source for source in window.evaluate(SOURCES))


def test_file_of_another_kind_is_refused_in_a_sentence(window, here, tmp_path):
    wrong = tmp_path / "wrong.zip"
    wrong.write_text("no zip file")
    with window.expect_file_chooser() as chooser:
        choose_from_menu(window, "Bring work back …")
    chooser.value.set_files(wrong)
    window.get_by_text("This is no zip file").wait_for()


def test_session_that_stays_says_nothing_and_keeps_nothing_in_the_browser(window, here):
    visit(window, here, LESSON_PATH)
    window.evaluate(SAVE)
    assert window.get_by_text(BANNER).count() == 0
    assert window.evaluate(COPIES) == 0
    assert window.outside == []


def test_work_of_a_session_that_ended_is_offered_in_the_next_one(place, window):
    with place.served(**BINDER) as address:
        visit(window, address, LESSON_PATH)
        window.get_by_text(BANNER).wait_for()
        visit(window, address, LESSON_PATH)
        assert window.get_by_text(BANNER).count() == 0, "once is enough"
        window.evaluate(REWRITE, ["buses = 10", "buses = 10  # mine"])
        window.evaluate(SAVE)
        wait_for_a_copy(window)
        window.goto("about:blank")
    place.begin_anew()
    with place.served(**BINDER) as address:
        visit(window, address, LESSON_PATH)
        window.get_by_text("This browser kept work of").wait_for()
        window.get_by_role("button", name="Bring it back").click()
        window.get_by_role("dialog").filter(has_text="Your work is back").wait_for()
        window.keyboard.press("Enter")
        assert any("# mine" in source for source in window.evaluate(SOURCES))
        choose_from_menu(window, "Forget work kept in this browser")
        window.get_by_text("keeps no copy").wait_for()
        assert window.evaluate(COPIES) == 0


def test_browser_that_keeps_nothing_is_no_error(place, window):
    said = []
    context = window.context.browser.new_context()
    context.add_init_script(
        """Object.defineProperty(window, "indexedDB", {
          get() { throw new DOMException("not in this window", "SecurityError"); }
        });"""
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.on("pageerror", lambda error: said.append(str(error)))
    with place.served(**BINDER) as address:
        visit(page, address, LESSON_PATH)
        page.get_by_text(BANNER).wait_for()
        page.evaluate(SAVE)
        choose_from_menu(page, "Forget work kept in this browser")
        page.get_by_text("does not let pages keep").wait_for()
        context.close()
    assert [error for error in said if "citylab" in error] == []
