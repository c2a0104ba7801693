"""
The rules of MQTT that need no network: topics, filters, and the bytes of a message.

References
----------
.. [1] OASIS, *MQTT Version 3.1.1*, 2014: sections 2.2 (fixed header), 3.3 to 3.7 (packets), 4.7 (topics).
"""

__all__ = ["check_filter", "matches", "packet_bytes"]

_LONGEST_TOPIC = 65_535
_LONGEST_PACKET = 268_435_455


def matches(topic: str, topic_filter: str) -> bool:
    """
    Return whether a filter catches a topic.

    Parameters
    ----------
    topic : str
        Levels with ``/`` between them, such as ``city/quay/aq-07/pm25``.
    topic_filter : str
        The same, where ``+`` stands for one level, and ``#``, at the end, for all that follow.

    Returns
    -------
    bool
        Whether a subscriber with this filter gets the messages of this topic.

    Raises
    ------
    ValueError
        If the topic is empty or has a wildcard, or the filter has one in a wrong place.

    Examples
    --------
    >>> matches("city/quay/aq-07/pm25", "city/+/+/pm25")
    True
    >>> matches("city/quay/aq-07/pm25", "city/+/pm25")
    False
    """
    _check_topic(topic)
    wanted, levels = topic_filter.split("/"), topic.split("/")
    check_filter(topic_filter)
    if topic.startswith("$") and wanted[0] in ("+", "#"):
        return False
    if wanted[-1] == "#":
        wanted.pop()
        levels = levels[: len(wanted)]
    return len(wanted) == len(levels) and all(want in ("+", level) for want, level in zip(wanted, levels, strict=True))


def packet_bytes(topic: str, payload: str | bytes, *, qos: int) -> int:
    """
    Return the bytes that one message costs between sender and broker, acknowledgements included.

    TCP and IP add their own headers, and TLS more; they are not counted.

    Parameters
    ----------
    topic : str
        The topic, in UTF-8 on the air.
    payload : str or bytes
        The content.
    qos : int
        The promise: 0 sends one packet, 1 sends two, 2 sends four.

    Returns
    -------
    int
        Bytes of all packets, both directions. [byte]

    Raises
    ------
    ValueError
        If `qos` is not 0, 1 or 2, the topic is not allowed, or the packet would be too long for MQTT.

    Examples
    --------
    >>> [packet_bytes("a/b", "10.5", qos=qos) for qos in (0, 1, 2)]
    [11, 17, 25]
    """
    _check_topic(topic)
    if qos not in (0, 1, 2):
        raise ValueError(f"qos must be 0, 1 or 2, got {qos!r}")
    content = payload.encode() if isinstance(payload, str) else payload
    rest = 2 + len(topic.encode()) + (2 if qos else 0) + len(content)
    if rest > _LONGEST_PACKET:
        raise ValueError(f"a packet holds at most {_LONGEST_PACKET:,} bytes, this one {rest:,}")
    # The length of the rest is written in groups of seven bits. PUBACK, PUBREC, PUBREL and PUBCOMP have 4 bytes.
    length_bytes = max(1, -(-rest.bit_length() // 7))
    return 1 + length_bytes + rest + 4 * (0, 1, 3)[qos]


def _check_topic(topic: str) -> None:
    if not topic or "\0" in topic or len(topic.encode()) > _LONGEST_TOPIC:
        raise ValueError("a topic needs 1 to 65,535 bytes and no zero character")
    if "+" in topic or "#" in topic:
        raise ValueError(f"topic {topic!r} holds a wildcard; only a subscriber's filter may have + or #")


def check_filter(topic_filter: str) -> None:
    """Raise ValueError if a filter has a wildcard in a wrong place."""
    levels = topic_filter.split("/")
    for place, level in enumerate(levels):
        alone = level in ("+", "#") or not set(level) & {"+", "#"}
        if not topic_filter or not alone or (level == "#" and place < len(levels) - 1):
            raise ValueError(f"filter {topic_filter!r}: + and # stand alone on their level, and # only at the end")
