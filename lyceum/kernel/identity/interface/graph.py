import strawberry

from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.policy import SIGNED_IN
from lyceum.kernel.identity.interface.group_graph import GroupMutation, GroupQuery
from lyceum.kernel.identity.interface.invitation_graph import InvitationMutation, InvitationQuery
from lyceum.kernel.identity.interface.member_graph import MemberMutation, MemberQuery
from lyceum.kernel.identity.interface.organisation_graph import OrganisationMutation, OrganisationQuery
from lyceum.kernel.identity.queries.person import PersonView, person_view

strawberry.type(PersonView, name="Person")


@resolver(SIGNED_IN)
def me(caller: Individual) -> PersonView:
    return person_view(caller)


@strawberry.type
class Query(OrganisationQuery, MemberQuery, GroupQuery, InvitationQuery):
    me: PersonView = strawberry.field(resolver=me, description="The signed-in person.")


@strawberry.type
class Mutation(OrganisationMutation, MemberMutation, GroupMutation, InvitationMutation):
    """The acts of the organisations' half; sign-in has none here (tokens are asked for by REST)."""
