"""The page that people read: one column of figures, the organisation's colour, fonts that travel along."""

import colorsys
import unicodedata
from functools import cache
from html import escape
from io import BytesIO

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table

from lyceum.kernel.billing.rules.invoice_paper import Paper
from lyceum.kernel.billing.rules.vat import shown_rate
from lyceum.kernel.foundation.rules.money import shown

INK, MUTED, LINE = HexColor("#23202b"), HexColor("#5d5868"), HexColor("#d9d5e0")
TEXT, BOLD = "Vera", "VeraBd"
MARGIN = 20 * mm
WIDTH = A4[0] - 2 * MARGIN
_IN_TEXT = ("FONTNAME", (0, 0), (-1, -1), TEXT)  # else empty cells name a font that does not travel along


def drawn(paper: Paper) -> bytes:
    _fonts()
    out = BytesIO()
    document = BaseDocTemplate(
        out, pagesize=A4, title=f"{paper.words['title']} {paper.code}", author=paper.seller.name, initialFontName=TEXT
    )
    frame = Frame(MARGIN, 32 * mm, WIDTH, A4[1] - 32 * mm - MARGIN, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=lambda canvas, _made: _margins(canvas, paper)))
    document.build([*_head(paper), _lines(paper), Spacer(0, 6 * mm), _sums(paper), *_foot(paper)])
    return out.getvalue()


@cache
def _fonts() -> None:
    for name in (TEXT, BOLD):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    pdfmetrics.registerFontFamily(TEXT, normal=TEXT, bold=BOLD, italic=TEXT, boldItalic=BOLD)


def _margins(canvas: Canvas, paper: Paper) -> None:
    """A band of the organisation's colour above; below who sells, and the page's number."""
    canvas.setFillColor(_accent(paper))
    canvas.rect(0, A4[1] - 6 * mm, A4[0], 6 * mm, stroke=0, fill=1)
    canvas.setFillColor(MUTED)
    canvas.setFont(TEXT, 7)
    for row, text in enumerate(_seller_rows(paper)):
        canvas.drawString(MARGIN, 22 * mm - row * 3.6 * mm, legible(text))
    canvas.drawRightString(A4[0] - MARGIN, 22 * mm, f"{paper.code} · {canvas.getPageNumber()}")


def _seller_rows(paper: Paper) -> list[str]:
    seller, words = paper.seller, paper.words
    numbers = [(words["registration"], seller.registration), (words["vat_number"], seller.vat_number)]
    place = ", ".join(part for part in (seller.street, f"{seller.postcode} {seller.city}".strip()) if part)
    said = [f"{label} {number}" for label, number in numbers if number]
    return [row for row in (" · ".join([seller.name, *([place] if place else [])]), " · ".join(said)) if row]


def _head(paper: Paper) -> list[Flowable]:
    words, buyer = paper.words, paper.buyer
    title = [_text(words["title"], size=20, font=BOLD), _text(paper.code, size=11, color=_accent(paper), font=BOLD)]
    if paper.credits:
        title.append(_text(words["credits"], color=MUTED))
    mark: list[Flowable] = [_text(paper.seller.name, size=12, font=BOLD, right=True)]
    to = [_text(words["buyer"], size=8, color=MUTED), _text(buyer.name, font=BOLD)]
    to += [_text(row) for row in [*buyer.address.splitlines(), buyer.email, buyer.vat_number] if row]
    day = [_text(words["date"], size=8, color=MUTED, right=True), _text(words["issued_on"], right=True, font=BOLD)]
    halves = [WIDTH * 0.6, WIDTH * 0.4]
    style = [_IN_TEXT, ("VALIGN", (0, 0), (-1, -1), "TOP"), *_flush()]
    return [
        Spacer(0, 6 * mm),
        Table([[title, mark]], halves, style=style),
        Spacer(0, 10 * mm),
        Table([[to, day]], halves, style=style),
        Spacer(0, 10 * mm),
    ]


def _lines(paper: Paper) -> Table:
    words = paper.words
    heads = [(words["what"], False), *((words[name], True) for name in ("quantity", "unit", "rate", "amount"))]
    rows = [[_text(title, size=8, color=MUTED, right=right) for title, right in heads]]
    for line in paper.lines:
        figures = [str(line.quantity), _money(paper, line.unit), _rate(paper, line.rate), _money(paper, line.gross)]
        rows.append([_text(line.text), *(_text(figure, right=True) for figure in figures)])
    style = [
        _IN_TEXT,
        ("LINEBELOW", (0, 0), (-1, 0), 1, _accent(paper)),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, LINE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
    ]
    return Table(rows, [WIDTH * part for part in (0.44, 0.1, 0.17, 0.11, 0.18)], style=style, repeatRows=1)


def _sums(paper: Paper) -> Table:
    words = paper.words
    rows = [(words["net"], paper.net, False)]
    rows += [
        (f"{words['tax']} {_rate(paper, total.rate)} ({_money(paper, total.net)})", total.tax, False)
        for total in paper.totals
        if total.rate
    ]
    rows.append((words["total"], paper.gross, True))
    above = len(rows) - 1
    if paper.prepaid:
        rows += [(words["prepaid"], -paper.prepaid, False), (words["due"], paper.due, True)]
    cells = [
        [_text(label, font=BOLD if strong else TEXT), _text(_money(paper, amount), right=True, font=BOLD)]
        for label, amount, strong in rows
    ]
    style = [_IN_TEXT, ("LINEABOVE", (0, above), (-1, above), 1, _accent(paper)), ("LEFTPADDING", (0, 0), (0, -1), 0)]
    style.append(("RIGHTPADDING", (-1, 0), (-1, -1), 0))
    return Table(cells, [WIDTH * 0.32, WIDTH * 0.22], style=style, hAlign="RIGHT")


def _foot(paper: Paper) -> list[Flowable]:
    return [Spacer(0, 8 * mm), *(_text(mention, size=8, color=MUTED) for mention in paper.mentions)]


def _text(text: str, *, size: float = 9.5, color: Color = INK, font: str = TEXT, right: bool = False) -> Paragraph:
    style = ParagraphStyle("", fontName=font, fontSize=size, leading=size * 1.4, textColor=color)
    style.alignment = TA_RIGHT if right else style.alignment
    return Paragraph(escape(legible(text)), style)


def legible(text: str) -> str:
    """What the font has no sign for, in the nearest that it has: the XML keeps the text as it is."""
    _fonts()
    known = pdfmetrics.getFont(TEXT).face.charToGlyph
    return "".join(sign if ord(sign) in known else _nearest(sign, known) for sign in text.replace("\u202f", "\u00a0"))


def _nearest(sign: str, known: dict[int, int]) -> str:
    parts = "".join(part for part in unicodedata.normalize("NFKD", sign) if ord(part) in known)
    return parts or "?"


def _flush() -> list[tuple[object, ...]]:
    return [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]


def _accent(paper: Paper) -> Color:
    """Dark enough to be read on white, whatever the hue; oklch degrees are near enough to HLS here."""
    return Color(*colorsys.hls_to_rgb(((paper.hue - 30) % 360) / 360, 0.33, 0.5))


def _money(paper: Paper, amount: int) -> str:
    return shown(-amount if paper.is_credit_note else amount, paper.currency, paper.language)


def _rate(paper: Paper, rate: int) -> str:
    number = shown_rate(rate)
    return f"{number.replace('.', ',')}\u00a0%" if paper.language.startswith("fr") else f"{number}%"
