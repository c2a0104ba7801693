"""Leave out what Jupyter loads and never uses: people wait for it."""

from __future__ import annotations

import sys


def quick_start() -> None:
    """
    Keep jsonschema, which checks notebooks, from loading a grammar of international web addresses.

    It loads the library if it finds it, which takes longer than all the rest; no notebook has such addresses to
    check. Call this before `nbformat` is imported; afterwards it changes nothing.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
