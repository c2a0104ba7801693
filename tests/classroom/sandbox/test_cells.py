"""Cells are run as IPython runs them, though some of its steps are left out where they change nothing."""

import json

import pytest
from IPython.core.async_helpers import _should_be_async
from IPython.core.inputtransformer2 import TransformerManager

from classroom.sandbox.cells import _Shell, _Transformer

SPECIAL = [
    "%matplotlib inline",
    "x = %time 1 + 1",
    "files = !ls",
    "!ls *.csv",
    "!!ls",
    "pd.DataFrame?",
    "pd.DataFrame??",
    "?pd.DataFrame",
    "%%time\nx = 1",
    "if True:\n    %time x = 1\n    y = !ls",
    "    indented = 1\n    other = 2",
    ">>> x = 1\n>>> y = 2\n",
    "In [1]: x = 1\n   ...: y = 2",
    ",print a b",
    ";print a b",
    "/print a, b",
    "x = 1\n%time y = x % 2\nz = y != 1  # why?",
    "%alias_magic t time",
]
PYTHON = [
    "x = 7 % 2",
    "y = (7\n     % 2)",
    "z = 1 != 2  # is it?",
    "text = '''\n%time 1\n!ls\nwhat?\n'''",
    "'what?'",
    "print('100 %'); x = f'{x!r}'",
    "d = '\\d'",
    "",
    "\n\n",
    "# only a remark?",
]
BROKEN = ["def f(:", "x = 'open", "return 1", "x = \0", "if True:\nx = 1", "(" * 300, "x" + " + x" * 20_000]


@pytest.mark.parametrize("cell", [*SPECIAL, *PYTHON, *BROKEN], ids=lambda cell: repr(cell[:30]))
def test_a_cell_becomes_python_as_with_ipython(cell):
    assert _became(_Transformer(), cell) == _became(TransformerManager(), cell)


@pytest.mark.parametrize("cell", SPECIAL, ids=repr)
def test_what_is_special_to_ipython_is_changed(cell):
    """So that the test above compares something."""
    assert _Transformer().transform_cell(cell) != f"{cell}\n"


@pytest.mark.parametrize("folder", ["course/notebooks", "course/solutions", "assignments/source"])
def test_cells_of_all_lessons_and_assignments_become_python_as_with_ipython(folder, repository):
    books = [json.loads(path.read_text(encoding="utf-8")) for path in (repository / folder).glob("*/*.ipynb")]
    sources = ["".join(cell["source"]) for book in books for cell in book["cells"] if cell["cell_type"] == "code"]
    assert len(sources) > 100
    for source in sources:
        assert _Transformer().transform_cell(source) == TransformerManager().transform_cell(source)


WAITING = [
    "import asyncio\nawait asyncio.sleep(0)",
    "async for one in numbers():\n    pass",
    "async with lock:\n    pass",
    "[one async for one in numbers()]",
    "async def later():\n    return 1",
    "x = 'await'",
    "x = 1",
    "def f(:",
    "await (",
]


@pytest.mark.parametrize("cell", WAITING)
def test_a_cell_that_waits_is_known_as_ipython_knows_it(cell):
    shell = _Shell.__new__(_Shell)  # one that is whole would be the shell of this process
    assert shell.should_run_async(cell, transformed_cell=cell) == _should_be_async(cell)


def test_some_of_these_cells_wait():
    assert [_should_be_async(cell) for cell in WAITING] == [True] * 4 + [False] * 5


def _became(manager, cell):
    try:
        return manager.transform_cell(cell)
    except Exception as error:
        return type(error)
