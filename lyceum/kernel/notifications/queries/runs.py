"""The way that each notification took, for who looks after it: who, when, by what, and why not. Never its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext as _

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.notifications.models import Delivery, MailEvent, Run, RunState, RunStep, State
from lyceum.kernel.notifications.permissions import may_follow
from lyceum.kernel.notifications.queries.situation import steps_of

FAILED = "failed"
STATES = (*RunState.values, FAILED)


@dataclass(frozen=True, slots=True)
class RunView:
    """``who``: the person, or the chat room. ``state``: under_way, ended, or failed (a message of it is dead).
    ``step`` of ``length``: how far it has come; ``next_at``: when it goes on."""

    id: UUID
    kind: str
    label: str
    icon: str
    who: str
    person_id: UUID | None
    state: str
    step: int
    length: int
    at: datetime
    next_at: datetime | None
    count: int

    @classmethod
    def of(cls, run: Run) -> Self:
        kind = registry.notification_kinds().get(run.kind)
        return cls(
            id=run.id,
            kind=run.kind,
            label=str(kind.label) if kind else run.kind,
            icon=kind.icon if kind else "bell",
            who=_whom(run),
            person_id=run.person_id,
            state=FAILED if run.is_dead else run.state,  # type: ignore[attr-defined]  # annotated by runs_of
            step=run.step,
            length=len(steps_of(run)),
            at=run.created_at,
            next_at=run.next_at,
            count=run.notification.count,
        )


@dataclass(frozen=True, slots=True)
class MailFactView:
    """What its carrier says became of a mail."""

    fact: str
    label: str
    at: datetime
    detail: str


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """``error``: what the carrier said last. ``try_at``: when it is tried again."""

    id: UUID
    run_id: UUID | None
    kind: str
    label: str
    who: str
    channel: str
    channel_name: str
    state: str
    attempts: int
    at: datetime
    sent_at: datetime | None
    try_at: datetime | None
    error: str
    facts: Sequence[MailFactView] = ()

    @classmethod
    def of(cls, row: Delivery, facts: Sequence[MailEvent] = ()) -> Self:
        kind = registry.notification_kinds().get(row.notification.kind)
        run = getattr(row.notification, "run", None)
        return cls(
            id=row.id,
            run_id=run.id if run else None,
            kind=row.notification.kind,
            label=str(kind.label) if kind else row.notification.kind,
            who=_whom(row),
            channel=row.channel,
            channel_name=row.get_channel_display(),
            state=row.state,
            attempts=row.attempts,
            at=row.created_at,
            sent_at=row.sent_at,
            try_at=row.try_at if row.state == State.QUEUED else None,
            error=row.error,
            facts=[MailFactView(each.fact, each.get_fact_display(), each.at, each.detail) for each in facts],
        )


@dataclass(frozen=True, slots=True)
class StepView:
    """``outcome`` and ``reason`` as codes and in words; ``delivery``: the message that the step sent."""

    position: int
    channel: str
    channel_name: str
    outcome: str
    outcome_name: str
    reason: str
    reason_name: str
    at: datetime
    until: datetime | None
    detail: str
    delivery: DeliveryView | None


@dataclass(frozen=True, slots=True)
class RunDetail:
    run: RunView
    steps: Sequence[StepView]


def runs_of(caller: Caller, *, kind: str = "", person_id: UUID | None = None, state: str = "") -> QuerySet[Run]:
    """Newest first; show each by ``RunView.of``. ``state``: of STATES, else all."""
    refuse_unless(may_follow(caller))
    dead = Delivery.objects.filter(notification=OuterRef("notification"), state=State.FAILED)
    rows: QuerySet[Run] = Run.objects.within(caller).annotate(is_dead=Exists(dead)).order_by("-id")
    rows = rows.select_related("person", "notification__hook")
    chosen: dict[str, Any] = {"kind": kind} if kind else {}
    chosen |= {"person_id": person_id} if person_id else {}
    if state == FAILED:
        chosen |= {"is_dead": True}
    elif state in RunState.values:
        chosen |= {"state": state, "is_dead": False}
    return rows.filter(**chosen)


def run_of(caller: Caller, run_id: UUID) -> RunDetail:
    events = Prefetch("delivery__mail_events", MailEvent.objects.order_by("at"))
    steps = RunStep.objects.within(caller).select_related(
        "delivery__person", "delivery__notification__hook", "delivery__notification__run"
    )
    run = runs_of(caller).prefetch_related(Prefetch("steps", steps.prefetch_related(events).order_by("id")))
    found = run.filter(id=run_id).first()
    if found is None:
        raise NotFound(_("There is no such notification."))
    return RunDetail(RunView.of(found), [_step(step) for step in found.steps.all()])


def dead_letters(caller: Caller) -> QuerySet[Delivery]:
    """Newest first; show each by ``DeliveryView.of``."""
    refuse_unless(may_follow(caller))
    rows: QuerySet[Delivery] = Delivery.objects.within(caller).filter(state=State.FAILED).order_by("-id")
    return rows.select_related("person", "notification__hook", "notification__run")


def _step(step: RunStep) -> StepView:
    delivery = step.delivery
    return StepView(
        position=step.position,
        channel=step.channel,
        channel_name=step.get_channel_display() if step.channel else "",
        outcome=step.outcome,
        outcome_name=step.get_outcome_display(),
        reason=step.reason,
        reason_name=step.get_reason_display() if step.reason else "",
        at=step.created_at,
        until=step.until,
        detail=step.detail,
        delivery=DeliveryView.of(delivery, list(delivery.mail_events.all())) if delivery else None,
    )


def _whom(row: Run | Delivery) -> str:
    return str(row.person or row.notification.hook)
