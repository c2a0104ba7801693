"""The addresses of the page in a real server: the work that they do, and whom they refuse."""

import io
import json
import zipfile

import nbformat
import pytest

from classroom.lab_page.desk import LARGEST_UPLOAD

COPY = "course/my-work/street-lamps/street-lamps.ipynb"
LESSON = "course/notebooks/01-buses/01_count.ipynb"
RIGHT = "def energy_kwh(power_w, hours):\n    return power_w * hours / 1000"


def mark(visitor, path, **headers):
    return visitor.ask("citylab/mark", json.dumps({"path": path}).encode(), **headers)


def rewrite(course, path, text, source):
    """Write another text into the first cell of a notebook that holds `text`; return the notebook as it was."""
    before = (course / path).read_bytes()
    notebook = nbformat.reads(before.decode(), as_version=4)
    next(cell for cell in notebook.cells if text in cell.source)["source"] = source
    nbformat.write(notebook, course / path)
    return before


def test_page_learns_where_it_is(learner):
    about = json.loads(learner.ask("citylab/about")[2])
    assert about["assignments"] == ["street-lamps"]
    assert about["temporary"] is False


def test_marking_gives_points_and_a_page_on_which_nothing_can_act(learner, course):
    rewrite(course, COPY, "def energy_kwh", RIGHT)
    status, _, said = mark(learner, COPY, Origin=learner.address.rstrip("/"))
    found = json.loads(said)
    assert status == 200, found
    assert (found["points"], found["total"]) == (3, 10)
    status, headers, page = learner.ask(f"citylab/page/{found['page']}")
    assert status == 200
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("sandbox")
    assert "allow-scripts" not in policy
    assert "allow-same-origin" not in policy
    assert "default-src 'none'" in policy
    assert b"<script" not in page
    assert b"Keep the street lit" in page


def test_saved_file_brings_a_lesson_back(learner, course):
    shipped = rewrite(course, LESSON, "buses = 10", "buses = 10  # mine")
    status, headers, data = learner.ask("citylab/save")
    assert status == 200
    assert headers["Content-Disposition"].startswith('attachment; filename="citylab-work-')
    assert any(name.endswith(LESSON) for name in zipfile.ZipFile(io.BytesIO(data)).namelist())
    (course / LESSON).write_bytes(shipped)
    status, _, said = learner.ask("citylab/restore", data)
    assert status == 200
    assert any(LESSON in line for line in json.loads(said)["lines"])
    assert "# mine" in (course / LESSON).read_text()


def test_same_work_is_known_by_its_own_text(learner):
    first, second = (learner.ask("citylab/save")[1]["X-Citylab-Same"] for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    "path", ["../elsewhere.ipynb", "/etc/passwd", "course/../../x.ipynb", "datasets", "a\0.ipynb", "\ud800.ipynb"]
)
def test_only_a_notebook_of_the_course_is_marked(learner, path):
    status, message = learner.sentence("citylab/mark", json.dumps({"path": path}).encode())
    assert status == 400
    assert message.startswith("only a notebook of this course can be marked")


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'{"path": 3}', b"not json", b"[" * 4_900, b'{"path": "' + b"x" * 20_000 + b'"}']
)
def test_other_requests_are_refused_with_what_is_expected(learner, body):
    status, message = learner.sentence("citylab/mark", body)
    assert (status, "the request must be" in message) == (400, True)


def test_missing_notebook_is_named(learner):
    status, message = learner.sentence("citylab/mark", b'{"path": "course/my-work/gone.ipynb"}')
    assert (status, message) == (
        400,
        "there is no notebook course/my-work/gone.ipynb; save it in JupyterLab, then mark again",
    )


def test_notebook_of_no_assignment_is_refused_by_the_marking(learner):
    status, message = learner.sentence("citylab/mark", json.dumps({"path": LESSON}).encode())
    assert status == 400
    assert "street-lamps" in message


@pytest.mark.parametrize("body", [b"", b"no zip file"])
def test_what_is_no_file_of_ours_is_refused(learner, body):
    status, message = learner.sentence("citylab/restore", body)
    assert status == 400
    assert "choose the file that" in message


def test_too_large_a_file_is_refused(learner):
    status, message = learner.sentence("citylab/restore", bytes(LARGEST_UPLOAD + 1))
    assert status == 413
    assert "at most 60 MB" in message


def test_page_of_an_earlier_session_says_what_to_do(learner):
    status, _, said = learner.ask("citylab/page/never-was")
    assert (status, b"press Mark my work" in said) == (404, True)


@pytest.mark.parametrize("path", ["about", "save", "page/x"])
def test_stranger_reads_nothing(stranger, path):
    status, _, body = stranger.ask(f"citylab/{path}")
    assert status == 403 or b"Password or token" in body


def test_forged_request_from_another_page_is_refused(browser):
    for path in ("restore", "mark"):
        status, message = browser.sentence(f"citylab/{path}", b'{"path": "x"}')
        assert (status, "XSRF" in message or "_xsrf" in message) == (403, True)


def test_page_itself_may_ask(browser):
    key = next(cookie.value for cookie in browser.cookies if cookie.name == "_xsrf")
    status, _, said = browser.ask("citylab/restore", b"no zip file", **{"X-XSRFToken": key})
    assert (status, b"zip" in said) == (400, True)
