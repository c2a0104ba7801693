"""Pictures, maps and other files that the pages of the site link to."""

from __future__ import annotations

import hashlib
from pathlib import Path

__all__ = ["Files"]


class Files:
    """
    A folder of files, each named after its content, and the way to them from a page.

    Parameters
    ----------
    folder : pathlib.Path
        Becomes the root of the site.
    depth : int
        How many folders the page that links lies below the root.
    """

    def __init__(self, folder: Path, *, depth: int = 1) -> None:
        self.folder = folder
        self.depth = depth

    def put(self, below: str, suffix: str, content: bytes) -> str:
        """Write a file and return its path from the root of the site."""
        return self.share(below, hashlib.sha256(content).hexdigest()[:16] + suffix, content)

    def share(self, below: str, name: str, content: bytes) -> str:
        """Write a file under a name of its own, for many pages, and return its path from the root."""
        path = self.folder / below / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return f"{below}/{name}"

    def url(self, path: str) -> str:
        """Return the way from the page to a path."""
        return "../" * self.depth + path
