"""A worker for tests: runs what waits in the queue, through the same code as the real one."""

import json

from django.db import connection
from procrastinate.contrib.django import app

_NEXT = """
    UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = (
        SELECT id FROM procrastinate_jobs WHERE status = 'todo'
        AND (scheduled_at IS NULL OR scheduled_at <= now()) ORDER BY id LIMIT 1)
    RETURNING task_name, args
"""


def run_waiting_jobs(limit: int = 1000) -> int:
    for ran in range(limit):
        with connection.cursor() as cursor:
            cursor.execute(_NEXT)
            row = cursor.fetchone()
        if row is None:
            return ran
        name, arguments = row
        app.tasks[name].func(**(json.loads(arguments) if isinstance(arguments, str) else arguments))
    raise AssertionError(f"more than {limit} jobs: do they defer one another for ever?")
