"""Mail leaves here, never inside a transaction: a message is claimed, handed to the carrier, and marked."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.rules.refusal import Unavailable
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.notifications.models import Delivery, Letter, State
from lyceum.kernel.notifications.ports import CarrierRefused, CarrierUnavailable, Mail, MailSender, mail_sender
from lyceum.kernel.notifications.queries.composing import Written

MOST_TRIES = 8  # as many as the job has
CLAIM_HOLDS = timedelta(minutes=2)  # longer than a carrier takes; then its worker is taken for dead
TOLD_ANYWAY = "notifications.organisation_suspended"
log = structlog.get_logger("lyceum.mail")


@job(queue="mail")
def send_deliveries(organisation_id: UUID | None, delivery_ids: list[str], person_id: UUID | None = None) -> None:
    """What is still to be sent of these. ``person_id``: whose account it is about, without an organisation."""
    with scope.entered(organisation_id, person_id):
        rows = Delivery.objects.select_related(
            "notification__subject", "notification__organisation", "person", "organisation"
        ).order_by("id")
        wanted = rows.filter(id__in=delivery_ids)
        _drop_if_shut(organisation_id, wanted.exclude(notification__kind=TOLD_ANYWAY))
        _send(wanted, _mail_about)


@job(queue="mail")
def send_letter(organisation_id: UUID | None, letter_id: UUID) -> None:
    """And forget its words."""
    letter = Letter.objects.filter(id=letter_id)
    _drop_if_shut(organisation_id, letter)
    _send(letter, _mail_in)
    letter.filter(state__in=[State.SENT, State.FAILED, State.SUPPRESSED]).update(words=None)


def _drop_if_shut(organisation_id: UUID | None, rows: QuerySet[Any]) -> None:
    """Of an organisation that nobody can enter no mail goes out, nor later: old news would only puzzle.

    The centre keeps what was told, and an invitation can be sent again.
    """
    organisation = Organisation.objects.filter(id=organisation_id).first() if organisation_id else None
    if organisation is not None and organisation.shut:
        said = f"the organisation is {organisation.shut}"
        rows.order_by().filter(state=State.QUEUED).update(state=State.SUPPRESSED, error=said)


def _mail_about(delivery: Delivery) -> Mail:
    written = asdict(Written.of(delivery))
    return Mail(message_id=str(delivery.id), recipient=delivery.person.email, **written)


def _mail_in(letter: Letter) -> Mail:
    return Mail(message_id=str(letter.id), recipient=letter.address, **json.loads(letter.words or "{}"))


def _send(rows: QuerySet[Any], compose: Callable[[Any], Mail]) -> None:
    with mail_sender() as carrier:
        for row in rows:
            if _claimed(rows, row.pk):
                _hand_over(carrier, rows, row.pk, compose(row))
    if rows.filter(state=State.SENDING).exists():
        raise Unavailable("claimed by another worker: looked at again later")


def _claimed(rows: QuerySet[Any], pk: UUID) -> bool:
    """One worker gets it, unless that worker died with it: the same Message-ID then tells the repeat."""
    now = timezone.now()
    free = Q(state=State.QUEUED) | Q(state=State.SENDING, claimed_at__lt=now - CLAIM_HOLDS)
    claim = rows.order_by().filter(free, pk=pk)
    return claim.update(state=State.SENDING, claimed_at=now, attempts=F("attempts") + 1) == 1


def _hand_over(carrier: MailSender, rows: QuerySet[Any], pk: UUID, mail: Mail) -> None:
    mine = rows.order_by().filter(pk=pk)
    try:
        provider_id = carrier.send(mail)
    except CarrierRefused as refusal:
        log.warning("mail refused", message=str(pk), error=str(refusal))
        mine.update(state=State.FAILED, error=str(refusal)[:300])
    except CarrierUnavailable as outage:
        mine.update(state=State.QUEUED)
        _record_outage(rows.order_by().filter(state=State.QUEUED), pk, str(outage))
        raise Unavailable("the mail carrier does not answer") from outage
    else:
        mine.update(state=State.SENT, sent_at=timezone.now(), provider_id=provider_id[:200], error="")


def _record_outage(waiting: QuerySet[Any], tried: UUID, error: str) -> None:
    """Nobody else of the batch is tried, but it counts for all; after the last try it is a failure that is seen."""
    waiting.exclude(pk=tried).update(attempts=F("attempts") + 1)
    over = When(attempts__gte=MOST_TRIES, then=Value(State.FAILED))
    waiting.update(error=error[:300], state=Case(over, default=Value(State.QUEUED)))
