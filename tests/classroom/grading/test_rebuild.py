"""Only the texts of answers come from the student, wherever they stand; everything else is the source's."""

import copy
import json
import random
import time

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from classroom.grading.reading import read_notebook
from classroom.grading.rebuild import rebuild


def cell(kind, source, grade_id, *, points=None, solution=False, locked=True):
    make = new_code_cell if kind == "code" else new_markdown_cell
    grading = {"grade": points is not None, "grade_id": grade_id, "locked": locked, "solution": solution}
    grading |= {"schema_version": 3, "task": False} | ({"points": points} if points is not None else {})
    return make(source, id=grade_id, metadata={"nbgrader": grading})


STUB = "# Your code here.\nraise NotImplementedError"
TEST = "assert double(2) == 4, 'twice two is four'"
SQUARE_TEST = "assert square(3) == 9, 'three times three'"


def make_source(*, hidden="\nassert double(-1) == -2", solved=True):
    def answer(solution, stub):
        return solution if solved else stub

    return new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        cells=[
            cell("markdown", "# Numbers, and what to do with them", "cell-000"),
            cell("code", "import math\nimport numpy as np", "cell-001"),
            cell("markdown", "## 1. Write `double(x)` (2 points)", "question-double"),
            cell(
                "code",
                answer("def double(x):\n    y = 2 * x\n    return y", f"def double(x):\n    {STUB}"),
                "double",
                solution=True,
                locked=False,
            ),
            cell("code", TEST + hidden, "test-double-1", points=2),
            cell("markdown", "## 2. Write `square(x)` (1 point)", "question-square"),
            cell(
                "code",
                answer("def square(x):\n    return x * x", f"def square(x):\n    {STUB}"),
                "square",
                solution=True,
                locked=False,
            ),
            cell("code", SQUARE_TEST, "test-square-1", points=1),
            cell("markdown", "## 3. Name the best number `best`", "question-best"),
            cell("code", answer("best = 42", STUB), "best", solution=True, locked=False),
            cell("code", "assert isinstance(best, int), 'a whole number'", "test-best-1", points=1),
            cell("markdown", "## 4. Say why (3 points)", "question-why"),
            cell(
                "markdown",
                answer("Because.", "*Write your answer here.*"),
                "why",
                points=3,
                solution=True,
                locked=False,
            ),
        ],
    )


SOURCE = make_source()
RELEASED = make_source(hidden="", solved=False)
ANSWERS = {
    "double": "def double(x):\n    y = x + x\n    return y",
    "square": "def square(x):\n    return x ** 2",
    "best": "best = 7",
    "why": "It is odd.",
}


class Work:
    """A submission that can be spoilt."""

    def __init__(self):
        self.notebook = copy.deepcopy(RELEASED)
        for name, text in ANSWERS.items():
            self[name].source = text

    def place(self, grade_id):
        return next(at for at, found in enumerate(self.notebook.cells) if found.id == grade_id)

    def __getitem__(self, grade_id):
        return self.notebook.cells[self.place(grade_id)]

    def delete(self, grade_id):
        del self.notebook.cells[self.place(grade_id)]

    def insert(self, after, *cells):
        at = self.place(after) + 1
        self.notebook.cells[at:at] = cells

    def split(self, grade_id, *parts):
        """As JupyterLab does: the parts share type and metadata, and get new ids."""
        at = self.place(grade_id)
        original = self.notebook.cells[at]
        self.notebook.cells[at : at + 1] = [
            nbformat.NotebookNode(copy.deepcopy({**original, "source": part.strip("\n"), "id": f"new-{grade_id}-{n}"}))
            for n, part in enumerate(parts)
        ]

    def strip(self, *, ids=True):
        for number, found in enumerate(self.notebook.cells):
            found.metadata = nbformat.NotebookNode()
            if ids:
                found.id = f"fresh-{number}"

    def rebuilt(self):
        return rebuild(SOURCE, RELEASED, self.notebook)


