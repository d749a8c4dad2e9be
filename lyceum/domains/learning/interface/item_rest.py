"""The questions of a path: teachers write, accept and reject them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from lyceum.domains.learning.actions import item as items
from lyceum.domains.learning.queries.item import ItemView, item_shown, items_of
from lyceum.domains.learning.rules.item import Content
from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.foundation.rules.refusal import Invalid

router = Router()
TEACHES = may("learning.teach")


class ItemIn(Schema):
    """``content``: kind, prompt and what the kind needs (answers, gaps, choices, sequence, pairs)."""

    content: dict[str, Any]
    id: UUID | None = None
    edition: int | None = None
    accept: bool = False

    def asks(self) -> Content:
        try:
            return Content.of(self.content)
        except (KeyError, TypeError, ValueError) as fault:
            raise Invalid(_("This question cannot be read."), fields={"content": [_("Look at its parts.")]}) from fault


class ItemsIn(Schema):
    """The questions named, or all that wait in a step."""

    item_ids: list[UUID] = []
    step_id: UUID | None = None


class CountOut(Schema):
    count: int


@router.get("/learning-paths/{uuid:path_id}/items", response=list[ItemView])
@operation(TEACHES)
def list_items(
    caller: Caller, request: HttpRequest, path_id: UUID, step_id: UUID | None = None, state: str = ""
) -> list[ItemView]:
    """``state``: draft · stale · accepted · rejected; empty is all but the rejected ones."""
    return [item_shown(caller, item) for item in items_of(caller, path_id, step_id, state)[:1000]]


@router.post("/learning-steps/{uuid:step_id}/items", response={201: ItemView})
@operation(TEACHES)
def create_item(caller: Caller, request: HttpRequest, step_id: UUID, body: ItemIn) -> Status[ItemView]:
    made = items.write_item(caller, step_id, body.id or new_identifier(), body.asks())
    return Status(201, item_shown(caller, made))


@router.put("/learning-items/{uuid:item_id}", response=ItemView)
@operation(TEACHES)
def put_item(caller: Caller, request: HttpRequest, item_id: UUID, body: ItemIn) -> ItemView:
    changed = items.edit_item(caller, item_id, body.asks(), body.edition, accept=body.accept)
    return item_shown(caller, changed)


@router.post("/learning-paths/{uuid:path_id}/acceptance", response=CountOut)
@operation(TEACHES)
def create_acceptance(caller: Caller, request: HttpRequest, path_id: UUID, body: ItemsIn) -> dict[str, int]:
    """From now on students meet them."""
    return {"count": items.accept_items(caller, path_id, body.item_ids, body.step_id)}


@router.post("/learning-paths/{uuid:path_id}/rejection", response=CountOut)
@operation(TEACHES)
def create_rejection(caller: Caller, request: HttpRequest, path_id: UUID, body: ItemsIn) -> dict[str, int]:
    return {"count": items.reject_items(caller, path_id, body.item_ids)}
