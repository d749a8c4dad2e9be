"""Draws a course as a PDF like those that teachers hand out: real text, an outline, a page number."""

from collections.abc import Iterator
from html import escape
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Paragraph, Spacer

from lyceum.domains.learning.demo.course import Block, Course

INK, PALE = HexColor("#1f2a5c"), HexColor("#6b7390")
_TEXT = ParagraphStyle("text", fontName="Times-Roman", fontSize=12, leading=17.5, spaceAfter=9, alignment=TA_JUSTIFY)
_STYLES = {
    "text": _TEXT,
    "title": ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=30, leading=38, textColor=INK, spaceAfter=18),
    "level": ParagraphStyle("level", fontName="Helvetica", fontSize=14, leading=20, textColor=PALE),
    "chapter": ParagraphStyle(
        "chapter", fontName="Helvetica-Bold", fontSize=21, leading=27, textColor=INK, spaceAfter=16
    ),
    "section": ParagraphStyle(
        "section", fontName="Helvetica-Bold", fontSize=14.5, leading=19, textColor=INK, spaceBefore=10, spaceAfter=7,
        keepWithNext=True,
    ),
    "part": ParagraphStyle(
        "part", fontName="Helvetica-Bold", fontSize=12, leading=16, spaceBefore=6, spaceAfter=4, keepWithNext=True
    ),
    "point": ParagraphStyle("point", parent=_TEXT, leftIndent=16, bulletIndent=4, spaceAfter=4, alignment=0),
    "numbered": ParagraphStyle("numbered", parent=_TEXT, leftIndent=22, bulletIndent=4, spaceAfter=4, alignment=0),
    "entry": ParagraphStyle("entry", parent=_TEXT, spaceAfter=6, alignment=0),
}  # fmt: skip
_DEPTHS = {"chapter": 0, "section": 1}


def drawn(course: Course) -> bytes:
    """The same bytes each time."""
    body = BytesIO()
    paper = _Paper(body, pagesize=A4, title=course.title, author=course.author, lang=course.language, invariant=1)
    frame = Frame(2.6 * cm, 2.4 * cm, A4[0] - 5.2 * cm, A4[1] - 4.8 * cm, id="page")
    paper.addPageTemplates(PageTemplate("page", frame, onPageEnd=_numbered))
    paper.build([*_cover(course), *_flowables(course.blocks)])
    return body.getvalue()


class _Paper(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    """Chapters and sections go into the outline that readers show beside the pages."""

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  reportlab calls it so
        depth = _DEPTHS.get(getattr(getattr(flowable, "style", None), "name", ""))
        if depth is not None:
            key = f"{self.page}-{id(flowable)}"
            title = flowable.getPlainText()
            self.canv.bookmarkHorizontal(key, 0, self.frame._y + flowable.height)
            self.canv.addOutlineEntry(title.replace("\u00a0", " "), key, depth)


def _cover(course: Course) -> Iterator[Any]:
    yield Spacer(1, 7 * cm)
    yield Paragraph(escape(course.title), _STYLES["title"])
    yield Paragraph(escape(course.level), _STYLES["level"])
    yield Paragraph(escape(course.author), _STYLES["level"])


def _flowables(blocks: list[Block]) -> Iterator[Any]:
    for block in blocks:
        if block.kind == "chapter":
            yield PageBreak()
        text = escape(block.text)
        if block.kind == "entry":
            yield Paragraph(f"<b>{escape(block.label.strip())}</b>{_colon(block.label)} {text}", _STYLES["entry"])
        else:
            bullet = {"point": "•", "numbered": f"{block.label}."}.get(block.kind)
            yield Paragraph(text, _STYLES[block.kind], bulletText=bullet)


def _colon(word: str) -> str:
    """As the language sets it: the space before it came with the word."""
    return "\u00a0:" if word.endswith("\u00a0") else ":"


def _numbered(canvas: Any, paper: Any) -> None:
    if paper.page > 1:
        canvas.setFont("Helvetica", 9)
        canvas.setFillColor(PALE)
        canvas.drawCentredString(A4[0] / 2, 1.4 * cm, f"– {paper.page} –")
