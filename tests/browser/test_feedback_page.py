"""What a student writes does not run: on the feedback page, on nbgrader's stock page, and in formgrader."""

import copy
import os
import shutil
import warnings
from datetime import datetime
from pathlib import Path

import nbformat
import pytest
from lab_session import open_browser, running_lab
from nbconvert.exporters import HTMLExporter
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory

from classroom.assignment import open_assignment
from classroom.building import build
from classroom.course_root import load_config
from classroom.feedback import write_pages
from classroom.nbgrader_run import NbgraderRun

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    # nbgrader uses calls that SQLAlchemy and Python advise against.
    pytest.mark.filterwarnings("default"),
]

NAME = "street-lamps"
# Each says RAN and its number on the console, and so does every page that it opens.
MARKUP = {
    "a script": "<script>console.log('RAN script')</script>",
    "an error handler": "<img src='missing.png' onerror=\"console.log('RAN onerror')\">",
    "a handler in an SVG": "<svg onload=\"console.log('RAN svg')\"><circle r='9'/></svg>",
    "a script in an SVG": "<svg><script>console.log('RAN svg-script')</script></svg>",
    "a frame with a document": "<iframe srcdoc=\"<script>console.log('RAN srcdoc')</script>\"></iframe>",
    "a frame with an address": "<iframe src=\"javascript:console.log('RAN frame')\"></iframe>",
    "an object": "<object data=\"data:text/html,<script>console.log('RAN object')</script>\"></object>",
    "a link": "<a class='trap' href=\"javascript:console.log('RAN link')\">look</a>",
    "a link in disguise": "<a class='trap' href=\"&#106;ava\tscript:console.log('RAN disguise')\">look</a>",
    "a file handed in": "<a class='trap' href='look.html'>look</a>",
    "a form": "<form action=\"javascript:console.log('RAN form')\"><button class='trap'>go</button></form>",
    "a button of the page's own": "<span class='full-credit mark-graded trap' id='submission_id'>look</span>",
    "a refresh": "<meta http-equiv=refresh content=\"0;url=javascript:console.log('RAN refresh')\">",
    "an animation": "<style>@keyframes k{}</style>"
    "<b style='animation:k 1s' onanimationstart=\"console.log('RAN style')\">b</b>",
    "an old style": "<div style=\"width:expression(console.log('RAN expression'))\">x</div>",
    "details": "<details open ontoggle=\"console.log('RAN toggle')\"><summary>x</summary>y</details>",
    "a focus": "<input autofocus onfocus=\"console.log('RAN focus')\">",
    "broken nesting": "<noscript><p title=\"</noscript><img src=x onerror=console.log('RAN noscript')>\">",
    "another language": "<math><mtext><table><mglyph>"
    "<style><!--</style><img src=x onerror=\"console.log('RAN mathml')\">",
    "a base": "<base href='https://elsewhere.example/'>",
    "a component": "<template shadowrootmode=open><img src=x onerror=\"console.log('RAN shadow')\"></template>",
    "a formula": "$\\href{javascript:console.log('RAN tex')}{x} \\unicode{x41} "
    "\\require{action} \\class{full-credit}{y}$",
    "Markdown": "[look](javascript:console.log('RAN-markdown')) ![x](x\"onerror=\"console.log('RAN-image'))",
}
BUNDLES = {
    "JavaScript": {"application/javascript": "console.log('RAN mime')"},
    "old JavaScript": {"text/javascript": "console.log('RAN mime-old')", "application/x-javascript": "1"},
    "SVG": {
        "image/svg+xml": "<svg onload=\"console.log('RAN svg-mime')\"><script>console.log('RAN svg')</script></svg>"
    },
    "a widget": {
        "application/vnd.jupyter.widget-view+json": {"model_id": "</script><script>console.log('RAN widget')</script>"}
    },
    "a viewer": {"application/vnd.plotly.v1+json": {"data": "<script>console.log('RAN plotly')</script>"}},
    "LaTeX": {
        "text/latex": "<script>console.log('RAN latex')</script>$\\href{javascript:console.log('RAN latex')}{x}$"
    },
    "no picture": {"image/png": "\" onerror=\"console.log('RAN png')"},
    "a diagram": {"text/vnd.mermaid": "<script>console.log('RAN mermaid')</script>"},
    "a frame": {"text/html": "<script>console.log('RAN isolated')</script>"},
}
# The student's part of a page: of nbgrader's pages, and of ours.
THEIRS = """() => [...document.querySelectorAll(
  document.querySelector("#notebook") ? "#notebook .rendered_html *, #notebook .output *" : "main *")]"""
