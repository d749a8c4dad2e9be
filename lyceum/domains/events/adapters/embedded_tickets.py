"""Tickets drawn by reportlab: on A4 with room to fold, and one to a page of a phone's shape."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from itertools import groupby
from typing import Any

import qrcode
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from lyceum.domains.events.ports import Paper
from lyceum.domains.events.rules.ticket_sheet import TicketSheet
from lyceum.kernel.foundation.rules.colour import hex_of

INK, PALE, LINE = HexColor("#1d2130"), HexColor("#5d6272"), HexColor("#d9d5cc")
_PHONE = (100 * mm, 178 * mm)
_QUIET_ZONE = 4  # ISO 18004: so many light squares around
_MASK = 1  # every reader takes any of the eight; of random letters none is worse, and choosing draws all of them
_PARTS = ("holder", "when", "where", "seat", "number")


class Printer:
    def printed(self, sheets: Sequence[TicketSheet], paper: Paper) -> bytes:
        body = BytesIO()
        size = A4 if paper is Paper.A4 else _PHONE
        canvas = Canvas(body, pagesize=size, invariant=1, lang=sheets[0].language if sheets else "en")
        canvas.setTitle(_plain(f"{sheets[0].event} · {sheets[0].number}") if sheets else "")
        for sheet in sheets:
            (_on_a4 if paper is Paper.A4 else _on_phone)(canvas, sheet)
            canvas.showPage()
        canvas.save()
        return body.getvalue()

    def squares(self, code: str) -> list[list[bool]]:
        drawn = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=_QUIET_ZONE, mask_pattern=_MASK)
        drawn.add_data(code)
        drawn.make(fit=True)
        return [[bool(dark) for dark in row] for row in drawn.get_matrix()]


def connect() -> Printer:
    return Printer()


def _on_a4(canvas: Canvas, sheet: TicketSheet) -> None:
    width, height = A4
    margin = 20 * mm
    top = height - 34 * mm
    _band(canvas, sheet, width, height, 14 * mm, margin)
    top = _written(canvas, sheet.event, margin, top, width - 2 * margin, "bold", 24, most=3)
    top = _written(canvas, sheet.kind, margin, top - 2 * mm, width - 2 * margin, "text", 13, PALE, most=2)
    code = 70 * mm
    _code(canvas, sheet.code, width - margin - code, top - code - 6 * mm, code)
    below = _parts(canvas, sheet, margin, top - 12 * mm, width - 2 * margin - code - 8 * mm)
    below = min(below, top - code - 12 * mm)
    canvas.setStrokeColor(LINE)
    canvas.setDash(3, 3)
    canvas.line(margin, below - 6 * mm, width - margin, below - 6 * mm)
    canvas.setDash()
    _written(canvas, sheet.note, margin, below - 14 * mm, width - 2 * margin, "text", 9.5, PALE, most=12)


def _on_phone(canvas: Canvas, sheet: TicketSheet) -> None:
    width, height = _PHONE
    margin = 9 * mm
    _band(canvas, sheet, width, height, 11 * mm, margin)
    code = width - 2 * margin
    _code(canvas, sheet.code, margin, height - 14 * mm - code, code)
    top = height - 20 * mm - code
    top = _written(canvas, sheet.event, margin, top, code, "bold", 13, most=2)
    top = _written(canvas, sheet.kind, margin, top, code, "text", 10, PALE, most=1)
    _parts(canvas, sheet, margin, top - 3 * mm, code, size=8.5)


def _band(canvas: Canvas, sheet: TicketSheet, width: float, height: float, high: float, margin: float) -> None:
    """In the organiser's colour, whose lightness keeps white words readable."""
    canvas.setFillColor(HexColor(hex_of(0.45, 0.12, sheet.hue)))
    canvas.rect(0, height - high, width, high, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#ffffff"))
    canvas.setFont(_font("bold"), high * 0.32)
    canvas.drawString(margin, height - high * 0.62, _cut(sheet.organiser, "bold", high * 0.32, width - 2 * margin))


def _parts(canvas: Canvas, sheet: TicketSheet, left: float, top: float, width: float, size: float = 11) -> float:
    for part in _PARTS:
        if value := getattr(sheet, part):
            top = _written(canvas, sheet.labels[part], left, top, width, "text", size * 0.75, PALE, most=1)
            top = _written(canvas, value, left, top, width, "bold", size, most=3) - size * 0.55
    return top


def _written(
    canvas: Canvas, text: str, left: float, top: float, width: float, weight: str, size: float,
    colour: Any = INK, *, most: int,
) -> float:  # fmt: skip
    """Wrapped, at most so many lines; where the next may begin."""
    canvas.setFillColor(colour)
    canvas.setFont(_font(weight), size)
    lines = simpleSplit(_plain(text), _font(weight), size, width)
    for line in lines[:most]:
        canvas.drawString(left, top - size, line)
        top -= size * 1.3
    return top


def _cut(text: str, weight: str, size: float, width: float) -> str:
    return str(next(iter(simpleSplit(_plain(text), _font(weight), size, width)), ""))


def _code(canvas: Canvas, code: str, left: float, bottom: float, side: float) -> None:
    """Runs of dark squares are one rectangle: between two, printers leave hairlines. Written as one path in squares,
    since a rush prints thousands, and a thousand numbers each are dear to format."""
    rows = Printer().squares(code)
    canvas.setFillColor(HexColor("#ffffff"))
    canvas.rect(left, bottom, side, side, stroke=0, fill=1)
    canvas.saveState()
    canvas.setFillColor(HexColor("#000000"))
    canvas.translate(left, bottom)
    canvas.scale(side / len(rows), side / len(rows))
    top = len(rows) - 1
    canvas.addLiteral(" ".join([*(f"{x} {top - y} {run} 1.01 re" for x, y, run in _dark(rows)), "f"]))
    canvas.restoreState()


def _dark(rows: list[list[bool]]) -> Iterator[tuple[int, int, int]]:
    """Of each run: where it begins, in which row, how long it is."""
    for y, row in enumerate(rows):
        x = 0
        for is_dark, squares in groupby(row):
            run = len(list(squares))
            if is_dark:
                yield x, y, run
            x += run


@cache
def _font(weight: str) -> str:
    """Of reportlab, with letters of most European languages; embedded, so that every reader draws the same."""
    name = {"text": "Vera", "bold": "VeraBd"}[weight]
    pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    return name


def _plain(text: str) -> str:
    """What the font has no letter for loses its accents, else becomes a question mark."""
    known = pdfmetrics.getFont(_font("text")).face.charToGlyph

    def letter(character: str) -> str:
        if ord(character) in known:
            return character
        if unicodedata.category(character) == "Zs":
            return "\u00a0"
        bare = unicodedata.normalize("NFKD", character)[0]
        return bare if ord(bare) in known else "?"

    return "".join(map(letter, unicodedata.normalize("NFC", text)))
