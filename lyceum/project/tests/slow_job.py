"""A worker with one more job: one that takes its time, and leaves a mark at its start and at its end."""

import os
import time
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lyceum.project.settings")
if __name__ == "__main__":
    django.setup()

from django.core.management import call_command
from django.db import transaction

from lyceum.kernel.foundation.jobs import Job, job
from lyceum.kernel.operations.models import Flag


def mark_slowly(organisation_id: Any, number: int) -> None:
    with transaction.atomic():
        Flag.objects.get_or_create(code=f"begun-{number}")
        time.sleep(0.25)
        Flag.objects.get_or_create(code=f"ended-{number}")


mark_slowly.__module__ = "lyceum.project.tests.slow_job"
slow: Job = job(queue="slow")(mark_slowly)

if __name__ == "__main__":
    call_command("worker", "--until-empty", "--concurrency", "2", "--queues", "slow")
