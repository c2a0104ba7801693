"""The folder that Voilà serves: one notebook, one kernel, one template, and settings that open nothing else."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

__all__ = ["environment", "make_folder"]

TEMPLATE = "citylab-vote"
PAGE = Path(__file__).with_name("page.html")
READY = 3  # kernels that wait for visitors
LEFT_AFTER_S = 600  # a phone that sleeps so long has to load the page again


def make_folder(folder: Path, *, host: str, port: int) -> None:
    """
    Write what Voilà needs.

    Parameters
    ----------
    folder : pathlib.Path
        An empty folder.
    host : str
        Address to listen on.
    port : int
        Port to listen on.
    """
    _write(folder / "page" / "vote.ipynb", _notebook())
    _write(folder / "share" / "kernels" / TEMPLATE / "kernel.json", _kernel())
    _write(folder / "share" / "voila" / "templates" / TEMPLATE / "conf.json", {"base_template": "lab"})
    template = folder / "share" / "voila" / "templates" / TEMPLATE / "index.html.j2"
    template.write_text(PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    _write(folder / "settings" / "voila.json", _settings(folder, host, port))


def environment(folder: Path, ballots: Path) -> dict[str, str]:
    """Return the variables of Voilà and its kernels: nothing of the user's own Jupyter is read or written."""
    return {
        **os.environ,
        "CITYLAB_VOTE_BALLOTS": str(ballots),
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_CONFIG_DIR": str(folder / "settings"),
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTER_PATH": str(folder / "share"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
    }


def _settings(folder: Path, host: str, port: int) -> dict[str, object]:
    return {
        "Voila": {
            "ip": host,
            "port": port,
            "port_retries": 0,
            "open_browser": False,
            "log_level": "ERROR",
            "notebook_path": str(folder / "page" / "vote.ipynb"),
            "connection_dir_root": str(folder),
            # Else a page that is left cannot end its kernel; who asks for that must know the kernel's random name.
            "tornado_settings": {"disable_check_xsrf": True},
        },
        "VoilaConfiguration": {
            "template": TEMPLATE,
            "allow_template_override": "NO",
            "allow_theme_override": "NO",
            "strip_sources": True,
            "show_tracebacks": False,
            "file_allowlist": [],
            "extension_allowlist": ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8"],
            "preheat_kernel": True,
            "default_pool_size": READY,
        },
        "VoilaKernelManager": {"fill_delay": 0.0},
        "MultiKernelManager": {"kernel_manager_class": "classroom.voting.kernel_manager.PageKernelManager"},
        "MappingKernelManager": {"cull_idle_timeout": LEFT_AFTER_S, "cull_interval": 30, "cull_connected": False},
    }


def _notebook() -> dict[str, object]:
    source = "from citylab.participation.voting import page\npage()"
    cell: dict[str, object] = {
        "cell_type": "code",
        "execution_count": None,
        "id": "vote",
        "metadata": {},
        "outputs": [],
        "source": source,
    }
    kernel = {"name": TEMPLATE, "display_name": "Vote", "language": "python"}
    metadata = {"title": "Neighbourhood vote", "kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _kernel() -> dict[str, object]:
    module = ["-m", "ipykernel_launcher", "-f", "{connection_file}", "--HistoryManager.enabled=False"]
    return {"argv": [sys.executable, *module], "display_name": "Vote", "language": "python"}


def _write(path: Path, content: dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
