"""
The course inside JupyterLab: mark an assignment, save all work, bring it back.

This package is a Jupyter server extension. The browser's side lies in
`classroom/jupyter/labextensions/smart-cities-lab`, as plain JavaScript that needs no build.
"""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Tell Jupyter which module holds the extension."""
    return [{"module": "classroom.lab_page"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Add our addresses to a Jupyter server. A server without the course goes on without them."""
    from pathlib import Path

    from citylab import paths
    from classroom.lab_page.desk import Desk
    from classroom.lab_page.handlers import routes

    try:
        root = paths.root()
    except FileNotFoundError as error:
        server.log.warning("The Smart Cities course is not on this server: %s", error)
        return
    desk = Desk(root=root, served=Path(server.root_dir))
    server.web_app.add_handlers(".*$", routes(server.base_url, desk))
