"""Voilà as a child: it ends when its parent does, however that ends."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from pathlib import Path

_orphaned = threading.Event()


def _end_with_parent() -> None:
    """Wait until the parent's end of the pipe is closed, then stop."""
    sys.stdin.buffer.read()
    _orphaned.set()
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    """Run Voilà with the settings in the working directory; an orphan clears up after its parent."""
    from voila.app import Voila

    # Ctrl-C reaches the whole group of a terminal; the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        Voila.launch_instance(argv=[])
    finally:
        if _orphaned.is_set():
            shutil.rmtree(Path.cwd().parent, ignore_errors=True)


if __name__ == "__main__":
    main()
