"""A percent file becomes cells; a wrong tag is refused with file, line and remedy."""

import pytest

from classroom.building.lessons import build_lesson
from classroom.building.masters import build_master
from classroom.building.percent import TagError
from classroom.errors import CitylabError

QUESTION = '# %% [markdown] question="area"\n# ## Area ([[points]])\n'
SOLUTION = '# %% solution="area"\n### BEGIN SOLUTION\narea = 1\n### END SOLUTION\n'
TESTS = '# %% tests="area" points=2\nassert area == 1\n'


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("x = 1\n", 1, "begin it with"),
        (
            QUESTION + SOLUTION + "# %% tests='area'\nassert area\n",
            7,
            "tests or manual, and points, go together",
        ),
        (QUESTION + SOLUTION + '# %% tests="area"\nassert area\n', 7, "write points=2"),
        (
            QUESTION + SOLUTION + '# %% tests="area" points=two\nassert 1\n',
            7,
            "unknown tag|write for example points=2",
        ),
        (QUESTION + SOLUTION + '# %% tests="area" points=0\nassert 1\n', 7, "write for example points=2"),
        (QUESTION + SOLUTION + '# %% tests="area" points=true\nassert 1\n', 7, "write for example points=2"),
        (
            QUESTION + SOLUTION + TESTS + '# %% test="area"\n1\n',
            9,
            "unknown tag 'test'; a code cell may have",
        ),
        (QUESTION + SOLUTION + TESTS + "# %% points=3\n1\n", 9, "only tests"),
        (QUESTION + SOLUTION.replace("area", "Area") + TESTS, 3, "small letters, digits, hyphens"),
        (QUESTION + SOLUTION.replace("### END SOLUTION\n", "") + TESTS, 3, "add '### END SOLUTION'"),
        (QUESTION + SOLUTION.replace("### BEGIN SOLUTION\n", "") + TESTS, 5, "without '### BEGIN SOLUTION'"),
        (QUESTION + '# %% solution="area"\narea = 1\n' + TESTS, 3, "this cell needs"),
        (QUESTION + SOLUTION + SOLUTION + TESTS, 7, "stands already on line 3"),
        (QUESTION + SOLUTION, 3, 'add # %% tests="area" points=2'),
        (QUESTION + SOLUTION + TESTS + TESTS.replace("area", "edge"), 9, 'add # %% solution="edge"'),
        (SOLUTION + TESTS, 1, 'add # %% \\[markdown\\] question="area"'),
        (
            QUESTION.replace("[[points]]", "2") + SOLUTION + TESTS,
            1,
            "write \\[\\[points\\]\\] in its heading",
        ),
        (QUESTION, 1, "question 'area' has no answer cell"),
        (
            QUESTION + SOLUTION + TESTS + "# %%\n### BEGIN SOLUTION\n1\n### END SOLUTION\n",
            9,
            "region needs a tag",
        ),
        (
            QUESTION + SOLUTION + TESTS + "# %%\n### BEGIN HIDDEN TESTS\n1\n### END HIDDEN TESTS\n",
            9,
            "needs a tag",
        ),
        (QUESTION + SOLUTION + TESTS + "# %% [markdown]\n#\n", 9, "this cell is empty"),
        (QUESTION + SOLUTION + TESTS + "# %% [raw]\n# x\n", 9, "use code or \\[markdown\\]"),
        (
            QUESTION + SOLUTION + TESTS.replace("points=2", 'points=2 solution="other"'),
            7,
            "a cell has one role",
        ),
    ],
)
def test_wrong_tag_is_refused_with_file_line_and_remedy(tmp_path, text, line, remedy):
    path = tmp_path / "area.py"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TagError, match=f"area.py:{line}: .*({remedy})"):
        build_master(path)


def test_top_level_solution_that_binds_no_name_is_refused(tmp_path):
    path = tmp_path / "lesson.py"
    path.write_text('# %% [markdown]\n# # Do\n\n# %% solution="a-b"\n### BEGIN SOLUTION\nprint(1)\n### END SOLUTION\n')
    with pytest.raises(TagError, match=r"lesson.py:4: the solution binds no name"):
        build_lesson(path, neighbours=[])


def test_lesson_without_a_title_is_refused(tmp_path):
    path = tmp_path / "lesson.py"
    path.write_text("# %%\nx = 1\n")
    with pytest.raises(TagError, match=r"lesson.py:1: the first cell is Markdown"):
        build_lesson(path, neighbours=[])


def test_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "lesson.py"
    path.write_bytes(b"# %% [markdown]\n# # \xff\n")
    with pytest.raises(CitylabError, match="save it as UTF-8"):
        build_lesson(path, neighbours=[])
