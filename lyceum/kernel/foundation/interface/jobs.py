"""Jobs: deferred in the transaction of the fact, run later by a worker, for exactly one organisation.

A job holds no logic: it fetches, calls an action, and ends. It may run twice, so what it calls is idempotent.
"""

import functools
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from django.db import close_old_connections, connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.actions.sweeping import sweep_foundation

log = structlog.get_logger("lyceum.jobs")
_PATIENT = RetryStrategy(max_attempts=8, exponential_wait=3)


class Job:
    """A function that a worker runs inside the scope of ``organisation_id`` (None: of no organisation)."""

    def __init__(self, function: Callable[..., None], *, queue: str, retry: Any, every: str, lock: str) -> None:
        functools.update_wrapper(self, function)
        self.function = function
        self.name = f"{function.__module__.removeprefix('lyceum.')}.{function.__name__}"
        task = app.task(name=self.name, queue=queue, retry=retry, queueing_lock=lock or None)
        self.task = task(self._periodic if every else self._run)
        if every:
            app.periodic(cron=every)(self.task)
        self.every = every

    def __call__(self, *args: Any, **kwargs: Any) -> None:
        self.function(*args, **kwargs)

    def later(
        self, *, organisation_id: UUID | None, at: datetime | None = None, once: str = "", **arguments: Any
    ) -> int:
        """Defer in the current transaction. ``once``: a key that only one waiting job may carry."""
        options: dict[str, Any] = {"schedule_at": at} if at else {}
        if once:
            options["queueing_lock"] = f"{self.name}:{once}"
        carried = {name: str(value) if isinstance(value, UUID) else value for name, value in arguments.items()}
        carried["organisation_id"] = str(organisation_id) if organisation_id else None
        return self.task.configure(**options).defer(**carried)

    def _run(self, organisation_id: str | None = None, **arguments: Any) -> None:
        if not connection.in_atomic_block:
            close_old_connections()
        organisation = UUID(organisation_id) if organisation_id else None
        with scope.entered(organisation), structlog.contextvars.bound_contextvars(job=self.name):
            self.function(organisation_id=organisation, **arguments)

    def _periodic(self, timestamp: int) -> None:
        self._run()


def job(
    *, queue: str = "default", retry: Any = _PATIENT, every: str = "", lock: str = ""
) -> Callable[[Callable[..., None]], Job]:
    """``every``: a cron line makes the job periodic, run once for the whole installation."""

    def declare(function: Callable[..., None]) -> Job:
        return Job(function, queue=queue, retry=retry, every=every, lock=lock)

    return declare


@job(every="17 * * * *")
def sweep(organisation_id: UUID | None) -> None:
    sweep_foundation()
