"""Keep a fact in the books, once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.billing.models import Entry, EntryLine
from lyceum.kernel.billing.rules.posting import Posting, reversal
from lyceum.kernel.foundation.rules.refusal import NotFound


def post(organisation_id: UUID, posting: Posting, *, at: datetime | None = None, reverses: Entry | None = None) -> None:
    """A repeat changes nothing, whatever it says; what is worth nothing is not kept."""
    if posting.sides:
        with transaction.atomic():
            _post(organisation_id, posting, at, reverses)


def _post(organisation_id: UUID, posting: Posting, at: datetime | None, reverses: Entry | None) -> None:
    kept = {
        "kind": posting.kind,
        "about_kind": posting.about_kind,
        "about_id": posting.about_id,
        "at": at or timezone.now(),
        "size": len(posting.sides),
        "reverses": reverses,
    }
    entry, is_new = Entry.objects.get_or_create(organisation_id=organisation_id, key=posting.key, defaults=kept)
    if is_new:
        EntryLine.objects.bulk_create(
            EntryLine(
                organisation_id=organisation_id, entry=entry, account=account, currency=posting.currency, amount=amount
            )
            for account, amount in posting.sides
        )


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
