"""A hold: every counter that it takes is guarded, every row that it leaves is written, or none is.

With one quota and nothing else, the guarded UPDATE itself decides, in one round trip. With several, their rows are
locked first, in order of id, so that two orders never wait for each other; then looked at, and moved only if all fit.
That is a second statement, with eyes of its own: within one, what was looked at may be older than what was locked.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from lyceum.domains.events.rules.pricing import Plan


@dataclass(frozen=True, slots=True)
class NewOrder:
    id: UUID
    organisation_id: UUID
    event_id: UUID
    edition: int
    code: str
    channel: str
    person_id: UUID | None
    language: str
    currency: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """A waiting entry that is taken up: its places, held per quota, are the order's."""

    entry_id: UUID
    quotas: Mapping[UUID, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What did not fit, if anything: the offer has changed · no places · an early bird · the voucher · a seat · the
    turn in the waiting list."""

    offer: bool
    places: bool = True
    steps: bool = True
    voucher: bool = True
    seats: bool = True
    turn: bool = True

    @property
    def is_held(self) -> bool:
        return all((self.offer, self.places, self.steps, self.voucher, self.seats, self.turn))

    @property
    def only_seats_are_gone(self) -> bool:
        return not self.seats and all((self.offer, self.places, self.steps, self.voucher, self.turn))


def hold(order: NewOrder, plan: Plan, line_ids: list[UUID], turn: Turn | None = None) -> Outcome:
    """Raises IntegrityError where the order's id is known already."""
    given = _given(order, plan, line_ids, turn)
    if _is_plain(plan, turn):
        [(quota, number)] = plan.quotas.items()
        with connection.cursor() as cursor:
            cursor.execute(_PLAIN, given | {"quota": quota, "number": number})
            offer, places = cursor.fetchone()
        return Outcome(bool(offer), bool(places) or not offer)
    given |= _counted(plan, turn)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_LOCKS, given)
        cursor.execute(_GUARDED, given)
        return Outcome(*cursor.fetchone())


def _is_plain(plan: Plan, turn: Turn | None) -> bool:
    seated = any(line.seat_id for line in plan.lines)
    return len(plan.quotas) == 1 and not (plan.steps or plan.voucher_uses or seated or turn)


def _given(order: NewOrder, plan: Plan, line_ids: list[UUID], turn: Turn | None) -> dict[str, Any]:
    return {
        "id": order.id,
        "organisation": order.organisation_id,
        "event": order.event_id,
        "edition": order.edition,
        "code": order.code,
        "channel": order.channel,
        "person": order.person_id,
        "language": order.language,
        "currency": order.currency,
        "expires_at": order.expires_at,
        "total": plan.total,
        "lines": json.dumps(list(_rows(plan, line_ids))),
    }


def _rows(plan: Plan, line_ids: list[UUID]) -> Iterator[dict[str, Any]]:
    for position, (line, line_id) in enumerate(zip(plan.lines, line_ids, strict=True)):
        yield {
            "id": str(line_id),
            "position": position,
            "ticket_type_id": str(line.type_id),
            "price": line.price,
            "vat_rate": line.vat_rate,
            "places": line.places,
            "quotas": [str(quota) for quota in line.quotas],
            "price_step_id": str(line.step_id) if line.step_id else None,
            "voucher_id": str(line.voucher_id) if line.voucher_id else None,
            "seat_id": str(line.seat_id) if line.seat_id else None,
            "addon_of_id": str(line_ids[line.addon_of]) if line.addon_of is not None else None,
        }


def _counted(plan: Plan, turn: Turn | None) -> dict[str, Any]:
    """What to add to each counter; less what a turn in the waiting list holds already, which may leave some over."""
    quotas = dict(plan.quotas)
    for quota, places in (turn.quotas if turn else {}).items():
        quotas[quota] = quotas.get(quota, 0) - places
    steps, seats = dict(plan.steps), [line for line in plan.lines if line.seat_id]
    voucher = next((line.voucher_id for line in plan.lines if line.voucher_id), None)
    return {
        "quotas": list(quotas),
        "quota_numbers": list(quotas.values()),
        "steps": list(steps),
        "step_numbers": list(steps.values()),
        "voucher": voucher,
        "uses": plan.voucher_uses,
        "seats": [line.seat_id for line in seats],
        "seat_types": [line.type_id for line in seats],
        "entry": turn.entry_id if turn else None,
    }


_WRITTEN = """
new_order AS (
    INSERT INTO events_order (id, created_at, organisation_id, event_id, code, nonce, state, channel, expires_at,
        person_id, name, name_index, email, email_index, address, answers, language, currency, total, paid,
        given_back, method)
    SELECT %(id)s, statement_timestamp(), %(organisation)s, %(event)s, %(code)s, 0, 'held', %(channel)s,
        %(expires_at)s, %(person)s, '', '', '', '', '', '', %(language)s, %(currency)s, %(total)s, 0, 0, ''
    FROM go RETURNING id
),
line AS (
    SELECT given.* FROM new_order, jsonb_to_recordset(%(lines)s::jsonb) AS given (id uuid, position int,
        ticket_type_id uuid, price int, vat_rate int, places int, quotas uuid[], price_step_id uuid, voucher_id uuid,
        seat_id uuid, addon_of_id uuid)
),
new_lines AS (
    INSERT INTO events_orderline (id, created_at, organisation_id, order_id, ticket_type_id, addon_of_id, position,
        price, vat_rate, given_back, voucher_id, price_step_id, seat_id, quotas, places, attendee_name, attendee_email,
        answers, is_live)
    SELECT id, statement_timestamp(), %(organisation)s, %(id)s, ticket_type_id, addon_of_id, position, price,
        vat_rate, 0, voucher_id, price_step_id, seat_id, quotas, places, '', '', '', true FROM line
),
new_step AS (
    INSERT INTO events_orderstep (id, created_at, organisation_id, order_id, kind, key, about, person_id)
    SELECT gen_random_uuid(), statement_timestamp(), %(organisation)s, %(id)s, 'held', 'held', '{}', %(person)s
    FROM new_order
)
"""
_OFFER = """
WITH offer AS MATERIALIZED (
    SELECT 1 FROM events_event
    WHERE id = %(event)s AND organisation_id = %(organisation)s AND offer_edition = %(edition)s AND state = 'published'
),
"""

