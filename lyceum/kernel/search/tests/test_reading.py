"""One contract for every reader: pages in order, their text exact, or the reason why not. Nothing hangs."""

from pathlib import Path

import pytest

from lyceum.kernel.search.adapters import bounded
from lyceum.kernel.search.rules.reading import MOST_PAGES, PageText, Reason, Unreadable
from lyceum.kernel.search.tests import files

MARKDOWN = "# Optique\nLa lumière va tout droit.\n## Réfraction\nUn rayon change.\n```\n# pas un titre\n```\n"
HTML = """<!doctype html><html><head><title>x</title><script>alert(1)</script></head><body><h1>Optique</h1>
<p>La lumi&egrave;re va <b>tout</b> droit.</p><h2>R&eacute;fraction</h2>
<ul><li>Un rayon</li><li>change.</li></ul></body></html>"""
VTT = "WEBVTT\n\n00:00:05.000 --> 00:00:07.000\n<v Prof>La lumière\n\n00:01:02.000 --> 00:01:04.000\nva tout droit.\n"


def read(tmp_path: Path, body: bytes | str, kind: str) -> list[PageText]:
    path = tmp_path / "document"
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return list(bounded.connect().pages(path, kind))


@pytest.mark.parametrize(
    ("body", "kind", "pages"),
    [
        (
            files.pdf("La lumi\\350re va\ntout droit.", "Page deux"),
            "pdf",
            [PageText(1, "1", "La lumière va\ntout droit."), PageText(2, "2", "Page deux")],
        ),
        (
            files.pdf("Un", "Deux", "Trois", outline=[("Optique", 1, 580), ("Son", 2, 90), ("Ondes", 9, 580)]),
            "pdf",
            [PageText(1, "1", "Un", "Optique"), PageText(2, "2", "Deux", "Optique"), PageText(3, "3", "Trois", "Son")],
        ),
        (
            files.word(),
            "docx",
            [
                PageText(1, "Optique", "La lumière va tout droit.", "Optique"),
                PageText(
                    2,
                    "Réfraction",
                    "Un rayon change de direction à la surface.\nMilieu | Indice\nEau | 1,33",
                    "Optique › Réfraction",
                ),
            ],
        ),
        (
            files.slides(),
            "pptx",
            [
                PageText(1, "1", "Optique\nLa lumière va tout droit.", "Optique"),
                PageText(2, "2", "Réfraction\nUn rayon change de direction.\n\nMontrer le verre d’eau.", "Réfraction"),
            ],
        ),
        (
            MARKDOWN,
            "markdown",
            [
                PageText(1, "Optique", "La lumière va tout droit.", "Optique"),
                PageText(2, "Réfraction", "Un rayon change.\n```\n# pas un titre\n```", "Optique › Réfraction"),
            ],
        ),
        (
            HTML,
            "html",
            [
                PageText(1, "Optique", "La lumière va tout droit.", "Optique"),
                PageText(2, "Réfraction", "Un rayon\nchange.", "Optique › Réfraction"),
            ],
        ),
        ("\ufeffLa lumière\r\nva tout droit.", "text", [PageText(1, "1", "La lumière\nva tout droit.")]),
        ("La lumière".encode("cp1252"), "text", [PageText(1, "1", "La lumière")]),
        (VTT, "captions", [PageText(1, "0:00:00", "La lumière"), PageText(2, "0:01:00", "va tout droit.")]),
    ],
    ids=["pdf", "pdf with an outline", "docx", "pptx", "markdown", "html", "text", "old text", "captions"],
)
def test_gives_every_page_with_its_exact_text(tmp_path: Path, body: bytes, kind: str, pages: list[PageText]) -> None:
    assert read(tmp_path, body, kind) == pages


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [
        (files.pdf(files.PICTURE, files.PICTURE), "pdf", Reason.SCAN),
        (files.pdf("", ""), "pdf", Reason.EMPTY),
        (files.pdf("secret", encrypted=True), "pdf", Reason.ENCRYPTED),
        (b"%PDF-1.4\n garbage", "pdf", Reason.BROKEN),
        (files.pdf("x")[:200], "pdf", Reason.BROKEN),
        (files.pdf(*["a page"] * (MOST_PAGES + 1)), "pdf", Reason.TOO_LONG),
        (files.bomb(), "docx", Reason.BOMB),
        (files.bomb(), "pptx", Reason.BOMB),
        (b"PK\x03\x04 garbage", "docx", Reason.BROKEN),
        (b"\xd0\xcf\x11\xe0 an encrypted Office file", "docx", Reason.ENCRYPTED),
        (" \n ", "text", Reason.EMPTY),
        ("# Titre\n## Sans texte\n", "markdown", Reason.EMPTY),
        ("<html><script>x</script></html>", "html", Reason.EMPTY),
        ("WEBVTT\n", "captions", Reason.EMPTY),
    ],
)
def test_says_why_a_file_cannot_be_read(tmp_path: Path, body: bytes, kind: str, reason: Reason) -> None:
    with pytest.raises(Unreadable) as refused:
        read(tmp_path, body, kind)
    assert refused.value.reason == reason


def test_a_file_that_takes_too_long_is_left(tmp_path: Path) -> None:
    path = tmp_path / "document"
    path.write_bytes(files.pdf(*["words " * 40] * 500))
    with pytest.raises(Unreadable) as refused:
        list(bounded.BoundedReader(seconds=0.01).pages(path, "pdf"))
    assert refused.value.reason == Reason.TOO_SLOW


def test_whoever_stops_asking_leaves_no_process_behind(tmp_path: Path) -> None:
    path = tmp_path / "document"
    path.write_bytes(files.pdf(*["words"] * 50))
    pages = bounded.connect().pages(path, "pdf")
    assert next(pages).number == 1
    pages.close()  # type: ignore[attr-defined]  # it is a generator


def test_draws_a_page_as_webp(tmp_path: Path) -> None:
    path = tmp_path / "document"
    path.write_bytes(files.pdf("one", "two"))
    drawn = bounded.connect().drawn(path, 2, 600)
    assert (drawn[:4], drawn[8:12]) == (b"RIFF", b"WEBP")
    with pytest.raises(Unreadable):
        bounded.connect().drawn(path, 3, 600)
