"""One class, marked twice: first all are honest, then each hands in something else. Harm stays with its author."""

import copy
import os
import time
import warnings
from pathlib import Path

import nbformat
import pytest

from classroom.clean_html import CleanNotebook
from classroom.feedback import write_pages

from .conftest import NAME, TESTS, WRONG, tags_of

pytestmark = pytest.mark.filterwarnings("ignore:::nbgrader", "ignore:::sqlalchemy")
MARK = "citylab-left-running"
FOREVER = "import time\nwhile True:\n    try:\n        time.sleep(9)\n    except BaseException: pass"
LEAVE = "import os\nos._exit(0)"
FORKS = "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError: pass"
DETACHED = f"""
import ctypes, os, signal, time
ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
if os.fork() == 0:
    os.setsid()
    ctypes.CDLL(None).prctl(15, b"{MARK[:15]}", 0, 0, 0)
    for number in range(1, 32):
        try:
            signal.signal(number, signal.SIG_IGN)
        except OSError: pass
    while True:
        time.sleep(1)
"""
HUNGRY = "kept = [bytearray(100 << 20) for _ in range(100)]"
HUNGRY_TOGETHER = """
import os, time
for _ in range(20):
    if os.fork() == 0:
        kept = b"x" * (100 << 20)
        time.sleep(30)
time.sleep(30)
"""
LONG_LINES = "while True:\n    print('x' * 200_000_000)"
LONG_PROGRAM = "import os\nwhile True:\n    os.write(1, b'x' * 1_000_000)"
FULL = "for number in range(10**6):\n    open(f'part-{number}', 'wb').write(b'0' * 10_000_000)"
THREADS = (
    "import threading, time\nwhile True:\n    threading.Thread(target=time.sleep, args=[999], daemon=False).start()"
)
LIMITS_RAISED = """
import resource
for limit in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE):
    try:
        resource.setrlimit(limit, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        raise SystemError("raised")
    except (ValueError, OSError):
        pass
"""
SIGNALS = "import os, signal\nfor one in range(1, 65):\n    try: os.kill(-1, one)\n    except OSError: pass"
AT_EXIT = "import atexit, time\natexit.register(time.sleep, 99)"
HALF = "print('\\ud800')\nraise ValueError('\\udfff [/red] \\x1b[2J')"
SEARCH = """
import os
seen = []
for folder, folders, files in os.walk("/"):
    if folder.startswith(("/proc", "/usr", "/sys")) or folder.endswith("site-packages"):
        folders.clear()
    seen += [os.path.join(folder, name) for name in files]
for path in seen:
    if path.endswith((".ipynb", ".db", "nbgrader_config.py", "class-seed", "timestamp.txt")):
        print("found", path)
for place in {places!r}:
    for attempt in (open, os.listdir, os.stat):
        try:
            attempt(place)
            print("reached", place)
        except OSError:
            pass
"""

# What each hands in besides right answers: a cell before everything, marks, and words of the reason.
HARMFUL = {
    "ends": (LEAVE, 0, "ended before this test"),
    "forks": (FORKS, None, "it was stopped"),
    "swallows": (FOREVER, 0, "too long"),
    "detached": (DETACHED, 10, ""),
    "hungry": (HUNGRY, 10, ""),
    "hungry-together": (HUNGRY_TOGETHER, 0, "too much memory"),
    "long-lines": (LONG_LINES, None, None),
    "long-program": (LONG_PROGRAM, None, None),
    "full": (FULL, None, None),
    "threads": (THREADS, 10, ""),
    "limits": (LIMITS_RAISED, 10, ""),
    "signals": (SIGNALS, None, None),
    "at-exit": (AT_EXIT, 10, ""),
    "half": (HALF, 10, ""),
}
SCRIPT = """
from IPython.display import HTML, SVG, Javascript, Markdown, display
for text in ("<script>bad()</script>", "<img src=x onerror='bad()'>", "<a href='javascript:bad()'>x</a>"):
    display(HTML(text), Markdown(text), {"text/latex": text, "image/svg+xml": text}, raw=False)
display(Javascript("bad()"), SVG(data="<svg xmlns='http://www.w3.org/2000/svg' onload='bad()'/>"))
print("<script>bad()</script>")
raise ValueError("<script>bad()</script>")
"""
HONEST = ("ada", "m", "zoe")


