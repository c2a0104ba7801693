"""Which pages the site has, and from which files of the course they come."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from classroom.errors import CitylabError

__all__ = ["Module", "Page", "course_modules", "guide_pages", "internship_pages"]


@dataclass(frozen=True)
class Page:
    """A page: the file it comes from, and its name from the root of the site, without ending."""

    origin: Path
    name: str

    @property
    def file(self) -> str:
        """Its file among the sources, which links to it name."""
        return self.name + self.origin.suffix


@dataclass(frozen=True)
class Module:
    """A module of the course as the site shows it; a planned one has no pages."""

    title: str
    brief: str
    hours: str
    folder: str
    pages: tuple[Page, ...]


def course_modules(root: Path) -> tuple[Module, ...]:
    """
    Return the modules in the order of ``course/lessons/course.toml``.

    Raises
    ------
    CitylabError
        If the list is wrong, or a module that is ready has no notebooks.
    """
    from citylab.modules import CourseError, modules

    try:
        listed = modules()
    except CourseError as error:
        raise CitylabError(str(error)) from None
    return tuple(
        _module(root, f"{one.number:02d}-{one.slug}", one.title, one.brief, one.hours, one.status) for one in listed
    )


def guide_pages(root: Path) -> tuple[Page, ...]:
    """
    Return the guide for instructors, the glossary not among it.

    Sample answers to the questions of assignments stay in the repository: learners search the site.
    """
    found = sorted((root / "course" / "guide").glob("*.md"))
    return tuple(
        Page(path, f"guide/{path.stem}")
        for path in found
        if path.stem != "glossary" and not path.stem.endswith("-written-answers")
    )


def internship_pages(root: Path) -> tuple[Page, ...]:
    """Return the texts of the internship: each folder's own page first, named ``index``, then the others."""
    top = root / "course" / "internship"
    found = []
    for folder in (top, top / "briefs"):
        texts = sorted(folder.glob("*.md"), key=lambda path: (path.stem != "README", path.stem))
        place = f"internship/{folder.relative_to(top).as_posix()}".removesuffix("/.")
        found += [Page(path, f"{place}/{'index' if path.stem == 'README' else path.stem}") for path in texts]
    return tuple(found)


def _module(root: Path, folder: str, title: str, brief: str, hours: str, status: str) -> Module:
    notebooks = sorted((root / "course" / "notebooks" / folder).glob("*.ipynb")) if status == "ready" else []
    if status == "ready" and not notebooks:
        raise CitylabError(f"course/notebooks/{folder} holds no notebooks; run: citylab build")
    return Module(
        f"{folder[:2]} {title}", brief, hours, folder, tuple(Page(path, f"{folder}/{path.stem}") for path in notebooks)
    )
