"""``answer_sentences``: what the documents say of a question, word for word, or that they do not speak of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.search.queries.asking import Asked, asked_of
from lyceum.kernel.search.queries.chosen import Source, sources_for
from lyceum.kernel.search.queries.documents import page_text
from lyceum.kernel.search.queries.ranking import lexemes_of
from lyceum.kernel.search.queries.retrieval import Found, found_in
from lyceum.kernel.search.rules.citation import digest, verify
from lyceum.kernel.search.rules.covering import ENOUGH, Sentence, best, coverage
from lyceum.kernel.search.rules.sentence import sentences

PASSAGES = 5


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a page, exactly: characters ``start`` to ``end``, and their digest."""

    document_id: UUID
    version: int
    title: str
    page: int
    label: str
    start: int
    end: int
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Answer:
    """``coverage``: the share (0 to 1) of the question that one passage speaks of. ``passages``: the best, best first.

    ``is_covered``: enough of it to be shown as "your course speaks of this"; else say that it does not seem to.
    """

    quotations: Sequence[Quotation] = ()
    coverage: float = 0.0
    passages: Sequence[Found] = ()

    @property
    def is_covered(self) -> bool:
        return self.coverage >= ENOUGH


def answer_sentences(caller: Caller, question: str, document_ids: Iterable[UUID]) -> Answer:
    """One to three sentences, best first, each a citation; empty where no word of the question is found."""
    sources = sources_for(caller, document_ids)
    if not sources:
        return Answer()
    asked = asked_of(caller.organisation_id, sources, question)
    passages = found_in(caller, sources, asked, PASSAGES)
    spans = [(passage, start, end) for passage in passages for start, end in sentences(passage.text)]
    said = _said(sources, asked, spans)
    chosen = best(said, asked.weights)
    covered = max((coverage(words, asked.weights) for words in _by_passage(spans, said).values()), default=0.0)
    return Answer(tuple(_quotation(*spans[at]) for at in chosen), covered, tuple(passages))


def verified(caller: Caller, document_id: UUID, page: int, quote: str, version: int = 0) -> Quotation | None:
    """The citation of these words, if the page says them; None for words that it does not say."""
    found = page_text(caller, document_id, page, version)
    span = verify(found.text, quote)
    if span is None:
        return None
    of, text = found.version, found.text[span.start : span.end]
    title = of.document.title
    return Quotation(document_id, of.number, title, page, found.label, span.start, span.end, text, span.sha256)


def _said(sources: Sequence[Source], asked: Asked, spans: Sequence[tuple[Found, int, int]]) -> dict[int, Sentence]:
    """Of each sentence that holds a word of the question: which ones, and its length."""
    languages = {(source.document_id): source.language for source in sources}
    stems: dict[tuple[str, str], set[int]] = {}
    for n, code, stem in asked.stems:
        stems.setdefault((code, stem), set()).add(n)
    codes = [languages[passage.document_id] for passage, _start, _end in spans]
    found = lexemes_of([passage.text[start:end] for passage, start, end in spans], codes)
    words = [
        set().union(*(stems.get((code, lexeme), set()) for lexeme in of)) for code, of in zip(codes, found, strict=True)
    ]
    return {at: Sentence(held, len(found[at])) for at, held in enumerate(words) if held}


def _by_passage(spans: Sequence[tuple[Found, int, int]], said: Mapping[int, Sentence]) -> dict[Found, set[int]]:
    """A passage covers what its sentences say together (measured: it tells known from foreign better than one does)."""
    words: dict[Found, set[int]] = {}
    for at, sentence in said.items():
        words.setdefault(spans[at][0], set()).update(sentence.words)
    return words


def _quotation(passage: Found, start: int, end: int) -> Quotation:
    text = passage.text[start:end]
    return Quotation(
        passage.document_id,
        passage.version,
        passage.title,
        passage.page,
        passage.label,
        passage.start + start,
        passage.start + end,
        text,
        digest(text),
    )
