# %% [markdown]
# # Move readings through a broker
#
# Your readings have units and an uncertainty now. They still sit in a box on a lamp post, and the department wants them on its desk.
# In this lesson you move them through a real message broker, find out which ones get lost, and refuse those that nobody can read.
#
# **You will be able to**
#
# * publish readings and subscribe to them with real clients;
# * choose a topic and a promise of delivery, and count what they give;
# * tell what a subscriber misses while it is away;
# * sort payloads into readings and dead letters.
#
# **You need** lesson 1 (units). **Time** 50 min reading, 60 min doing.
#
# **Data** None to download: you make the messages yourself (PM2.5 in µg/m³; invented values). The broker runs inside this notebook.

# %%
import matplotlib.pyplot as plt
import pandas as pd
from ipywidgets import IntSlider, interact
from paho.mqtt.client import CallbackAPIVersion, Client

from citylab import check, show
from citylab.iot import broker, intake, senml, sensorthings

# %% [markdown]
# ## Start a broker and send one reading
#
# **MQTT** is a language for small messages. Sensors *publish* messages; whoever wants them *subscribes*.
# Between them stands a **broker**, a post office: a sensor need not know who reads.
# We start one on this computer. Two users may come in, and nobody without a password.

# %%
hub = broker.start(users={"sensors": "tide-14-gull", "department": "crane-7-rope"})
hub.is_alive

# %% [markdown]
# First the department. Its client, from the library *paho*, runs in the background after `loop_start()`, and calls functions of ours. When it is
# connected, `on_connect` subscribes (`qos=1` asks for a receipt; more below). When the broker has noted that, `on_subscribe` puts a mark into a list. For each message,
# `on_message` notes topic and content; `.decode()` makes text of bytes.

# %%
received, subscribed = [], []


def on_connect(client, userdata, flags, reason, properties):
    client.subscribe("quay/aq-07/pm25", qos=1)  # again after each new connection


def on_subscribe(client, userdata, number, reasons, properties):
    subscribed.append(number)


def on_message(client, userdata, message):
    received.append((message.topic, message.payload.decode()))


# %% [markdown]
# paho hands over more than we use here (`userdata`, `flags` and so on), but the names must stand. Now the client gets its functions, connects, and
# waits until `subscribed` holds one mark.

# %%
desk = Client(CallbackAPIVersion.VERSION2)
desk.username_pw_set("department", "crane-7-rope")
desk.on_connect, desk.on_subscribe, desk.on_message = on_connect, on_subscribe, on_message
desk.connect(hub.host, hub.port)
desk.loop_start()
broker.wait_for(subscribed, 1)

# %% [markdown]
# Now the sensor. `publish` takes a **topic**, an address with levels, and a **payload**, the content. `wait_for_publish` waits until the broker has it,
# `broker.wait_for(received, 1)` until the list holds one message.

# %%
sensor = Client(CallbackAPIVersion.VERSION2)
sensor.username_pw_set("sensors", "tide-14-gull")
sensor.connect(hub.host, hub.port)
sensor.loop_start()
receipt = sensor.publish("quay/aq-07/pm25", "8.5", qos=1)
receipt.wait_for_publish(5)
broker.wait_for(received, 1)
received

# %% [markdown]
# One reading went from sensor to broker to desk. What if somebody guesses a password?

# %%
try:
    broker.Mailbox(hub.host, hub.port, "quay/#", user="department", password="guess")
except ConnectionError as error:  # what to do if it fails
    print(error)

# %% [markdown]
# The stranger stays outside.
#
# > **Watch out.** A password alone is not safe: on a real network anybody on the way could read it. There MQTT runs inside TLS, the lock that also protects web pages.
# > And a password says *who* comes in, not *what* they may do: a real broker has a list of rights, too (ACL), by which each sensor may publish under its own topics only.
# > Ours lets everybody inside do everything. Real passwords never stand in a notebook.
#
# > **Your turn.** Empty the list with `received.clear()`. Publish the readings 7.5, 8.0 and 12.5 from `sensor` to the same topic, with `qos=1`. Wait for three.
# > Put the mean of what *arrived* into `mean_ugm3`, one number in µg/m³. (`float("7.5")` makes a number of text.)

# %% solution="iot-2-first"
### BEGIN SOLUTION
received.clear()
for reading in ["7.5", "8.0", "12.5"]:
    sensor.publish("quay/aq-07/pm25", reading, qos=1).wait_for_publish(5)
broker.wait_for(received, 3)
mean_ugm3 = sum(float(payload) for topic, payload in received) / len(received)
### END SOLUTION

# %%
check("iot-2-first", mean_ugm3)

