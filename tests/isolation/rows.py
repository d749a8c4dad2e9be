"""What has been written to the rows of both organisations: compared by digests, taken anew only when need be."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from lyceum.kernel.foundation import guards
from tests.isolation.fabric import ABROAD, OWN, SHARED, as_owner, undone


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one table that carry one canary, and whose they are where the table says so."""

    canary: str
    table: str
    owner: UUID | None = None

    def __str__(self) -> str:
        return f"{self.canary} {self.table}"


Digests = dict[Rows, str]


class Watch:
    """PostgreSQL counts what this transaction writes: where it has counted nothing, no digest has changed."""

    def __init__(self, here: UUID, abroad: UUID, insider: UUID) -> None:
        self._places = ((here, SHARED), (abroad, ABROAD))
        self._insider = insider
        self._tables = [model._meta.db_table for model in guards.tenant_models()]
        self._oids: list[int] = []
        self._known: tuple[int, Digests] | None = None

    def forget(self) -> None:
        """At the beginning of a test: what the former one wrote was taken back, uncounted."""
        self._known = None

    def digests(self) -> Digests:
        written = self._written()
        if self._known is None or self._known[0] != written:
            self._known = (written, dict(self._taken()))
        return self._known[1]

    @contextmanager
    def undone(self) -> Iterator[Digests]:
        """What happens inside is taken back, and so the digests from before, which it gives, hold after it."""
        before = self.digests()
        with undone():
            yield before
        if self._known:  # what is taken back stays counted; what was written uncounted is looked at next time
            self._known = (self._known[0], before)

    def _written(self) -> int:
        counted = " + ".join(f"pg_stat_get_xact_tuples_{act}(t)" for act in ("inserted", "updated", "deleted"))
        with connection.cursor() as cursor:
            if not self._oids:
                cursor.execute("SELECT array_agg(t::regclass::oid) FROM unnest(%s::text[]) AS t", [self._tables])
                self._oids = cursor.fetchone()[0]
            cursor.execute(f"SELECT sum({counted}) FROM unnest(%s::oid[]) AS t", [self._oids])
            return int(cursor.fetchone()[0])

    def _taken(self) -> Iterator[tuple[Rows, str]]:
        statements = [
            _digests(canary, model, organisation_id)
            for model in guards.tenant_models()
            for organisation_id, canary in self._places
        ]
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(statements))
            for canary, table, owner, digest in cursor.fetchall():
                yield Rows(OWN if owner == self._insider and canary == SHARED else canary, table, owner), digest


def _digests(canary: str, model: Any, organisation_id: UUID) -> str:
    table, owner = model._meta.db_table, f"{model.row_owner}_id" if model.row_owner else "NULL::uuid"
    return (
        f"SELECT '{canary}', '{table}', {owner} AS owner, md5(string_agg(t::text, '|' ORDER BY t::text))"
        f" FROM {table} t WHERE organisation_id = '{organisation_id}' GROUP BY owner"
    )


def changed(before: Digests, after: Digests) -> set[Rows]:
    return {rows for rows in before.keys() | after.keys() if before.get(rows) != after.get(rows)}
