"""PDF by pypdfium2 (PDFium: BSD). pymupdf reads as well, but is AGPL."""

from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from itertools import islice
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from lyceum.kernel.search.rules.reading import MOST_PAGES, PageText, Reason, Unreadable
from lyceum.kernel.search.rules.section import path_of, under

_PICTURE_ONLY = 8  # letters: less on a page is a stamp or a page number, not a text
_TALLEST = 4000
_MOST_ENTRIES = 5000  # of an outline


class PdfReader:
    def count(self, path: Path) -> int:
        with closing(_opened(path)) as pdf:
            return len(pdf)

    def pages(self, path: Path) -> Iterator[PageText]:
        """Held back until one of them has text: a scan must be said, not shown as empty pages."""
        with closing(_opened(path)) as pdf:
            if len(pdf) > MOST_PAGES:
                raise Unreadable(Reason.TOO_LONG)
            headings = _headings(pdf)
            waiting: list[PageText] = []
            spoke = False
            for number in range(1, len(pdf) + 1):
                waiting.append(PageText(number, str(number), _text(pdf, number - 1), headings[number - 1]))
                spoke = spoke or sum(map(str.isalnum, waiting[-1].text)) >= _PICTURE_ONLY
                if spoke:
                    yield from waiting
                    waiting = []
            if waiting and _has_pictures(pdf):
                raise Unreadable(Reason.SCAN)
            if waiting and not any(page.text.strip() for page in waiting):
                raise Unreadable(Reason.EMPTY)
            yield from waiting

    def drawn(self, path: Path, number: int, width: int) -> bytes:
        with closing(_opened(path)) as pdf:
            if not 1 <= number <= len(pdf):
                raise Unreadable(Reason.BROKEN)
            page = pdf[number - 1]
            across, down = page.get_size()
            scale = min(width / max(across, 1), _TALLEST / max(down, 1))
            drawn = page.render(scale=scale, may_draw_forms=False).to_pil()
            with BytesIO() as body:
                drawn.save(body, "WEBP", quality=80)
                return body.getvalue()


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as fault:
        locked = getattr(fault, "err_code", 0) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise Unreadable(Reason.ENCRYPTED if locked else Reason.BROKEN) from fault


def _text(pdf: pypdfium2.PdfDocument, index: int) -> str:
    try:
        with closing(pdf[index]) as page, closing(page.get_textpage()) as written:
            text = written.get_text_bounded()
    except pypdfium2.PdfiumError:
        return ""  # one damaged page does not make the others unreadable
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\n\t" or c.isprintable() or c.isspace() or c == "\u00ad").strip("\n")


def _headings(pdf: pypdfium2.PdfDocument) -> list[str]:
    """By its outline, if it has one: for each page the headings under which it begins, or that open it."""
    above: list[str] = []
    first: dict[int, tuple[bool, str]] = {}
    last: dict[int, str] = {}
    for entry in islice(pdf.get_toc(max_depth=6), _MOST_ENTRIES):
        place = entry.get_dest()
        index = place.get_index() if place else None
        above = under(above, entry.level + 1, " ".join(entry.get_title().split())[:120])
        if place and index is not None and index < len(pdf):
            first.setdefault(index, (_is_at_top(pdf, index, place), path_of(above)))
            last[index] = path_of(above)
    found, now = [], ""
    for index in range(len(pdf)):
        opens, heading = first.get(index, (False, ""))
        found.append((heading if opens else now)[:300])
        now = last.get(index, now)
    return found


def _is_at_top(pdf: pypdfium2.PdfDocument, index: int, place: pypdfium2.PdfDest) -> bool:
    """In the upper half of its page, or not said where on it."""
    mode, at = place.get_view()
    tops = {pdfium.PDFDEST_VIEW_XYZ: at[1:2], pdfium.PDFDEST_VIEW_FITH: at[:1]}.get(mode, [])
    return all(2 * top > pdf.get_page_size(index)[1] for top in tops)


def _has_pictures(pdf: pypdfium2.PdfDocument) -> bool:
    pages = (pdf[index] for index in range(min(len(pdf), 5)))
    return any(True for page in pages for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))


def connect() -> PdfReader:
    return PdfReader()
