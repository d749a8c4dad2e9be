"""Runs go on: what is due is planned, and what comes of it is written with the job that carries it out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.rules.workflow import IN_APP, Met
from lyceum.kernel.notifications.actions.digesting import due_digests
from lyceum.kernel.notifications.actions.sending import send_later
from lyceum.kernel.notifications.actions.tallying import tally
from lyceum.kernel.notifications.models import (
    Delivery,
    Notification,
    Outcome,
    Reason,
    Run,
    RunState,
    RunStep,
    State,
)
from lyceum.kernel.notifications.queries.choices import Choices
from lyceum.kernel.notifications.queries.situation import meets, situations, steps_of
from lyceum.kernel.notifications.rules import planning
from lyceum.kernel.notifications.rules.batch import batched
from lyceum.kernel.notifications.rules.planning import LOUD, Act, Plan, advance


@job(queue="notifications")
def advance_runs(organisation_id: UUID | None, run_ids: list[str], person_id: UUID | None = None) -> None:
    """What is due of these. ``person_id``: whose account it is about, without an organisation."""
    with scope.entered(organisation_id, person_id):
        take_up(run_ids, timezone.now())


@transaction.atomic
def take_up(run_ids: Iterable[str | UUID], now: datetime) -> int:
    """Each is taken up by one worker: another waits for the row, and then finds it gone on."""
    due = Run.objects.filter(state=RunState.UNDER_WAY, next_at__lte=now)
    named = due.filter(id__in=list(run_ids))
    with_a_digest = Q(person_id__in=named.exclude(gathering="").values("person_id")) & ~Q(gathering="")
    chosen = due.filter(Q(id__in=named.values("id")) | with_a_digest).order_by("id")
    runs = list(chosen.select_for_update(of=("self",)).select_related("notification"))
    _withdraw([run for run in runs if meets(run, Met.REACHED)])
    settle(runs, now)
    return len(runs)


def start(notifications: Sequence[Notification], now: datetime, choices: Choices | None = None) -> None:
    """Of one organisation, new, and written in this transaction."""
    runs = [
        Run(
            organisation_id=notification.organisation_id,
            person_id=notification.person_id,
            notification=notification,
            kind=notification.kind,
        )
        for notification in notifications
    ]
    settle(runs, now, choices)


def settle(runs: Sequence[Run], now: datetime, choices: Choices | None = None) -> None:
    """Plan these, new or locked, and write what comes of it with the jobs that carry it out."""
    if not runs:
        return
    so = situations(runs, now, choices)
    digested, digests = due_digests([run for run in runs if run.gathering], so)
    planned = []
    for run in runs:
        acts = [digested[run.id]] if run.id in digested else []
        plan = advance(steps_of(run), run.step + len(acts), so[run.id])
        planned.append((run, [*acts, *plan.acts]))
        _go_on(run, plan)
    _keep(runs)
    send_later(_write(planned))
    _defer(runs)
    start(digests, now)


def _go_on(run: Run, plan: Plan) -> None:
    run.step, run.next_at, run.gathering = plan.step, plan.next_at, plan.gathering
    if run.next_at is None and run.state == RunState.UNDER_WAY:
        run.state = RunState.ENDED


def _keep(runs: Sequence[Run]) -> None:
    """All new, or none."""
    if runs[0]._state.adding:
        Run.objects.bulk_create(runs)
    else:
        Run.objects.bulk_update(runs, ["step", "next_at", "state", "gathering", "digest"])


def _write(planned: Sequence[tuple[Run, Sequence[Act]]]) -> list[Delivery]:
    deliveries, steps = [], []
    for run, acts in planned:
        whose = {"organisation_id": run.organisation_id, "person_id": run.person_id}
        for act in acts:
            delivery = None
            if act.outcome is planning.Outcome.TOLD and act.channel != IN_APP:
                delivery = Delivery(**whose, notification_id=run.notification_id, channel=act.channel)
                deliveries.append(delivery)
            steps.append(
                RunStep(
                    **whose,
                    run=run,
                    position=act.position,
                    channel=act.channel,
                    outcome=act.outcome.value,
                    reason=act.reason,
                    until=act.until,
                    delivery=delivery,
                )
            )
    Delivery.objects.bulk_create(deliveries)
    RunStep.objects.bulk_create(steps)
    tally("planned", [step.channel for step in steps if step.outcome == Outcome.TOLD])
    return deliveries


def _defer(runs: Sequence[Run]) -> None:
    """One job for all that go on at the same moment, at most a hundred."""
    waiting: defaultdict[tuple[datetime, UUID | None], list[Run]] = defaultdict(list)
    for run in runs:
        if run.next_at:
            waiting[run.next_at, None if run.organisation_id else run.person_id].append(run)
    for (at, person_id), together in waiting.items():
        for batch in batched(together):
            advance_runs.later(
                organisation_id=batch[0].organisation_id,
                person_id=person_id,
                at=at,
                run_ids=[str(run.id) for run in batch],
            )


def _withdraw(runs: Sequence[Run]) -> None:
    """What waits on a carrier that is out must not come as well as the mail that is sent instead."""
    told = [run.notification_id for run in runs]
    waiting = Delivery.objects.filter(notification_id__in=told, channel__in=LOUD, state=State.QUEUED)
    waiting.update(state=State.SUPPRESSED, error="another channel was taken instead")


def resume(run_ids: Iterable[UUID], now: datetime) -> None:
    """Runs that ended because their people saw it live go on from there: more of the same has come."""
    ended = RunStep.objects.filter(run_id__in=run_ids, outcome=Outcome.ENDED, reason=Reason.PRESENT)
    positions = dict(ended.order_by("id").values_list("run_id", "position"))
    rows = Run.objects.filter(id__in=positions, state=RunState.ENDED).order_by("id")
    runs = list(rows.select_for_update(of=("self",)).select_related("notification"))
    for run in runs:
        run.step, run.state = positions[run.id], RunState.UNDER_WAY
    settle(runs, now)
