"""The number from which a class's hidden tests draw their inputs. It is a secret, and lies outside the repository."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from platformdirs import user_config_path

from classroom.errors import CitylabError

VARIABLE = "CITYLAB_CLASS_SEED_FILE"


def seed_file() -> Path:
    """Return where the seed lies: as the variable ``CITYLAB_CLASS_SEED_FILE`` says, or in the user's settings."""
    return Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else user_config_path("citylab") / "class-seed"


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
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(f"{secrets.randbits(62)}\n")
        except FileExistsError:
            pass
        return int(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise CitylabError(f"{path}: holds no whole number; restore the file, or remove it for a new seed") from error
    except OSError as error:
        raise CitylabError(f"{path}: {error.strerror}; name another file in {VARIABLE}") from error
