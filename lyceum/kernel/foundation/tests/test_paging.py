from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lyceum.kernel.foundation.interface.rest import page_of
from lyceum.kernel.foundation.models import KeptAnswer
from lyceum.kernel.foundation.rules.identifier import new_identifier

OWNER = new_identifier()


def add(count: int) -> list[UUID]:
    rows = [KeptAnswer(person_id=OWNER, key=str(new_identifier()), created_at=datetime.now(UTC)) for _ in range(count)]
    return [row.id for row in KeptAnswer.objects.bulk_create(rows)]


def pages(limit: int, add_between: int) -> list[UUID]:
    seen: list[UUID] = []
    after: UUID | None = None
    while True:
        rows = KeptAnswer.objects.filter(person_id=OWNER)
        answer = page_of(rows, after=after, limit=limit, show=lambda row: row.id)
        seen += answer["items"]
        if answer["next"] is None:
            return seen
        after = UUID(answer["next"])
        add(add_between)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 12), st.integers(1, 5), st.integers(0, 2))
def test_pages_show_each_row_once_newest_first_whatever_comes_in_between(count: int, limit: int, more: int) -> None:
    KeptAnswer.objects.filter(person_id=OWNER).delete()
    rows = add(count)
    assert pages(limit, more) == sorted(rows, reverse=True)


@pytest.mark.django_db
@pytest.mark.parametrize(("limit", "length"), [(0, 1), (-5, 1), (3, 3), (1000, 100)])
def test_a_page_has_between_1_and_100_rows(limit: int, length: int) -> None:
    add(101)
    rows = KeptAnswer.objects.filter(person_id=OWNER)
    assert len(page_of(rows, after=None, limit=limit, show=lambda row: row.id)["items"]) == length
