"""Write the page that a supervisor fills in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from citylab.internship import answers
from citylab.internship.documents import documents
from classroom.errors import CitylabError
from classroom.internship.forms.ids import refuse_unsafe

__all__ = ["NEEDED", "for_supervisors", "write"]

NEEDED = ("intern", "host", "supervisor_name", "supervisor_email", "signed_name", "signed_on")  # in each such form


def for_supervisors() -> tuple[str, ...]:
    """Return the names of the documents that a supervisor fills in, in the order in which they are due."""
    return tuple(one.name for one in documents() if one.filled_by == "supervisor")


def write(
    document_name: str,
    folder: Path,
    *,
    intern: str,
    supervisor: str,
    host: str,
    intern_name: str = "",
    supervisor_email: str = "",
    coordinator_email: str = "",
    due_on: date | None = None,
) -> Path:
    """
    Write the form of a document as one HTML file that needs nothing else.

    Parameters
    ----------
    document_name : str
        A document of `for_supervisors`.
    folder : pathlib.Path
        Where to write it; it is made if it is not there. An older page of the same name is replaced.
    intern : str
        Id of the intern, as in the records.
    supervisor, host : str
        Names, filled in already. The supervisor may mend her own.
    intern_name : str
        How the intern is called; the id if it is empty.
    supervisor_email, coordinator_email : str
        Addresses: filled in already, and where to send the file.
    due_on : datetime.date, optional
        Until when it should be back.

    Returns
    -------
    pathlib.Path
        ``FOLDER/DOCUMENT-INTERN.html``.

    Raises
    ------
    CitylabError
        If a supervisor does not fill in such a document, or the id cannot name a file.
    """
    # Jinja takes a moment to import.
    from classroom.internship.forms.page import People, render

    require_known(document_name)
    refuse_unsafe(intern)
    people = People(intern, intern_name or intern, supervisor, supervisor_email, host, coordinator_email)
    path = folder / f"{document_name}-{intern}.html"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(render(answers.form(document_name), people, due_on=due_on), encoding="utf-8", newline="\n")
    return path


def require_known(document_name: str) -> None:
    """Raise CitylabError if the document is not one that supervisors fill in."""
    if document_name not in for_supervisors():
        raise CitylabError(
            f"{document_name[:60]}: not a document that supervisors fill in; there are: {', '.join(for_supervisors())}"
        )
