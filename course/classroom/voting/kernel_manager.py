"""Kernels of a class that comes all at once."""

from __future__ import annotations

from jupyter_server.services.kernels.kernelmanager import ServerKernelManager

from classroom.kernel_folder import OwnFolder


class PageKernelManager(OwnFolder, ServerKernelManager):  # type: ignore[misc]
    """A kernel manager whose kernel listens in a folder of its own."""
