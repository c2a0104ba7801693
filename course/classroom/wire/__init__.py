"""
Carry values between two processes of which one is not trusted.

A message is JSON, with the bytes of arrays behind it. Reading one makes plain values, NumPy arrays, pandas tables and
records of the course's own library, and runs nothing that the sender chose. Types are exact: what is no known
type arrives as a `Stranger`, which equals nothing.
"""

from classroom.wire.calls import FarError, Peer, Remote
from classroom.wire.channel import Channel, ClosedError
from classroom.wire.message import CannotCarryError, DamagedError, Stranger, UnreadableError, pack, unpack
from classroom.wire.transcript import Line, NotAsNotedError, NotedChannel

__all__ = [
    "CannotCarryError",
    "Channel",
    "ClosedError",
    "DamagedError",
    "FarError",
    "Line",
    "NotAsNotedError",
    "NotedChannel",
    "Peer",
    "Remote",
    "Stranger",
    "UnreadableError",
    "pack",
    "unpack",
]
