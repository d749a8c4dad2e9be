"""A turn in a waiting list, as whoever stands in it sees it."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lyceum.domains.events.interface.shop.ticket_front import path_of
from lyceum.domains.events.models import OrderState, WaitingEntry, WaitingState
from lyceum.domains.events.queries.shop import ahead_of
from lyceum.domains.events.queries.words import spoken_moment, when_of
from lyceum.kernel.foundation.addresses import inside, within
from lyceum.kernel.foundation.rules.caller import Anyone


@dataclass(frozen=True, slots=True)
class TurnFront:
    title: str
    when: str
    event_path: str
    heading: str
    words: str
    is_offered: bool
    may_leave: bool
    order_path: str


def turn_front(caller: Anyone, entry: WaitingEntry) -> TurnFront:
    event = entry.event
    is_offered = (
        entry.state == WaitingState.OFFERED and entry.offer_until is not None and entry.offer_until > timezone.now()
    )
    taken = entry.order if entry.state == WaitingState.TAKEN else None
    heading, words = _said(caller, entry, is_offered)
    return TurnFront(
        title=event.title,
        when=when_of(event),
        event_path=within(event.organisation.slug, inside("events:event", event.slug)),
        heading=heading,
        words=words,
        is_offered=is_offered,
        may_leave=entry.state in {WaitingState.WAITING, WaitingState.OFFERED},
        order_path=path_of(taken) if taken and taken.state != OrderState.EXPIRED else "",
    )


def _said(caller: Anyone, entry: WaitingEntry, is_offered: bool) -> tuple[str, str]:
    if is_offered and entry.offer_until:
        until = spoken_moment(entry.offer_until, entry.event)
        words = _("Places for %(name)s are kept for you until %(until)s. After that they go to the next in line.")
        return _("It is your turn"), words % {"name": entry.ticket_type.name, "until": until}
    if entry.state == WaitingState.WAITING:
        return _("You are on the waiting list"), _place_words(ahead_of(caller, entry))
    if entry.state == WaitingState.TAKEN:
        return _("You took the places"), _("They are in your order.")
    if entry.state == WaitingState.LEFT:
        return _("You have left the waiting list"), _("Nothing more is sent to you about it.")
    return _("The offer has lapsed"), _("The places went to the next in line. You may join the list again.")


def _place_words(ahead: int) -> str:
    if not ahead:
        return _("You are the next in line. We write as soon as places come free.")
    words = ngettext(
        "%(n)s is before you in line. We write as soon as it is your turn.",
        "%(n)s are before you in line. We write as soon as it is your turn.",
        ahead,
    )
    return words % {"n": ahead}
