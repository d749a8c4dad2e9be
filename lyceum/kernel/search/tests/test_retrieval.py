"""A small course of our own: what must be found, what must not, and how questions may be written."""

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.search.actions.keeping import keep_pages
from lyceum.kernel.search.models import Document, DocumentVersion
from lyceum.kernel.search.queries.answering import Answer, answer_sentences
from lyceum.kernel.search.queries.retrieval import passages_for
from lyceum.kernel.search.rules.reading import PageText

OPTICS = [
    "La lumière se propage en ligne droite dans un milieu homogène. On appelle rayon lumineux le chemin qu'elle suit.",
    "La réfraction est le changement de direction de la lumière à la surface entre deux milieux. Elle obéit à la loi "
    "de Snell et Descartes. L'indice de réfraction de l'eau vaut 1,33.",
    "Une lentille convergente concentre les rayons en un point appelé foyer. La distance focale se mesure en mètres.",
    "L'œil voit grâce au cristallin, une lentille dont la courbure change. Cette adaptation se nomme accommodation.",
]
HISTORY = [
    "The French Revolution began in 1789 with the storming of the Bastille. The king was executed in January 1793.",
    "Napoleon crowned himself emperor in 1804. His Civil Code still shapes the law of many countries.",
    "The Congress of Vienna redrew the borders of Europe after the defeat of Napoleon at Waterloo in 1815.",
]


def shelved(caller: Caller, language: str, pages: list[str], version: int = 1) -> UUID:
    owned = {"organisation_id": caller.organisation_id}
    document = Document.objects.create(**owned, title=language, language=language, version=version)
    kept = DocumentVersion.objects.create(**owned, document=document, number=1, format="text", sha256="0" * 64)
    keep_pages(kept, [PageText(n, str(n), text) for n, text in enumerate(pages, 1)], language)
    return document.id


@pytest.fixture
def course(world: World) -> tuple[Caller, list[UUID]]:
    caller = world.owner
    return caller, [shelved(caller, "fr", OPTICS), shelved(caller, "en", HISTORY)]


@pytest.mark.parametrize(
    ("question", "language", "page"),
    [
        ("Qu'est-ce que la réfraction ?", "fr", 2),
        ("qu'est ce que la REFRACTION", "fr", 2),
        ("Que vaut l’indice de l’eau ?", "fr", 2),
        ("quel est l'indixe de réfractoin de l'eau", "fr", 2),
        ("À quoi sert un foyer de lentilles ?", "fr", 3),
        ("comment fonctionne l'oeil", "fr", 4),
        ("acommodation", "fr", 4),
        ("When was the king of France executed?", "en", 1),
        ("who became an emperor", "en", 2),
        ("napolean at waterlo", "en", 3),
    ],
)
def test_finds_where_the_course_speaks_of_it(
    course: tuple[Caller, list[UUID]], question: str, language: str, page: int
) -> None:
    caller, ids = course
    best = passages_for(caller, question, ids)[0]
    assert (best.title, best.page) == (language, page)


@pytest.mark.parametrize("question", ["", "?!", "le la du", "xylophone", "photosynthèse", "' OR --"])
def test_finds_nothing_where_nothing_is_said(course: tuple[Caller, list[UUID]], question: str) -> None:
    caller, ids = course
    assert passages_for(caller, question, ids) == []
    assert answer_sentences(caller, question, ids) == Answer()


def test_looks_in_the_named_documents_alone(course: tuple[Caller, list[UUID]]) -> None:
    caller, (optics, history) = course
    assert {hit.document_id for hit in passages_for(caller, "lumière Napoleon", [optics])} == {optics}
    assert {hit.document_id for hit in passages_for(caller, "lumière Napoleon", [history])} == {history}
    assert {hit.document_id for hit in passages_for(caller, "lumière Napoleon", [optics, history])} == {optics, history}


def test_a_document_that_was_not_read_yet_says_nothing(world: World) -> None:
    caller = world.owner
    assert passages_for(caller, "réfraction", [shelved(caller, "fr", OPTICS, version=0)]) == []


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Combien vaut l'indice de réfraction de l'eau ?", "L'indice de réfraction de l'eau vaut 1,33."),
        ("When was the king executed?", "The king was executed in January 1793."),
    ],
)
def test_answers_in_the_words_of_the_course(course: tuple[Caller, list[UUID]], question: str, first: str) -> None:
    caller, ids = course
    answer = answer_sentences(caller, question, ids)
    assert answer.is_covered
    best = answer.quotations[0]
    page = (OPTICS if best.title == "fr" else HISTORY)[best.page - 1]
    assert (best.text, page[best.start : best.end]) == (first, first)


@pytest.mark.parametrize(
    "question", ["Quelle est la masse volumique du mercure liquide dans l'eau ?", "Who invented the king of pop music?"]
)
def test_says_that_it_is_not_in_the_course(course: tuple[Caller, list[UUID]], question: str) -> None:
    caller, ids = course
    answer = answer_sentences(caller, question, ids)
    assert not answer.is_covered
    assert 0 < answer.coverage < 0.5


def test_as_many_queries_for_three_documents_as_for_one(world: World) -> None:
    caller, counts, ids = world.owner, [], []
    for more in (1, 2):
        ids += [shelved(caller, "fr", OPTICS) for _ in range(more)]
        with CaptureQueriesContext(connection) as asked:
            assert len(passages_for(caller, "lumière", ids)) == 2 * len(ids)
        counts.append(len(asked))
    assert counts == [4, 4]
