"""What a GraphQL query weighs: known before it runs, in time linear in its text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
)

_LIST_ARGUMENT, _USUAL_LENGTH = "limit", 20


@dataclass(frozen=True, slots=True)
class Weight:
    """``depth``: nested selections; ``cost``: values that may be answered; ``aliases``: fields asked under a name."""

    depth: int = 0
    cost: int = 0
    aliases: int = 0

    def beside(self, other: "Weight") -> "Weight":
        return Weight(max(self.depth, other.depth), self.cost + other.cost, self.aliases + other.aliases)

    def exceeds(self, most: "Weight") -> bool:
        return self.depth > most.depth or self.cost > most.cost or self.aliases > most.aliases


class Scales:
    """Weighs a document in time linear in its text: each fragment once, however often it is spread.

    A field costs 1; what stands under a list costs its ``limit`` times. Where a page holds the list, the
    page's limit is the list's.
    """

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self.schema, self.document, self.variables = schema, document, variables
        self.fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
        self.weighed: dict[tuple[str, bool], Weight] = {}

    def weight(self) -> Weight:
        total = Weight()
        for definition in self.document.definitions:
            if isinstance(definition, OperationDefinitionNode):
                root = self.schema.get_root_type(definition.operation)
                total = total.beside(self._selection(definition.selection_set, root, False))
        return total

    def _selection(self, selection: SelectionSetNode | None, above: Any, counted: bool) -> Weight:
        total = Weight()
        for node in selection.selections if selection else ():
            if isinstance(node, FieldNode):
                total = total.beside(self._field(node, above, counted))
            elif isinstance(node, InlineFragmentNode):
                inner = self.schema.get_type(node.type_condition.name.value) if node.type_condition else above
                total = total.beside(self._selection(node.selection_set, inner, counted))
            elif isinstance(node, FragmentSpreadNode):
                total = total.beside(self._fragment(node.name.value, counted))
        return total

    def _fragment(self, name: str, counted: bool) -> Weight:
        if (name, counted) not in self.weighed:
            self.weighed[name, counted] = Weight()  # inside itself: validation refuses that, here it must only end
            if fragment := self.fragments.get(name):
                above = self.schema.get_type(fragment.type_condition.name.value)
                self.weighed[name, counted] = self._selection(fragment.selection_set, above, counted)
        return self.weighed[name, counted]

    def _field(self, node: FieldNode, above: Any, counted: bool) -> Weight:
        if node.name.value.startswith("__"):  # introspection has its own bounds, in graphql-core
            return Weight(cost=1)
        field: GraphQLField | None = getattr(above, "fields", {}).get(node.name.value)
        times, limited = self._times(node, field, counted)
        inner = self._selection(node.selection_set, get_named_type(field.type) if field else None, limited)
        depth = inner.depth + (node.selection_set is not None)
        return Weight(depth, 1 + times * inner.cost, inner.aliases + (node.alias is not None))

    def _times(self, node: FieldNode, field: GraphQLField | None, counted: bool) -> tuple[int, bool]:
        """(how many answers the field has, whether a limit has been counted for what stands below)."""
        given = {argument.name.value: argument.value for argument in node.arguments or ()}
        if field is None or _LIST_ARGUMENT not in field.args:
            return (_USUAL_LENGTH if _is_list(field) and not counted else 1), False
        value = given.get(_LIST_ARGUMENT)
        asked: Any = field.args[_LIST_ARGUMENT].default_value
        if isinstance(value, IntValueNode):
            asked = int(value.value)
        elif isinstance(value, VariableNode):
            asked = self.variables.get(value.name.value, _USUAL_LENGTH)
        return max(1, asked if isinstance(asked, int) else _USUAL_LENGTH), not _is_list(field)


def _is_list(field: GraphQLField | None) -> bool:
    kind = field.type if field else None
    return isinstance(kind.of_type if isinstance(kind, GraphQLNonNull) else kind, GraphQLList)
