"""A batch on one carrier: each message claimed, committed, handed over, marked. Never inside a transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from secrets import SystemRandom
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Case, F, Max, Q, QuerySet, Value, When
from django.utils import timezone

from lyceum.kernel.notifications.actions.recording import record
from lyceum.kernel.notifications.actions.tallying import tally
from lyceum.kernel.notifications.models import Channel, ChatHook, Delivery, Device, Outcome, Reason, State
from lyceum.kernel.notifications.ports import (
    AddressGone,
    CarrierRefused,
    CarrierUnavailable,
    Post,
    Push,
    chat_sender,
    mail_sender,
    push_sender,
    sms_sender,
)
from lyceum.kernel.notifications.rules.patience import MOST_TRIES, pause

CLAIM_HOLDS = timedelta(minutes=2)  # longer than a carrier takes; then its worker is taken for dead
_CARRIERS: dict[str, Callable[[], Any]] = {
    Channel.EMAIL: mail_sender,
    Channel.PUSH: push_sender,
    Channel.SMS: sms_sender,
    Channel.CHAT: chat_sender,
}
_NOWHERE = {Channel.EMAIL: Reason.STOPPED}
log = structlog.get_logger("lyceum.notifications")


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one channel. ``compose``: a row to the messages of it, one for each address; none: nobody is there."""

    rows: QuerySet[Any]
    channel: str
    compose: Callable[[Any], Sequence[Any]]

    def carry(self) -> None:
        """Those that are free, until the carrier is out: then nobody else of the batch is tried."""
        free = list(self._free())
        if not free:
            return
        sent = 0
        with _CARRIERS[self.channel]() as carrier:
            for row in free:
                if not self._claimed(row.pk):
                    continue
                state = self._carried(carrier, row)
                sent += state is State.SENT
                if state is State.QUEUED:
                    break
        tally("sent", [self.channel] * sent)

    def _free(self) -> QuerySet[Any]:
        now = timezone.now()
        rested = Q(try_at=None) | Q(try_at__lte=now)
        given_up = Q(state=State.SENDING, claimed_at__lt=now - CLAIM_HOLDS)
        return self.rows.filter(Q(state=State.QUEUED) & rested | given_up)

    def _claimed(self, pk: UUID) -> bool:
        """One worker gets it, unless that worker died with it: the same id then tells the carrier of the repeat."""
        claim = self._free().order_by().filter(pk=pk)
        return claim.update(state=State.SENDING, claimed_at=timezone.now(), attempts=F("attempts") + 1) == 1

    def _carried(self, carrier: Any, row: Any) -> State:
        """Queued again when the carrier is out."""
        try:
            handed = _hand_over(carrier, self.compose(row))
        except CarrierUnavailable as outage:
            self._record_outage(row.pk, outage)
            return State.QUEUED
        except CarrierRefused as refusal:
            return self._fail(row.pk, str(refusal))
        except Exception as fault:  # a faulty template must not hold up the others
            log.exception("message not written", message=str(row.pk))
            return self._fail(row.pk, f"not written: {fault}")
        return self._mark(row.pk, handed) if handed else self._drop(row.pk)

    def _mark(self, pk: UUID, handed: Sequence[str]) -> State:
        ids = " ".join(filter(None, handed))[:200]
        mine = self.rows.order_by().filter(pk=pk)
        mine.update(state=State.SENT, sent_at=timezone.now(), provider_id=ids, error="")
        return State.SENT

    @transaction.atomic
    def _drop(self, pk: UUID) -> State:
        self.rows.order_by().filter(pk=pk).update(state=State.SUPPRESSED, error="nobody is there")
        record([pk], Outcome.SKIPPED, _NOWHERE.get(Channel(self.channel), Reason.NO_ADDRESS))
        return State.SUPPRESSED

    @transaction.atomic
    def _fail(self, pk: UUID, error: str) -> State:
        log.warning("message refused", message=str(pk), channel=self.channel, error=error)
        self.rows.order_by().filter(pk=pk).update(state=State.FAILED, error=error[:300])
        record([pk], Outcome.FAILED, Reason.REFUSED, error)
        tally("dead", [self.channel])
        return State.FAILED

    @transaction.atomic
    def _record_outage(self, tried: UUID, outage: CarrierUnavailable) -> None:
        """Nobody else of the batch is tried, but it counts for all; after the last try it is a failure that is seen."""
        self.rows.order_by().filter(pk=tried).update(state=State.QUEUED)
        waiting = self.rows.order_by().filter(state=State.QUEUED)
        waiting.exclude(pk=tried).update(attempts=F("attempts") + 1)
        tries = waiting.aggregate(most=Max("attempts"))["most"]
        rest = max(pause(tries, SystemRandom().random()) or timedelta(0), timedelta(seconds=outage.retry_after or 0))
        over = list(waiting.filter(attempts__gte=MOST_TRIES).values_list("pk", flat=True))
        failed = When(pk__in=over, then=Value(State.FAILED))
        waiting.update(
            error=str(outage)[:300], try_at=timezone.now() + rest, state=Case(failed, default=Value(State.QUEUED))
        )
        record(over, Outcome.FAILED, Reason.OUTAGE, str(outage))
        tally("retried", [self.channel])
        tally("dead", [self.channel] * len(over))


def _hand_over(carrier: Any, messages: Sequence[Any]) -> list[str]:
    """The carrier's ids of what it took: one address is enough. Where none took it, what it said is raised."""
    taken: list[str] = []
    said: list[CarrierRefused | CarrierUnavailable] = []
    for message in messages:
        try:
            taken.append(carrier.send(message))
            _note_use(message)
        except AddressGone as gone:
            _forget(message)
            if not isinstance(message, Push):
                said.append(gone)
        except (CarrierRefused, CarrierUnavailable) as no:
            said.append(no)
    if said and not taken:
        raise min(said, key=lambda no: isinstance(no, CarrierRefused))
    return taken


def _note_use(message: Any) -> None:
    """A browser to which nothing has gone for long is swept."""
    if isinstance(message, Push):
        _browser(message).update(last_used_at=timezone.now())


def _browser(message: Push) -> QuerySet[Device]:
    return Device.objects.filter(id=message.message_id.partition(":")[2])


def _forget(message: Any) -> None:
    """A browser that took its leave, a room that is no more."""
    if isinstance(message, Push):
        _browser(message).delete()
    if isinstance(message, Post):
        room = Delivery.objects.filter(id=message.message_id).values("notification__hook")
        ChatHook.objects.filter(id__in=room).update(stopped_at=timezone.now())
