"""
Certificates that anyone can check: Open Badges 3.0, signed with Ed25519.

`issue` makes one, `verify` checks one; `proof` has the steps of the signature with the numbers of the standard.
"""

from classroom.certificates.open_badge import Achieved, issue
from classroom.certificates.verification import Verdict, verify

__all__ = ["Achieved", "Verdict", "issue", "verify"]
