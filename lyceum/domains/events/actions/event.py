"""Make an event, change it, show it to the public."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.place import place_here
from lyceum.domains.events.announcements import EventChanged, EventMade, EventPublished, EventRemoved
from lyceum.domains.events.models import Category, Event, EventState
from lyceum.domains.events.permissions import may_make
from lyceum.domains.events.queries.managed import event_to_change, shape_of
from lyceum.domains.events.rules.clock import is_zone
from lyceum.domains.events.rules.readiness import keeps_draft, missing
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.money import exponent
from lyceum.kernel.foundation.rules.normal import normal
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid
from lyceum.kernel.media.actions.storing import Upload, store_picture

LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_TEXT = 160, 300, 20_000
MOST_PER_ORDER = 100
FACILITIES = (
    "wheelchair",
    "step_free",
    "hearing_loop",
    "sign_language",
    "subtitles",
    "audio_description",
    "quiet_room",
)


@dataclass(frozen=True, slots=True)
class EventText:
    """What its organiser decides. Refunds: null hours is none; ``refund_fee`` in the currency's smallest unit."""

    title: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    summary: str = ""
    text: str = ""
    language: str = "fr"
    category: str = Category.OTHER
    doors_at: datetime | None = None
    is_online: bool = False
    online_url: str = ""
    place_id: UUID | None = None
    currency: str = "EUR"
    sales_from: datetime | None = None
    sales_until: datetime | None = None
    max_per_order: int = 10
    methods: list[str] = field(default_factory=list)
    refund_until_hours: int | None = None
    refund_percent: int = 100
    refund_fee: int = 0
    may_transfer: bool = True
    has_waiting_list: bool = True
    changes_until: datetime | None = None
    needs_names: bool = False
    accessible: list[str] = field(default_factory=list)
    is_listed: bool = True

    @classmethod
    def of(cls, event: Event) -> "EventText":
        return cls(**{one.name: getattr(event, one.name) for one in fields(cls)})


NAMES = tuple(one.name for one in fields(EventText))


def make_event(caller: Caller, event_id: UUID, text: EventText) -> Event:
    """A draft under the id that the client made: a repeat gives the same event."""
    refuse_unless(may_make(caller), _("Only organisers make events."))
    event = Event(id=event_id, organisation_id=caller.organisation_id, author_id=caller.person_id)
    _apply(caller, event, text)
    event.slug = free_slug(caller, text.title)
    try:
        with transaction.atomic():
            event.save(force_insert=True)
            announce(caller, EventMade(event.id))
    except IntegrityError:
        return _made_before(caller, event_id)
    return event


@transaction.atomic
def edit_event(caller: Caller, event_id: UUID, text: EventText, edition: int | None = None) -> Event:
    """``edition``: the one the caller saw, so that nobody's work is lost unseen."""
    event = event_to_change(caller, event_id, edition)
    _refuse_other_money(event, text.currency)
    _apply(caller, event, text)
    event.edition += 1
    event.save()
    announce(caller, EventChanged(event.id))
    return event


@transaction.atomic
def publish_event(caller: Caller, event_id: UUID) -> Event:
    """The public sees it, and may buy once its sale is open. Idempotent."""
    event = event_to_change(caller, event_id)
    if event.state == EventState.PUBLISHED:
        return event
    if event.state != EventState.DRAFT:
        raise Conflict(_("Only a draft is published."), code="not_a_draft")
    if keeps_draft(missing(shape_of(event), timezone.now())):
        raise Conflict(_("Something is missing before the public may see it."), code="not_ready")
    event.state, event.published_at = EventState.PUBLISHED, timezone.now()
    event.save(update_fields=["state", "published_at"])
    announce(caller, EventPublished(event.id))
    return event


@transaction.atomic
def remove_event(caller: Caller, event_id: UUID) -> None:
    """A draft for which nobody has ordered; anything else is cancelled."""
    event = event_to_change(caller, event_id)
    if event.state != EventState.DRAFT or event.orders.exists():
        raise Conflict(_("Only a draft is deleted: cancel this event, and everybody is told."), code="not_a_draft")
    event.delete()
    announce(caller, EventRemoved(event_id))


