"""The box in which a check answers: a sign, a heading, a text; in light and dark."""

import html
from dataclasses import dataclass
from typing import Literal

from citylab.output import inline, publish

__all__ = ["Card", "show_card"]

_SIGNS = {"right": "✓", "wrong": "✗", "open": "…", "hint": "?"}
_COLOURS = {"right": "#1b7f4b", "wrong": "#c4570a", "open": "#6b7280", "hint": "#2f6fb5"}


@dataclass(frozen=True)
class Card:
    """One message; `code` is shown as it is, in `say` and `more` backquotes mark code."""

    tone: Literal["right", "wrong", "open", "hint"]
    title: str
    say: str = ""
    more: str = ""
    code: str = ""


def show_card(card: Card) -> None:
    """Display a card: HTML in a notebook, text elsewhere."""
    publish(_page(card), _text(card))


def _text(card: Card) -> str:
    lead = f"[{card.tone}] {card.title} {card.say}".rstrip()
    words = "\n".join(part for part in (lead, card.more) if part).replace("`", "")
    return f"{words}\n{card.code}" if card.code else words


def _page(card: Card) -> str:
    colour = _COLOURS[card.tone]
    body = "".join(
        f'<div style="margin-top: 0.3em{style}">{inline(text)}</div>'
        for text, style in ((card.say, ""), (card.more, "; font-size: 92%; opacity: 0.85"))
        if text
    )
    # A long line scrolls, also by keyboard, and leaves the page as wide as it is.
    frame = '<pre tabindex="0" style="margin: 0.5em 0 0; overflow-x: auto">'
    code = f"{frame}{html.escape(card.code)}</pre>" if card.code else ""
    return (
        f'<div role="status" style="margin: 0.4em 0; padding: 0.5em 0.9em; max-width: 48em; '
        f"border-left: 5px solid {colour}; background: {colour}1a; line-height: 1.45; "
        'color: var(--jp-content-font-color1, inherit)">'
        f'<b><span aria-hidden="true">{_SIGNS[card.tone]}</span> {html.escape(card.title)}</b>'
        f"{body}{code}</div>"
    )
