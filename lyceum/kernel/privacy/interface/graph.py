from datetime import datetime
from uuid import UUID

import strawberry
from django.utils.translation import gettext_lazy as _
from strawberry.scalars import JSON

from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.foundation.rules.policy import SIGNED_IN, may
from lyceum.kernel.foundation.rules.refusal import Invalid
from lyceum.kernel.identity.models import Person
from lyceum.kernel.privacy.actions.erasing import cancel_erasure, request_erasure
from lyceum.kernel.privacy.actions.exporting import request_export
from lyceum.kernel.privacy.permissions import AUDIT
from lyceum.kernel.privacy.queries.trail import Wish, trail_of


@strawberry.type(description="One fact of the audit trail.")
class Fact:
    id: UUID
    at: datetime
    kind: str
    label: str
    actor: str
    details: JSON
    network: str
    client: str


@resolver(may(AUDIT))
def facts(caller: Caller, limit: int = 20, after: UUID | None = None, kind: str = "", who: str = "") -> list[Fact]:
    rows, _next = trail_of(caller, Wish(who=who, kind=kind, after=after, limit=max(1, min(limit, 100))))
    return [
        Fact(
            id=row.id,
            at=row.at,
            kind=row.kind,
            label=str(row.label),
            actor=row.actor,
            details=JSON(dict(row.details)),
            network=row.network,
            client=row.client,
        )
        for row in rows
    ]


@resolver(SIGNED_IN)
def ask_for_export(caller: Individual) -> UUID:
    return request_export(caller).id


@resolver(SIGNED_IN)
def ask_to_be_forgotten(caller: Individual, confirm: str) -> datetime:
    email = Person.objects.get(id=caller.person_id).email
    if confirm.strip().lower() != email.lower():
        message = _("This is not the address of your account.")
        raise Invalid(message, fields={"confirm": [message]})
    return request_erasure(caller).due_at


@resolver(SIGNED_IN)
def stay(caller: Individual) -> bool:
    cancel_erasure(caller)
    return True


@strawberry.type
class Query:
    audit: list[Fact] = strawberry.field(resolver=facts, description="The organisation's audit trail, newest first.")


@strawberry.type
class Mutation:
    request_export: UUID = strawberry.mutation(resolver=ask_for_export, description="Ask for a copy of all of yours.")
    request_erasure: datetime = strawberry.mutation(
        resolver=ask_to_be_forgotten, description="Delete your account on the day answered; confirm by your address."
    )
    cancel_erasure: bool = strawberry.mutation(resolver=stay, description="Keep your account after all.")
