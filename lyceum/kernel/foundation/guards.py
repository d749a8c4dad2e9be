"""What the database itself refuses: other organisations' rows, and changes to the audit trail.

Installed after every migration, from the models, so that no table can be forgotten.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections

from lyceum.kernel.foundation.models import Announcement, Tenant

ORGANISATION = "nullif(current_setting('lyceum.organisation', true), '')::uuid"
PERSON = "nullif(current_setting('lyceum.person', true), '')::uuid"


def tenant_models() -> list[type[Tenant]]:
    return [model for model in apps.get_models() if issubclass(model, Tenant)]


def install(using: str = "default") -> None:
    """Idempotent; run by the owner of the tables."""
    with connections[using].cursor() as cursor:
        for statement in statements(settings.DATABASE_APP_ROLE):
            cursor.execute(statement)


def statements(role: str) -> Iterator[str]:
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}"
    for model in tenant_models():
        yield from _tenant_guard(model)
    yield from _trail_guard()
    for kept in apps.get_models():
        if getattr(kept, "append_only", False):
            yield from _append_only(kept._meta.db_table, role)


def _tenant_guard(model: type[Tenant]) -> Iterator[str]:
    table = model._meta.db_table
    visible = f"organisation_id = {ORGANISATION}"
    if model.row_owner:
        visible += f" OR {model.row_owner}_id = {PERSON}"
    yield from _policy(table, "tenant", visible)
    yield f"DROP POLICY IF EXISTS also_readable ON {table}"
    if model.also_readable:
        yield f"CREATE POLICY also_readable ON {table} FOR SELECT USING ({model.also_readable.format(person=PERSON)})"


def _trail_guard() -> Iterator[str]:
    """A fact of no organisation is seen by its person, and by the jobs that tell of it: those of no organisation."""
    table = Announcement._meta.db_table
    nobodys = f"organisation_id IS NULL AND {ORGANISATION} IS NULL AND {PERSON} IS NULL"
    yield from _policy(
        table,
        "tenant",
        f"organisation_id = {ORGANISATION} OR person_id = {PERSON} OR ({nobodys})",
        f"organisation_id IS NULL OR organisation_id = {ORGANISATION}",
    )


def _append_only(table: str, role: str) -> Iterator[str]:
    yield f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}"
    yield (
        "CREATE OR REPLACE FUNCTION lyceum_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$"
    )
    yield f"DROP TRIGGER IF EXISTS append_only ON {table}"
    yield (
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION lyceum_refuse_change()"
    )


def _policy(table: str, name: str, visible: str, writable: str = "") -> Iterator[str]:
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"DROP POLICY IF EXISTS {name} ON {table}"
    yield f"CREATE POLICY {name} ON {table} USING ({visible}) WITH CHECK ({writable or visible})"


def after_migrate(sender: Any, using: str, **_: Any) -> None:
    install(using)
