"""Find an author's slip in the declaration of an exercise; used by the tests of a theme."""

import re
from collections.abc import Iterator, Mapping

from citylab.paths import root
from citylab.practice.exercise import NOTHING, Exercise, Mistake, computed
from citylab.practice.functions import run
from citylab.practice.judge import judge
from citylab.practice.other_ways import other_ways, slips_in
from citylab.practice.registry import themes

__all__ = ["DeclarationError", "validate"]

_ID = re.compile(r"[a-z]+(-[a-z0-9]+)+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SENTENCE = 12  # characters


class DeclarationError(ValueError):
    """An exercise is declared wrongly; the message lists every slip."""


def validate(exercise: Exercise) -> None:
    """
    Check a declaration: form, reachable truth, working mistakes, hints that tell nothing.

    Parameters
    ----------
    exercise : Exercise
        The declaration.

    Raises
    ------
    DeclarationError
        If anything is wrong; each slip with its remedy.
    """
    slips = list(_form(exercise))
    try:
        slips += _truth(exercise)
    except Exception as error:
        slips.append(f"expected or cases cannot be computed: {type(error).__name__}: {error}")
    if slips:
        raise DeclarationError(f"{exercise.id}: " + "; ".join(slips))


def _form(exercise: Exercise) -> Iterator[str]:
    if not _ID.fullmatch(exercise.id):
        yield "the id must be theme, lesson and name in lower case, such as grid-1-peak"
    elif exercise.id.split("-")[0] not in themes():
        yield f"the id must start with a theme; themes are {themes()}"
    if not (root() / "course" / "lessons" / f"{exercise.lesson}.py").is_file():
        yield f"lesson must name a file course/lessons/{exercise.lesson}.py, there is none"
    if not exercise.hints:
        yield "hints must hold at least one; write a nudge first"
    texts = [*exercise.hints, *(mistake.say for mistake in exercise.mistakes)]
    yield from (f"{text!r} is no sentence" for text in texts if len(text.strip()) < _SENTENCE)
    if len(set(texts)) < len(texts):
        yield "two hints or mistakes say the same"
    for mistake in exercise.mistakes:
        if (mistake.when is None) == (mistake.gives is NOTHING):
            yield f"the mistake {mistake.say!r} needs either when or gives"
    if beside := other_ways(exercise.id):
        yield from slips_in(beside)


def _truth(exercise: Exercise) -> Iterator[str]:
    if exercise.cases is not None and not exercise.calls:
        yield "cases must hold at least one Case"
        return
    answer = exercise.expected if exercise.cases is not None else computed(exercise.expected)
    verdict = judge(exercise, answer)
    if not verdict.right:
        yield f"the expected answer itself is judged wrong: {verdict.say}"
    yield from _tolerance(exercise)
    yield from _told(exercise)
    for mistake in exercise.mistakes:
        yield from _gives(exercise, mistake) if mistake.when is None else _when(exercise, mistake)


def _tolerance(exercise: Exercise) -> Iterator[str]:
    limits = exercise.tolerance
    if isinstance(limits, Mapping):
        if exercise.cases is None and (unknown := set(limits) - set(exercise.wanted.columns)):
            yield f"tolerance names columns that the answer has not: {sorted(unknown)}"
        limits = min(limits.values(), default=None)
    if limits is not None and limits < 0:
        yield "tolerance must not be negative"


def _told(exercise: Exercise) -> Iterator[str]:
    """Find the right number in a hint; numbers below three digits may stand there by chance."""
    if exercise.cases is not None or exercise.wanted.kind != "number":
        return
    for text in (*exercise.hints, *(mistake.say for mistake in exercise.mistakes)):
        for number in _NUMBER.findall(text):
            if len(number.replace(".", "")) > 2 and judge(exercise, float(number)).right:
                yield f"{text!r} tells the answer"


def _gives(exercise: Exercise, mistake: Mistake) -> Iterator[str]:
    wrong = mistake.gives if exercise.cases is not None else computed(mistake.gives)
    verdict = judge(exercise, wrong)
    if verdict.right:
        yield f"what the mistake {mistake.say!r} gives is judged right: tighten the tolerance"
    elif verdict.say != mistake.say:
        yield f"an earlier mistake hides {mistake.say!r}: change their order"


def _when(exercise: Exercise, mistake: Mistake) -> Iterator[str]:
    if exercise.cases is None:
        answer = computed(exercise.expected)
    else:
        answer = [one.raw for one in run(exercise.expected, exercise.calls)]
    try:
        fires = bool(mistake.when and mistake.when(answer))
    except Exception as error:
        yield f"when of {mistake.say!r} raises {type(error).__name__} on the right answer"
        return
    if fires:
        yield f"when of {mistake.say!r} is true of the right answer"
