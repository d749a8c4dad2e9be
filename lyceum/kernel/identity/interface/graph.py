import strawberry

from lyceum.kernel.identity.interface.group_graph import GroupMutation, GroupQuery
from lyceum.kernel.identity.interface.invitation_graph import InvitationMutation, InvitationQuery
from lyceum.kernel.identity.interface.member_graph import MemberMutation, MemberQuery
from lyceum.kernel.identity.interface.organisation_graph import OrganisationMutation, OrganisationQuery
from lyceum.kernel.identity.interface.sign_in_graph import SignInMutation, SignInQuery


@strawberry.type
class Query(SignInQuery, OrganisationQuery, MemberQuery, GroupQuery, InvitationQuery):
    """Who one is, where one is signed in, and the organisations."""


@strawberry.type
class Mutation(SignInMutation, OrganisationMutation, MemberMutation, GroupMutation, InvitationMutation):
    """Tokens are asked for by REST alone."""
