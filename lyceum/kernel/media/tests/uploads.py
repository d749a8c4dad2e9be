"""Files for tests: honest ones, and ones that pretend."""

import io
import struct
import zipfile
import zlib
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), colour: Any = (200, 30, 30), **saved: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **saved)
    return out.getvalue()


def positioned_photo() -> bytes:
    """A JPEG that says where and with what it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "SecretCameraMaker"
    exif[0x0112] = 6  # lying on its side
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 29.0)
    return picture("JPEG", (400, 200), exif=exif.tobytes(), comment=b"SecretComment")


def pdf(extra: bytes = b"") -> bytes:
    return b"%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\n" + extra + b"\ntrailer <</Root 1 0 R>>\n%%EOF\n"


def office(parts: dict[str, bytes | str] | None = None) -> bytes:
    whole = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>", **(parts or {})}
    return archive(whole)


def archive(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in parts.items():
            packed.writestr(name, body)
    return out.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A small PNG that unfolds into ``width`` × ``height`` pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (min(height, 2000) * (width // 8 + 1)), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def upload(name: str, body: bytes, claimed: str = "image/png") -> SimpleUploadedFile:
    """As an attacker would send it: Django's own tidying of the name is stepped around."""
    file = SimpleUploadedFile("x", body, claimed)
    file._name = name
    return file


SCRIPT = b"<script>alert(document.domain)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect width="9" height="9"/></svg>'
_GIF = picture("GIF")
_COMMENT = b"\0\0\0\x2ftEXtComment\0" + SCRIPT + b"\0\0\0\0"
_PNG, _JPEG, _WEBP = picture("PNG"), picture("JPEG"), picture("WEBP")

