"""Which words of a found text were asked for. Segments, not markup: the page decides how to draw them, safely."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lyceum.kernel.foundation.rules.normal import normal

_WORD = re.compile(r"\w+")
_STEM = 4  # letters that two forms of a word must share: "séances" found "séance"


@dataclass(frozen=True, slots=True)
class Segment:
    text: str
    marked: bool = False


def highlighted(text: str, words: Sequence[str]) -> list[Segment]:
    """The text cut where marks begin and end; joined again, the segments are the text."""
    segments: list[Segment] = []
    at = 0
    for match in _WORD.finditer(text):
        if _answers(normal(match[0]), words):
            segments += [Segment(text[at : match.start()]), Segment(match[0], marked=True)]
            at = match.end()
    return [segment for segment in [*segments, Segment(text[at:])] if segment.text]


def cut(text: str, start: int, end: int) -> list[Segment]:
    """The text with the characters ``start`` to ``end`` marked; whole where they are none of it."""
    if not 0 <= start < end <= len(text):
        return [Segment(text)] if text else []
    parts = [Segment(text[:start]), Segment(text[start:end], marked=True), Segment(text[end:])]
    return [part for part in parts if part.text]


def excerpt(text: str, words: Sequence[str], length: int = 160) -> str:
    """The part of the text around the first word that was asked for, or its beginning."""
    first = next((m.start() for m in _WORD.finditer(text) if _answers(normal(m[0]), words)), 0)
    start = text.rfind(" ", 0, max(first - length // 4, 0)) + 1 if first > length // 2 else 0
    cut = text[start : start + length]
    if start + length < len(text):
        cut = cut.rsplit(" ", 1)[0] + "…"
    return f"…{cut}" if start else cut


def _answers(word: str, asked: Sequence[str]) -> bool:
    return any(word.startswith(term) or (len(word) >= _STEM and term.startswith(word)) for term in asked)
