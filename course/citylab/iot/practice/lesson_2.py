"""Self-checks of *Move readings through a broker*; none needs a broker."""

from citylab.practice import Exercise, Mistake

LESSON = "01-internet-of-things/02_move_readings"

FIRST_UGM3, SENT_UGM3 = 8.5, (7.5, 8.0, 12.5)
BEFORE, AWAY_QOS_0, AWAY_QOS_1 = 20, 30, 30
# The readings of the bad morning that can be read, in micrograms and in kilograms per cubic metre.
MICROGRAMS, KILOGRAMS = (8.5, 9.0), (12.5e-9, 14e-9)


def _mean(*values: float) -> float:
    return sum(values) / len(values)


EXERCISES = [
    Exercise(
        id="iot-2-first",
        lesson=LESSON,
        expected=lambda: _mean(*SENT_UGM3),
        unit="µg/m³",
        mistakes=[
            Mistake(
                gives=lambda: _mean(FIRST_UGM3, *SENT_UGM3),
                say="The first reading, 8.5, is still in the list: empty it with received.clear() before you publish.",
            ),
            Mistake(
                gives=lambda: sum(SENT_UGM3), say="This is the sum; divide it by the number of messages that arrived."
            ),
            Mistake(
                gives=lambda: _mean(*SENT_UGM3[:2]),
                say="The last reading is missing. Wait for all three with broker.wait_for(received, 3).",
            ),
            Mistake(gives=lambda: SENT_UGM3[0], say="Only the first reading is in it: publish all three, and wait."),
        ],
        hints=[
            "Clear, publish three times, wait, then compute.",
            'sensor.publish("quay/aq-07/pm25", "7.5", qos=1) sends one; received then holds pairs: topic, payload.',
            "Read each pair with for topic, payload in received: add up float(payload), then divide by len(received).",
        ],
    ),
    Exercise(
        id="iot-2-filter",
        lesson=LESSON,
        expected=lambda: "quay/+/pm25",
        exact_text=True,
        mistakes=[
            Mistake(when=lambda wanted: "aq-+" in wanted, say="+ stands for a whole level, not for a part of one."),
            Mistake(gives="quay/#", say="This catches everything on the quay, humidity too."),
            Mistake(
                when=lambda wanted: wanted in ("quay/#/pm25", "#/pm25"),
                say="# may only stand at the end; one level in the middle has another sign.",
            ),
            Mistake(gives="+/+/pm25", say="This catches PM2.5 in the town, too."),
            Mistake(gives="quay/*/pm25", say="The star means nothing in MQTT; use one of its two wildcards."),
            Mistake(gives="quay/+", say="+ stands for one level only; these topics have three."),
            Mistake(
                when=lambda wanted: wanted in ("quay/+/+", "quay/+/#"),
                say="The last level is still open: this catches every quantity of each sensor.",
            ),
            Mistake(
                gives="/quay/+/pm25", say="The slash at the beginning makes an empty first level; our topics have none."
            ),
        ],
        hints=[
            "Which of the three levels is fixed, and which may be anything?",
            "+ stands for exactly one level, whatever it is.",
            "First level quay, last level pm25, and the sign for any sensor between them.",
        ],
    ),
    Exercise(
        id="iot-2-return",
        lesson=LESSON,
        expected=lambda: BEFORE + AWAY_QOS_1,
        unit="messages",
        mistakes=[
            Mistake(
                gives=lambda: BEFORE + AWAY_QOS_0 + AWAY_QOS_1,
                say="The lower of two promises counts: what was published with QoS 0 is not kept for it.",
            ),
            Mistake(gives=lambda: BEFORE, say="So it would be with a clean session; this one lasts."),
            Mistake(gives=lambda: AWAY_QOS_1, say="These came when it was back; add the ones from before."),
        ],
        note="MQTT lets a broker keep messages of QoS 0, too; by default neither this one nor mosquitto does.",
        hints=[
            "Go through the three batches: which of them does the broker keep for somebody who is away?",
            "The mailbox asks for QoS 1; a message published with QoS 0 keeps the lower promise, 0.",
            "The first batch arrived before the crash; of the other two, one is kept. Add up.",
        ],
    ),
    Exercise(
        id="iot-2-units",
        lesson=LESSON,
        expected=lambda: _mean(*MICROGRAMS, *(1e9 * value for value in KILOGRAMS)),
        unit="µg/m³",
        mistakes=[
            Mistake(
                gives=lambda: _mean(*MICROGRAMS, *KILOGRAMS),
                say="Two of the four values are in kg/m³; turn them into µg/m³ before you take the mean.",
            ),
            Mistake(
                gives=lambda: _mean(*MICROGRAMS), say="This is the mean of the two that came in µg/m³; all four count."
            ),
            Mistake(
                gives=lambda: 1e9 * _mean(*KILOGRAMS),
                say="This is the mean of the two that came in kg/m³; all four count.",
            ),
            Mistake(
                gives=lambda: 1e9 * _mean(*MICROGRAMS, *KILOGRAMS),
                say="Only the values in kg/m³ are multiplied; you multiplied all of them.",
            ),
            Mistake(
                gives=lambda: _mean(*MICROGRAMS, *(1e6 * value for value in KILOGRAMS)),
                say="A kilogram is 1e9 micrograms; 1e6 would be milligrams.",
            ),
        ],
        hints=[
            'Look at readings[["unit", "value"]] first.',
            'readings.loc[readings["unit"] == "kg/m3", "value"] picks the two that need a factor; take them times 1e9.',
            "Add the two in µg/m³ and the two converted ones, and divide by 4.",
        ],
    ),
]
