"""The season of the demo, put up by the same actions as an organiser's."""

from zoneinfo import ZoneInfo

import pytest
from django.test import override_settings

from lyceum.domains.events.demo import demo
from lyceum.domains.events.demo.script import ORGANISER, SLUG, season_script
from lyceum.domains.events.models import Event, EventState, Place, TicketType
from lyceum.domains.events.queries.managed import managed_events, shape_of
from lyceum.kernel.foundation.demo import World
from lyceum.kernel.identity.demo import demo as people
from lyceum.kernel.search.models import CatalogueEntry


@pytest.mark.wish("P11")
def test_the_season_stands_in_the_hours_and_the_money_of_its_cities(db: None) -> None:
    with override_settings(DEMO=True):
        world = World()
        people(world)
        demo(world)
    caller = world.found["cast"].caller(ORGANISER, SLUG)
    places, scripts = season_script()
    events = list(managed_events(caller))
    assert len(events) == len(scripts) + sum(max(script.weekly - 1, 0) for script in scripts)
    assert {one.currency for one in events} == {"EUR", "GBP", "JPY"}
    assert Place.objects.within(caller).filter(latitude__isnull=False).count() == len(places) == 10
    assert [one.title for one in events if one.state == EventState.DRAFT] == [s.title for s in scripts if s.draft]
    clocks = {(one.title, f"{one.starts_at.astimezone(ZoneInfo(one.time_zone)):%H:%M}") for one in events}
    assert clocks == {(script.title, script.starts) for script in scripts}
    assert not TicketType.objects.within(caller).filter(quotas=None).exists()
    assert all(shape_of(one).types for one in Event.objects.within(caller))
    names = {entry.title for entry in CatalogueEntry.objects.filter(organisation_id=caller.organisation_id)}
    assert names == {script.title for script in scripts if not script.draft}
    assert all(one.picture_id and one.text != one.summary for one in events)
