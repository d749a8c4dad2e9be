"""What is put into the unknown parts of addresses, forms and bodies: real objects of the first organisation."""

from collections.abc import Callable
from typing import Any

from lyceum.kernel.foundation.rules.identifier import new_identifier
from tests.isolation.doors import Door
from tests.isolation.house import House
from tests.isolation.rooms import FILLERS
from tests.isolation.schema import sample_of


class Samples:
    """``parts``: by name, or ``door.name`` where one means several things; ``values``: by ``name`` or ``door/name``."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.parts: dict[str, Any] = {}
        self.values: dict[str, Any] = {
            "name": "A name",
            "title": "A title",
            "email": "someone.new@example.org",
            "language": "en",
            "time_zone": "Europe/Paris",
        }
        for fill in FILLERS:
            fill(house.abroad)
            parts, values = fill(house.here)
            self.parts |= parts
            self.values |= values

    def missing(self, door: Door) -> list[str]:
        return [part for part in door.parts if self._found(door, part) is None]

    def address(self, door: Door) -> str:
        return door.address.format(**{part: self._found(door, part) for part in door.parts})

    def _found(self, door: Door, part: str) -> Any:
        return _made(self.parts.get(f"{door.name}.{part}", self.parts.get(part)))

    def form(self, door: Door) -> dict[str, Any]:
        """Every value that any form may ask for: a form takes its own."""
        return {name: value for name, value in self._values(door).items() if value not in ([], None)}

    def _values(self, door: Door) -> dict[str, Any]:
        """What is known by the name of a field: ids of the house's objects, then values, then those of this door."""
        ids = {name: str(self._found(door, name)) for name in self.parts if name.endswith("_id")}
        plain = {name: value for name, value in self.values.items() if "/" not in name}
        own = {n.partition("/")[2]: v for n, v in self.values.items() if n.startswith(f"{door.name}/")}
        return {name: _made(value) for name, value in (ids | plain | own).items()}

    def body(self, door: Door) -> dict[str, Any]:
        """What Django's test client sends: JSON by the operation's schema, or a form with a file."""
        if door.kind == "graph":
            return {"data": {"query": door.body["query"], "variables": self.variables(door)}, **_JSON}
        if not door.writes:
            asked, needed, values = door.body["query"], door.body["needed"], self._values(door)
            chosen = {name: schema for name, schema in asked.items() if name in needed or name in values}
            return {"data": {name: sample_of(schema, name, values, {}) for name, schema in chosen.items()}}
        schema = door.body.get("json")
        if schema is not None:
            return {"data": sample_of(schema, "", self._values(door), door.body["definitions"]), **_JSON}
        if door.body.get("upload"):
            return {"data": self.form(door)}
        return {"data": {}, **_JSON}

    def variables(self, door: Door) -> dict[str, Any]:
        values = {to_camel(name): value for name, value in self._values(door).items() if value is not None}
        return {name: self._argument(door, name, kind, values) for name, kind in door.body["arguments"].items()}

    def _argument(self, door: Door, name: str, kind: dict[str, Any], values: dict[str, Any]) -> Any:
        own = self._found(door, name) if f"{door.name}.{name}" in self.parts else None
        return str(own) if own is not None else sample_of(kind, name, values, door.body["definitions"])


def _made(value: Any) -> Any:
    """What must be new each time is given as a function."""
    return value() if callable(value) else value


def to_camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.title() for word in others)


_JSON = {"content_type": "application/json"}
Filler = Callable[[House], tuple[dict[str, Any], dict[str, Any]]]
NEW = new_identifier
