"""What is wrong with a site is found and named."""

import pytest

from classroom.site.checking import faults

GOOD = '<html lang="en"><body><h1>A</h1><h2 id="b">B</h2>{}</body></html>'


@pytest.fixture
def check(tmp_path):
    """Return the faults of a site of one page with this in it."""

    def found(part, *, page=GOOD, private=()):
        (tmp_path / "index.html").write_text(page.format(part), encoding="utf-8")
        return faults(tmp_path, private=private)

    return found


def test_good_page_has_no_fault(check):
    assert check('<a href="#b">b</a><a href="https://example.org/x">out</a><a href="index.html#b">b</a>') == []


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ('<a href="gone.html">x</a>', "gone.html is not there"),
        ('<a href="../outside.html">x</a>', "../outside.html is not there"),
        ('<a href="#c">x</a>', "#c: the page has no such place"),
        ('<a href="index.html#c">x</a>', "index.html#c: the page has no such place"),
        ('<img src="gone.png" alt="A lamp">', "gone.png is not there"),
        ('<img src="data:,">', "img data:, has no text instead"),
        ('<iframe src="index.html"></iframe>', "iframe index.html has no text instead"),
        ('<script src="https://cdn.example.org/a.js"></script>', "loads https://cdn.example.org/a.js from outside"),
        ('<link rel="stylesheet" href="//example.org/a.css">', "loads //example.org/a.css from outside"),
        ("<h4>C</h4>", "a heading of rank 4 follows one of rank 2"),
        ("<h1>C</h1>", "needs one heading of the first rank, has 2"),
        ('<p id="b">C</p>', "the id b stands twice"),
        ("<p>/home/ada/course</p>", "holds /home/ada, a path of this computer"),
        ("<p>Line2D at 0x7f12ab34</p>", "holds 'at 0x7f12ab34'"),
    ],
)
def test_fault_is_named(check, part, fault):
    found = check(part, private=("/home/ada",))
    assert len(found) == 1
    assert found[0].startswith(f"index.html: {fault}")


def test_page_without_language_is_a_fault(check):
    assert check("", page="<html><h1>A</h1>{}</html>") == ["index.html: does not say its language"]


def test_style_that_loads_from_outside_is_a_fault(check, tmp_path):
    (tmp_path / "a.css").write_text("@import 'https://example.org/a.css'; b {background: url(c.png)}", encoding="utf-8")
    assert check("") == ["a.css: loads https://example.org/a.css from outside", "a.css: c.png is not there"]
