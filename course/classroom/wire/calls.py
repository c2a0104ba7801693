"""
Call functions of the other side, and let it call those that it was given.

Either side may call while the other waits: a student's function that gets a function as an argument calls back.
What a function changes in its arguments is changed here, too, until `Peer.forget`.
"""

from __future__ import annotations

import builtins
import itertools
import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from classroom.wire.channel import Channel, ClosedError
from classroom.wire.message import DamagedError, find_class, pack, unpack
from classroom.wire.plain import PLAIN

__all__ = ["FarError", "InterruptedFarError", "Peer", "Remote"]


class FarError(Exception):
    """An error of the other side whose type is not known here."""


class InterruptedFarError(BaseException):
    """The other side was interrupted. No test goes on after that, so it is no `Exception`."""


class Remote:
    """A function of the other side."""

    def __init__(self, peer: Peer, number: int, name: str) -> None:
        self._peer, self._number, self.__name__ = peer, number, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._peer.call(self._number, args, kwargs)

    def __repr__(self) -> str:
        return f"<function {self.__name__}>"


class Peer:
    """
    One of two sides that call each other.

    Parameters
    ----------
    channel : Channel
        To the other side.
    strangers : bool
        Send the name of the type of what cannot be carried, instead of an error.
    describe : callable, optional
        Says where an error happened, for people.
    """

    def __init__(
        self,
        channel: Channel,
        *,
        strangers: bool = False,
        describe: Callable[[BaseException], str] = lambda error: "",
    ) -> None:
        self._channel, self._strangers, self._describe = channel, strangers, describe
        self._own: dict[int, Callable[..., Any]] = {}
        self._numbers = itertools.count()
        self._changed: list[tuple[list[Any], bytes]] = []  # arguments, and what they were before the call
        self.tasks: dict[str, Callable[[Any], Any]] = {}

    def call(self, number: int, args: tuple, kwargs: dict[str, Any]) -> Any:
        """Call a function of the other side by its number; raise what it raises."""
        given = self._pack([list(args), kwargs])
        reply, value = self._ask({"call": number}, given)
        if reply.get("changed"):
            changed = self._unpack(self._channel.receive())
            self._changed.append(([list(args), kwargs], given))
            _restore([list(args), kwargs], changed)
        return self._result(reply, value)

    def forget(self) -> None:
        """Undo what the other side changed in arguments, and take back the functions that it was given."""
        while self._changed:
            arguments, before = self._changed.pop()
            _restore(arguments, unpack(before, function=lambda number, name: self._own[number]))
        self._own.clear()

    def number_from(self, first: int) -> None:
        """Give functions numbers from here on: what is said then does not depend on what was said before."""
        self._numbers = itertools.count(first)

    def ask(self, task: str, value: Any) -> Any:
        """Let the other side do a task that it has a name for."""
        return self._result(*self._ask({"task": task}, self._pack(value)))

    def serve(self) -> None:
        """Do what the other side asks until it is gone."""
        try:
            while True:
                self._answer(json.loads(self._channel.receive()))
        except ClosedError:
            return

    def _ask(self, head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], Any]:
        self._send(head, body)
        while True:
            reply = self._head()
            if "call" not in reply and "task" not in reply:
                return reply, self._channel.receive(is_aside="raised" in reply)
            self._answer(reply)

    def _head(self) -> dict[str, Any]:
        message = self._channel.receive()
        try:
            head = json.loads(message)
        except (ValueError, RecursionError) as error:
            raise DamagedError(f"a message cannot be read: {error}") from error
        if type(head) is not dict:
            raise DamagedError("a message has no head")
        return head

    def _send(self, head: dict[str, Any], *bodies: bytes) -> None:
        self._channel.send(json.dumps(head).encode(), *bodies)

    def _answer(self, head: dict[str, Any]) -> None:
        body, given = self._channel.receive(), None
        reply: dict[str, Any] = {}
        try:
            if "task" in head:
                value = self._pack(self.tasks[head["task"]](self._unpack(body)))
            else:
                given = self._unpack(body)
                value = self._pack(self._given(int(head["call"]))(*given[0], **given[1]))
        except ClosedError:
            raise
        except BaseException as error:
            reply, value = _report(error), self._describe(error).encode(errors="replace")
        # What cannot change need not be looked at again.
        again = None if given is None or _is_plain(given) else self._pack(given)
        reply["changed"] = again is not None and again != body
        self._send(reply, value, *([again] if again is not None and reply["changed"] else []))

    def _result(self, reply: dict[str, Any], value: Any) -> Any:
        if "raised" in reply:
            raise _error(reply, value.decode(errors="replace"))
        return self._unpack(value)

    def _pack(self, value: Any) -> bytes:
        return pack(value, number_of=self._number, strangers=self._strangers)

    def _number(self, function: Callable[..., Any]) -> int:
        number = next(self._numbers)
        self._own[number] = function
        return number

    def _given(self, number: int) -> Callable[..., Any]:
        if number not in self._own:
            raise IndexError(f"no function has the number {number}")
        return self._own[number]

    def _unpack(self, message: bytes | bytearray) -> Any:
        return unpack(message, function=lambda number, name: Remote(self, number, name))