@pytest.fixture
def work():
    return Work()


def by_id(made):
    return {found.id: found for found in made.notebook.cells}


def answers(made):
    found = by_id(made)
    return {name: found[name].source for name in ANSWERS}


def own(made):
    """Return the student's own cells as (the cell before, type, text)."""
    ids = {known.id for known in SOURCE.cells}
    cells = made.notebook.cells
    return [
        (before.id, found.cell_type, found.source)
        for before, found in zip([nbformat.NotebookNode(id=""), *cells], cells, strict=False)
        if found.id not in ids
    ]


def said(made):
    return [(remark.kind, remark.cell) for remark in made.remarks]


def test_an_honest_submission_is_the_source_with_the_answers_and_no_remark(work):
    made = work.rebuilt()
    assert made.remarks == []
    assert answers(made) == ANSWERS
    expected = {known.id: ANSWERS.get(known.id, known.source) for known in SOURCE.cells}
    assert {found.id: found.source for found in made.notebook.cells} == expected
    assert [found.metadata for found in made.notebook.cells] == [known.metadata for known in SOURCE.cells]
    assert made.notebook.metadata == SOURCE.metadata


def test_the_untouched_release_gives_stubs_not_solutions():
    made = rebuild(SOURCE, RELEASED, RELEASED)
    assert made.remarks == []
    assert answers(made) == {known.id: known.source for known in RELEASED.cells if known.id in ANSWERS}


def test_no_solution_appears_even_if_everything_is_missing():
    empty = new_notebook(cells=[new_code_cell("1 + 1")])
    made = rebuild(SOURCE, RELEASED, empty)
    assert answers(made) == answers(rebuild(SOURCE, RELEASED, RELEASED))
    assert {name for kind, name in said(made) if kind == "flagged"} == {
        *ANSWERS,
        "test-double-1",
        "test-square-1",
        "test-best-1",
    }


def test_no_solution_appears_even_if_the_release_is_older_than_the_source(work):
    older = copy.deepcopy(RELEASED)
    older.cells[3].metadata.nbgrader.grade_id = older.cells[3].id = "twice"
    work.delete("double")
    assert answers(rebuild(SOURCE, older, work.notebook))["double"] == ""


def test_nothing_that_is_given_in_is_changed_and_the_result_is_always_the_same(work):
    work.insert("double", new_code_cell("z = 1"))
    before = copy.deepcopy((SOURCE, RELEASED, work.notebook))
    first, second = work.rebuilt(), work.rebuilt()
    first.notebook.cells[3].metadata.nbgrader.points = 99
    assert (SOURCE, RELEASED, work.notebook) == before
    assert first.remarks == second.remarks
    assert second.notebook == work.rebuilt().notebook


def spoil_ids(work):
    for found in work.notebook.cells:
        found.id = "same"


def spoil_everything(work):
    work.split("double", *ANSWERS["double"].splitlines())
    work.strip()
    work.insert("fresh-3", *[new_markdown_cell("note", id="cell-000") for _ in range(3)])


@pytest.mark.parametrize("spoil", [spoil_ids, Work.strip, spoil_everything])
def test_the_result_is_a_valid_notebook_with_ids_of_their_own(work, spoil):
    spoil(work)
    made = work.rebuilt().notebook
    nbformat.validate(made)
    assert (made.nbformat, made.nbformat_minor) == (4, 5)
    assert len({found.id for found in made.cells}) == len(made.cells)


def test_outputs_are_dropped(work):
    work["double"].outputs = [nbformat.v4.new_output("stream", text="<script>")]
    work["double"].execution_count = 3
    assert by_id(work.rebuilt())["double"] == {
        **SOURCE.cells[3],
        "source": ANSWERS["double"],
        "outputs": [],
        "execution_count": None,
    }


# Tests and given cells.


def edit(work):
    work["test-double-1"].source = "pass"


def empty(work):
    work["test-double-1"].source = ""


