from uuid import UUID

import strawberry

from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.policy import OPERATOR
from lyceum.kernel.identity.actions import suspension as acts
from lyceum.kernel.identity.queries.installation import HostedOrganisation, organisations_here

strawberry.type(HostedOrganisation, name="HostedOrganisation")
_MOST = 100


@resolver(OPERATOR)
def hosted_organisations(
    caller: Individual, state: str = "", words: str = "", limit: int = 20
) -> list[HostedOrganisation]:
    found = organisations_here(caller, state, words)[: max(1, min(limit, _MOST))]
    return [HostedOrganisation.of(organisation) for organisation in found]


@resolver(OPERATOR)
def suspend(caller: Individual, organisation_id: UUID) -> HostedOrganisation:
    return HostedOrganisation.of(acts.suspend_organisation(caller, organisation_id))


@resolver(OPERATOR)
def restore(caller: Individual, organisation_id: UUID) -> HostedOrganisation:
    return HostedOrganisation.of(acts.restore_organisation(caller, organisation_id))


@strawberry.type
class Query:
    hosted_organisations: list[HostedOrganisation] = strawberry.field(
        resolver=hosted_organisations, description="Every organisation of this installation, for its operator."
    )


@strawberry.type
class Mutation:
    suspend_organisation: HostedOrganisation = strawberry.mutation(resolver=suspend)
    restore_organisation: HostedOrganisation = strawberry.mutation(resolver=restore)
