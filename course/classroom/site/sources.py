"""Write what Sphinx reads: notebooks with their outputs, the guide, the glossary, the first pages."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import nbformat

from classroom import binder_link
from classroom.errors import CitylabError
from classroom.site import front
from classroom.site.files import Files
from classroom.site.links import relinked
from classroom.site.outputs import still_outputs
from classroom.site.pages import Module, Page, course_modules, guide_pages, internship_pages

__all__ = ["SETTINGS", "Sources"]

SETTINGS = "site.json"  # what the templates ask for each page; beside the sources
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_PAGES_OF_MODULE = "```{{toctree}}\n:hidden:\n:titlesonly:\n\n{entries}\n```"


class Sources:
    """
    The sources of the site.

    Parameters
    ----------
    root : pathlib.Path
        The course's folder.
    repository : str or None
        Where the course is published; without it no page links to Binder.
    """

    def __init__(self, root: Path, *, repository: str | None = None) -> None:
        self.root = root
        self.repository = _full(repository)
        self.modules = tuple(course_modules(root))
        self.ready = tuple(module for module in self.modules if module.pages)
        self.guide = guide_pages(root)
        self.internship = internship_pages(root)
        self.glossary = Page(root / "course" / "guide" / "glossary.md", "glossary")
        self.lessons = tuple(page for module in self.ready for page in module.pages)
        texts = (*self.lessons, *self.guide, *self.internship, self.glossary)
        self._places = {page.origin.resolve(): page.file for page in texts}
        self._places[(root / "course" / "notebooks" / "start.ipynb").resolve()] = "index.md"

    def write(self, folder: Path, executed: Mapping[Path, nbformat.NotebookNode]) -> None:
        """
        Write everything into a new folder: sources to ``pages``, other files to ``files``.

        Parameters
        ----------
        folder : pathlib.Path
            Replaced if it exists.
        executed : mapping of pathlib.Path to nbformat.NotebookNode
            The notebooks with their outputs, by the path of the built ones.
        """
        shutil.rmtree(folder, ignore_errors=True)
        pages, files = folder / "pages", folder / "files"
        pages.mkdir(parents=True)
        titles = {}
        for module in self.ready:
            for page in module.pages:
                titles[page.name] = self._write_lesson(module, page, executed[page.origin], pages, Files(files))
        for page in (*self.guide, *self.internship, self.glossary):
            text = self._relinked(page.origin.read_text(encoding="utf-8"), page)
            if page in self.internship:
                text += front.pages_below(page, self.internship)
            (pages / page.file).parent.mkdir(parents=True, exist_ok=True)
            (pages / page.file).write_text(text, encoding="utf-8", newline="\n")
        internship = self.internship[0] if self.internship else None
        binder = self._binder(binder_link.START_PAGE)
        start = front.start_page(self.modules, repository=self.repository, binder=binder, internship=internship)
        for name, text in (
            ("index.md", start),
            ("modules.md", front.modules_page(self.ready, titles)),
            ("guide/index.md", front.guide_page(self.guide)),
            (SETTINGS, json.dumps({page.name: self._links(page) for page in self.lessons}, indent=1)),
        ):
            (pages / name).write_text(text, encoding="utf-8", newline="\n")

    def _write_lesson(
        self, module: Module, page: Page, notebook: nbformat.NotebookNode, pages: Path, files: Files
    ) -> str:
        try:
            still_outputs(notebook, files, quiz=self.root / "course" / "lessons" / module.folder / "quiz.toml")
        except CitylabError as error:
            raise CitylabError(f"{page.origin.relative_to(self.root).as_posix()}: {error}") from None
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                cell.source = self._relinked(cell.source, page)
        if page == module.pages[0]:
            entries = "\n".join(Path(other.name).name for other in module.pages[1:])
            notebook.cells.append(nbformat.v4.new_markdown_cell(_PAGES_OF_MODULE.format(entries=entries), id="pages"))
        (pages / page.file).parent.mkdir(exist_ok=True)
        (pages / page.file).write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
        files.share(f"notebooks/{module.folder}", page.origin.name, page.origin.read_bytes())
        title = _TITLE.search(notebook.cells[0].source)
        return title[1] if title else page.name

    def _relinked(self, text: str, page: Page) -> str:
        return relinked(text, page=page, pages=self._places, root=self.root, repository=self.repository)

    def _links(self, page: Page) -> dict[str, str | None]:
        """Return where a lesson's notebook can be had: a path from the root of the site, and an address."""
        path = page.origin.relative_to(self.root).as_posix()
        return {"notebook": f"notebooks/{page.name}.ipynb", "binder": self._binder(path)}

    def _binder(self, path: str) -> str | None:
        return binder_link.link(path, repository=self.repository) if self.repository else None


def _full(repository: str | None) -> str | None:
    """Return the address of a repository; OWNER/NAME is one on GitHub."""
    if not repository:
        return None
    binder_link.link(binder_link.START_PAGE, repository=repository)  # refuses what Binder cannot open
    return (repository if ":" in repository else f"https://github.com/{repository}").rstrip("/").removesuffix(".git")
