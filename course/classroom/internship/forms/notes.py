"""What the page of each form says about itself, and the rules between its fields that the browser checks, too."""

from __future__ import annotations

from typing import Any

from citylab.internship.form import form

__all__ = ["NOTES", "RULES"]

NOTES: dict[str, dict[str, Any]] = {
    "supervisor-evaluation": {
        "minutes": 25,
        "readers": "The academic tutor, the coordinator, and the intern, who may read all of it",
        "effect": "It is 10 % of the intern's final mark, by the sentences that you choose in the eight criteria",
    },
    "host-feedback": {
        "minutes": 10,
        "readers": "The coordinator; the intern may ask to see it, as everything that is kept about the placement",
        "effect": "It helps us to mend the programme; it changes nobody's mark",
    },
}
_LEVELS = [field.name for field in form("supervisor-evaluation").section("levels").fields]
_SIGNED = {"same": ["supervisor_name", "signed_name"]}
RULES: dict[str, dict[str, Any]] = {
    "supervisor-evaluation": {
        **_SIGNED,
        "lowest": {"among": _LEVELS, "value": "0", "needs": "reason_for_none"},
        "unseen": {"among": _LEVELS, "value": "not seen", "most": 2},
    },
    "host-feedback": _SIGNED,
}
