"""The parts of the signature, against the vectors of their own standards."""

import json

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from classroom.certificates import did_key, identity, multibase, plain_json
from classroom.certificates.errors import Refused

# RFC 8032, section 7.1, tests 2 and 3: secret key, public key, message, signature.
RFC_8032 = [
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]
# w3c-ccg/did-method-key, test-vectors/ed25519-x25519.json: seeds 0 to 4 as big-endian numbers, and their names.
DID_KEYS = [
    "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp",
    "did:key:z6MkjchhfUsD6mmvni8mCdXHw216Xrm9bQe2mBH1P5RDjVJG",
    "did:key:z6MknGc3ocHs3zdPiJbnaaqDi58NGb4pk1Sp9WxWufuXSdxf",
    "did:key:z6MkvqoYXQfDDJRv8L4wKzxYeuKyVZBfi9Qo6Ro8MiLH3kDQ",
    "did:key:z6MkwW6aqMnjgrhJXFUko3NnZPGzVpkNzhYK7yEhnsibmLwL",
]
ORDER = 2**252 + 27742317777372353535851937790883648493  # RFC 8032, section 5.1


@pytest.mark.parametrize(("secret", "public", "message", "signature"), RFC_8032)
def test_ed25519_signs_as_rfc_8032(secret, public, message, signature):
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))
    assert key.public_key().public_bytes_raw().hex() == public
    assert key.sign(bytes.fromhex(message)).hex() == signature


def test_ed25519_refuses_the_other_spelling_of_a_signature():
    _, public, message, signature = RFC_8032[0]
    half, scalar = bytes.fromhex(signature[:64]), int.from_bytes(bytes.fromhex(signature[64:]), "little")
    other = half + (scalar + ORDER).to_bytes(32, "little")
    with pytest.raises(InvalidSignature):
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(other, bytes.fromhex(message))


@pytest.mark.parametrize(("seed", "did"), list(enumerate(DID_KEYS)))
def test_did_key_is_that_of_the_method(seed, did):
    key = Ed25519PrivateKey.from_private_bytes(seed.to_bytes(32, "big"))
    assert did_key.from_public(key.public_key()) == did
    assert did_key.to_public(did).public_bytes_raw() == key.public_key().public_bytes_raw()


@pytest.mark.parametrize("sign", [0, 1])
@pytest.mark.parametrize("height", [*sorted(did_key.WEAK), did_key.FIELD, did_key.FIELD + 1])
def test_key_that_proves_nothing_is_refused(height, sign):
    raw = (height + sign * 2**255).to_bytes(32, "little")
    with pytest.raises(Refused, match="proves nothing"):
        did_key.to_public("did:key:" + multibase.encode(did_key.ED25519 + raw))


def test_weak_keys_are_the_points_of_small_order():
    """Each height belongs to a point that, added to itself eight times, gives nothing; computed here from the curve."""
    for height in did_key.WEAK:
        assert _times_8(_point(height)) == (0, 1)


def _point(y):
    """Return a point of this height (RFC 8032, section 5.1.3)."""
    p, d = did_key.FIELD, _curve_d()
    square = (y * y - 1) * pow(d * y * y + 1, -1, p) % p
    x = pow(square, (p + 3) // 8, p)
    if x * x % p != square:
        x = x * pow(2, (p - 1) // 4, p) % p
    assert x * x % p == square
    return x, y


def _times_8(point):
    p, d = did_key.FIELD, _curve_d()
    for _ in range(3):
        x, y = point
        both = d * x * x * y * y
        point = 2 * x * y * pow(1 + both, -1, p) % p, (y * y + x * x) * pow(1 - both, -1, p) % p
    return point


def _curve_d():
    return -121665 * pow(121666, -1, did_key.FIELD) % did_key.FIELD


@pytest.mark.parametrize(
    ("did", "why"),
    [
        ("did:web:example.org", "would have to be looked up"),
        (None, "would have to be looked up"),
        ("did:key:zTjsVPtY", "not an Ed25519 key"),  # w3c-ccg/did-key-test-suite: too short
        ("did:key:6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp", "begins with z"),
        (DID_KEYS[0] + " ", "as base58 writes it"),
        (DID_KEYS[0] + "0", "base58 does not have"),
        (DID_KEYS[0][:8] + "z1" + DID_KEYS[0][9:], "not an Ed25519 key"),
    ],
)
def test_other_name_than_did_key_of_ed25519_is_refused(did, why):
    with pytest.raises(Refused, match=why):
        did_key.to_public(did)


def test_fingerprint_has_thirty_digits_and_differs():
    prints = {did_key.fingerprint(did) for did in DID_KEYS}
    assert len(prints) == len(DID_KEYS)
    assert all(len(one.replace(" ", "")) == 30 and len(one.split()) == 6 for one in prints)


def test_canonical_form_is_that_of_rfc_8785():
    """Sections 3.2.2 to 3.2.4: strings, literals, and names in the order of their UTF-16 code units."""
    value = {"string": '€$\u000f\u000aA\'B"\\\\"/', "literals": [None, True, False]}
    assert plain_json.canonical(value) == (
        b'{"literals":[null,true,false],"string":"\xe2\x82\xac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )
    in_order = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    assert list(json.loads(plain_json.canonical(dict.fromkeys(sorted(in_order), 0)))) == in_order


def test_hash_of_an_address_is_that_of_open_badges():
    """Open Badges 3.0, B.7, IdentityHash: a@example.com with the salt Kosher."""
    assert identity.from_email("A@example.com ", salt="Kosher")["identityHash"] == (
        "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"
    )


def test_base58_keeps_zeros_in_front():
    assert multibase.encode(b"\0\0\x01") == "z112"
    assert multibase.decode("z112", what="it") == b"\0\0\x01"
