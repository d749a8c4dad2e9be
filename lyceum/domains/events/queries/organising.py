"""What an organiser sees: their events with what is sold of each, and what one still needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from lyceum.domains.events.models import (
    CrewMember,
    Event,
    EventState,
    Place,
    Question,
    Quota,
    QuotaType,
    TicketKind,
    TicketType,
    Voucher,
)
from lyceum.domains.events.queries.managed import events_at_work, managed_events, shape_of
from lyceum.domains.events.rules.readiness import BETTER, Missing, missing
from lyceum.kernel.foundation.rules.caller import Caller

MOST_SHOWN = 60
MOST_CODES = 100


@dataclass(frozen=True, slots=True)
class EventLine:
    """``places``: of all its quotas that count tickets; ``sold`` and ``held`` of them."""

    event: Event
    places: int
    sold: int
    held: int

    @property
    def taken(self) -> int:
        return self.sold + self.held

    @property
    def percent(self) -> int:
        return min(100, round(100 * self.taken / self.places)) if self.places else 0


@dataclass(frozen=True, slots=True)
class Season:
    """``which``: upcoming, drafts or past; ``counts``: how many there are of each."""

    which: str
    lines: Sequence[EventLine]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Needs:
    """``first``: without which it stays a draft; ``better``: what would do it good."""

    first: Sequence[Missing]
    better: Sequence[Missing]

    @property
    def is_ready(self) -> bool:
        return not self.first


@dataclass(frozen=True, slots=True)
class TypeLine:
    """A ticket type with its quotas; ``sold`` counts its own live tickets."""

    type: TicketType
    quotas: Sequence[Quota]
    addons: Sequence[TicketType]


def season(caller: Caller, which: str, words: str = "") -> Season:
    now = timezone.now()
    mine = events_at_work(caller)
    if words:
        mine = mine.filter(title__icontains=words.strip())
    sorted_in = {
        "upcoming": mine.exclude(state=EventState.DRAFT).filter(ends_at__gte=now).order_by("starts_at", "id"),
        "drafts": mine.filter(state=EventState.DRAFT).order_by("starts_at", "id"),
        "past": mine.exclude(state=EventState.DRAFT).filter(ends_at__lt=now).order_by("-starts_at", "id"),
    }
    shown = which if which in sorted_in else "upcoming"
    return Season(
        shown,
        event_lines(caller, sorted_in[shown][:MOST_SHOWN]),
        {name: rows.count() for name, rows in sorted_in.items()},
    )


def event_lines(caller: Caller, events: QuerySet[Event] | Sequence[Event]) -> list[EventLine]:
    """Whole in one more statement, however many."""
    shown = list(events)
    # A quota of welcome drinks is no place in the hall.
    lets_in = QuotaType.objects.within(caller).filter(quota=OuterRef("pk"), ticket_type__kind=TicketKind.TICKET)
    sums = {
        row["event_id"]: row
        for row in Quota.objects.within(caller)
        .filter(Exists(lets_in), event__in=[one.id for one in shown])
        .values("event_id")
        .annotate(places=Sum("capacity"), gone=Sum("sold"), kept=Sum("held"))
    }
    none = {"places": 0, "gone": 0, "kept": 0}
    counted = [(one, sums.get(one.id, none)) for one in shown]
    return [EventLine(one, row["places"], row["gone"], row["kept"]) for one, row in counted]


def needs_of(caller: Caller, event: Event) -> Needs:
    del caller  # who has the event may know what it needs
    found = missing(shape_of(event), timezone.now())
    return Needs([one for one in found if one not in BETTER], [one for one in found if one in BETTER])


def type_lines(caller: Caller, event: Event) -> list[TypeLine]:
    types = (
        TicketType.objects.within(caller)
        .filter(event=event)
        .prefetch_related("quotas", "price_steps", "addons")
        .order_by("position", "id")
    )
    return [TypeLine(one, list(one.quotas.all()), list(one.addons.all())) for one in types]


def quotas_of(caller: Caller, event: Event) -> list[Quota]:
    rows = Quota.objects.within(caller).filter(event=event).prefetch_related("ticket_types")
    return list(rows.order_by("name", "id"))


def places_of(caller: Caller) -> QuerySet[Place]:
    found: QuerySet[Place] = Place.objects.within(caller).order_by("name", "id")
    return found


def dates_in_series(caller: Caller, series_id: UUID) -> list[EventLine]:
    return event_lines(caller, managed_events(caller).filter(series_id=series_id).order_by("starts_at", "id")[:200])


def last_used(caller: Caller) -> Event | None:
    """What the next event takes its currency and its place from."""
    found: Event | None = managed_events(caller).order_by(F("created_at").desc()).first()
    return found


def events_to_tell_of(caller: Caller, also: UUID | None = None) -> QuerySet[Event]:
    """Those to come, of which a program may be told alone; and the one of which it is already."""
    rows = managed_events(caller).filter(Q(ends_at__gte=timezone.now()) | Q(id=also))
    return rows.order_by("starts_at", "id")[:200]


def begun_between(caller: Caller, first: datetime, last: datetime) -> QuerySet[Event]:
    mine = events_at_work(caller).filter(starts_at__lt=last, ends_at__gt=first)
    return mine.exclude(state=EventState.CANCELLED).order_by("starts_at", "id")


def codes_of(caller: Caller, event: Event, words: str = "") -> QuerySet[Voucher]:
    rows: QuerySet[Voucher] = Voucher.objects.within(caller).filter(event=event).select_related("event")
    if words:
        rows = rows.filter(Q(code__icontains=words.strip()) | Q(note__icontains=words.strip()))
    return rows.order_by("-created_at", "code")


def questions_of(caller: Caller, event: Event) -> list[Question]:
    rows = Question.objects.within(caller).filter(event=event)
    return list(rows.order_by("position", "id"))


def crew_of(caller: Caller, event: Event) -> list[CrewMember]:
    rows = CrewMember.objects.within(caller).filter(event=event).select_related("person")
    return list(rows.order_by("created_at", "id"))
