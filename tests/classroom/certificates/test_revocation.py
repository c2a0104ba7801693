"""A list of certificates that were taken back counts only if the same issuer signed it."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typer.testing import CliRunner

from classroom.certificates import dates, revocation, verify
from classroom.certificates.errors import Refused
from classroom.cli import app
from classroom.errors import CitylabError

OTHER = "urn:uuid:01234567-89ab-4def-8123-456789abcdef"


@pytest.fixture
def number(from_school):
    return json.loads(from_school)["id"]


def test_certificate_on_its_issuers_list_does_not_hold(from_school, number, school, at):
    listed = revocation.read(revocation.add(number, to=None, key=school, at=at))
    verdict = verify(from_school, at=at, revoked=listed)
    assert verdict.problems == ("its issuer took it back, says the list of 2026-11-21T20:15:00Z",)


def test_certificate_that_is_not_on_the_list_holds_and_the_date_is_told(from_school, school, at):
    verdict = verify(from_school, at=at, revoked=revocation.read(revocation.add(OTHER, to=None, key=school, at=at)))
    assert verdict.holds
    assert "not taken back, says the list of 2026-11-21" in verdict.notes[0]


def test_list_grows_and_forgets_nothing(number, school, at):
    first = revocation.add(number, to=None, key=school, at=at)
    assert revocation.read(revocation.add(OTHER, to=first, key=school, at=at)).numbers == {number, OTHER}


def test_list_of_somebody_else_takes_nothing_back_and_proves_nothing(from_school, number, at):
    stranger = revocation.read(revocation.add(number, to=None, key=Ed25519PrivateKey.generate(), at=at))
    assert "of another issuer" in verify(from_school, at=at, revoked=stranger).problems[0]


def test_list_of_somebody_else_is_not_continued(number, school, at):
    strange = revocation.add(number, to=None, key=Ed25519PrivateKey.generate(), at=at)
    with pytest.raises(Refused, match="another key than yours"):
        revocation.add(OTHER, to=strange, key=school, at=at)


@pytest.mark.parametrize(
    "change",
    [
        lambda listed: listed["revoked"].clear(),
        lambda listed: listed["revoked"].append("x"),
        lambda listed: listed.update(created="2026-11-22T20:15:00Z"),
        lambda listed: listed.update(more=1),
        lambda listed: listed.pop("proof"),
        lambda listed: listed.update(proof=[listed["proof"]]),
        lambda listed: listed["proof"].update(proofPurpose="authentication"),
        lambda listed: listed.update(issuer="did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp"),
    ],
)
def test_changed_list_is_refused(number, school, at, change):
    listed = json.loads(revocation.add(number, to=None, key=school, at=at))
    change(listed)
    with pytest.raises(Refused):
        revocation.read(json.dumps(listed).encode())


def test_certificate_is_no_list(from_school):
    with pytest.raises(Refused, match="no signed list"):
        revocation.read(from_school)


def test_list_is_made_and_read_by_the_commands(tmp_path, from_school, number, monkeypatch, school, at):
    monkeypatch.setattr(dates, "now", lambda: at)
    monkeypatch.setattr("classroom.certificates.certifying._own_key", lambda: school)
    certificate, listed = tmp_path / "certificate.json", tmp_path / "revoked.json"
    certificate.write_bytes(from_school)
    made = CliRunner().invoke(app, ["certify", "--revoke", number, "--revoked", str(listed)])
    assert "it now lists 1" in made.output
    checked = CliRunner().invoke(app, ["verify", str(certificate), "--revoked", str(listed)])
    assert checked.exit_code == 1
    assert "took it back" in checked.output


def test_wrong_number_is_told_and_writes_nothing(tmp_path):
    ended = CliRunner().invoke(app, ["certify", "--revoke", "17", "--revoked", str(tmp_path / "revoked.json")])
    assert isinstance(ended.exception, CitylabError)
    assert "no number of a certificate" in str(ended.exception)
    assert not (tmp_path / "revoked.json").exists()
