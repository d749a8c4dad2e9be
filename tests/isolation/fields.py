"""Finds every field of the GraphQL schema's ``Query`` and ``Mutation``, and asks for all that it can answer."""

from collections.abc import Iterator
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
    is_required_argument,
    is_required_input_field,
)

from lyceum.project.graph import schema
from tests.isolation.doors import Door
from tests.isolation.policies import GIVEN

DEEPEST = 4
_SCALARS = {
    "ID": {"type": "string"},
    "String": {"type": "string"},
    "UUID": {"type": "string", "format": "uuid"},
    "Int": {"type": "integer"},
    "Float": {"type": "number"},
    "Boolean": {"type": "boolean"},
    "DateTime": {"type": "string", "format": "date-time"},
    "Date": {"type": "string", "format": "date"},
}


def fields() -> Iterator[Door]:
    for operation, root in (("query", schema._schema.query_type), ("mutation", schema._schema.mutation_type)):
        for name, field in (root.fields if root else {}).items():
            arguments = {argument: _as_json(a.type) for argument, a in _asked(field).items()}
            body = {"query": _question(operation, name, field), "arguments": arguments, "definitions": {}}
            method = "POST" if operation == "mutation" else "QUERY"
            yield Door("graph", name, method, "/graphql", _policy(operation, name), tuple(arguments), body)


def _policy(operation: str, name: str) -> Any:
    root = schema.get_type_by_name("Query" if operation == "query" else "Mutation")
    assert root is not None
    found = next(f for f in root.fields if schema.config.name_converter.from_field(f) == name)  # type: ignore[union-attr]
    return getattr(getattr(found.base_resolver, "wrapped_func", None), "policy", None)


def _asked(field: GraphQLField) -> dict[str, GraphQLArgument]:
    return {name: a for name, a in field.args.items() if _is_needed(a) or name in GIVEN}


def _is_needed(argument: Any) -> bool:
    needed = is_required_argument if isinstance(argument, GraphQLArgument) else is_required_input_field
    return bool(needed(argument))


def _question(operation: str, name: str, field: GraphQLField) -> str:
    needed = _asked(field)
    declared = ", ".join(f"${argument}: {a.type}" for argument, a in needed.items())
    short = ["limit: 5"] if "limit" in field.args else []
    given = ", ".join([f"{argument}: ${argument}" for argument in needed] + short)
    head = f"{operation}({declared})" if declared else operation
    return f"{head} {{ {name}{f'({given})' if given else ''} {_selection(field.type, DEEPEST)} }}"


def _selection(kind: Any, depth: int) -> str:
    named = get_named_type(kind)
    if not isinstance(named, GraphQLObjectType):
        return ""
    chosen = []
    for name, field in named.fields.items():
        inner = _selection(field.type, depth - 1) if depth > 1 else ""
        leaf = not isinstance(get_named_type(field.type), GraphQLObjectType)
        if (leaf or inner) and not any(_is_needed(a) for a in field.args.values()):
            chosen.append(f"{name} {inner}")
    return f"{{ {' '.join(chosen)} }}" if chosen else ""


def _as_json(kind: Any) -> dict[str, Any]:
    if isinstance(kind, GraphQLNonNull):
        return _as_json(kind.of_type)
    if isinstance(kind, GraphQLList):
        return {"type": "array"}
    if isinstance(kind, GraphQLEnumType):
        return {"enum": list(kind.values)}
    if isinstance(kind, GraphQLInputObjectType):
        needed = [name for name, field in kind.fields.items() if _is_needed(field)]
        properties = {name: _as_json(field.type) for name, field in kind.fields.items()}
        return {"type": "object", "required": needed, "properties": properties}
    return _SCALARS.get(kind.name, {"type": "string"})
