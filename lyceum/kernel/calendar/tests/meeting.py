"""Appointments for tests, made by the actions themselves."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from lyceum.kernel.calendar.actions.answering import accept
from lyceum.kernel.calendar.actions.proposing import Proposal, propose
from lyceum.kernel.calendar.models import Appointment, Slot
from lyceum.kernel.calendar.rules.slot import Span
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier


def hour(days: float = 2, at: int = 10, minutes: int = 60) -> Span:
    """On a day to come, at that hour of UTC."""
    day = (timezone.now() + timedelta(days=days)).astimezone(UTC).replace(hour=at, minute=0, second=0, microsecond=0)
    return Span(day, day + timedelta(minutes=minutes))


def soon(minutes: int, length: int = 30) -> Span:
    """That many minutes from now."""
    starts = (timezone.now() + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
    return Span(starts, starts + timedelta(minutes=length))


def proposed(
    caller: Caller, to: Caller, *slots: Span, title: str = "Les vecteurs", place: str = "video"
) -> Appointment:
    """``to`` comes first where their scope was entered last: the caller's is what counts."""
    asked = Proposal(to.person_id, title, slots or (hour(),), place)
    return propose(caller, new_identifier(), asked)


def open_slots(appointment: Appointment) -> Sequence[Slot]:
    return list(Slot.objects.filter(appointment=appointment, round=appointment.round).order_by("starts_at"))


def agreed(caller: Caller, to: Caller, *slots: Span, title: str = "Les vecteurs", place: str = "video") -> Appointment:
    appointment = proposed(caller, to, *slots, title=title, place=place)
    return accept(to, appointment.id, open_slots(appointment)[0].id)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def trail() -> list[str]:
    kinds = Announcement.objects.filter(kind__startswith="calendar.").order_by("id").values_list("kind", flat=True)
    return [kind.removeprefix("calendar.") for kind in kinds]
