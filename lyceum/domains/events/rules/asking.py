"""What a form of the shop asks for: how many of which tickets, at which price where that may be chosen."""

from collections.abc import Mapping
from uuid import UUID

from lyceum.domains.events.rules.pricing import Want
from lyceum.kernel.foundation.rules.money import Mistyped, typed

MOST_OF_ONE = 1000  # what anybody may type; the event's own limits are lower


class Unreadable(ValueError):
    """``field``: the name of the field that says nothing a machine could count."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def wants_in(form: Mapping[str, str], currency: str) -> list[Want]:
    """``type-<id>`` and ``price-<id>``, in the order of the form, then seats; nothing and the unknown are left out."""
    wants = []
    for name in form:
        kind, _, identifier = name.partition("-")
        if kind != "type" or not (type_id := _uuid(identifier)):
            continue
        if quantity := _number(form[name], name):
            wants.append(Want(type_id, quantity, _price(form, identifier, currency)))
    by_type: dict[UUID, list[UUID]] = {}
    for seat, type_id in seats_in(form).items():
        by_type.setdefault(type_id, []).append(seat)
    for type_id, seats in by_type.items():
        wants.append(Want(type_id, len(seats), _price(form, str(type_id), currency), tuple(seats)))
    return wants


def seats_in(form: Mapping[str, str]) -> dict[UUID, UUID]:
    """``seat-<id>``, whose value is the type as which it is bought."""
    found = {}
    for name, value in form.items():
        kind, _, identifier = name.partition("-")
        if kind == "seat" and (seat := _uuid(identifier)) and (type_id := _uuid(value)):
            found[seat] = type_id
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _number(text: str, field: str) -> int:
    stripped = text.strip() or "0"
    if not (stripped.isascii() and stripped.isdigit() and int(stripped) <= MOST_OF_ONE):
        raise Unreadable(field)
    return int(stripped)


def _price(form: Mapping[str, str], identifier: str, currency: str) -> int | None:
    text = form.get(f"price-{identifier}", "").strip()
    if not text:
        return None
    try:
        return typed(text, currency)
    except Mistyped as fault:
        raise Unreadable(f"price-{identifier}") from fault
