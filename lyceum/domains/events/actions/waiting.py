"""A turn in the waiting list: joined, left, and taken up when places are offered."""

from collections import Counter
from dataclasses import dataclass
from hmac import compare_digest
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.hold_statement import Turn
from lyceum.domains.events.actions.holding import Hold, hold_places
from lyceum.domains.events.actions.offering import give_up, offer_freed
from lyceum.domains.events.announcements import WaitingJoined, WaitingLeft
from lyceum.domains.events.models import Channel, EventState, Order, TicketType, WaitingEntry, WaitingState
from lyceum.domains.events.queries.shopping import buyer_of, shop_of
from lyceum.domains.events.rules.pricing import Want
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound

LIVE = (WaitingState.WAITING, WaitingState.OFFERED)


@dataclass(frozen=True, slots=True)
class Joining:
    """``id`` is the client's own. Places come in order of joining."""

    id: UUID
    type_id: UUID
    quantity: int
    email: str
    name: str = ""


@transaction.atomic
def join_waiting(caller: Anyone, joining: Joining) -> WaitingEntry:
    """Who waits already for that type keeps their turn: that is the answer."""
    shop = shop_of(caller)
    types = TicketType.objects.within(shop).select_related("event")
    wanted = types.filter(id=joining.type_id, is_hidden=False).first()
    if wanted is None or wanted.event.state != EventState.PUBLISHED or not wanted.event.has_waiting_list:
        raise NotFound(_("There is no waiting list for this."))
    _refuse_unfit(joining, wanted)
    entry = WaitingEntry(
        id=joining.id,
        organisation_id=wanted.organisation_id,
        event_id=wanted.event_id,
        ticket_type=wanted,
        person_id=buyer_of(caller),
        name=joining.name.strip()[:120],
        email=joining.email.strip(),
        language=caller.language,
        quantity=joining.quantity,
    )
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError:
        return _known(caller, joining)
    announce(caller, WaitingJoined(entry.id, entry.event_id), about=shop.organisation_id)
    offer_freed(caller, entry.organisation_id, entry.event_id)
    entry.refresh_from_db()
    return entry


@transaction.atomic
def leave_waiting(caller: Anyone, entry_id: UUID, secret: str) -> WaitingEntry:
    entry = entry_of(caller, entry_id, secret, locked=True)
    if entry.state in LIVE:
        give_up(entry, WaitingState.LEFT)
        announce(caller, WaitingLeft(entry.id, entry.event_id), about=entry.organisation_id)
        offer_freed(caller, entry.organisation_id, entry.event_id)
    return entry


def take_offer(caller: Anyone, entry_id: UUID, secret: str, order_id: UUID, quantity: int = 0) -> Order:
    """What is kept for them becomes an order, in one statement; what they do not want goes to the next."""
    entry = entry_of(caller, entry_id, secret)
    wanted = min(quantity or entry.quantity, entry.quantity)
    turn = Turn(entry.id, Counter(dict.fromkeys(entry.quotas, entry.places)))
    hold = Hold(order_id, entry.event_id, (Want(entry.ticket_type_id, wanted),), channel=Channel.WEB)
    if entry.state == WaitingState.TAKEN and entry.order_id:
        return Order.objects.within(shop_of(caller)).get(id=entry.order_id)
    order = hold_places(caller, hold, turn=turn)
    if wanted < entry.quantity:
        with transaction.atomic():
            offer_freed(caller, entry.organisation_id, entry.event_id)
    return order


def entry_of(caller: Anyone, entry_id: UUID, secret: str, *, locked: bool = False) -> WaitingEntry:
    rows = WaitingEntry.objects.within(shop_of(caller))
    found: WaitingEntry | None = (rows.select_for_update() if locked else rows).filter(id=entry_id).first()
    if found is None or not compare_digest(secret.encode(), found.secret.encode()):
        raise NotFound(_("There is no such turn in the waiting list."))
    return found


def _known(caller: Anyone, joining: Joining) -> WaitingEntry:
    """The same e-mail waits for the same type, or the very same request came twice."""
    rows = WaitingEntry.objects.within(shop_of(caller)).filter(ticket_type_id=joining.type_id)
    index = WaitingEntry._meta.get_field("email_index")
    candidates = index.candidates(joining.email.strip(), shop_of(caller).organisation_id)
    if rows.filter(id=joining.id, email_index__in=candidates).exists():
        return rows.get(id=joining.id)
    raise Conflict(_("This address is on the waiting list already."), code="waiting_already")


def _refuse_unfit(joining: Joining, wanted: TicketType) -> None:
    most = min(wanted.maximum or wanted.event.max_per_order, wanted.event.max_per_order)
    if not wanted.minimum <= joining.quantity <= most:
        raise Invalid(_("That is not a number of tickets that one can buy at once."), code="too_many")
    try:
        validate_email(joining.email.strip())
    except ValidationError:
        said = _("This is no e-mail address.")
        raise Invalid(said, fields={"email": [said]}) from None
