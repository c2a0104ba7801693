"""What every test shares: a quiet, headless and private place to run in."""

import atexit
import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest

os.environ["MPLBACKEND"] = "Agg"
os.environ.setdefault("OMP_NUM_THREADS", "1")
# Hypothesis keeps what it learnt in the folder where it runs, unless it is told before it is imported.
_hypothesis = tempfile.mkdtemp(prefix="hypothesis-")
atexit.register(shutil.rmtree, _hypothesis, ignore_errors=True)
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", _hypothesis)


# Files of few tests that take long. Handed out by their number of tests, as the others are, they would come last, and
# one process would wait for the other.
LONG = (
    "tests/classroom/grading/test_benchmark_short.py",
    "tests/classroom/grading/test_cluster.py",
    "tests/browser/test_internship_form.py",
    "tests/classroom/internship/verifying/test_references.py",
    "tests/classroom/internship/test_run_through.py",
    "tests/citylab/iot/test_lesson_2_elsewhere.py",
    "tests/browser/test_lab_page.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files that take long before the others, and of those the ones with many tests first."""
    file_of = [item.nodeid.partition("::")[0] for item in items]
    count = Counter(file_of)
    place = {name: number for number, name in enumerate(LONG)}
    ranks = {name: (place.get(name, len(LONG)), -count[name]) for name in count}
    items[:] = [item for _, item in sorted(zip(file_of, items, strict=True), key=lambda pair: ranks[pair[0]])]


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of this repository."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def progress_file(tmp_path_factory, monkeypatch) -> Path:
    """A learner's progress file of this test alone; nobody's own is touched."""
    path = tmp_path_factory.mktemp("learner") / "progress.json"
    monkeypatch.setenv("CITYLAB_PROGRESS", str(path))
    return path
