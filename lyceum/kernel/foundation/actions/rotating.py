"""Sealing anew, with the current key, what an older one still seals."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from lyceum.kernel.foundation.models import BlindIndexField, EncryptedTextField
from lyceum.kernel.foundation.models.encrypted import keyring

_BATCH = 200


def sealed_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if _sealed_fields(model)]


def stale_keys(model: type[models.Model]) -> list[Any]:
    """Keys of the rows that hold anything sealed with an older key."""
    quote, current = connection.ops.quote_name, f"s1:{keyring().current}:%"
    columns = [str(field.column) for field in _sealed_fields(model)]
    condition = " OR ".join(f"{quote(column)} NOT LIKE %s" for column in columns)
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key} FROM {table} WHERE {condition}", [current] * len(columns))  # noqa: S608  (the names are our own)
        return [row[0] for row in cursor.fetchall()]


def reseal(model: type[models.Model], keys: list[Any]) -> Iterator[int]:
    """Batch by batch, each in its own transaction: it can be stopped, and started again. Yields rows done."""
    written = [f.name for f in model._meta.fields if isinstance(f, EncryptedTextField | BlindIndexField)]
    for start in range(0, len(keys), _BATCH):
        with transaction.atomic():
            rows = model._base_manager.select_for_update().filter(pk__in=keys[start : start + _BATCH])
            for row in rows:
                row.save(update_fields=written)
        yield min(start + _BATCH, len(keys))


def _sealed_fields(model: type[models.Model]) -> list[EncryptedTextField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, EncryptedTextField)]
