"""A rehearsal is waited for while that saves time, and never longer."""

import threading
import time

from classroom.grading.rehearsals import Rehearsals


class SlowEngine:
    """Rehearses until it is told to end."""

    def __init__(self):
        self.over = threading.Event()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def rehearse(self):
        self.over.wait(30)
        return b"found"

    def kill(self):
        self.over.set()


def seconds(work):
    started = time.monotonic()
    work()
    return time.monotonic() - started


def test_what_is_found_is_waited_for():
    engine = SlowEngine()
    with Rehearsals(engine) as rehearsals:
        threading.Timer(0.3, engine.over.set).start()
        assert rehearsals.wait() == b"found"


def test_nobody_waits_longer_than_allowed_or_for_what_is_not_wanted_any_more():
    stop = threading.Event()
    with Rehearsals(SlowEngine()) as rehearsals:
        assert 0.2 < seconds(lambda: rehearsals.wait(0.2)) < 5
        threading.Timer(0.2, stop.set).start()
        assert 0.1 < seconds(lambda: rehearsals.wait(unless=stop)) < 5
        assert rehearsals.found == b""


def test_without_a_rehearsal_there_is_nothing_to_wait_for():
    with Rehearsals(None) as rehearsals:
        assert rehearsals.wait() == b""
