"""Draw lots that neither the order of a file nor the alphabet can move."""

from __future__ import annotations

import hashlib


def lot(seed: int, *names: str) -> int:
    """
    Return the lot of somebody, or of a pair, within 0 and 2**64 - 1; the lowest wins.

    It depends on the seed and these names alone: whoever else takes part makes no difference.
    """
    text = "\0".join([str(seed), *names])
    return int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest()[:8], "big")
