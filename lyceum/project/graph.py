"""The GraphQL door: every room's ``Query`` and ``Mutation`` joined, with limits on depth, size and cost."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import strawberry
from django.apps import apps
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from strawberry.django.views import GraphQLView
from strawberry.extensions import MaxTokensLimiter, SchemaExtension

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.interface.graph import Bounds, Schema, refused
from lyceum.kernel.foundation.interface.rest import refuse_forgery
from lyceum.kernel.foundation.interface.weight import Weight
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import PUBLIC
from lyceum.kernel.foundation.rules.refusal import Refusal


def _parts(name: str) -> tuple[type, ...]:
    found = []
    for config in apps.get_app_configs():
        if config.name.startswith("lyceum.") and find_spec(f"{config.name}.interface.graph"):
            part = getattr(import_module(f"{config.name}.interface.graph"), name, None)
            if part is not None:
                found.append(part)
    return tuple(found)


class Refusals(SchemaExtension):
    """Refusals keep their code; anything unforeseen is said without saying what."""

    def on_operation(self) -> Iterator[None]:
        yield
        result: Any = self.execution_context.result
        for error in getattr(result, "errors", None) or []:
            refused(error)


Query = strawberry.type(type("Query", _parts("Query"), {}), name="Query")
Mutation = strawberry.type(type("Mutation", _parts("Mutation"), {}), name="Mutation")

Subscription = strawberry.type(type("Subscription", _parts("Subscription"), {}), name="Subscription")

schema = Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    extensions=[
        lambda: MaxTokensLimiter(max_token_count=1000),
        lambda: Bounds(Weight(depth=8, cost=5000, aliases=15)),
        Refusals,
    ],
)
_view = GraphQLView.as_view(schema=schema, graphql_ide=None)


@csrf_exempt
@page(PUBLIC, methods=("GET", "POST"))
def graphql(caller: Anyone, request: HttpRequest) -> HttpResponseBase:
    """Each field declares its own policy; the address itself is open. Forgery is refused as REST refuses it."""
    try:
        refuse_forgery(request)
    except Refusal as refusal:
        error = {"message": str(refusal.message), "extensions": {"code": refusal.code}}
        return JsonResponse({"data": None, "errors": [error]}, status=refusal.status)
    return _view(request)
