"""Functions of the other side are called as if they were here."""

import builtins
import socket
import threading

import numpy as np
import pandas as pd
import pytest

from classroom.wire import Channel, ClosedError, FarError, Peer, Stranger, UnreadableError
from classroom.wire.calls import InterruptedFarError
from classroom.wire.channel import BLOCK


class OddError(ValueError):
    pass


def double(value):
    return value * 2


def forget(value, *, key=0):
    value["gone"] = key


def extend(items, table, draw):
    items.append(len(items))
    table["new"] = 1
    return float(draw.random())


def odd():
    raise OddError("three")


def stop():
    raise KeyboardInterrupt


def leave():
    raise SystemExit(3)


def own():
    class Everything:
        pass

    return Everything()


def twice(function, value):
    return function(function(value))


def adder(step):
    return lambda value: value + step


def spoil(array, tables):
    array[:] = 9
    tables[0] = "gone"


kept = []


def keep(function):
    kept[:] = [function]


def use():
    return kept[0]()


def fail(name):
    raise getattr(builtins, name)


FUNCTIONS = (spoil, keep, use, fail, double, forget, extend, odd, stop, leave, own, twice, adder)


@pytest.fixture
def far():
    """Return the functions of the other side, by name."""
    here, there = socket.socketpair()
    other = Peer(Channel(there), strangers=True, describe=lambda error: "in line 7")
    other.tasks = {"fetch": lambda names: {f.__name__: f for f in FUNCTIONS if f.__name__ in names}}
    thread = threading.Thread(target=other.serve)
    thread.start()
    peer = Peer(Channel(here))
    yield peer.ask("fetch", [function.__name__ for function in FUNCTIONS])
    here.close()
    thread.join(5)
    there.close()
    assert not thread.is_alive()


def test_a_call_gives_what_the_function_gives(far):
    assert far["double"](21) == 42
    pd.testing.assert_series_equal(far["double"](pd.Series([1.5])), pd.Series([3.0]))


def test_what_a_function_changes_is_changed_here(far):
    given = {"gone": 1, "kept": [1]}
    inner = given["kept"]
    far["forget"](given, key=5)
    assert given == {"gone": 5, "kept": [1]}
    assert given["kept"] is inner
    items, table, draw = [7], pd.DataFrame({"a": [1, 2]}), np.random.default_rng(3)
    drawn = far["extend"](items, table, draw)
    again = np.random.default_rng(3)
    assert (items, list(table.columns)) == ([7, 1], ["a", "new"])
    assert (drawn, draw.random()) == (again.random(), again.random())


def test_what_a_function_changed_is_undone_when_the_test_is_over(far):
    peer = far["extend"]._peer
    inner, array, draw = [1], np.arange(3.0), np.random.default_rng(3)
    table, given = pd.DataFrame({"a": [1, 2]}, index=["x", "y"]), {"gone": inner, "kept": array}
    far["forget"](given, key=5)
    far["extend"](inner, table, draw)
    far["spoil"](array, [table])
    assert (given["gone"], inner, list(array), list(table.columns)) == (5, [1, 1], [9, 9, 9], ["a", "new"])
    peer.forget()
    assert (given["gone"], inner, list(array), draw.random()) == (
        [1],
        [1],
        [0, 1, 2],
        np.random.default_rng(3).random(),
    )
    pd.testing.assert_frame_equal(table, pd.DataFrame({"a": [1, 2]}, index=["x", "y"]))


def test_a_function_that_was_given_can_be_called_until_the_test_is_over(far):
    far["keep"](lambda: 3)
    assert far["use"]() == 3
    far["use"]._peer.forget()
    with pytest.raises(IndexError, match="no function has the number"):
        far["use"]()


@pytest.mark.parametrize("kind", [StopIteration, StopAsyncIteration, GeneratorExit])
def test_no_error_of_the_other_side_ends_a_loop_here(far, kind):
    with pytest.raises(FarError, match=kind.__name__):
        list(map(far["fail"], [kind.__name__]))


def test_what_is_not_changed_stays_the_same_object(far):
    table = pd.DataFrame({"a": [1, 2]})
    before = table["a"].to_numpy()
    far["double"](table)
    assert table["a"].to_numpy() is before or np.shares_memory(table["a"].to_numpy(), before)


def test_a_set_that_is_only_read_is_not_taken_as_changed(far):
    # Many of these, made once more of their own items in turn, have them in another order.
    ballots = {f"V{first}{second}": {first, second} for first in range(20) for second in range(20)}
    far["double"]([*ballots.values()])
    assert far["double"]._peer._changed == []
    far["forget"]({"gone": 0, "kept": {8, 0}}, key=1)
    assert len(far["double"]._peer._changed) == 1


def test_an_error_comes_with_its_nearest_known_type_and_its_place(far):
    with pytest.raises(ValueError, match="three") as caught:
        far["odd"]()
    assert str(caught.value) == "three"
    assert caught.value.__notes__ == ["in line 7"]


def test_nothing_that_ends_a_process_ends_this_one(far):
    with pytest.raises(FarError, match="SystemExit: 3"):
        far["leave"]()


def test_an_interrupt_is_no_exception_that_a_test_could_swallow(far):
    with pytest.raises(InterruptedFarError):
        far["stop"]()
    assert not issubclass(InterruptedFarError, Exception)


def test_an_unknown_object_is_a_stranger(far):
    assert isinstance(far["own"](), Stranger)


def test_a_function_that_is_given_can_be_called_back(far):
    assert far["twice"](lambda value: value + 1, 5) == 7
    assert far["twice"](far["double"], 5) == 20


def test_a_function_that_comes_back_can_be_called(far):
    assert far["adder"](3)(4) == 7


def test_the_other_side_cannot_call_what_it_was_not_given():
    here, there = socket.socketpair()
    peer, other = Peer(Channel(here)), Peer(Channel(there))
    thread = threading.Thread(target=peer.serve)
    thread.start()
    with pytest.raises(IndexError):
        other.call(0, (), {})
    there.close()
    thread.join(5)
    here.close()


def test_a_side_that_goes_away_is_said():
    here, there = socket.socketpair()
    there.close()
    with pytest.raises(ClosedError):
        Peer(Channel(here)).ask("fetch", [])
    here.close()


@pytest.mark.parametrize("nonsense", [b"nonsense", b"[]", b"1"])
def test_nonsense_instead_of_an_answer_is_said(nonsense):
    here, there = socket.socketpair()
    Channel(there).send(nonsense)
    Channel(there).send(b"")
    with pytest.raises(UnreadableError):
        Peer(Channel(here)).ask("fetch", [])
    here.close()
    there.close()


def test_a_message_that_is_too_long_is_refused():
    here, there = socket.socketpair()
    there.sendall((1 << 40).to_bytes(8, "big"))
    with pytest.raises(UnreadableError, match="too long"):
        Channel(here).receive()
    here.close()
    there.close()


def test_messages_of_any_length_stay_apart():
    here, there = socket.socketpair()
    sent = [b"", b"a", b"b" * (BLOCK - 3), b"c" * (3 * BLOCK), b"d"]
    thread = threading.Thread(target=Channel(there).send, args=sent)
    thread.start()
    channel = Channel(here)
    assert [bytes(channel.receive()) for _ in sent] == sent
    thread.join(5)
    there.close()
    with pytest.raises(ClosedError):
        channel.receive()
    here.close()
