"""
Kernels for marking and for tests, many at once.

`jupyter_client` picks free TCP ports, lets them go, and hopes that they are still free when the
kernel binds them. With several kernels starting at once they sometimes are not, and a submission
fails through no fault of the student's. Sockets in a private folder cannot clash, and no other
account can connect to them. Windows has none; there the ports stay.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from nbgrader.preprocessors import Execute as NbgraderExecute


class PrivateKernelManager(AsyncKernelManager):  # type: ignore[misc]
    """A kernel manager whose kernel listens in a folder of its own, which goes when the kernel does."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._folder: Path | None = None
        if sys.platform != "win32":
            # Not below the notebook: a socket's path may have no more than about 100 characters.
            self._folder = Path(tempfile.mkdtemp(prefix="kernel-"))
            self.transport = "ipc"
            self.connection_file = str(self._folder / "kernel.json")
            self.ip = str(self._folder / "socket")

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart=restart)
        if self._folder and not restart:
            shutil.rmtree(self._folder, ignore_errors=True)


class Execute(NbgraderExecute):  # type: ignore[misc]
    """nbgrader's step that runs a submission, with such a kernel. Its settings are those of ``c.Execute``."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        options.setdefault("kernel_manager_class", PrivateKernelManager)
        super().__init__(*arguments, **options)
