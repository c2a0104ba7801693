"""The website in a browser without a network: what it loads, by keyboard, on a phone, for a screen reader."""

import functools
import http.server
import shutil
import sys
import threading
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lab_session import LOCAL, REPOSITORY, open_browser

sys.path.insert(0, str(REPOSITORY / "tests/classroom/site"))

from sample_site_course import write_course

from classroom.site.building import STAMP, build

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

WHOLE = REPOSITORY / "build" / "site"
PHONE, WINDOW = {"width": 390, "height": 844}, {"width": 1300, "height": 900}
BAD = ("error", "warning")
NARROW = "document.documentElement.scrollWidth <= innerWidth"
# Colours change gently: half-way they have less contrast.
SETTLED = """colours => document.documentElement.dataset.theme === colours && document.readyState === "complete"
  && document.getAnimations().every(one => one.playState !== "running")"""
OUTLINE = "getComputedStyle(document.activeElement).outlineStyle"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of the whole site if `make site` has built it, else a small one built here."""
    place = tmp_path_factory.mktemp("site")
    if (WHOLE / STAMP).is_file():
        shutil.copytree(WHOLE, place / "site")
    else:
        root = write_course(place / "course").resolve()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("CITYLAB_HOME", str(root))
            build(root, place / "site", work=place / "work", say=lambda _: None)
    return place / "site"


@pytest.fixture(scope="module")
def served(folder):
    """The address of the site on a server of its own."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=folder))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def visitor(served):
    """A browser; `complaints` lists what it wrote to its console."""
    with open_browser() as page:
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type in BAD else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        yield page


@pytest.fixture
def page(visitor):
    """The browser with a wide, light window and nothing on its console."""
    visitor.set_viewport_size(WINDOW)
    visitor.emulate_media(color_scheme="light")
    visitor.outside.clear()
    visitor.complaints.clear()
    return visitor


@pytest.fixture(scope="module")
def chosen(folder):
    """The pages that are looked at closely: one of each kind, and a lesson of each module, with a map if it has one."""
    lessons = []
    for module in sorted(folder.glob("[0-9][0-9]-*")):
        pages = sorted(module.glob("0[1-4]*.html"))
        lessons.append(next((page for page in pages if has_map(page)), pages[0]))
    quizzes = sorted(folder.glob("[0-9]*/*quiz.html"))[:1]
    guide = sorted(folder.glob("guide/0*.html"))[:1]
    names = [path.relative_to(folder).as_posix() for path in (*lessons, *quizzes, *guide)]
    return ["index.html", *names, "search.html?q=power"]


def has_map(path: Path) -> bool:
    return "course-map" in path.read_text(encoding="utf-8")


def first_map(folder):
    return next(path for path in sorted(folder.glob("[0-9]*/*.html")) if has_map(path))


def test_no_page_asks_for_anything_outside_complains_or_scrolls_sideways_on_a_phone(page, served, folder):
    page.set_viewport_size(PHONE)
    wide = []
    for path in sorted(folder.rglob("*.html")):
        page.goto(f"{served}/{path.relative_to(folder).as_posix()}")
        wide += [] if page.evaluate(NARROW) else [path.name]
    assert wide == []
    assert page.outside == []
    assert page.complaints == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_serious(page, served, chosen, colours):
    page.emulate_media(color_scheme=colours)
    found = []
    for name in chosen if colours == "light" else chosen[-3:]:
        page.goto(f"{served}/{name}")
        page.locator("#main-content h1, #main-content h2").first.wait_for()
        page.wait_for_function(SETTLED, arg=colours)
        violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        found += [(name, one["id"]) for one in violations if one["impact"] in ("serious", "critical")]
    assert found == []


def test_keyboard_reaches_the_text_first_and_shows_where_it_is(page, served, chosen):
    page.goto(f"{served}/{chosen[1]}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.wait_for_function("document.activeElement.getBoundingClientRect().top >= 0")  # it slides in
    page.keyboard.press("Enter")
    assert page.url.endswith("#main-content")
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate(OUTLINE) != "none"
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_search_finds_a_word_without_a_network(page, served):
    page.goto(f"{served}/index.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("power")
    page.keyboard.press("Enter")
    page.locator("#search-results li a").first.wait_for()
    page.get_by_text("Search finished, found").wait_for()
    assert page.outside == []


def test_map_can_be_moved_and_is_a_picture_without_scripts(page, served, folder):
    address = f"{served}/{first_map(folder).relative_to(folder).as_posix()}"
    page.goto(address)
    page.locator(".course-map iframe").first.scroll_into_view_if_needed()
    shapes = page.frame_locator(".course-map iframe").first.locator(".leaflet-pane path")
    shapes.first.wait_for(state="attached")
    assert shapes.count() > 1
    context = page.context.browser.new_context(java_script_enabled=False)
    still = context.new_page()
    still.goto(address)
    picture = still.frame_locator(".course-map iframe").first.locator("noscript img, body > img")
    picture.wait_for()
    box = picture.bounding_box()
    context.close()
    assert min(box["width"], box["height"]) > 100


def test_site_can_be_read_from_a_folder_without_a_server(page, folder):
    context = page.context.browser.new_context(color_scheme="dark")
    reader, asked = context.new_page(), []
    reader.on("request", lambda request: asked.append(request.url))
    reader.on("pageerror", lambda error: asked.append(str(error)))
    reader.goto(first_map(folder).as_uri())
    reader.frame_locator(".course-map iframe").first.locator(".leaflet-pane").first.wait_for(state="attached")
    theme = reader.evaluate("document.documentElement.dataset.theme")
    context.close()
    assert [url for url in asked if not url.startswith(("file:", *LOCAL))] == []
    assert theme == "dark"


def test_theme_can_be_changed(page, served):
    page.goto(f"{served}/index.html")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.evaluate("localStorage.setItem('mode', 'dark'); localStorage.setItem('theme', 'dark')")
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    page.evaluate("localStorage.clear()")
