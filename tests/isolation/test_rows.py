"""What the database itself refuses, table by table, whatever the program forgets."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from lyceum.kernel.foundation import guards, scope
from lyceum.kernel.foundation.models import Announcement
from tests.isolation.fabric import as_owner, undone
from tests.isolation.house import House
from tests.isolation.samples import Samples

pytestmark = [pytest.mark.django_db, pytest.mark.wish("B1", "Q22")]
TENANTS = guards.tenant_models()
PUBLISHED = [model for model in TENANTS if model.also_readable == "true"]  # for everybody to read; not to write
KEPT = [model for model in TENANTS if model not in PUBLISHED]


def rows_of_here(model: Any, house: House, *, own: bool) -> list[Any]:
    """Keys of the first organisation's rows, as their owner sees them; ``own``: those that open to the insider too."""
    with as_owner():
        rows = model._base_manager.filter(organisation=house.here.organisation)
        if model.row_owner and not own:
            rows = rows.exclude(**{model.row_owner: house.here.insider.person_id})
        return list(rows.values_list("pk", flat=True))


def touched(statement: str, keys: list[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, [keys])
        return cursor.rowcount


def assert_unchangeable(model: Any, keys: list[Any]) -> None:
    """Hidden rows are not touched; those of an append-only table nobody may change, not even at home."""
    table = model._meta.db_table
    for change in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
        statement = f"{change} WHERE id = ANY(%s)"
        if getattr(model, "append_only", False):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                touched(statement, keys)
        else:
            assert touched(statement, keys) == 0


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model._meta.label)
def test_another_organisation_reads_and_changes_nothing(model: Any, samples: Samples) -> None:
    house, table = samples.house, model._meta.db_table
    keys = rows_of_here(model, house, own=True)
    assert keys
    with undone(), scope.entered(house.abroad.organisation.id, None):
        assert touched(f"SELECT 1 FROM {table} WHERE id = ANY(%s)", keys) == 0
        assert_unchangeable(model, keys)
        assert touched(f"SELECT 1 FROM {table} WHERE organisation_id = ANY(%s)", [house.here.organisation.id]) == 0


@pytest.mark.parametrize("model", PUBLISHED, ids=lambda model: model._meta.label)
def test_what_is_published_is_read_by_everybody_and_changed_by_nobody_else(model: Any, samples: Samples) -> None:
    house, table = samples.house, model._meta.db_table
    keys = rows_of_here(model, house, own=True)
    assert keys
    for organisation_id in (house.abroad.organisation.id, None):
        with undone(), scope.entered(organisation_id, None):
            assert touched(f"SELECT 1 FROM {table} WHERE id = ANY(%s)", keys) == len(keys)
            assert_unchangeable(model, keys)


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model._meta.label)
def test_without_a_scope_there_is_nothing(model: Any, samples: Samples) -> None:
    keys = rows_of_here(model, samples.house, own=True)
    with undone(), scope.entered(None, None):
        assert touched(f"SELECT 1 FROM {model._meta.db_table} WHERE id = ANY(%s)", keys) == 0


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model._meta.label)
def test_a_stranger_does_not_see_another_persons_rows(model: Any, samples: Samples) -> None:
    """Not even within their own scope of person: what opens to its own person opens to nobody else."""
    keys = rows_of_here(model, samples.house, own=True)
    with undone(), scope.entered(None, samples.house.operator.id):
        assert touched(f"SELECT 1 FROM {model._meta.db_table} WHERE id = ANY(%s)", keys) == 0


@pytest.mark.parametrize("model", TENANTS, ids=lambda model: model._meta.label)
def test_nothing_is_written_into_another_organisation(model: Any, samples: Samples) -> None:
    house = samples.house
    with as_owner():
        row = model._base_manager.filter(organisation=house.here.organisation).first()
    columns = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields if field.column != "id")
    copied = f"INSERT INTO {model._meta.db_table} (id, {columns}) SELECT gen_random_uuid(), {columns} FROM given"
    with undone():
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TEMPORARY TABLE given ON COMMIT DROP AS SELECT * FROM {model._meta.db_table} WHERE id = %s",
                [row.pk],
            )
            cursor.execute("GRANT SELECT ON given TO PUBLIC")
        there = scope.entered(house.abroad.organisation.id, None)
        with there, pytest.raises(DatabaseError, match="row-level security"):
            _execute(copied)


def _execute(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_trail_of_another_organisation_is_hidden(samples: Samples) -> None:
    house = samples.house
    with scope.entered(house.here.organisation.id, None):
        Announcement.objects.create(organisation=house.here.organisation, kind="a.b")
        assert Announcement.objects.filter(organisation=house.here.organisation).exists()
    with scope.entered(house.abroad.organisation.id, None):
        assert not Announcement.objects.filter(organisation=house.here.organisation).exists()
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Announcement.objects.create(organisation=house.here.organisation, kind="forged")
