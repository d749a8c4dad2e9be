"""Messages leave here, never inside a transaction: each is claimed, handed to its carrier, and marked."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.notifications.actions import carrying
from lyceum.kernel.notifications.actions.carrying import Batch
from lyceum.kernel.notifications.actions.recording import record
from lyceum.kernel.notifications.models import UNSENT, Channel, Delivery, Letter, Outcome, Reason, State
from lyceum.kernel.notifications.queries.messages import mails_in, messages_of
from lyceum.kernel.notifications.rules.batch import batched

TOLD_ANYWAY = "notifications.organisation_suspended"


def send_later(deliveries: Sequence[Delivery], at: datetime | None = None, *, once: bool = False) -> None:
    """One job for each hundred of one channel. ``at``: not before then; ``once``: others may come to want the same."""
    together: defaultdict[tuple[str, UUID | None], list[Delivery]] = defaultdict(list)
    for row in deliveries:
        together[row.channel, None if row.organisation_id else row.person_id].append(row)
    for (_channel, person_id), rows in together.items():
        for batch in batched(rows):
            send_deliveries.later(
                organisation_id=batch[0].organisation_id,
                person_id=person_id,
                at=at,
                once=f"{batch[0].id}:{len(batch)}" if once else "",
                delivery_ids=[str(row.id) for row in batch],
            )


@job(queue="mail")
def send_deliveries(organisation_id: UUID | None, delivery_ids: list[str], person_id: UUID | None = None) -> None:
    """What is still to be sent of these. ``person_id``: whose account it is about, without an organisation."""
    with scope.entered(organisation_id, person_id):
        rows = Delivery.objects.select_related(
            "notification__subject", "notification__organisation", "notification__hook", "person", "organisation"
        ).order_by("id")
        wanted = rows.filter(id__in=delivery_ids)
        _drop_if_shut(organisation_id, wanted.exclude(notification__kind=TOLD_ANYWAY))
        for channel in sorted(set(wanted.order_by().values_list("channel", flat=True))):
            Batch(wanted.filter(channel=channel), channel, messages_of).carry()
        if again_at := _next_try(wanted):
            send_later(list(wanted.filter(state__in=UNSENT)), again_at, once=True)


@job(queue="mail")
def send_letter(organisation_id: UUID | None, letter_id: UUID) -> None:
    """And forget its words."""
    letter = Letter.objects.filter(id=letter_id)
    _drop_if_shut(organisation_id, letter)
    Batch(letter, Channel.EMAIL, mails_in).carry()
    letter.exclude(state__in=UNSENT).update(words=None)
    if again_at := _next_try(letter):
        send_letter.later(organisation_id=organisation_id, letter_id=letter_id, at=again_at, once=str(letter_id))


def _drop_if_shut(organisation_id: UUID | None, rows: QuerySet[Any]) -> None:
    """Of an organisation that nobody can enter nothing goes out, nor later: old news would only puzzle.

    The centre keeps what was told, and an invitation can be sent again.
    """
    organisation = Organisation.objects.filter(id=organisation_id).first() if organisation_id else None
    if organisation is not None and organisation.shut:
        dropped = rows.order_by().filter(state=State.QUEUED)
        ids = list(dropped.values_list("id", flat=True))
        dropped.update(state=State.SUPPRESSED, error=f"the organisation is {organisation.shut}")
        record(ids, Outcome.SKIPPED, Reason.SHUT)


def _next_try(rows: QuerySet[Any]) -> datetime | None:
    """When the first of those that are left may be tried: after the pause, or once its worker is taken for dead."""
    left = rows.order_by().filter(state__in=UNSENT).values_list("state", "try_at", "claimed_at")
    now = timezone.now()
    times = (
        (claimed_at or now) + carrying.CLAIM_HOLDS if state == State.SENDING else try_at or now
        for state, try_at, claimed_at in left
    )
    return min(times, default=None)
