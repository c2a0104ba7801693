"""
The broker of amqtt, held to the standard where version 0.12 departs from it.

What is mended, and the rule of MQTT 3.1.1 that asks for it:

* a message goes out with the lower of the two promises, that of the sender and that of the subscription (3.8.4-6);
* retained messages go to a *new* subscription only, not to whoever connects (3.3.1-6);
* what waited for an absent subscriber is not marked as retained (3.3.1-9);
* a message that its subscriber has not acknowledged when the connection breaks is sent again, in order, under its
  old number and marked as a repetition (4.4.0-1, 3.3.1-1);
* a client that comes back before its old connection is given up keeps its session (3.1.2-4);
* what a sender delivered before it said goodbye is passed on (4.3.2).

Not mended: the broker does not notice a client that falls silent with its connection open (3.1.2-24), and drops
a sender that uses a topic with ``$``.

References
----------
.. [1] OASIS, *MQTT Version 3.1.1*, 2014.
"""

import asyncio
import hmac
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from amqtt.broker import Broker
from amqtt.plugins.base import BaseAuthPlugin
from amqtt.session import OutgoingApplicationMessage, Session

__all__ = ["StandardBroker", "Users"]

# Each connection is served by a task of its own, and a task has its own values of these.
_subscribing: ContextVar[bool] = ContextVar("_subscribing", default=False)
_sent_qos: ContextVar[int] = ContextVar("_sent_qos", default=0)


class Users(BaseAuthPlugin):
    """Let in who knows a password; nobody without a name."""

    @dataclass
    class Config:
        """The names and their passwords."""

        users: dict[str, str] = field(default_factory=dict)

    async def authenticate(self, *, session: Session) -> bool:
        """Return whether name and password belong together."""
        right = self.config.users.get(session.username or "")
        given = session.password or ""
        return right is not None and hmac.compare_digest(right.encode(), given.encode())


