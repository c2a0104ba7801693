"""Take messages in: what can be read becomes readings, what cannot is put aside with its reason."""

from typing import NamedTuple

import pandas as pd

from citylab.iot import senml

__all__ = ["Intake", "take"]


class Intake(NamedTuple):
    """
    What became of a batch of messages.

    Attributes
    ----------
    readings : pandas.DataFrame
        Columns of `senml.read`, and ``topic`` and ``arrived`` (UTC) of the message.
    dead_letters : pandas.DataFrame
        Messages that hold no readings: ``topic``, ``payload``, ``arrived`` and ``reason``.
    """

    readings: pd.DataFrame
    dead_letters: pd.DataFrame


def take(messages: pd.DataFrame, *, most_ahead_s: float = 60.0) -> Intake:
    """
    Read every message as SenML; none is lost.

    Parameters
    ----------
    messages : pandas.DataFrame
        Columns ``topic``, ``payload`` and ``arrived`` (with a time zone), as `Mailbox.table` gives them.
    most_ahead_s : float
        How far the clock of a sensor may be ahead. [s]

    Returns
    -------
    Intake
        Readings, and dead letters.

    Raises
    ------
    ValueError
        If a column is missing.
    """
    missing = [column for column in ("topic", "payload", "arrived") if column not in messages.columns]
    if missing:
        raise ValueError(f"messages lack the columns {', '.join(missing)}")
    packs, dead = [], []
    for message in messages[["topic", "payload", "arrived"]].to_dict("records"):
        try:
            pack = senml.read(message["payload"], received=message["arrived"], most_ahead_s=most_ahead_s)
        except senml.SenMLError as error:
            dead.append(message | {"reason": str(error)})
        else:
            packs.append(pack.assign(topic=message["topic"], arrived=message["arrived"]))
    columns = ["name", "time", "unit", "value", "topic", "arrived"]
    readings = pd.concat(packs, ignore_index=True) if packs else pd.DataFrame(columns=columns)
    return Intake(readings, pd.DataFrame(dead, columns=["topic", "payload", "arrived", "reason"]))
