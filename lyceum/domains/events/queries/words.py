"""An event in words: its time as a clock there shows it, its place, what it asks and promises."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lyceum.domains.events.models import Category, Event
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


def conditions_of(event: Event, language: str) -> list[str]:
    """What is promised before anybody buys: refunds, names, transfers."""
    return [*_refunds(event, language), *_changes(event)]


def _refunds(event: Event, language: str) -> Iterator[str]:
    if event.refund_until_hours is None or not event.refund_percent:
        yield _("Tickets are not taken back.")
    else:
        yield _back(event, language)
    yield _("If the event is cancelled, you are paid back in full without having to ask.")


def _back(event: Event, language: str) -> str:
    terms = {"until": _until(event.refund_until_hours or 0), "percent": event.refund_percent}
    if not event.refund_fee:
        return _("%(until)s you may give tickets back for %(percent)s %% of their price.") % terms
    terms["fee"] = shown(event.refund_fee, event.currency, language)
    return _("%(until)s you may give tickets back for %(percent)s %% of their price, less %(fee)s each.") % terms


def _until(hours: int) -> str:
    if not hours:
        return _("Until it starts")
    if hours % 24:
        return ngettext("Up to %(n)s hour before it starts", "Up to %(n)s hours before it starts", hours) % {"n": hours}
    days = hours // 24
    return ngettext("Up to %(n)s day before it starts", "Up to %(n)s days before it starts", days) % {"n": days}


def _changes(event: Event) -> Iterator[str]:
    if event.may_transfer:
        yield _("You may change the name on a ticket, or hand it on to somebody else, until it starts.")
    else:
        yield _("Tickets bear a name and cannot be handed on.")


def _spoken(moment: datetime) -> str:
    return f"{date_format(moment, _DAY)}, {date_format(moment, _TIME)}"
