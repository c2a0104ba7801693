"""What a slider or the quiz shows before anybody has touched it."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

import nbformat

from classroom.errors import CitylabError

__all__ = ["VIEW", "Widgets"]

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
_SLIDERS = ("IntSliderModel", "FloatSliderModel")


class Widgets:
    """The widgets that a notebook left when it ran."""

    def __init__(self, notebook: nbformat.NotebookNode) -> None:
        self._models = notebook.metadata.get("widgets", {}).get(STATE, {}).get("state", {})

    def is_quiz(self, view: dict[str, Any]) -> bool:
        """Return whether a view is the quiz of a module."""
        return "citylab-quiz" in self._state(view["model_id"]).get("_dom_classes", ())

    def still(self, view: dict[str, Any]) -> list[nbformat.NotebookNode]:
        """
        Return what a figure with sliders shows at its starting value, and a sentence that says so.

        Raises
        ------
        CitylabError
            If the view is something else.
        """
        members = list(self._members(view["model_id"]))
        others = [model for model in members if model["model_name"] != "OutputModel"]
        controls = [found for model in others if (found := _control(model))]
        shown = [output for model in members for output in model["state"].get("outputs", ())]
        if len(controls) < len(others) or not controls or not shown:
            names = ", ".join(sorted({model["model_name"] for model in members}))
            raise CitylabError(f"the site shows figures with sliders or choices, and quizzes, but not these: {names}")
        is_one = len(controls) == 1
        sentence = (
            f"In the notebook, this figure has {' and '.join(what for what, _ in controls)}. "
            f"Here {'it stands' if is_one else 'they stand'} at {' and '.join(value for _, value in controls)}."
        )
        note = nbformat.v4.new_output(
            "display_data", {"text/html": f'<p class="course-still">{html.escape(sentence)}</p>'}
        )
        return [note, *(nbformat.from_dict(output) for output in shown)]

    def _state(self, model_id: str) -> dict[str, Any]:
        return dict(self._models.get(model_id, {}).get("state", {}))

    def _members(self, model_id: str) -> Iterator[dict[str, Any]]:
        """Go through a widget and what it holds; boxes themselves are left out."""
        model = self._models.get(model_id, {"model_name": "nothing", "state": {}})
        children = model["state"].get("children")
        if children is None:
            yield model
        for child in children or ():
            yield from self._members(child.removeprefix("IPY_MODEL_"))


def _control(model: dict[str, Any]) -> tuple[str, str] | None:
    """Return what a control is, and its starting value."""
    name, state = model["model_name"], model["state"]
    if name in _SLIDERS:
        low, high, value = (f"{state[key]:g}" for key in ("min", "max", "value"))
        return f"a slider ({state['description']}, from {low} to {high})", value
    if name == "DropdownModel":
        options = list(state["_options_labels"])
        return f"a choice ({state['description']}: {', '.join(options)})", options[state["index"]]
    return None
