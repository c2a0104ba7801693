"""The quiz as widgets; everything works with the keyboard."""

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets
from IPython.display import display

from citylab import progress
from citylab.output import inline
from citylab.quizzes.marking import Explanation, as_number, mark
from citylab.quizzes.reading import Question
from citylab.quizzes.runs import Run
from citylab.quizzes.shuffling import shuffled
from citylab.reviews.cards import answered

__all__ = ["STYLE", "QuestionBox", "QuizBox", "show_widget"]

_WIDE = {"width": "100%", "max_width": "52em"}
STYLE = """<style>
.citylab-quiz .widget-radio-box { width: auto; max-width: 100%; max-height: none; height: auto }
.citylab-quiz .widget-radio-box label, .citylab-quiz .widget-checkbox label {
  height: auto; white-space: normal; line-height: 1.45; padding: 0.2em 0; overflow: visible;
  display: flex; align-items: center; gap: 0.5em; width: auto;
  font-size: var(--jp-content-font-size1, 14px) }
.citylab-quiz .widget-radio-box label { flex-direction: row-reverse; justify-content: flex-end }
.citylab-quiz .widget-radio-box input, .citylab-quiz .widget-checkbox input {
  flex: none; margin: 0; position: static }
.citylab-quiz .widget-checkbox, .citylab-quiz .widget-radio { height: auto; margin: 0 }
.citylab-quiz .widget-html-content {
  line-height: 1.45; font-size: var(--jp-content-font-size1, 14px) }
.citylab-quiz input:focus-visible, .citylab-quiz button:focus-visible {
  outline: 2px solid var(--jp-brand-color1, #1976d2); outline-offset: 2px }
</style>"""


def show_widget(module: str, questions: tuple[Question, ...], *, text: str) -> None:
    """Display the quiz; `text` stands in where widgets cannot be drawn."""
    bundle = QuizBox(module, questions)._repr_mimebundle_()
    display({**bundle, "text/plain": text}, raw=True)


class QuizBox(widgets.VBox):
    """All questions of a module, and the score below them."""

    def __init__(self, module: str, questions: tuple[Question, ...], run: Run | None = None) -> None:
        self.module = module
        self.run = run or Run(module)
        self.score = widgets.HTML()
        self.again = widgets.Button(description="Start again", layout={"display": "none"})
        self.again.on_click(lambda _: self.restart())
        super().__init__()
        self.add_class("citylab-quiz")
        self._questions = questions
        self._draw()

    def _draw(self) -> None:
        """Put the questions into the order of this run, with the answers that it has already."""
        self.boxes = tuple(
            QuestionBox(question, f"Question {number} of {len(self._questions)}", self._keep, module=self.module)
            for number, question in enumerate(shuffled(self._questions, self.run.seed), start=1)
        )
        for box in self.boxes:
            before = self.run.answer_to(box.question)
            if before is not None:
                box.show(before)
        self.children = [widgets.HTML(STYLE), *self.boxes, self.score, self.again]
        if any(box.right is not None for box in self.boxes):
            self.tell_score()

    def _keep(self) -> None:
        """Remember what was answered last, and tell the score."""
        for box in self.boxes:
            if box.right is not None and self.run.answer_to(box.question) is None:
                self.run.keep(box.question, box.answer())
        self.tell_score()

    def tell_score(self) -> None:
        """Show how far one is; after the last question, remember the score."""
        marks = [box.right for box in self.boxes if box.right is not None]
        right, total = sum(marks), len(self.boxes)
        if len(marks) < total:
            say = f"{len(marks)} of {total} questions answered, {right} right so far."
        else:
            progress.record_quiz(self.module, right=right, questions=total)
            self.run.finish()
            say = f"Your score: {right} of {total}. The start page keeps it."
            self.again.layout.display = ""
        self.score.value = f'<p role="status"><b>{say}</b></p>'

    def restart(self) -> None:
        """Ask again, in a new order."""
        self.score.value = ""
        self.again.layout.display = "none"
        self._draw()


