"""What a learner calls: check an answer, ask for a hint, ask for the answer."""

import sys

from citylab import progress
from citylab.practice.cards import Card, show_card
from citylab.practice.exercise import Exercise
from citylab.practice.judge import weigh
from citylab.practice.other_ways import other_ways
from citylab.practice.problems import Problem, exercise_for
from citylab.practice.registry import UnknownExercise, find
from citylab.practice.solutions import solution

__all__ = ["Check", "check"]

_HONEST_TRIES = 3


class Check:
    """The self-check of the lessons; `citylab.check` is the one instance."""

    def __call__(self, name: str, answer: object = ..., problem: object = None) -> None:
        """
        Say whether an answer is right, or what kind of thing is wrong with it.

        Parameters
        ----------
        name : str
            Id of the exercise, as the lesson gives it.
        answer : object
            The learner's answer; it is neither changed nor trusted.
        problem : Problem, optional
            The drawn data that the answer belongs to; else the numbers of the text.
        """
        exercise = _found(name, problem)
        if exercise is None:
            return
        verdict, fingerprint = weigh(exercise, answer)
        if verdict.right:
            progress.record_solved(name)
            show_card(Card("right", "Right.", exercise.note, f'Compare: `{_own_name()}.answer("{name}")`'))
        elif verdict.kind == "unanswered":
            show_card(Card("open", "Not answered yet.", verdict.say))
        else:
            progress.record_try(name, fingerprint=fingerprint)
            show_card(Card("wrong", "Not yet.", verdict.say, _what_next(exercise)))

    def hint(self, name: str) -> None:
        """
        Show the next hint; after the last one, show all of them.

        Parameters
        ----------
        name : str
            Id of the exercise.
        """
        exercise = _found(name)
        if exercise is None:
            return
        hints = list(exercise.hints)
        number = progress.exercise(name)["hints"] + 1
        if number > len(hints):
            all_of_them = " ".join(f"({n}) {hint}" for n, hint in enumerate(hints, start=1))
            show_card(Card("hint", "There is no further hint.", all_of_them, _answer_rule(name)))
            return
        progress.record_hints(name, seen=number)
        left = len(hints) - number
        more = f'Next hint: `{_own_name()}.hint("{name}")`' if left else ""
        show_card(Card("hint", f"Hint {number} of {len(hints)}.", hints[number - 1], more))

    def answer(self, name: str) -> None:
        """
        Show the author's solution and other ways, after a right answer or three different wrong ones.

        Parameters
        ----------
        name : str
            Id of the exercise.
        """
        if _found(name) is None:
            return
        if _tries_left(name):
            show_card(Card("open", "Try it first.", _answer_rule(name)))
            return
        code = solution(name)
        if code is None:
            show_card(Card("open", "No solution found.", "No solution notebook has this exercise."))
        else:
            show_card(Card("hint", "One way to solve it.", code=code))
        if beside := other_ways(name):
            show_card(Card("hint", "Why this way, and what else works.", beside.say, code=beside.code))


def _found(name: str, problem: object = None) -> Exercise | None:
    try:
        exercise = find(name)
    except UnknownExercise as unknown:
        show_card(Card("open", "Unknown exercise.", f"There is {unknown}."))
        return None
    if problem is None:
        return exercise
    if not isinstance(problem, Problem):
        say = "Behind the answer comes `problem`, as the page drew it. Run the cell that draws it, then this one."
        show_card(Card("open", "Another problem?", say))
        return None
    try:
        return exercise_for(name, problem)
    except LookupError as other:
        show_card(Card("open", "Another problem?", f"Of two pages: {other}."))
        return None


def _tries_left(name: str) -> int:
    done = progress.exercise(name)
    return 0 if done["solved"] else max(0, _HONEST_TRIES - len(done["tries"]))


def _answer_rule(name: str) -> str:
    left = _tries_left(name)
    if not left:
        return f'The solution: `{_own_name()}.answer("{name}")`'
    tries = "1 more try" if left == 1 else f"{left} more tries, each with another answer"
    return f"The solution opens after {tries}, or once you have solved it."


def _what_next(exercise: Exercise) -> str:
    if progress.exercise(exercise.id)["hints"] < len(exercise.hints):
        return f'A hint: `{_own_name()}.hint("{exercise.id}")`'
    return _answer_rule(exercise.id)


def _own_name() -> str:
    """Return how the lesson calls the check, so that a learner can copy the line."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return "check" if shell and shell.user_ns.get("check") is check else "citylab.check"


check = Check()
