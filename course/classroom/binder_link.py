"""
Links that open a notebook of the course on Binder, and badges for a README.

The address of the repository is set in one place, ``pyproject.toml``::

    [project.urls]
    Repository = "https://github.com/OWNER/NAME"
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path, PurePosixPath
from typing import Annotated
from urllib.parse import quote

import typer

from classroom.errors import CitylabError

BINDER = "https://mybinder.org"
START_PAGE = "course/notebooks/start.ipynb"
HOSTS = {"github.com": "gh", "gitlab.com": "gl"}  # Binder's short names of the two
EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab badge smart-grids --repository OWNER/NAME     one module of a repository on GitHub\n"
    "  citylab badge                                         the start page and every module\n"
    "  citylab badge start --repository https://gitlab.com/GROUP/NAME\n"
    "\n\b\n"
    "Prints Markdown: copy it into a README or a page. Without --repository the address is read from\n"
    "pyproject.toml, [project.urls], Repository."
)
_ADDRESS = re.compile(
    r"(?:(?:https?|ssh)://)?(?:[\w.-]+@)?(?P<host>github\.com|gitlab\.com)[/:](?P<path>.+)", re.IGNORECASE
)
_NAME = re.compile(r"[\w.-]+(?:/[\w.-]+)+", re.ASCII)


def published_at(root: Path) -> str | None:
    """Return the address of the repository, as ``pyproject.toml`` names it, or None."""
    settings = root / "pyproject.toml"
    if not settings.is_file():
        return None
    project = tomllib.loads(settings.read_text(encoding="utf-8")).get("project", {})
    return project.get("urls", {}).get("Repository") or None


def link(notebook: str | PurePosixPath, *, repository: str, ref: str = "HEAD") -> str:
    """
    Return the address that opens a notebook in JupyterLab on Binder.

    Parameters
    ----------
    notebook : str or pathlib.PurePosixPath
        Path in the repository, such as ``course/notebooks/start.ipynb``.
    repository : str
        ``OWNER/NAME`` on GitHub, or the full address on GitHub or GitLab.
    ref : str
        Branch, tag or commit.

    Returns
    -------
    str
        The address, quoted: a blank or a ``#`` in a name does no harm.

    Raises
    ------
    CitylabError
        If the repository's address cannot be read, or the path leads out of the repository.

    Examples
    --------
    >>> link("course/notebooks/start.ipynb", repository="city/lab")
    'https://mybinder.org/v2/gh/city/lab/HEAD?urlpath=lab/tree/course/notebooks/start.ipynb'
    """
    path = PurePosixPath(notebook)
    if path.is_absolute() or ".." in path.parts:
        raise CitylabError(f"name the notebook by its path in the repository, such as {START_PAGE}; got {notebook}")
    return f"{BINDER}/v2/{_place(repository)}/{quote(ref, safe='')}?urlpath=lab/tree/{quote(str(path), safe='/')}"


def opening_pages() -> dict[str, tuple[str, str]]:
    """Return, by name of a module (and ``start``), the title and the notebook that opens it."""
    from citylab.modules import modules

    ready = [module for module in modules() if module.status == "ready"]
    pages = {
        module.slug: (module.title, f"course/notebooks/{module.number:02d}-{module.slug}/00_overview.ipynb")
        for module in ready
    }
    return {"start": ("the start page", START_PAGE), **pages}


def markdown(name: str, *, repository: str, ref: str = "HEAD") -> str:
    """
    Return the badge of a module as Markdown; its text says what it opens, also where the picture is missing.

    Raises
    ------
    CitylabError
        If no such module is ready.
    """
    pages = opening_pages()
    if name not in pages:
        raise CitylabError(f"no module named {name} is ready; there are: {', '.join(pages)}")
    title, notebook = pages[name]
    address = link(notebook, repository=repository, ref=ref)
    return f"[![Open {title} on Binder]({BINDER}/badge_logo.svg)]({address})"


def badge(
    module: Annotated[str | None, typer.Argument(help="Such as smart-grids; every module unless told.")] = None,
    repository: Annotated[str, typer.Option(help="OWNER/NAME on GitHub, or the address of the repository.")] = "",
    ref: Annotated[str, typer.Option(help="Branch, tag or commit.")] = "HEAD",
) -> None:
    """Print the Markdown of a badge that opens a module on Binder."""
    from citylab import paths

    address = repository or published_at(paths.root())
    if not address:
        raise CitylabError(
            "say where the course is published: citylab badge --repository OWNER/NAME, "
            "or set Repository in pyproject.toml, [project.urls]"
        )
    for name in [module] if module else opening_pages():
        typer.echo(markdown(name, repository=address, ref=ref))


def _place(repository: str) -> str:
    """Return host and repository as Binder's address wants them."""
    found = _ADDRESS.fullmatch(repository.strip())
    host, name = (found["host"].lower(), found["path"]) if found else ("github.com", repository.strip())
    name = name.rstrip("/").removesuffix(".git")
    if not _NAME.fullmatch(name) or (host == "github.com" and name.count("/") != 1):
        raise CitylabError(
            f"{repository} is no address that Binder can open; give OWNER/NAME, "
            "https://github.com/OWNER/NAME or https://gitlab.com/GROUP/NAME"
        )
    # A group on GitLab may hold groups: Binder wants the whole name as one piece.
    return f"gh/{name}" if host == "github.com" else f"{HOSTS[host]}/{quote(name, safe='')}"