class StandardBroker(Broker):
    """amqtt's broker with the rules above; one message is a dictionary with topic, data, session and ``sent_qos``."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self._writers: set[asyncio.StreamWriter] = set()
        self._numbers = count()
        self._waiting: dict[str, list[tuple[int, int, dict[str, Any], OutgoingApplicationMessage | None]]] = {}
        self._flying: dict[Any, set[asyncio.Task[None]]] = {}

    @property
    def port(self) -> int:
        """The port on which it listens."""
        return int(self._servers["default"].instance.sockets[0].getsockname()[1])  # type: ignore[union-attr]

    async def stream_connected(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, listener_name: str
    ) -> None:
        """Serve one connection, and remember it until it is closed."""
        self._writers.add(writer)
        try:
            await super().stream_connected(reader, writer, listener_name)
        finally:
            self._writers.discard(writer)
            writer.close()

    def hang_up(self) -> None:
        """Close every connection at once, also those that never said who they are."""
        for writer in tuple(self._writers):
            writer.close()

    async def _handle_subscription(self, *given: Any) -> None:
        token = _subscribing.set(True)
        try:
            await super()._handle_subscription(*given)
        finally:
            _subscribing.reset(token)

    async def _publish_retained_messages_for_subscription(self, *given: Any) -> None:
        if _subscribing.get():
            await super()._publish_retained_messages_for_subscription(*given)

    async def _handle_message_delivery(self, session: Session, handler: Any, waiter: asyncio.Future[Any]) -> bool:
        _sent_qos.set((waiter.result().qos or 0) if waiter.result() else 0)
        return await super()._handle_message_delivery(session, handler, waiter)

    async def _client_message_loop(self, session: Session, handler: Any) -> None:
        _mark_connected(session)
        await super()._client_message_loop(session, handler)

    async def _handle_disconnect(self, session: Session, handler: Any, waiter: asyncio.Future[Any]) -> None:
        while not session.delivered_message_queue.empty():
            message = asyncio.get_running_loop().create_future()
            message.set_result(session.delivered_message_queue.get_nowait())
            await self._handle_message_delivery(session, handler, message)
        await super()._handle_disconnect(session, handler, waiter)
        flying = tuple(self._flying.get(handler, ()))
        for task in flying:
            task.cancel()
        await asyncio.gather(*flying, return_exceptions=True)
        self._flying.pop(handler, None)
        if self._get_handler(session) not in (handler, None):
            # The client is back already: a session serves its newest connection.
            _mark_connected(session)

    async def _delete_session(self, client_id: str) -> None:
        self._waiting.pop(client_id, None)
        await super()._delete_session(client_id)

    async def _broadcast_message(
        self, session: Session | None, topic: str | None, data: Any, force_qos: int | None = None
    ) -> None:
        qos = _sent_qos.get() if force_qos is None else force_qos
        await self._broadcast_queue.put({"session": session, "topic": topic, "data": data, "sent_qos": qos})

    async def _run_broadcast(self, running_tasks: Any) -> None:
        message = await self._broadcast_queue.get()
        message["number"] = next(self._numbers)
        for topic_filter, subscriptions in list(self._subscriptions.items()):
            if self._matches(message["topic"], topic_filter):
                for session, subscribed_qos in list(subscriptions):
                    self._send(session, message, min(subscribed_qos, message["sent_qos"]))

    def _send(
        self, session: Session, message: dict[str, Any], qos: int, sent: OutgoingApplicationMessage | None = None
    ) -> None:
        handler = self._get_handler(session)
        if session.transitions.state != "connected" or handler is None:
            self._keep(session, message, qos, sent)
            return
        # One that went out before goes out again under its number, marked as a repetition (4.4.0-1, 3.3.1-1).
        sent = sent or OutgoingApplicationMessage(None, message["topic"], qos, message["data"], False)
        task = asyncio.create_task(_deliver(session, handler, sent))
        self._flying.setdefault(handler, set()).add(task)
        task.add_done_callback(lambda done: self._landed(done, session, handler, message, sent))

    def _landed(
        self,
        task: asyncio.Task[None],
        session: Session,
        handler: Any,
        message: dict[str, Any],
        sent: OutgoingApplicationMessage,
    ) -> None:
        """Look after a message whose delivery has ended, one way or the other."""
        self._flying.get(handler, set()).discard(task)
        if not task.cancelled() and task.exception() is None:
            return
        qos = sent.qos or 0
        if sent.pubrec_packet is not None and sent.packet_id is not None and not session.clean_session:
            # It has the message of promise 2, and lacks only the release: that is repeated when it is back.
            session.inflight_out[sent.packet_id] = sent
        elif self._get_handler(session) is handler:
            self._keep(session, message, qos, sent)
        elif qos > 0:
            self._send(session, message, qos, sent)

    def _keep(
        self, session: Session, message: dict[str, Any], qos: int, sent: OutgoingApplicationMessage | None = None
    ) -> None:
        """Keep a message for a subscriber that is away, if the promise asks for it."""
        if qos > 0 and not session.clean_session and session.client_id is not None:
            self._waiting.setdefault(session.client_id, []).append((message["number"], qos, message, sent))

    async def _publish_session_retained_messages(self, session: Session) -> None:
        waiting = sorted(self._waiting.pop(session.client_id or "", []), key=lambda kept: kept[0])
        for _, qos, message, sent in waiting:
            self._send(session, message, qos, sent)


async def _deliver(session: Session, handler: Any, sent: OutgoingApplicationMessage) -> None:
    if sent.qos and sent.packet_id is None:
        sent.packet_id = session.next_packet_id
    await handler._handle_message_flow(sent)


def _mark_connected(session: Session) -> None:
    if session.transitions.state != "connected":
        session.transitions.connect()


async def serve(config: dict[str, Any], ready: Callable[[StandardBroker], None], stop: asyncio.Event) -> None:
    """Run a broker until `stop` is set, then leave nothing behind."""
    broker = StandardBroker(config)
    await broker.start()
    ready(broker)
    await stop.wait()
    closing = asyncio.create_task(broker.shutdown())
    with suppress(Exception):
        await asyncio.wait_for(asyncio.shield(closing), 1)
    broker.hang_up()
    with suppress(Exception):
        await asyncio.wait_for(closing, 5)
