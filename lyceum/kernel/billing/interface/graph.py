from datetime import date
from uuid import UUID

import strawberry

from lyceum.kernel.billing.actions import plan as acts
from lyceum.kernel.billing.interface.invoice_graph import InvoiceQuery
from lyceum.kernel.billing.interface.payment_graph import PaymentMutation, PaymentQuery
from lyceum.kernel.billing.queries.plan import Offer, PlanView, Usage, hosted_plan, offers_for, plan_of
from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.foundation.rules.policy import OPERATOR, may


@strawberry.type
class PlanUsage:
    """Numbers as text: bytes of storage pass what GraphQL calls an integer. Without a limit: nothing."""

    what: str
    used: str
    limit: str | None
    left: str | None

    @classmethod
    def of(cls, usage: Usage) -> "PlanUsage":
        limit, left = (None if number is None else str(number) for number in (usage.limit, usage.left))
        return cls(what=usage.what.value, used=str(usage.used), limit=limit, left=left)


@strawberry.type
class OrganisationPlan:
    code: str
    name: str
    since: date | None
    until: date | None
    cents: int
    currency: str
    usage: list[PlanUsage]

    @classmethod
    def of(cls, view: PlanView) -> "OrganisationPlan":
        return cls(
            code=view.code,
            name=view.name,
            since=view.since,
            until=view.until,
            cents=view.cents,
            currency=view.currency,
            usage=[PlanUsage.of(usage) for usage in view.usage],
        )


@strawberry.type
class PlanOffer:
    code: str
    name: str
    price: str
    is_current: bool
    faults: list[str]

    @classmethod
    def of(cls, offer: Offer) -> "PlanOffer":
        faults = list(offer.faults)
        return cls(code=offer.code, name=offer.name, price=offer.price, is_current=offer.is_current, faults=faults)


@strawberry.input
class GrantedRoom:
    """Nothing: what the plan has."""

    students: int | None = None
    teachers: int | None = None
    paths: int | None = None

    def limits(self) -> dict[str, int]:
        given = {"students": self.students, "teachers": self.teachers, "paths": self.paths}
        return {what: limit for what, limit in given.items() if limit is not None}


@resolver(may("billing.see_plan"))
def plan(caller: Caller) -> OrganisationPlan:
    return OrganisationPlan.of(plan_of(caller))


@resolver(may("billing.choose_plan"))
def plan_offers(caller: Caller) -> list[PlanOffer]:
    return [PlanOffer.of(offer) for offer in offers_for(caller)]


@resolver(may("billing.choose_plan"))
def choose_plan(caller: Caller, plan: str) -> OrganisationPlan:
    acts.choose_plan(caller, plan)
    return OrganisationPlan.of(plan_of(caller))


@resolver(OPERATOR)
def plan_of_organisation(caller: Individual, organisation_id: UUID) -> OrganisationPlan:
    return OrganisationPlan.of(hosted_plan(caller, organisation_id)[1])


@resolver(OPERATOR)
def grant_plan(
    caller: Individual, organisation_id: UUID, plan: str, until: date | None = None, room: GrantedRoom | None = None
) -> OrganisationPlan:
    acts.grant_plan(caller, organisation_id, plan, until=until, granted=room.limits() if room else {})
    return OrganisationPlan.of(hosted_plan(caller, organisation_id)[1])


@strawberry.type
class Query(PaymentQuery, InvoiceQuery):
    plan: OrganisationPlan = strawberry.field(resolver=plan, description="What there is room for, and what is used.")
    plan_offers: list[PlanOffer] = strawberry.field(resolver=plan_offers)
    hosted_plan: OrganisationPlan = strawberry.field(resolver=plan_of_organisation)


@strawberry.type
class Mutation(PaymentMutation):
    choose_plan: OrganisationPlan = strawberry.mutation(resolver=choose_plan)
    grant_plan: OrganisationPlan = strawberry.mutation(resolver=grant_plan)
