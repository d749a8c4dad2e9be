from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.refusal import Conflict, NotFound
from lyceum.kernel.operations.announcements import JobCancelled, JobRetried
from lyceum.kernel.operations.permissions import may_operate


def retry_job(caller: Individual, job_id: int) -> None:
    """A failed job waits again, to run at once. What it had done already it does not do twice."""
    with transaction.atomic():
        refuse_unless(may_operate(caller))
        job = _held(job_id)
        if job.status != "failed":
            raise Conflict(_("Only a job that has failed can be run again."))
        app.job_manager.retry_job_by_id(job.id, retry_at=timezone.now())
        announce(caller, JobRetried(job.id, job.task_name))


def cancel_job(caller: Individual, job_id: int) -> None:
    """A job that still waits will not run."""
    with transaction.atomic():
        refuse_unless(may_operate(caller))
        job = _held(job_id)
        if job.status != "todo" or not app.job_manager.cancel_job_by_id(job.id):
            raise Conflict(_("Only a job that still waits can be cancelled."))
        announce(caller, JobCancelled(job.id, job.task_name))


def _held(job_id: int) -> ProcrastinateJob:
    """Locked, so that no worker takes it meanwhile."""
    job = ProcrastinateJob.objects.select_for_update().filter(id=job_id).first()
    if job is None:
        raise NotFound(_("This job is no longer there."))
    return job
