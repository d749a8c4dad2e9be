from uuid import UUID

import strawberry

from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.foundation.rules.policy import MEMBER, SIGNED_IN, may
from lyceum.kernel.identity.actions.organisation import OrganisationChanges, change_organisation, open_organisation
from lyceum.kernel.identity.actions.ownership import close_organisation, hand_over_ownership
from lyceum.kernel.identity.queries.organisation import memberships_of, organisation_of
from lyceum.kernel.identity.queries.role import RoleView, roles_for
from lyceum.kernel.identity.queries.shown import OrganisationView, PlaceView

strawberry.type(OrganisationView, name="Organisation")
strawberry.type(PlaceView, name="Place")
strawberry.type(RoleView, name="Role")
strawberry.input(OrganisationChanges, name="OrganisationInput")
OWNS = may("identity.own_organisation")


@resolver(MEMBER)
def organisation(caller: Caller) -> OrganisationView:
    return OrganisationView.of(organisation_of(caller))


@resolver(SIGNED_IN)
def organisations(caller: Individual) -> list[PlaceView]:
    return [PlaceView.of(place) for place in memberships_of(caller)]


@resolver(MEMBER)
def roles(caller: Caller) -> list[RoleView]:
    return roles_for(caller)


@resolver(SIGNED_IN)
def open_one(caller: Individual, organisation: OrganisationChanges, slug: str = "") -> OrganisationView:
    return OrganisationView.of(open_organisation(caller, slug, organisation))


@resolver(may("identity.change_organisation"))
def change(caller: Caller, organisation: OrganisationChanges) -> OrganisationView:
    return OrganisationView.of(change_organisation(caller, organisation))


@resolver(OWNS)
def hand_over(caller: Caller, membership_id: UUID) -> bool:
    hand_over_ownership(caller, membership_id)
    return True


@resolver(OWNS)
def close(caller: Caller, typed: str) -> bool:
    close_organisation(caller, typed)
    return True


@strawberry.type
class OrganisationQuery:
    organisation: OrganisationView = strawberry.field(resolver=organisation, description="That of this address.")
    organisations: list[PlaceView] = strawberry.field(resolver=organisations, description="The caller's own.")
    roles: list[RoleView] = strawberry.field(resolver=roles, description="Every role and what it may do.")


@strawberry.type
class OrganisationMutation:
    open_organisation: OrganisationView = strawberry.mutation(resolver=open_one)
    change_organisation: OrganisationView = strawberry.mutation(resolver=change)
    hand_over_ownership: bool = strawberry.mutation(resolver=hand_over)
    close_organisation: bool = strawberry.mutation(resolver=close)
