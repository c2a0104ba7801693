"""
The signature, against the official vectors of the standard.

Source: W3C Recommendation of 15 May 2025, *Data Integrity EdDSA Cryptosuites v1.0*, appendix B.3, examples 29 to 39
(repository w3c/vc-di-eddsa, transitions/2025/REC/index.html). Drafts before December 2024 had other contexts in the
proof, and so other values.
"""

import copy
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from classroom.certificates import did_key, multibase, plain_json, proof
from classroom.certificates.errors import Refused

PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"  # multicodec 0x8026 and 32 bytes
CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"]
DOCUMENT = {
    "@context": CONTEXTS,
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
}
OPTIONS = {
    "type": "DataIntegrityProof",
    "cryptosuite": "eddsa-jcs-2022",
    "created": "2023-02-24T23:36:38Z",
    "verificationMethod": f"did:key:{PUBLIC}#{PUBLIC}",
    "proofPurpose": "assertionMethod",
}
CANONICAL_DOCUMENT = (
    '{"@context":["https://www.w3.org/ns/credentials/v2","https://www.w3.org/ns/credentials/examples/v2"],'
    '"credentialSubject":{"alumniOf":"The School of Examples","id":"did:example:abcdefgh"},'
    '"description":"A minimum viable example of an Alumni Credential.",'
    '"id":"urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33","issuer":"https://vc.example/issuers/5678",'
    '"name":"Alumni Credential","type":["VerifiableCredential","AlumniCredential"],'
    '"validFrom":"2023-01-01T00:00:00Z"}'
)
CANONICAL_PROOF = (
    '{"@context":["https://www.w3.org/ns/credentials/v2","https://www.w3.org/ns/credentials/examples/v2"],'
    '"created":"2023-02-24T23:36:38Z","cryptosuite":"eddsa-jcs-2022","proofPurpose":"assertionMethod",'
    f'"type":"DataIntegrityProof","verificationMethod":"did:key:{PUBLIC}#{PUBLIC}"}}'
)
PROOF_HASH = "66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db"
DOCUMENT_HASH = "59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19"
SIGNATURE = (
    "407cd12654b33d718ecbb99179a1506daaa849450bf3fc523cce3e1c96f8b803"
    "51da3f253d725c6f00b07c9e5448d50b3ef78012b9ab54255116d069c6dd2808"
)
PROOF_VALUE = "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"
# The same document and key as the Candidate Recommendation Draft had them: no context in the proof, another address.
# Repository w3c/vc-di-eddsa, TestVectors/eddsa-jcs-2022/signedJCS.json at commit 369f0f00.
DRAFT_METHOD = f"https://vc.example/issuers/5678#{PUBLIC}"
DRAFT_VALUE = "z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4"


@pytest.fixture
def key():
    secret = multibase.decode(SECRET, what="the secret key")
    assert secret[:2].hex() == "8026"
    return Ed25519PrivateKey.from_private_bytes(secret[2:])


@pytest.fixture
def secured(key):
    return {**copy.deepcopy(DOCUMENT), "proof": proof.create_proof(DOCUMENT, OPTIONS, key)}


def test_key_pair_of_the_standard_fits_together(key):
    assert did_key.from_public(key.public_key()) == f"did:key:{PUBLIC}"
    assert did_key.to_public(f"did:key:{PUBLIC}").public_bytes_raw() == key.public_key().public_bytes_raw()


def test_document_is_transformed_as_in_example_31():
    assert proof.transformation(DOCUMENT, OPTIONS).decode() == CANONICAL_DOCUMENT


def test_proof_is_configured_as_in_example_34():
    assert proof.proof_configuration({**OPTIONS, "@context": CONTEXTS}).decode() == CANONICAL_PROOF


def test_hash_of_the_proof_comes_first_as_in_example_36():
    hashes = proof.hashing(CANONICAL_DOCUMENT.encode(), CANONICAL_PROOF.encode())
    assert hashes.hex() == PROOF_HASH + DOCUMENT_HASH


def test_signature_is_that_of_examples_37_and_38(key):
    signature = proof.proof_serialization(bytes.fromhex(PROOF_HASH + DOCUMENT_HASH), key)
    assert signature.hex() == SIGNATURE
    assert multibase.encode(signature) == PROOF_VALUE


def test_whole_proof_is_that_of_example_39(secured):
    assert secured["proof"] == {**OPTIONS, "@context": CONTEXTS, "proofValue": PROOF_VALUE}


def test_example_39_is_verified_and_returned_without_proof(secured, key):
    assert proof.verify_proof(secured, key.public_key()) == DOCUMENT


def test_signature_of_the_last_draft_is_verified_too(key):
    described = {**OPTIONS, "verificationMethod": DRAFT_METHOD, "@context": CONTEXTS, "proofValue": DRAFT_VALUE}
    assert proof.verify_proof({**DOCUMENT, "proof": described}, key.public_key()) == DOCUMENT


@pytest.mark.parametrize(
    "change",
    [
        lambda secured: secured.update(name="Alumni Credential "),
        lambda secured: secured.update(more=1),
        lambda secured: secured.pop("description"),
        lambda secured: secured["type"].reverse(),
        lambda secured: secured["proof"].update(created="2023-02-24T23:36:39Z"),
        lambda secured: secured["proof"].update(nonce="x"),
        lambda secured: secured["proof"].pop("@context"),
        lambda secured: secured["proof"].update({"@context": CONTEXTS[:1]}),
    ],
)
def test_change_in_document_or_proof_breaks_the_signature(secured, key, change):
    change(secured)
    with pytest.raises(Refused, match="signature does not fit"):
        proof.verify_proof(secured, key.public_key())


def test_contexts_of_the_proof_must_begin_those_of_the_document(secured, key):
    secured["@context"] = CONTEXTS[::-1]
    with pytest.raises(Refused, match="other contexts"):
        proof.verify_proof(secured, key.public_key())


def test_context_after_those_of_the_proof_is_not_covered_by_the_signature(secured, key):
    """So says section 3.3.2, step 4; that is why `structure` allows no third one."""
    secured["@context"] = [*CONTEXTS, "https://example.org/other"]
    assert proof.verify_proof(secured, key.public_key()) == DOCUMENT


@pytest.mark.parametrize(("name", "value"), [("cryptosuite", "eddsa-rdfc-2022"), ("type", "Ed25519Signature2020")])
def test_other_kind_of_proof_is_refused(secured, key, name, value):
    secured["proof"][name] = value
    with pytest.raises(Refused, match="must be a DataIntegrityProof with eddsa-jcs-2022"):
        proof.verify_proof(secured, key.public_key())


def test_half_a_signature_does_not_fit(key):
    assert not proof.proof_verification(b"x", key.sign(b"x")[:32], key.public_key())
    assert proof.proof_verification(b"x", key.sign(b"x"), key.public_key())


def test_canonical_form_survives_another_order_of_names(secured):
    turned = json.loads(json.dumps(dict(reversed(list(secured.items()))), indent=7))
    assert plain_json.canonical(turned) == plain_json.canonical(secured)
