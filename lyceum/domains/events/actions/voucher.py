"""Vouchers: one code, or many at once; changed, stopped, taken away."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.domains.events.announcements import VouchersChanged
from lyceum.domains.events.models import Event, Voucher, VoucherEffect
from lyceum.domains.events.queries.managed import event_to_change
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid

MOST_AT_ONCE = 2_000
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # what nobody mistakes for another on paper
_ALLOWED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
_RANDOM = 8  # letters: 32⁸ codes, so that none is found by trying


@dataclass(frozen=True, slots=True)
class VoucherText:
    """``value``: of 100 for a percentage, else an amount. ``limit``: tickets in all; None is no end."""

    code: str
    note: str = ""
    effect: str = VoucherEffect.PERCENT
    value: int = 0
    limit: int | None = 1
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    types: tuple[UUID, ...] = ()
    unlocks_hidden: bool = False


NAMES = tuple(one.name for one in fields(VoucherText))


@transaction.atomic
def set_voucher(caller: Caller, event_id: UUID, voucher_id: UUID, text: VoucherText) -> Voucher:
    """Made under the id that the client made, or changed. Never fewer uses than there were."""
    event = event_to_change(caller, event_id)
    voucher = event.vouchers.filter(id=voucher_id).first()
    is_new = voucher is None
    voucher = voucher or Voucher(id=voucher_id, organisation_id=event.organisation_id, event=event)
    _refuse_faults(event, text)
    if not is_new:
        _refuse_below_use(voucher, text.limit)
    _fill(voucher, text)
    _save(voucher, is_new=is_new)
    announce(caller, VouchersChanged(event.id, 1))
    return voucher


@transaction.atomic
def make_vouchers(caller: Caller, event_id: UUID, batch_id: UUID, count: int, text: VoucherText) -> list[Voucher]:
    """So many codes that begin with ``text.code``. Under one ``batch_id`` the same ones, however often it is asked."""
    event = event_to_change(caller, event_id)
    if not 1 <= count <= MOST_AT_ONCE:
        fault = _("From 1 to %(most)s.") % {"most": MOST_AT_ONCE}
        raise Invalid(_("Some fields are not right."), fields={"count": [fault]})
    _refuse_faults(event, replace(text, code=f"{text.code}{'X' * _RANDOM}"))
    ids = [uuid5(batch_id, f"{number}") for number in range(count)]
    if already := list(event.vouchers.filter(id__in=ids)):
        return sorted(already, key=lambda voucher: voucher.code)
    made = [Voucher(id=one, organisation_id=event.organisation_id, event=event) for one in ids]
    for voucher in made:
        _fill(voucher, replace(text, code=text.code + "".join(secrets.choice(_LETTERS) for _at in range(_RANDOM))))
    try:
        with transaction.atomic():
            Voucher.objects.bulk_create(made)
    except IntegrityError as fault:
        raise Conflict(_("One of these codes is there already. Try again.")) from fault
    announce(caller, VouchersChanged(event.id, count))
    return sorted(made, key=lambda voucher: voucher.code)


@transaction.atomic
def remove_voucher(caller: Caller, event_id: UUID, voucher_id: UUID) -> None:
    """One that was used is stopped instead: its orders show it. Idempotent."""
    event = event_to_change(caller, event_id)
    voucher = event.vouchers.filter(id=voucher_id).first()
    if voucher is None:
        return
    if not Voucher.objects.within(caller).filter(id=voucher.id, used=0, lines=None).delete()[0]:
        voucher.valid_until = timezone.now()
        voucher.valid_from = min(voucher.valid_from, voucher.valid_until) if voucher.valid_from else None
        voucher.save()
    announce(caller, VouchersChanged(event.id, 1))


def _refuse_below_use(voucher: Voucher, limit: int | None) -> None:
    """One guarded statement, as whoever uses it takes it by one."""
    rows = Voucher.objects.filter(id=voucher.id, organisation_id=voucher.organisation_id)
    allowed = rows.filter(used__lte=limit) if limit is not None else rows
    if not allowed.update(limit=limit):
        used = rows.values_list("used", flat=True).get()
        fault = _("It was used %(used)s times: its limit cannot be less.") % {"used": used}
        raise Conflict(fault, fields={"limit": [fault]}, code="below_used")


def _fill(voucher: Voucher, text: VoucherText) -> None:
    for name in NAMES:
        setattr(voucher, name, getattr(text, name))
    voucher.code, voucher.note, voucher.types = text.code.strip().upper(), text.note.strip(), list(text.types)


def _save(voucher: Voucher, *, is_new: bool) -> None:
    if Voucher.objects.filter(
        ~Q(id=voucher.id), organisation_id=voucher.organisation_id, event_id=voucher.event_id, code=voucher.code
    ).exists():
        raise Invalid(_("Some fields are not right."), fields={"code": [_("This code is there already.")]})
    try:
        with transaction.atomic():
            voucher.save(force_insert=is_new)
    except IntegrityError as fault:
        raise Conflict(_("This id is taken. Make a new one.")) from fault


def _refuse_faults(event: Event, text: VoucherText) -> None:
    faults = {name: [fault] for name, fault in _faults(event, text)}
    if faults:
        raise Invalid(_("Some fields are not right."), fields=faults)


def _faults(event: Event, text: VoucherText) -> Iterator[tuple[str, str]]:
    code = text.code.strip().upper()
    if not 3 <= len(code) <= 40 or not set(code) <= _ALLOWED:
        yield "code", _("From 3 to 40 letters, figures, - and _.")
    if len(text.note) > 120:
        yield "note", _("At most %(most)s characters.") % {"most": 120}
    if text.effect not in VoucherEffect.values:
        yield "effect", _("There is no such effect.")
    if not 0 <= text.value <= (100 if text.effect == VoucherEffect.PERCENT else 2_000_000_000):
        yield "value", _("From 0 to 100.") if text.effect == VoucherEffect.PERCENT else _("That is too much.")
    if text.effect == VoucherEffect.NONE and not text.unlocks_hidden:
        yield "unlocks_hidden", _("A code that changes no price shows hidden tickets, else it does nothing.")
    if text.limit is not None and not 1 <= text.limit <= 1_000_000:
        yield "limit", _("At least once.")
    if text.valid_from and text.valid_until and text.valid_until <= text.valid_from:
        yield "valid_until", _("It ends before it begins.")
    if event.ticket_types.filter(id__in=text.types).count() != len(set(text.types)):
        yield "types", _("One of these tickets is not of this event.")
