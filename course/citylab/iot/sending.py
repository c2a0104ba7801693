"""A sender that waits, and a count of what arrives."""

import threading
import time
import uuid
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from paho.mqtt import client as paho
from paho.mqtt.enums import CallbackAPIVersion

from citylab.iot.mailbox import Mailbox

__all__ = ["Measurement", "measure", "publish"]

_PATIENCE_S = 10.0


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
    came = arrived.wait(_PATIENCE_S)
    client.on_message = client.on_subscribe = None
    if not came:
        raise ConnectionError(
            "the broker took the messages, but did not show that it passed them on; "
            "may this user use fence/#, and does no topic begin with $?"
        )


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
        mailbox.wait(messages, timeout_s=30)
        client.disconnect()
        client.loop_stop()
        mailbox.settle()
    first: dict[int, float] = {}
    for arrived_s, message in mailbox._messages:
        first.setdefault(int(message.payload), arrived_s)
    latency_ms = np.array([1000 * (first[number] - sent_s[number]) for number in sorted(first)])
    duration_s = max(first.values(), default=sent_s[0]) - sent_s[0]
    return Measurement(messages, len(first), len(mailbox) - len(first), latency_ms, duration_s)
