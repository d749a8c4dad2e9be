"""The questions of a path, as its teachers see them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lyceum.domains.learning.models import Item, State
from lyceum.domains.learning.queries.path import taught_path
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotFound


@dataclass(frozen=True, slots=True)
class ItemView:
    """``quote``: the words of the document on which it stands, on ``page`` of ``version``."""

    id: UUID
    step_id: UUID
    state: str
    origin: str
    content: Any
    edition: int
    document_id: UUID | None
    version: int
    page: int
    start: int
    end: int
    quote: str


def items_of(caller: Caller, path_id: UUID, step_id: UUID | None = None, state: str = "") -> QuerySet[Item]:
    """In the order of the path. ``state`` empty: all but the rejected ones."""
    path = taught_path(caller, path_id)
    rows = Item.objects.within(caller).filter(step__path=path).select_related("step")
    rows = rows.filter(state=state) if state else rows.exclude(state=State.REJECTED)
    if step_id:
        rows = rows.filter(step_id=step_id)
    found: QuerySet[Item] = rows.order_by("step__position", "position", "id")
    return found


def items_to_review(caller: Caller, path_id: UUID, step_id: UUID | None = None) -> QuerySet[Item]:
    """Drafts and what has become stale: the most promising first within each step."""
    path = taught_path(caller, path_id)
    rows = Item.objects.within(caller).filter(step__path=path).to_review().select_related("step")
    if step_id:
        rows = rows.filter(step_id=step_id)
    found: QuerySet[Item] = rows.order_by("step__position", "page", "-worth", "id")
    return found


def item_shown(caller: Caller, item: Item) -> ItemView:
    return ItemView(
        id=item.id,
        step_id=item.step_id,
        state=item.state,
        origin=item.origin,
        content=item.content,
        edition=item.edition,
        document_id=item.document_id,
        version=item.version,
        page=item.page,
        start=item.start,
        end=item.end,
        quote=item.quote,
    )


def item_for(caller: Caller, path_id: UUID, item_id: UUID) -> Item:
    """One question of a path that the caller teaches with, whatever its state."""
    path = taught_path(caller, path_id)
    found: Item | None = Item.objects.within(caller).filter(id=item_id, step__path=path).select_related("step").first()
    if found is None:
        raise NotFound(_("There is no such question, or it is not for you."))
    return found
