"""
Where a kernel listens: in a folder of its own.

`jupyter_client` picks free TCP ports, lets them go, and hopes that they are still free when the kernel binds
them. With several kernels starting at once they sometimes are not, and somebody waits in vain. Sockets in a private
folder cannot clash, and no other account can connect to them. Windows has none, and a folder for temporary files
may have too long a path; there the ports stay.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

LONGEST_FOLDER = 70  # a socket's path has room for 103 bytes on macOS, for 107 on Linux; ours adds 25


class OwnFolder:
    """Before a kernel manager: its kernel listens in a folder of its own, which goes when the kernel does."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._folder: Path | None = None
        # Not below the notebook, whose path may be long.
        if sys.platform != "win32" and len(tempfile.gettempdir().encode()) <= LONGEST_FOLDER:
            self._folder = Path(tempfile.mkdtemp(prefix="kernel-"))
            self.transport = "ipc"
            self.connection_file = str(self._folder / "kernel.json")
            self.ip = str(self._folder / "socket")

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart=restart)  # type: ignore[misc]
        if self._folder and not restart:
            shutil.rmtree(self._folder, ignore_errors=True)
