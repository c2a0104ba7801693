"""JupyterLab on a copy of the notebooks, and a browser that reaches nothing else."""

import atexit
import functools
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import chromium_binary
from playwright.sync_api import Locator, Page, Playwright, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[2]
START_S = 60
PATIENCE_MS = 120_000  # a busy machine is no broken notebook
LOCAL = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "about:")
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},
    "docmanager-extension/plugin": {"autosave": False},
}
OPEN = """async path => {
  const widget = await jupyterapp.commands.execute("docmanager:open", {path});
  jupyterapp.shell.activateById(widget.id);
}"""
IS_OPEN = "path => jupyterapp.shell.currentWidget?.context?.path === path"
CLOSE_ALL = """async () => {
  for (const widget of [...jupyterapp.shell.widgets("main")]) {
    if (widget.context) widget.context.model.dirty = false;
    widget.close();
  }
  await jupyterapp.serviceManager.sessions.shutdownAll();
}"""
RUN_ALL = """async () => {
  const notebook = jupyterapp.shell.currentWidget;
  await notebook.context.ready;
  await notebook.sessionContext.ready;
  await jupyterapp.commands.execute("notebook:run-all-cells");
  return notebook.content.model.toJSON().cells;
}"""


@contextmanager
def running_lab(root: Path, home: Path, *, dark: bool = False) -> Iterator[str]:
    """
    Serve the folder `root` with JupyterLab and give its address.

    Parameters
    ----------
    root : pathlib.Path
        Folder that is served.
    home : pathlib.Path
        Empty folder that stands in for the user's home.
    dark : bool
        Whether to use the dark theme.
    """
    _write_settings(home, dark=dark)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = home / "lab.log"
    with log.open("w") as file:
        server = subprocess.Popen(_command(root, port), cwd=root, env=_environment(home), stdout=file, stderr=file)
    try:
        _await(f"http://127.0.0.1:{port}/api/status", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextmanager
def open_browser() -> Iterator[Page]:
    """Give a page whose `outside` lists every address that it was kept from."""
    program, variables = chromium_binary.find()
    browser = _playwright().chromium.launch(
        executable_path=program,
        args=[
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        ],
        env={**os.environ, **variables},
    )
    try:
        context = browser.new_context(viewport={"width": 1200, "height": 900})
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.outside = []

        def route(found: Any) -> None:
            if found.request.url.startswith(LOCAL):
                found.continue_()
            else:
                page.outside.append(found.request.url)
                found.abort()

        context.route("**/*", route)
        yield page
    finally:
        browser.close()


@functools.cache
def _playwright() -> Playwright:
    """Start the driver of browsers once: a process cannot have two of them."""
    started = sync_playwright().start()
    atexit.register(started.stop)
    return started


def open_lab(page: Page, lab: str, *, path: str = "") -> None:
    """Load JupyterLab, with one document alone if there is a path."""
    page.outside.clear()
    page.goto(f"{lab}/doc/tree/{path}?reset" if path else f"{lab}/lab?reset")
    page.wait_for_function("() => window.jupyterapp?.commands.hasCommand('docmanager:open')")
    _finish(page, "() => jupyterapp.restored.then(() => null)")
    if path:
        page.wait_for_function(IS_OPEN, arg=path)


def open_notebook(page: Page, path: str) -> None:
    """Open a notebook in a loaded JupyterLab, which is quicker than loading that again."""
    page.outside.clear()
    _finish(page, OPEN, path)
    page.wait_for_function(IS_OPEN, arg=path)


def close_all(page: Page) -> None:
    """Close every document without asking, and end the kernels."""
    _finish(page, CLOSE_ALL)


def run_all(page: Page) -> list[dict[str, Any]]:
    """Run every cell and return the code cells with their outputs."""
    cells = _finish(page, RUN_ALL)
    page.wait_for_timeout(500)  # [ms] maps and widgets draw themselves after the kernel is done
    return [cell for cell in cells if cell["cell_type"] == "code"]


def errors_in(cells: list[dict[str, Any]]) -> list[str]:
    """Return what went wrong in the outputs of code cells."""
    return [
        f"{output['ename']}: {output['evalue']}"
        for cell in cells
        for output in cell["outputs"]
        if output["output_type"] == "error"
    ]


def cells_never_run(cells: list[dict[str, Any]]) -> list[str]:
    """Return the first line of each code cell that was not executed."""
    sources = {"".join(cell["source"]).strip(): cell["execution_count"] for cell in cells}
    return [source.splitlines()[0] for source, count in sources.items() if source and not count]


def maps_drawn(page: Page) -> list[int]:
    """Return how many shapes or pictures each Leaflet map has drawn."""
    return [
        frame.locator(".leaflet-pane path, .leaflet-pane img, .leaflet-pane canvas").count()
        for frame in page.frames
        if frame.locator(".leaflet-container").count()
    ]


def output_of(widget: Locator) -> Locator:
    """Return the output area around a widget."""
    return widget.locator("xpath=ancestor::*[contains(@class, 'jp-OutputArea')][last()]")


def _finish(page: Page, function: str, argument: Any = None) -> Any:
    """Call an asynchronous function in the page and wait for its result."""
    # Held by the window: a promise that only we wait for, some browsers collect as garbage.
    page.evaluate(
        f"""argument => {{
          const held = window.citylabHeld = {{done: false, value: null, error: null}};
          held.promise = ({function})(argument)
            .then(value => {{ held.value = value; }}, error => {{ held.error = String(error); }})
            .finally(() => {{ held.done = true; }});
        }}""",
        argument,
    )
    page.wait_for_function("() => window.citylabHeld.done", polling=50)
    error = page.evaluate("() => window.citylabHeld.error")
    if error:
        raise RuntimeError(f"JupyterLab says: {error}")
    return page.evaluate("() => window.citylabHeld.value")


def _write_settings(home: Path, *, dark: bool) -> None:
    theme = {"theme": "JupyterLab Dark" if dark else "JupyterLab Light"}
    for name, content in {**SETTINGS, "apputils-extension/themes": theme}.items():
        path = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content))


def _command(root: Path, port: int) -> list[str]:
    return [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1",
        f"--port={port}", "--ServerApp.port_retries=0", f"--ServerApp.root_dir={root}",
        "--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True",
        "--expose-app-in-browser",
    ]  # fmt: skip


def _environment(home: Path) -> dict[str, str]:
    return {
        **os.environ,
        "HOME": str(home),
        "CITYLAB_HOME": str(REPOSITORY),
        "CITYLAB_PROGRESS": str(home / "progress.json"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    }


def _await(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not start within {START_S} s:\n{log.read_text()[-2000:]}")
