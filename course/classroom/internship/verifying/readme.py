"""Check that README.md tells a stranger what was asked, done and found, and how to run it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from classroom.internship.verifying.folder import Folder
from classroom.internship.verifying.markdown import has_todo, sections
from classroom.internship.verifying.verdict import Finding, failed, ok

__all__ = ["SECTIONS", "check"]

# Section, and the words of which one stands in its heading.
SECTIONS = {
    "question": ("question",),
    "data": ("data",),
    "method": ("method",),
    "result": ("result", "finding"),
    "how to run": ("how to run", "run it", "reproduce"),
    "limits": ("limit",),
}
_FEWEST_LETTERS = 40  # of a section: less is a heading without a text
_NOTEBOOK = re.compile(r"(?<![\w./-])(?:[\w.-]+/)*[\w.-]+\.ipynb\b")


def check(folder: Folder, notebooks: Iterable[str] = ()) -> list[Finding]:
    """
    Return the findings of the check ``readme``.

    Parameters
    ----------
    folder : Folder
        The project.
    notebooks : iterable of str
        Those that portfolio.toml names: whether they are there is asked elsewhere.
    """
    if not folder.has("README.md"):
        return [failed("readme", "there is no README.md", f"Write one with the sections {', '.join(SECTIONS)}.")]
    text = folder.text("README.md")
    parts = sections(text)
    if "DATA.md" in text:
        parts.setdefault("data", "The data are described in DATA.md, to which this page leads.")
    problems = []
    for section, words in SECTIONS.items():
        below = [text for heading, text in parts.items() if any(word in heading for word in words)]
        if not below:
            remedy = f"Add a heading such as “## {section.capitalize()}” and what belongs below it."
            problems.append(failed("readme", f"README.md has no section “{section}”", remedy))
        elif len("".join("".join(below).split())) < _FEWEST_LETTERS:
            problems.append(failed("readme", f"the section “{section}” is empty or nearly so", "Write it."))
        elif any(map(has_todo, below)):
            remedy = "Write what it asks for, and take the word TODO out."
            problems.append(failed("readme", f"the section “{section}” still says TODO", remedy))
        elif section == "how to run":
            problems += _missing("".join(below), {*folder.files, *notebooks})
    return problems or [ok("readme", f"all {len(SECTIONS)} sections are written")]


def _missing(text: str, known: set[str]) -> list[Finding]:
    """Return the notebooks that the commands name, and that are not there."""
    named = dict.fromkeys(match.group().removeprefix("./") for match in _NOTEBOOK.finditer(text))
    absent = [name for name in named if not any(file == name or file.endswith(f"/{name}") for file in known)]
    remedy = "Let the commands name the notebooks as they are called."
    return [failed("readme", f"“how to run” names {name}, which is not there", remedy) for name in absent]
