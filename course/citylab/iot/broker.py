"""
A real MQTT broker inside the notebook, on this machine only.

The broker is amqtt, in a thread and an event loop of its own, so that it works beside Jupyter's. With the environment
variable ``CITYLAB_MQTT`` set to ``host:port``, `start` uses the broker that runs there instead, say mosquitto.
"""

import asyncio
import atexit
import logging
import os
import socket
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import Any

from citylab.iot.mailbox import Mailbox, wait_for
from citylab.iot.mqtt import matches, packet_bytes
from citylab.iot.sending import Measurement, publish
from citylab.iot.sending import measure as _measure

__all__ = [
    "Broker",
    "BrokerError",
    "Mailbox",
    "Measurement",
    "connect",
    "matches",
    "packet_bytes",
    "publish",
    "start",
    "wait_for",
]

ELSEWHERE = "CITYLAB_MQTT"
_running: dict[str, "Broker"] = {}


class BrokerError(RuntimeError):
    """The broker cannot start, or is gone; the message says what to do."""


class Broker:
    """
    A broker that runs.

    Attributes
    ----------
    host : str
        Where it listens.
    port : int
        The port on which it listens.
    """

    def __init__(self, host: str, port: int, users: Mapping[str, str]) -> None:
        self.host, self.port = host, port
        self._users = dict(users)

    def __repr__(self) -> str:
        return f"<Broker at {self.host}:{self.port}, {'running' if self.is_alive else 'stopped'}>"

    def __enter__(self) -> "Broker":
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    @property
    def is_alive(self) -> bool:
        """Whether somebody answers at its address."""
        return _answers(self.host, self.port)

    def check(self) -> None:
        """
        Raise an error with the remedy if the broker is gone.

        Raises
        ------
        BrokerError
            If nobody answers at its address.
        """
        if not self.is_alive:
            raise BrokerError(
                f"no broker answers at {self.host}:{self.port}; run the cell with broker.start(...) again"
            )

    def password(self, user: str) -> str:
        """Return the password of a user, as given to `start`."""
        if user not in self._users:
            raise BrokerError(f"the broker knows no user {user!r}; it knows {', '.join(sorted(self._users))}")
        return self._users[user]

    def mailbox(self, topic_filter: str, *, user: str, **options: Any) -> Mailbox:
        """Return a subscriber that keeps what it gets; the options are those of `Mailbox`."""
        self.check()
        return Mailbox(self.host, self.port, topic_filter, user=user, password=self.password(user), **options)

    def publish(self, messages: Any, *, user: str, **options: Any) -> int:
        """Publish (topic, payload) pairs and wait for the acknowledgements; the options are those of `publish`."""
        self.check()
        return publish(self.host, self.port, messages, user=user, password=self.password(user), **options)

    def measure(self, *, user: str, **options: Any) -> Measurement:
        """Send numbered messages through the broker and count them; the options are those of `sending.measure`."""
        self.check()
        return _measure(self.host, self.port, user=user, password=self.password(user), **options)

    def stop(self) -> None:
        """Stop the broker; nothing happens if it has stopped, or was not started here."""


class _OwnBroker(Broker):
    def __init__(self, users: Mapping[str, str], port: int) -> None:
        super().__init__("127.0.0.1", port, users)
        self._ready = threading.Event()
        self._failure: BaseException | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run, name="citylab broker", daemon=True)
        self._thread.start()
        self._ready.wait(20)
        if self._failure is not None or self._loop is None:
            raise BrokerError(f"the broker did not start: {self._failure or 'it took more than 20 s'}")

    @property
    def is_alive(self) -> bool:
        return self._thread.is_alive() and super().is_alive

    def stop(self) -> None:
        loop, self._loop = self._loop, None
        if loop is not None and self._thread.is_alive():
            loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(10)
        for name, running in list(_running.items()):
            if running is self:
                del _running[name]

    def _run(self) -> None:
        try:
            with asyncio.Runner() as runner:
                # What goes wrong with one connection is no business of the notebook.
                runner.get_loop().set_exception_handler(lambda loop, context: None)
                runner.run(self._serve())
        except BaseException as error:
            self._failure = error
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        from citylab.iot import _amqtt

        self._stop = asyncio.Event()
        await _amqtt.serve(_config(self.port, self._users), self._started, self._stop)

    def _started(self, running: Any) -> None:
        self.port = running.port
        self._loop = asyncio.get_running_loop()
        self._ready.set()


def start(*, users: Mapping[str, str], port: int = 0, name: str = "main") -> Broker:
    """
    Start a broker on this machine, or use the one that ``CITYLAB_MQTT`` names.

    Starting again under the same name stops the one before, so a cell may be run twice.

    Parameters
    ----------
    users : mapping of str to str
        Names and passwords; nobody else gets in.
    port : int
        The port, 0 for a free one.
    name : str
        Tells brokers apart that run at the same time.

    Returns
    -------
    Broker
        The running broker; ``with`` stops it at the end of the block.

    Raises
    ------
    ValueError
        If there is no user, or a name or password is empty.
    BrokerError
        If the port is taken, the broker cannot start, or nobody answers at ``CITYLAB_MQTT``.

    Examples
    --------
    >>> with start(users={"dept": "secret"}, name="example") as hub:
    ...     hub.is_alive
    True
    """
    if not users or not all(user and password for user, password in users.items()):
        raise ValueError("users needs at least one name with a password, for example users={'dept': 'a long password'}")
    elsewhere = os.environ.get(ELSEWHERE)
    if elsewhere:
        return connect(elsewhere, users=users)
    if name in _running:
        _running[name].stop()
    if port and _answers("127.0.0.1", port):
        raise BrokerError(f"port {port} is taken; leave port= out to get a free one")
    _be_silent()
    _running[name] = _OwnBroker(users, port)
    return _running[name]


def connect(address: str, *, users: Mapping[str, str]) -> Broker:
    """
    Use a broker that runs already.

    Parameters
    ----------
    address : str
        Host and port, such as ``localhost:1883``.
    users : mapping of str to str
        Names and passwords that this broker knows.

    Returns
    -------
    Broker
        The broker; its `stop` leaves it running.

    Raises
    ------
    ValueError
        If the address is not host and port.
    BrokerError
        If nobody answers there.
    """
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        raise ValueError(f"the address must be host:port, such as localhost:1883, got {address!r}")
    broker = Broker(host, int(port), users)
    if not broker.is_alive:
        raise BrokerError(f"no broker answers at {address}; start it, or remove the environment variable {ELSEWHERE}")
    return broker


def _config(port: int, users: Mapping[str, str]) -> dict[str, Any]:
    return {
        "listeners": {"default": {"type": "tcp", "bind": f"127.0.0.1:{port}"}},
        "plugins": {"citylab.iot._amqtt.Users": {"users": dict(users)}},
    }


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=2):
            return True
    except OSError:
        return False


def _be_silent() -> None:
    """Keep amqtt, and the library that counts its states, from writing into the notebook."""
    for name in ("amqtt", "transitions"):
        logger = logging.getLogger(name)
        logger.propagate = False
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())


@atexit.register
def _stop_all() -> None:
    for running in list(_running.values()):
        running.stop()
