"""The GraphQL door: every room's ``Query`` and ``Mutation`` joined, with limits on depth, size and cost."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import strawberry
from django.apps import apps
from django.http import HttpRequest, HttpResponse
from graphql import GraphQLError
from strawberry.django.views import GraphQLView
from strawberry.extensions import MaxAliasesLimiter, MaxTokensLimiter, QueryDepthLimiter, SchemaExtension

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.interface.graph import CostLimiter, refused
from lyceum.kernel.foundation.interface.rest import refuse_forgery
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

schema = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    extensions=[
        lambda: QueryDepthLimiter(max_depth=8),
        lambda: MaxTokensLimiter(max_token_count=1000),
        lambda: MaxAliasesLimiter(max_alias_count=15),
        lambda: CostLimiter(most=1000),
        Refusals,
    ],
)
_view = GraphQLView.as_view(schema=schema, graphql_ide=None)


@page(PUBLIC, methods=("GET", "POST"))
def graphql(caller: Any, request: HttpRequest) -> HttpResponse:
    """Each field declares its own policy; the address itself is open."""
    try:
        refuse_forgery(request)
    except Refusal as refusal:
        raise GraphQLError(str(refusal.message)) from refusal
    return _view(request)
