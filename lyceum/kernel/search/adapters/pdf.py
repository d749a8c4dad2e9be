"""PDF by pypdfium2 (PDFium: BSD). pymupdf reads as well, but is AGPL."""

from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from lyceum.kernel.search.rules.reading import MOST_PAGES, PageText, Reason, Unreadable

_PICTURE_ONLY = 8  # letters: less on a page is a stamp or a page number, not a text
_TALLEST = 4000


class PdfReader:
    def count(self, path: Path) -> int:
        with closing(_opened(path)) as pdf:
            return len(pdf)

    def pages(self, path: Path) -> Iterator[PageText]:
        """Held back until one of them has text: a scan must be said, not shown as empty pages."""
        with closing(_opened(path)) as pdf:
            if len(pdf) > MOST_PAGES:
                raise Unreadable(Reason.TOO_LONG)
            waiting: list[PageText] = []
            spoke = False
            for number in range(1, len(pdf) + 1):
                waiting.append(PageText(number, str(number), _text(pdf, number - 1)))
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


def _has_pictures(pdf: pypdfium2.PdfDocument) -> bool:
    pages = (pdf[index] for index in range(min(len(pdf), 5)))
    return any(True for page in pages for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))


def connect() -> PdfReader:
    return PdfReader()
