"""The broker: what MQTT 3.1.1 promises holds, with amqtt inside the notebook and with mosquitto outside."""

import asyncio
import importlib.util
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from citylab.iot import broker

USERS = {"sensors": "tide", "desk": "crane"}

_spec = importlib.util.spec_from_file_location("mosquitto_server", Path(__file__).with_name("mosquitto_server.py"))
mosquitto_server = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(mosquitto_server)


@pytest.fixture(scope="module", params=["amqtt", "mosquitto"])
def hub(request, tmp_path_factory):
    """Return a running broker of each kind."""
    if request.param == "amqtt":
        with broker.start(users=USERS, name="tests") as running:
            yield running
        return
    if not (mosquitto_server.PROGRAM and mosquitto_server.PASSWORDS):
        pytest.skip("mosquitto is not installed")
    with mosquitto_server.mosquitto(tmp_path_factory.mktemp("mosquitto"), USERS) as address:
        yield broker.connect(address, users=USERS)


def numbers(topic, start, stop):
    return [(topic, str(number)) for number in range(start, stop)]


def crash(hub, topic, *, clean, subscribe_qos, publish_qos, count):
    """Return what a subscriber has that was away for messages 40 to 99."""
    options = {"qos": subscribe_qos, "client_id": topic, "clean": clean}
    with hub.mailbox(topic, user="desk", **options) as mailbox:
        hub.publish(numbers(topic, 0, 40), user="sensors", qos=publish_qos)
        mailbox.wait(40)
        mailbox.settle()  # so that the last acknowledgements are out before the loss
        mailbox.lose()
        hub.publish(numbers(topic, 40, 100), user="sensors", qos=publish_qos)
        mailbox.connect()
        mailbox.wait(count)
        mailbox.settle()
        return mailbox.table().assign(number=lambda table: table["payload"].astype(int))


@pytest.mark.parametrize(
    ("clean", "subscribe_qos", "publish_qos", "count"),
    [(False, 0, 0, 40), (True, 1, 1, 40), (False, 1, 1, 100), (False, 1, 0, 40), (False, 0, 1, 40), (False, 2, 2, 100)],
)
def test_absent_subscriber_gets_what_both_promises_keep(hub, clean, subscribe_qos, publish_qos, count):
    topic = f"crash/{clean}{subscribe_qos}{publish_qos}"
    table = crash(hub, topic, clean=clean, subscribe_qos=subscribe_qos, publish_qos=publish_qos, count=count)
    assert table["number"].tolist() == list(range(count))
    assert not table["retain"].any()


def test_no_message_is_lost_whenever_the_connection_breaks(hub):
    with hub.mailbox("torn", user="desk", qos=1, client_id="torn", clean=False) as mailbox:
        for start in range(0, 1000, 50):
            sender = threading.Thread(
                target=hub.publish, args=(numbers("torn", start, start + 50),), kwargs={"user": "sensors", "qos": 1}
            )
            sender.start()
            mailbox.wait(start + 10)
            mailbox.lose()
            mailbox.connect()
            sender.join()
        mailbox.settle()
        assert sorted(mailbox.table()["payload"].astype(int).unique()) == list(range(1000))


@pytest.mark.parametrize("publish_qos", [0, 1, 2])
@pytest.mark.parametrize("subscribe_qos", [0, 1, 2])
def test_message_arrives_with_the_lower_promise(hub, publish_qos, subscribe_qos):
    topic = f"lower/{publish_qos}{subscribe_qos}"
    with hub.mailbox(topic, user="desk", qos=subscribe_qos) as mailbox:
        hub.publish([(topic, "1")], user="sensors", qos=publish_qos)
        mailbox.wait(1)
        assert mailbox.table()["qos"].tolist() == [min(publish_qos, subscribe_qos)]


def test_message_without_acknowledgement_comes_twice(hub):
    with hub.mailbox("twice", user="desk", qos=1, client_id="twice", clean=False, acknowledge=False) as mailbox:
        hub.publish(numbers("twice", 0, 5), user="sensors", qos=1)
        mailbox.wait(5)
        mailbox.lose()
        mailbox.connect()
        mailbox.wait(10)
        mailbox.settle()
        assert mailbox.table()["payload"].tolist() == ["0", "1", "2", "3", "4"] * 2
        sent = [message for _, message in mailbox._messages]
        assert [message.mid for message in sent[5:]] == [message.mid for message in sent[:5]]
        assert [message.dup for message in sent] == [False] * 5 + [True] * 5


def test_broker_says_whether_it_found_the_session(hub):
    with hub.mailbox("a", user="desk", client_id="again", clean=False) as mailbox:
        assert not mailbox.session_found
        mailbox.disconnect()
        mailbox.connect()
        assert mailbox.session_found


