"""A form that a supervisor has filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

__all__ = ["FORMAT", "MOST_BYTES", "VERSION", "Filled"]

FORMAT = "citylab_form"  # the key by which a file says what it is
VERSION = 1
MOST_BYTES = 200_000


@dataclass(frozen=True)
class Filled:
    """
    A filled-in form, complete and checked.

    What it says of intern and supervisor is what the file claims. Whoever takes it in compares it with the records.

    Attributes
    ----------
    document : str
        Name of the document, such as ``supervisor-evaluation``.
    intern : str
        Id of the intern whom it is about; fit to be the name of a folder.
    supervisor_name, supervisor_email : str
        Who filled it in.
    signed_on : datetime.date
        When.
    answers : dict of str to object
        By the name of the field: texts, numbers, truths, and lists of texts.
    """

    document: str
    intern: str
    supervisor_name: str
    supervisor_email: str
    signed_on: date
    answers: Mapping[str, Any]
