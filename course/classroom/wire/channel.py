"""Messages through a socket."""

from __future__ import annotations

import socket
from typing import Any

from classroom.wire.message import DamagedError

MB = 1 << 20


class ClosedError(EOFError):
    """The other side is gone."""


class Channel:
    """
    One end of a socket that carries messages.

    Parameters
    ----------
    end : socket.socket
        Connected to the other side.
    most_mb : int
        Longest message that is taken. [MB]
    """

    def __init__(self, end: socket.socket, *, most_mb: int = 256) -> None:
        self._end, self._most = end, most_mb * MB

    def send(self, message: bytes) -> None:
        """Send one message; raise `ClosedError` if nobody is there."""
        try:
            self._end.sendall(len(message).to_bytes(8, "big") + message)
        except OSError as error:
            raise ClosedError("the other side is gone") from error

    def receive(self) -> bytearray:
        """Wait for a message; raise `ClosedError` at the end, `DamagedError` if it is too long."""
        size = int.from_bytes(self._read(8), "big")
        if size > self._most:
            raise DamagedError(f"a message of {size / MB:,.0f} MB is too long")
        return self._read(size)

    def _read(self, size: int) -> Any:
        data = bytearray(size)
        view, at = memoryview(data), 0
        while at < size:
            try:
                count = self._end.recv_into(view[at:])
            except OSError as error:
                raise ClosedError("the other side is gone") from error
            if not count:
                raise ClosedError("the other side is gone")
            at += count
        return data