TOUCH = f"""() => {{
  for (const element of ({THEIRS})()) {{
    for (const kind of ["mouseover", "focus", "pointerdown"]) element.dispatchEvent(new Event(kind, {{bubbles: true}}));
    if (element.matches("a:not([href^='#']):not([href^='http']), .trap, form *")) element.click();
  }}
}}"""
DANGER = f"""() => {{
  const found = [];
  const never = /^(script|iframe|object|embed|form|input|base|meta|link|style|svg|math|template|noscript)$/i;
  for (const element of ({THEIRS})()) {{
    const name = element.tagName.toLowerCase();
    const isOurs = element.textContent.startsWith(".rendered_html td, .rendered_html th {{padding");
    if (never.test(name) && !isOurs) found.push(name);
    for (const {{name: key, value}} of element.attributes) {{
      if (/^on/i.test(key) || key === "style") found.push(`${{name}}[${{key}}]`);
      const isHarmless = /^(#|https?:|mailto:|data:image.(png|jpeg))/i.test(value);
      if (/^(href|src|action)$/.test(key) && !isHarmless) found.push(value);
    }}
  }}
  return found;
}}"""


@pytest.fixture(scope="module")
def course(tmp_path_factory, repository):
    """A course with one student, whose marked notebook holds everything above."""
    root = tmp_path_factory.mktemp("feedback")
    shutil.copytree(repository / "tests/classroom/street-lamps", root / "assignments/masters/street-lamps")
    shutil.copy(repository / "assignments/nbgrader_config.py", root / "assignments")
    build(root)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _mark(root)
    path = root / "class/autograded/ada" / NAME / f"{NAME}.ipynb"
    path.chmod(0o644)
    path.write_text(nbformat.writes(_hostile(nbformat.read(path, as_version=4))), encoding="utf-8")
    with Gradebook(load_config(root / "class").CourseDirectory.db_url) as gradebook:
        for grade in gradebook.find_submission_notebook(NAME, NAME, "ada").grades:
            grade.auto_score = 0.0
        gradebook.db.commit()
    return root / "class"


def _mark(root):
    nbgrader = NbgraderRun(root / "assignments", root / "class", NAME, has_exchange=False)
    nbgrader.generate(datetime(2025, 3, 14))
    nbgrader.enrol("ada", "Ada", "Okoro", "")
    asked = open_assignment(root, NAME)
    handed_in = asked.handed_in({**asked.reference, "who": "x"})
    nbgrader.submit("ada", nbformat.writes(handed_in).encode(), datetime(2025, 3, 13))
    assert nbgrader.autograde("ada") == ""


def _hostile(notebook):
    text = "\n\n".join(MARKUP.values())
    new = nbformat.v4
    html = [new.new_output("display_data", data={"text/html": markup}) for markup in MARKUP.values()]
    bundles = [new.new_output("display_data", data=copy.deepcopy(data)) for data in BUNDLES.values()]
    bundles[-1].metadata = {"text/html": {"isolated": True}}
    picture = new.new_output("display_data", data={"image/png": "aaaa"})
    picture.metadata = {
        "image/png": {
            "width": "1 onerror=console.log('RAN-width')",
            "alt": "\"><script>console.log('RAN alt')</script>",
        }
    }
    printed = new.new_output("stream", name="stdout", text=text)
    failed = new.new_output("error", ename=text, evalue=text, traceback=[text])
    markdown = new.new_output("display_data", data={"text/markdown": text})
    mine = new.new_code_cell("# mine\n" + text, outputs=[*html, *bundles, picture, printed, failed, markdown])
    mine.metadata = {"tags": ["\"><script>console.log('RAN tag')</script>"]}
    attached = new.new_markdown_cell(f"{text}\n\n![a](attachment:a.html) ![b](attachment:b.png)")
    attached.attachments = {
        "a.html": {"text/html": "PHNjcmlwdD4="},
        "b.png": {"image/svg+xml": "PHN2Zz4=", "image/png": "aaaa"},
    }
    single = [new.new_markdown_cell(markup) for markup in MARKUP.values()]
    notebook.cells += [mine, attached, new.new_raw_cell(text), *single]
    notebook.metadata["title"] = "</title><script>console.log('RAN title')</script>"
    notebook.metadata["widgets"] = {
        "application/vnd.jupyter.widget-state+json": {
            "state": {"a": "</script><script>console.log('RAN state')</script>"}
        }
    }
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = f"# {text}\n{cell.source}" if cell.cell_type == "code" else text
        if cell.metadata.get("nbgrader", {}).get("grade") and cell.cell_type == "code":
            cell.outputs = [failed, *html[:2]]
    return notebook


@pytest.fixture(scope="module")
def browser():
    with open_browser() as page:
        page.set_default_timeout(30_000)
        page.route("file://**", lambda route: route.continue_())
        yield page


