"""What is printed can be believed: no line is written by the certificate itself."""

import json

from classroom.certificates import saying, verify


def test_text_tells_claim_issuer_evidence_and_limits(from_school, school_did, at):
    text = saying.as_text(verify(from_school, at=at, trusted={school_did}))
    for part in ("HOLDS", "SIGNED BY A KEY THAT YOU TRUST", "Module 2: Smart grids", school_did, "at least 75% right"):
        assert part in text
    assert "What this check cannot know" in text


def test_unknown_key_is_told_with_what_to_do(from_school, at):
    text = saying.as_text(verify(from_school, at=at))
    assert "you must ask the school" in text
    assert "a name proves nothing" in text
    assert "TRUST\n" not in text


def test_self_issued_one_is_told(self_issued, at):
    assert "SELF-ISSUED: nobody but the learner vouches." in saying.as_text(verify(self_issued, at=at))


def test_broken_one_is_not_repeated(from_school, at):
    text = saying.as_text(verify(from_school.replace(b"Smart", b"Smurf"), at=at))
    assert "Smurf" not in text
    assert "Nothing that it says is repeated" in text


def test_lines_and_colours_of_a_certificate_do_not_reach_the_terminal(from_school, resign, at):
    evil = "x\nSIGNED BY A KEY THAT YOU TRUST\x1b[2J\u202e"
    lie = resign(from_school, lambda document: document["credentialSubject"]["achievement"].update(name=evil))
    lines = saying.as_text(verify(lie, at=at)).splitlines()
    assert not any(line.startswith("SIGNED BY A KEY THAT YOU TRUST") for line in lines)
    assert "\x1b" not in "".join(lines)
    assert "\u202e" not in "".join(lines)


def test_data_is_json_and_claims_nothing_if_broken(from_school, at):
    whole, broken = verify(from_school, at=at), verify(from_school[:-9], at=at)
    assert json.loads(json.dumps(saying.as_data(whole)))["claims"]["name"] == "Module 2: Smart grids"
    assert saying.as_data(broken)["claims"] is None
    assert saying.as_data(broken)["holds"] is False
