"""A small house to try the doors in: lamps that are lit by page, by REST and by GraphQL. Its rows are receipts."""

from uuid import UUID

import strawberry
from django.db import DataError, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from ninja import NinjaAPI, Schema, Status

from lyceum.kernel.foundation.interface.doors import operation, page
from lyceum.kernel.foundation.interface.rest import problem, unfit
from lyceum.kernel.foundation.models import Receipt
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import MEMBER, OPERATOR, PUBLIC, SIGNED_IN, may
from lyceum.kernel.foundation.rules.refusal import Conflict, Refusal, TooMany

api = NinjaAPI(urls_namespace="lamps")


class Lamp(Schema):
    name: str


@api.exception_handler(Refusal)
def _refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return problem(request, refusal)


@api.post("/lamps", response={201: dict[str, str]})
@operation(SIGNED_IN)
def light(caller: Individual, request: HttpRequest, lamp: Lamp) -> Status[dict[str, str]]:
    with transaction.atomic():
        lit = Receipt.objects.create(announcement_id=new_identifier(), subscriber=lamp.name)
    if lamp.name == "broken":
        raise Conflict("It is broken.")
    if lamp.name == "hot":
        raise TooMany("Wait.", retry_after=7)
    return Status(201, {"id": str(lit.announcement_id), "name": lamp.name})


@api.get("/broken", response=dict[str, str])
@operation(SIGNED_IN)
def broken(caller: Individual, request: HttpRequest) -> dict[str, str]:
    raise ZeroDivisionError


def _door(policy: object) -> object:
    @page(policy, methods=("GET", "POST"))  # type: ignore[arg-type]
    def shown(caller: Caller, request: HttpRequest) -> HttpResponse:
        return HttpResponse(type(caller).__name__)

    return shown


@page(MEMBER)
def odd(caller: Caller, request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        return HttpResponse(Receipt.objects.filter(subscriber="\0").count())


@api.exception_handler(DataError)
def _unfit(request: HttpRequest, error: DataError) -> HttpResponse:
    return problem(request, unfit(error))


urlpatterns = [
    path("odd", odd),
    path("api/", api.urls),
    path("public", _door(PUBLIC)),  # type: ignore[arg-type]
    path("signed-in", _door(SIGNED_IN)),  # type: ignore[arg-type]
    path("member", _door(MEMBER)),  # type: ignore[arg-type]
    path("operator", _door(OPERATOR)),  # type: ignore[arg-type]
    path("may", _door(may("lamps.light"))),  # type: ignore[arg-type]
]


@strawberry.type
class Bulb:
    watts: int = 40

    @strawberry.field
    def lamp(self) -> "LampType":
        return LampType()


@strawberry.type
class LampType:
    id: UUID = strawberry.field(default_factory=new_identifier)

    @strawberry.field
    def bulbs(self, limit: int = 10) -> list[Bulb]:
        return [Bulb()] * limit

    @strawberry.field
    def neighbours(self) -> list["LampType"]:
        return []


@strawberry.type
class LampPage:
    items: list[LampType]
    next: str | None = None


@strawberry.type
class Query:
    @strawberry.field
    def lamp(self) -> LampType:
        return LampType()

    @strawberry.field
    def lamps(self, limit: int = 20) -> LampPage:
        return LampPage(items=[])
