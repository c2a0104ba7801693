"""The start page as HTML, in light and dark, and as text."""

import html
import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from citylab.modules import Lesson, Module

__all__ = ["as_html", "as_text"]

_BAR = "height: 0.5em; border-radius: 0.25em; background: #8883; margin: 0.5em 0; max-width: 24em"
_MUTED = "color: var(--jp-content-font-color2, inherit)"


def as_text(modules: Sequence[Module]) -> str:
    """Return the start page as plain text."""
    return "\n".join(line for module in modules for line in _text_of(module))


def as_html(modules: Sequence[Module]) -> str:
    """Return the start page as HTML with links to the notebooks."""
    ready = [module for module in modules if module.status == "ready"]
    planned = [module for module in modules if module.status != "ready"]
    rows = "".join(
        f'<li style="margin: 0.25em 0"><b>{_name(module)}</b> '
        f'<span style="{_MUTED}">{html.escape(module.brief)}</span></li>'
        for module in planned
    )
    later = f"<h3>Planned</h3><ul style='list-style: none; padding: 0'>{rows}</ul>" if rows else ""
    return f'<div style="max-width: 52em; line-height: 1.5">{"".join(map(_ready, ready))}{later}</div>'


def _text_of(module: Module) -> list[str]:
    lines = [f"{_name(module)} (hours: {module.hours}) - {module.brief}"]
    if module.status != "ready":
        return [f"{lines[0]} [planned]"]
    lines += [f"   {lesson.title}{_count(lesson)}: {_link(lesson.path)}" for lesson in module.lessons]
    return [*lines, f"   {_standing(module)}"]


def _ready(module: Module) -> str:
    items = "".join(
        f'<li style="margin: 0.25em 0"><a href="{quote(_link(lesson.path))}">'
        f'{html.escape(lesson.title)}</a><span style="{_MUTED}">{_count(lesson)}</span></li>'
        for lesson in module.lessons
    )
    done, total = _exercises(module)
    share = 100 * done / total if total else 0
    return (
        f"<section><h3>{_name(module)}</h3>"
        f'<p>{html.escape(module.brief)} <span style="{_MUTED}">Hours: {module.hours}.</span></p>'
        f'<ol style="list-style: none; padding: 0">{items}</ol>'
        f'<div aria-hidden="true" style="{_BAR}"><div style="width: {share:.0f}%; height: 100%; '
        'border-radius: inherit; background: #1b7f4b"></div></div>'
        f"<p>{_standing(module)}</p></section>"
    )


def _name(module: Module) -> str:
    return html.escape(f"{module.number:02d} {module.title}")


def _standing(module: Module) -> str:
    if not module.lessons:
        return "Its notebooks are missing: run citylab build."
    done, total = _exercises(module)
    quiz = module.quiz
    score = f"quiz {quiz['best']} of {quiz['questions']}" if quiz else "quiz not taken yet"
    return f"You have solved {done} of {total} exercises; {score}."


def _exercises(module: Module) -> tuple[int, int]:
    done = sum(lesson.solved for lesson in module.lessons)
    return done, sum(len(lesson.exercises) for lesson in module.lessons)


def _count(lesson: Lesson) -> str:
    if not lesson.exercises:
        return ""
    sign = " ✓" if lesson.solved == len(lesson.exercises) else ""
    return f" ({lesson.solved} of {len(lesson.exercises)}{sign})"


def _link(path: Path) -> str:
    """Return the way from the notebook that shows the page, which runs in its own folder."""
    try:
        return Path(os.path.relpath(path, Path.cwd())).as_posix()
    except ValueError:  # another drive
        return path.as_posix()
