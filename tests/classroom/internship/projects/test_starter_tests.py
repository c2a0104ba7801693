"""
The tests of a starter say what is missing, and nothing else is wrong with it.

That the tests of the references pass is part of their verdict, see the tests of verifying.
"""

import os
import subprocess
import sys
import xml.etree.ElementTree as xml

import pytest

from classroom.internship import projects


@pytest.fixture(scope="module", params=projects.names())
def cases(request, tmp_path_factory):
    """Return what the tests of a starter said: file, name, and the first line of why it failed."""
    folder = projects.write_starter(request.param, tmp_path_factory.mktemp("starter") / request.param)
    report = folder / "report.xml"
    command = [sys.executable, "-B", "-m", "pytest", "-p", "no:cacheprovider", f"--junitxml={report}"]
    env = {**os.environ, "MPLBACKEND": "Agg", "OPENBLAS_NUM_THREADS": "1"}
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False, env=env)
    assert run.returncode == 1, run.stdout[-2000:]
    return [
        (case.get("classname"), case.get("name"), [child.get("message") or "" for child in case])
        for case in xml.parse(report).iter("testcase")
    ]


def test_every_failure_is_a_stub_or_an_output_that_is_missing(cases):
    reasons = [(name, why) for _, name, all_why in cases for why in all_why]
    other = [(name, why) for name, why in reasons if "NotImplementedError" not in why and "outputs/" not in why]
    assert other == []


def test_each_file_of_tests_has_work_to_show(cases):
    files = {file for file, _, _ in cases}
    assert files == {file for file, _, why in cases if why}
