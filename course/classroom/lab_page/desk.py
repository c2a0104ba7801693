"""What the page asks for: save, bring back, mark. Nothing here knows of HTTP."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

from classroom.errors import CitylabError
from classroom.lab_page import marking, sameness

COURSE = "smart-cities-lab"
LARGEST_UPLOAD = 60_000_000  # [bytes]; `keeping` puts at most 50 MB of files into a file, and the progress
MOST_PAGES = 50
ELSEWHERE = re.compile(rb'<a href="(?=https?:|/)')
# BinderHub sets these for each session; the last one comes from Kubernetes, where BinderHub runs in it.
OF_BINDER = ("BINDER_LAUNCH_HOST", "BINDER_REPO_URL", "BINDER_REQUEST", "BINDER_SERVICE_HOST")


@dataclass
class Desk:
    """
    The course of one server.

    Attributes
    ----------
    root : pathlib.Path
        Folder of the course.
    served : pathlib.Path
        Folder that the server shows; paths from the browser start there.
    session : str
        Another one each time a server starts.
    """

    root: Path
    served: Path
    session: str = field(default_factory=lambda: secrets.token_hex(8))
    _pages: dict[str, Path] = field(default_factory=dict)
    # What is being written is not saved; a small computer marks one notebook at a time. Saving never waits for marking.
    _files: asyncio.Lock = field(default_factory=asyncio.Lock)
    _engine: asyncio.Lock = field(default_factory=asyncio.Lock)

    def about(self) -> dict[str, Any]:
        """Return what the page must know at its start."""
        released = self.root / "assignments" / "release"
        return {
            "course": COURSE,
            "version": metadata.version(COURSE),
            "session": self.session,
            "temporary": any(os.environ.get(name) for name in OF_BINDER),
            "assignments": sorted(path.name for path in released.glob("*") if path.is_dir()),
            "largest_upload": LARGEST_UPLOAD,
        }

    async def save(self) -> tuple[str, bytes, str]:
        """Return the name of the file that keeps all work, its bytes, and a text that is the same for the same work."""
        from classroom import keeping

        async with self._files:
            data = await asyncio.to_thread(keeping.save, self.root)
        return keeping.file_name(), data, sameness.of(data)

    async def restore(self, data: bytes) -> list[str]:
        """
        Bring work back from a file, and return what was done.

        Raises
        ------
        CitylabError
            If there is nothing in it, or it is no file of ours.
        """
        from classroom import keeping

        if not data:
            raise CitylabError("the file is empty; choose the file that Save my work gave you")
        async with self._files:
            restored = await asyncio.to_thread(keeping.restore, self.root, data)
        return list(restored.lines)

    async def mark(self, path: str, *, home: str) -> dict[str, Any]:
        """
        Mark a notebook, and return points, total and the name of its page; `home` is where JupyterLab runs.

        Raises
        ------
        CitylabError
            If the path is not a notebook of the course, or marking says so.
        """
        notebook = self.notebook(path)
        async with self._engine:
            marked = await asyncio.to_thread(marking.mark, self.root, notebook, home)
        name = secrets.token_urlsafe(8)
        self._pages[name] = Path(marked.pop("page"))
        while len(self._pages) > MOST_PAGES:
            del self._pages[next(iter(self._pages))]
        return {**marked, "page": name}

    def page(self, name: str) -> bytes:
        """Return the page of a marking of this session; CitylabError if there is none."""
        try:
            html = self._pages[name].read_bytes()
        except (KeyError, FileNotFoundError):
            raise CitylabError("this page is gone; open the assignment and press Mark my work for a new one") from None
        # In the frame beside the notebook a lesson could not run: it gets a window of its own.
        return ELSEWHERE.sub(rb'<a target="_blank" href="', html)

    def notebook(self, path: str) -> Path:
        """
        Return the file of a notebook that the browser names.

        Raises
        ------
        CitylabError
            If it lies outside the course, is no notebook or does not exist.
        """
        try:
            found = (self.served / path).resolve()
        except (ValueError, OSError):  # no name of a file, such as one with half of a character
            found = self.served
        if not found.is_relative_to(self.root.resolve()) or found.suffix != ".ipynb":
            raise CitylabError("only a notebook of this course can be marked; open one in course/my-work")
        if not found.is_file():
            raise CitylabError(f"there is no notebook {path}; save it in JupyterLab, then mark again")
        return found
