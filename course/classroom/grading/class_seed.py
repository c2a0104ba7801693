"""The number from which a class's hidden tests draw their inputs. It is a secret, and lies outside the repository."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from platformdirs import user_config_path

from classroom.errors import CitylabError

VARIABLE = "CITYLAB_CLASS_SEED_FILE"
MOST_DIGITS = 30


def seed_file() -> Path:
    """Return where the seed lies: as the variable ``CITYLAB_CLASS_SEED_FILE`` says, or in the user's settings."""
    named = os.environ.get(VARIABLE)
    return Path(named).expanduser() if named else user_config_path("citylab") / "class-seed"


def read_class_seed() -> int:
    """
    Return the seed; the first call draws one and keeps it where only its owner may read it.

    Raises
    ------
    CitylabError
        If the file holds no whole number, or cannot be read or made.
    """
    path = seed_file()
    try:
        if not path.exists():
            _draw(path)
        with path.open("rb") as file:
            text = file.read(1000).strip()
    except OSError as error:
        raise CitylabError(f"{path}: {error.strerror}; name another file in {VARIABLE}") from error
    if not text.isdigit() or len(text) > MOST_DIGITS:
        raise CitylabError(
            f"{path}: holds no whole number of up to {MOST_DIGITS} digits; "
            "restore the file, or remove it for a new seed, by which all are marked again"
        )
    return int(text)


def _draw(path: Path) -> None:
    """Make the file; whoever is first wins, and nobody sees it empty."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, part = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)  # for its owner only
    try:
        with os.fdopen(number, "w") as file:
            file.write(f"{secrets.randbits(62)}\n")
        try:
            os.link(part, path)
        except FileExistsError:
            pass
        except OSError:  # not every disk can
            os.replace(part, path)
    finally:
        Path(part).unlink(missing_ok=True)
