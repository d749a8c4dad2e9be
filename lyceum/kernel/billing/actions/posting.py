"""Keep a fact in the books, once: the entry with its lines in one statement, for every sale takes several."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.billing.models import Entry
from lyceum.kernel.billing.rules.posting import Posting, reversal
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import NotFound

_ONCE = """
    WITH entry AS (
        INSERT INTO billing_entry (id, created_at, organisation_id, key, kind, about_kind, about_id, at, size,
            reverses_id)
        VALUES (%(id)s, %(now)s, %(organisation)s, %(key)s, %(kind)s, %(about_kind)s, %(about_id)s, %(at)s, %(size)s,
            %(reverses)s)
        ON CONFLICT (organisation_id, key) DO NOTHING RETURNING id
    )
    INSERT INTO billing_entryline (id, created_at, organisation_id, entry_id, account, currency, amount)
    SELECT side.id, %(now)s, %(organisation)s, entry.id, side.account, %(currency)s, side.amount
    FROM entry, jsonb_to_recordset(%(sides)s::jsonb) AS side (id uuid, account text, amount bigint)
"""


def post(organisation_id: UUID, posting: Posting, *, at: datetime | None = None, reverses: Entry | None = None) -> None:
    """A repeat changes nothing, whatever it says; what is worth nothing is not kept."""
    if posting.sides:
        with connection.cursor() as cursor:
            cursor.execute(_ONCE, _given(organisation_id, posting, at, reverses))


def _given(organisation_id: UUID, posting: Posting, at: datetime | None, reverses: Entry | None) -> dict[str, Any]:
    sides = [{"id": str(new_identifier()), "account": account, "amount": amount} for account, amount in posting.sides]
    return {
        "id": new_identifier(),
        "now": timezone.now(),
        "organisation": organisation_id,
        "key": posting.key,
        "kind": posting.kind,
        "about_kind": posting.about_kind,
        "about_id": posting.about_id,
        "at": at or timezone.now(),
        "size": len(sides),
        "reverses": reverses.id if reverses else None,
        "currency": posting.currency,
        "sides": json.dumps(sides),
    }


def reverse_entry(organisation_id: UUID, key: str, *, at: datetime | None = None) -> None:
    """Books are corrected by an entry that says the opposite, never by changing one."""
    entry = Entry.objects.filter(organisation_id=organisation_id, key=key).prefetch_related("lines").first()
    if entry is None:
        raise NotFound(_("There is no such entry."))
    post(organisation_id, reversal(_posting_of(entry)), at=at, reverses=entry)


def _posting_of(entry: Entry) -> Posting:
    lines = list(entry.lines.all())
    sides = tuple((line.account, line.amount) for line in lines)
    return Posting(entry.key, entry.kind, entry.about_kind, entry.about_id, lines[0].currency, sides)
