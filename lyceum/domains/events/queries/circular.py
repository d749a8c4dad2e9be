"""Letters to those who come, with what became of each."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from lyceum.domains.events.models import Circular, CircularCopy, CopyState, Event, LetterRefusal
from lyceum.domains.events.models.secret import secret_of
from lyceum.domains.events.queries.shopping import shop_of
from lyceum.kernel.foundation.rules.caller import Anyone, Caller
from lyceum.kernel.foundation.rules.refusal import NotFound

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class CircularLine:
    circular: Circular
    notified: int
    mailed: int
    declined: int
    waiting: int

    @property
    def id(self) -> UUID:
        return self.circular.id

    @property
    def told(self) -> int:
        return self.notified + self.mailed


def circular_lines(caller: Caller, event: Event) -> list[CircularLine]:
    """The newest first."""
    counts = {state.value: Count("copies", Q(copies__state=state)) for state in CopyState}
    rows: Any = Circular.objects.within(caller).filter(event=event).annotate(**counts).order_by("-id")
    return [CircularLine(one, one.notified, one.mailed, one.declined, one.waiting) for one in rows[:MOST_SHOWN]]


def circular_line(caller: Caller, event: Event, circular_id: UUID) -> CircularLine:
    found = next((one for one in circular_lines(caller, event) if one.id == circular_id), None)
    if found is None:
        raise NotFound(_("There is no such letter."))
    return found


def copy_behind(caller: Anyone, copy_id: UUID, secret: str) -> CircularCopy:
    """Whoever has its link has the copy."""
    rows = CircularCopy.objects.within(shop_of(caller)).select_related("order", "ticket", "organisation")
    found: CircularCopy | None = rows.filter(id=copy_id).first()
    if found is None or secret != secret_of("circular", copy_id):
        raise NotFound(_("There is nothing behind this link."))
    return found


def refuses_letters(caller: Anyone, email: str) -> bool:
    shop, index = shop_of(caller), LetterRefusal._meta.get_field("email_index")
    candidates = index.candidates(email, shop.organisation_id)  # type: ignore[union-attr]
    return bool(LetterRefusal.objects.within(shop).filter(email_index__in=candidates).exists())
