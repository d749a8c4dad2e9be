"""Whether the database can keep what embedding models make."""

from django.db import connection


def can_keep_vectors() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'vector')")
        (can,) = cursor.fetchone()
    return bool(can)
