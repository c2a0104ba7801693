"""What was said is noted, repeated, and taken as given."""

import socket

import pytest

from classroom.wire import Channel, ClosedError, Line, NotAsNotedError, NotedChannel


@pytest.fixture
def ends():
    here, there = socket.socketpair()
    with here, there:
        yield NotedChannel(here), Channel(there)


def talk(own, other, *, answer=b"7"):
    """Ask for something, and get an answer with a word for people."""
    own.send(b"how many", b"lamps")
    heard = [bytes(other.receive()), bytes(other.receive())]
    other.send(answer, b"in line 3")
    return heard, bytes(own.receive()), bytes(own.receive(is_aside=True))


@pytest.fixture
def noted(ends):
    """What was noted of `talk`."""
    own, other = ends
    own.begin(is_noted=True)
    talk(own, other)
    return own.end()


def test_what_came_is_noted_as_a_digest_and_what_was_sent_whole(noted):
    assert [line.is_own for line in noted] == [True, False, False]
    assert [line.is_aside for line in noted] == [False, False, True]
    assert b"how many" in noted[0].data
    assert [len(line.data) for line in noted[1:]] == [32, 32]


@pytest.mark.parametrize(("first", "aside", "is_same"), [(b"7", b"x", True), (b"8", b"in line 3", False)])
def test_a_repetition_ends_at_the_first_word_that_differs(ends, noted, first, aside, is_same):
    own, other = ends
    other.send(first, aside)
    said = []
    assert own.repeat(noted, said) is is_same
    assert [bytes(other.receive()), bytes(other.receive())] == [b"how many", b"lamps"]
    assert said[0] == noted[0]
    assert [line.data for line in said[1:]] == ([first, aside] if is_same else [first])


def test_what_is_given_is_neither_sent_nor_waited_for(ends, noted):
    own, other = ends
    own.begin([noted[0], Line(False, b"8")])
    own.send(b"how many", b"lamps")
    assert own.receive() == b"8"
    own.send(b"more")
    assert other.receive() == b"more"
    assert own.end() == []


def test_other_words_than_those_given_are_found_even_if_the_error_is_swallowed(ends, noted):
    own, _ = ends
    own.begin(noted)
    with pytest.raises(NotAsNotedError):
        own.send(b"how much")
    with pytest.raises(NotAsNotedError):
        own.end(is_whole=False)


def test_an_answer_before_the_question_is_found(ends, noted):
    own, _ = ends
    own.begin(noted)
    with pytest.raises(NotAsNotedError):
        own.receive()


def test_less_than_was_given_is_found_unless_something_went_wrong(ends, noted):
    own, _ = ends
    own.begin(noted)
    with pytest.raises(NotAsNotedError):
        own.end()
    own.begin(noted)
    assert own.end(is_whole=False) == []


def test_the_error_is_none_that_a_test_expects():
    assert not issubclass(NotAsNotedError, Exception)


def test_a_repetition_with_nobody_there_keeps_what_was_said(ends, noted):
    own, other = ends
    other._end.shutdown(socket.SHUT_WR)
    said = []
    with pytest.raises(ClosedError):
        own.repeat(noted, said)
    assert said == noted[:1]
