"""What a carrier tells of our mails: kept once each; whoever cannot or will not be written to is left in peace."""

import re
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.foundation.rules.refusal import Refusal
from lyceum.kernel.notifications.actions.preference import unsubscribe
from lyceum.kernel.notifications.announcements import AddressStopped
from lyceum.kernel.notifications.models import Delivery, MailEvent, MailFact, StoppedAddress
from lyceum.kernel.notifications.ports import MailNews
from lyceum.kernel.notifications.rules.subscription import Subscription

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def record_mail_news(caller: Visitor, news: Sequence[MailNews]) -> None:
    """A repeat changes nothing. What is said of a letter that is not ours any more still counts for its address."""
    of_each: defaultdict[UUID, list[MailNews]] = defaultdict(list)
    for told in news:
        if told.organisation_id:
            of_each[told.organisation_id].append(told)
    for organisation_id, told_there in of_each.items():
        with scope.entered(organisation_id), transaction.atomic():
            _keep(caller, told_there)
    _stop(caller, [told for told in news if told.is_final])


def _keep(caller: Visitor, news: Sequence[MailNews]) -> None:
    ids = [told.message_id for told in news if _UUID.fullmatch(told.message_id)]
    deliveries = {str(row.id): row for row in Delivery.objects.filter(id__in=ids)}
    told_before = MailEvent.objects.filter(event_id__in=[told.event_id for told in news])
    known = set(told_before.values_list("event_id", flat=True))
    ours = [told for told in news if told.message_id in deliveries and told.event_id not in known]
    rows = [_row(told, deliveries[told.message_id]) for told in ours]
    MailEvent.objects.bulk_create(rows, ignore_conflicts=True)  # two workers may be told the same at once
    for told in ours:
        if told.fact == MailFact.UNSUBSCRIBED:
            _unsubscribe(caller, deliveries[told.message_id], told.kind)


def _row(told: MailNews, delivery: Delivery) -> MailEvent:
    return MailEvent(
        organisation_id=delivery.organisation_id,
        person_id=delivery.person_id,
        delivery=delivery,
        fact=told.fact,
        at=told.at,
        kind=told.kind,
        event_id=told.event_id,
        link=told.link,
        detail=told.detail,
    )


def _unsubscribe(caller: Visitor, delivery: Any, kind: str) -> None:
    """By a button of their mail reader that went by way of the carrier; critical kinds stay as they are."""
    with suppress(Refusal):
        there = replace(caller, organisation_id=delivery.organisation_id)
        unsubscribe(there, Subscription(delivery.organisation_id, delivery.person_id, kind))


@transaction.atomic
def _stop(caller: Visitor, news: Sequence[MailNews]) -> None:
    for told in news:
        _row, is_new = StoppedAddress.objects.get_or_create(
            address__iexact=told.address,
            defaults={"address": told.address, "why": told.fact, "detail": told.detail},
        )
        if is_new:
            announce(caller, AddressStopped(told.fact))
