"""An organiser's desk: events, and what stands on them, of one organisation; whom one helps, oneself."""

import pytest

from lyceum.domains.events.actions.calling_off import call_off_event
from lyceum.domains.events.actions.duplicating import duplicate_event
from lyceum.domains.events.actions.event import _made_before, free_slug
from lyceum.domains.events.actions.place import place_here
from lyceum.domains.events.actions.quota import remove_quota
from lyceum.domains.events.actions.series import series_to_change
from lyceum.domains.events.actions.voucher import remove_voucher
from lyceum.domains.events.models import (
    CrewMember,
    CrewRole,
    Event,
    Order,
    Place,
    Question,
    Quota,
    QuotaType,
    Series,
    TicketType,
    Voucher,
)
from lyceum.domains.events.permissions import _is_crew
from lyceum.domains.events.queries.managed import _helped, event_to_change, events_at_work, managed_events
from lyceum.domains.events.queries.organising import (
    codes_of,
    crew_of,
    event_lines,
    places_of,
    questions_of,
    quotas_of,
    type_lines,
)
from lyceum.domains.events.queries.selling import orders_of
from lyceum.kernel.foundation.rules.refusal import Conflict
from tests.isolation.probes.events_place import Gala, events, gala, unsold
from tests.isolation.probes.probe import probe
from tests.isolation.samples import Samples


def _quota_removed(at: Gala) -> None:
    remove_quota(at.caller, at.draft.id, at.draft.quotas.get().id)


events(
    "permissions._is_crew",
    lambda at: _is_crew(at.caller, at.event.id, frozenset({CrewRole.MANAGER})),
    moved=(CrewMember,),
    given=(CrewMember,),
)
events(
    "actions.calling_off.call_off_event",
    lambda at: call_off_event(at.caller, at.draft.id),
    first=unsold,
    moved=(Event,),
)
events(
    "actions.event._made_before",
    lambda at: _made_before(at.caller, at.draft.id),
    first=unsold,
    moved=(Event,),
    given=(Event,),
)
events(
    "actions.place.place_here",
    lambda at: place_here(at.caller, at.event.place_id),
    first=unsold,
    moved=(Place,),
)
events("actions.quota.remove_quota", _quota_removed, moved=(Quota,), refused=Conflict)
events("actions.series.series_to_change", lambda at: series_to_change(at.caller, at.event.series_id), moved=(Series,))
events("queries.managed.managed_events", lambda at: managed_events(at.caller), first=unsold, moved=(Event,))
events("queries.managed.events_at_work", lambda at: events_at_work(at.caller), first=unsold, moved=(Event,))
events(
    "queries.managed.event_to_change",
    lambda at: event_to_change(at.caller, at.draft.id),
    first=unsold,
    moved=(Event,),
)
events(
    "queries.managed._helped",
    lambda at: Event.objects.filter(_helped(at.caller, [CrewRole.MANAGER])),
    given=(CrewMember,),
)
events("queries.organising.event_lines", lambda at: event_lines(at.caller, [at.draft]), moved=(Quota, QuotaType))
events("queries.organising.type_lines", lambda at: type_lines(at.caller, at.draft), first=unsold, moved=(TicketType,))
events("queries.organising.quotas_of", lambda at: quotas_of(at.caller, at.draft), moved=(Quota,))
events("queries.organising.places_of", lambda at: places_of(at.caller), first=unsold, moved=(Place,))
events("queries.organising.codes_of", lambda at: codes_of(at.caller, at.draft), moved=(Voucher,))
events("queries.organising.questions_of", lambda at: questions_of(at.caller, at.draft), moved=(Question,))
events("queries.organising.crew_of", lambda at: crew_of(at.caller, at.draft), moved=(CrewMember,))
events("queries.selling.orders_of", lambda at: orders_of(at.caller, at.event), moved=(Order,))


@probe("events.actions.duplicating.duplicate_event")
def an_event_elsewhere_or_of_somebody_else_is_no_copy_made_before(samples: Samples) -> None:
    at = gala(samples)
    asked = (at.caller, at.event.id, at.draft.id, at.event.starts_at)
    assert duplicate_event(*asked) == at.draft
    Event.objects.filter(id=at.draft.id).update(author=samples.house.here.colleague.person)
    with pytest.raises(Conflict):
        duplicate_event(*asked)
    Event.objects.filter(id=at.draft.id).update(author=at.caller.person_id, slug="elsewhere")
    at.moved(at.draft)
    with pytest.raises(Conflict):
        duplicate_event(*asked)


@probe("events.actions.event.free_slug")
def a_slug_that_is_taken_elsewhere_is_free_here(samples: Samples) -> None:
    at = gala(samples)
    assert free_slug(at.caller, "Gala") == "gala-2"
    Event.objects.filter(id=at.event.id).update(slug="another")
    assert free_slug(at.caller, "Gala") == "gala"


@probe("events.actions.voucher.remove_voucher")
def a_code_elsewhere_is_not_deleted(samples: Samples) -> None:
    at = gala(samples)
    code = at.draft.vouchers.get()
    at.moved(code)
    remove_voucher(at.caller, at.draft.id, code.id)
    assert Voucher.objects.filter(id=code.id).exists()
