"""One process with the libraries loaded, and copies of it that work apart from each other."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from classroom.sandbox.runner import Runner
from classroom.sandbox.server_process import Server, ServerEndedError

STEPS = [{"kind": "theirs", "source": "import os\nprint(os.listdir('.'))\nopen('mine', 'w').write('x')\nwide"}]
SLOW = [{"kind": "theirs", "source": "import time\ntime.sleep(30)"}]
WARM = ("wide = 7",)


@pytest.fixture
def server(_needs_namespaces):
    with Server() as started:
        yield started


def runner(server, **more):
    return Runner(warm=WARM, server=server, **more)


def printed(ran):
    return ran.outputs[0][0]["text"]


def test_runners_share_a_process_and_nothing_that_a_submission_makes(server):
    with runner(server) as one, runner(server) as two:
        pids = {one._foreman.pid, two._foreman.pid}
        parents = {int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]) for pid in pids}
        assert (len(pids), parents) == (2, {server._process.pid})
        assert [printed(each.run(STEPS)) for each in (one, two, one)] == ["['.programs']\n"] * 3


def test_a_server_has_the_libraries_of_one_assignment(server):
    with runner(server), pytest.raises(ValueError, match="one assignment"):
        Runner(warm=("wide = 8",), server=server).start()


def test_a_foreman_that_is_killed_ends_its_submission_only(server):
    with runner(server) as one, runner(server) as two:
        failed = []

        def slow():
            try:
                one.run(SLOW)
            except ServerEndedError as error:
                failed.append(error)

        thread = threading.Thread(target=slow)
        thread.start()
        time.sleep(0.5)
        one.kill()
        thread.join(timeout=5)
        assert failed
        assert printed(two.run(STEPS)) == "['.programs']\n"
        assert printed(one.run(STEPS)) == "['.programs']\n"  # by a new foreman


def test_a_server_that_is_killed_takes_its_foremen_along_and_is_replaced(server, lives):
    with runner(server) as one:
        before, pid = one._foreman.pid, server._process.pid
        os.kill(pid, signal.SIGKILL)
        end = time.monotonic() + 10
        while lives(before) and time.monotonic() < end:
            time.sleep(0.01)
        assert not lives(before)
        with pytest.raises(ServerEndedError):
            one.run(STEPS)
        assert printed(one.run(STEPS)) == "['.programs']\n"
        assert server._process.pid != pid


def test_a_thread_that_started_the_server_may_end(server):
    with Runner(warm=WARM, server=server) as one:
        one.stop()
        starts = threading.Thread(target=one.start)
        starts.start()
        starts.join()
        time.sleep(0.2)
        assert server._process.poll() is None
        assert printed(one.run(STEPS)) == "['.programs']\n"


def test_a_server_that_nobody_needs_ends_at_once():
    server = Server()
    server.launch()
    process = server._process
    started = time.monotonic()
    server.stop()
    assert process.poll() is not None
    assert time.monotonic() - started < 1
    server.stop()  # and once more does no harm


def test_a_server_stops_while_another_thread_waits_for_it(monkeypatch):
    monkeypatch.setattr("classroom.sandbox.server_process.GRACE_S", 0.2)
    server, failed = Server(), []

    def wait():
        try:
            Runner(warm=("import time\ntime.sleep(30)",), server=server).start()
        except ServerEndedError as error:
            failed.append(error)

    thread = threading.Thread(target=wait)
    thread.start()
    time.sleep(0.5)
    started = time.monotonic()
    server.stop()
    thread.join(timeout=10)
    assert failed
    assert time.monotonic() - started < 10
