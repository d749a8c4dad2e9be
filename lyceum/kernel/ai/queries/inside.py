"""The scope of the organisation that asks, entered where it is not: an answer streams on when its request has ended."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from lyceum.kernel.foundation import scope


@contextmanager
def inside(organisation_id: UUID) -> Iterator[None]:
    if scope.current()[0] == organisation_id:
        yield
        return
    with scope.entered(organisation_id):
        yield
