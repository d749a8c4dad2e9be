"""Deliveries leave here, never inside a transaction: claimed, committed, posted, marked.

One that was posted and not marked (the machine fell over between) is posted again under the same id.
"""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import random
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lyceum.domains.events.announcements import HookPaused
from lyceum.domains.events.models import DeliveryState, Hook, HookDelivery
from lyceum.domains.events.ports import Parcel, Received, hook_post
from lyceum.domains.events.rules.hook import PATIENCE, pause, signed_headers
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.identity.models import Organisation

AT_ONCE, MOST_ROUNDS = 20, 10
CLAIM_HOLDS = timedelta(minutes=2)
KEPT = timedelta(days=30)
GONE = 410
_AGENT = "Lyceum-Webhook/1"


@job(queue="default")
def carry_hook(organisation_id: UUID, hook_id: UUID) -> None:
    """One job for a hook: a program that hangs holds up itself alone. The rest of one that fails is left for later."""
    for _round in range(MOST_ROUNDS):
        claimed = _claim(organisation_id, hook_id)
        if not claimed:
            return
        received = hook_post().delivered([_parcel(one) for one in claimed])
        _mark(organisation_id, hook_id, claimed, received)
        if any(one.fault for one in received):
            return
    carry_hook.later(organisation_id=organisation_id, hook_id=hook_id, once=str(hook_id))


def carry_due(organisation_id: UUID | None) -> None:
    """Every minute: second tries, and what a lost job left. What is a month old is forgotten."""
    now = timezone.now()
    for each_id in Organisation.objects.values_list("id", flat=True):
        with scope.entered(each_id):
            HookDelivery.objects.filter(organisation_id=each_id, created_at__lt=now - KEPT).delete()
            due = HookDelivery.objects.filter(organisation_id=each_id, state=DeliveryState.WAITING, next_at__lte=now)
            for hook_id in due.order_by().values_list("hook_id", flat=True).distinct():
                carry_hook.later(organisation_id=each_id, hook_id=hook_id, once=str(hook_id))


@transaction.atomic
def _claim(organisation_id: UUID, hook_id: UUID) -> list[HookDelivery]:
    now = timezone.now()
    due = HookDelivery.objects.filter(
        organisation_id=organisation_id, hook_id=hook_id, state=DeliveryState.WAITING, next_at__lte=now
    )
    claimed = list(
        due.select_for_update(skip_locked=True, of=("self",)).select_related("hook").order_by("id")[:AT_ONCE]
    )
    for delivery in claimed:
        delivery.attempts += 1
        delivery.next_at = now + CLAIM_HOLDS
    HookDelivery.objects.bulk_update(claimed, ["attempts", "next_at"])
    return claimed


def _parcel(delivery: HookDelivery) -> Parcel:
    hook, now = delivery.hook, timezone.now()
    body = json.dumps(delivery.body, separators=(",", ":"), ensure_ascii=False).encode()
    former = [hook.former_secret] if hook.former_until and now < hook.former_until else []
    signed = signed_headers(str(delivery.id), int(now.timestamp()), body, [hook.secret, *former])
    return Parcel(hook.url, body, {"content-type": "application/json", "user-agent": _AGENT, **signed})


@transaction.atomic
def _mark(organisation_id: UUID, hook_id: UUID, claimed: Sequence[HookDelivery], received: Sequence[Received]) -> None:
    hook = Hook.objects.filter(organisation_id=organisation_id, id=hook_id).select_for_update().first()
    if hook is None:
        return
    now = timezone.now()
    for delivery, outcome in zip(claimed, received, strict=True):
        mine = HookDelivery.objects.filter(
            organisation_id=organisation_id, id=delivery.id, attempts=delivery.attempts, next_at=delivery.next_at
        )
        mine.update(**_marked(delivery, outcome, now))
    hook.failing_since = (hook.failing_since or now) if all(one.fault for one in received) else None
    is_gone = any(one.status == GONE for one in received)
    if hook.is_on and (is_gone or (hook.failing_since and now - hook.failing_since >= PATIENCE)):
        _give_up(hook, now)
    hook.save(update_fields=["failing_since", "is_on", "paused_at"])


def _marked(delivery: HookDelivery, outcome: Received, now: datetime) -> dict[str, object]:
    said: dict[str, object] = {"status": outcome.status, "fault": outcome.fault, "milliseconds": outcome.milliseconds}
    if not outcome.fault:
        return said | {"state": DeliveryState.SENT, "sent_at": now, "next_at": None}
    wait = pause(delivery.attempts, random())  # noqa: S311  # spreads tries; nobody gains by guessing it
    if wait is None:
        return said | {"state": DeliveryState.DEAD, "next_at": None}
    return said | {"next_at": now + wait}


def _give_up(hook: Hook, now: datetime) -> None:
    hook.is_on, hook.paused_at = False, now
    hook.deliveries.filter(state=DeliveryState.WAITING).update(next_at=None)
    announce(Visitor(hook.organisation_id), HookPaused(hook.id))
