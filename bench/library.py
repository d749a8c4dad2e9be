"""A collection in SQuAD's form as documents of one organisation, asked as a person on a path asks."""

import json
import math
import random
import string
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from bench import figures
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.normal import normal
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.search.actions.keeping import keep_pages
from lyceum.kernel.search.models import Document, DocumentVersion, State
from lyceum.kernel.search.queries.retrieval import passages_for
from lyceum.kernel.search.rules.language import LANGUAGES
from lyceum.kernel.search.rules.reading import PageText

Place = tuple[UUID, int]  # a document and a page
Search = Callable[[str], list[Place]]
DEPTH, SLIPS, SHORTEST, COURSE = 10, 2, 4, 100


@dataclass(frozen=True, slots=True)
class Score:
    ndcg: float
    recall: float
    p50: float  # milliseconds
    p95: float


@dataclass(frozen=True, slots=True)
class Library:
    caller: Caller
    questions: Sequence[tuple[str, Place]]
    documents: Sequence[UUID]
    language: str

    def found(self, question: str) -> list[Place]:
        """A paragraph counts once, by its best passage."""
        hits = passages_for(self.caller, question, self.documents, DEPTH + 5)
        return list(dict.fromkeys((hit.document_id, hit.page) for hit in hits))[:DEPTH]

    def plain(self, ranked: str, query: str) -> Search:
        """What PostgreSQL itself offers, over the same pages: a GIN index, its configuration, its ranking."""
        statement = f"""
            SELECT document_id, number FROM bench_page,
                (SELECT {query} AS asked) AS question
            WHERE organisation_id = %s AND words @@ asked ORDER BY {ranked} DESC, document_id, number LIMIT {DEPTH}
        """

        def search(question: str) -> list[Place]:
            with connection.cursor() as cursor:
                cursor.execute(statement, [LANGUAGES[self.language], question, self.caller.organisation_id])
                return cursor.fetchall()

        return search


_AND = "plainto_tsquery(%s::regconfig, %s)"
_OR = "replace(plainto_tsquery(%s::regconfig, %s)::text, '&', '|')::tsquery"


def measured(path: Path, language: str, most: int, passages: int) -> str:
    library = shelved(path, language, most, 0)
    with scope.entered(library.caller.organisation_id):
        asked = list(library.questions)
        ours = score(library.found, asked)
        rows = [
            ("BM25 + letters, as asked", ours),
            ("… without accents", score(library.found, [(bare(q), place) for q, place in asked])),
            ("… two slips of the finger", score(library.found, slipped(asked))),
            ("plainto_tsquery + ts_rank", score(library.plain("ts_rank(words, asked)", _AND), asked)),
            ("any word + ts_rank", score(library.plain("ts_rank(words, asked)", _OR), asked)),
        ]
    large = shelved(path, language, most, passages)
    with scope.entered(large.caller.organisation_id):
        few = large.questions[:500]
        timed = [
            (f"{passages:,} passages in {len(large.documents)} documents", score(large.found, few)),
            ("… two slips of the finger", score(large.found, slipped(few))),
            ("… any word + ts_rank", score(large.plain("ts_rank(words, asked)", _OR), few)),
        ]
    head = ["Ranking", "nDCG@10", "recall@5", "nDCG against ours", "p50 ms", "p95 ms"]
    lines = [
        [name, f"{s.ndcg:.4f}", f"{s.recall:.4f}", f"{s.ndcg / ours.ndcg:.2f}", f"{s.p50:.1f}", f"{s.p95:.1f}"]
        for name, s in rows
    ]
    waits = [[name, f"{s.p50:.1f}", f"{s.p95:.1f}", f"{s.p95 / timed[0][1].p95:.2f}"] for name, s in timed]
    latency = figures.table(["Many passages", "p50 ms", "p95 ms", "p95 against ours"], waits)
    title = f"{path.stem}: {len(asked):,} questions, {len({p for _, p in asked}):,} paragraphs asked about"
    return f"### Retrieval\n\n{figures.machine()}\n\n{title}\n\n{figures.table(head, lines)}\n\n{latency}"


