import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.search.rules.citation import Span, digest, holds, verify

PAGE = "L’été, la photo-\nsynthèse est «\u202frapide\u202f». Elle s'arrête — presque —\nla nuit, à 12,5 °C."
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@pytest.mark.parametrize(
    ("quote", "says"),
    [
        ("la nuit, à 12,5 °C", "la nuit, à 12,5 °C"),
        ("L'été, la photosynthèse", "L’été, la photo-\nsynthèse"),
        ('est "rapide".', "est «\u202frapide\u202f»."),
        ("est « rapide ».", "est «\u202frapide\u202f»."),
        ("Elle s’arrête - presque - la nuit", "Elle s'arrête — presque —\nla nuit"),
        ("l'e\u0301te\u0301", None),
        ("L'e\u0301te\u0301", "L’été"),
        ("la photosynthèse est lente", None),
        ("à 12,6 °C", None),
        ("à", None),
        ("", None),
        ("   ", None),
    ],
)
def test_finds_the_words_as_the_page_says_them(quote: str, says: str | None) -> None:
    span = verify(PAGE, quote)
    assert (PAGE[span.start : span.end] if span else None) == says


@given(texts, st.integers(0, 200), st.integers(0, 200))
def test_every_part_of_a_page_is_found_in_it_exactly(page: str, one: int, other: int) -> None:
    quote = page[min(one, other) : max(one, other)].strip()
    span = verify(page, quote)
    if sum(map(str.isalnum, quote)) >= 3:
        assert span is not None
        assert page[span.start : span.end] == quote
        assert span.sha256 == digest(quote)
        assert holds(page, span)


@given(texts, texts)
def test_what_is_found_is_a_span_of_the_page(page: str, quote: str) -> None:
    span = verify(page, quote)
    assert span is None or 0 <= span.start < span.end <= len(page)


def test_a_page_that_was_changed_holds_no_citation() -> None:
    span = verify(PAGE, "la nuit")
    assert span is not None
    assert not holds(PAGE.replace("nuit", "nage"), span)
    assert not holds(PAGE, Span(span.start + 1, span.end, span.sha256))
