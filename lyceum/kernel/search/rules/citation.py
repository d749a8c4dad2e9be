"""Is a quotation really on the page? Exact first, then tolerant of what typography and line ends change."""

import hashlib
import unicodedata
from dataclasses import dataclass

_SAME = str.maketrans("’‘‚‛`´“”„«»–—‒‑−", "''''''\"\"\"\"\"-----")
_IGNORED = frozenset("\u00ad\u200b\u200c\u200d\ufeff")
_SHORTEST = 3  # letters or digits: less quotes nothing


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` (excluded) of a page; ``sha256`` of these very characters, in UTF-8."""

    start: int
    end: int
    sha256: str


def verify(page_text: str, quote: str) -> Span | None:
    """Where the page says these words, as it says them; None where it does not.

    The near match forgives no word and no capital: only white space, hyphenation at a line's end,
    quotation marks, apostrophes, dashes, ligatures and the way accents are composed.
    """
    words = quote.strip()
    if sum(map(str.isalnum, words)) < _SHORTEST:
        return None
    at = page_text.find(words)
    if at >= 0:
        return span_at(page_text, at, at + len(words))
    return _near(page_text, words)


def span_at(page_text: str, start: int, end: int) -> Span:
    return Span(start, end, digest(page_text[start:end]))


def holds(page_text: str, span: Span) -> bool:
    """Does the page still say there what was quoted?"""
    return digest(page_text[span.start : span.end]) == span.sha256


def digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def _near(page_text: str, quote: str) -> Span | None:
    said, places = _plain(page_text)
    asked, _ = _plain(quote)
    at = said.find(asked) if asked else -1
    if at < 0:
        return None
    return span_at(page_text, places[at], places[at + len(asked) - 1] + 1)


def _plain(text: str) -> tuple[str, list[int]]:
    """The text without what typography changes, and where each of its characters stood."""
    letters: list[str] = []
    places: list[int] = []
    at, size = 0, len(text)
    while at < size:
        if _is_broken_word(text, at):
            at = _after_space(text, at + 1)
            continue
        character = text[at]
        if not (character.isspace() or character in _IGNORED):
            for letter in _folded(character):
                letters.append(letter)
                places.append(at)
        at += 1
    return "".join(letters), places


def _folded(character: str) -> str:
    """Composed characters are taken apart on both sides, so that either way of writing them is the same."""
    return unicodedata.normalize("NFKD", character).translate(_SAME)


def _is_broken_word(text: str, at: int) -> bool:
    """A hyphen at the end of a line, inside a word: ``photo-\\nsynthèse``."""
    if text[at] not in "-\u2010\u00ad" or not (at and text[at - 1].isalpha()):
        return False
    after = _after_space(text, at + 1)
    return "\n" in text[at + 1 : after] and after < len(text) and text[after].islower()


def _after_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
