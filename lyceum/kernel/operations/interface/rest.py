from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.interface.rest import page_of
from lyceum.kernel.foundation.rules.caller import Anyone, Caller, Individual
from lyceum.kernel.foundation.rules.policy import MEMBER, OPERATOR, PUBLIC
from lyceum.kernel.identity.actions.account import restore_person, suspend_person
from lyceum.kernel.identity.actions.suspension import restore_organisation, suspend_organisation
from lyceum.kernel.identity.queries.installation import (
    HostedOrganisation,
    PersonHere,
    organisations_here,
    person_at,
    person_here,
)
from lyceum.kernel.operations.queries.flag import flags_on
from lyceum.kernel.operations.queries.health import health, readiness
from lyceum.kernel.operations.rules.health import Check, status_of

router = Router()


class HealthOut(Schema):
    """``ok``, ``degraded`` or ``down``, and each part by name."""

    status: str
    checks: dict[str, bool] = {}


class FlagsOut(Schema):
    flags: list[str]


@router.get("/health/live", response=HealthOut)
@operation(PUBLIC)
def show_liveness(caller: Anyone, request: HttpRequest) -> HealthOut:
    """The process answers. Nothing else is asked: a broken database is no reason to restart it."""
    return HealthOut(status="ok")


@router.get("/health/ready", response={200: HealthOut, 503: HealthOut})
@operation(PUBLIC)
def show_readiness(caller: Anyone, request: HttpRequest) -> Status[HealthOut]:
    """Requests can be sent here: the database answers and has the schema that this code expects."""
    return _answer(readiness(caller))


@router.get("/health", response={200: HealthOut, 503: HealthOut})
@operation(PUBLIC)
def show_health(caller: Anyone, request: HttpRequest) -> Status[HealthOut]:
    """The whole installation: database, schema, worker, realtime. 503 only when nobody can be served."""
    return _answer(health(caller))


@router.get("/flags", response=FlagsOut)
@operation(MEMBER)
def list_flags(caller: Caller, request: HttpRequest) -> FlagsOut:
    """The features that are switched on for the caller."""
    return FlagsOut(flags=sorted(flags_on(caller)))


class HostedPageOut(Schema):
    items: list[HostedOrganisation]
    next: str | None


@router.get("/operations/organisations", response=HostedPageOut)
@operation(OPERATOR)
def list_hosted(
    caller: Individual,
    request: HttpRequest,
    state: str = "",
    q: str = "",
    after: UUID | None = None,
    limit: int = 50,
) -> dict[str, object]:
    """The organisations of this installation, newest first. ``state``: open · suspended · closed."""
    return page_of(organisations_here(caller, state, q), after=after, limit=limit, show=HostedOrganisation.of)


@router.post("/operations/organisations/{uuid:organisation_id}/suspension", response={201: HostedOrganisation})
@operation(OPERATOR)
def create_suspension(caller: Individual, request: HttpRequest, organisation_id: UUID) -> Status[HostedOrganisation]:
    """Nobody enters and nothing is sent until it is taken back. A repeat changes nothing."""
    return Status(201, HostedOrganisation.of(suspend_organisation(caller, organisation_id)))


@router.delete("/operations/organisations/{uuid:organisation_id}/suspension", response=HostedOrganisation)
@operation(OPERATOR)
def delete_suspension(caller: Individual, request: HttpRequest, organisation_id: UUID) -> HostedOrganisation:
    return HostedOrganisation.of(restore_organisation(caller, organisation_id))


class PersonHereOut(Schema):
    """``state``: active · suspended"""

    id: UUID
    name: str
    email: str
    state: str


@router.get("/operations/people", response=PersonHereOut)
@operation(OPERATOR)
def find_person_here(caller: Individual, request: HttpRequest, email: str) -> PersonHere:
    """By their whole address: the installation's people are not listed."""
    return person_at(caller, email)


@router.post("/operations/people/{uuid:person_id}/suspension", response={201: PersonHereOut})
@operation(OPERATOR)
def create_person_suspension(caller: Individual, request: HttpRequest, person_id: UUID) -> Status[PersonHere]:
    """Signed out everywhere at once; they cannot come back until it is taken back."""
    suspend_person(caller, person_id)
    return Status(201, person_here(caller, person_id))


@router.delete("/operations/people/{uuid:person_id}/suspension", response=PersonHereOut)
@operation(OPERATOR)
def delete_person_suspension(caller: Individual, request: HttpRequest, person_id: UUID) -> PersonHere:
    restore_person(caller, person_id)
    return person_here(caller, person_id)


def _answer(checks: list[Check]) -> Status[HealthOut]:
    status = status_of(checks)
    out = HealthOut(status=status, checks={check.name: check.ok for check in checks})
    return Status(503 if status == "down" else 200, out)
