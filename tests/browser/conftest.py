"""One JupyterLab and one browser for all tests; the notebooks are copies."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from lab_session import close_all, open_browser, open_lab, open_notebook, run_all, running_lab
from sample_course import write_sample


@pytest.fixture(scope="session")
def served(tmp_path_factory, repository) -> Path:
    """The folder that Lab serves: the course's notebooks and a small sample."""
    folder = tmp_path_factory.mktemp("served")
    if (repository / "course/notebooks").is_dir():
        shutil.copytree(repository / "course/notebooks", folder / "course/notebooks")
    write_sample(folder / "sample")
    return folder


@pytest.fixture(scope="session")
def lab(served, tmp_path_factory):
    """The address of a JupyterLab that serves the copies."""
    with running_lab(served, tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture(scope="session")
def window(lab):
    """JupyterLab in a browser without a network; `outside` lists what it asked for."""
    with open_browser() as page:
        open_lab(page, lab)
        yield page


@pytest.fixture(scope="module")
def sample(window):
    """The sample notebook after all its cells have run, with its code cells in `cells`."""
    open_notebook(window, "sample/sample.ipynb")
    window.cells = run_all(window)
    yield window
    close_all(window)


@pytest.fixture
def page(window):
    """JupyterLab, with everything closed afterwards."""
    yield window
    close_all(window)
