"""A subscriber that keeps what it gets."""

import socket
import threading
import time
from collections.abc import Sized
from types import TracebackType
from typing import Any

import pandas as pd
from paho.mqtt import client as paho
from paho.mqtt.enums import CallbackAPIVersion

from citylab.iot.mqtt import check_filter

__all__ = ["Mailbox", "wait_for"]

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
        Topic and payload that the broker publishes, retained and with the same promise, if this client is lost without
        a goodbye.

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
            client.will_set(*self._will, qos=self.qos, retain=True)
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
