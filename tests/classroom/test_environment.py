"""The environment is defined once: pyproject.toml, the locks and environment.yml agree."""

import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from classroom import environment

ROOT = Path(environment.ROOT)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def pins(name):
    """Return the version of each package that a lock names for this interpreter."""
    rows = (ROOT / name).read_text(encoding="utf-8").splitlines()
    found = [Requirement(row.rstrip(" \\")) for row in rows if re.match(r"[A-Za-z0-9]", row)]
    here = [need for need in found if need.marker is None or need.marker.evaluate()]
    return {canonicalize_name(need.name): str(need.specifier).removeprefix("==") for need in here}


def needed(direct):
    """Return the names that the direct dependencies reach through installed packages."""
    reached, todo = set(), [Requirement(text) for text in direct]
    while todo:
        need = todo.pop()
        key = (canonicalize_name(need.name), frozenset(need.extras))
        if key in reached:
            continue
        reached.add(key)
        for text in importlib.metadata.requires(need.name) or []:
            child = Requirement(text)
            extras = [*need.extras, ""]
            if child.marker is None or any(child.marker.evaluate({"extra": extra}) for extra in extras):
                todo.append(child)
    return {name for name, _ in reached}


def test_environment_file_points_at_the_lock_and_nothing_else():
    content = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert content["dependencies"] == [
        "python=3.11",
        "pip",
        {"pip": ["--require-hashes", "-r requirements.lock"]},
    ]
    assert not (ROOT / "binder").exists()
    assert not (ROOT / ".binder").exists()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_is_exact_hashed_and_without_addresses(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert all(re.match(r"[\w.-]+(\[[\w,]+\])?==", entry) for entry in entries)
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "index" not in text


def test_lock_holds_what_the_direct_dependencies_need_and_nothing_more():
    assert set(pins("requirements.lock")) == needed(PROJECT["dependencies"])


def test_direct_dependencies_allow_the_locked_versions():
    locked = pins("requirements-dev.lock")
    direct = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    wrong = [
        text
        for text in direct
        if not Requirement(text).specifier.contains(locked[canonicalize_name(Requirement(text).name)])
    ]
    assert wrong == []


def test_both_locks_agree():
    tests = pins("requirements-dev.lock")
    assert {name: tests.get(name) for name in pins("requirements.lock")} == pins("requirements.lock")


def test_this_interpreter_has_the_locked_versions():
    locked = pins("requirements-dev.lock")
    assert {name: importlib.metadata.version(name) for name in locked} == locked


@pytest.mark.parametrize("version", [(3, 10), (3, 14), (2, 7)])
def test_unsupported_python_is_refused_with_the_remedy(version):
    with pytest.raises(environment.Problem, match=r"install 3.11, 3.12 or 3.13 and name it: make lab PYTHON="):
        environment.check_python(version)


def test_folder_without_write_permission_is_one_line_with_the_remedy(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("CITYLAB_VENV", str(tmp_path / "none"))
    monkeypatch.setattr(environment.os, "access", lambda *_: False)
    assert environment.main([]) == 1
    assert capsys.readouterr().err == (
        "citylab: cannot write to this folder; copy the course to a folder of your own and start again there\n"
    )


def test_a_failed_installation_leaves_no_stamp(monkeypatch, capsys, tmp_path):
    python = Path(environment.python_of(tmp_path))
    python.parent.mkdir(parents=True)
    python.touch()
    monkeypatch.setenv("CITYLAB_VENV", str(tmp_path))
    monkeypatch.setattr(environment.subprocess, "call", lambda *_, **__: 1)
    assert environment.main([]) == 1
    assert "check the network" in capsys.readouterr().err
    assert not environment.is_ready(str(tmp_path), dev=False)


def test_a_finished_environment_is_used_again_until_the_lock_changes(monkeypatch, tmp_path):
    python = Path(environment.python_of(tmp_path))
    python.parent.mkdir(parents=True)
    python.touch()
    monkeypatch.setattr(environment.subprocess, "call", lambda *_, **__: 0)
    environment.create(str(tmp_path), "python3", True)
    assert environment.is_ready(str(tmp_path), dev=True)
    assert environment.is_ready(str(tmp_path), dev=False)
    (tmp_path / ".requirements-dev.lock").write_text("another lock")
    assert not environment.is_ready(str(tmp_path), dev=True)
