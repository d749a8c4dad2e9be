"""``python -m lyceum worker``: runs the jobs. Any number of them, on any number of machines."""

import asyncio
import time
from argparse import ArgumentParser
from typing import Any

import structlog
from django.core.management.base import BaseCommand
from procrastinate.contrib.django import DjangoApp, app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

from lyceum.kernel.operations.actions.queue import put_back_stalled
from lyceum.kernel.operations.interface.metrics import JOB_SECONDS, JOBS
from lyceum.kernel.operations.rules.stalling import HEARTBEAT_SECONDS, STALLED_AFTER_SECONDS

log = structlog.get_logger("lyceum.jobs")
GRACE_SECONDS = 12.0


class Command(BaseCommand):
    help = "Runs the jobs, until asked to stop: it then finishes those it has begun."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--concurrency", type=int, default=4, help="jobs at the same time")
        parser.add_argument("--queues", nargs="*", help="only these queues")
        parser.add_argument("--until-empty", action="store_true", help="end when nothing waits")

    def handle(self, *args: Any, **options: Any) -> None:
        put_back_stalled(None)
        asyncio.run(
            _work(
                concurrency=options["concurrency"],
                queues=options["queues"] or None,
                wait=not options["until_empty"],
                fetch_job_polling_interval=2.0,
                shutdown_graceful_timeout=GRACE_SECONDS,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=STALLED_AFTER_SECONDS,
            )
        )


async def _work(**options: Any) -> None:
    async with _worker_app().open_async() as running:
        await running.run_worker_async(**options)


def _worker_app() -> DjangoApp:
    """The worker's own connections; what a job defers still goes through Django's, in the job's transaction."""
    connector = PsycopgConnector(kwargs={**connector_params(), "application_name": "lyceum-worker"})
    made = DjangoApp(connector=connector, worker_defaults={"task_middleware": [_measured]})
    made.tasks, made.periodic_registry = app.tasks, app.periodic_registry
    return made


def _measured(call_next: Any, context: Any, worker: Any) -> Any:
    """Around every job: how long it ran, and how it ended."""
    name, started, outcome = context.job.task_name, time.perf_counter(), "failed"
    known = {"job": name, "job_id": context.job.id, "request_id": context.job.task_kwargs.get("request_id", "")}
    try:
        result = call_next()
        outcome = "succeeded"
        return result
    except Exception:
        log.exception("a job did not succeed", attempts=context.job.attempts, **known)
        raise
    finally:
        seconds = time.perf_counter() - started
        JOBS.labels(name, outcome).inc()
        JOB_SECONDS.labels(name).observe(seconds)
        periodic = {task for task, _ in worker.app.periodic_registry.periodic_tasks}
        level = "debug" if name in periodic else "info"  # every minute; the database knows of them
        getattr(log, level)("job", outcome=outcome, ms=round(seconds * 1000, 1), **known)
