"""A key is made once, kept from others, and never overwritten."""

import os
import stat
import sys
import time

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from classroom.certificates import did_key, keys
from classroom.errors import CitylabError


def pem(key, encryption=None):
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption or NoEncryption())


def test_key_is_made_once_and_read_again():
    first, is_new = keys.own_key()
    again, is_new_again = keys.own_key()
    assert (is_new, is_new_again) == (True, False)
    assert first.private_bytes_raw() == again.private_bytes_raw()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_key_is_for_its_owner_only():
    keys.own_key()
    assert stat.S_IMODE(keys.key_file().stat().st_mode) == 0o600
    assert keys.is_private(keys.key_file())
    keys.key_file().chmod(0o644)
    assert not keys.is_private(keys.key_file())


def test_key_is_ordinary_pkcs8():
    key, _ = keys.own_key()
    assert load_pem_private_key(keys.key_file().read_bytes(), None).private_bytes_raw() == key.private_bytes_raw()


def test_key_is_made_where_a_disk_has_no_links(monkeypatch):
    def refuse(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    key, _ = keys.own_key()
    assert keys.own_key()[0].private_bytes_raw() == key.private_bytes_raw()
    assert sys.platform == "win32" or stat.S_IMODE(keys.key_file().stat().st_mode) == 0o600
    assert sorted(path.name for path in keys.key_file().parent.iterdir()) == ["key.pem", "key.pem.public"]


def test_lost_key_is_not_replaced_by_a_new_one():
    key, _ = keys.own_key()
    keys.key_file().unlink()
    with pytest.raises(CitylabError, match=r"the key is lost.*Put your copy of the key back"):
        keys.own_key()
    assert not keys.key_file().exists()
    keys.key_file().write_bytes(pem(key))
    assert keys.own_key()[0].private_bytes_raw() == key.private_bytes_raw()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no key that can be read"),
        (b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "no key that can be read"),
        (pem(ec.generate_private_key(ec.SECP256R1())), "of another kind"),
        (pem(ed25519.Ed25519PrivateKey.generate(), BestAvailableEncryption(b"x")), "locked with a password"),
    ],
)
def test_damaged_key_is_named_and_left_alone(content, why):
    keys.key_file().write_bytes(content)
    with pytest.raises(CitylabError, match=f"{why}.*put your copy"):
        keys.own_key()
    assert keys.key_file().read_bytes() == content


def test_folder_that_is_missing_is_not_made_up(monkeypatch, tmp_path):
    """A named folder may be on a stick that is not plugged in."""
    monkeypatch.setenv(keys.VARIABLE, str(tmp_path / "stick" / "key.pem"))
    with pytest.raises(CitylabError, match="no such folder"):
        keys.own_key()


def test_key_that_cannot_be_read_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv(keys.VARIABLE, str(tmp_path))
    with pytest.raises(CitylabError, match=keys.VARIABLE):
        keys.own_key()


def test_clock_that_was_set_back_is_noticed():
    keys.own_key()
    ahead = time.time() + 3 * 86_400
    os.utime(keys.key_file(), (ahead, ahead))
    with pytest.raises(CitylabError, match="set the clock first"):
        keys.own_key()


def test_settings_folder_is_used_unless_told(monkeypatch, tmp_path):
    monkeypatch.delenv(keys.VARIABLE)
    monkeypatch.setattr(keys, "user_config_path", lambda name: tmp_path / "settings" / name)
    key, _ = keys.own_key()
    assert keys.key_file() == tmp_path / "settings" / "citylab" / "signing-key.pem"
    assert keys.public_file(keys.key_file()).read_text().strip() == did_key.from_public(key.public_key())
