from django.http import HttpRequest
from ninja import Router, Schema

from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.policy import SIGNED_IN
from lyceum.kernel.identity.actions.account import change_profile
from lyceum.kernel.identity.interface.group_rest import router as group_router
from lyceum.kernel.identity.interface.invitation_rest import router as invitation_router
from lyceum.kernel.identity.interface.member_rest import router as member_router
from lyceum.kernel.identity.interface.organisation_rest import router as organisation_router
from lyceum.kernel.identity.interface.token_rest import router as token_router
from lyceum.kernel.identity.queries.person import PersonView, person_view

router = Router()
for part in (token_router, organisation_router, member_router, group_router, invitation_router):
    router.add_router("", part)


class PersonOut(Schema):
    id: str
    name: str
    email: str
    language: str
    time_zone: str


class ProfileIn(Schema):
    """What is left out stays as it is."""

    name: str | None = None
    language: str | None = None
    time_zone: str | None = None
    theme: str | None = None


@router.get("/me", response=PersonOut)
@operation(SIGNED_IN)
def me(caller: Individual, request: HttpRequest) -> PersonView:
    """The signed-in person."""
    return person_view(caller)


@router.patch("/me", response=PersonOut)
@operation(SIGNED_IN)
def change_me(caller: Individual, request: HttpRequest, changes: ProfileIn) -> PersonView:
    """Change your profile."""
    change_profile(caller, changes.dict(exclude_none=True))
    return person_view(caller)
