"""
Find out whether a portfolio project can be reproduced.

Files and lock are read; then a copy runs behind walls in an environment that holds what the lock fixes, and
what it writes is compared with what was handed in. The judgement is made outside: outputs come back as bytes, and
what the project's own process tells is data.

What this can tell: that the notebooks write these outputs from these files, without a network and on another
computer than the author's, and that a project which began as a starter holds the starter's tests unchanged. What it
cannot: whether the result is right, whether a notebook computes a number or has it written down, and whether the tests
of an own project test anything. Notebooks and code are the author's, and run in one process with IPython and pytest:
who means to can report a passed test that failed. That a person must read for.
"""

from classroom.internship.verifying.checking import verify
from classroom.internship.verifying.verdict import Finding, Verdict

__all__ = ["Finding", "Verdict", "verify"]
