"""Kernels that start at the same time neither clash nor leave anything behind."""

import asyncio
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty

import pytest
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import ensure_event_loop
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from classroom.kernels import PatientChannel, PrivateKernelManager

needs_socket_files = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no sockets in files for kernels")


@pytest.fixture
def short_folder(monkeypatch):
    """A folder for temporary files whose path is short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="k") as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield Path(folder)


def run_together(count):
    """Run notebooks in threads of their own: a browser test may have left a loop running in this one."""
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def run(number):
    notebook = new_notebook(cells=[new_code_cell(f"print({number} + 1)")])
    try:
        NotebookClient(notebook, kernel_manager_class=PrivateKernelManager, startup_timeout=120).execute()
    finally:
        ensure_event_loop().close()
    return notebook.cells[0].outputs[0].text


@needs_socket_files
def test_kernels_started_together_all_answer_and_leave_no_file(short_folder):
    assert run_together(6) == [f"{number + 1}\n" for number in range(6)]
    assert list(short_folder.iterdir()) == []


@needs_socket_files
def test_no_port_is_taken_even_if_all_are_in_use(short_folder, monkeypatch):
    def in_use(*_):
        raise OSError("Address already in use")

    monkeypatch.setattr("socket.socket.bind", in_use)
    assert run_together(1) == ["1\n"]


def test_where_the_path_is_too_long_for_a_socket_the_ports_stay(short_folder, monkeypatch):
    long_folder = short_folder / ("x" * 80)
    long_folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long_folder))
    assert run_together(1) == ["1\n"]
    assert list(long_folder.iterdir()) == []


def test_the_folder_is_this_accounts_alone(short_folder):
    manager = PrivateKernelManager()
    if sys.platform == "win32":
        assert manager.transport == AsyncKernelManager().transport
    else:
        (folder,) = short_folder.iterdir()
        assert folder.stat().st_mode & 0o077 == 0


class DeafSocket:
    """A socket that nobody wakes: what came is only seen by who looks again."""

    def __init__(self, looks):
        self.looks = looks

    async def poll(self, timeout_ms):
        await asyncio.sleep(timeout_ms / 1000)
        self.looks -= 1
        return self.looks <= 0


class Channel(PatientChannel):
    def __init__(self, looks):
        self.socket = DeafSocket(looks)

    async def _recv(self):
        return {"content": "here"}


def first_message(looks, timeout):
    """Ask in a thread of its own, as above."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, Channel(looks).get_msg(timeout=timeout)).result()


def test_message_that_woke_nobody_is_found_within_seconds():
    start_s = time.monotonic()
    assert first_message(looks=2, timeout=600) == {"content": "here"}
    assert time.monotonic() - start_s < 60


def test_channel_gives_up_when_the_time_is_over():
    with pytest.raises(Empty):
        first_message(looks=10**9, timeout=0.1)


@needs_socket_files
def test_manager_hands_out_clients_that_look_again(short_folder):
    client = PrivateKernelManager().client()
    assert client.shell_channel_class is client.iopub_channel_class is PatientChannel
