"""Whoever comes in holds a seat of their organisation's plan."""

from collections.abc import Iterable
from uuid import UUID

from lyceum.kernel.foundation import registry
from lyceum.kernel.identity.queries.seat import STUDENTS, TEACHERS


def refuse_beyond_seats(organisation_id: UUID, roles: Iterable[str]) -> None:
    """In the transaction that gave these roles, after it has."""
    given = set(roles)
    for what, counted in (("students", STUDENTS), ("teachers", TEACHERS)):
        if given.intersection(counted):
            registry.refuse_beyond(organisation_id, what)
