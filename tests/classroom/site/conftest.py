"""A sample site, built once."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from sample_site_course import write_course

from classroom.site.building import build


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    """The sample course."""
    return write_course(tmp_path_factory.mktemp("sample-course")).resolve()


@pytest.fixture(autouse=True)
def _in_the_sample_course(course, monkeypatch):
    """Let each test look for the course in the sample, and no test of another folder."""
    monkeypatch.setenv("CITYLAB_HOME", str(course))


@pytest.fixture(scope="session")
def make(course):
    """Build the sample site into a folder beside it; `said` lists what the build told."""

    def run(name, **options):
        run.said = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("CITYLAB_HOME", str(course))
            return build(course, course / name, work=course / "work", say=run.said.append, **options)

    return run


@pytest.fixture(scope="session")
def site(make):
    """The folder of the sample site."""
    return make("site").folder
