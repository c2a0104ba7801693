"""What a learner calls: the quiz of a module, as widgets or as text."""

import sys
from difflib import get_close_matches
from pathlib import Path

from citylab.paths import root
from citylab.quizzes.marking import explain
from citylab.quizzes.reading import Question, QuizError, read_quiz
from citylab.quizzes.shuffling import shuffled

__all__ = ["Quiz", "quiz"]

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ASKS_FOR = {"one": "one answer", "several": "one or more answers", "number": "a number"}


class Quiz:
    """The quizzes of the course; `citylab.quiz` is the one instance."""

    def __call__(self, module: str) -> None:
        """
        Show the quiz of a module: choose, press *Check*, read why.

        The order of the questions and options is drawn for each run, and stays while the run lasts.

        Parameters
        ----------
        module : str
            The module's name without number, such as ``smart-grids``.

        Raises
        ------
        QuizError
            If there is no such quiz, or its file is wrong.
        """
        questions = read_quiz(_file(module))
        ipython = sys.modules.get("IPython")
        if ipython is None or ipython.get_ipython() is None:
            print(_as_text(questions))
            return
        from citylab.quizzes.widget import show_widget

        show_widget(module, questions, text=_as_text(questions))

    def text(self, module: str, *, explain: bool = False, seed: int | str | None = None) -> None:
        """
        Print the quiz as plain text, for a reader without widgets.

        Parameters
        ----------
        module : str
            The module's name without number, such as ``smart-grids``.
        explain : bool
            Whether to print the right answers and the explanations, too, each with its letter.
        seed : int or str, optional
            What decides the order, so that each sheet of a class may have its own; else the author's order.

        Raises
        ------
        QuizError
            If there is no such quiz, or its file is wrong.
        """
        questions = read_quiz(_file(module))
        print(_as_text(questions if seed is None else shuffled(questions, seed), explain=explain))


def _file(module: str) -> Path:
    files = sorted((root() / "course" / "lessons").glob("[0-9][0-9]-*/quiz.toml"))
    by_name = {path.parent.name[3:]: path for path in files}
    if module not in by_name:
        near = get_close_matches(str(module), by_name, n=3, cutoff=0.4) or sorted(by_name)
        raise QuizError(f"no quiz for a module named {module!r}; there are: {', '.join(near) or 'none'}")
    return by_name[module]


def _as_text(questions: tuple[Question, ...], *, explain: bool = False) -> str:
    blocks = []
    for number, question in enumerate(questions, start=1):
        unit = f" in {question.unit}" if question.unit else ""
        lines = [f"{number}. {question.ask} ({_ASKS_FOR[question.kind]}{unit})"]
        lines += [f"   {letter}) {option.text}" for letter, option in zip(_LETTERS, question.option, strict=False)]
        blocks.append("\n".join(lines + (_explained(question) if explain else [])))
    return "\n\n".join(blocks)


def _explained(question: Question) -> list[str]:
    letters = [f"{letter}) " for letter in _LETTERS] if question.option else [""] * (1 + len(question.wrong))
    return [
        f"   {letter}{'right' if one.right else 'wrong'}: {one.text} - {one.why}"
        for letter, one in zip(letters, explain(question), strict=False)
    ]


quiz = Quiz()
