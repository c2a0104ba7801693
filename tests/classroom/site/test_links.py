"""Links of the course's texts lead to pages, to the repository, or stop the build."""

import pytest

from classroom.errors import CitylabError
from classroom.site.links import relinked
from classroom.site.pages import Page


@pytest.fixture
def relink(tmp_path):
    root = tmp_path.resolve()
    for name in ("course/guide/plan.md", "course/guide/glossary.md", "Makefile"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x", encoding="utf-8")
    pages = {root / "course/guide/glossary.md": "glossary.md", root / "course/guide/plan.md": "guide/plan.md"}
    page = Page(root / "course/guide/plan.md", "guide/plan")
    return lambda text, repository=None: relinked(text, page=page, pages=pages, root=root, repository=repository)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[words](glossary.md#lux)", "[words](../glossary.md#lux)"),
        ("[out](https://example.org/a.md)", "[out](https://example.org/a.md)"),
        ("[here](#below)", "[here](#below)"),
        ("see [make](../../Makefile)!", "see make!"),
    ],
)
def test_link_is_rewritten(relink, text, wanted):
    assert relink(text) == wanted


def test_file_that_is_no_page_is_linked_in_a_known_repository(relink):
    assert (
        relink("[make](../../Makefile)", "https://github.com/a/b")
        == "[make](https://github.com/a/b/blob/HEAD/Makefile)"
    )


def test_dead_link_stops_the_build(relink):
    with pytest.raises(CitylabError, match=r"course/guide/plan\.md links to gone\.md, which is not there"):
        relink("[gone](gone.md)")