def picture_event(caller: Caller, event_id: UUID, upload: Upload | None) -> Event:
    """Another picture, or none."""
    event_to_change(caller, event_id, lock=False)
    file = store_picture(caller, upload) if upload else None
    with transaction.atomic():
        event = event_to_change(caller, event_id)
        event.picture_id = file.id if file else None
        event.edition += 1
        event.save(update_fields=["picture_id", "edition"])
        announce(caller, EventChanged(event.id))
    return event


def free_slug(caller: Caller, title: str) -> str:
    """The first of ``title``, ``title-2``, … that no event of the organisation has."""
    base = slugify(normal(title))[:70].strip("-") or "event"
    taken = set(Event.objects.within(caller).filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for number in range(1, len(taken) + 2) if (slug := _numbered(base, number)) not in taken)


def _numbered(base: str, number: int) -> str:
    return base if number == 1 else f"{base}-{number}"


def _made_before(caller: Caller, event_id: UUID) -> Event:
    found: Event | None = Event.objects.within(caller).own(caller, "author").filter(id=event_id).first()
    if found is None:
        raise Conflict(_("This id is taken. Make a new one."))
    return found


def _apply(caller: Caller, event: Event, text: EventText) -> None:
    faults = {name: [fault] for name, fault in _faults(caller, text)}
    if faults:
        raise Invalid(_("Some fields are not right."), fields=faults)
    for name in NAMES:
        given = getattr(text, name)
        setattr(event, name, given.strip() if isinstance(given, str) else given)


def _refuse_other_money(event: Event, currency: str) -> None:
    if currency != event.currency and event.ticket_types.filter(price__gt=0).exists():
        fault = _("The prices are in %(currency)s: an event is sold in one currency.") % {"currency": event.currency}
        raise Invalid(_("Some fields are not right."), fields={"currency": [fault]})


def _faults(caller: Caller, text: EventText) -> Iterator[tuple[str, str]]:
    if not 0 < len(text.title.strip()) <= LONGEST_TITLE:
        yield "title", _("Give it a title of at most %(most)s characters.") % {"most": LONGEST_TITLE}
    for name, most in (("summary", LONGEST_SUMMARY), ("text", LONGEST_TEXT)):
        if len(getattr(text, name)) > most:
            yield name, _("At most %(most)s characters.") % {"most": most}
    if text.language not in {"fr", "en"}:
        yield "language", _("Choose French or English.")
    if text.category not in Category.values:
        yield "category", _("There is no such category.")
    yield from _faults_of_time(text)
    yield from _faults_of_place(caller, text)
    yield from _faults_of_sale(text)


def _faults_of_time(text: EventText) -> Iterator[tuple[str, str]]:
    if not is_zone(text.time_zone):
        yield "time_zone", _("There is no such time zone.")
    if text.ends_at <= text.starts_at:
        yield "ends_at", _("It ends before it begins.")
    if text.doors_at and text.doors_at > text.starts_at:
        yield "doors_at", _("The doors open after it begins.")
    if text.sales_from and text.sales_until and text.sales_until <= text.sales_from:
        yield "sales_until", _("The sale ends before it begins.")
    if text.sales_until and text.sales_until > text.ends_at:
        yield "sales_until", _("The sale ends after the event.")
    if text.changes_until and text.changes_until > text.ends_at:
        yield "changes_until", _("That is after the event.")
    if text.sales_from and text.sales_from >= text.ends_at:
        yield "sales_from", _("The sale begins after the event.")


def _faults_of_place(caller: Caller, text: EventText) -> Iterator[tuple[str, str]]:
    if text.place_id and place_here(caller, text.place_id) is None:
        yield "place_id", _("There is no such place here.")
    if not set(text.accessible) <= set(FACILITIES):
        yield "accessible", _("There is no such facility.")
    if text.online_url and not text.online_url.startswith("https://"):
        yield "online_url", _("An address that begins with https://.")


def _faults_of_sale(text: EventText) -> Iterator[tuple[str, str]]:
    try:
        exponent(text.currency)
    except ValueError:
        yield "currency", _("There is no such currency.")
    if not 1 <= text.max_per_order <= MOST_PER_ORDER:
        yield "max_per_order", _("From 1 to %(most)s.") % {"most": MOST_PER_ORDER}
    if not 0 <= text.refund_percent <= 100:
        yield "refund_percent", _("From 0 to 100.")
    if text.refund_fee < 0 or (text.refund_until_hours or 0) < 0:
        yield "refund_fee", _("Not below nothing.")