# %% [markdown]
# ## Choose a topic and a promise
#
# The desk wants many topics at once. A subscriber may ask with **wildcards**: `+` stands for one level, `#` for all that follow.
# Levels go from the general to the particular. The table shows which filter catches which topic.

# %%
topics = ["quay/aq-07/pm25", "quay/aq-07/humidity", "quay/aq-09/pm25", "town/aq-01/pm25", "town/noise-03/level"]
filters = ["quay/#", "+/aq-07/+", "quay/aq-07"]
# One row per topic, one column per filter.
pd.DataFrame({wanted: [broker.matches(topic, wanted) for topic in topics] for wanted in filters}, index=topics)

# %% [markdown]
# `quay/aq-07` catches nothing: without a wildcard, a filter is one exact topic.
#
# The second choice is the promise, **quality of service** (QoS). 0: at most once, nobody acknowledges. 1: at least once, kept
# until acknowledged, and sent again after a broken connection. 2: exactly once, with four packets for each message instead of two. We send 500 messages with each.

# %%
for qos in [0, 1, 2]:
    result = hub.measure(user="sensors", messages=500, qos=qos)
    print(f"QoS {qos}: sent {result.sent}, received {result.received}, duplicates {result.duplicates}")

# %% [markdown]
# Nothing is lost, not even with QoS 0: here all parties sit on one computer, and no connection breaks. And the time it takes?
# We leave a pause between messages, so that none waits for another.

# %%
result = hub.measure(user="sensors", messages=100, qos=1, pause_s=0.005)
slow = pd.Series(result.latency_ms).quantile(0.95)
print("95 of 100 arrive within a second:", slow < 1000)  # quantile(0.95): 95 of 100 are below it

# %% [markdown]
# Usually it takes a few milliseconds. In the street the radio decides, and there each byte costs. The slider packs several readings into one message.
# Watch the bytes per reading. (Counted: MQTT's packets and their acknowledgements, by the rules of the standard. TCP/IP adds at least 40 bytes to each packet.)

# %%
def draw_bytes(readings):
    pack = pd.DataFrame({"name": "aq-07/pm25", "unit": "ug/m3", "value": 8.5},
                        index=range(readings))
    pack["time"] = pd.date_range("2026-01-01", periods=readings, freq="5min", tz="UTC")
    payload = senml.write(pack)
    per_reading = [broker.packet_bytes("quay/aq-07/pm25", payload, qos=qos) / readings for qos in [0, 1, 2]]
    fig, ax = plt.subplots(figsize=(7, 2.6))
    ax.barh(["QoS 0", "QoS 1", "QoS 2"], per_reading, color="#0072b2")
    ax.bar_label(ax.containers[0], fmt="%.0f", padding=3)
    title = f"{readings} in a message: {per_reading[1]:.0f} bytes per reading with QoS 1"
    ax.set(title=title, xlabel="Bytes per reading [byte]", xlim=(0, 150))
    show(fig, alt=f"Bars for QoS 0, 1 and 2. {title}.")


interact(draw_bytes, readings=IntSlider(value=1, min=1, max=24, description="Readings"));

# %% [markdown]
# Alone, a reading costs 93 bytes with QoS 1; in a dozen, 25. Topic, name, unit and base time are sent once; each further reading adds only its seconds and its value. The price is patience: twelve readings, one every five minutes, leave once an hour. (A LoRaWAN sensor, as in lesson 4, sends
# fewer bytes still, and a server publishes the reading for it.)
#
# > **Your turn.** The department wants PM2.5 from every sensor on the quay, none from the town, and nothing else.
# > Put the shortest filter that does this for sensors still to come, a text, into `wanted`. Try it with `broker.matches`.

# %% solution="iot-2-filter"
### BEGIN SOLUTION
wanted = "quay/+/pm25"
### END SOLUTION

# %%
check("iot-2-filter", wanted)

# %% [markdown]
# ## Lose the subscriber and get it back
#
# Now the desk's computer crashes. A **mailbox** is a paho client that keeps what arrives: `wait(40)`
# waits for 40 messages, `lose()` cuts the line, `connect()` comes back, `settle()` waits until nothing more comes, `table()` shows all. `with ... as` closes
# it at the end. Ours gets 40 messages, is lost without
# a goodbye, misses 60, and comes back. With a **clean session** the broker forgets it meanwhile; otherwise it keeps a place for it, under its `client_id`.

