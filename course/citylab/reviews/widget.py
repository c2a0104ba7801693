"""The questions that are due, as widgets; everything works with the keyboard."""

from collections.abc import Mapping, Sequence

import ipywidgets as widgets
from IPython.display import display

from citylab.quizzes.reading import Question
from citylab.quizzes.widget import STYLE, QuestionBox

__all__ = ["ReviewBox", "show_widget"]

Asked = Sequence[tuple[str, Question]]


def show_widget(asked: Asked, *, waiting: int, titles: Mapping[str, str], text: str) -> None:
    """Display the questions; `text` stands in where widgets cannot be drawn."""
    bundle = ReviewBox(asked, waiting=waiting, titles=titles)._repr_mimebundle_()
    display({**bundle, "text/plain": text}, raw=True)


class ReviewBox(widgets.VBox):
    """
    The questions, and below them how many are left.

    Parameters
    ----------
    asked : sequence of (str, Question)
        Name of the module, and the question.
    waiting : int
        How many are due in all, those shown included.
    titles : mapping of str to str
        Titles of the modules.
    """

    def __init__(self, asked: Asked, *, waiting: int, titles: Mapping[str, str]) -> None:
        self.waiting = waiting
        self.boxes = tuple(
            QuestionBox(question, f"{titles[slug]}, question {at} of {len(asked)}", self.tell_rest, module=slug)
            for at, (slug, question) in enumerate(asked, start=1)
        )
        self.rest = widgets.HTML()
        super().__init__([widgets.HTML(STYLE), *self.boxes, self.rest])
        self.add_class("citylab-quiz")

    def tell_rest(self) -> None:
        """Say how many questions are left, and after the last one what happens to them."""
        marks = [box.right for box in self.boxes if box.right is not None]
        left = len(self.boxes) - len(marks)
        if left:
            say = f"{len(marks)} answered, {sum(marks)} right; {left} to go."
        else:
            say = f"Done: {sum(marks)} of {len(marks)} right. What was wrong comes back tomorrow, the rest later."
            if self.waiting > len(self.boxes):
                say += f" {self.waiting - len(self.boxes)} more are due: run the cell again."
        self.rest.value = f'<p role="status"><b>{say}</b></p>'
