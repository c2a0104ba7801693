"""Notebooks run once, and a cell that fails is named."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from classroom.errors import CitylabError
from classroom.site import running


@pytest.fixture
def lesson(tmp_path):
    """Write a notebook of code cells, and run it; the second cell is the first of code."""

    def run(*codes):
        path = tmp_path / "course/notebooks/01-lamps/01_count.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "datasets").mkdir(exist_ok=True)
        cells = [new_markdown_cell("# Count", id="title")]
        cells += [new_code_cell(code, id=f"cell-{at}") for at, code in enumerate(codes)]
        nbformat.write(new_notebook(cells=cells), path)
        run.said = []
        return running.run_all(tmp_path, [path], cache=tmp_path / "cache", say=run.said.append)[path]

    return run


def test_failing_cell_stops_the_build_and_is_named(lesson):
    with pytest.raises(CitylabError, match=r"01_count\.ipynb, cell 3 \(it begins with '1 / 0'\): ZeroDivisionError"):
        lesson("lamps = 3", "1 / 0\nlamps")


def test_warning_stops_the_build_and_is_named(lesson):
    with pytest.raises(CitylabError, match=r"cell 2 .*writes to the error stream: careful"):
        lesson("import sys\nprint('careful', file=sys.stderr)")


def test_what_has_not_changed_is_not_run_again(lesson, tmp_path):
    first = lesson("import time\ntime.time_ns()")
    assert lesson.said == ["ran course/notebooks/01-lamps/01_count.ipynb"]
    assert lesson("import time\ntime.time_ns()") == first
    assert lesson.said == []
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_changed_data_or_code_of_the_course_asks_for_another_run(tmp_path):
    seen = set()
    for name, content in (("datasets/lamps/a.csv", "1"), ("datasets/lamps/a.csv", "2"), ("course/citylab/a.py", "3")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
        seen.add(running.dependencies(tmp_path))
    assert len(seen) == 3


def test_texts_that_follow_each_other_are_one_and_keep_their_place(lesson):
    code = "import sys\nfor word in 'ab':\n    print(word)\n    sys.stdout.flush()\ndisplay(1)\nprint('c')"
    outputs = lesson(code).cells[1].outputs
    assert [output.get("text") for output in outputs] == ["a\nb\n", None, "c\n"]
