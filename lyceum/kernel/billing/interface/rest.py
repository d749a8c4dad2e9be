from datetime import date
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from lyceum.kernel.billing.actions.plan import choose_plan, grant_plan
from lyceum.kernel.billing.interface.invoice_rest import router as invoices
from lyceum.kernel.billing.interface.payment_rest import router as payment_router
from lyceum.kernel.billing.queries.plan import Offer, PlanView, hosted_plan, offers_for, plan_of
from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.foundation.rules.policy import OPERATOR, may

router = Router()
router.add_router("", payment_router)
router.add_router("", invoices)


class PlanUsageOut(Schema):
    """``limit`` and ``left``: nothing where there is no limit. Storage in bytes."""

    what: str
    used: int
    limit: int | None
    left: int | None


class PlanOut(Schema):
    """``lapsed``: the plan whose time is over, since when the usual one is in force."""

    code: str
    name: str
    since: date | None
    until: date | None
    lapsed: str
    cents: int
    currency: str
    usage: list[PlanUsageOut]


class PlanOfferOut(Schema):
    """``faults``: why it is too small for what is used now."""

    code: str
    name: str
    price: str
    is_current: bool
    faults: list[str]


class PlanChoiceIn(Schema):
    plan: str


class PlanGrantIn(Schema):
    """``granted``: limits instead of the plan's own, by students, teachers, paths, storage (bytes)."""

    plan: str
    until: date | None = None
    granted: dict[str, int] = {}


@router.get("/plan", response=PlanOut)
@operation(may("billing.see_plan"))
def show_plan(caller: Caller, request: HttpRequest) -> PlanView:
    return plan_of(caller)


@router.get("/plan/offers", response=list[PlanOfferOut])
@operation(may("billing.choose_plan"))
def list_plan_offers(caller: Caller, request: HttpRequest) -> list[Offer]:
    return offers_for(caller)


@router.put("/plan", response=PlanOut)
@operation(may("billing.choose_plan"))
def put_plan(caller: Caller, request: HttpRequest, body: PlanChoiceIn) -> PlanView:
    """409 ``plan_too_small`` where more is used than it has room for."""
    choose_plan(caller, body.plan)
    return plan_of(caller)


@router.get("/operations/organisations/{uuid:organisation_id}/plan", response=PlanOut)
@operation(OPERATOR)
def show_hosted_plan(caller: Individual, request: HttpRequest, organisation_id: UUID) -> PlanView:
    return hosted_plan(caller, organisation_id)[1]


@router.put("/operations/organisations/{uuid:organisation_id}/plan", response=PlanOut)
@operation(OPERATOR)
def put_hosted_plan(caller: Individual, request: HttpRequest, organisation_id: UUID, body: PlanGrantIn) -> PlanView:
    grant_plan(caller, organisation_id, body.plan, until=body.until, granted=body.granted)
    return hosted_plan(caller, organisation_id)[1]
