"""What the house is made of: its canaries, and a transaction that leaves nothing behind."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache
from django.db import connection, transaction

SHARED = "canaryshared"  # in what belongs to the first organisation: for its members
OFFER = "canaryoffer"  # in an invitation to it: for its members, and for whoever holds the link
OWN = "canaryown"  # in what belongs to the insider alone
STAFF = "canarystaff"  # in what the insider has not shown to anybody yet, and moderators may see
ABROAD = "canaryabroad"  # in what belongs to other organisations
CANARIES = frozenset({SHARED, OFFER, OWN, STAFF, ABROAD})


@contextmanager
def as_owner() -> Iterator[None]:
    """As the owner of the tables, to whom row-level security does not apply."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        before = cursor.fetchone()[0]
        cursor.execute("SET ROLE NONE")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'SET ROLE "{before}"')


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is taken back; no limit is used up, nothing is remembered."""
    cache.clear()
    atomic = transaction.atomic()
    atomic._from_testcase = True  # type: ignore[attr-defined]  # so that what refuses to run in a transaction runs
    with atomic:
        yield
        transaction.set_rollback(True)