def delete(work):
    work.delete("test-double-1")


def tag(work):
    work["test-double-1"].metadata["tags"] = ["skip-execution"]


def retype(work):
    work["test-double-1"].cell_type = "raw"


def more_points(work):
    work["test-double-1"].metadata.nbgrader.points = 200


def unlock(work):
    work["test-double-1"].metadata.nbgrader.update(grade=False, solution=True)


@pytest.mark.parametrize("spoil", [edit, empty, delete, tag, retype, more_points, unlock])
def test_a_test_that_was_touched_is_put_back_and_flagged(work, spoil):
    spoil(work)
    made = work.rebuilt()
    assert by_id(made)["test-double-1"] == SOURCE.cells[4]
    assert ("flagged", "test-double-1") in said(made)
    assert answers(made) == ANSWERS


def copy_test(work):
    work.insert("test-double-1", copy.deepcopy(work["test-double-1"]))


def split_test(work):
    work.split("test-double-1", TEST[:10], TEST[10:])


def blank_test(work):
    work["test-double-1"].source = TEST.replace(" ", "  ") + "\n\n"


@pytest.mark.parametrize(("spoil", "kind"), [(copy_test, "flagged"), (split_test, "flagged"), (blank_test, "mended")])
def test_a_change_of_a_test_that_leaves_its_text_is_put_back(work, spoil, kind):
    spoil(work)
    made = work.rebuilt()
    assert by_id(made)["test-double-1"] == SOURCE.cells[4]
    assert said(made) == [(kind, "test-double-1")]
    assert own(made) == []


def test_a_new_code_cell_in_the_place_of_a_test_stays_the_students_own(work):
    work["test-double-1"].source = "def helper(x):\n    return x\nprint(helper(1))"
    made = work.rebuilt()
    assert own(made) == [("double", "code", "def helper(x):\n    return x\nprint(helper(1))")]
    assert ("flagged", "test-double-1") in said(made)


def test_changed_and_missing_given_cells_are_put_back_with_one_remark_each(work):
    work["cell-000"].source = "# Numbers, and what to do with them\nmy notes"
    work.delete("question-square")
    work.delete("question-best")
    made = work.rebuilt()
    assert [known.source for known in made.notebook.cells if known.id in ("cell-000", "question-square")] == [
        SOURCE.cells[0].source,
        SOURCE.cells[5].source,
    ]
    assert [remark.text for remark in made.remarks] == [
        "Given cells were missing and put back: question-square, question-best.",
        "Given cells were changed and put back: cell-000.",
    ]


def test_imports_added_to_a_given_cell_are_kept(work):
    work["cell-001"].source = "import math\nimport numpy as np\nimport scipy as sp\nnp.random.seed = print"
    made = work.rebuilt()
    assert own(made) == [("cell-001", "code", "import scipy as sp")]
    assert {kind for kind, _ in said(made)} == {"mended"}


def test_a_changed_kernel_or_notebook_metadata_does_not_matter(work):
    work.notebook.metadata = {"kernelspec": {"name": "bash", "display_name": "B"}, "widgets": {"a": 1}}
    assert work.rebuilt().notebook.metadata == SOURCE.metadata


# Answers.


@pytest.mark.parametrize(
    "parts",
    [
        ("def double(x):", "    y = x + x\n    return y"),
        ("def double(x):\n    y = x + x\n", "\n    return y"),
        ("def double(x):\n    y = x + x\n    ", "return y"),
        ("def double(x):\n    y = x", " + x\n    return y"),
        ("def double(x):\n    ", "y = x + x\n    return y"),
        ("def double(x):", "    y = x + x", "    return y"),
        ("", "def double(x):\n    y = x + x\n    return y"),
    ],
)
def test_a_split_answer_is_put_together(work, parts):
    work.split("double", *parts)
    made = work.rebuilt()
    assert answers(made) == ANSWERS
    assert own(made) == []
    assert set(said(made)) <= {("mended", "double")}


