"""Keys that are the same in each run, and certificates that they signed."""

import copy
import json
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from classroom.certificates import Achieved, did_key, identity, issue, proof


def as_file(document):
    """Return a certificate as a file that is taken: without the sign < itself."""
    return json.dumps(document).replace("<", "\\u003c").encode()


AT = datetime(2026, 11, 21, 20, 15, tzinfo=UTC)


@pytest.fixture
def at():
    """The moment at which the certificates are signed."""
    return AT


@pytest.fixture(autouse=True)
def own_settings(monkeypatch, tmp_path):
    """A key file and a progress file of this test alone."""
    monkeypatch.setenv("CITYLAB_KEY_FILE", str(tmp_path / "key.pem"))
    monkeypatch.setenv("CITYLAB_PROGRESS", str(tmp_path / "progress.json"))


@pytest.fixture
def school():
    """The key of a school."""
    return Ed25519PrivateKey.from_private_bytes(bytes([7]) * 32)


@pytest.fixture
def school_did(school):
    """The school's did:key."""
    return did_key.from_public(school.public_key())


@pytest.fixture
def achieved():
    """What somebody did, with characters that need care."""
    return Achieved(
        key="smart-grids",
        name="Module 2: Smart grids",
        description="A network operator asks: approve or refuse <20 kW> & more?",
        requirement="All of it.",
        outcomes=("say what a street draws", "estimate CO₂e, with “honesty”"),
        evidence=(("Quiz", "at least 75% right"), ("Course", "Joint Smart Cities Laboratory, version 0.1.0")),
        version="0.1.0",
    )


@pytest.fixture
def from_school(achieved, school):
    """A certificate that the school signed, for a person known by e-mail address."""
    ada = identity.from_email("ada@example.org", salt="0123456789abcdef")
    return issue(achieved, key=school, issuer_name="School of Examples", holder=None, identities=(ada,), at=AT)


@pytest.fixture
def self_issued(achieved):
    """A certificate of a learner for the learner."""
    key = Ed25519PrivateKey.from_private_bytes(bytes([9]) * 32)
    did = did_key.from_public(key.public_key())
    return issue(achieved, key=key, issuer_name="A learner (self-issued)", holder=did, at=AT)


@pytest.fixture
def resign(school):
    """A function that changes a certificate and signs it anew with the school's key: a lie, well signed."""

    def change_and_sign(certificate, change=lambda document: None, options=lambda options: None):
        document = copy.deepcopy(json.loads(certificate))
        described = document.pop("proof")
        for name in ("proofValue", "@context"):
            described.pop(name)
        change(document)
        options(described)
        document["proof"] = proof.create_proof(document, described, school)
        return as_file(document)

    return change_and_sign
