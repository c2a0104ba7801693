"""The command ``citylab site``."""

from __future__ import annotations

import time
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from classroom.errors import CitylabError

EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab site                                 write the website to build/site\n"
    "  citylab site --repository OWNER/NAME         with links to Binder\n"
    "  citylab site --output /srv/www/course        to another folder\n"
    "\n\b\n"
    "Notebooks run once, and again only when something has changed that they read.\n"
    "Without --repository the address is read from pyproject.toml, [project.urls], Repository."
)


def site(
    output: Annotated[Path | None, typer.Option(help="Folder of the site; build/site unless told.")] = None,
    repository: Annotated[str, typer.Option(help="OWNER/NAME on GitHub, or the address of the repository.")] = "",
) -> None:
    """Build the website to read: lessons with their figures, guide, glossary, search."""
    missing = [name for name in ("sphinx", "myst_nb", "pydata_sphinx_theme", "latex2mathml") if not find_spec(name)]
    if missing:
        raise CitylabError(f"{', '.join(missing)} is missing, which only the website needs; run: make site")
    from citylab import paths
    from classroom import binder_link
    from classroom.site.building import build

    root, start_s = paths.root(), time.monotonic()
    built = build(
        root,
        (output or root / "build" / "site").resolve(),
        work=root / ".cache" / "site",
        repository=repository or binder_link.published_at(root),
        say=typer.echo,
    )
    what = "built" if built.is_new else "is up to date"
    typer.echo(
        f"{built.pages} pages, {built.size_bytes / 1e6:.1f} MB, the largest {built.largest_bytes / 1e6:.2f} MB "
        f"({built.largest}); {what} after {time.monotonic() - start_s:.0f} s: {built.folder / 'index.html'}"
    )
