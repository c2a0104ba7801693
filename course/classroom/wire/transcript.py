"""
A channel that can note what goes through it, and one that can be told what has gone through already.

Two programs that say the same to each other, word for word, are where they were the last time. So the judge
need not run a test again while a student's functions answer as the author's own did: it repeats what the test said
then, and looks whether the same comes back. At the first word that differs the test is run in earnest; what has been
said so far is not said again.
"""

from __future__ import annotations

import hashlib
import socket
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from classroom.wire.channel import Channel

MOST_ASIDE = 2000  # [B] that is kept of what is for people


class NotAsNotedError(BaseException):
    """A program says other things than it did before, after the same answers."""


@dataclass(frozen=True)
class Line:
    """
    What one side said.

    Attributes
    ----------
    is_own : bool
        Whether this side did.
    data : bytes
        What was sent; of what came the message, or its digest.
    is_aside : bool
        Whether it came, and is for people only.
    """

    is_own: bool
    data: bytes
    is_aside: bool = False


class NotedChannel(Channel):
    """Notes what goes through, and takes a beginning that went through before as given."""

    def __init__(self, end: socket.socket) -> None:
        super().__init__(end)
        self._noted: list[Line] | None = None
        self._given: deque[Line] = deque()
        self._has_strayed = False

    def begin(self, given: Iterable[Line] = (), *, is_noted: bool = False) -> None:
        """Begin a new page; what is `given` has been said already."""
        self._given, self._has_strayed = deque(given), False
        self._noted = [] if is_noted else None

    def end(self, *, is_whole: bool = True) -> list[Line]:
        """
        Return what was noted since `begin`.

        Raises
        ------
        NotAsNotedError
            If other things were said than what was given, or, where the page `is_whole`, not all of it.
        """
        if self._has_strayed or (self._given and is_whole):
            raise NotAsNotedError
        noted, self._noted = self._noted or [], None
        self._given.clear()
        return noted

    def put(self, data: bytes) -> None:
        """Send, and note it."""
        if self._given:
            self._next(is_own=True, data=data)
            return
        super().put(data)
        if self._noted is not None:
            self._noted.append(Line(True, data))

    def receive(self, *, is_aside: bool = False) -> bytearray:
        """Receive, and note a digest."""
        if self._given:
            return bytearray(self._next(is_own=False).data)
        message = super().receive(is_aside=is_aside)
        if self._noted is not None:
            self._noted.append(Line(False, _digest(message), is_aside))
        return message

    def _next(self, *, is_own: bool, data: bytes | None = None) -> Line:
        line = self._given.popleft()
        if line.is_own is not is_own or data not in (None, line.data):
            self._has_strayed = True  # a test that catches everything catches the error, too
            raise NotAsNotedError
        return line

    def repeat(self, noted: Sequence[Line], said: list[Line]) -> bool:
        """
        Say what this side said when `noted` was, as long as the same comes back; return whether all was as it was.

        What has been said now is added to `said`, with whole messages.
        """
        for line in noted:
            if line.is_own:
                self.put(line.data)
                said.append(line)
                continue
            message = self.receive()
            said.append(Line(False, bytes(message[:MOST_ASIDE] if line.is_aside else message), line.is_aside))
            if not line.is_aside and _digest(message) != line.data:
                return False
        return True


def _digest(message: bytes | bytearray) -> bytes:
    return hashlib.blake2b(message, digest_size=32).digest()
