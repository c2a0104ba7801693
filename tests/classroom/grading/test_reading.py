"""Whatever is handed in is read, or refused with one sentence that names the remedy."""

import json
import os
import sys
import time
import tracemalloc

import pytest

from classroom.grading import reading
from classroom.grading.notebook_bytes import CUT_OUTPUTS_FROM_BYTES
from classroom.grading.reading import UnreadableNotebookError, read_notebook


def code(source, **more):
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None, **more}


def notebook(*cells, **more):
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}


ONE = notebook(code("x = 1", id="a"))


@pytest.fixture
def written(tmp_path):
    """Write bytes, text or data to a file, and return its path."""

    def write(content):
        path = tmp_path / "work.ipynb"
        if not isinstance(content, (bytes, str)):
            content = json.dumps(content)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return write


def texts(path):
    return [cell.source for cell in read_notebook(path)[0].cells]


def said(path):
    return [remark.text for remark in read_notebook(path)[1]]


def test_a_sound_notebook_is_read_without_a_remark(written):
    made, remarks = read_notebook(written(ONE))
    assert [(cell.cell_type, cell.id, cell.source) for cell in made.cells] == [("code", "a", "x = 1")]
    assert (made.nbformat, made.nbformat_minor, remarks) == (4, 5, [])


def test_the_original_is_not_changed(written):
    path = written(b"\xef\xbb\xbf" + json.dumps(ONE).encode())
    before = path.read_bytes()
    read_notebook(path)
    assert path.read_bytes() == before


def test_a_source_may_be_a_list_and_end_its_lines_as_windows_does(written):
    assert texts(written(notebook(code(["a = 1\r\n", "b = 2", 3])))) == ["a = 1\nb = 2"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_encoding_is_mended(written, encoding):
    path = written(json.dumps(notebook(code("x = 'é€'")), ensure_ascii=False).encode(encoding))
    assert texts(path) == ["x = 'é€'"]
    assert [remark.kind for remark in read_notebook(path)[1]] == ["mended"]


def test_latin_1_is_read_and_flagged(written):
    path = written(json.dumps(notebook(code("# café")), ensure_ascii=False).encode("latin-1"))
    assert texts(path) == ["# café"]
    assert "Latin-1" in said(path)[0]


def test_format_3_is_converted(written):
    old = {
        "nbformat": 3,
        "metadata": {"name": ""},
        "worksheets": [
            {
                "cells": [
                    {"cell_type": "heading", "level": 2, "source": ["Title"]},
                    {"cell_type": "code", "input": ["x = 1\n", "x"], "prompt_number": 3, "outputs": []},
                ]
            }
        ],
    }
    path = written(old)
    assert texts(path) == ["## Title", "x = 1\nx"]
    assert "old format 3" in said(path)[0]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", r"empty \(0 bytes\).*hand it in again"),
        (b" \n\0", "nothing but blanks"),
        (b"PK\x03\x04....", "a zip file; ask for"),
        (b"%PDF-1.7", "a PDF"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b"def f(x):\n    return x\n", "not JSON; ask for the file NAME.ipynb"),
        (bytes(range(256)), "not text"),
        (json.dumps(ONE)[:-9], "ends too early"),
        (json.dumps(ONE).replace(":", "@", 1), "damaged.*line 1"),
        ("[1, 2]", "JSON, but no notebook"),
        ('{"a": 1}', "no list of cells"),
        ({"cells": {}}, "no list of cells"),
        (notebook(), "no cells"),
        (notebook(*[code("")] * 10_000), "10,000 cells, the limit is 2,000; ask"),
        (notebook(code("x" * 5_000_001)), "5 million characters"),
        ("[" * 100_000, "nested more than 200"),
        ('{"cells": ' + "[" * 100_000, "nested more than 200"),
    ],
)
def test_what_cannot_be_marked_is_refused_with_the_remedy(written, content, message):
    with pytest.raises(UnreadableNotebookError, match=message) as caught:
        read_notebook(written(content))
    assert "\n" not in str(caught.value)


def test_a_file_of_200_mb_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large.ipynb"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    tracemalloc.start()
    with pytest.raises(UnreadableNotebookError, match=r"200 MB, the limit is 50 MB.*Clear All Outputs"):
        read_notebook(path)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_large_outputs_do_not_hinder_marking(written):
    output = {"output_type": "stream", "name": "stdout", "text": ['a "quoted" [bracket] \\ line\n'] * 150_000}
    output["data"] = {"text/json": [[1.5]] * 900_000}
    path = written(notebook(code("x = 1", outputs=[output]), code('y = "outputs: [{"', outputs=[output])))
    assert path.stat().st_size > 2 * CUT_OUTPUTS_FROM_BYTES
    assert texts(path) == ["x = 1", 'y = "outputs: [{"']


