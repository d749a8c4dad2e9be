"""Places move between kept, sold and free: quotas are locked in order of id, as in a hold, then counted.

Run inside the transaction of the step that moves them, as late in it as can be: whoever holds a busy quota's row holds
everybody up.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

_LOCKS = """
WITH line AS (SELECT quotas, seat_id FROM events_orderline WHERE id = ANY(%(lines)s)),
quotas AS MATERIALIZED (
    SELECT 1 FROM events_quota WHERE id IN (SELECT unnest(quotas) FROM line) ORDER BY id FOR UPDATE
),
seats AS MATERIALIZED (
    SELECT 1 FROM events_eventseat WHERE id IN (SELECT seat_id FROM line) ORDER BY id FOR UPDATE
)
SELECT (SELECT count(*) FROM quotas), (SELECT count(*) FROM seats)
"""
_MOVED = """
WITH line AS MATERIALIZED (
    SELECT id, quotas, places, price_step_id, voucher_id FROM events_orderline
    WHERE id = ANY(%(lines)s) AND organisation_id = %(organisation)s AND is_live = %(live)s
),
quota AS MATERIALIZED (
    SELECT quota.id, sum(line.places)::int AS number FROM line, unnest(line.quotas) AS quota (id) GROUP BY quota.id
),
locked AS MATERIALIZED (
    SELECT row.capacity - row.held - row.sold >= quota.number AS fits
    FROM events_quota AS row JOIN quota USING (id)
)
"""
_SOLD = """@moved
UPDATE events_quota AS row SET held = row.held - quota.number, sold = row.sold + quota.number
FROM quota, (SELECT count(*) FROM locked) AS all_locked WHERE row.id = quota.id
""".replace("@moved", _MOVED)
_FREED = """@moved,
counted AS (
    UPDATE events_quota AS row
    SET held = row.held - %(held)s * quota.number, sold = row.sold - (1 - %(held)s) * quota.number
    FROM quota, (SELECT count(*) FROM locked) AS all_locked WHERE row.id = quota.id
),
steps AS (
    UPDATE events_pricestep AS row SET taken = row.taken - freed.number
    FROM (SELECT price_step_id AS id, count(*) AS number FROM line GROUP BY 1) AS freed WHERE row.id = freed.id
),
vouchers AS (
    UPDATE events_voucher AS row SET used = row.used - freed.number
    FROM (SELECT voucher_id AS id, count(*) AS number FROM line GROUP BY 1) AS freed WHERE row.id = freed.id
),
seats AS (
    UPDATE events_eventseat SET line_id = NULL WHERE line_id IN (SELECT id FROM line)
)
UPDATE events_orderline SET is_live = false WHERE id IN (SELECT id FROM line)
""".replace("@moved", _MOVED)
_TAKEN_AGAIN = """@moved,
seat AS MATERIALIZED (
    SELECT row.id, taken.id AS line_id, row.line_id IS NULL AND NOT row.is_blocked AS fits
    FROM events_eventseat AS row JOIN events_orderline AS taken ON taken.seat_id = row.id
    WHERE taken.id IN (SELECT id FROM line)
),
go AS MATERIALIZED (
    SELECT 1 WHERE NOT EXISTS (SELECT FROM locked WHERE NOT fits) AND NOT EXISTS (SELECT FROM seat WHERE NOT fits)
        AND EXISTS (SELECT FROM line)
),
counted AS (
    UPDATE events_quota AS row SET held = row.held + quota.number FROM quota, go WHERE row.id = quota.id
),
seats AS (
    UPDATE events_eventseat AS row SET line_id = seat.line_id FROM seat, go WHERE row.id = seat.id
),
lines AS (
    UPDATE events_orderline SET is_live = true, price_step_id = NULL, voucher_id = NULL
    FROM go WHERE id IN (SELECT id FROM line)
)
SELECT count(*) FROM go
""".replace("@moved", _MOVED)


def sell_places(organisation_id: UUID, lines: Sequence[UUID]) -> None:
    """What these live lines hold becomes sold."""
    _run(_SOLD, organisation_id, lines, live=True)


def free_places(organisation_id: UUID, lines: Sequence[UUID], *, were_sold: bool) -> None:
    """What these live lines held, or had bought, is free again, with their seats and uses of a voucher."""
    _run(_FREED, organisation_id, lines, live=True, held=0 if were_sold else 1)


def hold_again(organisation_id: UUID, lines: Sequence[UUID]) -> bool:
    """For money that came late: all these places again, if they are still free. Its price stands as it was agreed, and
    counts no more against an early bird or a voucher."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCKS, {"lines": list(lines)})
        cursor.execute(_TAKEN_AGAIN, {"organisation": organisation_id, "lines": list(lines), "live": False})
        return bool(cursor.fetchone()[0])


def _run(statement: str, organisation_id: UUID, lines: Sequence[UUID], **given: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LOCKS, {"lines": list(lines)})
        cursor.execute(statement, {"organisation": organisation_id, "lines": list(lines), **given})
