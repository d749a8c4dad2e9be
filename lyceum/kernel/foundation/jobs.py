"""Jobs: deferred in the transaction of the fact, run later by a worker, for exactly one organisation.

A job holds no logic: it fetches, calls an action, and ends. It may run twice, so what it calls is idempotent.
"""

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from django.db import close_old_connections, connection, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from lyceum.kernel.foundation import scope

log = structlog.get_logger("lyceum.jobs")
URGENT = 10
_PATIENT = RetryStrategy(max_attempts=8, exponential_wait=3)


class Job:
    """A function that a worker runs inside the scope of ``organisation_id`` (None: of no organisation)."""

    def __init__(
        self, function: Callable[..., None], *, queue: str, retry: Any, every: str, lock: str, urgent: bool
    ) -> None:
        functools.update_wrapper(self, function)
        self.function = function
        self.name = f"{function.__module__.removeprefix('lyceum.')}.{function.__name__}"
        task = app.task(
            name=self.name, queue=queue, retry=retry, queueing_lock=lock or None, priority=URGENT if urgent else 0
        )
        self.task = task(self._periodic if every else self._run)
        if every:
            app.periodic(cron=every)(self.task)
        self.every = every
        self.identifiers = {n for n, p in inspect.signature(function).parameters.items() if p.annotation is UUID}

    def __call__(self, *args: Any, **kwargs: Any) -> None:
        self.function(*args, **kwargs)

    def later(
        self, *, organisation_id: UUID | None, at: datetime | None = None, once: str = "", **arguments: Any
    ) -> int | None:
        """Defer in the current transaction. ``once``: a key that only one waiting job may carry (else None)."""
        options: dict[str, Any] = {"schedule_at": at} if at else {}
        carried = _carried(organisation_id, arguments)
        if not once:
            return self.task.configure(**options).defer(**carried)
        try:
            with transaction.atomic():  # a job that already waits must not spoil the transaction of the fact
                return self.task.configure(**options, queueing_lock=f"{self.name}:{once}").defer(**carried)
        except AlreadyEnqueued:
            return None

    def later_each(
        self, *, organisation_id: UUID | None, arguments: Iterable[Mapping[str, Any]], urgent: bool = False
    ) -> None:
        """Defer once for each, in one statement. ``urgent``: before all that only follows."""
        carried = [_carried(organisation_id, each) for each in arguments]
        if carried:
            task = self.task.configure(priority=URGENT) if urgent else self.task
            task.batch_defer(*carried)

    def _run(self, organisation_id: str | None = None, request_id: str = "", **arguments: Any) -> None:
        """The log lines of a job carry the request that led to it."""
        if not connection.in_atomic_block:
            close_old_connections()
        organisation = UUID(organisation_id) if organisation_id else None
        known = {"job": self.name, "organisation": organisation_id or "", "request_id": request_id}
        with scope.entered(organisation), structlog.contextvars.bound_contextvars(**known):
            self.function(organisation_id=organisation, **self._as_declared(arguments))

    def _as_declared(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """The queue carries JSON: what the function takes as a UUID becomes one again."""
        return {n: UUID(v) if n in self.identifiers else v for n, v in arguments.items()}

    def _periodic(self, timestamp: int) -> None:
        self._run()


def _carried(organisation_id: UUID | None, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """What the queue keeps, as JSON; with the request that led to the job."""
    carried = {name: str(value) if isinstance(value, UUID) else value for name, value in arguments.items()}
    carried["organisation_id"] = str(organisation_id) if organisation_id else None
    if request_id := structlog.contextvars.get_contextvars().get("request_id"):
        carried["request_id"] = request_id
    return carried


def job(
    *, queue: str = "default", retry: Any = _PATIENT, every: str = "", lock: str = "", urgent: bool = False
) -> Callable[[Callable[..., None]], Job]:
    """``every``: a cron line makes the job periodic, run once for the whole installation. ``urgent``: somebody waits
    for it; such jobs go before all others."""

    def declare(function: Callable[..., None]) -> Job:
        return Job(function, queue=queue, retry=retry, every=every, lock=lock, urgent=urgent)

    return declare
