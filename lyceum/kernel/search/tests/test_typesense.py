"""Against the shapes of Typesense's documentation, answered by a loopback server; not run against the product."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.test import override_settings

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.search.actions.catalogue import copy_entries, withdraw_entry
from lyceum.kernel.search.models import CatalogueEntry
from lyceum.kernel.search.ports import FinderUnavailable, finder
from lyceum.kernel.search.queries.catalogue import completions_for, listing_for
from lyceum.kernel.search.rules.catalogue import Completion, Near, Span
from lyceum.kernel.search.tests.fair import CITIES, KIND, NOW, publish, wanted
from lyceum.kernel.search.tests.typesense_server import Typesense, serving

pytestmark = pytest.mark.wish("M5")


@pytest.fixture
def typesense() -> Iterator[Typesense]:
    providers = settings.PROVIDERS | {"catalogue": "typesense"}
    with serving() as server:
        chosen = {"url": server.url, "key": "key", "collection": "lyceum"}
        with override_settings(PROVIDERS=providers, TYPESENSE=chosen):
            finder.cache_clear()
            yield server
    finder.cache_clear()


def copied(organisation: Organisation) -> None:
    """What the job does that was deferred by the publishing."""
    with scope.entered(organisation.id):
        ids = CatalogueEntry.objects.filter(organisation=organisation).values_list("id", flat=True)
        copy_entries(organisation.id, [str(entry_id) for entry_id in ids])


def test_copies_each_entry_into_a_collection_that_it_makes(world: World, typesense: Typesense) -> None:
    publish(world.ampere, "Jazz sessions", "Strasbourg", days=3, labels={"category": ["concert"]})
    copied(world.ampere)
    assert [(method, path) for method, path, _ in typesense.asked] == [
        ("POST", "/collections/lyceum/documents/import?action=upsert"),
        ("POST", "/collections"),
        ("POST", "/collections/lyceum/documents/import?action=upsert"),
    ]
    entry = CatalogueEntry.objects.get()
    assert typesense.documents[str(entry.id)] == {
        "id": str(entry.id),
        "kind": KIND,
        "organisation": str(world.ampere.id),
        "title": "Jazz sessions",
        "place": "",
        "city": "Strasbourg",
        "organiser": "Lycée Ampère",
        "text": "",
        "labels": ["category:concert"],
        "starts_at": int((NOW + timedelta(days=3)).timestamp()),
        "ends_at": int((NOW + timedelta(days=3, hours=2)).timestamp()),
        "location": [*CITIES["Strasbourg"]],
    }


def test_what_was_withdrawn_is_taken_out(world: World, typesense: Typesense) -> None:
    object_id = publish(world.ampere, "Bal")
    copied(world.ampere)
    entry_id = str(CatalogueEntry.objects.get().id)
    with scope.entered(world.ampere.id):
        withdraw_entry(world.ampere.id, KIND, object_id)
        copy_entries(world.ampere.id, [entry_id])
    method, path, _ = typesense.asked[-1]
    assert (method, unquote(path)) == ("DELETE", f"/collections/lyceum/documents?filter_by=id:[{entry_id}]")
    assert typesense.documents == {}


def test_asks_in_its_language_and_reads_its_answer(world: World, typesense: Typesense) -> None:
    publish(world.ampere, "Jazz sessions", labels={"category": ["concert"], "language": ["fr"]})
    copied(world.ampere)
    week = Span(NOW, NOW + timedelta(days=7))
    asked = wanted(
        "jaz",
        labels={"category": ["concert", "talk"]},
        near=Near(48.5, 7.5, within=25),
        order="distance",
        spans={"week": week},
    )
    listing = listing_for(Visitor(), asked)
    assert [(one.entry.title, one.distance) for one in listing.entries] == [("Jazz sessions", 1.5)]
    assert listing.facets == {"category": {"concert": 1}, "language": {"fr": 1}}
    assert (listing.total, dict(listing.spans)) == (1, {"week": 1})
    first, without_own, in_week = typesense.asked[-1][2]["searches"]
    assert first == {
        "collection": "lyceum",
        "q": "jaz",
        "query_by": "title,place,city,organiser,text",
        "query_by_weights": "8,4,4,2,1",
        "filter_by": (
            f"kind:=`{KIND}` && ends_at:>={int(NOW.timestamp())}"
            " && labels:=[`category:concert`,`category:talk`] && location:(48.5, 7.5, 25 km)"
        ),
        "sort_by": "location(48.5, 7.5):asc,starts_at:asc",
        "facet_by": "labels",
        "max_facet_values": 200,
        "include_fields": "id",
        "per_page": 24,
        "offset": 0,
    }
    assert "labels:=" not in without_own["filter_by"]
    assert in_week["filter_by"].endswith(f"starts_at:<{int(week.until.timestamp())} && location:(48.5, 7.5, 25 km)")  # type: ignore[union-attr]


def test_completes_by_the_values_of_names(world: World, typesense: Typesense) -> None:
    publish(world.ampere, "Jazz sessions", "Strasbourg")
    copied(world.ampere)
    found = completions_for(Visitor(), wanted("stra", limit=8))
    assert Completion("city", "Strasbourg", 1) in found
    assert [one["facet_query"] for one in typesense.asked[-1][2]["searches"]] == [
        "title:stra",
        "place:stra",
        "city:stra",
        "organiser:stra",
    ]


def test_an_organisation_that_is_hidden_is_left_out(world: World, typesense: Typesense) -> None:
    publish(world.ampere, "Jazz sessions")
    copied(world.ampere)
    Organisation.objects.filter(id=world.ampere.id).update(is_public=False)
    assert listing_for(Visitor(), wanted()).entries == []
    assert f"organisation:!=[{world.ampere.id}]" in typesense.asked[-1][2]["searches"][0]["filter_by"]


def test_while_it_rests_the_embedded_one_answers(world: World, typesense: Typesense) -> None:
    publish(world.ampere, "Jazz sessions", "Strasbourg")
    typesense.is_resting = True
    assert [one.entry.title for one in listing_for(Visitor(), wanted("jaz")).entries] == ["Jazz sessions"]
    assert completions_for(Visitor(), wanted("stra")) == [Completion("city", "Strasbourg", 1)]
    with scope.entered(world.ampere.id), pytest.raises(FinderUnavailable):
        copy_entries(world.ampere.id, [str(CatalogueEntry.objects.get().id)])
