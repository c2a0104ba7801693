"""The start page as HTML, in light and dark, and as text."""

import html
import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from citylab.modules import Module
from citylab.overview import HOW_COUNTED, Overview, Step, now, spent
from citylab.own_copy import own_copy
from citylab.reviews.due import Due
from citylab.standing import LessonStanding, Standing
from citylab.standing_figures import Figure, figures

__all__ = ["as_html", "as_text"]

_MUTED = "color: var(--jp-content-font-color2, inherit)"
_PLAIN_LIST = "list-style: none; padding: 0; margin: 0.5em 0"
_LINE = "margin: 0.3em 0"
_HEADING = "margin: 1.4em 0 0.3em; font-size: 1.25em"
_FIGURES = (
    "display: grid; grid-template-columns: repeat(auto-fill, minmax(7.5em, 1fr)); gap: 0.7em 1.2em; "
    "margin: 0.7em 0; padding: 0"
)
_UNFLOATED = "float: none; width: auto; margin: 0; padding: 0"  # JupyterLab floats what a list defines
_BAR = "height: 0.3em; border-radius: 0.15em; background: #8884; margin-top: 0.2em"
_DONE = "height: 100%; border-radius: inherit; background: #1b7f4b"


def as_text(modules: Sequence[Module]) -> str:
    """Return the start page as plain text."""
    seen = now(modules)
    lines = ["What to do next", *(f"   {_step_as_text(step)}" for step in seen.steps)] if seen.steps else []
    lines += [f"   Time so far: {spent(seen.seconds)}"] if seen.seconds else []
    return "\n".join([*lines, *(line for one in seen.standings for line in _text_of(one, seen)), HOW_COUNTED])


def as_html(modules: Sequence[Module]) -> str:
    """Return the start page as HTML with links to the notebooks."""
    seen = now(modules)
    ready = "".join(_ready(one, seen) for one in seen.standings if one.module.status == "ready")
    planned = "".join(
        f'<li style="{_LINE}"><b>{_name(module)}</b> <span style="{_MUTED}">{html.escape(module.brief)}</span></li>'
        for module in modules
        if module.status != "ready"
    )
    later = f'{_heading("Planned")}<ul style="{_PLAIN_LIST}">{planned}</ul>' if planned else ""
    counted = f'<p style="margin-top: 1.6em; font-size: 0.9em; {_MUTED}">{html.escape(HOW_COUNTED)}</p>'
    return f'<div style="max-width: 52em; line-height: 1.5">{_next(seen)}{ready}{later}{counted}</div>'


def _text_of(one: Standing, seen: Overview) -> list[str]:
    module = one.module
    first = f"{module.number:02d} {module.title} (hours: {module.hours}) - {module.brief}"
    if module.status != "ready":
        return [f"{first} [planned]"]
    lines = [first]
    lines += [f"   {each.lesson.title}{_count(each)}: {_link(each.lesson.path)}" for each in one.lessons]
    copy = own_copy(module)
    lines += [f"   Assignment: {_link(copy)}"] if copy else []
    return [*lines, f"   {_sentence(one, seen.due[module.slug])}"]


def _next(seen: Overview) -> str:
    if not seen.steps:
        return ""
    steps = "".join(f'<li style="{_LINE}">{_step(step)}</li>' for step in seen.steps)
    time = f'<p style="{_LINE}">Time so far: <b>{spent(seen.seconds)}</b>.</p>' if seen.seconds else ""
    return f"{_heading('What to do next')}<ul>{steps}</ul>{time}"


