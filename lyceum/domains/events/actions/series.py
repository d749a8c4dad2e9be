"""Events that come again: made from the first one by a rule, prolonged, changed together."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.duplicating import copied
from lyceum.domains.events.actions.event import NAMES, EventText, edit_event
from lyceum.domains.events.announcements import SeriesChanged
from lyceum.domains.events.models import Event, EventState, Series
from lyceum.domains.events.permissions import may_make
from lyceum.domains.events.queries.managed import event_to_change
from lyceum.domains.events.rules.clock import wall_at
from lyceum.domains.events.rules.recurrence import Rule, dates_of, moment_of, written
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound

_MOMENTS = frozenset({"starts_at", "ends_at", "doors_at", "sales_from", "sales_until", "changes_until"})


class Scope(StrEnum):
    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Planned:
    """What a rule made of a series. ``kept``: days that it no longer has, but for which somebody has ordered."""

    series: Series
    added: list[date]
    removed: list[date]
    kept: list[date]


@transaction.atomic
def make_series(
    caller: Caller, event_id: UUID, series_id: UUID, rule: Rule, exceptions: Collection[date] = ()
) -> Planned:
    """The event is the first of them; the others are drafts like it. Idempotent under its id."""
    refuse_unless(may_make(caller), _("Only organisers make events."))
    event = event_to_change(caller, event_id)
    if event.series_id == series_id:
        return Planned(series_to_change(caller, series_id), [], [], [])
    if event.series_id is not None:
        raise Conflict(_("This event is part of a series already."), code="in_a_series")
    series = Series(id=series_id, organisation_id=event.organisation_id, title=event.title)
    series.rule, series.exceptions = written(rule), sorted(exceptions)
    try:
        with transaction.atomic():
            series.save(force_insert=True)
    except IntegrityError as fault:
        raise Conflict(_("This id is taken. Make a new one.")) from fault
    event.series, event.occurs_on = series, wall_at(event.starts_at, event.time_zone).date()
    event.save(update_fields=["series", "occurs_on"])
    return _planned(caller, series, rule)


@transaction.atomic
def plan_series(caller: Caller, series_id: UUID, rule: Rule, exceptions: Collection[date] = ()) -> Planned:
    """Days are added as drafts like the last one; what nobody has ordered for is taken away."""
    refuse_unless(may_make(caller), _("Only organisers make events."))
    series = series_to_change(caller, series_id)
    series.rule, series.exceptions = written(rule), sorted(exceptions)
    series.save(update_fields=["rule", "exceptions"])
    return _planned(caller, series, rule)


@transaction.atomic
def edit_in_series(
    caller: Caller, event_id: UUID, text: EventText, scope: Scope, edition: int | None = None
) -> list[Event]:
    """What was changed of this one is changed of the others too; whatever else is theirs alone stays theirs."""
    before = event_to_change(caller, event_id, edition)
    former, series = EventText.of(before), before.series
    day, wanted_day = (wall_at(one.starts_at, one.time_zone).date() for one in (former, text))
    if series is not None and wanted_day != day and scope != Scope.THIS:
        fault = _("The day changes for one date at a time; the hour may change for all.")
        raise Invalid(_("Some fields are not right."), fields={"starts_at": [fault]})
    edited = [edit_event(caller, event_id, text, edition)]
    if series is None or scope == Scope.THIS:
        return edited
    others = series.events.exclude(id=event_id).exclude(state=EventState.CANCELLED).order_by("starts_at")
    if scope == Scope.FOLLOWING:
        others = others.filter(starts_at__gt=former.starts_at)
    for other in others:
        edited.append(edit_event(caller, other.id, _likewise(EventText.of(other), former, text)))
    announce(caller, SeriesChanged(series.id))
    return edited


def series_to_change(caller: Caller, series_id: UUID) -> Series:
    found: Series | None = Series.objects.within(caller).select_for_update().filter(id=series_id).first()
    if found is None:
        raise NotFound(_("There is no such series."))
    return found


def _planned(caller: Caller, series: Series, rule: Rule) -> Planned:
    there = {one.occurs_on: one for one in series.events.order_by("occurs_on") if one.occurs_on is not None}
    first, last = min(there), there[max(there)]
    wanted = dates_of(rule, first, set(series.exceptions))
    if first not in wanted and first not in series.exceptions:
        fault = _("The first event is not on one of these days.")
        raise Invalid(_("Some fields are not right."), fields={"rule": [fault]})
    added = [day for day in wanted if day not in there]
    clock = wall_at(last.starts_at, last.time_zone).time()
    for day in added:
        copy = copied(caller, last, new_identifier(), moment_of(day, clock, last.time_zone))
        copy.series, copy.occurs_on = series, day
        copy.save(update_fields=["series", "occurs_on"])
    gone = [day for day in there if day not in wanted]
    kept = [day for day in gone if not _taken_away(there[day])]
    announce(caller, SeriesChanged(series.id))
    return Planned(series, added, [day for day in gone if day not in kept], kept)


def _taken_away(event: Event) -> bool:
    """A draft that nobody has ordered for goes; anything else is the organiser's to cancel."""
    if event.state != EventState.DRAFT or event.orders.exists():
        return False
    event.delete()
    return True


def _likewise(theirs: EventText, former: EventText, text: EventText) -> EventText:
    changes = {
        name: getattr(text, name)
        for name in NAMES
        if name not in _MOMENTS and getattr(text, name) != getattr(former, name)
    }
    day = wall_at(theirs.starts_at, theirs.time_zone).date()
    zone = changes.get("time_zone", theirs.time_zone)
    for name in _MOMENTS:
        if getattr(text, name) != getattr(former, name):
            changes[name] = _same_hour(getattr(text, name), text, day, zone)
    return replace(theirs, **changes)


def _same_hour(moment: datetime | None, text: EventText, day: date, zone: str) -> datetime | None:
    """As long before or after that day, at the same hour of the clock."""
    if moment is None:
        return None
    wall = wall_at(moment, text.time_zone)
    away = wall.date() - wall_at(text.starts_at, text.time_zone).date()
    return moment_of(day + away, wall.time(), zone)
