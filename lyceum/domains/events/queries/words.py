"""An event in words: its time as a clock there shows it, its place, what it asks and promises."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lyceum.domains.events.models import Category, Event, EventState, Order
from lyceum.domains.events.queries.naming import Open, last_change
from lyceum.domains.events.queries.terms import promise_of
from lyceum.kernel.foundation.rules.money import shown

CATEGORIES = {
    Category.CONCERT: gettext_lazy("Concert"),
    Category.STAGE: gettext_lazy("Stage"),
    Category.TALK: gettext_lazy("Talk"),
    Category.CONFERENCE: gettext_lazy("Conference"),
    Category.WORKSHOP: gettext_lazy("Workshop"),
    Category.EXHIBITION: gettext_lazy("Exhibition"),
    Category.SPORT: gettext_lazy("Sport"),
    Category.FESTIVAL: gettext_lazy("Festival"),
    Category.MEETING: gettext_lazy("Gathering"),
    Category.OTHER: gettext_lazy("Event"),
}
ACCESS = {
    "wheelchair": gettext_lazy("Places for wheelchairs"),
    "step_free": gettext_lazy("No steps on the way"),
    "hearing_loop": gettext_lazy("Hearing loop"),
    "sign_language": gettext_lazy("Sign language"),
    "subtitles": gettext_lazy("Subtitles"),
    "audio_description": gettext_lazy("Audio description"),
    "quiet_room": gettext_lazy("A quiet room"),
}
_DAY, _TIME = "l j F Y", "H:i"
_NIGHT = timedelta(hours=12)


def zone_of(event: Event) -> ZoneInfo:
    return ZoneInfo(event.time_zone)


def when_of(event: Event) -> str:
    """Saturday 12 June 2027, 20:00 – 22:30; with both days where it ends on another, and not in the same night."""
    if event.state == EventState.POSTPONED:
        return _("date to come (not on %(when)s)") % {"when": spoken_moment(event.starts_at, event)}
    starts, ends = (moment.astimezone(zone_of(event)) for moment in (event.starts_at, event.ends_at))
    if starts.date() == ends.date() or event.ends_at - event.starts_at < _NIGHT:
        return f"{_spoken(starts)} – {date_format(ends, _TIME)}"
    return f"{_spoken(starts)} – {_spoken(ends)}"


def spoken_moment(moment: datetime, event: Event) -> str:
    return _spoken(moment.astimezone(zone_of(event)))


def time_lines(event: Event) -> list[str]:
    """When the doors open, and whose clock that is."""
    lines = []
    if event.doors_at:
        doors = date_format(event.doors_at.astimezone(zone_of(event)), _TIME)
        lines.append(_("Doors open at %(time)s") % {"time": doors})
    city = event.time_zone.rpartition("/")[2].replace("_", " ")
    return [*lines, _("Local time, %(city)s") % {"city": city}]


def place_lines(event: Event) -> tuple[str, str]:
    place = event.place
    if place is None:
        return (_("Online"), _("The link comes with your ticket.")) if event.is_online else (_("To be announced"), "")
    town = " ".join(part for part in (place.postcode, place.city) if part)
    address = ", ".join(part for part in (place.address, town) if part)
    return f"{place.name}{' + ' + _('online') if event.is_online else ''}", address


def conditions_of(event: Event, language: str, promised: Mapping[str, Any] | None = None) -> list[str]:
    """What is promised before anybody buys, or was to who bought: refunds, names, transfers."""
    sure = _("If the event is cancelled, you are paid back in full without having to ask.")
    return [refunds_of(event, language, promised), sure, _changes(event), *_names(event)]


def refunds_of(event: Event, language: str, promised: Mapping[str, Any] | None = None) -> str:
    """The whole rule in one sentence."""
    rule = promised or promise_of(event)
    if rule["until_hours"] is None or not rule["percent"]:
        return _("Tickets are not taken back.")
    said = {"until": _until(rule["until_hours"]), "percent": rule["percent"]}
    if not rule["fee"]:
        return _("%(until)s you may give tickets back for %(percent)s %% of their price.") % said
    said["fee"] = shown(rule["fee"], event.currency, language)
    return _("%(until)s you may give tickets back for %(percent)s %% of their price, less %(fee)s each.") % said


def _until(hours: int) -> str:
    if not hours:
        return _("Until it starts")
    if hours % 24:
        return ngettext("Up to %(n)s hour before it starts", "Up to %(n)s hours before it starts", hours) % {"n": hours}
    days = hours // 24
    return ngettext("Up to %(n)s day before it starts", "Up to %(n)s days before it starts", days) % {"n": days}


def _changes(event: Event) -> str:
    if event.may_transfer:
        return _("You may change the name on a ticket, or hand it on to somebody else, until it starts.")
    return _("Tickets bear a name and cannot be handed on.")


def moved_words(event: Event) -> str:
    """To whom had a ticket before the date changed: what it was, and what they may do."""
    said = _("Your ticket stays valid for the new date.")
    if event.moved_from and event.state == EventState.PUBLISHED:
        words = {"from": spoken_moment(event.moved_from, event), "to": when_of(event)}
        said = _("It was to be on %(from)s, and is now on %(to)s. Your ticket stays valid.") % words
    if event.give_back_until is None or event.give_back_until <= timezone.now():
        return said
    until = spoken_moment(event.give_back_until, event)
    return f"{said} " + _("If you cannot come, give it back until %(until)s: you get all you paid.") % {"until": until}


def names_words(order: Order, left: Open) -> str:
    """What is still to be filled in of an order, and until when."""
    until = {"until": spoken_moment(last_change(order.event), order.event)}
    if left.unnamed and len(left.tickets) > 1:
        said = ngettext(
            "%(n)s ticket has no name of its own yet", "%(n)s tickets have no name of their own yet", left.unnamed
        )
        return _("%(what)s: say who comes until %(until)s.") % {"what": said % {"n": left.unnamed}, **until}
    return _("You may change names and answers until %(until)s.") % until


def _names(event: Event) -> Iterator[str]:
    if event.needs_names:
        until = spoken_moment(event.changes_until or event.starts_at, event)
        yield _("Each ticket needs the name of whoever comes, until %(until)s.") % {"until": until}


def _spoken(moment: datetime) -> str:
    return f"{date_format(moment, _DAY)}, {date_format(moment, _TIME)}"
