"""Makes room for vectors where the database can keep them; elsewhere passages are found by words and letters alone."""

from typing import Any

from django.db import connections

# ``vector`` without a length: each model has its own. PostgreSQL without pgvector never sees the word.
_TABLES = ("search_embedding", "search_cataloguemeaning")
_LACKING = """
    SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'vector')
        AND to_regclass(%(table)s) IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM pg_attribute
            WHERE attrelid = to_regclass(%(table)s) AND attname = 'vector' AND NOT attisdropped
        )
"""


def make_room_for_vectors(sender: Any, using: str, **_: Any) -> None:
    """After every migration, by the owner of the tables: so that an extension that comes later is found as well."""
    with connections[using].cursor() as cursor:
        for table in _TABLES:
            cursor.execute(_LACKING, {"table": table})
            if cursor.fetchone() == (True,):
                cursor.execute(f"ALTER TABLE {table} ADD COLUMN vector vector")
