"""What other rooms show an organiser of their events: the agenda, Today, cards of conversations."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lyceum.domains.events.models import Event, EventState
from lyceum.domains.events.queries.managed import events_at_work, managed_events
from lyceum.domains.events.queries.organising import begun_between, event_lines
from lyceum.kernel.foundation.rules.agenda import AgendaEntry, Card
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.contribution import TodayItem

_SOON = timedelta(days=2)
_OPENS_SOON = timedelta(days=1)
_STALE = timedelta(days=14)


def organised_agenda(caller: Caller, first: datetime, last: datetime) -> Iterator[AgendaEntry]:
    for event in begun_between(caller, first, last)[:300]:
        yield AgendaEntry(
            key=f"events.organised:{event.id}",
            title=event.title,
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            url=_address(event),
            icon="megaphone",
            detail=event.place.name if event.place else "",
            tone="clay" if event.state == EventState.PUBLISHED else "info",
        )


def organised_today(caller: Caller) -> Iterator[TodayItem]:
    """What takes place within two days, what goes on sale within one, and drafts whose day comes near."""
    now = timezone.now()
    on = begun_between(caller, now, now + _SOON).filter(state=EventState.PUBLISHED)
    for line in event_lines(caller, on[:5]):
        sold = ngettext("%(count)s ticket sold", "%(count)s tickets sold", line.sold) % {"count": line.sold}
        yield TodayItem(line.event.title, _address(line.event), "megaphone", sold, line.event.starts_at, 1)
    opening = managed_events(caller).filter(state=EventState.PUBLISHED, sales_from__range=(now, now + _OPENS_SOON))
    for event in opening.order_by("sales_from", "id")[:3]:
        address = reverse("events:figures", args=[event.id])
        yield TodayItem(event.title, address, "trending-up", _("Its sale opens"), event.sales_from, 1)
    drafts = managed_events(caller).filter(state=EventState.DRAFT, starts_at__range=(now, now + _STALE))
    for event in drafts.order_by("starts_at", "id")[:3]:
        yield TodayItem(event.title, _address(event), "rocket", _("Still a draft"), event.starts_at, 1)


def event_card(caller: Caller, event_id: UUID) -> Card | None:
    event = events_at_work(caller).filter(id=event_id).first()
    if event is None:
        return None
    return Card(event.title, _address(event), "megaphone", gettext_lazy("Event"))


def _address(event: Event) -> str:
    return reverse("events:managed", args=[event.id])
