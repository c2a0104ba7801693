"""The run of a quiz that a learner is in: its order, and the answers so far, kept when a kernel is restarted."""

from pathlib import Path
from typing import Any

from citylab import progress
from citylab.progress_file import Book
from citylab.quizzes.reading import Question

__all__ = ["Run"]

_PART = "open_quizzes"  # of the progress file


class Run:
    """
    One run through the quiz of a module.

    Parameters
    ----------
    module : str
        The module's name without number, such as ``smart-grids``.
    """

    def __init__(self, module: str) -> None:
        self.module = module
        self.number, self.answers = _kept(module)

    @property
    def seed(self) -> str:
        """What decides the order: the learner, the module, and the number of the run."""
        return f"{Path.home()}/{self.module}/{self.number}"

    def answer_to(self, question: Question) -> set[int] | float | None:
        """Return the answer given before; None if there is none, or if its options have changed since."""
        kept = self.answers.get(question.id)
        if question.kind == "number":
            return float(kept) if isinstance(kept, int | float) and not isinstance(kept, bool) else None
        places = {option.text: at for at, option in enumerate(question.option)}
        if not isinstance(kept, list) or not kept or not all(isinstance(text, str) and text in places for text in kept):
            return None
        return {places[text] for text in kept}

    def keep(self, question: Question, answer: Any) -> None:
        """Remember an answer; options by their text, so that their order does not matter."""
        number = question.kind == "number"
        self.answers[question.id] = answer if number else [question.option[at].text for at in sorted(answer)]
        self._save()

    def finish(self) -> None:
        """Close the run: the next one has another order, and no answers."""
        self.number, self.answers = self.number + 1, {}
        self._save()

    def _save(self) -> None:
        entry = {"run": self.number, "answers": dict(self.answers)}

        def change(book: Book) -> None:
            part = book.get(_PART)
            book[_PART] = {**(part if isinstance(part, dict) else {}), self.module: entry}

        progress.update(change)


def _kept(module: str) -> tuple[int, dict[str, Any]]:
    """Return the number of the run and its answers; a new run where nothing, or nonsense, is kept."""
    part = progress.everything().get(_PART)
    kept = part.get(module) if isinstance(part, dict) else None
    number, answers = (kept.get("run"), kept.get("answers")) if isinstance(kept, dict) else (0, {})
    return number if type(number) is int else 0, dict(answers) if isinstance(answers, dict) else {}
