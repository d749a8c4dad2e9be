"""What a file really is, by its bytes; the name and the type that came with it are only claims."""

import io
import re
import struct
import zipfile

JPEG, PNG, WEBP, GIF = "image/jpeg", "image/png", "image/webp", "image/gif"
PDF, TEXT, ZIP = "application/pdf", "text/plain", "application/zip"
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = _OFFICE + "wordprocessingml.document"
PPTX = _OFFICE + "presentationml.presentation"
XLSX = _OFFICE + "spreadsheetml.sheet"

PICTURES = frozenset({JPEG, PNG, WEBP, GIF})
DOCUMENTS = frozenset({PDF, TEXT, DOCX, PPTX, XLSX})
EXTENSIONS = {
    JPEG: ("jpg", "jpeg", "jfif"),
    PNG: ("png",),
    WEBP: ("webp",),
    GIF: ("gif",),
    PDF: ("pdf",),
    TEXT: ("txt", "csv", "md", "markdown", "text", "tsv", "vtt", "srt"),
    DOCX: ("docx",),
    PPTX: ("pptx",),
    XLSX: ("xlsx",),
    ZIP: ("zip",),
}
_MARKS = {b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG, b"GIF87a": GIF, b"GIF89a": GIF, b"%PDF-": PDF}
_PARTS = {"word/document.xml": DOCX, "ppt/presentation.xml": PPTX, "xl/workbook.xml": XLSX}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


class Hostile(Exception):
    """The bytes are not what they pretend to be, or would do harm where they are opened."""


def content_type_of(body: bytes) -> str:
    """One of the types above. Raises Hostile for anything else."""
    for mark, found in _MARKS.items():
        if body.startswith(mark):
            return found
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return WEBP
    if body.startswith(b"PK\x03\x04"):
        return _packed_type(body)
    if _is_text(body):
        return TEXT
    raise Hostile("unknown kind")


def _packed_type(body: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as fault:
        raise Hostile("broken archive") from fault
    for part, found in _PARTS.items():
        if part in names and "[Content_Types].xml" in names:
            return found
    return ZIP


def _is_text(body: bytes) -> bool:
    """Plain writing: UTF-8, no control characters, no markup or script that a browser would run."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    opening = text.lstrip("\ufeff\u200b \t\r\n\f").casefold()[:2]
    return bool(opening) and not _CONTROL.search(text) and opening[0] != "<" and opening != "#!"


def extension_of(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    return extension.casefold() if dot and stem else ""


def fits(extension: str, content_type: str) -> bool:
    """Cameras and messengers name pictures carelessly, so any picture's extension fits a picture."""
    family = PICTURES if content_type in PICTURES else {content_type}
    return not extension or any(extension in EXTENSIONS[member] for member in family)
