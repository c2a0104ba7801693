"""Messages through a socket."""

from __future__ import annotations

import socket

from classroom.wire.message import DamagedError

MB = 1 << 20
BLOCK = 1 << 16  # [B]


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
        self._damage = ""  # where the next message begins is unknown from there on
        self._ahead = b""  # has come, and belongs to what is read next

    def send(self, *messages: bytes) -> None:
        """Send messages at once, for each call of the system takes time; raise `ClosedError` if nobody is there."""
        self.put(b"".join([piece for message in messages for piece in (len(message).to_bytes(8, "big"), message)]))

    def put(self, data: bytes) -> None:
        """Send what `send` has made of messages."""
        try:
            self._end.sendall(data)
        except OSError as error:
            raise ClosedError("the other side is gone") from error

    def receive(self, *, is_aside: bool = False) -> bytearray:
        """
        Wait for a message; raise `ClosedError` at the end, `DamagedError` if it is too long.

        One that `is_aside` is for people, and has no effect on what comes after it.
        """
        if self._damage:
            raise DamagedError(self._damage)
        size = int.from_bytes(self._read(8), "big")
        if size > self._most:
            self._damage = f"a message of {size / MB:,.0f} MB is too long"
            raise DamagedError(self._damage)
        return self._read(size)

    def _read(self, size: int) -> bytearray:
        data = bytearray(self._ahead[:size])
        self._ahead = self._ahead[size:]
        while len(data) < size:
            try:
                piece = self._end.recv(BLOCK)
            except OSError as error:
                raise ClosedError("the other side is gone") from error
            if not piece:
                raise ClosedError("the other side is gone")
            wanted = size - len(data)
            data += piece[:wanted]
            self._ahead = piece[wanted:]
        return data
