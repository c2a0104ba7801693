"""Only what is whole, signed by its issuer, and in time holds; and trust is never guessed."""

import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from classroom.certificates import did_key, issue, proof, structure, verify


def test_school_that_the_reader_trusts_is_trusted(from_school, school_did, at):
    verdict = verify(from_school, at=at, trusted={school_did})
    assert (verdict.holds, verdict.kind) == (True, "trusted")


def test_unknown_school_is_not_called_trusted(from_school, at):
    verdict = verify(from_school, at=at)
    assert (verdict.holds, verdict.kind) == (True, "unknown")


def test_key_that_is_not_in_the_readers_list_does_not_hold(from_school, at):
    other = did_key.from_public(Ed25519PrivateKey.generate().public_key())
    verdict = verify(from_school, at=at, trusted={other})
    assert not verdict.holds
    assert "not among those" in verdict.problems[0]


def test_liar_who_calls_herself_the_school_is_not_trusted(achieved, school_did, at):
    liar = Ed25519PrivateKey.generate()
    lie = issue(achieved, key=liar, issuer_name="School of Examples", holder="did:key:z6MkOther", at=at)
    assert verify(lie, at=at).kind == "unknown"
    assert not verify(lie, at=at, trusted={school_did}).holds


def test_learner_who_signs_for_herself_is_told_from_a_school(self_issued, at):
    assert verify(self_issued, at=at).kind == "self-issued"


def test_self_issued_one_is_never_trusted_even_if_its_key_is_named(self_issued, at):
    own = json.loads(self_issued)["issuer"]["id"]
    verdict = verify(self_issued, at=at, trusted={own})
    assert (verdict.holds, verdict.kind) == (False, "self-issued")


def test_holder_named_as_a_part_of_the_issuer_is_self_issued(from_school, resign, school_did, at):
    same = resign(from_school, lambda document: document["credentialSubject"].update(id=f"{school_did}#me"))
    assert verify(same, at=at, trusted={school_did}).kind == "self-issued"


def test_email_address_is_compared(from_school, at):
    assert verify(from_school, at=at, email="Ada@Example.org").holds
    assert "another e-mail address" in verify(from_school, at=at, email="eve@example.org").problems[0]


def test_email_address_cannot_be_compared_where_there_is_none(self_issued, at):
    assert "no e-mail address" in verify(self_issued, at=at, email="ada@example.org").problems[0]


OTHER = "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp"
CHANGES = {
    "contexts in another order": (lambda c: c["@context"].reverse(), "in this order"),
    "a context missing": (lambda c: c["@context"].pop(), "in this order"),
    "a third context": (lambda c: c["@context"].append("https://example.org/x"), "in this order"),
    "an older context": (lambda c: c["@context"].__setitem__(0, "https://www.w3.org/2018/credentials/v1"), "order"),
    "a context inside": (lambda c: c["credentialSubject"].update({"@context": {"name": "x:y"}}), "another meaning"),
    "a context in a list": (lambda c: c["evidence"][0].update({"@context": "https://example.org"}), "another meaning"),
    "a second address": (lambda c: c["issuer"].update({"@id": "https://example.org"}), "issuer.@id stands inside"),
    "no type": (lambda c: c.pop("type"), "lacks type"),
    "another type": (lambda c: c.update(type=["VerifiableCredential"]), "type must name"),
    "no id": (lambda c: c.pop("id"), "lacks id"),
    "no name": (lambda c: c.pop("name"), "lacks name"),
    "no begin": (lambda c: c.pop("validFrom"), "lacks validFrom"),
    "no achievement": (lambda c: c["credentialSubject"].pop("achievement"), "lacks achievement"),
    "no criteria": (lambda c: c["credentialSubject"]["achievement"].pop("criteria"), "lacks criteria"),
    "nobody": (lambda c: c["credentialSubject"].pop("identifier"), "credentialSubject lacks one of: id, identifier"),
    "a list of subjects": (lambda c: c.update(credentialSubject=[c["credentialSubject"]]), "must be object"),
    "another issuer": (lambda c: c["issuer"].update(id=OTHER), "not the key of the issuer"),
    "an issuer to look up": (lambda c: c["issuer"].update(id="https://example.org/issuer"), "looked up"),
    "a date without zone": (lambda c: c.update(validFrom="2026-11-21T20:15:00"), "time zone"),
    "a date that is none": (lambda c: c.update(validFrom="2026-02-30T20:15:00Z"), "time zone"),
    "an end before the begin": (lambda c: c.update(validUntil="2020-01-01T00:00:00Z"), "ends before it begins"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "why"), list(CHANGES.values()), ids=list(CHANGES))
def test_well_signed_nonsense_does_not_hold(from_school, resign, at, change, why):
    verdict = verify(resign(from_school, change), at=at)
    assert not verdict.holds
    assert any(why in problem for problem in verdict.problems), verdict.problems