class QuestionBox(widgets.VBox):
    """One question: what to choose from, a button, and the explanations."""

    def __init__(self, question: Question, title: str, when_marked: Callable[[], None], *, module: str) -> None:
        self.question = question
        self.module = module
        self.right: bool | None = None
        self._when_marked = when_marked
        self.fields = _fields(question)
        self.button = widgets.Button(description="Check", tooltip=f"Check {title.lower()}")
        self.button.on_click(lambda _: self.check())
        self.why = widgets.HTML()
        ask = widgets.HTML(f"<p><b>{title}.</b> {inline(question.ask)}</p>")
        super().__init__([ask, *self.fields, self.button, self.why], layout=_WIDE)
        self.layout.margin = "0 0 1.2em 0"

    def answer(self) -> Any:
        """Return the positions chosen or the number typed; None if there is nothing yet."""
        if self.question.kind == "number":
            return as_number(self.fields[0].value)
        if self.question.kind == "one":
            return None if self.fields[0].index is None else {self.fields[0].index}
        return {at for at, box in enumerate(self.fields) if box.value} or None

    def check(self) -> None:
        """Judge the answer, explain every option, and close the question."""
        answer = self.answer()
        if self.right is not None:
            return
        if answer is None:
            wish = "Type a number" if self.question.kind == "number" else "Choose an answer"
            self.why.value = f'<p role="status">{wish} first.</p>'
            return
        self._close(answer)
        answered(self.module, self.question.id, bool(self.right))
        self._when_marked()

    def show(self, answer: Any) -> None:
        """Fill in an answer that was given before, with its explanations."""
        if self.question.kind == "number":
            self.fields[0].value = repr(answer).removesuffix(".0")
        elif self.question.kind == "one":
            self.fields[0].index = min(answer)
        else:
            for at in answer:
                self.fields[at].value = True
        self._close(answer)

    def _close(self, answer: Any) -> None:
        self.right, explanations = mark(self.question, answer)
        self.why.value = _explained(self.right, explanations)
        # The button stays enabled: disabled, it would lose the focus of a keyboard user.
        self.button.description = "Checked"
        for field in self.fields:
            field.disabled = True


def _fields(question: Question) -> tuple[Any, ...]:
    if question.kind == "number":
        # A FloatText would start at 0, and nobody could tell that from an answer. Sent as a
        # whole when left: key by key, the last figures can arrive after the click on Check.
        hint = f"a number, {question.unit}" if question.unit else "a number"
        return (widgets.Text(placeholder=hint, continuous_update=False, layout={"width": "16em"}),)
    texts = [_plain(option.text) for option in question.option]
    if question.kind == "one":
        return (widgets.RadioButtons(options=texts, value=None, layout=_WIDE),)
    return tuple(widgets.Checkbox(description=text, indent=False, layout=_WIDE) for text in texts)


def _explained(right: bool, explanations: tuple[Explanation, ...]) -> str:
    lines = "".join(
        f'<li style="list-style: none; margin: 0.25em 0"><b>{"✓" if one.right else "✗"} '
        f"{inline(one.text)}</b> ({'right' if one.right else 'wrong'}"
        f"{', your answer' if one.chosen else ''}). {inline(one.why)}</li>"
        for one in explanations
    )
    colour, verdict = ("#1b7f4b", "✓ Right.") if right else ("#c4570a", "✗ Not right.")
    return (
        f'<div role="status" style="border-left: 5px solid {colour}; background: {colour}1a; '
        f'padding: 0.5em 0.9em; margin-top: 0.4em"><b>{verdict}</b>'
        f'<ul style="margin: 0.3em 0 0; padding: 0">{lines}</ul></div>'
    )


def _plain(text: str) -> str:
    return text.replace("`", "")
