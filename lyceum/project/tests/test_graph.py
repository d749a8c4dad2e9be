"""What GraphQL takes."""

from graphql import GraphQLInputObjectType, Undefined, ast_from_value

from lyceum.project.graph import schema


def test_what_may_be_left_out_is_left_out_or_has_a_value() -> None:
    """The input of a dataclass with slots would have their descriptors as its defaults."""
    kinds = [kind for kind in schema._schema.type_map.values() if isinstance(kind, GraphQLInputObjectType)]
    assert "OrganisationInput" in {kind.name for kind in kinds}
    for kind in kinds:
        for field in kind.fields.values():
            assert field.default_value is Undefined or ast_from_value(field.default_value, field.type)
