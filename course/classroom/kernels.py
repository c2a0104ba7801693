"""Kernels for marking and for tests, many at once."""

from __future__ import annotations

import math
from queue import Empty
from time import monotonic
from typing import Any

from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.manager import AsyncKernelManager
from nbgrader.preprocessors import Execute as NbgraderExecute
from traitlets import Type

from classroom.kernel_folder import OwnFolder

LOOK_AGAIN_S = 1.0


class PatientChannel(AsyncZMQSocketChannel):  # type: ignore[misc]
    """
    A channel that looks again every second.

    On a busy computer a message sometimes lies there and nobody is woken. Whoever waits with one long
    timeout then waits until its end: a cell of a millisecond takes a minute.
    """

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:  # type: ignore[override]
        """Return the next message; raise `queue.Empty` after `timeout` seconds."""
        until_s = math.inf if timeout is None else monotonic() + timeout
        while True:
            left_s = max(until_s - monotonic(), 0.0)
            try:
                return await super().get_msg(timeout=min(left_s, LOOK_AGAIN_S))  # type: ignore[no-any-return]
            except Empty:
                if monotonic() >= until_s:
                    raise


class PatientClient(AsyncKernelClient):  # type: ignore[misc]
    """A client that finds what came, even if nobody told it."""

    shell_channel_class = Type(PatientChannel)
    iopub_channel_class = Type(PatientChannel)


class PrivateKernelManager(OwnFolder, AsyncKernelManager):  # type: ignore[misc]
    """A kernel manager whose kernel listens in a folder of its own, and whose clients are patient."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.client_class = f"{__name__}.{PatientClient.__name__}"


class Execute(NbgraderExecute):  # type: ignore[misc]
    """nbgrader's step that runs a submission, with such a kernel. Its settings are those of ``c.Execute``."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        options.setdefault("kernel_manager_class", PrivateKernelManager)
        super().__init__(*arguments, **options)
