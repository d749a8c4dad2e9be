from datetime import date
from decimal import Decimal
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from lyceum.kernel.ai.actions.allowing import set_allowance
from lyceum.kernel.ai.actions.linking import LinkChoice, add_link, change_link, move_link, remove_link
from lyceum.kernel.ai.actions.trying import Trial, try_link
from lyceum.kernel.ai.queries.shown import LinkView, chain_shown, link_shown
from lyceum.kernel.ai.queries.usage import Limits, Usage, limits_for, usage_of
from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.foundation.rules.refusal import Invalid

router = Router()
CONFIGURES = may("ai.configure")


class LinkIn(Schema):
    """``key`` is written and never read: null keeps the one there is, empty means the installation's."""

    vendor: str
    model: str = ""
    embedding_model: str = ""
    address: str = ""
    key: str | None = None
    price_in: Decimal | None = None
    price_out: Decimal | None = None
    embedding_languages: list[str] = []
    id: UUID | None = None

    def choice(self) -> LinkChoice:
        return LinkChoice(**self.model_dump(exclude={"id"}))


class PositionIn(Schema):
    position: int


class AllowanceIn(Schema):
    """Null: no limit of the organisation's own."""

    monthly_dollars: Decimal | None = None
    daily_questions: int | None = None


class TrialOut(Schema):
    link_id: UUID
    works: bool
    text: str
    fault: str
    detail: str
    milliseconds: int
    first_word_milliseconds: int | None


@router.get("/ai/links", response=list[LinkView])
@operation(CONFIGURES)
def list_ai_links(caller: Caller, request: HttpRequest) -> object:
    """In the order in which they are asked; ``embedded`` follows the last."""
    return chain_shown(caller)


@router.post("/ai/links", response={201: LinkView})
@operation(CONFIGURES)
def create_ai_link(caller: Caller, request: HttpRequest, body: LinkIn) -> Status[LinkView]:
    """At the end of the chain."""
    return Status(201, link_shown(caller, add_link(caller, body.id or new_identifier(), body.choice())))


@router.put("/ai/links/{uuid:link_id}", response=LinkView)
@operation(CONFIGURES)
def put_ai_link(caller: Caller, request: HttpRequest, link_id: UUID, body: LinkIn) -> LinkView:
    return link_shown(caller, change_link(caller, link_id, body.choice()))


@router.put("/ai/links/{uuid:link_id}/position", response=list[LinkView])
@operation(CONFIGURES)
def put_ai_link_position(caller: Caller, request: HttpRequest, link_id: UUID, body: PositionIn) -> object:
    move_link(caller, link_id, body.position)
    return chain_shown(caller)


@router.delete("/ai/links/{uuid:link_id}", response={204: None})
@operation(CONFIGURES)
def delete_ai_link(caller: Caller, request: HttpRequest, link_id: UUID) -> Status[None]:
    remove_link(caller, link_id)
    return Status(204, None)


@router.post("/ai/links/{uuid:link_id}/trial", response=TrialOut)
@operation(CONFIGURES)
def try_ai_link(caller: Caller, request: HttpRequest, link_id: UUID) -> Trial:
    """It says hello. Without an Idempotency-Key: an act under one is a transaction, and a provider may take long."""
    if request.headers.get("Idempotency-Key"):
        raise Invalid(_("This call takes no Idempotency-Key: a second trial harms nobody."))
    return try_link(caller, link_id)


@router.get("/ai/allowance", response=Limits)
@operation(CONFIGURES)
def show_ai_allowance(caller: Caller, request: HttpRequest) -> Limits:
    return limits_for(caller)


@router.put("/ai/allowance", response=Limits)
@operation(CONFIGURES)
def put_ai_allowance(caller: Caller, request: HttpRequest, body: AllowanceIn) -> Limits:
    set_allowance(caller, body.monthly_dollars, body.daily_questions)
    return limits_for(caller)


@router.get("/ai/usage", response=Usage)
@operation(CONFIGURES)
def show_ai_usage(caller: Caller, request: HttpRequest, month: date | None = None) -> Usage:
    """``month``: any day of it; without it, the one that runs."""
    return usage_of(caller, month)
