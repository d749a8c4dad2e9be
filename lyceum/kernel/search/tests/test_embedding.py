"""Vectors where a provider makes them and the database keeps them; words and letters alone everywhere else."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lyceum.kernel.ai.models import Link
from lyceum.kernel.ai.tests import chains
from lyceum.kernel.ai.tests.loopback import Loopback
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Unavailable
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.search.actions import embedding
from lyceum.kernel.search.actions.documents import add_document
from lyceum.kernel.search.actions.embedding import embed_stale, embed_version
from lyceum.kernel.search.actions.preparing import make_room_for_vectors
from lyceum.kernel.search.models import DocumentVersion, Embedding
from lyceum.kernel.search.queries.nearness import keeps_vectors
from lyceum.kernel.search.queries.retrieval import passages_for
from lyceum.kernel.search.tests.test_documents import upload
from lyceum.kernel.search.tests.test_retrieval import HISTORY, OPTICS, shelved

MODEL = "multilingual-well"
EYE, BEND = "cristallin", "Descartes"
Jobs = Callable[[], int]


def meaning(text: str) -> list[float]:
    """Of the eye, of what bends light, of neither: what a model would know of "sight" without the word."""
    folded = text.casefold()
    return [
        float(EYE in folded or "regard" in folded),
        float(BEND.casefold() in folded or "dévier" in folded),
        0.1,
    ]


pytestmark = pytest.mark.vectors


@pytest.fixture
def caller(world: World, server: Loopback) -> Caller:
    server.meaning = meaning
    return world.owner


def linked(caller: Caller, server: Loopback, model: str = MODEL) -> Link:
    (link,) = chains.link(caller, server, "", embedding_model=model)
    return link


def version_of(caller: Caller, document_id: UUID) -> DocumentVersion:
    with scope.entered(caller.organisation_id):
        found: DocumentVersion = DocumentVersion.objects.get(document_id=document_id)
    return found


def embedded(caller: Caller, document_id: UUID) -> DocumentVersion:
    with scope.entered(caller.organisation_id):
        embed_version(caller.organisation_id, version_of(caller, document_id).id)
    return version_of(caller, document_id)


def vectors(caller: Caller) -> list[tuple[int, str]]:
    with scope.entered(caller.organisation_id):
        return list(Embedding.objects.order_by("number").values_list("number", "model"))


def pages(caller: Caller, question: str, document_id: UUID) -> list[int]:
    with scope.entered(caller.organisation_id):
        return [found.page for found in passages_for(caller, question, [document_id])]


def on_shelf(caller: Caller, language: str = "fr", texts: list[str] = OPTICS) -> UUID:
    with scope.entered(caller.organisation_id):
        return shelved(caller, language, texts)


def test_a_passage_that_means_it_comes_before_one_that_only_shares_a_word(caller: Caller, server: Loopback) -> None:
    document_id = on_shelf(caller)
    question, other = "La lumière peut-elle dévier ?", "Un milieu pour le regard"
    assert pages(caller, question, document_id) == [1, 2]
    assert pages(caller, other, document_id) == [1]
    linked(caller, server)
    assert embedded(caller, document_id).embedded_by == f"compatible:{MODEL}"
    assert pages(caller, question, document_id)[:2] == [2, 1]
    assert pages(caller, other, document_id)[:2] == [1, 4]  # no word of it stands in the fourth


def test_words_weigh_more_than_any_model(caller: Caller, server: Loopback) -> None:
    document_id = on_shelf(caller)
    linked(caller, server)
    server.meaning = lambda text: [1.0, 0.0] if "focale" in text or "réfraction ?" in text else [0.0, 1.0]
    embedded(caller, document_id)
    assert pages(caller, "Qu'est-ce que la réfraction ?", document_id)[0] == 2


def test_a_document_that_has_been_read_gets_its_vectors_by_a_job(
    caller: Caller,
    server: Loopback,
    run_jobs: Jobs,
) -> None:
    linked(caller, server)
    document = add_document(caller, upload())
    run_jobs()
    assert version_of(caller, document.id).embedded_by == f"compatible:{MODEL}"
    assert vectors(caller) == [(0, f"compatible:{MODEL}"), (1, f"compatible:{MODEL}")]
    asked = [body["input"] for path, body, _key in server.asked if path.endswith("/embeddings")]
    assert [len(texts) for texts in asked] == [2]
    assert asked[0][0].startswith("Optique › La lumière\nLa lumière se propage")


def test_without_an_embedding_model_nobody_is_asked_and_nothing_costs_more(
    caller: Caller,
    server: Loopback,
    run_jobs: Jobs,
) -> None:
    chains.link(caller, server, "well")
    document = add_document(caller, upload())
    run_jobs()
    with (
        scope.entered(caller.organisation_id),
        CaptureQueriesContext(
            connection,
        ) as seen,
    ):
        assert passages_for(caller, "réfraction", [document.id])
    assert not [query for query in seen if "search_embedding" in query["sql"] or "ai_link" in query["sql"]]
    assert (vectors(caller), server.asked) == ([], [])


def test_what_stopped_half_way_goes_on_where_it_was(
    caller: Caller,
    server: Loopback,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(embedding, "BATCH", 3)
    document_id = on_shelf(caller)
    (link,) = chains.link(caller, server, "", embedding_model="multilingual-tired")
    told = iter([False, True])

    def tired(text: str) -> list[float]:
        if "cristallin" in text and not next(told):
            raise RuntimeError("the server fell over")
        return meaning(text)

    server.meaning = tired
    with pytest.raises(Unavailable):
        embedded(caller, document_id)
    assert [number for number, _model in vectors(caller)] == [0, 1, 2]
    assert version_of(caller, document_id).embedded_by == ""
    assert embedded(caller, document_id).embedded_by == f"compatible:{link.embedding_model}"
    assert [len(body["input"]) for _path, body, _key in server.asked] == [3, 1, 1]
    embedded(caller, document_id)
    assert len(server.asked) == 3


def test_another_model_makes_all_vectors_anew_and_none_forgets_them(
    caller: Caller,
    server: Loopback,
    run_jobs: Jobs,
) -> None:
    document_id = on_shelf(caller)
    link = linked(caller, server)
    embedded(caller, document_id)
    with scope.entered(caller.organisation_id):
        Link.objects.filter(id=link.id).update(embedding_model="bge-m3")
        embed_stale(caller.organisation_id)
        embed_stale(caller.organisation_id)  # one job waits already
        server.meaning = lambda text: [*meaning(text), 1.0]  # of another length
        assert pages(caller, "réfraction", document_id) == [2]  # until then by words
        assert run_jobs() == 1
    assert {model for _number, model in vectors(caller)} == {"compatible:bge-m3"}
    with scope.entered(caller.organisation_id):
        Link.objects.filter(id=link.id).delete()
        embed_stale(None)
        run_jobs()
    assert (vectors(caller), version_of(caller, document_id).embedded_by) == ([], "")


def test_a_model_is_used_for_the_languages_that_it_serves(caller: Caller, server: Loopback) -> None:
    french, english = on_shelf(caller), on_shelf(caller, "en", HISTORY)
    linked(caller, server, "all-minilm")
    assert embedded(caller, french).embedded_by == ""
    assert embedded(caller, english).embedded_by == "compatible:all-minilm"
    with scope.entered(caller.organisation_id):
        found = passages_for(caller, "réfraction Napoleon", [french, english])
    assert {(hit.title, hit.page) for hit in found} >= {("fr", 2), ("en", 2), ("en", 3)}


def test_what_an_administrator_says_of_a_models_languages_stands_above_its_name(
    caller: Caller, server: Loopback, run_jobs: Jobs
) -> None:
    french, english = on_shelf(caller), on_shelf(caller, "en", HISTORY)
    link = linked(caller, server, "all-minilm")
    with scope.entered(caller.organisation_id):
        Link.objects.filter(id=link.id).update(embedding_languages=["fr"])
        embed_stale(None)
        run_jobs()
    assert [version_of(caller, one).embedded_by for one in (french, english)] == ["compatible:all-minilm", ""]
    with scope.entered(caller.organisation_id):
        Link.objects.filter(id=link.id).update(embedding_languages=["en"])  # English only, however it is called
        embed_stale(None)
        run_jobs()
    assert [version_of(caller, one).embedded_by for one in (french, english)] == ["", "compatible:all-minilm"]
    assert pages(caller, "Qu'est-ce que la réfraction ?", french) == [2]


def test_a_provider_that_rests_leaves_the_words(caller: Caller, server: Loopback) -> None:
    document_id = on_shelf(caller)
    linked(caller, server)
    embedded(caller, document_id)

    def down(text: str) -> list[float]:
        raise RuntimeError("down")

    server.meaning = down
    assert pages(caller, "Qu'est-ce que la réfraction ?", document_id) == [2]


def test_vectors_of_another_length_under_the_same_name_say_nothing(caller: Caller, server: Loopback) -> None:
    document_id = on_shelf(caller)
    linked(caller, server)
    embedded(caller, document_id)
    server.meaning = lambda text: [1.0] * 7
    assert pages(caller, "réfraction", document_id) == [2]
    server.meaning = lambda text: [0.0, 0.0, 0.0]
    assert pages(caller, "réfraction", document_id) == [2]


def test_a_database_without_pgvector_finds_by_words_and_says_so(
    caller: Caller,
    server: Loopback,
    world: World,
) -> None:
    document_id = on_shelf(caller)
    linked(caller, server)
    embedded(caller, document_id)
    address, told = "/ampere/ai/", "Vectors cannot be kept here"
    assert told not in world.browser(world.members[Role.OWNER]).get(address).content.decode()
    _without_pgvector()
    assert not keeps_vectors()
    make_room_for_vectors(None, "default")
    assert not keeps_vectors()
    assert pages(caller, "Qu'est-ce que la réfraction ?", document_id) == [2]
    assert embedded(caller, document_id).embedded_by == ""
    assert vectors(caller) == []
    assert told in world.browser(world.members[Role.OWNER]).get(address).content.decode()


def test_nobody_else_s_vectors_are_seen(caller: Caller, server: Loopback, world: World) -> None:
    linked(caller, server)
    embedded(caller, on_shelf(caller))
    assert len(vectors(caller)) == len(OPTICS)
    assert vectors(world.stranger) == []


def _without_pgvector() -> None:
    """What was migrated without it: no column, and a catalogue that does not name it. Taken back with the test."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE pg_extension (extname name) ON COMMIT DROP")
        cursor.execute("SET LOCAL search_path = pg_temp, pg_catalog, public")
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE search_embedding DROP COLUMN vector")
        cursor.execute(f"SET LOCAL ROLE {settings.DATABASE_APP_ROLE}")
