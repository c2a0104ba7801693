"""Whose work it is: a random number beside the progress, which names nobody."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from citylab import progress

OF_BINDER = ("BINDER_LAUNCH_HOST", "BINDER_REPO_URL", "BINDER_REQUEST", "BINDER_SERVICE_HOST")
ANOTHER = (
    "this file was saved by another person, and there is progress of yours here; nothing was changed: "
    "to bring in its notebooks, without its progress, run: citylab restore FILE --from-another; "
    "if it is your own, from another computer, run: citylab restore FILE --mine, which joins the progress of both"
)
_OWNER = re.compile(r"[0-9a-f]{32}")


def place() -> Path:
    """Return the file of the number, beside the progress file."""
    return progress.location().with_name("owner")


def known() -> str:
    """Return this learner's number; empty if there is none yet."""
    try:
        found = place().read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
    return found if _OWNER.fullmatch(found) else ""


def known_or_new() -> str:
    """Return this learner's number; draw one if there is none. Where it cannot be kept, it is empty."""
    return known() or keep(secrets.token_hex(16))


def keep(number: str) -> str:
    """Write the number down and return it; return nothing if it is none, or the folder cannot be written to."""
    if not _OWNER.fullmatch(number):
        return ""
    try:
        place().parent.mkdir(parents=True, exist_ok=True)
        place().write_text(number + "\n", encoding="ascii")
    except OSError:
        return ""
    return number


def is_another(number: str, *, has_progress: bool) -> bool:
    """
    Tell whether a saved file is somebody else's.

    A computer without a number is nobody's, and so is one where nobody has made progress; a file without a number
    is not known to be this learner's. A session of Binder is its user's, whatever was tried in it before.
    """
    here = known()
    temporary = any(os.environ.get(name) for name in OF_BINDER)
    return bool(has_progress and not temporary and here and here != number)