def score(search: Search, asked: Sequence[tuple[str, Place]]) -> Score:
    gain = recalled = 0.0
    took: list[float] = []
    for question, place in asked:
        began = time.perf_counter()
        found = search(question)
        took.append((time.perf_counter() - began) * 1000)
        rank = found.index(place) + 1 if place in found else 0
        gain += 1 / math.log2(1 + rank) if rank else 0
        recalled += 0 < rank <= 5
    took.sort()
    size = len(asked)
    return Score(gain / size, recalled / size, took[size // 2], took[int(size * 0.95)])


def bare(question: str) -> str:
    return normal(question)


def slipped(asked: Sequence[tuple[str, Place]]) -> list[tuple[str, Place]]:
    """Two words of four letters or more, each with a letter missing, too many, another, or two exchanged."""
    chance = random.Random(2)
    return [(_slipped(question, chance), place) for question, place in asked]


def _slipped(question: str, chance: random.Random) -> str:
    words = question.split()
    long = [at for at, word in enumerate(words) if len(word) >= SHORTEST]
    for at in chance.sample(long, min(SLIPS, len(long))):
        word, place = words[at], chance.randrange(len(words[at]) - 1)
        head, tail, letter = word[:place], word[place:], chance.choice(string.ascii_lowercase)
        slips = [head + tail[1:], head + letter + tail, head + letter + tail[1:], head + tail[1] + tail[0] + tail[2:]]
        words[at] = chance.choice(slips)
    return " ".join(words)


def shelved(path: Path, language: str, most: int, passages: int) -> Library:
    """Each article a document, each paragraph a page; or, for the latency, courses of 100 pages, copied."""
    articles = [
        [(paragraph["context"], [qa["question"] for qa in paragraph["qas"]]) for paragraph in article["paragraphs"]]
        for article in json.loads(path.read_text())["data"]
    ]
    if passages:
        together = [paragraph for article in articles for paragraph in article]
        articles = [together[at : at + COURSE] for at in range(0, len(together), COURSE)]
    organisation = _organisation(f"shelf-{new_identifier().hex[-12:]}", language)
    caller = _reader(organisation)
    questions: list[tuple[str, Place]] = []
    documents: list[UUID] = []
    kept = 0
    with scope.entered(organisation.id), transaction.atomic():
        while True:
            for article in articles:
                document_id, count = _shelve(organisation, [text for text, _ in article], language)
                documents.append(document_id)
                kept += count
                if len(documents) <= len(articles):
                    numbered = enumerate(article, 1)
                    questions += [(q, (document_id, number)) for number, (_, asked) in numbered for q in asked]
            if kept >= passages:
                break
        _index_plainly(organisation, language)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE bench_page")
    return Library(caller, questions[:most], documents, language)


def _organisation(slug: str, language: str) -> Organisation:
    return Organisation.objects.create(slug=slug, name=slug, language=language, domains=["learning"])


def _reader(organisation: Organisation) -> Caller:
    return Caller(
        person_id=new_identifier(),
        organisation_id=organisation.id,
        membership_id=new_identifier(),
        roles=frozenset({Role.STUDENT}),
        permissions=frozenset(),
    )


def _shelve(organisation: Organisation, pages: Sequence[str], language: str) -> tuple[UUID, int]:
    document = Document.objects.create(
        organisation=organisation, title="bench", language=language, state=State.READY, version=1
    )
    version = DocumentVersion.objects.create(
        organisation=organisation, document=document, number=1, format="text", sha256="0" * 64
    )
    keep_pages(version, [PageText(n, str(n), text) for n, text in enumerate(pages, 1)], language)
    return document.id, version.passages


def _index_plainly(organisation: Organisation, language: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE IF NOT EXISTS bench_page"
            " (organisation_id uuid, document_id uuid, number int, words tsvector)"
        )
        cursor.execute("CREATE INDEX IF NOT EXISTS bench_words ON bench_page USING gin (words)")
        cursor.execute(
            "INSERT INTO bench_page"
            " SELECT page.organisation_id, document_id, page.number, to_tsvector(%s::regconfig, text)"
            " FROM search_page AS page JOIN search_documentversion AS version ON version.id = version_id"
            " WHERE page.organisation_id = %s",
            [LANGUAGES[language], organisation.id],
        )
