"""What a learner's own record says, as a certificate tells it. Only a complete module counts."""

from __future__ import annotations

from pathlib import Path

from citylab import standing
from citylab.standing import ASSIGNMENT_SHARE, QUIZ_SHARE, Standing
from classroom.certificates import course_facts
from classroom.certificates.open_badge import Achieved
from classroom.errors import CitylabError

REQUIREMENT = (
    "In each lesson every exercise solved, or every cell run; every check of the wrap-up solved; "
    f"at least {QUIZ_SHARE:.0%} of the quiz right; "
    f"at least {ASSIGNMENT_SHARE:.0%} of the assignment's automatic points."
)


def achieved_module(root: Path, name: str, *, with_marks: bool) -> Achieved:
    """
    Return what a certificate for one module says.

    Raises
    ------
    CitylabError
        If there is no such module, or it is not complete; the message lists what is missing.
    """
    module = course_facts.find_module(name)
    state = standing.of(module)
    _refuse_incomplete([state])
    return Achieved(
        key=module.slug,
        name=f"Module {module.number}: {module.title}",
        description=course_facts.in_short(module),
        requirement=REQUIREMENT,
        outcomes=course_facts.outcomes_of(root, module),
        evidence=(*_evidence(root, state, with_marks=with_marks), _time([state]), _course()),
        version=course_facts.course_version(),
    )


def achieved_course(root: Path, *, with_marks: bool) -> Achieved:
    """
    Return what a certificate for the whole course says: all modules that can be taken.

    Raises
    ------
    CitylabError
        If one of them is not complete.
    """
    states = [standing.of(module) for module in course_facts.ready_modules()]
    _refuse_incomplete(states)
    evidence = [_in_short(root, state, with_marks=with_marks) for state in states]
    listed = ", ".join(state.module.title.lower() for state in states)
    return Achieved(
        key="course",
        name=f"{course_facts.COURSE_TITLE}: {len(states)} modules",
        description=f"A course for people who plan, run and question a city. Its modules: {listed}.",
        requirement=f"In each of the {len(states)} modules: {REQUIREMENT[0].lower()}{REQUIREMENT[1:]}",
        outcomes=tuple(line for state in states for line in course_facts.outcomes_of(root, state.module)),
        evidence=(*evidence, _time(states), _course()),
        version=course_facts.course_version(),
    )


def _refuse_incomplete(states: list[Standing]) -> None:
    missing = [
        f"{state.module.title}: {', '.join(state.missing.values()) or 'its notebooks; run: citylab build'}"
        for state in states
        if not state.is_complete
    ]
    if missing:
        raise CitylabError("not complete yet; still to do:\n" + "\n".join(f"  {line}" for line in missing))


def _evidence(root: Path, state: Standing, *, with_marks: bool) -> list[tuple[str, str]]:
    lessons = [one for one in state.lessons if one.lesson.part == "lesson"]
    pieces = [("Lessons", f"{len(lessons)} of {len(lessons)}; {state.solved} of {state.exercises} exercises solved")]
    if state.quiz:
        marks = f"{state.quiz['best']} of {state.quiz['questions']} right in the best run"
        pieces.append(("Quiz", marks if with_marks else f"at least {QUIZ_SHARE:.0%} right in the best run"))
    if state.wrap_up.total:
        pieces.append(("Wrap-up", f"all {state.wrap_up.total} checks solved"))
    if state.assignment:
        marked = f"{state.assignment['best']:g} of {state.assignment['total']:g}"
        pieces.append(("Assignment", _assignment(root, state, marked if with_marks else "")))
    return pieces


def _assignment(root: Path, state: Standing, marked: str) -> str:
    points = marked or f"at least {ASSIGNMENT_SHARE:.0%} of the"
    released = course_facts.release_hash(root / "assignments", state.module.slug)
    hashed = f"; released as SHA-256 {released}" if released else ""
    return f"{points} automatic points, marked on the learner's computer{hashed}"


def _in_short(root: Path, state: Standing, *, with_marks: bool) -> tuple[str, str]:
    pieces = _evidence(root, state, with_marks=with_marks)
    return state.module.title, "; ".join(f"{title.lower()}: {sentence}" for title, sentence in pieces)


def _time(states: list[Standing]) -> tuple[str, str]:
    hours = sum(state.seconds for state in states) / 3600
    return "Time", f"{hours:.1f} h of work, as the course's own clock counted it"


def _course() -> tuple[str, str]:
    return "Course", f"{course_facts.COURSE_TITLE}, version {course_facts.course_version()}"