def test_newcomer_gets_the_last_retained_message_of_each_topic(hub):
    hub.publish([("last/a", "1"), ("last/a", "2"), ("last/b", "3")], user="sensors", qos=1, retain=True)
    with hub.mailbox("last/#", user="desk", qos=1) as mailbox:
        mailbox.wait(2)
        mailbox.settle()
        table = mailbox.table().sort_values("topic")
    assert table["payload"].tolist() == ["2", "3"]
    assert table["retain"].tolist() == [True, True]


def test_retained_message_is_marked_only_for_newcomers(hub):
    with hub.mailbox("mark/#", user="desk", qos=1) as mailbox:
        hub.publish([("mark/a", "1")], user="sensors", qos=1, retain=True)
        mailbox.wait(1)
        assert not mailbox.table()["retain"].any()


def test_retained_messages_reach_only_who_subscribed_to_them(hub):
    hub.publish([("mine/a", "1")], user="sensors", qos=1, retain=True)
    with hub.mailbox("mine/#", user="desk", qos=1), hub.mailbox("other/#", user="desk", qos=1) as other:
        assert other.settle() == 0


def test_lasting_session_does_not_get_retained_messages_again(hub):
    hub.publish([("board/a", "1")], user="sensors", qos=1, retain=True)
    with hub.mailbox("board/#", user="desk", qos=1, client_id="board", clean=False) as mailbox:
        mailbox.wait(1)
        mailbox.disconnect()
        mailbox.connect()
        assert mailbox.settle() == 1


def test_empty_retained_message_clears_the_topic(hub):
    hub.publish([("clear/a", "1"), ("clear/a", "")], user="sensors", qos=1, retain=True)
    with hub.mailbox("clear/#", user="desk", qos=1) as mailbox:
        assert mailbox.settle() == 0


def test_last_will_is_published_after_a_loss_and_not_after_a_goodbye(hub):
    with hub.mailbox("will/#", user="desk", qos=1) as mailbox:
        hub.mailbox("x", user="sensors", qos=1, will=("will/a", "lost")).disconnect()
        hub.mailbox("x", user="sensors", qos=1, will=("will/b", "lost")).lose()
        mailbox.wait(1)
        mailbox.settle()
        assert mailbox.table()["topic"].tolist() == ["will/b"]


def test_filters_at_the_broker_catch_what_our_function_says(hub):
    topics = ["wild", "wild/a", "wild/a/b", "wild/b/b", "wild//b"]
    for number, topic_filter in enumerate(["wild/#", "wild/+", "wild/+/b", "wild/a/#", "wild/a"]):
        with hub.mailbox(topic_filter, user="desk", qos=1, client_id=f"wild{number}") as mailbox:
            hub.publish([(topic, "") for topic in topics], user="sensors", qos=1)
            mailbox.settle()
            expected = [topic for topic in topics if broker.matches(topic, topic_filter)]
            assert mailbox.table()["topic"].tolist() == expected


def test_payload_that_is_no_text_stays_bytes(hub):
    with hub.mailbox("bytes", user="desk", qos=1) as mailbox:
        hub.publish([("bytes", b"\xff\x00"), ("bytes", "µg")], user="sensors", qos=1)
        mailbox.wait(2)
        assert mailbox.table()["payload"].tolist() == [b"\xff\x00", "µg"]


def test_five_thousand_messages_with_acknowledgement_arrive_in_seconds(hub):
    result = hub.measure(user="sensors", messages=5000, qos=1)
    assert (result.sent, result.received, result.duplicates, result.lost) == (5000, 5000, 0, 0)
    # About 2 s; the bound leaves room for a busy machine.
    assert result.duration_s < 30
    assert (result.latency_ms > 0).all()


@pytest.mark.parametrize("qos", [0, 2])
def test_the_other_promises_lose_nothing_on_a_sound_connection(hub, qos):
    result = hub.measure(user="sensors", messages=500, qos=qos)
    assert (result.received, result.duplicates) == (500, 0)


@pytest.mark.parametrize(("user", "password"), [("desk", "guess"), ("nobody", "crane"), ("desk", ""), ("", "")])
def test_stranger_stays_outside(hub, user, password):
    with pytest.raises(ConnectionError, match="Not authorized"):
        broker.Mailbox(hub.host, hub.port, "#", user=user, password=password)
    with pytest.raises(ConnectionError, match="Not authorized"):
        broker.publish(hub.host, hub.port, [("a", "1")], user=user, password=password)


def test_user_without_a_password_at_the_helper_is_named(hub):
    with pytest.raises(broker.BrokerError, match="knows desk, sensors"):
        hub.mailbox("a", user="mayor")


def test_lasting_session_without_a_name_is_refused(hub):
    with pytest.raises(ValueError, match="client_id"):
        hub.mailbox("a", user="desk", clean=False)