class Twice:
    """What came of the class, the first and the second time."""

    def __init__(self, made):
        self.made, handed_in = made, made.marking.handed_in
        everybody = [
            *HONEST,
            *HARMFUL,
            "deleted",
            "damaged",
            "absent",
            "copied",
            "search",
            "beside",
            "stamped",
            "script",
        ]
        for student in everybody:
            made.hand_in(student, handed_in())
        self.before = made.grade()
        for student, (cell, _, _) in HARMFUL.items():
            made.hand_in(student, handed_in(first=cell))
        made.hand_in("deleted", _without_tests(handed_in(WRONG)))
        (made.hand_in("damaged", handed_in()) / f"{NAME}.ipynb").write_bytes(b"no notebook")
        (made.hand_in("absent", handed_in()) / f"{NAME}.ipynb").unlink()
        made.hand_in("copied", _with_copies(handed_in()))
        course = made.folder
        places = [
            course / "gradebook.db",
            course / "submitted",
            course / "source",
            course / "submitted" / "ada",
            course,
        ]
        made.hand_in("search", handed_in(first=SEARCH.format(places=[*map(str, places)])))
        folder = made.hand_in("beside", handed_in({**WRONG}))
        for name in ("numpy.py", "math.py", "classroom.py", "sitecustomize.py"):
            (folder / name).write_text("isclose = lambda *args, **options: True\nraise SystemExit")
        stamp = "import pathlib\npathlib.Path('timestamp.txt').write_text('2020-01-01 00:00:00 UTC')"
        made.hand_in("stamped", handed_in(last=stamp))
        script = {"who": "<script>bad()</script> ![x](x){onerror=bad()}", "lamps": f"{WRONG['lamps']}\n{SCRIPT}"}
        made.hand_in("script", handed_in(script, first=SCRIPT))
        self.kept = {path: path.read_bytes() for path in course.rglob("*.ipynb") if "autograded" not in path.parts}
        started = time.monotonic()
        self.after = made.grade()
        self.seconds = time.monotonic() - started


def _without_tests(notebook):
    notebook.cells = [cell for cell in notebook.cells if not tags_of(cell).get("grade")]
    return notebook


def _with_copies(notebook):
    notebook.cells = [copy.deepcopy(cell) for cell in notebook.cells for _ in range(2)]
    return notebook


@pytest.fixture(scope="module")
def twice(new_class):
    return Twice(new_class())


