"""What every test shares: a quiet, headless and private place to run in."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

os.environ["MPLBACKEND"] = "Agg"
os.environ.setdefault("OMP_NUM_THREADS", "1")
# Hypothesis keeps what it learnt in the folder where it runs, unless it is told before it is imported.
_hypothesis = tempfile.mkdtemp(prefix="hypothesis-")
atexit.register(shutil.rmtree, _hypothesis, ignore_errors=True)
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", _hypothesis)


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
