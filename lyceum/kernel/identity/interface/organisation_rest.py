from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.foundation.rules.policy import MEMBER, SIGNED_IN, may
from lyceum.kernel.identity.actions.organisation import OrganisationChanges, change_organisation, open_organisation
from lyceum.kernel.identity.actions.ownership import close_organisation, hand_over_ownership
from lyceum.kernel.identity.queries.organisation import memberships_of, organisation_of
from lyceum.kernel.identity.queries.role import RoleView, roles_for
from lyceum.kernel.identity.queries.shown import OrganisationView, PlaceView

router = Router()


class OrganisationIn(Schema):
    """What is left out stays as it is, or as the kind presets it."""

    name: str | None = None
    kind: str | None = None
    description: str | None = None
    language: str | None = None
    time_zone: str | None = None
    hue: int | None = None
    domains: list[str] | None = None
    member_role: str | None = None
    is_public: bool | None = None

    def changes(self) -> OrganisationChanges:
        return OrganisationChanges(**self.model_dump(include=set(OrganisationIn.model_fields)))


class OpeningIn(OrganisationIn):
    slug: str = ""


class HeirIn(Schema):
    membership_id: UUID


class ClosingIn(Schema):
    typed: str


@router.get("/organisations", response=list[PlaceView])
@operation(SIGNED_IN)
def list_organisations(caller: Individual, request: HttpRequest) -> list[PlaceView]:
    """Those where the caller is an active member."""
    return [PlaceView.of(place) for place in memberships_of(caller)]


@router.post("/organisations", response={201: OrganisationView})
@operation(SIGNED_IN)
def open_one(caller: Individual, request: HttpRequest, body: OpeningIn) -> Status[OrganisationView]:
    """The caller becomes its owner. Without a slug, one is made from the name."""
    return Status(201, OrganisationView.of(open_organisation(caller, body.slug, body.changes())))


@router.get("/organisation", response=OrganisationView)
@operation(MEMBER)
def show_organisation(caller: Caller, request: HttpRequest) -> OrganisationView:
    """The organisation of this address."""
    return OrganisationView.of(organisation_of(caller))


@router.patch("/organisation", response=OrganisationView)
@operation(may("identity.change_organisation"))
def change(caller: Caller, request: HttpRequest, body: OrganisationIn) -> OrganisationView:
    return OrganisationView.of(change_organisation(caller, body.changes()))


@router.put("/organisation/owner", response={204: None})
@operation(may("identity.own_organisation"))
def hand_over(caller: Caller, request: HttpRequest, body: HeirIn) -> Status[None]:
    """Another member becomes an owner, the caller an administrator."""
    hand_over_ownership(caller, body.membership_id)
    return Status(204, None)


@router.put("/organisation/closing", response={204: None})
@operation(may("identity.own_organisation"))
def close(caller: Caller, request: HttpRequest, body: ClosingIn) -> Status[None]:
    """Nobody enters any more; ``typed`` is the organisation's address."""
    close_organisation(caller, body.typed)
    return Status(204, None)


@router.get("/roles", response=list[RoleView])
@operation(MEMBER)
def list_roles(caller: Caller, request: HttpRequest) -> list[RoleView]:
    """Every role with its permissions, and whether the caller may give it."""
    return roles_for(caller)