# %%
def crash_and_return(qos, clean):
    """Return how many of 100 messages reach a subscriber that misses the last 60."""
    topic, name = f"crash/{qos}-{clean}", f"desk-{qos}-{clean}"
    numbers = [(topic, str(number)) for number in range(100)]
    with hub.mailbox(topic, user="department", qos=qos, client_id=name, clean=clean) as mailbox:
        hub.publish(numbers[:40], user="sensors", qos=qos)
        mailbox.wait(40)
        mailbox.lose()
        hub.publish(numbers[40:], user="sensors", qos=qos)
        mailbox.connect()
        mailbox.settle()
        return mailbox.table()["payload"].nunique()  # how many different ones


for qos, clean in [(0, False), (1, True), (1, False)]:
    print(f"QoS {qos}, clean session {clean}: {crash_and_return(qos, clean)} of 100")

# %% [markdown]
# 40, 40, 100: only both together, QoS 1 *and* a session that lasts, bring all. A message keeps the **lower** of two promises, the publisher's and the subscriber's;
# what goes out with QoS 0 need not be kept for anybody.
#
# > **Watch out.** A broker's patience ends somewhere. Mosquitto 2, a common one, keeps 1,000 messages for each absent
# > subscriber unless told otherwise, and drops the rest.
#
# "At least once" may mean twice. This mailbox breaks down after it took five messages, but before it acknowledged them.

# %%
with hub.mailbox("twice", user="department", qos=1, client_id="slow-desk", clean=False, acknowledge=False) as mailbox:
    hub.publish([("twice", str(number)) for number in range(5)], user="sensors", qos=1)
    mailbox.wait(5)
    mailbox.lose()
    mailbox.connect()
    mailbox.wait(10)
    arrived = mailbox.table()["payload"]
    print(f"{len(arrived)} arrived, {arrived.nunique()} of them different")

# %% [markdown]
# Whoever adds up such messages counts double. So each reading needs a name and a time, by which a copy is known; lesson 3 marks such copies.
#
# Two more services. A **retained** message stays at the broker as the last word on its topic, for newcomers. A **last will** is left at
# connecting, and published if the client is lost. Together they make a status board.

# %%
states = [("status/aq-07", "cleaning"), ("status/aq-07", "working"), ("status/aq-09", "working")]
hub.publish(states, user="sensors", qos=1, retain=True)
with hub.mailbox("status/#", user="department", qos=1) as board:
    board.wait(2)
    box = hub.mailbox("orders/aq-09", user="sensors", qos=1, will=("status/aq-09", "lost"))
    box.lose()
    board.wait(3)
    board.settle()
    print(board.table().sort_values("topic", kind="stable")[["topic", "payload", "retain"]])

# %% [markdown]
# The newcomer learns at once that both work, not that aq-07 was being cleaned: one last word per topic. Then the broker itself spoke for aq-09. The will is
# retained, too: without that, the next newcomer would still read *working*. A box that falls silent with its connection open is noticed later: a broker waits one and a half times its
# **keep-alive**, the longest silence it announced. (The one in this notebook does not look.)
#
# > **Your turn.** A mailbox with QoS 1 and a lasting session has got 20 messages and crashes. While it is away, 30 messages are
# > published with QoS 0 and 30 with QoS 1. It comes back. How many *different* messages does it have in all? Think, or try it as above.
# > Put a whole number into `messages_in_all`.

# %% solution="iot-2-return"
### BEGIN SOLUTION
with hub.mailbox("turn", user="department", qos=1, client_id="turn", clean=False) as mailbox:
    hub.publish([("turn", str(number)) for number in range(20)], user="sensors", qos=1)
    mailbox.wait(20)
    mailbox.lose()
    hub.publish([("turn", str(number)) for number in range(20, 50)], user="sensors", qos=0)
    hub.publish([("turn", str(number)) for number in range(50, 80)], user="sensors", qos=1)
    mailbox.connect()
    mailbox.wait(50)
    mailbox.settle()
messages_in_all = mailbox.table()["payload"].nunique()
### END SOLUTION

# %%
check("iot-2-return", messages_in_all)

# %% [markdown]
# ## Check every payload
#
# "8.5" is no reading: of what, when, in which unit? **SenML** (RFC 8428) is a short way to say it, in **JSON**, text that looks like Python's lists and
# dictionaries. Fields with *b* are a base for all records that follow: base name, base time (seconds since 1970), base unit.

# %%
pack = """[{"bn": "aq-07/", "bt": 1767225600, "bver": 26, "n": "pm25", "u": "ug/m3", "v": 8.5},
           {"n": "pm25", "u": "ug/m3", "t": 300, "v": 9.0}, {"n": "humidity", "u": "%RH", "v": 81}]"""
senml.read(pack)

