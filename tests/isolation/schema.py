"""From a JSON schema (OpenAPI's, or GraphQL's arguments written as one) to one value that fits it."""

from typing import Any

from lyceum.kernel.foundation.rules.identifier import new_identifier


class NoSample(LookupError):
    """Nothing is known that would fit: say so, rather than knock with nonsense."""


def sample_of(schema: dict[str, Any], name: str, values: dict[str, Any], definitions: dict[str, Any]) -> Any:
    """``values`` by the name of the property come first; what may be left out is left out unless it is known."""
    if name in values:
        return values[name]
    if reference := schema.get("$ref"):
        return sample_of(definitions[reference.split("/")[-1]], name, values, definitions)
    if "enum" in schema:
        return schema["enum"][0]
    if "const" in schema:
        return schema["const"]
    if "default" in schema:
        return schema["default"]
    for choice in [*schema.get("anyOf", ()), *schema.get("allOf", ())]:
        return sample_of(choice, name, values, definitions)
    return _by_type(schema, name, values, definitions)


def _by_type(schema: dict[str, Any], name: str, values: dict[str, Any], definitions: dict[str, Any]) -> Any:
    kind = schema.get("type")
    if kind == "object":
        needed = set(schema.get("required", ()))
        properties = schema.get("properties", {})
        chosen = {key: inner for key, inner in properties.items() if key in needed or key in values}
        return {key: sample_of(inner, key, values, definitions) for key, inner in chosen.items()}
    if kind == "array":
        return []
    if kind == "string":
        return _text(schema)
    plain: dict[Any, Any] = {"integer": schema.get("minimum", 1), "number": 1.0, "boolean": True, "null": None}
    if kind not in plain:
        raise NoSample(f"{name}: {schema}")
    return plain[kind]


def _text(schema: dict[str, Any]) -> str:
    formats = {
        "uuid": str(new_identifier()),
        "date-time": "2030-01-01T09:00:00Z",
        "date": "2030-01-01",
        "email": "someone.new@example.org",
        "uri": "http://localhost/",
    }
    return formats.get(schema.get("format", ""), "text".ljust(schema.get("minLength", 0), "x"))
