"""A subscriber that keeps what it gets, a sender that waits, and a count of what arrived."""

import socket
import threading
import time
import uuid
from collections.abc import Iterable, Sized
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import numpy as np
import pandas as pd
from paho.mqtt import client as paho
from paho.mqtt.enums import CallbackAPIVersion

from citylab.iot.mqtt import check_filter

__all__ = ["Mailbox", "Measurement", "measure", "publish", "wait_for"]

_LOOK_S, _QUIET_LOOKS = 0.02, 20
_PATIENCE_S = 10.0


class Mailbox:
    """
    A subscriber that keeps every message with the time of its arrival.

    Parameters
    ----------
    host, port : str and int
        Where the broker listens.
    topic_filter : str
        What to subscribe to.
    user, password : str
        Who asks.
    qos : int
        The promise asked for: 0, 1 or 2.
    client_id : str
        Name of the client; a session that lasts needs one.
    clean : bool
        Begin anew at each connection (True), or find the session of last time (False).
    acknowledge : bool
        Tell the broker that a message arrived; False plays a subscriber that breaks down before it can.
    will : tuple of str and str, optional
        Topic and payload that the broker publishes, with the same promise, if this client is lost without a goodbye.

    Raises
    ------
    ValueError
        If a session is to last, but has no `client_id`.
    ConnectionError
        If the broker refuses or does not answer within 10 s.
    """

    def __init__(
        self,
        host: str,
        port: int,
        topic_filter: str,
        *,
        user: str,
        password: str,
        qos: int = 0,
        client_id: str = "",
        clean: bool = True,
        acknowledge: bool = True,
        will: tuple[str, str] | None = None,
    ) -> None:
        if not clean and not client_id:
            raise ValueError("a session that lasts needs client_id=, the name under which the broker keeps it")
        check_filter(topic_filter)
        self.topic_filter, self.qos = topic_filter, qos
        self.session_found = False
        self._address, self._login = (host, port), (user, password)
        self._client_id, self._clean = client_id, clean
        self._will = will
        self._messages: list[tuple[float, paho.MQTTMessage]] = []
        self._news = threading.Condition()
        self._answer = ""
        self._client: paho.Client | None = None
        self.connect(acknowledge=acknowledge)

    def __len__(self) -> int:
        return len(self._messages)

    def __enter__(self) -> "Mailbox":
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.disconnect()

    def connect(self, *, acknowledge: bool = True) -> None:
        """Connect, again if need be; subscribe unless the broker kept the session."""
        self._answer = ""
        self._client = client = self._prepared(acknowledge)
        client.connect(*self._address)
        client.loop_start()
        with self._news:
            self._news.wait_for(lambda: self._answer, _PATIENCE_S)
        if self._answer != "ready":
            self._close()
            raise ConnectionError(f"the broker refuses: {self._answer or f'no answer within {_PATIENCE_S:.0f} s'}")

    def disconnect(self) -> None:
        """Say goodbye; a lasting session waits at the broker."""
        if self._client is not None:
            self._client.disconnect()
        self._close()

    def lose(self) -> None:
        """Lose the connection without a goodbye, as when the power fails."""
        connection = None if self._client is None else self._client.socket()
        if connection is not None:
            connection.shutdown(socket.SHUT_RDWR)  # type: ignore[attr-defined]
        self._close()

    def wait(self, count: int, *, timeout_s: float = 10.0) -> int:
        """
        Wait for this many messages, or until the time is over.

        Parameters
        ----------
        count : int
            Messages in all, since the beginning.
        timeout_s : float
            How long to wait at most. [s]

        Returns
        -------
        int
            The messages that are here.
        """
        with self._news:
            self._news.wait_for(lambda: len(self._messages) >= count, timeout_s)
        return len(self._messages)

    def settle(self) -> int:
        """Wait until nothing has come for a moment; return the messages that are here."""
        quiet, before = 0, -1
        # Many short looks, not one long one: on a busy computer a moment may pass in which nobody worked.
        while quiet < _QUIET_LOOKS:
            quiet = quiet + 1 if before == len(self._messages) else 0
            before = len(self._messages)
            time.sleep(_LOOK_S)
        return before

    def table(self) -> pd.DataFrame:
        """
        Return the messages in the order of arrival.

        Returns
        -------
        pandas.DataFrame, shape (n_messages, 5)
            Columns ``topic``, ``payload`` (text; bytes if it is not UTF-8), ``qos``, ``retain``
            and ``arrived`` (UTC).
        """
        kept = list(self._messages)
        table = pd.DataFrame(
            {
                "topic": pd.Series([message.topic for _, message in kept], dtype=object),
                "payload": pd.Series([_text(message.payload) for _, message in kept], dtype=object),
                "qos": pd.Series([message.qos for _, message in kept], dtype=int),
                "retain": pd.Series([message.retain for _, message in kept], dtype=bool),
            }
        )
        table["arrived"] = pd.to_datetime([arrived_s for arrived_s, _ in kept], unit="s", utc=True)
        return table

    def _prepared(self, acknowledge: bool) -> paho.Client:
        client = paho.Client(
            CallbackAPIVersion.VERSION2,
            client_id=self._client_id,
            clean_session=self._clean,
            manual_ack=not acknowledge,
            reconnect_on_failure=False,
        )
        client.username_pw_set(*self._login)
        if self._will:
            client.will_set(*self._will, qos=self.qos)
        client.on_message, client.on_connect, client.on_subscribe = self._keep, self._connected, self._subscribed
        return client

    def _close(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.loop_stop()
            # Without these the client would live on, with its sockets, until Python looks for circles.
            client.on_message = client.on_connect = client.on_subscribe = None

    def _keep(self, client: paho.Client, data: Any, message: paho.MQTTMessage) -> None:
        with self._news:
            self._messages.append((time.time(), message))
            self._news.notify_all()

    def _connected(self, client: paho.Client, data: Any, flags: Any, reason: Any, properties: Any) -> None:
        self.session_found = bool(flags.session_present)
        if reason.is_failure:
            self._tell(str(reason))
        elif self.session_found:
            self._tell("ready")
        else:
            client.subscribe(self.topic_filter, self.qos)

    def _subscribed(self, client: paho.Client, data: Any, number: int, reasons: Any, properties: Any) -> None:
        self._tell(f"filter {self.topic_filter!r}: {reasons[0]}" if reasons[0].is_failure else "ready")

    def _tell(self, answer: str) -> None:
        with self._news:
            self._answer = self._answer or answer
            self._news.notify_all()


def _text(payload: bytes | bytearray) -> str | bytes:
    try:
        return payload.decode()
    except UnicodeDecodeError:
        return bytes(payload)


def wait_for(kept: Sized, count: int, *, timeout_s: float = 10.0) -> int:
    """
    Wait until a list holds so many messages, or until the time is over.

    Parameters
    ----------
    kept : list
        What a client's ``on_message`` fills.
    count : int
        How many to wait for.
    timeout_s : float
        How long to wait at most. [s]

    Returns
    -------
    int
        The length of the list.

    Examples
    --------
    >>> wait_for(["8.5"], 1)
    1
    """
    until_s = time.monotonic() + timeout_s
    while len(kept) < count and time.monotonic() < until_s:
        time.sleep(_LOOK_S)
    return len(kept)


def publish(
    host: str,
    port: int,
    messages: Iterable[tuple[str, str | bytes]],
    *,
    user: str,
    password: str,
    qos: int = 0,
    retain: bool = False,
    timeout_s: float = 60.0,
) -> int:
    """
    Publish messages, wait until the broker has dealt with them, and say goodbye.

    A last message of its own, to ``fence/...``, comes round when the broker has passed on all before it.

    Parameters
    ----------
    host, port : str and int
        Where the broker listens.
    messages : iterable of tuple of str and str or bytes
        Topic and payload of each.
    user, password : str
        Who sends.
    qos : int
        The promise: 0, 1 or 2.
    retain : bool
        Ask the broker to keep the last message of each topic for newcomers.
    timeout_s : float
        How long to wait for the acknowledgements at most. [s]

    Returns
    -------
    int
        Messages sent.

    Raises
    ------
    ConnectionError
        If the broker refuses, or goes away before it has acknowledged all.
    """
    client = _sender(host, port, user, password)
    try:
        receipts = [client.publish(topic, payload, qos=qos, retain=retain) for topic, payload in messages]
        _wait(receipts, client, timeout_s)
        _come_round(client)
    finally:
        client.disconnect()
        client.loop_stop()
    return len(receipts)


def _sender(host: str, port: int, user: str, password: str) -> paho.Client:
    client = paho.Client(CallbackAPIVersion.VERSION2, reconnect_on_failure=False)
    client.username_pw_set(user, password)
    answers: list[Any] = []
    ready = threading.Event()

    def note(client: paho.Client, data: Any, flags: Any, reason: Any, properties: Any) -> None:
        answers.append(reason)
        ready.set()

    client.on_connect = note
    client.connect(host, port)
    client.loop_start()
    ready.wait(10)
    if not answers or answers[0].is_failure:
        client.loop_stop()
        raise ConnectionError(f"the broker refuses: {answers[0] if answers else 'no answer within 10 s'}")
    return client


def _wait(receipts: list[paho.MQTTMessageInfo], client: paho.Client, timeout_s: float) -> None:
    until_s = time.monotonic() + timeout_s
    for number, receipt in enumerate(receipts):
        while not _is_published(receipt):
            if not client.is_connected() or time.monotonic() > until_s:
                raise ConnectionError(
                    f"the broker acknowledged only {number} of {len(receipts)} messages; "
                    "is it alive? run the cell with broker.start(...) again"
                )
            with suppress(RuntimeError):
                receipt.wait_for_publish(0.1)


def _is_published(receipt: paho.MQTTMessageInfo) -> bool:
    try:
        return receipt.is_published()
    except RuntimeError:  # the connection broke before it was sent
        return False


def _come_round(client: paho.Client) -> None:
    topic, arrived = f"fence/{uuid.uuid4().hex}", threading.Event()
    client.on_message = lambda *given: arrived.set()
    client.on_subscribe = lambda *given: given[0].publish(topic) and None
    client.subscribe(topic)
    arrived.wait(_PATIENCE_S)
    client.on_message = client.on_subscribe = None


@dataclass(frozen=True)
class Measurement:
    """
    What became of numbered messages.

    Attributes
    ----------
    sent : int
        Messages sent.
    received : int
        Different messages that arrived.
    duplicates : int
        Arrivals beyond the first.
    latency_ms : numpy.ndarray, shape (received,)
        From sending to the first arrival. [ms]
    duration_s : float
        From the first sending to the last arrival. [s]
    """

    sent: int
    received: int
    duplicates: int
    latency_ms: np.ndarray = field(repr=False)
    duration_s: float = field(repr=False)

    @property
    def lost(self) -> int:
        """Messages that never arrived."""
        return self.sent - self.received


def measure(
    host: str, port: int, *, user: str, password: str, messages: int = 200, qos: int = 0, pause_s: float = 0.0
) -> Measurement:
    """
    Send numbered messages through a broker to a subscriber, and count what arrives.

    Parameters
    ----------
    host, port : str and int
        Where the broker listens.
    user, password : str
        Who sends and receives.
    messages : int
        How many.
    qos : int
        The promise: 0, 1 or 2.
    pause_s : float
        Pause after each message; without one they queue up, and the last ones wait for the first. [s]

    Returns
    -------
    Measurement
        The counts, and the time each message took.
    """
    topic = f"measure/qos{qos}"
    with Mailbox(host, port, topic, user=user, password=password, qos=qos) as mailbox:
        client = _sender(host, port, user, password)
        sent_s, receipts = [], []
        for number in range(messages):
            sent_s.append(time.time())
            receipts.append(client.publish(topic, str(number), qos=qos))
            if pause_s:
                time.sleep(pause_s)
        _wait(receipts, client, 120)
        mailbox.wait(messages, timeout_s=30 if qos else 5)
        client.disconnect()
        client.loop_stop()
        mailbox.settle()
    first: dict[int, float] = {}
    for arrived_s, message in mailbox._messages:
        first.setdefault(int(message.payload), arrived_s)
    latency_ms = np.array([1000 * (first[number] - sent_s[number]) for number in sorted(first)])
    duration_s = max(first.values(), default=sent_s[0]) - sent_s[0]
    return Measurement(messages, len(first), len(mailbox) - len(first), latency_ms, duration_s)
