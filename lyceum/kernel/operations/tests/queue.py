"""Jobs in every state, for tests of what becomes of them."""

from typing import Any

from django.db import connection
from procrastinate.contrib.django import app

NAME = "kernel.operations.tests.queue.nothing"


def a_job(status: str = "todo", *, worker: int | None = None, attempts: int = 0, **options: Any) -> int:
    """A job that does nothing, as it stands after what ``status`` says."""
    job: int = app.configure_task(NAME, allow_unknown=True, **options).defer(organisation_id=None)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status, worker_id = %s, attempts = %s"
            " WHERE id = %s",
            [status, worker, attempts, job],
        )
    return job


def a_worker(silent_seconds: float) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))"
            " RETURNING id",
            [silent_seconds],
        )
        worker: int = cursor.fetchone()[0]
        return worker
