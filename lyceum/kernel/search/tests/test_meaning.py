"""The catalogue by what is meant, where an organisation's chain names an embedding model; by words everywhere else."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from lyceum.kernel.ai.models import Link
from lyceum.kernel.ai.tests import chains
from lyceum.kernel.ai.tests.loopback import Loopback
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.search.actions.meaning import keep_meanings
from lyceum.kernel.search.models import CatalogueMeaning
from lyceum.kernel.search.queries.catalogue import Listing, listing_for
from lyceum.kernel.search.rules.catalogue import Span
from lyceum.kernel.search.tests.fair import NOW, publish, wanted

pytestmark = pytest.mark.vectors
MODEL = "multilingual-well"
Jobs = Callable[[], int]
MUSIC, SPEECH = ("quatuor", "piano", "mélodie"), ("philosophe", "débat", "réfléchir")


def meaning(text: str) -> list[float]:
    """Of music, of speech, of neither: what a model would know without the word."""
    folded = text.casefold()
    return [float(any(word in folded for word in MUSIC)), float(any(word in folded for word in SPEECH)), 0.1]


@pytest.fixture
def caller(world: World, server: Loopback) -> Caller:
    server.meaning = meaning
    return world.owner


@pytest.fixture
def season(world: World, caller: Caller, server: Loopback, run_jobs: Jobs) -> Organisation:
    chains.link(caller, server, "", embedding_model=MODEL)
    publish(world.ampere, "Quatuor de nuit", labels={"category": ["concert"]}, language="fr", days=20)
    publish(world.ampere, "Soirée au piano", labels={"category": ["concert"]}, language="fr", days=3)
    publish(world.ampere, "Un philosophe parle", labels={"category": ["talk"]}, language="fr", days=5)
    run_jobs()
    return world.ampere


def found(organisation: Organisation, typed: str, **fields: object) -> Listing:
    with scope.entered(organisation.id):
        return listing_for(Visitor(organisation.id), wanted(typed, **fields))


def titles(listing: Listing) -> list[str]:
    return [listed.entry.title for listed in listing.entries]


@pytest.mark.wish("H10")
def test_what_nothing_says_in_those_words_is_found_by_its_meaning(season: Organisation) -> None:
    music = found(season, "mélodie")
    assert (music.is_by_meaning, titles(music)[2]) == (True, "Un philosophe parle")
    assert titles(found(season, "réfléchir"))[0] == "Un philosophe parle"
    said = found(season, "piano")
    assert (said.is_by_meaning, titles(said)) == (False, ["Soirée au piano"])


def test_facets_and_dates_hold_for_it_too(season: Organisation) -> None:
    talks = found(season, "mélodie", labels={"category": ["talk"]})
    assert (titles(talks), talks.total, talks.facets) == (["Un philosophe parle"], 1, {"category": {"talk": 1}})
    soon = found(season, "mélodie", span=Span(until=NOW + timedelta(days=4)))
    assert titles(soon) == ["Soirée au piano"]
    assert titles(found(season, "mélodie", offset=24)) == []


def test_only_what_was_changed_is_read_again(
    season: Organisation, caller: Caller, server: Loopback, run_jobs: Jobs
) -> None:
    assert [len(body["input"]) for _path, body, _key in server.asked] == [3]
    publish(season, "Un débat", language="fr")
    run_jobs()
    with scope.entered(season.id):
        keep_meanings(season.id)
    assert [len(body["input"]) for _path, body, _key in server.asked] == [3, 1]
    assert server.asked[1][1]["input"] == ["Un débat\nParis"]


def test_without_a_model_there_is_none_and_nobody_is_asked(
    season: Organisation, caller: Caller, server: Loopback
) -> None:
    with scope.entered(season.id):
        Link.objects.all().delete()
        keep_meanings(season.id)
        assert not CatalogueMeaning.objects.exists()
    before = len(server.asked)
    assert (titles(found(season, "mélodie")), len(server.asked)) == ([], before)


def test_across_organisations_whose_models_differ_words_do_alone(season: Organisation, server: Loopback) -> None:
    before = len(server.asked)
    assert (titles(listing_for(Visitor(), wanted("mélodie"))), len(server.asked)) == ([], before)


def test_visitors_do_not_spend_more_than_so_much_of_the_organisations_model(
    season: Organisation, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lyceum.kernel.search.queries.meaning.ASKED_A_MINUTE", 1)
    asked = len(server.asked)
    assert [titles(found(season, "mélodie")) != [] for _ in range(3)] == [True, False, False]
    assert len(server.asked) == asked + 1
