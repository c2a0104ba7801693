"""Packages are compared with the lock, and each difference names its remedy."""

import sys

import pytest

from classroom.doctor import installed

LOCK = """\
numpy==2.0.0 ; python_full_version < '3.0' \\
    --hash=sha256:aa
nbformat==5.0 \\
    --hash=sha256:bb
not-a-package-of-anybody==1.0 \\
    --hash=sha256:cc
"""


@pytest.fixture
def lock(tmp_path):
    (tmp_path / "requirements.lock").write_text(LOCK)
    return tmp_path


def test_entries_of_other_pythons_are_left_out(lock):
    assert installed.locked(lock / "requirements.lock") == {"nbformat": "5.0", "not-a-package-of-anybody": "1.0"}


def test_a_missing_package_is_a_problem_and_is_named(lock):
    found = installed.packages(lock)
    assert (found.state, found.says) == ("problem", "1 of 2 are missing: not-a-package-of-anybody")
    assert "make lab" in found.remedy


def test_another_version_is_a_warning_and_both_are_named(lock, monkeypatch):
    monkeypatch.setattr(installed, "_version", lambda _: "5.0")
    found = installed.packages(lock)
    assert (found.state, found.says) == ("warning", "1 of 2 differ: not-a-package-of-anybody 5.0 (lock: 1.0)")


def test_a_missing_lock_is_a_problem(tmp_path):
    assert installed.packages(tmp_path).remedy == "restore it: git checkout -- requirements.lock"


def test_an_old_python_is_a_problem(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 2, "final", 0))
    found = installed.python()
    assert found.state == "problem"
    assert "install 3.11, 3.12 or 3.13" in found.remedy


def test_packages_of_another_folder_are_a_warning(tmp_path):
    found = installed.own_packages(tmp_path)
    assert found.state == "warning"
    assert "-e ." in found.remedy
