"""What Binder would build from our files: the plan that repo2docker makes, read step by step."""

import importlib
import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
BENCHMARKS = ROOT / "tests" / "benchmarks"
SERVER_MB = 200  # what JupyterLab needs besides, rounded up; tests/benchmarks/binder_replay.py measures it
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
needs_repo2docker = pytest.mark.skipif(
    importlib.util.find_spec("repo2docker") is None, reason="repo2docker is not installed; it comes with make test"
)


@pytest.fixture(scope="module")
def printed():
    """All that repo2docker prints when it plans the image, and builds nothing."""
    call = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "--user-id=1000", "--user-name=jovyan", "."]
    ended = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    return ended.stdout + ended.stderr


@pytest.fixture(scope="module")
def steps(printed):
    """The instructions of the image in their order, each on one line."""
    joined = re.sub(r"\\\n\s*", "", printed)
    kinds = ("FROM ", "ENV ", "ARG ", "USER ", "WORKDIR ", "COPY ", "RUN ", "CMD ", "ENTRYPOINT ")
    return [line for line in joined.splitlines() if line.startswith(kinds)]


def place(steps, *parts):
    """Return where the only instruction stands that holds all these parts."""
    found = [at for at, step in enumerate(steps) if all(part in step for part in parts)]
    assert len(found) == 1, f"{len(found)} instructions hold {parts}"
    return found[0]


def test_binder_installs_the_lock_by_its_hashes_and_nothing_beside_it():
    assert ENVIRONMENT["dependencies"] == ["python=3.11", "pip", {"pip": ["--require-hashes", "-r requirements.lock"]}]


def test_conda_asks_nobody_but_conda_forge():
    assert ENVIRONMENT["channels"] == ["conda-forge", "nodefaults"]


@pytest.mark.parametrize("folder", ["binder", ".binder"])
def test_no_folder_hides_the_files_at_the_root(folder):
    assert not (ROOT / folder).exists()


@pytest.mark.parametrize("name", ["requirements.txt", "Dockerfile", "runtime.txt", "Pipfile", "setup.py", "apt.txt"])
def test_no_other_file_asks_for_another_way_to_build(name):
    assert not (ROOT / name).exists()


def test_what_the_build_reads_is_in_the_repository():
    files = ["environment.yml", "requirements.lock", "postBuild", "pyproject.toml", "start"]
    listed = subprocess.run(["git", "ls-files", *files], cwd=ROOT, capture_output=True, text=True, check=True)
    assert sorted(listed.stdout.split()) == sorted(files)


@needs_repo2docker
def test_the_base_is_a_frozen_environment_of_our_python(printed, steps):
    assert "Building conda environment for python=3.11" in printed
    # The file's name is quoted: -2d is a hyphen, -2e a dot.
    assert place(steps, "environment-2epy-2d3-2e11-2dlinux-2d64-2elock", "/tmp/env/environment.lock") < place(
        steps, "/tmp/install-base-env.bash'"
    )


@needs_repo2docker
def test_the_lock_is_there_before_pip_reads_it(steps):
    files = place(steps, "COPY", " src/ ${REPO_DIR}/")
    packages = place(steps, "RUN", '${MAMBA_EXE} env update -p ${NB_PYTHON_PREFIX} --file "environment.yml"')
    assert place(steps, "WORKDIR ${REPO_DIR}") < files < packages


@needs_repo2docker
def test_packages_are_installed_by_the_person_who_runs_them_and_in_one_environment(steps):
    packages = place(steps, "env update")
    users = [step for step in steps[:packages] if step.startswith("USER ")]
    assert users[-1] == "USER ${NB_USER}"
    assert "ENV KERNEL_PYTHON_PREFIX=${NB_PYTHON_PREFIX}" in steps


@needs_repo2docker
def test_our_own_packages_come_last_through_post_build(steps):
    assert place(steps, "env update") < place(steps, "RUN chmod +x postBuild") < place(steps, "RUN ./postBuild")


@needs_repo2docker
def test_start_is_run_if_there_is_one(steps):
    runs = [step for step in steps if step.startswith("ENV R2D_ENTRYPOINT=")]
    assert runs == (['ENV R2D_ENTRYPOINT="${REPO_DIR}/start"'] if (ROOT / "start").exists() else [])


@pytest.mark.parametrize("name", ["postBuild", "start"])
def test_scripts_stop_at_the_first_error_and_install_only_what_the_lock_names(name):
    path = ROOT / name
    if not path.exists():
        pytest.skip(f"there is no {name}")
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#!/bin/bash\n")
    assert [line for line in re.findall(r"^pip install.*$", text, flags=re.MULTILINE) if "--no-deps" not in line] == []
    if name == "postBuild":
        assert re.search(r"^set -e", text, flags=re.MULTILINE)
        assert re.search(r"^pip install .*--no-build-isolation -e \.$", text, flags=re.MULTILINE)
    else:
        # Binder hands over the command that serves: a script that does not end so serves nothing.
        assert text.rstrip().endswith('exec "$@"')


@pytest.fixture
def benchmark(monkeypatch):
    """Return a function that loads a script of the benchmarks."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module


@pytest.fixture
def replayed(benchmark):
    """The part of the replay that makes the environment."""
    return benchmark("binder_environment")


@needs_repo2docker
def test_the_replay_begins_with_the_versions_that_repo2docker_froze(replayed):
    direct, frozen = replayed.base_packages(replayed.wanted_python())
    assert {"jupyterlab", "jupyterhub", "notebook"} <= set(direct)
    assert set(direct) <= {pin.split("==")[0] for pin in frozen}
    assert len(frozen) > 100


@needs_repo2docker
def test_the_replay_has_the_python_of_the_plan_and_nothing_of_this_environment(replayed, tmp_path):
    copy = replayed.Copy(tmp_path / "home", tmp_path / "venv")
    assert replayed.wanted_python() == "3.11"
    assert copy.variables["PATH"].startswith(str(tmp_path / "venv"))
    assert not {"VIRTUAL_ENV", "PYTHONPATH", "CITYLAB_HOME", "JUPYTER_CONFIG_PATH"} & set(copy.variables)


def test_a_lesson_and_the_server_fit_into_one_gigabyte(tmp_path):
    lesson = ROOT / "course" / "notebooks" / "02-smart-grids" / "01_read_a_street.ipynb"
    call = [sys.executable, str(BENCHMARKS / "lesson_memory.py"), "--json", "--server", str(SERVER_MB), str(lesson)]
    ended = subprocess.run(call, capture_output=True, text=True, timeout=400, env={**os.environ, "HOME": str(tmp_path)})
    need = json.loads(ended.stdout)
    assert need["error"] == ""
    assert 100 < need["peak_mb"] < 1000 - SERVER_MB
    assert ended.returncode == 0


@pytest.mark.parametrize(("peak_mb", "error", "fits"), [(799, "", True), (800, "", False), (300, "NameError", False)])
def test_a_lesson_must_run_and_leave_room_for_the_server(benchmark, peak_mb, error, fits):
    memory = benchmark("lesson_memory")
    assert memory.fits(memory.Need("lesson", 1.0, peak_mb, peak_mb, error), server_mb=SERVER_MB) is fits
