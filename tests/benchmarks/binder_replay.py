"""
Build in a virtual environment what Binder would build from this repository, and study in it as on Binder.

    python tests/benchmarks/binder_replay.py            every step and every notebook, some minutes
    python tests/benchmarks/binder_replay.py --pip      install with pip, as Binder does, not with uv
    python tests/benchmarks/binder_replay.py --build    the environment and `citylab doctor`, without notebooks
    python tests/benchmarks/binder_replay.py --folder F keep what is built in the new folder F

Replayed: repo2docker's frozen base, our lock, postBuild, start; then the start page in a browser, and every notebook,
untouched and solved, with one core and one thread. Not replayed: conda and the container. Prints Markdown tables;
exit code 1 if a step fails, something is not as the lock says, a page asks for an address outside, or a notebook
needs more than 1 GB together with the server. Seconds depend on what else the computer does: the load is printed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import binder_environment as image
import binder_server as server
from lesson_memory import LIMIT_MB

PLACES = ("course/notebooks", "course/solutions")


def replay(folder: Path, *, with_pip: bool, only_build: bool) -> list[str]:
    """Run everything, print it, and return what is not as it should be."""
    copy = image.copy_repository(folder)
    print("\n| step | seconds | environment, MB |\n|---|--:|--:|", flush=True)
    for name, seconds, size in image.build(copy, with_pip=with_pip):
        print(f"| {name} | {seconds:.1f} | {size:.0f} |", flush=True)
    wrong = list(_doctor(copy))
    if only_build:
        return wrong
    opened = _lab(copy)
    wrong += [*_not_opened(opened), *_not_opened(_at_home(copy))]
    return wrong + list(_notebooks(copy, opened.server_mb))


def _doctor(copy: image.Copy) -> Iterator[str]:
    """Ask `citylab doctor`, on one core; it compares every package with the lock."""
    ended = copy.run(one_core(copy.started("citylab", "doctor", "--json")))
    said = json.loads(ended.stdout)
    print(f"\ncitylab doctor: {len(said['findings'])} looks in {said['seconds']} s", flush=True)
    for found in said["findings"]:
        if found["state"] != "ok" or found["subject"] in ("Python", "packages", "threads"):
            print(f"* {found['subject']}: {found['state']}, {found['says']}", flush=True)
        if found["state"] == "problem" or (found["subject"] in ("packages", "threads") and found["state"] != "ok"):
            yield f"doctor, {found['subject']}: {found['says']}"


def _lab(copy: image.Copy) -> server.Opened:
    """Open the start page as a link to Binder does."""
    port = server.free_port()
    with server.serving(one_core(copy.started(*server.lab_call(port))), copy.home, copy.variables) as process:
        opened = server.open_start_page(process, port)
    _say("by a link, on one core", opened)
    return opened


def _at_home(copy: image.Copy) -> server.Opened:
    """Open what `citylab lab` opens, on every core."""
    port = server.free_port()
    variables = {**copy.variables, "JUPYTER_TOKEN": server.TOKEN}
    with server.serving(server.local_call(port), copy.home, variables) as process:
        opened = server.open_start_page(process, port, base="/", path=f"?token={server.TOKEN}")
    _say("by citylab lab", opened)
    return opened


def _say(how: str, opened: server.Opened) -> None:
    seconds = f"server {opened.server_s:.1f} s, page {opened.page_s:.1f} s, first cell {opened.first_cell_s:.1f} s"
    print(f"\nJupyterLab opens {opened.title} {how}: {seconds}; the server needs {opened.server_mb:.0f} MB", flush=True)


def _not_opened(opened: server.Opened) -> list[str]:
    wrong = [f"JupyterLab asked for {address}" for address in opened.outside]
    return wrong if opened.title == "start.ipynb" else [*wrong, f"JupyterLab opened {opened.title!r}"]


def _notebooks(copy: image.Copy, server_mb: float) -> Iterator[str]:
    """Run every notebook, untouched and solved."""
    found = [path for place in PLACES for path in sorted((copy.home / place).rglob("*.ipynb"))]
    paths = [path for path in found if ".ipynb_checkpoints" not in path.parts]  # what JupyterLab has just kept
    script = Path(__file__).with_name("lesson_memory.py")
    call = copy.started(str(copy.python), str(script), "--json", *[str(path) for path in paths])
    print("\n| notebook | seconds | kernel, MB | with the server, MB |\n|---|--:|--:|--:|", flush=True)
    measuring = subprocess.Popen(call, cwd=copy.home, env=copy.variables, stdout=subprocess.PIPE, text=True)
    measured = 0
    for line in measuring.stdout or ():
        need = json.loads(line)
        measured += 1
        name = Path(need["notebook"]).relative_to(copy.home / "course").with_suffix("")
        whole = need["peak_mb"] + server_mb
        print(f"| {name} | {need['seconds']:.1f} | {need['peak_mb']:.0f} | {whole:.0f} |", flush=True)
        if need["error"]:
            yield f"{name}: {need['error']}"
        if whole >= LIMIT_MB:
            yield f"{name} needs {whole:.0f} MB with the server; the limit is {LIMIT_MB} MB"
    measuring.wait()
    if measured != len(paths):
        yield f"{len(paths) - measured} of {len(paths)} notebooks were not measured"


def one_core(call: list[str | Path]) -> list[str | Path]:
    """Return a command that keeps to one core."""
    return ["taskset", "--cpu-list", str(min(os.sched_getaffinity(0))), *call]


def main() -> int:
    """Replay, and say what is wrong."""
    told = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    told.add_argument("--pip", action="store_true", help="install with pip, as Binder does")
    told.add_argument("--build", action="store_true", help="the environment only")
    told.add_argument("--folder", type=Path, help="keep what is built here; the folder must be new")
    asked = told.parse_args()
    print(
        f"{'pip' if asked.pip else 'uv'}; load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True
    )
    with tempfile.TemporaryDirectory(prefix="binder-") as temporary:
        folder = asked.folder or Path(temporary) / "replay"
        folder.mkdir(parents=True)
        try:
            wrong = replay(folder.resolve(), with_pip=asked.pip, only_build=asked.build)
        except (image.StepFailed, server.NotOpened) as failed:
            wrong = [str(failed)]
    print(f"\nload after: {os.getloadavg()[0]:.1f}")
    for line in wrong:
        print(f"NOT AS IT SHOULD BE: {line}")
    print("" if wrong else "everything is as it should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