def test_queue_for_an_absent_subscriber_has_an_end_at_mosquitto(tmp_path):
    if not (mosquitto_server.PROGRAM and mosquitto_server.PASSWORDS):
        pytest.skip("mosquitto is not installed")
    with mosquitto_server.mosquitto(tmp_path, USERS, queue=None) as address:
        hub = broker.connect(address, users=USERS)
        with hub.mailbox("a", user="desk", qos=1, client_id="away", clean=False) as mailbox:
            mailbox.disconnect()
            hub.publish(numbers("a", 0, 1500), user="sensors", qos=1)
            mailbox.connect()
            assert mailbox.settle() == 1000


def test_wrong_filter_is_refused(hub):
    with pytest.raises(ValueError, match="only at the end"):
        hub.mailbox("a/#/b", user="desk")


def test_stopping_leaves_no_thread_and_no_port():
    before = set(threading.enumerate())
    hub = broker.start(users=USERS, name="short")
    mailbox = hub.mailbox("a", user="desk")
    idle = socket.create_connection((hub.host, hub.port))
    hub.stop()
    hub.stop()
    mailbox.disconnect()
    idle.close()
    assert not hub.is_alive
    assert set(threading.enumerate()) == before
    with socket.create_server((hub.host, hub.port)):
        pass


def test_starting_again_stops_the_one_before():
    first = broker.start(users=USERS, name="cell")
    with broker.start(users=USERS, name="cell") as second:
        assert (first.is_alive, second.is_alive) == (False, True)


def test_brokers_of_different_names_run_side_by_side():
    with broker.start(users=USERS, name="one") as one, broker.start(users=USERS, name="two") as two:
        assert one.is_alive
        assert two.is_alive
        assert one.port != two.port


def test_nothing_is_remembered_from_one_broker_to_the_next():
    with broker.start(users=USERS, name="new") as hub:
        hub.publish([("a", "1")], user="sensors", qos=1, retain=True)
    with broker.start(users=USERS, name="new") as hub, hub.mailbox("#", user="desk", qos=1) as mailbox:
        assert mailbox.settle() == 0


def test_works_inside_a_running_event_loop():
    async def cell():
        with broker.start(users=USERS, name="loop") as hub:
            return hub.measure(user="sensors", messages=10, qos=1).received

    # In a thread of its own: a browser test may have left a loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(asyncio.run, cell()).result() == 10


def test_taken_port_is_refused_with_the_remedy():
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(broker.BrokerError, match="leave port= out"):
        broker.start(users=USERS, port=other.getsockname()[1], name="taken")


@pytest.mark.parametrize("users", [{}, {"": "x"}, {"desk": ""}])
def test_broker_without_passwords_does_not_start(users):
    with pytest.raises(ValueError, match="at least one name with a password"):
        broker.start(users=users)


def test_dead_broker_says_what_to_do():
    hub = broker.start(users=USERS, name="dead")
    hub.stop()
    for work in (lambda: hub.publish([("a", "1")], user="desk"), lambda: hub.mailbox("a", user="desk")):
        with pytest.raises(broker.BrokerError, match=r"run the cell with broker\.start"):
            work()


def test_broker_that_dies_while_we_publish_is_noticed():
    hub = broker.start(users=USERS, name="dying")

    def endless():
        for number in range(100_000):
            if number == 200:
                hub.stop()
            yield "a", str(number)
            if number == 400:
                return

    with pytest.raises(ConnectionError, match=r"acknowledged only .* of 401 messages"):
        hub.publish(endless(), user="desk", qos=1)


def test_another_broker_is_used_when_the_environment_names_it(monkeypatch):
    with broker.start(users=USERS, name="elsewhere") as hub:
        monkeypatch.setenv("CITYLAB_MQTT", f"{hub.host}:{hub.port}")
        used = broker.start(users=USERS, name="ours")
        assert used.port == hub.port
        used.stop()
        assert hub.is_alive


@pytest.mark.parametrize(("address", "reason"), [("1883", "host:port"), ("localhost:x", "host:port")])
def test_address_must_be_host_and_port(address, reason):
    with pytest.raises(ValueError, match=reason):
        broker.connect(address, users=USERS)


def test_nobody_at_the_other_address_is_said():
    with broker.start(users=USERS, name="gone") as hub:
        address = f"{hub.host}:{hub.port}"
    with pytest.raises(broker.BrokerError, match="no broker answers"):
        broker.connect(address, users=USERS)


def test_broker_writes_nothing_and_a_forgotten_one_ends_with_the_program():
    program = """if True:
        import logging, warnings
        logging.basicConfig(level=logging.DEBUG)
        logging.getLogger("asyncio").setLevel(logging.WARNING)
        from citylab.iot import broker
        hub = broker.start(users={"desk": "crane"})
        box = hub.mailbox("a", user="desk", qos=1)
        hub.publish([("a", "1")], user="desk", qos=1)
        box.wait(1)
        box.lose()
        try:
            broker.Mailbox(hub.host, hub.port, "a", user="desk", password="guess")
        except ConnectionError:
            print(len(box), flush=True)
    """
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "1\n", "")