def test_an_answer_split_between_statements_is_put_together(work):
    work.split("double", "def half(x):\n    return x / 2\n", "def double(x):\n    return half(x) * 4")
    made = work.rebuilt()
    assert answers(made)["double"] == "def half(x):\n    return x / 2\n\ndef double(x):\n    return half(x) * 4"
    assert own(made) == []


def test_a_split_answer_with_a_magic_line_is_put_together(work):
    work.split("double", "%matplotlib inline\ndef double(x):", "    return 2 * x")
    assert answers(work.rebuilt())["double"] == "%matplotlib inline\ndef double(x):\n    return 2 * x"


def test_a_copy_that_says_the_same_is_dropped(work):
    work.insert("double", copy.deepcopy(work["double"]))
    made = work.rebuilt()
    assert (answers(made), own(made), said(made)) == (ANSWERS, [], [("mended", "double")])


@pytest.mark.parametrize("place", [0, 1])
def test_a_copy_of_the_stub_does_not_hide_the_answer(work, place):
    stub = copy.deepcopy(RELEASED.cells[3])
    work.notebook.cells.insert(work.place("double") + place, stub)
    made = work.rebuilt()
    assert (answers(made), own(made)) == (ANSWERS, [])


def test_of_two_attempts_the_first_is_the_answer_and_the_second_runs_where_it_stood(work):
    second = copy.deepcopy(work["double"])
    second.source = "def double(x):\n    return 0"
    work.insert("test-double-1", second)
    made = work.rebuilt()
    assert answers(made) == ANSWERS
    assert own(made) == [("test-double-1", "code", "def double(x):\n    return 0")]
    assert said(made) == [("flagged", "double")]


@pytest.mark.parametrize("name", ["double", "double_{}"])
def test_two_thousand_copies_of_an_answer_take_no_time(work, name):
    many = [copy.copy(work["double"]) for _ in range(1900)]
    for number, found in enumerate(many):
        found["source"] = f"def {name.format(number)}(x):\n    return {number}" + "\n" * 1000
    work.insert("double", *many)
    start = time.process_time()
    work.rebuilt()
    assert time.process_time() - start < 5


def test_a_missing_answer_is_flagged_and_gets_the_stub(work):
    work.delete("double")
    made = work.rebuilt()
    assert answers(made)["double"] == RELEASED.cells[3].source
    assert said(made) == [("flagged", "double")]


@pytest.mark.parametrize("neighbour", ["test-double-1", "question-double"])
def test_an_answer_that_was_merged_with_a_locked_cell_is_taken_out(work, neighbour):
    text = work[neighbour].source
    both = [ANSWERS["double"], text] if neighbour.startswith("test") else [text, ANSWERS["double"]]
    work[neighbour].source = "\n\n".join(both)
    work.delete("double")
    made = work.rebuilt()
    assert answers(made) == ANSWERS
    assert ("mended", "double") in said(made)


def test_an_answer_that_was_merged_with_another_answer_is_not_hidden_by_a_stub(work):
    work["square"].source = ANSWERS["double"] + "\n\n" + ANSWERS["square"]
    work.delete("double")
    made = work.rebuilt()
    assert (answers(made)["double"], said(made)) == ("", [("flagged", "double")])


@pytest.mark.parametrize("kind", ["markdown", "raw"])
@pytest.mark.parametrize("fence", ["{}", "```python\n{}\n```"])
def test_an_answer_whose_type_changed_is_read_as_code(work, kind, fence):
    work["double"].cell_type = kind
    work["double"].source = fence.format(ANSWERS["double"])
    made = work.rebuilt()
    assert by_id(made)["double"].cell_type == "code"
    assert (answers(made), said(made)) == (ANSWERS, [("mended", "double")])