HOSTILE_CONTENTS: dict[str, tuple[str, bytes]] = {
    "nothing": ("empty.png", b""),
    "one byte": ("one.png", b"\x89"),
    "html as png": ("page.png", b"<!DOCTYPE html><html>" + SCRIPT),
    "html after spaces": ("page.txt", b" \n\t<html>" + SCRIPT),
    "html after a byte order mark": ("page.txt", b"\xef\xbb\xbf<html>" + SCRIPT),
    "html in utf-16": ("page.txt", "<html><script>".encode("utf-16")),
    "html in utf-7": ("page.html", b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-"),
    "html named html": ("page.html", b"<p>hello"),
    "svg": ("logo.svg", SVG),
    "svg as png": ("logo.png", SVG),
    "svg as txt": ("logo.txt", SVG),
    "xml with an entity": (
        "a.txt",
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>',
    ),
    "shell script": ("run.txt", b"#!/bin/sh\nrm -rf /\n"),
    "elf program": ("photo.jpg", b"\x7fELF\x02\x01\x01" + b"\0" * 64),
    "windows program": ("photo.jpg", b"MZ\x90\x00" + b"\0" * 64),
    "java class": ("photo.jpg", b"\xca\xfe\xba\xbe\x00\x00\x00\x34"),
    "php behind a gif's mark": ("a.gif", b"GIF89a<?php system($_GET['c']); ?>"),
    "gif that is a script": ("a.gif", b"GIF89a/*" + _GIF[8:] + b"*/=1;alert(1)//;"),
    "gif that assigns": ("a.gif", b"GIF89a=" + _GIF[7:]),
    "gif with html behind": ("a.gif", _GIF + SCRIPT),
    "gif with an archive behind": ("a.gif", _GIF + archive({"a.txt": "x"})),
    "gif cut short": ("a.gif", _GIF[:20]),
    "png with html behind": ("a.png", _PNG + SCRIPT),
    "png with bytes behind": ("a.png", _PNG + b"hidden letters"),
    "png with an archive behind": ("a.png", _PNG + archive({"a.txt": "x"})),
    "png with a script in a text": (
        "a.png",
        _PNG[:33] + b"\0\0\0\x30tEXtComment\0" + SCRIPT + b"\0\0\0\0\0" + _PNG[33:],
    ),
    "png cut short": ("a.png", _PNG[:40]),
    "png without pixels": ("a.png", _PNG[:33] + b"\0\0\0\0IEND\xaeB`\x82"),
    "png with broken sums": ("a.png", _PNG[:45] + b"\xff\xff\xff" + _PNG[48:]),
    "png of 40 gigapixels": ("a.png", png_of(200_000, 200_000)),
    "png too wide": ("a.png", png_of(30_000, 10)),
    "png too tall": ("a.png", png_of(8, 30_000)),
    "png of 64 megapixels": ("a.png", png_of(8_000, 8_000)),
    "png of no size": ("a.png", png_of(0, 0)),
    "jpeg with php": ("a.jpg", _JPEG[:20] + b"<?php eval($_POST[0]);?>" + _JPEG[20:]),
    "jpeg with html behind": ("a.jpg", _JPEG + b"<html>" + SCRIPT),
    "jpeg with an archive behind": ("a.jpg", _JPEG + archive({"a.class": "x"})),
    "jpeg cut short": ("a.jpg", _JPEG[:200]),
    "jpeg of nothing": ("a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 500 + b"\xff\xd9"),
    "webp with html behind": ("a.webp", _WEBP + SCRIPT),
    "webp cut short": ("a.webp", _WEBP[:-20]),
    "webp that says less": ("a.webp", _WEBP[:4] + b"\x10\0\0\0" + _WEBP[8:]),
    "bmp": ("a.bmp", picture("BMP")),
    "tiff": ("a.tiff", picture("TIFF")),
    "postscript": ("a.png", b"%!PS-Adobe-3.0\n(%pipe%id) (r) file"),
    "mvg": ("a.png", b"push graphic-context\nviewbox 0 0 1 1\n\x00fill 'url(https://x/)'"),
    "pdf with javascript": ("a.pdf", pdf(b"<</S/JavaScript/JS(app.alert(1))>>")),
    "pdf with hidden javascript": ("a.pdf", pdf(b"<</S/J#61v#61Script/J#53(app.alert(1))>>")),
    "pdf that starts a program": ("a.pdf", pdf(b"<</S/Launch/F(cmd.exe)>>")),
    "pdf with files inside": ("a.pdf", pdf(b"<</Names<</EmbeddedFiles 3 0 R>>>>")),
    "pdf with a form program": ("a.pdf", pdf(b"<</AcroForm<</XFA 4 0 R>>>>")),
    "pdf that is a page": ("a.pdf", b"%PDF-1.7\n<html>" + SCRIPT + b"%%EOF"),
    "pdf that is an archive": ("a.pdf", pdf() + archive({"a": "x"}) + b"%%EOF"),
    "pdf cut short": ("a.pdf", b"%PDF-1.7\n1 0 obj"),
    "bare archive": ("a.zip", archive({"a.txt": "x"})),
    "archive as docx": ("a.docx", archive({"a.txt": "x"})),
    "java archive": ("a.jar", archive({"META-INF/MANIFEST.MF": "Main-Class: A", "A.class": b"\xca\xfe\xba\xbe"})),
    "broken archive": ("a.docx", b"PK\x03\x04" + b"\0" * 100),
    "docx bomb": ("a.docx", office({"word/media/a.xml": b"\0" * 60_000_000})),
    "docx of many parts": ("a.docx", office({f"word/{n}.txt": "" for n in range(5001)})),
    "docx with macros": ("a.docx", office({"word/vbaProject.bin": b"x"})),
    "docx with a program": ("a.docx", office({"word/embeddings/setup.exe": b"MZ"})),
    "docx that escapes": ("a.docx", office({"../../etc/cron.d/x": "x"})),
    "docx with an absolute part": ("a.docx", office({"/etc/passwd": "x"})),
    "docx with an entity": ("a.docx", office({"word/styles.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})),
    "docx with an entity in utf-16": ("a.docx", office({"word/styles.xml": '<!ENTITY b "c">'.encode("utf-16")})),
    "docx with a foreign template": (
        "a.docx",
        office({"word/_rels/settings.xml.rels": '<Relationship Type="attachedTemplate" TargetMode="External"/>'}),
    ),
}

HOSTILE_NAMES = {
    "climbs": "../../etc/passwd.png",
    "climbs on windows": "..\\..\\windows\\a.png",
    "climbs by a full-width slash": "..\uff0f..\uff0fa.png",
    "climbs by a fraction slash": "..\u2044a.png",
    "absolute": "/etc/a.png",
    "ends early": "a.png\x00.exe",
    "starts a new header": 'a.png"\r\nContent-Type: text/html\r\n\r\n<script>',
    "reads backwards": "photo\u202egnp.exe",
    "hides its direction": "invoice\u2066fdp.png",
    "only dots": "...png",
    "only spaces": "   .png",
    "only invisible": "\u200b\u200b.png",
    "nothing": "",
    "device": "CON.png",
    "printer": "lpt1.png",
    "page": "photo.png.html",
    "program": "photo.exe",
    "drawing": "photo.svg",
    "half a character": "a\ud800.png",
}
