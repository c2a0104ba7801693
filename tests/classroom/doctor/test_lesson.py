"""A kernel does what lessons do; what it cannot do is said with a remedy."""

import socket
import tempfile
from pathlib import Path

import pytest

from classroom.doctor import in_kernel, lesson


@pytest.fixture(scope="module")
def found(repository):
    """What a real kernel says here, by subject, and the files that it left behind."""
    # A short path: a kernel's socket must fit into it.
    with tempfile.TemporaryDirectory(prefix="doc-") as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", folder)
        findings = lesson.lesson(repository)
        left = [path.name for path in Path(folder).iterdir()]
    return {finding.subject: finding for finding in findings}, left


def answer(**changed):
    """Return what a healthy kernel answers, with some of it changed."""
    return {"prefix": lesson.sys.prefix, "engines": {"numpy": ""}, "pictures": "", "threads": {}, "memory_mb": 200.0,
            **changed}  # fmt: skip


def test_a_kernel_starts_and_makes_a_figure_and_a_map(found):
    assert {subject: finding.state for subject, finding in found[0].items()} == {
        "kernel": "ok",
        "engines": "ok",
        "figure and map": "ok",
        "threads": "ok",
    }


def test_the_kernel_leaves_no_file_behind(found):
    assert found[1] == []


def test_an_engine_that_cannot_be_imported_is_a_problem():
    said = lesson._engines(answer(engines={"numpy": "", "pvlib": "ImportError: no such thing"}))
    assert (said.state, said.says) == ("problem", "cannot be imported: pvlib (ImportError: no such thing)")


def test_an_import_that_fails_says_why():
    assert in_kernel._import("nobody_wrote_this").startswith("ModuleNotFoundError: No module named")
    assert in_kernel._import("json") == ""


def test_a_map_that_asks_for_an_address_is_a_problem():
    assert lesson._pictures(answer(pictures="the map asks for https://example.org")).state == "problem"


def test_another_python_behind_the_kernel_is_a_warning(tmp_path):
    said = lesson._kernel(1.0, answer(prefix=str(tmp_path)))
    assert said.state == "warning"
    assert "jupyter kernelspec list" in said.remedy


def test_more_than_one_thread_is_a_warning_that_names_the_variable():
    said = lesson._threads(answer(threads={"libopenblas.so": 8, "libgomp.so": 1}))
    assert said.state == "warning"
    assert said.says.startswith("up to 8 for each kernel")
    assert "OMP_NUM_THREADS" in said.remedy


def test_a_kernel_that_fails_is_a_problem_and_not_a_crash(monkeypatch, repository):
    def fail(_):
        raise RuntimeError("Kernel died before replying to kernel_info")

    monkeypatch.setattr(lesson, "_ask", fail)
    (said,) = lesson.lesson(repository)
    assert said.state == "problem"
    assert said.says.endswith("Kernel died before replying to kernel_info")


def test_what_a_cell_raises_is_passed_on():
    message = {
        "msg_type": "error",
        "content": {"ename": "ModuleNotFoundError", "evalue": "No module named 'classroom'"},
    }
    with pytest.raises(RuntimeError, match="No module named 'classroom'"):
        lesson._answer([message])


def test_addresses_outside_this_computer_are_refused(monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", socket.socket.connect)
    in_kernel.refuse_network()
    with socket.socket() as probe, pytest.raises(OSError, match="outside this computer"):
        probe.connect(("192.0.2.1", 80))