@pytest.mark.parametrize("ids", [False, True])
def test_without_metadata_answers_and_tests_are_found(work, ids):
    work.strip(ids=ids)
    work.insert("fresh-4" if ids else "test-double-1", new_code_cell("double(21)"))
    made = work.rebuilt()
    assert answers(made) == ANSWERS
    assert own(made) == [("test-double-1", "code", "double(21)")]
    assert said(made) == [("mended", "")]


def test_without_metadata_an_edited_test_and_a_deleted_question_do_not_confuse(work):
    work["test-square-1"].source += "\nprint('fine')"
    work.delete("question-best")
    work.strip()
    made = work.rebuilt()
    assert (answers(made), own(made)) == (ANSWERS, [])
    assert ("flagged", "test-square-1") in said(made)


def test_the_type_may_change_and_the_metadata_be_lost_at_once(work):
    work["square"].cell_type = "markdown"
    work["why"].cell_type = "code"
    work.strip()
    assert answers(work.rebuilt()) == ANSWERS


def test_moved_answers_come_back_to_their_places(work):
    cells = work.notebook.cells
    cells.insert(0, cells.pop(work.place("square")))
    made = work.rebuilt()
    assert answers(made) == ANSWERS
    assert [found.id for found in made.notebook.cells] == [known.id for known in SOURCE.cells]


def test_swapped_metadata_earn_nothing_and_cost_nothing(work):
    one, other = work["double"], work["test-double-1"]
    one.metadata, other.metadata = other.metadata, one.metadata
    made = work.rebuilt()
    assert answers(made) == ANSWERS
    assert by_id(made)["test-double-1"] == SOURCE.cells[4]
    assert ("flagged", "test-double-1") in said(made)


def test_signs_of_a_merge_in_an_answer_are_flagged(work):
    work["double"].source = "<<<<<<< local\ndouble = 1\n=======\ndouble = 2\n>>>>>>> remote"
    assert said(work.rebuilt()) == [("flagged", "double")]


# Written answers.


def test_a_split_written_answer_is_put_together(work):
    work.split("why", "It is odd.", "And it is prime.")
    made = work.rebuilt()
    assert answers(made)["why"] == "It is odd.\n\nAnd it is prime."
    assert said(made) == [("mended", "why")]


@pytest.mark.parametrize("after", ["question-why", "why"])
def test_a_written_answer_in_a_cell_beside_is_put_in_its_place(work, after):
    work["why"].source = RELEASED.cells[-1].source
    work.insert(after, new_markdown_cell("It is odd."))
    made = work.rebuilt()
    assert (answers(made), own(made), said(made)) == (ANSWERS, [], [("mended", "why")])


def test_a_note_below_a_written_answer_stays_a_note(work):
    work.insert("why", new_markdown_cell("P.S. and prime"))
    made = work.rebuilt()
    assert own(made) == [("why", "markdown", "P.S. and prime")]


def test_the_pictures_of_a_written_answer_are_kept(work):
    work["why"].attachments = {"a.png": {"image/png": "iVBORw0K"}}
    made = work.rebuilt()
    assert by_id(made)["why"].attachments == {"a.png": {"image/png": "iVBORw0K"}}
    nbformat.validate(made.notebook)


# The student's own cells.


def test_own_cells_stand_behind_the_cell_they_followed_without_metadata(work):
    mine = [
        new_code_cell(f"step_{n} = {n}", metadata={"tags": ["outside"], "nbgrader": {"grade_id": "x"}}) for n in (1, 2)
    ]
    work.notebook.cells.insert(0, new_code_cell("first = 0"))
    work.insert("question-square", *mine)
    work.insert("why", new_code_cell("  \n"))
    made = work.rebuilt()
    assert own(made) == [
        ("", "code", "first = 0"),
        ("question-square", "code", "step_1 = 1"),
        (own_id(made, "step_1 = 1"), "code", "step_2 = 2"),
    ]
    assert all(found.metadata == {} for found in made.notebook.cells if found.source.startswith("step"))
    assert made.remarks == []


def own_id(made, source):
    return next(found.id for found in made.notebook.cells if found.source == source)


