from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.search.actions.catalogue import count_words, withdraw_entry
from lyceum.kernel.search.models import CatalogueEntry, CatalogueWord
from lyceum.kernel.search.queries.catalogue import completions_for, entry_of, listing_for, neighbours_of, point_of
from lyceum.kernel.search.rules.catalogue import Completion, Near, Span, Wanted
from lyceum.kernel.search.tests.fair import CITIES, KIND, NOW, publish, wanted

VISITOR = Visitor()
PARIS = CITIES["Paris"]


def titles(asked: Wanted, caller: Visitor = VISITOR) -> list[str]:
    return [listed.entry.title for listed in listing_for(caller, asked).entries]


@pytest.fixture
def season(world: World) -> Organisation:
    ampere = world.ampere
    publish(ampere, "Concert de l’été à l’Opéra", labels={"category": ["concert"], "language": ["fr"]}, days=20)
    publish(ampere, "Jazz sessions", "Strasbourg", labels={"category": ["concert"], "language": ["en"]}, days=3)
    publish(ampere, "Conférence sur Mozart", "Lyon", labels={"category": ["talk"], "language": ["fr"]}, days=5)
    return ampere


@pytest.mark.wish("M1", "M3")
@pytest.mark.parametrize("typed", ["ete", "Été", "opera", "concerts", "conc", "le concert de l’été"])
def test_finds_any_form_of_a_word_as_it_is_typed(season: Organisation, typed: str) -> None:
    assert titles(wanted(typed)) == ["Concert de l’été à l’Opéra"]


@pytest.mark.wish("M1", "M4", "H8")
@pytest.mark.parametrize(
    ("typed", "found", "mended"),
    [
        ("Mozrat", "Conférence sur Mozart", "mozart"),
        ("strasburg", "Jazz sessions", "strasbourg"),
        ("stransbuorg", "Jazz sessions", "strasbourg"),
        ("strsbou", "Jazz sessions", "strasbourg"),
        ("confrence mozart", "Conférence sur Mozart", "conference mozart"),
        ("jaz", "Jazz sessions", ""),
    ],
)
def test_forgives_slips(season: Organisation, typed: str, found: str, mended: str) -> None:
    listing = listing_for(VISITOR, wanted(typed))
    assert ([listed.entry.title for listed in listing.entries], listing.mended) == ([found], mended)


def test_a_word_that_nothing_is_near_finds_nothing(season: Organisation) -> None:
    assert titles(wanted("xylophone")) == []
    assert titles(wanted("' OR 1=1 --")) == []


def test_where_nothing_has_all_words_those_with_some_are_shown_and_it_says_so(season: Organisation) -> None:
    listing = listing_for(VISITOR, wanted("jazz mozart"))
    assert ({listed.entry.title for listed in listing.entries}, listing.is_loose) == (
        {"Jazz sessions", "Conférence sur Mozart"},
        True,
    )


@pytest.mark.wish("M4")
def test_a_title_outranks_a_text_and_a_beginning_outranks_both(world: World) -> None:
    publish(world.ampere, "Grand soir", text="Un récital de piano", days=1)
    publish(world.ampere, "Le soir du récital", days=2)
    publish(world.ampere, "Récital du soir", days=3)
    assert titles(wanted("récital")) == ["Récital du soir", "Le soir du récital", "Grand soir"]
    assert titles(wanted("récital", order="date")) == ["Grand soir", "Le soir du récital", "Récital du soir"]


@pytest.mark.wish("M1")
def test_counts_each_facet_as_if_nothing_of_it_were_chosen(season: Organisation) -> None:
    listing = listing_for(VISITOR, wanted(labels={"category": ["concert"]}))
    assert listing.total == 2
    assert listing.facets == {"category": {"concert": 2, "talk": 1}, "language": {"en": 1, "fr": 1}}
    both = listing_for(VISITOR, wanted(labels={"category": ["concert", "talk"], "language": ["fr"]}))
    assert both.total == 2
    assert both.facets == {"category": {"concert": 1, "talk": 1}, "language": {"en": 1, "fr": 2}}


def test_counts_periods_and_keeps_to_the_one_that_is_wanted(season: Organisation) -> None:
    spans = {"soon": Span(NOW, NOW + timedelta(days=7)), "later": Span(NOW + timedelta(days=7))}
    asked = wanted(spans=spans, span=spans["later"])
    listing = listing_for(VISITOR, asked)
    assert (titles(asked), dict(listing.spans)) == (["Concert de l’été à l’Opéra"], {"soon": 2, "later": 1})
    assert listing.facets == {"category": {"concert": 1}, "language": {"fr": 1}}


@pytest.mark.wish("H9", "M1")
def test_near_a_point_the_nearest_come_first_with_their_distance(season: Organisation) -> None:
    publish(season, "Promenade", "Versailles")
    near = wanted(near=Near(*PARIS, within=60), order="distance")
    found = [(listed.entry.city, round(listed.distance or 0, 1)) for listed in listing_for(VISITOR, near).entries]
    assert found == [("Paris", 0.0), ("Versailles", 17.9)]
    everywhere = listing_for(VISITOR, replace(near, near=Near(*PARIS)))
    assert [listed.entry.city for listed in everywhere.entries] == ["Paris", "Versailles", "Lyon", "Strasbourg"]


