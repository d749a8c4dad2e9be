"""Ordering from numbered lists and chronologies, matching from glossaries and tables."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lyceum.domains.learning.rules.drafting.definitions import Definition
from lyceum.domains.learning.rules.drafting.language import Language
from lyceum.domains.learning.rules.drafting.page import Draft, PageText
from lyceum.domains.learning.rules.drafting.sentences import Line, line_of
from lyceum.domains.learning.rules.item import Content, Kind
from lyceum.domains.learning.rules.likeness import fold

FEWEST, MOST = 3, 6
_DATED = re.compile(r"^(?:[-•*–▪] )?(?:En |In )?(?P<year>1[0-9]\d{2}|20\d{2}) ?[:,–-] ?(?P<text>\S.{8,110}?)[.;]?$")
_ROW = re.compile(r"^(?P<left>[^|\t]{2,60}?)\s*[|\t]\s*(?P<right>[^|\t]{2,90})$")


def orderings(page: PageText, blocks: Sequence[Line], language: Language) -> Iterator[Draft]:
    yield from _numbered(page, blocks, language)
    dated = [(found, block) for block in blocks if (found := _DATED.match(block.said))]
    years = [int(found["year"]) for found, _ in dated]
    if len(dated) >= FEWEST and years == sorted(set(years)) and _are_near([block for _, block in dated]):
        kept = dated[:MOST]
        texts = tuple(_capital(found["text"]) for found, _ in kept)
        if _are_distinct(texts) and not any(re.search(r"\b(?:1\d|20)\d\d\b", text) for text in texts):
            content = Content(Kind.ORDERING, language.prompts["years"], sequence=texts)
            yield Draft(content, _around(page, [block for _, block in kept]).span, 0.8)


def _numbered(page: PageText, blocks: Sequence[Line], language: Language) -> Iterator[Draft]:
    """Only where what introduces the list speaks of an order; other lists are numbered for convenience."""
    for at, block in enumerate(blocks):
        if block.number != 1 or at == 0:
            continue
        run = [block]
        for following in blocks[at + 1 :]:
            if following.number != len(run) + 1:
                break
            run.append(following)
        about, texts = blocks[at - 1].said, tuple(line.unnumbered for line in run[:MOST])
        if len(run) >= FEWEST and language.orders.search(about) and _are_distinct(texts) and max(map(len, texts)) < 160:
            prompt = language.prompts["order"].format(about=about.rstrip(" :."))
            if not language.anaphora.match(about):
                content = Content(Kind.ORDERING, f"{prompt}.", sequence=texts)
                yield Draft(content, _around(page, run[:MOST]).span, 0.85)


def matchings(
    page: PageText, blocks: Sequence[Line], listed: Sequence[Definition], language: Language
) -> Iterator[Draft]:
    entries = [(entry.term, entry.meaning, entry.line) for entry in listed]
    rows = [(found["left"].strip(), found["right"].strip(), block) for block in blocks if (found := _row(block))]
    for listing in (entries, rows[1:]):
        kept = [entry for entry in listing if len(entry[1]) < 120][:MOST]
        lefts, rights = tuple(one for one, _, _ in kept), tuple(other for _, other, _ in kept)
        if len(kept) >= FEWEST and _are_distinct(lefts) and _are_distinct(rights):
            content = Content(Kind.MATCHING, language.prompts["match"], pairs=tuple(zip(lefts, rights, strict=True)))
            yield Draft(content, _around(page, [line for _, _, line in kept]).span, 0.75)


def _row(block: Line) -> re.Match[str] | None:
    return _ROW.match(block.span.text.strip().strip("|").strip())


def _around(page: PageText, lines: Sequence[Line]) -> Line:
    return line_of(page, min(line.span.start for line in lines), max(line.span.end for line in lines))


def _are_near(lines: Sequence[Line]) -> bool:
    pairs = pairwise(lines)
    return all(after.span.start - before.span.end < 80 for before, after in pairs)


def _are_distinct(texts: Sequence[str]) -> bool:
    return len({fold(text) for text in texts}) == len(texts)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