def test_a_large_file_of_brackets_is_refused_before_it_is_parsed(written, monkeypatch):
    path = written('{"cells": [' + "[]," * 2_000_000 + "[]]}")
    monkeypatch.setattr("json.loads", lambda *_, **__: pytest.fail("it fills the memory"))
    with pytest.raises(UnreadableNotebookError, match=r"pieces of data; .*Clear All Outputs"):
        read_notebook(path)


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "9" * 5000, "1e999"])
def test_numbers_that_are_not_json_do_no_harm(written, number):
    text = json.dumps(notebook(code("x = 1"))).replace('"execution_count": null', f'"execution_count": {number}')
    assert number in text
    assert texts(written(text)) == ["x = 1"]


def test_of_two_equal_keys_the_last_counts_and_a_person_is_told(written):
    path = written('{"cells": [], "cells": ' + json.dumps(ONE["cells"]) + "}")
    assert texts(path) == ["x = 1"]
    assert [(remark.kind, "'cells'" in remark.text) for remark in read_notebook(path)[1]] == [("flagged", True)]


def conflict(ours, theirs, *, base=None):
    middle = "" if base is None else f"||||||| base\n{base}\n"
    return f"<<<<<<< HEAD\n{ours}\n{middle}=======\n{theirs}\n>>>>>>> branch\n"


@pytest.mark.parametrize("base", [None, '"execution_count": 7,'])
def test_a_merge_conflict_outside_the_text_is_resolved(written, base):
    text = json.dumps(ONE, indent=1)
    count = '"execution_count": null,' if '"execution_count": null,' in text else '"execution_count": null'
    other = count.replace("null", "5")
    path = written(text.replace(count, "\n" + conflict(count, other, base=base)))
    assert texts(path) == ["x = 1"]
    assert "merge conflict" in said(path)[0]


@pytest.mark.parametrize("theirs", ['"source": "x = 2",', '"source": '])
def test_a_merge_conflict_in_an_answer_is_left_to_the_student(written, theirs):
    text = json.dumps(ONE, indent=1).replace('"source": "x = 1",', "\n" + conflict('"source": "x = 1",', theirs))
    with pytest.raises(UnreadableNotebookError, match=r"merge conflict.*ask the student to resolve"):
        read_notebook(written(text))


def test_many_signs_of_a_conflict_take_no_time(written):
    path = written('{"cells": [\n' + "<<<<<<< a\n" * 400_000)
    start = time.process_time()
    with pytest.raises(UnreadableNotebookError, match="merge conflict"):
        read_notebook(path)
    assert time.process_time() - start < 5


def test_missing_and_strange_parts_of_cells_are_read_as_nothing(written):
    cells = [
        {},
        {"cell_type": "code"},
        {"source": "1 + 1", "outputs": []},
        {"cell_type": "markdown", "source": {"a": 1}, "metadata": [1]},
        code("y", metadata={"nbgrader": {"grade_id": ["a"], "points": {}}, "tags": "skip-execution"}, id=7),
        "not a cell",
    ]
    path = written(notebook(*cells))
    made, remarks = read_notebook(path)
    assert [cell.cell_type for cell in made.cells] == ["markdown", "code", "code", "markdown", "code"]
    assert made.cells[-1].metadata == {"tags": []}
    assert [remark.kind for remark in remarks] == ["flagged"]


def test_characters_that_no_file_can_hold_are_replaced(written):
    path = written('{"cells": [{"cell_type": "code", "source": "x = \'\\ud800\\u0000\'"}]}')
    assert texts(path) == ["x = '\ufffd\ufffd'"]
    texts(path)[0].encode("utf-8")


def test_a_deeply_nested_cell_is_read_for_its_text(written):
    deep: dict = {}
    for _ in range(300):
        deep = {"a": deep}
    assert texts(written(notebook(code("x = 1", metadata=deep)))) == ["x = 1"]


def test_only_pictures_of_attachments_are_kept(written):
    bundle = {"image/png": "iVBORw0K\n", "image/svg+xml": "<svg/>", "image/jpeg": '"><script>'}
    cell = {"cell_type": "markdown", "source": "![](attachment:a)", "attachments": {"a": bundle, "b": 3}}
    made, _ = read_notebook(written(notebook(cell)))
    assert made.cells[0].attachments == {"a": {"image/png": "iVBORw0K\n"}}


def test_a_link_is_not_followed(tmp_path, written):
    written(ONE)
    link = tmp_path / "link.ipynb"
    link.symlink_to(tmp_path / "work.ipynb")
    with pytest.raises(UnreadableNotebookError, match="a link"):
        read_notebook(link)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder-link").symlink_to(tmp_path)
    with pytest.raises(UnreadableNotebookError, match="a link"):
        read_notebook(tmp_path / "folder-link" / "work.ipynb")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among files")
def test_a_pipe_a_device_and_a_folder_are_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableNotebookError, match="a pipe"):
        read_notebook(tmp_path / "pipe")
    with pytest.raises(UnreadableNotebookError, match="a folder"):
        read_notebook(tmp_path)
    with pytest.raises(UnreadableNotebookError, match="a device"):
        read_notebook(reading.Path("/dev/zero"))


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(UnreadableNotebookError, match=r"no file gone\.ipynb; collect"):
        read_notebook(tmp_path / "gone.ipynb")
