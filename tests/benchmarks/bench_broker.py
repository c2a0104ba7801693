"""
Time the broker: messages per second and losses for each promise.

    python tests/benchmarks/bench_broker.py [MESSAGES]

Prints one line per QoS; not run by pytest. Set CITYLAB_MQTT=host:port to time another broker; it must know
the user `bench` with the password `bench`.
"""

import sys

import numpy as np

from citylab.iot import broker

MESSAGES = 5000


def main() -> None:
    """Print the rates."""
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else MESSAGES
    with broker.start(users={"bench": "bench"}, name="bench") as hub:
        for qos in (0, 1, 2):
            burst = hub.measure(user="bench", messages=messages, qos=qos)
            paced = hub.measure(user="bench", messages=200, qos=qos, pause_s=0.005)
            median_ms, slow_ms = np.quantile(paced.latency_ms, [0.5, 0.99])
            print(
                f"QoS {qos}: {burst.received / burst.duration_s:,.0f} messages/s, lost {burst.lost} of {burst.sent:,}, "
                f"duplicates {burst.duplicates}; one by one {median_ms:.1f} ms (median), {slow_ms:.1f} ms (99 %)"
            )


if __name__ == "__main__":
    main()
