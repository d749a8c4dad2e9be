"""The offer of an event, read in one statement and kept by this process for as long as its edition stands."""

import json
from collections import OrderedDict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from lyceum.domains.events.models import Voucher
from lyceum.domains.events.queries.shopping import shop_of
from lyceum.domains.events.rules.offer import Offer, Reduction, Sold, Step
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.refusal import NotFound

_MOST_KEPT = 500
_kept: "OrderedDict[tuple[UUID, UUID], Offer]" = OrderedDict()

_READ = """
    SELECT event.offer_edition, event.state, event.currency, event.starts_at, event.ends_at, event.sales_from,
        event.sales_until, event.max_per_order, event.methods,
        coalesce((SELECT jsonb_agg(to_jsonb(type) || jsonb_build_object(
            'quotas', ARRAY(SELECT quota_id FROM events_quotatype WHERE ticket_type_id = type.id ORDER BY quota_id),
            'is_seated', type.kind = 'ticket' AND EXISTS (SELECT FROM events_eventseat AS place
                WHERE place.event_id = event.id AND (place.ticket_type_id = type.id
                    OR place.ticket_type_id IS NULL AND NOT place.is_blocked)),
            'steps', coalesce((SELECT jsonb_agg(to_jsonb(step) ORDER BY step.position, step.id)
                FROM events_pricestep AS step WHERE step.ticket_type_id = type.id), '[]')
        ) ORDER BY type.position, type.id) FROM events_tickettype AS type WHERE type.event_id = event.id), '[]')::text
    FROM events_event AS event WHERE event.id = %s AND event.organisation_id = %s
"""


def offer_of(caller: Anyone, event_id: UUID, *, afresh: bool = False) -> Offer:
    """Drafts too: what may be sold is for ``rules/pricing.py`` to say, and for the statement to hold it to."""
    key = (shop_of(caller).organisation_id or event_id, event_id)
    if not afresh and (known := _kept.get(key)):
        return known
    with connection.cursor() as cursor:
        cursor.execute(_READ, [event_id, key[0]])
        row = cursor.fetchone()
    if row is None:
        raise NotFound(_("There is no such event."))
    offer = _offer(event_id, row)
    _kept[key] = offer
    while len(_kept) > _MOST_KEPT:
        _kept.popitem(last=False)
    return offer


def reduction_of(caller: Anyone, event_id: UUID, code: str) -> Reduction | None:
    """The voucher behind a code, as people type it; None where there is none that still stands."""
    found = (
        Voucher.objects.within(shop_of(caller))
        .alias(plain=Upper("code"))
        .filter(event_id=event_id, plain=code.strip().upper(), revoked_at=None)
        .first()
    )
    if found is None:
        return None
    return Reduction(
        id=found.id,
        effect=found.effect,
        value=found.value,
        left=None if found.limit is None else max(0, found.limit - found.used),
        valid_from=found.valid_from,
        valid_until=found.valid_until,
        types=frozenset(found.types),
        unlocks_hidden=found.unlocks_hidden,
    )


def _offer(event_id: UUID, row: tuple[Any, ...]) -> Offer:
    made = [_sold(one) for one in json.loads(row[9])]
    edition, state, currency, starts_at, ends_at, sales_from, sales_until, max_per_order, methods, _types = row
    return Offer(
        event_id=event_id,
        edition=edition,
        state=state,
        currency=currency,
        starts_at=starts_at,
        ends_at=ends_at,
        sales_from=sales_from,
        sales_until=sales_until,
        max_per_order=max_per_order,
        methods=tuple(methods),
        types={one.id: one for one in made},
    )


def _sold(row: dict[str, Any]) -> Sold:
    names = "name text kind price vat_rate is_free_price floor minimum maximum bundle is_hidden is_on_sale is_seated"
    return Sold(
        id=UUID(row["id"]),
        addon_to=UUID(row["addon_to_id"]) if row["addon_to_id"] else None,
        sale_from=_moment(row["sale_from"]),
        sale_until=_moment(row["sale_until"]),
        quotas=tuple(UUID(quota) for quota in row["quotas"]),
        steps=tuple(_step(step) for step in row["steps"]),
        **{name: row[name] for name in names.split()},
    )


def _step(row: dict[str, Any]) -> Step:
    left = None if row["first"] is None else max(0, row["first"] - row["taken"])
    return Step(UUID(row["id"]), row["name"], row["price"], _moment(row["until"]), left)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
