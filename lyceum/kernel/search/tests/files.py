"""Files of every kind that a teacher may drop, made here: whole ones, broken ones, hostile ones."""

import io
import zipfile
from collections.abc import Sequence

import docx
import pptx

PICTURE = "q 200 0 0 200 0 0 cm /Im Do Q"


def pdf(*pages: str, encrypted: bool = False, outline: Sequence[tuple[str, int, int]] = ()) -> bytes:
    """A page for each text; ``PICTURE`` gives one that holds a picture and no text.

    ``outline``: title, page from 1, and how high above its foot (of 600).
    """
    contents = [page if page == PICTURE else _written(page.split("\n")) for page in pages]
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {f'/Outlines {6 + 2 * len(pages)} 0 R' if outline else ''} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
        "\nstream\n\x00\nendstream",
        f"<< /Filter /Standard /V 1 /R 2 /O <{'11' * 32}> /U <{'22' * 32}> /P -44 >>",
    ]
    for n, content in enumerate(contents):
        resources = "<< /Font << /F 3 0 R >> /XObject << /Im 4 0 R >> >>"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Resources {resources} /Contents {7 + 2 * n} 0 R >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    objects += _outlined(outline, 6 + 2 * len(pages)) if outline else []
    return _assembled(objects, "/Encrypt 5 0 R /ID [<00> <00>]" if encrypted else "")


def _outlined(entries: Sequence[tuple[str, int, int]], root: int) -> list[str]:
    last = root + len(entries)
    made = [f"<< /Type /Outlines /First {root + 1} 0 R /Last {last} 0 R /Count {len(entries)} >>"]
    for number, (title, page, top) in enumerate(entries, root + 1):
        following = f"/Next {number + 1} 0 R" if number < last else ""
        place = f"[{4 + 2 * page} 0 R /XYZ 0 {top} 0]"
        made.append(f"<< /Title ({title}) /Parent {root} 0 R {following} /Dest {place} >>")
    return made


def _written(lines: Sequence[str]) -> str:
    shown = " ".join(f"({line}) Tj 0 -16 Td" for line in lines)
    return f"BT /F 12 Tf 20 560 Td {shown} ET"


def _assembled(objects: Sequence[str], more: str) -> bytes:
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<< /Size {count} /Root 1 0 R {more} >>\n"
    return f"{body}{end}startxref\n{len(body)}\n%%EOF\n".encode("latin-1")


def word() -> bytes:
    document = docx.Document()
    document.add_heading("Optique", 1)
    document.add_paragraph("La lumière va tout droit.")
    document.add_heading("Réfraction", 2)
    document.add_paragraph("Un rayon change de direction à la surface.")
    table = document.add_table(2, 2)
    for at, text in enumerate(["Milieu", "Indice", "Eau", "1,33"]):
        table.cell(at // 2, at % 2).text = text
    return _saved(document)


def slides() -> bytes:
    deck = pptx.Presentation()
    for title, body in (("Optique", "La lumière va tout droit."), ("Réfraction", "Un rayon change de direction.")):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text, slide.placeholders[1].text = title, body
    slide.notes_slide.notes_text_frame.text = "Montrer le verre d’eau."
    return _saved(deck)


def bomb() -> bytes:
    """A Word file whose text unpacks to 400 MB."""
    with io.BytesIO() as packed:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            with archive.open("word/document.xml", "w", force_zip64=True) as part:
                for _ in range(400):
                    part.write(b" " * 1024 * 1024)
        return packed.getvalue()


def _saved(document: object) -> bytes:
    with io.BytesIO() as body:
        document.save(body)  # type: ignore[attr-defined]  # both libraries call it so
        return body.getvalue()
