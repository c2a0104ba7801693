"""A report as PDF. The same content gives the same bytes."""

from __future__ import annotations

import io
from typing import Any

from classroom.internship.reports.content import Report, Section
from classroom.internship.reports.fonts import BODY, BOLD, marked_up, register

INK, QUIET, BLUE, LINE = "#1a2230", "#545f6e", "#1f4e79", "#d5dae1"
_MM = 72 / 25.4  # points
MARGIN = 20 * _MM
PADDING = 6  # points; what reportlab leaves inside the margin on each side
# Shares of the width, by the number of columns.
WIDTHS = {2: (0.22, 0.78), 4: (0.2, 0.2, 0.16, 0.44), 6: (0.25, 0.14, 0.19, 0.16, 0.1, 0.16)}


def render(report: Report) -> bytes:
    """Return the PDF of a report, A4."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate, Spacer

    register()
    made = io.BytesIO()
    document = SimpleDocTemplate(
        made,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=f"{report.title}: {report.name}",
        author="",
        invariant=1,
        lang="en",
    )
    story: list[Any] = [
        _text(f"{report.title}, {report.day}", size=9, color=QUIET),
        _text(report.name, size=18, font=BOLD, after=6),
        _text(report.headline, size=12, font=BOLD, color=BLUE, after=2),
    ]
    for section in report.sections:
        story += [Spacer(1, 10), *_section(section, document.width - 2 * PADDING)]
    document.build(story, onFirstPage=_foot(report), onLaterPages=_foot(report))
    return made.getvalue()


def _section(section: Section, width: float) -> list[Any]:
    from reportlab.platypus import HRFlowable, KeepTogether

    heading = [
        _text(section.title, size=12, font=BOLD, color=BLUE, keep=True),
        HRFlowable(width="100%", thickness=1, color=BLUE, spaceAfter=4),
    ]
    body: list[Any] = []
    for label, text in section.paragraphs:
        body += [_text(label, size=8.5, color=QUIET, keep=True)] if label else []
        body += [_text(text, after=5)]
    if section.rows:
        body.append(_table(section, width))
    # A heading stays with what follows it.
    return [KeepTogether([*heading, *body[:2]]), *body[2:]] if section.paragraphs else [*heading, *body]


def _table(section: Section, width: float) -> Any:
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import Table

    header = [[_text(name, size=8, color=QUIET) for name in section.header]] if section.header[0] else []
    rows = [[_text(cell, size=8.5) for cell in row] for row in section.rows]
    shares = WIDTHS[len(section.header)]
    table = Table([*header, *rows], colWidths=[share * width for share in shares], repeatRows=len(header), splitInRow=1)
    table.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(LINE)),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 5),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ]
    )
    return table


def _text(
    text: str, *, size: float = 9.5, font: str = BODY, color: str = INK, after: float = 0, keep: bool = False
) -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle(
        "text",
        fontName=font,
        fontSize=size,
        leading=size * 1.4,
        textColor=color,
        spaceAfter=after,
        keepWithNext=keep,
        splitLongWords=True,
        wordWrap="CJK" if any(ord(sign) > 0x2E80 for sign in text) else None,
    )
    return Paragraph(marked_up(text), style)


def _foot(report: Report) -> Any:
    def draw(canvas: Any, document: Any) -> None:
        paragraph = _text(f"{report.name} · {report.day} · page {document.page}", size=7.5, color=QUIET)
        paragraph.wrapOn(canvas, document.width, MARGIN)
        paragraph.drawOn(canvas, MARGIN + PADDING, MARGIN / 2)

    return draw