def test_near_the_line_of_dates_both_sides_are_near(season: Organisation) -> None:
    publish(season, "Meke", "Suva")
    publish(season, "Siva", "Apia")
    around = wanted(near=Near(*CITIES["Suva"], within=1300), order="distance")
    assert titles(around) == ["Meke", "Siva"]


def test_what_has_no_place_is_not_near_anything(world: World) -> None:
    publish(world.ampere, "En ligne", latitude=None, longitude=None)
    assert titles(wanted(near=Near(*PARIS), order="distance")) == []


@pytest.mark.wish("H8", "M1")
def test_completes_names_as_one_types(season: Organisation) -> None:
    publish(season, "Strasbourg à vélo", "Strasbourg")

    def completed(typed: str) -> list[Completion]:
        return list(completions_for(VISITOR, wanted(typed)))

    assert completed("stra") == [Completion("city", "Strasbourg", 2), Completion("title", "Strasbourg à vélo", 1)]
    assert completed("strsab") == completed("stra")
    assert completed("moz") == [Completion("title", "Conférence sur Mozart", 1)]
    assert completed("lycee") == [Completion("organiser", "Lycée Ampère", 4)]
    assert completed("") == []


def test_what_is_over_is_not_found(world: World) -> None:
    publish(world.ampere, "Hier", days=-1)
    publish(world.ampere, "Demain", days=1)
    assert titles(wanted()) == ["Demain"]


def test_an_organisation_that_is_hidden_shut_or_without_the_domain_is_not_found(season: Organisation) -> None:
    def found_when(**fields: object) -> int:
        Organisation.objects.filter(id=season.id).update(**fields)
        count = listing_for(VISITOR, wanted()).total
        Organisation.objects.filter(id=season.id).update(
            is_public=True, suspended_at=None, closed_at=None, domains=["learning"]
        )
        return count

    assert [found_when(suspended_at=NOW), found_when(closed_at=NOW), found_when(domains=[])] == [0, 0, 0]
    assert (found_when(is_public=False), found_when()) == (0, 3)


def test_in_an_organisations_address_only_its_own_are_found(season: Organisation, world: World) -> None:
    Organisation.objects.filter(id=world.nordic.id).update(domains=["learning"], is_public=False)
    publish(world.nordic, "Jazz in the north")
    assert titles(wanted("jazz"), Visitor(world.nordic.id)) == ["Jazz in the north"]
    assert titles(wanted("jazz"), Visitor(season.id)) == ["Jazz sessions"]
    assert titles(wanted("jazz")) == ["Jazz sessions"]


def test_publishing_again_changes_and_withdrawing_removes(season: Organisation, world: World) -> None:
    object_id = publish(season, "Bal")
    assert entry_of(VISITOR, KIND, object_id) is not None
    with scope.entered(season.id):
        withdraw_entry(season.id, KIND, object_id)
        withdraw_entry(season.id, KIND, object_id)
    assert (entry_of(VISITOR, KIND, object_id), titles(wanted("bal"))) == (None, [])


def test_words_that_stand_nowhere_any_more_are_forgotten(season: Organisation) -> None:
    object_id = publish(season, "Xylophone")
    with scope.entered(season.id):
        withdraw_entry(season.id, KIND, object_id)
    count_words(None)
    assert not CatalogueWord.objects.filter(word="xylophone").exists()
    assert CatalogueWord.objects.get(word="mozart").entries == 1
    assert CatalogueWord.objects.get(word="ampere").entries == 3


def test_asks_two_statements_however_many_are_found(season: Organisation) -> None:
    def statements(asked: Wanted) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            listing_for(VISITOR, asked)
        return len(captured)

    assert (statements(wanted("mozart")), statements(wanted())) == (2, 2)


def test_pages_follow_one_another(season: Organisation) -> None:
    assert titles(wanted(limit=2)) == ["Jazz sessions", "Conférence sur Mozart"]
    assert titles(wanted(limit=2, offset=2)) == ["Concert de l’été à l’Opéra"]
    assert listing_for(VISITOR, wanted(limit=2)).total == CatalogueEntry.objects.count() == 3


@pytest.mark.wish("H9")
def test_a_city_is_a_point_its_typos_forgiven(season: Organisation) -> None:
    assert point_of(VISITOR, KIND, "strasburg") == ("Strasbourg", pytest.approx(CITIES["Strasbourg"]))
    assert point_of(VISITOR, KIND, "Atlantis") is None
    assert point_of(VISITOR, KIND, "Mozart") is None


def test_neighbours_share_words_kind_and_place(season: Organisation) -> None:
    """Without a model of meaning: by what they share."""
    concert = {"labels": {"category": ["concert"]}}
    here = publish(season, "Mozart à la chandelle", "Lyon", **concert)
    publish(season, "Foire aux vins", "Strasbourg", labels={"category": ["fair"]})
    found = [listed.entry.title for listed in neighbours_of(VISITOR, KIND, here, 3)]
    assert found == ["Conférence sur Mozart", "Jazz sessions", "Concert de l’été à l’Opéra"]
    assert neighbours_of(VISITOR, KIND, new_identifier(), 3) == []
