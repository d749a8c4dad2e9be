"""Counters for ``/metrics``, written after commit: nobody waits for somebody else's counting."""

from collections import Counter
from collections.abc import Iterable

from django.db import connection, transaction

_ADD = """
    INSERT INTO notifications_tally AS t (channel, outcome, count) VALUES (%s, %s, %s)
    ON CONFLICT (channel, outcome) DO UPDATE SET count = t.count + excluded.count
"""


def tally(outcome: str, channels: Iterable[str]) -> None:
    counted = sorted(Counter(channels).items())
    if counted:
        transaction.on_commit(lambda: _add(outcome, counted))


def _add(outcome: str, counted: list[tuple[str, int]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(_ADD, [(channel, outcome, count) for channel, count in counted])
