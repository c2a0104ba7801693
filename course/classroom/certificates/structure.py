"""Whether a certificate has the parts that Open Badges 3.0 asks for, and none that could give it another meaning."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from classroom.certificates.errors import Refused

# Open Badges 3.0, B.1.2: these, in this order. A further one could give the words another meaning, and is not fetched.
CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]


def check(credential: dict[str, Any]) -> None:
    """
    Check the structure of a signed certificate.

    Raises
    ------
    Refused
        If a part is missing, of a wrong kind, or could give the rest another meaning; the first one found is named.
    """
    try:
        _check(credential)
    except Refused as refused:
        raise Refused(f"this is no certificate of this course: {refused}") from None


def _check(credential: dict[str, Any]) -> None:
    if credential.get("@context") != CONTEXTS:
        raise Refused(f"@context must be these two, in this order: {', '.join(CONTEXTS)}")
    if isinstance(credential.get("proof"), list):
        raise Refused("the certificate has several proofs; only one with one proof can be judged here")
    if "proof" not in credential:
        raise Refused("the certificate is not signed: it has no proof")
    if inner := _inner_sign({name: value for name, value in credential.items() if name != "proof"}):
        raise Refused(f"{inner} stands inside, where it could give the words another meaning")
    errors = sorted(_validator().iter_errors(credential), key=lambda error: (len(error.absolute_path), error.json_path))
    if errors:
        error = errors[0]
        where = error.json_path.removeprefix("$.").removeprefix("$") or "the certificate"
        raise Refused(f"no Open Badge: {where} {_wanted(error)}")


def _inner_sign(value: Any, path: str = "") -> str:
    """Return where below the top a name of JSON-LD itself stands, such as ``@context`` or ``@id``, or nothing."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        here = f"{path}.{name}".lstrip(".")
        if here != "@context" and str(name).startswith("@"):
            return here
        if found := _inner_sign(part, here):
            return found
    return ""


def _wanted(error: Any) -> str:
    """Say what was asked for, without repeating what was found, which may be long."""
    rule, value = error.validator, error.validator_value
    if rule == "required":
        return f"lacks {', '.join(name for name in value if name not in error.instance)}"
    if rule == "additionalProperties":
        return (
            f"has parts that are not known here: {', '.join(sorted({*error.instance} - {*error.schema['properties']}))}"
        )
    if rule == "anyOf":
        return "lacks one of: " + ", ".join(name for way in value for name in way.get("required", ["an address"]))
    return {"type": f"must be {value}", "contains": f"must name {value}"}.get(rule, f"must fit {rule} {value}")


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator

    text = resources.files(__package__).joinpath("open_badge.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))
