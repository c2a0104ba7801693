"""The ballot paper as widgets; everything works with the keyboard."""

from collections.abc import Callable
from html import escape
from itertools import groupby

import ipywidgets as widgets

from citylab.participation.voting._box import BallotBox
from citylab.participation.voting._errors import VotingError
from citylab.participation.voting._paper import Paper, Project

__all__ = ["BallotForm"]

_HIDDEN = {"display": "none"}


class BallotForm(widgets.VBox):
    """
    One ballot after the other: a name, the projects, and a button.

    Parameters
    ----------
    paper : Paper
        What is voted on.
    box : BallotBox
        Where ballots go.
    when_cast : callable
        Called after a ballot was taken.
    """

    def __init__(self, paper: Paper, box: BallotBox, *, when_cast: Callable[[], None]) -> None:
        self.paper, self.box, self._when_cast = paper, box, when_cast
        self.is_coded = box.has_roll()
        word = "Your code word" if self.is_coded else "Your name"
        # Sent as a whole when left: key by key, the last letters could arrive after the click on Cast.
        self.name = widgets.Text(description=word, continuous_update=False)
        self.choices = {project.id: _choice(paper, project) for project in paper.projects}
        for choice in self.choices.values():
            choice.observe(self._add_up, "value")
        self.total = widgets.HTML()
        self.cast = _button("Cast my ballot", self._cast)
        self.blank = _button("Yes, cast a blank ballot", self._take)
        self.back = _button("Go back", self._go_back)
        self.again = _button("Next voter", self._next)
        self.message = widgets.HTML()
        listed = widgets.VBox(_in_places(paper, self.choices))
        listed.add_class("citylab-vote-paper")
        self.ballot = widgets.VBox([self.name, listed, self.total])
        super().__init__([self.ballot, self.message, widgets.HBox([self.cast, self.blank, self.back, self.again])])
        self._show(self.cast)
        self._add_up()

    @property
    def chosen(self) -> list[str]:
        """The projects that are ticked, in the order of the paper."""
        return [name for name, choice in self.choices.items() if choice.value]

    def tell(self, text: str, *, good: bool = False) -> None:
        """Show a sentence, which a screen reader reads out at once."""
        kind, sign = ("good", "✓") if good else ("bad", "✗")
        self.message.value = text and f'<p role="alert" class="citylab-vote-{kind}">{sign} {escape(text)}</p>'

    def _cast(self) -> None:
        if self.chosen or not self.name.value.strip():
            self._take()
            return
        self.tell("You ticked no project. A blank ballot says that you took part and want none of them; cast it?")
        self._show(self.blank, self.back)

    def _take(self) -> None:
        name = " ".join(self.name.value.split())
        try:
            self.box.cast(self.name.value, self.chosen)
        except VotingError as error:
            self._show(self.cast)
            text = str(error)
            self.tell(f"{text[0].upper()}{text[1:]}.")
            return
        self._empty()
        self.ballot.layout.display = "none"
        self._show(self.again)
        self.tell(f"Thank you, {name}: your ballot is in the box. It cannot be changed.", good=True)
        self._when_cast()

    def _go_back(self) -> None:
        self.tell("")
        self._show(self.cast)

    def _next(self) -> None:
        self._empty()
        self.ballot.layout.display = ""
        self.tell("")
        self._show(self.cast)
        self.name.focus()

    def _empty(self) -> None:
        # Nobody who sits down next may read the last ballot.
        self.name.value = ""
        for choice in self.choices.values():
            choice.value = False

    def _show(self, *buttons: widgets.Button) -> None:
        for button in (self.cast, self.blank, self.back, self.again):
            button.layout.display = "" if button in buttons else "none"

    def _add_up(self, _: object = None) -> None:
        chosen = self.chosen
        text = (
            f"{len(chosen)} of at most {self.paper.most} chosen; together {self.paper.money(self.paper.cost(chosen))}."
        )
        complaint = self.paper.complaint(chosen)
        warning = f" <b>✗ {escape(complaint[0].upper() + complaint[1:])}.</b>" if complaint else ""
        self.total.value = f'<p role="status">{escape(text)}{warning}</p>'


def _choice(paper: Paper, project: Project) -> widgets.Checkbox:
    place = "" if _is_by_place(paper) or not project.place else f", {project.place}"
    return widgets.Checkbox(description=f"{project.name}{place}: {paper.money(project.cost)}", indent=False)


def _in_places(paper: Paper, choices: dict[str, widgets.Checkbox]) -> list[widgets.Widget]:
    """Return the projects, each part of town below its name if the paper is in that order."""
    shown: list[widgets.Widget] = []
    place = ""
    for project in paper.projects:
        if _is_by_place(paper) and project.place != place:
            place = project.place
            shown.append(widgets.HTML(f"<h4>{escape(place)}</h4>"))
        shown.append(choices[project.id])
    return shown


def _is_by_place(paper: Paper) -> bool:
    places = [place for place, _ in groupby(project.place for project in paper.projects)]
    return all(places) and len(places) == len(set(places))


def _button(text: str, action: Callable[[], None]) -> widgets.Button:
    button = widgets.Button(description=text, layout=dict(_HIDDEN))
    button.on_click(lambda _: action())
    return button
