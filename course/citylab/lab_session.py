"""Which notebook a person has open in JupyterLab, if this is its kernel."""

import os
from pathlib import Path

__all__ = ["notebook"]


def notebook() -> Path | None:
    """
    Return the notebook that this kernel runs for, or None outside of Jupyter's server.

    The server names it in the environment variable ``JPY_SESSION_NAME``. Programs
    that run a notebook without a server, such as nbgrader, nbconvert and the tests, do not.
    """
    named = os.environ.get("JPY_SESSION_NAME")
    if not named or not named.endswith(".ipynb"):
        return None
    return Path.cwd() / named  # an absolute path stays as it is
