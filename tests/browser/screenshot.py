"""
Run a notebook in JupyterLab and save what it looks like, for people to look at.

    python tests/browser/screenshot.py course/notebooks/start.ipynb start.png
    python tests/browser/screenshot.py --sample sample.png --dark

A long page is saved in parts: start.png, start-2.png and so on.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from lab_session import errors_in, open_browser, open_lab, run_all, running_lab
from playwright.sync_api import Page
from sample_course import write_sample

WIDTH_PX = 1100
PART_PX = 2200
FIRST_CELL = """() => {
  jupyterapp.shell.currentWidget.content.activeCellIndex = 0;
  document.querySelector(".jp-WindowedPanel-outer").scrollTop = 0;
}"""
BOTTOM = """() => {
  const outer = document.querySelector(".jp-WindowedPanel-outer");
  const cells = [...document.querySelectorAll(".jp-Cell")].map(c => c.getBoundingClientRect().bottom);
  return Math.max(...cells) + outer.scrollTop;
}"""


def main() -> None:
    """Read the command line and save the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", type=Path, help="a notebook")
    parser.add_argument("out", type=Path, help="the PNG to write")
    parser.add_argument("--sample", action="store_true", help="the sample instead of a notebook")
    parser.add_argument("--dark", action="store_true", help="in JupyterLab's dark theme")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        served, home = Path(folder, "served"), Path(folder, "home")
        served.mkdir()
        home.mkdir()
        path = _place(given.path, served, sample=given.sample)
        with running_lab(served, home, dark=given.dark) as lab, open_browser() as page:
            open_lab(page, lab, path=path)
            print("\n".join(errors_in(run_all(page))) or "no errors")
            for part in save(page, given.out):
                print(part)


def save(page: Page, out: Path) -> list[Path]:
    """Save the open notebook from top to bottom, in parts that a person can read."""
    page.set_viewport_size({"width": WIDTH_PX, "height": 1000})
    height_px = int(page.evaluate(BOTTOM)) + 60
    page.set_viewport_size({"width": WIDTH_PX, "height": height_px})
    page.evaluate(FIRST_CELL)
    page.wait_for_timeout(1000)  # [ms] Lab lays the cells out anew
    parts = []
    for at, top_px in enumerate(range(0, height_px, PART_PX), start=1):
        part = out if at == 1 else out.with_stem(f"{out.stem}-{at}")
        box = {"x": 0, "y": top_px, "width": WIDTH_PX, "height": min(PART_PX, height_px - top_px)}
        page.screenshot(path=part, clip=box)
        parts.append(part)
    return parts


def _place(notebook: Path | None, served: Path, *, sample: bool) -> str:
    """Copy what is to be run to where Lab looks, and return its path there."""
    if sample or notebook is None:
        write_sample(served / "sample")
        return "sample/sample.ipynb"
    shutil.copytree(notebook.parent, served / "folder")
    return f"folder/{notebook.name}"


if __name__ == "__main__":
    main()
