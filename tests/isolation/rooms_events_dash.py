"""Figures of an event on sale, its tables, and a buyer of the demo's crowd."""

from typing import Any

from django.utils import timezone

from lyceum.domains.events.models import Channel, Event, EventViews
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from tests.isolation.house import Wing

Filled = tuple[dict[str, Any], dict[str, Any]]
_DOORS = "events:figures events:crowd events:sheet show_event_figures show_event_table".split()


def events_figures(wing: Wing) -> Filled:
    """What was filled before is what is counted here."""
    with scope.entered(wing.organisation.id):
        event = Event.objects.filter(organisation=wing.organisation, slug="concert").first()
        assert event
        here = {"organisation": wing.organisation, "event": event, "day": timezone.now().date()}
        EventViews.objects.create(**here, channel=Channel.WEB, number=7)
    parts: dict[str, Any] = {f"{door}.event_id": event.id for door in _DOORS}
    parts |= {"events:sheet.what": "orders", "events:sheet.ending": "csv", "show_event_table.what": "orders"}
    parts |= {"come.event_id": event.id, "come.order_id": new_identifier(), "come.place": ""}
    return parts, {}
