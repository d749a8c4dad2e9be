"""What every GraphQL answer shares: the weight of a query is bounded before it runs, and errors carry codes."""

from collections.abc import Iterator
from typing import Any

import strawberry
from django.db import DataError
from django.utils.translation import gettext as _
from graphql import GraphQLError
from strawberry.extensions import SchemaExtension

from lyceum.kernel.foundation.interface.rest import unfit
from lyceum.kernel.foundation.interface.weight import Scales, Weight
from lyceum.kernel.foundation.rules.refusal import Refusal


class Bounds(SchemaExtension):
    """Refuses a query that is too deep, too costly or too wide, before it is even validated."""

    def __init__(self, most: Weight) -> None:
        self.most = most

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        if context.graphql_document is None:
            raise RuntimeError("strawberry parses before it validates")
        weight = Scales(context.schema._schema, context.graphql_document, context.variables or {}).weight()
        if weight.exceeds(self.most):
            said = _("This query asks for too much at once: depth %(depth)s, cost %(cost)s. Ask for less.")
            limited = {"depth": min(weight.depth, 99), "cost": min(weight.cost, 10**6)}
            raise GraphQLError(said % limited, extensions={"code": "too_costly"})
        yield


class Schema(strawberry.Schema):
    """A refusal is an answer, not an accident: it is not logged as one."""

    def process_errors(self, errors: list[GraphQLError], execution_context: Any = None) -> None:
        super().process_errors([error for error in errors if _is_unforeseen(error)], execution_context)


def refused(error: GraphQLError) -> None:
    """Give a refusal its code; hide whatever else went wrong."""
    original = error.original_error
    if isinstance(original, DataError):
        original = unfit(original)
        error.message = str(original.message)
    if isinstance(original, Refusal):
        error.extensions = {
            "code": original.code,
            "fields": {k: [str(m) for m in v] for k, v in original.fields.items()},
        }
    elif not _is_unforeseen(error):
        error.extensions = {"code": "invalid", **(error.extensions or {})}
    else:
        error.message = _("Something went wrong on our side. It has been recorded.")
        error.extensions = {"code": "internal"}


def _is_unforeseen(error: GraphQLError) -> bool:
    """Neither a refusal, nor what graphql-core itself has to say of the query."""
    return not isinstance(error.original_error, Refusal | GraphQLError | DataError | None)
