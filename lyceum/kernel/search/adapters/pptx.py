"""PowerPoint files by python-pptx: a slide is a page, its notes below it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pptx

from lyceum.kernel.search.adapters.unpacking import refuse_bomb
from lyceum.kernel.search.rules.reading import MOST_PAGES, PageText, Reason, Unreadable


class PptxReader:
    def pages(self, path: Path) -> Iterator[PageText]:
        refuse_bomb(path)
        slides = list(pptx.Presentation(str(path)).slides)
        if len(slides) > MOST_PAGES:
            raise Unreadable(Reason.TOO_LONG)
        pages = [PageText(n, str(n), _text(slide), _title(slide)) for n, slide in enumerate(slides, 1)]
        if not any(page.text.strip() for page in pages):
            raise Unreadable(Reason.EMPTY)
        yield from pages


def _title(slide: Any) -> str:
    title = slide.shapes.title
    return " ".join(title.text_frame.text.split()) if title is not None and title.has_text_frame else ""


def _text(slide: Any) -> str:
    lines = [line for shape in slide.shapes for line in _lines(shape)]
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        lines += ["", slide.notes_slide.notes_text_frame.text]
    return "\n".join(lines).replace("\x0b", "\n").strip("\n")


def _lines(shape: Any) -> Iterator[str]:
    if getattr(shape, "shapes", None) is not None:
        for inner in shape.shapes:
            yield from _lines(inner)
    elif shape.has_text_frame and shape.text_frame.text.strip():
        yield shape.text_frame.text
    elif getattr(shape, "has_table", False) and shape.has_table:
        for row in shape.table.rows:
            yield " | ".join(cell.text.strip() for cell in row.cells)


def connect() -> PptxReader:
    return PptxReader()
