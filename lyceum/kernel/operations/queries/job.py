from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.operations.permissions import may_operate

STATUSES = ("todo", "doing", "failed", "succeeded", "cancelled", "aborted")


def jobs_for(caller: Individual, status: str = "", words: str = "", before: int | None = None) -> QuerySet[Any]:
    """Newest first, each with ``changed_at``: when it last changed its state. Arguments hold ids only."""
    refuse_unless(may_operate(caller))
    jobs = ProcrastinateJob.objects.annotate(changed_at=_last_change()).order_by("-id")
    if status in STATUSES:
        jobs = jobs.filter(status=status)
    if before is not None:
        jobs = jobs.filter(id__lt=before)
    for word in words.split():
        by_id = word.isdecimal() and len(word) < 19
        jobs = jobs.filter(id=int(word)) if by_id else jobs.filter(task_name__icontains=word)
    return jobs


def runs_of(caller: Individual, job_id: int) -> list[tuple[str, datetime | None]]:
    """What happened to a job, in order."""
    refuse_unless(may_operate(caller))
    return list(ProcrastinateEvent.objects.filter(job_id=job_id).order_by("id").values_list("type", "at"))


def _last_change() -> Subquery:
    return Subquery(ProcrastinateEvent.objects.filter(job_id=OuterRef("id")).order_by("-id").values("at")[:1])
