"""Topics, filters and the bytes of a message, by MQTT 3.1.1."""

import socket
import threading

import pytest
from paho.mqtt import client as paho
from paho.mqtt.enums import CallbackAPIVersion

from citylab.iot import mqtt


@pytest.mark.parametrize(
    ("topic", "topic_filter", "caught"),
    [
        # The examples of section 4.7.1.2 and 4.7.1.3.
        ("sport/tennis/player1", "sport/tennis/player1/#", True),
        ("sport/tennis/player1/ranking", "sport/tennis/player1/#", True),
        ("sport/tennis/player1/score/wimbledon", "sport/tennis/player1/#", True),
        ("sport", "sport/#", True),
        ("sport/tennis/player2", "sport/tennis/+", True),
        ("sport/tennis/player1/ranking", "sport/tennis/+", False),
        ("sport", "sport/+", False),
        ("sport/", "sport/+", True),
        ("/finance", "+/+", True),
        ("/finance", "/+", True),
        ("/finance", "+", False),
        # Section 4.7.2: topics that begin with $.
        ("$SYS/monitor/Clients", "#", False),
        ("$SYS/monitor/Clients", "+/monitor/Clients", False),
        ("$SYS/monitor/Clients", "$SYS/#", True),
        # Section 4.7.3: case counts.
        ("ACCOUNTS", "Accounts", False),
    ],
)
def test_filters_catch_what_the_standard_says(topic, topic_filter, caught):
    assert mqtt.matches(topic, topic_filter) is caught


@pytest.mark.parametrize("topic_filter", ["", "sport/tennis#", "sport/tennis/#/ranking", "sport+", "#/sport", "a/+b/c"])
def test_filter_with_a_wildcard_in_a_wrong_place_is_refused(topic_filter):
    with pytest.raises(ValueError, match="stand alone on their level"):
        mqtt.matches("sport", topic_filter)


@pytest.mark.parametrize("topic", ["", "a/+", "#", "a\0b"])
def test_topic_with_a_wildcard_or_nothing_in_it_is_refused(topic):
    with pytest.raises(ValueError, match="topic"):
        mqtt.matches(topic, "#")


@pytest.mark.parametrize("qos", [3, -1, "1", None])
def test_other_promises_are_refused(qos):
    with pytest.raises(ValueError, match="qos must be 0, 1 or 2"):
        mqtt.packet_bytes("a", "b", qos=qos)


def test_packet_beyond_the_limit_is_refused():
    with pytest.raises(ValueError, match="at most 268,435,455"):
        mqtt.packet_bytes("a", bytes(268_435_455), qos=0)


@pytest.mark.parametrize(
    ("content_bytes", "length_bytes"), [(124, 1), (125, 2), (16_380, 2), (16_381, 3), (2_097_148, 3), (2_097_149, 4)]
)
def test_length_takes_a_byte_more_at_each_step_of_seven_bits(content_bytes, length_bytes):
    # Table 2.4: one byte up to 127, two up to 16,383, three up to 2,097,151. The topic takes 3 bytes.
    assert mqtt.packet_bytes("a", bytes(content_bytes), qos=0) == 1 + length_bytes + 3 + content_bytes


@pytest.mark.parametrize("payload", ["8.5", "x" * 500, "µg"])
@pytest.mark.parametrize("qos", [0, 1])
def test_bytes_are_those_that_paho_sends(payload, qos):
    sent = published_bytes("quay/aq-07/pm25", payload, qos)
    assert mqtt.packet_bytes("quay/aq-07/pm25", payload, qos=qos) == sent + 4 * qos


def published_bytes(topic, payload, qos):
    """Return the bytes of paho's PUBLISH, counted by a listener that only knows how to say welcome."""
    counted = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen():
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)  # CONNECT
                connection.sendall(b"\x20\x02\x00\x00")  # CONNACK
                counted.append(len(connection.recv(10_000)))

        thread = threading.Thread(target=listen)
        thread.start()
        client = paho.Client(CallbackAPIVersion.VERSION2, reconnect_on_failure=False)
        client.on_connect = lambda *given: given[0].publish(topic, payload, qos=qos)
        client.connect(*server.getsockname())
        client.loop_start()
        thread.join(10)
        client.disconnect()
        client.loop_stop()
        client.on_connect = None
    return counted[0]