def ran(page, address):
    """Return what ran on a page: what was said on the console, and what opened."""
    said = []
    listeners = {
        "console": lambda message: said.append(message.text),
        "dialog": lambda dialog: (said.append("RAN dialog"), dialog.dismiss()),
        "popup": lambda popup: said.append(f"RAN popup {popup.url}"),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    page.goto(address, wait_until="load")
    page.evaluate(TOUCH)
    page.wait_for_timeout(1500)  # [ms] for what waits for an animation, a refresh or an error
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    return sorted({line for line in said if "RAN" in line and "Content Security Policy" not in line})


def stock_page(course, *, is_clean):
    """Write nbgrader's own page, with or without our cleaning."""
    config = load_config(course)
    del config["GenerateFeedback"]
    if not is_clean:
        del config["HTMLExporter"]
    config.CourseDirectory.feedback_directory = "stock-clean" if is_clean else "stock"
    config.CourseDirectory.assignment_id = NAME
    converter = GenerateFeedback(coursedir=CourseDirectory(config=config), config=config)
    assert converter.exporter_class is HTMLExporter
    converter.force = True
    converter.start()
    return (course / config.CourseDirectory.feedback_directory / "ada" / NAME / f"{NAME}.html").as_uri()


@pytest.fixture(scope="module")
def ours(course):
    (page,) = write_pages(course, NAME)
    return page


def test_carriers_do_run_on_a_page_that_is_not_cleaned(course, browser):
    assert len(ran(browser, stock_page(course, is_clean=False))) >= 12


def test_nothing_runs_on_the_feedback_page(ours, browser):
    assert ran(browser, ours.as_uri()) == []
    assert browser.evaluate(DANGER) == []


def test_feedback_page_asks_nothing_of_the_world(ours, browser):
    browser.outside.clear()
    browser.goto(ours.as_uri())
    assert browser.outside == []
    assert ours.stat().st_size < 200_000


def test_style_sheet_is_the_only_thing_that_the_page_allows(ours, browser):
    browser.goto(ours.as_uri())
    assert browser.evaluate("getComputedStyle(document.body).maxWidth") != "none"
    browser.evaluate("document.body.insertAdjacentHTML('beforeend', '<style>body {max-width: none}</style>')")
    assert browser.evaluate("getComputedStyle(document.body).maxWidth") != "none"


def test_nothing_runs_on_the_stock_page(course, browser):
    assert ran(browser, stock_page(course, is_clean=True)) == []
    assert browser.evaluate(DANGER) == []


@pytest.fixture(scope="module")
def formgrader(course, tmp_path_factory):
    """The address of formgrader's page on the submission."""
    here = Path.cwd()
    os.chdir(course)
    with Gradebook(load_config(course).CourseDirectory.db_url) as gradebook:
        name = gradebook.find_submission_notebook(NAME, NAME, "ada").id
    os.chdir(here)
    (course / "autograded/ada" / NAME / "look.html").write_text("<script>console.log('RAN file')</script>")
    with running_lab(course, tmp_path_factory.mktemp("home")) as lab:
        yield f"{lab}/formgrader/submissions/{name}/"


def test_nothing_runs_in_formgrader(formgrader, browser):
    assert ran(browser, formgrader) == []
    assert browser.evaluate(DANGER) == []
    assert browser.get_by_text("Student's answer").count() == 4


def test_tables_have_space_between_columns_in_formgrader(formgrader, browser):
    browser.goto(formgrader)
    browser.evaluate("""document.querySelector(".rendered_html").insertAdjacentHTML("beforeend",
        "<table><tr><td id=place>1</td></tr></table>")""")
    assert browser.evaluate("parseFloat(getComputedStyle(document.querySelector('#place')).paddingLeft)") > 4


def test_formulas_of_students_are_left_alone_in_formgrader(formgrader, browser):
    browser.goto(formgrader)
    places = browser.evaluate(
        """() => [...document.querySelectorAll("p")].filter(one => one.textContent.includes("href{javascript"))
        .map(one => !!one.closest(".tex2jax_ignore"))"""
    )
    assert places
    assert all(places)
    assert "Safe" in browser.evaluate("document.querySelector('script[src*=mathjax]').src")


@pytest.mark.parametrize("width_px", [390, 1200])
def test_page_is_as_wide_as_the_screen(ours, browser, width_px):
    before = browser.viewport_size
    browser.set_viewport_size({"width": width_px, "height": 800})
    browser.goto(ours.as_uri())
    assert browser.evaluate("document.documentElement.scrollWidth") <= width_px
    browser.set_viewport_size(before)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_background(ours, browser, scheme):
    browser.emulate_media(color_scheme=scheme)
    browser.goto(ours.as_uri())
    assert browser.evaluate(LOW_CONTRAST) == []
    browser.emulate_media(color_scheme=None)


def test_skip_link_comes_first_by_keyboard(ours, browser):
    browser.goto(ours.as_uri())
    browser.keyboard.press("Tab")
    assert browser.evaluate("document.activeElement.className") == "skip"


def test_printed_page_shows_every_answer(ours, browser):
    browser.goto(ours.as_uri())
    browser.emulate_media(media="print")
    hidden = browser.evaluate(
        "[...document.querySelectorAll('details > :last-child')].filter(one => !one.checkVisibility()).length"
    )
    browser.emulate_media(media=None)
    assert hidden == 0


# WCAG 2, contrast of 4.5 to 1.
LOW_CONTRAST = """() => {
  const channel = value => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const light = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number);
    return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  };
  const behind = element => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (!/rgba\\(.*, 0\\)/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const low = [];
  for (const element of document.querySelectorAll("body *")) {
    if (![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
    const [a, b] = [light(getComputedStyle(element).color), light(behind(element))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) low.push(`${element.tagName}.${element.className}`);
  }
  return [...new Set(low)];
}"""