_LOCKS = """
WITH quotas AS MATERIALIZED (SELECT 1 FROM events_quota WHERE id = ANY(%(quotas)s::uuid[]) ORDER BY id FOR UPDATE),
steps AS MATERIALIZED (SELECT 1 FROM events_pricestep WHERE id = ANY(%(steps)s::uuid[]) ORDER BY id FOR UPDATE),
voucher AS MATERIALIZED (SELECT 1 FROM events_voucher WHERE id = %(voucher)s FOR UPDATE),
seats AS MATERIALIZED (SELECT 1 FROM events_eventseat WHERE id = ANY(%(seats)s::uuid[]) ORDER BY id FOR UPDATE),
turn AS MATERIALIZED (SELECT 1 FROM events_waitingentry WHERE id = %(entry)s FOR UPDATE)
SELECT (SELECT count(*) FROM turn), (SELECT count(*) FROM quotas), (SELECT count(*) FROM steps),
    (SELECT count(*) FROM voucher), (SELECT count(*) FROM seats)
"""

_PLAIN = """
@offer
go AS (
    UPDATE events_quota SET held = held + %(number)s
    WHERE id = %(quota)s AND held + sold + %(number)s <= capacity AND EXISTS (SELECT FROM offer)
    RETURNING id
),
@written
SELECT (SELECT count(*) FROM offer), (SELECT count(*) FROM go)
""".replace("@offer", _OFFER).replace("@written", _WRITTEN)

_GUARDED = """
@offer
quota AS MATERIALIZED (SELECT * FROM unnest(%(quotas)s::uuid[], %(quota_numbers)s::int[]) AS quota (id, number)),
step AS MATERIALIZED (SELECT * FROM unnest(%(steps)s::uuid[], %(step_numbers)s::int[]) AS step (id, number)),
seat AS MATERIALIZED (SELECT * FROM unnest(%(seats)s::uuid[], %(seat_types)s::uuid[]) AS seat (id, type_id)),
free_quotas AS MATERIALIZED (
    SELECT row.held + row.sold + quota.number <= row.capacity OR quota.number <= 0 AS fits
    FROM events_quota AS row JOIN quota USING (id)
),
free_steps AS MATERIALIZED (
    SELECT row.first IS NULL OR row.taken + step.number <= row.first AS fits
    FROM events_pricestep AS row JOIN step USING (id)
),
free_voucher AS MATERIALIZED (
    SELECT ("limit" IS NULL OR used + %(uses)s <= "limit") AND revoked_at IS NULL AS fits
    FROM events_voucher WHERE id = %(voucher)s
),
free_seats AS MATERIALIZED (
    SELECT row.line_id IS NULL AND NOT row.is_blocked AND coalesce(row.ticket_type_id, seat.type_id) = seat.type_id
        AND row.event_id = %(event)s AS fits
    FROM events_eventseat AS row JOIN seat USING (id)
),
turn AS MATERIALIZED (
    SELECT state = 'offered' AND offer_until > statement_timestamp() AS fits
    FROM events_waitingentry WHERE id = %(entry)s
),
fit AS MATERIALIZED (
    SELECT EXISTS (SELECT FROM offer) AS offer,
        (SELECT count(*) FILTER (WHERE fits) FROM free_quotas) = (SELECT count(*) FROM quota) AS places,
        (SELECT count(*) FILTER (WHERE fits) FROM free_steps) = (SELECT count(*) FROM step) AS steps,
        %(voucher)s::uuid IS NULL OR coalesce((SELECT fits FROM free_voucher), false) AS voucher,
        (SELECT count(*) FILTER (WHERE fits) FROM free_seats) = (SELECT count(*) FROM seat) AS seats,
        %(entry)s::uuid IS NULL OR coalesce((SELECT fits FROM turn), false) AS turn
),
go AS MATERIALIZED (SELECT 1 FROM fit WHERE offer AND places AND steps AND voucher AND seats AND turn),
@written,
count_quotas AS (
    UPDATE events_quota AS row SET held = row.held + quota.number FROM quota, go WHERE row.id = quota.id
),
count_steps AS (
    UPDATE events_pricestep AS row SET taken = row.taken + step.number FROM step, go WHERE row.id = step.id
),
count_voucher AS (
    UPDATE events_voucher SET used = used + %(uses)s FROM go WHERE id = %(voucher)s
),
take_seats AS (
    UPDATE events_eventseat AS row SET line_id = line.id FROM line WHERE row.id = line.seat_id
),
take_turn AS (
    UPDATE events_waitingentry SET state = 'taken', order_id = %(id)s, places = 0, quotas = '{}', offer_until = NULL
    FROM go WHERE id = %(entry)s
)
SELECT offer, places, steps, voucher, seats, turn FROM fit
""".replace("@offer", _OFFER).replace("@written", _WRITTEN)
