"""Tells PostgreSQL for whom it works, so that row-level security knows which rows there are."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection
from django.db.backends.signals import connection_created
from psycopg.pq import TransactionStatus

Scope = tuple[UUID | None, UUID | None]
_NOWHERE: Scope = (None, None)
_scope: ContextVar[Scope] = ContextVar("scope", default=_NOWHERE)


def enter(organisation_id: UUID | None, person_id: UUID | None) -> None:
    """From here on, this thread's queries see this organisation's rows and this person's own."""
    _scope.set((organisation_id, person_id))
    if connection.connection is not None and not _knows(connection):
        _tell(connection)


def told_by_query(organisation_id: UUID | None, person_id: UUID | None) -> None:
    """For the one statement that both finds who asks and tells the connection (identity's ``who_asks``)."""
    _scope.set((organisation_id, person_id))
    _remember(connection)


def leave() -> None:
    """At the end of a request. A connection that can no longer be told is closed: it must not serve another."""
    try:
        enter(None, None)
    except DatabaseError:
        connection.close()


def current() -> Scope:
    return _scope.get()


@contextmanager
def entered(organisation_id: UUID | None, person_id: UUID | None = None) -> Iterator[None]:
    """For jobs, commands and tests: the scope for a block, the former one after it."""
    before = current()
    enter(organisation_id, person_id)
    try:
        yield
    finally:
        enter(*before)


def _told(who: Any) -> Scope:
    """What this connection was last told. Kept on the connection: a thread serves many, each with its own context."""
    told: Scope = getattr(who, "told_scope", _NOWHERE)
    return told


def _knows(who: Any) -> bool:
    """Only what was told outside a transaction is sure: a rollback takes back what was told within."""
    is_sure = getattr(who, "told_surely", False) or current() == _NOWHERE
    return is_sure and _told(who) == current()


def _remember(to: Any) -> None:
    to.told_scope, to.told_surely = current(), not to.in_atomic_block


def _tell(to: Any) -> None:
    organisation_id, person_id = current()
    if to.needs_rollback or to.connection.info.transaction_status == TransactionStatus.INERROR:
        return  # the rollback that must follow brings the former scope back
    with to.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('lyceum.organisation', %s, false), set_config('lyceum.person', %s, false)",
            [str(organisation_id or ""), str(person_id or "")],
        )
    _remember(to)


def _on_connect(sender: Any, connection: Any, **_: Any) -> None:
    connection.told_scope, connection.told_surely = _NOWHERE, True
    if current() != _NOWHERE:
        _tell(connection)


connection_created.connect(_on_connect, dispatch_uid="lyceum.scope")