@pytest.fixture(scope="module")
def pages(twice):
    """The feedback pages of who has marks."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as above
        found = [write_pages(twice.made.folder, NAME, student=student) for student in ("script", "beside", "ends")]
    return {page.parents[1].name: page.read_text(encoding="utf-8") for (page,) in found}


def test_everybody_was_right_the_first_time(twice):
    assert {(record.status, record.auto) for record in twice.before.values()} == {("marked", 10)}


def test_honest_work_among_all_this_has_its_marks(twice):
    for student in HONEST:
        assert (twice.after[student].status, twice.after[student].auto, twice.made.total(student)) == ("marked", 10, 10)
        assert twice.after[student].remarks == []


@pytest.mark.parametrize("student", HARMFUL)
def test_harm_stays_with_its_author_and_has_its_reason(twice, student):
    _, points, reason = HARMFUL[student]
    record = twice.after[student]
    said = " ".join([record.reason, *(remark["text"] for remark in record.remarks)])
    assert points is None or record.auto == points, said
    assert twice.made.total(student) == (None if record.status == "failed" else record.auto)
    assert record.auto == 10 or record.status in ("flagged", "failed")
    assert record.auto == 10 or said.strip()
    assert reason is None or reason in said
    assert record.status == "failed" or twice.made.autograded(student)


def test_nothing_outlives_the_marking(twice):
    names = [path.read_text() for path in _process_files("comm")]
    assert not [name for name in names if name.startswith(MARK[:15])]


def _process_files(name):
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and os.access(folder / name, os.R_OK):
            yield folder / name


def test_the_batch_takes_its_time_but_no_more(twice):
    assert twice.seconds < 150


def test_old_marks_do_not_stay_when_broken_code_comes_without_tests(twice):
    record = twice.after["deleted"]
    assert (record.status, record.auto, twice.made.total("deleted")) == ("flagged", 1, 1)


@pytest.mark.parametrize("student", ["damaged", "absent"])
def test_old_marks_do_not_stay_when_marking_again_fails(twice, student):
    record = twice.after[student]
    assert (record.status, bool(record.reason)) == ("failed", True)
    assert set(twice.made.scores(student).values()) == {None}
    assert twice.made.autograded(student) is None


def test_copied_cells_do_not_stop_the_batch(twice):
    record = twice.after["copied"]
    assert (record.auto, bool(record.remarks)) == (10, True)


def test_nothing_of_the_course_can_be_seen(twice):
    first = next(cell for cell in twice.made.autograded("search")["cells"] if cell["cell_type"] == "code")
    assert "for place in" in "".join(first["source"])
    assert (first["outputs"], twice.after["search"].auto) == ([], 10)


def test_files_beside_the_notebook_are_not_there(twice):
    assert (twice.after["beside"].auto, twice.made.total("beside")) == (1, 1)


def test_no_script_of_a_student_reaches_the_instructor(twice):
    notebook = nbformat.from_dict(twice.made.autograded("script"))
    shown, _ = CleanNotebook().preprocess(notebook, {})
    made = [str(output.data.get(kind, "")) for output in _outputs(shown) for kind in ("text/html", "text/latex")]
    assert any("bad" in cell.source for cell in notebook.cells)
    assert not [text for text in made if "bad()" in text or "<script" in text]
    assert not [data for output in _outputs(shown) for data in output.data if "svg" in data or "javascript" in data]


def _outputs(notebook):
    cells = (cell for cell in notebook.cells if cell.cell_type == "code")
    return [output for cell in cells for output in cell.outputs if "data" in output]


def test_no_script_of_a_student_is_on_a_feedback_page(pages):
    assert "<script>bad" not in pages["script"]
    assert "<img src=x" not in pages["script"]
    assert 'href="javascript' not in pages["script"]


@pytest.mark.parametrize("student", ["script", "beside", "ends"])
def test_a_feedback_page_has_the_message_and_no_hidden_test(pages, student):
    assert "0.77" not in pages[student]
    assert "lamps(101.0" not in pages[student]
    assert student == "ends" or "a lamp stands at each end" in pages[student]


def test_a_time_that_the_code_writes_is_not_believed(twice):
    from classroom.grading.submissions import find_submissions

    (found,) = find_submissions(twice.made.folder, NAME, "stamped")
    assert (found.handed_in.year, twice.after["stamped"].auto) == (2026, 10)


def test_what_was_handed_in_given_out_and_written_by_the_author_is_as_before(twice):
    assert twice.kept
    assert all(path.read_bytes() == content for path, content in twice.kept.items())
    assert not [path.name for path in (twice.made.folder / "submitted").rglob("*.pyc")]


def test_every_test_of_everybody_has_a_mark_or_none_of_them(twice):
    for student, record in twice.after.items():
        scores = twice.made.scores(student)
        assert set(scores) == set(TESTS)
        assert (None in scores.values()) == (record.status == "failed")
