from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from lyceum.kernel.operations.rules.stalling import STALLED_AFTER_SECONDS

_NOW = """
    SELECT (SELECT count(*) FROM procrastinate_jobs
            WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())),
        (SELECT coalesce(extract(epoch FROM now() - min(e.at)), 0) FROM procrastinate_jobs j
            JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'
            WHERE j.status = 'todo' AND (j.scheduled_at IS NULL OR j.scheduled_at <= now())),
        (SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s)),
        (SELECT coalesce(json_object_agg(status, many), '{}') FROM
            (SELECT status, count(*) AS many FROM procrastinate_jobs GROUP BY status) AS counted)
"""


@dataclass(frozen=True, slots=True)
class QueueNow:
    """``waiting``: jobs that could run at once; ``oldest_seconds``: since when the first of them waits."""

    waiting: int
    oldest_seconds: float
    workers: int
    by_status: Mapping[str, int]


def queue_now() -> QueueNow:
    with connection.cursor() as cursor:
        cursor.execute(_NOW, [STALLED_AFTER_SECONDS])
        waiting, oldest, workers, by_status = cursor.fetchone()
    return QueueNow(waiting, float(oldest), workers, by_status)
