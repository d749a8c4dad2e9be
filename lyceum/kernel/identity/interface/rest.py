from django.http import HttpRequest
from ninja import Router, Schema

from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.policy import SIGNED_IN
from lyceum.kernel.identity.queries.person import PersonView, person_view

router = Router()


class PersonOut(Schema):
    id: str
    name: str
    email: str
    language: str
    time_zone: str


@router.get("/me", response=PersonOut)
@operation(SIGNED_IN)
def me(caller: Individual, request: HttpRequest) -> PersonView:
    """The signed-in person."""
    return person_view(caller)
