"""
Kernels of a class that comes all at once.

With ports, `jupyter_client` picks free ones, lets them go, and hopes that they are still free when the kernel binds
them. When thirty visitors come together some are not, and a visitor waits in vain. Sockets in a private folder cannot
clash. Windows has none, and a folder for temporary files may have too long a path; there the ports stay.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from jupyter_server.services.kernels.kernelmanager import ServerKernelManager

LONGEST_FOLDER = 70  # a socket's path has room for 103 bytes on macOS, for 107 on Linux; ours adds 25


class PageKernelManager(ServerKernelManager):  # type: ignore[misc]
    """A kernel manager whose kernel listens in a folder of its own, which goes when the kernel does."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._folder: Path | None = None
        if sys.platform != "win32" and len(tempfile.gettempdir().encode()) <= LONGEST_FOLDER:
            self._folder = Path(tempfile.mkdtemp(prefix="kernel-"))
            self.transport = "ipc"
            self.connection_file = str(self._folder / "kernel.json")
            self.ip = str(self._folder / "socket")

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart=restart)
        if self._folder and not restart:
            shutil.rmtree(self._folder, ignore_errors=True)
