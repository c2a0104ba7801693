"""Show HTML in a notebook and plain text everywhere else."""

import html
import re
import sys

__all__ = ["checked_alt", "inline", "note", "publish"]

_SHORTEST_ALT = 20


def publish(page: str, text: str) -> None:
    """
    Display `page` in a notebook, or print `text` where there is none.

    Parameters
    ----------
    page : str
        HTML: what a browser shows.
    text : str
        What a terminal, or a reader of the notebook's file, shows.
    """
    ipython = sys.modules.get("IPython")
    if ipython is None or ipython.get_ipython() is None:
        coding = sys.stdout.encoding or "utf-8"
        print(text.encode(coding, "replace").decode(coding))
        return
    from IPython.display import display

    display({"text/html": page, "text/plain": text}, raw=True)


def inline(text: str) -> str:
    """Return a text as HTML, with what stands in backquotes as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))


def note(message: str) -> None:
    """Display a remark that is not about the learner's work."""
    publish(
        '<p style="margin: 0.4em 0; padding-left: 0.8em; border-left: 3px solid #999">'
        f"<b>Note.</b> {html.escape(message)}</p>",
        f"[note] {message}",
    )


def checked_alt(alt: str, *, what: str) -> str:
    """
    Return the alternative text without outer spaces, or refuse a useless one.

    Parameters
    ----------
    alt : str
        One sentence for someone who does not see the picture.
    what : {"figure", "map"}
        What the text stands for; used in the message.

    Returns
    -------
    str
        The text on one line.

    Raises
    ------
    ValueError
        If `alt` is no text, or shorter than 20 characters.
    """
    line = " ".join(alt.split()) if isinstance(alt, str) else ""
    if len(line) < _SHORTEST_ALT:
        raise ValueError(
            f"alt must say in a sentence of at least {_SHORTEST_ALT} characters "
            f"what the {what} shows, got {alt!r}; "
            'write for example alt="Line chart: the load of 30 homes peaks at 18:30"'
        )
    return line
