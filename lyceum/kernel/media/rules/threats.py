"""What is refused in files of a known kind: bombs, second faces, active contents."""

import io
import re
import struct
import zipfile

from lyceum.kernel.media.rules.contents import DOCX, GIF, JPEG, PDF, PNG, PPTX, WEBP, XLSX, Hostile

_ACTIVE = re.compile(rb"<\s*(?:script|html|svg|iframe|body|!doctype)|<\?(?:php|=)|javascript:", re.IGNORECASE)
# Every script of a PDF hangs on an action named so. "/JS" alone is three bytes, which large pictures hold by chance:
# it would refuse a third of honest files of 10 MB.
_PDF_ACTIVE = re.compile(rb"/(?:JavaScript|Rendition|Launch|EmbeddedFiles?|RichMedia|XFA)(?![A-Za-z])")
_MACROS = re.compile(r"vbaProject|vbaData|activeX|\.(?:exe|dll|js|vbs|bat|cmd|ps1|scr|hta|html?)$", re.IGNORECASE)
_MOST_PARTS, _MOST_UNPACKED, _MOST_RATIO = 5000, 300 * 1024 * 1024, 100


def refuse_threats(body: bytes, content_type: str) -> None:
    """Raises Hostile."""
    if content_type in _CHECKS:
        _CHECKS[content_type](body)


def _jpeg(body: bytes) -> None:
    # Cameras put previews and depth maps behind the picture, so what follows it is searched, not refused.
    _refuse_second_face(body)
    if b"\xff\xd9" not in body:
        raise Hostile("no end of image")


def _png(body: bytes) -> None:
    at, size = 8, len(body)
    while at + 12 <= size:
        (length,), kind = struct.unpack_from(">I", body, at), body[at + 4 : at + 8]
        at += 12 + length
        if kind == b"IEND":
            _refuse_rest(body, at)
            return _refuse_second_face(body)
    raise Hostile("no end of image")


def _gif(body: bytes) -> None:
    # A comment or a script may hide in the size itself: GIF89a/*…*/=1 is a picture to one reader, code to another.
    if body[6:8] in {b"/*", b"//"} or body[6:7] in {b"=", b"`", b"'", b'"'}:
        raise Hostile("script in the size")
    if not body.rstrip(b"\x00").endswith(b";"):
        raise Hostile("no end of image")
    _refuse_second_face(body)


def _webp(body: bytes) -> None:
    (length,) = struct.unpack_from("<I", body, 4)
    if len(body) < 8 + length:
        raise Hostile("cut short")
    _refuse_rest(body, 8 + length + length % 2)
    _refuse_second_face(body)


def _pdf(body: bytes) -> None:
    if b"%%EOF" not in body[-2048:]:
        raise Hostile("no end of document")
    if _ACTIVE.search(body[:4096]) or zipfile.is_zipfile(io.BytesIO(body)):
        raise Hostile("second face")
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda hexed: bytes([int(hexed[1], 16)]), body)
    if _PDF_ACTIVE.search(plain):
        raise Hostile("active document")


def _office(body: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        parts = packed.infolist()
        names = [part.filename for part in parts]
        if len(parts) > _MOST_PARTS or len(set(names)) < len(names):
            raise Hostile("too many parts")
        if any(part.flag_bits & 1 for part in parts) or any(_escapes(name) for name in names):
            raise Hostile("locked or escaping parts")
        if any(_MACROS.search(name) for name in names):
            raise Hostile("macros")
        _refuse_bomb(parts, len(body))
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                _refuse_entities(packed.read(part))


def _refuse_bomb(parts: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    if unpacked > _MOST_UNPACKED or unpacked > 10 * 1024 * 1024 + size * _MOST_RATIO:
        raise Hostile("bomb")


def _refuse_entities(xml: bytes) -> None:
    plain = xml.replace(b"\x00", b"")  # UTF-16 hides the words from a search
    if b"<!ENTITY" in plain or b"<!DOCTYPE" in plain or (b"attachedTemplate" in plain and b"External" in plain):
        raise Hostile("active document")


def _escapes(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name


def _refuse_rest(body: bytes, end: int) -> None:
    if body[end:].strip(b"\x00\r\n "):
        raise Hostile("something behind the image")


def _refuse_second_face(body: bytes) -> None:
    if _ACTIVE.search(body) or zipfile.is_zipfile(io.BytesIO(body)):
        raise Hostile("second face")


_CHECKS = {
    JPEG: _jpeg,
    PNG: _png,
    GIF: _gif,
    WEBP: _webp,
    PDF: _pdf,
    DOCX: _office,
    PPTX: _office,
    XLSX: _office,
}