def test_a_free_cell_keeps_what_the_student_made_of_it():
    free = new_code_cell("size = 10", id="free")
    source, released = (copy.deepcopy(given) for given in (SOURCE, RELEASED))
    source.cells.insert(2, free)
    released.cells.insert(2, copy.deepcopy(free))
    submitted = copy.deepcopy(released)
    submitted.cells[2].source = "size = 20"
    made = rebuild(source, released, submitted)
    assert made.notebook.cells[2].source == "size = 20"
    del submitted.cells[2]
    made = rebuild(source, released, submitted)
    assert (made.notebook.cells[2].source, made.remarks) == ("size = 10", [])


def spoil_at_random(cells, draw):
    at = draw.randrange(len(cells))
    found, other = cells[at], draw.choice(cells)
    spoilt = draw.randrange(7)
    if spoilt == 0 and len(cells) > 1:
        del cells[at]
    elif spoilt == 1:
        cells.insert(draw.randrange(len(cells)), copy.deepcopy(found))
    elif spoilt == 2:
        cells.insert(at, copy.deepcopy(found))
        cut = draw.randrange(len(found.source) + 1)
        cells[at]["source"], cells[at + 1]["source"] = found.source[:cut], found.source[cut:]
    elif spoilt == 3:
        found["metadata"], other["metadata"] = other.metadata, nbformat.NotebookNode()
    elif spoilt == 4:
        found["cell_type"] = draw.choice(["code", "markdown", "raw"])
    elif spoilt == 5:
        found["id"] = other.id
    else:
        found["source"] = draw.choice(["", found.source[::-1], other.source, "def double(x):\n    return 4"])


@pytest.mark.parametrize("seed", range(100))
def test_whatever_happens_to_it_a_rebuilt_notebook_is_the_source_with_other_answers(work, seed):
    draw = random.Random(seed)
    for _ in range(draw.randrange(1, 30)):
        spoil_at_random(work.notebook.cells, draw)
    made = work.rebuilt().notebook
    nbformat.validate(made)
    known = {found.id: found for found in SOURCE.cells}
    assert [found.id for found in made.cells if found.id in known] == list(known)
    for found in made.cells:
        if found.id in known:
            assert (found.cell_type, found.metadata) == (known[found.id].cell_type, known[found.id].metadata)
            assert found.source == known[found.id].source or found.id in ANSWERS
        else:
            assert found.metadata == {}
    solutions = {known[name].source for name in ANSWERS}
    assert not solutions & {found.source for found in made.cells}


# The real assignments.


@pytest.mark.parametrize("name", ["smart-grids", "green-transport", "internet-of-things", "public-participation"])
@pytest.mark.parametrize("spoil", ["nothing", "metadata", "all"])
def test_real_assignments_come_back_whole_even_without_metadata(repository, tmp_path, name, spoil):
    source, released = (
        nbformat.read(repository / "assignments" / step / name / f"{name}.ipynb", as_version=4)
        for step in ("source", "release")
    )
    for found in source.cells:
        if found.metadata.nbgrader.solution:
            found.source = found.source.replace("### BEGIN SOLUTION", "").replace("### END SOLUTION", "")
    submitted = copy.deepcopy(source)
    for given, found in zip(released.cells, submitted.cells, strict=True):
        if not found.metadata.nbgrader.solution:
            found.source = given.source
        if spoil != "nothing":
            found.metadata = nbformat.NotebookNode()
        if spoil == "all":
            del found["id"]
    path = tmp_path / "work.ipynb"
    path.write_text(json.dumps(submitted), encoding="utf-8")
    read, _ = read_notebook(path)
    start = time.process_time()
    made = rebuild(source, released, read)
    assert time.process_time() - start < 0.5
    assert [found.source for found in made.notebook.cells] == [known.source for known in source.cells]
    assert [remark.kind for remark in made.remarks] == ([] if spoil == "nothing" else ["mended"])
