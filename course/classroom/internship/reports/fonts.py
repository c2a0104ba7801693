"""Fonts of the PDF: DejaVu Sans for Latin, Greek and Cyrillic, fonts of the reader's program for Chinese and Korean."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path

BODY, BOLD = "DejaVuSans", "DejaVuSans-Bold"
# Each PDF program brings fonts under these names; nothing is embedded, so the file stays small.
CHINESE, JAPANESE, KOREAN = "STSong-Light", "HeiseiMin-W3", "HYSMyeongJo-Medium"
_RUNS = re.compile(
    "(?P<korean>[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]+)|(?P<japanese>[\u3040-\u30ff]+)"
    "|(?P<chinese>[\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]+)"
)
_FONTS = {"korean": KOREAN, "japanese": JAPANESE, "chinese": CHINESE}


@cache
def register() -> None:
    """Make the fonts known to reportlab."""
    import matplotlib
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for name in (BODY, BOLD):
        pdfmetrics.registerFont(TTFont(name, folder / f"{name}.ttf"))
    pdfmetrics.registerFontFamily(BODY, normal=BODY, bold=BOLD, italic=BODY, boldItalic=BOLD)
    for name in _FONTS.values():
        pdfmetrics.registerFont(UnicodeCIDFont(name))


def marked_up(text: str) -> str:
    """Return a text for a paragraph: escaped, with its lines, each run of a script in a font that has it."""
    parts, end = [], 0
    for run in _RUNS.finditer(text):
        parts.append(_plain(text[end : run.start()]))
        parts.append(f'<font name="{_FONTS[run.lastgroup or "chinese"]}">{_plain(run[0])}</font>')
        end = run.end()
    return "".join([*parts, _plain(text[end:])])


def _plain(text: str) -> str:
    """Escape a text; what DejaVu Sans has no picture of becomes a sign that says so."""
    known = _characters()
    shown = "".join(sign if sign == "\n" or ord(sign) in known or _RUNS.match(sign) else "\ufffd" for sign in text)
    return escape(shown, quote=False).replace("\n", "<br/>")


@cache
def _characters() -> frozenset[int]:
    from reportlab.pdfbase import pdfmetrics

    register()
    return frozenset(pdfmetrics.getFont(BODY).face.charToGlyph)
