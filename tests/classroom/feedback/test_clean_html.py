"""HTML of students: what is kept, and what is dropped."""

import nbformat
import pytest

from classroom.clean_html import CleanNotebook, clean_html, markdown_to_clean_html

new = nbformat.v4


def cleaned(cell):
    notebook = new.new_notebook()
    notebook.cells = [cell]
    CleanNotebook().preprocess(notebook, {})
    return notebook.cells[0]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<script>alert(1)</script>hi", "hi"),
        ("<p onclick='x()' style='color: red' id='a'>hi</p>", "<p>hi</p>"),
        ("<a href='javascript:x()'>hi</a>", '<a rel="noopener noreferrer nofollow" target="_blank">hi</a>'),
        ("<a href='look.html'>hi</a>", '<a rel="noopener noreferrer nofollow" target="_blank">hi</a>'),
        ("<img src='https://x.org/y.png' alt='a'>", '<img alt="a">'),
        ("<span class='k'>for</span><span class='full-credit'>x</span>", '<span class="k">for</span><span>x</span>'),
        ("<style>p {}</style><svg><script>1</script></svg><iframe srcdoc='x'></iframe>", ""),
        ("a &lt;b&gt; & c", "a &lt;b&gt; &amp; c"),
    ],
)
def test_text_and_structure_are_kept(given, kept):
    assert clean_html(given) == kept


def test_link_to_another_place_is_kept():
    assert 'href="https://x.org/?a=1&amp;b=2"' in clean_html("<a href='https://x.org/?a=1&b=2'>x</a>")


def test_table_of_pandas_is_kept():
    html = "<style scoped>td {}</style><table border='1' class='dataframe'><thead><tr><th>a</th></tr></thead></table>"
    assert clean_html(html) == "<table><thead><tr><th>a</th></tr></thead></table>"


@pytest.mark.parametrize("html", ["<div>" * 15_000, "<b>" * 15_000, "<p>x</p>" * 50_000, "x" * 4_000_000])
def test_what_would_take_long_is_not_shown(html):
    assert "Not shown" in clean_html(html)


def test_missing_attachment_is_left_out():
    assert markdown_to_clean_html("a ![b](attachment:c.png)") == '<p>a <img alt="b"></p>\n'


def test_attached_picture_is_shown_and_an_attached_page_is_not():
    attachments = {"a.png": {"image/png": "aaaa"}, "b.png": {"text/html": "aaaa"}}
    html = markdown_to_clean_html("![a](attachment:a.png) ![b](attachment:b.png)", attachments)
    assert html == '<p><img src="data:image/png;base64,aaaa" alt="a"> <img alt="b"></p>\n'


def test_formula_stays_text():
    assert markdown_to_clean_html("$a<b$ and $\\alpha$") == "<p>$a&lt;b$ and $\\alpha$</p>\n"


def test_picture_of_an_output_loses_its_metadata():
    output = new.new_output("display_data", data={"image/png": "aaaa"}, metadata={"image/png": {"width": "1 onload=x"}})
    assert cleaned(new.new_code_cell("", outputs=[output])).outputs[0].metadata == {}


def test_output_that_only_runs_is_named():
    output = new.new_output("display_data", data={"application/javascript": "x()"})
    shown = cleaned(new.new_code_cell("", outputs=[output])).outputs[0].data
    assert shown == {"text/plain": "(not shown: an output of the type application/javascript)"}


def test_fields_of_the_wrong_type_are_mended():
    cell = new.new_code_cell("x")
    cell.execution_count = "<script>"
    cell.outputs = [{"output_type": "stream", "text": ["a", "b"], "name": "<b>"}, {"output_type": "other"}, 7]
    found = cleaned(cell)
    assert found.execution_count is None
    assert [(output.name, output.text) for output in found.outputs] == [("stdout", "ab")]


def test_marking_is_kept_and_other_metadata_is_not():
    tags = {"grade": True, "grade_id": "lamps", "locked": False, "points": 2, "solution": True, "task": "<b>"}
    cell = new.new_code_cell("x", metadata={"nbgrader": tags, "tags": ["<b>"]})
    kept = {**tags, "task": False, "schema_version": 3}
    assert cleaned(cell).metadata == {"nbgrader": kept}


def test_id_of_a_cell_cannot_carry_html():
    cell = new.new_code_cell("x", metadata={"nbgrader": {"grade": True, "grade_id": '"><script>', "solution": True}})
    assert cleaned(cell).metadata == {}


def test_raw_cell_becomes_code_which_is_shown_escaped():
    assert cleaned(new.new_raw_cell("<script>1</script>")).cell_type == "code"
