"""Drafts of items and of steps from the pages of a document, without any model; a teacher accepts each or does not."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lyceum.domains.learning.rules.drafting.choices import choices_for
from lyceum.domains.learning.rules.drafting.clozes import clozes
from lyceum.domains.learning.rules.drafting.definitions import Definition, defined, listed, shows
from lyceum.domains.learning.rules.drafting.language import LANGUAGES, Language
from lyceum.domains.learning.rules.drafting.lists import matchings, orderings
from lyceum.domains.learning.rules.drafting.page import Draft, PageText
from lyceum.domains.learning.rules.drafting.sentences import Line, blocks, sentences
from lyceum.domains.learning.rules.drafting.terms import Term, terms_of
from lyceum.domains.learning.rules.item import Content, Kind, faults
from lyceum.domains.learning.rules.likeness import fold

MOST_PER_PAGE = 6


@dataclass(frozen=True, slots=True)
class _Read:
    page: PageText
    blocks: list[Line]
    sentences: list[Line]
    definitions: list[Definition]
    glossary: list[Definition]


def drafts_of(pages: Sequence[PageText], language: str, most_per_page: int = MOST_PER_PAGE) -> list[Draft]:
    """By page, the best of each first. ``language``: "fr" or "en"."""
    spoken = LANGUAGES[language]
    read = [_read(page, spoken) for page in pages]
    told = [one.term for part in read for one in (*part.definitions, *part.glossary)]
    headings = [heading for page in pages for heading in page.headings]
    terms = terms_of([line for part in read for line in part.sentences], told, headings, spoken)
    found: list[Draft] = []
    asked: set[tuple[str, str]] = set()
    for part in read:
        found += _best(_drafts(part, terms, spoken), asked, most_per_page)
    return found


def _read(page: PageText, language: Language) -> _Read:
    cut = blocks(page)
    glossary = [one for block in cut if (one := listed(block, language))]
    entries = {one.line.span for one in glossary}
    lines = [line for block in cut if block.span not in entries for line in sentences(page, block)]
    return _Read(page, cut, lines, [one for line in lines if (one := defined(line, language))], glossary)


def _drafts(part: _Read, terms: Sequence[Term], language: Language) -> Iterator[Draft]:
    for definition in (*part.definitions, *part.glossary):
        yield from _of_definition(definition, terms, language)
    for line in part.sentences:
        yield from clozes(line, terms, language)
    yield from orderings(part.page, part.blocks, language)
    yield from matchings(part.page, part.blocks, part.glossary, language)


def _of_definition(definition: Definition, terms: Sequence[Term], language: Language) -> Iterator[Draft]:
    term, meaning, span, key = definition.term, definition.meaning, definition.line.span, fold(definition.term)
    worth = 90 if len(meaning) < 140 else 80
    answer = (meaning[:1].upper() + meaning[1:]).rstrip(".") + "."
    yield Draft(
        Content(Kind.DEFINITION, language.prompts["define"].format(term=term), answers=(answer,)),
        span,
        worth / 100,
        key,
    )
    asked = language.prompts["name"].format(meaning=meaning)
    if not shows(meaning, term):
        yield Draft(Content(Kind.SHORT, asked, answers=(term,)), span, (worth - 5) / 100, key)
        options = choices_for(term, "concept", f"{meaning} {term}", terms)
        if options:
            yield Draft(Content(Kind.CHOICE, asked, choices=options), span, (worth - 8) / 100, key)


def _best(found: Iterator[Draft], asked: set[tuple[str, str]], most: int) -> list[Draft]:
    """Not two of one kind on one term in the document, two at most on one term or one sentence of the page."""
    kept: list[Draft] = []
    here: set[tuple[Kind, int]] = set()
    by_term, by_place, by_kind = Counter[str](), Counter[int](), Counter[Kind]()
    for draft in sorted(found, key=lambda one: (-one.worth, one.span.start, one.content.kind)):
        kind, term = draft.content.kind, draft.term or draft.content.prompt
        if len(kept) == most or any(faults(draft.content)) or (kind, term) in asked or (kind, draft.span.start) in here:
            continue
        if by_term[term] >= 2 or by_place[draft.span.start] >= 2 or by_kind[kind] >= max(1, most // 3):
            continue
        asked.add((kind, term))
        here.add((kind, draft.span.start))
        by_term[term] += 1
        by_place[draft.span.start] += 1
        by_kind[kind] += 1
        kept.append(draft)
    return kept
