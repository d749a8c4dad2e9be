import pytest

from lyceum.kernel.media.rules.contents import DOCX, GIF, JPEG, PDF, PNG, TEXT, WEBP, ZIP, content_type_of, fits
from lyceum.kernel.media.rules.names import tidy_name
from lyceum.kernel.media.rules.span import OutOfRange, Span, span_of
from lyceum.kernel.media.rules.threats import refuse_threats
from lyceum.kernel.media.tests.uploads import archive, office, pdf, picture


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (picture("JPEG"), JPEG),
        (picture("PNG"), PNG),
        (picture("GIF"), GIF),
        (picture("WEBP"), WEBP),
        (picture("WEBP", lossless=True), WEBP),
        (pdf(), PDF),
        (office(), DOCX),
        (archive({"a": "b"}), ZIP),
        ("name;mark\nÉtienne;17\n".encode(), TEXT),
        ("\ufeffBonjour\r\n".encode(), TEXT),
        (b"a < b and c > d", TEXT),
    ],
)
def test_honest_files_are_known_by_their_bytes(body: bytes, expected: str) -> None:
    assert content_type_of(body) == expected
    refuse_threats(body, expected)


@pytest.mark.parametrize(
    ("given", "extension", "expected"),
    [
        ("  Été 2026 .JPG", "webp", "Été 2026.webp"),
        ("rapport.final.pdf", "pdf", "rapport.final.pdf"),
        ("no extension", "png", "no extension.png"),
        ('what<is>"this".txt', "txt", "what_is__this_.txt"),
        ("famille 👩‍👧.png", "webp", "famille 👩👧.webp"),
        ("e\u0301te\u0301.png", "webp", "été.webp"),
        ("x" * 300 + ".png", "webp", "x" * 115 + ".webp"),
        (".gitignore.txt", "txt", "gitignore.txt"),
    ],
)
def test_names_are_made_fit(given: str, extension: str, expected: str) -> None:
    assert tidy_name(given, extension) == expected


def test_any_picture_extension_fits_a_picture_and_no_other() -> None:
    assert [fits(e, PNG) for e in ("png", "jpg", "webp", "", "html", "pdf")] == [True, True, True, True, False, False]
    assert [fits(e, PDF) for e in ("pdf", "", "png", "exe")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-9", Span(0, 10)),
        ("bytes=90-", Span(90, 100)),
        ("bytes=-5", Span(95, 100)),
        ("bytes=-500", Span(0, 100)),
        ("bytes=50-900", Span(50, 100)),
        ("bytes=0-0,5-9", None),
        ("bytes=9-3", None),
        ("bytes=-", None),
        ("lines=0-9", None),
        ("", None),
    ],
)
def test_ranges(header: str, expected: Span | None) -> None:
    assert span_of(header, 100) == expected


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_refuses_a_range_that_holds_nothing(header: str) -> None:
    with pytest.raises(OutOfRange):
        span_of(header, 100)
