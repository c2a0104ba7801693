"""The feedback page for nbgrader's own `generate_feedback`, and so for formgrader's button."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from classroom.feedback.content import make_page
from classroom.feedback.marks import read_marks
from classroom.feedback.render import render


class FeedbackExporter(Exporter):  # type: ignore[misc]
    """Makes the page of a notebook that nbgrader marked."""

    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> tuple[Any, Any]:
        """Return the page, for the student that `resources` names as nbgrader's converters do."""
        from nbgrader.api import Gradebook

        named = resources["nbgrader"]
        with Gradebook(named["db_url"]) as gradebook:
            marks = read_marks(gradebook, named["assignment"], named["notebook"], named["student"])
        page = make_page(nb, marks, assignment=named["assignment"])
        return render(page), {**self._init_resources(resources), "output_extension": ".html"}

    def from_filename(self, filename: str, resources: Any = None, **kw: Any) -> tuple[Any, Any]:
        """Read the notebook as the command `citylab feedback` does: a damaged one is one clear line."""
        from classroom.feedback.command import read_autograded

        return self.from_notebook_node(read_autograded(Path(filename)), resources, **kw)
