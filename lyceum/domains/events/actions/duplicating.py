"""Another event like this one: its tickets, quotas, early prices, questions and team, on another day."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.event import free_slug
from lyceum.domains.events.announcements import EventMade
from lyceum.domains.events.models import (
    CrewMember,
    Event,
    EventSeat,
    EventState,
    PriceStep,
    Question,
    Quota,
    QuotaType,
    TicketType,
)
from lyceum.domains.events.permissions import may_make
from lyceum.domains.events.queries.managed import managed_event
from lyceum.domains.events.rules.clock import moved, wall_at
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.models import Tenant
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict

Row = TypeVar("Row", bound=Tenant)
_DATES = ("starts_at", "ends_at", "doors_at", "sales_from", "sales_until", "changes_until")


@transaction.atomic
def duplicate_event(caller: Caller, event_id: UUID, copy_id: UUID, starts_at: datetime, title: str = "") -> Event:
    """A draft that begins then; its other dates follow by whole days, at their hours. Idempotent under its id."""
    refuse_unless(may_make(caller), _("Only organisers make events."))
    source = managed_event(caller, event_id)
    made = Event.objects.within(caller).own(caller, "author").filter(id=copy_id).first()
    copy: Event = made or copied(caller, source, copy_id, starts_at, title)
    return copy


def copied(caller: Caller, source: Event, copy_id: UUID, starts_at: datetime, title: str = "") -> Event:
    """In the caller's transaction."""
    zone = source.time_zone
    days = (wall_at(starts_at, zone).date() - wall_at(source.starts_at, zone).date()).days
    copy = _twin(
        source,
        id=copy_id,
        state=EventState.DRAFT,
        published_at=None,
        edition=1,
        offer_edition=1,
        series_id=None,
        occurs_on=None,
        moved_at=None,
        moved_from=None,
        give_back_until=None,
    )
    copy.author_id, copy.title = caller.person_id, title or source.title
    copy.slug = free_slug(caller, copy.title)
    _shift(copy, _DATES, days, zone)
    copy.ends_at += starts_at - copy.starts_at
    copy.starts_at = starts_at
    try:
        with transaction.atomic():
            copy.save(force_insert=True)
    except IntegrityError as fault:
        raise Conflict(_("This id is taken. Make a new one.")) from fault
    types = _copy_types(source, copy, days)
    _copy_quotas(source, copy, types)
    _copy_steps(source, types, days)
    _copy_rest(source, copy, types)
    _copy_seats(source, copy, types)
    announce(caller, EventMade(copy.id))
    return copy


def _copy_types(source: Event, copy: Event, days: int) -> dict[UUID, TicketType]:
    types = {one.id: _twin(one, event=copy) for one in source.ticket_types.order_by("addon_to_id", "position")}
    for one in types.values():
        one.addon_to = types[one.addon_to_id] if one.addon_to_id else None
        _shift(one, ("sale_from", "sale_until"), days, source.time_zone)
    TicketType.objects.bulk_create(sorted(types.values(), key=lambda one: one.addon_to_id is not None))
    return types


def _copy_quotas(source: Event, copy: Event, types: dict[UUID, TicketType]) -> None:
    """As many places as there, none of them taken."""
    quotas = {one.id: _twin(one, event=copy, held=0, sold=0) for one in source.quotas.all()}
    Quota.objects.bulk_create(quotas.values())
    links = QuotaType.objects.filter(organisation_id=source.organisation_id, quota__event=source)
    QuotaType.objects.bulk_create(
        _twin(one, quota=quotas[one.quota_id], ticket_type=types[one.ticket_type_id]) for one in links
    )


def _copy_steps(source: Event, types: dict[UUID, TicketType], days: int) -> None:
    steps = []
    for one in PriceStep.objects.filter(organisation_id=source.organisation_id, ticket_type__event=source):
        step = _twin(one, ticket_type=types[one.ticket_type_id], taken=0)
        _shift(step, ("until",), days, source.time_zone)
        steps.append(step)
    PriceStep.objects.bulk_create(steps)


def _copy_rest(source: Event, copy: Event, types: dict[UUID, TicketType]) -> None:
    questions = [_twin(one, event=copy) for one in source.questions.all()]
    for question in questions:
        question.types = [types[one].id for one in question.types if one in types]
    Question.objects.bulk_create(questions)
    CrewMember.objects.bulk_create(_twin(one, event=copy) for one in source.crew.all())


def _copy_seats(source: Event, copy: Event, types: dict[UUID, TicketType]) -> None:
    """Sold as there, all of them free."""
    rows = EventSeat.objects.filter(organisation_id=source.organisation_id, event=source)
    EventSeat.objects.bulk_create(
        _twin(one, event=copy, line=None, ticket_type=types[one.ticket_type_id] if one.ticket_type_id else None)
        for one in rows
    )


def _twin(row: Row, **changes: object) -> Row:
    """A row that is not saved yet, the same but for its id and what changes."""
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    twin = type(row)(**{name: kept[name] for name in kept if name not in {"id", "created_at"}})
    for name, value in {"id": new_identifier(), **changes}.items():
        setattr(twin, name, value)
    return twin


def _shift(row: Tenant, names: Sequence[str], days: int, zone: str) -> None:
    for name in names:
        if moment := getattr(row, name):
            setattr(row, name, moved(moment, days, zone))
