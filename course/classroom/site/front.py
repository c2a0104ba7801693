"""The pages that the site has besides the course's own, and the lists of pages below a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from classroom.site.pages import Module, Page

__all__ = ["guide_page", "modules_page", "pages_below", "start_page"]

START = """\
# Joint Smart Cities Laboratory

A course on smart cities in Python notebooks. Partners bring questions: a network operator, a transport authority,
a harbour town, a council. Each module answers one of them with real methods and honest data.

This site is for **reading**: every lesson with its figures, maps and tables. To change code, to move
a slider and to have your answers checked, open the notebooks: [how to work with them](#work-with-the-notebooks).

## Modules

{ready}
{planned}
{internship}## What you see here

The pages show each notebook as it is **before anybody has answered**: exercises are open, and their checks say so.
A figure with a slider stands at its starting value. The quizzes have their answers folded below each question.

## Work with the notebooks

{binder}{download}On your own computer, with Python 3.11, 3.12 or 3.13, `git` and `make`:

```text
git clone {address} smart-cities
cd smart-cities
make lab
```

JupyterLab opens on the start page, and nothing needs a network afterwards. A single notebook that you download here
runs inside that folder, because it needs the course's package and data.

Text and figures: CC BY 4.0. Code: BSD-3-Clause. Each data set has a licence of its own, named where it is used.

```{{toctree}}
:hidden:

{entries}
```
"""
INTERNSHIP = """\
## The internship

Twelve weeks with a host, after the modules: [handbooks, documents and ten briefs]({file}).

"""
BINDER = "In the browser, with nothing installed: [open the course in Binder]({link}).\n\n"

MODULES = """\
# Modules

Begin a module with its overview. Lessons come with exercises. A quiz, a problem on new data and
one page to keep close the module.

{sections}
```{{toctree}}
:hidden:
:titlesonly:

{entries}
```
"""

GUIDE = """\
# Guide

For instructors: plans of the sessions, what learners get wrong, how to mark a class.
For those who study alone: how to do so.

Sample answers to the written questions of the assignments are in the repository, in `course/guide/`, and not on this
site, which learners search.

```{{toctree}}
:titlesonly:

{entries}
```
"""


def start_page(
    modules: Sequence[Module], *, repository: str | None, binder: str | None, internship: Page | None = None
) -> str:
    """
    Return the start page as Markdown.

    Parameters
    ----------
    modules : sequence of Module
        All of them, planned ones too.
    repository : str or None
        Where the course is published.
    binder : str or None
        Link that opens the course in Binder.
    internship : Page, optional
        Its first page, if there is an internship.
    """
    ready = [module for module in modules if module.pages]
    planned = [module for module in modules if not module.pages]
    return START.format(
        ready="\n".join(f"* [**{one.title}**]({one.pages[0].file}) {one.brief} *Hours: {one.hours}.*" for one in ready),
        planned=("\n**Planned:** " + ", ".join(one.title for one in planned) + ".\n") if planned else "",
        binder=BINDER.format(link=binder) if binder else "",
        download="Each lesson has a link to *download the notebook*. ",
        address=repository or "ADDRESS-OF-THE-REPOSITORY",
        internship=INTERNSHIP.format(file=internship.file) if internship else "",
        entries="\n".join(["modules", *([internship.name] if internship else []), "guide/index", "glossary"]),
    )


def modules_page(modules: Iterable[Module], titles: dict[str, str]) -> str:
    """
    Return the list of modules and their pages as Markdown.

    Parameters
    ----------
    modules : iterable of Module
        Those that are ready.
    titles : dict of str to str
        Title of each page by its name.
    """
    ready = list(modules)
    sections = "".join(
        f"## {one.title}\n\n{one.brief} *Hours: {one.hours}.*\n\n"
        + "".join(f"* [{titles[page.name]}]({page.file})\n" for page in one.pages)
        + "\n"
        for one in ready
    )
    entries = "\n".join(f"{one.title} <{one.pages[0].name}>" for one in ready)
    return MODULES.format(sections=sections, entries=entries)


def guide_page(pages: Iterable[Page]) -> str:
    """Return the first page of the guide as Markdown."""
    return GUIDE.format(entries="\n".join(page.name.removeprefix("guide/") for page in pages))


def pages_below(page: Page, pages: Iterable[Page]) -> str:
    """Return, for the end of a folder's own page, the list of the pages and folders in it; nothing for others."""
    folder, _, name = page.name.rpartition("/")
    if name != "index":
        return ""
    below = [one.name.removeprefix(f"{folder}/") for one in pages if one != page and one.name.startswith(f"{folder}/")]
    entries = [one for one in below if "/" not in one or one.endswith("/index")]
    return "\n```{toctree}\n:hidden:\n:titlesonly:\n\n" + "\n".join(entries) + "\n```\n"
