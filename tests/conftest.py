"""What every test shares: a quiet, headless and private place to run in."""

import os
from pathlib import Path

import pytest

os.environ["MPLBACKEND"] = "Agg"
os.environ.setdefault("OMP_NUM_THREADS", "1")


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