def _ready(one: Standing, seen: Overview) -> str:
    module = one.module
    if not one.lessons:
        return f"<section>{_heading(_name(module))}<p>{_sentence(one, seen.due[module.slug])}</p></section>"
    items = "".join(f'<li style="{_LINE}">{_lesson(each)}</li>' for each in one.lessons)
    copy = own_copy(module)
    items += f'<li style="{_LINE}">{_anchor(f"Assignment: {module.title}", copy)}</li>' if copy else ""
    state = " open" if seen.current is one else ""
    number = len(one.lessons)
    what = f"{number} {'notebook' if number == 1 else 'notebooks'}{' and the assignment' if copy else ''}"
    found = "".join(map(_figure, figures(one, seen.due[module.slug])))
    standing = f'<dl style="{_FIGURES}">{found}</dl>' if one.is_begun else f'<p style="{_LINE}">Not begun yet.</p>'
    sign = f' <span style="{_MUTED}">✓ complete</span>' if one.is_complete else ""
    return (
        f"<section>{_heading(_name(module) + sign)}"
        f'<p style="{_LINE}">{html.escape(module.brief)} '
        f'<span style="{_MUTED}">Hours: {html.escape(module.hours)}.</span></p>'
        f"{standing}"
        f'<details{state}><summary style="cursor: pointer">{what}</summary>'
        f'<ol style="{_PLAIN_LIST}">{items}</ol></details></section>'
    )


def _figure(one: Figure) -> str:
    bar = ""
    if one.share is not None:
        width = f"width: {100 * min(one.share, 1):.0f}%"
        bar = f'<div aria-hidden="true" style="{_BAR}"><div style="{width}; {_DONE}"></div></div>'
    return (
        f'<div><dt style="{_UNFLOATED}; font-weight: normal; font-size: 0.9em; {_MUTED}">{one.name}</dt>'
        f'<dd style="{_UNFLOATED}">{html.escape(one.say)}{bar}</dd></div>'
    )


def _lesson(one: LessonStanding) -> str:
    return f'{_anchor(one.lesson.title, one.lesson.path)}<span style="{_MUTED}">{html.escape(_count(one))}</span>'


def _count(one: LessonStanding) -> str:
    """Return what is known of a notebook, in brackets: exercises, share read, time."""
    lesson = one.lesson
    if not lesson.is_readable:
        return " (this is no notebook any more: run citylab build)"
    parts = []
    if total := len(lesson.exercises):
        parts.append(f"{one.solved} of {total}{' ✓' if one.solved == total else ' solved' if one.is_begun else ''}")
    if one.read:
        parts.append("read ✓" if one.read == 1 else f"{100 * one.read:.0f} % read")
    if one.seconds:
        parts.append(spent(one.seconds))
    return f" ({', '.join(parts)})" if parts else ""


def _sentence(one: Standing, due: Due) -> str:
    """Return the standing in a module as one line of text."""
    if not one.lessons:
        return "Its notebooks are missing: run citylab build."
    quiz = f"quiz {one.quiz['best']} of {one.quiz['questions']}" if one.quiz else "quiz not taken yet"
    rest = [f"{each.name}: {each.say}." for each in figures(one, due) if each.name not in ("Exercises", "Quiz")]
    return " ".join([f"You have solved {one.solved} of {one.exercises} exercises; {quiz}.", *rest])


def _step(step: Step) -> str:
    say = html.escape(step.say).replace("citylab.review()", "<code>citylab.review()</code>")
    return f"{say}: {_anchor(step.title, step.path)}" if step.path else say


def _step_as_text(step: Step) -> str:
    return f"{step.say}: {step.title}, {_link(step.path)}" if step.path else step.say


def _anchor(title: str, path: Path) -> str:
    return f'<a href="{quote(_link(path))}">{html.escape(title)}</a>'


def _heading(inside: str) -> str:
    return f'<h2 style="{_HEADING}">{inside}</h2>'


def _name(module: Module) -> str:
    return html.escape(f"{module.number:02d} {module.title}")


def _link(path: Path) -> str:
    """Return the way from the notebook that shows the page, which runs in its own folder."""
    try:
        return Path(os.path.relpath(path, Path.cwd())).as_posix()
    except ValueError:  # another drive
        return path.as_posix()
