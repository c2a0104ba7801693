"""The key with which a learner or an instructor signs. It is a secret, and lies outside the repository."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_config_path

from classroom.certificates import did_key
from classroom.errors import CitylabError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

VARIABLE = "CITYLAB_KEY_FILE"
LARGEST = 10_000  # bytes; the file has about 120
OTHERS = 0o077  # rights of everybody but the owner


def key_file() -> Path:
    """Return where the key lies: as the variable ``CITYLAB_KEY_FILE`` says, or in the user's settings."""
    named = os.environ.get(VARIABLE)
    return Path(named).expanduser() if named else user_config_path("citylab") / "signing-key.pem"


def public_file(path: Path) -> Path:
    """Return the file beside a key that remembers its public part, so that a lost key is noticed."""
    return path.with_name(path.name + ".public")


def own_key() -> tuple[Ed25519PrivateKey, bool]:
    """
    Return the key and whether it was made just now; what is there is never overwritten.

    Raises
    ------
    CitylabError
        If the key is lost, damaged, of another kind, younger than the computer's clock says it is, or cannot be
        read or made.
    """
    path = key_file()
    try:
        is_new = not path.exists()
        if is_new:
            _refuse_if_lost(path)
            _make(path)
        key = _read(path)
        if not is_new:
            _check_clock(path)
        return key, is_new
    except OSError as error:
        raise CitylabError(f"{path}: {error.strerror}; name another file in {VARIABLE}") from error


def is_private(path: Path) -> bool:
    """Say whether only its owner may read a file; on Windows the folder's rights decide, and it is not asked."""
    return os.name == "nt" or not path.stat().st_mode & OTHERS


def _refuse_if_lost(path: Path) -> None:
    beside = public_file(path)
    if beside.exists():
        raise CitylabError(
            f"{path}: the key is lost; its public part lies in {beside.name}. Put your copy of the key back. If there "
            f"is none, remove {beside} for a new key: old certificates stay valid, but you become another issuer"
        )


def _make(path: Path) -> None:
    """Write a new key; whoever is first wins, and nobody sees it half written."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    if VARIABLE in os.environ and not path.parent.is_dir():
        raise CitylabError(f"{path.parent}: no such folder; make it, or correct {VARIABLE}")
    path.parent.mkdir(parents=True, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    content = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    number, part = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)  # for its owner only
    try:
        _fill(number, content)
        try:
            os.link(part, path)
        except FileExistsError:
            return
        except OSError:  # not every disk can
            _fill(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), content)
    finally:
        Path(part).unlink(missing_ok=True)
    public_file(path).write_text(did_key.from_public(key.public_key()) + "\n", encoding="utf-8")


def _fill(number: int, content: bytes) -> None:
    with os.fdopen(number, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _read(path: Path) -> Ed25519PrivateKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    with path.open("rb") as file:
        data = file.read(LARGEST)
    restore = f"put your copy of the key back, or name another file in {VARIABLE}; this one is left as it is"
    try:
        key = load_pem_private_key(data, password=None)
    except TypeError:
        raise CitylabError(f"{path}: the key is locked with a password; {restore}") from None
    except (ValueError, UnsupportedAlgorithm):
        raise CitylabError(f"{path}: holds no key that can be read; {restore}") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise CitylabError(f"{path}: holds a key of another kind than Ed25519; {restore}")
    return key


def _check_clock(path: Path) -> None:
    made = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    if datetime.now(UTC) + timedelta(days=1) < made:
        raise CitylabError(
            f"this computer's clock says {datetime.now(UTC):%Y-%m-%d}, but your key is of {made:%Y-%m-%d}: "
            "set the clock first, or nobody could say when the certificate was signed"
        )
