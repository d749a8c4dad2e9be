"""``spend``: a token bucket per limit and key, one statement each, shared by every process and machine."""

import math
from contextlib import closing
from typing import Any

from django.db import connection
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.refusal import TooMany

_SPEND = """
    INSERT INTO foundation_bucket AS b (digest, tokens, granted, filled_at, full_at)
    VALUES (
        %(digest)s,
        %(capacity)s::float - CASE WHEN %(capacity)s >= %(cost)s THEN %(cost)s ELSE 0 END,
        %(capacity)s >= %(cost)s,
        statement_timestamp(),
        statement_timestamp() + %(per_seconds)s * interval '1 second'
    )
    ON CONFLICT (digest) DO UPDATE SET (tokens, granted, filled_at, full_at) = (
        SELECT left_over, enough, statement_timestamp(),
            statement_timestamp() + (%(capacity)s - left_over) / %(rate)s::float * interval '1 second'
        FROM (
            SELECT level >= %(cost)s AS enough,
                level - CASE WHEN level >= %(cost)s THEN %(cost)s ELSE 0 END AS left_over
            FROM (
                SELECT LEAST(%(capacity)s::float, b.tokens + %(rate)s::float
                    * GREATEST(0, extract(epoch FROM statement_timestamp() - b.filled_at))) AS level
            ) AS refilled
        ) AS spent
    )
    RETURNING granted, tokens
"""


def spend(bucket: str, key: str, *, capacity: int, per_seconds: float, cost: float = 1) -> None:
    """Take ``cost`` from the bucket of ``key``, which refills ``capacity`` in ``per_seconds``; TooMany when empty.

    What is spent stays spent, even where the transaction around it rolls back: a wrong guess is not forgiven
    because its refusal undid everything else. Spend before opening a transaction where possible: inside one
    it costs a connection of its own.
    """
    rate = capacity / per_seconds
    terms = {
        "digest": digest_of(bucket, key),
        "capacity": capacity,
        "cost": cost,
        "rate": rate,
        "per_seconds": per_seconds,
    }
    granted, tokens = _taken(terms)
    if not granted:
        wait = max(1, math.ceil((cost - tokens) / rate))
        raise TooMany(_("Too many tries in a short time. Wait a moment, then try again."), retry_after=wait)


def digest_of(bucket: str, key: str) -> str:
    """The key itself (an address, an e-mail) is never written down."""
    return salted_hmac("lyceum.limits", f"{bucket}\n{key}", algorithm="sha256").hexdigest()


def _taken(terms: dict[str, Any]) -> tuple[bool, float]:
    if not _could_be_undone():
        return _ask(connection, terms)
    with closing(connection.copy()) as aside:
        return _ask(aside, terms)


def _could_be_undone() -> bool:
    """In a transaction; the one that a test wraps around everything is not the program's."""
    blocks = connection.atomic_blocks
    return bool(blocks) and not getattr(blocks[-1], "_from_testcase", False)


def _ask(through: Any, terms: dict[str, Any]) -> tuple[bool, float]:
    with through.cursor() as cursor:
        cursor.execute(_SPEND, terms)
        granted, tokens = cursor.fetchone()
    return granted, tokens