OPTIONS = {
    "another cryptosuite": ({"cryptosuite": "eddsa-rdfc-2022"}, "must be a DataIntegrityProof"),
    "another purpose": ({"proofPurpose": "authentication"}, "proofPurpose must be assertionMethod"),
    "another key of the issuer": ({"verificationMethod": "did:key:z6Mk#z6Mk"}, "not the key of the issuer"),
    "made for somebody": ({"domain": "example.org"}, "not known here: domain"),
    "part of a chain": ({"previousProof": "urn:uuid:1"}, "not known here: previousProof"),
    "made tomorrow": ({"created": "2026-11-22T20:15:00Z"}, "still to come"),
    "made at no time": ({"created": "yesterday"}, "time zone"),
    "over": ({"expires": "2026-11-21T20:14:00Z"}, "its signature expired"),
}


@pytest.mark.parametrize(("options", "why"), list(OPTIONS.values()), ids=list(OPTIONS))
def test_proof_that_does_not_vouch_does_not_hold(from_school, at, options, why):
    certificate = json.loads(from_school)
    certificate["proof"].update(options)
    verdict = verify(json.dumps(certificate).replace("<", "\\u003c").encode(), at=at)
    assert not verdict.holds
    if why not in verdict.problems[0]:
        assert "signature does not fit" in verdict.problems[0]


@pytest.mark.parametrize(
    ("options", "why"), [OPTIONS["made tomorrow"], OPTIONS["over"], OPTIONS["another purpose"]], ids=str
)
def test_proof_that_is_signed_so_does_not_hold_either(from_school, resign, at, options, why):
    verdict = verify(resign(from_school, options=lambda described: described.update(options)), at=at)
    assert any(why in problem for problem in verdict.problems)


def test_proof_made_for_fewer_contexts_does_not_hold(from_school, school, at):
    """Section 3.3.2 of the cryptosuite would take it; a second context gives the words a meaning nobody signed."""
    certificate = json.loads(from_school)
    contexts, described = certificate.pop("@context"), certificate.pop("proof")
    del described["proofValue"], described["@context"]
    signed = proof.create_proof({"@context": contexts[:1], **certificate}, described, school)
    lie = {"@context": contexts, **certificate, "proof": signed}
    assert proof.verify_proof(lie, school.public_key())
    assert "other contexts" in verify(json.dumps(lie).replace("<", "\\u003c").encode(), at=at).problems[0]


@pytest.mark.parametrize("content", [b"{}", b'{"cells": [], "nbformat": 4}'])
def test_json_that_is_something_else_is_told(content, at):
    assert verify(content, at=at).problems[0].startswith("this is no certificate of this course: @context must be")


def test_several_proofs_are_refused(from_school, at):
    certificate = json.loads(from_school)
    certificate["proof"] = [certificate["proof"], certificate["proof"]]
    assert "several proofs" in verify(json.dumps(certificate).replace("<", "\\u003c").encode(), at=at).problems[0]


def test_no_proof_is_refused(from_school, at):
    certificate = json.loads(from_school)
    del certificate["proof"]
    assert "not signed" in verify(json.dumps(certificate).replace("<", "\\u003c").encode(), at=at).problems[0]


def test_certificate_holds_between_its_dates_only(achieved, school, at):
    made = issue(achieved, key=school, issuer_name="x", holder="did:key:z6Mk", at=at, until=at + timedelta(days=365))
    assert verify(made, at=at - timedelta(minutes=4)).holds  # two clocks
    assert verify(made, at=at + timedelta(days=365)).holds
    assert "expired at 2027-11-21" in verify(made, at=at + timedelta(days=366)).problems[0]


def test_clock_that_was_set_back_is_named_as_a_reason(from_school, at):
    problems = verify(from_school, at=at - timedelta(days=400)).problems
    assert "this computer's clock says 2025-10-17" in problems[0]


def test_huge_or_empty_file_is_refused(at):
    assert "300,000 bytes" in verify(b" " * 300_001, at=at).problems[0]
    assert "empty" in verify(b" \n", at=at).problems[0]


def test_nothing_is_claimed_where_the_signature_fails(from_school, at):
    verdict = verify(from_school.replace(b"Smart grids", b"Smart grabs"), at=at)
    assert (verdict.holds, verdict.kind, verdict.credential) == (False, None, None)


def test_status_that_cannot_be_looked_up_is_said(from_school, resign, at):
    status = {"id": "https://example.org/status", "type": "BitstringStatusListEntry"}
    verdict = verify(resign(from_school, lambda document: document.update(credentialStatus=status)), at=at)
    assert verdict.holds
    assert "revoked" in verdict.notes[0]


def test_certificate_of_another_make_is_understood(from_school, resign, school_did, at):
    """No evidence, no outcomes, the issuer as an address alone, criteria on a page elsewhere."""

    def bare(document):
        del document["evidence"]
        document["issuer"] = school_did
        document["credentialSubject"]["achievement"]["criteria"] = {"id": "https://example.org/criteria"}

    assert verify(resign(from_school, bare), at=at, trusted={school_did}).kind == "trusted"


def test_contexts_are_those_of_open_badges_3():
    assert structure.CONTEXTS == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]
