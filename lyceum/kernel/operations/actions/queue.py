"""The queue keeps itself in order: jobs of dead workers go back, finished ones are forgotten."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

import structlog
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import UniqueViolation

from lyceum.kernel.operations.rules.stalling import STALLED_AFTER_SECONDS, is_poison

log = structlog.get_logger("lyceum.jobs")
SUCCEEDED_KEPT, OTHERS_KEPT = timedelta(days=3), timedelta(days=30)


def put_back_stalled(organisation_id: UUID | None) -> int:
    """Jobs whose worker is dead wait again; returns how many. They may have run in part: jobs are idempotent."""
    found = list(_stalled())
    for job in found:
        _put_back(job)
    if found:
        log.warning("stalled jobs were put back", count=len(found))
    return len(found)


def forget_old_jobs(organisation_id: UUID | None) -> int:
    """Finished jobs leave after a few days, failed ones after a month; returns how many left."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs j USING (SELECT job_id, max(at) AS at FROM procrastinate_events"
            " GROUP BY job_id) e WHERE e.job_id = j.id AND (j.status = 'succeeded' AND e.at < %s"
            " OR j.status IN ('failed', 'cancelled', 'aborted') AND e.at < %s)",
            [now - SUCCEEDED_KEPT, now - OTHERS_KEPT],
        )
        return cursor.rowcount


def _stalled() -> Iterable[ProcrastinateJob]:
    silent_since = timezone.now() - timedelta(seconds=STALLED_AFTER_SECONDS)
    dead = Q(worker=None) | Q(worker__last_heartbeat__lt=silent_since)
    return ProcrastinateJob.objects.filter(dead, status="doing").order_by("id")


def _put_back(job: ProcrastinateJob) -> None:
    if is_poison(job.attempts):
        _end(job, "failed")
        return
    try:
        with transaction.atomic():
            app.job_manager.retry_job_by_id(job.id, retry_at=timezone.now())
    except UniqueViolation:  # another one with its queueing lock waits already, and will do its work
        _end(job, "aborted")


def _end(job: ProcrastinateJob, status: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT procrastinate_finish_job_v1(%s, %s, false)", [job.id, status])