# %% [markdown]
# Three records with all that was left out. `"t": 300` means 300 s after the base time. `ug/m3` belongs to a second list of units
# (RFC 8798), and version 26 (RFC 9100) announces it; without it SenML asks for `kg/m3`.
#
# The next messages come from a bad morning.

# %%
morning = [
    '[{"n": "aq-07/pm25", "bver": 26, "u": "ug/m3", "bt": 1767225600, "v": 8.5}]',
    '[{"n": "aq-09/pm25", "u": "kg/m3", "bt": 1767225600, "v": 12.5e-9}]',
    '[{"n": "aq-07/pm25", "bver": 26, "u": "ug/m3", "bt": 1767225900, "v": 9.0}]',
    '{"n": "aq-10/pm25", "v": 7.5}',
    '[{"n": "aq-11/pm25", "u": "µg/m3", "v": 7.5}]',
    '[{"n": "aq-12/pm25", "u": "kg/m3", "v": NaN}]',
    '[{"n": "aq-13/pm25", "u": "kg/m3", "bt": 4102444800, "v": 9e-9}]',
    "PM2.5 = 8,5",
    '[{"n": "aq-09/pm25", "u": "kg/m3", "bt": 1767225900, "v": 14e-9}]',
]
with hub.mailbox("raw/#", user="department", qos=1) as mailbox:
    hub.publish([("raw/air", payload) for payload in morning], user="sensors", qos=1)
    mailbox.wait(len(morning))
    readings, dead_letters = intake.take(mailbox.table())
print(f"{len(readings)} readings, {len(dead_letters)} dead letters")

# %% [markdown]
# A message that nobody can read becomes a **dead letter**: put aside with its reason, never dropped in silence.

# %%
pd.set_option("display.max_colwidth", 110)
dead_letters[["payload", "reason"]]

# %% [markdown]
# No list around the record; a unit that SenML spells otherwise; NaN, which JSON lacks; a clock in the year 2100; no JSON at all.
# Each reason tells somebody what to mend. NaN and the last fail already at reading the JSON. A **JSON schema**, a list of rules for form,
# finds the first; unit and clock need somebody who knows what they mean.
#
# Towards other city platforms the department speaks **SensorThings** (OGC 18-088). A reading becomes an *observation*;
# its *datastream*, here number 7, is known to the server, with its unit.

# %%
first = readings.iloc[0]
written = sensorthings.observation(first["value"], phenomenon_time=first["time"], datastream=7)
print(sensorthings.dumps(written))

# %% [markdown]
# `resultTime` is `null`: nobody told us when the sensor finished its work, and we do not invent it. The `Z` means UTC;
# a time without a zone is refused.
#
# > **Your turn.** `readings` holds four values in two units. 1 kg is 1,000,000,000 µg (`1e9`). Put the mean
# > PM2.5 of the four into `morning_ugm3`, one number in µg/m³. Rows can be chosen: `readings.loc[readings["unit"] == "kg/m3", "value"]`.

# %% solution="iot-2-units"
### BEGIN SOLUTION
in_kg = readings["unit"] == "kg/m3"
total_ugm3 = 1e9 * readings.loc[in_kg, "value"].sum() + readings.loc[~in_kg, "value"].sum()
morning_ugm3 = total_ugm3 / len(readings)
### END SOLUTION

# %%
check("iot-2-units", morning_ugm3)

# %% [markdown]
# At the end the post office closes.

# %%
desk.disconnect()
sensor.disconnect()
hub.stop()
hub.is_alive

# %% [markdown]
# ## Think
#
# > **Think.** `town/noise-03/level` rises when a bar closes; a presence sensor's topic tells when a house is empty; the broker's log tells who
# > listened, and when. Who in the department should be allowed to subscribe to `#`, and which rule would enforce that? How long should a broker keep a log? Would you tell the
# > residents of a street what its sensors say about *them*?
#
# ## What to take away
#
# * A publisher names a topic, a subscriber a filter; the lower of their two promises counts.
# * Only QoS 1 (or 2) *and* a lasting session bring what was missed; QoS 1 may bring it twice.
# * A payload says name, time and unit. Check each; put aside with its reason what you cannot read.
#
# ## Further reading
#
# * OASIS, *MQTT Version 3.1.1*, 2014: chapters 4.3 (quality of service) and 4.7 (topics) are short and clear.
# * C. Jennings et al., *Sensor Measurement Lists (SenML)*, RFC 8428, 2018; C. Bormann, RFC 8798, 2020 (units) and RFC 9100, 2021 (version 26).
# * Open Geospatial Consortium, *SensorThings API Part 1: Sensing*, version 1.1, OGC 18-088, 2021.
