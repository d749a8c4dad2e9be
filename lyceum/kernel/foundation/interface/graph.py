"""What every GraphQL answer shares: the cost of a query is bounded before it runs, and errors carry codes."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from graphql import FieldNode, FragmentDefinitionNode, FragmentSpreadNode, GraphQLError, OperationDefinitionNode
from graphql.language import DocumentNode, InlineFragmentNode, IntValueNode, SelectionSetNode
from strawberry.extensions import SchemaExtension

from lyceum.kernel.foundation.rules.refusal import Refusal

_LIST_ARGUMENT, _USUAL_LIMIT = "limit", 20


class CostLimiter(SchemaExtension):
    """A field costs 1; what stands under a list costs its ``limit`` times. Refused above ``most``."""

    def __init__(self, most: int) -> None:
        self.most = most

    def on_execute(self) -> Iterator[None]:
        document = self.execution_context.graphql_document
        if document and (cost := cost_of(document)) > self.most:
            raise GraphQLError(
                _("This query costs %(cost)s; the most is %(most)s. Ask for less at once.")
                % {"cost": cost, "most": self.most},
                extensions={"code": "too_costly"},
            )
        yield


def cost_of(document: DocumentNode) -> int:
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    return sum(_cost(operation.selection_set, fragments, 0) for operation in operations)


def _cost(selection: SelectionSetNode | None, fragments: dict[str, FragmentDefinitionNode], depth: int) -> int:
    if selection is None or depth > 30:  # deeper than the depth limit: refused elsewhere, and never endless here
        return 0
    total = 0
    for node in selection.selections:
        if isinstance(node, FieldNode):
            total += 1 + _times(node) * _cost(node.selection_set, fragments, depth + 1)
        elif isinstance(node, FragmentSpreadNode) and node.name.value in fragments:
            total += _cost(fragments[node.name.value].selection_set, fragments, depth + 1)
        elif isinstance(node, InlineFragmentNode):
            total += _cost(node.selection_set, fragments, depth + 1)
    return total


def _times(node: FieldNode) -> int:
    for argument in node.arguments or ():
        if argument.name.value == _LIST_ARGUMENT:
            return int(argument.value.value) if isinstance(argument.value, IntValueNode) else _USUAL_LIMIT
    return 1


def refused(error: GraphQLError) -> None:
    """Give a refusal its code; hide whatever else went wrong."""
    original = error.original_error
    if isinstance(original, Refusal):
        error.extensions = {
            "code": original.code,
            "fields": {k: [str(m) for m in v] for k, v in original.fields.items()},
        }
    elif original is not None:
        error.message = _("Something went wrong on our side. It has been recorded.")
        error.extensions = {"code": "internal"}
