"""A site whose repository is known links to it and to Binder."""

import json

import jinja2
import pytest

from classroom.errors import CitylabError
from classroom.site.building import CONFIGURATION
from classroom.site.running import run_all
from classroom.site.sources import SETTINGS, Sources

NOTEBOOK = "course/notebooks/01-lamps/01_count_lamps.ipynb"
LINK = f"https://mybinder.org/v2/gh/town/course/HEAD?urlpath=lab/tree/{NOTEBOOK}"


@pytest.fixture
def pages(site, course, tmp_path):
    """The sources of the sample site with a repository; its notebooks have run for the site already."""
    sources = Sources(course, repository="town/course")
    executed = run_all(course, [page.origin for page in sources.lessons], cache=course / "work" / "executed")
    sources.write(tmp_path / "sources", executed)
    return tmp_path / "sources/pages"


def test_lesson_links_to_binder(pages):
    links = json.loads((pages / SETTINGS).read_text(encoding="utf-8"))["01-lamps/01_count_lamps"]
    assert links == {"notebook": "notebooks/01-lamps/01_count_lamps.ipynb", "binder": LINK}
    template = jinja2.Template((CONFIGURATION / "templates/notebook-links.html").read_text(encoding="utf-8"))
    shown = template.render(course_notebook="../lamps.ipynb", course_binder=links["binder"])
    assert f'<a href="{LINK}">Open in Binder</a>' in shown
    assert "Binder" not in template.render(course_notebook="../lamps.ipynb", course_binder=None)


def test_start_page_says_where_the_course_is(pages):
    start = (pages / "index.md").read_text(encoding="utf-8")
    assert "git clone https://github.com/town/course smart-cities" in start
    assert "(https://mybinder.org/v2/gh/town/course/HEAD?urlpath=lab/tree/course/notebooks/start.ipynb)" in start


def test_file_that_is_no_page_is_linked_in_the_repository(pages):
    address = "https://github.com/town/course/blob/HEAD/course/guide/01-lamps-written-answers.md"
    assert f"[the answers]({address})" in (pages / "guide/01-lamps.md").read_text(encoding="utf-8")


def test_address_that_binder_cannot_open_is_refused(course):
    with pytest.raises(CitylabError, match="is no address that Binder can open"):
        Sources(course, repository="ftp:/nowhere")


def test_internship_has_pages_that_its_own_pages_lead_to(pages):
    first = (pages / "internship/index.md").read_text(encoding="utf-8")
    assert "[the briefs](briefs/index.md)" in first
    assert first.endswith("handbook-interns\nbriefs/index\n```\n")
    assert "[lamps](01-lamps.md)" in (pages / "internship/briefs/index.md").read_text(encoding="utf-8")
    brief = (pages / "internship/briefs/01-lamps.md").read_text(encoding="utf-8")
    assert brief == "# Light a street\n\nBack to [the internship](../index.md).\n"
    assert "internship/index" in (pages / "index.md").read_text(encoding="utf-8")
