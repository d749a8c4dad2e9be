"""Where an organiser's own programs are told: kept, tried, given another secret, removed; a delivery sent again."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.hook_carrying import carry_hook
from lyceum.domains.events.announcements import HookKept, HookRemoved, HookSecretRenewed
from lyceum.domains.events.models import DeliveryState, Hook, HookDelivery
from lyceum.domains.events.permissions import may_make
from lyceum.domains.events.queries.hook import delivery_of, hook_of, hooks_of
from lyceum.domains.events.queries.managed import managed_events
from lyceum.domains.events.rules.hook import KINDS, ROTATION, TRIAL, secret_from
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid

MOST = 20


@dataclass(frozen=True, slots=True)
class HookText:
    """``event_id``: null for all events of the organisation."""

    url: str
    kinds: Sequence[str]
    event_id: UUID | None = None
    is_on: bool = True


@transaction.atomic
def keep_hook(caller: Caller, hook_id: UUID, text: HookText) -> Hook:
    """Made under the client's id, with a secret of its own; or changed. One that was paused goes on where it stood."""
    refuse_unless(may_make(caller))
    if faults := {name: [fault] for name, fault in _faults(caller, text)}:
        raise Invalid(_("Some fields are not right."), fields=faults)
    known: Hook | None = hooks_of(caller).select_for_update(of=("self",)).filter(id=hook_id).first()
    hook = known or _begun(caller, hook_id)
    hook.url, hook.event_id, hook.is_on = text.url, text.event_id, text.is_on
    hook.kinds = [kind for kind in KINDS if kind in text.kinds]
    if text.is_on:
        hook.paused_at = hook.failing_since = None
    try:
        with transaction.atomic():
            hook.save(force_insert=known is None)
    except IntegrityError as fault:
        raise Conflict(_("This id is taken. Make a new one.")) from fault
    waiting = hook.deliveries.filter(state=DeliveryState.WAITING)
    if text.is_on and waiting.filter(next_at=None).update(next_at=timezone.now()):
        _carry(hook)
    elif not text.is_on:
        waiting.update(next_at=None)
    announce(caller, HookKept(hook.id))
    return hook


@transaction.atomic
def remove_hook(caller: Caller, hook_id: UUID) -> None:
    """Idempotent."""
    refuse_unless(may_make(caller))
    if hooks_of(caller).filter(id=hook_id).delete()[0]:
        announce(caller, HookRemoved(hook_id))


@transaction.atomic
def renew_secret(caller: Caller, hook_id: UUID) -> Hook:
    """For a day both secrets sign, so that the program can change over without losing a message."""
    refuse_unless(may_make(caller))
    hook = hook_of(caller, hook_id, lock=True)
    hook.former_secret, hook.former_until = hook.secret, timezone.now() + ROTATION
    hook.secret = secret_from(secrets.token_bytes(32))
    hook.save()
    announce(caller, HookSecretRenewed(hook.id))
    return hook


def try_hook(caller: Caller, hook_id: UUID) -> HookDelivery:
    """Sends it a message of kind "test", also while it is off."""
    refuse_unless(may_make(caller))
    spend("events.hook_trial", str(hook_id), capacity=10, per_seconds=600)
    with transaction.atomic():
        hook, now = hook_of(caller, hook_id), timezone.now()
        body = {"type": TRIAL, "timestamp": now.isoformat(), "data": {"hook_id": str(hook.id)}}
        delivery: HookDelivery = HookDelivery.objects.create(
            organisation_id=hook.organisation_id,
            hook=hook,
            announcement_id=new_identifier(),
            kind=TRIAL,
            body=body,
            next_at=now,
        )
        _carry(hook)
    return delivery


@transaction.atomic
def repeat_delivery(caller: Caller, hook_id: UUID, delivery_id: UUID) -> HookDelivery:
    """Once more, under the same id, by which its program knows it; whatever became of it before."""
    refuse_unless(may_make(caller))
    delivery = delivery_of(caller, hook_of(caller, hook_id), delivery_id)
    delivery.state, delivery.attempts, delivery.next_at = DeliveryState.WAITING, 0, timezone.now()
    delivery.save(update_fields=["state", "attempts", "next_at"])
    _carry(delivery.hook)
    return delivery


def _begun(caller: Caller, hook_id: UUID) -> Hook:
    if hooks_of(caller).count() >= MOST:
        raise Conflict(_("These are enough addresses. Remove one first."), code="enough")
    secret = secret_from(secrets.token_bytes(32))
    return Hook(id=hook_id, organisation_id=caller.organisation_id, author_id=caller.person_id, secret=secret)


def _carry(hook: Hook) -> None:
    carry_hook.later(organisation_id=hook.organisation_id, hook_id=hook.id, once=str(hook.id))


def _faults(caller: Caller, text: HookText) -> Iterator[tuple[str, str]]:
    """Whether it lies in our own network is judged when it is called, by the address that its name has then."""
    try:
        parts = urlsplit(text.url)
        is_whole = bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
        is_safe = parts.scheme == "https" or parts.netloc in settings.NOTIFY_LOCAL_SERVERS
    except ValueError:
        is_whole = is_safe = False
    if not (is_whole and is_safe and len(text.url) <= 500):
        yield "url", _("The whole address of your program; it begins with https://.")
    if not text.kinds or not set(text.kinds) <= set(KINDS):
        yield "kinds", _("Choose at least one of what there is to tell.")
    if text.event_id and not managed_events(caller).filter(id=text.event_id).exists():
        yield "event_id", _("There is no such event, or you do not help there.")