def _is_plain(given: Any) -> bool:
    """Return whether the arguments of a call are numbers and texts alone."""
    return type(given) is list and PLAIN.issuperset(map(type, [*given[0], *given[1].values()]))


def _report(error: BaseException) -> dict[str, Any]:
    try:
        text = str(error)[:2000]
    except Exception:
        text = ""
    names = [f"{kind.__module__}:{kind.__qualname__}" for kind in type(error).__mro__]
    return {"raised": names, "text": text}


def _error(reply: dict[str, Any], where: str) -> BaseException:
    """Make an error of the nearest type that is known here."""
    text, where = str(reply.get("text", ""))[:2000], where[:500]
    names = [str(name) for name in reply["raised"]][:20] if isinstance(reply["raised"], list) else []
    if "builtins:KeyboardInterrupt" in names:
        return InterruptedFarError("it took too long")
    made: BaseException = FarError(f"{names[0].rpartition(':')[2]}: {text}" if names else text)
    for kind in filter(None, map(_error_class, names)):
        try:
            made = kind.__new__(kind, text)
            made.args = (text,)
        except Exception:
            continue
        break
    if where:
        made.add_note(where)
    return made


def _error_class(name: str) -> type[Exception] | None:
    module, _, short = name.partition(":")
    known = {"numpy.linalg:LinAlgError": np.linalg.LinAlgError}
    try:
        found = getattr(builtins, short) if module == "builtins" else known.get(name) or find_class(name)
    except (AttributeError, ImportError, ValueError):
        return None
    # Nothing that would end the process or a loop here, and not the base of all, which says nothing.
    is_error = isinstance(found, type) and issubclass(found, Exception) and found is not Exception
    return None if not is_error or issubclass(found, (StopIteration, StopAsyncIteration)) else found


def _restore(old: Any, new: Any) -> None:
    """Give a value the content of another of the same type, in place, as far as that can be done."""
    if type(old) is not type(new):
        return
    if isinstance(old, (list, tuple)) and len(old) == len(new):
        for place, (before, after) in enumerate(zip(old, new, strict=True)):
            _renew(old, place, before, after)
    elif isinstance(old, dict) and list(old) == list(new):
        for key, after in new.items():
            _renew(old, key, old[key], after)
    elif isinstance(old, list):
        old[:] = new
    elif isinstance(old, (dict, set)):
        old.clear()
        old.update(new)
    elif isinstance(old, np.ndarray) and old.shape == new.shape and old.dtype == new.dtype and old.flags.writeable:
        np.copyto(old, new)
    elif isinstance(old, np.random.Generator):
        old.bit_generator.state = new.bit_generator.state
    elif isinstance(old, (pd.DataFrame, pd.Series)) and not _are_equal(old, new):
        old._update_inplace(new)  # type: ignore[operator]


def _are_equal(old: pd.DataFrame | pd.Series, new: Any) -> bool:
    try:
        return bool(old.equals(new))
    except Exception:
        return False  # cells may hold anything


_MUTABLE = (list, tuple, dict, set, np.ndarray, np.random.Generator, pd.DataFrame, pd.Series)


def _renew(holder: Any, place: Any, before: Any, after: Any) -> None:
    if isinstance(before, _MUTABLE) and type(before) is type(after):
        _restore(before, after)
    elif not isinstance(holder, tuple) and not callable(before) and before is not after:
        holder[place] = after
